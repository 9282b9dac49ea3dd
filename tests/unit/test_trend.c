/* What becomes of a series of the history: a history is made run by run, judged, and its gates are looked at. */
#include "compare_world.h"

#include "analysis/evaluate.h"
#include "analysis/trend.h"
#include "analysis/trend_series.h"

static struct history history;
static uint64_t seed;

/* -1 to 1, from a fixed generator. */
static double wobble(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (double)(seed >> 11) * 0x1p-52 - 1;
}

static void new_history(void) {
  seed = 7;
  history_init(&history, &w.arena);
  w.in.history = &history;
}

/* One figure of a series in the run that is being read. */
static void measured(const char *name, double value) {
  struct str text = str_of(name), rest = text;
  struct bench_id id = {.suite = STR_NONE};
  str_cut(&rest, ' ', &id.name);
  id.unit = rest;
  bench_table_sample(&history.table, bench_table_row(&history.table, &id), SIDE_HEAD, value);
}

static void run_ends_at(int64_t hour) {
  size_t n = history.runs.n;
  struct history_run run = {.id = arena_printf(&w.arena, "%zu", n), .commit = arena_printf(&w.arena, "c%07zu", n), .date = {.known = true, .s = hour * 3600}};
  assert_true(history_take_run(&history, &run));
}

static void run_ends(void) {
  run_ends_at((int64_t)history.runs.n);
}

/* runs of one series about a level, with a wobble of so many parts of it. */
static void runs(const char *name, size_t n, double level, double wobbles) {
  for (size_t i = 0; i < n; i++) {
    measured(name, level * (1 + wobbles * wobble()));
    run_ends();
  }
}

static enum trend_mode mode;

static void judge_history(void) {
  if (history.place == NULL) history_finish(&history);
  bench_table_finish(&w.table);
  w.report = (struct report){0};
  const struct judge_options o = {.now = {.known = true, .s = 1000}, .trend_mode = mode};
  evaluate(&w.report, &w.arena, &w.diags, &w.in, &o);
}

static const struct trend_result *trend_at(size_t i) {
  assert_true(i < w.report.trends.n);
  return &w.report.trends.at[i];
}

static const struct gate *trend_gate(size_t i) {
  assert_int_not_equal(trend_at(i)->gate, INDEX_NONE);
  return &w.report.gates.at[trend_at(i)->gate];
}

static void trend_is(size_t i, enum verdict v) {
  assert_string_equal(verdict_json(trend_at(i)->verdict), verdict_json(v));
  assert_string_equal(verdict_json(trend_gate(i)->verdict), verdict_json(v));
}

static size_t trend_gates(void) {
  size_t n = 0;
  VEC_EACH(const struct gate, g, &w.report.gates) n += g->kind == GATE_TREND;
  return n;
}

static void says(struct str text, const char *what) {
  if (str_find(text, str_of(what)) == STR_NPOS) fail_msg("\"" STR_FMT "\" has no \"%s\"", STR_ARG(text), what);
}

#define A "A sec/op"

static void nothing_without_a_history(void) {
  both(A, 10, 100, 100);
  judge_history();
  assert_int_equal(w.report.trends.n, 0);
  assert_int_equal(trend_gates(), 0);
  w.in.history = NULL;
  w.report = (struct report){.arena = &w.arena, .in = &w.in};
  trends_judge(&w.report);
  assert_int_equal(w.report.trends.n, 0);
}

static void noise_is_no_change(void) {
  for (int i = 0; i < 60; i++) {
    measured("A sec/op", 100 + wobble());
    measured("B B/s", 100 + wobble());
    run_ends();
  }
  judge_history();
  assert_int_equal(trend_gates(), 1); /* one for all */
  trend_is(0, VERDICT_PASS);
  trend_is(1, VERDICT_PASS);
  assert_ptr_equal(trend_gate(0), trend_gate(1));
  says(trend_gate(0)->subject, "history");
  says(trend_gate(0)->measured, "2 series");
  assert_int_equal(trend_at(0)->changes.n, 0);
  assert_int_equal(trend_at(0)->points_n, TREND_SHOWN);
  assert_int_equal(trend_at(0)->points[0].run, 20);
  assert_int_equal(w.report.exit_status, 0);
}

