/* Where latency and the CPU profile tell different stories (PERFORMANCE-MD.md section 5, last lines). */
#ifndef PERFPAGE_ANALYSIS_DISAGREE_H
#define PERFPAGE_ANALYSIS_DISAGREE_H

#include "model/report.h"

/* A percentile has moved from this change on, and stands below the smaller one; a profile has moved when this share of its
 * samples has, beyond what sampling explains, and stands up to the smaller one, or to what sampling explains where that is
 * little. Between the two nothing is said. Reasons: docs/statistics.md. */
#define DISAGREE_METRIC_MOVED 0.10
#define DISAGREE_METRIC_STANDS 0.03
#define DISAGREE_PROFILE_MOVED 0.10
#define DISAGREE_PROFILE_STANDS 0.02
#define DISAGREE_NOISE_MAX 0.05

/* Fills r->disagreements, and adds a diagnostic for each: of every route's p99 (or its highest percentile) that is measured on
 * both sides and moved while the profile of the CPU did not; and one when the profile moved and no such percentile did. */
void disagreements_find(struct report *r);

#endif
