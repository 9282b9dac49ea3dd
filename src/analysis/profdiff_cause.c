#include "analysis/profdiff.h"
#include "analysis/profdiff_growth.h"
#include "analysis/profdiff_hotspot.h"
#include "analysis/stats_normal.h"

/* The least growth that is offered as a cause: with known noise, and without; and the least part of what it grew from, so
 * that an error of the scale, which moves every share a little, is no growth. */
#define CAUSE_POINTS 0.005
#define CAUSE_POINTS_BLIND 0.01
#define CAUSE_RELATIVE 0.05
/* A callee with more than half of the growth is nearer to the cause than its caller. */
#define CAUSE_EXPLAINED 0.5

struct causes {
  struct profile_shares shares;
  struct growth_vec found;
};

static bool has_grown(const struct profile_shares *s, const uint64_t total[SIDE_MAX], double z) {
  double growth = profile_growth(s, total);
  if (growth < CAUSE_RELATIVE * profile_share(s, SIDE_BASE, total[SIDE_BASE])) return false;
  return s->has_noise ? growth >= CAUSE_POINTS && profile_change(s, total, z).lo > 0 : growth >= CAUSE_POINTS_BLIND;
}

/* Growth that is outside the noise, at the lowest frames that explain it. */
static void find(struct causes *c, struct arena *a, const struct report *r, const struct profile *p) {
  double z = stat_normal_critical(r->options.alpha > 0 ? r->options.alpha : 0.05);
  c->shares = profile_shares_of(a, p);
  if (!c->shares.two_sided) return;
  uint32_t *candidates = ARENA_ARRAY(a, uint32_t, p->tree.names_n);
  size_t n = 0;
  for (uint32_t i = 1; i < p->tree.names_n; i++) {
    if (has_grown(&c->shares, p->tree.functions[i].total, z)) candidates[n++] = i;
  }
  struct growth_search search = {&c->shares, candidates, n, CAUSE_EXPLAINED, CAUSE_POINTS};
  c->found = growth_lowest(a, &search);
}

/* Part of a growth that stands below frames the hint names (or is one of them). */
static double below(const struct causes *c, const struct growth *g, struct str hint) {
  const struct calltree *t = c->shares.tree;
  double points = 0;
  for (size_t k = 0; k < g->n; k++) {
    for (uint32_t i = g->nodes[k]; i != CALL_NONE; i = t->nodes[i].parent) {
      if (!profdiff_names_frame(hint, t->names[t->nodes[i].name])) continue;
      points += profile_total_growth(&c->shares, g->nodes[k]);
      break;
    }
  }
  return points;
}

static bool is_in_profile(const struct causes *c, struct str hint) {
  const struct calltree *t = c->shares.tree;
  for (uint32_t i = 1; t && i < t->names_n; i++)
    if (profdiff_names_frame(hint, t->names[i])) return true;
  return false;
}

/* found ascends: the last one wins. A hint that the profile knows is the only place to look: what grew elsewhere did not make
 * that function slower. */
static const struct growth *largest(const struct causes *c, struct str hint) {
  const struct growth *best = NULL, *hinted = NULL;
  VEC_EACH(const struct growth, g, &c->found) {
    best = g;
    if (hint.n && 2 * below(c, g, hint) >= g->points) hinted = g;
  }
  return hinted || (hint.n && is_in_profile(c, hint)) ? hinted : best;
}

static uint32_t index_of(const struct profile_result *p, uint32_t name) {
  for (size_t i = 0; i < p->functions.n; i++)
    if (p->functions.at[i].name == name) return (uint32_t)i;
  return INDEX_NONE;
}

struct causes *profdiff_causes(struct arena *a, const struct report *r) {
  struct causes *all = ARENA_ARRAY(a, struct causes, r->profiles.n);
  for (size_t i = 0; i < r->profiles.n; i++) find(&all[i], a, r, &r->in->profiles.at[r->profiles.at[i].profile]);
  return all;
}

/* Profiles whose noise is known go before the others. */
struct cause profdiff_cause(const struct report *r, const struct causes *all, struct str hint) {
  struct cause best = {.profile = INDEX_NONE, .index = INDEX_NONE};
  bool best_has_noise = false;
  for (uint32_t i = 0; i < r->profiles.n; i++) {
    const struct causes *c = &all[i];
    const struct growth *g = largest(c, hint);
    bool better = g && (!best.known || (c->shares.has_noise == best_has_noise ? g->points > best.points : c->shares.has_noise));
    if (!better) continue;
    best = (struct cause){true, c->shares.tree->names[g->name], g->points, i, index_of(&r->profiles.at[i], g->name)};
    best_has_noise = c->shares.has_noise;
  }
  return best;
}