static void step_for_the_worse_warns(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 12, 108, 0.01);
  judge_history();
  trend_is(0, VERDICT_WARN);
  assert_int_equal(trend_gates(), 1);
  const struct trend_result *t = trend_at(0);
  assert_int_equal(t->changes.n, 1);
  const struct trend_change *c = &t->changes.at[0];
  assert_int_equal(c->at, 20);
  assert_int_equal(c->from_run, 19);
  assert_int_equal(c->to_run, 20);
  assert_true(c->acts && !c->escalated && !c->mended);
  assert_int_equal(c->stands, 12);
  check_double(c->before, 100, 0.01);
  check_double(c->after, 108, 0.01);
  check_double(c->worsening, c->after / c->before - 1, 1e-12);
  check_double(c->change, c->worsening, 1e-12);
  const struct gate *g = trend_gate(0);
  says(g->subject, A);
  says(g->measured, "between run 19 (c000001) and run 20 (c000002)");
  says(g->formula, "t-test");
  check_double(g->worsening, c->worsening, 1e-12);
  check_double(t->median, 108, 0.01); /* of the points since */
  assert_int_equal(w.report.verdict, VERDICT_WARN);
  assert_int_equal(w.report.exit_status, 0);
}

static void step_for_the_better_is_no_gate(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 12, 80, 0.01);
  judge_history();
  trend_is(0, VERDICT_PASS);
  assert_int_equal(trend_at(0)->changes.n, 1);
  assert_true(trend_at(0)->changes.at[0].acts);
  assert_true(trend_at(0)->changes.at[0].worsening < 0);
}

static void throughput_that_falls_is_worse(void) {
  runs("A B/s", 20, 100, 0.005);
  runs("A B/s", 12, 92, 0.005);
  judge_history();
  trend_is(0, VERDICT_WARN);
  const struct trend_result *t = trend_at(0);
  check_double(t->changes.at[0].worsening, t->changes.at[0].before / t->changes.at[0].after - 1, 1e-12);
  assert_true(t->changes.at[0].change < 0);
  assert_true(t->best.value > t->worst.value);
  assert_true(t->best.run < 20 && t->worst.run >= 20);
}

static void mended_step_is_no_gate(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 10, 130, 0.01);
  runs(A, 10, 100, 0.01);
  judge_history();
  trend_is(0, VERDICT_PASS);
  assert_int_equal(trend_at(0)->changes.n, 2);
  assert_true(trend_at(0)->changes.at[0].mended);
  assert_false(trend_at(0)->changes.at[0].escalated);
  assert_int_equal(trend_at(0)->changes.at[0].stands, 10);
}

/* Half of it mended is not mended: 12 % of 30 % are left. */
static void partly_mended_step_warns(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 10, 130, 0.01);
  runs(A, 10, 112, 0.01);
  judge_history();
  trend_is(0, VERDICT_WARN);
  assert_false(trend_at(0)->changes.at[0].mended);
  assert_false(trend_at(0)->changes.at[0].escalated);
}

/* The newest run is the one that mends it: it does not fail for what it mends. */
static void mending_run_does_not_fail(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 10, 130, 0.01);
  runs(A, 1, 100, 0.01);
  judge_history();
  trend_is(0, VERDICT_WARN);
  assert_false(trend_at(0)->changes.at[0].escalated);
}

static void escalation_fails(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 4, 125, 0.01);
  judge_history();
  trend_is(0, VERDICT_FAIL);
  assert_true(trend_at(0)->changes.at[0].escalated);
  assert_int_equal(trend_at(0)->changes.at[0].stands, 4);
  says(trend_gate(0)->rule, "15 %");
  says(trend_gate(0)->reason, "3 runs later");
  check_double(trend_gate(0)->allowed, 0.15, 1e-12);
  assert_int_equal(w.report.exit_status, 1);
}

