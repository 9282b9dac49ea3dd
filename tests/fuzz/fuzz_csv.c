/* Measurement CSV, and what a file is told to be: no figure that is not finite, no more good events than events. */
#include "fuzz.h"

#include "read/measure_csv.h"
#include "read/sniff.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  enum input_kind kind = sniff(&d, &s);
  MUST((kind == INPUT_UNKNOWN) == (d.list.n > 0));
  struct metrics m = {0};
  struct tally tally = measure_csv_read(&m, &a, &d, &s, SIDE_HEAD);
  MUST(tally.records == m.list.n);
  MUST(tally.skipped == 0 || diag_worst(&d) == DIAG_ERROR);
  VEC_EACH(const struct measurement, it, &m.list) {
    MUST(isfinite(it->value) && it->value >= 0);
    MUST(!it->has_quantile || (it->quantile >= 0 && it->quantile <= 1));
    MUST(!it->is_good || (it->has_n && it->good <= it->n));
    MUST(it->name.n > 0);
  }
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
