/* A bump allocator: everything of one lifetime is freed at once. Aborts with exit status 4 when memory runs out. */
#ifndef PERFPAGE_BASE_ARENA_H
#define PERFPAGE_BASE_ARENA_H

#include "base/str.h"

#include <stdarg.h>

struct arena_block;
struct arena_large;

struct arena {
  struct arena_block *block; /* newest first */
  size_t used;               /* bytes of block in use */
  struct arena_large *large; /* what is too large to share a block, newest first */
};

#define ARENA_INIT ((struct arena){NULL, 0, NULL})

void *arena_alloc(struct arena *a, size_t size);  /* zeroed, aligned for any type */
void *arena_alloc_raw(struct arena *a, size_t size); /* not zeroed */
/* Grows what stands at p, which was asked for with old_size bytes, to size; new bytes are not zeroed. What came last grows in
 * place; what is large is moved by the system, page by page, so that old and new never stand in memory together. */
void *arena_grow(struct arena *a, void *p, size_t old_size, size_t size);
struct str arena_dup(struct arena *a, struct str s); /* a copy, followed by a NUL that n does not count */
const char *arena_cstr(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *a, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
struct str arena_join(struct arena *a, const struct str *parts, size_t n, struct str sep);

/* A mark taken before scratch work; releasing it frees what came after (blocks are kept for reuse where possible). What was
 * there before the mark may grow after it and stays only where it was large already, 128 KiB: smaller things grow in a shared block. */
struct arena_mark {
  struct arena_block *block;
  size_t used;
  uint64_t large; /* how many large ones there were, ever */
};
struct arena_mark arena_mark(const struct arena *a);
void arena_release(struct arena *a, struct arena_mark m);
void arena_free(struct arena *a);

#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc_array((a), sizeof(T), (n)))
void *arena_alloc_array(struct arena *a, size_t size, size_t n); /* zeroed; the product is checked */

/* Prints a message and exits with status 4: for failures of the system, never for bad input. */
_Noreturn void die_system(const char *what);

#endif
