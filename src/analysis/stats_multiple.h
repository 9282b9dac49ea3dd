/* Corrections for many comparisons at once. */
#ifndef PERFPAGE_ANALYSIS_STATS_MULTIPLE_H
#define PERFPAGE_ANALYSIS_STATS_MULTIPLE_H

#include "model/perfdoc.h"

/* Writes to out[i] the p-value p[i] adjusted for the family of m comparisons that p is: Holm (1979), A Simple Sequentially
 * Rejective Multiple Test Procedure, for the family-wise error; Benjamini and Hochberg (1995) for the false discovery rate.
 * An adjusted value is never below its p and never above 1; equal p-values get equal results. out may be p. */
void stat_adjust(struct arena *scratch, enum correction c, const double *p, size_t m, double *out);

#endif
