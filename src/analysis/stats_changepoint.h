/* Change points of a series: where its level changed for good.
 *
 * E-divisive (Matteson and James 2014, A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data, JASA 109)
 * finds the split of a stretch that sets its two parts furthest apart, by the differences of all pairs of values. As Fleming,
 * Kolaczkowski and others do it (2023, Hunter: Using Change Point Detection to Hunt for Performance Regressions, ICPE) that is
 * done in windows that move by half their length, a split is accepted by Student's t-test, and what was found with a lax bound is
 * then held against a strict one: the weakest point is taken out until all that are left are strong.
 *
 * Apache Otava is their implementation. Its way: the standard deviation of the t-test is that of a population, and after a point
 * was taken out, the figures of the point behind its right neighbour are made anew in place of those of its left neighbour, which
 * stay as they were. Otherwise the sample's deviation is used and both neighbours are made anew. */
#ifndef PERFPAGE_ANALYSIS_STATS_CHANGEPOINT_H
#define PERFPAGE_ANALYSIS_STATS_CHANGEPOINT_H

#include "base/vec.h"

/* perfpage itself only chooses between both ways; the rest is there for what others have recorded with other figures, which the tests
 * hold this search against. */
struct changepoint_params {
  size_t window_len;    /* at least 2 */
  double first_pass_p;  /* a split of a window is accepted up to this */
  double max_p;         /* a point stays when its p is below this */
  double min_magnitude; /* and its larger relative change, of after from before or of before from after, is above this */
  bool otava;
};

/* Window 50, p 0.01 and 0.001, any magnitude. */
struct changepoint_params changepoint_defaults(void);

struct changepoint {
  size_t at;                /* first value after it */
  double p;                 /* of the t-test between the values back to the point before and on to the next one */
  double mean[2], std[2];   /* of those before and after */
};
VEC_OF(changepoint_vec, struct changepoint);

/* Room and tables for one thread's search; lives in the arena. */
struct changepoint_finder;
struct changepoint_finder *changepoint_finder_of(struct arena *a, struct changepoint_params params);

/* The change points of n finite values, in order; out is filled from empty and lives in the arena. */
void changepoint_find(struct changepoint_finder *f, struct arena *a, const double *values, size_t n, struct changepoint_vec *out);

/* The t-test between two neighbouring stretches, values[from .. at) and values[at .. to), none of them empty. p is 1 for two
 * values, NAN (as good as 1) when all are equal. */
struct changepoint changepoint_test(const double *values, size_t from, size_t at, size_t to, bool otava);

/* Fills NAN with the value before it, at the front with the first one; false when there is none at all. */
bool changepoint_fill(double *values, size_t n);

#endif
