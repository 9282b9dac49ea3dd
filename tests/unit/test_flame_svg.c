/* A flame graph as a file of its own, read back by an XML parser: places, classes, titles, hostile names, weight. */
#include "check.h"

#include "base/escape.h"
#include "view/flame_svg.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

static struct arena arena;
static struct profile profile;
static xmlDocPtr doc;
static size_t size; /* of the file */

static void fresh(bool base) {
  arena = ARENA_INIT;
  profile = (struct profile){
      .key = STR("cpu"), .unit = STR("samples"), .unit_is_events = true, .has = {[SIDE_BASE] = base, [SIDE_HEAD] = true}};
  calltree_init(&profile.tree, &arena);
}

static void add_frames(const struct str *stack, size_t n, uint64_t base, uint64_t head) {
  uint32_t node = CALL_ROOT;
  for (size_t i = 0; i < n; i++) node = calltree_step(&profile.tree, node, stack[i]);
  assert_true(calltree_add(&profile.tree, node, SIDE_BASE, base));
  assert_true(calltree_add(&profile.tree, node, SIDE_HEAD, head));
}

static void add(const char *stack, uint64_t base, uint64_t head) {
  struct str frames[64], rest = str_of(stack);
  size_t n = 0;
  while (str_cut(&rest, ';', &frames[n])) n++;
  add_frames(frames, n, base, head);
}

static void draw(const struct flame_options *options) {
  calltree_finish(&profile.tree);
  struct out o;
  out_init(&o, OUT_XML);
  flame_write_alone(&o, &arena, &profile, options);
  struct str s = out_finish(&o);
  size = s.n;
  doc = xmlReadMemory(s.p, (int)s.n, "flame.svg", NULL, XML_PARSE_NONET);
  assert_non_null(doc);
  out_free(&o);
}

static void done(void) {
  xmlFreeDoc(doc);
  arena_free(&arena);
}

/* ---- what was read back ---- */

static bool has_class(xmlNodePtr e, const char *class) {
  xmlChar *v = xmlGetProp(e, (const xmlChar *)"class");
  struct str rest = v ? str_of((const char *)v) : STR_NONE, word;
  bool has = false;
  while (str_next_field(&rest, &word)) has = has || str_eq(word, str_of(class));
  xmlFree(v);
  return has;
}

static xmlNodePtr group(const char *class) {
  for (xmlNodePtr e = xmlDocGetRootElement(doc)->children; e; e = e->next)
    if (e->type == XML_ELEMENT_NODE && has_class(e, class)) return e;
  return NULL;
}

static xmlNodePtr child(xmlNodePtr of, const char *name) {
  for (xmlNodePtr e = of->children; e; e = e->next)
    if (e->type == XML_ELEMENT_NODE && strcmp((const char *)e->name, name) == 0) return e;
  return NULL;
}

/* The text of an element, or "" for none. */
static const char *text(xmlNodePtr e) {
  if (e == NULL) return "";
  xmlChar *s = xmlNodeGetContent(e);
  const char *copy = arena_cstr(&arena, str_of((const char *)s));
  xmlFree(s);
  return copy;
}

static const char *attr(xmlNodePtr e, const char *name) {
  xmlChar *s = xmlGetProp(e, (const xmlChar *)name);
  if (s == NULL) return "";
  const char *copy = arena_cstr(&arena, str_of((const char *)s));
  xmlFree(s);
  return copy;
}

static size_t count(xmlNodePtr of) {
  size_t n = 0;
  for (xmlNodePtr e = of ? of->children : NULL; e; e = e->next) n += e->type == XML_ELEMENT_NODE && child(e, "rect") != NULL;
  return n;
}

/* The frame whose title begins with name. */
static xmlNodePtr frame(const char *in, const char *name) {
  struct str begins = arena_printf(&arena, "%s\n", name);
  xmlNodePtr all = group(in);
  for (xmlNodePtr e = all ? all->children : NULL; e; e = e->next) {
    xmlNodePtr title = e->type == XML_ELEMENT_NODE ? child(e, "title") : NULL;
    if (title && str_starts(str_of(text(title)), begins)) return e;
  }
  fail_msg("no frame %s", name);
  return NULL;
}

static void expect_place(const char *in, const char *name, double x, double y, double width) {
  xmlNodePtr rect = child(frame(in, name), "rect");
  check_double(check_num(attr(rect, "x")), x, 1e-9);
  check_double(check_num(attr(rect, "y")), y, 1e-9);
  check_double(check_num(attr(rect, "width")), width, 1e-9);
}

static void expect_about(const char *in, const char *name, const char *about) {
  assert_string_equal(strchr(text(child(frame(in, name), "title")), '\n') + 1, about);
}

