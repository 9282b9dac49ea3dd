/* Benchmark results of every format but Go's own: a row of one table each. A new format is a file of its own with two functions,
 * a row here, and a row of INPUT_KIND_TABLE. */
#ifndef PERFPAGE_READ_BENCH_FORMATS_H
#define PERFPAGE_READ_BENCH_FORMATS_H

#include "base/source.h"
#include "model/report.h"
#include "read/tally.h"

/* INPUT_UNKNOWN, without a word, when the text is of none of them. */
enum input_kind bench_formats_sniff(const struct source *s);

/* Adds the results of one file of a kind that bench_formats_sniff knows. Diagnosed: what cannot be read, by line or by JSON path, and a
 * file without one result. */
struct tally bench_formats_read(struct bench_table *t, struct diags *d, const struct source *s, enum side side, enum input_kind kind);

#endif
