#include "read/perfdoc_reader.h"

/* ---- clauses ---- */

/* Where the first clause ends: a comma that is not inside a figure, a semicolon, or the word "or". *skip: bytes between. */
static size_t clause_end(struct str text, size_t *skip) {
  for (size_t i = 0; i < text.n; i++) {
    *skip = 1;
    if (text.p[i] == ';') return i;
    if (text.p[i] == ',' && !(i + 1 < text.n && char_is_digit(text.p[i + 1]))) return i;
    *skip = 4;
    if (str_starts_nocase(str_slice(text, i, text.n), STR(" or "))) return i;
  }
  *skip = 0;
  return text.n;
}

static bool is_rate(struct str metric) {
  return str_find_nocase(metric, STR("rate")) != STR_NPOS || str_find_nocase(metric, STR("ratio")) != STR_NPOS ||
         str_find_nocase(metric, STR("availability")) != STR_NPOS;
}

static double for_seconds(struct reader *r, struct str text) {
  double seconds = 0;
  if (text.n == 0 || duration_of(text, &seconds)) return seconds;
  /* "10m" behind "for" can only be minutes */
  (void)duration_of(arena_printf(r->arena, STR_FMT "in", STR_ARG(text)), &seconds);
  return seconds;
}

/* "p99 +15%", "error rate +0.5pp" */
static void read_change(struct reader *r, struct canary_clause *c, const struct flat *at, const struct grammar_match *m, const struct bound *b) {
  struct str sign = grammar_group(m, "sign"), unit = grammar_group(m, "unit"), val = grammar_group(m, "val");
  c->amount = str_eq(sign, STR("+")) ? b->value : -b->value;
  if (b->dim == DIM_POINTS) {
    c->kind = CANARY_POINTS;
  } else if (b->dim != DIM_SHARE) {
    decl_problem(r, &c->decl, DIAG_CLAUSE_INCOMPLETE, flat_pos(r, at, sign), "a change is written in percent or pp; for a limit write \">\"");
  } else if (is_rate(c->metric)) {
    c->kind = CANARY_POINTS;
    struct str whole = {sign.p, (size_t)(unit.p + unit.n - sign.p)};
    diag_add(r->diags, DIAG_PP_AMBIGUOUS, flat_pos(r, at, sign),
             "\"" STR_FMT "\" of a rate: relative or percentage points? write \"" STR_FMT STR_FMT "pp\"; reading as pp", STR_ARG(whole), STR_ARG(sign),
             STR_ARG(val));
  } else {
    c->kind = CANARY_RELATIVE;
  }
}

static void read_match(struct reader *r, struct canary_clause *c, const struct flat *at, const struct grammar_match *m) {
  struct bound b = {0};
  c->metric = grammar_group(m, "m2");
  c->against = grammar_group(m, "base2");
  c->for_s = for_seconds(r, grammar_group(m, "for"));
  if (grammar_group(m, "any").n > 0) {
    c->kind = CANARY_ANY_ERROR;
    c->metric = grammar_group(m, "any");
  } else if (grammar_group(m, "mult").n > 0) {
    c->kind = CANARY_TIMES;
    c->metric = grammar_group(m, "m1");
    c->against = grammar_group(m, "base");
    c->dim = DIM_TIMES;
    c->op = bound_op_of(grammar_group(m, "op"), BOUND_ABOVE);
    (void)number_of(grammar_group(m, "mult"), &c->amount);
  } else if (bound_of_match(m, BOUND_ABOVE, &b)) {
    c->dim = b.dim;
    c->op = bound_op_of(grammar_group(m, "op2"), BOUND_ABOVE);
    c->kind = CANARY_ABSOLUTE;
    c->amount = b.value;
    if (grammar_group(m, "sign").n > 0) read_change(r, c, at, m, &b);
  }
}

static void report_clause(struct reader *r, struct decl *d, const struct flat *at) {
  struct str text = at->text;
  struct pos pos = flat_pos(r, at, text);
  bool figure = false;
  for (size_t i = 0; i < text.n; i++) figure = figure || char_is_digit(text.p[i]);
  if (text.n > GRAMMAR_CELL_MAX) decl_problem(r, d, DIAG_TOO_LONG, pos, "a clause of more than %d bytes is not read", GRAMMAR_CELL_MAX);
  else if (!figure)
    decl_problem(r, d, DIAG_CLAUSE_INCOMPLETE, pos, "\"" STR_FMT "\" has no bound; write e.g. \"" STR_FMT " +30%%\"", STR_ARG(text), STR_ARG(text));
  else if (!char_is_alpha(text.p[0]))
    decl_problem(r, d, DIAG_CLAUSE_INCOMPLETE, pos, "\"" STR_FMT "\" is no complete clause; write e.g. \"p99 +15%%\" or \"> 2× p99 vs. prev\"", STR_ARG(text));
  else decl_problem(r, d, DIAG_CLAUSE_INCOMPLETE, pos, "\"" STR_FMT "\" cannot be read; write e.g. \"p99 +15%%\" or \"p99 > 250 ms\"", STR_ARG(text));
}

