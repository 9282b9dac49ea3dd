#include "read/profile_join.h"

/* The node of into where node of from went: its stack is there, for into took all of from. */
static uint32_t node_in(struct arena *scratch, struct calltree *into, const struct calltree *from, uint32_t node) {
  struct arena_mark mark = arena_mark(scratch);
  uint32_t depth = from->nodes[node].depth;
  uint32_t *names = ARENA_ARRAY(scratch, uint32_t, depth);
  for (uint32_t i = depth, at = node; i > 0; i--, at = from->nodes[at].parent) names[i - 1] = from->nodes[at].name;
  uint32_t at = CALL_ROOT;
  for (uint32_t i = 0; i < depth; i++) at = calltree_step(into, at, from->names[names[i]]);
  arena_release(scratch, mark);
  return at;
}

static int by_side_and_weight(const void *pa, const void *pb) {
  const struct profile_trace *a = pa, *b = pb;
  if (a->side != b->side) return a->side < b->side ? -1 : 1;
  if (a->value != b->value) return a->value > b->value ? -1 : 1;
  return str_cmp(a->id, b->id);
}

/* The heaviest of both; a trace that stands in both weighs what it weighs in both. What a file kept of its traces are its
 * heaviest, so a trace that is light in every file may be missed. */
static void join_traces(struct arena *a, struct profile *into, const struct profile *from) {
  struct arena scratch = ARENA_INIT;
  VEC_EACH(const struct profile_trace, t, &from->traces) {
    struct profile_trace *same = NULL;
    VEC_EACH(struct profile_trace, it, &into->traces) {
      if (it->side == t->side && str_eq(it->id, t->id)) same = it;
    }
    if (same) {
      same->value = t->value > UINT64_MAX - same->value ? UINT64_MAX : same->value + t->value;
      continue;
    }
    struct profile_trace added = *t;
    added.node = node_in(&scratch, &into->tree, &from->tree, t->node);
    *VEC_PUSH(a, &into->traces) = added;
  }
  vec_sort(&scratch, into->traces.at, into->traces.n, sizeof *into->traces.at, by_side_and_weight);
  size_t kept = 0, of_side[SIDE_MAX] = {0};
  for (size_t i = 0; i < into->traces.n; i++) {
    struct profile_trace t = into->traces.at[i];
    if (of_side[t.side]++ < PROFILE_TRACES_MAX) into->traces.at[kept++] = t;
  }
  into->traces.n = kept;
  arena_free(&scratch);
}

static void join_figures(struct arena *a, struct profile *into, const struct profile *from) {
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
    if (!from->has[s]) continue;
    bool both = into->has[s], known = into->samples[s] > 0 && from->samples[s] > 0;
    bool fits = into->samples[s] <= UINT64_MAX - from->samples[s];
    into->samples[s] = !both ? from->samples[s] : known && fits ? into->samples[s] + from->samples[s] : 0;
    into->duration_s[s] += from->duration_s[s];
    if (from->time_s[s] != 0 && (into->time_s[s] == 0 || from->time_s[s] < into->time_s[s])) into->time_s[s] = from->time_s[s];
    into->has[s] = true;
    VEC_EACH(const struct str, file, &from->files[s]) *VEC_PUSH(a, &into->files[s]) = *file;
  }
  into->typed = into->typed || from->typed;
  into->unit_is_events = into->unit_is_events && from->unit_is_events;
}

static bool join(struct arena *a, struct diags *d, struct profile *into, const struct profile *from) {
  if (!calltree_merge(&into->tree, &from->tree)) {
    const struct str_vec *files = &from->files[from->has[SIDE_HEAD] ? SIDE_HEAD : SIDE_BASE];
    diag_add(d, DIAG_PROFILE_OVERFLOW, (struct pos){files->n ? files->at[0] : STR_NONE, 0, 0},
             "the sum of all values of \"" STR_FMT "\" would exceed 64 bits; this profile is left out", STR_ARG(from->key));
    return false;
  }
  join_traces(a, into, from);
  join_figures(a, into, from);
  return true;
}

static void take_out(struct profile_vec *v, size_t at) {
  for (size_t i = at; i + 1 < v->n; i++) v->at[i] = v->at[i + 1];
  v->n--;
}

static bool same_unit(const struct profile *a, const struct profile *b) {
  return str_eq(a->unit, b->unit) && a->unit_is_events == b->unit_is_events;
}

static void join_keys(struct arena *a, struct diags *d, struct profile_vec *v) {
  for (size_t i = 0; i < v->n; i++) {
    for (size_t k = i + 1; k < v->n;) {
      struct profile *into = &v->at[i];
      const struct profile *from = &v->at[k];
      bool same = str_eq(into->key, from->key) && same_unit(into, from);
      if (same) (void)join(a, d, into, from);
      if (same) take_out(v, k);
      else k++;
    }
  }
}

/* The only profile of that unit that has the side, or SIZE_MAX when there is none or more than one. */
static size_t only_one(const struct profile_vec *v, const struct profile *like, enum side side) {
  size_t found = SIZE_MAX;
  for (size_t i = 0; i < v->n; i++) {
    if (!v->at[i].has[side] || !same_unit(&v->at[i], like)) continue;
    if (found != SIZE_MAX) return SIZE_MAX;
    found = i;
  }
  return found;
}

static void pair_sides(struct arena *a, struct diags *d, struct profile_vec *v) {
  for (size_t i = 0; i < v->n; i++) {
    struct profile *base = &v->at[i];
    if (base->has[SIDE_HEAD] || only_one(v, base, SIDE_BASE) != i) continue;
    size_t k = only_one(v, base, SIDE_HEAD);
    if (k == SIZE_MAX || v->at[k].has[SIDE_BASE] || (base->typed && v->at[k].typed)) continue;
    struct str key = v->at[k].key;
    if (!join(a, d, base, &v->at[k])) continue;
    base->key = key;
    take_out(v, k);
    if (k < i) i--;
  }
}

void profile_join(struct arena *a, struct diags *d, struct profile_vec *profiles) {
  join_keys(a, d, profiles);
  pair_sides(a, d, profiles);
  VEC_EACH(struct profile, p, profiles) calltree_finish(&p->tree);
}
