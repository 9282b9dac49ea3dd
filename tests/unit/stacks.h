/* A profile as text, for tests to compare: "main;work 5|main 2", depth first in byte order. */
#ifndef PERFPAGE_TESTS_STACKS_H
#define PERFPAGE_TESTS_STACKS_H

#include "base/buf.h"
#include "model/calltree.h"

static inline void stacks_put(struct buf *b, const struct profile *p, enum side side) {
  const struct calltree *t = &p->tree;
  struct arena scratch = ARENA_INIT;
  uint32_t *active = ARENA_ARRAY(&scratch, uint32_t, t->names_n);
  for (uint32_t i = CALL_ROOT; i != CALL_NONE; i = calltree_next(t, i, active)) {
    active[t->nodes[i].name]++;
    if (call_self(t, i, side) == 0) continue;
    uint32_t n = 0, *path = ARENA_ARRAY(&scratch, uint32_t, t->nodes[i].depth);
    for (uint32_t k = i; k != CALL_ROOT; k = t->nodes[k].parent) path[n++] = t->nodes[k].name;
    if (b->n) buf_char(b, '|');
    if (n == 0) buf_cstr(b, "(all)");
    while (n-- > 0) {
      buf_str(b, t->names[path[n]]);
      if (n) buf_char(b, ';');
    }
    buf_char(b, ' ');
    calltree_put_count(b, t, call_self(t, i, side));
  }
  arena_free(&scratch);
}

#endif
