#include "view/page.h"

#include "base/source.h"
#include "check.h"
#include "view_fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static struct fixture fixture;

/* The page of the fixture, changed by what, kept until the next one. */
static struct str page_of(void (*change)(struct fixture *), const struct view_options *options) {
  static const struct view_options none = {0};
  static struct buf page;
  struct arena scratch = ARENA_INIT;
  fixture_free(&fixture);
  fixture_init(&fixture);
  if (change) change(&fixture);
  buf_clear(&page);
  view_page(&scratch, &fixture.report, options ? options : &none, &page);
  arena_free(&scratch);
  return buf_view(&page);
}

static bool has(struct str page, const char *text) {
  return str_find(page, str_of(text)) != STR_NPOS;
}

static size_t place(struct str page, const char *text) {
  size_t at = str_find(page, str_of(text));
  if (at == STR_NPOS) fail_msg("no %s on the page", text);
  return at;
}

static void same_bytes(void **state) {
  (void)state;
  struct str first = page_of(NULL, NULL);
  struct buf copy = BUF_INIT;
  buf_str(&copy, first);
  assert_true(str_eq(buf_view(&copy), page_of(NULL, NULL)));
  buf_free(&copy);
}

static void hostile_names(void **state) {
  (void)state;
  struct str page = page_of(NULL, NULL);
  assert_false(has(page, "<script>__pwn"));
  assert_true(has(page, "&lt;script&gt;__pwn("));
  assert_true(has(page, "[U+202E]"));
  for (size_t i = 0; i < page.n; i++) assert_true((unsigned char)page.p[i] >= 32 || page.p[i] == '\n' || page.p[i] == '\t');
  for (size_t at = 0; at < page.n;) assert_true(utf8_next(page, &at) != UTF8_BAD);
  assert_false(has(page, "none: every name is shown as it came"));
}

/* Every link inside the page arrives, and no id stands there twice. */
static void links_arrive(void **state) {
  (void)state;
  struct str page = page_of(NULL, NULL), rest = page;
  size_t links = 0;
  for (size_t at; (at = str_find(rest, STR("href=\"#"))) != STR_NPOS; links++) {
    rest = str_slice(rest, at + 7, rest.n);
    char wanted[128];
    (void)snprintf(wanted, sizeof wanted, "id=\"" STR_FMT "\"", STR_ARG(str_slice(rest, 0, str_find_char(rest, '"'))));
    size_t found = str_find(page, str_of(wanted));
    if (found == STR_NPOS) fail_msg("a link to %s, which is not there", wanted);
    if (str_find(str_slice(page, found + 1, page.n), str_of(wanted)) != STR_NPOS) fail_msg("%s stands there twice", wanted);
  }
  assert_true(links > 40);
  const char *keep = getenv("PERFPAGE_KEEP_PAGE"); /* to look at it */
  if (keep) assert_int_equal(source_write(keep, page), 0);
}

static void every_verdict_has_shape_and_word(void **state) {
  (void)state;
  struct str page = page_of(NULL, NULL);
  for (int v = 0; v < VERDICT_MAX; v++) {
    char tag[160];
    (void)snprintf(tag, sizeof tag,
                   "<span class=\"tag %s\"><svg width=\"12\" height=\"12\" aria-hidden=\"true\"><use href=\"#i-%s\"/></svg>%s</span>",
                   verdict_json((enum verdict)v), verdict_json((enum verdict)v), verdict_word((enum verdict)v));
    if (!has(page, tag)) fail_msg("no %s", tag);
    (void)snprintf(tag, sizeof tag, "<symbol id=\"i-%s\"", verdict_json((enum verdict)v));
    if (!has(page, tag)) fail_msg("no %s", tag);
  }
}

static void title_opens_with_the_verdict(void **state) {
  (void)state;
  assert_true(has(page_of(NULL, NULL), "<title>FAIL: checkout performance, pr-1842 against main</title>"));
}

static void nothing_judged(struct fixture *f) {
  f->report.gates.n = 0;
  f->report.benches.n = 0;
  f->report.geomeans.n = 0;
  f->report.reasons_n = 0;
  memset(f->report.verdicts, 0, sizeof f->report.verdicts);
  f->report.verdict = VERDICT_NO_DATA;
  f->report.exit_status = 3;
}

