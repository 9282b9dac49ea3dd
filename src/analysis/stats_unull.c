#include "analysis/stats_unull.h"

#include <math.h>

/* Ways to draw j of the values in one half of the ranking, by 2U within that half: at[j * stride + v]. */
struct half {
  double *at;
  size_t stride;
  size_t values; /* in the half */
  size_t drawn;  /* most that are drawn: min(n1, values) */
};

enum {
  /* 2U of j drawn out of n is at most 2j(n-j), greatest at the middle: here one half may hold everything */
  STRIDE_MAX = 2 * STAT_TIED_MAX * STAT_TIED_MAX + 1,
  HALF_CELLS = (STAT_TIED_MAX + 1) * STRIDE_MAX,
};

struct stat_unull {
  struct arena *arena;
  double *untied[STAT_UNTIED_MAX + 1][STAT_UNTIED_MAX + 1]; /* smaller n first */
  double choose[2 * STAT_TIED_MAX + 1][STAT_TIED_MAX + 1];
  double *lower, *upper; /* HALF_CELLS each */
};

struct stat_unull *stat_unull_new(struct arena *a) {
  struct stat_unull *c = ARENA_NEW(a, struct stat_unull);
  c->arena = a;
  for (size_t n = 0; n <= 2 * STAT_TIED_MAX; n++) {
    c->choose[n][0] = 1;
    for (size_t k = 1; k <= STAT_TIED_MAX && k <= n; k++) {
      c->choose[n][k] = n == k ? 1 : c->choose[n - 1][k - 1] + c->choose[n - 1][k];
    }
  }
  return c;
}

/* Adds the values one by one in rank order: the next one, drawn as the (j+1)-th, beats the seen - j others below it. */
static double *untied_new(struct arena *a, size_t n1, size_t n2) {
  size_t cells = n1 * n2 / 2 + 1;
  double *tail = ARENA_ARRAY(a, double, cells);
  struct arena_mark mark = arena_mark(a);
  double *ways = ARENA_ARRAY(a, double, (n1 + 1) * cells);
  ways[0] = 1;
  for (size_t seen = 0; seen < n1 + n2; seen++) {
    for (size_t j = seen < n1 ? seen + 1 : n1; j-- > 0;) {
      size_t step = seen - j;
      const double *from = ways + j * cells;
      double *to = ways + (j + 1) * cells;
      for (size_t u = step; u < cells; u++) to[u] += from[u - step];
    }
  }
  double sum = 0, total = 1;
  for (size_t i = 1; i <= n1; i++) total = total * (double)(n2 + i) / (double)i;
  for (size_t u = 0; u < cells; u++) {
    sum += ways[n1 * cells + u];
    tail[u] = sum / total;
  }
  arena_release(a, mark);
  return tail;
}

const double *stat_unull_untied(struct stat_unull *c, size_t n1, size_t n2) {
  size_t few = n1 < n2 ? n1 : n2, many = n1 < n2 ? n2 : n1;
  double **slot = &c->untied[few][many];
  if (!*slot) *slot = untied_new(c->arena, few, many);
  return *slot;
}

static size_t half_reach(size_t drawn, size_t values) {
  return 2 * drawn * (values - drawn);
}

/* Takes t tied values into the half: drawing a of them beats the undrawn below and half of the undrawn among them. */
static void half_add(struct half *h, const double *choose, size_t t) {
  for (size_t j = (h->values < h->drawn ? h->values : h->drawn) + 1; j-- > 0;) {
    const double *from = h->at + j * h->stride;
    size_t reach = half_reach(j, h->values);
    for (size_t a = 1; a <= t && j + a <= h->drawn; a++) {
      double *to = h->at + (j + a) * h->stride + a * (2 * (h->values - j) + t - a);
      double ways = choose[a];
      for (size_t v = 0; v <= reach; v++) to[v] += ways * from[v];
    }
  }
  h->values += t;
}

static struct half half_of(struct stat_unull *c, double *at, const size_t *size, size_t n, size_t n1) {
  size_t values = 0;
  for (size_t i = 0; i < n; i++) values += size[i];
  struct half h = {.at = at, .drawn = n1 < values ? n1 : values};
  h.stride = half_reach(values / 2, values) + 1;
  memset(at, 0, (h.drawn + 1) * h.stride * sizeof *at);
  at[0] = 1;
  for (size_t i = 0; i < n; i++) half_add(&h, c->choose[size[i]], size[i]);
  return h;
}

/* Draws with 2U <= u2. Those in the upper half also beat everything undrawn in the lower one. */
static double draws_up_to(const struct half *lo, const struct half *up, size_t n1, size_t u2) {
  double sum = 0;
  for (size_t j = n1 > up->drawn ? n1 - up->drawn : 0; j <= lo->drawn; j++) {
    size_t across = 2 * (n1 - j) * (lo->values - j);
    if (across > u2) continue;
    const double *ways = lo->at + j * lo->stride, *below = up->at + (n1 - j) * up->stride;
    size_t rest = u2 - across, most = half_reach(n1 - j, up->values), reach = half_reach(j, lo->values);
    for (size_t v = 0; v <= reach && v <= rest; v++) {
      sum += ways[v] * below[rest - v < most ? rest - v : most];
    }
  }
  return sum;
}

struct stat_tails stat_unull_tied(struct stat_unull *c, const struct stat_ties *ties, size_t n1, size_t u2) {
  if (!c->lower) {
    c->lower = arena_alloc_raw(c->arena, HALF_CELLS * sizeof *c->lower);
    c->upper = arena_alloc_raw(c->arena, HALF_CELLS * sizeof *c->upper);
  }
  size_t values = 0, lower_values = 0, middle = 0;
  for (size_t i = 0; i < ties->n; i++) values += ties->size[i];
  while (middle < ties->n && 2 * lower_values < values) lower_values += ties->size[middle++];

  /* Building two halves and joining them costs an eighth of building the whole ranking value by value. */
  struct half lo = half_of(c, c->lower, ties->size, middle, n1);
  struct half up = half_of(c, c->upper, ties->size + middle, ties->n - middle, n1);
  for (size_t j = 0; j <= up.drawn; j++) {
    double *row = up.at + j * up.stride;
    for (size_t v = 1; v <= half_reach(j, up.values); v++) row[v] += row[v - 1];
  }
  double total = 1;
  for (size_t i = 1; i <= n1; i++) total = total * (double)(values - n1 + i) / (double)i;
  double at_most = draws_up_to(&lo, &up, n1, u2);
  double below = u2 == 0 ? 0 : draws_up_to(&lo, &up, n1, u2 - 1);
  return (struct stat_tails){at_most / total, (total - below) / total};
}
