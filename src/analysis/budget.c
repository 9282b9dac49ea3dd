#include "analysis/budget.h"

#include "analysis/error_budget.h"
#include "analysis/measured.h"
#include "analysis/missing.h"
#include "analysis/say.h"

#include <math.h>

/* A budget of either kind, as this file needs it. */
struct budget_decl {
  const struct decl *decl;
  enum gate_kind kind;
  struct str subject;
  struct bound bound;
  double quantile;
  bool unbounded, ambiguous; /* ambiguous: several measurements of head fit equally well */
  struct want want;          /* in head */
};

static void settle(struct budget_result *out, struct gate *g, enum verdict v, struct str reason) {
  out->verdict = g->verdict = v;
  g->reason = reason;
}

/* Of a budget of nothing no share can be used: it holds or it does not. */
static void judge_nothing(struct report *r, const struct budget_decl *d, struct budget_result *out, struct gate *g) {
  g->measured = say_time(r->arena, out->measured[SIDE_HEAD]);
  bool holds = bound_holds(d->bound.op, out->measured[SIDE_HEAD], d->bound.value);
  settle(out, g, holds ? VERDICT_PASS : VERDICT_FAIL,
         holds ? STR("the budget leaves no time at all, and none was used") : STR("the budget leaves no time at all"));
}

static void judge_measured(struct report *r, const struct budget_decl *d, struct budget_result *out, struct gate *g) {
  struct arena *a = r->arena;
  double head = out->measured[SIDE_HEAD];
  double base = out->has[SIDE_BASE] ? out->measured[SIDE_BASE] : (double)NAN;
  struct headroom h = headroom_of(out->budget_s, head, base);
  out->utilisation = h.utilisation;
  out->headroom = h.left;
  out->headroom_spent = h.spent;
  struct str budget = say_time(a, out->budget_s), value = say_time(a, head);
  struct str used = say_percent(a, h.utilisation, 0);
  struct str before = isnan(base) ? STR_NONE : say_time(a, base);
  g->measured = isnan(base) ? value : arena_printf(a, STR_FMT " (base " STR_FMT ")", STR_ARG(value), STR_ARG(before));
  g->worsening = isnan(base) || base <= 0 ? (double)NAN : head / base - 1;
  g->allowed = out->budget_s;
  struct str spent = STR_NONE;
  if (!isnan(h.spent))
    spent = arena_printf(a, "; headroom spent = (" STR_FMT " \xe2\x88\x92 " STR_FMT ") / (" STR_FMT " \xe2\x88\x92 " STR_FMT
                            ") = %.1f %%",
                         STR_ARG(value), STR_ARG(before), STR_ARG(budget), STR_ARG(before), 100 * h.spent);
  out->formula = g->formula = arena_printf(a, "utilisation = " STR_FMT " / " STR_FMT " = %.1f %%" STR_FMT, STR_ARG(value),
                                           STR_ARG(budget), 100 * h.utilisation, STR_ARG(spent));
  if (!bound_holds(d->bound.op, head, d->bound.value)) {
    settle(out, g, VERDICT_FAIL,
           arena_printf(a, STR_FMT " is over the budget of " STR_FMT, STR_ARG(value), STR_ARG(budget)));
    return;
  }
  out->burning = headroom_burning(h);
  if (!out->burning) {
    settle(out, g, VERDICT_PASS, arena_printf(a, STR_FMT " of the budget is used", STR_ARG(used)));
    return;
  }
  struct str how = !isnan(h.spent) && h.spent >= 0.5
                       ? arena_printf(a, "this change spends %.0f %% of the headroom that was left", 100 * h.spent)
                       : arena_printf(a, STR_FMT " of it is used", STR_ARG(used));
  settle(out, g, VERDICT_WARN, arena_printf(a, "inside the budget, and burning it: " STR_FMT, STR_ARG(how)));
}

