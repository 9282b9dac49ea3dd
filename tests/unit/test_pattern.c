#include "base/buf.h"
#include "base/pattern.h"

#include "check.h"

#include <time.h>

static struct arena arena;

static struct pattern *must(struct str re, unsigned flags) {
  struct str error = STR_NONE;
  struct pattern *p = pattern_compile(&arena, re, flags, &error);
  if (p == NULL) fail_msg(STR_FMT ": " STR_FMT, STR_ARG(re), STR_ARG(error));
  return p;
}

#define LIT(s) {(s), sizeof(s) - 1}

struct glob_case {
  const char *name;
  struct str glob, subject;
  bool matches;
};

static struct glob_case globs[] = {
    {"star", LIT("BenchmarkHotPath_*"), LIT("BenchmarkHotPath_Parse"), true},
    {"star crosses /", LIT("Bench*"), LIT("BenchmarkX/size=1/y"), true},
    {"star of nothing", LIT("BenchmarkX*"), LIT("BenchmarkX"), true},
    {"star in the middle", LIT("*Path*-8"), LIT("HotPath/a-8"), true},
    {"whole only", LIT("BenchmarkX"), LIT("BenchmarkXY"), false},
    {"whole only, front", LIT("X*"), LIT("BenchmarkX"), false},
    {"case matters", LIT("benchmark*"), LIT("BenchmarkX"), false},
    {"question mark is one character", LIT("B?"), LIT("B\xC3\xA9"), true},
    {"question mark crosses /", LIT("a?b"), LIT("a/b"), true},
    {"class", LIT("n=[1-4]"), LIT("n=3"), true},
    {"class misses", LIT("n=[1-4]"), LIT("n=5"), false},
    {"negated class", LIT("n=[!1-4]"), LIT("n=5"), true},
    {"negated class takes the rest", LIT("n=[!b]*"), LIT("n=s"), true},
    {"negated class misses", LIT("n=[^b]*"), LIT("n=b"), false},
    {"class with ] and -", LIT("[]-]"), LIT("-"), true},
    {"class with a backslash", LIT("[\\]a]"), LIT("]"), true},
    {"class with punctuation", LIT("[.^[]x"), LIT("[x"), true},
    {"star in a class is a star", LIT("a*b[*]"), LIT("a-b*"), true},
    {"star in a class is no star", LIT("a*b[*]"), LIT("a-bc"), false},
    {"star in a class after a later place", LIT("a*b[*]"), LIT("ab*b*"), true},
    {"later places are tried for the last star only", LIT("a*b*c"), LIT("axbxbxcxc"), true},
    {"the end decides", LIT("*ab"), LIT("abxab"), true},
    {"backslash at the end", LIT("a\\"), LIT("a\\"), true},
    {"NUL in a pattern", LIT("a\0*"), LIT("a\0b"), true},
    {"double star", LIT("a**b"), LIT("a/x/b"), true},
    {"dot is a dot", LIT("a.b"), LIT("axb"), false},
    {"regex marks are text", LIT("a+(b)|c$"), LIT("a+(b)|c$"), true},
    {"escaped star", LIT("a\\*"), LIT("a*"), true},
    {"escaped star misses", LIT("a\\*"), LIT("ab"), false},
    {"line end in a name", LIT("a*b"), LIT("a\nb"), true},
    {"bad UTF-8 in a name", LIT("Bench*"), LIT("Bench\xFF\xFE/x"), true},
    {"bad UTF-8 misses", LIT("Bench*z"), LIT("Bench\xFF\xFE/x"), false},
    {"NUL in a name", LIT("Bench*x"), LIT("Bench\0x"), true},
    {"empty subject", LIT("*"), LIT(""), true},
};

static void glob_test(void **state) {
  const struct glob_case *c = *state;
  struct str error = STR_NONE;
  struct pattern *p = pattern_glob(&arena, c->glob, &error);
  assert_non_null(p);
  assert_int_equal(pattern_find(p, c->subject, 0, NULL), c->matches ? PATTERN_YES : PATTERN_NO);
  pattern_free(p);
}

static void bad_patterns(void **state) {
  (void)state;
  struct str error = STR_NONE;
  assert_null(pattern_compile(&arena, STR("a(b"), 0, &error));
  assert_true(str_find(error, STR("parenthesis")) != STR_NPOS && str_find(error, STR("at byte 4")) != STR_NPOS);
  assert_null(pattern_glob(&arena, STR("a[b"), &error));
  assert_true(error.n > 0);
  assert_null(pattern_glob(&arena, STR("a\xFF"), &error));
  assert_null(pattern_compile(&arena, STR("\\C"), 0, &error));
  char *huge = arena_alloc(&arena, 70000);
  memset(huge, 'a', 70000);
  assert_null(pattern_compile(&arena, (struct str){huge, 70000}, 0, &error));
}

