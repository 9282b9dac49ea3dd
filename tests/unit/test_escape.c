#include "base/escape.h"

#include "check.h"

typedef void escaper(struct buf *, struct str);

/* Views into buffers that are never freed are fine for the life of a test; the leak checker wants them reachable. */
static struct buf keep[64];
static size_t kept;

static struct str run(escaper *f, struct str s) {
  struct buf *b = &keep[kept++ % 64];
  buf_clear(b);
  f(b, s);
  return buf_view(b);
}

static void same(struct str got, struct str want) {
  if (!str_eq(got, want)) fail_msg("got  \"" STR_FMT "\"\nwant \"" STR_FMT "\"", STR_ARG(got), STR_ARG(want));
}

static void term(struct buf *b, struct str s) {
  escape_term(b, s);
}

static void name(struct buf *b, struct str s) {
  escape_markup(b, s, ESCAPE_NAME, NULL);
}

struct literal {
  const char *name;
  escaper *f;
  struct str in, want;
};

#define BAD "\xEF\xBF\xBD"
#define LIT(s) {(s), sizeof(s) - 1}
static struct literal literals[] = {
    {"text markup", escape_text, LIT("a<b>&\"'"), LIT("a&lt;b&gt;&amp;\"'")},
    {"text keeps lines", escape_text, LIT("a\tb\nc\r\nd\re"), LIT("a\tb\nc\nd" BAD "e")},
    {"name has one line", name, LIT("a\tb\nc"), LIT("a" BAD "b" BAD "c")},
    {"attr quotes and lines", escape_attr, LIT("'\"\n\t<"), LIT("&#39;&quot;&#10;&#9;&lt;")},
    {"text entity stays text", escape_text, LIT("&lt;"), LIT("&amp;lt;")},
    {"text euro and emoji", escape_text, LIT("\xE2\x82\xAC\xF0\x9F\x98\x80"), LIT("\xE2\x82\xAC\xF0\x9F\x98\x80")},
    {"text overlong, surrogate, truncated", escape_text, LIT("\xC0\xAF|\xED\xA0\x80|\xE2\x82"), LIT(BAD BAD "|" BAD BAD BAD "|" BAD)},
    {"text C1 and DEL", escape_text, LIT("\x7F\xC2\x9B"), LIT(BAD BAD)},
    {"text noncharacter", escape_text, LIT("\xEF\xBF\xBF\xF0\x9F\xBF\xBE"), LIT(BAD BAD)},
    {"text bidi", escape_text, LIT("\xE2\x80\xAE\xD8\x9C"), LIT("[U+202E][U+061C]")},
    {"markdown specials", escape_md, LIT("a|b\\|`c`*_d_~[e](f)<g>&#h$"), LIT("a\\|b\\\\\\|\\`c\\`\\*\\_d\\_\\~\\[e\\](f)\\<g\\>\\&\\#h\\$")},
    {"markdown has one line", escape_md, LIT("a\n- b\tc"), LIT("a" BAD "- b" BAD "c")},
    {"markdown bidi is no link", escape_md, LIT("\xE2\x80\xAE(x)"), LIT("\\[U+202E\\](x)")},
    {"json specials", escape_json, LIT("\"\\<>&\n\x01\xE2\x80\xA8\xE2\x80\xAE"), LIT("\\\"\\\\\\u003c\\u003e\\u0026\\n\\u0001\\u2028\\u202e")},
    {"json plane 16 noncharacter", escape_json, LIT("\xF4\x8F\xBF\xBF"), LIT("\\udbff\\udfff")},
    {"json bad byte", escape_json, LIT("\xFF"), LIT(BAD)},
    {"json euro is as it is", escape_json, LIT("\xE2\x82\xAC"), LIT("\xE2\x82\xAC")},
    {"csv plain", escape_csv, LIT("a b"), LIT("a b")},
    {"csv quote", escape_csv, LIT("a,\"b\""), LIT("\"a,\"\"b\"\"\"")},
    {"csv outer blanks", escape_csv, LIT(" a"), LIT("\" a\"")},
    {"csv formula +", escape_csv, LIT("+1"), LIT("\"'+1\"")},
    {"csv formula @", escape_csv, LIT("@x"), LIT("\"'@x\"")},
    {"csv formula -", escape_csv, LIT("-x"), LIT("\"'-x\"")},
    {"csv line end", escape_csv, LIT("a\nb"), LIT("a" BAD "b")},
    {"tsv", escape_tsv, LIT("a\tb\nc\rd\\e\x01"), LIT("a\\tb\\nc\\rd\\\\e" BAD)},
    {"term", term, LIT("\x1B[31m\r\n\t"), LIT(BAD "[31m" BAD BAD BAD)},
    {"empty", escape_text, {NULL, 0}, {NULL, 0}},
    {"slug", escape_slug, LIT("Hot/Path_#01"), {NULL, 0}},
};

static void literal_test(void **state) {
  const struct literal *l = *state;
  if (l->f == escape_slug) {
    struct str got = run(l->f, l->in);
    assert_true(str_starts(got, STR("hot-path-01-")));
    assert_int_equal(got.n, 12 + 8);
    assert_false(str_eq(got, run(l->f, STR("Hot/Path_#02"))));
    return;
  }
  same(run(l->f, l->in), l->want);
}

