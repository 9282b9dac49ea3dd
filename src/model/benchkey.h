/* The keys by which filters and projections speak of a benchmark result. */
#ifndef PERFPAGE_MODEL_BENCHKEY_H
#define PERFPAGE_MODEL_BENCHKEY_H

#include "model/bench.h"

enum bench_key_kind {
  BENCH_KEY_NAME,     /* .name: "Copy" of "Copy/size=4k-16" */
  BENCH_KEY_FULLNAME, /* .fullname: all of that */
  BENCH_KEY_PART,     /* /size: "4k" */
  BENCH_KEY_PROCS,    /* /gomaxprocs: "16", or the value of a part of that name */
  BENCH_KEY_FILE,     /* .file: the label of the result */
  BENCH_KEY_UNIT,     /* .unit */
  BENCH_KEY_CONFIG,   /* pkg, goos, ...: the value of a configuration line */
  BENCH_KEY_ALL_CONFIG, /* .config */
  BENCH_KEY_UNKNOWN   /* any other word that opens with a point */
};

struct bench_key {
  enum bench_key_kind kind;
  struct str name; /* of a part, without slash; of a configuration line */
};

struct bench_key bench_key_of(struct str word);
/* Whether rows must be kept apart by it while they are read: it is a configuration key, other than the suite's. */
bool bench_key_splits(const struct bench_key *key);

/* One row of one side, as the keys see it. */
struct bench_seen {
  const struct bench_table *table;
  const struct bench_row *row;
  enum side side;
  struct str file;
};

/* Empty where a result has no such thing. A view, or in scratch. Not for ALL_CONFIG. */
struct str bench_key_value(const struct bench_key *key, const struct bench_seen *seen, struct arena *scratch);

/* The first part "/name=..." of params; p NULL when there is none. */
struct str bench_part_find(struct str params, struct str name);

#endif
