/* Mann-Whitney U test, two-sided, and what it can and cannot show. */
#ifndef PERFPAGE_ANALYSIS_STATS_RANK_H
#define PERFPAGE_ANALYSIS_STATS_RANK_H

#include "analysis/stats_unull.h"

enum stat_rank_method {
  STAT_RANK_EQUAL,      /* every value the same: p = 1 */
  STAT_RANK_EXACT,      /* no ties, both n <= STAT_UNTIED_MAX */
  STAT_RANK_EXACT_TIES, /* ties, both n <= STAT_TIED_MAX */
  STAT_RANK_NORMAL,     /* normal approximation with tie and continuity correction */
};

struct stat_rank {
  double u; /* pairs in which the base value is greater, ties counting one half */
  double p; /* min(1, 2 min(P(U <= u), P(U >= u))) */
  enum stat_rank_method method;
};

/* The same p when base and head are exchanged. Mann and Whitney (1947); ties by
 * mid-ranks, the normal approximation after Lehmann (1975), 1.4 (1.29 for the tie correction). */
struct stat_rank stat_rank_test(struct stat_unull *c, const struct stat_pair *pair);

/* The smallest p that n1 and n2 values can give: 2 / C(n1 + n2, n1); 1 when a side is empty. */
double stat_rank_attainable(size_t n1, size_t n2);

/* The smallest n per side whose attainable p is below threshold, threshold > 0. */
size_t stat_rank_count_needed(double threshold);

#endif