/* What must never come out of a context, whatever went in. */
static const struct {
  const char *name;
  escaper *f;
  const char *forbidden;
} contexts[] = {
    {"text", escape_text, "<>"}, {"name", name, "<>\n\t"},      {"attr", escape_attr, "<>\"'\n\t"},
    {"json", escape_json, "<>&\n"}, {"csv", escape_csv, "\n\r"}, {"tsv", escape_tsv, "\t\n\r"},
    {"term", term, "\n\r\t\x1B\x7F"},
};

static void hostile_clean(struct str out, const char *forbidden) {
  for (size_t at = 0; at < out.n;) {
    uint32_t cp = utf8_next(out, &at);
    assert_true(cp != UTF8_BAD);
    assert_false((cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0));
    assert_false((cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069));
    assert_false(cp != 0 && cp < 0x80 && strchr(forbidden, (int)cp) != NULL);
  }
}

/* The way back of the references that text and attributes may hold. */
static struct str unescape_markup(struct str s) {
  static const struct {
    struct str ref;
    char c;
  } refs[] = {{{"&lt;", 4}, '<'}, {{"&gt;", 4}, '>'}, {{"&amp;", 5}, '&'}, {{"&quot;", 6}, '"'}, {{"&#39;", 5}, '\''}, {{"&#10;", 5}, '\n'}, {{"&#9;", 4}, '\t'}};
  struct buf *b = &keep[kept++ % 64];
  buf_clear(b);
  while (s.n > 0) {
    size_t i = 0;
    while (i < sizeof refs / sizeof *refs && !str_starts(s, refs[i].ref)) i++;
    bool found = i < sizeof refs / sizeof *refs;
    assert_true(found || s.p[0] != '&');
    buf_char(b, found ? refs[i].c : s.p[0]);
    s = str_slice(s, found ? refs[i].ref.n : 1, s.n);
  }
  return buf_view(b);
}

static void hostile_row(void **state) {
  const struct check_row *r = *state;
  struct str in;
  in.p = check_unescape(check_field(r, "payload"), &in.n);
  for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++)
    hostile_clean(run(contexts[i].f, in), contexts[i].forbidden);
  struct str shown = run(term, in);
  same(unescape_markup(run(name, in)), shown);
  if (strcmp(check_field(r, "expect"), "text") == 0 && str_find_char(in, '\r') == STR_NPOS) same(shown, in);
  struct str id = run(escape_slug, in);
  assert_true(id.n >= 8 && id.n <= 49);
  for (size_t i = 0; i < id.n; i++) assert_true(char_is_digit(id.p[i]) || char_is_lower(id.p[i]) || id.p[i] == '-');
}

static struct str hostile(const char *id) {
  struct str file, line;
  file.p = check_file("tests/vectors/page/hostile.tsv", &file.n);
  while (str_next_line(&file, &line)) {
    if (!str_starts(line, str_of(id))) continue;
    struct str field = STR_NONE;
    for (int i = 0; i < 3; i++) assert_true(str_cut(&line, '\t', &field));
    struct buf *b = &keep[kept++ % 64];
    buf_clear(b);
    buf_str(b, field);
    buf_char(b, '\0');
    struct str out;
    out.p = check_unescape(b->p, &out.n);
    return out;
  }
  fail_msg("no row %s", id);
  return STR_NONE;
}

static void h33_id(void **state) {
  (void)state;
  struct str id = run(escape_slug, hostile("H33"));
  assert_true(str_starts(id, STR("verdict-id-verdict-")));
  assert_false(str_eq(id, STR("verdict")));
}

static void h35_bidi(void **state) {
  (void)state;
  same(run(name, hostile("H35")), STR("safe[U+202E]txt.exe[U+202C]"));
  same(run(escape_json, hostile("H35")), STR("safe\\u202etxt.exe\\u202c"));
}

static void h36_control(void **state) {
  (void)state;
  struct escape_count n = {0};
  struct buf b = BUF_INIT;
  escape_filter(&b, hostile("H36"), &n);
  same(buf_view(&b), STR("nul" BAD " esc" BAD "[31mred" BAD "[0m bel" BAD));
  assert_int_equal(n.control, 4);
  assert_int_equal(n.bad_utf8 + n.bidi, 0);
  same(run(escape_json, hostile("H36")), STR("nul\\u0000 esc\\u001b[31mred\\u001b[0m bel\\u0007"));
  buf_free(&b);
}

static void h37_utf8(void **state) {
  (void)state;
  struct escape_count n = {0};
  struct buf b = BUF_INIT;
  escape_markup(&b, hostile("H37"), ESCAPE_ATTR, &n);
  same(buf_view(&b), STR("bad-utf8:" BAD BAD BAD BAD));
  assert_int_equal(n.bad_utf8, 4);
  buf_free(&b);
}

static void h38_long(void **state) {
  (void)state;
  struct str s = hostile("H38");
  assert_int_equal(s.n, 5003);
  assert_int_equal(run(name, s).n, 5009);
  assert_int_equal(run(escape_slug, s).n, 49);
}

static void h40_csv(void **state) {
  (void)state;
  same(run(escape_csv, hostile("H40")), STR("\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\""));
}

int main(void) {
  for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
    check_test_state(literals[i].name, literal_test, &literals[i]);
  check_table("tests/vectors/page/hostile.tsv", hostile_row);
  check_test("H33 ids are generated", h33_id);
  check_test("H35 bidi controls are visible", h35_bidi);
  check_test("H36 control characters are counted", h36_control);
  check_test("H37 bad UTF-8 is counted", h37_utf8);
  check_test("H38 a long name stays whole, its id short", h38_long);
  check_test("H40 spreadsheet formula", h40_csv);
  return check_run("escape");
}
