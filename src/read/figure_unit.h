/* Units, directions and ranges as people write them into lists of figures: "ns/iter", "ops/sec", "\xc2\xb1 3.4%". */
#ifndef PERFPAGE_READ_FIGURE_UNIT_H
#define PERFPAGE_READ_FIGURE_UNIT_H

#include "model/bench.h"
#include "read/time_unit.h"

struct figure_unit {
  struct str unit;    /* a time is sec/op, or sec per what it says; empty when written is */
  struct scale scale; /* of the value */
  enum better better; /* where the unit alone leaves no doubt: times lower, rates of work higher */
};
struct figure_unit figure_unit_of(struct arena *a, struct str written);

/* "lower", "smaller", "lower_is_better", "customSmallerIsBetter", and the same of "higher", "bigger", "larger"; else unknown. */
enum better figure_better(struct str word);

/* "3", "\xc2\xb1 3.4", "+/- 3.4 ns", "3.4%", "stddev: 0.1": how far value is off on either side. False when it says none of that. */
bool figure_range(struct str text, double value, double *lo, double *hi);

#endif
