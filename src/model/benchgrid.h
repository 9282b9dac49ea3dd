/* Results of benchmarks put into rows and columns, as --filter, --row, --col and --ignore ask, and from there into tables of two
 * sides each: the first column against one of the others. */
#ifndef PERFPAGE_MODEL_BENCHGRID_H
#define PERFPAGE_MODEL_BENCHGRID_H

#include "model/benchfield.h"
#include "model/benchfilter.h"

/* What the command line asked for. */
struct bench_plan {
  struct bench_filter *filter;         /* NULL: everything */
  struct bench_field_vec rows, cols;   /* .fullname and .file where nothing else is said */
  struct bench_field_vec ignore;       /* what does not tell results apart */
};
/* Sets t->split_by: before anything is read. */
void bench_plan_splits(const struct bench_plan *plan, struct bench_table *t);

/* One result as it was read: all samples are on one side. Each table goes on where the one before it ends (bench_table_follow). */
struct bench_operand {
  struct bench_table table;
  enum side side;
  struct str label;
};
VEC_OF(bench_operand_vec, struct bench_operand);

struct bench_column {
  struct bench_value *values; /* as many as plan->cols */
};
VEC_OF(bench_column_vec, struct bench_column);

/* What a row of a two-sided table does not say itself. */
struct bench_place {
  uint32_t rank;     /* where it stands among the rows */
  struct str varies; /* "benchmarks vary in ...": its samples are of more than one benchmark; else empty */
};

/* The first column as base, another as head. A single column has no head. */
struct bench_pair {
  struct bench_table table;
  struct bench_place *places; /* by row */
};
VEC_OF(bench_pair_vec, struct bench_pair);

enum { BENCH_COLUMNS_MAX = 64 };

struct bench_grid {
  struct bench_column_vec columns; /* in their order; the first is what the others are held against */
  struct bench_pair_vec pairs;     /* columns - 1, at least 1; none without a column */
  uint64_t left_out;               /* rows that the filter, or an order in brackets, left out */
  struct str absent;               /* a key of rows, of columns or to be ignored that no result has; p NULL when all are there */
  const char *absent_of;           /* the option that names it */
  bool too_many;                   /* more than BENCH_COLUMNS_MAX columns: the rest is not in the grid */
};

/* The samples are those of the operands, which are used up. Diagnosed: directions that contradict, bench_row_say. */
void bench_grid_make(struct bench_grid *g, struct arena *a, struct bench_plan *plan, struct bench_operand_vec *operands, struct diags *d);

#endif
