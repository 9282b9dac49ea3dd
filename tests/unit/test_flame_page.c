/* The profiles section: what each graph may draw, rows that others link to, order of the table, what is said. */
#include "check.h"

#include "html/out.h"
#include "view/flame.h"

#include <string.h>

static struct arena arena;
static struct report report;
static struct inputs inputs;
static struct perfdoc perfdoc;
static struct buf page;

static void fresh(void) {
  arena = ARENA_INIT;
  inputs = (struct inputs){.doc = &perfdoc};
  perfdoc = (struct perfdoc){.present = true};
  report = (struct report){.arena = &arena, .in = &inputs};
}

static struct profile *add_profile(const char *key, bool base, bool head) {
  struct profile *p = VEC_PUSH(&arena, &inputs.profiles);
  *p = (struct profile){.key = arena_dup(&arena, str_of(key)),
                        .unit = STR("samples"),
                        .unit_source = STR("said so"),
                        .unit_is_events = true,
                        .has = {[SIDE_BASE] = base, [SIDE_HEAD] = head}};
  calltree_init(&p->tree, &arena);
  return p;
}

static void add(struct profile *p, const char *stack, uint64_t base, uint64_t head) {
  uint32_t node = CALL_ROOT;
  struct str rest = str_of(stack), frame;
  while (str_cut(&rest, ';', &frame)) node = calltree_step(&p->tree, node, frame);
  assert_true(calltree_add(&p->tree, node, SIDE_BASE, base));
  assert_true(calltree_add(&p->tree, node, SIDE_HEAD, head));
}

static double share(const struct calltree *t, enum side s, uint64_t count) {
  return calltree_total(t, s) ? (double)count / (double)calltree_total(t, s) : 0;
}

static int by_self(const void *pa, const void *pb) {
  const struct function_result *a = pa, *b = pb;
  return a->self[SIDE_HEAD] > b->self[SIDE_HEAD] ? -1 : a->self[SIDE_HEAD] < b->self[SIDE_HEAD];
}

/* As the analysis would, without its judgement. */
static struct profile_result *compare(uint32_t i) {
  struct profile *p = &inputs.profiles.at[i];
  calltree_finish(&p->tree);
  struct profile_result *r = VEC_PUSH(&arena, &report.profiles);
  r->profile = i;
  r->scale = 1;
  for (uint32_t n = 1; n < p->tree.names_n; n++) {
    const struct call_function *f = &p->tree.functions[n];
    struct function_result *to = VEC_PUSH(&arena, &r->functions);
    to->name = n;
    to->hotspot = INDEX_NONE;
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      to->self[s] = share(&p->tree, s, f->self[s]);
      to->total[s] = share(&p->tree, s, f->total[s]);
    }
    to->self_change = to->self[SIDE_HEAD] - to->self[SIDE_BASE];
    to->is_new = f->total[SIDE_BASE] == 0;
    to->is_gone = f->total[SIDE_HEAD] == 0;
  }
  vec_sort(&arena, r->functions.at, r->functions.n, sizeof *r->functions.at, by_self);
  return r;
}

static const char *drawn_with(const struct view_options *options) {
  struct out o;
  out_init(&o, OUT_FRAGMENT);
  view_profiles(&o, &(struct view){.report = &report, .options = options, .arena = &arena});
  buf_clear(&page);
  buf_str(&page, out_finish(&o));
  buf_char(&page, '\0');
  out_free(&o);
  return page.p;
}

static const char *drawn(void) {
  static const struct view_options none = {0};
  return drawn_with(&none);
}

static size_t count(const char *text, const char *what) {
  size_t n = 0;
  for (const char *at = text; (at = strstr(at, what)) != NULL; at++) n++;
  return n;
}

static void done(void) {
  arena_free(&arena);
}

static void many_frames(const char *key, unsigned n) {
  struct profile *p = add_profile(key, false, true);
  for (unsigned i = 0; i < n; i++) {
    char stack[32];
    (void)snprintf(stack, sizeof stack, "f%u", i);
    add(p, stack, 0, 100 + i % 7);
  }
  (void)compare((uint32_t)inputs.profiles.n - 1);
}

/* Titles are frames. */
static void limits(void **state) {
  (void)state;
  fresh();
  many_frames("big", 3000);
  many_frames("small", 99);
  many_frames("big2", 3000);
  const char *html = drawn();
  size_t frames = count(html, "<title>");
  assert_in_range(frames, 1300, 2500);
  assert_int_equal(count(strstr(html, "graph of small"), "<title>") - count(strstr(html, "graph of big2"), "<title>"), 100);
  assert_int_equal(count(html, "left out ("), 2);
  assert_int_equal(count(html, "none left out"), 1);
  done();
}

