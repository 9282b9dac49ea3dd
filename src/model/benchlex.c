#include "model/benchlex.h"

#include "base/buf.h"

bool bench_lex_fail(struct bench_lexer *l, size_t at, const char *message) {
  if (!l->failed) l->fault = (struct bench_fault){at, arena_dup(l->arena, str_of(message))};
  l->failed = true;
  l->at = l->text.n;
  return false;
}

bool bench_token_is(const struct bench_token *t, char sign) {
  return t->kind == TOKEN_SIGN && t->text.p[0] == sign;
}

static bool is_sign(char c) {
  return c == '(' || c == ')' || c == ':' || c == '@' || c == ',';
}

/* "-" and "*" are signs where a word could begin, and letters within one. */
static bool is_opening_sign(char c) {
  return is_sign(c) || c == '-' || c == '*';
}

static bool is_space_at(const struct bench_lexer *l, size_t *at) {
  size_t next = *at;
  if (!utf8_is_space(utf8_next(l->text, &next))) return false;
  *at = next;
  return true;
}

static struct bench_token end_at(size_t at) {
  return (struct bench_token){TOKEN_END, at, STR_NONE, NULL};
}

static struct bench_token fail_at(struct bench_lexer *l, size_t at, const char *message) {
  (void)bench_lex_fail(l, at, message);
  return end_at(at);
}

/* The letter that a backslash in quotes stands before, or 0. */
static char escaped(char c) {
  switch (c) {
  case '"':
  case '\\': return c;
  case 'n': return '\n';
  case 't': return '\t';
  case 'r': return '\r';
  default: return '\0';
  }
}

static struct bench_token quoted(struct bench_lexer *l) {
  size_t from = l->at;
  struct buf word = BUF_INIT;
  struct bench_token t = {TOKEN_WORD, from, STR_NONE, NULL};
  for (size_t i = from + 1; i < l->text.n; i++) {
    char c = l->text.p[i];
    if (c == '"') {
      l->at = i + 1;
      t.text = buf_take(&word, l->arena);
      return t;
    }
    if (c == '\\') {
      c = i + 1 < l->text.n ? escaped(l->text.p[++i]) : '\0';
      if (c == '\0') break;
    }
    buf_char(&word, c);
  }
  buf_free(&word);
  return fail_at(l, from, "a quoted word without its closing quote, or with an escape other than \\\" \\\\ \\n \\t \\r");
}

static struct bench_token bare(struct bench_lexer *l) {
  size_t from = l->at, next = from;
  while (next < l->text.n && !is_sign(l->text.p[next]) && !is_space_at(l, &(size_t){next})) next++;
  l->at = next;
  struct str word = str_slice(l->text, from, next);
  enum bench_token_kind kind = str_eq(word, STR("AND")) ? TOKEN_AND : str_eq(word, STR("OR")) ? TOKEN_OR : TOKEN_WORD;
  return (struct bench_token){kind, from, word, NULL};
}

/* The offset of the slash that closes an expression: one that stands in no class, no group and behind no backslash. */
static size_t closing_slash(struct str s, size_t at) {
  size_t classes = 0, groups = 0;
  for (; at < s.n; at++) {
    char c = s.p[at];
    if (c == '/' && classes == 0 && groups == 0) return at;
    if (c == '\\') at++;
    else if (c == '[') classes++;
    else if (c == ']' && classes > 0) classes--;
    else if (c == '(' && classes == 0) groups++;
    else if (c == ')' && classes == 0 && groups > 0) groups--;
  }
  return STR_NPOS;
}

static struct bench_token regexp(struct bench_lexer *l) {
  size_t from = l->at, close = closing_slash(l->text, from + 1);
  if (close == STR_NPOS) return fail_at(l, from, "a regular expression without its closing slash");
  struct str rest = str_slice(l->text, close + 1, l->text.n);
  if (rest.n && !is_opening_sign(rest.p[0]) && !is_space_at(l, &(size_t){close + 1}))
    return fail_at(l, close + 1, "a regular expression ends here; a slash within one is written \\/");
  struct str text = str_slice(l->text, from + 1, close), error = STR_NONE;
  struct pattern *pattern = pattern_compile(l->arena, text, PATTERN_EITHER, &error);
  if (pattern == NULL) return fail_at(l, from, arena_printf(l->arena, "no regular expression: " STR_FMT, STR_ARG(error)).p);
  l->at = close + 1;
  return (struct bench_token){TOKEN_REGEXP, from, text, pattern};
}

struct bench_token bench_lex(struct bench_lexer *l, bool value) {
  while (l->at < l->text.n && is_space_at(l, &l->at)) continue;
  if (l->at >= l->text.n) return end_at(l->text.n);
  char c = l->text.p[l->at];
  if (is_opening_sign(c)) {
    struct str sign = str_slice(l->text, l->at, l->at + 1);
    return (struct bench_token){TOKEN_SIGN, l->at++, sign, NULL};
  }
  if (c == '"') return quoted(l);
  return value && c == '/' ? regexp(l) : bare(l);
}
