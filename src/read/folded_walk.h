/* From a stack to its node, by what it shares with the stack before and with stacks met earlier. */
#ifndef PERFPAGE_READ_FOLDED_WALK_H
#define PERFPAGE_READ_FOLDED_WALK_H

#include "model/calltree.h"

/* A frame of the stack before, for what the next one shares with it. */
struct folded_mark {
  size_t end;    /* offset of the ';' behind the frame, or of the end of the stack */
  uint32_t node;
};
VEC_OF(folded_mark_vec, struct folded_mark);

struct folded_walk {
  struct calltree *tree;
  struct arena arena;   /* of what follows */
  struct str last;      /* the stack before; empty: none */
  struct folded_mark_vec marks;
  struct folded_seen *seen; /* where stacks met earlier ended; NULL: not remembered */
  uint32_t seen_n, asked, met;
  bool never;           /* stacks hardly ever come again */
};

void folded_walk_init(struct folded_walk *w, struct calltree *tree);
void folded_walk_free(struct folded_walk *w);
/* The bytes of the stack before are gone: the next one stands alone. */
void folded_walk_forget(struct folded_walk *w);
/* How many bytes of text, from its first, are those of the stack before. */
size_t folded_walk_shared(const struct folded_walk *w, struct str text);
/* The node of a stack, whose frames become part of the tree. The first same bytes are those of the stack before, if that still
 * stands. The stack's bytes must last until the next call, or folded_walk_forget. */
uint32_t folded_walk(struct folded_walk *w, struct str stack, size_t same);

#endif
