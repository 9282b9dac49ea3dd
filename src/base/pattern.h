/* Regular expressions and globs, with limits on time and memory. The only file that knows pcre2. */
#ifndef PERFPAGE_BASE_PATTERN_H
#define PERFPAGE_BASE_PATTERN_H

#include "base/arena.h"

struct pattern; /* compiled; freed by pattern_free or kept for the life of the program */

enum pattern_flags {
  PATTERN_CASELESS = 1,
  PATTERN_BYTES = 2,  /* not UTF */
  PATTERN_EITHER = 4  /* UTF, and bytes in a subject that is not, where the expression can be read so */
};

/* NULL when re is not a valid expression: *error (in a) says why and where. */
struct pattern *pattern_compile(struct arena *a, struct str re, unsigned flags, struct str *error);
/* A glob of *, ?, [..]; * crosses '/'. Anchored at both ends. */
struct pattern *pattern_glob(struct arena *a, struct str glob, struct str *error);
void pattern_free(struct pattern *p);

enum { PATTERN_GROUPS = 32 };
enum pattern_result { PATTERN_NO, PATTERN_YES, PATTERN_LIMIT };

struct pattern_match {
  size_t n;                     /* groups set, group 0 is the whole match */
  struct str at[PATTERN_GROUPS]; /* views into the subject; p is NULL for a group that took no part */
};

/* Searches subject from byte offset from on. Invalid UTF-8 in the subject never matches a UTF pattern. m may be NULL.
 * PATTERN_LIMIT: the match, depth or heap limit was hit; say so with DIAG_PARSER_LIMIT. */
enum pattern_result pattern_find(const struct pattern *p, struct str subject, size_t from, struct pattern_match *m);
/* A named group of the last match, or STR_NONE; with (?J) duplicate names the one that took part. */
struct str pattern_group(const struct pattern *p, const struct pattern_match *m, const char *name);

/* Literal characters and wildcards of a glob, for "most specific wins". */
void glob_weight(struct str glob, size_t *literals, size_t *wildcards);

#endif