/* The first bad run and two more are not three later ones. */
static void two_later_runs_only_warn(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 3, 125, 0.01);
  judge_history();
  trend_is(0, VERDICT_WARN);
}

/* Fifteen percent, and a little more. */
static void fifteen_percent_only_warn(void) {
  runs(A, 20, 100, 0);
  runs(A, 10, 115, 0);
  judge_history();
  trend_is(0, VERDICT_WARN);
  assert_int_equal(trend_at(0)->changes.at[0].stands, 10);
}

static void more_than_fifteen_percent_fail(void) {
  runs(A, 20, 100, 0);
  runs(A, 10, 115.01, 0);
  judge_history();
  trend_is(0, VERDICT_FAIL);
}

/* A lucky run before the change is no level: the change itself is of 4 %. */
static void lucky_run_before_is_no_escalation(void) {
  runs(A, 30, 100, 0.005);
  runs(A, 1, 88, 0);
  runs(A, 30, 104, 0.005);
  judge_history();
  trend_is(0, VERDICT_WARN);
  VEC_EACH(const struct trend_change, c, &trend_at(0)->changes) assert_false(c->escalated);
}

/* One good run in between mends nothing. */
static void lucky_run_after_mends_nothing(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 8, 130, 0.01);
  runs(A, 1, 110, 0.01);
  runs(A, 8, 130, 0.01);
  judge_history();
  trend_is(0, VERDICT_FAIL);
  assert_int_equal(trend_at(0)->changes.at[0].stands, 8);
}

/* Mended, and there again: the older of the two stands no more, the newer fails. */
static void again_is_the_newer_change(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 10, 130, 0.01);
  runs(A, 10, 100, 0.01);
  runs(A, 10, 130, 0.01);
  judge_history();
  trend_is(0, VERDICT_FAIL);
  assert_int_equal(trend_at(0)->changes.n, 3);
  assert_true(trend_at(0)->changes.at[0].mended);
  assert_true(trend_at(0)->changes.at[2].escalated);
  says(trend_gate(0)->measured, "between run 39");
}

/* Two slow runs are shown and decide nothing. */
static void spike_decides_nothing(void) {
  runs(A, 20, 100, 0.002);
  runs(A, 2, 150, 0.002);
  runs(A, 20, 100, 0.002);
  judge_history();
  trend_is(0, VERDICT_PASS);
  const struct trend_result *t = trend_at(0);
  VEC_EACH(const struct trend_change, c, &t->changes) assert_false(c->acts);
  size_t outside = 0;
  for (uint32_t i = 0; i < t->points_n; i++) outside += t->points[i].outside;
  assert_int_equal(outside, 2);
  assert_true(t->points[20 - 2].outside && t->points[21 - 2].outside); /* of 42 points the last 40 are shown */
}

/* A change that takes two runs to arrive is one from the level before to the level after. */
static void two_runs_on_the_way_up(void) {
  runs(A, 20, 100, 0.002);
  runs(A, 2, 112, 0.002);
  runs(A, 20, 124, 0.002);
  judge_history();
  trend_is(0, VERDICT_FAIL);
  const struct trend_change *last = &trend_at(0)->changes.at[trend_at(0)->changes.n - 1];
  assert_int_equal(last->at, 22);
  assert_int_equal(last->from_run, 19);
  assert_int_equal(last->to_run, 22);
  check_double(last->before, 100, 0.01);
}

static void step_of_the_last_two_runs_waits(void) {
  runs(A, 30, 100, 0.005);
  runs(A, 2, 110, 0.005);
  judge_history();
  trend_is(0, VERDICT_PASS);
  assert_int_equal(trend_at(0)->changes.n, 1);
  assert_false(trend_at(0)->changes.at[0].acts);
}

