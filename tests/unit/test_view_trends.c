/* What a person sees of the history: what the words say, where links lead, what the page weighs. */
#include "view/trends.h"

#include "base/source.h"
#include "base/num.h"
#include "check.h"
#include "trend_fixture.h"
#include "view/page.h"

#define ENDLESS ((double)INFINITY)

/* ---- the page ---- */

static struct trend_fixture fixture;

static struct str page_of(const struct report *r) {
  static struct buf page;
  static const struct view_options options = {0};
  struct arena scratch = ARENA_INIT;
  buf_clear(&page);
  view_page(&scratch, r, &options, &page);
  arena_free(&scratch);
  return buf_view(&page);
}

static struct str filled(uint32_t runs, void (*change)(struct trend_fixture *)) {
  fixture_free(&fixture.base);
  trend_fixture_init(&fixture, runs);
  trend_fixture_fill(&fixture);
  if (change) change(&fixture);
  return page_of(&fixture.base.report);
}

static size_t count(struct str page, const char *what) {
  size_t n = 0;
  for (size_t at; (at = str_find(page, str_of(what))) != STR_NPOS; n++) page = str_slice(page, at + 1, page.n);
  return n;
}

static void has(struct str page, const char *what) {
  if (str_find(page, str_of(what)) == STR_NPOS) fail_msg("the page lacks %s", what);
}

static void has_not(struct str page, const char *what) {
  if (str_find(page, str_of(what)) != STR_NPOS) fail_msg("the page has %s", what);
}

static void nothing_without_a_history(void **state) {
  (void)state;
  static struct fixture plain;
  fixture_init(&plain);
  struct str page = page_of(&plain.report);
  has_not(page, "Last 20 runs");
  has_not(page, "id=\"trends\"");
  has_not(page, "<marker");
  has_not(page, "'.tcs'"); /* the script of the pictures */
  fixture_free(&plain);
}

static void a_picture_in_each_row(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, NULL);
  if (getenv("PERFPAGE_KEEP_PAGE")) (void)source_write(getenv("PERFPAGE_KEEP_PAGE"), page);
  assert_int_equal(count(page, ">Last 20 runs</th>"), 1);
  assert_int_equal(count(page, "<svg width=\"112\" height=\"26\" viewBox=\"0 0 224 52\" role=\"img\""), fixture.base.report.trends.n);
  has(page, "aria-label=\"20 runs, last 97.2\xc2\xa0\xc2\xb5s, +16.5\xc2\xa0% at run43, head 98.1\xc2\xa0\xc2\xb5s\"");
  has(page, ", drifts by +11.0\xc2\xa0%, head 431");
  has(page, "aria-label=\"18 of 20 runs, last ");
  assert_int_equal(count(page, ">no history</td>"), 5); /* in head, and never before */
  has(page, "colspan=\"10\"");
}

static void cards_worst_first(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, NULL);
  assert_int_equal(count(page, "<figure id=\"t-"), 9); /* Queue has neither a gate nor a change */
  size_t fail = str_find(page, STR("<figure id=\"t-hotpath-checkout-sec-op")), warn = str_find(page, STR("<figure id=\"t-parser-json-large-sec-op"));
  size_t changed = str_find(page, STR("<figure id=\"t-parser-json-large-b-s")), steady = str_find(page, STR("<figure id=\"t-hotpath-authtoken"));
  assert_true(fail < warn && warn < changed && changed < steady && steady != STR_NPOS);
  has(page, "Between <bdi>run42</bdi> (<code><bdi>");
  has(page, "</code>): <b class=\"up\">+16.5\xc2\xa0%</b>, ");
  has(page, "stands in 6 runs.");
  has(page, "too few runs on one side to act on.");
  has(page, "Drifts: <b class=\"up\">+11.0\xc2\xa0%</b> over the last 40 runs (p = 0.0004).");
  has(page, "97.2\xc2\xa0\xc2\xb5s</b> \xc2\xb7 <bdi>run48</bdi>");
  has(page, "\xc2\xa0*</td>"); /* outside the band of its time */
  assert_int_equal(count(page, "<tr data-n=\"head\">"), 1);
}

static void steps_of_a_drift(struct trend_fixture *f) {
  struct trend_result *t = &f->base.report.trends.at[1];
  *VEC_PUSH(&f->base.arena, &t->changes) =
      (struct trend_change){.at = 20, .from_run = 19, .to_run = 20, .before = 1, .after = 2, .change = 0.0123, .worsening = 0.0123, .acts = true, .in_drift = true, .said = TREND_TOLD_BY_DRIFT};
  struct trend_change *c = &f->base.report.trends.at[0].changes.at[0];
  c->mended = true;
  c->said = TREND_MENDED;
}

