#include "analysis/measured.h"

#include "base/num.h"
#include "base/strmap.h"

#include <math.h>

static bool near(double a, double b) {
  return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

static bool same_figure(const struct measurement *m, const struct want *w) {
  if (m->scope != w->scope || m->side != w->side || m->is_good != w->is_good) return false;
  if (m->has_quantile != w->has_quantile || (w->has_quantile && !near(m->quantile, w->quantile))) return false;
  if (m->has_within != w->has_within || (w->has_within && !near(m->within_s, w->within_s))) return false;
  return w->is_good || w->dim == DIM_NONE || m->dim == w->dim;
}

/* Whether every word of `words` stands in `text`, case aside: "peak" answers to "Peak service memory". */
static bool has_words(struct str text, struct str words) {
  struct str word, field;
  bool any = false;
  while (str_next_field(&words, &word)) {
    bool found = false;
    struct str rest = text;
    while (!found && str_next_field(&rest, &field)) found = str_eq_nocase(field, word);
    if (!found) return false;
    any = true;
  }
  return any;
}

enum { FIT_NONE, FIT_LOOSE, FIT_PATTERN, FIT_EXACT_PATH, FIT_EXACT };

/* How well a measurement's name answers. Route weights only rank declared patterns, so they do not enter here. */
static int fit_of(const struct measurement *m, const struct want *w) {
  if (w->scope != SCOPE_ROUTE) {
    if (str_eq_words(m->name, w->name)) return FIT_EXACT;
    return w->scope == SCOPE_RESOURCE && has_words(m->name, w->name) ? FIT_LOOSE : FIT_NONE;
  }
  struct str method, path;
  size_t weight;
  if (!route_split(m->name, &method, &path)) return FIT_NONE;
  if (!route_matches(&w->route, method, path, &weight)) return FIT_NONE;
  if (!str_eq(path, w->route.path)) return FIT_PATTERN;
  return str_eq(method, w->route.methods) ? FIT_EXACT : FIT_EXACT_PATH;
}

const struct measurement *measured_find(const struct metrics *m, const struct want *w, bool *ambiguous) {
  const struct measurement *best = NULL;
  int fit = FIT_NONE;
  *ambiguous = false;
  VEC_EACH(const struct measurement, it, &m->list) {
    if (!same_figure(it, w)) continue;
    int f = fit_of(it, w);
    if (f == FIT_NONE || f < fit) continue;
    *ambiguous = f == fit;
    best = it;
    fit = f;
  }
  return *ambiguous ? NULL : best;
}

const struct measurement *measured_near(const struct metrics *m, const struct want *w) {
  VEC_EACH(const struct measurement, it, &m->list) {
    if (w->is_good || it->scope != w->scope || it->side != w->side || it->is_good || it->dim == DIM_RATE) continue;
    bool other_dim = w->dim != DIM_NONE && it->dim != w->dim, no_quantile = w->has_quantile && !it->has_quantile;
    bool same_quantile = it->has_quantile == w->has_quantile && (!w->has_quantile || near(it->quantile, w->quantile));
    if (!(other_dim && same_quantile) && !(no_quantile && !other_dim)) continue;
    int fit = fit_of(it, w);
    if (w->scope == SCOPE_ROUTE ? fit != FIT_NONE : fit == FIT_EXACT) return it;
  }
  return NULL;
}

/* Names of routes that have such a row. */
static void put_answered(struct arena *a, struct strmap *answered, const struct metrics *m, const struct want *w) {
  VEC_EACH(const struct measurement, it, &m->list) {
    if (same_figure(it, w)) *strmap_at(a, answered, it->name) = 1;
  }
}

bool measured_sum(const struct metrics *m, const struct want *w, uint64_t *good, uint64_t *n, uint32_t *routes) {
  struct arena scratch = ARENA_INIT;
  struct strmap answered = {0};
  bool whole = true;
  *good = *n = 0;
  *routes = 0;
  put_answered(&scratch, &answered, m, w);
  VEC_EACH(const struct measurement, it, &m->list) {
    if (it->scope != SCOPE_ROUTE || it->side != w->side) continue;
    if (same_figure(it, w)) {
      *good += it->good;
      *n += it->n;
      (*routes)++;
    } else if (*strmap_at(&scratch, &answered, it->name) == 0) {
      whole = false;
    }
  }
  arena_free(&scratch);
  return whole && *routes > 0;
}

static bool objective_claims(const struct slo *s, const struct measurement *m) {
  bool all_routes = s->route.path.n == 0 && m->scope == SCOPE_ROUTE;
  if (all_routes) return s->shape == SLO_REQUESTS && m->is_good;
  struct want w = {.scope = s->route.path.n ? SCOPE_ROUTE : SCOPE_RESOURCE, .route = s->route, .name = s->subject};
  return m->scope == w.scope && fit_of(m, &w) != FIT_NONE;
}

static bool is_claimed(const struct perfdoc *doc, const struct measurement *m) {
  VEC_EACH(const struct slo, s, &doc->slos) {
    if (objective_claims(s, m)) return true;
  }
  VEC_EACH(const struct route_budget, b, &doc->routes) {
    struct want w = {.scope = SCOPE_ROUTE, .route = b->route};
    if (m->scope == SCOPE_ROUTE && fit_of(m, &w) != FIT_NONE) return true;
  }
  VEC_EACH(const struct component, c, &doc->components) {
    if (m->scope == SCOPE_COMPONENT && str_eq_words(m->name, c->name)) return true;
  }
  return false;
}

void measured_note_unclaimed(struct diags *d, const struct metrics *m, const struct perfdoc *doc) {
  struct arena scratch = ARENA_INIT;
  struct strmap met[SCOPE_MAX] = {{0}};
  VEC_EACH(const struct measurement, it, &m->list) {
    if (!doc->present || it->side != SIDE_HEAD || (*strmap_at(&scratch, &met[it->scope], it->name))++ > 0) continue;
    /* Rows of one name differ in what they are of: any of them may be the one that a declaration is about. */
    bool claimed = false;
    for (const struct measurement *same = it; same < m->list.at + m->list.n && !claimed; same++)
      claimed = same->side == SIDE_HEAD && same->scope == it->scope && str_eq(same->name, it->name) && is_claimed(doc, same);
    if (!claimed) diag_add(d, DIAG_UNCLAIMED, it->pos, "nothing in the document speaks of \"" STR_FMT "\"", STR_ARG(it->name));
  }
  arena_free(&scratch);
}
