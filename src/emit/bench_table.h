/* The comparison of two benchmark results outside a page: on the terminal and as CSV. */
#ifndef PERFPAGE_EMIT_BENCH_TABLE_H
#define PERFPAGE_EMIT_BENCH_TABLE_H

#include "base/buf.h"
#include "model/report.h"

/* Aligned text: the configuration both sides share, then a table for each unit, its rows grouped by suite; footnotes say what
 * a figure does not say itself. Colours only when asked. */
void emit_bench_text(struct buf *out, const struct report *r, bool colour);

/* What the rows came to, and the reasons: the last lines of the text. */
void emit_bench_verdict(struct buf *out, const struct report *r);

/* benchstat's columns: name, centre, CI, centre, CI, vs base, P; a block for each unit, lines "key: value" for the
 * configuration and "pkg: suite" above the rows of a suite. Every row of a block has seven cells. p is the uncorrected one,
 * of allocs/op too, as there. What needs words is on the page, in the text and in the JSON. */
void emit_bench_csv(struct buf *out, const struct report *r);

#endif
