#include "model/calltree_filter.h"

/* ends: by node, whether stacks that end there are copied; NULL: all are. names: by name, what it is called in to. node_of, zeroed,
 * is filled in by node: where it went. */
static void copy(const struct calltree *from, struct calltree *to, struct arena *a, const bool *ends, const struct str *names, uint32_t *node_of) {
  calltree_init(to, a);
  to->decimals = from->decimals;
  struct arena scratch = ARENA_INIT;
  uint32_t *name_of = ARENA_ARRAY(&scratch, uint32_t, from->names_n);
  for (uint32_t i = 1; i < from->names_n; i++) name_of[i] = calltree_name(to, names[i]);
  bool *needed = ARENA_ARRAY(&scratch, bool, from->n);
  for (uint32_t i = from->n; i-- > 1;) {
    needed[i] = needed[i] || ends == NULL || ends[i];
    if (needed[i]) needed[from->nodes[i].parent] = true;
  }
  for (uint32_t i = 0; i < from->n; i++) {
    const struct call_node *n = &from->nodes[i];
    if (n->parent != CALL_NONE) {
      if (!needed[i]) continue;
      node_of[i] = calltree_child(to, node_of[n->parent], name_of[n->name]);
    }
    if (ends && !ends[i]) continue;
    /* The sums are no larger than those of from, so they cannot overflow. */
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      uint64_t count = call_self(from, i, s);
      if (count) (void)calltree_add(to, node_of[i], s, count);
    }
  }
  arena_free(&scratch);
  memcpy(to->events, from->events, sizeof to->events);
  calltree_finish(to);
}

enum { HIT_FOCUS = 1, HIT_IGNORE = 2 };

/* The start of a name, cut between characters. */
static struct str start_of(struct str name) {
  if (name.n <= FILTER_NAME_MAX) return name;
  size_t cut = FILTER_NAME_MAX;
  while (cut > FILTER_NAME_MAX - 4 && ((unsigned char)name.p[cut] & 0xC0) == 0x80) cut--;
  return str_slice(name, 0, cut);
}

/* An expression, and on how many names it took too long: on so many, it is not tried on the others. */
struct trial {
  const struct pattern *pattern;
  uint32_t limited;
};

static bool is_hit(struct trial *t, struct str name, bool *limited) {
  if (t->pattern == NULL) return false;
  enum pattern_result r = t->limited < FILTER_LIMITED_MAX ? pattern_find(t->pattern, name, 0, NULL) : PATTERN_LIMIT;
  t->limited += r == PATTERN_LIMIT;
  *limited = *limited || r == PATTERN_LIMIT;
  return r == PATTERN_YES;
}

uint32_t calltree_filter(const struct calltree *from, struct calltree *to, struct arena *a, const struct calltree_filter *f) {
  struct arena scratch = ARENA_INIT;
  unsigned char *name_hits = ARENA_ARRAY(&scratch, unsigned char, from->names_n);
  struct trial focus = {f->focus, 0}, ignore = {f->ignore, 0};
  uint32_t limited_n = 0;
  for (uint32_t i = 1; i < from->names_n; i++) {
    bool limited = false;
    struct str name = start_of(from->names[i]);
    if (is_hit(&focus, name, &limited)) name_hits[i] |= HIT_FOCUS;
    if (is_hit(&ignore, name, &limited)) name_hits[i] |= HIT_IGNORE;
    limited_n += limited;
  }
  unsigned char *hits = ARENA_ARRAY(&scratch, unsigned char, from->n); /* of the stack down to the node */
  bool *ends = ARENA_ARRAY(&scratch, bool, from->n);
  for (uint32_t i = 0; i < from->n; i++) {
    const struct call_node *n = &from->nodes[i];
    if (n->parent != CALL_NONE) hits[i] = hits[n->parent] | name_hits[n->name];
    bool ends_a_stack = call_self(from, i, SIDE_BASE) || call_self(from, i, SIDE_HEAD) || n->first_child == CALL_NONE;
    ends[i] = ends_a_stack && (f->focus == NULL || hits[i] & HIT_FOCUS) && !(hits[i] & HIT_IGNORE);
  }
  copy(from, to, a, ends, from->names, ARENA_ARRAY(&scratch, uint32_t, from->n));
  arena_free(&scratch);
  return limited_n;
}

uint32_t calltree_rename(const struct calltree *from, struct calltree *to, struct arena *a, calltree_namer *namer, uint32_t *node_of) {
  struct arena scratch = ARENA_INIT;
  struct str *names = ARENA_ARRAY(&scratch, struct str, from->names_n);
  uint32_t changed = 0;
  for (uint32_t i = 1; i < from->names_n; i++) {
    names[i] = namer(&scratch, from->names[i]);
    changed += !str_eq(names[i], from->names[i]);
  }
  copy(from, to, a, NULL, names, node_of ? node_of : ARENA_ARRAY(&scratch, uint32_t, from->n));
  arena_free(&scratch);
  return changed;
}
