/* The series of the history and what they say of the newest run (MODEL.md section 3, "Trend"). */
#ifndef PERFPAGE_ANALYSIS_TREND_H
#define PERFPAGE_ANALYSIS_TREND_H

#include "model/report.h"

/* Fills r->trends from r->in->history and adds gates: an escalation fails, a change for the worse that acts and still stands
 * warns, both while the first bad run is among the newest TREND_SHOWN; a drift for the worse with p < alpha and over 5 % of its window warns. What shows nothing shares one gate. r->benches
 * must stand. Does nothing without a history. */
void trends_judge(struct report *r);

#endif
