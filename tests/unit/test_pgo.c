/* The rules for a profile that guides builds, and what a profile says against latency; figures worked out by hand. */
#include "compare_world.h"

#include "analysis/evaluate.h"
#include "analysis/profile_drift.h"
#include "read/perfdoc.h"

static struct profile *add_profile(const char *key, bool base) {
  struct profile *p = VEC_PUSH(&w.arena, &w.in.profiles);
  *p = (struct profile){.key = str_of(key), .unit = STR("samples"), .unit_is_events = true, .has = {base, true}};
  calltree_init(&p->tree, &w.arena);
  w.in.has_role[SIDE_HEAD] = true;
  w.in.has_role[SIDE_BASE] = w.in.has_role[SIDE_BASE] || base;
  return p;
}

static void stack(struct profile *p, const char *frame, uint64_t base, uint64_t head) {
  uint32_t node = calltree_step(&p->tree, CALL_ROOT, str_of(frame));
  assert_true(!base || calltree_add(&p->tree, node, SIDE_BASE, base));
  assert_true(!head || calltree_add(&p->tree, node, SIDE_HEAD, head));
  calltree_finish(&p->tree);
}

static void document(const char *text) {
  struct source *s = ARENA_NEW(&w.arena, struct source);
  *s = (struct source){.name = STR("PERFORMANCE.md"), .text = str_of(text), .whole = true};
  perfdoc_read(&w.arena, &w.diags, s, &w.doc);
}

static void evaluated(int64_t now) {
  w.report = (struct report){0};
  const struct judge_options o = {.now = {.known = now > 0, .s = now}};
  evaluate(&w.report, &w.arena, &w.diags, &w.in, &o);
}

static const struct gate *pgo_gate(const char *rule) {
  VEC_EACH(const struct gate, g, &w.report.gates) {
    if (g->kind == GATE_PGO && str_eq(g->rule, str_of(rule))) return g;
  }
  fail_msg("no gate \"%s\"", rule);
  return NULL;
}

static void expect(const char *rule, enum verdict v, const char *measured) {
  const struct gate *g = pgo_gate(rule);
  if (g->verdict != v) fail_msg("%s: %s", rule, verdict_json(g->verdict));
  if (!str_eq(g->measured, str_of(measured))) fail_msg("%s: measured \"" STR_FMT "\"", rule, STR_ARG(g->measured));
}

#define DAY 86400
#define NB "\xc2\xa0"
#define THIN "\xe2\x80\xaf"

static const char *const rules = "## PGO\n\nSamples > 100k; re-collect monthly. Drift at most 20%. Average load > 60%.\n";

static void all_is_well(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 60000, 65000);
  stack(p, "b", 40000, 35001);
  p->time_s[SIDE_HEAD] = 1000000;
  document(rules);
  evaluated(1000000 + 30 * DAY);
  expect("over 100" THIN "000 samples", VERDICT_PASS, "100" THIN "001 samples");
  expect("at most 30" NB "d old", VERDICT_PASS, "30" NB "d old");
  expect("shape drift at most 20.0" NB "%", VERDICT_PASS, "5.0" NB "%");
  assert_int_equal(pgo_gate("Average load > 60%.")->verdict, VERDICT_UNMEASURED);
  assert_int_equal(pgo_gate("over 100" THIN "000 samples")->source.line, 3);
}

static void all_is_wrong(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 60000, 20000);
  stack(p, "b", 40000, 80000);
  p->time_s[SIDE_HEAD] = 1000000;
  document(rules);
  evaluated(1000001 + 30 * DAY);
  expect("over 100" THIN "000 samples", VERDICT_FAIL, "100" THIN "000 samples"); /* not over it */
  expect("at most 30" NB "d old", VERDICT_FAIL, "30" NB "d old");
  expect("shape drift at most 20.0" NB "%", VERDICT_FAIL, "40.0" NB "%");
  assert_int_equal(w.report.exit_status, 1);
}

/* 1/2 (|0.8 - 0.5| + |0.2 - 0.5|) = 0.3; q = 0.65: sqrt(2/pi)/2 * 2 sqrt(0.65 * 0.35 * 2/100); sqrt(ln(20)/2 * 2/100). */
static void drift_by_hand(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 50, 80);
  stack(p, "b", 50, 20);
  struct profile_drift d = profile_drift_of(p);
  assert_true(d.known && d.has_noise);
  check_double(d.moved, 0.3, 1e-12);
  check_double(d.chance, 0.0538198, 1e-5);
  check_double(d.margin, 0.1730819, 1e-5);
  document("## PGO\n\n- drift at most 0.2\n");
  evaluated(0);
  expect("shape drift at most 20.0" NB "%", VERDICT_INDETERMINATE, "30.0" NB "%"); /* 0.3 - 0.054 - 0.173 = 0.073 */
}

