/* Benchmark results of both sides in one table: a row is one metric of one benchmark (MODEL.md section 2). */
#ifndef PERFPAGE_MODEL_BENCH_H
#define PERFPAGE_MODEL_BENCH_H

#include "base/date.h"
#include "base/diag.h"
#include "base/strmap.h"
#include "model/side.h"

enum better { BETTER_UNKNOWN, BETTER_LOWER, BETTER_HIGHER, BETTER_MAX };

/* What makes two results the same row. Views must outlive the table (the table copies what it keeps). */
struct bench_id {
  struct str suite;  /* pkg, file group or class; may be empty */
  struct str name;   /* without "Benchmark", parts and trailing -N */
  struct str params; /* "/key=value/positional", "" when none */
  struct str unit;   /* tidied */
  int64_t procs;     /* the trailing -N, 0 when none */
  struct str split;  /* what the configuration adds (bench_table.split_by); empty when nothing */
};

struct config_pair {
  struct str key, value;
};
VEC_OF(config_vec, struct config_pair);

/* The configuration lines in force for some results; rows share these. */
struct bench_config {
  struct config_vec pairs; /* sorted by key */
  struct str split;        /* the values of split_by among them; empty when there is none */
  bool left_out;           /* only results that were filtered out had it */
};
VEC_OF(bench_config_vec, struct bench_config);

#define BENCH_NO_CONFIG UINT32_MAX

/* Figures that came without the samples behind them: shown and trended, never tested. */
/* A figure without samples; lo, hi NAN and n 0 where the input does not say. */
struct bench_figure {
  double centre, lo, hi;
  uint64_t n; /* measurements behind it */
};

struct bench_figures {
  struct f64_vec centres; /* in file order, one for each time the metric was reported; never NaN */
  double lo, hi;          /* of the last one: its interval as the tool states it; NAN when it states none */
  uint64_t n;             /* of the last one: measurements behind it; 0 when nobody says */
};

struct bench_side {
  struct f64_vec samples;  /* in file order, tidied units, never NaN; may hold +-Inf */
  struct bench_figures *figures; /* NULL: none */
  uint32_t rejected;       /* results diagnosed and left out (NaN) */
  uint32_t config;         /* index into bench_table.configs of the first result, or BENCH_NO_CONFIG */
  uint32_t other_machine;  /* of the first result from another machine than the first one's, or BENCH_NO_CONFIG */
  struct pos pos;          /* of the first result */
};

struct bench_row {
  struct bench_id id;
  enum better better;
  enum better said; /* what the input says of this row alone; a Unit line about the unit goes before it */
  struct pos said_at; /* where it is said first */
  struct str disputed; /* private: the last file that was told to say the opposite */
  bool exact; /* a Unit line says assume=exact, or the input says it of this row */
  struct bench_side side[SIDE_MAX];
};
VEC_OF(bench_row_vec, struct bench_row);

/* What a Unit line said of a unit. */
struct unit_fact {
  struct str unit;
  enum better better;
  bool better_set, exact, assume_set;
};
VEC_OF(unit_fact_vec, struct unit_fact);

struct bench_table {
  struct arena *arena;
  struct bench_row_vec rows; /* in order of first appearance */
  struct bench_config_vec configs;
  struct str_vec split_by; /* configuration keys whose values keep rows apart; set before reading, most often none */
  struct strmap config_of; /* private: by key and value of all pairs, the index plus one */
  struct unit_fact_vec units;
  struct strmap unit_of; /* private: by unit, the index of its fact plus one */
  uint64_t results[SIDE_MAX]; /* result lines read */
  bool failed[SIDE_MAX];      /* a FAIL or panic line was met */
  struct date date[SIDE_MAX]; /* newest date: config value */
  struct str commit[SIDE_MAX];
  uint32_t *index; /* hash index over rows, private */
  size_t index_cap;
};

void bench_table_init(struct bench_table *t, struct arena *a);
/* An empty table that goes on with the configurations and unit facts of another, which gets no more of them. */
void bench_table_follow(struct bench_table *t, const struct bench_table *before);
/* Finds or adds the row; the pointer is void after the next call. */
struct bench_row *bench_table_row(struct bench_table *t, const struct bench_id *id);
void bench_table_sample(struct bench_table *t, struct bench_row *row, enum side side, double value);
void bench_table_figure(struct bench_table *t, struct bench_row *row, enum side side, struct bench_figure figure);
/* Finds a row without adding one; NULL when there is none. */
const struct bench_row *bench_table_find(const struct bench_table *t, const struct bench_id *id);
/* A result of the side, at pos and under a configuration: the first one says where the side stands, a later one may come from another
 * machine. Before the result is added. */
void bench_table_place(const struct bench_table *t, struct bench_side *side, uint32_t config, struct pos pos);
/* The run of a side failed, as these words of it say: it must not read as one that passed [bench-fail]. */
void bench_table_fail(struct bench_table *t, enum side side, struct pos pos, struct str words, struct diags *d);
/* What an input says of the row's direction, at pos; BETTER_UNKNOWN is nothing. What is said first holds: the opposite is an error that
 * names both places [bench-unit], once a file. where: what in the file says it, or empty. */
void bench_row_say(struct bench_row *row, enum better better, struct pos pos, struct str where, struct diags *d);
/* The index of an equal configuration, added when new. pairs are copied and sorted. */
uint32_t bench_table_config(struct bench_table *t, const struct config_vec *pairs);
/* What the results under a configuration have as bench_id.split. */
struct str bench_table_split(const struct bench_table *t, uint32_t config);
/* Records a fact of a Unit line. False when it contradicts an earlier one. */
bool bench_table_unit(struct bench_table *t, const struct unit_fact *fact);
/* Sets better and exact of every row from the unit facts and the built-in directions: after the last file. */
void bench_table_finish(struct bench_table *t);
struct str bench_config_get(const struct bench_table *t, uint32_t config, struct str key); /* STR_NONE when absent */

bool bench_side_has(const struct bench_side *s);  /* a sample or a figure */
bool bench_side_met(const struct bench_side *s);  /* the same, or one that was rejected */

bool bench_names_machine(struct str key); /* cpu, goos, goarch */
bool bench_names_run(struct str key);     /* commit, date, run, measured: expected to differ between runs */
/* The first such key that both configurations have, with different values; STR_NONE when none: absent is not known to differ. */
struct str bench_machine_differs(const struct bench_table *t, uint32_t a, uint32_t b);

enum better bench_unit_better(struct str tidied); /* built in: sec/op, B/op, allocs/op lower; B/s higher */
bool bench_unit_is_time(struct str tidied);       /* sec/op and other units whose numerator is sec */
bool bench_unit_is_throughput(struct str tidied); /* B/s and other units per second */
bool bench_unit_is_allocs(struct str tidied);
/* "name/params-8" as a person writes it, without suite and unit. */
void bench_id_put(struct buf *b, const struct bench_id *id);

#endif
