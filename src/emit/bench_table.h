/* The comparison of two benchmark results outside a page: on the terminal and as CSV. */
#ifndef PERFPAGE_EMIT_BENCH_TABLE_H
#define PERFPAGE_EMIT_BENCH_TABLE_H

#include "base/buf.h"
#include "model/report.h"

/* Aligned text, a table for each unit in order of first appearance, with footnotes for what a figure does not say itself.
 * Colours only when asked. */
void emit_bench_text(struct buf *out, const struct report *r, bool colour);

/* benchstat's columns: name, centre, CI, centre, CI, vs base, P; a block for each unit. Warnings follow as comments are not
 * CSV: they go to the diagnostics. */
void emit_bench_csv(struct buf *out, const struct report *r);

/* The units of the comparison in order of first appearance. */
struct str_vec bench_units(struct arena *a, const struct report *r);

#endif
