/* Objectives and budgets held against measurements: every branch of a verdict, from declarations built by hand. */
#include "check.h"

#include "analysis/budget.h"
#include "analysis/slo.h"

#include <math.h>

struct fixture {
  struct arena arena;
  struct diags diags;
  struct perfdoc doc;
  struct bench_table bench;
  struct inputs in;
  struct report report;
};

static struct fixture *fixture_now; /* the last one made: freed by the next, or at the end */

static struct fixture *fixture_new(void) {
  static struct fixture f;
  fixture_now = &f;
  arena_free(&f.arena);
  f = (struct fixture){.arena = ARENA_INIT};
  diag_init(&f.diags, &f.arena);
  bench_table_init(&f.bench, &f.arena);
  f.in.doc = &f.doc;
  f.in.bench = &f.bench;
  f.report = (struct report){.arena = &f.arena, .in = &f.in, .diags = &f.diags};
  return &f;
}

static struct slo *add_slo(struct fixture *f, enum slo_shape shape, const char *path) {
  struct slo *s = VEC_PUSH(&f->arena, &f->doc.slos);
  s->decl.pos.line = 3;
  s->name = STR("the objective");
  s->shape = shape;
  s->route.methods = path[0] ? STR("POST") : STR_NONE;
  s->route.path = str_of(path);
  s->has_bound = true;
  s->bound = (struct bound){BOUND_BELOW, 0.3, DIM_TIME, STR_NONE};
  s->target = (struct ratio){999, 1000};
  s->window = (struct window){WINDOW_ROLLING, 28 * 86400.0, STR("28 days")};
  s->slice_s = 60;
  s->has_quantile = shape != SLO_REQUESTS;
  s->quantile = 0.99;
  return s;
}

static struct measurement *add(struct fixture *f, enum metric_scope scope, const char *name, enum side side) {
  struct measurement *m = VEC_PUSH(&f->arena, &f->in.metrics.list);
  m->scope = scope;
  m->name = str_of(name);
  m->side = side;
  m->dim = DIM_TIME;
  return m;
}

static void add_good(struct fixture *f, const char *route, double quantile, uint64_t good, uint64_t n) {
  struct measurement *m = add(f, SCOPE_ROUTE, route, SIDE_HEAD);
  m->is_good = m->has_within = m->has_n = true;
  m->within_s = 0.3;
  m->has_quantile = quantile > 0;
  m->quantile = quantile;
  m->good = good;
  m->n = n;
  m->dim = DIM_GOOD;
}

static void add_quantile(struct fixture *f, enum metric_scope scope, const char *name, enum side side, double q, double value) {
  struct measurement *m = add(f, scope, name, side);
  m->has_quantile = true;
  m->quantile = q;
  m->value = value;
  m->n = 1000;
}

static const struct gate *judged_slo(struct fixture *f) {
  slo_judge(&f->report);
  assert_int_equal(f->report.gates.n, f->doc.slos.n);
  return &f->report.gates.at[0];
}

static void requests_met(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_REQUESTS, "/checkout");
  add_good(f, "POST /checkout", 0, 100000, 100000);
  const struct gate *g = judged_slo(f);
  assert_int_equal(g->kind, GATE_ERROR_BUDGET);
  assert_int_equal(g->verdict, VERDICT_PASS);
  check_double(f->report.slos.at[0].budget, 100, 1e-12);
}

static void requests_exactly_at_target(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_REQUESTS, "/checkout");
  add_good(f, "POST /checkout", 0, 999000, 1000000);
  /* Met, in integers, but with the whole budget gone. */
  assert_int_equal(judged_slo(f)->verdict, VERDICT_WARN);
}

static void requests_missed(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_REQUESTS, "/checkout");
  add_good(f, "POST /checkout", 0, 998999, 1000000);
  assert_int_equal(judged_slo(f)->verdict, VERDICT_FAIL);
}

static void requests_of_the_whole_service(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_REQUESTS, "");
  add_good(f, "POST /checkout", 0, 500, 500);
  add_good(f, "GET /health", 0, 490, 500);
  assert_int_equal(judged_slo(f)->verdict, VERDICT_FAIL);
  assert_int_equal(f->report.slos.at[0].total, 1000);
}

static void one_route_without_the_figure(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_REQUESTS, "");
  add_good(f, "POST /checkout", 0, 500, 500);
  add_quantile(f, SCOPE_ROUTE, "GET /health", SIDE_HEAD, 0.5, 0.1);
  /* The sum over all routes must not leave one out in silence. */
  assert_int_equal(judged_slo(f)->verdict, VERDICT_UNMEASURED);
}

