/* What the document knows against a profile and benchmarks, with figures worked out by hand: 1,000 samples a side, so that a
 * count is its share in tenths of a percent. */
#include "compare_world.h"

#include "analysis/amdahl.h"
#include "analysis/evaluate.h"
#include "analysis/predict.h"
#include "read/perfdoc.h"

static struct profile *cpu;

static void add_profile(const char *key) {
  struct profile *p = VEC_PUSH(&w.arena, &w.in.profiles);
  *p = (struct profile){.key = str_of(key), .unit = STR("samples"), .unit_is_events = true, .has = {true, true}};
  calltree_init(&p->tree, &w.arena);
  w.in.has_role[SIDE_BASE] = w.in.has_role[SIDE_HEAD] = true;
  cpu = p;
}

static void stack(const char *text, uint64_t base, uint64_t head) {
  struct str rest = str_of(text), frame;
  uint32_t node = CALL_ROOT;
  while (str_cut(&rest, ';', &frame)) node = calltree_step(&cpu->tree, node, frame);
  assert_true(calltree_add(&cpu->tree, node, SIDE_BASE, base));
  assert_true(calltree_add(&cpu->tree, node, SIDE_HEAD, head));
}

static void shop_profile(void) {
  add_profile("cpu");
  stack("main;shop/api.checkout;encoding/json.Unmarshal", 290, 190);
  stack("main;shop/api.checkout;encoding/json.Unmarshal;shop/api.checkout", 10, 10); /* recursive */
  stack("main;shop/api.checkout;shop/encode.Receipt;fmt.Sprintf", 0, 40);
  stack("main;log.Print;fmt.Sprintf", 20, 20);
  stack("main;shop/api.checkout", 170, 240);
  stack("main;shop/old.Cold", 10, 5);
  stack("main;idle", 500, 495);
  calltree_finish(&cpu->tree);
}

static const char *const shop_document = "# shop\n"
                                         "## Known hotspots\n\n"
                                         "| Function | Benchmark | Note |\n|---|---|---|\n"
                                         "| `encoding/json.Unmarshal` | `BenchmarkParse` | the cart |\n" /* line 6 */
                                         "| `shop/old.Cold` | `BenchmarkCold` | was hot |\n"
                                         "| `shop/gone.Away` | | |\n\n"
                                         "## Anti-patterns\n\n"
                                         "- Do not use `fmt.Sprintf` in `encode` (re-run `BenchmarkParse`)\n" /* line 12 */
                                         "- No `regexp.Compile` and no `panic`\n\n"
                                         "## Tuning history\n\n"
                                         "| Date | Change | Before | After | Benchmark |\n|---|---|---|---|---|\n"
                                         "| 2026-01-01 | `json.Unmarshal` less often | 9 allocs/op | 5 allocs/op | `BenchmarkParse` |\n" /* line 19 */
                                         "| 2026-01-02 | nothing | 9 ns/op | 5 ns/op | `BenchmarkAway` |\n\n"
                                         "## Settings\n\n| Key | Value |\n|---|---|\n| baseline refresh | 1 d |\n"; /* line 26 */

static void document(const char *text) {
  struct source *s = ARENA_NEW(&w.arena, struct source);
  *s = (struct source){.name = STR("PERFORMANCE.md"), .text = str_of(text), .whole = true};
  perfdoc_read(&w.arena, &w.diags, s, &w.doc);
}

static void evaluated(int64_t now) {
  bench_table_finish(&w.table);
  for (enum side s = 0; s < SIDE_MAX; s++) w.table.results[s] = w.table.rows.n; /* as a reader counts them */
  w.report = (struct report){0};
  const struct judge_options o = {.now = {.known = true, .s = now}};
  evaluate(&w.report, &w.arena, &w.diags, &w.in, &o);
}

static const struct finding *finding(enum finding_kind kind, uint32_t line, const char *subject) {
  VEC_EACH(const struct finding, f, &w.report.findings) {
    if (f->kind == kind && f->pos.line == line && str_eq(f->subject, str_of(subject))) return f;
  }
  fail_msg("no finding %s of %s at line %u", finding_json(kind), subject, line);
  return NULL;
}

static size_t told(enum diag_id id) {
  size_t n = 0;
  VEC_EACH(const struct diag, d, &w.diags.list) n += d->id == id;
  return n;
}

static void expect_shares(const struct finding *f, double base_self, double base, double head_self, double head) {
  check_double(f->self[SIDE_BASE], base_self, 1e-12);
  check_double(f->total[SIDE_BASE], base, 1e-12);
  check_double(f->self[SIDE_HEAD], head_self, 1e-12);
  check_double(f->total[SIDE_HEAD], head, 1e-12);
}

static void shop(void) {
  shop_profile();
  document(shop_document);
  both("Parse sec/op", 10, 100e-9, 50e-9);
  both("Parse allocs/op", 10, 9, 5);
  both("Cold sec/op", 10, 100e-9, 10e-9);
  w.table.date[SIDE_BASE] = (struct date){.known = true, .s = 1000};
  evaluated(1000 + 3 * 86400);
}

