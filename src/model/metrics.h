/* Measured figures that budgets and objectives are held against. */
#ifndef PERFPAGE_MODEL_METRICS_H
#define PERFPAGE_MODEL_METRICS_H

#include "base/date.h"
#include "base/diag.h"
#include "base/unit.h"
#include "model/side.h"

enum metric_scope { SCOPE_ROUTE, SCOPE_COMPONENT, SCOPE_RESOURCE, SCOPE_MAX };

/* One row. Four kinds of figure:
 *   quantile set, no within:  the quantile of a latency (or of another quantity), n measurements
 *   within set, unit good:    `good` of `n` requests were within the threshold
 *   neither, unit good:       `good` of `n` requests succeeded
 *   quantile and within, unit good: `good` of `n` time slices had that quantile within the threshold
 * Anything else is a plain figure (a resource, say). */
struct measurement {
  enum metric_scope scope;
  struct str name; /* "POST /checkout", "Database", "Idle service memory" */
  bool has_quantile, has_within, is_good, has_n;
  double quantile; /* 0..1 */
  double within_s; /* seconds */
  double value;    /* base unit of dim; unused when is_good */
  enum dim dim;
  uint64_t good, n;
  enum side side;
  struct pos pos;
};
VEC_OF(measurement_vec, struct measurement);

struct metrics {
  struct measurement_vec list;
  struct date date[SIDE_MAX]; /* newest "# date:" comment */
  struct str commit[SIDE_MAX];
};

#endif
