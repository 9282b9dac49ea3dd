/* What could make a verdict read pass by accident (MODEL.md sections 1 and 3), and does not. */
#include "compare_world.h"

static void removed_benchmark(void) {
  slower("BenchmarkHot_*", 0.02);
  side_of(SIDE_BASE, "Hot_A sec/op", 10, 100);
  side_of(SIDE_BASE, "Cold sec/op", 10, 100);
  both("Hot_B sec/op", 10, 100, 100);
  judge();
  verdict_is("Hot_A sec/op", VERDICT_FAIL);
  verdict_is("Cold sec/op", VERDICT_NO_DATA);
  assert_int_equal(result("Hot_A sec/op")->note, BENCH_REMOVED);
  w.report.options.missing = MISSING_WARN;
  judge();
  verdict_is("Hot_A sec/op", VERDICT_NO_DATA);
  w.report.options.missing = MISSING_IGNORE;
  judge();
  verdict_is("Hot_A sec/op", VERDICT_UNMEASURED);
  w.report.options.missing = MISSING_FAIL;
  judge();
  verdict_is("Cold sec/op", VERDICT_FAIL);
}

static void renamed_benchmark(void) {
  slower("BenchmarkHot_*", 0.02);
  side_of(SIDE_BASE, "Hot_A/n=1 sec/op", 10, 100);
  side_of(SIDE_HEAD, "Warm_A/n=1 sec/op", 10, 200);
  both("Hot_B sec/op", 10, 100, 100);
  judge();
  verdict_is("Hot_A/n=1 sec/op", VERDICT_FAIL);
  assert_int_equal(result("Hot_A/n=1 sec/op")->note, BENCH_RENAMED);
  assert_int_equal(result("Warm_A/n=1 sec/op")->note, BENCH_RENAMED);
  assert_true(str_find(gate_of("Hot_A/n=1 sec/op")->reason, STR("Warm_A/n=1 sec/op?")) != STR_NPOS);
}

static void two_gone_two_new(void) {
  side_of(SIDE_BASE, "A sec/op", 10, 100);
  side_of(SIDE_BASE, "B sec/op", 10, 100);
  side_of(SIDE_HEAD, "C sec/op", 10, 100);
  judge();
  assert_int_equal(result("A sec/op")->note, BENCH_REMOVED);
  assert_int_equal(result("C sec/op")->note, BENCH_NEW);
}

static void rule_with_a_typo(void) {
  slower("BenchmarkHotPth", 0.02);
  slower("BenchmarkHotPth_*", 0.02);
  both("HotPath sec/op", 10, 100, 100);
  judge();
  assert_int_equal(count(VERDICT_FAIL), 1);
  assert_int_equal(count(VERDICT_NO_DATA), 1);
  w.report.options.missing = MISSING_WARN;
  judge();
  assert_int_equal(count(VERDICT_NO_DATA), 2);
}

static void unreadable_rule(void) {
  slower("BenchmarkHot", 0.02)->decl.problem = STR("\"> 2% slower\" would require a slowdown");
  both("Hot sec/op", 10, 100, 100);
  judge();
  assert_int_equal(count(VERDICT_FAIL), 1);
  assert_true(str_starts(w.report.gates.at[0].reason, STR("rule unreadable: ")));
  assert_int_equal(result("Hot sec/op")->rule_set, RULE_SET_IMPLICIT); /* and the row is not left without a rule */
}

static void rule_without_a_bound(void) {
  slower("BenchmarkHot", 0)->unbounded = true;
  both("Hot sec/op", 10, 100, 200);
  judge();
  assert_int_equal(count(VERDICT_UNMEASURED), 1);
  verdict_is("Hot sec/op", VERDICT_WARN);
}

static void metric_gone_from_head(void) {
  no_allocs("BenchmarkHot", 0);
  both("Hot sec/op", 10, 100, 100);
  side_of(SIDE_BASE, "Hot allocs/op", 10, 3);
  judge();
  verdict_is("Hot allocs/op", VERDICT_FAIL);
  forget();
  no_allocs("BenchmarkHot", 0); /* and a rule for a metric nobody recorded */
  both("Hot sec/op", 10, 100, 100);
  judge();
  assert_int_equal(count(VERDICT_FAIL), 1);
  assert_true(str_eq(w.report.gates.at[0].reason, STR("the benchmark it names has no such metric")));
}

static void no_base(void) {
  slower("BenchmarkHot", 0.02);
  side_of(SIDE_HEAD, "Hot sec/op", 10, 100);
  side_of(SIDE_HEAD, "Cold sec/op", 10, 100);
  judge();
  verdict_is("Hot sec/op", VERDICT_NO_DATA);
  assert_int_equal(count(VERDICT_NO_DATA), w.report.gates.n);
  assert_int_equal(w.report.gates.n, 2);
}

static void head_empty(void) {
  slower("BenchmarkHot", 0.02);
  slower("BenchmarkNone", 0.02);
  side_of(SIDE_BASE, "Hot sec/op", 10, 100);
  side_of(SIDE_BASE, "Cold sec/op", 10, 100);
  judge();
  assert_int_equal(w.report.gates.n, 3);
  assert_int_equal(count(VERDICT_NO_DATA), 3);
}

static void nothing_at_all(void) {
  slower("BenchmarkHot", 0.02);
  judge();
  only_gate(VERDICT_NO_DATA, "head has no benchmark");
}

