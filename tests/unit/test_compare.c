/* Benchmarks against the rules of a document: every verdict a row can get, and which rule it is held to. */
#include "compare_world.h"

/* ---- verdicts of rows ---- */

static void regression_fails(void) {
  slower("BenchmarkHot_*", 0.02);
  both("Hot_A sec/op", 10, 100, 117);
  judge();
  verdict_is("Hot_A sec/op", VERDICT_FAIL);
  const struct gate *g = gate_of("Hot_A sec/op");
  check_double(g->worsening, 0.17, 1e-9);
  check_double(g->allowed, 0.02, 0);
  assert_int_equal(g->source.line, 1);
  assert_true(str_eq(g->subject, STR("Hot_A sec/op")));
  assert_true(str_eq(g->rule, STR("slower by less than 2\xc2\xa0%")));
  assert_int_equal(w.report.families[RULE_SET_DOCUMENT].m, 1);
  assert_false(g->built_in);
}

static void within_passes(void) {
  slower("BenchmarkHot_*", 0.05);
  both("Hot_A sec/op", 10, 100, 101);
  judge();
  verdict_is("Hot_A sec/op", VERDICT_PASS);
  only_gate(VERDICT_PASS, "no change over what is allowed");
}

static bool says(const char *gate, const char *words) {
  return str_find(gate_of(gate)->measured, str_of(words)) != STR_NPOS;
}

static void throughput_halved(void) {
  slower("BenchmarkCopy", 0.05);
  slower("BenchmarkMove", 0.05);
  slower("BenchmarkTime", 0.05);
  both("Move B/s", 10, 400, 800);
  both("Time sec/op", 10, 400, 800);
  both("Copy B/s", 10, 800, 400);
  both("Other req/s", 10, 800, 400);
  judge();
  verdict_is("Copy B/s", VERDICT_FAIL);
  check_double(gate_of("Copy B/s")->worsening, 1, 1e-9);
  check_double(result("Copy B/s")->change, -0.5, 1e-9);
  assert_true(result("Copy B/s")->worsening_lo > 0.9);
  verdict_is("Other req/s", VERDICT_WARN); /* by the implicit rule */
  assert_true(says("Copy B/s", "+100.0\xc2\xa0% worse (800\xc2\xa0" "B/s \xe2\x86\x92 400\xc2\xa0" "B/s, base \xc3\xb7 head \xe2\x88\x92 1, interval "));
  assert_true(says("Move B/s", "\xe2\x88\x92" "50.0\xc2\xa0%, for the better (400"));
  assert_true(says("Time sec/op", "+100.0\xc2\xa0% (400") && !says("Time sec/op", "base")); /* the change itself */
}

static void figure(enum side side, const char *name, double centre, double lo, double hi, uint64_t n) {
  w.in.has_role[side] = true;
  bench_table_figure(&w.table, row(name), side, (struct bench_figure){centre, lo, hi, n});
}

/* Without samples a change is shown, and nobody says that it is proven, or that there is none. */
static void figures_are_never_tested(void) {
  slower("BenchmarkGet", 0.02);
  absolute("BenchmarkTail", BOUND_BELOW, 0.5, "p99-sec/op");
  figure(SIDE_BASE, "Get sec/op", 100, 99, 101, 5000);
  figure(SIDE_HEAD, "Get sec/op", 150, 149, 151, 5000);
  figure(SIDE_BASE, "Get/less sec/op", 100, 99, 101, 5000);
  figure(SIDE_HEAD, "Get/less sec/op", 101, 100, 102, 5000);
  figure(SIDE_BASE, "Get user-sec/op", 1, (double)NAN, (double)NAN, 0);
  figure(SIDE_HEAD, "Get user-sec/op", 9, (double)NAN, (double)NAN, 0);
  figure(SIDE_BASE, "Other sec/op", 100, (double)NAN, (double)NAN, 0);
  figure(SIDE_HEAD, "Other sec/op", 300, (double)NAN, (double)NAN, 0);
  figure(SIDE_HEAD, "Tail p99-sec/op", 0.7, (double)NAN, (double)NAN, 0);
  judge();
  const struct bench_result *b = result("Get sec/op");
  assert_true(b->comparable && b->no_samples && !b->in_family);
  check_double(b->change, 0.5, 1e-12);
  check_double(b->worsening, 0.5, 1e-12);
  check_double(b->p, 1, 0);
  assert_true(isnan(b->worsening_hi));
  assert_int_equal(b->side[SIDE_HEAD].n, 5000);
  check_double(b->side[SIDE_HEAD].lo, 149, 0);
  verdict_is("Get sec/op", VERDICT_WARN); /* 50 % over 2 %: nobody tested it, and nobody should miss it */
  assert_true(str_find(gate_of("Get sec/op")->measured, STR("unbounded")) == STR_NPOS);
  verdict_is("Get/less sec/op", VERDICT_NO_DATA);
  assert_true(result("Get user-sec/op")->gate == INDEX_NONE); /* a side figure is not what "slower" means */
  assert_true(str_find(gate_of("Get sec/op")->reason, STR("without samples")) != STR_NPOS);
  assert_true(result("Other sec/op")->gate == INDEX_NONE); /* the built-in rule tests, so it does not speak of it */
  verdict_is("Tail p99-sec/op", VERDICT_FAIL); /* one figure is held against a bound directly */
  assert_int_equal(w.report.families[RULE_SET_DOCUMENT].m, 0);
}

