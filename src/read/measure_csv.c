#include "read/measure_csv.h"

#include "base/num.h"
#include "read/csv.h"

/* X(ENUM, "header", required) */
#define COLUMN_TABLE(X)                                                                                                \
  X(COLUMN_SCOPE, "scope", true)                                                                                       \
  X(COLUMN_NAME, "name", true)                                                                                         \
  X(COLUMN_QUANTILE, "quantile", false)                                                                                \
  X(COLUMN_WITHIN, "within", false)                                                                                    \
  X(COLUMN_VALUE, "value", true)                                                                                       \
  X(COLUMN_UNIT, "unit", true)                                                                                         \
  X(COLUMN_N, "n", false)

enum column {
#define X(id, header, required) id,
  COLUMN_TABLE(X)
#undef X
      COLUMN_MAX
};

struct column_kind {
  struct str header;
  bool required;
};

static const struct column_kind kinds[COLUMN_MAX] = {
#define X(id, header, required) [id] = {{header, sizeof(header) - 1}, required},
    COLUMN_TABLE(X)
#undef X
};

static const struct str scopes[SCOPE_MAX] = {
    [SCOPE_ROUTE] = {"route", 5}, [SCOPE_COMPONENT] = {"component", 9}, [SCOPE_RESOURCE] = {"resource", 8}};

struct reader {
  struct metrics *metrics;
  struct arena *arena;
  struct diags *diags;
  const struct source *source;
  enum side side;
  bool has_header, header_ok;
  size_t width;           /* cells of the header */
  size_t at[COLUMN_MAX];  /* STR_NPOS: the file has no such column */
  struct tally tally;
};

/* ---- comments and header ---- */

static void read_comment(struct reader *r, const struct csv_cell *cell) {
  size_t colon = str_find_char(cell->text, ':');
  if (colon == STR_NPOS) return;
  struct str key = str_trim(str_slice(cell->text, 0, colon)), value = str_trim(str_slice(cell->text, colon + 1, cell->text.n));
  struct date date;
  if (str_eq(key, STR("commit"))) {
    r->metrics->commit[r->side] = value;
  } else if (str_eq(key, STR("date"))) {
    struct date *newest = &r->metrics->date[r->side];
    if (!date_parse(value, &date))
      diag_add(r->diags, DIAG_DATE_UNKNOWN, cell->pos,
               "the date \"" STR_FMT "\" cannot be read; write 2026-11-20 or 2026-11-20T13:45:00Z", STR_ARG(value));
    else if (!newest->known || date.s > newest->s) *newest = date;
  }
}

static bool column_of(struct str header, enum column *out) {
  for (size_t c = 0; c < COLUMN_MAX; c++) {
    if (!str_eq_nocase(header, kinds[c].header)) continue;
    *out = (enum column)c;
    return true;
  }
  return false;
}

static void read_header(struct reader *r, const struct csv_cell_vec *cells) {
  r->has_header = r->header_ok = true;
  r->width = cells->n;
  for (size_t c = 0; c < COLUMN_MAX; c++) r->at[c] = STR_NPOS;
  for (size_t i = 0; i < cells->n; i++) {
    const struct csv_cell *cell = &cells->at[i];
    enum column c;
    if (!column_of(cell->text, &c)) {
      diag_add(r->diags, DIAG_TEXT_IGNORED, cell->pos, "the column \"" STR_FMT "\" means nothing here", STR_ARG(cell->text));
    } else if (r->at[c] != STR_NPOS) {
      diag_add(r->diags, DIAG_CSV_HEADER, cell->pos, "the column \"" STR_FMT "\" is there twice", STR_ARG(cell->text));
      r->header_ok = false;
    } else {
      r->at[c] = i;
    }
  }
  for (size_t c = 0; c < COLUMN_MAX; c++) {
    if (!kinds[c].required || r->at[c] != STR_NPOS) continue;
    diag_add(r->diags, DIAG_CSV_HEADER, cells->at[0].pos,
             "the column \"" STR_FMT "\" is missing; a measurement file has scope,name,quantile,within,value,unit,n",
             STR_ARG(kinds[c].header));
    r->header_ok = false;
  }
}

bool measure_csv_is_header(struct str line) {
  bool scope = false, value = false;
  struct str cell;
  while (line.p && str_cut(&line, ',', &cell)) {
    struct str bare = str_trim(cell);
    if (bare.n > 1 && bare.p[0] == '"' && bare.p[bare.n - 1] == '"') bare = str_slice(bare, 1, bare.n - 1);
    scope |= str_eq_nocase(bare, kinds[COLUMN_SCOPE].header);
    value |= str_eq_nocase(bare, kinds[COLUMN_VALUE].header);
  }
  return scope && value;
}

/* ---- cells: each reader returns false after a diagnostic ---- */

static const struct csv_cell *cell_of(const struct reader *r, const struct csv_cell_vec *cells, enum column c) {
  static const struct csv_cell none = {{NULL, 0}, {{NULL, 0}, 0, 0}};
  return r->at[c] == STR_NPOS ? &none : &cells->at[r->at[c]];
}

static bool wrong(struct reader *r, const struct csv_cell *cell, const char *what) {
  diag_add(r->diags, DIAG_CSV_ROW, cell->pos, "%s: \"" STR_FMT "\"", what, STR_ARG(str_slice(cell->text, 0, 100)));
  return false;
}

static bool read_scope(struct reader *r, const struct csv_cell *cell, struct measurement *m) {
  for (size_t s = 0; s < SCOPE_MAX; s++) {
    if (!str_eq_nocase(cell->text, scopes[s])) continue;
    m->scope = (enum metric_scope)s;
    return true;
  }
  return wrong(r, cell, "the scope is route, component or resource");
}

