/* What bench was asked to put into rows and columns. */
#ifndef PERFPAGE_CLI_BENCH_PLAN_H
#define PERFPAGE_CLI_BENCH_PLAN_H

#include "analysis/columns.h"
#include "cli/options.h"

/* Reads --filter, --row, --col, --ignore and --sort. Complains on standard error and yields false when one of them cannot be
 * read. What is not in the arena is freed by bench_plan_free, whatever was returned. */
bool bench_plan_read(struct arena *a, const struct options *o, struct bench_plan *plan, struct columns *columns);
void bench_plan_free(struct bench_plan *plan);

/* Whether nothing was asked for beyond what a table of two sides is by itself. */
bool bench_plan_is_plain(const struct options *o);

#endif