/* Several reports of one metric: the middle one, from the least to the most. Samples go before figures. */
static void figures_of_several_runs(void) {
  for (int i = 0; i < 3; i++) {
    figure(SIDE_BASE, "Get sec/op", 100 + i, 1, 2, 7);
    figure(SIDE_HEAD, "Get sec/op", 110 - i, 1, 2, 7);
  }
  both("Put sec/op", 6, 10, 10);
  figure(SIDE_HEAD, "Put sec/op", 99, 98, 100, 1);
  judge();
  const struct estimate *e = &result("Get sec/op")->side[SIDE_BASE];
  check_double(e->centre, 101, 0);
  check_double(e->lo, 100, 0);
  check_double(e->hi, 102, 0);
  assert_int_equal(e->n, 3);
  assert_true(e->figure && e->bounded);
  assert_false(result("Put sec/op")->no_samples);
  check_double(result("Put sec/op")->side[SIDE_HEAD].centre, 10, 1e-12);
}

static void infinite_figure(void) {
  figure(SIDE_BASE, "Get sec/op", 1, (double)NAN, (double)NAN, 0);
  figure(SIDE_HEAD, "Get sec/op", (double)INFINITY, (double)NAN, (double)NAN, 0);
  slower("BenchmarkGet", 0.02);
  judge();
  verdict_is("Get sec/op", VERDICT_NO_DATA);
  assert_true(isnan(result("Get sec/op")->worsening));
}

/* A count is a count, whoever reports it. */
static void figures_of_allocations(void) {
  no_allocs("BenchmarkGet", 0);
  figure(SIDE_BASE, "Get allocs/op", 3, (double)NAN, (double)NAN, 0);
  figure(SIDE_HEAD, "Get allocs/op", 4, (double)NAN, (double)NAN, 0);
  judge();
  verdict_is("Get allocs/op", VERDICT_FAIL);
}

static void single_sample(void) {
  slower("BenchmarkHot", 0.02);
  both("Hot sec/op", 1, 100, 100);
  both("Cold sec/op", 1, 100, 100);
  both("Warm sec/op", 1, 100, 150);
  judge();
  verdict_is("Hot sec/op", VERDICT_CANNOT_DECIDE);
  assert_int_equal(gate_of("Hot sec/op")->count_needed, 4);
  verdict_is("Cold sec/op", VERDICT_CANNOT_DECIDE);
  verdict_is("Warm sec/op", VERDICT_CANNOT_DECIDE);
  assert_int_equal(count(VERDICT_PASS), 0);
  assert_int_equal(w.report.gates.n, 3); /* the worse one has its own, the other implicit row is counted */
  check_double(gate_of("Warm sec/op")->worsening, 0.5, 1e-9);
}

static void five_among_two_hundred(void) {
  slower("*", 0.02);
  char name[40];
  for (int i = 0; i < 199; i++) {
    snprintf(name, sizeof name, "Row%d sec/op", i);
    both(name, 5, 100, 100);
  }
  both("Guilty sec/op", 5, 100, 150);
  judge();
  assert_int_equal(w.report.families[RULE_SET_DOCUMENT].m, 200);
  verdict_is("Guilty sec/op", VERDICT_FAIL);
  assert_true(str_find(gate_of("Guilty sec/op")->reason, STR("uncorrected")) != STR_NPOS);
  assert_int_equal(gate_of("Guilty sec/op")->count_needed, 8);
  check_double(result("Guilty sec/op")->p_corrected, 1, 0);
}