/* --max-frames is what the page draws, not what each of its graphs does. */
static void shared_limit(void **state) {
  (void)state;
  static const uint32_t most[] = {2, 30, 100, 400};
  for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
    fresh();
    many_frames("one", 300);
    many_frames("two", 300);
    size_t frames = count(drawn_with(&(struct view_options){.max_frames = most[i]}), "<title>");
    assert_in_range(frames, most[i] / 2, most[i]);
    done();
  }
}

/* A share narrower than the default is drawn when every frame is asked for. */
static void every_frame(void **state) {
  (void)state;
  fresh();
  struct profile *p = add_profile("cpu", false, true);
  add(p, "wide", 0, 1000000);
  add(p, "narrow", 0, 1);
  (void)compare(0);
  assert_int_equal(count(drawn(), "<title>"), 2);
  assert_int_equal(count(drawn_with(&(struct view_options){.min_width = -1}), "<title>"), 3);
  done();
}

struct churn_row {
  const char *base, *head; /* a function a letter */
  const char *says;        /* NULL: nothing is said */
};

static struct churn_row churn_rows[] = {
    {"abcd", "abcd", " The 4 hottest functions were all among base's 4."},
    {"abcd", "abce", " Of the 4 hottest functions, 1 was not among base's 4."},
    {"abcd", "efgh", " Of the 4 hottest functions, 4 were not among base's 4."},
    {"abcdefghij", "abc", " The 3 hottest functions were all among base's 10."},
    {"abc", "abcdefghij", " Of the 10 hottest functions, 7 were not among base's 3."},
    {"abcdefghijkl", "abcdefghijxy", " The 10 hottest functions were all among base's 10."},
    {"a", "ab", NULL},
    {"ab", "c", NULL},
};

static void churn(void **state) {
  const struct churn_row *row = *state;
  fresh();
  struct profile *p = add_profile("cpu", true, true);
  char name[2] = "";
  for (const char *at = row->base; (name[0] = *at) != '\0'; at++) add(p, name, 100 - (uint64_t)(at - row->base), 0);
  for (const char *at = row->head; (name[0] = *at) != '\0'; at++) add(p, name, 0, 100 - (uint64_t)(at - row->head));
  struct profile_result *r = compare(0);
  size_t base = strlen(row->base) < 10 ? strlen(row->base) : 10, head = strlen(row->head) < 10 ? strlen(row->head) : 10, both = 0;
  for (size_t i = 0; i < head; i++) both += memchr(row->base, row->head[i], base) != NULL;
  r->churn = 1 - (double)both / (double)(base > head ? base : head);
  const char *html = drawn();
  if (row->says) assert_int_equal(count(html, row->says), 1);
  else assert_int_equal(count(html, "hottest"), 0);
  done();
}

static void at_least(void **state) {
  (void)state;
  fresh();
  for (unsigned i = 0; i < 12; i++) {
    char key[32];
    (void)snprintf(key, sizeof key, "profile %u", i);
    many_frames(key, 260);
  }
  const char *html = drawn();
  assert_int_equal(count(html, "class=\"fl-svg\""), 10);
  assert_int_equal(count(html, "<title>"), 2500);
  assert_int_equal(count(html, "Not drawn"), 2);
  assert_int_equal(count(html, "class=\"fn\""), 12);
  done();
}

/* A page has one profile most often: its graph stays within 250 kB with the table, whatever its names. */
static void heavy(void **state) {
  (void)state;
  fresh();
  struct profile *p = add_profile("cpu", true, true);
  for (unsigned i = 0; i < 5000; i++) {
    char stack[200];
    (void)snprintf(stack, sizeof stack, "net/http.(*conn).serve;github.com/example/shop/internal/pkg%u.(*Type).Method%u", i % 50, i);
    add(p, stack, i % 3, 1 + i % 5);
  }
  (void)compare(0);
  const char *html = drawn();
  const char *svg = strstr(html, "<svg class=\"fl-svg\"");
  assert_non_null(svg);
  const char *end = strstr(svg, "</svg>");
  assert_true(end - svg < 195000);
  assert_true((size_t)(end - svg) / count(svg, "<title>") <= 200);
  assert_true(count(svg, "<title>") > 800);
  done();
}

