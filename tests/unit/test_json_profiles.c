/* Profiles in JSON: speedscope's files and V8's .cpuprofile; what is right, and what is said of what is not. */
#include "check.h"
#include "stacks.h"

#include "read/cpuprofile.h"
#include "read/json.h"
#include "read/profile_join.h"
#include "read/speedscope.h"

#include <string.h>

static struct arena arena;
static struct diags diags;
static struct profile_vec profiles;
static struct tally tally;

typedef struct tally reader(struct arena *, struct diags *, const struct source *, enum side, struct profile_vec *);

static void read_text(reader *read, struct str text) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  profiles = (struct profile_vec){0};
  struct source s = {.name = STR("dir/web.cpuprofile.gz"), .text = text, .bytes = text.n, .whole = true};
  tally = read(&arena, &diags, &s, SIDE_HEAD, &profiles);
  profile_join(&arena, &diags, &profiles);
  diag_finish(&diags);
}

struct row {
  const char *what, *text, *stacks; /* of all profiles, with " / " between them */
  const char *says;                 /* of the one diagnostic there is, or empty */
  uint64_t records, skipped;
};

static void expect(const struct row *r) {
  struct buf b = BUF_INIT;
  VEC_EACH(const struct profile, p, &profiles) {
    struct buf one = BUF_INIT;
    stacks_put(&one, p, SIDE_HEAD);
    if (p != profiles.at) buf_cstr(&b, " / ");
    buf_str(&b, buf_view(&one));
    buf_free(&one);
  }
  if (!str_eq(buf_view(&b), str_of(r->stacks))) fail_msg("got %.*s\nwant %s", (int)b.n, b.n ? b.p : "", r->stacks);
  buf_free(&b);
  VEC_EACH(const struct diag, d, &diags.list) {
    if (r->says[0] == '\0' || str_find(d->message, str_of(r->says)) == STR_NPOS)
      fail_msg("%u:%u: %.*s [%s]", d->pos.line, d->pos.col, (int)d->message.n, d->message.p, diag_slug(d->id));
  }
  assert_int_equal(diags.list.n, r->says[0] != '\0');
  assert_int_equal(tally.records, r->records);
  assert_int_equal(tally.skipped, r->skipped);
}

/* ---- speedscope ---- */

#define SHARED "{\"shared\":{\"frames\":[{\"name\":\"a\"},{\"name\":\"b\",\"line\":5},{\"name\":\"c\"}]},\"profiles\":["
#define SAMPLED(unit, samples, weights)                                                                                \
  "{\"type\":\"sampled\",\"name\":\"t1\",\"unit\":\"" unit "\",\"startValue\":0,\"endValue\":9,\"samples\":[" samples "],\"weights\":[" weights "]}"
#define EVENTED(unit, events) "{\"type\":\"evented\",\"name\":\"t2\",\"unit\":\"" unit "\",\"startValue\":1,\"endValue\":9,\"events\":[" events "]}"
#define O(frame, at) "{\"type\":\"O\",\"frame\":" #frame ",\"at\":" #at "}"
#define C(frame, at) "{\"type\":\"C\",\"frame\":" #frame ",\"at\":" #at "}"

