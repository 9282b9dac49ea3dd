/* The rows of a comparison as tables show them: by unit, within it by suite, both in order of first appearance, then by rank. */
#ifndef PERFPAGE_EMIT_BENCH_ORDER_H
#define PERFPAGE_EMIT_BENCH_ORDER_H

#include "analysis/columns.h"

/* Rows of one unit and suite: from .. to - 1 of bench_order.rows. */
struct bench_block {
  struct str unit, suite;
  bool opens, closes; /* the first, the last block of its unit */
  size_t from, to;
};
VEC_OF(bench_block_vec, struct bench_block);

struct bench_order {
  const struct column_row **rows;
  struct bench_block_vec blocks;
  size_t suites;            /* different ones */
  struct config_vec config; /* lines that all results have in common; the package only when it is the only suite */
};

/* Lives in the arena of the columns. */
struct bench_order bench_order_of(const struct columns *c);

const struct bench_row *bench_row_of(const struct report *r, const struct bench_result *b);
/* "sec/op, lower is better" */
const char *bench_direction(enum better b);

/* "1%", "∞" when the interval is unbounded, "?" when it crosses zero. */
void bench_put_spread(struct buf *out, const struct estimate *e);
/* "n=10", "n=10+9" */
void bench_put_counts(struct buf *out, const struct bench_result *b);

#endif
