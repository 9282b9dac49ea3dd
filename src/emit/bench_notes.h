/* Footnotes of a comparison: what the figures of a row do not say themselves, each sentence once. */
#ifndef PERFPAGE_EMIT_BENCH_NOTES_H
#define PERFPAGE_EMIT_BENCH_NOTES_H

#include "analysis/columns.h"

struct bench_notes {
  struct arena *arena;
  void (*escape)(struct buf *, struct str); /* of where the notes will stand */
  struct str_vec texts; /* in order of first use, escaped */
  size_t more;          /* notes beyond the number that is kept */
};

/* The marks of a row in one comparison, as "¹ ³"; empty when its figures say all. */
struct str bench_notes_mark(struct bench_notes *n, const struct columns *c, const struct column_row *row, size_t pair);
/* The mark for the rows a mean leaves out; empty when there are none. */
struct str bench_notes_mean(struct bench_notes *n, const struct column_mean *g);
/* One line a footnote, each with before in front. */
void bench_notes_put(struct buf *out, const struct bench_notes *n, const char *before);

#endif
