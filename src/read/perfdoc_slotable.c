#include "read/perfdoc_reader.h"

/* SLO tables. Which column is the name and which the target depends on the others (PERFORMANCE-MD.md section 1): next to a
 * metric the column "SLO" is the target, next to a target it is the name. */
struct slo_columns {
  int name, route, window, indicator; /* indicator: a metric beside the name */
  int bounds[BOUND_COLUMNS];
  size_t n;
};

static bool find_columns(const struct table *t, struct slo_columns *c) {
  int slo = table_column(t, GRAMMAR_C_SLO), metric = table_column(t, GRAMMAR_C_NAME), target = NO_COLUMN;
  c->route = table_column(t, GRAMMAR_C_ROUTE);
  c->window = table_column(t, GRAMMAR_C_WINDOW);
  int all[BOUND_COLUMNS];
  size_t n = bound_columns(t, all);
  bool slo_is_target = slo != NO_COLUMN && n == 0 && (metric != NO_COLUMN || c->route != NO_COLUMN);
  if (slo_is_target) {
    target = slo;
    c->name = metric != NO_COLUMN ? metric : c->route;
  } else if (slo != NO_COLUMN) {
    c->name = slo;
  } else if (metric != NO_COLUMN) {
    c->name = metric;
  } else {
    c->name = c->route != NO_COLUMN ? c->route : 0; /* "Objective | Target": the first of two targets is the name */
  }
  c->indicator = metric != c->name ? metric : NO_COLUMN;
  c->n = 0;
  if (target != NO_COLUMN) c->bounds[c->n++] = target;
  for (size_t i = 0; i < n; i++)
    if (all[i] != c->name) c->bounds[c->n++] = all[i];
  return c->n > 0;
}

/* ---- cells ---- */

struct slo_row {
  struct reader *r;
  const struct table *t;
  const struct row *row;
  const struct slo_columns *c;
  struct str name;
  struct window window;
  struct str window_problem;
};

/* A share of these is a load or a loss, never an achievement: a bare percentage of it is a ceiling. */
static bool is_load(struct str name) {
  static const char *const words[] = {"error", "fail", "cpu", "memory", "utili", "usage", "loss", "drop", "miss", "saturation", "gc", "5xx"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_find_nocase(name, str_of(words[i])) != STR_NPOS) return true;
  return false;
}

static struct slo new_slo(const struct slo_row *s) {
  struct slo slo = {.decl = row_decl(s->r, s->row), .name = s->name, .subject = s->name, .shape = SLO_BOUND, .window = s->window};
  slo.decl.problem = s->window_problem;
  return slo;
}

static void find_quantile(const struct slo_row *s, struct slo *slo, int column, struct str given) {
  slo->has_quantile = quantile_of(given, &slo->quantile) || header_quantile(header_text(s->t, column), &slo->quantile) ||
                      header_quantile(s->name, &slo->quantile) || header_quantile(row_text(s->row, s->c->indicator), &slo->quantile);
}

static void find_row_route(const struct slo_row *s, struct slo *slo) {
  const struct cell *cell = row_cell(s->row, s->c->route != NO_COLUMN ? s->c->route : s->c->name);
  slo_find_route(s->r, &cell->flat, cell->flat.text, &slo->route);
  const struct flat *indicator = &row_cell(s->row, s->c->indicator)->flat;
  if (slo->route.path.n == 0) slo_find_route(s->r, indicator, indicator->text, &slo->route);
}

/* "p50 / p95 / p99" over or beside "50 / 200 / 500 ms": a bound each. */
static bool read_multi(const struct slo_row *s, int column, const struct flat *cell) {
  static const char *const groups[] = {"a", "b", "c"};
  struct grammar_match m, h;
  if (grammar_find(GRAMMAR_MULTI_CELL, cell->text, 0, &m) != PATTERN_YES) return false;
  if (grammar_find(GRAMMAR_C_MULTIQ, header_text(s->t, column), 0, &h) != PATTERN_YES &&
      (s->name.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_C_MULTIQ, s->name, 0, &h) != PATTERN_YES))
    return false;
  for (size_t i = 0; i < 3; i++) {
    struct str figure = grammar_group(&m, groups[i]), q = grammar_group(&h, groups[i]);
    if ((figure.n == 0) != (q.n == 0)) return false;
  }
  for (size_t i = 0; i < 3 && grammar_group(&m, groups[i]).n > 0; i++) {
    struct slo slo = new_slo(s);
    struct quantity v;
    struct str text = arena_printf(s->r->arena, STR_FMT " " STR_FMT, STR_ARG(grammar_group(&m, groups[i])), STR_ARG(grammar_group(&m, "unit")));
    slo.has_quantile = quantile_of(grammar_group(&h, groups[i]), &slo.quantile);
    slo.has_bound = quantity_parse(text, &v) == QUANTITY_OK;
    slo.bound = (struct bound){.op = BOUND_AT_MOST, .value = v.value, .dim = v.dim, .text = text};
    find_row_route(s, &slo);
    slo_push(s->r, &slo, slo.decl.pos);
  }
  return true;
}

/* A sentence in a cell: "99% of bookings respond < 500 ms". */
static bool read_sentence(const struct slo_row *s, const struct flat *cell) {
  size_t before = s->r->doc->slos.n;
  if (!slo_sentence_fits(cell->text)) return false;
  slo_read_sentence(s->r, cell);
  for (size_t i = before; i < s->r->doc->slos.n; i++) {
    struct slo *slo = &s->r->doc->slos.at[i];
    if (slo->subject.n == 0 || slo_is_success(slo->subject)) slo->subject = s->name;
    if (s->name.n > 0) slo->name = s->name;
    if (slo->window.kind == WINDOW_NONE) slo->window = s->window;
    if (slo->route.path.n == 0) find_row_route(s, slo);
    if (slo->decl.problem.n == 0) slo->decl.problem = s->window_problem;
  }
  return true;
}

