/* Waivers: a failure that somebody has signed for, until a date. */
#ifndef PERFPAGE_ANALYSIS_WAIVE_H
#define PERFPAGE_ANALYSIS_WAIVE_H

#include "model/report.h"

/* Decides which waivers are in force at r->now, turns the failures they name into VERDICT_WAIVED, and says which were used.
 * Without a date to judge by (date-unknown), without a readable `until`, or past it, a waiver does nothing. */
void waive(struct report *r);

#endif
