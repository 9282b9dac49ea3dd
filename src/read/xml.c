#include "read/xml.h"

#include "base/buf.h"

#include <libxml/parser.h>

struct reading {
  struct arena *arena;
  struct diags *diags;
  const struct source *source;
  xmlParserCtxtPtr parser;
  struct xml_element *root, *open;
  struct buf text; /* since the last tag */
  size_t depth;
  bool faulty;
};

static struct str str_of_xml(const xmlChar *s) {
  return str_of((const char *)s);
}

/* ---- faults: the first one ends the reading ---- */

static void fault(struct reading *r, int line, int col, struct str what) {
  if (r->faulty) return;
  r->faulty = true;
  struct pos pos = source_pos(r->source, line > 0 ? (uint32_t)line : 1, col > 0 ? (uint32_t)col : 0);
  diag_add(r->diags, DIAG_BENCH_DATA, pos, STR_FMT, STR_ARG(what));
}

static void stop(struct reading *r, const char *what) {
  const xmlParserInput *in = r->parser->input;
  fault(r, in ? in->line : 1, in ? in->col : 0, str_of(what));
  xmlStopParser(r->parser);
}

static struct str words_of(struct reading *r, const xmlError *e, bool ends) {
  if (ends) return STR("the file ends within its XML");
  if (e->code == XML_ERR_INVALID_ENCODING || e->code == XML_ERR_INVALID_CHAR || e->code == XML_I18N_CONV_FAILED)
    return STR("bytes that are not UTF-8, or a character that XML cannot hold; a file in another encoding is converted with `iconv -t UTF-8`");
  struct str said = str_of(e->message), line;
  if (!str_next_line(&said, &line)) return STR("XML that cannot be read");
  return arena_printf(r->arena, "XML that cannot be read: " STR_FMT, STR_ARG(line));
}

/* The first line of libxml2's own words; a text that just stops gets a sentence of its own. */
static void on_error(void *data, xmlErrorPtr e) {
  struct reading *r = data;
  if (e->level == XML_ERR_WARNING || (e->level == XML_ERR_ERROR && e->domain == XML_FROM_NAMESPACE)) return;
  const xmlParserInput *in = r->parser->input;
  bool ends = r->root != NULL && in != NULL && in->cur >= in->end;
  fault(r, e->line, e->int2, words_of(r, e, ends));
}

static void on_document_type(void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
  (void)name;
  (void)public_id;
  (void)system_id;
  stop(data, "XML with a document type is not read: what it declares might stand for anything");
}

/* ---- elements ---- */

/* Where entities are not replaced, libxml2 hands over every ampersand as "&#38;". */
static struct str plain_value(struct arena *a, struct str value) {
  const struct str escaped = STR("&#38;");
  struct buf b = BUF_INIT;
  for (size_t at; (at = str_find(value, escaped)) != STR_NPOS; value = str_slice(value, at + escaped.n, value.n)) buf_str(&b, str_slice(value, 0, at + 1));
  buf_str(&b, value);
  return buf_take(&b, a);
}

/* Attributes come as five pointers each: name, prefix, namespace, the value and its end. */
static void read_attrs(struct reading *r, struct xml_element *e, int n, const xmlChar **attrs) {
  for (int i = 0; i < n; i++) {
    const xmlChar **at = attrs + 5 * i;
    struct str value = {(const char *)at[3], (size_t)(at[4] - at[3])};
    *VEC_PUSH(r->arena, &e->attrs) = (struct xml_attr){arena_dup(r->arena, str_of_xml(at[0])), plain_value(r->arena, value)};
  }
}

/* The parameters are libxml2's. */
/* NOLINTNEXTLINE(readability-function-size) */
static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n_attrs,
                     int n_defaulted, const xmlChar **attrs) {
  struct reading *r = data;
  (void)prefix;
  (void)uri;
  (void)n_spaces;
  (void)spaces;
  (void)n_defaulted;
  if (r->faulty) return;
  if (++r->depth > XML_DEPTH) {
    stop(r, "the XML is nested too deep to be read");
    return;
  }
  struct xml_element *e = ARENA_NEW(r->arena, struct xml_element);
  e->name = arena_dup(r->arena, str_of_xml(name));
  e->line = r->parser->input ? (uint32_t)r->parser->input->line : 0;
  e->parent = r->open;
  read_attrs(r, e, n_attrs, attrs);
  if (r->open == NULL) r->root = e;
  else if (r->open->last) r->open->last->next = e;
  else r->open->first = e;
  if (r->open) r->open->last = e;
  r->open = e;
  buf_clear(&r->text);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  struct reading *r = data;
  (void)name;
  (void)prefix;
  (void)uri;
  if (r->faulty || r->open == NULL) return;
  if (r->open->first == NULL) r->open->text = arena_dup(r->arena, str_trim(buf_view(&r->text)));
  r->open->whole = true;
  r->open = r->open->parent;
  r->depth--;
  buf_clear(&r->text);
}

