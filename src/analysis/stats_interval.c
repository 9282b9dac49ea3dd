#include "analysis/stats_interval.h"

#include "analysis/stats_centre.h"
#include "base/num.h"

#include <math.h>
#include <stdint.h>

enum { EXACT_MAX = 30, LEAN_MIN = 21 };

/* Whether k or n - k below the median is taken first does not matter to the confidence, but it does to the interval that
 * readers compare with benchstat's. That computes binomial coefficients from 21 up by the log-gamma function, whose
 * rounding makes one of the two look the likelier. Which one, for k = 0, 1, ...: */
static const char *const lean[EXACT_MAX + 1] = {
    [21] = "==>=>=<><==",     [22] = "==>=>=<><=>",    [23] = "==>=>=<><=<=",
    [24] = "==>=>=<><=<>",    [25] = "==>=>=<><=>=<",  [26] = "==>=>=<><=>==",
    [27] = "==>=>=<><=>>=>",  [28] = "==>=>=<><=>=>>", [29] = "==>=>>>><=>==>=",
    [30] = "==>=>>>>>=>==>>",
};

static double binomial_half(size_t n, size_t k) {
  int64_t ways = 1;
  for (size_t i = 1; i <= k; i++) ways = ways * (int64_t)(n - k + i) / (int64_t)i;
  return ldexp((double)ways, -(int)n);
}

/* Probability that a Binomial(n, 1/2) lies in from .. to, for n beyond the exact range. */
static double normal_mass(size_t n, size_t from, size_t to) {
  double mean = (double)n / 2, scale = sqrt((double)n / 2); /* sqrt(2) standard deviations */
  return (erf(((double)to + 0.5 - mean) / scale) - erf(((double)from - 0.5 - mean) / scale)) / 2;
}

struct stat_orders stat_median_orders(size_t n, double confidence) {
  bool exact = n <= EXACT_MAX;
  double mass = 0; /* of k+1 .. n-k-1 */
  size_t k = n / 2;
  if (n % 2 == 0) {
    mass = exact ? binomial_half(n, k) : normal_mass(n, k, k);
    if (mass >= confidence) return (struct stat_orders){k, k + 1, mass, false};
    k--;
  }
  for (;; k--) { /* n = 1 starts at k = 0, n = 2 gets there after one step */
    double one = exact ? mass + binomial_half(n, k) : normal_mass(n, k, n - k - 1);
    if (one >= confidence) {
      char first = exact && n >= LEAN_MIN ? lean[n][k] : '=';
      size_t lo = first == '>' ? k + 1 : k;
      return (struct stat_orders){lo, lo + n - 2 * k, one, first == '='};
    }
    mass = exact ? one + binomial_half(n, k) : normal_mass(n, k, n - k);
    if (mass >= confidence || k == 0) return (struct stat_orders){k, n - k + 1, mass, false};
  }
}

struct stat_summary stat_summarise(const double *sorted, size_t n, double confidence) {
  struct stat_orders o = stat_median_orders(n, confidence);
  struct stat_summary s = {.n = n, .centre = stat_median(sorted, n), .confidence = o.confidence};
  s.lo = o.lo == 0 ? (double)-INFINITY : sorted[o.lo - 1];
  s.hi = o.hi > n ? (double)INFINITY : sorted[o.hi - 1];
  s.bounded = isfinite(s.lo) && isfinite(s.hi);
  return s;
}

static int sign(double v) {
  return (v > 0) - (v < 0);
}

struct stat_spread stat_spread(double centre, double lo, double hi) {
  if (isinf(lo) || isinf(hi)) return (struct stat_spread){STAT_SPREAD_UNBOUNDED, 0};
  if (sign(lo) != sign(centre) || sign(hi) != sign(centre)) return (struct stat_spread){STAT_SPREAD_SIGNS, 0};
  if (num_is_zero(centre)) return (struct stat_spread){STAT_SPREAD_SHARE, 0};
  return (struct stat_spread){STAT_SPREAD_SHARE, fmax(hi / centre - 1, 1 - lo / centre)};
}
