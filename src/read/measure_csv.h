/* The measurement CSV: the lowest bar for holding a budget against a figure (PERFORMANCE-MD.md section 4, docs/formats.md).
 *
 *   # date: 2026-11-20T13:45:00Z
 *   # commit: 1a2b3c4
 *   scope,name,quantile,within,value,unit,n
 *   route,POST /checkout,p99,,84.2,ms,24394
 *   route,POST /checkout,,300 ms,24390,good,24394
 *
 * Columns in any order; quantile, within and n may be left out; quoting as in RFC 4180. What the kinds of row mean stands in
 * model/metrics.h. */
#ifndef PERFPAGE_READ_MEASURE_CSV_H
#define PERFPAGE_READ_MEASURE_CSV_H

#include "base/source.h"
#include "model/metrics.h"
#include "read/tally.h"

/* Appends the rows of one file. A row with a cell that cannot be read is left out, each such cell diagnosed where it stands.
 * Text is kept as views into the source or in a. */
struct tally measure_csv_read(struct metrics *m, struct arena *a, struct diags *d, const struct source *s, enum side side);

/* Whether line is a header of such a file: a column scope and a column value, between commas. */
bool measure_csv_is_header(struct str line);

#endif
