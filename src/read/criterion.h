/* The files that Criterion (Rust) writes for one run of one benchmark, in its old and its present schema: sample.json, estimates.json,
 * benchmark.json. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_CRITERION_H
#define PERFPAGE_READ_CRITERION_H

#include "read/bench_sink.h"
#include "read/json_shape.h"

struct json_object;

bool criterion_is(const struct json_shape *shape);
/* The old sample.json, [[iterations], [times]], has nothing but its name to tell it from any two rows of figures. */
bool criterion_is_bare_sample(const struct source *s);

/* What a file of a run holds. */
enum criterion_part { CRITERION_SAMPLE, CRITERION_ESTIMATES, CRITERION_NAMES, CRITERION_PART_MAX };

/* One run: the parts that are there have a root, and a sink that stands for their file. */
struct criterion_run {
  struct criterion_file {
    struct bench_sink sink;
    struct json_object *root; /* NULL: no such file, or none that can be read */
    bool there;
  } part[CRITERION_PART_MAX];
  struct str folder; /* names the benchmark where no part does */
};

bool criterion_part_of(struct str text, enum criterion_part *part); /* false for what is no part of a run */
void criterion_wrong_part(struct bench_sink *s); /* says so */
void criterion_read_run(struct criterion_run *run);

/* One file without those it belongs to. */
void criterion_read(struct bench_sink *s, struct json_object *root);

#endif
