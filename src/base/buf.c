#include "base/buf.h"

#include "base/arena.h"

void buf_reserve(struct buf *b, size_t more) {
  if (b->cap - b->n >= more) return;
  if (more > SIZE_MAX / 2 - b->n) die_system("out of memory");
  size_t cap = b->cap ? b->cap * 2 : 4096;
  while (cap < b->n + more) cap *= 2;
  char *p = realloc(b->p, cap);
  if (p == NULL) die_system("out of memory");
  b->p = p;
  b->cap = cap;
}

void buf_put(struct buf *b, const void *p, size_t n) {
  if (n == 0) return;
  buf_reserve(b, n);
  memcpy(b->p + b->n, p, n);
  b->n += n;
}

void buf_str(struct buf *b, struct str s) {
  buf_put(b, s.p, s.n);
}

void buf_cstr(struct buf *b, const char *s) {
  buf_put(b, s, strlen(s));
}

void buf_char(struct buf *b, char c) {
  buf_reserve(b, 1);
  b->p[b->n++] = c;
}

void buf_u64(struct buf *b, uint64_t v) {
  char digits[20];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + v % 10);
    v /= 10;
  } while (v);
  buf_put(b, digits + at, sizeof digits - at);
}

void buf_printf(struct buf *b, const char *fmt, ...) {
  va_list ap, again;
  va_start(ap, fmt);
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, fmt, ap);
  va_end(ap);
  if (n < 0) die_system("cannot format a message");
  buf_reserve(b, (size_t)n + 1);
  (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
  va_end(again);
  b->n += (size_t)n;
}

struct str buf_view(const struct buf *b) {
  return (struct str){b->p, b->n};
}

void buf_clear(struct buf *b) {
  b->n = 0;
}

void buf_free(struct buf *b) {
  free(b->p);
  *b = BUF_INIT;
}

struct str buf_take(struct buf *b, struct arena *a) {
  struct str s = arena_dup(a, buf_view(b));
  buf_free(b);
  return s;
}
