/* Stacks left out of a tree, and functions renamed. */
#include "check.h"

#include "model/calltree_filter.h"

#include <string.h>

static struct arena arena;
static struct calltree tree;

static void add(const char *stack, uint64_t base, uint64_t head) {
  struct str rest = str_of(stack), frame;
  uint32_t node = CALL_ROOT;
  while (rest.n > 0 && str_cut(&rest, ';', &frame)) node = calltree_step(&tree, node, frame);
  assert_true(calltree_add(&tree, node, SIDE_BASE, base));
  assert_true(calltree_add(&tree, node, SIDE_HEAD, head));
}

static void fresh(void) {
  arena = ARENA_INIT;
  calltree_init(&tree, &arena);
}

/* Two recursive parsers, a stack of no frame, one that counts nothing. */
static void plant(void) {
  fresh();
  add("main;parse;json", 20, 30);
  add("main;parse;alloc;gc", 20, 10);
  add("main;parse;json;parse", 1, 2);
  add("main;serve;db", 30, 40);
  add("main", 7, 8);
  add("", 3, 4);
  add("idle;zero", 0, 0);
  calltree_finish(&tree);
}

/* "main 20/30(21/32) parse ...": depth first; self and total, base/head. */
static const char *told(const struct calltree *t) {
  struct buf b = BUF_INIT;
  uint32_t *active = ARENA_ARRAY(&arena, uint32_t, t->names_n);
  for (uint32_t i = CALL_ROOT; i != CALL_NONE; i = calltree_next(t, i, active)) {
    active[t->nodes[i].name]++;
    if (i != CALL_ROOT) buf_char(&b, ' ');
    for (uint32_t d = 0; d < t->nodes[i].depth; d++) buf_char(&b, '.');
    buf_str(&b, t->names[t->nodes[i].name]);
    buf_printf(&b, "=%d/%d(%d/%d)", (int)call_self(t, i, SIDE_BASE), (int)call_self(t, i, SIDE_HEAD), (int)call_total(t, i, SIDE_BASE),
               (int)call_total(t, i, SIDE_HEAD));
  }
  const char *s = arena_cstr(&arena, buf_view(&b));
  buf_free(&b);
  return s;
}

struct filter_case {
  const char *name, *focus, *ignore, *left;
};

static struct filter_case filter_cases[] = {
    {"focus on a leaf", "^gc$", NULL, "all=0/0(20/10) .main=0/0(20/10) ..parse=0/0(20/10) ...alloc=0/0(20/10) ....gc=20/10(20/10)"},
    {"focus on what recurs counts once", "parse", NULL,
     "all=0/0(41/42) .main=0/0(41/42) ..parse=0/0(41/42) ...alloc=0/0(20/10) ....gc=20/10(20/10) ...json=20/30(21/32) ....parse=1/2(1/2)"},
    {"ignore keeps the stacks that end above", NULL, "json|serve|gc", "all=3/4(10/12) .idle=0/0(0/0) ..zero=0/0(0/0) .main=7/8(7/8)"},
    {"both", "parse", "json", "all=0/0(20/10) .main=0/0(20/10) ..parse=0/0(20/10) ...alloc=0/0(20/10) ....gc=20/10(20/10)"},
    {"the root is no frame", "^all$", NULL, "all=0/0(0/0)"},
    {"a stack that counts nothing is one", "zero", NULL, "all=0/0(0/0) .idle=0/0(0/0) ..zero=0/0(0/0)"},
    {"nothing is left", "none such", NULL, "all=0/0(0/0)"},
    {"no case is ignored", "GC", NULL, "all=0/0(0/0)"},
    {"unless asked", "(?i)GC", NULL, "all=0/0(20/10) .main=0/0(20/10) ..parse=0/0(20/10) ...alloc=0/0(20/10) ....gc=20/10(20/10)"},
};

static struct pattern *compiled(const char *re) {
  if (re == NULL) return NULL;
  struct str error;
  struct pattern *p = pattern_compile(&arena, str_of(re), PATTERN_EITHER, &error);
  assert_non_null(p);
  return p;
}

static void let_go(struct calltree_filter *f) {
  pattern_free(f->focus);
  pattern_free(f->ignore);
  arena_free(&arena);
}

static void filtered(void **state) {
  const struct filter_case *c = *state;
  plant();
  struct calltree left;
  struct calltree_filter f = {compiled(c->focus), compiled(c->ignore)};
  assert_int_equal(calltree_filter(&tree, &left, &arena, &f), 0);
  assert_string_equal(told(&left), c->left);
  assert_int_equal(left.names_n, tree.names_n);
  for (uint32_t i = 0; i < tree.names_n; i++) assert_true(str_eq(left.names[i], tree.names[i]));
  let_go(&f);
}

static void other_bytes(void **state) {
  (void)state;
  fresh();
  add("a\xFF" "b", 0, 1);
  add("caf\xC3\xA9", 0, 2);
  calltree_finish(&tree);
  struct calltree left;
  struct calltree_filter f = {compiled("^a.b$|^caf.$"), NULL};
  (void)calltree_filter(&tree, &left, &arena, &f);
  assert_int_equal(calltree_total(&left, SIDE_HEAD), 3);
  let_go(&f);
}

static void beyond_limits(void **state) {
  (void)state;
  fresh();
  add("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", 0, 1);
  add("aaa", 0, 2);
  calltree_finish(&tree);
  struct calltree left;
  struct calltree_filter f = {compiled("^(a+)+$"), NULL};
  assert_int_equal(calltree_filter(&tree, &left, &arena, &f), 1);
  assert_int_equal(calltree_total(&left, SIDE_HEAD), 2);
  let_go(&f);
}