/* 0.1 is below the limit, and 0.1 + 0.173 is not: a pass would be more than the samples tell. Ten times as many tell it. */
static void drift_that_may_be_more(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 50, 60);
  stack(p, "b", 50, 40);
  document("## PGO\n\n- drift at most 0.2\n");
  evaluated(0);
  expect("shape drift at most 20.0" NB "%", VERDICT_INDETERMINATE, "10.0" NB "%");
  forget();
  p = add_profile("cpu", true);
  stack(p, "a", 500, 600);
  stack(p, "b", 500, 400);
  document("## PGO\n\n- drift at most 0.2\n");
  evaluated(0);
  expect("shape drift at most 20.0" NB "%", VERDICT_PASS, "10.0" NB "%"); /* 0.1 + 0.055 */
}

static void same_shape(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 5, 50);
  stack(p, "b", 10, 100);
  check_double(profile_drift_of(p).moved, 0, 0);
  assert_false(profile_drift_of(add_profile("head", false)).known);
}

static void nothing_to_judge(void) {
  document(rules);
  evaluated(1);
  expect("over 100" THIN "000 samples", VERDICT_UNMEASURED, "");
  forget();
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 10, 20);
  stack(p, "b", 90, 30);
  p->unit_is_events = false; /* nobody knows how many */
  document(rules);
  evaluated(1);
  expect("over 100" THIN "000 samples", VERDICT_UNMEASURED, "");
  expect("at most 30" NB "d old", VERDICT_UNMEASURED, "");
  expect("shape drift at most 20.0" NB "%", VERDICT_WARN, "30.0" NB "%");
}

/* The one the section names, then the one from a file *.pgo, then that of the CPU. */
static void which_profile(void) {
  stack(add_profile("cpu", false), "a", 0, 100);
  struct profile *p = add_profile("default", false), *q = add_profile("named", false);
  p = &w.in.profiles.at[1];
  stack(p, "a", 0, 200);
  stack(q, "a", 0, 300);
  *VEC_PUSH(&w.arena, &p->files[SIDE_HEAD]) = STR("head/default.pgo");
  *VEC_PUSH(&w.arena, &q->files[SIDE_HEAD]) = STR("head/named.pprof");
  document("## PGO\n\nAt least 150 samples.\n");
  evaluated(0);
  expect("at least 150 samples", VERDICT_PASS, "200 samples");
  document("## PGO\n\nAt least 150 samples in `deploy/named.pprof`.\n");
  evaluated(0);
  assert_true(str_eq(w.report.gates.at[w.report.gates.n - 1].measured, STR("300 samples")));
}

/* One that is named and was not given: another is judged, and each result says so. */
static void named_and_absent(void) {
  stack(add_profile("cpu", false), "a", 0, 200);
  document("## PGO\n\nAt least 150 samples in `deploy/other.pprof`; average load > 60%.\n");
  evaluated(0);
  expect("at least 150 samples", VERDICT_PASS, "200 samples");
  assert_true(str_eq(pgo_gate("at least 150 samples")->reason,
                     STR("enough samples to guide a build; no input of head is other.pprof, which the document names: this is another profile")));
  forget();
  document("## PGO\n\nAt least 150 samples in `deploy/other.pprof`.\n");
  evaluated(0);
  assert_true(str_eq(pgo_gate("at least 150 samples")->reason, STR("no profile of head was given")));
}

/* A second failure of one kind gives way to a warning of another, and still stands before it. */
static void reasons_worst_first(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 500, 700);
  stack(p, "b", 500, 300);
  stack(p, "c", 1000, 1000);
  p->time_s[SIDE_HEAD] = 1000000;
  document("## PGO\n\nSamples > 100k; at most 30 days old.\n");
  evaluated(1000000 + 40 * DAY);
  assert_int_equal(w.report.reasons_n, 3);
  static const enum gate_kind kinds[] = {GATE_PGO, GATE_PGO, GATE_PROFILE};
  for (uint32_t i = 0; i < 3; i++) {
    const struct gate *g = &w.report.gates.at[w.report.reasons[i].gate];
    assert_int_equal(g->kind, kinds[i]);
    assert_int_equal(g->verdict, i < 2 ? VERDICT_FAIL : VERDICT_WARN);
  }
}

