#include "html/template.h"

#include "html/out_parts.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

enum node_kind { NODE_ELEMENT, NODE_TEXT, NODE_SLOT };

struct node_attr {
  enum out_attr attr;
  struct str value;
};
VEC_OF(node_attr_vec, struct node_attr);

/* The tree is ours: libxml2's is checked, copied and freed. */
struct node {
  enum node_kind kind;
  enum out_tag tag;
  struct node_attr_vec attrs;
  struct str text;
  size_t slot; /* in the table */
  struct node *first, *next;
};

struct template {
  struct node *first;
  const struct template_slot *slots;
};

struct reader {
  struct arena *arena;
  struct diags *diags;
  struct str file;
  const struct template_slot *slots;
  size_t n_slots;
  long *filled; /* the line where each slot stands, or 0 */
  bool good;
};

static struct str str_of_xml(const xmlChar *s) {
  return str_of((const char *)s);
}

__attribute__((format(printf, 3, 4))) static void complain(struct reader *r, long line, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  struct str message = arena_vprintf(r->arena, fmt, ap);
  va_end(ap);
  r->good = false;
  struct pos pos = {r->file, line > 0 ? (uint32_t)line : 0, 0};
  diag_add(r->diags, DIAG_TEMPLATE, pos, STR_FMT, STR_ARG(message));
}

/* ---- attributes ---- */

static struct str attr_value(struct reader *r, const xmlNode *node, const xmlAttr *attr) {
  xmlChar *value = xmlNodeListGetString(node->doc, attr->children, 1);
  struct str copy = value ? arena_dup(r->arena, str_of_xml(value)) : STR("");
  xmlFree(value);
  return copy;
}

static void read_attr(struct reader *r, const xmlNode *node, const xmlAttr *attr, struct node *into) {
  struct str name = str_of_xml(attr->name), value = attr_value(r, node, attr);
  long line = xmlGetLineNo(node);
  enum out_attr id;
  if (attr->ns != NULL || !out_find_attr(name, &id)) {
    bool refused = str_starts_nocase(name, STR("on")) || str_eq(name, STR("style"));
    complain(r, line, refused ? "attribute " STR_FMT "= is refused" : "attribute " STR_FMT "= is none of a page's", STR_ARG(name));
  } else if (!out_allows(into->tag, id, value)) {
    complain(r, line, STR_FMT "=\"" STR_FMT "\" is refused", STR_ARG(name), STR_ARG(value));
  } else {
    *VEC_PUSH(r->arena, &into->attrs) = (struct node_attr){id, value};
  }
}

/* ---- nodes ---- */

static bool is_layout(struct str text) {
  return str_trim(text).n == 0 && str_find_char(text, '\n') != STR_NPOS;
}

static struct node *read_text(struct reader *r, const xmlNode *x) {
  struct str text = str_of_xml(x->content);
  if (is_layout(text)) return NULL;
  struct node *n = ARENA_NEW(r->arena, struct node);
  n->kind = NODE_TEXT;
  n->text = arena_dup(r->arena, text);
  return n;
}

static struct node *read_slot(struct reader *r, const xmlNode *x) {
  const xmlAttr *attr = x->properties;
  long line = xmlGetLineNo(x);
  if (attr == NULL || attr->next != NULL || !str_eq(str_of_xml(attr->name), STR("name")) || x->children != NULL) {
    complain(r, line, "a slot is <slot name=\"...\"/> and nothing else");
    return NULL;
  }
  struct str name = attr_value(r, x, attr);
  size_t i = 0;
  while (i < r->n_slots && !str_eq(name, str_of(r->slots[i].name))) i++;
  if (i == r->n_slots) {
    complain(r, line, "unknown slot \"" STR_FMT "\"", STR_ARG(name));
    return NULL;
  }
  if (r->filled[i] != 0) complain(r, line, "slot \"" STR_FMT "\" again, it stands on line %ld", STR_ARG(name), r->filled[i]);
  r->filled[i] = line > 0 ? line : 1;
  struct node *n = ARENA_NEW(r->arena, struct node);
  n->kind = NODE_SLOT;
  n->slot = i;
  return n;
}

static struct node *read_list(struct reader *r, const xmlNode *x);

