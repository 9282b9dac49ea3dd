/* Which frames are drawn and where: places, pruning, limits, vanished work. */
#include "check.h"

#include "model/calltree.h"
#include "view/flame_layout.h"

static struct arena arena;
static struct calltree tree;

static void add(const char *stack, uint64_t base, uint64_t head) {
  uint32_t node = CALL_ROOT;
  struct str rest = str_of(stack), frame;
  while (rest.p && str_cut(&rest, ';', &frame)) node = calltree_step(&tree, node, frame);
  assert_true(calltree_add(&tree, node, SIDE_BASE, base));
  assert_true(calltree_add(&tree, node, SIDE_HEAD, head));
}

/* Base and head of the tests below; "all" has 100 and 200. */
static void sample(void) {
  arena = ARENA_INIT;
  calltree_init(&tree, &arena);
  add("m;b", 10, 60);
  add("m;a;x", 20, 100);
  add("m;a", 5, 20);
  add("m;a;old;deep", 25, 0);
  add("m;a;old2", 1, 0);
  add("gone", 30, 0);
  add("m", 9, 18);
  add("m;b;tiny;small", 0, 1);
  add("m;b;tiny", 0, 1);
  calltree_finish(&tree);
}

static const char *drawn(const struct flame_frame *frames, uint32_t n) {
  static char text[4096];
  struct buf b = BUF_INIT;
  for (uint32_t i = 0; i < n; i++)
    buf_printf(&b, "%u:" STR_FMT "@%llu+%llu ", frames[i].depth, STR_ARG(tree.names[tree.nodes[frames[i].node].name]),
               (unsigned long long)frames[i].x, (unsigned long long)frames[i].width);
  assert_true(b.n < sizeof text);
  if (b.n) memcpy(text, b.p, b.n);
  text[b.n] = '\0';
  buf_free(&b);
  return text;
}

static struct flame_layout laid(struct flame_limits limits) {
  struct flame_layout l;
  flame_layout(&arena, &tree, &limits, &l);
  return l;
}

#define ALL_HEAD "0:all@0+200 1:m@0+200 2:a@0+120 3:x@0+100 2:b@120+62 3:tiny@120+2 4:small@120+1 "

static void places(void **state) {
  (void)state;
  sample();
  struct flame_layout l = laid((struct flame_limits){.side = SIDE_HEAD, .max_frames = 100});
  assert_string_equal(drawn(l.frames, l.n), ALL_HEAD);
  assert_int_equal(l.total, 200);
  assert_int_equal(l.all, 7);
  assert_int_equal(l.depth_max, 4);
  assert_int_equal(l.gone_n, 0);
  assert_false(l.limited);
  arena_free(&arena);
}

static void other_side(void **state) {
  (void)state;
  sample();
  struct flame_layout l = laid((struct flame_limits){.side = SIDE_BASE, .max_frames = 100});
  assert_string_equal(drawn(l.frames, l.n), "0:all@0+100 1:gone@0+30 1:m@30+70 2:a@30+51 3:old@30+25 4:deep@30+25 "
                                            "3:old2@55+1 3:x@56+20 2:b@81+10 ");
  arena_free(&arena);
}

static void pruned(void **state) {
  (void)state;
  sample();
  struct flame_layout l = laid((struct flame_limits){.side = SIDE_HEAD, .min_share = 0.01, .max_frames = 100});
  assert_string_equal(drawn(l.frames, l.n), "0:all@0+200 1:m@0+200 2:a@0+120 3:x@0+100 2:b@120+62 3:tiny@120+2 ");
  assert_int_equal(l.all, 7);
  assert_false(l.limited);
  l = laid((struct flame_limits){.side = SIDE_HEAD, .min_share = 0.0101, .max_frames = 100});
  assert_int_equal(l.n, 5);
  assert_int_equal(l.depth_max, 3);
  arena_free(&arena);
}

static void limited(void **state) {
  (void)state;
  sample();
  struct flame_layout l = laid((struct flame_limits){.side = SIDE_HEAD, .max_frames = 4});
  assert_string_equal(drawn(l.frames, l.n), "0:all@0+200 1:m@0+200 2:a@0+120 3:x@0+100 ");
  assert_true(l.limited);
  check_double(l.share_drawn, 62.0 / 200, 1e-12);
  l = laid((struct flame_limits){.side = SIDE_HEAD, .max_frames = 1});
  assert_string_equal(drawn(l.frames, l.n), "0:all@0+200 ");
  arena_free(&arena);
}