/* ---- tests ---- */

/* 1,020 wide: a tenth of the samples is 100 pixels, and the edge is 10. */
static const struct flame_options plain = {.width = 1020};

static void one_side(void **state) {
  (void)state;
  fresh(false);
  add("main.main;runtime.mallocgc", 0, 300);
  add("main.main", 0, 500);
  add("net/http.(*conn).serve", 0, 200);
  draw(&plain);
  xmlNodePtr all = group("fl-f");
  assert_int_equal(count(all), 4);
  expect_place("fl-f", "all", 10, 178, 1000);
  expect_place("fl-f", "main.main", 10, 160, 800);
  expect_place("fl-f", "runtime.mallocgc", 10, 142, 300);
  expect_place("fl-f", "net/http.(*conn).serve", 810, 160, 200);
  expect_about("fl-f", "all", "1\xe2\x80\xaf" "000 samples, 100 %, self 0");
  expect_about("fl-f", "main.main", "800 samples, 80.00 %, self 50.00 %");
  assert_string_equal(attr(frame("fl-f", "main.main"), "class"), "ap");
  assert_string_equal(attr(child(frame("fl-f", "main.main"), "rect"), "fill"), "#F3C15F");
  assert_string_equal(attr(frame("fl-f", "net/http.(*conn).serve"), "class"), "ne s2");
  assert_string_equal(text(child(frame("fl-f", "net/http.(*conn).serve"), "text")), "net/http.(*conn).serve");
  assert_null(group("fl-gone"));
  assert_true(has_class(xmlDocGetRootElement(doc), "fl-own"));
  done();
}

static void two_sides(void **state) {
  (void)state;
  fresh(true);
  add("grew", 100, 500);
  add("same", 500, 490);
  add("fresh", 0, 10);
  add("fresh2", 0, 1);
  add("old", 300, 0);
  add("shrank", 100, 0);
  add("shrank;in", 99, 0);
  add("odd", 1, 0);
  draw(&plain);
  expect_about("fl-f", "grew", "500 samples, 49.95 %, self 49.95 %, +40.86 points");
  assert_string_equal(attr(frame("fl-f", "grew"), "class"), "q8 ap s1");
  assert_string_equal(attr(child(frame("fl-f", "grew"), "rect"), "fill"), "#A93A12");
  assert_string_equal(attr(child(frame("fl-f", "grew"), "text"), "fill"), "#FFFFFF");
  expect_about("fl-f", "same", "490 samples, 48.95 %, self 48.95 %, +3.50 points (noise)");
  assert_string_equal(attr(frame("fl-f", "same"), "class"), "q4 ap");
  expect_about("fl-f", "fresh", "10 samples, 1.00 %, self 1.00 %, new");
  assert_string_equal(attr(frame("fl-f", "fresh"), "class"), "q5 ap s1 nw");
  assert_string_equal(attr(child(frame("fl-f", "fresh"), "rect"), "stroke-dasharray"), "3 2");
  expect_about("fl-f", "fresh2", "1 sample, 0.10 %, self 0.10 %, new (noise)");
  assert_string_equal(attr(frame("fl-f", "fresh2"), "class"), "q4 ap");
  assert_string_equal(attr(child(frame("fl-f", "fresh2"), "rect"), "stroke-dasharray"), "");
  assert_int_equal(count(group("fl-gone")), 3);
  expect_place("fl-gone", "old", 10, 202, 272.73);
  expect_about("fl-gone", "old", "300 samples, 27.27 % of base, self 27.27 %, gone");
  expect_place("fl-gone", "shrank", 282.73, 202, 180.91);
  expect_about("fl-gone", "odd", "1 sample, 0.09 % of base, self 0.09 %, gone (noise)");
  done();
}

static void options_honoured(void **state) {
  (void)state;
  fresh(true);
  add("a;leaf", 50, 300);
  add("b;leaf", 50, 700);
  struct flame_options o = {.width = 1020, .inverted = true, .negate = true, .title = STR("x & <y>"), .max_frames = 2};
  draw(&o);
  assert_int_equal(count(group("fl-f")), 2);
  expect_place("fl-f", "all", 10, 142, 1000);
  expect_place("fl-f", "b", 310, 160, 700);
  assert_string_equal(attr(frame("fl-f", "b"), "class"), "q0 ap s1");
  xmlFreeDoc(doc);
  o = (struct flame_options){.width = 1020, .reverse = true, .no_normalize = true, .colours = {FLAME_COLOURS_PALETTE, PALETTE_OWNER}};
  draw(&o);
  expect_about("fl-f", "leaf", "1\xe2\x80\xaf" "000 samples, 100 %, self 0, +90.00 points");
  expect_about("fl-f", "b", "700 samples, 70.00 %, self 70.00 %, +65.00 points");
  assert_string_equal(attr(frame("fl-f", "b"), "class"), "q8 ap s1");
  assert_string_equal(attr(child(frame("fl-f", "b"), "rect"), "fill"), "#F5CC7C");
  assert_true(has_class(xmlDocGetRootElement(doc), "fl-rev"));
  done();
}

