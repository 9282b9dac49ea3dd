/* The compact table, read back as the script does: every count, places left out, limits, names, numbers past 2^53. */
#include "check.h"

#include "view/flame_data.h"

#include <json-c/json.h>
#include <string.h>

enum { ROWS = 4096, LEFT_OUT = -2, ROOT_NAME = -1 };

static struct arena arena;
static struct profile profile;
static struct flame_graph graph;
static struct json_object *object;
static size_t size; /* of the object */

/* What the rows say; sides as in the model. */
static struct {
  int name, parent;
  unsigned depth;
  bool drawn;
  uint64_t self[SIDE_MAX], total[SIDE_MAX];
} row[ROWS];
static int rows;

static void fresh(bool base) {
  arena = ARENA_INIT;
  profile = (struct profile){
      .key = STR("cpu"), .unit = STR("samples"), .unit_is_events = true, .has = {[SIDE_BASE] = base, [SIDE_HEAD] = true}};
  calltree_init(&profile.tree, &arena);
}

static void add(const char *stack, uint64_t base, uint64_t head) {
  uint32_t node = CALL_ROOT;
  struct str rest = str_of(stack), frame;
  while (str_cut(&rest, ';', &frame)) node = calltree_step(&profile.tree, node, frame);
  assert_true(calltree_add(&profile.tree, node, SIDE_BASE, base));
  assert_true(calltree_add(&profile.tree, node, SIDE_HEAD, head));
}

static uint64_t number(const char *key, size_t i) {
  return json_object_get_uint64(json_object_array_get_idx(json_object_object_get(object, key), i));
}

static size_t length(const char *key) {
  return json_object_array_length(json_object_object_get(object, key));
}

static const char *name_of(int r) {
  assert_true(row[r].name >= 0);
  return json_object_get_string(json_object_array_get_idx(json_object_object_get(object, "names"), (size_t)row[r].name));
}

static enum side width_side(void) {
  return json_object_get_int(json_object_object_get(object, "side")) ? SIDE_HEAD : SIDE_BASE;
}

static void read_rows(void) {
  static int path[ROWS];
  int names = 0;
  unsigned depth = 0;
  size_t at = 0, n = length("rows");
  for (rows = 0; at < n; rows++) {
    uint64_t code = number("rows", at++);
    depth -= (unsigned)(code / 16);
    row[rows].depth = depth;
    row[rows].drawn = code & 1;
    row[rows].parent = depth ? path[depth - 1] : -1;
    row[rows].name = ROOT_NAME;
    if (code & 8) {
      row[rows].name = LEFT_OUT;
    } else if (rows > 0) {
      uint64_t name = number("rows", at++);
      row[rows].name = name ? (int)name - 1 : names++;
    }
    row[rows].self[width_side()] = code & 2 ? number("rows", at++) : 0;
    if (width_side() == SIDE_HEAD) row[rows].self[SIDE_BASE] = code & 4 ? number("rows", at++) : 0;
    path[depth++] = rows;
  }
  for (int i = rows - 1; i >= 0; i--) {
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      row[i].total[s] += row[i].self[s];
      if (i > 0) row[row[i].parent].total[s] += row[i].total[s];
    }
  }
  assert_int_equal(names, (int)length("names"));
  assert_int_equal(strlen(json_object_get_string(json_object_object_get(object, "owner"))), names);
}

static void make(const struct flame_options *options, struct flame_data_limits limits) {
  calltree_finish(&profile.tree);
  flame_graph_init(&graph, &arena, &profile, options);
  struct out o;
  out_init(&o, OUT_FRAGMENT);
  flame_put_data(&o, &arena, &graph, &limits);
  struct str s = out_finish(&o), open = STR("<script type=\"application/json\" class=\"fl-data\">");
  s = str_slice(s, str_find_char(s, '<'), s.n);
  assert_true(str_starts(s, open));
  struct str json = str_slice(s, open.n, str_find(s, STR("</script>")));
  size = json.n;
  object = json_tokener_parse(arena_cstr(&arena, json));
  assert_non_null(object);
  out_free(&o);
  memset(row, 0, sizeof row);
  read_rows();
}

static void done(void) {
  json_object_put(object);
  arena_free(&arena);
}

static const struct flame_options plain = {.max_frames = 4000, .width = 1000};
static const struct flame_data_limits roomy = {50000, 1000000};

/* ---- tests ---- */

