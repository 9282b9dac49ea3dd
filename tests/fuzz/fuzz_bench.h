/* One target a format of benchmark results: `FUZZ_BENCH(INPUT_HYPERFINE)` is all of its file. Whatever the bytes are, recognised or
 * not, no NaN gets in, every record is a value of some row, and what is said of the input is said of a place in it. */
#ifndef PERFPAGE_TESTS_FUZZ_BENCH_H
#define PERFPAGE_TESTS_FUZZ_BENCH_H

#include "fuzz.h"

#include "read/bench_formats.h"

#include <math.h>

static inline uint64_t fuzz_values(const struct f64_vec *v) {
  VEC_EACH(const double, it, v) MUST(!isnan(*it));
  return v->n;
}

static inline void fuzz_bench(const uint8_t *data, size_t size, enum input_kind kind) {
  struct arena a = ARENA_INIT;
  struct diags d;
  struct bench_table t;
  diag_init(&d, &a);
  bench_table_init(&t, &a);
  struct source s = fuzz_source(data, size);
  (void)bench_formats_sniff(&s);
  struct tally tally = bench_formats_read(&t, &d, &s, SIDE_HEAD, kind);
  bench_table_finish(&t);
  uint64_t values = 0;
  VEC_EACH(const struct bench_row, r, &t.rows) {
    values += fuzz_values(&r->side[SIDE_HEAD].samples);
    if (r->side[SIDE_HEAD].figures) values += fuzz_values(&r->side[SIDE_HEAD].figures->centres);
    MUST(r->side[SIDE_BASE].samples.n == 0 && r->side[SIDE_BASE].figures == NULL);
  }
  MUST(values >= tally.records);
  MUST(tally.records > 0 || diag_count(&d, DIAG_ERROR) > 0);
  fuzz_diags(&d, s.text);
  arena_free(&a);
}

#define FUZZ_BENCH(kind)                                                                                               \
  int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {                                                       \
    fuzz_bench(data, size, kind);                                                                                      \
    return 0;                                                                                                          \
  }

#endif
