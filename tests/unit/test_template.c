#include "html/template.h"

#include "check.h"

static struct arena arena;

static void same(struct str got, struct str want) {
  if (!str_eq(got, want)) fail_msg("got\n" STR_FMT "\nwant\n" STR_FMT, STR_ARG(got), STR_ARG(want));
}

static void slot_one(struct out *o, void *context) {
  out_text(o, *(struct str *)context);
}

static void slot_two(struct out *o, void *context) {
  (void)context;
  out_open(o, TAG_B);
  out_close(o, TAG_B);
}

static const struct template_slot slots[] = {{"one", slot_one}, {"two", slot_two}};

struct good_case {
  const char *name, *text, *want;
  size_t slots;
};

static struct good_case good[] = {
    {"elements and text", "<p class=\"a b\">x &lt; y &amp; <i>z</i></p>", "<p class=\"a b\">x &lt; y &amp; <i>z</i></p>\n", 0},
    {"layout is left out", "<div>\n  <p>a</p>\n  <!-- why -->\n</div>\n", "<div>\n<p>a</p></div>\n", 0},
    {"a blank is text", "<p><b>a</b> <i>b</i></p>", "<p><b>a</b> <i>b</i></p>\n", 0},
    {"slots", "<p title=\"t\"><slot name=\"two\"/>, <slot name=\"one\"/></p>", "<p title=\"t\"><b></b>, &lt;user&gt;</p>\n", 2},
    {"slot as the whole", "<slot name=\"one\"/>", "&lt;user&gt;\n", 1},
    {"character references", "<p title=\"&#34;&#x3c;\">&#x2212;</p>", "<p title=\"&quot;&lt;\">\xE2\x88\x92</p>\n", 0},
    {"CDATA is text", "<p><![CDATA[<b>]]></p>", "<p>&lt;b&gt;</p>\n", 0},
    {"void element", "<p>a<br/>b</p>", "<p>a<br>b</p>\n", 0},
    {"links", "<p><a href=\"#gates\">g</a><a href=\"https://example.org/\">e</a></p>",
     "<p><a href=\"#gates\">g</a><a href=\"https://example.org/\" rel=\"noopener noreferrer\">e</a></p>\n", 0},
    {"switch", "<details open=\"open\"><summary>s</summary></details>", "<details open>\n<summary>s</summary></details>\n", 0},
    {"SVG with its namespace", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><path d=\"M0 0h16\"/></svg>",
     "<svg viewBox=\"0 0 16 16\"><path d=\"M0 0h16\"/></svg>\n", 0},
    {"icon", "<head><link rel=\"icon\" href=\"data:,\"/></head>", "<head>\n<link rel=\"icon\" href=\"data:,\"></head>\n", 0},
};

static void good_test(void **state) {
  const struct good_case *c = *state;
  struct diags d;
  diag_init(&d, &arena);
  struct asset asset = {"t.html", str_of(c->text)};
  struct template *t = template_parse(&arena, &d, &asset, slots, c->slots);
  if (t == NULL) fail_msg(STR_FMT, STR_ARG(d.list.at[0].message));
  struct str user = STR("<user>");
  struct out o;
  out_init(&o, OUT_FRAGMENT);
  template_write(t, &o, &user);
  same(out_finish(&o), str_of(c->want));
  out_free(&o);
}

struct bad_case {
  const char *name, *text;
  unsigned line;
  const char *says; /* part of the message */
};

