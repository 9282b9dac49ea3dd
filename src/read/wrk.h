/* What wrk and wrk2 print, any number of runs in a file. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_WRK_H
#define PERFPAGE_READ_WRK_H

#include "read/bench_sink.h"

bool wrk_is(struct str text);
void wrk_read(struct bench_sink *s);

#endif
