/* The summaries of k6: the data of handleSummary, what --summary-export writes, and the machine-readable summary of newer
 * versions. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_K6_H
#define PERFPAGE_READ_K6_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool k6_is(const struct json_shape *shape);
void k6_read(struct bench_sink *s, struct json_object *root);

#endif