static struct bad_case bad[] = {
    {"empty", "", 1, "empty"},
    {"not closed", "<p>\n<b></p>", 2, "mismatch"},
    {"two roots", "<p/>\n<p/>", 2, ""},
    {"unknown entity", "<p>\n&nbsp;</p>", 2, "nbsp"},
    {"document type", "<!DOCTYPE html>\n<p/>", 1, "document type"},
    {"own entities", "<!DOCTYPE p [<!ENTITY x \"y\">]>\n<p>&x;</p>", 1, "document type"},
    {"outer entity", "<!DOCTYPE p [<!ENTITY x SYSTEM \"/etc/passwd\">]>\n<p>&x;</p>", 1, "document type"},
    {"unknown element", "<div>\n<iframe/></div>", 2, "<iframe>"},
    {"form", "<form/>", 1, "<form>"},
    {"base", "<head><base/></head>", 1, "<base>"},
    {"script", "<script>x</script>", 1, "<script>"},
    {"style element", "<style>x</style>", 1, "<style>"},
    {"style attribute", "<p>\n\n<b style=\"x\"/></p>", 3, "style= is refused"},
    {"handler", "<p onclick=\"x\"/>", 1, "onclick= is refused"},
    {"javascript", "<p><a href=\"javascript:x\">x</a></p>", 1, "refused"},
    {"javascript in capitals", "<p><a href=\"JaVaScript:x\">x</a></p>", 1, "refused"},
    {"data link", "<p><a href=\"data:text/html,x\">x</a></p>", 1, "refused"},
    {"refresh", "<meta http-equiv=\"refresh\" content=\"0\"/>", 1, "refused"},
    {"outer paint", "<svg fill=\"url(https://evil.example/x)\"/>", 1, "refused"},
    {"xlink", "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><use xlink:href=\"#x\"/></svg>", 1, "none of a page's"},
    {"unknown attribute", "<p ping=\"x\"/>", 1, "none of a page's"},
    {"content in a void element", "<p><br>x</br></p>", 1, "no content"},
    {"unknown slot", "<p><slot name=\"on\"/></p>", 1, "unknown slot \"on\""},
    {"slot twice", "<p><slot name=\"one\"/>\n<slot name=\"one\"/></p>", 2, "stands on line 1"},
    {"slot without name", "<p><slot/></p>", 1, "and nothing else"},
    {"slot with content", "<p><slot name=\"one\">x</slot></p>", 1, "and nothing else"},
    {"processing instruction", "<p><?php x ?></p>", 1, "only elements"},
    {"bad UTF-8", "<p>\xFF</p>", 1, ""},
    {"missing slot", "<p/>", 0, "slot \"one\" is missing"},
};

static void bad_test(void **state) {
  const struct bad_case *c = *state;
  struct diags d;
  diag_init(&d, &arena);
  struct asset asset = {"t.html", str_of(c->text)};
  assert_null(template_parse(&arena, &d, &asset, slots, 1));
  assert_true(d.list.n > 0);
  const struct diag *first = &d.list.at[0];
  assert_int_equal(first->id, DIAG_TEMPLATE);
  same(first->pos.file, STR("t.html"));
  assert_int_equal(first->pos.line, c->line);
  if (str_find(first->message, str_of(c->says)) == STR_NPOS) fail_msg("says: " STR_FMT, STR_ARG(first->message));
}

/* A mistake does not hide the next one. */
static void all_mistakes(void **state) {
  (void)state;
  struct diags d;
  diag_init(&d, &arena);
  struct asset asset = {"t.html", STR("<p style=\"x\">\n<iframe/>\n<slot name=\"three\"/></p>")};
  assert_null(template_parse(&arena, &d, &asset, slots, 2));
  assert_int_equal(d.list.n, 5);
}

static void deep(void **state) {
  (void)state;
  struct diags d;
  diag_init(&d, &arena);
  struct buf b = BUF_INIT;
  for (int i = 0; i < 100000; i++) buf_cstr(&b, "<p>");
  struct asset asset = {"t.html", buf_view(&b)};
  assert_null(template_parse(&arena, &d, &asset, NULL, 0));
  assert_int_equal(d.list.n, 1);
  buf_free(&b);
}

/* The icons are a template without slots, and come out as they stand but for line ends. */
static void icons(void **state) {
  (void)state;
  struct diags d;
  struct asset asset;
  diag_init(&d, &arena);
  assert_true(asset_load(&arena, &d, NULL, "icons.svg", &asset));
  struct template *t = template_parse(&arena, &d, &asset, NULL, 0);
  if (t == NULL) fail_msg(STR_FMT, STR_ARG(d.list.at[0].message));
  struct out o;
  out_init(&o, OUT_FRAGMENT);
  template_write(t, &o, NULL);
  struct str got = out_finish(&o);
  assert_true(str_starts(got, STR("<svg")) && str_ends(got, STR("</svg>\n")));
  assert_true(str_find(got, STR("<symbol id=\"i-fail\"")) != STR_NPOS);
  out_free(&o);
}

int main(void) {
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) check_test_state(good[i].name, good_test, &good[i]);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) check_test_state(bad[i].name, bad_test, &bad[i]);
  check_test("every mistake is named", all_mistakes);
  check_test("too deep", deep);
  check_test("icons", icons);
  int status = check_run("template");
  arena_free(&arena);
  return status;
}
