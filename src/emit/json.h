/* report.json: everything the page shows, for programs. The shape is docs/report.schema.json; fractions, seconds, bytes and
 * counts, never percent; null where there is no number, never NaN or Infinity; times ISO 8601 UTC. */
#ifndef PERFPAGE_EMIT_JSON_H
#define PERFPAGE_EMIT_JSON_H

#include "base/buf.h"
#include "model/report.h"

/* Frames narrower than min_share of the total on both sides count as pruned: no graph draws them. */
void emit_json(struct buf *out, const struct report *r, double min_share);

/* Diagnostics alone: `lint --format json`. */
void emit_json_diagnostics(struct buf *out, const struct diags *list);

#endif
