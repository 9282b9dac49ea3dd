#include "html/asset.h"
#include "html/out.h"

#include "check.h"

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static struct arena arena;

static void same(struct str got, struct str want) {
  if (!str_eq(got, want)) fail_msg("got\n" STR_FMT "\nwant\n" STR_FMT, STR_ARG(got), STR_ARG(want));
}

typedef void writer(struct out *o);

static void expect(enum out_mode mode, writer *w, const char *want) {
  struct out o;
  out_init(&o, mode);
  w(&o);
  same(out_finish(&o), arena_printf(&arena, "%s\n", want));
  out_free(&o);
}

/* ---- what comes out ---- */

static void w_table(struct out *o) {
  out_open(o, TAG_TABLE);
  out_class(o, LIT("bn num"));
  out_open(o, TAG_TR);
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  out_name(o, STR("a<b>\n"));
  out_close(o, TAG_TH);
  out_open(o, TAG_TD);
  out_attr_u(o, ATTR_COLSPAN, 2);
  out_textf(o, "%d < %d", 1, 2);
  out_open(o, TAG_BR);
  out_close(o, TAG_BR);
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  out_close(o, TAG_TD);
  out_close(o, TAG_TR);
  out_close(o, TAG_TABLE);
}

static void html_table(void **state) {
  (void)state;
  expect(OUT_HTML, w_table,
         "<!DOCTYPE html>\n<table class=\"bn num\">\n<tr><th scope=\"row\"><bdi>a&lt;b&gt;\xEF\xBF\xBD</bdi></th>"
         "<td colspan=\"2\">1 &lt; 2<br></td><td></td></tr></table>");
}

static void w_attributes(struct out *o) {
  out_open(o, TAG_INPUT);
  out_attr_lit(o, ATTR_TYPE, LIT("search"));
  out_attr(o, ATTR_PLACEHOLDER, STR("\"><img src=x>'\n\xFF"));
  out_attr_on(o, ATTR_DISABLED);
  out_class(o, LIT_NONE);
  out_attrf(o, ATTR_ARIA_LABEL, "%s & co", "me");
  out_close(o, TAG_INPUT);
}

static void html_attributes(void **state) {
  (void)state;
  expect(OUT_FRAGMENT, w_attributes,
         "<input type=\"search\" placeholder=\"&quot;&gt;&lt;img src=x&gt;&#39;&#10;\xEF\xBF\xBD\" disabled"
         " aria-label=\"me &amp; co\">");
}

static void w_svg(struct out *o) {
  out_open(o, TAG_SVG);
  out_viewbox(o, 0, -0.0, 1200, 38.5);
  out_attr_lit(o, ATTR_ROLE, LIT("img"));
  out_open(o, TAG_TITLE);
  out_name(o, STR("a&b"));
  out_close(o, TAG_TITLE);
  out_open(o, TAG_RECT);
  out_attr_f(o, ATTR_X, 1.005);
  out_attr_f(o, ATTR_Y, -0.001);
  out_attr_f(o, ATTR_WIDTH, 12.10);
  out_attr_f(o, ATTR_HEIGHT, -3.999);
  out_attr_lit(o, ATTR_FILL, out_lit_of("#F3C15F"));
  out_close(o, TAG_RECT);
  out_open(o, TAG_PATH);
  out_value_open(o, ATTR_D);
  out_value_lit(o, LIT("M"));
  out_value_f(o, 1);
  out_value_f(o, 2);
  out_value_lit(o, LIT("h"));
  out_value_f(o, -3.25);
  out_value_lit(o, LIT("z"));
  out_value_close(o);
  out_close(o, TAG_PATH);
  out_open(o, TAG_TEXT);
  out_name(o, STR("x"));
  out_close(o, TAG_TEXT);
  out_close(o, TAG_SVG);
}

#define SVG_BODY                                                                                                       \
  " viewBox=\"0 0 1200 38.5\" role=\"img\"><title>a&amp;b</title><rect x=\"1\" y=\"0\" width=\"12.1\" height=\"-4\" "  \
  "fill=\"#F3C15F\"/><path d=\"M1 2h-3.25z\"/><text>x</text></svg>"

static void svg_in_page(void **state) {
  (void)state;
  expect(OUT_FRAGMENT, w_svg, "<svg" SVG_BODY);
}

