/* The table of verdicts (MODEL.md section 3), row by row and at its edges. */
#include "analysis/compare_verdict.h"

#include "check.h"

#include <math.h>

#define INF ((double)INFINITY)

struct tested_case {
  const char *name;
  struct tested in;
  struct judgement want;
};

/* attainable of 10 + 10 is 1.1e-5, of 5 + 5 0.0079, of 3 + 3 0.1, of 1 + 1 1. */
#define T(w, l, h, al, p1, pc, at, mm)                                                                                 \
  { .worsening = (w), .lo = (l), .hi = (h), .allowed = (al), .p = (p1), .p_corrected = (pc), .attainable = (at), .alpha = 0.05, .m = (mm) }

static struct tested_case tested_cases[] = {
    {"proven and over", T(0.10, 0.08, 0.12, 0.02, 1e-5, 2e-4, 1e-5, 20), {VERDICT_FAIL, WHY_PROVEN}},
    {"proven and over, interval reaching under", T(0.03, 0.01, 0.05, 0.02, 1e-5, 2e-4, 1e-5, 20), {VERDICT_FAIL, WHY_PROVEN}},
    {"over, corrected p just at alpha", T(0.10, 0.08, 0.12, 0.02, 0.0025, 0.05, 1e-5, 20), {VERDICT_WARN, WHY_AMONG_MANY}},
    {"n = 5 among 200, whole interval over", T(0.50, 0.45, 0.55, 0.02, 0.0079, 1, 0.0079, 200), {VERDICT_FAIL, WHY_UNCORRECTED}},
    {"n = 5 among 200, interval not wholly over", T(0.03, 0.01, 0.05, 0.02, 0.0079, 1, 0.0079, 200), {VERDICT_WARN, WHY_AMONG_MANY}},
    {"attainable times m just at alpha", T(0.50, 0.45, 0.55, 0.02, 0.005, 0.05, 0.005, 10), {VERDICT_FAIL, WHY_UNCORRECTED}},
    {"attainable times m just below", T(0.50, 0.45, 0.55, 0.02, 0.005, 0.05, 0.00499, 10), {VERDICT_WARN, WHY_AMONG_MANY}},
    {"not proven among many", T(0.10, 0.03, 0.15, 0.02, 0.01, 0.4, 1e-5, 40), {VERDICT_WARN, WHY_AMONG_MANY}},
    {"proven, within, may be over", T(0.015, 0.005, 0.03, 0.02, 1e-4, 1e-3, 1e-5, 10), {VERDICT_WARN, WHY_MAY_BE_OVER}},
    {"proven, within, upper end just at the allowance", T(0.015, 0.005, 0.02, 0.02, 1e-4, 1e-3, 1e-5, 10), {VERDICT_PASS, WHY_NO_CHANGE_OVER}},
    {"proven for the better", T(-0.10, -0.12, -0.08, 0.02, 1e-5, 1e-4, 1e-5, 10), {VERDICT_PASS, WHY_BETTER}},
    {"proven for the better, by less than the allowance", T(-0.01, -0.012, -0.008, 0.02, 1e-5, 1e-4, 1e-5, 10), {VERDICT_PASS, WHY_NO_CHANGE_OVER}},
    {"better, not proven", T(-0.10, -0.2, 0.01, 0.02, 0.06, 1, 1e-5, 10), {VERDICT_PASS, WHY_NO_CHANGE_OVER}},
    {"no difference, interval within", T(0.001, -0.01, 0.012, 0.02, 0.7, 1, 1e-5, 10), {VERDICT_PASS, WHY_NO_CHANGE_OVER}},
    {"no difference, interval over", T(0.001, -0.03, 0.04, 0.02, 0.7, 1, 1e-5, 10), {VERDICT_CANNOT_DECIDE, WHY_NOT_PROVEN}},
    {"no difference, median over", T(0.03, -0.01, 0.02, 0.02, 0.2, 1, 1e-5, 10), {VERDICT_CANNOT_DECIDE, WHY_NOT_PROVEN}},
    {"p just at alpha is no proof", T(0.03, 0.001, 0.05, 0.02, 0.05, 0.05, 1e-5, 1), {VERDICT_CANNOT_DECIDE, WHY_NOT_PROVEN}},
    {"n = 1, equal", T(0, -1, INF, 0.02, 1, 1, 1, 1), {VERDICT_CANNOT_DECIDE, WHY_NOT_PROVEN}},
    {"n = 1, doubled", T(1, -1, INF, 0.02, 1, 1, 1, 1), {VERDICT_CANNOT_DECIDE, WHY_NOT_PROVEN}},
    {"n = 3, separated", T(0.5, -1, INF, 0.02, 0.1, 0.1, 0.1, 1), {VERDICT_CANNOT_DECIDE, WHY_NOT_PROVEN}},
    {"all equal", T(0, 0, 0, 0.02, 1, 1, 1e-5, 10), {VERDICT_PASS, WHY_NO_CHANGE_OVER}},
    {"0 to x", T(INF, INF, INF, 0.02, 1e-5, 1e-4, 1e-5, 10), {VERDICT_FAIL, WHY_PROVEN}},
    {"0 to x, n = 3", T(INF, -INF, INF, 0.02, 0.1, 0.1, 0.1, 1), {VERDICT_CANNOT_DECIDE, WHY_NOT_PROVEN}},
    {"no regression, equal", T(0, 0, 0, 0, 1, 1, 1e-5, 10), {VERDICT_PASS, WHY_NO_CHANGE_OVER}},
    {"no regression, proven", T(0.001, 0.0005, 0.002, 0, 1e-5, 1e-4, 1e-5, 10), {VERDICT_FAIL, WHY_PROVEN}},
    {"allowed < 0: shown", T(-0.15, -0.18, -0.12, -0.10, 1e-5, 1e-4, 1e-5, 10), {VERDICT_PASS, WHY_GOAL_MET}},
    {"allowed < 0: upper end just there", T(-0.15, -0.18, -0.10, -0.10, 1e-5, 1e-4, 1e-5, 10), {VERDICT_PASS, WHY_GOAL_MET}},
    {"allowed < 0: missed", T(-0.02, -0.05, 0.01, -0.10, 0.2, 1, 1e-5, 10), {VERDICT_FAIL, WHY_GOAL_MISSED}},
    {"allowed < 0: open", T(-0.11, -0.18, -0.05, -0.10, 1e-5, 1e-4, 1e-5, 10), {VERDICT_CANNOT_DECIDE, WHY_GOAL_OPEN}},
    {"allowed < 0: n = 1", T(-0.5, -1, INF, -0.10, 1, 1, 1, 1), {VERDICT_CANNOT_DECIDE, WHY_GOAL_OPEN}},
};

