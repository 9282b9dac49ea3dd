#include "view/bench_rows.h"

#include "base/source.h"
#include "check.h"
#include "html/out.h"
#include "view/bench_chart.h"
#include "view/page.h"
#include "view_fixture.h"

static struct fixture fixture;

static const struct bench_result *result(const char *name, const char *unit) {
  VEC_EACH(const struct bench_result, b, &fixture.report.benches) {
    const struct bench_id *id = &fixture.bench.rows.at[b->row].id;
    struct buf full = BUF_INIT;
    bench_id_put(&full, id);
    bool same = str_eq(buf_view(&full), str_of(name)) && str_eq(id->unit, str_of(unit));
    buf_free(&full);
    if (same) return b;
  }
  fail_msg("no %s %s in the fixture", name, unit);
  return NULL;
}

/* ---- which rows, in which order ---- */

static void groups_by_unit_worst_first(void **state) {
  (void)state;
  struct bench_group_vec groups = bench_groups(&fixture.arena, &fixture.report, (struct bench_limit){1000, SIZE_MAX});
  static const char *const units[] = {"sec/op", "allocs/op", "B/op", "B/s", "widgets"};
  assert_int_equal(groups.n, 5);
  for (size_t i = 0; i < groups.n; i++) {
    assert_true(str_eq(groups.at[i].unit, str_of(units[i])));
    assert_int_equal(groups.at[i].rest.n, 0);
    const struct bench_result *before = NULL;
    for (size_t k = 0; k < groups.at[i].full.n; k++) {
      const struct bench_result *b = &fixture.report.benches.at[groups.at[i].full.at[k]];
      if (before && bench_is_gated(before) && bench_is_gated(b)) assert_true(before->verdict <= b->verdict);
      if (before && before->verdict == b->verdict) assert_true(bench_change_size(before) >= bench_change_size(b));
      before = b;
    }
  }
  assert_int_equal(groups.at[0].gated[VERDICT_FAIL], 2);
  assert_int_equal(groups.at[0].gated[VERDICT_MAX - 1], 0);
  assert_ptr_equal(groups.at[0].geomean, &fixture.report.geomeans.at[0]);
  assert_null(groups.at[1].geomean);
}

/* Beyond the limit go those that pass or have no gate, and of these the ones that changed least. */
static void the_limit_leaves_out_what_matters_least(void **state) {
  (void)state;
  size_t n = fixture.report.benches.n, full = 0, rest = 0;
  struct bench_group_vec groups = bench_groups(&fixture.arena, &fixture.report, (struct bench_limit){n - 4, SIZE_MAX});
  VEC_EACH(const struct bench_group, g, &groups) {
    full += g->full.n;
    rest += g->rest.n;
    for (size_t i = 0; i < g->rest.n; i++) {
      const struct bench_result *b = &fixture.report.benches.at[g->rest.at[i]];
      assert_true(!bench_is_gated(b) || b->verdict == VERDICT_PASS);
      assert_true(bench_change_size(b) < 0.09);
    }
  }
  assert_int_equal(full, n - 4);
  assert_int_equal(rest, 4);
}

/* ---- the chart ---- */

static struct str drawn(struct bench_chart c) {
  static struct buf keep;
  struct out o;
  struct bench_gates gates = {0};
  out_init(&o, OUT_FRAGMENT);
  bench_gates_add(&gates, &c);
  bench_gates(&o, &gates);
  bench_chart(&o, &c);
  buf_clear(&keep);
  buf_str(&keep, out_finish(&o));
  out_free(&o);
  return buf_view(&keep);
}

static bool draws(struct bench_chart c, const char *what) {
  return str_find(drawn(c), str_of(what)) != STR_NPOS;
}

#define NOTHING ((double)NAN)

static void chart_places(void **state) {
  (void)state;
  /* 100 is zero, 88 pixels are 20 % */
  struct bench_chart c = {.value = 0.10, .lo = 0.05, .hi = 0.15, .gate = 0.05, .tone = TONE_WORSE};
  assert_true(draws(c, "class=\"cw\" fill=\"#B3380A\" d=\"M140.5 13.5a")); /* the dot: 100 + 44 - 3.5 */
  assert_true(draws(c, "M122 12.5h44v2H122z"));                            /* the whisker */
  assert_true(draws(c, "class=\"gl\" fill=\"#A61B1B\" d=\"M122 0h1.5v27H122z\""));
  assert_true(draws(c, "class=\"bd\" fill=\"#E4E8EC\" d=\"M12 0h110v27H12z\"")); /* allowed: all left of the gate */
  c.tone = TONE_BETTER;
  assert_true(draws(c, "class=\"cb\" fill=\"#0B5FB0\""));
  c.tone = TONE_PLAIN;
  assert_true(draws(c, "class=\"cn\" fill=\"#454C54\""));
}

