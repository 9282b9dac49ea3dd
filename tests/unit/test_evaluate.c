/* A whole run, from a world built in memory to its verdict. */
#include "compare_world.h"

#include "analysis/evaluate.h"

static void evaluated(void) {
  bench_table_finish(&w.table);
  w.report = (struct report){0};
  const struct judge_options o = {.now = {.known = true, .s = 1000}};
  evaluate(&w.report, &w.arena, &w.diags, &w.in, &o);
}

/* An error of the document on the line of a rule that can be read, and fails, and is waived: the error is not. */
static void error_beside_a_waived_rule(void) {
  slower("BenchmarkA", 0.02);
  both("A sec/op", 10, 100, 120);
  w.doc.file = STR("PERFORMANCE.md");
  struct waiver *waiver = VEC_PUSH(&w.arena, &w.doc.waivers);
  waiver->what = STR("BenchmarkA");
  waiver->until = (struct date){.known = true, .s = 2000};
  diag_add(&w.diags, DIAG_RULE_UNREADABLE, (struct pos){.file = w.doc.file, .line = 1}, "nobody can read this");
  evaluated();
  assert_int_equal(w.report.gates.n, 2);
  assert_int_equal(w.report.verdicts[VERDICT_WAIVED], 1);
  assert_int_equal(w.report.verdicts[VERDICT_FAIL], 1);
  assert_int_equal(w.report.gates.at[0].kind, GATE_DOCUMENT);
  assert_true(w.report.gates.at[0].unreadable);
  assert_int_equal(w.report.exit_status, 1);
}

/* A row under two rules shows the rule of the gate it shows, also when a waiver has changed which is the worse. */
static void rule_follows_the_gate(void) {
  slower("BenchmarkA", 0.02)->function = STR("f");
  absolute("BenchmarkA", BOUND_BELOW, 50, "sec/op");
  both("A sec/op", 10, 100, 100.5);
  evaluated();
  const struct bench_result *b = result("A sec/op");
  assert_int_equal(b->verdict, VERDICT_FAIL);
  assert_int_equal(b->rule, 1);
  assert_int_equal(w.report.gates.at[b->gate].ruled_by, 1);
  assert_int_equal(w.report.gates.at[b->gate].source.line, 2);
}

int main(void) {
  ADD_CASE(error_beside_a_waived_rule);
  ADD_CASE(rule_follows_the_gate);
  int status = check_run("evaluate");
  arena_free(&w.arena);
  return status;
}
