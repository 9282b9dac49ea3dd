/* Finding the measurement that answers a declaration (MODEL.md section 7, "SLO to metric"). */
#ifndef PERFPAGE_ANALYSIS_MEASURED_H
#define PERFPAGE_ANALYSIS_MEASURED_H

#include "model/metrics.h"
#include "model/perfdoc.h"

/* What is looked for. */
struct want {
  enum metric_scope scope;
  struct route route; /* SCOPE_ROUTE */
  struct str name;    /* other scopes */
  enum side side;
  bool has_quantile, has_within, is_good;
  double quantile, within_s;
  enum dim dim; /* DIM_NONE: any; unused when is_good */
};

/* The one measurement that fits best, or NULL. An exact name goes before a pattern, a named method before any method.
 * *ambiguous: several fit equally well, and none is returned. */
const struct measurement *measured_find(const struct metrics *m, const struct want *w, bool *ambiguous);

/* A measurement of exactly that name and side that would answer but for its dimension, or for having no quantile; NULL when there
 * is none. A rate is never meant as anything else: it is the load a figure was measured at. */
const struct measurement *measured_near(const struct metrics *m, const struct want *w);

/* Notes every measured name of head that no declaration of the document speaks of: a slip in a name is then seen. */
void measured_note_unclaimed(struct diags *d, const struct metrics *m, const struct perfdoc *doc);

/* The sum of good and n over every route that has such a row: "99 % of requests" of the whole service.
 * False when there is none, or when a route has figures but not this one. *routes counts them. */
bool measured_sum(const struct metrics *m, const struct want *w, uint64_t *good, uint64_t *n, uint32_t *routes);

#endif
