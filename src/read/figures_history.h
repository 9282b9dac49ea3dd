/* The history that github-action-benchmark keeps beside its page: data.js, `window.BENCHMARK_DATA = {...}`. */
#ifndef PERFPAGE_READ_FIGURES_HISTORY_H
#define PERFPAGE_READ_FIGURES_HISTORY_H

#include "base/source.h"
#include "model/history.h"
#include "read/tally.h"

bool figures_history_is(struct str text);

/* Adds its runs. A run is what all suites say of one commit for the first, second, ... time. Figures come without samples. */
struct tally figures_history_read(struct history *h, struct diags *d, const struct source *s);

#endif