static struct row speedscope_rows[] = {
    {"sampled", SHARED SAMPLED("none", "[0,1],[0],[0,1],[]", "1,2,3,4") "]}", "(all) 4|a 2|a;b 4", "", 4, 0},
    {"sampled times", SHARED SAMPLED("milliseconds", "[0,1],[0]", "1.5,0.25") "]}", "a 250000|a;b 1500000", "", 2, 0},
    {"sampled bytes", SHARED SAMPLED("bytes", "[2]", "1048576") "]}", "c 1048576", "", 1, 0},
    {"fractions", SHARED SAMPLED("none", "[0],[1]", "3,0.5") "]}", "a 3|b 0.5", "", 2, 0},
    {"evented", SHARED EVENTED("seconds", O(0, 1) "," O(1, 2) "," C(1, 4) "," O(1, 5) "," C(1, 5.5) "," C(0, 8)) "]}", "a 4500000000|a;b 2500000000", "", 6, 0},
    {"evented, recursive", SHARED EVENTED("nanoseconds", O(0, 1) "," O(0, 2) "," C(0, 4) "," C(0, 8)) "]}", "a 5|a;a 2", "", 4, 0},
    {"parts of nanoseconds do not add up", SHARED EVENTED("nanoseconds", O(0, 1.0) "," O(1, 1.4) "," C(1, 1.8) "," O(1, 2.2) "," C(1, 2.6) "," C(0, 3.0)) "]}",
     "a;b 2", "", 6, 0},
    {"time with nothing open", SHARED EVENTED("nanoseconds", O(0, 3) "," C(0, 4) "," O(1, 8) "," C(1, 9)) "]}", "a 1|b 1", "", 4, 0},
    {"several profiles", SHARED SAMPLED("nanoseconds", "[0]", "1") "," EVENTED("nanoseconds", O(0, 1) "," C(0, 4)) "]}", "t1;a 1|t2;a 3", "", 3, 0},
    {"several units", SHARED SAMPLED("bytes", "[0]", "1") "," EVENTED("nanoseconds", O(0, 1) "," C(0, 4)) "]}", "t1;a 1 / t2;a 3", "", 3, 0},

    {"nothing", SHARED "]}", "", "holds no sample", 0, 0},
    {"a frame without a name", "{\"shared\":{\"frames\":[{\"nam\":\"a\"}]},\"profiles\":[" SAMPLED("none", "[0]", "1") "]}", "[unknown] 1", "shared.frames[0]", 1, 0},
    {"a frame that does not exist", SHARED SAMPLED("none", "[0,3],[1]", "1,2") "]}", "b 2", "profiles[0].samples[0]", 1, 1},
    {"a frame that is no number", SHARED SAMPLED("none", "[0,\"x\"],[1]", "1,2") "]}", "b 2", "profiles[0].samples[0]", 1, 1},
    {"a stack that is no list", SHARED SAMPLED("none", "7,[1]", "1,2") "]}", "b 2", "profiles[0].samples[0]", 1, 1},
    {"a negative weight", SHARED SAMPLED("none", "[0],[1]", "-1,2") "]}", "b 2", "profiles[0].weights[0]", 1, 1},
    {"fewer weights than samples", SHARED SAMPLED("none", "[0],[1]", "1") "]}", "a 1", "profiles[0].weights", 1, 1},
    {"a sum beyond 64 bits", SHARED SAMPLED("none", "[0],[1],[2]", "9e18,9e18,9e18") "]}", "a 9000000000000000000|b 9000000000000000000", "64 bits", 2, 1},
    {"times beyond 64 bits", SHARED SAMPLED("seconds", "[0],[1]", "1e300,1") "]}", "b 1000000000", "64 bits", 1, 1},
    {"an unknown unit", SHARED SAMPLED("parsecs", "[0]", "1") "]}", "a 1", "profiles[0].unit", 1, 0},
    {"an unknown type", SHARED "{\"type\":\"other\"}," EVENTED("nanoseconds", O(0, 1) "," C(0, 4)) "]}", "t2;a 3", "profiles[0].type", 2, 0},
    {"no samples at all", SHARED "{\"type\":\"sampled\",\"unit\":\"none\"}," EVENTED("nanoseconds", O(0, 1) "," C(0, 4)) "]}", " / t2;a 3", "profiles[0]: a sampled", 2, 0},
    {"a frame that is not open", SHARED EVENTED("nanoseconds", O(0, 1) "," C(1, 2) "," C(0, 4)) "]}", "a 3", "profiles[0].events[1]: closes a frame that is not open", 2, 1},
    {"a frame that is not on top", SHARED EVENTED("nanoseconds", O(0, 1) "," O(1, 2) "," C(0, 4)) "]}", "a 1|a;b 2", "profiles[0].events[2]: closes a frame that is not on top", 2, 1},
    {"frames left open", SHARED EVENTED("nanoseconds", O(0, 1) "," O(1, 2)) "]}", "a 1|a;b 7", "leave frames open", 2, 0},
    {"time that runs backwards", SHARED EVENTED("nanoseconds", O(0, 5) "," C(0, 3) "," O(1, 6) "," C(1, 8)) "]}", "b 2", "profiles[0].events[1]: is earlier", 3, 1},
    {"an event without a frame", SHARED EVENTED("nanoseconds", "{\"type\":\"O\",\"at\":1}," O(1, 6) "," C(1, 8)) "]}", "b 2", "profiles[0].events[0]", 2, 1},

