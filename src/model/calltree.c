#include "model/calltree.h"

/* The root is named outside the name index, so that a frame that happens to be called "all" is a function of its own. */
static const struct str root_name = {"all", 3};

/* Eight bytes a step: names are long and every frame that misses the caches is hashed. The order in the tables depends on
 * the machine's byte order and reaches no output. */
static uint64_t name_hash(struct str s) {
  uint64_t h = 0x9E3779B97F4A7C15u ^ s.n;
  size_t i = 0;
  for (; i + 8 <= s.n; i += 8) {
    uint64_t word;
    memcpy(&word, s.p + i, 8);
    h = (h ^ word) * 0xd6e8feb86659fd93u;
    h ^= h >> 32;
  }
  uint64_t word = 0;
  if (i < s.n) memcpy(&word, s.p + i, s.n - i);
  h = (h ^ word) * 0xd6e8feb86659fd93u;
  return h ^ h >> 32;
}

static uint32_t pair_hash(uint32_t parent, uint32_t name) {
  uint64_t h = ((uint64_t)parent << 32 | name) * 0x9E3779B97F4A7C15u;
  return (uint32_t)(h >> 32) ^ (uint32_t)(h >> 48);
}

static uint32_t add_name(struct calltree *t, struct str name) {
  if (t->names_n == t->names_cap) {
    uint32_t cap = t->names_cap ? t->names_cap * 2 : 32;
    if (cap < t->names_cap) die_system("too many function names");
    t->names = arena_grow(t->arena, t->names, t->names_cap * sizeof *t->names, cap * sizeof *t->names);
    t->names_cap = cap;
  }
  t->names[t->names_n] = arena_dup(t->arena, name);
  return t->names_n++;
}

static void grow_nodes(struct calltree *t) {
  uint32_t cap = t->cap ? t->cap + t->cap / 2 : 64;
  if (cap < t->cap || cap == CALL_NONE) die_system("too many call tree nodes");
  t->nodes = arena_grow(t->arena, t->nodes, t->cap * sizeof *t->nodes, cap * sizeof *t->nodes);
  for (size_t s = 0; s < SIDE_MAX; s++) {
    if (t->self[s]) t->self[s] = arena_grow(t->arena, t->self[s], t->cap * sizeof(uint64_t), cap * sizeof(uint64_t));
  }
  t->cap = cap;
}

static uint32_t add_node(struct calltree *t, uint32_t parent, uint32_t name) {
  if (t->n == t->cap) grow_nodes(t);
  for (size_t s = 0; s < SIDE_MAX; s++) {
    if (t->self[s]) t->self[s][t->n] = 0;
  }
  t->nodes[t->n] = (struct call_node){.name = name,
                                      .parent = parent,
                                      .first_child = CALL_NONE,
                                      .next_sibling = CALL_NONE,
                                      .depth = parent == CALL_NONE ? 0 : t->nodes[parent].depth + 1};
  return t->n++;
}

void calltree_init(struct calltree *t, struct arena *a) {
  *t = (struct calltree){.arena = a};
  (void)add_node(t, CALL_NONE, add_name(t, root_name));
}

/* Index 0, of names and of nodes alike, is the root's, which no slot ever holds: 0 means empty. */
static uint32_t *name_slot(const struct calltree *t, struct str name) {
  uint32_t mask = t->name_index_cap - 1;
  uint32_t i = (uint32_t)name_hash(name) & mask;
  while (t->name_index[i] && !str_eq(t->names[t->name_index[i]], name)) i = (i + 1) & mask;
  return &t->name_index[i];
}

/* Children are looked for near the place of their parent first: stacks of one file have their new frames at parents that are
 * young, so the slots in use lie close together in the caches. A parent with many children fills its neighbourhood; what does
 * not fit there lies anywhere. */
enum { NEIGHBOURHOOD = 4096, NEAR_TRIES = 8 };

static uint32_t *child_slot(const struct calltree *t, uint32_t parent, uint32_t name) {
  uint32_t mask = t->child_index_cap - 1, hash = pair_hash(parent, name);
  uint32_t i = (2 * parent + hash % NEIGHBOURHOOD) & mask;
  for (unsigned tries = 1; t->child_index[i]; tries++) {
    const struct call_node *node = &t->nodes[t->child_index[i]];
    if (node->name == name && node->parent == parent) break;
    i = (tries == NEAR_TRIES ? hash * 0x85EBCA6Bu ^ hash >> 15 : i + 1) & mask;
  }
  return &t->child_index[i];
}

