#include "analysis/slo.h"

#include "analysis/error_budget.h"
#include "analysis/measured.h"
#include "analysis/missing.h"
#include "analysis/say.h"
#include "base/num.h"

#include <math.h>

static const double BUDGET_WARN = 0.8; /* of the error budget used: PRACTICE 3 */
static const double RATE_SLACK = 0.1;  /* "at 1000 RPS" is met within 10 % */

/* The length of a time slice is not in the sentence: the document's settings, else a minute. */
static double slice_of(const struct report *r, const struct slo *s) {
  if (s->slice_s > 0) return s->slice_s;
  return r->in->doc->settings.slice_s > 0 ? r->in->doc->settings.slice_s : 60;
}

static struct want want_of(const struct slo *s, enum side side, bool is_good) {
  return (struct want){.scope = s->route.path.n ? SCOPE_ROUTE : SCOPE_RESOURCE,
                       .route = s->route,
                       .name = s->subject,
                       .side = side,
                       .is_good = is_good,
                       .dim = s->bound.dim};
}

static struct str rule_text(const struct report *r, const struct slo *s) {
  struct arena *a = r->arena;
  struct str bound = s->has_bound ? say_bound(a, &s->bound) : STR("succeed");
  if (s->target.den == 0) return bound;
  struct str target = say_ratio(a, s->target);
  struct str window = s->window.kind == WINDOW_NONE ? STR("an undeclared window") : say_span(a, s->window.length_s);
  if (s->shape == SLO_REQUESTS)
    return arena_printf(a, STR_FMT " of requests " STR_FMT ", over " STR_FMT, STR_ARG(target), STR_ARG(bound),
                        STR_ARG(window));
  struct str slice = say_span(a, slice_of(r, s));
  return arena_printf(a, STR_FMT " in " STR_FMT " of slices of " STR_FMT ", over " STR_FMT, STR_ARG(bound),
                      STR_ARG(target), STR_ARG(slice), STR_ARG(window));
}

static void settle(struct slo_result *out, struct gate *g, enum verdict v, struct str reason) {
  out->verdict = g->verdict = v;
  g->reason = reason;
}

/* A target of 100 % leaves no budget: nothing is used up, and nothing burns. */
static void judge_all_or_nothing(struct report *r, const struct slo *s, struct slo_result *out, struct gate *g) {
  struct arena *a = r->arena;
  const char *what = s->shape == SLO_SLICES ? "slices" : "requests";
  uint64_t bad = out->total - out->good;
  struct str target = say_ratio(a, s->target), bad_n = say_count(a, bad);
  out->burn = (double)NAN;
  out->exhausts_s = bad > 0 ? 0 : -1;
  out->formula = g->formula = arena_printf(a, "budget = 1 \xe2\x88\x92 " STR_FMT " = none; " STR_FMT " bad %s", STR_ARG(target),
                                           STR_ARG(bad_n), what);
  if (bad > 0) settle(out, g, VERDICT_FAIL, STR("the objective is missed: it leaves room for no failure at all"));
  else settle(out, g, VERDICT_PASS, STR("it leaves room for no failure, and none was counted"));
}