static void not_proven_among_many(void) {
  slower("*", 0.02);
  char name[40];
  for (int i = 0; i < 30; i++) {
    snprintf(name, sizeof name, "Row%d sec/op", i);
    both(name, 10, 100, 100);
  }
  static const double base[] = {97, 98, 99, 100, 101, 102, 103, 104, 105, 120}, head[] = {99.5, 103.5, 104.5, 105.5, 106, 107, 108, 109, 110, 111};
  for (size_t i = 0; i < 10; i++) {
    sample(SIDE_BASE, "Odd sec/op", base[i]);
    sample(SIDE_HEAD, "Odd sec/op", head[i]);
  }
  judge();
  const struct bench_result *b = result("Odd sec/op");
  assert_true(b->p < 0.05 && b->p_corrected >= 0.05 && b->worsening > 0.02);
  verdict_is("Odd sec/op", VERDICT_WARN);
}

static void required_improvement(void) {
  slower("BenchmarkHot", -0.10);
  slower("BenchmarkSame", -0.10);
  slower("BenchmarkOnce", -0.10);
  both("Hot sec/op", 10, 100, 80);
  both("Same sec/op", 10, 100, 100);
  both("Once sec/op", 1, 100, 50);
  judge();
  verdict_is("Hot sec/op", VERDICT_PASS);
  verdict_is("Same sec/op", VERDICT_FAIL);
  verdict_is("Once sec/op", VERDICT_CANNOT_DECIDE);
  assert_int_equal(gate_of("Once sec/op")->count_needed, 4);
}

static void allocations(void) {
  no_allocs("*", 0);
  static const char *const name[] = {"Same allocs/op", "More allocs/op", "Fewer allocs/op", "Once allocs/op", "Zero allocs/op", "First allocs/op"};
  static const double base[] = {3, 3, 3, 3, 0, 0}, head[] = {3, 4, 2, 4, 0, 1};
  for (size_t k = 0; k < 6; k++) {
    for (size_t i = 0; i < (k == 3 ? 1 : 6); i++) {
      sample(SIDE_BASE, name[k], base[k]);
      sample(SIDE_HEAD, name[k], head[k]);
    }
  }
  judge();
  for (size_t k = 0; k < 6; k++) {
    verdict_is(name[k], head[k] > base[k] ? VERDICT_FAIL : VERDICT_PASS);
    assert_int_equal(gate_of(name[k])->kind, GATE_ALLOCATION);
    assert_true(result(name[k])->exact);
    assert_false(result(name[k])->in_family);
  }
  assert_int_equal(w.report.families[RULE_SET_DOCUMENT].m, 0);
}

static void allocations_that_vary(void) {
  no_allocs("*", 1);
  static const double base[] = {10, 11, 12}, over[] = {14, 15, 16}, medians[] = {12, 13, 15}, within[] = {10, 12, 13};
  for (size_t i = 0; i < 3; i++) {
    sample(SIDE_BASE, "Over allocs/op", base[i]);
    sample(SIDE_BASE, "Medians allocs/op", base[i]);
    sample(SIDE_BASE, "Within allocs/op", base[i]);
    sample(SIDE_HEAD, "Over allocs/op", over[i]);
    sample(SIDE_HEAD, "Medians allocs/op", medians[i]);
    sample(SIDE_HEAD, "Within allocs/op", within[i]);
  }
  judge();
  verdict_is("Over allocs/op", VERDICT_FAIL);
  verdict_is("Medians allocs/op", VERDICT_WARN);
  verdict_is("Within allocs/op", VERDICT_PASS);
}

