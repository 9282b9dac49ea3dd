/* Go benchmark text: no NaN gets in, and every result is a sample of some row. */
#include "fuzz.h"

#include "read/gobench.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct bench_table t;
  bench_table_init(&t, &a);
  struct source s = fuzz_source(data, size);
  gobench_read(&t, &d, &s, SIDE_HEAD);
  bench_table_finish(&t);
  VEC_EACH(const struct bench_row, r, &t.rows) {
    for (size_t i = 0; i < r->side[SIDE_HEAD].samples.n; i++) MUST(!isnan(r->side[SIDE_HEAD].samples.at[i]));
    MUST(r->side[SIDE_BASE].samples.n == 0);
  }
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
