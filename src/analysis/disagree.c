#include "analysis/disagree.h"

#include "analysis/profile_drift.h"
#include "analysis/profile_pick.h"
#include "analysis/say.h"

#include <math.h>

/* A percentile of a route on both sides. */
struct pair {
  const struct measurement *base, *head;
};
VEC_OF(pair_vec, struct pair);

static bool is_percentile(const struct measurement *m) {
  return m->scope == SCOPE_ROUTE && m->has_quantile && !m->is_good && !m->has_within && m->dim == DIM_TIME && m->value > 0;
}

/* Percentiles of base by route and quantile: the index of the row, plus one. */
static uint32_t *base_of(struct arena *scratch, struct strmap *bases, const struct measurement *m) {
  return strmap_at(scratch, bases, arena_printf(scratch, "%.6f " STR_FMT, m->quantile, STR_ARG(m->name)));
}

/* p99 goes before any other; of others the higher one. */
static bool is_preferred(double a, double b) {
  bool a99 = fabs(a - 0.99) < 1e-9, b99 = fabs(b - 0.99) < 1e-9;
  return a99 != b99 ? a99 : a > b;
}

static struct pair_vec pairs_of(struct arena *scratch, const struct report *r) {
  struct pair_vec pairs = {0};
  struct strmap bases = {0}, at = {0}; /* at: by route, its index plus one */
  const struct measurement_vec *list = &r->in->metrics.list;
  VEC_EACH(const struct measurement, m, list) {
    if (m->side == SIDE_BASE && is_percentile(m)) *base_of(scratch, &bases, m) = (uint32_t)(m - list->at) + 1;
  }
  VEC_EACH(const struct measurement, m, list) {
    uint32_t found = m->side == SIDE_HEAD && is_percentile(m) ? *base_of(scratch, &bases, m) : 0;
    if (found == 0) continue;
    const struct measurement *base = &list->at[found - 1];
    uint32_t *index = strmap_at(scratch, &at, m->name);
    if (*index == 0) {
      *VEC_PUSH(scratch, &pairs) = (struct pair){base, m};
      *index = (uint32_t)pairs.n;
    } else if (is_preferred(m->quantile, pairs.at[*index - 1].head->quantile)) {
      pairs.at[*index - 1] = (struct pair){base, m};
    }
  }
  return pairs;
}

static double change_of(const struct pair *p) {
  return p->head->value / p->base->value - 1;
}

static bool profile_stands(const struct profile_drift *d) {
  double noise = d->chance + d->margin;
  if (!d->has_noise) return d->moved <= DISAGREE_PROFILE_STANDS;
  return noise <= DISAGREE_NOISE_MAX && d->moved <= fmax(DISAGREE_PROFILE_STANDS, noise);
}

static bool profile_moved(const struct profile_drift *d) {
  return d->has_noise && d->moved - d->chance - d->margin >= DISAGREE_PROFILE_MOVED;
}

static struct str say_metric(struct arena *a, const struct pair *p, const struct profile_drift *d) {
  double change = change_of(p);
  struct str quantile = say_quantile(a, p->head->quantile), by = say_percent(a, fabs(change), 1), moved = say_percent(a, d->moved, 2);
  struct str base = say_time(a, p->base->value), head = say_time(a, p->head->value);
  return arena_printf(a, STR_FMT " of " STR_FMT " %s by " STR_FMT " (" STR_FMT " \xe2\x86\x92 " STR_FMT "), and " STR_FMT " of the CPU samples moved: "
                      "the two disagree. What made it %s is not work on the CPU: time spent waiting (locks, disk, network), another load, or "
                      "something downstream.",
                      STR_ARG(quantile), STR_ARG(p->head->name), change < 0 ? "fell" : "rose", STR_ARG(by), STR_ARG(base), STR_ARG(head), STR_ARG(moved),
                      change < 0 ? "faster" : "slower");
}

static struct str say_profile(struct arena *a, const struct pair *most, const struct profile_drift *d) {
  struct str moved = say_percent(a, d->moved, 1), quantile = say_quantile(a, most->head->quantile), change = say_change(a, change_of(most));
  return arena_printf(a, STR_FMT " of the CPU samples moved, and no measured percentile changed by more than 3\xc2\xa0%% (most: " STR_FMT " of " STR_FMT
                      ", " STR_FMT "): the two disagree. The work that changed is not what these requests wait for, or the profile was "
                      "taken under another load than they were measured under.",
                      STR_ARG(moved), STR_ARG(quantile), STR_ARG(most->head->name), STR_ARG(change));
}

static void add(struct report *r, uint32_t profile, const struct pair *p, const struct profile_drift *d, bool metric_moved) {
  struct disagreement *out = VEC_PUSH(r->arena, &r->disagreements);
  *out = (struct disagreement){.metric_moved = metric_moved, .route = p->head->name, .quantile = p->head->quantile, .base = p->base->value,
                               .head = p->head->value, .change = change_of(p), .profile = profile, .moved = d->moved, .chance = d->chance,
                               .margin = d->margin, .has_noise = d->has_noise};
  out->text = metric_moved ? say_metric(r->arena, p, d) : say_profile(r->arena, p, d);
  diag_add(r->diags, DIAG_METRIC_PROFILE, metric_moved ? p->head->pos : (struct pos){.file = p->head->pos.file}, STR_FMT, STR_ARG(out->text));
}

static void find(struct report *r, uint32_t profile, const struct pair_vec *pairs) {
  struct profile_drift d = profile_drift_of(&r->in->profiles.at[r->profiles.at[profile].profile]);
  const struct pair *most = NULL;
  if (!d.known) return;
  VEC_EACH(const struct pair, p, pairs) {
    double size = fabs(change_of(p));
    if (size >= DISAGREE_METRIC_MOVED && profile_stands(&d)) add(r, profile, p, &d, true);
    if (most == NULL || size > fabs(change_of(most))) most = p;
  }
  if (most && fabs(change_of(most)) < DISAGREE_METRIC_STANDS && profile_moved(&d)) add(r, profile, most, &d, false);
}

void disagreements_find(struct report *r) {
  uint32_t profile = profile_pick_cpu(r);
  if (profile == INDEX_NONE) return;
  struct arena scratch = ARENA_INIT;
  struct pair_vec pairs = pairs_of(&scratch, r);
  find(r, profile, &pairs);
  arena_free(&scratch);
}