/* A name of 60,000 bytes takes the room of all the frames. */
static void bytes(void **state) {
  (void)state;
  sample();
  static char name[60001];
  memset(name, 'n', 60000);
  add(name, 0, 50);
  calltree_finish(&tree);
  struct flame_layout l = laid((struct flame_limits){.side = SIDE_HEAD, .max_frames = 8, .frame_bytes = 200});
  assert_true(l.limited);
  assert_string_equal(drawn(l.frames, l.n), "0:all@0+250 1:m@0+200 2:a@0+120 3:x@0+100 2:b@120+62 ");
  l = laid((struct flame_limits){.side = SIDE_HEAD, .max_frames = 8});
  assert_int_equal(l.n, 8);
  arena_free(&arena);
}

static void gone(void **state) {
  (void)state;
  sample();
  struct flame_limits limits = {.side = SIDE_HEAD, .max_frames = 100, .max_gone = 10};
  struct flame_layout l = laid(limits);
  assert_string_equal(drawn(l.frames, l.n), ALL_HEAD);
  assert_string_equal(drawn(l.gone, l.gone_n), "1:gone@0+30 3:old@30+25 3:old2@55+1 ");
  assert_int_equal(l.gone_frames, 3);
  assert_int_equal(l.gone_total, 56);
  limits.max_gone = 2;
  l = laid(limits);
  assert_string_equal(drawn(l.gone, l.gone_n), "1:gone@0+30 3:old@30+25 ");
  assert_int_equal(l.gone_frames, 3);
  limits = (struct flame_limits){.side = SIDE_HEAD, .min_share = 0.26, .max_frames = 6, .max_gone = 10};
  l = laid(limits);
  assert_string_equal(drawn(l.gone, l.gone_n), "1:gone@0+30 ");
  assert_string_equal(drawn(l.frames, l.n), "0:all@0+200 1:m@0+200 2:a@0+120 3:x@0+100 2:b@120+62 ");
  arena_free(&arena);
}

/* Work that vanished under a frame too narrow to be drawn is gone all the same. */
static void gone_under_narrow(void **state) {
  (void)state;
  sample();
  add("m;b;tiny;was", 40, 0);
  calltree_finish(&tree);
  struct flame_layout l = laid((struct flame_limits){.side = SIDE_HEAD, .min_share = 0.1, .max_frames = 9, .max_gone = 1});
  assert_string_equal(drawn(l.gone, l.gone_n), "4:was@0+40 ");
  arena_free(&arena);
}

static void empty(void **state) {
  (void)state;
  arena = ARENA_INIT;
  calltree_init(&tree, &arena);
  calltree_finish(&tree);
  struct flame_layout l = laid((struct flame_limits){.side = SIDE_HEAD, .max_frames = 9, .max_gone = 1});
  assert_int_equal(l.n, 0);
  assert_int_equal(l.total, 0);
  arena_free(&arena);
}

static void deep(void **state) {
  (void)state;
  arena = ARENA_INIT;
  calltree_init(&tree, &arena);
  uint32_t node = CALL_ROOT;
  for (int i = 0; i < 300000; i++) node = calltree_step(&tree, node, STR("f"));
  assert_true(calltree_add(&tree, node, SIDE_HEAD, 1));
  calltree_finish(&tree);
  struct flame_layout l = laid((struct flame_limits){.side = SIDE_HEAD, .max_frames = 50});
  assert_int_equal(l.n, 50);
  assert_int_equal(l.depth_max, 49);
  arena_free(&arena);
}

/* The order in which stacks came must not show, not even among frames of equal width. */
static void ties(void **state) {
  (void)state;
  static const char *const stacks[] = {"a", "b;p", "b;q", "c", "d"};
  char first[4096] = "";
  for (size_t turn = 0; turn < 5; turn++) {
    arena = ARENA_INIT;
    calltree_init(&tree, &arena);
    for (size_t i = 0; i < 5; i++) add(stacks[(i + turn) % 5], 0, 1);
    calltree_finish(&tree);
    struct flame_layout l = laid((struct flame_limits){.side = SIDE_HEAD, .max_frames = 4});
    const char *now = drawn(l.frames, l.n);
    if (turn == 0) (void)snprintf(first, sizeof first, "%s", now);
    assert_string_equal(now, first);
    arena_free(&arena);
  }
  assert_string_equal(first, "0:all@0+5 1:a@0+1 1:b@1+2 1:c@3+1 ");
}

int main(void) {
  check_test("places", places);
  check_test("the other side", other_side);
  check_test("pruned by share", pruned);
  check_test("limited in number", limited);
  check_test("limited in bytes", bytes);
  check_test("gone", gone);
  check_test("gone under a narrow frame", gone_under_narrow);
  check_test("no samples", empty);
  check_test("deep", deep);
  check_test("ties", ties);
  return check_run("flame_layout");
}
