#include "view/tiles.h"

#include "analysis/say.h"
#include "base/num.h"

static const struct tile no_figure = {.figure = {"\xe2\x80\x93", 3}, .tone = TONE_NONE, .meter = NO_FIGURE};

static enum tone tone_of(double worsening) {
  return worsening > 0 ? TONE_WORSE : worsening < 0 ? TONE_BETTER : TONE_PLAIN;
}

/* "▲ 16.8 %": the triangle says the direction without colour. */
static struct str with_arrow(struct arena *a, double amount, struct str text) {
  if (!(amount > 0) && !(amount < 0)) return text;
  return arena_printf(a, "%s " STR_FMT, amount > 0 ? "\xe2\x96\xb2" : "\xe2\x96\xbc", STR_ARG(text));
}

/* The row whose gate gave the worst verdict; among equals the one that worsened most. */
static struct tile worst_change(const struct view *v) {
  const struct report *r = v->report;
  struct tile t = no_figure;
  t.label = STR("Worst gated change");
  const struct bench_result *worst = NULL;
  VEC_EACH(const struct bench_result, b, &r->benches) {
    if (b->gate == INDEX_NONE || !b->comparable || !isfinite(b->worsening)) continue;
    if (worst == NULL || b->verdict < worst->verdict || (b->verdict == worst->verdict && b->worsening > worst->worsening)) worst = b;
  }
  if (worst == NULL) {
    t.detail = r->benches.n == 0 ? STR("no benchmark was given") : STR("no gated benchmark has both sides");
    return t;
  }
  const struct bench_row *row = &r->in->bench->rows.at[worst->row];
  t.figure = with_arrow(v->arena, worst->worsening, say_percent(v->arena, fabs(worst->worsening), 1));
  t.tone = tone_of(worst->worsening);
  struct str name = view_bench_name(v, &row->id);
  t.detail = arena_printf(v->arena, STR_FMT ", " STR_FMT, STR_ARG(name), STR_ARG(row->id.unit));
  t.detail_is_name = true;
  return t;
}

static struct tile geomean(const struct view *v) {
  const struct report *r = v->report;
  struct tile t = no_figure;
  t.label = STR("Geomean of time");
  const struct geomean *m = NULL;
  VEC_EACH(const struct geomean, g, &r->geomeans) {
    if (g->rows > 0 && (m == NULL || (bench_unit_is_time(g->unit) && !bench_unit_is_time(m->unit)))) m = g;
  }
  if (m == NULL) {
    t.detail = STR("nothing to compare on both sides");
    return t;
  }
  if (!bench_unit_is_time(m->unit)) t.label = arena_printf(v->arena, "Geomean of " STR_FMT, STR_ARG(m->unit));
  uint32_t note[BENCH_NOTE_MAX] = {0};
  VEC_EACH(const struct bench_result, b, &r->benches) {
    if (str_eq(r->in->bench->rows.at[b->row].id.unit, m->unit)) note[b->note]++;
  }
  t.figure = say_change(v->arena, m->ratio - 1);
  t.tone = TONE_PLAIN;
  t.detail = arena_printf(v->arena, "%lu compared, %lu new, %lu removed", (unsigned long)m->rows, (unsigned long)note[BENCH_NEW],
                          (unsigned long)note[BENCH_REMOVED]);
  return t;
}

/* A budget in requests need not be whole, and what is left of it may be below nothing. */
static struct str budget_count(struct arena *a, double requests) {
  struct str whole = say_count(a, (uint64_t)fabs(round(requests)));
  return requests < 0 ? arena_printf(a, "\xe2\x88\x92" STR_FMT, STR_ARG(whole)) : whole;
}