static void linked(void **state) {
  (void)state;
  fresh();
  many_frames("cpu", 400);
  struct profile_result *r = &report.profiles.at[0];
  uint32_t last = (uint32_t)r->functions.n - 1;
  struct gate *g = VEC_PUSH(&arena, &report.gates);
  *g = (struct gate){.kind = GATE_PROFILE, .profile = 0, .function = last};
  struct str id = view_function_id(&arena, &report, 0, last);
  const char *html = drawn();
  assert_int_equal(count(html, arena_cstr(&arena, arena_printf(&arena, "<tr id=\"" STR_FMT "\"", STR_ARG(id)))), 1);
  assert_true(count(html, "<tr id=\"f0-") < 60);
  assert_non_null(strstr(html, " more functions, less hot; --json"));
  done();
}

/* Traces are links only where there is an address for them, and an id cannot leave its place in it. */
static void traces(void **state) {
  (void)state;
  fresh();
  struct profile *p = add_profile("cpu", true, true);
  add(p, "main;leaf", 100, 400);
  compare(0);
  const struct str id = STR("a/b?c&\"><i>&#x5F;");
  *VEC_PUSH(&arena, &p->traces) = (struct profile_trace){STR("b1"), STR_NONE, 2, 50, SIDE_BASE};
  *VEC_PUSH(&arena, &p->traces) = (struct profile_trace){id, STR("POST /x"), 2, 100, SIDE_HEAD};
  const char *html = strstr(drawn(), "Heaviest traces");
  assert_non_null(html);
  assert_int_equal(count(html, "href=\"http"), 0);
  assert_true(strstr(html, "a/b?c&amp;") < strstr(html, ">b1<")); /* head first */
  report.options.trace_url = STR("https://t.example/x/{trace_id}?v=1&a={trace_id}");
  html = strstr(drawn(), "Heaviest traces");
  const char *want = "href=\"https://t.example/x/a%2Fb%3Fc%26%22%3E%3Ci%3E%26%23x5F%3B?v=1&amp;a=a%2Fb%3Fc%26%22%3E%3Ci%3E%26%23x5F%3B\"";
  assert_int_equal(count(html, want), 1);
  assert_int_equal(count(html, "rel=\"noopener noreferrer\""), 2);
  assert_int_equal(count(html, "<i>"), 0);
  assert_non_null(strstr(html, "25.00 %"));
  assert_non_null(strstr(html, ">leaf<"));
  report.options.trace_url = STR_NONE;
  done();
}

/* What the document knows of a name holds in every profile, whichever its shares were measured in. */
static void known_everywhere(void **state) {
  (void)state;
  fresh();
  add(add_profile("alloc_space", true, true), "main;hot", 10, 10);
  add(add_profile("cpu", true, true), "main;hot", 10, 10);
  add(add_profile("wall", true, true), "main;other", 10, 10);
  for (uint32_t i = 0; i < 3; i++) compare(i);
  *VEC_PUSH(&arena, &report.findings) = (struct finding){.kind = FINDING_HOTSPOT, .subject = STR("hot"), .profile = 1, .bench = INDEX_NONE};
  const char *html = drawn();
  assert_int_equal(count(html, ">known hotspot</a>"), 2);
  assert_int_equal(count(html, "PERFORMANCE.md speaks of it"), 2);
  assert_int_equal(count(html, " mh\"><title>hot\n"), 2);
  assert_int_equal(count(html, "\nKnown hotspot</title>"), 2);
  done();
}

/* A percentile and the profile that disagree: said beside both. */
static void disagreement(void **state) {
  (void)state;
  fresh();
  add(add_profile("cpu", true, true), "main", 1, 1);
  compare(0);
  *VEC_PUSH(&arena, &report.disagreements) = (struct disagreement){.text = STR("p99 of <x> fell"), .profile = 0};
  const char *html = strstr(drawn(), "p99 of &lt;x&gt; fell");
  assert_non_null(html);
  assert_true(html < strstr(html, "<svg class=\"fl-svg\""));
  done();
}

