#include "model/calltree.h"

static bool scaled_sum_fits(uint64_t a, uint64_t a_factor, uint64_t b, uint64_t b_factor) {
  if (a && (a_factor == 0 || a > UINT64_MAX / a_factor)) return false;
  if (b && (b_factor == 0 || b > UINT64_MAX / b_factor)) return false;
  return a * a_factor <= UINT64_MAX - b * b_factor;
}

/* Parents stand before their children, so one pass in order maps every node; names are looked up once each. */
static void add_nodes(struct calltree *into, const struct calltree *from, uint64_t factor) {
  struct arena scratch = ARENA_INIT; /* into's own arena grows meanwhile: nothing could be given back there */
  uint32_t *name = ARENA_ARRAY(&scratch, uint32_t, from->names_n);
  uint32_t *node = ARENA_ARRAY(&scratch, uint32_t, from->n);
  for (uint32_t i = 1; i < from->names_n; i++) name[i] = calltree_name(into, from->names[i]);
  node[CALL_ROOT] = CALL_ROOT;
  for (uint32_t i = 0; i < from->n; i++) {
    if (i != CALL_ROOT) node[i] = calltree_child(into, node[from->nodes[i].parent], name[from->nodes[i].name]);
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      uint64_t count = call_self(from, i, s);
      if (count) (void)calltree_add(into, node[i], s, count * factor); /* the sums were seen to fit */
    }
  }
  arena_free(&scratch);
}

bool calltree_merge(struct calltree *into, const struct calltree *from) {
  unsigned decimals = into->decimals > from->decimals ? into->decimals : from->decimals;
  uint64_t into_factor = calltree_factor(into->decimals, decimals), from_factor = calltree_factor(from->decimals, decimals);
  uint64_t events[SIDE_MAX];
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
    if (!scaled_sum_fits(into->sum[s], into_factor, from->sum[s], from_factor)) return false;
    events[s] = into->events[s] + from->events[s];
  }
  if (!calltree_rescale(into, decimals)) return false;
  add_nodes(into, from, from_factor);
  memcpy(into->events, events, sizeof into->events); /* stacks, where each node counted once above */
  return true;
}
