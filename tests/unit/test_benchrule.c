/* What a rule's name or glob covers. */
#include "check.h"

#include "model/benchrule.h"

struct rule_case {
  const char *glob, *suite, *name, *params;
  bool covers;
};

static struct rule_case cases[] = {
    {"BenchmarkHot_*", "example.com/checkout", "Hot_A", "", true},
    {"Hot_*", "example.com/checkout", "Hot_A", "", true},
    {"BenchmarkHot_*", "", "Cold_A", "", false},
    {"BenchmarkX", "", "X", "", true},
    {"X", "", "X", "", true},
    {"BenchmarkX", "", "X", "/size=1/8", true},
    {"BenchmarkX/size=1", "", "X", "/size=1/8", true},
    {"BenchmarkX/size=1", "", "X", "/size=10", false},
    {"BenchmarkX", "", "XY", "", false},
    {"benchmarkX", "", "X", "", false},
    {"*/8", "", "X", "/size=1/8", true},
    {"BenchmarkX/size=*", "", "X", "/size=1/8", true},
    {"example.com/checkout.X", "example.com/checkout", "X", "", true},
    {"example.com/checkout.BenchmarkX", "example.com/checkout", "X", "", true},
    {"example.com/*", "example.com/checkout", "X", "", true},
    {"Benchmark[AB]?", "", "A1", "", true},
    {"Benchmark[AB]?", "", "C1", "", false},
    {"Client Creation*", "", "Client Creation slow", "", true},
    {"Client Creation", "", "Client Creation", "", true},
    {"", "", "X", "", false},
    {"*", "", "X", "", true},
};

static void covers(void **state) {
  const struct rule_case *c = *state;
  struct arena a = ARENA_INIT;
  struct bench_rule r = bench_rule_of(&a, str_of(c->glob));
  struct bench_id id = {.suite = str_of(c->suite), .name = str_of(c->name), .params = str_of(c->params)};
  assert_int_equal(bench_rule_matches(&r, &id), c->covers);
  bench_rule_clear(&r);
  arena_free(&a);
}

static int cmp(const char *left, const char *right) {
  struct arena a = ARENA_INIT;
  struct bench_rule l = bench_rule_of(&a, str_of(left)), r = bench_rule_of(&a, str_of(right));
  int order = bench_rule_cmp(&l, &r);
  bench_rule_clear(&l);
  bench_rule_clear(&r);
  arena_free(&a);
  return order;
}

static void specific(void **state) {
  (void)state;
  assert_true(cmp("BenchmarkHot_*", "Benchmark*") < 0);
  assert_true(cmp("*", "BenchmarkX") > 0);
  assert_true(cmp("Bench*k?", "Benchk?") > 0);
  assert_int_equal(cmp("BenchmarkA", "BenchmarkB"), 0);
}

int main(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char name[160];
    (void)snprintf(name, sizeof name, "%s covers %s%s of %s", cases[i].glob, cases[i].name, cases[i].params, cases[i].suite);
    check_test_state(name, covers, &cases[i]);
  }
  check_test("the more specific rule", specific);
  return check_run("benchrule");
}
