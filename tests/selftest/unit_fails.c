/* A test program that must be noticed: by its argument it fails, crashes, stops half way with status 0, has no test, no vectors. */
#include <stdlib.h>
#include <string.h>

#include "check.h"

static void passes(void **state) {
  (void)state;
  check_double(0.1 + 0.2, 0.3, 1e-15);
}

static void fails(void **state) {
  (void)state;
  check_double(1.0, 1.0001, 1e-6);
}

static void crashes(void **state) {
  (void)state;
  abort();
}

static void leaves(void **state) {
  (void)state;
  exit(0);
}

static void row(void **state) {
  check_field(*state, "no such column");
}

static void needs_shared(void **state) {
  (void)state;
  check_shared("never/there");
  exit(0); /* not reached: the line above skips or fails the test */
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "";
  if (strcmp(how, "is-empty") == 0) return check_run("empty");
  if (strcmp(how, "no-file") == 0) check_table("tests/selftest/absent.tsv", passes);
  if (strcmp(how, "no-column") == 0) check_table("tests/selftest/rows.tsv", row);
  check_test("before", passes);
  if (strcmp(how, "fails") == 0) check_test("fails", fails);
  if (strcmp(how, "crashes") == 0) check_test("crashes", crashes);
  if (strcmp(how, "leaves") == 0) check_test("leaves", leaves);
  if (strcmp(how, "needs-shared") == 0) check_test("needs", needs_shared);
  check_test("after", passes);
  return check_run("selftest");
}
