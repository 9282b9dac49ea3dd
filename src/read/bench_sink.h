/* Where a reader of benchmark results puts what it finds: one of these a file. Units are tidied on the way, values that are not
 * numbers are diagnosed and left out, so that every reader means the same by a row. */
#ifndef PERFPAGE_READ_BENCH_SINK_H
#define PERFPAGE_READ_BENCH_SINK_H

#include "base/source.h"
#include "model/bench.h"
#include "read/tally.h"

struct bench_sink {
  struct bench_table *table;
  struct diags *diags;
  const struct source *source;
  enum side side;
  struct tally tally;
  struct config_vec config; /* private: in force for what comes next */
  bool config_changed;
  uint32_t config_index;
  struct strmap units; /* private: those met, and how many */
  uint32_t units_n;
};

void bench_sink_init(struct bench_sink *s, struct bench_table *t, struct diags *d, const struct source *source, enum side side);

/* One metric of one benchmark, as the input names it. Views need only live during the call. */
struct bench_metric {
  struct str suite, name, params; /* params: "" or "/key=value/positional" */
  int64_t procs;
  struct str unit;    /* "ns/op", "sec/op", "B/s": tidied here. A time per call is "/op", so that rules on time speak of it */
  enum better better; /* BETTER_UNKNOWN: what the unit says by itself, if anything */
  bool exact;
};

/* A key and value that hold for every metric put afterwards ("cpu", "goos", "goarch", "commit", ...); an empty value deletes. */
void bench_sink_config(struct bench_sink *s, struct str key, struct str value);
/* When the run was made, and of what: dates the side when it is the newest. An unreadable date is diagnosed. */
void bench_sink_date(struct bench_sink *s, struct str text, struct str commit);
void bench_sink_dated(struct bench_sink *s, struct date date, struct str commit); /* the same when the date is read */

/* One sample; a unit beyond the limits of model/bench_limits.h is diagnosed, and it is left out. where says what holds it, "results[3].times[17]" or "line 12"; NaN is diagnosed with it and left out. */
void bench_sink_sample(struct bench_sink *s, const struct bench_metric *m, double value, struct pos pos, struct str where);
/* A figure without samples, in the metric's unit. */
void bench_sink_figure(struct bench_sink *s, const struct bench_metric *m, struct bench_figure f, struct pos pos, struct str where);

/* "where: what is wrong", an error about a place in the file [bench-data]; counts as skipped. */
void bench_sink_wrong(struct bench_sink *s, struct pos pos, struct str where, const char *what);
/* The same as a warning [bench-note]: nothing is lost, but the reader should know. */
void bench_sink_note(struct bench_sink *s, struct pos pos, struct str where, const char *what);
/* A run that failed must not read as one that passed [bench-fail]. words: what says so. */
void bench_sink_failed(struct bench_sink *s, struct pos pos, struct str words);
/* The whole file. */
struct pos bench_sink_pos(const struct bench_sink *s);

/* "a", "b" give "/a=b"; a slash in either becomes "\xe2\x81\x84" (U+2044), white space "_", so that a name part stays one part. */
struct str bench_param(struct arena *a, struct str key, struct str value);

#endif
