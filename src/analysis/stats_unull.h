/* Null distributions of the Mann-Whitney U: without ties, kept by (n1, n2), and given the ties of one pair of samples. */
#ifndef PERFPAGE_ANALYSIS_STATS_UNULL_H
#define PERFPAGE_ANALYSIS_STATS_UNULL_H

#include "base/arena.h"

enum { STAT_UNTIED_MAX = 50, STAT_TIED_MAX = 25 }; /* largest exact n per side */

/* Two samples, each ascending and without NaN, n1, n2 >= 1. */
struct stat_pair {
  const double *base;
  size_t n1;
  const double *head;
  size_t n2;
};

struct stat_unull; /* the distributions met so far, and scratch for those with ties */

/* Lives in a, grows there by at most 4 MB (every pair to 50 + 50). Not for two threads at once. */
struct stat_unull *stat_unull_new(struct arena *a);

/* tail[u] = P(U <= u) for u = 0 .. n1*n2/2, all values different, 1 <= n1, n2 <= STAT_UNTIED_MAX. The other half is its
 * mirror image. Mann and Whitney (1947), On a Test of Whether one of Two Random Variables is Stochastically Larger. */
const double *stat_unull_untied(struct stat_unull *c, size_t n1, size_t n2);

/* Values that tie, in ascending order: group i holds size[i] values of both samples together. */
struct stat_ties {
  size_t size[2 * STAT_TIED_MAX];
  size_t n;
};
struct stat_tails {
  double lower, upper; /* P(U <= u), P(U >= u) */
};

/* Both tails at u2 = 2U when n1 of the values, whose total is at most 2 * STAT_TIED_MAX, are drawn at random as the first
 * sample, n1 being the smaller one. The counts of draws are whole numbers below 2^53, so doubles hold them exactly and the
 * result does not depend on which side is called first. Conditional permutation distribution, Lehmann (1975),
 * Nonparametrics: Statistical Methods Based on Ranks, 1.4. */
struct stat_tails stat_unull_tied(struct stat_unull *c, const struct stat_ties *ties, size_t n1, size_t u2);

#endif