static void svg_alone(void **state) {
  (void)state;
  expect(OUT_XML, w_svg, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"" SVG_BODY);
}

static void w_ids(struct out *o) {
  out_open(o, TAG_SPAN);
  out_attr_id(o, ATTR_ID, out_id_of(&arena, LIT("b-"), STR("Hot\" id=\"verdict")));
  out_close(o, TAG_SPAN);
  out_open(o, TAG_SPAN);
  out_attr_id(o, ATTR_ID, STR("fd-12"));
  out_close(o, TAG_SPAN);
  out_open(o, TAG_A);
  out_href_id(o, out_id_of(&arena, LIT("b-"), STR("Hot\" id=\"verdict")));
  out_attr_id(o, ATTR_ARIA_DESCRIBEDBY, STR("fd-12"));
  out_close(o, TAG_A);
}

static void ids(void **state) {
  (void)state;
  const char *id = arena_cstr(&arena, out_id_of(&arena, LIT("b-"), STR("Hot\" id=\"verdict")));
  assert_int_equal(strncmp(id, "b-hot-id-verdict-", 17), 0);
  const char *want = arena_printf(&arena,
                                  "<span id=\"%s\"></span><span id=\"fd-12\"></span>"
                                  "<a href=\"#%s\" aria-describedby=\"fd-12\"></a>",
                                  id, id).p;
  expect(OUT_FRAGMENT, w_ids, want);
}

static void w_pre(struct out *o) {
  out_open(o, TAG_PRE);
  out_text(o, STR("\n a\r\n\tb"));
  out_close(o, TAG_PRE);
}

static void pre(void **state) {
  (void)state;
  expect(OUT_FRAGMENT, w_pre, "<pre>\n\n a\n\tb</pre>");
}

static void w_title(struct out *o) {
  out_open(o, TAG_TITLE);
  out_name(o, STR("</title><script>"));
  out_close(o, TAG_TITLE);
}

static void title(void **state) {
  (void)state;
  expect(OUT_FRAGMENT, w_title, "<title>&lt;/title&gt;&lt;script&gt;</title>");
}

static void w_figures(struct out *o) {
  out_open(o, TAG_P);
  out_count(o, 1234567);
  out_text(o, STR(" "));
  out_fixed(o, -0.001, 2);
  out_text(o, STR(" "));
  out_percent(o, 0.168, 1, true);
  out_close(o, TAG_P);
}

static void figures(void **state) {
  (void)state;
  expect(OUT_FRAGMENT, w_figures, "<p>1\xE2\x80\xAF" "234\xE2\x80\xAF" "567 0.00 +16.8\xC2\xA0%</p>");
}

static const struct asset style = {"a.css", {"p>a{}", 5}};

static void w_style(struct out *o) {
  if (o->mode == OUT_XML) out_open(o, TAG_SVG);
  out_open(o, TAG_STYLE);
  out_asset(o, &style);
  out_close(o, TAG_STYLE);
  if (o->mode == OUT_XML) out_close(o, TAG_SVG);
}

static void asset_bytes(void **state) {
  (void)state;
  expect(OUT_FRAGMENT, w_style, "<style>p>a{}</style>");
  expect(OUT_XML, w_style,
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">\n<style><![CDATA[p>a{}]]></style></svg>");
}

static void counts(void **state) {
  (void)state;
  struct out o;
  out_init(&o, OUT_FRAGMENT);
  out_open(&o, TAG_P);
  out_attr(&o, ATTR_TITLE, STR("\xFF"));
  out_text(&o, STR("\xE2\x80\xAE\x01\n"));
  out_name(&o, STR("\n"));
  out_close(&o, TAG_P);
  assert_int_equal(o.replaced.bad_utf8, 1);
  assert_int_equal(o.replaced.bidi, 1);
  assert_int_equal(o.replaced.control, 2);
  out_free(&o);
}

/* ---- links ---- */

struct link_case {
  const char *url;
  const char *href; /* NULL: no link */
};

