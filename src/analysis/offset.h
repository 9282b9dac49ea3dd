/* Off-sets: a regression here that is paid for by a win there. Always shown; excused only where the document's settings say so. */
#ifndef PERFPAGE_ANALYSIS_OFFSET_H
#define PERFPAGE_ANALYSIS_OFFSET_H

#include "model/report.h"

/* Looks at every gate that fails on a relative rule of the document about a time, a throughput or another metric with a direction
 * (never about new allocations, an absolute bound or a required improvement). Its account are the rows of that unit under the
 * document's rules with samples on both sides: `net` is the geometric mean of 1 + worsening over them, less 1. The wins are those
 * whose whole interval is better than no change, with a corrected p below alpha. Where there is a win, gate.offset is set and the
 * gate's reason says what it comes to. The regression is paid for when net <= 0; then, with `off-sets allowed: yes`, the gate
 * is waived. After waive(), before verdict_settle(). */
void offsets_judge(struct report *r);

#endif