static void exact_metric(void) {
  struct gate_rule *r = rule("*", RULE_RELATIVE, METRIC_UNIT, 0.01);
  r->unit = STR("size-bytes");
  bench_table_unit(&w.table, &(struct unit_fact){.unit = STR("size-bytes"), .better = BETTER_LOWER, .better_set = true, .exact = true, .assume_set = true});
  sample(SIDE_BASE, "A size-bytes", 1000);
  sample(SIDE_HEAD, "A size-bytes", 1011);
  sample(SIDE_BASE, "B size-bytes", 1000);
  sample(SIDE_HEAD, "B size-bytes", 1009);
  sample(SIDE_BASE, "C size-bytes", 1000);
  sample(SIDE_BASE, "C size-bytes", 2000);
  sample(SIDE_HEAD, "C size-bytes", 1990);
  judge();
  verdict_is("A size-bytes", VERDICT_FAIL);
  verdict_is("B size-bytes", VERDICT_PASS);
  verdict_is("C size-bytes", VERDICT_FAIL); /* declared exact and varying: the medians count */
}

static void absolute_bound(void) {
  absolute("BenchmarkFast", BOUND_BELOW, 50, "sec/op");
  absolute("BenchmarkSlow", BOUND_BELOW, 50, "sec/op");
  absolute("BenchmarkEdge", BOUND_BELOW, 50, "sec/op");
  absolute("BenchmarkOnce", BOUND_BELOW, 50, "sec/op");
  absolute("BenchmarkRate", BOUND_AT_LEAST, 50, "B/s");
  side_of(SIDE_HEAD, "Fast sec/op", 10, 40);
  side_of(SIDE_HEAD, "Slow sec/op", 10, 60);
  side_of(SIDE_HEAD, "Edge sec/op", 3, 50);
  side_of(SIDE_HEAD, "Once sec/op", 1, 49.9);
  side_of(SIDE_HEAD, "Rate B/s", 10, 40);
  judge();
  verdict_is("Fast sec/op", VERDICT_PASS);
  verdict_is("Slow sec/op", VERDICT_FAIL);
  verdict_is("Edge sec/op", VERDICT_INDETERMINATE);
  verdict_is("Once sec/op", VERDICT_PASS);
  verdict_is("Rate B/s", VERDICT_FAIL);
  assert_int_equal(w.report.gates.n, 5); /* without a base only they judge: the implicit rule has no row left */
}

static void absolute_and_relative(void) {
  slower("*", 0.05);
  absolute("BenchmarkHot", BOUND_BELOW, 150, "sec/op");
  both("Hot sec/op", 10, 100, 140);
  judge();
  assert_int_equal(w.report.gates.n, 2);
  verdict_is("Hot sec/op", VERDICT_FAIL); /* the worse of the two */
  assert_int_equal(count(VERDICT_PASS), 1);
}

/* ---- which rule holds ---- */

static void most_specific_rule(void) {
  slower("*", 0.50);
  slower("BenchmarkHot*", 0.30);
  slower("BenchmarkHot_A", 0.01);
  rule("BenchmarkHot_A", RULE_RELATIVE, METRIC_DIRECTED, 0.40); /* as specific, but second */
  both("Hot_A sec/op", 10, 100, 120);
  both("Hot_B sec/op", 10, 100, 120);
  both("Cold sec/op", 10, 100, 120);
  both("Hot_A/sub sec/op", 10, 100, 120);
  judge();
  assert_int_equal(result("Hot_A sec/op")->rule, 2);
  assert_int_equal(result("Hot_A/sub sec/op")->rule, 2);
  assert_int_equal(result("Hot_B sec/op")->rule, 1);
  assert_int_equal(result("Cold sec/op")->rule, 0);
  verdict_is("Hot_A sec/op", VERDICT_FAIL);
  verdict_is("Hot_B sec/op", VERDICT_PASS);
  const struct gate *last = &w.report.gates.at[w.report.gates.n - 1];
  assert_int_equal(last->source.line, 4);
  assert_int_equal(last->verdict, VERDICT_NO_DATA); /* says otherwise of the same name: the run is no pass */
  assert_true(str_find(last->reason, STR("line 3")) != STR_NPOS);
}

static void metric_of_a_rule(void) {
  slower("BenchmarkHot", 0.02);
  rule("*", RULE_RELATIVE, METRIC_DIRECTED, 0.02);
  both("Hot sec/op", 10, 100, 100);
  both("Hot allocs/op", 10, 100, 100);
  both("Hot B/op", 10, 100, 900);
  both("Hot widgets", 10, 100, 900);
  judge();
  assert_int_equal(result("Hot sec/op")->rule, 0);
  assert_int_equal(result("Hot allocs/op")->rule, 1); /* the more specific rule says nothing of allocations */
  assert_int_equal(result("Hot B/op")->rule, INDEX_NONE);
  assert_int_equal(result("Hot widgets")->rule, INDEX_NONE);
  verdict_is("Hot B/op", VERDICT_UNMEASURED);
}

