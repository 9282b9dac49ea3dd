/* Slow drift of a series. */
#ifndef PERFPAGE_ANALYSIS_STATS_TREND_H
#define PERFPAGE_ANALYSIS_STATS_TREND_H

#include "base/arena.h"

/* The line through the medians: the slope is the median of the slopes of all pairs of points with different x (Theil 1950, A
 * Rank-Invariant Method of Linear and Polynomial Regression Analysis; Sen 1968, JASA 63), the height at x = 0 the median of
 * y - slope x. n >= 2, x ascending with at least two different values, all finite. */
struct stat_line {
  double slope, height;
};
struct stat_line stat_theil_sen(struct arena *scratch, const double *x, const double *y, size_t n);

/* Distributions of the test, made once for each n; zeroed but for the arena is empty. */
enum { STAT_KENDALL_EXACT = 40 };
struct stat_kendall {
  struct arena *arena;
  double *share[STAT_KENDALL_EXACT + 1]; /* private */
};

/* The two-sided p that y has no trend, whatever its distribution: the statistic is the number of pairs that grow less those that
 * fall (Mann 1945, Econometrica 13; Kendall 1975, Rank Correlation Methods). Without ties and up to STAT_KENDALL_EXACT values its
 * distribution is counted out; else the normal approximation with corrections for ties and continuity. 1 where all are equal, and
 * for fewer than two. */
double stat_mann_kendall(struct stat_kendall *k, struct arena *scratch, const double *y, size_t n);

#endif
