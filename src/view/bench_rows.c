#include "view/bench_rows.h"

#include "analysis/predict.h"

#include "base/num.h"

#include <math.h>

bool bench_is_gated(const struct bench_result *b) {
  return b->gate != INDEX_NONE;
}

double bench_change_size(const struct bench_result *b) {
  if (!b->comparable) return 0;
  return isnan(b->change) ? (double)INFINITY : fabs(b->change);
}

struct ranked {
  uint32_t index;
  enum verdict verdict;
  double size;
};

static int by_rank(const void *x, const void *y) {
  const struct ranked *a = x, *b = y;
  if (a->verdict != b->verdict) return a->verdict < b->verdict ? -1 : 1;
  if (num_same(a->size, b->size)) return 0;
  return a->size > b->size ? -1 : 1;
}

static struct bench_group *group_of(struct arena *a, struct bench_group_vec *groups, const struct bench_row *row) {
  VEC_EACH(struct bench_group, g, groups) {
    if (str_eq(g->unit, row->id.unit)) return g;
  }
  struct bench_group *g = VEC_PUSH(a, groups);
  g->unit = row->id.unit;
  g->better = row->better;
  return g;
}

enum { SPARK_COST = 480 }; /* the picture of its last runs */

/* A row holds the name once, and twice the id that is made of at most 40 bytes of it. */
static size_t cost(const struct bench_id *id) {
  enum { MARKUP = 590, SLUG_MAX = 40 };
  size_t name = id->suite.n + id->name.n + id->params.n + id->unit.n;
  return MARKUP + id->name.n + id->params.n + 2 * (name < SLUG_MAX ? name : SLUG_MAX);
}

/* The cell of its prediction, which holds the arithmetic too. */
static size_t prediction_cost(const struct report *r, uint32_t bench) {
  enum { WITH = 140, WITHOUT = 9 };
  if (r->predictions.n == 0) return 0;
  return prediction_of(r, bench) ? WITH : WITHOUT;
}

struct bench_group_vec bench_groups(struct arena *a, const struct report *r, struct bench_limit limit) {
  struct bench_group_vec groups = {0};
  size_t n = r->benches.n;
  struct ranked *order = ARENA_ARRAY(a, struct ranked, n);
  for (uint32_t i = 0; i < n; i++) {
    const struct bench_result *b = &r->benches.at[i];
    /* A row without a gate stands with those that pass: only its change can make it interesting. */
    order[i] = (struct ranked){i, bench_is_gated(b) ? b->verdict : VERDICT_PASS, bench_change_size(b)};
    struct bench_group *g = group_of(a, &groups, &r->in->bench->rows.at[b->row]);
    if (bench_is_gated(b)) g->gated[b->verdict]++;
  }
  vec_sort(a, order, n, sizeof *order, by_rank);
  size_t bytes = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t index = order[i].index;
    const struct bench_row *row = &r->in->bench->rows.at[r->benches.at[index].row];
    struct bench_group *g = group_of(a, &groups, row);
    bytes += cost(&row->id) + prediction_cost(r, index) + (r->trends.n ? SPARK_COST : 0);
    *VEC_PUSH(a, i < limit.rows && bytes <= limit.bytes ? &g->full : &g->rest) = index;
  }
  VEC_EACH(struct bench_group, g, &groups) {
    VEC_EACH(const struct geomean, m, &r->geomeans) {
      if (str_eq(m->unit, g->unit)) g->geomean = m;
    }
  }
  return groups;
}