/* 100 % leaves no budget to use a share of, or to burn. */
static void all_requests(void **state) {
  (void)state;
  for (uint64_t bad = 0; bad < 2; bad++) {
    struct fixture *f = fixture_new();
    add_slo(f, SLO_REQUESTS, "/checkout")->target = (struct ratio){1, 1};
    add_good(f, "POST /checkout", 0, 1000 - bad, 1000);
    const struct gate *g = judged_slo(f);
    assert_int_equal(g->verdict, bad ? VERDICT_FAIL : VERDICT_PASS);
    assert_true(str_find(g->reason, STR("n/a")) == STR_NPOS && str_find(g->formula, STR("inf")) == STR_NPOS);
    assert_true(str_find(g->reason, STR("no failure")) != STR_NPOS);
  }
}

/* Two gates that say the same of the same are still two. */
static void an_objective_written_twice(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  for (int i = 0; i < 3; i++) add_slo(f, SLO_REQUESTS, "/checkout");
  slo_judge(&f->report);
  const struct gate *g = f->report.gates.at;
  assert_false(str_eq(g[0].id, g[1].id) || str_eq(g[0].id, g[2].id) || str_eq(g[1].id, g[2].id));
  assert_true(str_starts(g[2].id, g[0].id) && str_ends(g[2].id, STR("-3")));
}

static void slices_use_a_part_of_the_window(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_SLICES, "/checkout");
  add_good(f, "POST /checkout", 0.99, 58, 60);
  /* Two bad minutes of 40: far from the end of the budget, but at 33 times the even pace. */
  const struct gate *g = judged_slo(f);
  assert_int_equal(g->verdict, VERDICT_WARN);
  check_double(f->report.slos.at[0].used, 120, 1e-12);
  check_double(f->report.slos.at[0].budget, 2419.2, 1e-9);
  check_double(f->report.slos.at[0].burn, 2.0 / 60 / 0.001, 1e-9);
}

static void slices_use_it_all(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_SLICES, "/checkout");
  add_good(f, "POST /checkout", 0.99, 959, 1000);
  assert_int_equal(judged_slo(f)->verdict, VERDICT_FAIL);
}

static void single_quantile_is_a_bound(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_SLICES, "/checkout");
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD, 0.99, 0.3);
  const struct gate *g = judged_slo(f);
  /* "< 300 ms" is not met by 300 ms. */
  assert_int_equal(g->verdict, VERDICT_FAIL);
  assert_true(str_find(g->reason, STR("one measurement, not a window")) != STR_NPOS);
}

static void two_measurements_fit(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  struct slo *s = add_slo(f, SLO_BOUND, "/admin/*");
  s->target.den = 0;
  add_quantile(f, SCOPE_ROUTE, "POST /admin/a", SIDE_HEAD, 0.99, 0.1);
  add_quantile(f, SCOPE_ROUTE, "POST /admin/b", SIDE_HEAD, 0.99, 0.9);
  assert_int_equal(judged_slo(f)->verdict, VERDICT_NO_DATA);
  assert_int_equal(f->diags.list.n, 1);
  assert_int_equal(f->diags.list.at[0].id, DIAG_METRIC_AMBIGUOUS);
}

static void nothing_measured(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_SLICES, "/checkout");
  assert_int_equal(judged_slo(f)->verdict, VERDICT_UNMEASURED);
}

static void unreadable_fails(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_SLICES, "/checkout")->decl.problem = STR("no unit");
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD, 0.99, 0.1);
  assert_int_equal(judged_slo(f)->verdict, VERDICT_FAIL);
}

static void rate_not_met(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  struct slo *s = add_slo(f, SLO_SLICES, "/checkout");
  s->has_rate = true;
  s->rate_rps = 1000;
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD, 0.99, 0.1);
  struct measurement *m = add(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD);
  m->dim = DIM_RATE;
  m->value = 500;
  assert_int_equal(judged_slo(f)->verdict, VERDICT_NO_DATA);
}

static void resource_by_words(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  struct slo *s = add_slo(f, SLO_BOUND, "");
  s->has_quantile = false;
  s->target.den = 0;
  s->subject = STR("peak");
  s->bound = (struct bound){BOUND_AT_MOST, 800.0 * 1048576, DIM_BYTES, STR_NONE};
  struct measurement *m = add(f, SCOPE_RESOURCE, "Peak service memory", SIDE_HEAD);
  m->dim = DIM_BYTES;
  m->value = 900.0 * 1048576;
  const struct gate *g = judged_slo(f);
  assert_int_equal(g->kind, GATE_RESOURCE);
  assert_int_equal(g->verdict, VERDICT_FAIL);
}

