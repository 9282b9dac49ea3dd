#include "emit/bench_lines.h"

#include "base/num.h"
#include "base/unit.h"

#include <math.h>

void bench_lines_init(struct bench_lines *l, const struct columns *c, const struct bench_style *style) {
  *l = (struct bench_lines){.c = c, .a = c->arena, .tmp = BUF_INIT, .style = style};
  l->notes = (struct bench_notes){.arena = c->arena, .escape = style->text};
  l->order = bench_order_of(c);
  l->cells = CELL_OTHERS + (c->labels.n ? c->labels.n - 1 : 0) * CELL_MAX + 1;
  l->heads = c->heads_n;
}

void bench_lines_free(struct bench_lines *l) {
  buf_free(&l->tmp);
}

static size_t cell_of(size_t column, enum bench_cell cell) {
  return column == 0 ? CELL_FIRST : CELL_OTHERS + (column - 1) * CELL_MAX + cell;
}

bool bench_cell_is_left(const struct bench_lines *l, size_t cell) {
  if (cell == CELL_NAME || cell + 1 == l->cells) return true;
  if (cell < CELL_OTHERS) return false;
  size_t of = (cell - CELL_OTHERS) % CELL_MAX;
  return of == CELL_TEST || of == CELL_VERDICT || of == CELL_NOTE;
}

/* The cells of the table before are used again. */
static struct bench_line *add_line(struct bench_lines *l) {
  if (l->lines.n < l->made) {
    struct bench_line *again = &l->lines.at[l->lines.n++];
    memset(again->cell, 0, l->cells * sizeof *again->cell);
    memset(again->colour, 0, l->cells * sizeof *again->colour);
    again->is_suite = false;
    return again;
  }
  struct bench_line *line = VEC_PUSH(l->a, &l->lines);
  l->made++;
  line->cell = ARENA_ARRAY(l->a, struct str, l->cells);
  line->colour = ARENA_ARRAY(l->a, enum bench_colour, l->cells);
  return line;
}

static struct str taken(struct bench_lines *l) {
  struct str s = arena_dup(l->a, buf_view(&l->tmp));
  buf_clear(&l->tmp);
  return s;
}

static struct str escaped(struct bench_lines *l, struct str s, bool name) {
  if (name) l->style->name(&l->tmp, s);
  else l->style->text(&l->tmp, s);
  return taken(l);
}

/* Counts are counts: no decimals where no figure of the row has any. */
static struct unit_scale scale_of(const double *values, size_t n, struct str unit) {
  struct unit_scale s = unit_scale_common(values, n, unit_class_of(unit));
  bool whole = s.prefix[0] == '\0';
  for (size_t i = 0; i < n; i++) whole = whole && num_same(values[i], floor(values[i]));
  if (whole) s.prec = 0;
  return s;
}

static struct str figure(struct bench_lines *l, double v, struct unit_scale s) {
  if (isfinite(v)) unit_put_scaled(&l->tmp, v, s);
  else buf_cstr(&l->tmp, v > 0 ? "+Inf" : "-Inf");
  return taken(l);
}

static void put_estimates(struct bench_lines *l, struct bench_line *line, const struct column_row *row, struct str unit) {
  double centres[BENCH_COLUMNS_MAX];
  size_t n = 0;
  for (size_t i = 0; i < l->c->labels.n; i++) {
    const struct estimate *e = columns_estimate(l->c, row, i);
    if (e && isfinite(e->centre)) centres[n++] = e->centre;
  }
  struct unit_scale scale = scale_of(centres, n, unit);
  for (size_t i = 0; i < l->c->labels.n; i++) {
    const struct estimate *e = columns_estimate(l->c, row, i);
    if (e == NULL) continue;
    struct str value = figure(l, e->centre, scale);
    buf_str(&l->tmp, value);
    if (!e->figure || e->bounded) { /* a figure that states no interval has none, rather than an endless one */
      buf_cstr(&l->tmp, " \xc2\xb1 ");
      bench_put_spread(&l->tmp, e);
    }
    line->cell[cell_of(i, CELL_VALUE)] = taken(l);
  }
}

/* Three decimals as everywhere, but never a rounded p on the wrong side of alpha, and never 0. */
static void put_p(struct buf *out, double p, double alpha) {
  if (p < 0.001) {
    if (p < alpha) buf_cstr(out, "p<0.001 ");
    else buf_printf(out, "p=%.2g ", p);
    return;
  }
  int prec = 3;
  while (prec < 9 && (p < alpha) != (round(p * pow(10, prec)) / pow(10, prec) < alpha)) prec++;
  buf_printf(out, "p=%.*f ", prec, p);
}

static void put_change(struct bench_lines *l, struct bench_line *line, size_t column, const struct column_row *row) {
  const struct bench_result *b = columns_result(l->c, row, column - 1);
  if (!b->comparable) return;
  double alpha = l->c->pairs.at[column - 1].report.options.alpha;
  bool declared = b->no_samples || bench_row_of(&l->c->pairs.at[column - 1].report, b)->exact; /* no test: what is equal is known to be */
  if (!declared && (b->exact ? num_is_zero(b->change) : b->p >= alpha)) {
    buf_char(&l->tmp, '~');
  } else {
    if (isfinite(b->change)) buf_printf(&l->tmp, num_is_zero(b->change) ? "%.2f%%" : "%+.2f%%", 100 * b->change);
    else buf_cstr(&l->tmp, num_is_zero(b->side[SIDE_BASE].centre) ? "from 0" : "?");
    if (!b->no_samples) line->colour[cell_of(column, CELL_CHANGE)] = b->worsening > 0 ? COLOUR_WORSE : b->worsening < 0 ? COLOUR_BETTER : COLOUR_NONE;
  }
  line->cell[cell_of(column, CELL_CHANGE)] = taken(l);
  if (!b->exact && !b->no_samples) put_p(&l->tmp, b->p, alpha);
  bench_put_counts(&l->tmp, b);
  line->cell[cell_of(column, CELL_TEST)] = taken(l);
}