static void few_runs_are_not_judged(void) {
  runs(A, 5, 100, 0.01);
  judge_history();
  assert_int_equal(trend_at(0)->gate, INDEX_NONE);
  assert_int_equal(trend_at(0)->verdict, VERDICT_UNMEASURED);
  assert_int_equal(trend_gates(), 1);
  assert_int_equal(w.report.gates.at[0].verdict, VERDICT_UNMEASURED);
  says(w.report.gates.at[0].reason, "1 series of fewer than 6 runs");
  assert_int_equal(w.report.verdict, VERDICT_NO_DATA); /* not a pass */
}

static void three_and_three_are_enough(void) {
  runs(A, 3, 100, 0.001);
  runs(A, 3, 110, 0.001);
  judge_history();
  trend_is(0, VERDICT_WARN);
}

static void without_a_direction_nothing_is_judged(void) {
  runs("A frobs", 20, 100, 0.01);
  runs("A frobs", 20, 200, 0.01);
  judge_history();
  const struct trend_result *t = trend_at(0);
  assert_int_equal(t->verdict, VERDICT_UNMEASURED);
  assert_int_equal(t->changes.n, 1);
  assert_true(isnan(t->changes.at[0].worsening));
  check_double(t->changes.at[0].change, t->changes.at[0].after / t->changes.at[0].before - 1, 1e-12);
  assert_true(t->best.value < t->worst.value);
  says(w.report.gates.at[0].reason, "nobody said");
  assert_int_equal(w.report.gates.at[0].verdict, VERDICT_UNMEASURED);
}

static void drift_warns(void) {
  for (int i = 0; i < 40; i++) runs(A, 1, 100 + 0.2 * i, 0.015);
  judge_history();
  const struct trend_result *t = trend_at(0);
  trend_is(0, VERDICT_WARN);
  assert_int_equal(trend_gates(), 1);
  assert_true(t->has_drift);
  assert_int_equal(t->drift_runs, 40);
  check_double(t->drift_share, 0.2 * 39 / 104, 0.2);
  check_double(t->drift_worsening, t->drift_share, 1e-12);
  assert_true(t->drift_p < 1e-4);
  says(trend_gate(0)->rule, "drift over 5 %");
  says(trend_gate(0)->measured, "over the last 40 runs");
}

/* A drift so steep that it is cut into steps is a drift all the same, and told once. */
static void steep_drift_is_no_row_of_steps(void) {
  for (int i = 0; i < 40; i++) runs(A, 1, 100 + 2 * i, 0.002);
  judge_history();
  const struct trend_result *t = trend_at(0);
  assert_true(t->changes.n > 1);
  assert_int_equal(t->drift_runs, 40);
  trend_is(0, VERDICT_WARN);
  assert_int_equal(trend_gates(), 1);
  says(trend_gate(0)->rule, "drift");
}

static void drift_of_throughput(void) {
  for (int i = 0; i < 40; i++) runs("A B/s", 1, 100 - 0.3 * i, 0.01);
  judge_history();
  trend_is(0, VERDICT_WARN);
  assert_true(trend_at(0)->drift_share < -0.05);
  assert_true(trend_at(0)->drift_worsening > 0.05);
}

static void drift_for_the_better_is_no_gate(void) {
  for (int i = 0; i < 40; i++) runs(A, 1, 100 - 0.3 * i, 0.01);
  judge_history();
  VEC_EACH(const struct gate, g, &w.report.gates) assert_int_equal(g->verdict, VERDICT_PASS);
}

static void small_drift_is_no_gate(void) {
  for (int i = 0; i < 40; i++) runs(A, 1, 100 + 0.1 * i, 0.01);
  judge_history();
  assert_true(trend_at(0)->drift_p < 0.05);
  assert_true(trend_at(0)->drift_share < 0.05);
  trend_is(0, VERDICT_PASS);
}

/* A step alone is no drift, though over all the runs the line rises. */
static void step_is_no_drift(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 20, 110, 0.01);
  judge_history();
  assert_int_equal(trend_gates(), 1);
  says(trend_gate(0)->rule, "no lasting change");
  assert_int_equal(trend_at(0)->drift_runs, 20);
  assert_true(fabs(trend_at(0)->drift_share) < 0.05);
}

