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

static bool ends_a_stack(const struct calltree *t, uint32_t node) {
  return call_self(t, node, SIDE_BASE) || call_self(t, node, SIDE_HEAD) || t->nodes[node].first_child == CALL_NONE;
}

uint32_t calltree_reverse_depth(const struct calltree *from) {
  uint64_t steps = 0, stacks = 0, most = (uint64_t)REVERSE_STEPS * from->n;
  if (most < REVERSE_STEPS_LEAST) most = REVERSE_STEPS_LEAST;
  for (uint32_t i = 0; i < from->n; i++) {
    if (!ends_a_stack(from, i)) continue;
    steps += from->nodes[i].depth;
    stacks++;
  }
  return steps > most ? (uint32_t)(most / stacks) : 0; /* as there are no more stacks than nodes it is 64 at least */
}

void calltree_reverse(const struct calltree *from, struct calltree *to, struct arena *a) {
  calltree_init(to, a);
  to->decimals = from->decimals;
  uint32_t *names = ARENA_ARRAY(a, uint32_t, from->names_n); /* 0: not met yet */
  uint32_t deepest = calltree_reverse_depth(from);
  for (uint32_t i = 0; i < from->n; i++) {
    if (!ends_a_stack(from, i)) continue;
    uint32_t at = CALL_ROOT, left = deepest ? deepest : CALL_NONE;
    for (const struct call_node *n = &from->nodes[i]; n->parent != CALL_NONE && left > 0; n = &from->nodes[n->parent], left--) {
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