static void a_drift_instead_of_its_steps(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, steps_of_a_drift);
  has_not(page, "+1.23");
  has(page, "Drifts: <b class=\"up\">+11.0");
  has(page, "): <b>+16.5\xc2\xa0%</b>, "); /* plain */
  has(page, "; mended since.");
}

static void passes(struct trend_fixture *f) {
  struct report *r = &f->base.report;
  r->gates.at[r->trends.at[0].gate].verdict = r->trends.at[0].verdict = VERDICT_PASS;
  r->trends.at[0].changes.at[0].said = TREND_UNPROVEN;
}

static void an_unproven_change_is_plain(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, passes);
  has(page, "): <b>+16.5\xc2\xa0%</b>, ");
  has(page, "stands in 6 runs; not proven among so many series.");
}

static void was_long_ago(struct trend_fixture *f) {
  passes(f);
  f->base.report.trends.at[0].changes.at[0].said = TREND_OLD;
}

/* It was proven: what makes its gate pass is that it has been lived with. */
static void an_old_change_is_not_called_unproven(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, was_long_ago);
  has(page, "): <b class=\"up\">+16.5\xc2\xa0%</b>, ");
  has(page, "stands in 6 runs; before the last 40 runs, so it is the level now.");
  has_not(page, "not proven among");
}

static void no_proof_of_a_drift(struct trend_fixture *f) {
  f->base.report.trends.at[1].drifts = false;
}

static void lacks_runs(struct trend_fixture *f) {
  struct trend_result *t = &f->base.report.trends.at[1];
  t->drift_runs = 36;
  t->drift_from = 9;
}

static void a_drift_over_fewer_points_than_runs(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, lacks_runs);
  has(page, "Drifts: <b class=\"up\">+11.0\xc2\xa0%</b> over 36 measurements between <bdi>run10</bdi> (<code>");
  has(page, "</code>) and <bdi>run48</bdi> (<code>");
}

/* Whether a drift is told is what the analysis says, however small its own p. */
static void a_drift_that_is_not_proven_is_not_told(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, no_proof_of_a_drift);
  has_not(page, "Drifts: ");
  has(page, "~\xc2\xa0+11.0");
}

static void ends(struct trend_fixture *f) {
  struct trend_result *t = &f->base.report.trends.at[0];
  t->points_n -= 4;
  t->last.run -= 4;
  t->ended = true;
  t->gate = INDEX_NONE;
  t->verdict = VERDICT_UNMEASURED;
  t->changes.at[0].said = TREND_ENDED;
}

/* Shown, in table, card and picture, and said to be no more. */
static void a_series_that_ended(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, ends);
  has(page, "<td><span class=\"u\"><bdi>ended at run44</bdi></span></td>");
  has(page, "<p>The series <bdi>ended at run44</bdi>: later runs lack it, so nothing of it is judged.</p>");
  has(page, "+16.5\xc2\xa0% at run43, ended at run44, head");
  has(page, "): <b>+16.5\xc2\xa0%</b>, ");
}

/* A gate leads to the card of its series, or to its row in the table. */
static void gates_lead_to_their_evidence(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, NULL);
  const struct report *r = &fixture.base.report;
  struct str id = view_evidence_id(&fixture.base.arena, r, &r->gates.at[r->trends.at[0].gate]);
  assert_true(str_starts(id, STR("t-hotpath-checkout-sec-op")));
  char link[160];
  (void)snprintf(link, sizeof link, "<a href=\"#" STR_FMT "\">", STR_ARG(id));
  assert_true(count(page, link) >= 3); /* of the gate, of the row's picture, of the table */
  for (struct str rest = page; (str_find(rest, STR("href=\"#"))) != STR_NPOS;) {
    rest = str_slice(rest, str_find(rest, STR("href=\"#")) + 7, rest.n);
    char wanted[128];
    (void)snprintf(wanted, sizeof wanted, "id=\"" STR_FMT "\"", STR_ARG(str_slice(rest, 0, str_find_char(rest, '"'))));
    if (count(page, wanted) != 1) fail_msg("%s stands there %lu times", wanted, (unsigned long)count(page, wanted));
  }
}