static void step_and_then_drift(void) {
  runs(A, 20, 100, 0.005);
  for (int i = 0; i < 20; i++) runs(A, 1, 110 + 0.45 * i, 0.012);
  judge_history();
  assert_int_equal(trend_gates(), 2);
  assert_true(trend_at(0)->has_drift);
  assert_true(trend_at(0)->drift_runs <= 20 && trend_at(0)->drift_runs >= 18);
  assert_true(trend_at(0)->drift_worsening > 0.05);
  bool change = false, drift = false;
  VEC_EACH(const struct gate, g, &w.report.gates) {
    assert_int_equal(g->verdict, VERDICT_WARN);
    change = change || str_find(g->rule, STR("lasting change")) != STR_NPOS;
    drift = drift || str_find(g->rule, STR("drift")) != STR_NPOS;
  }
  assert_true(change && drift);
}

static void nine_runs_are_no_drift(void) {
  for (int i = 0; i < 9; i++) runs(A, 1, 100 + 2 * i, 0);
  judge_history();
  assert_false(trend_at(0)->has_drift);
}

/* Runs without the series have no point; the slope is per run all the same. */
static void missing_runs(void) {
  for (int i = 0; i < 60; i++) {
    measured("B sec/op", 100 + wobble());
    if (i % 2) measured(A, i < 41 ? 100 + wobble() / 2 : 112 + wobble() / 2);
    run_ends();
  }
  judge_history();
  const struct trend_result *t = trend_at(1);
  assert_int_equal(t->runs, 30);
  assert_int_equal(t->changes.n, 1);
  assert_int_equal(t->changes.at[0].at, 20);
  assert_int_equal(t->changes.at[0].from_run, 39);
  assert_int_equal(t->changes.at[0].to_run, 41);
  trend_is(1, VERDICT_WARN);
}

/* As Otava does it the missing runs are filled; what it finds beside the change comes of values that stand twice. */
static void missing_runs_filled(void) {
  for (int i = 0; i < 60; i++) {
    measured("B sec/op", 100 + wobble());
    if (i % 2) measured(A, i < 41 ? 100 + wobble() / 2 : 112 + wobble() / 2);
    run_ends();
  }
  mode = TREND_OTAVA;
  judge_history();
  mode = TREND_CORRECTED;
  const struct trend_result *t = trend_at(1);
  assert_int_equal(t->runs, 30);
  size_t found = 0;
  VEC_EACH(const struct trend_change, c, &t->changes) {
    assert_int_equal(c->from_run % 2, 1);
    assert_int_equal(c->to_run % 2, 1);
    found += c->from_run == 39 && c->to_run == 41;
  }
  assert_int_equal(found, 1);
  trend_is(1, VERDICT_WARN);
}

/* Of one date the order of reading decides. */
static void equal_dates(void) {
  for (int i = 0; i < 30; i++) {
    measured(A, (i < 20 ? 100 : 110) + wobble() / 2);
    run_ends_at(5);
  }
  judge_history();
  assert_int_equal(trend_at(0)->changes.n, 1);
  assert_int_equal(trend_at(0)->changes.at[0].to_run, 20);
}

/* An infinite sample is taken; an infinite median is no point. */
static void infinite_values(void) {
  runs(A, 10, 100, 0.01);
  measured(A, (double)INFINITY);
  run_ends();
  measured(A, (double)INFINITY);
  measured(A, 100);
  measured(A, 100);
  run_ends();
  runs(A, 10, 100, 0.01);
  judge_history();
  assert_int_equal(trend_at(0)->runs, 21);
  trend_is(0, VERDICT_PASS);
  for (uint32_t i = 0; i < trend_at(0)->points_n; i++) {
    const struct trend_point *p = &trend_at(0)->points[i];
    assert_true(isfinite(p->centre) && isfinite(p->lo) && isfinite(p->hi));
  }
}

