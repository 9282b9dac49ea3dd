#include "analysis/profdiff_growth.h"

struct settling {
  struct arena *arena;
  const struct profile_shares *shares;
  const struct calltree *tree;
  enum verdict *self;
  enum verdict *cause; /* by node: of the cause that is this frame, or VERDICT_PASS */
  double *told;        /* by node: how much of its growth rows at or below it tell */
};

static double self_growth(const struct settling *s, uint32_t name) {
  return profile_growth(s->shares, s->tree->functions[name].self);
}

static bool is_own_doing(const struct settling *s, const struct growth *g) {
  return s->self[g->name] != VERDICT_PASS && self_growth(s, g->name) >= GROWTH_EXPLAINED * g->points;
}

static bool is_cause(const struct settling *s, const struct growth *g) {
  double head = 0;
  for (size_t k = 0; k < g->n; k++)
    head += profile_share(s->shares, SIDE_HEAD, call_total(s->tree, g->nodes[k], SIDE_HEAD)) / s->shares->scale;
  return 2 * g->points >= head;
}

/* Whether a cause that is no milder stands at the node or above it. */
static bool is_consequence(const struct settling *s, uint32_t node, enum verdict v) {
  for (uint32_t i = node; i != CALL_NONE; i = s->tree->nodes[i].parent)
    if (s->cause[i] != VERDICT_PASS && s->cause[i] <= v) return true;
  return false;
}

static bool mostly_consequence(const struct settling *s, const struct growth *g) {
  double points = 0;
  for (size_t k = 0; k < g->n; k++)
    if (is_consequence(s, g->nodes[k], g->verdict)) points += profile_total_growth(s->shares, g->nodes[k]);
  return points >= GROWTH_EXPLAINED * g->points;
}

/* Rows about self shares whose growth stands below causes. */
static void drop_consequences(struct settling *s) {
  double *below = ARENA_ARRAY(s->arena, double, s->tree->names_n);
  for (uint32_t i = 1; i < s->tree->n; i++) {
    const struct call_node *node = &s->tree->nodes[i];
    if (s->self[node->name] != VERDICT_PASS && is_consequence(s, i, s->self[node->name]))
      below[node->name] += profile_self_growth(s->shares, i);
  }
  for (uint32_t i = 1; i < s->tree->names_n; i++)
    if (s->self[i] != VERDICT_PASS && below[i] >= GROWTH_EXPLAINED * self_growth(s, i)) s->self[i] = VERDICT_PASS;
}

static void tell_self(struct settling *s) {
  for (uint32_t i = s->tree->n - 1; i > 0; i--) {
    const struct call_node *node = &s->tree->nodes[i];
    if (s->self[node->name] != VERDICT_PASS) s->told[i] += profile_self_growth(s->shares, i);
    s->told[node->parent] += s->told[i];
  }
}

static void tell(struct settling *s, const struct growth *g) {
  for (size_t k = 0; k < g->n; k++) {
    double more = profile_total_growth(s->shares, g->nodes[k]) - s->told[g->nodes[k]];
    for (uint32_t i = g->nodes[k]; i != CALL_NONE; i = s->tree->nodes[i].parent) s->told[i] += more;
  }
}

static bool is_told(const struct settling *s, const struct growth *g) {
  double told = 0;
  for (size_t k = 0; k < g->n; k++) told += s->told[g->nodes[k]];
  return told >= GROWTH_EXPLAINED * g->points;
}

enum standing { STANDING_OPEN, STANDING_ROW, STANDING_GONE };

/* The largest first: what stands below a cause is smaller. */
static void find_causes(struct settling *s, const struct growth_vec *found, enum standing *standing) {
  for (size_t i = found->n; i > 0; i--) {
    const struct growth *g = &found->at[i - 1];
    if (is_own_doing(s, g) || mostly_consequence(s, g)) standing[i - 1] = STANDING_GONE;
    else if (is_cause(s, g)) {
      standing[i - 1] = STANDING_ROW;
      for (size_t k = 0; k < g->n; k++) s->cause[g->nodes[k]] = g->verdict;
    }
  }
}

struct growth_vec growth_settle(struct arena *a, const struct profile_shares *shares, const struct growth_vec *found, enum verdict *self) {
  const struct calltree *t = shares->tree;
  struct settling s = {.arena = a, .shares = shares, .tree = t};
  s.self = self;
  s.cause = ARENA_ARRAY(a, enum verdict, t->n);
  s.told = ARENA_ARRAY(a, double, t->n);
  for (uint32_t i = 0; i < t->n; i++) s.cause[i] = VERDICT_PASS;
  enum standing *standing = ARENA_ARRAY(a, enum standing, found->n);
  find_causes(&s, found, standing);
  drop_consequences(&s);
  tell_self(&s);
  struct growth_vec left = {0};
  for (size_t i = 0; i < found->n; i++) {
    const struct growth *g = &found->at[i];
    if (standing[i] == STANDING_OPEN && !is_told(&s, g)) standing[i] = STANDING_ROW;
    if (standing[i] != STANDING_ROW) continue;
    s.self[g->name] = VERDICT_PASS; /* its row is about all of it */
    tell(&s, g);
    *VEC_PUSH(a, &left) = *g;
  }
  return left;
}
