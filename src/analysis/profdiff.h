/* Base against head, function by function (MODEL.md section 5, FLAME.md section 4). */
#ifndef PERFPAGE_ANALYSIS_PROFDIFF_H
#define PERFPAGE_ANALYSIS_PROFDIFF_H

#include "model/report.h"

/* Fills r->profiles, and adds the profile gates: one for each function judged to have grown or to be new beyond the
 * thresholds, and one that passes for each profile in which none did. */
void profdiff_judge(struct report *r);

/* What grew in each of r->profiles, traced to where it comes from: found once, in a. */
struct causes *profdiff_causes(struct arena *a, const struct report *r);

/* The lowest frame whose growth one child does not explain, with the largest growth of scaled share: where most of the new
 * time went. With a hint (a benchmark's function; may be empty) that stands in the profile, only growth below it or at it
 * counts. Unknown without two sides, or when nothing grew outside the noise. */
struct cause profdiff_cause(const struct report *r, const struct causes *all, struct str hint);

#endif
