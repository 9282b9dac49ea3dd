#include "analysis/slo.h"

#include "analysis/error_budget.h"
#include "analysis/measured.h"
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

static struct want want_of(const struct slo *s, bool is_good) {
  return (struct want){.scope = s->route.path.n ? SCOPE_ROUTE : SCOPE_RESOURCE,
                       .route = s->route,
                       .name = s->subject,
                       .side = SIDE_HEAD,
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
  out->budget = whole * unit * (1 - ratio_value(s->target));
  if (!slices) out->budget = b.events;
  out->low_volume = !b.zero_budget && out->budget < unit;
  out->used = (double)bad * unit;
  out->remaining = out->budget - out->used;
  out->budget_share_used = bad == 0 ? 0 : out->budget > 0 ? out->used / out->budget : (double)NAN;
  out->exhausts_s = window_s > 0 ? budget_exhausts_s(window_s, 1 - out->budget_share_used, b.burn) : -1;
  struct str n = say_count(a, out->total), bad_n = say_count(a, bad), sli = say_percent(a, b.sli, 3);
  const char *what = slices ? "slices" : "requests";
  g->measured = arena_printf(a, STR_FMT " of " STR_FMT " %s (" STR_FMT " bad)", STR_ARG(sli), STR_ARG(n), what,
                             STR_ARG(bad_n));
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
  out->formula = g->formula =
      arena_printf(a, STR_FMT " / " STR_FMT " = %.1f %% of the bound", STR_ARG(value), STR_ARG(limit),
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
  struct want w = want_of(s, false);
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

static bool find_good(struct report *r, const struct slo *s, struct slo_result *out, bool *ambiguous) {
  struct want w = want_of(s, true);
  w.scope = SCOPE_ROUTE;
  w.has_quantile = s->shape == SLO_SLICES;
  w.quantile = s->quantile;
  w.has_within = s->has_bound;
  w.within_s = s->bound.value;
  if (s->route.path.n == 0) {
    uint32_t routes;
    if (s->shape == SLO_SLICES || !measured_sum(&r->in->metrics, &w, &out->good, &out->total, &routes)) return false;
    out->note = arena_printf(r->arena, "sum of %lu routes", (unsigned long)routes);
    return true;
  }
  const struct measurement *m = measured_find(&r->in->metrics, &w, ambiguous);
  if (m == NULL) return false;
  out->measurement = (uint32_t)(m - r->in->metrics.list.at);
  out->good = m->good;
  out->total = m->n;
  return out->total > 0;
}

static const struct measurement *find_figure(struct report *r, const struct slo *s, bool *ambiguous) {
  struct want w = want_of(s, false);
  /* 99 % of requests within x and "p99 at most x" are the same statement of one measurement. */
  w.has_quantile = s->has_quantile || s->shape == SLO_REQUESTS;
  w.quantile = s->has_quantile ? s->quantile : ratio_value(s->target);
  return s->has_bound ? measured_find(&r->in->metrics, &w, ambiguous) : NULL;
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
    settle(out, g, VERDICT_FAIL, arena_printf(r->arena, "rule unreadable: " STR_FMT, STR_ARG(s->decl.problem)));
    return;
  }
  if (s->unbounded) {
    settle(out, g, VERDICT_UNMEASURED, STR("declares no bound"));
    return;
  }
  if (!rate_met(r, s, out, g)) return;
  bool ambiguous = false;
  if (s->shape != SLO_BOUND && s->target.den && find_good(r, s, out, &ambiguous)) {
    judge_budget(r, s, out, g);
    return;
  }
  const struct measurement *m = ambiguous ? NULL : find_figure(r, s, &ambiguous);
  if (m != NULL) {
    out->measurement = (uint32_t)(m - r->in->metrics.list.at);
    judge_bound(r, s, m, out, g);
  } else if (ambiguous) {
    diag_add(r->diags, DIAG_METRIC_AMBIGUOUS, s->decl.pos, "more than one measurement fits \"" STR_FMT "\"", STR_ARG(s->name));
    settle(out, g, VERDICT_NO_DATA, STR("more than one measurement fits"));
  } else {
    settle(out, g, VERDICT_UNMEASURED, STR("declared, and nothing measured to hold against it"));
  }
}

void slo_judge(struct report *r) {
  for (uint32_t i = 0; i < r->in->doc->slos.n; i++) judge_one(r, i);
}
