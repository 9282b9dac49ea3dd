/* What `perf stat -x SEP` and `perf stat -j` write: a counter a line. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_PERF_STAT_H
#define PERFPAGE_READ_PERF_STAT_H

#include "read/bench_sink.h"

bool perf_stat_is(struct str text);
void perf_stat_read(struct bench_sink *s);

#endif
