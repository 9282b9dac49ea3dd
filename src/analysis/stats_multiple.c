#include "analysis/stats_multiple.h"

#include "base/vec.h"

#include <math.h>

const char *stat_correction_name(enum stat_correction c) {
  static const char *const names[] = {
#define X(id, name) [id] = name,
      STAT_CORRECTION(X)
#undef X
  };
  return names[c];
}

struct ranked {
  double p;
  size_t row;
};

static int ranked_cmp(const void *a, const void *b) {
  double x = ((const struct ranked *)a)->p, y = ((const struct ranked *)b)->p;
  return (x > y) - (x < y);
}

static void adjust_holm(const struct ranked *r, size_t n, size_t m, double *out) {
  double most = 0;
  for (size_t i = 0; i < n; i++) {
    most = fmax(most, fmin(1, (double)(m - i) * r[i].p));
    out[r[i].row] = most;
  }
}

static void adjust_bh(const struct ranked *r, size_t n, size_t m, double *out) {
  double least = 1;
  for (size_t i = n; i-- > 0;) {
    least = fmin(least, (double)m * r[i].p / (double)(i + 1));
    out[r[i].row] = fmax(least, r[i].p); /* m * p / m may round below p */
  }
}

void stat_adjust(struct arena *scratch, enum stat_correction c, const double *p, size_t n, size_t m, double *out) {
  struct arena_mark mark = arena_mark(scratch);
  struct ranked *r = ARENA_ARRAY(scratch, struct ranked, n);
  for (size_t i = 0; i < n; i++) r[i] = (struct ranked){p[i], i};
  vec_sort(scratch, r, n, sizeof *r, ranked_cmp);
  switch (c) {
  case STAT_HOLM: adjust_holm(r, n, m, out); break;
  case STAT_BH: adjust_bh(r, n, m, out); break;
  case STAT_NONE:
  case STAT_CORRECTION_MAX:
    for (size_t i = 0; i < n; i++) out[r[i].row] = r[i].p;
    break;
  }
  arena_release(scratch, mark);
}
