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

static void read_profile_sentence(struct reader *r, const struct flat *s) {
  struct profile_gate *g = &r->doc->profile_gate;
  struct grammar_match m;
  if (s->text.n > GRAMMAR_SENTENCE_MAX) {
    note_text_only(r, flat_pos(r, s, s->text), text_shortened(r, s->text));
    return;
  }
  bool growth = grammar_find(GRAMMAR_S_PROFILE, s->text, 0, &m) == PATTERN_YES, any = growth;
  if (growth) {
    struct share_pair p = {(double)INFINITY, (double)INFINITY}; /* a kind the sentence does not name is not judged */
    put_share(&p, grammar_group(&m, "a"), grammar_group(&m, "akind"), true);
    put_share(&p, grammar_group(&m, "b"), grammar_group(&m, "bkind"), false);
    g->absolute = p.absolute;
    g->relative = p.relative;
  }
  if (grammar_find(GRAMMAR_S_NEW_HOTSPOT, s->text, 0, &m) == PATTERN_YES && number_of(grammar_group(&m, "a"), &g->new_self)) {
    g->new_self /= 100;
    any = true;
  }
  if (grammar_find(GRAMMAR_S_FLOOR, s->text, 0, &m) == PATTERN_YES && number_of(grammar_group(&m, "a"), &g->floor)) {
    g->floor /= 100;
    any = true;
  }
  struct pos pos = flat_pos(r, s, s->text);
  if (any && g->decl.pos.line == 0) g->decl = (struct decl){.pos = pos, .text = s->text};
  if (any) return;
  if (grammar_find(GRAMMAR_S_PROFILE_SUSPECT, s->text, 0, NULL) == PATTERN_YES)
    declare_unreadable(r, pos, s->text, DIAG_RULE_UNREADABLE, "no form of a profile gate; write e.g. \"any function +10%% absolute or +30%% relative\"");
  else note_text_only(r, pos, s->text);
}

void read_gate_paragraph(struct reader *r, const struct flat *p, bool item) {
  struct grammar_match m;
  if (item && p->text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_GATE_ITEM, p->text, 0, &m) == PATTERN_YES) {
    struct str bench = grammar_group(&m, "g"), delta = grammar_group(&m, "delta");
    size_t g = (size_t)(bench.p - p->text.p), d = (size_t)(delta.p - p->text.p);
    struct flat left = flat_slice(r, p, g, g + bench.n), right = flat_slice(r, p, d, d + delta.n);
    gate_rule_of_item(r, &left, &right, flat_pos(r, p, p->text), p->text);
    return;
  }
  each_sentence(r, p, read_profile_sentence);
}
