/* Which verdicts stand beside which block of the document: a gate belongs to the row or paragraph that its rule was read from. */
#ifndef PERFPAGE_VIEW_PROSE_MARKS_H
#define PERFPAGE_VIEW_PROSE_MARKS_H

#include "view/view.h"

/* The gates of one block, and what is known of what it names. */
struct prose_mark {
  const struct block *block;
  uint32_t n;         /* gates, unmeasured ones included */
  uint32_t worst;     /* the one to show: index into report.gates */
  uint32_t by_verdict[VERDICT_MAX];
  uint32_t finding, findings; /* the first in report.findings, and how many follow one another */
  uint32_t waiver, waivers;   /* the same in the document's waivers */
};

struct prose_marks {
  struct prose_mark *at; /* in document order: rows and paragraphs */
  size_t n;
};

struct prose_marks prose_marks_of(struct arena *a, const struct report *r);
/* NULL when the block has neither gate, finding nor waiver. */
const struct prose_mark *prose_mark_find(const struct prose_marks *m, const struct block *b);

/* Walks a tree without recursion: documents may nest as deep as their author's patience. */
struct block_walk {
  struct block_step { const struct block *block; bool leaving; } *stack;
  size_t n, cap;
  struct arena *arena;
};
void block_walk_start(struct block_walk *w, struct arena *a, const struct block *root);
/* The next event: entering a block, or leaving one that has children or not. False at the end. */
bool block_walk_next(struct block_walk *w, const struct block **block, bool *leaving);

#endif