/* The budget of which the largest share is used. */
static struct tile error_budget(const struct view *v) {
  const struct report *r = v->report;
  struct tile t = no_figure;
  t.label = STR("Error budget left");
  const struct slo_result *worst = NULL;
  bool declared = false;
  VEC_EACH(const struct slo_result, s, &r->slos) {
    declared = declared || r->in->doc->slos.at[s->slo].target.den != 0;
    if (!s->measured || !s->has_budget || isnan(s->budget_share_used)) continue;
    if (worst == NULL || s->budget_share_used > worst->budget_share_used) worst = s;
  }
  if (worst == NULL) {
    t.detail = declared ? STR("declared, not measured") : STR("none is declared");
    return t;
  }
  const struct slo *slo = &r->in->doc->slos.at[worst->slo];
  double left = 1 - worst->budget_share_used;
  t.figure = say_percent(v->arena, left, fabs(left) < 0.1 ? 1 : 0);
  t.tone = left <= 0 ? TONE_WORSE : TONE_PLAIN;
  t.meter = fmin(1, fmax(0, left));
  bool in_time = slo->shape == SLO_SLICES;
  struct str remaining = in_time ? say_span(v->arena, worst->remaining) : budget_count(v->arena, worst->remaining);
  struct str budget = in_time ? say_span(v->arena, worst->budget) : budget_count(v->arena, worst->budget);
  struct str name = slo->name.n ? slo->name : slo->decl.text;
  t.detail = name;
  if (isfinite(worst->budget))
    t.detail = arena_printf(v->arena, STR_FMT " of " STR_FMT ", " STR_FMT, STR_ARG(remaining), STR_ARG(budget), STR_ARG(name));
  t.detail_is_name = true;
  return t;
}

static struct tile latency_budget(const struct view *v) {
  const struct report *r = v->report;
  struct tile t = no_figure;
  t.label = STR("Tightest latency budget");
  const struct budget_result *tight = NULL;
  bool is_route = false;
  VEC_EACH(const struct budget_result, b, &r->routes) {
    if (b->has[SIDE_HEAD] && (tight == NULL || b->utilisation > tight->utilisation)) {
      tight = b;
      is_route = true;
    }
  }
  VEC_EACH(const struct budget_result, b, &r->components) {
    if (b->has[SIDE_HEAD] && (tight == NULL || b->utilisation > tight->utilisation)) {
      tight = b;
      is_route = false;
    }
  }
  if (tight == NULL) {
    t.detail = r->routes.n + r->components.n ? STR("declared, not measured") : STR("none is declared");
    return t;
  }
  struct arena *a = v->arena;
  struct str name = is_route ? say_route(a, &r->in->doc->routes.at[tight->decl].route) : r->in->doc->components.at[tight->decl].name;
  struct str quantile = say_quantile(a, tight->quantile), budget = say_time(a, tight->budget_s);
  t.figure = say_time(a, tight->measured[SIDE_HEAD]);
  t.tone = tight->utilisation > 1 ? TONE_WORSE : TONE_PLAIN;
  t.meter = fmin(1, tight->utilisation);
  t.detail = arena_printf(a, STR_FMT " of " STR_FMT ", budget " STR_FMT, STR_ARG(quantile), STR_ARG(name), STR_ARG(budget));
  t.detail_is_name = true;
  return t;
}

/* What grew most in the first profile that has two sides; else its hottest function. */
static struct tile profile(const struct view *v) {
  const struct report *r = v->report;
  struct tile t = no_figure;
  t.label = STR("Largest growth in the profile");
  bool compared = false;
  VEC_EACH(const struct profile_result, each, &r->profiles) {
    const struct profile *in = &r->in->profiles.at[each->profile];
    compared = compared || (in->has[SIDE_BASE] && in->has[SIDE_HEAD]);
  }
  if (!compared) {
    t.detail = r->profiles.n ? STR("no profile has both sides") : STR("no profile was given");
    return t;
  }
  if (!r->growth.known) {
    t.detail = STR("no function grew beyond noise");
    return t;
  }
  struct buf b = BUF_INIT;
  num_put_fixed(&b, r->growth.points * 100, 1);
  buf_cstr(&b, "\xc2\xa0points");
  t.figure = with_arrow(v->arena, 1, buf_view(&b));
  buf_free(&b);
  t.tone = TONE_WORSE;
  t.detail = r->growth.function;
  t.detail_is_name = true;
  return t;
}

void tiles_of(const struct view *v, struct tile out[TILE_N]) {
  out[0] = worst_change(v);
  out[1] = geomean(v);
  out[2] = error_budget(v);
  out[3] = latency_budget(v);
  out[4] = profile(v);
}
