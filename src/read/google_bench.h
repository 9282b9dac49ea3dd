/* What Google Benchmark writes with --benchmark_format=json: a sample a repetition. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_GOOGLE_BENCH_H
#define PERFPAGE_READ_GOOGLE_BENCH_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool google_bench_is(const struct json_shape *shape);
void google_bench_read(struct bench_sink *s, struct json_object *root);

#endif