static void names_a_rule_matches(void) {
  static const struct {
    const char *glob, *name;
    bool yes;
  } t[] = {
      {"BenchmarkHot", "Hot sec/op", true},        {"Hot", "Hot sec/op", true},          {"p.Hot", "p.Hot sec/op", true},
      {"BenchmarkHot", "Hot/a/b sec/op", true},    {"BenchmarkHot", "Hotter sec/op", false}, {"Benchmark*", "Hot/a sec/op", true},
      {"BenchmarkHot/a*", "Hot/a/b sec/op", true}, {"q.Hot", "p.Hot sec/op", false},     {"BenchmarkHo?", "Hot sec/op", true},
      {"benchmarkhot", "Hot sec/op", false},       {"BenchmarkHot-8", "Hot-8 sec/op", false},
  };
  for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
    forget();
    slower(t[i].glob, 0.02);
    both(t[i].name, 10, 100, 100);
    judge();
    if ((result(t[i].name)->rule == 0) != t[i].yes) fail_msg("%s and %s", t[i].glob, t[i].name);
  }
}

static void implicit_rule(void) {
  both("A sec/op", 10, 100, 120);
  both("B sec/op", 10, 100, 100);
  both("B allocs/op", 10, 100, 200);
  judge();
  verdict_is("A sec/op", VERDICT_FAIL); /* no document */
  verdict_is("B sec/op", VERDICT_PASS);
  assert_int_equal(result("B allocs/op")->gate, INDEX_NONE);
  assert_int_equal(w.report.families[RULE_SET_IMPLICIT].m, 2);
  assert_int_equal(w.report.gates.n, 2);
  assert_true(gate_of("B sec/op")->built_in);
  assert_true(str_find(gate_of("A sec/op")->rule, STR("5\xc2\xa0%")) != STR_NPOS);

  w.doc.has_gate_table = true;
  judge();
  verdict_is("A sec/op", VERDICT_WARN);

  w.report.options.max_regress = 0.5;
  judge();
  verdict_is("A sec/op", VERDICT_PASS);
  w.report.options.max_regress = -1;
  judge();
  assert_int_equal(w.report.gates.n, 0);
}

static void zeros(void) {
  slower("*", 0.02);
  for (int i = 0; i < 6; i++) {
    sample(SIDE_BASE, "Zero sec/op", 0);
    sample(SIDE_HEAD, "Zero sec/op", 0);
    sample(SIDE_BASE, "Grown sec/op", 0);
    sample(SIDE_HEAD, "Grown sec/op", 1 + 0.01 * i);
  }
  judge();
  verdict_is("Zero sec/op", VERDICT_PASS);
  verdict_is("Grown sec/op", VERDICT_FAIL);
  const struct bench_result *b = result("Grown sec/op");
  assert_true(isnan(b->change));
  assert_true(isinf(b->worsening));
  assert_true(b->difference_raw);
  check_double(b->change_lo, 1, 1e-12);
}

static void same_name_in_two_suites(void) {
  slower("*", 0.02);
  both("p.A sec/op", 10, 100, 100);
  both("q.A sec/op", 10, 100, 120);
  both("q.B sec/op", 10, 100, 100);
  judge();
  assert_true(str_eq(gate_of("q.A sec/op")->subject, STR("q.A sec/op")));
  assert_true(str_eq(gate_of("q.B sec/op")->subject, STR("B sec/op")));
  for (size_t i = 0; i < w.report.gates.n; i++) {
    for (size_t j = 0; j < i; j++) assert_false(str_eq(w.report.gates.at[i].id, w.report.gates.at[j].id));
  }
}

static void a_rule_written_twice(void) {
  slower("BenchmarkA", 0.02);
  slower("BenchmarkA", 0.02);
  both("A sec/op", 10, 100, 100);
  judge();
  assert_int_equal(count(VERDICT_PASS), 1);
  assert_int_equal(count(VERDICT_UNMEASURED), 1);
  VEC_EACH(const struct gate, g, &w.report.gates)
    if (g->verdict == VERDICT_UNMEASURED) assert_true(str_eq(g->reason, STR("says what line 1 says already")));
}