static void all_counts(void **state) {
  (void)state;
  fresh(true);
  add("main;a;b", 3, 5);
  add("main;a", 2, 0);
  add("main;c;a;b", 0, 7);
  add("gone;deep", 4, 0);
  add("all", 1, 1);
  make(&plain, roomy);
  static const struct {
    const char *name;
    unsigned depth;
    uint64_t base, head, self_base, self_head;
    bool drawn;
  } want[] = {
      {NULL, 0, 10, 13, 0, 0, true},   {"all", 1, 1, 1, 1, 1, true},   {"gone", 1, 4, 0, 0, 0, false}, {"deep", 2, 4, 0, 4, 0, false},
      {"main", 1, 5, 12, 0, 0, true},  {"a", 2, 5, 5, 2, 0, true},     {"b", 3, 3, 5, 3, 5, true},     {"c", 2, 0, 7, 0, 0, true},
      {"a", 3, 0, 7, 0, 0, true},      {"b", 4, 0, 7, 0, 7, true},
  };
  assert_int_equal(rows, sizeof want / sizeof *want);
  for (int i = 0; i < rows; i++) {
    if (want[i].name) assert_string_equal(name_of(i), want[i].name);
    else assert_int_equal(row[i].name, ROOT_NAME);
    assert_int_equal(row[i].depth, want[i].depth);
    assert_int_equal(row[i].drawn, want[i].drawn);
    assert_int_equal(row[i].total[SIDE_BASE], want[i].base);
    assert_int_equal(row[i].total[SIDE_HEAD], want[i].head);
    assert_int_equal(row[i].self[SIDE_BASE], want[i].self_base);
    assert_int_equal(row[i].self[SIDE_HEAD], want[i].self_head);
  }
  assert_int_equal(length("gone"), 1);
  assert_int_equal(number("gone", 0), 2);
  assert_int_equal(json_object_get_int(json_object_object_get(object, "all")), 10);
  assert_int_equal(number("total", 0), 10);
  assert_int_equal(number("total", 1), 13);
  done();
}

/* A base alone is what is drawn. */
static void base_alone(void **state) {
  (void)state;
  fresh(true);
  profile.has[SIDE_HEAD] = false;
  add("a;b", 3, 0);
  make(&plain, roomy);
  assert_int_equal(width_side(), SIDE_BASE);
  assert_int_equal(rows, 3);
  assert_int_equal(row[0].total[SIDE_BASE], 3);
  assert_false(json_object_get_boolean(json_object_object_get(object, "base")));
  done();
}

/* The widest with their callers, on either side; what is left out keeps its place and its samples. */
static void limits(void **state) {
  (void)state;
  fresh(true);
  add("m;a", 1, 2);
  add("m;b;x", 0, 500);
  add("m;c", 1, 3);
  add("m;d", 2, 4);
  add("m;e;y", 400, 0);
  add("m;f", 0, 1);
  make(&(struct flame_options){.max_frames = 1, .width = 1000}, (struct flame_data_limits){6, 1000000});
  assert_int_equal(row[0].total[SIDE_HEAD], 510);
  assert_int_equal(row[0].total[SIDE_BASE], 404);
  int kept = 0, left = 0;
  for (int i = 0; i < rows; i++) {
    if (row[i].name == LEFT_OUT) left++;
    else kept++;
    if (row[i].name == LEFT_OUT) assert_int_equal(row[i].depth, 2);
  }
  assert_int_equal(kept, 6);
  assert_int_equal(left, 3); /* before b; between b and e; behind e */
  assert_string_equal(name_of(3), "b");
  assert_int_equal(row[2].total[SIDE_HEAD], 2);
  assert_int_equal(row[5].total[SIDE_HEAD], 7);
  assert_int_equal(row[5].total[SIDE_BASE], 3);
  assert_string_equal(name_of(6), "e");
  done();
}

/* Drawn frames are there whatever the limits say, and the byte limit holds for the others. */
static void bytes(void **state) {
  (void)state;
  fresh(false);
  for (unsigned i = 0; i < 2000; i++) {
    char stack[64];
    (void)snprintf(stack, sizeof stack, "main;middle%u;a-leaf-with-a-name-%u", i / 20, i);
    add(stack, 0, 1 + i % 9);
  }
  make(&(struct flame_options){.max_frames = 300, .width = 1000}, (struct flame_data_limits){50000, 0});
  int drawn = 0, named = 0;
  for (int i = 0; i < rows; i++) {
    drawn += row[i].drawn;
    named += row[i].name != LEFT_OUT;
  }
  assert_int_equal(drawn, graph.layout.n);
  assert_int_equal(named, drawn);
  json_object_put(object);
  make(&(struct flame_options){.max_frames = 300, .width = 1000}, (struct flame_data_limits){50000, 30000});
  assert_true(rows > 600);
  assert_true(size < 31000);
  json_object_put(object);
  make(&(struct flame_options){.max_frames = 300, .width = 1000}, roomy);
  assert_int_equal(rows, 2102);
  assert_true(size / (size_t)rows <= 40);
  done();
}