/* The index is filled up to two thirds. */
static bool is_crowded(uint32_t n, uint32_t cap) {
  return cap == 0 || n >= cap / 3 * 2;
}

static uint32_t doubled(uint32_t cap) {
  if (cap > UINT32_MAX / 2) die_system("the call tree is too large");
  return cap ? cap * 2 : 128;
}

uint32_t calltree_name(struct calltree *t, struct str name) {
  if (is_crowded(t->names_n, t->name_index_cap)) {
    t->name_index_cap = doubled(t->name_index_cap);
    t->name_index = ARENA_ARRAY(t->arena, uint32_t, t->name_index_cap);
    for (uint32_t i = 1; i < t->names_n; i++) *name_slot(t, t->names[i]) = i;
  }
  uint32_t *slot = name_slot(t, name);
  if (*slot == 0) *slot = add_name(t, name);
  return *slot;
}

/* While the tree grows, first_child is the child used last: the next stack most often goes the same way. */
uint32_t calltree_child(struct calltree *t, uint32_t parent, uint32_t name) {
  uint32_t last = t->nodes[parent].first_child;
  if (last != CALL_NONE && t->nodes[last].name == name) return last;
  if (is_crowded(t->n, t->child_index_cap)) {
    uint32_t cap = doubled(t->child_index_cap);
    t->child_index = arena_grow(t->arena, t->child_index, t->child_index_cap * sizeof(uint32_t), cap * sizeof(uint32_t));
    memset(t->child_index, 0, cap * sizeof(uint32_t));
    t->child_index_cap = cap;
    for (uint32_t i = 1; i < t->n; i++) *child_slot(t, t->nodes[i].parent, t->nodes[i].name) = i;
  }
  uint32_t *slot = child_slot(t, parent, name);
  if (*slot == 0) *slot = add_node(t, parent, name);
  t->nodes[parent].first_child = *slot;
  return *slot;
}

uint32_t calltree_step(struct calltree *t, uint32_t parent, struct str name) {
  uint32_t last = t->nodes[parent].first_child;
  if (last != CALL_NONE && str_eq(t->names[t->nodes[last].name], name)) return last;
  return calltree_child(t, parent, calltree_name(t, name));
}

/* The sum is the largest counter, so it alone is checked. */
bool calltree_add(struct calltree *t, uint32_t node, enum side side, uint64_t count) {
  if (count > UINT64_MAX - t->sum[side]) return false;
  if (t->self[side] == NULL) t->self[side] = ARENA_ARRAY(t->arena, uint64_t, t->cap);
  t->sum[side] += count;
  t->self[side][node] += count;
  t->events[side]++;
  return true;
}

static void scale(uint64_t *counters, uint32_t n, uint64_t factor) {
  for (uint32_t i = 0; counters && i < n; i++) counters[i] *= factor;
}

uint64_t calltree_factor(unsigned from, unsigned to) {
  uint64_t factor = 1;
  for (; from < to; from++) {
    if (factor > UINT64_MAX / 10) return 0;
    factor *= 10;
  }
  return factor;
}

bool calltree_rescale(struct calltree *t, unsigned decimals) {
  if (decimals <= t->decimals) return true;
  uint64_t factor = calltree_factor(t->decimals, decimals);
  for (size_t s = 0; s < SIDE_MAX; s++) {
    if (t->sum[s] && (factor == 0 || t->sum[s] > UINT64_MAX / factor)) return false;
  }
  for (size_t s = 0; s < SIDE_MAX; s++) {
    scale(t->self[s], t->n, factor);
    t->sum[s] *= factor;
  }
  t->decimals = decimals;
  return true;
}

struct named {
  struct str name;
  uint32_t id;
};

static int by_name(const void *a, const void *b) {
  const struct named *x = a, *y = b;
  return str_cmp(x->name, y->name);
}

/* By name: its place in byte order. */
static uint32_t *rank_names(const struct calltree *t) {
  uint32_t *rank = ARENA_ARRAY(t->arena, uint32_t, t->names_n);
  struct arena_mark mark = arena_mark(t->arena);
  struct named *names = ARENA_ARRAY(t->arena, struct named, t->names_n);
  for (uint32_t i = 0; i < t->names_n; i++) names[i] = (struct named){t->names[i], i};
  vec_sort(t->arena, names, t->names_n, sizeof *names, by_name);
  for (uint32_t i = 0; i < t->names_n; i++) rank[names[i].id] = i;
  arena_release(t->arena, mark);
  return rank;
}

