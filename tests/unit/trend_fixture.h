/* A history for the report of view_fixture.h: what analysis/ would say of it is said by hand. The figures are chosen, not measured. */
#ifndef PERFPAGE_TESTS_TREND_FIXTURE_H
#define PERFPAGE_TESTS_TREND_FIXTURE_H

#include "view_fixture.h"

enum { TREND_FIXTURE_RUNS = 48 };

struct trend_fixture {
  struct fixture base;
  struct history history;
  uint32_t runs;
};

static inline void trend_fixture_run(struct trend_fixture *f, uint32_t i) {
  struct arena *a = &f->base.arena;
  struct history_run *r = VEC_PUSH(a, &f->history.runs);
  r->id = i == 5 ? STR(HOSTILE) : arena_printf(a, "run%u", i + 1);
  r->commit = i == 6 ? STR("v1\"><b>x</b> of a tag") : arena_printf(a, "%08x%08x", 0x9ab77d0cu * (i + 1), 0x3c6ef372u * (i + 3));
  r->date = (struct date){1790000000 + (int64_t)i * 86400, true, false};
  f->runs++;
}

/* Noise that is the same on every machine: -1 to 1. */
static inline double trend_fixture_noise(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return (double)(*state >> 8) / 8388608.0 - 1;
}

static inline struct trend_result *trend_fixture_series(struct trend_fixture *f, uint32_t bench, const double *value, uint32_t n) {
  struct fixture *base = &f->base;
  struct trend_result *t = VEC_PUSH(&base->arena, &base->report.trends);
  const struct bench_row *of = &base->bench.rows.at[base->report.benches.at[bench].row];
  const struct bench_row *row = bench_table_row(&f->history.table, &of->id);
  double sorted[TREND_FIXTURE_RUNS];
  uint32_t from = n > TREND_SHOWN ? n - TREND_SHOWN : 0;
  *t = (struct trend_result){.series = (uint32_t)(row - f->history.table.rows.at), .bench = bench, .better = of->better, .runs = n, .gate = INDEX_NONE};
  t->verdict = VERDICT_UNMEASURED;
  t->points = ARENA_ARRAY(&base->arena, struct trend_point, TREND_SHOWN);
  for (uint32_t i = 0; i < n; i++) {
    sorted[i] = value[i];
    if (i >= from) t->points[t->points_n++] = (struct trend_point){value[i], value[i], value[i], f->runs - n + i, 10, false};
  }
  f64_sort(sorted, n);
  t->median = sorted[n / 2];
  t->mad = t->median * 0.008;
  t->first = (struct trend_extreme){value[0], f->runs - n};
  t->last = (struct trend_extreme){value[n - 1], f->runs - 1};
  t->best = (struct trend_extreme){sorted[0], 0};
  t->worst = (struct trend_extreme){sorted[n - 1], 1};
  t->drift_worsening = (double)NAN;
  return t;
}

/* A level, noise of a share, a slope over all runs as a share, a step by a share in front of run `at`. */
static inline struct trend_result *trend_fixture_shape(struct trend_fixture *f, uint32_t bench, double level, double noise, double slope, uint32_t at,
                                                       double step) {
  double v[TREND_FIXTURE_RUNS];
  uint32_t state = bench * 77 + 5;
  for (uint32_t i = 0; i < f->runs; i++) {
    v[i] = level * (1 + noise * trend_fixture_noise(&state) + slope * i / f->runs) * (i >= at ? 1 + step : 1);
  }
  struct trend_result *t = trend_fixture_series(f, bench, v, f->runs);
  if (at < f->runs) {
    struct trend_change *c = VEC_PUSH(&f->base.arena, &t->changes);
    *c = (struct trend_change){.at = at, .from_run = at - 1, .to_run = at, .before = level, .after = level * (1 + step), .change = step,
                               .worsening = step, .p = 1e-6, .acts = f->runs - at >= 3, .stands = f->runs - at};
    c->said = !c->acts ? TREND_SHORT : step > 0 ? TREND_NEWS : TREND_BETTER;
    t->median = level * (1 + step);
  }
  if (slope > 0.05) {
    t->has_drift = t->drifts = true;
    t->drift_share = t->drift_worsening = slope;
    t->drift_p = t->drift_p_corrected = 0.0004;
    t->drift_runs = TREND_DRIFT_RUNS;
    t->drift_from = f->runs > TREND_DRIFT_RUNS ? f->runs - TREND_DRIFT_RUNS : 0;
  }
  return t;
}

static inline void trend_fixture_gate(struct trend_fixture *f, struct trend_result *t, enum verdict v) {
  struct report *r = &f->base.report;
  struct gate *g = report_gate(r, GATE_TREND, arena_printf(&f->base.arena, "series %u", t->series), STR("no lasting change for the worse"));
  g->verdict = t->verdict = v;
  g->reason = STR("as the fixture says");
  g->item = (uint32_t)(t - r->trends.at);
  t->gate = (uint32_t)(r->gates.n - 1);
  r->verdicts[v]++;
}

static inline void trend_fixture_init(struct trend_fixture *f, uint32_t runs) {
  fixture_init(&f->base);
  f->runs = 0;
  history_init(&f->history, &f->base.arena);
  for (uint32_t i = 0; i < runs; i++) trend_fixture_run(f, i);
  f->base.in.history = &f->history;
}

/* One series of each kind. Rows of fixture_rows. */
static inline void trend_fixture_fill(struct trend_fixture *f) {
  const uint32_t never = UINT32_MAX;
  trend_fixture_gate(f, trend_fixture_shape(f, 0, 84.02e-6, 0.01, 0, f->runs - 6, 0.165), VERDICT_FAIL);
  trend_fixture_gate(f, trend_fixture_shape(f, 1, 388e-6, 0.02, 0.11, never, 0), VERDICT_WARN);
  struct trend_result *gaps = trend_fixture_shape(f, 3, 3.1e-6, 0.01, 0, never, 0);
  for (uint32_t i = 20; i < 38; i++) gaps->points[i] = gaps->points[i + 2];
  gaps->points_n -= 2;
  gaps->points[30].centre *= 1.08;
  gaps->points[30].outside = true;
  struct trend_result *two = trend_fixture_shape(f, 4, 17e-3, 0.01, 0, f->runs - 5, 0.08);
  struct trend_change *c = VEC_PUSH(&f->base.arena, &two->changes);
  *c = two->changes.at[0];
  two->changes.at[0] = (struct trend_change){.at = 14, .from_run = 13, .to_run = 14, .before = 16e-3, .after = 17e-3, .change = 0.0625, .worsening = 0.0625,
                                             .acts = true, .stands = 28};
  trend_fixture_shape(f, 5, 1.902e-6, 0.01, 0, f->runs - 2, -0.112)->changes.at[0].worsening = -0.112;
  trend_fixture_shape(f, 8, 1e-9, 0.02, 0, never, 0);
  trend_fixture_shape(f, 9, 41, 0, 0, never, 0);
  trend_fixture_shape(f, 12, 6267, 0.01, 0, f->runs - 20, 0.03)->changes.at[0].acts = true;
  trend_fixture_shape(f, 14, 60e6, 0.02, 0, f->runs - 9, -0.3)->changes.at[0].worsening = 0.43;
  trend_fixture_shape(f, 15, 12, 0.2, 0, never, 0);
  bench_table_finish(&f->history.table);
}

#endif
