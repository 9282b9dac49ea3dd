#include "analysis/stats_multiple.h"

#include "base/vec.h"

#include <math.h>

struct ranked {
  double p;
  size_t row;
};

static int ranked_cmp(const void *a, const void *b) {
  double x = ((const struct ranked *)a)->p, y = ((const struct ranked *)b)->p;
  return (x > y) - (x < y);
}

static void adjust_holm(const struct ranked *r, size_t m, double *out) {
  double most = 0;
  for (size_t i = 0; i < m; i++) {
    most = fmax(most, fmin(1, (double)(m - i) * r[i].p));
    out[r[i].row] = most;
  }
}

static void adjust_bh(const struct ranked *r, size_t m, double *out) {
  double least = 1;
  for (size_t i = m; i-- > 0;) {
    least = fmin(least, (double)m * r[i].p / (double)(i + 1));
    out[r[i].row] = fmax(least, r[i].p); /* m * p / m may round below p */
  }
}

void stat_adjust(struct arena *scratch, enum correction c, const double *p, size_t m, double *out) {
  struct arena_mark mark = arena_mark(scratch);
  struct ranked *r = ARENA_ARRAY(scratch, struct ranked, m);
  for (size_t i = 0; i < m; i++) r[i] = (struct ranked){p[i], i};
  vec_sort(scratch, r, m, sizeof *r, ranked_cmp);
  switch (c) {
  case CORRECTION_HOLM: adjust_holm(r, m, out); break;
  case CORRECTION_BH: adjust_bh(r, m, out); break;
  case CORRECTION_UNSET:
  case CORRECTION_NONE:
  case CORRECTION_MAX:
    for (size_t i = 0; i < m; i++) out[r[i].row] = r[i].p;
    break;
  }
  arena_release(scratch, mark);
}
