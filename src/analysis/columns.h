/* Several results beside each other: the first column against each of the others, every comparison a report of its own, and the
 * rows that these share. */
#ifndef PERFPAGE_ANALYSIS_COLUMNS_H
#define PERFPAGE_ANALYSIS_COLUMNS_H

#include "model/benchgrid.h"
#include "model/report.h"

/* What the rows of a table are ordered by, other than by where they stand. */
enum column_sort { COLUMN_SORT_NONE, COLUMN_SORT_NAME, COLUMN_SORT_DELTA, COLUMN_SORT_P, COLUMN_SORT_MAX };

/* One comparison before it is made. */
struct column_pair {
  struct inputs in;
  struct input_vec inputs;          /* the files it is made of */
  const struct bench_place *places; /* by row of in.bench; NULL: rows stand as in the table, and none varies */
  struct report report;             /* made by columns_judge */
};
VEC_OF(column_pair_vec, struct column_pair);

struct column_row {
  uint32_t *result;       /* of each pair, into its report.benches; INDEX_NONE where it has none */
  uint32_t rank;          /* its place within its unit and suite */
};
VEC_OF(column_row_vec, struct column_row);

/* The geometric mean of each column over the rows that all columns have, above 0. */
struct column_mean {
  struct str unit;
  double *centre; /* of each column; NAN without a row */
  double *ratio;  /* of each column to the first */
  uint32_t rows;
  struct str_vec left_out; /* names, with why */
};
VEC_OF(column_mean_vec, struct column_mean);

struct columns {
  struct arena *arena;
  struct str_vec labels;        /* one a column */
  const struct str *heads;      /* the lines of a label, column after column */
  size_t heads_n;               /* lines of a label, at least 1 */
  struct column_pair_vec pairs; /* as many as columns beside the first; one without head when there is one column, none without any */
  struct column_row_vec rows;   /* in order of first appearance */
  struct column_mean_vec means;
  enum column_sort sort;
  bool descending;
  enum verdict verdict;         /* the worst of the pairs */
  int exit_status;
};

/* Makes every comparison. A single column is a summary: nothing is judged, and that is no failure; without a column
 * there is nothing to judge, which is one. */
void columns_judge(struct columns *c, struct arena *a, struct diags *d, const struct judge_options *o);

/* The result of a row in a pair; NULL when it has none. */
const struct bench_result *columns_result(const struct columns *c, const struct column_row *row, size_t pair);
/* The estimate of a row in a column; NULL where it has none. */
const struct estimate *columns_estimate(const struct columns *c, const struct column_row *row, size_t column);
/* The row as a benchmark; with one pair the head's, which may differ from the base's in -N. */
const struct bench_row *columns_bench(const struct columns *c, const struct column_row *row);
/* NULL when the unit has no row. */
const struct column_mean *columns_mean(const struct columns *c, struct str unit);

#endif