/* a hands its own work down: its self share falls from 90 % to 10 %, its total share stays 100 %. */
static void by_self(void **state) {
  (void)state;
  fresh(true);
  add("a", 900, 200);
  add("a;b", 100, 1800);
  draw(&plain);
  assert_true(has_class(frame("fl-f", "a"), "q4"));
  assert_true(has_class(frame("fl-f", "b"), "q8"));
  assert_false(has_class(xmlDocGetRootElement(doc), "fl-self"));
  expect_about("fl-f", "a", "2\xe2\x80\xaf" "000 samples, 100 %, self 10.00 %, \xc2\xb1" "0.00 points (noise)");
  xmlFreeDoc(doc);
  draw(&(struct flame_options){.width = 1020, .by_self = true});
  assert_true(has_class(frame("fl-f", "a"), "q0"));
  assert_true(has_class(frame("fl-f", "b"), "q8"));
  assert_true(has_class(xmlDocGetRootElement(doc), "fl-self"));
  expect_about("fl-f", "a", "2\xe2\x80\xaf" "000 samples, 100 %, self 10.00 %, \xc2\xb1" "0.00 points (noise), self \xe2\x88\x92" "80.00 points");
  assert_non_null(strstr(text(xmlDocGetRootElement(doc)), "change of the self share in points"));
  xmlFreeDoc(doc);
  draw(&(struct flame_options){.width = 1020, .by_self = true, .negate = true});
  assert_true(has_class(frame("fl-f", "a"), "q8"));
  done();
}

/* 300 against 100: as shares nothing changed, as counts everything is three times as much: 100 % - 33.33 %. */
static void not_normalised(void **state) {
  (void)state;
  fresh(true);
  add("a", 60, 180);
  add("b", 40, 120);
  draw(&plain);
  expect_about("fl-f", "a", "180 samples, 60.00 %, self 60.00 %, \xc2\xb1" "0.00 points (noise)");
  xmlFreeDoc(doc);
  draw(&(struct flame_options){.width = 1020, .no_normalize = true});
  expect_about("fl-f", "a", "180 samples, 60.00 %, self 60.00 %, +40.00 points");
  expect_about("fl-f", "b", "120 samples, 40.00 %, self 40.00 %, +26.67 points");
  const char *all = text(xmlDocGetRootElement(doc));
  assert_non_null(strstr(all, "counts as a share of head's total"));
  assert_non_null(strstr(all, "held against head's as they are"));
  done();
}

static void one_side_empty(void **state) {
  (void)state;
  fresh(true);
  add("a;b", 30, 0);
  draw(&plain);
  assert_int_equal(count(group("fl-f")), 3);
  expect_about("fl-f", "b", "30 samples, 100 %, self 100 %");
  assert_non_null(strstr(text(xmlDocGetRootElement(doc)), "base alone: 30 samples, all of it gone: head has no samples"));
  xmlFreeDoc(doc);
  arena_free(&arena);
  fresh(true);
  add("a;b", 0, 30);
  draw(&plain);
  assert_int_equal(count(group("fl-f")), 3);
  expect_about("fl-f", "b", "30 samples, 100 %, self 100 %");
  assert_non_null(strstr(text(xmlDocGetRootElement(doc)), "30 samples; base has no samples"));
  done();
}

static void unknown_unit(void **state) {
  (void)state;
  fresh(true);
  profile.unit = STR("unknown");
  profile.unit_is_events = false;
  add("a", 1000000, 1000100);
  add("b", 1, 90000);
  draw(&plain);
  expect_about("fl-f", "b", "90\xe2\x80\xaf" "000 counts, 8.26 %, self 8.26 %, +8.26 points");
  assert_non_null(strstr(text(xmlDocGetRootElement(doc)), "No change is marked as noise"));
  done();
}

static void no_samples(void **state) {
  (void)state;
  fresh(true);
  draw(&plain);
  assert_int_equal(count(group("fl-f")), 0);
  done();
}

/* Every hostile name stays text: it is what the title says, and nothing in the file has more elements or attributes than
 * with a harmless one. */
