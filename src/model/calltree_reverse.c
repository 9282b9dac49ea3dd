#include "model/calltree.h"

void calltree_put_count(struct buf *b, const struct calltree *t, uint64_t count) {
  uint64_t factor = calltree_factor(0, t->decimals); /* calltree_rescale has seen to it that this fits */
  buf_u64(b, count / factor);
  uint64_t rest = count % factor;
  if (rest == 0) return;
  buf_char(b, '.');
  for (; rest > 0; rest %= factor) {
    factor /= 10;
    buf_char(b, (char)('0' + rest / factor));
  }
}

void calltree_reverse(const struct calltree *from, struct calltree *to, struct arena *a) {
  calltree_init(to, a);
  to->decimals = from->decimals;
  uint32_t *names = ARENA_ARRAY(a, uint32_t, from->names_n); /* 0: not met yet */
  for (uint32_t i = 0; i < from->n; i++) {
    const struct call_node *end = &from->nodes[i];
    bool ends_a_stack = call_self(from, i, SIDE_BASE) || call_self(from, i, SIDE_HEAD) || end->first_child == CALL_NONE;
    if (!ends_a_stack) continue;
    uint32_t at = CALL_ROOT;
    for (const struct call_node *n = end; n->parent != CALL_NONE; n = &from->nodes[n->parent]) {
      if (names[n->name] == 0) names[n->name] = calltree_name(to, from->names[n->name]);
      at = calltree_child(to, at, names[n->name]);
    }
    /* The sums are those of from, so they cannot overflow. */
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      uint64_t count = call_self(from, i, s);
      if (count) (void)calltree_add(to, at, s, count);
    }
  }
  memcpy(to->events, from->events, sizeof to->events);
  calltree_finish(to);
}
