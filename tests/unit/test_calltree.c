/* The call tree: merging, totals, recursion, order of siblings, overflow, fractional counts. */
#include "check.h"

#include "model/calltree.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct calltree tree;

static void fresh(void) {
  arena = ARENA_INIT;
  calltree_init(&tree, &arena);
}

/* Adds "a;b;c": with calltree_step, or name by name, which must give the same. */
static uint32_t add(const char *stack, enum side side, uint64_t count, bool step) {
  uint32_t node = CALL_ROOT;
  struct str rest = str_of(stack), frame;
  while (rest.p && str_cut(&rest, ';', &frame))
    node = step ? calltree_step(&tree, node, frame) : calltree_child(&tree, node, calltree_name(&tree, frame));
  assert_true(calltree_add(&tree, node, side, count));
  return node;
}

/* The whole tree as "depth:name=self/total self/total" lines, depth first. */
static const char *drawn(void) {
  static struct buf b;
  buf_clear(&b);
  for (uint32_t i = CALL_ROOT; i != CALL_NONE;) {
    const struct call_node *n = &tree.nodes[i];
    buf_printf(&b, "%u:" STR_FMT "=%llu/%llu", n->depth, STR_ARG(tree.names[n->name]), (unsigned long long)call_self(&tree, i, SIDE_BASE),
               (unsigned long long)call_total(&tree, i, SIDE_BASE));
    buf_printf(&b, " %llu/%llu\n", (unsigned long long)call_self(&tree, i, SIDE_HEAD),
               (unsigned long long)call_total(&tree, i, SIDE_HEAD));
    if (n->first_child != CALL_NONE) {
      i = n->first_child;
      continue;
    }
    while (i != CALL_NONE && tree.nodes[i].next_sibling == CALL_NONE) i = tree.nodes[i].parent;
    if (i != CALL_NONE) i = tree.nodes[i].next_sibling;
  }
  buf_char(&b, '\0');
  static char text[4096];
  assert_true(b.n <= sizeof text);
  memcpy(text, b.p, b.n);
  buf_free(&b);
  return text;
}

static void merge(void **state) {
  bool step = *state != NULL;
  fresh();
  add("a;func1", SIDE_BASE, 1, step);
  add("a;func10", SIDE_BASE, 2, step);
  add("a;func1;x", SIDE_HEAD, 4, step);
  add("Z", SIDE_HEAD, 8, step);
  add("a;func1", SIDE_HEAD, 16, step);
  calltree_finish(&tree);
  static const char *want = "0:all=0/3 0/28\n"
                            "1:Z=0/0 8/8\n"
                            "1:a=0/3 0/20\n"
                            "2:func1=1/1 16/20\n"
                            "3:x=0/0 4/4\n"
                            "2:func10=2/2 0/0\n";
  assert_string_equal(drawn(), want);
  assert_int_equal(calltree_total(&tree, SIDE_HEAD), 28);
  assert_int_equal(tree.events[SIDE_HEAD], 3);
  /* More stacks after a finish: the totals are made anew, and the order of siblings too. */
  add("a;func0", SIDE_BASE, 32, step);
  calltree_finish(&tree);
  static const char *more = "0:all=0/35 0/28\n"
                            "1:Z=0/0 8/8\n"
                            "1:a=0/35 0/20\n"
                            "2:func0=32/32 0/0\n"
                            "2:func1=1/1 16/20\n"
                            "3:x=0/0 4/4\n"
                            "2:func10=2/2 0/0\n";
  assert_string_equal(drawn(), more);
  arena_free(&arena);
}

static const struct call_function *function(const char *name) {
  return &tree.functions[calltree_name(&tree, str_of(name))];
}

static void recursion(void **state) {
  (void)state;
  fresh();
  add("f;g;f;g;f", SIDE_HEAD, 1, true);
  add("f;g", SIDE_HEAD, 2, true);
  add("h;g;g", SIDE_HEAD, 4, true);
  add("all;f", SIDE_HEAD, 8, true);
  calltree_finish(&tree);
  assert_int_equal(function("f")->total[SIDE_HEAD], 11);
  assert_int_equal(function("f")->self[SIDE_HEAD], 9);
  assert_int_equal(function("g")->total[SIDE_HEAD], 7);
  assert_int_equal(function("g")->self[SIDE_HEAD], 6);
  assert_int_equal(function("h")->total[SIDE_HEAD], 4);
  assert_int_equal(function("h")->self[SIDE_HEAD], 0);
  assert_int_equal(function("all")->total[SIDE_HEAD], 8); /* a frame of that name, not the root */
  assert_int_equal(tree.functions[0].total[SIDE_HEAD], 15);
  arena_free(&arena);
}

