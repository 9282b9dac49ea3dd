/* The Go benchmark format (https://go.dev/design/14313-benchmark-format), as the reference reader takes it: BENCHMARKS.md
 * section 3. Result lines, configuration lines, Unit lines; everything else of `go test -v` is noise. */
#ifndef PERFPAGE_READ_GOBENCH_H
#define PERFPAGE_READ_GOBENCH_H

#include "base/source.h"
#include "model/bench.h"
#include "read/tally.h"

/* Adds the results of one file, which may be a partial one, to the table. The configuration starts empty and ends with the file; `pkg:` is the suite.
 * Diagnosed: result lines that cannot be read (the whole line is left out), NaN samples, Unit lines that are wrong or
 * contradict earlier ones, a last line that broke off, FAIL and panic lines (which also set t->failed), a file without one result.
 * Three keys are perfpage's own and no part of the configuration: under `perfpage-no-samples: yes` results are figures, under
 * `perfpage-name:` that is the name, whatever stands on the result lines before their first slash, and `perfpage-interval: LO HI N`
 * is of the first measurement of a figure's line.
 * `date:` and `commit:` in force for a result go to t->date and t->commit when they are the newest. */
struct tally gobench_read(struct bench_table *t, struct diags *d, const struct source *s, enum side side);

/* The same piece by piece: pieces end with a line end, but for the last. Nothing of them is kept. */
struct gobench;
struct gobench *gobench_begin(struct bench_table *t, struct diags *d, struct str file, enum side side);
void gobench_lines(struct gobench *g, struct str lines);
struct tally gobench_end(struct gobench *g);

/* "Parse/size=1k/fast-16", without "Benchmark", gives name "Parse", params "/size=1k/fast" and procs 16, as views. */
void gobench_split(struct str full, struct bench_id *id);

#endif
