/* How long what a benchmark result says may be, and how much of it there may be: far beyond anything a benchmark prints. What is longer
 * is another thing gone wrong, and would swamp the page. What is read keeps to it, and what is written to be read again. */
#ifndef PERFPAGE_MODEL_BENCH_LIMITS_H
#define PERFPAGE_MODEL_BENCH_LIMITS_H

enum {
  BENCH_NAME_BYTES = 1024 * 1024, /* a name with its parameters is shorter */
  BENCH_VALUE_BYTES = 4 * 1024,   /* no key and no value of a configuration is longer */
  BENCH_UNIT_BYTES = 256,         /* no unit is longer */
  BENCH_KEYS = 256,               /* no result has more keys of configuration in force */
  BENCH_UNITS = 256               /* no file has more different ones: each is a table of its own */
};

#endif