    {"a trailing comma", SHARED SAMPLED("none", "[0],", "1") "]}", "", "cannot be read", 0, 0},
    {"something behind it", SHARED SAMPLED("none", "[0]", "1") "]} x", "", "", 0, 0},
    {"cut short", SHARED "{\"type\":", "", "ends within", 0, 0},
    {"no object", "[1]", "", "no object", 0, 0},
    {"null", "null ", "", "no object", 0, 0},
};

static void speedscope(void **state) {
  struct row r = *(const struct row *)*state;
  read_text(speedscope_read, str_of(r.text));
  if (strcmp(r.what, "something behind it") == 0) r.says = diags.list.n ? "" : "something"; /* the words are json-c's */
  if (strcmp(r.what, "something behind it") == 0) {
    assert_int_equal(diags.list.n, 1);
    assert_true(diags.list.at[0].pos.line == 1 && diags.list.at[0].pos.col > 100);
    assert_int_equal(profiles.n, 0);
    return;
  }
  expect(&r);
}

static void speedscope_figures(void **state) {
  (void)state;
  read_text(speedscope_read, STR(SHARED SAMPLED("none", "[0],[1]", "1,1") "]}"));
  const struct profile *p = profiles.at;
  assert_true(str_eq(p->key, STR("web")) && str_eq(p->unit, STR("samples")) && p->unit_is_events && !p->typed);
  read_text(speedscope_read, STR(SHARED SAMPLED("none", "[0],[1]", "1,0.5") "]}"));
  p = profiles.at;
  assert_true(str_eq(p->unit, STR("unknown")) && !p->unit_is_events && p->samples[SIDE_HEAD] == 2);
  read_text(speedscope_read, STR(SHARED SAMPLED("milliseconds", "[0],[1]", "1,2") "," SAMPLED("milliseconds", "[0]", "1") "]}"));
  p = profiles.at;
  assert_true(str_eq(p->unit, STR("ns")) && p->samples[SIDE_HEAD] == 3);
  check_double(p->duration_s[SIDE_HEAD], 0.009, 1e-9);
  read_text(speedscope_read, STR(SHARED SAMPLED("milliseconds", "[0],[1]", "1,2") "," EVENTED("milliseconds", O(0, 1) "," C(0, 2)) "]}"));
  p = profiles.at;
  assert_true(profiles.n == 1 && p->samples[SIDE_HEAD] == 0 && !profile_has_events(p));
}

/* ---- .cpuprofile ---- */

#define NODE(id, name, rest) "{\"id\":" #id ",\"callFrame\":{\"functionName\":\"" name "\",\"url\":\"file:///x/app.js\",\"lineNumber\":11}" rest "}"
#define CHILDREN(ids) ",\"children\":[" ids "]"
#define HITS(n) ",\"hitCount\":" #n
#define ROOTED "{\"nodes\":[" NODE(1, "(root)", CHILDREN("2,3")) "," NODE(2, "main", CHILDREN("4")) "," NODE(3, "(idle)", "") "," NODE(4, "", "")
#define TIMES "],\"startTime\":100,\"endTime\":200,"

