/* What JMH writes with -rf json: a sample an iteration. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_JMH_H
#define PERFPAGE_READ_JMH_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool jmh_is(const struct json_shape *shape);
void jmh_read(struct bench_sink *s, struct json_object *root);

#endif
