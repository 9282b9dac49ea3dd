#include "base/str.h"

#include <string.h>

struct str str_of(const char *cstr) {
  if (cstr == NULL) return STR_NONE;
  return (struct str){cstr, strlen(cstr)};
}

struct str str_slice(struct str s, size_t from, size_t to) {
  if (to > s.n) to = s.n;
  if (from > to) from = to;
  return (struct str){s.p ? s.p + from : NULL, to - from};
}

bool char_is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool char_is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool char_is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool char_is_alpha(char c) {
  return char_is_lower(c) || char_is_upper(c);
}

bool char_is_alnum(char c) {
  return char_is_alpha(c) || char_is_digit(c);
}

bool char_is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool char_is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

char char_lower(char c) {
  return char_is_upper(c) ? (char)(c | 0x20) : c;
}

char char_upper(char c) {
  return char_is_lower(c) ? (char)(c & ~0x20) : c;
}

static bool same_nocase(const char *a, const char *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (char_lower(a[i]) != char_lower(b[i])) return false;
  return true;
}

bool str_eq(struct str a, struct str b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_eq_nocase(struct str a, struct str b) {
  return a.n == b.n && same_nocase(a.p, b.p, a.n);
}

int str_cmp(struct str a, struct str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int c = n ? memcmp(a.p, b.p, n) : 0;
  if (c != 0) return c < 0 ? -1 : 1;
  return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix) {
  return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool str_ends(struct str s, struct str suffix) {
  return s.n >= suffix.n && (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

bool str_starts_nocase(struct str s, struct str prefix) {
  return s.n >= prefix.n && same_nocase(s.p, prefix.p, prefix.n);
}

size_t str_find_char(struct str s, char c) {
  const char *at = s.n ? memchr(s.p, c, s.n) : NULL;
  return at ? (size_t)(at - s.p) : STR_NPOS;
}

size_t str_rfind_char(struct str s, char c) {
  for (size_t i = s.n; i > 0; i--)
    if (s.p[i - 1] == c) return i - 1;
  return STR_NPOS;
}

size_t str_find(struct str s, struct str needle) {
  if (needle.n == 0) return 0;
  size_t from = 0;
  while (from + needle.n <= s.n) {
    const char *at = memchr(s.p + from, needle.p[0], s.n - needle.n - from + 1);
    if (at == NULL) return STR_NPOS;
    if (memcmp(at, needle.p, needle.n) == 0) return (size_t)(at - s.p);
    from = (size_t)(at - s.p) + 1;
  }
  return STR_NPOS;
}

size_t str_find_nocase(struct str s, struct str needle) {
  bool jumps = needle.n > 0 && !char_is_alpha(needle.p[0]); /* its first byte has one form only: "</script" in a large asset */
  for (size_t i = 0; i + needle.n <= s.n; i++) {
    const char *next = jumps ? memchr(s.p + i, needle.p[0], s.n - needle.n + 1 - i) : s.p + i;
    if (next == NULL) break;
    i = (size_t)(next - s.p);
    if (same_nocase(next, needle.p, needle.n)) return i;
  }
  return STR_NPOS;
}

struct str str_trim_end(struct str s) {
  while (s.n && char_is_space(s.p[s.n - 1])) s.n--;
  return s;
}

struct str str_trim(struct str s) {
  while (s.n && char_is_space(s.p[0])) s = str_slice(s, 1, s.n);
  return str_trim_end(s);
}

struct str str_base_name(struct str path) {
  size_t slash = str_rfind_char(path, '/');
  return slash == STR_NPOS ? path : str_slice(path, slash + 1, path.n);
}

bool str_cut(struct str *rest, char sep, struct str *piece) {
  if (rest->p == NULL) return false;
  size_t at = str_find_char(*rest, sep);
  if (at == STR_NPOS) {
    *piece = *rest;
    *rest = STR_NONE;
    return true;
  }
  *piece = str_slice(*rest, 0, at);
  *rest = str_slice(*rest, at + 1, rest->n);
  return true;
}

bool str_next_line(struct str *rest, struct str *line) {
  if (rest->n == 0) return false;
  size_t at = str_find_char(*rest, '\n');
  size_t end = at == STR_NPOS ? rest->n : at;
  *line = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, at == STR_NPOS ? end : end + 1, rest->n);
  if (line->n && line->p[line->n - 1] == '\r') line->n--;
  return true;
}

bool str_next_field(struct str *rest, struct str *field) {
  size_t i = 0;
  size_t from;
  for (;;) {
    if (i >= rest->n) return false;
    from = i;
    if (!utf8_is_space(utf8_next(*rest, &i))) break;
  }
  size_t end = i;
  while (i < rest->n) {
    end = i;
    if (utf8_is_space(utf8_next(*rest, &i))) break;
    end = i;
  }
  *field = str_slice(*rest, from, end);
  *rest = str_slice(*rest, end, rest->n);
  return true;
}

uint64_t str_hash(struct str s) {
  /* FNV-1a (public domain, Fowler/Noll/Vo) with a final mix, so that low bits are good enough for a table index. */
  uint64_t h = 0xcbf29ce484222325u;
  for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93u;
  return h ^ (h >> 32);
}

bool str_eq_words(struct str a, struct str b) {
  struct str x, y;
  for (;;) {
    bool more_a = str_next_field(&a, &x), more_b = str_next_field(&b, &y);
    if (!more_a || !more_b) return more_a == more_b;
    if (!str_eq_nocase(x, y)) return false;
  }
}
