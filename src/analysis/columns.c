#include "analysis/columns.h"

#include "analysis/evaluate.h"
#include "analysis/stats_centre.h"

#include <math.h>

static const struct bench_row *base_row_of(const struct column_pair *p, const struct bench_result *b) {
  return &p->in.bench->rows.at[b->base_row];
}

const struct bench_result *columns_result(const struct columns *c, const struct column_row *row, size_t pair) {
  return row->result[pair] == INDEX_NONE ? NULL : &c->pairs.at[pair].report.benches.at[row->result[pair]];
}

/* Every pair has the first column. */
const struct estimate *columns_estimate(const struct columns *c, const struct column_row *row, size_t column) {
  enum side s = column == 0 ? SIDE_BASE : SIDE_HEAD;
  size_t from = column == 0 ? 0 : column - 1, to = column == 0 ? c->pairs.n : column;
  for (size_t i = from; i < to; i++) {
    const struct bench_result *b = columns_result(c, row, i);
    if (b && b->has[s]) return &b->side[s];
  }
  return NULL;
}

const struct bench_row *columns_bench(const struct columns *c, const struct column_row *row) {
  for (size_t i = 0; i < c->pairs.n; i++) {
    const struct bench_result *b = columns_result(c, row, i);
    if (b == NULL) continue;
    const struct column_pair *p = &c->pairs.at[i];
    return c->pairs.n == 1 ? &p->in.bench->rows.at[b->row] : base_row_of(p, b);
  }
  return NULL;
}

const struct column_mean *columns_mean(const struct columns *c, struct str unit) {
  VEC_EACH(const struct column_mean, m, &c->means) {
    if (str_eq(m->unit, unit)) return m;
  }
  return NULL;
}

/* ---- rows ---- */

static struct column_row *add_row(struct columns *c) {
  struct column_row *row = VEC_PUSH(c->arena, &c->rows);
  row->result = ARENA_ARRAY(c->arena, uint32_t, c->pairs.n);
  for (size_t i = 0; i < c->pairs.n; i++) row->result[i] = INDEX_NONE;
  row->rank = (uint32_t)c->rows.n - 1;
  return row;
}

/* A row of several pairs is what the first column calls it: two results of one pair are never called the same. */
static void align(struct columns *c) {
  struct bench_table ids;
  bench_table_init(&ids, c->arena);
  for (size_t i = 0; i < c->pairs.n; i++) {
    const struct column_pair *p = &c->pairs.at[i];
    for (uint32_t k = 0; k < p->report.benches.n; k++) {
      const struct bench_result *b = &p->report.benches.at[k];
      size_t at = c->rows.n;
      if (c->pairs.n > 1) at = (size_t)(bench_table_row(&ids, &base_row_of(p, b)->id) - ids.rows.at);
      struct column_row *row = at == c->rows.n ? add_row(c) : &c->rows.at[at];
      row->result[i] = k;
      if (p->places) row->rank = p->places[b->base_row].rank;
    }
  }
}

/* ---- means ---- */

/* Why a row has no part in the means; STR_NONE when it has. */
static struct str why_left_out(const struct columns *c, const struct column_row *row) {
  for (size_t i = 0; i < c->labels.n; i++)
    if (columns_estimate(c, row, i) == NULL) return arena_printf(c->arena, "not in " STR_FMT, STR_ARG(c->labels.at[i]));
  for (size_t i = 0; i < c->labels.n; i++) {
    double centre = columns_estimate(c, row, i)->centre;
    if (!(centre > 0)) return STR("not positive");
    if (!isfinite(centre)) return STR("not finite");
  }
  return STR_NONE;
}

static void leave_out(struct columns *c, struct column_mean *m, const struct column_row *row, struct str why) {
  struct buf b = BUF_INIT;
  bench_id_put(&b, &columns_bench(c, row)->id);
  buf_printf(&b, ": " STR_FMT, STR_ARG(why));
  *VEC_PUSH(c->arena, &m->left_out) = buf_take(&b, c->arena);
}

/* values has a place for every row and column. */
static void fill_mean(struct columns *c, struct column_mean *m, double *values) {
  size_t columns = c->labels.n, all = c->rows.n;
  m->centre = ARENA_ARRAY(c->arena, double, columns);
  m->ratio = ARENA_ARRAY(c->arena, double, columns);
  VEC_EACH(const struct column_row, row, &c->rows) {
    if (!str_eq(columns_bench(c, row)->id.unit, m->unit)) continue;
    struct str why = why_left_out(c, row);
    if (why.n) {
      leave_out(c, m, row, why);
      continue;
    }
    for (size_t i = 0; i < columns; i++) values[i * all + m->rows] = columns_estimate(c, row, i)->centre;
    m->rows++;
  }
  for (size_t i = columns; i-- > 0;) { /* the first column last: the others are divided by it */
    m->centre[i] = m->rows ? stat_geomean(values + i * all, m->rows) : (double)NAN;
    for (size_t k = 0; k < m->rows; k++) values[i * all + k] /= values[k];
    m->ratio[i] = m->rows ? stat_geomean(values + i * all, m->rows) : (double)NAN;
  }
}

