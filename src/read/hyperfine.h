/* What `hyperfine --export-json` writes: a benchmark a command, a sample a run. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_HYPERFINE_H
#define PERFPAGE_READ_HYPERFINE_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool hyperfine_is(const struct json_shape *shape);
void hyperfine_read(struct bench_sink *s, struct json_object *root);

#endif
