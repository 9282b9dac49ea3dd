/* Profiles as the command line wants them, between reading and judging. */
#ifndef PERFPAGE_CLI_REFINE_H
#define PERFPAGE_CLI_REFINE_H

#include "cli/options.h"

/* --demangle: functions under the names of their source, everywhere. --focus and --ignore, matched with these: the trees to
 * draw; what is judged stays whole. When nothing at all is left to draw it says so and sets in->bad. */
void refine_profiles(struct arena *a, struct diags *d, const struct options *o, struct inputs *in);

/* Whether the filters left something to draw of a profile; of one without samples there was nothing to leave. */
bool refine_has_left(const struct profile *p);

#endif
