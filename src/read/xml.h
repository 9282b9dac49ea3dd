/* XML inputs, strictly: one document in UTF-8 without a document type, so without entities; not deeper than XML_DEPTH. The only file of
 * read/ that knows libxml2; nothing is fetched. */
#ifndef PERFPAGE_READ_XML_H
#define PERFPAGE_READ_XML_H

#include "base/source.h"

enum { XML_DEPTH = 100 };
#define XML_LIMIT ((uint64_t)256 << 20)

struct xml_attr {
  struct str name, value;
};
VEC_OF(xml_attr_vec, struct xml_attr);

/* Names are without their prefix. */
struct xml_element {
  struct str name;
  struct xml_attr_vec attrs;
  struct str text; /* of an element that holds no other, trimmed */
  uint32_t line;
  bool whole; /* its end was read: false for what a fault of the XML left open, whose text is then not kept */
  struct xml_element *parent, *first, *last, *next;
};

/* The outermost element, in a. A fault is diagnosed at its line and column, and what was read before it stands; NULL when that is
 * nothing. */
struct xml_element *xml_input_read(struct arena *a, struct diags *d, const struct source *s);

/* All of these take NULL, for which they yield nothing. */
struct xml_element *xml_child(const struct xml_element *e, const char *name);    /* the first of that name */
struct str xml_text(const struct xml_element *e, const char *child);             /* of the first child of that name */
bool xml_get(const struct xml_element *e, const char *attr, struct str *out);
bool xml_is(const struct xml_element *e, const char *name);

/* The name of the outermost element, without its prefix; STR_NONE when the text begins like no XML. */
struct str xml_root_name(struct str text);

#endif
