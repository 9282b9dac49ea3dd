/* Latency budgets of components and routes held against what was measured. */
#ifndef PERFPAGE_ANALYSIS_BUDGET_H
#define PERFPAGE_ANALYSIS_BUDGET_H

#include "model/report.h"

/* One result and one gate for each component row (the total included) and each route budget. The sum of measured
 * components is never formed: p99s do not add. */
void budget_judge(struct report *r);

#endif