static void beyond_patience(void **state) {
  (void)state;
  fresh();
  for (unsigned i = 0; i < FILTER_LIMITED_MAX; i++) {
    char name[64];
    (void)snprintf(name, sizeof name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!%u!", i);
    add(name, 0, 1);
  }
  add("aaa", 0, 2);
  add("b", 0, 4);
  calltree_finish(&tree);
  struct calltree left;
  struct calltree_filter f = {compiled("^(a+)+$"), NULL}, other = {compiled("a|b"), compiled("^(a+)+$")};
  assert_int_equal(calltree_filter(&tree, &left, &arena, &f), FILTER_LIMITED_MAX + 2);
  assert_int_equal(calltree_total(&left, SIDE_HEAD), 0);
  assert_int_equal(calltree_filter(&tree, &left, &arena, &other), FILTER_LIMITED_MAX + 2); /* the first one goes on */
  assert_int_equal(calltree_total(&left, SIDE_HEAD), FILTER_LIMITED_MAX + 6);
  pattern_free(f.focus);
  let_go(&other);
}

static void beyond_what_is_matched(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  for (int i = 0; i < FILTER_NAME_MAX - 2; i++) buf_char(&b, 'x');
  buf_cstr(&b, "\xE2\x82\xAC" "y"); /* the cut falls into the character */
  uint32_t node = calltree_step(&tree, CALL_ROOT, buf_view(&b));
  assert_true(calltree_add(&tree, node, SIDE_HEAD, 7));
  calltree_finish(&tree);
  struct calltree left;
  struct calltree_filter far = {compiled("y"), NULL}, near = {compiled("^x+$"), NULL};
  (void)calltree_filter(&tree, &left, &arena, &far);
  assert_int_equal(calltree_total(&left, SIDE_HEAD), 0);
  (void)calltree_filter(&tree, &left, &arena, &near);
  assert_int_equal(calltree_total(&left, SIDE_HEAD), 7);
  buf_free(&b);
  pattern_free(far.focus);
  let_go(&near);
}

static void scale_stays(void **state) {
  (void)state;
  fresh();
  add("a", 1, 2);
  assert_true(calltree_rescale(&tree, 3));
  calltree_finish(&tree);
  struct calltree left;
  struct calltree_filter f = {NULL, compiled("b")};
  (void)calltree_filter(&tree, &left, &arena, &f);
  assert_int_equal(left.decimals, 3);
  assert_int_equal(calltree_total(&left, SIDE_HEAD), 2000);
  assert_int_equal(left.events[SIDE_HEAD], tree.events[SIDE_HEAD]);
  let_go(&f);
}

/* Deep enough that a recursive walk would not survive. */
static void deep(void **state) {
  (void)state;
  fresh();
  uint32_t node = CALL_ROOT;
  for (int i = 0; i < 300000; i++) node = calltree_step(&tree, node, i % 2 ? STR("f") : STR("g"));
  assert_true(calltree_add(&tree, node, SIDE_HEAD, 5));
  calltree_finish(&tree);
  struct calltree left;
  struct calltree_filter f = {compiled("f"), NULL};
  (void)calltree_filter(&tree, &left, &arena, &f);
  assert_int_equal(left.n, tree.n);
  assert_int_equal(calltree_total(&left, SIDE_HEAD), 5);
  let_go(&f);
}

/* json and db become "io", every other name is itself. */
static struct str named_io(struct arena *a, struct str name) {
  (void)a;
  return str_eq(name, STR("json")) || str_eq(name, STR("db")) || str_eq(name, STR("alloc")) ? STR("io") : name;
}

static void renamed(void **state) {
  (void)state;
  plant();
  struct calltree to;
  uint32_t *node_of = ARENA_ARRAY(&arena, uint32_t, tree.n);
  assert_int_equal(calltree_rename(&tree, &to, &arena, named_io, node_of), 3);
  for (uint32_t i = 1; i < tree.n; i++) {
    assert_true(str_eq(to.names[to.nodes[node_of[i]].name], named_io(&arena, tree.names[tree.nodes[i].name])));
    assert_int_equal(to.nodes[node_of[i]].parent, node_of[tree.nodes[i].parent]);
  }
  assert_string_equal(told(&to), "all=3/4(81/94) .idle=0/0(0/0) ..zero=0/0(0/0) .main=7/8(78/90) ..parse=0/0(41/42) ...io=20/30(41/42) "
                                 "....gc=20/10(20/10) ....parse=1/2(1/2) ..serve=0/0(30/40) ...io=30/40(30/40)");
  uint32_t io = calltree_name(&to, STR("io"));
  assert_int_equal(to.functions[io].self[SIDE_HEAD], 70);
  assert_int_equal(to.functions[io].total[SIDE_HEAD], 82);
  arena_free(&arena);
}

int main(void) {
  for (size_t i = 0; i < sizeof filter_cases / sizeof *filter_cases; i++)
    check_test_state(filter_cases[i].name, filtered, &filter_cases[i]);
  check_test("names that are no UTF-8", other_bytes);
  check_test("an expression that takes too long", beyond_limits);
  check_test("an expression that takes too long on very many names", beyond_patience);
  check_test("a name longer than what is matched", beyond_what_is_matched);
  check_test("decimals and events stay", scale_stays);
  check_test("a deep stack", deep);
  check_test("names that become one", renamed);
  return check_run("calltree_filter");
}