/* ---- rows ---- */

static void inherit(struct reader *r, struct canary_stage *s, const struct flat *at) {
  if (s->inherited) return; /* said twice, they are still the same */
  s->inherited = true;
  size_t above = r->doc->canary.n;
  if (above == 0) {
    decl_problem(r, &s->decl, DIAG_CLAUSE_INCOMPLETE, flat_pos(r, at, at->text), "there is no row above to take thresholds from");
    return;
  }
  VEC_EACH(const struct canary_clause, c, &r->doc->canary.at[above - 1].clauses) *VEC_PUSH(r->arena, &s->clauses) = *c;
}

static void read_clause(struct reader *r, struct canary_stage *s, const struct flat *at) {
  struct grammar_match m;
  bool found = at->text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_CANARY_CLAUSE, at->text, 0, &m) == PATTERN_YES;
  if (found && grammar_group(&m, "same").n > 0) {
    inherit(r, s, at);
    return;
  }
  /* "Same thresholds, with auto-rollback hook": a remark, as long as it holds nothing that could be meant as a bound */
  if (!found && s->inherited && at->text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_S_SUSPECT, at->text, 0, NULL) == PATTERN_NO) return;
  struct canary_clause c = {.decl = {.pos = flat_pos(r, at, at->text), .text = text_shown(r, at->text)}};
  if (found) read_match(r, &c, at, &m);
  else report_clause(r, &c.decl, at);
  if (s->decl.problem.n == 0) s->decl.problem = c.decl.problem;
  *VEC_PUSH(r->arena, &s->clauses) = c;
}

enum { CLAUSES_MAX = 64 };

static void read_clauses(struct reader *r, struct canary_stage *s, const struct flat *cell) {
  for (size_t from = 0, skip = 1; from < cell->text.n && skip > 0;) {
    size_t end = clause_end(str_slice(cell->text, from, cell->text.n), &skip);
    struct flat piece = flat_slice(r, cell, from, from + end), clause = flat_trim(r, &piece);
    if (s->clauses.n >= CLAUSES_MAX) {
      decl_problem(r, &s->decl, DIAG_CLAUSE_INCOMPLETE, flat_pos(r, &clause, clause.text), "a stage of more than %d clauses is not read", CLAUSES_MAX);
      return;
    }
    if (clause.text.n > 0) read_clause(r, s, &clause);
    from += end + skip;
  }
}

static void read_traffic(struct reader *r, struct canary_stage *s, const struct flat *cell) {
  s->traffic = cell->text;
  s->share = -1;
  size_t n = 0;
  while (n < cell->text.n && (char_is_digit(cell->text.p[n]) || cell->text.p[n] == '.')) n++;
  size_t sign = n + (n < cell->text.n && cell->text.p[n] == ' ');
  if (n == 0 || sign >= cell->text.n || cell->text.p[sign] != '%') return;
  struct ratio share = ratio_of_percent(str_slice(cell->text, 0, n));
  if (share.den == 0 || share.num > share.den)
    decl_problem(r, &s->decl, DIAG_TRAFFIC_RANGE, flat_pos(r, cell, cell->text), "traffic share over 100%%");
  else s->share = (double)share.num / (double)share.den;
}

static void read_duration(struct reader *r, struct canary_stage *s, const struct flat *cell) {
  bool figure = cell->text.n > 0 && char_is_digit(cell->text.p[0]);
  if (figure && !duration_of(cell->text, &s->duration_s))
    decl_problem(r, &s->decl, DIAG_NOT_A_QUANTITY, flat_pos(r, cell, cell->text), "expected a duration, found \"" STR_FMT "\"", STR_ARG(cell->text));
}

bool read_canary_table(struct reader *r, const struct table *t) {
  int stage = table_column(t, GRAMMAR_C_STAGE), block = table_column(t, GRAMMAR_C_BLOCK);
  int traffic = table_column(t, GRAMMAR_C_TRAFFIC), duration = table_column(t, GRAMMAR_C_DURATION);
  if (block == NO_COLUMN) block = table_column(t, GRAMMAR_C_TARGET);
  if (block == NO_COLUMN || (stage == NO_COLUMN && traffic == NO_COLUMN)) return false;
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    struct canary_stage s = {.decl = row_decl(r, &row), .name = row_text(&row, stage)};
    const struct cell *cell = row_cell(&row, block);
    read_traffic(r, &s, &row_cell(&row, traffic)->flat);
    read_duration(r, &s, &row_cell(&row, duration)->flat);
    if (!row_lacks(&row, block, &s.decl) && !row_is_void(&row, block, &s.decl)) read_clauses(r, &s, &cell->flat);
    *VEC_PUSH(r->arena, &r->doc->canary) = s;
  }
  return true;
}
