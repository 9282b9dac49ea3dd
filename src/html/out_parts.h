/* What the files of the writer share; nobody else includes this. */
#ifndef PERFPAGE_HTML_OUT_PARTS_H
#define PERFPAGE_HTML_OUT_PARTS_H

#include "html/out.h"

/* Fixed room for what is written a million times: a copy of constant size is a few instructions. */
enum { OUT_WORD = 32 };

struct tag_row {
  char open[OUT_WORD], close[OUT_WORD]; /* "<td", "</td>" */
  unsigned char open_n, close_n, flags;
  const char *name;
};
struct attr_row {
  char open[OUT_WORD]; /* " class=\"" */
  unsigned char open_n;
  enum attr_kind kind;
  const char *name;
};
extern const struct tag_row out_tags[TAG_MAX];
extern const struct attr_row out_attrs[ATTR_MAX];

_Noreturn void out_bug(const char *what, const char *name);

static inline void out_put(struct out *o, const char *p, size_t n) {
  if (o->b.cap - o->b.n < n) buf_reserve(&o->b, n);
  memcpy(o->b.p + o->b.n, p, n);
  o->b.n += n;
}

static inline void out_put_word(struct out *o, const char word[OUT_WORD], size_t n) {
  if (o->b.cap - o->b.n < OUT_WORD) buf_reserve(&o->b, OUT_WORD);
  memcpy(o->b.p + o->b.n, word, OUT_WORD);
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
