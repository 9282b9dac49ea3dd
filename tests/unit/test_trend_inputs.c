/* What a history may hold, and what a trend has to do with the rest of a report. */
#include "trend_world.h"

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

/* Which of both grew worse nobody knows. */
static void drift_across_machines_names_them(void) {
  for (int i = 0; i < 40; i++) {
    measured(A, 100 + 0.5 * i + wobble() / 2);
    machine_of_run(i < 30 ? "old" : "new");
    run_ends();
  }
  judge_history();
  trend_is(0, VERDICT_WARN);
  says(trend_gate(0)->rule, "drift");
  says(trend_gate(0)->reason, "the first run and the last are of different machines: cpu old and new");
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

static void sample_of(struct bench_table *t, const struct bench_id *id) {
  bench_table_sample(t, bench_table_row(t, id), SIDE_HEAD, 100);
}

/* A name of a JSON file may hold a line feed: two series whose parts run together the same way are two. */
static void line_feeds_in_names(void) {
  struct bench_id one = {.name = STR("A\nB"), .unit = STR("sec/op")}, other = {.name = STR("A"), .params = STR("B\n"), .unit = STR("sec/op")};
  struct bench_id head = one;
  head.procs = 8;
  sample_of(&w.table, &head);
  w.in.has_role[SIDE_HEAD] = true;
  for (int i = 0; i < 10; i++) {
    sample_of(&history.table, &one);
    sample_of(&history.table, &other);
    run_ends();
  }
  judge_history();
  assert_int_equal(trend_at(0)->bench, 0); /* the only one of that name on either side */
  assert_int_equal(trend_at(1)->bench, INDEX_NONE);
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
  assert_int_equal(trend_at(0)->changes.at[0].said, TREND_UNPROVEN);
  assert_true(trend_at(0)->changes.at[0].p < 0.001 && trend_at(0)->changes.at[0].p_corrected >= 0.05);
  trend_is(0, VERDICT_PASS);
  says(trend_gate(0)->reason, "1 of them may have one");
  assert_int_equal(trend_gates(), 1);
  assert_int_equal(w.report.trend_families[TREND_FAMILY_CHANGES].m, 3000);
  assert_int_equal(w.report.trend_families[TREND_FAMILY_DRIFTS].m, 2999); /* six runs since the change are too few for a drift */
  check_double(w.report.trend_families[TREND_FAMILY_DRIFTS].alpha, 0.05, 1e-12);
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

int main(void) {
  CASE(missing_runs);
  CASE(missing_runs_filled);
  CASE(equal_dates);
  CASE(infinite_values);
  CASE(points_have_their_interval);
  CASE(from_nothing_to_something);
  CASE(drift_across_machines_names_them);
  CASE(another_machine_only_warns);
  CASE(another_machine_allocates_the_same);
  CASE(another_machine_is_judged_where_the_document_says_so);
  CASE(gate_of_a_row_and_its_waiver);
  CASE(ambiguous_rows_are_no_match);
  CASE(line_feeds_in_names);
  CASE(not_proven_among_many);
  CASE(newest_run_stands_for_head);
  int status = check_run("trend_inputs");
  arena_free(&w.arena);
  return status;
}