static size_t shape(xmlNodePtr e) {
  size_t n = 0;
  for (; e; e = e->next) {
    if (e->type != XML_ELEMENT_NODE) continue;
    n += 1 + shape(e->children);
    for (xmlAttrPtr p = e->properties; p; p = p->next) {
      assert_false(str_starts_nocase(str_of((const char *)p->name), STR("on")));
      assert_string_not_equal((const char *)p->name, "style");
      n++;
    }
  }
  return n;
}

static void hostile(void **state) {
  const struct check_row *r = *state;
  if (strstr(check_field(r, "contexts"), "frame") == NULL) return;
  size_t n;
  const char *payload = check_unescape(check_field(r, "payload"), &n);
  struct str name = {payload, n};
  size_t want = 0;
  for (int turn = 0; turn < 2; turn++) {
    fresh(true);
    add_frames(turn ? &name : &STR("harmless name that is longer"), 1, 0, 1000);
    draw(&(struct flame_options){.width = 1020, .title = turn ? name : STR("t")});
    size_t got = shape(xmlDocGetRootElement(doc));
    if (turn) assert_int_equal(got, want);
    want = got;
    if (turn) {
      struct buf b = BUF_INIT;
      escape_filter(&b, name, NULL);
      buf_char(&b, '\0');
      (void)frame("fl-f", b.p);
      buf_free(&b);
    }
    done();
  }
}

/* Names that the document speaks of have an outline and a line more, wherever they stand. */
static void marked(void **state) {
  (void)state;
  fresh(true);
  add("main.main;regexp.compile", 0, 10);
  add("main.main;json.Unmarshal", 30, 30);
  add("regexp.compile", 70, 60);
  struct flame_note notes[8] = {0};
  notes[calltree_name(&profile.tree, STR("regexp.compile"))] = (struct flame_note){FLAME_MARK_ANTI, STR("Anti-pattern: once, \"not\" per request"), {0}};
  notes[calltree_name(&profile.tree, STR("json.Unmarshal"))] = (struct flame_note){FLAME_MARK_HOTSPOT, STR("Known hotspot: the cart"), {0}};
  struct flame_options options = {.width = 1020, .notes = notes};
  draw(&options);
  expect_about("fl-f", "json.Unmarshal", "30 samples, 30.00 %, self 30.00 %, ±0.00 points (noise)\nKnown hotspot: the cart");
  assert_string_equal(attr(frame("fl-f", "json.Unmarshal"), "class"), "q4 ap s1 mh");
  assert_string_equal(attr(child(frame("fl-f", "json.Unmarshal"), "rect"), "stroke"), "#0B57A4");
  assert_string_equal(attr(frame("fl-f", "main.main"), "class"), "q4 ap");
  assert_string_equal(attr(child(frame("fl-f", "main.main"), "rect"), "stroke"), "");
  expect_about("fl-f", "regexp.compile", "10 samples, 10.00 %, self 10.00 %, new\nAnti-pattern: once, \"not\" per request");
  assert_string_equal(attr(frame("fl-f", "regexp.compile"), "class"), "q8 ru nw ma");
  assert_string_equal(attr(child(frame("fl-f", "regexp.compile"), "rect"), "stroke-dasharray"), "3 2");
  xmlFreeDoc(doc);
  options.reverse = true; /* another tree, with names of its own */
  draw(&options);
  expect_about("fl-f", "json.Unmarshal", "30 samples, 30.00 %, self 0, ±0.00 points (noise)");
  done();
}

/* 1,500 frames with names as long as Go's. */
static void weight(void **state) {
  (void)state;
  fresh(true);
  for (unsigned i = 0; i < 1500; i++) {
    char stack[200];
    (void)snprintf(stack, sizeof stack, "net/http.(*conn).serve;checkout/pkg%u.(*Type).Method%u", i % 90, i);
    add(stack, i % 7, 1 + i % 11);
  }
  draw(&plain);
  size_t n = count(group("fl-f")) + count(group("fl-gone")), all = size;
  assert_int_equal(n, 1502);
  xmlFreeDoc(doc);
  calltree_init(&profile.tree, &arena);
  draw(&plain);
  assert_true((all - size) / n <= FLAME_FRAME_BYTES + 40); /* 40: its row and name in the compact table */
  done();
}

int main(void) {
  check_test("one side", one_side);
  check_test("two sides", two_sides);
  check_test("options", options_honoured);
  check_test("by self shares", by_self);
  check_test("not normalised", not_normalised);
  check_test("one side is empty", one_side_empty);
  check_test("unit not known", unknown_unit);
  check_test("no samples", no_samples);
  check_test("marked", marked);
  check_test("weight", weight);
  check_table("tests/vectors/page/hostile.tsv", hostile);
  return check_run("flame_svg");
}