static enum bench_colour verdict_colour(enum verdict v) {
  if (v == VERDICT_FAIL) return COLOUR_WORSE;
  return v == VERDICT_WARN ? COLOUR_WARN : COLOUR_NONE;
}

/* Beside two columns, why one is empty. Beside more it is seen, and beside one there is nothing to miss. */
static struct str note_words(struct bench_lines *l, const struct bench_result *b) {
  if (l->c->labels.n != 2 || b == NULL) return STR_NONE;
  const struct report *r = &l->c->pairs.at[0].report;
  switch (b->note) {
  case BENCH_NEW: return STR("new");
  case BENCH_REMOVED: return STR("removed");
  case BENCH_RENAMED:
    buf_cstr(&l->tmp, b->has[SIDE_HEAD] ? "new; was it " : "removed; is it now ");
    bench_id_put(&l->tmp, &bench_row_of(r, &r->benches.at[b->renamed])->id);
    buf_char(&l->tmp, '?');
    return escaped(l, taken(l), false);
  case BENCH_COMPARED:
  case BENCH_NOTE_MAX: break;
  }
  return STR_NONE;
}

static void add_row(struct bench_lines *l, const struct column_row *row, bool indented) {
  const struct bench_id *id = &columns_bench(l->c, row)->id;
  bool several = l->c->pairs.n > 1;
  struct bench_line *line = add_line(l);
  bench_id_put(&l->tmp, id);
  struct str name = escaped(l, taken(l), true);
  line->cell[CELL_NAME] = indented ? arena_printf(l->a, "  " STR_FMT, STR_ARG(name)) : name;
  put_estimates(l, line, row, id->unit);
  for (size_t i = 1; i < l->c->labels.n; i++) {
    const struct bench_result *b = columns_result(l->c, row, i - 1);
    if (b == NULL) continue;
    put_change(l, line, i, row);
    if (several) line->cell[cell_of(i, CELL_NOTE)] = bench_notes_mark(&l->notes, l->c, row, i - 1);
    if (b->gate == INDEX_NONE) continue;
    line->cell[cell_of(i, CELL_VERDICT)] = str_of(verdict_word(b->verdict));
    line->colour[cell_of(i, CELL_VERDICT)] = verdict_colour(b->verdict);
  }
  if (several) return;
  struct str words = note_words(l, columns_result(l->c, row, 0)), mark = bench_notes_mark(&l->notes, l->c, row, 0);
  const struct str both[] = {words, mark};
  line->cell[l->cells - 1] = words.n && mark.n ? arena_join(l->a, both, 2, STR(" ")) : words.n ? words : mark;
}

static void add_mean(struct bench_lines *l, const struct column_mean *m) {
  struct bench_line *line = add_line(l);
  line->cell[CELL_NAME] = STR("geomean");
  line->cell[l->cells - 1] = bench_notes_mean(&l->notes, m);
  if (m->rows == 0) return;
  struct unit_scale scale = unit_scale_common(m->centre, l->c->labels.n, unit_class_of(m->unit));
  for (size_t i = 0; i < l->c->labels.n; i++) {
    line->cell[cell_of(i, CELL_VALUE)] = figure(l, m->centre[i], scale);
    if (i == 0) continue;
    buf_printf(&l->tmp, "%+.2f%%", 100 * (m->ratio[i] - 1));
    line->cell[cell_of(i, CELL_CHANGE)] = taken(l);
  }
}

static void add_heads(struct bench_lines *l) {
  const struct columns *c = l->c;
  for (size_t k = 0; k < c->heads_n; k++) {
    struct bench_line *line = add_line(l);
    for (size_t i = 0; i < c->labels.n; i++) {
      line->cell[cell_of(i, CELL_VALUE)] = escaped(l, c->heads[i * c->heads_n + k], false);
      if (i && k + 1 == c->heads_n) line->cell[cell_of(i, CELL_CHANGE)] = STR("change");
    }
  }
}

static void add_suite(struct bench_lines *l, struct str suite) {
  struct bench_line *line = add_line(l);
  if (suite.n) buf_printf(&l->tmp, "pkg: " STR_FMT, STR_ARG(suite));
  else buf_cstr(&l->tmp, "without a package");
  line->cell[CELL_NAME] = escaped(l, taken(l), false);
  line->is_suite = true;
}

const struct bench_block *bench_lines_table(struct bench_lines *l, const struct bench_block *block) {
  l->lines.n = 0;
  add_heads(l);
  for (bool closed = false; !closed; block++) {
    if (l->order.suites > 1) add_suite(l, block->suite);
    for (size_t i = block->from; i < block->to; i++) add_row(l, l->order.rows[i], l->order.suites > 1);
    closed = block->closes;
  }
  const struct column_mean *m = columns_mean(l->c, block[-1].unit);
  if (m && m->rows + m->left_out.n > 1) add_mean(l, m); /* the mean of a single row is that row */
  return block;
}
