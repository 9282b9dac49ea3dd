/* Units of percentiles: figures under load have many of one thing. */
#ifndef PERFPAGE_READ_PERCENTILE_H
#define PERFPAGE_READ_PERCENTILE_H

#include "base/arena.h"

/* What stands in front of a percentile's unit: "p95-" of "95", "p99.9-" of "99.900". False for what is no share from 0 to 100. */
bool percentile_prefix(struct arena *a, struct str share, struct str *prefix);

#endif
