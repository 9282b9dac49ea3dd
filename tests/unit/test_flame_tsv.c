/* flame --format tsv: places, escaping, two sides, thresholds, fractional counts, and the tree turned round. */
#include "check.h"

#include "emit/flame_tsv.h"

static struct arena arena;
static struct profile profile;

static void fresh(bool base, bool head) {
  arena = ARENA_INIT;
  profile = (struct profile){.has = {[SIDE_BASE] = base, [SIDE_HEAD] = head}};
  calltree_init(&profile.tree, &arena);
}

static void add(const char *stack, enum side side, uint64_t count) {
  uint32_t node = CALL_ROOT;
  struct str rest = str_of(stack), frame;
  while (rest.n && str_cut(&rest, ';', &frame)) node = calltree_step(&profile.tree, node, frame);
  assert_true(calltree_add(&profile.tree, node, side, count));
}

static void expect(const struct profile *p, double min_width, const char *want) {
  struct buf b = BUF_INIT;
  emit_flame_tsv(&b, p, min_width);
  buf_char(&b, '\0');
  assert_string_equal(b.p, want);
  buf_free(&b);
}

#define HEADER "depth\tx\twidth\tself\tname\n"
#define HEADER2 "depth\tx\twidth\tself\tname\tbase_width\tbase_self\n"

static void one_side(void **state) {
  const bool *base = *state;
  enum side side = *base ? SIDE_BASE : SIDE_HEAD;
  fresh(*base, !*base);
  add("b;y", side, 3);
  add("b", side, 2);
  add("a", side, 4);
  add("b;x;z", side, 1);
  calltree_finish(&profile.tree);
  expect(&profile, 0, HEADER "0\t0\t10\t0\tall\n1\t0\t4\t4\ta\n1\t4\t6\t2\tb\n2\t4\t1\t0\tx\n3\t4\t1\t1\tz\n2\t5\t3\t3\ty\n");
  expect(&profile, 0.3, HEADER "0\t0\t10\t0\tall\n1\t0\t4\t4\ta\n1\t4\t6\t2\tb\n2\t5\t3\t3\ty\n");
  arena_free(&arena);
}

static void two_sides(void **state) {
  (void)state;
  fresh(true, true);
  add("a;old", SIDE_BASE, 6);
  add("a", SIDE_BASE, 2);
  add("a", SIDE_HEAD, 3);
  add("a;zoo", SIDE_HEAD, 5);
  add("b", SIDE_HEAD, 92);
  add("b", SIDE_BASE, 92);
  calltree_finish(&profile.tree);
  expect(&profile, 0, HEADER2 "0\t0\t100\t0\tall\t100\t0\n1\t0\t8\t3\ta\t8\t2\n2\t0\t0\t0\told\t6\t6\n2\t0\t5\t5\tzoo\t0\t0\n"
                              "1\t8\t92\t92\tb\t92\t92\n");
  expect(&profile, 0.06, HEADER2 "0\t0\t100\t0\tall\t100\t0\n1\t0\t8\t3\ta\t8\t2\n2\t0\t0\t0\told\t6\t6\n"
                                 "1\t8\t92\t92\tb\t92\t92\n");
  arena_free(&arena);
}

static void names(void **state) {
  (void)state;
  fresh(false, true);
  add("tab\there", SIDE_HEAD, 1);
  add("back\\slash", SIDE_HEAD, 1);
  add("line\nend", SIDE_HEAD, 1);
  add("caf\xc3\xa9 \xff", SIDE_HEAD, 1);
  calltree_finish(&profile.tree);
  expect(&profile, 0, HEADER "0\t0\t4\t0\tall\n1\t0\t1\t1\tback\\\\slash\n1\t1\t1\t1\tcaf\xc3\xa9 \xef\xbf\xbd\n"
                             "1\t2\t1\t1\tline\\nend\n1\t3\t1\t1\ttab\\there\n");
  arena_free(&arena);
}

static void root_and_fractions(void **state) {
  (void)state;
  fresh(false, true);
  add("", SIDE_HEAD, 7);
  assert_true(calltree_rescale(&profile.tree, 3));
  add("f", SIDE_HEAD, 50);
  add("g", SIDE_HEAD, 1500);
  calltree_finish(&profile.tree);
  expect(&profile, 0, HEADER "0\t0\t8.55\t7\tall\n1\t0\t0.05\t0.05\tf\n1\t0.05\t1.5\t1.5\tg\n");
  arena_free(&arena);
}

static void reversed(void **state) {
  (void)state;
  fresh(true, true);
  add("main;a;malloc", SIDE_HEAD, 2);
  add("main;b;malloc", SIDE_HEAD, 3);
  add("main;a", SIDE_HEAD, 1);
  add("main;b;malloc", SIDE_BASE, 9);
  add("main;z", SIDE_BASE, 0);
  add("", SIDE_HEAD, 4);
  calltree_finish(&profile.tree);
  struct profile turned = profile;
  calltree_reverse(&profile.tree, &turned.tree, &arena);
  expect(&turned, 0, HEADER2 "0\t0\t10\t4\tall\t9\t0\n"
                             "1\t0\t1\t0\ta\t0\t0\n2\t0\t1\t1\tmain\t0\t0\n"
                             "1\t1\t5\t0\tmalloc\t9\t0\n"
                             "2\t1\t2\t0\ta\t0\t0\n3\t1\t2\t2\tmain\t0\t0\n"
                             "2\t3\t3\t0\tb\t9\t0\n3\t3\t3\t3\tmain\t9\t9\n"
                             "1\t6\t0\t0\tz\t0\t0\n2\t6\t0\t0\tmain\t0\t0\n");
  assert_int_equal(turned.tree.events[SIDE_HEAD], profile.tree.events[SIDE_HEAD]);
  arena_free(&arena);
}

int main(void) {
  static bool base = true, head = false;
  check_test_state("base only", one_side, &base);
  check_test_state("head only", one_side, &head);
  check_test("two sides", two_sides);
  check_test("names", names);
  check_test("samples of the root, fractions", root_and_fractions);
  check_test("turned round", reversed);
  return check_run("flame_tsv");
}