static void new_benchmark(void) {
  slower("BenchmarkHot_*", 0.02);
  slower("BenchmarkNew", 0.02);
  both("Hot_A sec/op", 10, 100, 100);
  side_of(SIDE_HEAD, "Hot_B/x sec/op", 10, 100);
  side_of(SIDE_HEAD, "New sec/op", 10, 100);
  judge();
  assert_int_equal(result("Hot_B/x sec/op")->note, BENCH_NEW);
  assert_int_equal(result("Hot_B/x sec/op")->gate, INDEX_NONE);
  assert_int_equal(count(VERDICT_PASS), 1);
  assert_int_equal(count(VERDICT_UNMEASURED), 1); /* the rule that has new ones only */
  assert_int_equal(w.report.gates.n, 2);
}

static void other_machine(void) {
  slower("BenchmarkHot_*", 0.02);
  no_allocs("BenchmarkHot_A", 0);
  static const char *const names[] = {"Hot_A sec/op", "Hot_B sec/op", "Cold sec/op", "Hot_A allocs/op"};
  both(names[0], 10, 100, 150);
  both(names[1], 10, 100, 100);
  both(names[2], 10, 100, 100);
  side_of(SIDE_BASE, names[3], 1, 3);
  side_of(SIDE_HEAD, names[3], 1, 4);
  for (size_t i = 0; i < 4; i++) {
    config(SIDE_BASE, names[i], "cpu", "Old CPU");
    config(SIDE_HEAD, names[i], "cpu", "New CPU");
  }
  judge();
  verdict_is(names[0], VERDICT_WARN);
  verdict_is(names[1], VERDICT_WARN); /* a pass on another machine is none */
  verdict_is(names[2], VERDICT_WARN);
  verdict_is(names[3], VERDICT_FAIL); /* allocations are the same everywhere */
  assert_true(has_diag(DIAG_MACHINE_DIFFERS));
  assert_true(str_find(gate_of(names[0])->reason, STR("\"Old CPU\" and \"New CPU\"")) != STR_NPOS);
  assert_int_equal(count(VERDICT_PASS), 0);
  w.doc.settings.judge_machine_mismatch = true;
  judge();
  verdict_is(names[0], VERDICT_FAIL);
  verdict_is(names[1], VERDICT_PASS);
}

static void other_configuration(void) {
  both("A sec/op", 10, 100, 100);
  config(SIDE_BASE, "A sec/op", "note", "cold");
  config(SIDE_HEAD, "A sec/op", "note", "hot");
  judge();
  verdict_is("A sec/op", VERDICT_PASS);
  assert_true(has_diag(DIAG_CONFIG_DIFFERS));
  assert_int_equal(result("A sec/op")->config_diff.n, 1);
  forget();
  both("A sec/op", 10, 100, 100);
  config(SIDE_BASE, "A sec/op", "commit", "1");
  config(SIDE_HEAD, "A sec/op", "commit", "2");
  judge();
  assert_int_equal(w.diags.list.n, 0);
}

static void gomaxprocs_differs(void) {
  slower("BenchmarkHot", 0.02);
  side_of(SIDE_BASE, "Hot-4 sec/op", 10, 100);
  side_of(SIDE_HEAD, "Hot-8 sec/op", 10, 120);
  judge();
  assert_int_equal(w.report.benches.n, 1);
  verdict_is("Hot-8 sec/op", VERDICT_FAIL);
  assert_true(has_diag(DIAG_PROCS_DIFFER));
  assert_true(str_eq(gate_of("Hot-8 sec/op")->subject, STR("Hot sec/op")));
  side_of(SIDE_BASE, "Hot-2 sec/op", 10, 100);
  judge();
  assert_int_equal(w.report.benches.n, 3); /* which of the two it was nobody knows */
  verdict_is("Hot-4 sec/op", VERDICT_FAIL);
}

static void nan_only(void) {
  slower("BenchmarkHot", 0.02);
  side_of(SIDE_BASE, "Hot sec/op", 10, 100);
  both("Warm sec/op", 10, 100, 100);
  row("Hot sec/op")->side[SIDE_HEAD].rejected = 10;
  judge();
  verdict_is("Hot sec/op", VERDICT_FAIL);
  forget();
  slower("BenchmarkHot", 0.02);
  side_of(SIDE_HEAD, "Hot sec/op", 10, 100);
  both("Warm sec/op", 10, 100, 100);
  row("Hot sec/op")->side[SIDE_BASE].rejected = 10;
  judge();
  verdict_is("Hot sec/op", VERDICT_NO_DATA);
}

static void infinite_sample(void) {
  slower("BenchmarkHot", 0.02);
  both("Hot sec/op", 10, 100, 150);
  sample(SIDE_BASE, "Hot sec/op", (double)INFINITY);
  judge();
  verdict_is("Hot sec/op", VERDICT_NO_DATA);
  assert_false(result("Hot sec/op")->change_bounded);
  assert_int_equal(w.report.families[RULE_SET_DOCUMENT].m, 0);
}

static void no_direction(void) {
  rule("*", RULE_RELATIVE, METRIC_UNIT, 0.02)->unit = STR("widgets");
  both("A widgets", 10, 100, 200);
  judge();
  verdict_is("A widgets", VERDICT_NO_DATA);
}

#define CASES(X)                                                                                                       \
  X(removed_benchmark) X(renamed_benchmark) X(two_gone_two_new) X(rule_with_a_typo) X(unreadable_rule)                 \
  X(rule_without_a_bound) X(metric_gone_from_head) X(no_base) X(head_empty) X(nothing_at_all) X(new_benchmark)         \
  X(other_machine) X(other_configuration) X(gomaxprocs_differs) X(nan_only) X(infinite_sample) X(no_direction)

int main(void) {
  CASES(ADD_CASE)
  int status = check_run("compare_accident");
  arena_free(&w.arena);
  return status;
}
