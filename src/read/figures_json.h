/* Lists of figures: [{"name", "unit", "value", "range", "extra"}], as github-action-benchmark takes them from tools it does not
 * know. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_FIGURES_JSON_H
#define PERFPAGE_READ_FIGURES_JSON_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool figures_json_is(const struct json_shape *shape);
void figures_json_read(struct bench_sink *s, struct json_object *root);

#endif
