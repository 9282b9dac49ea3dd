/* Corrections for many comparisons at once. */
#ifndef PERFPAGE_ANALYSIS_STATS_MULTIPLE_H
#define PERFPAGE_ANALYSIS_STATS_MULTIPLE_H

#include "base/arena.h"

#define STAT_CORRECTION(X)                                                                                             \
  X(STAT_HOLM, "holm") /* family-wise error: Holm (1979), A Simple Sequentially Rejective Multiple Test Procedure */    \
  X(STAT_BH, "bh")     /* false discovery rate: Benjamini and Hochberg (1995) */                                       \
  X(STAT_NONE, "none")

enum stat_correction {
#define X(id, name) id,
  STAT_CORRECTION(X)
#undef X
      STAT_CORRECTION_MAX
};

const char *stat_correction_name(enum stat_correction c);

/* Writes to out[i] the p-value p[i] adjusted for a family of m >= n comparisons; what is not in p counts as 1. An adjusted
 * value is never below its p and never above 1; equal p-values get equal results. out may be p. */
void stat_adjust(struct arena *scratch, enum stat_correction c, const double *p, size_t n, size_t m, double *out);

#endif
