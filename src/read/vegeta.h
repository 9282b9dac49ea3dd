/* What `vegeta report -type=json` writes: figures of one attack. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_VEGETA_H
#define PERFPAGE_READ_VEGETA_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool vegeta_is(const struct json_shape *shape);
void vegeta_read(struct bench_sink *s, struct json_object *root);

#endif
