#include "analysis/stats_trend.h"

#include "analysis/stats_centre.h"
#include "analysis/stats_normal.h"
#include "base/num.h"
#include "base/vec.h"

#include <math.h>

struct stat_line stat_theil_sen(struct arena *scratch, const double *x, const double *y, size_t n) {
  struct arena_mark mark = arena_mark(scratch);
  double *slopes = ARENA_ARRAY(scratch, double, n * (n - 1) / 2 + n);
  size_t pairs = 0;
  for (size_t i = 0; i < n; i++) {
    for (size_t j = i + 1; j < n; j++)
      if (x[j] > x[i]) slopes[pairs++] = (y[j] - y[i]) / (x[j] - x[i]);
  }
  struct stat_line line = {.slope = stat_median_of(slopes, pairs), .height = 0};
  for (size_t i = 0; i < n; i++) slopes[i] = y[i] - line.slope * x[i];
  line.height = stat_median_of(slopes, n);
  arena_release(scratch, mark);
  return line;
}

/* The shares of the orders of n different values with at most so many pairs in the wrong order: orders of k values are those of
 * k - 1 with the last one put 0 to k - 1 places forward. */
static const double *shares_of(struct stat_kendall *k, size_t n) {
  if (k->share[n] != NULL) return k->share[n];
  size_t most = n * (n - 1) / 2;
  double *share = ARENA_ARRAY(k->arena, double, most + 1), *sums = ARENA_ARRAY(k->arena, double, most + 2);
  share[0] = 1;
  for (size_t m = 2; m <= n; m++) {
    size_t pairs = m * (m - 1) / 2;
    for (size_t i = 0; i <= pairs; i++) sums[i + 1] = sums[i] + share[i];
    for (size_t i = 0; i <= pairs; i++) share[i] = (sums[i + 1] - sums[i + 1 > m ? i + 1 - m : 0]) / (double)m;
  }
  for (size_t i = 1; i <= most; i++) share[i] += share[i - 1];
  return k->share[n] = share;
}

/* Sum of t (t - 1) (2 t + 5) over groups of t equal values. */
static double ties_of(struct arena *scratch, const double *y, size_t n) {
  struct arena_mark mark = arena_mark(scratch);
  double *sorted = ARENA_ARRAY(scratch, double, n), sum = 0;
  memcpy(sorted, y, n * sizeof *y);
  f64_sort(sorted, n);
  for (size_t i = 0, j; i < n; i = j) {
    for (j = i + 1; j < n && num_same(sorted[i], sorted[j]);) j++;
    double t = (double)(j - i);
    sum += t * (t - 1) * (2 * t + 5);
  }
  arena_release(scratch, mark);
  return sum;
}

double stat_mann_kendall(struct stat_kendall *k, struct arena *scratch, const double *y, size_t n) {
  if (n < 2) return 1;
  size_t up = 0, down = 0;
  for (size_t i = 0; i < n; i++) {
    for (size_t j = i + 1; j < n; j++) {
      up += y[j] > y[i];
      down += y[j] < y[i];
    }
  }
  double p;
  if (up + down == n * (n - 1) / 2 && n <= STAT_KENDALL_EXACT) {
    p = 2 * shares_of(k, n)[up < down ? up : down];
  } else {
    double size = (double)n, variance = (size * (size - 1) * (2 * size + 5) - ties_of(scratch, y, n)) / 18;
    double distance = fabs((double)up - (double)down) - 1;
    if (!(distance > 0) || !(variance > 0)) return 1;
    p = stat_normal_two_sided(distance / sqrt(variance));
  }
  return p < 1 ? p : 1;
}
