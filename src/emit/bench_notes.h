/* Footnotes of the comparison on a terminal: what the figures of a row do not say themselves, each sentence once. */
#ifndef PERFPAGE_EMIT_BENCH_NOTES_H
#define PERFPAGE_EMIT_BENCH_NOTES_H

#include "model/report.h"

struct bench_notes {
  struct arena *arena;
  struct str_vec texts; /* in order of first use, filtered for a terminal */
  size_t more;          /* notes beyond the number that is kept */
};

/* The marks of a row, as "¹ ³"; empty when its figures say all. */
struct str bench_notes_mark(struct bench_notes *n, const struct report *r, const struct bench_result *b);
/* The mark for the rows a geomean leaves out; empty when there are none. */
struct str bench_notes_geomean(struct bench_notes *n, const struct geomean *g);
/* One line a footnote. */
void bench_notes_put(struct buf *out, const struct bench_notes *n);

#endif