static void no_section_no_gate(void) {
  stack(add_profile("cpu", true), "a", 10, 20);
  document("# x\n\nSamples > 100k.\n");
  evaluated(1);
  VEC_EACH(const struct gate, g, &w.report.gates) assert_int_not_equal(g->kind, GATE_PGO);
}

/* ---- latency against the profile ---- */

static void measured(enum side side, const char *route, double quantile, double seconds) {
  *VEC_PUSH(&w.arena, &w.in.metrics.list) = (struct measurement){
      .scope = SCOPE_ROUTE, .name = str_of(route), .has_quantile = true, .quantile = quantile, .value = seconds, .dim = DIM_TIME, .side = side};
}

static void both_measured(const char *route, double quantile, double base, double head) {
  measured(SIDE_BASE, route, quantile, base);
  measured(SIDE_HEAD, route, quantile, head);
}

/* Of 27,850 samples a side 320 have moved: 1.15 %. PRACTICE 51. */
static void quiet_profile(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 10000, 9680);
  stack(p, "b", 17850, 18170);
}

static void metric_alone(void) {
  quiet_profile();
  both_measured("POST /checkout", 0.5, 0.1, 0.05);
  both_measured("POST /checkout", 0.99, 0.820, 0.580);
  both_measured("POST /checkout", 0.999, 2, 1);
  both_measured("GET /still", 0.99, 0.1, 0.105);
  both_measured("GET /slower", 0.95, 0.1, 0.12);
  evaluated(1);
  assert_int_equal(w.report.disagreements.n, 2);
  const struct disagreement *d = w.report.disagreements.at;
  assert_true(d->metric_moved);
  check_double(d->change, -0.24 / 0.82, 1e-12);
  check_double(d->moved, 320.0 / 27850, 1e-12);
  assert_true(str_starts(d->text, STR("p99 of POST /checkout fell by 29.3" NB "% (820" NB "ms \xe2\x86\x92 580" NB "ms), and 1.15" NB "% of the CPU samples moved")));
  check_double(d[1].quantile, 0.95, 0);
  size_t told = 0;
  VEC_EACH(const struct diag, it, &w.diags.list) told += it->id == DIAG_METRIC_PROFILE;
  assert_int_equal(told, 2);
}

static void profile_alone(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 10000, 5000);
  stack(p, "b", 10000, 15000);
  both_measured("GET /a", 0.99, 0.1, 0.102);
  both_measured("GET /b", 0.99, 0.1, 0.0999);
  evaluated(1);
  assert_int_equal(w.report.disagreements.n, 1);
  assert_false(w.report.disagreements.at->metric_moved);
  check_double(w.report.disagreements.at->moved, 0.25, 1e-12);
  assert_true(str_eq(w.report.disagreements.at->route, STR("GET /a")));
}

/* Both moved, neither did, or too few samples to say that the profile stands still. */
static void agreement(void) {
  struct profile *p = add_profile("cpu", true);
  stack(p, "a", 10000, 5000);
  stack(p, "b", 10000, 15000);
  both_measured("GET /a", 0.99, 0.1, 0.15);
  evaluated(1);
  assert_int_equal(w.report.disagreements.n, 0);
  forget();
  quiet_profile();
  both_measured("GET /a", 0.99, 0.1, 0.101);
  evaluated(1);
  assert_int_equal(w.report.disagreements.n, 0);
  forget();
  p = add_profile("cpu", true);
  stack(p, "a", 50, 50);
  stack(p, "b", 50, 50);
  both_measured("GET /a", 0.99, 0.1, 0.2);
  evaluated(1);
  assert_int_equal(w.report.disagreements.n, 0); /* 200 samples may hide a drift of 5 % and more */
}

int main(void) {
  ADD_CASE(all_is_well);
  ADD_CASE(all_is_wrong);
  ADD_CASE(drift_by_hand);
  ADD_CASE(drift_that_may_be_more);
  ADD_CASE(same_shape);
  ADD_CASE(nothing_to_judge);
  ADD_CASE(which_profile);
  ADD_CASE(named_and_absent);
  ADD_CASE(reasons_worst_first);
  ADD_CASE(no_section_no_gate);
  ADD_CASE(metric_alone);
  ADD_CASE(profile_alone);
  ADD_CASE(agreement);
  int status = check_run("pgo");
  arena_free(&w.arena);
  return status;
}
