/* A history as Go benchmark text: many runs in one file, each opened by its commit:, date: and run: lines.
 *
 * - A `run:` line opens a run, always, and ends the configuration of the run before: what was set since the last result above it
 *   belongs to the new run, everything older is forgotten.
 * - A `commit:` or `date:` line opens a run when a result stands above it in the run that is open and its value is not the one in
 *   force. The rest of the configuration stays, as in any Go benchmark text.
 *
 * A run goes by its `run:` line, else by its commit, else by its date; a text of one run without any of them by the stem of its file. */
#ifndef PERFPAGE_READ_HISTORY_TEXT_H
#define PERFPAGE_READ_HISTORY_TEXT_H

#include "base/source.h"
#include "model/history.h"
#include "read/tally.h"

/* Adds the runs of one file, which may be a partial one and is then read as a stream. Diagnosed: as by gobench_read, and runs
 * without a result. */
struct tally history_text_read(struct history *h, struct diags *d, const struct source *s);

/* "0123456789abcdef0123456789abcdef01234567" gives its first 12 digits; what is no full hash stays as it is. A view. */
struct str history_short_commit(struct str commit);

/* "history/run-12.bench.txt.gz" gives "run-12.bench"; what ends in a number, "v1.2", stays. A view. */
struct str history_run_name(struct str file);

#endif
