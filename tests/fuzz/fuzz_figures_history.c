/* github-action-benchmark's data.js: figures only, none of them NaN, each of a run. */
#include "fuzz.h"

#include "read/figures_history.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  struct history h;
  diag_init(&d, &a);
  history_init(&h, &a);
  struct source s = fuzz_source(data, size);
  (void)figures_history_is(s.text);
  struct tally tally = figures_history_read(&h, &d, &s);
  history_finish(&h);
  uint64_t values = 0;
  for (uint32_t i = 0; i < h.table.rows.n; i++) {
    struct history_record_vec records = history_records(&h, &a, i);
    VEC_EACH(const struct history_record, r, &records) {
      MUST(r->figure && r->run < h.runs.n);
      for (uint32_t k = 0; k < r->n; k++) MUST(!isnan(r->values[k]));
      values += r->n;
    }
  }
  MUST(h.aside.n ? values < tally.records : values == tally.records); /* a run without a date among dated ones is in no series */
  MUST(tally.records > 0 || diag_count(&d, DIAG_ERROR) > 0);
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