static void large_counts(void **state) {
  (void)state;
  fresh(false);
  add("a", 0, UINT64_C(1) << 63);
  add("b", 0, UINT64_C(1) << 62);
  make(&plain, roomy);
  assert_int_equal(json_object_get_int(json_object_object_get(object, "shift")), 11);
  assert_true(row[1].total[SIDE_HEAD] == UINT64_C(1) << 52);
  assert_true(row[0].total[SIDE_HEAD] == (UINT64_C(3) << 51));
  done();
  fresh(false);
  add("a", 0, (UINT64_C(1) << 53) - 1);
  make(&plain, roomy);
  assert_int_equal(json_object_get_int(json_object_object_get(object, "shift")), 0);
  assert_true(row[1].total[SIDE_HEAD] == (UINT64_C(1) << 53) - 1);
  done();
}

/* Names are spelled as the page shows them, whole up to a limit, and stay apart where that hides what sets them apart. */
static void names(void **state) {
  (void)state;
  fresh(false);
  static char wide[3 * 700 + 1];
  for (size_t i = 0; i < 700; i++) memcpy(wide + 3 * i, "\xE6\xBC\xA2", 3);
  add("</script><!--;\x01;\xFF\"\\;\xE2\x80\xAE", 0, 1);
  add("\x02", 0, 1);
  add(wide, 0, 1);
  make(&plain, roomy);
  assert_string_equal(name_of(1), "\xEF\xBF\xBD");
  assert_string_equal(name_of(2), "</script><!--");
  assert_string_equal(name_of(3), "\xEF\xBF\xBD");
  assert_true(row[1].name != row[3].name);
  assert_string_equal(name_of(4), "\xEF\xBF\xBD\"\\");
  assert_string_equal(name_of(5), "[U+202E]");
  const char *cut = name_of(6);
  assert_true(strlen(cut) <= FLAME_DATA_NAME_MAX && strlen(cut) > FLAME_DATA_NAME_MAX - 5);
  assert_string_equal(cut + strlen(cut) - 5, "\xE6\xBC\xA2..");
  done();
}

/* What a document says of a function goes with its name; what holds only under certain callers stays with the drawing. */
static void notes(void **state) {
  (void)state;
  fresh(false);
  add("main;hot;leaf", 0, 5);
  add("main;cold", 0, 1);
  struct flame_note all[5] = {{FLAME_MARK_NONE, STR_NONE, {0}}}; /* all, main, hot, leaf, cold */
  all[2] = (struct flame_note){FLAME_MARK_HOTSPOT, STR("Known hotspot: </script>"), {0}};
  all[3] = (struct flame_note){FLAME_MARK_ANTI, STR("Not in handlers"), {&(struct str){"main", 4}, 1, 1}};
  struct flame_options options = plain;
  options.notes = all;
  make(&options, roomy);
  assert_int_equal(length("notes"), 1);
  struct json_object *note = json_object_array_get_idx(json_object_object_get(object, "notes"), 0);
  size_t name = (size_t)json_object_get_int(json_object_array_get_idx(note, 0));
  assert_string_equal(json_object_get_string(json_object_array_get_idx(json_object_object_get(object, "names"), name)), "hot");
  assert_string_equal(json_object_get_string(json_object_array_get_idx(note, 1)), flame_mark_class(FLAME_MARK_HOTSPOT));
  assert_string_equal(json_object_get_string(json_object_array_get_idx(note, 2)), "Known hotspot: </script>");
  done();
}

static void deep(void **state) {
  (void)state;
  fresh(false);
  uint32_t node = CALL_ROOT;
  for (unsigned i = 0; i < 100000; i++) node = calltree_step(&profile.tree, node, i % 2 ? STR("even") : STR("odd"));
  assert_true(calltree_add(&profile.tree, node, SIDE_HEAD, 9));
  make(&plain, (struct flame_data_limits){ROWS - 2, 1000000});
  assert_int_equal(rows, ROWS - 1);
  assert_int_equal(row[rows - 1].name, LEFT_OUT);
  assert_int_equal(row[0].total[SIDE_HEAD], 9);
  assert_int_equal(length("names"), 2);
  done();
}

int main(void) {
  check_test("all counts", all_counts);
  check_test("base alone", base_alone);
  check_test("limits", limits);
  check_test("bytes", bytes);
  check_test("large counts", large_counts);
  check_test("names", names);
  check_test("notes", notes);
  check_test("deep", deep);
  return check_run("flame_data");
}
