/* Values of a history: as short as they read back the same, in the unit that people and tools know. */
#ifndef PERFPAGE_EMIT_HISTORY_VALUE_H
#define PERFPAGE_EMIT_HISTORY_VALUE_H

#include "base/buf.h"
#include "base/vec.h"

struct history_unit {
  struct str raw; /* as written: "ns/op" */
  double factor;  /* from it to the tidied unit, as unit_tidy tells */
};

/* ns in the place of sec and MB/s in that of B/s, where every value survives it bit for bit; else the tidied unit itself. */
struct history_unit history_unit_for(struct arena *a, struct str tidied, const struct f64_vec *values);
/* v, which is not NaN, is in the tidied unit. */
void history_put_value(struct buf *b, double v, const struct history_unit *u);

#endif
