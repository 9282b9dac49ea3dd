/* The document's hotspots, anti-patterns, tuning history and baselines against what was measured (PERFORMANCE-MD.md section 6). */
#ifndef PERFPAGE_ANALYSIS_FINDINGS_H
#define PERFPAGE_ANALYSIS_FINDINGS_H

#include "model/report.h"

/* Fills r->findings, in the order of the document, and adds a diagnostic for each that asks for attention. After profiles and
 * benchmarks were judged; where there is no profile, or no benchmark of head, what needs one is silent. A hotspot is hot from
 * the floor of the profile gate on (1 %), by its total share in head, or in base where there is no head. */
void findings_judge(struct report *r);

#endif