static void groups(void **state) {
  (void)state;
  struct pattern *p = must(STR("(?J)(?:p(?<q>\\d+)|(?<q>\\d+)th) (?<route>/\\S+)(?<tail>!)?"), 0);
  struct pattern_match m;
  struct str s = STR("the 99th /checkout");
  assert_int_equal(pattern_find(p, s, 0, &m), PATTERN_YES);
  assert_true(str_eq(pattern_group(p, &m, "q"), STR("99")));
  assert_true(str_eq(pattern_group(p, &m, "route"), STR("/checkout")));
  assert_null(pattern_group(p, &m, "tail").p);
  assert_null(pattern_group(p, &m, "absent").p);
  assert_true(m.at[0].p == s.p + 4);
  assert_int_equal(pattern_find(p, s, 5, &m), PATTERN_YES);
  assert_true(str_eq(pattern_group(p, &m, "q"), STR("9")));
  assert_int_equal(pattern_find(p, s, 7, &m), PATTERN_NO);
  assert_int_equal(m.n, 0);
  assert_int_equal(pattern_find(p, s, 1000, &m), PATTERN_NO);
  pattern_free(p);
}

static void flags(void **state) {
  (void)state;
  struct pattern *caseless = must(STR("stra\xC3\x9F" "e"), PATTERN_CASELESS);
  struct pattern *bytes = must(STR("^.\\xFF$"), PATTERN_BYTES), *utf = must(STR("."), 0);
  assert_int_equal(pattern_find(caseless, STR("STRA\xE1\xBA\x9E" "E"), 0, NULL), PATTERN_YES);
  assert_int_equal(pattern_find(bytes, STR("\xC3\xFF"), 0, NULL), PATTERN_YES);
  assert_int_equal(pattern_find(utf, STR("\xFF"), 0, NULL), PATTERN_NO);
  pattern_free(caseless);
  pattern_free(bytes);
  pattern_free(utf);
}

static void many_groups(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  for (int i = 0; i < 40; i++) buf_cstr(&b, "(a)");
  struct pattern *p = must(buf_view(&b), 0);
  buf_clear(&b);
  for (int i = 0; i < 40; i++) buf_cstr(&b, "a");
  struct pattern_match m;
  assert_int_equal(pattern_find(p, buf_view(&b), 0, &m), PATTERN_YES);
  assert_int_equal(m.n, PATTERN_GROUPS);
  assert_int_equal(m.at[PATTERN_GROUPS - 1].n, 1);
  buf_free(&b);
  pattern_free(p);
}

/* The classic runaway: 2^n ways to fail. */
static void runaway(void **state) {
  (void)state;
  struct pattern *p = must(STR("^(?:a+)+$"), 0);
  char *text = arena_alloc(&arena, 2001);
  memset(text, 'a', 2000);
  text[2000] = '!';
  struct timespec from, to;
  (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  assert_int_equal(pattern_find(p, (struct str){text, 2001}, 0, NULL), PATTERN_LIMIT);
  (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  double ms = (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
  if (ms > 50) fail_msg("took %.1f ms", ms); /* a few ms; the rest is room for sanitizers */
  assert_int_equal(pattern_find(p, str_slice((struct str){text, 2001}, 0, 2000), 0, NULL), PATTERN_YES);
  pattern_free(p);
}

static void hostile_globs(void **state) {
  (void)state;
  struct str error = STR_NONE;
  struct pattern *p = pattern_glob(&arena, STR("*a*a*a*a*a*a*a*a*a*a*a*a*b"), &error);
  char *text = arena_alloc(&arena, 2000);
  memset(text, 'a', 2000);
  assert_int_not_equal(pattern_find(p, (struct str){text, 2000}, 0, NULL), PATTERN_YES);
  pattern_free(p);
}

static void weight(void **state) {
  (void)state;
  static const struct {
    struct str glob;
    size_t literals, wildcards;
  } want[] = {
      {LIT("Benchmark*"), 9, 1}, {LIT("a?[bc]*d"), 2, 3}, {LIT("a\\*\xC3\xA9"), 3, 0}, {LIT(""), 0, 0}, {LIT("[]x]y"), 1, 1},
  };
  for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
    size_t literals, wildcards;
    glob_weight(want[i].glob, &literals, &wildcards);
    assert_int_equal(literals, want[i].literals);
    assert_int_equal(wildcards, want[i].wildcards);
  }
}

int main(void) {
  for (size_t i = 0; i < sizeof globs / sizeof *globs; i++) check_test_state(globs[i].name, glob_test, &globs[i]);
  check_test("bad patterns are explained", bad_patterns);
  check_test("groups by name", groups);
  check_test("flags", flags);
  check_test("more groups than places", many_groups);
  check_test("a runaway pattern meets its limit", runaway);
  check_test("a glob of many stars", hostile_globs);
  check_test("weight of a glob", weight);
  int status = check_run("pattern");
  arena_free(&arena);
  return status;
}