static void chart_clips(void **state) {
  (void)state;
  struct bench_chart c = {.value = 0.21, .lo = 0.15, .hi = 0.3, .gate = 0.5, .tone = TONE_WORSE};
  assert_true(draws(c, "M189 8.5l9 5-9 5z"));
  assert_false(draws(c, "a3.5"));
  assert_false(draws(c, "class=\"gl\"")); /* the gate is beyond the scale too: all of it is allowed */
  assert_true(draws(c, "M12 0h188v27H12z"));
  c.value = -(double)INFINITY;
  assert_true(draws(c, "M11 8.5l-9 5 9 5z"));
  c = (struct bench_chart){.value = 0.1, .lo = -(double)INFINITY, .hi = (double)INFINITY, .gate = NOTHING, .tone = TONE_PLAIN};
  assert_true(draws(c, "M12 12.5h176v2H12z"));
  assert_false(draws(c, "class=\"gl\""));
}

static void chart_of_nothing(void **state) {
  (void)state;
  assert_false(draws((struct bench_chart){NOTHING, NOTHING, NOTHING, NOTHING, TONE_PLAIN}, "<path"));
  assert_true(draws((struct bench_chart){0.01, NOTHING, NOTHING, NOTHING, TONE_PLAIN}, "<use href=\"#gate-0\"/>"));
}

static void chart_of_results(void **state) {
  (void)state;
  const struct report *r = &fixture.report;
  struct bench_chart c = bench_chart_of(r, result("HotPath_Checkout", "sec/op"));
  assert_int_equal(c.tone, TONE_WORSE);
  assert_true(check_close(c.gate, 0.02, 1e-12) && check_close(c.value, 98.11 / 84.02 - 1, 1e-12) && c.lo < c.value && c.value < c.hi);
  c = bench_chart_of(r, result("Parser_JSON/small", "sec/op"));
  assert_int_equal(c.tone, TONE_BETTER);
  c = bench_chart_of(r, result("HotPath_AuthToken", "sec/op"));
  assert_int_equal(c.tone, TONE_PLAIN); /* p = 0.089 */
  c = bench_chart_of(r, result("Tax_Quote/warm", "sec/op"));
  assert_true(isinf(c.lo) && isinf(c.hi)); /* n = 5 */
  c = bench_chart_of(r, result("HotPath_Checkout", "allocs/op"));
  assert_true(isnan(c.lo) && c.tone == TONE_WORSE); /* exact: no interval */
  c = bench_chart_of(r, result("Parser_JSON/large", "allocs/op"));
  assert_true(isinf(c.value) && c.value > 0 && c.tone == TONE_WORSE); /* 0 to 3 */
  c = bench_chart_of(r, result("Parser_JSON/large", "B/s"));
  assert_true(check_close(c.value, 0.5, 1e-12) && c.tone == TONE_WORSE); /* 60 to 40 MB/s: worse to the right */
  c = bench_chart_of(r, result("Tax_Quote/cold-cache", "sec/op"));
  assert_true(isnan(c.value) && isnan(c.gate)); /* new: nothing to draw */
}

/* ---- weight ---- */

enum { MANY = 5000 };

static size_t count(struct str page, const char *what) {
  size_t n = 0;
  for (size_t at; (at = str_find(page, str_of(what))) != STR_NPOS; n++) page = str_slice(page, at + 1, page.n);
  return n;
}

static void five_thousand_rows(void **state) {
  (void)state;
  static struct fixture many;
  fixture_init(&many);
  many.report.benches.n = many.report.gates.n = many.report.geomeans.n = many.bench.rows.n = 0;
  many.report.reasons_n = 0;
  bench_table_init(&many.bench, &many.arena);
  for (int i = 0; i < MANY; i++) {
    struct fixture_row f = {NULL, "/size=4096", "sec/op", 84.02e-6, 84.02e-6 * (1 + 0.00001 * (i % 977)), 0.012, 0.4, 10, VERDICT_PASS,
                            0.02, BENCH_COMPARED};
    f.name = arena_printf(&many.arena, "Benchmark_of_some_package_%d", i).p;
    if (i % 50 == 7) f.verdict = VERDICT_FAIL;
    fixture_bench(&many, &f);
  }
  memset(many.report.verdicts, 0, sizeof many.report.verdicts);
  VEC_EACH(const struct gate, g, &many.report.gates) many.report.verdicts[g->verdict]++;
  struct arena scratch = ARENA_INIT;
  struct buf page = BUF_INIT;
  struct view_options options = {0};
  view_page(&scratch, &many.report, &options, &page);
  struct str all = buf_view(&page);
  size_t rows = count(all, "<tr id=\"b-");
  assert_true(rows >= 650 && rows <= 1000);
  assert_int_equal(count(all, "<svg width=\"200\" height=\"27\""), rows);
  assert_true(str_find(all, STR("<code class=\"nb\">--json</code> has every one")) != STR_NPOS || count(all, "0.00\xc2\xa0%  Pass\n") > 0);
  if (getenv("PERFPAGE_KEEP_PAGE")) (void)source_write(getenv("PERFPAGE_KEEP_PAGE"), all);
  print_message("%lu bytes, %lu elements\n", (unsigned long)all.n, (unsigned long)(count(all, "<") - count(all, "</")));
  assert_true(all.n < 1050 * 1000);                      /* leaves room for a graph of 100 k stacks in 1.5 MB */
  assert_true(count(all, "<") - count(all, "</") < 21 * 1000); /* and in 30 k nodes */
  buf_free(&page);
  arena_free(&scratch);
  fixture_free(&many);
}

