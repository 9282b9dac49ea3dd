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

/* Where a run stands in its text: from the first line that says something of it, to behind its last one that is not empty. What
 * stands before the next run opens is its own, Unit lines behind its results too. */
struct history_place {
  struct str id;     /* as in a text with other runs */
  uint64_t from, to; /* bytes of text */
  bool named;        /* by a run: line: so the configuration of the run before has ended */
  bool dated;        /* it says when it was */
  bool empty;        /* no result: what it sets is in force for the run behind it */
};
VEC_OF(history_place_vec, struct history_place);

struct history_said {
  struct unit_fact fact;
  uint64_t at; /* of the Unit line, in bytes of text */
  uint32_t line;
};
VEC_OF(history_said_vec, struct history_said);

struct history_places {
  struct history_place_vec runs; /* in the order of the text */
  struct history_said_vec units; /* contradictions included */
  struct str_vec ahead;          /* keys that are set behind the last result, but for run: a run that is appended would have them */
  uint64_t bytes;                /* of the text, without a byte order mark at its beginning */
  uint32_t broke_off;            /* the last line, when it has no end and cannot be read; else 0 */
};

/* What history_text_read sees of a text of runs, without its results, piece by piece as by gobench_lines. Nothing is judged or
 * said but what comes of it in the end; it lives as long as the arena. */
struct gobench *history_places_begin(struct arena *a, struct str file);
struct history_places *history_places_end(struct gobench *g);

/* "0123456789abcdef0123456789abcdef01234567" gives its first 12 digits; what is no full hash stays as it is. A view. */
struct str history_short_commit(struct str commit);

/* "history/run-12.bench.txt.gz" gives "run-12.bench"; what ends in a number, "v1.2", stays. A view. */
struct str history_run_name(struct str file);

#endif
