#include "read/perfdoc_reader.h"

#include "base/num.h"

/* ---- which benchmarks ---- */

static void read_glob(struct reader *r, struct gate_rule *rule, const struct flat *cell) {
  struct grammar_match m;
  struct str text = cell->text, error;
  rule->glob = text_shown(r, text);
  if (text.n > GRAMMAR_CELL_MAX) {
    decl_problem(r, &rule->decl, DIAG_TOO_LONG, rule->decl.pos, "a cell of more than %d bytes is not read", GRAMMAR_CELL_MAX);
  } else if (text_is_void(text)) {
    decl_problem(r, &rule->decl, DIAG_RULE_UNREADABLE, rule->decl.pos, "the rule names no benchmark");
  } else if (grammar_find(GRAMMAR_BENCH_GLOB, text, 0, &m) == PATTERN_YES) {
    rule->glob = grammar_group(&m, "g");
    if (str_find_char(rule->glob, '[') == STR_NPOS) return;
    struct pattern *p = pattern_glob(r->arena, rule->glob, &error);
    if (p == NULL) diag_add(r->diags, DIAG_BENCH_PATTERN, rule->decl.pos, STR_FMT "; matched literally", STR_ARG(error));
    pattern_free(p);
  } else if (str_find_char(text, ' ') != STR_NPOS) {
    diag_add(r->diags, DIAG_BENCH_PATTERN, rule->decl.pos, "a name with spaces, which no Go benchmark has; it is taken as it is written");
  } else {
    diag_add(r->diags, DIAG_BENCH_PATTERN, rule->decl.pos, "\"" STR_FMT "\" does not look like the name of a benchmark", STR_ARG(text));
  }
}

/* ---- which metric ---- */

/* The Metric column: a unit, or a word for one. */
static void read_metric(struct reader *r, struct gate_rule *rule, struct str text) {
  static const struct {
    const char *word, *unit;
  } words[] = {
      {"time", "sec/op"},      {"latency", "sec/op"},  {"speed", "sec/op"}, {"time/op", "sec/op"}, {"allocations", "allocs/op"}, {"allocs", "allocs/op"},
      {"memory", "B/op"},      {"bytes", "B/op"},      {"throughput", "B/s"},
  };
  if (text_is_void(text)) return;
  double factor;
  rule->unit = unit_tidy(r->arena, text, &factor);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_eq_nocase(text, str_of(words[i].word))) rule->unit = str_of(words[i].unit);
  rule->metric = METRIC_UNIT;
}

/* ---- how much ---- */

static bool is_better_word(struct str dir) {
  return str_eq_nocase(dir, STR("faster")) || str_eq_nocase(dir, STR("better")) || str_eq_nocase(dir, STR("improvement"));
}

static bool is_time_word(struct str dir) {
  return str_eq_nocase(dir, STR("slower")) || str_eq_nocase(dir, STR("slowdown")) || str_eq_nocase(dir, STR("faster"));
}

static void relative_rule(struct gate_rule *rule, const struct grammar_match *m, double value) {
  struct str sign = grammar_group(m, "sign"), dir = grammar_group(m, "dir");
  bool improvement = str_eq(sign, STR("-")) || str_eq(sign, STR("−")) || is_better_word(dir);
  rule->kind = RULE_RELATIVE;
  rule->allowed = improvement ? -value : value;
  if (rule->metric == METRIC_UNIT) return;
  rule->metric = is_time_word(dir) ? METRIC_TIME : METRIC_DIRECTED;
}

/* The tidied unit of a figure: a time or a size is one per op. */
static struct str unit_of(struct reader *r, const struct bound *b, struct str written) {
  double factor;
  switch ((int)b->dim) {
  case DIM_TIME:
  case DIM_TIME_OP: return STR("sec/op");
  case DIM_BYTES:
  case DIM_BYTES_OP: return STR("B/op");
  case DIM_ALLOCS_OP: return STR("allocs/op");
  case DIM_BANDWIDTH: return STR("B/s");
  default: return unit_tidy(r->arena, written, &factor);
  }
}

static bool is_lower(enum bound_op op) {
  return op == BOUND_ABOVE || op == BOUND_AT_LEAST;
}