static void hotspots(void) {
  shop();
  const struct finding *hot = finding(FINDING_HOTSPOT, 6, "encoding/json.Unmarshal");
  expect_shares(hot, 0.29, 0.30, 0.19, 0.20); /* what it calls back counts in its total */
  assert_true(str_eq(hot->text, STR("total 30.0\xc2\xa0% \xe2\x86\x92 20.0\xc2\xa0%, self 29.0\xc2\xa0% \xe2\x86\x92 19.0\xc2\xa0%")));
  const struct function_result *row = &w.report.profiles.at[hot->profile].functions.at[hot->function];
  assert_true(str_eq(cpu->tree.names[row->name], STR("encoding/json.Unmarshal")));
  expect_shares(finding(FINDING_HOTSPOT_COLD, 7, "shop/old.Cold"), 0.01, 0.01, 0.005, 0.005);
  assert_int_equal(finding(FINDING_HOTSPOT_ABSENT, 8, "shop/gone.Away")->profile, INDEX_NONE);
  assert_int_equal(told(DIAG_HOTSPOT_COLD), 1);
  assert_int_equal(told(DIAG_HOTSPOT_ABSENT), 1);
}

static void anti_patterns(void) {
  shop();
  /* 60 samples a head have fmt.Sprintf on the stack, 40 of them below encode. */
  const struct finding *found = finding(FINDING_ANTI_FOUND, 12, "fmt.Sprintf");
  expect_shares(found, 0, 0, 0.04, 0.04);
  assert_true(str_eq(found->under, STR("encode")));
  assert_true(str_eq(finding(FINDING_ANTI_CLEAR, 13, "regexp.Compile")->text, STR("no sample")));
  VEC_EACH(const struct finding, f, &w.report.findings) assert_false(str_eq(f->subject, STR("panic"))); /* no name of a function */
  assert_int_equal(told(DIAG_ANTI_FOUND), 1);
}

static void tuning(void) {
  shop();
  const struct finding *bench = finding(FINDING_TUNING, 19, "BenchmarkParse");
  assert_true(str_eq(w.table.rows.at[w.report.benches.at[bench->bench].row].id.unit, STR("allocs/op")));
  assert_true(str_eq(bench->text, STR("5\xc2\xa0" "allocs/op")));
  expect_shares(finding(FINDING_TUNING, 19, "json.Unmarshal"), 0.29, 0.30, 0.19, 0.20);
  assert_true(str_eq(finding(FINDING_TUNING_GONE, 20, "BenchmarkAway")->text, STR("no benchmark has this name")));
  assert_int_equal(told(DIAG_TUNING_GONE), 1);
}

static void baseline(void) {
  shop();
  assert_true(str_eq(finding(FINDING_BASELINE_OLD, 26, "baseline")->text,
                     STR("the base was recorded 3\xc2\xa0" "d before this run; it is to be refreshed after 1\xc2\xa0" "d")));
  forget();
  document(shop_document);
  both("Parse sec/op", 10, 100e-9, 50e-9);
  w.table.date[SIDE_BASE] = (struct date){.known = true, .s = 1000};
  evaluated(1000 + 86400);
  assert_int_equal(told(DIAG_BASELINE_OLD), 0);
}

/* Without a profile, and without a benchmark of head, nothing is missed. */
static void nothing_measured(void) {
  document(shop_document);
  evaluated(0);
  assert_int_equal(w.report.findings.n, 0);
}

static void in_order(void) {
  shop();
  assert_int_equal(w.report.findings.n, 9);
  for (size_t i = 1; i < 9; i++) assert_true(w.report.findings.at[i - 1].pos.line <= w.report.findings.at[i].pos.line);
}

/* A profile of the CPU speaks first, whatever the order; a name only another one knows is found there. */
static void other_profiles(void) {
  add_profile("alloc_space");
  stack("main;shop/old.Cold", 50, 50);
  stack("main;only.Here", 50, 50);
  calltree_finish(&cpu->tree);
  shop_profile();
  document("## Known hotspots\n\n- `shop/old.Cold`\n- `only.Here`\n");
  evaluated(0);
  assert_int_equal(finding(FINDING_HOTSPOT_COLD, 3, "shop/old.Cold")->profile, 1);
  const struct finding *only = finding(FINDING_HOTSPOT, 4, "only.Here");
  assert_int_equal(only->profile, 0);
  assert_true(str_find(only->text, STR("of alloc_space")) != STR_NPOS);
}

/* ---- Amdahl ---- */

static const struct prediction *prediction(const char *bench) {
  const struct prediction *x = prediction_of(&w.report, (uint32_t)(result(bench) - w.report.benches.at));
  if (x == NULL) fail_msg("no prediction of %s", bench);
  return x;
}