/* Two columns have the means of their report. */
static void take_means(struct columns *c, const struct report *r) {
  VEC_EACH(const struct geomean, g, &r->geomeans) {
    struct column_mean *m = VEC_PUSH(c->arena, &c->means);
    *m = (struct column_mean){.unit = g->unit, .rows = g->rows, .left_out = g->left_out};
    m->centre = ARENA_ARRAY(c->arena, double, 2);
    m->ratio = ARENA_ARRAY(c->arena, double, 2);
    m->centre[0] = g->base;
    m->centre[1] = g->head;
    m->ratio[0] = 1;
    m->ratio[1] = g->ratio;
  }
}

static void make_means(struct columns *c) {
  struct arena scratch = ARENA_INIT;
  VEC_EACH(const struct column_row, row, &c->rows) {
    struct str unit = columns_bench(c, row)->id.unit;
    if (columns_mean(c, unit) == NULL) VEC_PUSH(c->arena, &c->means)->unit = unit;
  }
  double *values = ARENA_ARRAY(&scratch, double, c->rows.n * c->labels.n);
  VEC_EACH(struct column_mean, m, &c->means) fill_mean(c, m, values);
  arena_free(&scratch);
}

/* ---- order ---- */

struct ordered {
  const struct columns *of;
  uint32_t row;
  uint32_t rank;
  struct str name;
  double figure; /* NAN: has none */
};

static int by_key(const void *a, const void *b) {
  const struct ordered *x = a, *y = b;
  const struct columns *c = x->of;
  int order = 0;
  if (c->sort == COLUMN_SORT_NAME) order = str_cmp(x->name, y->name);
  else if (isnan(x->figure) || isnan(y->figure)) return isnan(x->figure) != isnan(y->figure) ? isnan(x->figure) - isnan(y->figure) : 0;
  else order = (x->figure > y->figure) - (x->figure < y->figure);
  if (order) return c->descending ? -order : order;
  return (x->rank > y->rank) - (x->rank < y->rank);
}

static double figure_of(const struct columns *c, const struct column_row *row) {
  const struct bench_result *b = columns_result(c, row, 0);
  if (b == NULL || !b->comparable) return (double)NAN;
  return c->sort == COLUMN_SORT_P ? b->p : b->change;
}

static void order_rows(struct columns *c) {
  if (c->sort == COLUMN_SORT_NONE) return;
  struct arena scratch = ARENA_INIT;
  struct ordered *o = ARENA_ARRAY(&scratch, struct ordered, c->rows.n);
  for (uint32_t i = 0; i < c->rows.n; i++) {
    const struct column_row *row = &c->rows.at[i];
    struct buf name = BUF_INIT;
    if (c->sort == COLUMN_SORT_NAME) bench_id_put(&name, &columns_bench(c, row)->id);
    o[i] = (struct ordered){c, i, row->rank, buf_take(&name, &scratch), figure_of(c, row)};
  }
  vec_sort(&scratch, o, c->rows.n, sizeof *o, by_key);
  for (uint32_t i = 0; i < c->rows.n; i++) c->rows.at[o[i].row].rank = i;
  arena_free(&scratch);
}

/* A single column is no head that went missing. */
static void make_summary(struct report *r) {
  VEC_EACH(struct bench_result, b, &r->benches) b->note = BENCH_COMPARED;
  r->geomeans.n = 0;
}

/* 1 before 3 before 0, as one run's exit status. */
static int worse_status(int a, int b) {
  static const int rank[] = {0, 2, 0, 1};
  return rank[a] >= rank[b] ? a : b;
}

void columns_judge(struct columns *c, struct arena *a, struct diags *d, const struct judge_options *o) {
  struct judge_options options = *o;
  c->arena = a;
  c->verdict = c->pairs.n ? VERDICT_PASS : VERDICT_NO_DATA;
  c->exit_status = c->pairs.n ? 0 : 3;
  if (c->labels.n == 1) { /* no rule, and nothing to judge is what was asked for */
    options.has_max_regress = true;
    options.max_regress = -1;
    options.for_whom = FOR_SPRINT;
  }
  VEC_EACH(struct column_pair, p, &c->pairs) {
    p->report.input_list = p->inputs;
    evaluate(&p->report, a, d, &p->in, &options);
    if (p->report.verdict < c->verdict) c->verdict = p->report.verdict;
    c->exit_status = worse_status(c->exit_status, p->report.exit_status);
  }
  if (c->labels.n == 1) make_summary(&c->pairs.at[0].report);
  align(c);
  if (c->labels.n == 2) take_means(c, &c->pairs.at[0].report);
  else make_means(c);
  order_rows(c);
}
