/* The verdict of a whole run and what it does to the exit status (MODEL.md section 4). */
#ifndef PERFPAGE_ANALYSIS_VERDICT_H
#define PERFPAGE_ANALYSIS_VERDICT_H

#include "model/report.h"

/* Orders the gates worst first (the indices other results keep are mended), counts them, and sets verdict, exit status,
 * headline and reasons. */
void verdict_settle(struct report *r);

#endif
