/* Objectives held against what was measured: error budgets, bounds, resources. */
#ifndef PERFPAGE_ANALYSIS_SLO_H
#define PERFPAGE_ANALYSIS_SLO_H

#include "model/report.h"

/* Judges every SLO of the document: one result and one gate each. */
void slo_judge(struct report *r);

#endif
