/* What becomes of a series of the history: changes that stand, that are mended, that escalate; its end. */
#include "trend_world.h"

static void said_is(const struct trend_change *c, enum trend_said said) {
  assert_int_equal(c->said, said);
}

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
  says(g->formula, "t-test of both: p < 0.0001; 32 places, Holm, m = 1: p < 0.0001");
  check_double(g->worsening, c->worsening, 1e-12);
  check_double(t->median, 108, 0.01); /* of the points since */
  assert_int_equal(w.report.verdict, VERDICT_WARN);
  assert_int_equal(w.report.exit_status, 0);
}

/* A change that was lived with for as many runs as are drawn is the level of today. */
static void old_step_is_the_level_now(void) {
  for (int after = TREND_SHOWN; after <= TREND_SHOWN + 1; after++) {
    new_history();
    runs(A, 20, 100, 0.01);
    runs(A, (size_t)after, 130, 0.01);
    judge_history();
    trend_is(0, after == TREND_SHOWN ? VERDICT_FAIL : VERDICT_PASS);
    const struct trend_change *c = &trend_at(0)->changes.at[0];
    assert_true(c->escalated);
    said_is(c, after == TREND_SHOWN ? TREND_NEWS : TREND_OLD);
    assert_true(after == TREND_SHOWN ? c->p_corrected < 0.05 : isnan(c->p_corrected));
    if (after > TREND_SHOWN) says(trend_gate(0)->reason, "1 got worse before the last 40 runs");
  }
}

/* One accident long ago would make a step of the same size look like noise to a test of means. */
static void an_accident_hides_no_step(void) {
  runs(A, 10, 100, 0.01);
  runs(A, 1, 1000, 0);
  runs(A, 19, 100, 0.01);
  runs(A, 10, 200, 0.01);
  judge_history();
  trend_is(0, VERDICT_FAIL);
  assert_int_equal(trend_at(0)->changes.n, 1);
  assert_int_equal(trend_at(0)->changes.at[0].at, 30);
}

static void step_for_the_better_is_no_gate(void) {
  runs(A, 20, 100, 0.01);
  runs(A, 12, 80, 0.01);
  judge_history();
  trend_is(0, VERDICT_PASS);
  assert_int_equal(trend_at(0)->changes.n, 1);
  assert_true(trend_at(0)->changes.at[0].acts);
  assert_true(trend_at(0)->changes.at[0].worsening < 0);
  said_is(&trend_at(0)->changes.at[0], TREND_BETTER);
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
  said_is(&trend_at(0)->changes.at[0], TREND_MENDED);
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
  said_is(&trend_at(0)->changes.at[0], TREND_SHORT);
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

/* Three runs on either side lie apart by chance in one of ten histories, whatever a t-test makes of them: they are shown as unproven. */
static void three_and_three_are_not_enough(void) {
  static const double value[] = {100, 101, 100, 105, 104, 105};
  for (size_t i = 0; i < 6; i++) runs(A, 1, value[i], 0);
  judge_history();
  trend_is(0, VERDICT_PASS);
  const struct trend_change *c = &trend_at(0)->changes.at[0];
  assert_true(c->acts && c->too_few);
  assert_true(c->p_corrected < 0.05);
  said_is(c, TREND_UNPROVEN);
  says(trend_gate(0)->reason, "1 of them may have one");
}

/* 2 of C(8, 4) = 70 orders. */
static void four_and_four_are_enough(void) {
  runs(A, 4, 100, 0.001);
  runs(A, 4, 110, 0.001);
  judge_history();
  trend_is(0, VERDICT_WARN);
  assert_false(trend_at(0)->changes.at[0].too_few);
}

/* An escalation has four bad runs, and no p. */
static void three_and_four_may_escalate(void) {
  runs(A, 3, 100, 0.001);
  runs(A, 4, 130, 0.001);
  judge_history();
  trend_is(0, VERDICT_FAIL);
  assert_true(trend_at(0)->changes.at[0].too_few);
}

static void without_a_direction_nothing_is_judged(void) {
  runs("A frobs", 20, 100, 0.01);
  runs("A frobs", 20, 200, 0.01);
  judge_history();
  const struct trend_result *t = trend_at(0);
  assert_int_equal(t->verdict, VERDICT_UNMEASURED);
  assert_int_equal(t->changes.n, 1);
  assert_true(isnan(t->changes.at[0].worsening));
  said_is(&t->changes.at[0], TREND_UNDIRECTED);
  check_double(t->changes.at[0].change, t->changes.at[0].after / t->changes.at[0].before - 1, 1e-12);
  assert_true(t->best.value < t->worst.value);
  says(w.report.gates.at[0].reason, "nobody said");
  assert_int_equal(w.report.gates.at[0].verdict, VERDICT_UNMEASURED);
}

/* ---- a series that is no more ---- */

static void others(size_t n) {
  for (size_t i = 0; i < n; i++) {
    measured("B sec/op", 10);
    run_ends();
  }
}

/* What was deleted can be mended by nobody: it fails while it may yet come back, and no longer. */
static void deleted_benchmark_does_not_fail(void) {
  for (size_t gone = 0; gone <= 28; gone += gone < 4 ? 1 : 24) {
    new_history();
    for (int i = 0; i < 32; i++) {
      measured("B sec/op", 10);
      runs(A, 1, i < 24 ? 100 : 140, 0.01);
    }
    others(gone);
    judge_history();
    const struct trend_result *t = trend_at(1);
    assert_int_equal(t->ended, gone >= 3);
    if (gone < 3) trend_is(1, VERDICT_FAIL);
    if (gone < 3) continue;
    assert_int_equal(t->gate, INDEX_NONE);
    assert_int_equal(t->verdict, VERDICT_UNMEASURED);
    said_is(&t->changes.at[0], TREND_ENDED);
    assert_int_equal(w.report.exit_status, 0);
    says(trend_gate(0)->reason, "no change for the worse; 1 series ended");
  }
}

static void deleted_benchmark_does_not_drift(void) {
  for (int i = 0; i < 30; i++) runs(A, 1, 100 + i, 0.01);
  others(5);
  judge_history();
  const struct trend_result *t = trend_at(0);
  assert_true(t->ended && !t->drifts && isnan(t->drift_p_corrected));
  assert_int_equal(t->gate, INDEX_NONE);
}

/* Measured every fifth run, and due again. */
static void rare_benchmark_has_not_ended(void) {
  for (int lack = 4; lack <= 5; lack++) {
    new_history();
    for (int i = 0; i < 26; i++) {
      if (i % 5 == 0) measured(A, i < 15 ? 100 : 150);
      measured("B sec/op", 10);
      run_ends();
    }
    others((size_t)lack);
    judge_history();
    assert_int_equal(trend_at(0)->last.run, 25);
    assert_int_equal(trend_at(0)->ended, lack == 5);
  }
}

int main(void) {
  CASE(nothing_without_a_history);
  CASE(noise_is_no_change);
  CASE(step_for_the_worse_warns);
  CASE(old_step_is_the_level_now);
  CASE(an_accident_hides_no_step);
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
  CASE(three_and_three_are_not_enough);
  CASE(four_and_four_are_enough);
  CASE(three_and_four_may_escalate);
  CASE(without_a_direction_nothing_is_judged);
  CASE(deleted_benchmark_does_not_fail);
  CASE(deleted_benchmark_does_not_drift);
  CASE(rare_benchmark_has_not_ended);
  int status = check_run("trend");
  arena_free(&w.arena);
  return status;
}
