/* What a benchmark's change means for the service: the share of production's CPU time that the function it exercises has, times
 * the change of the benchmark (Amdahl's law, analysis/amdahl.h). A large win on a cold path is seen for what it is. */
#ifndef PERFPAGE_ANALYSIS_PREDICT_H
#define PERFPAGE_ANALYSIS_PREDICT_H

#include "model/report.h"

/* Fills r->predictions: one for each row of time per operation that is measured on both sides and tied to a function that the
 * base side of the CPU profile knows. The share's interval is Wilson's, where the profile counts events; that of the prediction
 * takes the worst combination of the ends of both 95 % intervals, so it covers at least 90 %. */
void predictions_make(struct report *r);

/* The prediction of report.benches[bench], or NULL. */
const struct prediction *prediction_of(const struct report *r, uint32_t bench);

#endif
