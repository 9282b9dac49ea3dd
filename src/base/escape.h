/* One escaper a context; nothing else writes names. All of them first apply the filter of names on their way out:
 * invalid UTF-8 and control characters become U+FFFD, bidi controls become visible "[U+202E]". */
#ifndef PERFPAGE_BASE_ESCAPE_H
#define PERFPAGE_BASE_ESCAPE_H

#include "base/buf.h"

struct escape_count {
  uint64_t bad_utf8, control, bidi; /* replacements made, for the Inputs section */
};

void escape_filter(struct buf *b, struct str s, struct escape_count *count); /* the filter alone; count may be NULL */
void escape_text(struct buf *b, struct str s);      /* HTML or XML text: < > & */
void escape_attr(struct buf *b, struct str s);      /* double-quoted attribute: also " and ' and line ends */
void escape_json(struct buf *b, struct str s);      /* inside a JSON string, no quotes added; < > & as \u003c so that it may stand in a script element */
void escape_csv(struct buf *b, struct str s);       /* a CSV field, quoted where needed; a leading = + - @ tab or CR gets a ' in front */
void escape_tsv(struct buf *b, struct str s);       /* \t \n \r \\ */
void escape_md(struct buf *b, struct str s);        /* a GitHub-flavoured table cell or inline text */
void escape_term(struct buf *b, struct str s);      /* a terminal */

/* Lower-case ASCII letters, digits and single dashes, at most 40 bytes: for generated ids. Adds "-" and 8 hex digits of the full name's hash. */
void escape_slug(struct buf *b, struct str name);

#endif
