/* What `pytest --benchmark-json` and pytest-benchmark's storage write: a sample a round. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_PYTEST_BENCH_H
#define PERFPAGE_READ_PYTEST_BENCH_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool pytest_bench_is(const struct json_shape *shape);
void pytest_bench_read(struct bench_sink *s, struct json_object *root);

#endif
