/* One escaper a context; nothing else writes names. All of them first apply the filter of names on their way out:
 * invalid UTF-8 (one U+FFFD for each maximal bad part), control characters (C0, DEL, C1) and noncharacters become
 * U+FFFD, bidi controls become visible "[U+202E]". */
#ifndef PERFPAGE_BASE_ESCAPE_H
#define PERFPAGE_BASE_ESCAPE_H

#include "base/buf.h"

struct escape_count {
  uint64_t bad_utf8, control, bidi; /* replacements made, for the Inputs section */
};

void escape_filter(struct buf *b, struct str s, struct escape_count *count); /* the filter alone; count may be NULL */

enum escape_markup {
  ESCAPE_TEXT, /* HTML or XML text: < > &; may have several lines: \n and \t stay, \r\n is one line end */
  ESCAPE_NAME, /* the same for a name, which is one line: \n and \t are control characters */
  ESCAPE_ATTR  /* a double-quoted attribute: also " and ' and, as references, \n and \t */
};
void escape_markup(struct buf *b, struct str s, enum escape_markup where, struct escape_count *count);
void escape_text(struct buf *b, struct str s); /* escape_markup without a count */
void escape_attr(struct buf *b, struct str s);

/* Inside a JSON string, no quotes added. Control characters, bidi controls and < > & are \u escapes, so that it may
 * stand in a script element; only invalid UTF-8 is lost. */
void escape_json(struct buf *b, struct str s);
void escape_csv(struct buf *b, struct str s);  /* a CSV field, quoted where needed; a leading = + - @ gets a ' in front */
void escape_tsv(struct buf *b, struct str s);  /* \t \n \r \\ */
void escape_md(struct buf *b, struct str s);   /* Markdown text, a cell of a table too: one line */
void escape_term(struct buf *b, struct str s); /* a terminal: one line */

/* Lower-case ASCII letters, digits and single dashes, at most 40 bytes: for generated ids. Adds "-" and 8 hex digits of
 * the full name's hash; the digits alone when nothing of the name is left. */
void escape_slug(struct buf *b, struct str name);
struct str escape_id(struct arena *a, const char *prefix, struct str name); /* prefix and slug, in a */

#endif
