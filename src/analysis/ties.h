/* Which function a benchmark exercises, as the document says it: MODEL.md section 7. */
#ifndef PERFPAGE_ANALYSIS_TIES_H
#define PERFPAGE_ANALYSIS_TIES_H

#include "model/report.h"

struct tie {
  struct str function; /* empty: nothing ties the benchmark to a function */
  struct pos pos;      /* of what says so */
};

struct ties;

/* Rules of the gate table with a Function, and hotspots with a Benchmark. Lives in a, but for patterns: ties_clear. */
struct ties *ties_of(struct arena *a, const struct perfdoc *doc);
void ties_clear(struct ties *t);

/* The most specific rule that names the benchmark's function, whatever unit it limits; else the first hotspot that names the
 * benchmark. */
struct tie ties_find(struct ties *t, const struct bench_id *id);

#endif
