/* The helpers of check.h themselves, so that the rows of every other test can be trusted. */
#include "check.h"

#include <stdio.h>
#include <string.h>

static void table_row(void **state) {
  static size_t seen;
  static const char *const first[] = {"x", "y"}, *const second[] = {"1", "2"};
  const struct check_row *r = *state;
  assert_true(seen < 2);
  assert_int_equal(r->line, seen + 3); /* the comment and the names of the columns come before */
  assert_string_equal(check_field(r, "first"), first[seen]);
  assert_string_equal(check_at(r, 1), second[seen]);
  seen++;
  check_double(check_num(check_field(r, "second")), (double)seen, 0.0);
}

static void whole_line(void **state) {
  const struct check_row *r = *state;
  assert_null(r->head);
  assert_true(r->line >= 1 && r->line <= 4);
}

static void unescape(void **state) {
  (void)state;
  size_t n;
  static const char want[] = "\\ \t\n\r \0\xff \xe2\x80\xae \xf0\x9f\x98\x80 \xc3\xa9 AAAA<b>";
  const char *got = check_unescape("\\\\ \\t\\n\\r \\x00\\xff \\u{202e} \\u{1F600} \\u{e9} \\rep{A,4}<b>", &n);
  assert_int_equal(n, sizeof want - 1);
  assert_memory_equal(got, want, sizeof want);
}

/* No payload of the hostile vectors has an escape we do not know, and none unescapes to nothing. */
static void hostile(void **state) {
  size_t n;
  check_unescape(check_field(*state, "payload"), &n);
  assert_true(n > 0);
}

static void close_enough(void **state) {
  (void)state;
  const double inf = check_num("inf"), nan = check_num("nan");
  assert_true(check_close(1.0, 1.0 + 1e-10, 1e-9));
  assert_false(check_close(1.0, 1.0 + 1e-8, 1e-9));
  assert_false(check_close(0.0, 1e-300, 1e-9));
  assert_true(check_close(0.0, 0.0, 0.0));
  assert_true(check_close(inf, inf, 0.0));
  assert_false(check_close(inf, -inf, 1.0));
  assert_false(check_close(1.0, nan, 1.0));
  assert_true(check_close(nan, nan, 0.0));
}

int main(void) {
  check_table("tests/selftest/rows.tsv", table_row);
  check_lines("tests/selftest/rows.tsv", whole_line);
  check_table("tests/vectors/page/hostile.tsv", hostile);
  check_test("unescape", unescape);
  check_test("close", close_enough);
  return check_run("check");
}