static void no_cards(struct trend_fixture *f) {
  for (size_t i = 0; i < f->base.report.trends.n; i++) f->base.report.trends.at[i].points_n = 0;
}

/* Nothing of it is in the last runs: no picture, and the row of the table is the evidence. */
static void a_series_of_long_ago(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, no_cards);
  assert_int_equal(count(page, "<figure"), 0);
  has(page, "aria-label=\"0 of 20 runs");
  has(page, "<tr id=\"t-hotpath-checkout-sec-op");
  has(page, "href=\"#t-hotpath-checkout-sec-op");
}

static void no_head(struct trend_fixture *f) {
  f->base.in.head_is_history = true;
}

/* The newest run is not drawn twice. */
static void the_newest_run_as_head(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, no_head);
  has_not(page, "<use href=\"#ring");
  has_not(page, "<tr data-n=\"head\">");
  has_not(page, "the ring is head");
  has(page, "aria-label=\"20 runs, last 97.2\xc2\xa0\xc2\xb5s, +16.5\xc2\xa0% at run43\"");
}

/* What the reader came for stands first. */
static void orders(void **state) {
  (void)state;
  static const char *const before_and_after[FOR_MAX][2] = {
      [FOR_PR] = {"benchmarks", "document"}, [FOR_SPRINT] = {"benchmarks", "document"}, [FOR_ONBOARDING] = {"reading", "benchmarks"}};
  for (int w = 0; w < FOR_MAX; w++) {
    (void)filled(TREND_FIXTURE_RUNS, NULL);
    fixture.base.report.options.for_whom = (enum report_for)w;
    struct str page = page_of(&fixture.base.report);
    char before[40], after[40];
    (void)snprintf(before, sizeof before, "<section id=\"%s\"", before_and_after[w][0]);
    (void)snprintf(after, sizeof after, "<section id=\"%s\"", before_and_after[w][1]);
    size_t at = str_find(page, STR("<section id=\"trends\""));
    assert_true(at != STR_NPOS && str_find(page, str_of(before)) < at);
    assert_true(at < str_find(page, str_of(after)) && str_find(page, str_of(after)) != STR_NPOS);
  }
}

static void commit_links(struct trend_fixture *f) {
  f->base.report.options.commit_url = STR("https://git.example/shop/commit/{commit}?a=1&b=2");
}

static void commits_are_links_where_an_address_is_given(void **state) {
  (void)state;
  has_not(filled(TREND_FIXTURE_RUNS, NULL), "rel=\"noopener");
  struct str page = filled(TREND_FIXTURE_RUNS, commit_links);
  struct str commit = fixture.history.runs.at[42].commit;
  char link[200];
  (void)snprintf(link, sizeof link, "<a href=\"https://git.example/shop/commit/" STR_FMT "?a=1&amp;b=2\" rel=\"noopener noreferrer\"><code><bdi>" STR_FMT "</bdi></code></a>",
                 STR_ARG(commit), STR_ARG(str_slice(commit, 0, 7)));
  has(page, link);
}

static void hostile_commit(struct trend_fixture *f) {
  commit_links(f);
  f->history.runs.at[TREND_FIXTURE_RUNS - 1].commit = STR("\"><script>__pwn(1)</script>/../x");
  f->history.runs.at[42].id = STR(HOSTILE);
}

static void hostile_names(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, hostile_commit);
  has_not(page, "<script>__pwn");
  has(page, "/commit/%22%3E%3Cscript%3E__pwn%281%29%3C%2Fscript%3E%2F..%2Fx?a=1");
  has(page, "at &lt;script&gt;__pwn(&#39;&quot;x");
  for (size_t at = 0; at < page.n;) assert_true(utf8_next(page, &at) != UTF8_BAD);
}

static void infinite_point(struct trend_fixture *f) {
  f->base.report.trends.at[0].points[20].centre = ENDLESS;
  f->base.report.trends.at[0].last.value = ENDLESS;
  f->base.report.benches.at[0].side[SIDE_HEAD].centre = ENDLESS;
}

/* out_value_f and out_attr_f abort on what is not finite; so would words in a path. */
static void infinite_values_are_told(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, infinite_point);
  for (struct str rest = page; str_find(rest, STR(" d=\"")) != STR_NPOS;) {
    rest = str_slice(rest, str_find(rest, STR(" d=\"")) + 4, rest.n);
    struct str d = str_slice(rest, 0, str_find_char(rest, '"'));
    assert_true(str_find(d, STR("inf")) == STR_NPOS && str_find(d, STR("nan")) == STR_NPOS);
  }
  has(page, "Inf");
}

