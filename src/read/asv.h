/* Results of airspeed velocity (asv), of both versions of its format: a file is one commit in one environment. What its benchmarks count
 * stands in a benchmarks.json beside it. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_ASV_H
#define PERFPAGE_READ_ASV_H

#include "read/bench_files.h"
#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool asv_is(const struct json_shape *shape); /* also of benchmarks.json and machine.json */

/* One file without those it belongs to. */
void asv_read(struct bench_sink *s, struct json_object *root);
/* Files of other kinds are left alone. */
void asv_read_files(struct bench_table *t, struct diags *d, struct bench_file_vec *files);

#endif
