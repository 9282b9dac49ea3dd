/* What the files of the writer share; nobody else includes this. */
#ifndef PERFPAGE_HTML_OUT_PARTS_H
#define PERFPAGE_HTML_OUT_PARTS_H

#include "html/out.h"

struct tag_row {
  const char *open, *close, *name; /* "<td", "</td>", "td" */
  unsigned char open_n, close_n, flags;
};
struct attr_row {
  const char *open, *name; /* " class=\"", "class" */
  unsigned char open_n;
  enum attr_kind kind;
};
extern const struct tag_row out_tags[TAG_MAX];
extern const struct attr_row out_attrs[ATTR_MAX];

_Noreturn void out_bug(const char *what, const char *name);

static inline void out_put(struct out *o, const char *p, size_t n) {
  if (o->b.cap - o->b.n < n) buf_reserve(&o->b, n);
  memcpy(o->b.p + o->b.n, p, n);
  o->b.n += n;
}

static inline void out_put_char(struct out *o, char c) {
  if (o->b.cap == o->b.n) buf_reserve(&o->b, 1);
  o->b.p[o->b.n++] = c;
}

/* The innermost open element, or TAG_MAX. */
static inline enum out_tag out_top(const struct out *o) {
  return o->stack.n ? (enum out_tag)(unsigned char)o->stack.p[o->stack.n - 1] : TAG_MAX;
}

void out_content(struct out *o);                           /* ends the start tag; aborts where there can be no content */
void out_attr_begin(struct out *o, enum out_attr attr);    /* writes the name and the opening quote */
static inline void out_attr_end(struct out *o) {
  out_put_char(o, '"');
}

#endif