/* Too long to be matched: what nobody could find out is no "matches nothing". */
static void a_name_beyond_the_limit(void) {
  enum { LONG = 300000 };
  slower("*b", 0.02);
  slower("BenchmarkB", 0.02);
  char *name = arena_alloc(&w.arena, LONG + sizeof "ba sec/op");
  memset(name, 'a', LONG);
  memcpy(name + LONG, "ba sec/op", sizeof "ba sec/op");
  both(name, 10, 100, 100);
  both("B sec/op", 10, 100, 100);
  judge();
  assert_int_equal(count(VERDICT_NO_DATA), 1);
  assert_true(has_diag(DIAG_PARSER_LIMIT));
  verdict_is("B sec/op", VERDICT_PASS);
}

/* The results of head are of two machines: one that fails elsewhere shows nothing here. */
static void two_machines_in_one_side(void) {
  slower("BenchmarkA", 0.02);
  both("A sec/op", 10, 100, 150);
  config(SIDE_BASE, "A sec/op", "cpu", "one");
  config(SIDE_HEAD, "A sec/op", "cpu", "one");
  struct config_vec v = {NULL, 0, 0};
  *VEC_PUSH(&w.arena, &v) = (struct config_pair){STR("cpu"), STR("two")};
  row("A sec/op")->side[SIDE_HEAD].other_machine = bench_table_config(&w.table, &v);
  judge();
  verdict_is("A sec/op", VERDICT_WARN);
  assert_true(has_diag(DIAG_MACHINE_DIFFERS));
  assert_true(str_find(gate_of("A sec/op")->reason, STR("cpu differs within head (\"one\" and \"two\")")) != STR_NPOS);
}

static void corrections(void) {
  slower("BenchmarkA*", 0.02);
  char name[40];
  for (int i = 0; i < 10; i++) {
    snprintf(name, sizeof name, "A%d sec/op", i);
    both(name, 10, 100, 101 + 0.1 * i);
  }
  both("B sec/op", 10, 100, 110);
  judge();
  assert_int_equal(w.report.families[RULE_SET_DOCUMENT].m, 10);
  assert_int_equal(w.report.families[RULE_SET_IMPLICIT].m, 1);
  const struct bench_result *b = result("A0 sec/op");
  assert_true(b->p_corrected > b->p);
  check_double(result("B sec/op")->p_corrected, result("B sec/op")->p, 0);
  w.report.options.correction = CORRECTION_NONE;
  judge();
  check_double(result("A0 sec/op")->p_corrected, result("A0 sec/op")->p, 0);
  w.report.options.correction = CORRECTION_BH;
  judge();
  assert_true(result("A0 sec/op")->p_corrected >= result("A0 sec/op")->p);
}

static void geometric_means(void) {
  both("A sec/op", 1, 100, 200);
  both("B sec/op", 1, 100, 50);
  both("C sec/op", 1, 0, 0);
  side_of(SIDE_HEAD, "D sec/op", 1, 100);
  side_of(SIDE_BASE, "E sec/op", 1, 100);
  judge();
  assert_int_equal(w.report.geomeans.n, 1);
  const struct geomean *g = &w.report.geomeans.at[0];
  assert_int_equal(g->rows, 2);
  check_double(g->base, 100, 1e-12);
  check_double(g->head, 100, 1e-12);
  check_double(g->ratio, 1, 1e-12);
  assert_int_equal(g->left_out.n, 3);
  assert_true(str_eq(g->left_out.at[0], STR("C: not positive")));
}

#define CASES(X)                                                                                                       \
  X(regression_fails) X(within_passes) X(throughput_halved) X(single_sample) X(five_among_two_hundred)                 \
  X(figures_are_never_tested) X(figures_of_several_runs) X(infinite_figure) X(figures_of_allocations)                  \
  X(not_proven_among_many) X(required_improvement) X(allocations) X(allocations_that_vary) X(exact_metric)             \
  X(absolute_bound) X(absolute_and_relative) X(most_specific_rule) X(metric_of_a_rule) X(names_a_rule_matches)         \
  X(implicit_rule) X(zeros) X(same_name_in_two_suites) X(corrections) X(geometric_means)                      \
  X(a_rule_written_twice) X(a_name_beyond_the_limit) X(two_machines_in_one_side)

int main(void) {
  CASES(ADD_CASE)
  int status = check_run("compare");
  arena_free(&w.arena);
  return status;
}