/* Twelve samples have an interval, three have none. */
static void points_have_their_interval(void) {
  for (int i = 0; i < 12; i++) measured(A, 100 + i);
  run_ends();
  for (int i = 0; i < 3; i++) measured(A, 100 + i);
  run_ends();
  judge_history();
  const struct trend_point *p = trend_at(0)->points;
  check_double(p[0].centre, 105.5, 1e-12);
  assert_true(p[0].lo < p[0].centre && p[0].centre < p[0].hi && p[0].n == 12);
  check_double(p[1].lo, 101, 1e-12);
  check_double(p[1].hi, 101, 1e-12);
  struct trend_points all = trend_all_points(&history, &w.arena, 0);
  assert_int_equal(all.n, 2);
  check_double(all.at[0].lo, p[0].lo, 1e-12);
}

static void from_nothing_to_something(void) {
  runs("A allocs/op", 20, 0, 0);
  runs("A allocs/op", 6, 2, 0);
  judge_history();
  trend_is(0, VERDICT_FAIL);
  assert_true(isinf(trend_at(0)->changes.at[0].worsening));
  assert_true(isnan(trend_at(0)->changes.at[0].change));
  says(trend_gate(0)->measured, "unbounded");
  assert_false(trend_at(0)->has_drift);
}

static void machine_of_run(const char *cpu) {
  struct config_vec v = {NULL, 0, 0};
  *VEC_PUSH(&w.arena, &v) = (struct config_pair){STR("cpu"), str_of(cpu)};
  VEC_EACH(struct bench_row, r, &history.table.rows) r->side[SIDE_HEAD].config = bench_table_config(&history.table, &v);
}

static void on_another_machine(const char *name, enum verdict v) {
  for (int i = 0; i < 30; i++) {
    measured(name, (i < 20 ? 100 : 150) + wobble() / 2);
    machine_of_run(i < 20 ? "old" : "new");
    run_ends();
  }
  judge_history();
  trend_is(0, v);
  if (v == VERDICT_WARN) says(trend_gate(0)->reason, "cpu old and new");
}

static void another_machine_only_warns(void) {
  on_another_machine(A, VERDICT_WARN);
}
static void another_machine_allocates_the_same(void) {
  on_another_machine("A allocs/op", VERDICT_FAIL);
}
static void another_machine_is_judged_where_the_document_says_so(void) {
  w.doc.settings.judge_machine_mismatch = true;
  on_another_machine(A, VERDICT_FAIL);
}

/* The row of the comparison keeps its own verdict; the gate leads to it, and a waiver of the benchmark speaks of both. */
static void gate_of_a_row_and_its_waiver(void) {
  slower("A", 0.05);
  both("A-8 sec/op", 10, 100, 100);
  runs(A, 20, 100, 0.01); /* without -N: the only one of that name */
  runs(A, 8, 130, 0.01);
  struct waiver *waiver = VEC_PUSH(&w.arena, &w.doc.waivers);
  waiver->what = STR("BenchmarkA");
  waiver->until = (struct date){.known = true, .s = 2000};
  judge_history();
  assert_int_equal(trend_at(0)->bench, 0);
  trend_is(0, VERDICT_WAIVED);
  assert_int_equal(trend_gate(0)->bench, 0);
  verdict_is("A-8 sec/op", VERDICT_PASS);
  assert_int_equal(gate_of("A-8 sec/op")->kind, GATE_BENCHMARK);
}

static void ambiguous_rows_are_no_match(void) {
  both("A-4 sec/op", 10, 100, 100);
  both("A-8 sec/op", 10, 100, 100);
  runs(A, 10, 100, 0.01);
  judge_history();
  assert_int_equal(trend_at(0)->bench, INDEX_NONE);
}

/* Many series: a change that a series alone would show is not proven among thousands, and is counted. */
static void not_proven_among_many(void) {
  for (int i = 0; i < 12; i++) {
    for (int k = 0; k < 3000; k++) {
      char name[40];
      (void)snprintf(name, sizeof name, "S%d sec/op", k);
      measured(name, k == 0 ? (i < 6 ? 100 : 103) + 0.9 * wobble() : 100);
    }
    run_ends();
  }
  judge_history();
  assert_int_equal(trend_at(0)->changes.n, 1);
  assert_true(trend_at(0)->changes.at[0].acts);
  trend_is(0, VERDICT_PASS);
  says(trend_gate(0)->reason, "1 of them may have one");
  assert_int_equal(trend_gates(), 1);
}

