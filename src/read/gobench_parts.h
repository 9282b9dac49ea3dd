/* The reader of Go benchmark text from the inside: shared by its files, and by the reader of many runs. */
#ifndef PERFPAGE_READ_GOBENCH_PARTS_H
#define PERFPAGE_READ_GOBENCH_PARTS_H

#include "base/num.h"
#include "model/bench_limits.h"
#include "model/history.h"
#include "read/gobench.h"
#include "read/history_text.h"

/* What a unit tidies to: a handful a file, each met on every line. */
struct gobench_unit {
  struct str raw, tidied; /* copies */
  double factor;
  bool measured;          /* not only a Unit line speaks of it */
};
VEC_OF(gobench_unit_vec, struct gobench_unit);

/* One (value, unit) pair of a line. */
struct gobench_pair {
  double value;
  struct str unit; /* raw */
  const char *at;  /* of the value */
};
VEC_OF(gobench_pair_vec, struct gobench_pair);

struct gobench_known {
  uint32_t unit; /* into units */
  uint32_t row;
};
VEC_OF(gobench_known_vec, struct gobench_known);

/* A name met on a result line. Benchmarks come in the same order run after run: each remembers which one came next. */
struct gobench_name {
  struct str full;                /* a copy, as it stands behind "Benchmark" */
  uint32_t context;               /* what else its rows go by: a number for each suite and true name met */
  uint32_t next;                  /* into names; itself while nothing came next */
  struct gobench_known_vec known; /* its rows, by position in the line */
};
VEC_OF(gobench_name_vec, struct gobench_name);

/* A configuration line in force. */
struct gobench_setting {
  struct config_pair pair; /* copies */
  uint64_t results;        /* read before it was set */
};
VEC_OF(gobench_setting_vec, struct gobench_setting);

/* A run of a history in the making. */
struct gobench_run {
  struct str id, commit; /* id: of its run: line, empty without one */
  struct date date;
  struct pos pos;
  uint64_t results;      /* read before its first one */
  uint64_t from;         /* where it begins, in bytes of text */
  bool begun;            /* a line spoke of it */
};

/* What a perfpage-interval: line says, in the unit of the result: NAN and 0 where it does not. */
struct gobench_interval {
  double lo, hi;
  uint64_t n;
};

/* The first line behind the last result that sets something: the run that comes next begins there. */
struct gobench_ahead {
  uint64_t from, filled; /* filled: what it was then */
  uint64_t results;      /* read before it */
  bool any;
};

struct gobench {
  struct bench_table *table;
  struct diags *diags;
  struct str file;
  enum side side;
  uint32_t line_no;
  struct str line;
  uint64_t at, filled;          /* in bytes of text: the line; the end of the last line that is not empty */
  uint32_t broke_off;           /* the last line, when it has no end and cannot be read */
  bool unended;                 /* the line has no end: it is the last one, and may have broken off */
  struct gobench_setting_vec config;
  struct strmap config_of;      /* by key, its place in config plus one; 0 when it was deleted */
  bool config_changed;          /* since config_index was made */
  bool date_changed;            /* what is in force has not dated the table yet */
  uint32_t config_index;
  struct str suite, true_name;  /* of the pkg: and perfpage-name: lines in force */
  struct str split;             /* what the configuration adds to rows: bench_id.split */
  bool figures;                 /* perfpage-no-samples: yes is in force */
  struct gobench_interval interval; /* in force: of the first measurement of a figure */
  struct date date;             /* of the date: line in force */
  struct str commit;            /* of the first results that stand under one */
  struct pos commit_pos;        /* of the commit: line in force */
  struct strmap context_of;     /* by suite and true name */
  uint32_t context;
  struct gobench_name_vec names;
  uint32_t *name_index;         /* hash index over names: number plus one */
  size_t name_index_cap;
  uint32_t name;                /* of the last result */
  struct gobench_unit_vec units;
  struct strmap unit_of;        /* by raw unit, its place in units plus one */
  struct gobench_pair_vec pairs;
  size_t measured;              /* units of results */
  size_t last_pairs;            /* of the result before */
  struct tally tally;
  struct history *history;      /* NULL: all of the text is one run */
  struct history_places *places; /* not NULL: only they are asked for, and no result is kept */
  struct gobench_run run;
  struct gobench_ahead ahead;
  uint32_t runs, unnamed;       /* taken; of them without a run: line */
};

struct pos gobench_pos(const struct gobench *g, const char *at);
/* The next field of a line, as str_next_field, without decoding while the bytes are ASCII. */
bool gobench_field(struct str *rest, struct str *field);
enum num_status gobench_number(struct str text, double *out); /* of a measurement */

/* All lines of a source, partial or not. */
void gobench_source(struct gobench *g, const struct source *s);

bool gobench_config_line(struct gobench *g); /* false: the line is none */
bool gobench_unit_line(struct gobench *g);
uint32_t gobench_config(struct gobench *g);  /* in force, as an index into the table's */
void gobench_set_interval(struct gobench *g, struct str value);
void gobench_take_date(struct gobench *g);   /* of a result that was taken */
struct str gobench_setting_of(struct gobench *g, struct str key); /* in force; STR_NONE without */
/* Forgets what was set before the last result, and perfpage's own keys. */
void gobench_forget_older(struct gobench *g);
/* The place of a raw unit in units, added when new. */
uint32_t gobench_unit_number(struct gobench *g, struct str raw);
bool gobench_unit_is(const struct gobench *g, const struct gobench_known *k, struct str raw);

/* The name of a result line with the context in force, added when new; it becomes the one of the last result. */
struct gobench_name *gobench_name_of(struct gobench *g, struct str full);
/* The row of a metric of it. */
uint32_t gobench_row_of(struct gobench *g, const struct gobench_name *name, uint32_t unit);

/* A configuration line of a history, before it takes effect. */
void history_text_setting(struct gobench *g, struct str key, struct str value);
/* What a Unit line says, where only places are asked for. */
void history_text_fact(struct gobench *g, const struct unit_fact *fact);

#endif
