/* Bencher Metric Format: {benchmark: {measure: {"value", "lower_value", "upper_value"}}}. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_BMF_H
#define PERFPAGE_READ_BMF_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool bmf_is(const struct json_shape *shape);
void bmf_read(struct bench_sink *s, struct json_object *root);

#endif