/* The fixture's series all have more than a run; here they are cut to the last. */
static void one_run(struct trend_fixture *f) {
  f->history.runs.n = 1;
  VEC_EACH(struct trend_result, t, &f->base.report.trends) {
    t->points_n = 1;
    t->points[0].run = 0;
    t->changes.n = 0;
    t->has_drift = t->drifts = false;
  }
}

static void a_history_of_one_run(void **state) {
  (void)state;
  struct str page = filled(TREND_FIXTURE_RUNS, one_run);
  has(page, "aria-label=\"1 run, last ");
  assert_int_equal(count(page, "h0\"/>"), fixture.base.report.trends.n + count(page, "<figure"));
}

/* ---- weight ---- */

enum { MANY = 5000 };

static void five_thousand_series(void **state) {
  (void)state;
  static struct trend_fixture many;
  trend_fixture_init(&many, TREND_FIXTURE_RUNS);
  struct report *r = &many.base.report;
  r->benches.n = r->gates.n = r->geomeans.n = many.base.bench.rows.n = 0;
  r->reasons_n = 0;
  bench_table_init(&many.base.bench, &many.base.arena);
  for (uint32_t i = 0; i < MANY; i++) {
    struct fixture_row f = {NULL, "/size=4096", "sec/op", 84.02e-6, 84.02e-6 * (1 + 0.00001 * (i % 977)), 0.012, 0.4, 10, VERDICT_PASS,
                            0.02, BENCH_COMPARED};
    f.name = arena_printf(&many.base.arena, "Benchmark_of_some_package_%u", i).p;
    fixture_bench(&many.base, &f);
    struct trend_result *t = trend_fixture_shape(&many, i, 84e-6, 0.01, 0, i % 10 == 3 ? 40 : UINT32_MAX, 0.07);
    if (i % 50 == 3) trend_fixture_gate(&many, t, VERDICT_WARN);
  }
  memset(r->verdicts, 0, sizeof r->verdicts);
  VEC_EACH(const struct gate, g, &r->gates) r->verdicts[g->verdict]++;
  struct str page = page_of(r);
  if (getenv("PERFPAGE_KEEP_MANY")) (void)source_write(getenv("PERFPAGE_KEEP_MANY"), page);
  size_t rows = count(page, "<tr id=\"b-"), nodes = count(page, "<") - count(page, "</");
  print_message("%lu bytes, %lu elements, %lu rows\n", (unsigned long)page.n, (unsigned long)nodes, (unsigned long)rows);
  assert_int_equal(count(page, "<figure"), 60);
  assert_int_equal(count(page, "role=\"img\" aria-label=\"20 runs"), rows);
  assert_true(rows >= 350);
  has(page, "440 more series that changed or drift have no picture here");
  has(page, "which changed less, are left out here; <code class=\"nb\">--json</code> has every one.");
  assert_true(page.n < 1050 * 1000);
  assert_true(nodes < 21 * 1000);
  fixture_free(&many.base);
}

int main(void) {
  trend_fixture_init(&fixture, 1);
  check_test("nothing without a history", nothing_without_a_history);
  check_test("a picture in each row", a_picture_in_each_row);
  check_test("cards, worst first", cards_worst_first);
  check_test("a drift instead of its steps", a_drift_instead_of_its_steps);
  check_test("an unproven change is plain", an_unproven_change_is_plain);
  check_test("an old change is not called unproven", an_old_change_is_not_called_unproven);
  check_test("a drift that is not proven is not told", a_drift_that_is_not_proven_is_not_told);
  check_test("a drift over fewer points than runs", a_drift_over_fewer_points_than_runs);
  check_test("a series that ended", a_series_that_ended);
  check_test("gates lead to their evidence", gates_lead_to_their_evidence);
  check_test("a series of long ago", a_series_of_long_ago);
  check_test("the newest run as head", the_newest_run_as_head);
  check_test("the section has its place in each order", orders);
  check_test("commits are links where an address is given", commits_are_links_where_an_address_is_given);
  check_test("hostile names", hostile_names);
  check_test("infinite values are told", infinite_values_are_told);
  check_test("a history of one run", a_history_of_one_run);
  check_test("five thousand series stay light", five_thousand_series);
  int status = check_run("view_trends");
  fixture_free(&fixture.base);
  return status;
}