static void tested(void **state) {
  const struct tested_case *c = *state;
  struct judgement got = judge_tested(&c->in);
  assert_string_equal(verdict_json(got.verdict), verdict_json(c->want.verdict));
  assert_int_equal(got.why, c->want.why);
}

struct untested_case {
  const char *name;
  double surely, typically, allowed;
  enum verdict want;
};
static struct untested_case untested_cases[] = {
    {"same", 0, 0, 0, VERDICT_PASS},
    {"one more", 1, 1, 0, VERDICT_FAIL},
    {"one more, one allowed", 1, 1, 1, VERDICT_PASS},
    {"one fewer", -1, -1, 0, VERDICT_PASS},
    {"medians only", -2, 1, 0, VERDICT_WARN},
    {"overlapping, medians equal", -2, 0, 0, VERDICT_PASS},
    {"from 0", INF, INF, 0.05, VERDICT_FAIL},
};
static void untested(void **state) {
  const struct untested_case *c = *state;
  assert_string_equal(verdict_json(judge_untested(c->surely, c->typically, c->allowed).verdict), verdict_json(c->want));
}

struct bound_case {
  const char *name;
  enum bound_op op;
  double lo, hi;
  enum verdict want;
};
static struct bound_case bound_cases[] = {
    {"below, within", BOUND_BELOW, 48, 49.9, VERDICT_PASS},         {"below, end at the bound", BOUND_BELOW, 48, 50, VERDICT_INDETERMINATE},
    {"below, one figure at the bound", BOUND_BELOW, 50, 50, VERDICT_FAIL}, {"at most, at the bound", BOUND_AT_MOST, 48, 50, VERDICT_PASS},
    {"at most, straddling", BOUND_AT_MOST, 48, 51, VERDICT_INDETERMINATE}, {"at most, over", BOUND_AT_MOST, 51, 52, VERDICT_FAIL},
    {"above, within", BOUND_ABOVE, 51, 60, VERDICT_PASS},           {"above, at the bound", BOUND_ABOVE, 50, 60, VERDICT_INDETERMINATE},
    {"above, under", BOUND_ABOVE, 40, 49, VERDICT_FAIL},            {"at least, at the bound", BOUND_AT_LEAST, 50, 60, VERDICT_PASS},
    {"at least, straddling", BOUND_AT_LEAST, 49, 60, VERDICT_INDETERMINATE},
};
static void bound(void **state) {
  const struct bound_case *c = *state;
  assert_string_equal(verdict_json(judge_bound(c->op, 50, c->lo, c->hi).verdict), verdict_json(c->want));
}

struct worse_case {
  const char *name;
  enum better better;
  double base, head, want;
};
static struct worse_case worse_cases[] = {
    {"slower", BETTER_LOWER, 100, 150, 0.5},          {"faster", BETTER_LOWER, 100, 50, -0.5},
    {"throughput halved", BETTER_HIGHER, 100, 50, 1}, {"throughput doubled", BETTER_HIGHER, 100, 200, -0.5},
    {"0 to 0", BETTER_LOWER, 0, 0, 0},                {"0 to 0, higher better", BETTER_HIGHER, 0, 0, 0},
    {"0 to x", BETTER_LOWER, 0, 3, INF},              {"x to 0", BETTER_LOWER, 3, 0, -1},
    {"throughput to 0", BETTER_HIGHER, 3, 0, INF},    {"throughput from 0", BETTER_HIGHER, 0, 3, -1},
    {"negative, risen", BETTER_LOWER, -10, -5, 0.5},  {"negative, fallen", BETTER_LOWER, -10, -20, -1},
    {"across 0", BETTER_LOWER, -1, 1, 2},             {"across 0, higher better", BETTER_HIGHER, 1, -1, 2},
};
static void worse(void **state) {
  const struct worse_case *c = *state;
  check_double(worsening_of(c->better, c->base, c->head), c->want, 1e-12);
}

#define ADD(cases, fn)                                                                                                 \
  for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++) check_test_state((cases)[i].name, fn, &(cases)[i])

int main(void) {
  ADD(tested_cases, tested);
  ADD(untested_cases, untested);
  ADD(bound_cases, bound);
  ADD(worse_cases, worse);
  return check_run("compare_verdict");
}
