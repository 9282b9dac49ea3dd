/* What nanobench renders with its JSON template: a sample a measurement. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_NANOBENCH_H
#define PERFPAGE_READ_NANOBENCH_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool nanobench_is(const struct json_shape *shape);
void nanobench_read(struct bench_sink *s, struct json_object *root);

#endif