static void no_data_is_no_pass(void **state) {
  (void)state;
  struct str page = page_of(nothing_judged, NULL);
  assert_true(has(page, "<title>NO DATA: "));
  assert_true(has(page, "<header class=\"verdict no-data\">"));
  assert_false(has(page, "verdict pass"));
  assert_false(has(page, "Pass</span>"));
}

static void first_run(struct fixture *f) {
  nothing_judged(f);
  f->report.no_base_yet = true;
  f->report.exit_status = 0;
  f->in.has_role[SIDE_BASE] = false;
}

static void no_base_yet(void **state) {
  (void)state;
  struct str page = page_of(first_run, NULL);
  assert_true(has(page, "<title>NO BASE YET: "));
  assert_true(has(page, "no base"));
}

static void sprint(struct fixture *f) {
  f->report.options.for_whom = FOR_SPRINT;
}
static void onboarding(struct fixture *f) {
  f->report.options.for_whom = FOR_ONBOARDING;
}

static void orders(void **state) {
  (void)state;
  struct str page = page_of(NULL, NULL);
  assert_true(place(page, "<section id=\"gates\">") < place(page, "<section id=\"benchmarks\">"));
  assert_true(place(page, "<section id=\"benchmarks\">") < place(page, "<section id=\"inputs\">"));
  assert_true(place(page, "<a href=\"#gates\">") < place(page, "<a href=\"#benchmarks\">"));
  page = page_of(sprint, NULL);
  assert_true(place(page, "<section id=\"benchmarks\">") < place(page, "<section id=\"gates\">"));
  assert_true(place(page, "<summary>Every gate") < place(page, "<section id=\"inputs\">"));
  page = page_of(onboarding, NULL);
  assert_true(has(page, "<header class=\"verdict fail small\">"));
  assert_true(place(page, "<section id=\"reading\">") < place(page, "<section id=\"benchmarks\">"));
  assert_false(has(page_of(sprint, NULL), "<section id=\"reading\">"));
}

/* The policy names the bytes that stand in the page, so the elements hold the assets as they are. */
static void policy_stands_before_what_it_allows(void **state) {
  (void)state;
  struct str page = page_of(NULL, NULL);
  size_t policy = place(page, "default-src &#39;none&#39;; style-src &#39;sha256-"), style = place(page, "<style>"), script = place(page, "<script>");
  assert_true(policy < style && style < script);
  assert_true(has(page, "require-trusted-types-for &#39;script&#39;; trusted-types &#39;none&#39;\">"));
}

static void template_of_ones_own(void **state) {
  (void)state;
  char dir[] = "/tmp/perfpage-templates-XXXXXX", file[64];
  assert_non_null(mkdtemp(dir));
  (void)snprintf(file, sizeof file, "%s/section-gates.html", dir);
  struct view_options options = {.templates = dir};
  assert_int_equal(source_write(file, STR("<div><h2>Our own gates</h2><slot name=\"summary\"/><slot name=\"table\"/></div>")), 0);
  struct str page = page_of(NULL, &options);
  assert_true(has(page, "<h2>Our own gates</h2>"));
  assert_int_equal(source_write(file, STR("<div><h2 onclick=\"x()\">Our own gates</h2><slot name=\"summary\"/></div>")), 0);
  page = page_of(NULL, &options);
  assert_false(has(page, "Our own gates</h2>"));
  assert_true(has(page, "<h2><a href=\"#gates\">Gates</a></h2>"));
  bool told = false;
  VEC_EACH(const struct diag, d, &fixture.diags.list) told = told || d->id == DIAG_TEMPLATE;
  assert_true(told);
  assert_int_equal(unlink(file), 0);
  assert_int_equal(rmdir(dir), 0);
}

int main(void) {
  fixture_init(&fixture);
  check_test("the same report gives the same bytes", same_bytes);
  check_test("hostile names stay text", hostile_names);
  check_test("every link arrives, every id is there once", links_arrive);
  check_test("every verdict has a shape, a word and a colour", every_verdict_has_shape_and_word);
  check_test("the title opens with the verdict", title_opens_with_the_verdict);
  check_test("no data is no pass", no_data_is_no_pass);
  check_test("a first run says that it has no base yet", no_base_yet);
  check_test("three readers, three orders", orders);
  check_test("the policy stands before what it allows", policy_stands_before_what_it_allows);
  check_test("a template of one's own, and one that is refused", template_of_ones_own);
  int status = check_run("view_page");
  fixture_free(&fixture);
  return status;
}
