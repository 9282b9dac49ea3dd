/* Numbers, quantities, dates and units: what is accepted is finite, and a number written by us reads back as itself. */
#include "fuzz.h"

#include "base/date.h"
#include "base/num.h"
#include "base/unit.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct str s = {(const char *)data, size};
  struct buf b = {0};
  double v, back;
  if (num_parse_f64(s, &v) == NUM_OK && isfinite(v)) {
    num_put_f64(&b, v);
    MUST(num_parse_f64((struct str){b.p, b.n}, &back) == NUM_OK && num_same(v, back));
  }
  if (num_parse_decimal(s, &v)) MUST(isfinite(v));
  struct quantity q;
  if (quantity_parse(s, &q) == QUANTITY_OK) {
    MUST(isfinite(q.value));
    MUST(q.dim != DIM_NONE && q.dim < DIM_MAX);
    unit_put_quantity(&b, q.value, q.dim);
  }
  struct date d;
  if (date_parse(s, &d) && d.known) {
    buf_clear(&b);
    date_put_iso(&b, d);
    struct date again;
    MUST(date_parse((struct str){b.p, b.n}, &again) && again.s == d.s);
  }
  double factor;
  struct str tidied = unit_tidy(&a, s, &factor);
  MUST(factor > 0);
  unit_put_bench(&b, 1234.5, tidied);
  buf_free(&b);
  arena_free(&a);
  return 0;
}
