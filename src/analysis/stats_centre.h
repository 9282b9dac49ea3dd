/* Centres: median and other quantiles, weighted median, geometric mean.
 * "Sorted" arrays are ascending, finite or infinite, never NaN. */
#ifndef PERFPAGE_ANALYSIS_STATS_CENTRE_H
#define PERFPAGE_ANALYSIS_STATS_CENTRE_H

#include "base/arena.h"

/* Quantile q in [0,1], definition 8 of Hyndman and Fan (1996, Sample Quantiles in Statistical Packages, American
 * Statistician 50): approximately median-unbiased whatever the distribution. n >= 1. */
double stat_quantile(const double *sorted, size_t n, double q);

/* Definition 8 at one half: the middle value, or the mean of the two in the middle. n >= 1. */
double stat_median(const double *sorted, size_t n);

/* The same of values in any order, none of them NaN; puts them in another. Takes time in proportion to n. */
double stat_median_of(double *values, size_t n);

/* By the deviations from the first value: of equal values it is that value, to the last digit. n >= 1, all finite. */
double stat_mean(const double *values, size_t n);

/* The value at which the weights on either side balance; the mean of two when half the weight ends exactly between
 * them. Weights are >= 0 and their sum is > 0; values need no order. */
double stat_weighted_median(struct arena *scratch, const double *values, const double *weights, size_t n);

/* exp of the mean of the logs. Every value is positive and finite, n >= 1. */
double stat_geomean(const double *values, size_t n);

#endif
