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
    uint32_t cap = t->names_cap ? t->names_cap * 2 : 256;
    if (cap < t->names_cap) die_system("too many function names");
    t->names = arena_grow(t->arena, t->names, t->names_cap * sizeof *t->names, cap * sizeof *t->names);
    t->names_cap = cap;
  }
  t->names[t->names_n] = arena_dup(t->arena, name);
  return t->names_n++;
}

static uint32_t add_node(struct calltree *t, uint32_t parent, uint32_t name) {
  if (t->n == t->cap) {
    uint32_t cap = t->cap ? t->cap + t->cap / 2 : 1024;
    if (cap < t->cap || cap == CALL_NONE) die_system("too many call tree nodes");
    t->nodes = arena_grow(t->arena, t->nodes, t->cap * sizeof *t->nodes, cap * sizeof *t->nodes);
    t->cap = cap;
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

static uint32_t *child_slot(const struct calltree *t, uint32_t parent, uint32_t name) {
  uint32_t mask = t->child_index_cap - 1;
  uint32_t i = pair_hash(parent, name) & mask;
  for (; t->child_index[i]; i = (i + 1) & mask) {
    const struct call_node *node = &t->nodes[t->child_index[i]];
    if (node->name == name && node->parent == parent) break;
  }
  return &t->child_index[i];
}

/* The index is filled up to two thirds. */
static bool is_crowded(uint32_t n, uint32_t cap) {
  return cap == 0 || n >= cap / 3 * 2;
}

static uint32_t doubled(uint32_t cap) {
  if (cap > UINT32_MAX / 2) die_system("the call tree is too large");
  return cap ? cap * 2 : 1024;
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
    t->child_index_cap = doubled(t->child_index_cap);
    t->child_index = ARENA_ARRAY(t->arena, uint32_t, t->child_index_cap);
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

/* The root's total is kept up to date by every change: it is the largest counter, so it alone is checked. */
bool calltree_add(struct calltree *t, uint32_t node, enum side side, uint64_t count) {
  uint64_t *sum = &t->nodes[CALL_ROOT].total[side];
  if (count > UINT64_MAX - *sum) return false;
  *sum += count;
  t->nodes[node].self[side] += count;
  t->events[side]++;
  return true;
}

bool calltree_rescale(struct calltree *t, unsigned decimals) {
  uint64_t factor = 1;
  for (unsigned i = t->decimals; i < decimals; i++) {
    if (factor > UINT64_MAX / 10) factor = 0;
    factor *= 10;
  }
  for (size_t s = 0; s < SIDE_MAX; s++) {
    uint64_t sum = t->nodes[CALL_ROOT].total[s];
    if (sum && (factor == 0 || sum > UINT64_MAX / factor)) return false;
  }
  for (uint32_t i = 0; i < t->n; i++) {
    for (size_t s = 0; s < SIDE_MAX; s++) {
      t->nodes[i].self[s] *= factor;
      t->nodes[i].total[s] *= factor;
    }
  }
  if (decimals > t->decimals) t->decimals = decimals;
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

/* Links the children of every node in byte order: all nodes are sorted by the rank of their name (a counting sort), then
 * put in front of their parent's list, last name first. */
static void link_siblings(struct calltree *t) {
  struct arena_mark mark = arena_mark(t->arena);
  struct named *names = ARENA_ARRAY(t->arena, struct named, t->names_n);
  for (uint32_t i = 0; i < t->names_n; i++) names[i] = (struct named){t->names[i], i};
  vec_sort(t->arena, names, t->names_n, sizeof *names, by_name);
  uint32_t *end = ARENA_ARRAY(t->arena, uint32_t, t->names_n); /* by name: where its nodes end in order */
  for (uint32_t i = 1; i < t->n; i++) end[t->nodes[i].name]++;
  uint32_t sum = 0;
  for (uint32_t r = 0; r < t->names_n; r++) {
    uint32_t n = end[names[r].id];
    end[names[r].id] = sum;
    sum += n;
  }
  uint32_t *order = ARENA_ARRAY(t->arena, uint32_t, t->n);
  for (uint32_t i = 1; i < t->n; i++) order[end[t->nodes[i].name]++] = i;
  for (uint32_t i = 0; i < t->n; i++) t->nodes[i].first_child = t->nodes[i].next_sibling = CALL_NONE;
  for (uint32_t i = sum; i > 0; i--) {
    struct call_node *node = &t->nodes[order[i - 1]];
    node->next_sibling = t->nodes[node->parent].first_child;
    t->nodes[node->parent].first_child = order[i - 1];
  }
  arena_release(t->arena, mark);
}

static void sum_totals(struct calltree *t) {
  for (uint32_t i = 0; i < t->n; i++) memcpy(t->nodes[i].total, t->nodes[i].self, sizeof t->nodes[i].total);
  for (uint32_t i = t->n - 1; i > 0; i--) {
    struct call_node *node = &t->nodes[i], *parent = &t->nodes[node->parent];
    for (size_t s = 0; s < SIDE_MAX; s++) parent->total[s] += node->total[s];
  }
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
    for (size_t s = 0; s < SIDE_MAX; s++) {
      f->self[s] += node->self[s];
      if (outermost) f->total[s] += node->total[s];
    }
  }
  arena_release(t->arena, mark);
}

void calltree_finish(struct calltree *t) {
  link_siblings(t);
  sum_totals(t);
  sum_functions(t);
}
