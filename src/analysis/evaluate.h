/* From what was read to what is to be said: every judgement, the verdict of the run and the exit status (MODEL.md section 4). */
#ifndef PERFPAGE_ANALYSIS_EVALUATE_H
#define PERFPAGE_ANALYSIS_EVALUATE_H

#include "model/report.h"

/* Fills *r from the inputs; what the caller set of it before (input_list) stays. Everything lives in a. */
void evaluate(struct report *r, struct arena *a, struct diags *d, const struct inputs *in, const struct judge_options *o);

#endif