static struct link_case links[] = {
    {"https://example.org/a?b=c&d='e'", "https://example.org/a?b=c&amp;d=&#39;e&#39;"},
    {"HTTP://example.org/", "HTTP://example.org/"},
    {"mailto:a@example.org", "mailto:a@example.org"},
    {"https://e.org/\"><script>", "https://e.org/%22%3E%3Cscript%3E"},
    {"https://e.org/a b\xC3\xA9%20", "https://e.org/a%20b%C3%A9%20"},
    {"https://e.org/\xE2\x80\xAE\x01", "https://e.org/%E2%80%AE%01"},
    {"javascript:alert(1)", NULL},
    {"JaVaScRiPt:alert(1)", NULL},
    {"java\tscript:alert(1)", NULL},
    {"\x01javascript:alert(1)", NULL},
    {" https://e.org", NULL},
    {"data:text/html;base64,AAAA", NULL},
    {"vbscript:msgbox(1)", NULL},
    {"file:///etc/passwd", NULL},
    {"//evil.example/", NULL},
    {"/path", NULL},
    {"#x", NULL},
    {"", NULL},
};

static void link_test(void **state) {
  const struct link_case *c = *state;
  struct out o;
  out_init(&o, OUT_FRAGMENT);
  assert_int_equal(out_open_link(&o, str_of(c->url)), c->href != NULL);
  if (c->href != NULL) {
    out_close(&o, TAG_A);
    same(out_finish(&o), arena_printf(&arena, "<a href=\"%s\" rel=\"noopener noreferrer\"></a>\n", c->href));
  } else {
    assert_int_equal(o.b.n, 0);
  }
  out_free(&o);
}

/* ---- what a template may say ---- */

struct template_case {
  enum out_tag tag;
  enum out_attr attr;
  const char *value;
  bool allowed;
};

static struct template_case said[] = {
    {TAG_P, ATTR_CLASS, "a b-c", true},
    {TAG_P, ATTR_CLASS, "a\"b", false},
    {TAG_P, ATTR_ID, "gates", true},
    {TAG_P, ATTR_ID, "two words", false},
    {TAG_P, ATTR_ID, "", false},
    {TAG_P, ATTR_ARIA_LABELLEDBY, "one two", true},
    {TAG_P, ATTR_TITLE, "any \"text\" <here>", true},
    {TAG_META, ATTR_HTTP_EQUIV, "refresh", false},
    {TAG_RECT, ATTR_FILL, "url(#p)", true},
    {TAG_RECT, ATTR_FILL, "url(http://evil.example/x)", false},
    {TAG_A, ATTR_HREF, "#gates", true},
    {TAG_A, ATTR_HREF, "#", false},
    {TAG_A, ATTR_HREF, "https://example.org/", true},
    {TAG_A, ATTR_HREF, "javascript:alert(1)", false},
    {TAG_LINK, ATTR_HREF, "data:,", true},
    {TAG_LINK, ATTR_HREF, "https://example.org/x.css", false},
    {TAG_USE, ATTR_HREF, "https://example.org/x.svg", false},
    {TAG_DETAILS, ATTR_OPEN, "", true},
};

static void template_test(void **state) {
  const struct template_case *c = *state;
  struct out o;
  out_init(&o, OUT_FRAGMENT);
  assert_int_equal(out_allows(c->tag, c->attr, str_of(c->value)), c->allowed);
  out_open(&o, c->tag);
  size_t before = o.b.n;
  if (c->allowed) out_attr_checked(&o, c->attr, str_of(c->value));
  assert_int_equal(o.b.n > before, c->allowed);
  out_free(&o);
}

static void names(void **state) {
  (void)state;
  enum out_tag tag;
  enum out_attr attr;
  assert_true(out_find_tag(STR("clipPath"), &tag) && tag == TAG_CLIP_PATH);
  assert_true(out_find_attr(STR("viewBox"), &attr) && attr == ATTR_VIEWBOX);
  static const char *const absent_tags[] = {"iframe", "form", "object", "base", "img", "embed", "foreignObject", "DIV", ""};
  static const char *const absent_attrs[] = {"style", "onclick", "onload", "src", "srcdoc", "action", "formaction", "xlink:href", ""};
  for (size_t i = 0; i < sizeof absent_tags / sizeof *absent_tags; i++)
    assert_false(out_find_tag(str_of(absent_tags[i]), &tag));
  for (size_t i = 0; i < sizeof absent_attrs / sizeof *absent_attrs; i++)
    assert_false(out_find_attr(str_of(absent_attrs[i]), &attr));
}

/* ---- bugs abort ---- */