static void raw_bytes(void **state) {
  (void)state;
  fresh();
  uint32_t a = calltree_name(&tree, (struct str){"x\0y", 3}), b = calltree_name(&tree, (struct str){"x\0z", 3});
  uint32_t c = calltree_name(&tree, STR("x")), d = calltree_name(&tree, STR("\xff\xfe")), e = calltree_name(&tree, STR(""));
  assert_true(a != b && b != c && c != d && d != e && e != 0);
  assert_int_equal(calltree_name(&tree, (struct str){"x\0y", 3}), a);
  assert_int_equal(calltree_name(&tree, STR("")), e);
  /* Unsigned byte order: \xff comes after every letter. */
  (void)calltree_child(&tree, CALL_ROOT, d);
  (void)calltree_child(&tree, CALL_ROOT, c);
  calltree_finish(&tree);
  assert_int_equal(tree.nodes[tree.nodes[CALL_ROOT].first_child].name, c);
  arena_free(&arena);
}

static void overflow(void **state) {
  (void)state;
  fresh();
  uint32_t n = add("a", SIDE_BASE, UINT64_MAX - 1, true);
  assert_false(calltree_add(&tree, n, SIDE_BASE, 2));
  assert_int_equal(call_self(&tree, n, SIDE_BASE), UINT64_MAX - 1);
  assert_true(calltree_add(&tree, n, SIDE_BASE, 1));
  assert_true(calltree_add(&tree, n, SIDE_HEAD, UINT64_MAX));
  assert_false(calltree_rescale(&tree, 1));
  assert_int_equal(tree.decimals, 0);
  calltree_finish(&tree);
  assert_true(calltree_total(&tree, SIDE_BASE) == UINT64_MAX && calltree_total(&tree, SIDE_HEAD) == UINT64_MAX);
  arena_free(&arena);
}

static void rescale(void **state) {
  (void)state;
  fresh();
  assert_true(calltree_rescale(&tree, 30)); /* nothing counted yet: nothing can overflow */
  arena_free(&arena);
  fresh();
  uint32_t n = add("a;b", SIDE_HEAD, 7, true);
  assert_true(calltree_rescale(&tree, 3));
  assert_true(calltree_rescale(&tree, 2)); /* never back */
  assert_int_equal(tree.decimals, 3);
  assert_int_equal(call_self(&tree, n, SIDE_HEAD), 7000);
  assert_true(calltree_add(&tree, n, SIDE_HEAD, 500));
  calltree_finish(&tree);
  assert_int_equal(calltree_total(&tree, SIDE_HEAD), 7500);
  assert_false(calltree_rescale(&tree, 30));
  assert_true(calltree_rescale(&tree, 18));
  arena_free(&arena);
}

/* A chain of which every frame has samples would turn into a square of it: 12.5 million frames for 5,000. */
static void turned_round_in_part(void **state) {
  (void)state;
  fresh();
  char name[32];
  for (uint32_t i = 0, node = CALL_ROOT; i < 5000; i++) {
    (void)snprintf(name, sizeof name, "f%u", i);
    node = calltree_step(&tree, node, str_of(name));
    assert_true(calltree_add(&tree, node, SIDE_HEAD, 1));
    if (i == 1999) assert_int_equal(calltree_reverse_depth(&tree), 0); /* 2 million are turned round whole */
  }
  calltree_finish(&tree);
  assert_int_equal(calltree_reverse_depth(&tree), 838); /* 2^22 / 5000 */
  struct calltree turned;
  uint32_t deepest = 0;
  calltree_reverse(&tree, &turned, &arena);
  for (uint32_t i = 0; i < turned.n; i++) deepest = turned.nodes[i].depth > deepest ? turned.nodes[i].depth : deepest;
  assert_int_equal(deepest, 838);
  assert_true(turned.n <= REVERSE_STEPS_LEAST);
  assert_int_equal(calltree_total(&turned, SIDE_HEAD), 5000);
  arena_free(&arena);
}

/* 300,000 deep: nothing recurses. 20,000 wide: the tables grow and stay right. */
static void deep_and_wide(void **state) {
  (void)state;
  fresh();
  uint32_t node = CALL_ROOT;
  for (int i = 0; i < 300000; i++) node = calltree_step(&tree, node, i % 2 ? STR("odd") : STR("even"));
  assert_true(calltree_add(&tree, node, SIDE_BASE, 1));
  char name[32];
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < 20000; i++) {
      (void)snprintf(name, sizeof name, "f%d", i);
      assert_true(calltree_add(&tree, calltree_step(&tree, CALL_ROOT, str_of(name)), SIDE_HEAD, 1));
    }
  }
  assert_int_equal(tree.n, 1 + 300000 + 20000);
  calltree_finish(&tree);
  assert_int_equal(tree.nodes[node].depth, 300000);
  assert_int_equal(function("even")->total[SIDE_BASE], 1);
  assert_int_equal(calltree_total(&tree, SIDE_HEAD), 40000);
  size_t children = 0;
  for (uint32_t i = tree.nodes[CALL_ROOT].first_child; i != CALL_NONE; i = tree.nodes[i].next_sibling) {
    uint32_t next = tree.nodes[i].next_sibling;
    if (next != CALL_NONE) assert_true(str_cmp(tree.names[tree.nodes[i].name], tree.names[tree.nodes[next].name]) < 0);
    children++;
  }
  assert_int_equal(children, 20001);
  arena_free(&arena);
}