static struct row cpuprofile_rows[] = {
    {"samples", ROOTED TIMES "\"samples\":[2,4,4,3],\"timeDeltas\":[10,20,30,5]}", "(idle) 35000|main 20000|main;(anonymous) app.js:12 35000", "", 4, 0},
    {"hits", "{\"nodes\":[" NODE(1, "(root)", HITS(0) CHILDREN("2")) "," NODE(2, "f", HITS(7) CHILDREN("5")) "," NODE(5, "g", HITS(3)) "]}", "f 7|f;g 3", "", 2, 0},
    {"parents in place of children", "{\"nodes\":[" NODE(1, "(root)", "") "," NODE(2, "f", ",\"parent\":1") "," NODE(5, "g", ",\"parent\":2" HITS(3)) "]}", "f;g 3", "", 1, 0},
    {"children before their parent", "{\"nodes\":[" NODE(5, "g", HITS(3)) "," NODE(2, "f", CHILDREN("5")) "," NODE(1, "(root)", CHILDREN("2")) "]}", "f;g 3", "", 1, 0},
    {"no root", "{\"nodes\":[" NODE(2, "f", HITS(7)) "," NODE(5, "g", HITS(3)) "]}", "f 7|g 3", "", 2, 0},
    {"a function of a place", "{\"nodes\":[{\"id\":1,\"callFrame\":{\"functionName\":\"\",\"url\":\"\"},\"hitCount\":1},"
     "{\"id\":2,\"callFrame\":{\"functionName\":\"\",\"url\":\"a/b.js\"},\"hitCount\":2}]}", "(anonymous) 1|(anonymous) b.js 2", "", 2, 0},
    {"no end", ROOTED "],\"samples\":[2,4],\"timeDeltas\":[10,20]}", "main 20000", "", 2, 0},

    {"negative times", ROOTED TIMES "\"samples\":[2,4,3,3],\"timeDeltas\":[10,-20,30,-1]}", "(idle) 60000|main;(anonymous) app.js:12 30000", "2 of them negative", 4, 0},
    {"a time that is none", ROOTED TIMES "\"samples\":[2,4],\"timeDeltas\":[10,\"x\"]}", "main;(anonymous) app.js:12 90000", "timeDeltas[1]", 2, 0},
    {"fewer times than samples", ROOTED "],\"samples\":[2,4,3],\"timeDeltas\":[10,20]}", "main 20000", "there are 2 for 3 samples", 3, 0},
    {"a sample of no node", ROOTED TIMES "\"samples\":[2,99,3],\"timeDeltas\":[10,20,30]}", "(idle) 40000|main 20000", "samples[1]", 2, 1},
    {"a circle", "{\"nodes\":[" NODE(1, "a", CHILDREN("2")) "," NODE(2, "b", CHILDREN("3") HITS(1)) "," NODE(3, "c", CHILDREN("1") HITS(2)) "]}", "b 1|b;c 2",
     "calls itself", 2, 0},
    {"its own child", "{\"nodes\":[" NODE(1, "a", CHILDREN("1") HITS(2)) "]}", "a 2", "calls itself", 1, 0},
    {"two callers", "{\"nodes\":[" NODE(1, "a", CHILDREN("3")) "," NODE(2, "b", CHILDREN("3")) "," NODE(3, "c", HITS(2)) "]}", "a;c 2", "called by two", 1, 0},
    {"a child that does not exist", "{\"nodes\":[" NODE(1, "a", CHILDREN("3") HITS(2)) "]}", "a 2", "nodes[0]: has a child", 1, 0},
    {"a parent that does not exist", "{\"nodes\":[" NODE(1, "a", HITS(2) ",\"parent\":7") "]}", "a 2", "nodes[0]: has a parent", 1, 0},
    {"an id twice", "{\"nodes\":[" NODE(1, "a", HITS(2)) "," NODE(1, "b", HITS(3)) "]}", "a 2|b 3", "nodes[1]: has an id that", 2, 0},
    {"no id", "{\"nodes\":[" NODE(-1, "a", HITS(2)) "]}", "a 2", "nodes[0]: has no id", 1, 0},
    {"negative hits", "{\"nodes\":[" NODE(1, "a", HITS(-2)) "," NODE(2, "b", HITS(2)) "]}", "b 2", "nodes[0]: hitCount", 1, 0},
    {"hits beyond 64 bits", "{\"nodes\":[" NODE(1, "a", HITS(9223372036854775806)) "," NODE(2, "b", HITS(9223372036854775806)) "," NODE(3, "c", HITS(9223372036854775806)) "]}",
     "a 9223372036854775806|b 9223372036854775806", "nodes[2]: the sum", 2, 1},
    {"no function name", "{\"nodes\":[{\"id\":1,\"hitCount\":4}]}", "(anonymous) 4", "nodes[0]: has no function name", 1, 0},
    {"nothing", "{\"nodes\":[]}", "", "holds no sample", 0, 0},
    {"cut short", "{\"nodes\":[", "", "ends within", 0, 0},
};