static void order(void **state) {
  (void)state;
  fresh();
  struct profile *p = add_profile("cpu", true, true);
  add(p, "steady", 900, 880);
  add(p, "grew", 50, 100);
  add(p, "gone", 50, 0);
  add(p, "judged", 10, 20);
  struct profile_result *r = compare(0);
  VEC_EACH(struct function_result, f, &r->functions) {
    bool judged = str_eq(p->tree.names[f->name], STR("judged"));
    f->judged = judged || str_eq(p->tree.names[f->name], STR("steady"));
    f->verdict = judged ? VERDICT_FAIL : VERDICT_PASS;
  }
  struct finding hot = {.kind = FINDING_HOTSPOT, .subject = STR("judged"), .about = STR("a note & more"), .bench = INDEX_NONE};
  struct finding anti = {.kind = FINDING_ANTI_FOUND, .subject = STR("grew"), .about = STR("Do not \"grow\""), .bench = INDEX_NONE};
  *VEC_PUSH(&arena, &report.findings) = hot;
  *VEC_PUSH(&arena, &report.findings) = anti;
  const char *html = strstr(drawn(), "class=\"fn\"");
  assert_non_null(html);
  const char *const names[] = {"<bdi>judged<", "<bdi>grew<", "<bdi>gone<", "<bdi>steady<"};
  for (size_t i = 1; i < 4; i++) assert_true(strstr(html, names[i - 1]) < strstr(html, names[i]));
  assert_int_equal(count(html, "<a class=\"badge\" href=\"#document\">known hotspot</a>"), 1);
  assert_int_equal(count(html, "<a class=\"badge\" href=\"#document\">anti-pattern</a>"), 1);
  assert_int_equal(count(html, "a note &amp; more"), 1);
  assert_int_equal(count(html, "class=\"tag fail\""), 1);
  assert_int_equal(count(html, "class=\"tag pass\""), 1);
  assert_int_equal(count(html, "not judged"), 2);
  assert_int_equal(count(html, ">gone</span>"), 1);
  assert_int_equal(count(html, ">95 % interval<"), 1);
  report.options.alpha = 0.01;
  assert_int_equal(count(drawn(), ">99 % interval<"), 1);
  report.options.alpha = 0;
  done();
}

/* Two places, and frames there alone are outlined. */
static void known_places(void **state) {
  (void)state;
  fresh();
  struct profile *p = add_profile("cpu", false, true);
  add(p, "encode;slow", 0, 50);
  add(p, "decode;slow", 0, 30);
  add(p, "start;slow", 0, 20);
  (void)compare(0);
  struct finding anti = {.kind = FINDING_ANTI_FOUND, .subject = STR("slow"), .bench = INDEX_NONE, .under = STR("encode")};
  *VEC_PUSH(&arena, &report.findings) = anti;
  anti.under = STR("decode");
  *VEC_PUSH(&arena, &report.findings) = anti;
  assert_int_equal(count(drawn(), " ma\"><title>"), 2);
  anti.under = STR_NONE;
  *VEC_PUSH(&arena, &report.findings) = anti;
  assert_int_equal(count(drawn(), " ma\"><title>"), 3);
  done();
}

static void said(void **state) {
  (void)state;
  fresh();
  add(add_profile("one", true, true), "f", 10, 20);
  add(add_profile("two", true, true), "f", 10, 20);
  add(add_profile("three", true, false), "f", 10, 0);
  add(add_profile("four", false, true), "f", 0, 0);
  inputs.profiles.at[1].unit_is_events = false;
  inputs.profiles.at[1].unit = STR("unknown");
  for (uint32_t i = 0; i < 4; i++) (void)compare(i);
  report.profiles.at[0].scale = 1.25;
  report.profiles.at[1].note = STR("a note of the analysis");
  const char *html = drawn();
  assert_int_equal(count(html, "one profile a side does not contain the variation from run to run"), 1);
  assert_int_equal(count(html, "No change is marked as noise"), 1);
  assert_int_equal(count(html, "No change is marked as noise. A note of the analysis."), 1);
  assert_int_equal(count(html, "common scale 1.250"), 1);
  assert_int_equal(count(html, "base alone: 10 samples"), 1);
  assert_int_equal(count(html, "share of base. Colour: whose code"), 1);
  assert_int_equal(count(html, "type=\"radio\""), 4);
  assert_int_equal(count(html, "class=\"fl-svg\""), 3);
  done();
}

static void same_bytes(void **state) {
  (void)state;
  struct buf first = BUF_INIT;
  for (int turn = 0; turn < 2; turn++) {
    fresh();
    many_frames("cpu", 3000);
    (void)drawn();
    if (turn == 0) buf_str(&first, buf_view(&page));
    assert_true(str_eq(buf_view(&page), buf_view(&first)));
    done();
  }
  buf_free(&first);
}

int main(void) {
  check_test("frames are shared out", limits);
  check_test("frames a graph has at least", at_least);
  check_test("the limit is shared", shared_limit);
  check_test("every frame", every_frame);
  for (size_t i = 0; i < sizeof churn_rows / sizeof *churn_rows; i++) check_test_state(churn_rows[i].head, churn, &churn_rows[i]);
  check_test("heavy", heavy);
  check_test("rows that others link to", linked);
  check_test("order of the table", order);
  check_test("traces", traces);
  check_test("disagreement", disagreement);
  check_test("known everywhere", known_everywhere);
  check_test("places of an anti-pattern", known_places);
  check_test("what is said", said);
  check_test("same bytes", same_bytes);
  return check_run("flame_page");
}
