/* Which rows of the comparison are drawn in full, in which groups, and in which order: no markup. */
#ifndef PERFPAGE_VIEW_BENCH_ROWS_H
#define PERFPAGE_VIEW_BENCH_ROWS_H

#include "model/report.h"

/* The rows of one unit. Indices into report.benches, worst first: by verdict, then by the size of the change. */
struct bench_group {
  struct str unit;
  enum better better;
  struct u32_vec full, rest; /* rest: beyond the limit, told in one line each */
  const struct geomean *geomean; /* NULL when there is none */
  uint32_t gated[VERDICT_MAX];   /* rows with a gate, by verdict */
};
VEC_OF(bench_group_vec, struct bench_group);

/* How many rows of all groups together are full. */
struct bench_limit {
  size_t rows, bytes; /* bytes of markup, estimated from the names */
};

/* Units in order of first appearance. Full are, up to the limit, what fails, warns, cannot be decided or lacks data, then the
 * larger change. Lives in a. */
struct bench_group_vec bench_groups(struct arena *a, const struct report *r, struct bench_limit limit);

/* Whether the row has a gate that gave it a verdict: without one its verdict says nothing. */
bool bench_is_gated(const struct bench_result *b);

/* |head / base - 1|; INFINITY from nothing to something; 0 when the sides do not compare. */
double bench_change_size(const struct bench_result *b);

#endif