static void on_text(void *data, const xmlChar *text, int n) {
  struct reading *r = data;
  if (!r->faulty) buf_put(&r->text, text, (size_t)n);
}

static const xmlSAXHandler handler = {
    .internalSubset = on_document_type,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_error,
    .initialized = XML_SAX2_MAGIC,
};

/* Where a tag of too many bytes begins, or STR_NPOS: the parser holds every attribute of an element against every other. Comments and CDATA
 * may be as long as they like. */
static size_t long_tag(struct str text) {
  enum { TAG_BYTES = 256 << 10 };
  for (size_t at = 0;;) {
    size_t open = str_find_char(str_slice(text, at, text.n), '<');
    if (open == STR_NPOS) return STR_NPOS;
    at += open;
    struct str rest = str_slice(text, at, text.n);
    bool comment = str_starts(rest, STR("<!--")), cdata = str_starts(rest, STR("<![CDATA["));
    size_t end = comment ? str_find(rest, STR("-->")) : cdata ? str_find(rest, STR("]]>")) : str_find_char(rest, '>');
    if (!comment && !cdata && (end == STR_NPOS ? rest.n : end) > TAG_BYTES) return at;
    if (end == STR_NPOS) return STR_NPOS;
    at += end + 1;
  }
}

struct xml_element *xml_input_read(struct arena *a, struct diags *d, const struct source *s) {
  if (s->text.n > XML_LIMIT) {
    diag_add(d, DIAG_TOO_LARGE, (struct pos){s->name, 0, 0}, "XML of more than %d MiB is not read", (int)(XML_LIMIT >> 20));
    return NULL;
  }
  if (long_tag(s->text) != STR_NPOS) {
    diag_add(d, DIAG_TOO_LARGE, (struct pos){s->name, 0, 0}, "XML with a tag of more than 256 KiB is not read");
    return NULL;
  }
  struct reading r = {.arena = a, .diags = d, .source = s, .parser = xmlNewParserCtxt()};
  if (r.parser == NULL) die_system("out of memory");
  *r.parser->sax = handler;
  r.parser->userData = &r;
  /* UTF-8 whatever the text declares: what it was converted from still stands there. */
  const int options = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT;
  xmlDocPtr none = xmlCtxtReadMemory(r.parser, s->text.n ? s->text.p : "", (int)s->text.n, NULL, "UTF-8", options);
  xmlFreeDoc(none);
  if (!r.parser->wellFormed) fault(&r, 0, 0, STR("XML that cannot be read"));
  xmlFreeParserCtxt(r.parser);
  buf_free(&r.text);
  return r.root;
}

/* ---- what readers ask ---- */

bool xml_is(const struct xml_element *e, const char *name) {
  return e != NULL && str_eq(e->name, str_of(name));
}

struct xml_element *xml_child(const struct xml_element *e, const char *name) {
  struct xml_element *child = e ? e->first : NULL;
  while (child && !xml_is(child, name)) child = child->next;
  return child;
}

struct str xml_text(const struct xml_element *e, const char *child) {
  const struct xml_element *c = xml_child(e, child);
  return c ? c->text : STR_NONE;
}

bool xml_get(const struct xml_element *e, const char *attr, struct str *out) {
  if (e == NULL) return false;
  VEC_EACH(const struct xml_attr, it, &e->attrs) {
    if (!str_eq(it->name, str_of(attr))) continue;
    *out = it->value;
    return true;
  }
  return false;
}

/* ---- telling XML from other texts ---- */

/* Behind the end of what stands at the beginning of s, or nothing. */
static struct str after(struct str s, struct str end) {
  size_t at = str_find(s, end);
  return at == STR_NPOS ? STR_NONE : str_slice(s, at + end.n, s.n);
}

struct str xml_root_name(struct str text) {
  struct str s = str_trim(str_slice(text, 0, 64 * 1024));
  while (str_starts(s, STR("<?")) || str_starts(s, STR("<!"))) {
    struct str end = str_starts(s, STR("<?")) ? STR("?>") : str_starts(s, STR("<!--")) ? STR("-->") : STR(">");
    bool subset = end.n == 1 && str_find_char(str_slice(s, 0, str_find_char(s, '>')), '[') != STR_NPOS;
    s = str_trim(after(s, subset ? STR("]>") : end));
  }
  if (!str_starts(s, STR("<"))) return STR_NONE;
  size_t n = 1;
  while (n < s.n && !char_is_space(s.p[n]) && s.p[n] != '>' && s.p[n] != '/') n++;
  struct str name = str_slice(s, 1, n);
  size_t colon = str_find_char(name, ':');
  return colon == STR_NPOS ? name : str_slice(name, colon + 1, name.n);
}