static void predictions(void) {
  shop();
  assert_int_equal(w.report.predictions.n, 2); /* time alone predicts time */
  const struct prediction *x = prediction("Parse sec/op");
  check_double(x->share, 0.30, 1e-12);
  check_double(x->share_lo, 0.272407, 1e-5); /* Wilson, 300 of 1,000 */
  check_double(x->share_hi, 0.329124, 1e-5);
  check_double(x->change, -0.5, 1e-9);
  check_double(x->predicted, -0.15, 1e-9);
  assert_true(x->bounded);
  check_double(x->lo, x->share_hi * x->change_lo, 1e-12);
  check_double(x->hi, x->share_lo * x->change_hi, 1e-12);
  check_double(x->share_expected, 0.15 / 0.85, 1e-9);
  check_double(x->share_head, 0.20, 1e-12);
  assert_int_equal(x->source.line, 6);
  assert_int_equal(x->fellows, 0);
  assert_true(str_eq(x->formula, STR("new \xc3\xb7 old = (1 \xe2\x88\x92 p) + p \xc3\xb7 s = 0.7000 + 0.3000 \xc3\xb7 2 = 0.8500: \xe2\x88\x92" "15.0\xc2\xa0%")));
}

/* Ten times faster, of a hundredth of the time: 0.9 % of the service. */
static void cold_path(void) {
  shop();
  const struct prediction *x = prediction("Cold sec/op");
  check_double(x->change, -0.9, 1e-9);
  check_double(x->predicted, -0.009, 1e-9);
  check_double(1 / (1 + x->predicted), amdahl_speedup(0.01, 10), 1e-9);
}

/* A rule's Function goes before the hotspot's, the most specific rule before the others; several benchmarks of one function say so. */
static void ties(void) {
  shop_profile();
  document("## CI gate\n\n| Benchmark | Allowed delta | Function |\n|---|---|---|\n"
           "| `Benchmark*` | < 5% slower | `main` |\n| `BenchmarkP*` | 0 new allocations | `shop/api.checkout` |\n\n"
           "## Known hotspots\n\n| Function | Benchmark |\n|---|---|\n| `idle` | `BenchmarkParse` |\n");
  both("Parse sec/op", 10, 100, 50);
  both("Print sec/op", 10, 100, 110);
  both("Other sec/op", 10, 100, 100);
  sample(SIDE_HEAD, "New sec/op", 5);
  evaluated(0);
  assert_int_equal(w.report.predictions.n, 3);
  check_double(prediction("Parse sec/op")->share, 0.47, 1e-12); /* outermost frames, once a sample */
  check_double(prediction("Print sec/op")->predicted, 0.047, 1e-9);
  assert_int_equal(prediction("Parse sec/op")->fellows, 1);
  check_double(prediction("Other sec/op")->share, 1, 1e-12);
  assert_int_equal(prediction("Other sec/op")->fellows, 0);
}

/* A function that only head has: its share of base is nothing, and so is what the benchmark predicts. */
static void new_function(void) {
  shop_profile();
  document("## Known hotspots\n\n| Function | Benchmark |\n|---|---|\n| `shop/encode.Receipt` | `BenchmarkParse` |\n| `not.There` | `BenchmarkPrint` |\n");
  both("Parse sec/op", 10, 100, 50);
  both("Print sec/op", 10, 100, 50);
  evaluated(0);
  assert_int_equal(w.report.predictions.n, 1);
  check_double(prediction("Parse sec/op")->predicted, 0, 0);
  assert_true(prediction("Parse sec/op")->lo < 0);
}

/* Sample events that nobody knows leave a prediction without an interval. */
static void unknown_events(void) {
  shop_profile();
  w.in.profiles.at[0].unit_is_events = false;
  document(shop_document);
  both("Parse sec/op", 10, 100, 50);
  evaluated(0);
  assert_false(prediction("Parse sec/op")->bounded);
  check_double(prediction("Parse sec/op")->predicted, -0.15, 1e-9);
}

static void amdahl_row(void **state) {
  const struct check_row *r = *state;
  double p = check_num(check_field(r, "p")), n = check_num(check_field(r, "N")), speedup = amdahl_speedup(p, n);
  check_double(speedup, check_num(check_field(r, "pure_amdahl")), 5e-5);
  check_double(1 / (1 + amdahl_change(p, 1 / n - 1)), speedup, 1e-12); /* the two forms agree */
}

/* PRACTICE 84: a quarter of the time, eight times faster. */
static void amdahl_review(void) {
  check_double(amdahl_speedup(0.25, 8), 1.28, 1e-12);
}

int main(void) {
  ADD_CASE(hotspots);
  ADD_CASE(anti_patterns);
  ADD_CASE(tuning);
  ADD_CASE(baseline);
  ADD_CASE(nothing_measured);
  ADD_CASE(in_order);
  ADD_CASE(other_profiles);
  ADD_CASE(predictions);
  ADD_CASE(cold_path);
  ADD_CASE(ties);
  ADD_CASE(new_function);
  ADD_CASE(unknown_events);
  ADD_CASE(amdahl_review);
  check_table("tests/vectors/slo/amdahl.tsv", amdahl_row);
  int status = check_run("findings");
  arena_free(&w.arena);
  return status;
}
