/* Order-statistic interval of the median, free of any assumption on the distribution. */
#ifndef PERFPAGE_ANALYSIS_STATS_INTERVAL_H
#define PERFPAGE_ANALYSIS_STATS_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>

/* The interval runs from the lo-th to the hi-th smallest value, counted from 1; lo = 0 is minus infinity, hi = n + 1
 * plus infinity. The count of values below the median is Binomial(n, 1/2), and confidence is the probability that it
 * is in lo .. hi-1 (Hahn and Meeker 1991, Statistical Intervals, 5.2): exact to n = 30, then the normal approximation
 * with continuity correction. The shortest such interval that reaches what was asked for. ambiguous: a mirror image
 * one order higher does as well, and the lower one was taken. */
struct stat_orders {
  size_t lo, hi;
  double confidence;
  bool ambiguous;
};

/* n >= 1, 0 < confidence < 1. */
struct stat_orders stat_median_orders(size_t n, double confidence);

struct stat_summary {
  size_t n;
  double centre;
  double lo, hi;  /* -INFINITY, INFINITY where the confidence cannot be had from n values */
  bool bounded;   /* both ends are finite */
  double confidence;
};

/* sorted is ascending without NaN, n >= 1. */
struct stat_summary stat_summarise(const double *sorted, size_t n, double confidence);

enum stat_spread_kind { STAT_SPREAD_SHARE, STAT_SPREAD_UNBOUNDED, STAT_SPREAD_SIGNS };
struct stat_spread {
  enum stat_spread_kind kind; /* UNBOUNDED: an end is infinite; SIGNS: an end and the centre differ in sign */
  double share;               /* of SHARE only */
};

/* The larger distance of an end from the centre as a share of the centre, benchstat's "± 3%". For a negative centre it is,
 * as there, negative, and no half width. */
struct stat_spread stat_spread(double centre, double lo, double hi);

#endif
