/* What is known of units, wherever it was said: by Unit lines of the results, by the history, by the document's settings. */
#ifndef PERFPAGE_CLI_LOAD_UNITS_H
#define PERFPAGE_CLI_LOAD_UNITS_H

#include "cli/load.h"

/* After the last input, before any table is finished: a direction holds for base, head and history alike. What contradicts is an
 * error [bench-unit] and makes the run bad; what base and head say of a unit goes before the history, and both before the document. */
void load_settle_units(struct load *l);

#endif