static void cpuprofile(void **state) {
  const struct row *r = *state;
  read_text(cpuprofile_read, str_of(r->text));
  expect(r);
}

static void cpuprofile_figures(void **state) {
  (void)state;
  read_text(cpuprofile_read, STR(ROOTED TIMES "\"samples\":[2,4,4,3],\"timeDeltas\":[10,20,30,5]}"));
  const struct profile *p = profiles.at;
  assert_true(str_eq(p->key, STR("web")) && str_eq(p->unit, STR("ns")) && p->samples[SIDE_HEAD] == 4 && profile_has_events(p));
  check_double(p->duration_s[SIDE_HEAD], 100e-6, 1e-12);
  read_text(cpuprofile_read, STR("{\"nodes\":[" NODE(1, "a", HITS(2)) "]}"));
  assert_true(str_eq(profiles.at->unit, STR("samples")) && profiles.at->unit_is_events);
}

/* A caller chain of 100,000 nodes, written from its leaf on, and the same as one circle. */
static void deep(void **state) {
  (void)state;
  enum { N = 100000 };
  struct buf b = BUF_INIT;
  for (int circle = 0; circle < 2; circle++) {
    buf_clear(&b);
    buf_cstr(&b, "{\"nodes\":[");
    for (int i = N; i > 0; i--)
      buf_printf(&b, "%s{\"id\":%d,\"callFrame\":{\"functionName\":\"f\"},\"hitCount\":1,\"parent\":%d}", i < N ? "," : "", i,
                 i > 1 ? i - 1 : circle ? N : N + 1);
    if (!circle) buf_printf(&b, ",{\"id\":%d,\"callFrame\":{\"functionName\":\"(root)\"}}", N + 1);
    buf_cstr(&b, "]}");
    read_text(cpuprofile_read, buf_view(&b));
    assert_int_equal(diags.list.n, circle);
    assert_int_equal(profiles.at->tree.n, N + 1);
    assert_true(calltree_total(&profiles.at->tree, SIDE_HEAD) == N);
  }
  buf_free(&b);
}

/* ---- JSON ---- */

static void syntax(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line, col;
  } faults[] = {{"{\"a\": 1,\n \"b\": }", 2, 7}, {"{\"a\": [1, 2,]}", 1, 13}, {"{\"a\": 1} {", 1, 10}, {"{\n\"a\": 1", 2, 7}, {"", 1, 1}};
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    arena_free(&arena);
    arena = ARENA_INIT;
    diag_init(&diags, &arena);
    struct source s = {.name = STR("x.json"), .text = str_of(faults[i].text)};
    if (json_input_open(&diags, &s, DIAG_PROFILE_DATA) != NULL) fail_msg("%s is read", faults[i].text);
    assert_int_equal(diags.list.n, 1);
    const struct diag *d = diags.list.at;
    if (d->pos.line != faults[i].line || d->pos.col != faults[i].col)
      fail_msg("%s: at %u:%u %.*s", faults[i].text, d->pos.line, d->pos.col, (int)d->message.n, d->message.p);
  }
}

static void depth(void **state) {
  (void)state;
  for (int levels = 60; levels <= 100000; levels = levels == 60 ? 70 : levels * 10) {
    struct buf b = BUF_INIT;
    buf_cstr(&b, "{\"a\":");
    for (int i = 0; i < levels; i++) buf_char(&b, '[');
    for (int i = 0; i < levels; i++) buf_char(&b, ']');
    buf_char(&b, '}');
    arena_free(&arena);
    arena = ARENA_INIT;
    diag_init(&diags, &arena);
    struct source s = {.name = STR("x.json"), .text = buf_view(&b)};
    struct json_object *root = json_input_open(&diags, &s, DIAG_PROFILE_DATA);
    assert_int_equal(root != NULL, levels == 60);
    json_input_close(root);
    buf_free(&b);
  }
}