static void report_lower(struct reader *r, struct gate_rule *rule, const struct flat *cell) {
  decl_problem(r, &rule->decl, DIAG_DIRECTION_GATE, flat_pos(r, cell, cell->text), "\"" STR_FMT "\" would require more of what should be little; did you mean \"<\"?",
               STR_ARG(cell->text));
}

/* The bound in the units benchmarks are compared in: "< 50 ns" and "< 50 ns/op" are 5e-8 sec/op. */
static void absolute_rule(struct reader *r, struct gate_rule *rule, const struct grammar_match *m, const struct flat *cell) {
  struct str tidied = unit_of(r, &rule->bound, grammar_group(m, "unit"));
  rule->kind = RULE_ABSOLUTE;
  rule->bound.text = cell->text;
  if (rule->metric == METRIC_UNIT && rule->unit.n > 0 && !str_eq(rule->unit, tidied))
    decl_problem(r, &rule->decl, DIAG_RULE_UNREADABLE, flat_pos(r, cell, grammar_group(m, "val")), "a bound in " STR_FMT " cannot hold for " STR_FMT,
                 STR_ARG(tidied), STR_ARG(rule->unit));
  rule->metric = METRIC_UNIT;
  rule->unit = tidied;
  bool little = str_eq(tidied, STR("sec/op")) || str_eq(tidied, STR("B/op")) || str_eq(tidied, STR("allocs/op"));
  if (little && is_lower(rule->bound.op)) report_lower(r, rule, cell);
}

/* "2 new allocations", "< 3 new allocations": counts are whole, so the second allows what the first does. */
static void allocation_rule(struct reader *r, struct gate_rule *rule, const struct grammar_match *m, const struct flat *cell, enum bound_op op) {
  struct str count = grammar_group(m, "count");
  rule->kind = RULE_ALLOCATIONS;
  rule->metric = METRIC_ALLOCS;
  if (count.n > 0 && !num_parse_decimal(count, &rule->allowed)) rule->allowed = 0;
  if (op == BOUND_BELOW) rule->allowed -= 1;
  rule->strict = false;
  if (is_lower(op)) report_lower(r, rule, cell);
}

/* "> 2% slower" and the like: the comparator points the wrong way. */
static bool report_direction(struct reader *r, struct gate_rule *rule, const struct flat *cell) {
  struct grammar_match m;
  if (cell->text.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_CELL_NUMBER, cell->text, 0, &m) != PATTERN_YES) return false;
  struct str op = grammar_group(&m, "op");
  enum bound_op way = bound_op_of(op, BOUND_AT_MOST);
  if (!is_lower(way) || str_find_char(grammar_group(&m, "rest"), '%') == STR_NPOS) return false;
  struct str rest = str_slice(cell->text, (size_t)(op.p + op.n - cell->text.p), cell->text.n);
  decl_problem(r, &rule->decl, DIAG_DIRECTION_GATE, flat_pos(r, cell, cell->text),
               "\"" STR_FMT "\" would require a slowdown; write \"%s" STR_FMT "\"", STR_ARG(cell->text), way == BOUND_ABOVE ? "<" : "≤", STR_ARG(rest));
  return true;
}

static void read_delta(struct reader *r, struct gate_rule *rule, const struct flat *cell) {
  static const struct fault units = {"", "%", " ns"};
  struct grammar_match m;
  if (cell->text.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_BENCH_DELTA, cell->text, 0, &m) != PATTERN_YES) {
    if (!report_direction(r, rule, cell)) report_cell(r, &rule->decl, cell, "an allowed change", &units);
    return;
  }
  enum bound_op op = bound_op_of(grammar_group(&m, "op"), BOUND_AT_MOST);
  rule->strict = op == BOUND_BELOW || op == BOUND_ABOVE;
  if (grammar_group(&m, "none").n > 0) {
    rule->kind = RULE_NO_REGRESSION;
    if (rule->metric != METRIC_UNIT) rule->metric = METRIC_DIRECTED;
  } else if (grammar_group(&m, "zero").n > 0) {
    allocation_rule(r, rule, &m, cell, op);
  } else if (!bound_of_match(&m, BOUND_AT_MOST, &rule->bound)) {
    report_cell(r, &rule->decl, cell, "an allowed change", &units);
  } else if (rule->bound.dim == DIM_SHARE) {
    relative_rule(rule, &m, rule->bound.value);
  } else if (grammar_group(&m, "sign").n > 0 || rule->bound.dim == DIM_POINTS || rule->bound.dim == DIM_TIMES) {
    decl_problem(r, &rule->decl, DIAG_NOT_A_QUANTITY, flat_pos(r, cell, cell->text), "expected an allowed change in percent, found \"" STR_FMT "\"",
                 STR_ARG(cell->text));
  } else {
    absolute_rule(r, rule, &m, cell);
  }
}

