#include "read/perfdoc_reader.h"

#include "base/num.h"

#include <math.h>

/* Component budgets: an allocation whose parts should meet its total ("planning sum"). */

static bool begins_with_any(struct str name, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (str_starts_nocase(name, str_of(words[i]))) return true;
  return false;
}

static bool is_total(struct str name) {
  static const char *const words[] = {"total", "sum", "end-to-end", "end to end", "overall", "e2e"};
  return begins_with_any(name, words, sizeof words / sizeof *words);
}

static bool is_margin(struct str name) {
  static const char *const words[] = {"margin", "variance", "buffer", "reserve", "headroom", "slack", "contingency"};
  return begins_with_any(name, words, sizeof words / sizeof *words);
}

/* One column of budgets and what it adds up to. */
struct column_sum {
  int column;
  bool has_quantile;
  double quantile, sum_s;
  size_t unreadable;
  size_t total; /* index into doc->components, plus one */
  struct cell total_cell;
};

/* The total's unit, so that both figures of a message read alike. */
static struct str in_unit_of(struct reader *r, struct str total, double seconds) {
  struct quantity q;
  enum dim dim;
  double factor = 1;
  struct grammar_match m;
  struct str unit = STR("s");
  if (grammar_find(GRAMMAR_BOUND_CELL, total, 0, &m) == PATTERN_YES) unit = grammar_group(&m, "unit");
  else if (quantity_parse(total, &q) == QUANTITY_OK) unit = q.unit;
  (void)unit_lookup(unit, &dim, &factor);
  struct buf b = BUF_INIT;
  num_put_f64(&b, round(seconds / factor * 1e6) / 1e6);
  buf_char(&b, ' ');
  buf_str(&b, unit);
  struct str text = arena_dup(r->arena, buf_view(&b));
  buf_free(&b);
  return text;
}

static void check_sum(struct reader *r, const struct column_sum *c) {
  if (c->total == 0) return;
  struct component *total = &r->doc->components.at[c->total - 1];
  if (total->decl.problem.n > 0 || total->unbounded) return;
  double gap = c->sum_s - total->budget_s;
  if (fabs(gap) <= 1e-9 * total->budget_s || (gap < 0 && c->unreadable > 0)) return;
  struct str text = c->total_cell.flat.text, sum = in_unit_of(r, text, c->sum_s);
  struct str unreadable = STR_NONE;
  if (c->unreadable > 0) unreadable = arena_printf(r->arena, " (%zu row%s unreadable)", c->unreadable, c->unreadable == 1 ? "" : "s");
  decl_problem(r, &total->decl, DIAG_SUM_MISMATCH, flat_pos(r, &c->total_cell.flat, text),
               "rows add up to " STR_FMT STR_FMT ", total says " STR_FMT, STR_ARG(sum), STR_ARG(unreadable), STR_ARG(text));
}

static void read_part(struct reader *r, const struct table *t, const struct row *row, struct str name, struct column_sum *c) {
  struct component part = {.decl = row_decl(r, row), .name = name, .has_quantile = c->has_quantile, .quantile = c->quantile};
  part.is_total = is_total(name);
  part.is_margin = is_margin(name);
  const struct cell *cell = row_cell(row, c->column);
  struct bound b;
  if (row_lacks(row, c->column, &part.decl)) {
    /* said with the row's width */
  } else if (row_is_void(row, c->column, &part.decl)) {
    part.unbounded = part.decl.problem.n == 0;
  } else if (read_time_bound(r, &part.decl, &cell->flat, header_text(t, c->column), &b)) {
    part.budget_s = b.value;
  }
  if (part.is_total && c->total == 0) {
    c->total = r->doc->components.n + 1;
    c->total_cell = *cell;
  }
  if (part.decl.problem.n > 0) c->unreadable += !part.is_total;
  else if (!part.is_total && !part.unbounded) c->sum_s += part.budget_s;
  *VEC_PUSH(r->arena, &r->doc->components) = part;
}

bool read_component_table(struct reader *r, const struct table *t) {
  int columns[BOUND_COLUMNS], name = table_column(t, GRAMMAR_C_COMPONENT);
  size_t n = bound_columns(t, columns);
  if (n == 0) return false;
  if (name == NO_COLUMN) {
    if (r->section != SECTION_COMPONENT || table_has(t, GRAMMAR_C_ROUTE) || columns[0] == 0) return false;
    name = 0;
  }
  struct column_sum sums[BOUND_COLUMNS] = {{0}};
  for (size_t i = 0; i < n; i++) {
    sums[i].column = columns[i];
    sums[i].has_quantile = header_quantile(header_text(t, columns[i]), &sums[i].quantile);
  }
  struct strmap seen = {0};
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    struct str what = row_text(&row, name);
    uint32_t before = seen_before(r, &seen, what, row.pos.line);
    if (before > 0) diag_add(r->diags, DIAG_DUPLICATE_ROW, row.pos, "component \"" STR_FMT "\" already declared at line %u", STR_ARG(what), before);
    for (size_t i = 0; i < n; i++) read_part(r, t, &row, what, &sums[i]);
  }
  for (size_t i = 0; i < n; i++) check_sum(r, &sums[i]);
  return true;
}
