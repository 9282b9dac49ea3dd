/* What was measured before: runs in the order of time, and for each metric of each benchmark (a series) the samples of every run
 * that has it. Samples are packed: memory is that of the numbers, not of rows and runs. */
#ifndef PERFPAGE_MODEL_HISTORY_H
#define PERFPAGE_MODEL_HISTORY_H

#include "model/bench.h"

struct history_run {
  struct str id;     /* what people call it: the `run:` line, else the name of the folder or file */
  struct str commit; /* may be empty */
  struct date date;  /* as recorded; may be unknown */
  struct pos pos;    /* where it begins */
  uint32_t config;   /* into table.configs: of its first result; BENCH_NO_CONFIG */
  uint32_t order;    /* private: its place in the order of reading */
};
VEC_OF(history_run_vec, struct history_run);

struct history_series; /* private */

struct history {
  struct arena *arena;
  struct bench_table table; /* its rows are the series; while a run is read its results stand on SIDE_HEAD */
  struct history_run_vec runs; /* after history_finish in the order of time */
  struct history_run_vec aside; /* after history_finish: runs without a date while others have one; they are in no series */
  struct history_series *series; /* private: as many as series_cap */
  size_t series_cap;
  uint32_t *place;   /* private: by order of reading, the place in runs */
  bool by_name;      /* no run has a date: they stand in natural order of their names */
  uint64_t samples;  /* kept */
};

void history_init(struct history *h, struct arena *a);

/* Takes what the table holds on SIDE_HEAD as one run's and empties that side; nothing when it holds nothing. run is copied.
 * False when it held nothing. */
bool history_take_run(struct history *h, const struct history_run *run);

/* After the last run: orders them by date, and puts those without one aside; when none has a date, by natural order of their ids
 * ("run9" before "run10"). The order of reading decides between equals. */
void history_finish(struct history *h);

/* What a series has of one run. */
struct history_record {
  uint32_t run; /* into history.runs */
  uint32_t n;
  bool figure;  /* figures without samples behind them, not samples */
  double lo, hi;     /* of a figure, as in struct bench_figures */
  uint64_t measured; /* bench_figures.n */
  const double *values; /* n of them, in file order; they live as long as the records */
};
VEC_OF(history_record_vec, struct history_record);

/* The records of a series, oldest run first; nothing for a row that has none. One run has one record. */
struct history_record_vec history_records(const struct history *h, struct arena *a, uint32_t row);

/* Puts the newest run's results on the head side of a table that has none there: what absolute rules are held against when nobody
 * gave a head. The run, or NULL when there is none. After history_finish. */
const struct history_run *history_newest_as_head(const struct history *h, struct bench_table *t);

/* Natural order of names: runs of digits by their value. */
int history_name_cmp(struct str a, struct str b);

#endif