/* A tree beside the one that add() fills. */
static struct calltree other;

static void set_aside(void) {
  other = tree;
  calltree_init(&tree, &arena);
}

/* Two trees give what one tree gives that took all stacks, finished or not, nodes without a count included. */
static void merge_trees(void **state) {
  bool finished = *state != NULL;
  fresh();
  add("a;b", SIDE_BASE, 1, true);
  add("a;b;c", SIDE_HEAD, 2, true);
  add("z;a", SIDE_BASE, 4, true);
  add("z;a", SIDE_BASE, 4, true);
  add("only;here", SIDE_HEAD, 0, true);
  (void)calltree_add(&tree, CALL_ROOT, SIDE_HEAD, 64);
  if (finished) calltree_finish(&tree);
  set_aside();
  add("b;c", SIDE_HEAD, 8, true);
  add("a;b", SIDE_BASE, 16, true);
  add("z;b", SIDE_HEAD, 32, true);
  if (finished) calltree_finish(&tree);
  assert_true(calltree_merge(&tree, &other));
  assert_int_equal(tree.events[SIDE_BASE], 4);
  assert_int_equal(tree.events[SIDE_HEAD], 5);
  calltree_finish(&tree);
  assert_string_equal(drawn(), "0:all=0/25 64/106\n"
                               "1:a=0/17 0/2\n"
                               "2:b=17/17 0/2\n"
                               "3:c=0/0 2/2\n"
                               "1:b=0/0 0/8\n"
                               "2:c=0/0 8/8\n"
                               "1:only=0/0 0/0\n"
                               "2:here=0/0 0/0\n"
                               "1:z=0/8 0/32\n"
                               "2:a=8/8 0/0\n"
                               "2:b=0/0 32/32\n");
  arena_free(&arena);
}

static void merge_scales(void **state) {
  (void)state;
  fresh();
  assert_true(calltree_rescale(&tree, 1));
  add("a", SIDE_HEAD, 5, true); /* 0.5 */
  set_aside();
  assert_true(calltree_rescale(&tree, 3));
  add("a", SIDE_HEAD, 250, true); /* 0.25 */
  assert_true(calltree_merge(&tree, &other));
  assert_int_equal(tree.decimals, 3);
  assert_int_equal(call_self(&tree, 1, SIDE_HEAD), 750);
  assert_true(calltree_merge(&other, &tree)); /* 0.75 and 0.5 */
  assert_int_equal(other.decimals, 3);
  assert_int_equal(call_self(&other, 1, SIDE_HEAD), 1250);
  arena_free(&arena);
}

static void merge_overflow(void **state) {
  (void)state;
  fresh();
  add("a", SIDE_BASE, 1, true);
  add("b", SIDE_HEAD, 2, true);
  set_aside();
  add("a", SIDE_HEAD, UINT64_MAX - 1, true);
  assert_false(calltree_merge(&tree, &other));
  assert_int_equal(tree.n, 2); /* nothing came over, of the side that fits neither */
  assert_int_equal(call_self(&tree, CALL_ROOT, SIDE_BASE), 0);
  assert_int_equal(tree.events[SIDE_BASE], 0);
  assert_true(calltree_rescale(&other, 1));
  assert_false(calltree_merge(&tree, &other)); /* not the sum but the scale is too large */
  assert_int_equal(tree.decimals, 0);
  assert_int_equal(call_self(&tree, 1, SIDE_HEAD), UINT64_MAX - 1);
  arena_free(&arena);
}

static void empty(void **state) {
  (void)state;
  fresh();
  calltree_finish(&tree);
  assert_string_equal(drawn(), "0:all=0/0 0/0\n");
  arena_free(&arena);
}

int main(void) {
  static char with_step;
  check_test("merge, by name and child", merge);
  check_test_state("merge, by step", merge, &with_step);
  check_test("recursion", recursion);
  check_test("raw bytes", raw_bytes);
  check_test("overflow", overflow);
  check_test("rescale", rescale);
  check_test("merge of trees", merge_trees);
  check_test_state("merge of trees, finished", merge_trees, &with_step);
  check_test("merge of scales", merge_scales);
  check_test("merge overflow", merge_overflow);
  check_test("turned round in part", turned_round_in_part);
  check_test("deep and wide", deep_and_wide);
  check_test("empty", empty);
  return check_run("calltree");
}
