/* Base against head, row by row, under the document's rules (MODEL.md sections 2 and 3). */
#ifndef PERFPAGE_ANALYSIS_COMPARE_H
#define PERFPAGE_ANALYSIS_COMPARE_H

#include "model/report.h"

/* Fills r->benches, r->geomeans and r->families from r->in->bench, and adds a gate for every rule of the document's gate
 * table that speaks of a row (one gate a row and rule; one for a rule that matches nothing or cannot be read) and for every
 * row of the implicit rule that has something to say. Waivers are applied afterwards by waive(), causes by evaluate(). */
void compare_judge(struct report *r);

#endif