/* A budget of events that was counted: good of n, of requests or of time slices. */
static void judge_budget(struct report *r, const struct slo *s, struct slo_result *out, struct gate *g) {
  struct arena *a = r->arena;
  bool slices = s->shape == SLO_SLICES;
  struct event_budget b = event_budget(out->total, out->total - out->good, s->target);
  out->measured = out->is_sli = out->has_budget = true;
  out->sli = b.sli;
  out->burn = b.burn;
  double window_s = s->window.length_s;
  double slice_s = slice_of(r, s);
  double whole = slices && window_s > 0 ? window_s / slice_s : (double)out->total;
  uint64_t bad = out->total - out->good;
  double unit = slices ? slice_s : 1;
  out->coverage = slices && window_s > 0 ? fmin(1, (double)out->total / whole) : (double)NAN;
  out->budget = slices ? time_budget_s(whole * slice_s, s->target) : b.events;
  out->low_volume = !b.zero_budget && out->budget < unit;
  out->used = (double)bad * unit;
  out->remaining = out->budget - out->used;
  out->budget_share_used = bad == 0 ? 0 : out->budget > 0 ? out->used / out->budget : (double)NAN;
  out->exhausts_s = window_s > 0 ? budget_exhausts_s(window_s, 1 - out->budget_share_used, b.burn) : -1;
  struct str n = say_count(a, out->total), bad_n = say_count(a, bad), sli = say_percent(a, b.sli, 3);
  const char *what = slices ? "slices" : "requests";
  g->measured = arena_printf(a, STR_FMT " of " STR_FMT " %s (" STR_FMT " bad)", STR_ARG(sli), STR_ARG(n), what,
                             STR_ARG(bad_n));
  if (b.zero_budget) {
    judge_all_or_nothing(r, s, out, g);
    return;
  }
  struct str target = say_ratio(a, s->target), used = say_percent(a, out->budget_share_used, 1);
  struct str budget = slices ? say_span(a, out->budget) : arena_printf(a, "%.6g requests", out->budget);
  out->formula = g->formula = arena_printf(
      a, "budget = (1 \xe2\x88\x92 " STR_FMT ") \xc3\x97 " STR_FMT " = " STR_FMT "; used = " STR_FMT " bad %s = " STR_FMT
         "; burn rate = %.3g",
      STR_ARG(target), STR_ARG(slices ? say_span(a, window_s) : arena_printf(a, STR_FMT " requests", STR_ARG(n))),
      STR_ARG(budget), STR_ARG(bad_n), what, STR_ARG(used), b.burn);
  bool whole_window = !slices || out->coverage >= 1;
  if (!b.met && (whole_window || out->remaining < 0)) {
    settle(out, g, VERDICT_FAIL, arena_printf(a, "the objective is missed: " STR_FMT " of the budget is used", STR_ARG(used)));
  } else if (out->budget_share_used >= BUDGET_WARN || b.burn > 1) {
    settle(out, g, VERDICT_WARN,
           arena_printf(a, STR_FMT " of the budget is used; it burns at %.3g\xc3\x97 the even pace", STR_ARG(used), b.burn));
  } else {
    settle(out, g, VERDICT_PASS, arena_printf(a, STR_FMT " of the budget is used", STR_ARG(used)));
  }
  if (out->low_volume) out->note = STR("the budget is less than one event: too little traffic to tell");
}

static void judge_bound(struct report *r, const struct slo *s, const struct measurement *m, struct slo_result *out,
                        struct gate *g) {
  struct arena *a = r->arena;
  out->measured = true;
  out->value = out->lo = out->hi = m->value;
  out->total = m->n;
  bool holds = bound_holds(s->bound.op, m->value, s->bound.value);
  struct str value = say_quantity(a, m->value, m->dim);
  struct str limit = say_quantity(a, s->bound.value, s->bound.dim);
  g->measured = value;
  g->allowed = s->bound.value;
  if (s->bound.value > 0)
    out->formula = g->formula = arena_printf(a, STR_FMT " / " STR_FMT " = %.1f %% of the bound", STR_ARG(value), STR_ARG(limit),
                                             100 * m->value / s->bound.value);
  bool window = s->shape != SLO_BOUND;
  const char *caveat = window ? "; one measurement, not a window" : "";
  if (window) out->note = STR("one measurement, not a window");
  settle(out, g, holds ? VERDICT_PASS : VERDICT_FAIL,
         arena_printf(a, STR_FMT " is %s " STR_FMT "%s", STR_ARG(value), holds ? "within" : "beyond", STR_ARG(limit), caveat));
}

/* The rate an objective is conditional on. False when it settles the matter: not measured at that load. */
static bool rate_met(struct report *r, const struct slo *s, struct slo_result *out, struct gate *g) {
  if (!s->has_rate) return true;
  struct want w = want_of(s, SIDE_HEAD, false);
  w.dim = DIM_RATE;
  bool ambiguous;
  const struct measurement *m = measured_find(&r->in->metrics, &w, &ambiguous);
  if (m == NULL) {
    settle(out, g, VERDICT_NO_DATA,
           arena_printf(r->arena, "it holds at %.6g requests per second, and the load it was measured at is not given", s->rate_rps));
    return false;
  }
  if (fabs(m->value - s->rate_rps) <= RATE_SLACK * s->rate_rps) return true;
  settle(out, g, VERDICT_NO_DATA,
         arena_printf(r->arena, "it holds at %.6g requests per second, measured at %.6g", s->rate_rps, m->value));
  return false;
}

/* What was counted of an objective's good events. */
struct counted {
  bool found, ambiguous;
  uint64_t good, total;
  uint32_t measurement; /* of one route; INDEX_NONE for the sum of all */
  uint32_t routes;      /* in that sum */
};

