/* Geometric means by unit, over rows that have a positive figure on both sides. */
#include "analysis/compare_parts.h"
#include "analysis/stats_centre.h"

#include <math.h>

static const char *why_left_out(const struct bench_result *b) {
  if (!b->has[SIDE_BASE]) return "not in base";
  if (!b->has[SIDE_HEAD]) return "not in head";
  for (enum side s = 0; s < SIDE_MAX; s++) {
    if (!(b->side[s].centre > 0)) return "not positive";
    if (!isfinite(b->side[s].centre)) return "not finite";
  }
  return NULL;
}

static struct geomean *geomean_of_unit(struct compare *c, struct str unit) {
  VEC_EACH(struct geomean, g, &c->r->geomeans) {
    if (str_eq(g->unit, unit)) return g;
  }
  struct geomean *g = VEC_PUSH(c->r->arena, &c->r->geomeans);
  g->unit = unit;
  return g;
}

static void geomean_fill(struct compare *c, struct geomean *g, double *values[SIDE_MAX]) {
  for (uint32_t i = 0; i < c->r->benches.n; i++) {
    const struct bench_result *b = &c->r->benches.at[i];
    const struct bench_id *id = &c->t->rows.at[b->row].id;
    if (!str_eq(id->unit, g->unit)) continue;
    const char *why = why_left_out(b);
    if (why == NULL) {
      for (enum side s = 0; s < SIDE_MAX; s++) values[s][g->rows] = b->side[s].centre;
      g->rows++;
      continue;
    }
    struct buf name = BUF_INIT;
    bench_id_put(&name, id);
    *VEC_PUSH(c->r->arena, &g->left_out) = arena_printf(c->r->arena, STR_FMT ": %s", STR_ARG(buf_view(&name)), why);
    buf_free(&name);
  }
  if (g->rows == 0) {
    g->base = g->head = g->ratio = (double)NAN;
    return;
  }
  g->base = stat_geomean(values[SIDE_BASE], g->rows);
  g->head = stat_geomean(values[SIDE_HEAD], g->rows);
  for (uint32_t i = 0; i < g->rows; i++) values[SIDE_HEAD][i] /= values[SIDE_BASE][i];
  g->ratio = stat_geomean(values[SIDE_HEAD], g->rows);
}

void compare_geomeans(struct compare *c) {
  struct arena scratch = ARENA_INIT;
  VEC_EACH(const struct bench_result, b, &c->r->benches) geomean_of_unit(c, c->t->rows.at[b->row].id.unit);
  double *values[SIDE_MAX];
  for (enum side s = 0; s < SIDE_MAX; s++) values[s] = ARENA_ARRAY(&scratch, double, c->r->benches.n);
  VEC_EACH(struct geomean, g, &c->r->geomeans) geomean_fill(c, g, values);
  arena_free(&scratch);
}