static void judge_one(struct report *r, const struct budget_decl *d, struct budget_result *out) {
  struct arena *a = r->arena;
  bool unreadable = d->decl->problem.n > 0;
  struct str rule = d->decl->text;
  if (!unreadable && !d->unbounded) {
    struct str q = say_quantile(a, d->quantile), bound = say_bound(a, &d->bound);
    rule = arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(q), STR_ARG(bound));
  }
  struct gate *g = report_gate(r, d->kind, d->subject.n ? d->subject : d->decl->text, rule);
  g->source = d->decl->pos;
  g->item = out->decl;
  out->gate = (uint32_t)(r->gates.n - 1);
  out->quantile = d->quantile;
  out->budget_s = d->bound.value;
  out->utilisation = out->headroom = out->headroom_spent = (double)NAN;
  if (unreadable) {
    gate_unreadable(r, g, d->decl->problem);
    out->verdict = g->verdict;
  } else if (d->unbounded) {
    settle(out, g, VERDICT_UNMEASURED, STR("declares no bound"));
  } else if (d->ambiguous) {
    diag_add(r->diags, DIAG_METRIC_AMBIGUOUS, d->decl->pos, "more than one measurement fits \"" STR_FMT "\"", STR_ARG(d->subject));
    settle(out, g, VERDICT_NO_DATA, STR("more than one measurement fits"));
  } else if (!out->has[SIDE_HEAD]) {
    struct missing missing = missing_measurement(r, &d->want, out->has[SIDE_BASE]);
    settle(out, g, missing.verdict, missing.reason);
  } else if (!(out->budget_s > 0)) {
    judge_nothing(r, d, out, g);
  } else {
    judge_measured(r, d, out, g);
  }
}

static void take(struct budget_result *out, enum side side, const struct measurement *m) {
  if (m == NULL) return;
  out->has[side] = true;
  out->measured[side] = m->value;
  out->n[side] = m->n;
}

static double quantile_of(const struct component *c) {
  return c->has_quantile ? c->quantile : 0.99;
}

static void judge_component(struct report *r, uint32_t index) {
  const struct component *c = &r->in->doc->components.at[index];
  struct budget_result *out = VEC_PUSH(r->arena, &r->components);
  *out = (struct budget_result){.decl = index};
  double quantile = quantile_of(c);
  struct budget_decl d = {.decl = &c->decl, .kind = GATE_COMPONENT, .subject = c->name, .quantile = quantile, .unbounded = c->unbounded};
  d.bound = (struct bound){BOUND_AT_MOST, c->budget_s, DIM_TIME, STR_NONE};
  d.want = (struct want){.scope = SCOPE_COMPONENT, .name = c->name, .has_quantile = true, .quantile = quantile, .dim = DIM_TIME};
  if (c->is_margin && c->decl.problem.n == 0) {
    /* Reserve is an allocation, not something that could be measured: it has no gate. */
    out->verdict = VERDICT_UNMEASURED;
    out->gate = INDEX_NONE;
    out->budget_s = c->budget_s;
    out->quantile = quantile;
    out->utilisation = out->headroom = out->headroom_spent = (double)NAN;
    return;
  }
  for (d.want.side = SIDE_BASE; d.want.side < SIDE_MAX; d.want.side++)
    take(out, d.want.side, measured_find(&r->in->metrics, &d.want, &d.ambiguous));
  d.want.side = SIDE_HEAD;
  judge_one(r, &d, out);
}

static bool same_quantile(double a, double b) {
  return fabs(a - b) <= 1e-9;
}

/* Which declared budget of that quantile a measured route belongs to: the most specific, ties by order. INDEX_NONE for none. */
static uint32_t owner_of(const struct perfdoc *doc, const struct measurement *m) {
  struct str method, path;
  if (!route_split(m->name, &method, &path)) return INDEX_NONE;
  uint32_t best = INDEX_NONE;
  size_t best_weight = 0;
  for (uint32_t i = 0; i < doc->routes.n; i++) {
    size_t weight;
    const struct route_budget *b = &doc->routes.at[i];
    if (b->decl.problem.n || !same_quantile(b->quantile, m->quantile)) continue;
    if (!route_matches(&b->route, method, path, &weight)) continue;
    if (best != INDEX_NONE && weight <= best_weight) continue;
    best = i;
    best_weight = weight;
  }
  return best;
}