static void values(void **state) {
  (void)state;
  struct source s = {.name = STR("x"), .text = STR("{\"list\":[0, 5, 9223372036854775806, 9223372036854775807, 18446744073709551615, 1e400, -1, 5.0, 5.5, 9e15, 9.1e15, "
                                                   "99999999999999999999999, \"5\", null, NaN]}")};
  static const struct {
    bool whole;
    uint64_t value;
  } want[] = {{true, 0}, {true, 5}, {true, INT64_MAX - 1}, {false, 0}, {false, 0}, {false, 0}, {false, 0}, {true, 5}, {false, 0}, {true, 9000000000000000}};
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  struct json_object *root = json_input_open(&diags, &s, DIAG_PROFILE_DATA);
  assert_non_null(root);
  struct json_object *list = json_input_get(root, "list");
  for (size_t i = 0; i < json_input_length(list); i++) {
    uint64_t got = 0;
    bool is_whole = json_input_whole(json_input_at(list, i), &got);
    if (i >= sizeof want / sizeof *want) assert_false(is_whole);
    else if (is_whole != want[i].whole || (is_whole && got != want[i].value)) fail_msg("value %zu: %d, %llu", i, is_whole, (unsigned long long)got);
  }
  double v;
  assert_false(json_input_number(json_input_at(list, 5), &v));
  assert_false(json_input_number(json_input_at(list, 14), &v));
  assert_true(json_input_number(json_input_at(list, 8), &v));
  assert_null(json_input_at(list, 15));
  assert_null(json_input_get(list, "x"));
  assert_int_equal(json_input_length(NULL), 0);
  json_input_close(root);
}

static void is_one(void **state) {
  (void)state;
  assert_true(speedscope_is(STR("{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\"x\":1}")));
  assert_true(speedscope_is(STR(SHARED SAMPLED("none", "[0]", "1") "]}")));
  assert_false(speedscope_is(STR("{\"frames\":[], \"profiles\":[]}")));
  assert_true(cpuprofile_is(STR(ROOTED TIMES "\"samples\":[2],\"timeDeltas\":[10]}")));
  assert_false(cpuprofile_is(STR("{\"nodes\":[],\"edges\":[]}")));
  assert_false(cpuprofile_is(STR("\"nodes\" \"callFrame\" \"hitCount\"")));
}

#define ROWS(rows, fn)                                                                                                 \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) check_test_state((rows)[i].what, fn, &(rows)[i])

/* What one profile leaves open is closed to the next. */
static void left_open(void **state) {
  (void)state;
  read_text(speedscope_read, STR(SHARED EVENTED("nanoseconds", O(0, 1)) "," EVENTED("nanoseconds", O(1, 1) "," C(0, 2) "," C(1, 4)) "]}"));
  assert_int_equal(diags.list.n, 2);
  assert_true(str_find(diags.list.at[1].message, STR("profiles[1].events[1]: closes a frame that is not open")) != STR_NPOS);
  assert_int_equal(tally.skipped, 1);
  struct buf b = BUF_INIT;
  stacks_put(&b, &profiles.at[0], SIDE_HEAD);
  assert_true(str_eq(buf_view(&b), STR("t2;a 8|t2;b 3")));
  buf_free(&b);
}

int main(void) {
  ROWS(speedscope_rows, speedscope);
  check_test("speedscope: figures", speedscope_figures);
  check_test("speedscope: a frame that another profile left open", left_open);
  ROWS(cpuprofile_rows, cpuprofile);
  check_test("cpuprofile: figures", cpuprofile_figures);
  check_test("cpuprofile: deep", deep);
  check_test("syntax", syntax);
  check_test("depth", depth);
  check_test("values", values);
  check_test("is one", is_one);
  return check_run("json_profiles");
}
