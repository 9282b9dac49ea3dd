#include "analysis/stats_centre.h"

#include "base/num.h"
#include "base/vec.h"

#include <math.h>

double stat_quantile(const double *sorted, size_t n, double q) {
  double h = ((double)n + 1.0 / 3.0) * q + 1.0 / 3.0; /* a position counted from 1 */
  if (h <= 1.0) return sorted[0];
  if (h >= (double)n) return sorted[n - 1];
  size_t below = (size_t)h;
  double part = h - (double)below, lo = sorted[below - 1], hi = sorted[below];
  if (num_same(lo, hi)) return lo; /* equal infinities have no difference */
  return lo + part * (hi - lo);
}

double stat_median(const double *sorted, size_t n) {
  double hi = sorted[n / 2];
  if (n % 2 == 1) return hi;
  double lo = sorted[n / 2 - 1];
  return num_same(lo, hi) ? lo : lo / 2 + hi / 2; /* halves first: the sum may overflow */
}

double stat_mean(const double *values, size_t n) {
  double sum = 0;
  for (size_t i = 1; i < n; i++) sum += values[i] - values[0];
  return values[0] + sum / (double)n;
}

static void swap(double *a, double *b) {
  double was = *a;
  *a = *b;
  *b = was;
}

/* Puts the k-th smallest, counted from 0, in its place: nothing before it is larger, nothing behind it smaller (Hoare 1961,
 * Algorithm 65: Find). The pivot is the middle one of three. */
static void select_kth(double *v, size_t n, size_t k) {
  size_t from = 0, to = n;
  while (to - from > 12) {
    size_t mid = from + (to - from) / 2, last = to - 1;
    if (v[mid] < v[from]) swap(&v[mid], &v[from]);
    if (v[last] < v[from]) swap(&v[last], &v[from]);
    if (v[last] < v[mid]) swap(&v[last], &v[mid]);
    double pivot = v[mid];
    size_t i = from, j = last;
    while (i <= j) {
      while (v[i] < pivot) i++;
      while (pivot < v[j]) j--;
      if (i > j) break;
      swap(&v[i++], &v[j--]); /* j cannot pass 0: from holds nothing larger than the pivot */
    }
    if (k <= j) to = j + 1;
    else if (k >= i) from = i;
    else return;
  }
  f64_sort(v + from, to - from);
}

double stat_median_of(double *values, size_t n) {
  select_kth(values, n, n / 2);
  double hi = values[n / 2], lo = hi;
  if (n % 2 == 1) return hi;
  for (size_t i = 0; i < n / 2; i++)
    if (i == 0 || values[i] > lo) lo = values[i];
  return num_same(lo, hi) ? lo : lo / 2 + hi / 2;
}

struct weighted {
  double value, weight;
};

static int weighted_cmp(const void *a, const void *b) {
  double x = ((const struct weighted *)a)->value, y = ((const struct weighted *)b)->value;
  return (x > y) - (x < y);
}

double stat_weighted_median(struct arena *scratch, const double *values, const double *weights, size_t n) {
  struct arena_mark mark = arena_mark(scratch);
  struct weighted *w = ARENA_ARRAY(scratch, struct weighted, n);
  double total = 0;
  for (size_t i = 0; i < n; i++) {
    w[i] = (struct weighted){values[i], weights[i]};
    total += weights[i];
  }
  vec_sort(scratch, w, n, sizeof *w, weighted_cmp);

  size_t i = 0;
  double sum = 0; /* the weight up to and with w[i] */
  for (; i < n; i++) {
    sum += w[i].weight;
    if (sum >= total / 2) break;
  }
  if (i == n) i = n - 1; /* rounding kept the sum below half the total */
  double median = w[i].value;
  size_t next = i + 1;
  while (next < n && !(w[next].weight > 0)) next++;
  if (next < n && num_same(sum, total / 2)) median = median / 2 + w[next].value / 2;
  arena_release(scratch, mark);
  return median;
}

double stat_geomean(const double *values, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += log(values[i]);
  return exp(sum / (double)n);
}