/* The slowest measured route under the budget: a pattern covers each of its routes. */
static const struct measurement *slowest(const struct measurement_vec *list, const uint32_t *owner, uint32_t index, enum side side,
                                         struct str name) {
  const struct measurement *worst = NULL;
  VEC_EACH(const struct measurement, m, list) {
    if (m->side != side || owner[m - list->at] != index) continue;
    if (name.n && !str_eq(name, m->name)) continue;
    if (worst == NULL || m->value > worst->value) worst = m;
  }
  return worst;
}

/* The budget of each measurement that is one of a route's time; found once, for there may be many of both. */
static const uint32_t *owners(const struct report *r) {
  const struct measurement_vec *list = &r->in->metrics.list;
  uint32_t *owner = ARENA_ARRAY(r->arena, uint32_t, list->n);
  for (size_t i = 0; i < list->n; i++) {
    const struct measurement *m = &list->at[i];
    bool time = m->scope == SCOPE_ROUTE && !m->is_good && !m->has_within && m->has_quantile && m->dim == DIM_TIME;
    owner[i] = time ? owner_of(r->in->doc, m) : INDEX_NONE;
  }
  return owner;
}

static void judge_route(struct report *r, const uint32_t *owner, uint32_t index) {
  const struct measurement_vec *list = &r->in->metrics.list;
  const struct route_budget *b = &r->in->doc->routes.at[index];
  struct budget_result *out = VEC_PUSH(r->arena, &r->routes);
  *out = (struct budget_result){.decl = index};
  if (b->decl.problem.n == 0 && !b->unbounded) {
    const struct measurement *head = slowest(list, owner, index, SIDE_HEAD, STR_NONE);
    take(out, SIDE_HEAD, head);
    /* Head and base must be the same route, or the headroom spent would compare two different ones. */
    take(out, SIDE_BASE, slowest(list, owner, index, SIDE_BASE, head ? head->name : STR_NONE));
  }
  struct budget_decl d = {.decl = &b->decl, .kind = GATE_ROUTE, .bound = b->bound, .quantile = b->quantile, .unbounded = b->unbounded};
  if (b->route.path.n) d.subject = say_route(r->arena, &b->route);
  d.want = (struct want){.scope = SCOPE_ROUTE, .route = b->route, .side = SIDE_HEAD, .has_quantile = true, .quantile = b->quantile, .dim = DIM_TIME};
  judge_one(r, &d, out);
}

/* Of several columns the one furthest out is summed; a column with a declared total goes before one without. */
static double quantile_to_sum(const struct component_vec *list) {
  double q = 0;
  bool total = false;
  VEC_EACH(const struct component, c, list) {
    if (c->decl.problem.n || c->unbounded || c->is_total < total) continue;
    q = c->is_total > total ? quantile_of(c) : fmax(q, quantile_of(c));
    total = c->is_total;
  }
  return q;
}

static void sum_components(struct report *r) {
  struct component_total *t = &r->component_total;
  t->quantile = quantile_to_sum(&r->in->doc->components);
  VEC_EACH(const struct component, c, &r->in->doc->components) {
    if (c->decl.problem.n || c->unbounded || !same_quantile(quantile_of(c), t->quantile)) continue;
    if (c->is_total) {
      t->declared = true;
      t->declared_s = c->budget_s;
    } else {
      t->sum_s += c->budget_s;
      t->parts += !c->is_margin;
    }
  }
  t->mismatch = t->declared && fabs(t->sum_s - t->declared_s) > 1e-9 * fmax(t->sum_s, t->declared_s);
}

void budget_judge(struct report *r) {
  sum_components(r);
  for (uint32_t i = 0; i < r->in->doc->components.n; i++) judge_component(r, i);
  const uint32_t *owner = owners(r);
  for (uint32_t i = 0; i < r->in->doc->routes.n; i++) judge_route(r, owner, i);
}
