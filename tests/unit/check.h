/* Helpers over cmocka: one test per row of a vector file, and a loud way to do without ../shared.
 *
 * A test program looks like this:
 *
 *     static void units_row(void **state) {
 *       const struct check_row *r = *state;
 *       assert_string_equal(my_unit(check_field(r, "unit")), check_field(r, "tidied"));
 *     }
 *     int main(void) {
 *       check_table("tests/vectors/bench/units.tsv", units_row);
 *       check_test("empty unit", empty_unit);
 *       return check_run("units");
 *     }
 *
 * Everything here lives as long as the program. Paths are relative to the root of the repository, or to the
 * environment's PERFPAGE_ROOT. */
#ifndef PERFPAGE_TESTS_CHECK_H
#define PERFPAGE_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* One line of a vector file, split at its tabs. Fields are C strings with the bytes as they stand in the file. */
struct check_row {
  const char *file;
  size_t line;             /* counted from 1 */
  size_t n;                /* fields in this line */
  const char *const *f;    /* n fields */
  const char *const *head; /* names of the columns, NULL when the file has none */
  size_t n_head;
};

/* The field of a named column; fails the test when the file has no such column or the row is too short. */
const char *check_field(const struct check_row *r, const char *column);

/* The field by position, from 0; fails the test when the row is too short. */
const char *check_at(const struct check_row *r, size_t i);

/* The field read whole as a number ("12", "1e-9", "inf", "-inf"); fails the test when it is anything else. */
double check_num(const char *field);

/* Undoes the escapes of the vector files: \\ \t \n \r \xHH \u{H..} \rep{C,N}. *len gets the length, NULs included. */
const char *check_unescape(const char *field, size_t *len);

/* Adds one test. name is copied. state, when given, is what the test gets as *state. */
void check_test(const char *name, CMUnitTestFunction fn);
void check_test_state(const char *name, CMUnitTestFunction fn, void *state);

/* Adds one test per data row of a tab-separated file. Empty lines and comments ("# " and no tab) are left out; the first
 * other line names the columns, without the "# " it may begin with. check_lines: every line is a row, nothing is left out.
 * A file that is absent or has no row is a failing test, for vectors under tests/vectors never skip. */
void check_table(const char *path, CMUnitTestFunction fn);
void check_lines(const char *path, CMUnitTestFunction fn);

/* Runs what was added, in order, and returns the exit status for main. A program without tests fails. */
int check_run(const char *group);

/* A whole file, NUL-terminated beyond *len; fails the test when it cannot be read. */
const char *check_file(const char *path, size_t *len);

/* The path of something in ../shared ("vectors/bench/01-perf-old-new/old.txt"; PERFPAGE_SHARED says where else it is).
 * Where it is absent the calling test is skipped, visibly; PERFPAGE_REQUIRE_SHARED=1 makes that a failure. */
const char *check_shared(const char *path);

/* |got - want| <= rel * max(|got|, |want|); equal infinities and two NaNs agree. */
bool check_close(double got, double want, double rel);

/* Fails the test, with both figures, unless check_close. */
#define check_double(got, want, rel) check_double_at((got), (want), (rel), #got, __FILE__, __LINE__)
void check_double_at(double got, double want, double rel, const char *what, const char *file, int line);

#endif