/* A column more, with the arithmetic in the cell, and a table with all of it; no column without a prediction. */
static void predictions(void **state) {
  (void)state;
  struct fixture one;
  fixture_init(&one);
  struct arena scratch = ARENA_INIT;
  struct buf page = BUF_INIT;
  struct view_options options = {0};
  view_page(&scratch, &one.report, &options, &page);
  assert_int_equal(count(buf_view(&page), "Service, predicted"), 0);
  size_t cells = count(buf_view(&page), "<td");
  struct prediction x = {.bench = 0, .function = STR("pkg.F<i>"), .index = INDEX_NONE, .share = 0.25, .change = -0.875, .predicted = -0.21875, .lo = -0.25,
                         .hi = -0.2, .bounded = true, .has_head = true, .share_expected = 0.04, .share_head = 0.0625, .fellows = 2,
                         .formula = STR("1 \"and\" 1")};
  *VEC_PUSH(&one.arena, &one.report.predictions) = x;
  x.bench = 1;
  x.lo = -0.25;
  x.hi = 0.1;
  *VEC_PUSH(&one.arena, &one.report.predictions) = x;
  buf_clear(&page);
  view_page(&scratch, &one.report, &options, &page);
  struct str all = buf_view(&page);
  assert_int_equal(count(all, "Service, predicted</th>"), 2);
  assert_int_equal(count(all, "<td class=\"dn\" data-v=\"-0.218750\" title=\"1 &quot;and&quot; 1\">\xe2\x88\x92" "21.9\xc2\xa0%</td>"), 1);
  assert_int_equal(count(all, "<td data-v=\"-0.218750\" title=\"1 &quot;and&quot; 1\">~\xc2\xa0\xe2\x88\x92" "21.9\xc2\xa0%</td>"), 1);
  size_t geomeans = count(all, "<tr class=\"geo\">"), rows = one.report.benches.n;
  assert_int_equal(count(all, "<td"), cells + geomeans + rows + 2 * 6); /* one a row, and six in each row of the table */
  assert_int_equal(count(all, "pkg.F&lt;i&gt;"), 2);
  assert_int_equal(count(all, "2 more benchmarks of it, not added up"), 2);
  assert_int_equal(count(all, "6.25\xc2\xa0%<span class=\"sub\">4.00\xc2\xa0% expected</span>"), 2);
  assert_int_equal(count(all, "colspan=\"9\""), 0);
  buf_free(&page);
  arena_free(&scratch);
  fixture_free(&one);
}

/* As the heading of the group says of its rows: base / head - 1 where higher is better. */
static void geomean_of_throughput(void **state) {
  (void)state;
  struct fixture one;
  fixture_init(&one);
  struct arena scratch = ARENA_INIT;
  *VEC_PUSH(&one.arena, &one.report.geomeans) = (struct geomean){.unit = STR("B/s"), .base = 60e6, .head = 40e6, .ratio = 0.625, .rows = 3};
  struct buf page = BUF_INIT;
  struct view_options options = {0};
  view_page(&scratch, &one.report, &options, &page);
  struct str rest = buf_view(&page), geo = STR("<tr class=\"geo\">");
  static const char *const changes[] = {"<td>+2.10\xc2\xa0%</td>", "<td>+60.0\xc2\xa0%</td>"}; /* of times, then of throughput */
  for (size_t i = 0; i < 2; i++) {
    size_t from = str_find(rest, geo);
    assert_true(from != STR_NPOS);
    rest = str_slice(rest, from + geo.n, rest.n);
    struct str row = str_slice(rest, 0, str_find(rest, STR("</tr>")));
    assert_int_equal(count(row, changes[i]), 1);
  }
  buf_free(&page);
  arena_free(&scratch);
  fixture_free(&one);
}

int main(void) {
  fixture_init(&fixture);
  check_test("groups by unit, worst first", groups_by_unit_worst_first);
  check_test("the limit leaves out what matters least", the_limit_leaves_out_what_matters_least);
  check_test("chart: places", chart_places);
  check_test("chart: beyond the scale", chart_clips);
  check_test("chart: nothing", chart_of_nothing);
  check_test("chart: what a row shows", chart_of_results);
  check_test("predictions", predictions);
  check_test("the mean of a throughput", geomean_of_throughput);
  check_test("five thousand rows stay light", five_thousand_rows);
  int status = check_run("view_benches");
  fixture_free(&fixture);
  return status;
}
