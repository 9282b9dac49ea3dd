#include "analysis/profdiff_growth.h"

struct finder {
  struct arena *arena;
  const struct growth_search *search;
  const struct calltree *tree;
  uint32_t *outer;      /* nodes that are the outermost of their name on their path, sorted by name */
  uint32_t *outer_from; /* by name: where its nodes begin in outer; names_n + 1 entries */
  double *sum;          /* by name, scratch: growth of the callees of a frontier */
  uint32_t *touched;
};

static double node_growth(const struct finder *f, uint32_t node) {
  return profile_total_growth(f->search->shares, node);
}

/* One walk counts the outermost nodes of each name, a second puts them in their places. */
static void index_outermost(struct finder *f) {
  const struct calltree *t = f->tree;
  f->outer = ARENA_ARRAY(f->arena, uint32_t, t->n);
  f->outer_from = ARENA_ARRAY(f->arena, uint32_t, (size_t)t->names_n + 2);
  uint32_t *active = ARENA_ARRAY(f->arena, uint32_t, t->names_n);
  for (uint32_t i = CALL_ROOT; i != CALL_NONE; i = calltree_next(t, i, active))
    if (active[t->nodes[i].name]++ == 0) f->outer_from[t->nodes[i].name + 2]++;
  for (uint32_t i = 1; i < t->names_n + 2; i++) f->outer_from[i] += f->outer_from[i - 1];
  for (uint32_t i = CALL_ROOT; i != CALL_NONE; i = calltree_next(t, i, active))
    if (active[t->nodes[i].name]++ == 0) f->outer[f->outer_from[t->nodes[i].name + 1]++] = i;
}

static bool may_explain(const struct finder *f, uint32_t name, double points) {
  const struct profile_shares *s = f->search->shares;
  const struct call_function *fn = &f->tree->functions[name];
  double head = profile_share(s, SIDE_HEAD, fn->total[SIDE_HEAD]) / s->scale;
  return head >= f->search->floor && profile_growth(s, fn->total) >= GROWTH_EXPLAINED * points;
}

/* The callee that grew most below the frontier; of equal ones the first in byte order. */
static uint32_t most_grown_callee(struct finder *f, const struct growth *g, double *points) {
  const struct calltree *t = f->tree;
  size_t n = 0;
  for (size_t k = 0; k < g->n; k++) {
    for (uint32_t c = t->nodes[g->nodes[k]].first_child; c != CALL_NONE; c = t->nodes[c].next_sibling) {
      uint32_t name = t->nodes[c].name;
      f->touched[n] = name;
      n += f->sum[name] <= 0 && f->sum[name] >= 0; /* not met yet, or cancelled out: then it is met twice, harmlessly */
      f->sum[name] += node_growth(f, c);
    }
  }
  uint32_t best = CALL_NONE;
  *points = 0;
  for (size_t k = 0; k < n; k++) {
    uint32_t name = f->touched[k];
    bool more = f->sum[name] > *points || (best != CALL_NONE && f->sum[name] >= *points && str_cmp(t->names[name], t->names[best]) < 0);
    if (!more) continue;
    best = name;
    *points = f->sum[name];
  }
  for (size_t k = 0; k < n; k++) f->sum[f->touched[k]] = 0;
  return best;
}

static void go_down(struct finder *f, struct growth *g, uint32_t name, double points) {
  const struct calltree *t = f->tree;
  size_t n = 0;
  for (size_t k = 0; k < g->n; k++)
    for (uint32_t c = t->nodes[g->nodes[k]].first_child; c != CALL_NONE; c = t->nodes[c].next_sibling) n += t->nodes[c].name == name;
  uint32_t *nodes = ARENA_ARRAY(f->arena, uint32_t, n);
  n = 0;
  for (size_t k = 0; k < g->n; k++)
    for (uint32_t c = t->nodes[g->nodes[k]].first_child; c != CALL_NONE; c = t->nodes[c].next_sibling)
      if (t->nodes[c].name == name) nodes[n++] = c;
  g->name = name;
  g->points = points;
  g->nodes = nodes;
  g->n = n;
}

static struct growth lowest(struct finder *f, uint32_t candidate) {
  uint32_t from = f->outer_from[candidate];
  struct growth g = {.name = candidate, .from = candidate, .nodes = f->outer + from, .n = f->outer_from[candidate + 1] - from};
  for (size_t k = 0; k < g.n; k++) g.points += node_growth(f, g.nodes[k]);
  double whole = g.points;
  for (;;) {
    double points;
    uint32_t callee = most_grown_callee(f, &g, &points);
    if (callee == CALL_NONE || points < f->search->explained * g.points || !may_explain(f, callee, points)) break;
    go_down(f, &g, callee, points);
  }
  g.explained = whole > 0 ? g.points / whole : 0;
  return g;
}

static int by_points(const struct finder *f, const struct growth *a, const struct growth *b) {
  if (a->points < b->points || a->points > b->points) return a->points < b->points ? -1 : 1;
  return str_cmp(f->tree->names[a->name], f->tree->names[b->name]);
}

/* Keeps found ascending; of one name the larger growth stays. */
static void insert(struct finder *f, struct growth_vec *found, struct growth g) {
  for (size_t i = 0; i < found->n; i++) {
    if (found->at[i].name != g.name) continue;
    if (found->at[i].points >= g.points) return;
    memmove(&found->at[i], &found->at[i + 1], (found->n - i - 1) * sizeof *found->at);
    found->n--;
    break;
  }
  (void)VEC_PUSH(f->arena, found);
  size_t i = found->n - 1;
  for (; i > 0 && by_points(f, &g, &found->at[i - 1]) < 0; i--) found->at[i] = found->at[i - 1];
  found->at[i] = g;
}

struct growth_vec growth_lowest(struct arena *a, const struct growth_search *search) {
  struct finder f = {.arena = a, .search = search, .tree = search->shares->tree};
  f.sum = ARENA_ARRAY(a, double, f.tree->names_n);
  f.touched = ARENA_ARRAY(a, uint32_t, (size_t)f.tree->n + 1);
  index_outermost(&f);
  struct growth_vec found = {0};
  for (size_t i = 0; i < search->candidates_n; i++) {
    struct growth g = lowest(&f, search->candidates[i]);
    if (g.points > 0) insert(&f, &found, g);
  }
  return found;
}
