/* A regression here that a win there pays for: when it is said, when it excuses. */
#include "compare_world.h"

#include "analysis/offset.h"

static void judged(bool allowed) {
  w.doc.settings.offsets_allowed = allowed;
  judge();
  offsets_judge(&w.report);
}

static const struct gate *failing(const char *name) {
  const struct gate *g = gate_of(name);
  if (g->offset == NULL) fail_msg("%s: no off-set", name);
  return g;
}

static void says(const struct gate *g, const char *text) {
  if (str_find(g->reason, str_of(text)) == STR_NPOS) fail_msg("%.*s: no \"%s\"", STR_ARG(g->reason), text);
}

static void two_rows(double worse, double better) {
  slower("*", 0.02);
  both("A sec/op", 10, 100, 100 * worse);
  both("B sec/op", 10, 100, 100 * better);
}

static void paid_for_and_not_allowed(void) {
  two_rows(1.10, 0.50);
  judged(false);
  const struct gate *g = failing("A sec/op");
  assert_int_equal(g->verdict, VERDICT_FAIL);
  assert_true(g->offset->paid && !g->offset->allowed);
  assert_int_equal(g->offset->rows, 2);
  assert_int_equal(g->offset->wins, 1);
  assert_true(&w.report.benches.at[g->offset->win] == result("B sec/op"));
  check_double(g->offset->net, sqrt(1.10 * 0.50) - 1, 1e-9);
  says(g, "; paid for by B (\xe2\x88\x92" "50.0");
  says(g, "allow no off-sets");
}

static void paid_for_and_allowed(void) {
  two_rows(1.10, 0.50);
  judged(true);
  const struct gate *g = failing("A sec/op");
  assert_int_equal(g->verdict, VERDICT_WAIVED);
  assert_int_equal(g->waiver, INDEX_NONE);
  says(g, "the settings allow off-sets");
}

static void too_small_a_win(void) {
  two_rows(1.50, 0.90);
  judged(true);
  const struct gate *g = failing("A sec/op");
  assert_int_equal(g->verdict, VERDICT_FAIL);
  assert_false(g->offset->paid);
  says(g, "; not paid for by B");
}

/* exp of the mean of logs of 2 and 1/2 is 1: no worsening. */
static void just_paid(void) {
  two_rows(2, 0.5);
  judged(true);
  assert_true(failing("A sec/op")->offset->paid);
}

static void without_a_win(void) {
  two_rows(1.50, 1);
  judged(true);
  assert_null(gate_of("A sec/op")->offset);
  assert_int_equal(gate_of("A sec/op")->verdict, VERDICT_FAIL);
}

/* Rows that no rule of the document speaks of, other units and unproven wins pay nothing. */
static void what_does_not_count(void) {
  slower("A", 0.02);
  slower("C", 0.02);
  both("A sec/op", 10, 100, 150);
  both("B sec/op", 10, 100, 20);
  both("C B/s", 10, 100, 900);
  both("C sec/op", 3, 100, 20);
  judged(true);
  assert_null(gate_of("A sec/op")->offset);
}

static void throughput(void) {
  slower("*", 0.02);
  both("A B/s", 10, 100, 80);
  both("B B/s", 10, 100, 200);
  judged(true);
  const struct gate *g = failing("A B/s");
  check_double(g->offset->net, sqrt(1.25 * 0.5) - 1, 1e-9);
  assert_int_equal(g->verdict, VERDICT_WAIVED);
}

/* A release blocker, a bound and a required improvement are not for sale. */
static void never_offset(void) {
  no_allocs("A", 0);
  absolute("A", BOUND_BELOW, 90, "sec/op");
  slower("G", -0.10);
  slower("B", 0.02);
  both("A sec/op", 10, 100, 150);
  both("B sec/op", 10, 100, 10);
  both("G sec/op", 10, 100, 120);
  for (int i = 0; i < 10; i++) {
    sample(SIDE_BASE, "A allocs/op", 1);
    sample(SIDE_HEAD, "A allocs/op", 2);
  }
  judged(true);
  VEC_EACH(const struct gate, g, &w.report.gates) {
    assert_null(g->offset);
    assert_int_not_equal(g->verdict, VERDICT_WAIVED);
  }
  assert_int_equal(count(VERDICT_FAIL), 3);
}

static void built_in_rule(void) {
  both("A sec/op", 10, 100, 150);
  both("B sec/op", 10, 100, 10);
  judged(true);
  assert_null(gate_of("A sec/op")->offset);
  assert_int_equal(gate_of("A sec/op")->verdict, VERDICT_FAIL);
}

#define CASES(X)                                                                                                       \
  X(paid_for_and_not_allowed) X(paid_for_and_allowed) X(too_small_a_win) X(just_paid) X(without_a_win)                 \
  X(what_does_not_count) X(throughput) X(never_offset) X(built_in_rule)

int main(void) {
#define X(fn) ADD_CASE(fn)
  CASES(X)
#undef X
  return check_run("offset");
}