/* ---- the table ---- */

struct gate_columns {
  int bench, delta, metric, route, function, why;
};

static void read_rule(struct reader *r, const struct row *row, const struct gate_columns *c) {
  struct gate_rule rule = {.decl = row_decl(r, row), .metric = METRIC_DIRECTED};
  const struct cell *bench = row_cell(row, c->bench), *delta = row_cell(row, c->delta);
  if (bench->flat.text.n > 0) rule.decl.pos = flat_pos(r, &bench->flat, bench->flat.text);
  if (!row_lacks(row, c->bench, &rule.decl)) read_glob(r, &rule, &bench->flat);
  rule.why = row_text(row, c->why);
  if (!text_is_void(row_text(row, c->function))) rule.function = row_text(row, c->function);
  const struct cell *route = row_cell(row, c->route);
  if (!text_is_void(route->flat.text) && !read_route(r, &route->flat, &rule.route))
    diag_add(r->diags, DIAG_RULE_UNREADABLE, flat_pos(r, &route->flat, route->flat.text), "\"" STR_FMT "\" is no route; write e.g. \"POST /checkout\"",
             STR_ARG(route->flat.text));
  read_metric(r, &rule, row_text(row, c->metric));
  if (row_lacks(row, c->delta, &rule.decl)) rule.unbounded = false;
  else if (row_is_void(row, c->delta, &rule.decl)) rule.unbounded = rule.decl.problem.n == 0;
  else read_delta(r, &rule, &delta->flat);
  *VEC_PUSH(r->arena, &r->doc->rules) = rule;
}

void gate_rule_of_item(struct reader *r, const struct flat *bench, const struct flat *delta, struct pos pos, struct str text) {
  struct gate_rule rule = {.decl = {.pos = pos, .text = text}, .metric = METRIC_DIRECTED};
  read_glob(r, &rule, bench);
  if (text_is_void(delta->text)) rule.unbounded = true;
  else read_delta(r, &rule, delta);
  r->doc->has_gate_table = true;
  *VEC_PUSH(r->arena, &r->doc->rules) = rule;
}

static int delta_column(const struct table *t) {
  int column = table_column(t, GRAMMAR_C_DELTA);
  if (column == NO_COLUMN) column = table_column(t, GRAMMAR_C_TARGET);
  return column == NO_COLUMN ? table_column(t, GRAMMAR_C_BUDGET) : column;
}

bool read_gate_table(struct reader *r, const struct table *t) {
  struct gate_columns c = {.bench = table_column(t, GRAMMAR_C_BENCH), .delta = delta_column(t)};
  if (c.bench == NO_COLUMN || c.delta == NO_COLUMN) return false;
  c.metric = table_column(t, GRAMMAR_C_NAME);
  c.route = table_column(t, GRAMMAR_C_ROUTE);
  c.function = table_column(t, GRAMMAR_C_FUNCTION);
  c.why = table_column(t, GRAMMAR_C_WHY);
  r->doc->has_gate_table = true;
  struct strmap seen = {0};
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    read_rule(r, &row, &c);
    const struct gate_rule *rule = &r->doc->rules.at[r->doc->rules.n - 1];
    if (rule->glob.n == 0) continue;
    struct str key = arena_printf(r->arena, "%d " STR_FMT " " STR_FMT, (int)rule->metric, STR_ARG(rule->unit), STR_ARG(rule->glob));
    uint32_t before = seen_before(r, &seen, key, row.pos.line);
    if (before > 0)
      diag_add(r->diags, DIAG_DUPLICATE_ROW, rule->decl.pos, "a rule for \"" STR_FMT "\" stands at line %u already, and wins", STR_ARG(rule->glob), before);
  }
  return true;
}
