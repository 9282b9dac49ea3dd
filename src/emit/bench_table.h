/* The comparison of benchmark results outside a page: on the terminal, as CSV, Markdown and JSON. */
#ifndef PERFPAGE_EMIT_BENCH_TABLE_H
#define PERFPAGE_EMIT_BENCH_TABLE_H

#include "analysis/columns.h"
#include "base/buf.h"

/* Aligned text: the configuration all results share, then a table for each unit, its rows grouped by suite; footnotes say what
 * a figure does not say itself. Colours only when asked. */
void emit_bench_text(struct buf *out, const struct columns *c, bool colour);

/* What the rows came to, and the reasons, of every comparison: the last lines of the text. */
void emit_bench_verdict(struct buf *out, const struct columns *c);

/* The same tables for a comment on a change: names as code, figures to the right, footnotes as a list. */
void emit_bench_md(struct buf *out, const struct columns *c);
void emit_bench_md_verdict(struct buf *out, const struct columns *c);

/* benchstat's columns: name, then of each result centre and CI, and of all but the first vs base and P; a block for each unit,
 * lines "key: value" for the configuration and "pkg: suite" above the rows of a suite. Every row of a block has as many cells.
 * p is the uncorrected one, of allocs/op too, as there. What needs words is on the page, in the text and in the JSON. */
void emit_bench_csv(struct buf *out, const struct columns *c);

/* Of two columns their report.json. Of any other number {"schema":"perfpage.bench/1", "verdict", "exit", "columns":[...],
 * "geomeans":[...] over the rows that all columns have, "reports":[...]}: a report of each column against the first, and of a
 * single column one that has a base alone. */
void emit_bench_json(struct buf *out, const struct columns *c);

#endif
