#include "base/vec.h"

#include "check.h"

enum { LARGE = 1 << 20 };

static void fill(char *p, size_t n, char c) {
  memset(p, c, n);
}

static void is_all(const char *p, size_t n, char c) {
  for (size_t i = 0; i < n; i++)
    if (p[i] != c) fail_msg("byte %zu is %d, not %d", i, p[i], c);
}

static void zeroed(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  for (size_t size = 1; size < (size_t)4 << 20; size *= 3) is_all(arena_alloc(&a, size), size, 0);
  arena_free(&a);
}

/* From small to large by every way round, with neighbours that must keep their bytes. */
static void grows(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  size_t size = 24;
  char *p = arena_alloc(&a, size), *large = arena_alloc_raw(&a, LARGE), *between = arena_alloc(&a, 100);
  fill(p, size, 'p');
  fill(large, LARGE, 'l');
  fill(between, 100, 'b');
  for (; size < (size_t)8 << 20; size *= 2) {
    p = arena_grow(&a, p, size, size * 2);
    is_all(p, size, 'p');
    fill(p, size * 2, 'p');
    char *other = arena_alloc_raw(&a, LARGE);
    fill(other, LARGE, 'o');
  }
  is_all(large, LARGE, 'l');
  is_all(between, 100, 'b');
  p = arena_grow(&a, p, size, 10); /* and back */
  is_all(p, 10, 'p');
  arena_free(&a);
}

/* What grew after a mark but was there before stays; what came after goes (the sanitizers see to that). */
static void released(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  char *kept = arena_alloc_raw(&a, LARGE), *also = arena_alloc_raw(&a, LARGE);
  fill(kept, LARGE, 'k');
  fill(also, LARGE, 'a');
  for (int round = 0; round < 3; round++) {
    struct arena_mark mark = arena_mark(&a);
    fill(arena_alloc_raw(&a, LARGE), LARGE, 'x');
    fill(arena_alloc_raw(&a, 1000), 1000, 'x');
    size_t size = (size_t)LARGE << round;
    kept = arena_grow(&a, kept, size, size * 2);
    fill(kept, size * 2, 'k');
    also = arena_grow(&a, also, size, size * 2);
    fill(also, size * 2, 'a');
    fill(arena_alloc_raw(&a, LARGE), LARGE, 'x');
    arena_release(&a, mark);
    is_all(kept, size * 2, 'k');
    is_all(also, size * 2, 'a');
  }
  arena_free(&a);
}

static void released_empty(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  for (int round = 0; round < 3; round++) {
    struct arena_mark mark = arena_mark(&a);
    fill(arena_alloc_raw(&a, 100), 100, 'x');
    fill(arena_alloc_raw(&a, LARGE), LARGE, 'x');
    arena_release(&a, mark);
    assert_null(a.large);
  }
  arena_free(&a);
}

/* A vector crosses from shared to own memory as it grows. */
static void vector(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  struct str_vec v = {0};
  enum { N = 200000 };
  for (size_t i = 0; i < N; i++) VEC_PUSH(&a, &v)->n = i;
  for (size_t i = 0; i < N; i++) assert_int_equal(v.at[i].n, i);
  arena_free(&a);
}

int main(void) {
  check_test("zeroed", zeroed);
  check_test("grows", grows);
  check_test("released", released);
  check_test("released to nothing", released_empty);
  check_test("vector", vector);
  return check_run("arena");
}