struct ranked {
  uint32_t rank, node;
};

static int by_rank(const void *a, const void *b) {
  const struct ranked *x = a, *y = b;
  return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static void sort_children(struct calltree *t, uint32_t parent, const uint32_t *rank, uint32_t n) {
  struct arena_mark mark = arena_mark(t->arena);
  struct ranked *order = ARENA_ARRAY(t->arena, struct ranked, n);
  uint32_t i = 0;
  for (uint32_t c = t->nodes[parent].first_child; c != CALL_NONE; c = t->nodes[c].next_sibling)
    order[i++] = (struct ranked){rank[t->nodes[c].name], c};
  vec_sort(t->arena, order, n, sizeof *order, by_rank);
  uint32_t next = CALL_NONE;
  for (i = n; i > 0; i--) {
    t->nodes[order[i - 1].node].next_sibling = next;
    next = order[i - 1].node;
  }
  t->nodes[parent].first_child = next;
  arena_release(t->arena, mark);
}

/* Links the children of every node in byte order. Those of a sorted file come in it, so only what does not is sorted. */
static void link_siblings(struct calltree *t) {
  struct arena_mark mark = arena_mark(t->arena);
  const uint32_t *rank = rank_names(t);
  for (uint32_t i = 0; i < t->n; i++) t->nodes[i].first_child = t->nodes[i].next_sibling = CALL_NONE;
  for (uint32_t i = t->n; i > 1; i--) {
    struct call_node *node = &t->nodes[i - 1], *parent = &t->nodes[node->parent];
    node->next_sibling = parent->first_child;
    parent->first_child = i - 1;
  }
  for (uint32_t i = 0; i < t->n; i++) {
    uint32_t n = 0, last = 0;
    bool sorted = true;
    for (uint32_t c = t->nodes[i].first_child; c != CALL_NONE; c = t->nodes[c].next_sibling) {
      uint32_t r = rank[t->nodes[c].name];
      sorted = sorted && (n == 0 || last < r);
      last = r;
      n++;
    }
    if (!sorted) sort_children(t, i, rank, n);
  }
  arena_release(t->arena, mark);
}

static void sum_totals(struct calltree *t) {
  for (size_t s = 0; s < SIDE_MAX; s++) {
    uint64_t *total = t->total[s];
    if (t->self[s] == NULL) continue;
    if (t->total_cap < t->n || total == NULL) total = t->total[s] = arena_alloc_raw(t->arena, t->cap * sizeof(uint64_t));
    memcpy(total, t->self[s], t->n * sizeof *total);
    for (uint32_t i = t->n - 1; i > 0; i--) total[t->nodes[i].parent] += total[i];
  }
  t->total_cap = t->cap;
}

uint32_t calltree_next(const struct calltree *t, uint32_t i, uint32_t *active) {
  if (t->nodes[i].first_child != CALL_NONE) return t->nodes[i].first_child;
  while (i != CALL_NONE) {
    active[t->nodes[i].name]--;
    if (t->nodes[i].next_sibling != CALL_NONE) return t->nodes[i].next_sibling;
    i = t->nodes[i].parent;
  }
  return CALL_NONE;
}

/* active counts how often a name stands on the path from the root: a total is added where it stands there first. */
static void sum_functions(struct calltree *t) {
  t->functions = ARENA_ARRAY(t->arena, struct call_function, t->names_n);
  for (uint32_t i = 0; i < t->names_n; i++) t->functions[i].name = i;
  struct arena_mark mark = arena_mark(t->arena);
  uint32_t *active = ARENA_ARRAY(t->arena, uint32_t, t->names_n);
  for (uint32_t i = CALL_ROOT; i != CALL_NONE; i = calltree_next(t, i, active)) {
    const struct call_node *node = &t->nodes[i];
    struct call_function *f = &t->functions[node->name];
    bool outermost = active[node->name]++ == 0;
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      f->self[s] += call_self(t, i, s);
      if (outermost) f->total[s] += call_total(t, i, s);
    }
  }
  arena_release(t->arena, mark);
}

void calltree_finish(struct calltree *t) {
  link_siblings(t);
  sum_totals(t);
  sum_functions(t);
}