static struct counted find_good(const struct report *r, const struct slo *s, enum side side) {
  struct counted c = {.measurement = INDEX_NONE};
  if (s->shape == SLO_BOUND || s->target.den == 0) return c;
  struct want w = want_of(s, side, true);
  w.scope = SCOPE_ROUTE;
  w.has_quantile = s->shape == SLO_SLICES;
  w.quantile = s->quantile;
  w.has_within = s->has_bound;
  w.within_s = s->bound.value;
  if (s->route.path.n == 0) {
    c.found = s->shape == SLO_REQUESTS && measured_sum(&r->in->metrics, &w, &c.good, &c.total, &c.routes);
    return c;
  }
  const struct measurement *m = measured_find(&r->in->metrics, &w, &c.ambiguous);
  if (m == NULL) return c;
  c.found = true;
  c.measurement = (uint32_t)(m - r->in->metrics.list.at);
  c.good = m->good;
  c.total = m->n;
  return c;
}

/* 99 % of requests within x and "p99 at most x" are the same statement of one measurement. */
static struct want figure_of(const struct slo *s, enum side side) {
  struct want w = want_of(s, side, false);
  w.has_quantile = s->has_quantile || s->shape == SLO_REQUESTS;
  w.quantile = s->has_quantile ? s->quantile : ratio_value(s->target);
  return w;
}

static const struct measurement *find_figure(const struct report *r, const struct slo *s, enum side side, bool *ambiguous) {
  struct want w = figure_of(s, side);
  return s->has_bound ? measured_find(&r->in->metrics, &w, ambiguous) : NULL;
}

static void judge_counted(struct report *r, const struct slo *s, const struct counted *c, struct slo_result *out, struct gate *g) {
  out->measurement = c->measurement;
  out->good = c->good;
  out->total = c->total;
  if (c->total == 0) {
    settle(out, g, VERDICT_NO_DATA, STR("nothing was counted: 0 of 0"));
    return;
  }
  if (c->routes > 0) out->note = arena_printf(r->arena, "sum of %lu routes", (unsigned long)c->routes);
  judge_budget(r, s, out, g);
}

static void judge_unanswered(struct report *r, const struct slo *s, struct slo_result *out, struct gate *g) {
  bool ambiguous = false;
  struct counted base = find_good(r, s, SIDE_BASE);
  bool in_base = base.found || base.ambiguous || find_figure(r, s, SIDE_BASE, &ambiguous) != NULL || ambiguous;
  struct want w = figure_of(s, SIDE_HEAD);
  if (!s->has_bound) w.is_good = true; /* nothing but a count could answer it */
  struct missing missing = missing_measurement(r, &w, in_base);
  settle(out, g, missing.verdict, missing.reason);
}

static enum gate_kind kind_of(const struct slo *s) {
  if (s->shape != SLO_BOUND) return GATE_ERROR_BUDGET;
  return s->has_quantile ? GATE_SLO : GATE_RESOURCE;
}

static void judge_one(struct report *r, uint32_t index) {
  const struct slo *s = &r->in->doc->slos.at[index];
  struct slo_result *out = VEC_PUSH(r->arena, &r->slos);
  *out = (struct slo_result){.slo = index, .measurement = INDEX_NONE, .exhausts_s = -1, .coverage = (double)NAN};
  bool unreadable = s->decl.problem.n > 0;
  struct gate *g = report_gate(r, kind_of(s), s->name.n ? s->name : s->decl.text,
                               unreadable || s->unbounded ? s->decl.text : rule_text(r, s));
  g->source = s->decl.pos;
  g->item = index;
  out->gate = (uint32_t)(r->gates.n - 1);
  if (unreadable) {
    gate_unreadable(r, g, s->decl.problem);
    out->verdict = g->verdict;
    return;
  }
  if (s->unbounded) {
    settle(out, g, VERDICT_UNMEASURED, STR("declares no bound"));
    return;
  }
  if (!rate_met(r, s, out, g)) return;
  struct counted counted = find_good(r, s, SIDE_HEAD);
  if (counted.found) {
    judge_counted(r, s, &counted, out, g);
    return;
  }
  bool ambiguous = counted.ambiguous;
  const struct measurement *m = ambiguous ? NULL : find_figure(r, s, SIDE_HEAD, &ambiguous);
  if (m != NULL) {
    out->measurement = (uint32_t)(m - r->in->metrics.list.at);
    judge_bound(r, s, m, out, g);
  } else if (ambiguous) {
    diag_add(r->diags, DIAG_METRIC_AMBIGUOUS, s->decl.pos, "more than one measurement fits \"" STR_FMT "\"", STR_ARG(s->name));
    settle(out, g, VERDICT_NO_DATA, STR("more than one measurement fits"));
  } else {
    judge_unanswered(r, s, out, g);
  }
}

void slo_judge(struct report *r) {
  for (uint32_t i = 0; i < r->in->doc->slos.n; i++) judge_one(r, i);
}
