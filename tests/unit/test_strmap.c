/* Strings and their numbers. */
#include "check.h"

#include "base/strmap.h"

#include <stdio.h>

static void numbers(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  struct strmap m = {0};
  char text[16];
  for (uint32_t i = 0; i < 1000; i++) {
    int n = snprintf(text, sizeof text, "key %u", i);
    uint32_t *at = strmap_at(&a, &m, (struct str){text, (size_t)n});
    assert_int_equal(*at, 0);
    *at = i + 1;
  }
  for (uint32_t i = 0; i < 1000; i++) {
    int n = snprintf(text, sizeof text, "key %u", i);
    assert_int_equal(*strmap_at(&a, &m, (struct str){text, (size_t)n}), i + 1);
  }
  assert_int_equal(m.n, 1000);
  arena_free(&a);
}

/* The empty string is a key like any other, and so is one that holds a NUL. */
static void odd_keys(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  struct strmap m = {0};
  *strmap_at(&a, &m, STR_NONE) = 7;
  *strmap_at(&a, &m, STR("a\0b")) = 8;
  assert_int_equal(*strmap_at(&a, &m, STR("")), 7);
  assert_int_equal(*strmap_at(&a, &m, STR("a\0b")), 8);
  assert_int_equal(*strmap_at(&a, &m, STR("a")), 0);
  arena_free(&a);
}

/* Whatever the parts hold. */
static void keys_of_parts(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  const struct str ab[] = {STR("a\nb"), STR("c")}, bc[] = {STR("a"), STR("b\nc")}, count[] = {STR("a1:"), STR("")}, none[] = {STR("a"), STR("")};
  assert_true(str_eq(strmap_key(&a, ab, 2), STR("3:a\nb1:c")));
  assert_false(str_eq(strmap_key(&a, ab, 2), strmap_key(&a, bc, 2)));
  assert_false(str_eq(strmap_key(&a, count, 2), strmap_key(&a, none, 2)));
  assert_int_equal(strmap_key(&a, none, 0).n, 0);
  arena_free(&a);
}

int main(void) {
  check_test("numbers", numbers);
  check_test("odd keys", odd_keys);
  check_test("keys of parts", keys_of_parts);
  return check_run("strmap");
}
