#include "read/perfdoc_reader.h"

#include <math.h>

/* What stands in a gate section beside its tables: sentences of the profile gate, and rules as list items. */

struct share_pair {
  double absolute, relative;
};

/* A figure goes where the word behind it says; without a word the first is absolute, the second relative. */
static void put_share(struct share_pair *p, struct str figure, struct str kind, bool first) {
  double v;
  if (figure.n == 0 || !number_of(figure, &v)) return;
  bool relative = kind.n > 0 ? char_lower(kind.p[0]) == 'r' : !first;
  *(relative ? &p->relative : &p->absolute) = v / 100;
}

/* The first sentence that names a limit takes the built-in ones away. Of two that limit the same, the stricter holds. */
static void take_profile_gate(struct profile_gate *g, struct decl d, struct share_pair growth, double new_self) {
  if (g->decl.pos.line == 0) {
    g->decl = d;
    g->absolute = g->relative = g->new_self = (double)INFINITY;
  }
  g->absolute = fmin(g->absolute, growth.absolute);
  g->relative = fmin(g->relative, growth.relative);
  g->new_self = fmin(g->new_self, new_self);
}

static bool is_profile_sentence(struct reader *r, const struct flat *s) {
  struct share_pair growth = {(double)INFINITY, (double)INFINITY}; /* a kind the sentence does not name is not judged */
  double new_self = (double)INFINITY, floor = 0;
  struct grammar_match m;
  if (grammar_find(GRAMMAR_S_PROFILE, s->text, 0, &m) == PATTERN_YES) {
    put_share(&growth, grammar_group(&m, "a"), grammar_group(&m, "akind"), true);
    put_share(&growth, grammar_group(&m, "b"), grammar_group(&m, "bkind"), false);
  }
  if (grammar_find(GRAMMAR_S_NEW_HOTSPOT, s->text, 0, &m) == PATTERN_YES && number_of(grammar_group(&m, "a"), &new_self)) new_self /= 100;
  bool limits = isfinite(growth.absolute) || isfinite(growth.relative) || isfinite(new_self);
  struct decl d = {.pos = flat_pos(r, s, s->text), .text = s->text};
  if (limits) take_profile_gate(&r->doc->profile_gate, d, growth, new_self);
  bool has_floor = grammar_find(GRAMMAR_S_FLOOR, s->text, 0, &m) == PATTERN_YES && number_of(grammar_group(&m, "a"), &floor);
  if (!has_floor) return limits;
  r->doc->profile_gate.floor = floor / 100;
  r->floor = d;
  return true;
}

void check_profile_floor(struct reader *r) {
  if (r->floor.pos.line == 0 || r->doc->profile_gate.decl.pos.line > 0) return;
  declare_unreadable(r, r->floor.pos, r->floor.text, DIAG_RULE_UNREADABLE, "a floor needs a limit; write e.g. \"any function +10%% absolute or +30%% relative\"");
}

static void read_gate_sentence(struct reader *r, const struct flat *s) {
  struct pos pos = flat_pos(r, s, s->text);
  if (s->text.n > GRAMMAR_SENTENCE_MAX) {
    declare_unreadable(r, pos, text_shortened(r, s->text), DIAG_TOO_LONG, "a sentence of more than %d bytes is not read", GRAMMAR_SENTENCE_MAX);
    return;
  }
  if (is_profile_sentence(r, s)) return;
  if (grammar_find(GRAMMAR_S_PROFILE_SUSPECT, s->text, 0, NULL) != PATTERN_NO) {
    declare_unreadable(r, pos, s->text, DIAG_RULE_UNREADABLE, "no form of a profile gate; write e.g. \"any function +10%% absolute or +30%% relative\"");
    return;
  }
  bool named = r->item || grammar_find(GRAMMAR_S_BENCHMARK, s->text, 0, NULL) != PATTERN_NO;
  bool bound = grammar_find(GRAMMAR_S_SUSPECT, s->text, 0, NULL) != PATTERN_NO;
  if ((named && bound) || (r->item && grammar_find(GRAMMAR_S_GATE_ITEM_SUSPECT, s->text, 0, NULL) != PATTERN_NO))
    declare_unreadable(r, pos, s->text, DIAG_RULE_UNREADABLE, "no form of a gate; write e.g. \"`BenchmarkX`: < 2%% slower\"");
  else note_text_only(r, pos, s->text);
}

void read_gate_paragraph(struct reader *r, const struct flat *p, bool item) {
  struct grammar_match m;
  if (item && p->text.n > GRAMMAR_CELL_MAX && str_starts(p->text, STR("Benchmark"))) {
    declare_unreadable(r, flat_pos(r, p, p->text), text_shortened(r, p->text), DIAG_TOO_LONG, "a rule of more than %d bytes is not read", GRAMMAR_CELL_MAX);
    return;
  }
  if (item && p->text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_GATE_ITEM, p->text, 0, &m) == PATTERN_YES) {
    struct str bench = grammar_group(&m, "g"), delta = grammar_group(&m, "delta");
    size_t g = (size_t)(bench.p - p->text.p), d = (size_t)(delta.p - p->text.p);
    struct flat left = flat_slice(r, p, g, g + bench.n), right = flat_slice(r, p, d, d + delta.n);
    gate_rule_of_item(r, &left, &right, flat_pos(r, p, p->text), p->text);
    return;
  }
  each_sentence(r, p, read_gate_sentence);
}
