/* The only writer of markup. Elements nest on a stack, every string is escaped by the place it goes to, and what could do
 * harm has a type that a user's string cannot become. A mistake in the calls (wrong nesting, an attribute twice or after
 * content, text in a void element) is a bug in perfpage and aborts. */
#ifndef PERFPAGE_HTML_OUT_H
#define PERFPAGE_HTML_OUT_H

#include "base/escape.h"
#include "base/unit.h"
#include "html/names.h"

struct asset;

/* A string literal: classes, colours and other words of the program's own. LIT("r num"), also in ?: and in tables. */
struct out_lit {
  const char *p;
  size_t n;
};
#define LIT(s) ((struct out_lit){"" s "", sizeof(s) - 1})
#define LIT_NONE ((struct out_lit){NULL, 0}) /* writes no attribute at all */
/* A word out of a table of the program; aborts on anything but ASCII letters, digits, blanks and # _ . , - ( ) */
struct out_lit out_lit_of(const char *word);

enum out_mode {
  OUT_HTML,    /* begins with the doctype */
  OUT_XML,     /* a stand-alone SVG: prolog, namespace, self-closing tags */
  OUT_FRAGMENT /* HTML without a doctype */
};

enum { OUT_ATTR_WORDS = (ATTR_MAX + 63) / 64 };

struct out {
  struct buf b;
  struct buf stack;   /* a byte per open element */
  struct buf scratch; /* text under construction */
  enum out_mode mode;
  size_t svg;         /* open svg elements */
  bool in_tag;        /* a start tag lacks its '>' */
  bool in_value;      /* between out_value_open and out_value_close */
  uint64_t seen[OUT_ATTR_WORDS];   /* attributes of that start tag */
  struct escape_count replaced;    /* in names and text so far */
};

void out_init(struct out *o, enum out_mode mode);
struct str out_finish(struct out *o); /* everything is closed; the bytes, until out_free */
struct buf out_take(struct out *o);   /* the same bytes, the caller's from now on */
void out_free(struct out *o);

/* ---- elements ---- */

void out_open(struct out *o, enum out_tag tag);
void out_close(struct out *o, enum out_tag tag); /* void elements too */

/* ---- attributes, after out_open and before any content ---- */

void out_class(struct out *o, struct out_lit classes);
void out_attr_lit(struct out *o, enum out_attr attr, struct out_lit value); /* any but a switch */
void out_attr(struct out *o, enum out_attr attr, struct str value);         /* ATTR_FREE only */
void out_attrf(struct out *o, enum out_attr attr, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void out_attr_f(struct out *o, enum out_attr attr, double v);  /* at most two digits after the point, "-0" as "0"; finite */
void out_attr_u(struct out *o, enum out_attr attr, uint64_t v);
void out_attr_on(struct out *o, enum out_attr attr); /* ATTR_SWITCH */
void out_viewbox(struct out *o, double x, double y, double width, double height);

/* A value made of parts: out_value_open(o, ATTR_D); out_value_lit(o, LIT("M")); out_value_f(o, x); ... out_value_close(o);
 * numbers are set apart by a blank where none is there yet. */
void out_value_open(struct out *o, enum out_attr attr);
void out_value_lit(struct out *o, struct out_lit s);
void out_value_f(struct out *o, double v);
void out_value_close(struct out *o);

/* Ids are generated: prefix, slug of the name, hash of the name; or prefix and number. Links to them come from the same. */
struct str out_id_of(struct arena *a, struct out_lit prefix, struct str name);
/* Takes an id as out_id_of makes them: letters, digits and - from a letter on, anything else aborts. With ATTR_ID,
 * ATTR_FOR, ATTR_ARIA_LABELLEDBY and their like. */
void out_attr_id(struct out *o, enum out_attr attr, struct str id);
void out_href_id(struct out *o, struct str id);                          /* href="#id" */

/* Opens <a href rel="noopener noreferrer"> and is true for http:, https: and mailto:; otherwise nothing is written, and the
 * caller shows the text alone. Odd bytes are percent-encoded. */
bool out_open_link(struct out *o, struct str url);

/* What a template says: whether the attribute may have that value there, and writing one that may. */
bool out_allows(enum out_tag tag, enum out_attr attr, struct str value);
void out_attr_checked(struct out *o, enum out_attr attr, struct str value);
bool out_find_tag(struct str name, enum out_tag *tag);
bool out_find_attr(struct str name, enum out_attr *attr);

/* ---- content ---- */

void out_text(struct out *o, struct str s);
void out_textf(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void out_name(struct out *o, struct str s); /* a user's name: one line, in <bdi> where that exists */
void out_count(struct out *o, uint64_t n);  /* narrow no-break spaces between thousands */
void out_fixed(struct out *o, double v, int prec);
/* The figures of base/unit.h. */
void out_time(struct out *o, double seconds);
void out_span(struct out *o, double seconds);
void out_percent(struct out *o, double fraction, int prec, bool sign);

/* The content of a style or script element, byte for byte (its hash is asset_csp_hash). */
void out_asset(struct out *o, const struct asset *asset);
/* A whole <script type="application/json">: data for a script, that no reader runs. Strings in it went through escape_json, so
 * that it has no < > &; aborts where one stands. */
void out_json(struct out *o, struct out_lit classes, struct str json);

#endif