static void add_route(struct fixture *f, const char *methods, const char *path, double quantile, double budget) {
  struct route_budget *b = VEC_PUSH(&f->arena, &f->doc.routes);
  b->decl.pos.line = 9;
  b->route = (struct route){str_of(methods), str_of(path)};
  b->quantile = quantile;
  b->bound = (struct bound){BOUND_AT_MOST, budget, DIM_TIME, STR_NONE};
}

static void route_burns_its_budget(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_route(f, "POST", "/checkout", 0.99, 0.1);
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_BASE, 0.99, 0.080);
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD, 0.99, 0.095);
  budget_judge(&f->report);
  assert_int_equal(f->report.routes.at[0].verdict, VERDICT_WARN);
  check_double(f->report.routes.at[0].headroom_spent, 0.75, 1e-9);
}

static void two_quantiles_of_one_route(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_route(f, "POST", "/checkout", 0.5, 0.01);
  add_route(f, "POST", "/checkout", 0.99, 0.1);
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD, 0.5, 0.005);
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD, 0.99, 0.2);
  budget_judge(&f->report);
  assert_int_equal(f->report.routes.at[0].verdict, VERDICT_PASS);
  assert_int_equal(f->report.routes.at[1].verdict, VERDICT_FAIL);
}

static void the_slowest_route_of_a_pattern(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_route(f, "POST", "/admin/*", 0.99, 0.5);
  add_route(f, "POST", "/admin/slow", 0.99, 2);
  add_quantile(f, SCOPE_ROUTE, "POST /admin/a", SIDE_HEAD, 0.99, 0.1);
  add_quantile(f, SCOPE_ROUTE, "POST /admin/b", SIDE_HEAD, 0.99, 0.3);
  add_quantile(f, SCOPE_ROUTE, "POST /admin/slow", SIDE_HEAD, 0.99, 1);
  budget_judge(&f->report);
  /* The most specific declaration owns a route: /admin/slow does not count against the pattern. */
  check_double(f->report.routes.at[0].measured[SIDE_HEAD], 0.3, 1e-12);
  assert_int_equal(f->report.routes.at[0].verdict, VERDICT_PASS);
  assert_int_equal(f->report.routes.at[1].verdict, VERDICT_PASS);
}

static struct component *add_component(struct fixture *f, const char *name, double budget) {
  struct component *c = VEC_PUSH(&f->arena, &f->doc.components);
  c->decl.pos.line = 20;
  c->name = str_of(name);
  c->budget_s = budget;
  return c;
}

static void components_each_against_their_own_row(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_component(f, "Application  (this service)", 0.1);
  add_component(f, "Database", 0.05);
  add_component(f, "Margin", 0.02)->is_margin = true;
  add_component(f, "Total", 0.17)->is_total = true;
  add_quantile(f, SCOPE_COMPONENT, "application (this service)", SIDE_HEAD, 0.99, 0.112);
  add_quantile(f, SCOPE_COMPONENT, "Database", SIDE_HEAD, 0.99, 0.01);
  budget_judge(&f->report);
  assert_int_equal(f->report.components.at[0].verdict, VERDICT_FAIL);
  assert_int_equal(f->report.components.at[1].verdict, VERDICT_PASS);
  assert_int_equal(f->report.components.at[2].gate, INDEX_NONE);
  assert_int_equal(f->report.components.at[3].verdict, VERDICT_UNMEASURED);
  assert_false(f->report.component_total.mismatch);
  assert_int_equal(f->report.gates.n, 3);
}

/* A p50 and a p99 column: parts of one quantile are summed, never p50 + p99. */
static void columns_are_not_summed_together(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  static const struct {
    const char *name;
    double p50, p99;
  } rows[] = {{"App", 0.010, 0.100}, {"Database", 0.005, 0.050}, {"Margin", 0.001, 0.010}, {"Total", 0.016, 0.160}};
  for (size_t i = 0; i < 4; i++) {
    for (int k = 0; k < 2; k++) {
      struct component *c = add_component(f, rows[i].name, k ? rows[i].p99 : rows[i].p50);
      c->has_quantile = true;
      c->quantile = k ? 0.99 : 0.5;
      c->is_margin = i == 2;
      c->is_total = i == 3;
    }
  }
  budget_judge(&f->report);
  const struct component_total *t = &f->report.component_total;
  check_double(t->sum_s, 0.160, 1e-12);
  check_double(t->quantile, 0.99, 0);
  assert_int_equal(t->parts, 2);
  assert_false(t->mismatch);
}

/* ---- what is lacking in head ---- */