static void newest_run_stands_for_head(void) {
  absolute("A", BOUND_BELOW, 110, "sec/op");
  slower("A", 0.02);
  slower("B", 0.02);
  side_of(SIDE_BASE, A, 10, 50);
  for (int i = 0; i < 8; i++) {
    measured(A, 100);
    measured("B sec/op", 10);
    if (i == 0) measured("Gone sec/op", 10);
    run_ends();
  }
  measured(A, 120);
  measured("B sec/op", 10);
  run_ends();
  history_finish(&history);
  const struct history_run *run = history_newest_as_head(&history, &w.table);
  assert_non_null(run);
  says(run->id, "8");
  w.in.has_role[SIDE_HEAD] = w.in.head_is_history = true;
  judge_history();
  assert_int_equal(w.table.rows.n, 2); /* what the newest run lacks is not head */
  check_double(result(A)->side[SIDE_HEAD].centre, 120, 1e-12);
  verdict_is(A, VERDICT_FAIL); /* the absolute rule */
  size_t unmeasured = 0;
  VEC_EACH(const struct gate, g, &w.report.gates)
    if (g->kind == GATE_BENCHMARK && g->verdict == VERDICT_UNMEASURED) {
      unmeasured++;
      says(g->reason, "no head was given");
    }
  assert_int_equal(unmeasured, 2); /* both relative ones: A has a base, B has none */
  assert_int_equal(w.report.exit_status, 1);
}

/* Every case has a history of its own. */
static void run_with_history(void **state) {
  void (*const *fn)(void) = *state;
  forget();
  new_history();
  (*fn)();
}

#define CASE(fn)                         \
  static void (*fn##_case)(void) = fn;   \
  check_test_state(#fn, run_with_history, &fn##_case);

int main(void) {
  CASE(nothing_without_a_history);
  CASE(noise_is_no_change);
  CASE(step_for_the_worse_warns);
  CASE(step_for_the_better_is_no_gate);
  CASE(throughput_that_falls_is_worse);
  CASE(mended_step_is_no_gate);
  CASE(partly_mended_step_warns);
  CASE(mending_run_does_not_fail);
  CASE(escalation_fails);
  CASE(two_later_runs_only_warn);
  CASE(fifteen_percent_only_warn);
  CASE(more_than_fifteen_percent_fail);
  CASE(lucky_run_before_is_no_escalation);
  CASE(lucky_run_after_mends_nothing);
  CASE(again_is_the_newer_change);
  CASE(spike_decides_nothing);
  CASE(two_runs_on_the_way_up);
  CASE(step_of_the_last_two_runs_waits);
  CASE(few_runs_are_not_judged);
  CASE(three_and_three_are_enough);
  CASE(without_a_direction_nothing_is_judged);
  CASE(drift_warns);
  CASE(steep_drift_is_no_row_of_steps);
  CASE(drift_of_throughput);
  CASE(drift_for_the_better_is_no_gate);
  CASE(small_drift_is_no_gate);
  CASE(step_is_no_drift);
  CASE(step_and_then_drift);
  CASE(nine_runs_are_no_drift);
  CASE(missing_runs);
  CASE(missing_runs_filled);
  CASE(equal_dates);
  CASE(infinite_values);
  CASE(points_have_their_interval);
  CASE(from_nothing_to_something);
  CASE(another_machine_only_warns);
  CASE(another_machine_allocates_the_same);
  CASE(another_machine_is_judged_where_the_document_says_so);
  CASE(gate_of_a_row_and_its_waiver);
  CASE(ambiguous_rows_are_no_match);
  CASE(not_proven_among_many);
  CASE(newest_run_stands_for_head);
  int status = check_run("trend");
  arena_free(&w.arena);
  return status;
}