static void read_target_cell(const struct slo_row *s, int column, const struct flat *cell, struct slo *slo) {
  struct grammar_match m;
  bool short_enough = cell->text.n <= GRAMMAR_CELL_MAX;
  if (short_enough && grammar_find(GRAMMAR_TARGET, cell->text, 0, &m) == PATTERN_YES && !is_load(s->name)) {
    slo->shape = SLO_REQUESTS;
    slo->target = ratio_of_percent(grammar_group(&m, "t"));
    return;
  }
  struct str q = STR_NONE;
  slo->has_bound = read_bound(s->r, &slo->decl, cell, header_text(s->t, column), "a bound", &slo->bound);
  if (slo->has_bound && grammar_find(GRAMMAR_BOUND_CELL, cell->text, 0, &m) == PATTERN_YES) q = grammar_group(&m, "q");
  find_quantile(s, slo, column, q);
  if (slo->has_bound && grammar_group(&m, "val").n > 0) slo_share_target(slo, grammar_group(&m, "val"));
  bool bare = slo->has_bound && slo->bound.dim == DIM_SHARE && grammar_group(&m, "op").n == 0;
  if (bare && slo->bound.value > 1 && !is_load(s->name) && !slo_is_success(s->name))
    decl_problem(s->r, &slo->decl, DIAG_TARGET_RANGE, flat_pos(s->r, cell, cell->text), "target must be > 0%% and <= 100%%");
}

/* A row with a threshold and an achievement says one thing in two cells. */
static bool is_threshold(const struct flat *cell) {
  struct grammar_match m;
  struct bound b;
  if (cell->text.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_BOUND_CELL, cell->text, 0, &m) != PATTERN_YES) return false;
  return bound_of_match(&m, BOUND_AT_MOST, &b) && b.dim == DIM_TIME;
}

static bool is_achievement(const struct flat *cell) {
  return cell->text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_TARGET, cell->text, 0, NULL) == PATTERN_YES;
}

static bool read_pair(const struct slo_row *s) {
  if (s->c->n != 2) return false;
  for (size_t i = 0; i < 2; i++) {
    int at = s->c->bounds[i], to = s->c->bounds[1 - i];
    const struct flat *threshold = &row_cell(s->row, at)->flat, *achievement = &row_cell(s->row, to)->flat;
    if (!is_threshold(threshold) || !is_achievement(achievement)) continue;
    struct slo slo = new_slo(s);
    struct grammar_match m;
    read_target_cell(s, at, threshold, &slo);
    if (grammar_find(GRAMMAR_TARGET, achievement->text, 0, &m) == PATTERN_YES) slo.target = ratio_of_percent(grammar_group(&m, "t"));
    slo.shape = slo.has_quantile ? SLO_SLICES : SLO_REQUESTS;
    find_row_route(s, &slo);
    slo_push(s->r, &slo, slo.decl.pos);
    return true;
  }
  return false;
}

static void read_column(const struct slo_row *s, int column) {
  const struct cell *cell = row_cell(s->row, column);
  struct slo slo = new_slo(s);
  if (row_lacks(s->row, column, &slo.decl)) {
    /* said with the row's width */
  } else if (row_is_void(s->row, column, &slo.decl)) {
    slo.unbounded = slo.decl.problem.n == 0;
  } else if (read_multi(s, column, &cell->flat) || read_sentence(s, &cell->flat)) {
    return;
  } else {
    read_target_cell(s, column, &cell->flat, &slo);
  }
  find_row_route(s, &slo);
  slo_push(s->r, &slo, slo.decl.pos);
}

static void read_window(struct slo_row *s) {
  const struct flat *cell = &row_cell(s->row, s->c->window)->flat;
  struct grammar_match m;
  if (text_is_void(cell->text)) {
    if (s->name.n <= GRAMMAR_CELL_MAX) (void)window_in(s->name, &s->window);
    return;
  }
  if (cell->text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_WINDOW, cell->text, 0, &m) == PATTERN_YES && window_of_match(&m, &s->window)) return;
  struct str per = arena_printf(s->r->arena, "per " STR_FMT, STR_ARG(str_slice(cell->text, 0, 16))); /* "month": the calendar's */
  if (cell->text.n < 16 && grammar_find(GRAMMAR_WINDOW, per, 0, &m) == PATTERN_YES && m.at.at[0].n == per.n && window_of_match(&m, &s->window)) return;
  struct decl d = {.problem = STR_NONE};
  decl_problem(s->r, &d, DIAG_WINDOW_MISSING, flat_pos(s->r, cell, cell->text), "\"" STR_FMT "\" has no length; write e.g. \"28 days\"", STR_ARG(cell->text));
  s->window_problem = d.problem;
}

bool read_slo_table(struct reader *r, const struct table *t) {
  struct slo_columns c;
  if (!find_columns(t, &c)) return false;
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    struct slo_row s = {.r = r, .t = t, .row = &row, .c = &c, .name = row_text(&row, c.name)};
    read_window(&s);
    if (read_pair(&s)) continue;
    for (size_t i = 0; i < c.n; i++) read_column(&s, c.bounds[i]);
  }
  return true;
}

bool slo_table_compares(struct reader *r, const struct table *t) {
  struct slo_columns c;
  struct row row;
  if (!find_columns(t, &c)) return false;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);)
    for (size_t i = 0; i < c.n; i++) {
      struct str text = row_text(&row, c.bounds[i]);
      if (text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_S_COMPARED, text, 0, NULL) == PATTERN_YES) return true;
    }
  return false;
}
