/* Words and signs of the two small languages that choose among benchmark results: filters (benchfilter.h) and projections
 * (benchfield.h), as Go's benchstat spells them. */
#ifndef PERFPAGE_MODEL_BENCHLEX_H
#define PERFPAGE_MODEL_BENCHLEX_H

#include "base/arena.h"
#include "base/pattern.h"

/* Where an expression is wrong, and how. */
struct bench_fault {
  size_t at; /* byte offset */
  struct str message;
};

enum bench_token_kind {
  TOKEN_END,
  TOKEN_WORD,   /* bare or in double quotes */
  TOKEN_REGEXP, /* /.../ */
  TOKEN_AND,
  TOKEN_OR,
  TOKEN_SIGN    /* ( ) : @ , and, where a word could begin, - * */
};

struct bench_token {
  enum bench_token_kind kind;
  size_t at;
  struct str text;         /* unquoted; the sign; the expression between the slashes */
  struct pattern *pattern; /* of a regexp; the caller frees it */
};

struct bench_lexer {
  struct arena *arena;
  struct str text;
  size_t at;
  bool failed;
  struct bench_fault fault; /* the first one, once failed */
};

/* The next token; a slash opens a regular expression only where a value may stand. After a fault there is only the end. */
struct bench_token bench_lex(struct bench_lexer *l, bool value);
bool bench_token_is(const struct bench_token *t, char sign);
/* Records a fault unless there is one, and yields false. */
bool bench_lex_fail(struct bench_lexer *l, size_t at, const char *message);

#endif