/* An objective of p99 on a route, and what head and base have of it. */
static void expect_lacking(struct fixture *f, enum verdict want) {
  add_slo(f, SLO_BOUND, "/checkout")->target = (struct ratio){0, 0};
  const struct gate *g = judged_slo(f);
  if (g->verdict != want) fail_msg("%s: " STR_FMT, verdict_json(g->verdict), STR_ARG(g->reason));
}

static void measured_in_base_only(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_BASE, 0.99, 0.1);
  expect_lacking(f, VERDICT_NO_DATA); /* head has no measurement at all */
  static const enum missing_policy policies[] = {MISSING_DEFAULT, MISSING_FAIL, MISSING_WARN, MISSING_IGNORE};
  static const enum verdict wanted[] = {VERDICT_FAIL, VERDICT_FAIL, VERDICT_NO_DATA, VERDICT_UNMEASURED};
  for (size_t i = 0; i < 4; i++) {
    f = fixture_new();
    f->report.options.missing = policies[i];
    add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_BASE, 0.99, 0.1);
    add_quantile(f, SCOPE_ROUTE, "POST /chekout", SIDE_HEAD, 0.99, 0.1);
    expect_lacking(f, wanted[i]);
  }
}

static void measured_otherwise(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD, 0.5, 0.1);
  expect_lacking(f, VERDICT_UNMEASURED); /* p50 is measured, p99 is not */
  f = fixture_new();
  add(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD)->value = 0.1;
  expect_lacking(f, VERDICT_NO_DATA); /* of which quantile? */
  f = fixture_new();
  add_quantile(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD, 0.99, 0.1);
  f->in.metrics.list.at[0].dim = DIM_BYTES;
  expect_lacking(f, VERDICT_NO_DATA);
  f = fixture_new();
  add(f, SCOPE_ROUTE, "POST /checkout", SIDE_HEAD)->dim = DIM_RATE;
  expect_lacking(f, VERDICT_UNMEASURED); /* the load alone */
}

static void nothing_counted(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  add_slo(f, SLO_REQUESTS, "/checkout");
  add_good(f, "POST /checkout", 0, 0, 0);
  assert_int_equal(judged_slo(f)->verdict, VERDICT_NO_DATA);
  f = fixture_new();
  add_slo(f, SLO_REQUESTS, "");
  add_good(f, "POST /checkout", 0, 0, 0);
  assert_int_equal(judged_slo(f)->verdict, VERDICT_NO_DATA);
}

/* A budget of zero is no budget that was never written. */
static void budget_of_nothing(void **state) {
  (void)state;
  struct fixture *f = fixture_new();
  struct component *c = VEC_PUSH(&f->arena, &f->doc.components);
  c->name = STR("Parse");
  add_quantile(f, SCOPE_COMPONENT, "Parse", SIDE_HEAD, 0.99, 0.1);
  budget_judge(&f->report);
  assert_int_equal(f->report.gates.at[0].verdict, VERDICT_FAIL);
  f = fixture_new();
  (void)add_component(f, "Parse", 0);
  add_quantile(f, SCOPE_COMPONENT, "Parse", SIDE_HEAD, 0.99, 0);
  budget_judge(&f->report);
  assert_int_equal(f->report.gates.at[0].verdict, VERDICT_PASS);
  assert_true(str_ends(f->report.gates.at[0].reason, STR("none was used")));
}

int main(void) {
  check_test("requests: met", requests_met);
  check_test("requests: exactly at the target", requests_exactly_at_target);
  check_test("requests: one too many", requests_missed);
  check_test("requests: of the whole service", requests_of_the_whole_service);
  check_test("requests: one route without the figure", one_route_without_the_figure);
  check_test("requests: all of them", all_requests);
  check_test("an objective written twice", an_objective_written_twice);
  check_test("slices: a part of the window", slices_use_a_part_of_the_window);
  check_test("slices: all of the budget", slices_use_it_all);
  check_test("a single p99 is a bound", single_quantile_is_a_bound);
  check_test("two measurements fit", two_measurements_fit);
  check_test("nothing measured", nothing_measured);
  check_test("unreadable fails", unreadable_fails);
  check_test("measured at another rate", rate_not_met);
  check_test("a resource by its words", resource_by_words);
  check_test("a route burns its budget", route_burns_its_budget);
  check_test("two quantiles of one route", two_quantiles_of_one_route);
  check_test("the slowest route of a pattern", the_slowest_route_of_a_pattern);
  check_test("measured in base only", measured_in_base_only);
  check_test("measured otherwise", measured_otherwise);
  check_test("nothing was counted", nothing_counted);
  check_test("a budget of nothing", budget_of_nothing);
  check_test("components of two quantiles", columns_are_not_summed_together);
  check_test("components", components_each_against_their_own_row);
  int status = check_run("budget");
  arena_free(&fixture_now->arena);
  return status;
}
