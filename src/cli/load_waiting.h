/* Benchmark results that are several files each: they wait until every file is known. */
#ifndef PERFPAGE_CLI_LOAD_WAITING_H
#define PERFPAGE_CLI_LOAD_WAITING_H

#include "cli/load.h"

void load_wait(struct load *l, const struct source *s, enum side side, uint32_t input);

/* Whether name is what a tool writes beside the results that wait, from the first-th on: reports, and the same figures once more. */
bool load_is_companion(const struct load *l, size_t first, struct str name);

/* Reads them all into the table of results, for which they wait no longer. */
void load_read_waiting(struct load *l);

#endif
