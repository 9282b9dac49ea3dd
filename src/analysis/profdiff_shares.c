#include "analysis/profdiff_shares.h"

#include "analysis/stats_centre.h"
#include "base/vec.h"

#include <math.h>

double profile_share(const struct profile_shares *s, enum side side, uint64_t count) {
  return s->total[side] > 0 ? (double)count / s->total[side] : 0;
}

static bool speaks_for_scale(const struct profile_shares *s, enum side side, double share) {
  return share >= PROFILE_SCALE_FLOOR && (!s->has_noise || share * s->events[side] >= PROFILE_SCALE_EVENTS - 0.5);
}

static double scale_of(struct arena *scratch, const struct profile_shares *s) {
  const struct calltree *t = s->tree;
  struct arena_mark mark = arena_mark(scratch);
  double *ratio = ARENA_ARRAY(scratch, double, t->names_n), *weight = ARENA_ARRAY(scratch, double, t->names_n);
  size_t n = 0;
  for (uint32_t i = 1; i < t->names_n; i++) {
    double base = profile_share(s, SIDE_BASE, t->functions[i].self[SIDE_BASE]);
    double head = profile_share(s, SIDE_HEAD, t->functions[i].self[SIDE_HEAD]);
    if (!speaks_for_scale(s, SIDE_BASE, base) || !speaks_for_scale(s, SIDE_HEAD, head)) continue;
    ratio[n] = head / base;
    weight[n++] = sqrt(base * head / (base + head));
  }
  double scale = n ? stat_weighted_median(scratch, ratio, weight, n) : 1;
  arena_release(scratch, mark);
  return scale;
}

struct profile_shares profile_shares_of(struct arena *scratch, const struct profile *p) {
  struct profile_shares s = {.tree = &p->tree, .has_noise = profile_has_events(p), .scale = 1};
  for (enum side side = SIDE_BASE; side < SIDE_MAX; side++) {
    s.total[side] = (double)calltree_total(&p->tree, side);
    s.events[side] = s.has_noise ? profile_events(p, side) : s.total[side]; /* else nobody looks at what comes of them */
  }
  s.two_sided = s.total[SIDE_BASE] > 0 && s.total[SIDE_HEAD] > 0;
  if (s.two_sided) s.scale = scale_of(scratch, &s);
  return s;
}

double profile_growth(const struct profile_shares *s, const uint64_t count[SIDE_MAX]) {
  return profile_share(s, SIDE_HEAD, count[SIDE_HEAD]) / s->scale - profile_share(s, SIDE_BASE, count[SIDE_BASE]);
}

double profile_self_growth(const struct profile_shares *s, uint32_t node) {
  return profile_growth(s, (const uint64_t[SIDE_MAX]){call_self(s->tree, node, SIDE_BASE), call_self(s->tree, node, SIDE_HEAD)});
}

double profile_total_growth(const struct profile_shares *s, uint32_t node) {
  return profile_growth(s, (const uint64_t[SIDE_MAX]){call_total(s->tree, node, SIDE_BASE), call_total(s->tree, node, SIDE_HEAD)});
}

struct stat_share_change profile_change(const struct profile_shares *s, const uint64_t count[SIDE_MAX], double z) {
  double base = (double)count[SIDE_BASE], head = (double)count[SIDE_HEAD];
  double of = fmax(s->total[SIDE_HEAD] * s->scale, head); /* a scaled share may pass 1: then it is all of its total */
  struct stat_share_change c = stat_share_compare((struct stat_share){base / s->total[SIDE_BASE], s->events[SIDE_BASE]},
                                                  (struct stat_share){head / of, of / s->total[SIDE_HEAD] * s->events[SIDE_HEAD]}, z);
  c.change = profile_growth(s, count);
  c.hi = fmax(c.hi, c.change);
  return c;
}
