/* A growable byte buffer that owns its memory. Appends cannot fail short of memory running out (exit 4). */
#ifndef PERFPAGE_BASE_BUF_H
#define PERFPAGE_BASE_BUF_H

#include "base/str.h"

struct arena;

struct buf {
  char *p;
  size_t n, cap;
};

#define BUF_INIT ((struct buf){NULL, 0, 0})

void buf_reserve(struct buf *b, size_t more);
void buf_put(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_cstr(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_u64(struct buf *b, uint64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str buf_view(const struct buf *b); /* until the next append */
struct str buf_take(struct buf *b, struct arena *a); /* the contents, in a; b is freed */
void buf_clear(struct buf *b);
void buf_free(struct buf *b);

#endif