static struct node *read_element(struct reader *r, const xmlNode *x) {
  struct str name = str_of_xml(x->name);
  long line = xmlGetLineNo(x);
  if (str_eq(name, STR("slot"))) return read_slot(r, x);
  struct node *n = ARENA_NEW(r->arena, struct node);
  n->kind = NODE_ELEMENT;
  if (!out_find_tag(name, &n->tag)) {
    complain(r, line, "element <" STR_FMT "> is none of a page's", STR_ARG(name));
    return NULL;
  }
  unsigned flags = out_tags[n->tag].flags;
  if (flags & TAG_IS_RAW) complain(r, line, "<" STR_FMT "> is written by a slot", STR_ARG(name));
  if (flags & TAG_IS_VOID && x->children != NULL) complain(r, line, "<" STR_FMT "> has no content", STR_ARG(name));
  for (const xmlAttr *attr = x->properties; attr != NULL; attr = attr->next) read_attr(r, x, attr, n);
  n->first = read_list(r, x->children);
  return n;
}

static struct node *read_node(struct reader *r, const xmlNode *x) {
  switch ((int)x->type) { /* the enum has kinds that only other trees hold */
  case XML_ELEMENT_NODE: return read_element(r, x);
  case XML_TEXT_NODE:
  case XML_CDATA_SECTION_NODE: return read_text(r, x);
  case XML_COMMENT_NODE: return NULL;
  default: complain(r, xmlGetLineNo(x), "only elements, text and comments may stand here"); return NULL;
  }
}

static struct node *read_list(struct reader *r, const xmlNode *x) {
  struct node *first = NULL, **last = &first;
  for (; x != NULL; x = x->next) {
    *last = read_node(r, x);
    if (*last != NULL) last = &(*last)->next;
  }
  return first;
}

/* ---- the whole ---- */

#if LIBXML_VERSION >= 21200
typedef const xmlError xml_error;
#else
typedef xmlError xml_error;
#endif

/* The first error only: those after it are mostly its echo. */
static void on_error(void *ctxt, xml_error *e) {
  struct reader *r = ((xmlParserCtxt *)ctxt)->_private;
  if (r->good) complain(r, e->line, STR_FMT, STR_ARG(str_trim(str_of(e->message))));
}

static xmlParserCtxt *new_context(struct reader *r) {
  xmlParserCtxt *ctxt = xmlNewParserCtxt();
  if (ctxt != NULL) {
    ctxt->_private = r;
    ctxt->sax->serror = on_error;
    return ctxt;
  }
  die_system("out of memory");
}

/* Named entities of HTML are unknown to XML, and a document type could define more: there are none. */
static xmlDoc *parse_xml(struct reader *r, struct str bytes) {
  if (bytes.n > INT32_MAX) {
    complain(r, 0, "is too large for a template");
    return NULL;
  }
  xmlParserCtxt *ctxt = new_context(r);
  xmlDoc *doc = xmlCtxtReadMemory(ctxt, bytes.p ? bytes.p : "", (int)bytes.n, NULL, "UTF-8", XML_PARSE_NONET);
  if (doc != NULL && doc->intSubset != NULL) complain(r, 1, "a document type is refused: the page writes its own");
  xmlFreeParserCtxt(ctxt);
  if (r->good && doc != NULL) return doc;
  if (r->good) complain(r, 0, "is no well-formed XML");
  xmlFreeDoc(doc);
  return NULL;
}

struct template *template_parse(struct arena *a, struct diags *d, const struct asset *asset,
                                const struct template_slot *slots, size_t n) {
  struct reader r = {.arena = a, .diags = d, .file = str_of(asset->name), .slots = slots, .n_slots = n, .good = true};
  r.filled = ARENA_ARRAY(a, long, n ? n : 1);
  xmlDoc *doc = parse_xml(&r, asset->bytes);
  if (doc == NULL) return NULL;
  struct template *t = ARENA_NEW(a, struct template);
  t->slots = slots;
  t->first = read_list(&r, doc->children);
  for (size_t i = 0; i < n; i++)
    if (r.filled[i] == 0) complain(&r, 0, "slot \"%s\" is missing", slots[i].name);
  xmlFreeDoc(doc);
  return r.good ? t : NULL;
}

static void write_list(const struct template *t, const struct node *n, struct out *o, void *context) {
  for (; n != NULL; n = n->next) {
    switch (n->kind) {
    case NODE_TEXT: out_text(o, n->text); break;
    case NODE_SLOT: t->slots[n->slot].fill(o, context); break;
    case NODE_ELEMENT:
      out_open(o, n->tag);
      for (size_t i = 0; i < n->attrs.n; i++) out_attr_checked(o, n->attrs.at[i].attr, n->attrs.at[i].value);
      write_list(t, n->first, o, context);
      out_close(o, n->tag);
      break;
    }
  }
}

void template_write(const struct template *t, struct out *o, void *context) {
  write_list(t, t->first, o, context);
}
