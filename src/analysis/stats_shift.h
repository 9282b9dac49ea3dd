/* The Hodges-Lehmann interval of the change from base to head: that of the rank test. */
#ifndef PERFPAGE_ANALYSIS_STATS_SHIFT_H
#define PERFPAGE_ANALYSIS_STATS_SHIFT_H

#include "analysis/stats_unull.h"

struct stat_shift {
  bool is_ratio;   /* true: head / base; false: head - base, in the unit of the values */
  bool bounded;    /* false: too few values for the confidence; lo and hi are then 0 or -INFINITY, and INFINITY */
  double lo, hi;
};

/* All values are finite, 0 < alpha < 1 (0.05: an interval of 95 %).
 *
 * When every value is positive the shift is one of logarithms, log(head_j) - log(base_i), and the ends are ratios head_j /
 * base_i. Otherwise they are differences head_j - base_i. The interval runs from the k-th smallest to the k-th largest of the
 * n1*n2, k the greatest with 2 P(U <= k-1) <= alpha: it holds exactly the shifts that the two-sided test does not
 * reject. Hodges and Lehmann (1963), Estimates of Location Based on Rank Tests; Hollander, Wolfe and Chicken (2014),
 * Nonparametric Statistical Methods, 4.2-4.3. P is exact to STAT_UNTIED_MAX a side, then normal with continuity
 * correction; with ties it is the distribution without, which makes the interval rather too wide. */
struct stat_shift stat_shift(struct stat_unull *c, struct arena *scratch, const struct stat_pair *p, double alpha);

#endif
