/* A run as a block of a history: Go benchmark text that docs/formats.md describes, and that other tools read too. */
#ifndef PERFPAGE_EMIT_HISTORY_TEXT_H
#define PERFPAGE_EMIT_HISTORY_TEXT_H

#include "model/bench.h"

struct history_block {
  struct str run, commit; /* history_is_value() of each; commit may be empty */
  struct date date;       /* may be unknown */
  uint32_t benchmarks;    /* filled in: written */
  uint64_t samples;       /* filled in: figures without samples included */
};

/* What a line of a history can hold behind its key: not too long, no control character, no blank at its ends. */
bool history_is_value(struct str s);

/* Appends what a finished table holds on SIDE_HEAD. Read again it gives the same samples, bit for bit, of the same rows. What the
 * format has no way to say is said with a note [record-changed], or is left out with a warning [record-left-out]. */
void emit_history_block(struct buf *out, const struct bench_table *t, struct diags *d, struct history_block *block);

/* What the Unit lines of the block say. */
struct unit_fact_vec emit_history_facts(struct arena *a, const struct bench_table *t);

#endif
