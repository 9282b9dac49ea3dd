/* What `cargo bench` prints: libtest's result lines, which Criterion also writes with --output-format bencher, and Criterion's
 * own lines for people. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_LIBTEST_H
#define PERFPAGE_READ_LIBTEST_H

#include "read/bench_sink.h"

bool libtest_is(struct str text);
void libtest_read(struct bench_sink *s);

#endif