/* 0.99 or p99. The point is moved before the number is read, so that p99.9 and 0.999 are the same double. */
static bool read_quantile(struct reader *r, const struct csv_cell *cell, struct measurement *m) {
  if (cell->text.n == 0) return true;
  struct str text = cell->text;
  if (char_lower(text.p[0]) == 'p')
    text = arena_printf(r->arena, STR_FMT "e-2", STR_ARG(str_slice(text, 1, text.n)));
  double v;
  if (!num_parse_decimal(text, &v) || v < 0 || v > 1) return wrong(r, cell, "a quantile is written 0.99 or p99");
  m->has_quantile = true;
  m->quantile = v;
  return true;
}

static bool read_within(struct reader *r, const struct csv_cell *cell, struct measurement *m) {
  if (cell->text.n == 0) return true;
  struct quantity q;
  if (quantity_parse(cell->text, &q) != QUANTITY_OK || q.dim != DIM_TIME || q.value < 0)
    return wrong(r, cell, "a threshold is a time with its unit, such as 300 ms");
  m->has_within = true;
  m->within_s = q.value;
  return true;
}

static bool read_n(struct reader *r, const struct csv_cell *cell, struct measurement *m) {
  if (cell->text.n == 0) return true;
  m->has_n = num_parse_u64(cell->text, &m->n);
  return m->has_n || wrong(r, cell, "n is a whole number");
}

/* The same figure with the same unit is the same double here and in a document: both go through quantity_parse, where it
 * takes the number. */
static bool read_figure(struct reader *r, const struct csv_cell *value, const struct csv_cell *unit, struct measurement *m) {
  double figure, factor;
  struct quantity q;
  if (!num_parse_decimal(value->text, &figure) || figure < 0) return wrong(r, value, "a value is a plain number that is not negative");
  if (!unit_lookup(unit->text, &m->dim, &factor)) {
    const struct csv_cell *at = unit->text.n ? unit : value;
    return wrong(r, at, unit->text.n ? "the unit is ms, s, MiB, % and the like" : "a value needs a unit");
  }
  struct str both = arena_printf(r->arena, STR_FMT " " STR_FMT, STR_ARG(value->text), STR_ARG(unit->text));
  bool known = quantity_parse(both, &q) == QUANTITY_OK && q.dim == m->dim;
  m->value = known ? q.value : figure * factor;
  return true;
}

static bool read_good(struct reader *r, const struct csv_cell *value, const struct csv_cell *n, struct measurement *m) {
  m->is_good = true;
  m->dim = DIM_GOOD;
  if (!num_parse_u64(value->text, &m->good)) return wrong(r, value, "a count of good events is a whole number");
  if (!m->has_n) return n->text.n ? false : wrong(r, value, "good events are so many of n: the cell n is empty beside the value");
  if (m->good > m->n) return wrong(r, value, "good events cannot exceed n");
  return true;
}

static bool read_value(struct reader *r, const struct csv_cell_vec *cells, struct measurement *m) {
  const struct csv_cell *value = cell_of(r, cells, COLUMN_VALUE), *unit = cell_of(r, cells, COLUMN_UNIT);
  if (str_eq(unit->text, STR("good"))) return read_good(r, value, cell_of(r, cells, COLUMN_N), m);
  bool ok = read_figure(r, value, unit, m);
  const struct csv_cell *within = cell_of(r, cells, COLUMN_WITHIN);
  if (within->text.n == 0) return ok;
  return wrong(r, within, "a threshold goes with the unit good, which counts what stayed within it");
}

/* ---- rows ---- */

static bool read_row(struct reader *r, const struct csv_cell_vec *cells) {
  if (cells->n != r->width) {
    diag_add(r->diags, DIAG_CSV_ROW, cells->at[0].pos, "%zu cells in a row of a file with %zu columns", cells->n, r->width);
    return false;
  }
  const struct csv_cell *name = cell_of(r, cells, COLUMN_NAME);
  struct measurement m = {.name = name->text, .side = r->side, .pos = cells->at[0].pos};
  /* No shortcut: every bad cell of a row is named. */
  bool ok = read_scope(r, cell_of(r, cells, COLUMN_SCOPE), &m);
  if (name->text.n == 0) ok = wrong(r, name, "a measurement has a name");
  ok &= read_quantile(r, cell_of(r, cells, COLUMN_QUANTILE), &m);
  ok &= read_within(r, cell_of(r, cells, COLUMN_WITHIN), &m);
  ok &= read_n(r, cell_of(r, cells, COLUMN_N), &m);
  ok &= read_value(r, cells, &m);
  if (ok) *VEC_PUSH(r->arena, &r->metrics->list) = m;
  return ok;
}

struct tally measure_csv_read(struct metrics *m, struct arena *a, struct diags *d, const struct source *s, enum side side) {
  struct reader r = {.metrics = m, .arena = a, .diags = d, .source = s, .side = side};
  struct csv_reader csv;
  struct csv_cell_vec cells = {0};
  csv_init(&csv, a, d, s);
  for (enum csv_result got; (got = csv_next(&csv, &cells)) != CSV_END;) {
    if (got == CSV_COMMENT) read_comment(&r, &cells.at[0]);
    else if (got == CSV_RECORD && !r.has_header) read_header(&r, &cells);
    else if (got == CSV_RECORD && r.header_ok && read_row(&r, &cells)) r.tally.records++;
    else r.tally.skipped++;
  }
  if (r.tally.records == 0 && (r.header_ok || !r.has_header))
    diag_add(d, DIAG_FILE_EMPTY, (struct pos){s->name, 0, 0}, "this file holds no measurement");
  return r.tally;
}
