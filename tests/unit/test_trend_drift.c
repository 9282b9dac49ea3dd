/* Slow drift of a series of the history: what warns, what is a step instead, what is too small. */
#include "trend_world.h"

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
  VEC_EACH(const struct trend_change, c, &t->changes) assert_int_equal(c->said, TREND_TOLD_BY_DRIFT);
  assert_true(t->drifts && t->drift_p_corrected >= t->drift_p && t->drift_p_corrected < 0.05);
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

/* Below 5 % it is not told of as a drift; what it has of lasting changes is. */
static void small_drift_is_no_drift_gate(void) {
  for (int i = 0; i < 40; i++) runs(A, 1, 100 + 0.1 * i, 0.01);
  judge_history();
  assert_true(trend_at(0)->drift_p < 0.05);
  assert_true(trend_at(0)->drift_share < 0.05);
  VEC_EACH(const struct gate, g, &w.report.gates) assert_true(str_find(g->rule, STR("drift over")) == STR_NPOS);
  trend_is(0, VERDICT_WARN);
}

/* A small change is drawn and never warns, however well it is proven. */
static void change_below_a_hundredth(void) {
  runs(A, 20, 100, 0.001);
  runs(A, 20, 100.8, 0.001);
  judge_history();
  trend_is(0, VERDICT_PASS);
  assert_int_equal(trend_at(0)->changes.n, 1);
  assert_int_equal(trend_at(0)->changes.at[0].said, TREND_SMALL);
}

/* A drift for the better does not tell of a step for the worse within it. */
static void step_against_the_drift(void) {
  for (int i = 0; i < 40; i++) runs(A, 1, 100 - (i < 20 ? 2 * i : 2 * i - 10), 0.001);
  judge_history();
  const struct trend_result *t = trend_at(0);
  assert_true(t->drifts && t->drift_worsening < 0);
  size_t told = 0;
  VEC_EACH(const struct trend_change, c, &t->changes) {
    if (c->in_drift && c->worsening < 0) assert_int_equal(c->said, TREND_TOLD_BY_DRIFT);
    if (c->worsening > 0) assert_int_not_equal(c->said, TREND_TOLD_BY_DRIFT);
    told += c->said == TREND_TOLD_BY_DRIFT;
  }
  assert_true(told > 0);
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

/* The last 40 runs are runs of the history, however few of them have the series. */
static void drift_of_a_rare_benchmark(void) {
  for (int i = 0; i < 120; i++) {
    if (i % 3 == 0) measured(A, 100 + 0.1 * i + wobble() / 2);
    measured("B sec/op", 10);
    run_ends();
  }
  judge_history();
  const struct trend_result *t = trend_at(0);
  assert_int_equal(t->drift_runs, 13);
  assert_int_equal(t->drift_from, 81);
  assert_true(t->drift_share < 0.05); /* 3.6 of 110; over all runs it is 11 % */
  VEC_EACH(const struct gate, g, &w.report.gates) assert_true(str_find(g->rule, STR("drift over")) == STR_NPOS);
}

static void drift_names_its_measurements(void) {
  for (int i = 0; i < 60; i++) {
    if (i % 3 == 0) measured(A, 100 + 0.5 * i + wobble() / 2);
    measured("B sec/op", 10);
    run_ends();
  }
  judge_history();
  const struct trend_result *t = trend_at(0);
  assert_true(t->drifts);
  says(trend_gate(0)->measured, "over 13 measurements between run 21 (c000002) and run 57 (c000005)");
  says(trend_gate(0)->formula, "over 13 measurements");
}

int main(void) {
  CASE(drift_warns);
  CASE(steep_drift_is_no_row_of_steps);
  CASE(drift_of_throughput);
  CASE(drift_for_the_better_is_no_gate);
  CASE(small_drift_is_no_drift_gate);
  CASE(change_below_a_hundredth);
  CASE(step_against_the_drift);
  CASE(step_is_no_drift);
  CASE(step_and_then_drift);
  CASE(nine_runs_are_no_drift);
  CASE(drift_of_a_rare_benchmark);
  CASE(drift_names_its_measurements);
  int status = check_run("trend_drift");
  arena_free(&w.arena);
  return status;
}
