/* String views. A view never owns its bytes and is never NUL-terminated for its own sake; it may hold any byte. */
#ifndef PERFPAGE_BASE_STR_H
#define PERFPAGE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
  const char *p; /* NULL only when n is 0 */
  size_t n;
};

#define STR(lit) ((struct str){(lit), sizeof(lit) - 1}) /* of a string literal */
#define STR_NONE ((struct str){NULL, 0})
#define STR_FMT "%.*s" /* printf(STR_FMT, STR_ARG(s)) */
#define STR_ARG(s) (int)((s).n < INT32_MAX ? (s).n : INT32_MAX), ((s).p ? (s).p : "") /* more than 2 GiB print cut */

struct str str_of(const char *cstr); /* NULL gives STR_NONE */
struct str str_slice(struct str s, size_t from, size_t to); /* clamps both ends to s */

bool str_eq(struct str a, struct str b);
bool str_eq_nocase(struct str a, struct str b); /* ASCII letters only */
bool str_eq_words(struct str a, struct str b);  /* the same words between Unicode white space, ASCII letters in any case */
int str_cmp(struct str a, struct str b);        /* byte order */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_starts_nocase(struct str s, struct str prefix);

#define STR_NPOS SIZE_MAX
size_t str_find(struct str s, struct str needle); /* first byte offset or STR_NPOS */
size_t str_find_nocase(struct str s, struct str needle);
size_t str_find_char(struct str s, char c);
size_t str_rfind_char(struct str s, char c);

struct str str_trim(struct str s); /* ASCII blanks, tabs, CR, LF, FF, VT at both ends */
struct str str_trim_end(struct str s);
struct str str_base_name(struct str path); /* after the last slash */

/* Takes the next piece up to sep off the front of *rest. False once *rest is used up;
 * "a,,b" gives a, "", b; the empty string gives one empty piece (start with rest->p != NULL). */
bool str_cut(struct str *rest, char sep, struct str *piece);
/* The next line without its LF or CRLF. False at the end; a last line without LF counts. */
bool str_next_line(struct str *rest, struct str *line);
/* The next field between runs of Unicode white space. False when none is left. */
bool str_next_field(struct str *rest, struct str *field);

bool char_is_digit(char c);
bool char_is_alpha(char c); /* ASCII */
bool char_is_alnum(char c);
bool char_is_blank(char c); /* space or tab */
bool char_is_space(char c); /* ASCII white space */
bool char_is_upper(char c);
bool char_is_lower(char c);
char char_lower(char c);
char char_upper(char c);

uint64_t str_hash(struct str s); /* stable across runs and machines */

/* Decodes one code point at s.p[*at] (*at < s.n) and moves *at past it. Invalid bytes (also overlong forms, surrogates,
 * above U+10FFFF) give UTF8_BAD, one byte at a time as the WHATWG decoder groups maximal subparts. */
#define UTF8_BAD UINT32_MAX
uint32_t utf8_next(struct str s, size_t *at);
size_t utf8_count(struct str s); /* code points, an invalid sequence counting as one */
bool utf8_is_space(uint32_t cp); /* Unicode White_Space */

#endif
