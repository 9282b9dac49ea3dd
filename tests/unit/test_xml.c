/* XML as inputs bring it: what is read, where a fault stands, and what is refused before it can grow. */
#include "check.h"

#include "base/num.h"
#include "read/xml.h"

#include <stdio.h>
#include <string.h>

static struct row {
  const char *what, *text, *tree, *diags;
} rows[] = {
    {"elements, attributes, text", "<?xml version=\"1.0\"?>\n<a x=\"1\" y='2'>\n <b> t </b><c/></a>", "a x=1 y=2(b:t c)", ""},
    {"text beside elements is none", "<a>x<b/>y</a>", "a(b)", ""},
    {"references", "<a x=\"&lt;&amp;&quot;&#38;&#x41;&amp;#38;\">&lt;&amp;&#66;</a>", "a x=<&\"&A&#38;:<&B", ""},
    {"CDATA", "<a><![CDATA[<b>&amp;]]></a>", "a:<b>&amp;", ""},
    {"comments and instructions", "<!-- <x> --><a><?p i?><!-- c -->t<!-- d -->u</a><!-- e -->", "a:tu", ""},
    {"prefixes", "<n:a xmlns:n=\"u\" n:x=\"1\"><n:b/></n:a>", "a x=1(b)", ""},
    {"a prefix that was not declared", "<n:a/>", "a", ""},
    {"converted from UTF-16", "<?xml version=\"1.0\" encoding=\"utf-16\"?><a>\xc3\xa9</a>", "a:\xc3\xa9", ""},
    {"another encoding", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a>\xe9</a>", "a?",
     "2:4 bytes that are not UTF-8, or a character that XML cannot hold; a file in another encoding is converted with `iconv -t UTF-8`"},
    {"a character that XML cannot hold", "<a>\n<b>\001</b></a>", "a?(b?)",
     "2:4 bytes that are not UTF-8, or a character that XML cannot hold; a file in another encoding is converted with `iconv -t UTF-8`"},

    {"cut in text", "<a>\n<b>12</b><b>34", "a?(b:12 b?)", "2:15 the file ends within its XML"},
    {"cut in a tag", "<a><b/><c x=\"1\"", "a?(b)", "1:16 the file ends within its XML"},
    {"cut in a value", "<a><b/><c x=\"1", "a?(b)", "1:15 the file ends within its XML"},
    {"cut between elements", "<a><b/>\n", "a?(b)", "2:1 the file ends within its XML"},
    {"an end that does not fit", "<a><b>1</c></a>", "a?(b?)", "1:12 XML that cannot be read: Opening and ending tag mismatch: b line 1 and c"},
    {"something behind it", "<a/>\n<b/>", "a", "2:1 XML that cannot be read: Extra content at the end of the document"},
    {"an attribute twice", "<a x=\"1\" x=\"2\"/>", "", "1:15 XML that cannot be read: Attribute x redefined"},
    {"nothing", "", "", "1:1 XML that cannot be read: Document is empty"},
    {"no XML", "hello", "", "1:1 XML that cannot be read: Start tag expected, '<' not found"},
    {"an unknown entity", "<a>&b;</a>", "a?", "1:7 XML that cannot be read: Entity 'b' not defined"},

    {"a thousand million laughs",
     "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n<a>&c;</a>", "",
     "2:13 XML with a document type is not read: what it declares might stand for anything"},
    {"a file from elsewhere", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "",
     "1:13 XML with a document type is not read: what it declares might stand for anything"},
    {"a document type from elsewhere", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>", "",
     "1:46 XML with a document type is not read: what it declares might stand for anything"},
};

static void put(struct buf *b, const struct xml_element *e) {
  buf_str(b, e->name);
  if (!e->whole) buf_char(b, '?');
  VEC_EACH(const struct xml_attr, at, &e->attrs) buf_printf(b, " " STR_FMT "=" STR_FMT, STR_ARG(at->name), STR_ARG(at->value));
  if (e->text.n) buf_printf(b, ":" STR_FMT, STR_ARG(e->text));
  if (e->first == NULL) return;
  buf_char(b, '(');
  for (const struct xml_element *c = e->first; c; c = c->next) {
    if (c != e->first) buf_char(b, ' ');
    put(b, c);
  }
  buf_char(b, ')');
}

static void check_row(void **state) {
  const struct row *row = *state;
  struct arena a = ARENA_INIT;
  struct diags d;
  struct buf tree = BUF_INIT, said = BUF_INIT;
  diag_init(&d, &a);
  struct source s = {.name = STR("x"), .text = str_of(row->text), .whole = true};
  const struct xml_element *root = xml_input_read(&a, &d, &s);
  if (root) put(&tree, root);
  assert_string_equal(buf_take(&tree, &a).p, row->tree);
  VEC_EACH(const struct diag, it, &d.list) buf_printf(&said, "%s%u:%u " STR_FMT, said.n ? ", " : "", it->pos.line, it->pos.col, STR_ARG(it->message));
  assert_string_equal(buf_take(&said, &a).p, row->diags);
  arena_free(&a);
}

/* Levels around one b; the fault is of the level that is one too many. */
static const struct xml_element *nested(struct arena *a, struct diags *d, size_t levels) {
  struct buf b = BUF_INIT;
  diag_init(d, a);
  for (size_t i = 0; i < levels; i++) buf_cstr(&b, "<a>");
  for (size_t i = 0; i < levels; i++) buf_cstr(&b, "</a>");
  struct source s = {.name = STR("x"), .text = buf_take(&b, a), .whole = true};
  return xml_input_read(a, d, &s);
}

static void depth(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  struct diags d;
  assert_non_null(nested(&a, &d, XML_DEPTH));
  assert_int_equal(d.list.n, 0);
  const size_t more[] = {XML_DEPTH + 1, 1000000};
  for (size_t i = 0; i < 2; i++) {
    const struct xml_element *root = nested(&a, &d, more[i]);
    assert_false(root->whole);
    assert_int_equal(d.list.n, 1);
    assert_int_equal(d.list.at[0].pos.col, 3 * XML_DEPTH + 3);
    assert_true(str_eq(d.list.at[0].message, STR("the XML is nested too deep to be read")));
  }
  arena_free(&a);
}

/* The text is not there: of what is too large nothing is looked at. */
static void too_large(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = {.name = STR("x"), .text = {"", XML_LIMIT + 1}, .whole = true};
  assert_null(xml_input_read(&a, &d, &s));
  assert_int_equal(d.list.n, 1);
  assert_string_equal(diag_slug(d.list.at[0].id), "too-large");
  arena_free(&a);
}

static struct name_row {
  const char *text, *name;
} names[] = {
    {"<a/>", "a"}, {"<a>", "a"}, {"<n:a x=\"1\"/>", "a"}, {" \n<a\n", "a"}, {"<?xml version=\"1.0\"?><!-- <b> --> <a>", "a"},
    {"<!DOCTYPE a><a>", "a"}, {"<!DOCTYPE a [<!ENTITY b \"<c>\">]><a>", "a"}, {"", ""}, {"text <a>", ""}, {"<?xml", ""}, {"<!-- <a>", ""}, {"{\"<a>\":1}", ""},
};

static void check_name(void **state) {
  const struct name_row *row = *state;
  assert_true(str_eq(xml_root_name(str_of(row->text)), str_of(row->name)));
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, check_row, &rows[i]);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) check_test_state(names[i].text, check_name, &names[i]);
  check_test("nested too deep", depth);
  check_test("too large", too_large);
  return check_run("xml");
}
