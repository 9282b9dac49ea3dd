/* A history as text: no NaN gets in, every run has a result, every record belongs to a run, records of a series stand in the order
 * of runs; and in whatever pieces the text comes, the same samples are kept. */
#include "fuzz.h"

#include "read/history_text.h"

#include <math.h>

static uint64_t look_at_series(const struct history *h, struct arena *a, uint32_t row) {
  struct history_record_vec records = history_records(h, a, row);
  uint64_t values = 0;
  VEC_EACH(const struct history_record, r, &records) {
    MUST(r->run < h->runs.n && r->n > 0);
    MUST(r == records.at || r[-1].run < r->run);
    for (uint32_t i = 0; i < r->n; i++) MUST(!isnan(r->values[i]));
    values += r->n;
  }
  return values;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  struct history h;
  diag_init(&d, &a);
  history_init(&h, &a);
  struct source s = fuzz_source(data, size);
  struct tally tally = history_text_read(&h, &d, &s);
  history_finish(&h);
  uint64_t values = 0;
  for (uint32_t i = 0; i < h.table.rows.n; i++) values += look_at_series(&h, &a, i);
  MUST(h.aside.n == 0 ? values == h.samples : values < h.samples);
  MUST(tally.records > 0 || diag_count(&d, DIAG_ERROR) > 0);
  VEC_EACH(const struct history_run, r, &h.runs) MUST(r->id.n > 0 && r->pos.line > 0);
  VEC_EACH(const struct history_run, r, &h.aside) MUST(!r->date.known && !h.by_name && h.runs.n > 0);
  for (size_t i = 1; i < h.runs.n && !h.by_name; i++) MUST(h.runs.at[i - 1].date.s <= h.runs.at[i].date.s);
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
