#include "read/perfdoc_reader.h"

#include "base/num.h"

/* Rules for the profile that a build is guided by: sentences and rows of a PGO section. Of one sentence several may speak. */

static struct pgo_rule *push(struct reader *r, struct pos pos, struct str text, enum pgo_kind kind) {
  struct pgo_rule *rule = VEC_PUSH(r->arena, &r->doc->pgo);
  *rule = (struct pgo_rule){.decl = {.pos = pos, .text = text}, .kind = kind};
  return rule;
}

static bool is_lower_bound(enum bound_op op) {
  return op == BOUND_ABOVE || op == BOUND_AT_LEAST;
}

/* "samples > 100k": fewer than that are too few. */
static bool read_samples(struct reader *r, struct pos pos, struct str text) {
  struct grammar_match m;
  double n;
  if (grammar_find(GRAMMAR_S_PGO_SAMPLES, text, 0, &m) != PATTERN_YES || !number_of(grammar_group(&m, "a"), &n)) return false;
  struct str thousands = grammar_group(&m, "k");
  struct pgo_rule *rule = push(r, pos, text, PGO_SAMPLES);
  rule->op = bound_op_of(grammar_group(&m, "op"), BOUND_AT_LEAST);
  rule->limit = thousands.n == 0 ? n : char_lower(thousands.p[0]) == 'k' ? n * 1e3 : n * 1e6;
  if (!is_lower_bound(rule->op)) decl_problem(r, &rule->decl, DIAG_RULE_UNREADABLE, pos, "a profile needs at least so many samples; write e.g. \"samples > 100k\"");
  return true;
}

/* "re-collect monthly", "at most 30 d old". */
static bool read_age(struct reader *r, struct pos pos, struct str text) {
  struct grammar_match m;
  struct window w;
  if (grammar_find(GRAMMAR_S_PGO_AGE, text, 0, &m) != PATTERN_YES) return false;
  struct str found = grammar_group(&m, "span");
  if (found.n == 0) found = grammar_group(&m, "span2");
  if (found.n == 0) found = grammar_group(&m, "span3");
  if (!window_in(found, &w)) return false;
  struct pgo_rule *rule = push(r, pos, text, PGO_AGE);
  rule->op = BOUND_AT_MOST;
  rule->limit = w.length_s;
  return true;
}

/* "shape drift at most 20 %". */
static bool read_drift(struct reader *r, struct pos pos, struct str text) {
  struct grammar_match m;
  double v;
  if (grammar_find(GRAMMAR_S_PGO_DRIFT, text, 0, &m) != PATTERN_YES || !number_of(grammar_group(&m, "a"), &v)) return false;
  struct pgo_rule *rule = push(r, pos, text, PGO_DRIFT);
  /* "drift at most 20 %" and "review when drift > 20 %" mean the same: nobody asks for drift */
  rule->op = bound_op_of(grammar_group(&m, "op"), BOUND_AT_MOST) == BOUND_BELOW ? BOUND_BELOW : BOUND_AT_MOST;
  rule->limit = grammar_group(&m, "pct").n > 0 ? v / 100 : v;
  if (!(rule->limit <= 1))
    decl_problem(r, &rule->decl, DIAG_RULE_UNREADABLE, pos, "a drift is a share of the samples; write e.g. \"drift at most 20%%\"");
  return true;
}

/* "average load > 60 %": said, and nothing perfpage reads measures it. */
static bool read_load(struct reader *r, struct pos pos, struct str text) {
  if (grammar_find(GRAMMAR_S_PGO_LOAD, text, 0, NULL) != PATTERN_YES) return false;
  (void)push(r, pos, text, PGO_LOAD);
  return true;
}

static void read_text(struct reader *r, struct pos pos, struct str text) {
  bool samples = read_samples(r, pos, text), age = read_age(r, pos, text), drift = read_drift(r, pos, text), load = read_load(r, pos, text);
  if (samples || age || drift || load) return;
  if (grammar_find(GRAMMAR_S_PGO_SUSPECT, text, 0, NULL) == PATTERN_NO) {
    note_text_only(r, pos, text);
    return;
  }
  declare_unreadable(r, pos, text, DIAG_RULE_UNREADABLE, "no form of a rule for a PGO profile; write e.g. \"samples > 100k\", \"re-collect monthly\" or \"drift at most 20%%\"");
}

void read_pgo_sentence(struct reader *r, const struct flat *s) {
  struct pos pos = flat_pos(r, s, s->text);
  if (s->text.n <= GRAMMAR_SENTENCE_MAX) read_text(r, pos, s->text);
  else if (str_find_nocase(s->text, STR("sample")) != STR_NPOS)
    declare_unreadable(r, pos, text_shortened(r, s->text), DIAG_TOO_LONG, "a sentence of more than %d bytes is not read", GRAMMAR_SENTENCE_MAX);
}

static bool is_profile_name(struct str s) {
  return str_ends(s, STR(".pgo")) || str_ends(s, STR(".pprof")) || str_ends(s, STR(".pb.gz"));
}

void read_pgo_name(struct reader *r, struct str code) {
  if (r->doc->pgo_profile.n == 0 && is_profile_name(code)) r->doc->pgo_profile = str_base_name(code);
}

/* The cells of a row as one sentence: "Samples | > 100k", "Age | at most 30 d". */
bool read_pgo_table(struct reader *r, const struct table *t) {
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < row.n; i++) {
      if (i > 0) buf_char(&b, ' ');
      buf_str(&b, row.cells[i].flat.text);
    }
    struct str text = buf_take(&b, r->arena);
    if (text.n <= GRAMMAR_SENTENCE_MAX) read_text(r, row.pos, text);
    else declare_unreadable(r, row.pos, text_shortened(r, text), DIAG_TOO_LONG, "a row of more than %d bytes is not read", GRAMMAR_SENTENCE_MAX);
    for (size_t i = 0; i < row.n; i++) read_pgo_name(r, row.cells[i].flat.text);
  }
  return true;
}