static void b_misnest(struct out *o) {
  out_open(o, TAG_P);
  out_open(o, TAG_B);
  out_close(o, TAG_P);
}
static void b_close_nothing(struct out *o) {
  out_close(o, TAG_P);
}
static void b_unclosed(struct out *o) {
  out_open(o, TAG_P);
  (void)out_finish(o);
}
static void b_late_attribute(struct out *o) {
  out_open(o, TAG_P);
  out_text(o, STR("x"));
  out_attr(o, ATTR_TITLE, STR("x"));
}
static void b_twice(struct out *o) {
  out_open(o, TAG_P);
  out_attr(o, ATTR_TITLE, STR("x"));
  out_attr(o, ATTR_TITLE, STR("y"));
}
static void b_void_text(struct out *o) {
  out_open(o, TAG_BR);
  out_text(o, STR("x"));
}
static void b_script_text(struct out *o) {
  out_open(o, TAG_SCRIPT);
  out_text(o, STR("x"));
}
static void b_text_href(struct out *o) {
  out_open(o, TAG_A);
  out_attr(o, ATTR_HREF, STR("javascript:x"));
}
static void b_text_class(struct out *o) {
  out_open(o, TAG_A);
  out_attr(o, ATTR_CLASS, STR("x"));
}
static void b_bad_id(struct out *o) {
  out_open(o, TAG_A);
  out_attr_id(o, ATTR_ID, STR("verdict\" x=\""));
}
static void b_bad_word(struct out *o) {
  out_open(o, TAG_A);
  out_class(o, out_lit_of("a\" onclick=\""));
}
static void b_nan(struct out *o) {
  out_open(o, TAG_RECT);
  out_attr_f(o, ATTR_X, (double)NAN);
}
static void b_asset_place(struct out *o) {
  out_open(o, TAG_P);
  out_asset(o, &style);
}
static void b_asset_end(struct out *o) {
  static const struct asset bad = {"bad.js", {"x</SCRIPT>", 10}};
  out_open(o, TAG_SCRIPT);
  out_asset(o, &bad);
}
static void b_json_end(struct out *o) {
  out_json(o, LIT("data"), STR("[\"</script>\"]"));
}
static void b_json_entity(struct out *o) {
  out_json(o, LIT("data"), STR("[\"&amp;\"]"));
}
static void b_open_value(struct out *o) {
  out_open(o, TAG_PATH);
  out_value_open(o, ATTR_D);
  out_close(o, TAG_PATH);
}

static const struct bug {
  const char *name;
  writer *w;
} bugs[] = {
    {"wrong nesting", b_misnest},
    {"nothing to close", b_close_nothing},
    {"left open", b_unclosed},
    {"attribute after content", b_late_attribute},
    {"attribute twice", b_twice},
    {"text in a void element", b_void_text},
    {"text in script", b_script_text},
    {"text as href", b_text_href},
    {"text as class", b_text_class},
    {"a name as id", b_bad_id},
    {"a name as word", b_bad_word},
    {"not a number", b_nan},
    {"asset out of place", b_asset_place},
    {"asset that ends its element", b_asset_end},
    {"data that would end its element", b_json_end},
    {"data that XML would read", b_json_entity},
    {"value left open", b_open_value},
};

static void bug_test(void **state) {
  const struct bug *c = *state;
  (void)fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)signal(SIGABRT, SIG_DFL);
    (void)dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    struct out o;
    out_init(&o, OUT_FRAGMENT);
    c->w(&o);
    _exit(0);
  }
  int status;
  assert_int_equal(waitpid(pid, &status, 0), pid);
  assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

int main(void) {
  check_test("table", html_table);
  check_test("attributes", html_attributes);
  check_test("SVG in the page", svg_in_page);
  check_test("SVG alone", svg_alone);
  check_test("ids", ids);
  check_test("pre", pre);
  check_test("title", title);
  check_test("figures", figures);
  check_test("asset", asset_bytes);
  check_test("replacements are counted", counts);
  check_test("names that exist and names that do not", names);
  for (size_t i = 0; i < sizeof links / sizeof *links; i++) check_test_state(links[i].url, link_test, &links[i]);
  for (size_t i = 0; i < sizeof said / sizeof *said; i++) check_test_state(said[i].value, template_test, &said[i]);
  for (size_t i = 0; i < sizeof bugs / sizeof *bugs; i++)
    check_test_state(bugs[i].name, bug_test, (void *)(uintptr_t)&bugs[i]);
  int status = check_run("out");
  arena_free(&arena);
  return status;
}
