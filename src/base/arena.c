#include "base/arena.h"

#include <stdalign.h>

struct arena_block {
  struct arena_block *older;
  size_t size; /* of data */
  alignas(max_align_t) char data[];
};

/* Something that has its memory to itself, which can therefore be resized. */
struct arena_large {
  struct arena_large *older, *newer;
  uint64_t serial; /* counts up in an arena: tells what came after a mark */
  alignas(max_align_t) char data[];
};

enum { BLOCK_MIN = 64 * 1024, BLOCK_MAX = 1024 * 1024, LARGE_MIN = 128 * 1024, ALIGN = alignof(max_align_t) };

_Noreturn void die_system(const char *what) {
  fprintf(stderr, "perfpage: %s\n", what);
  exit(4);
}

static void add_block(struct arena *a, size_t need) {
  size_t size = a->block ? a->block->size * 2 : BLOCK_MIN;
  if (size > BLOCK_MAX) size = BLOCK_MAX;
  if (size < need) size = need;
  struct arena_block *b = malloc(sizeof(struct arena_block) + size);
  if (b == NULL) die_system("out of memory");
  b->older = a->block;
  b->size = size;
  a->block = b;
  a->used = 0;
}

static void *add_large(struct arena *a, size_t size, bool zeroed) {
  if (size > SIZE_MAX - sizeof(struct arena_large)) die_system("out of memory");
  size_t all = sizeof(struct arena_large) + size;
  struct arena_large *l = zeroed ? calloc(1, all) : malloc(all);
  if (l == NULL) die_system("out of memory");
  *l = (struct arena_large){.older = a->large, .serial = a->large ? a->large->serial + 1 : 1};
  if (a->large) a->large->newer = l;
  a->large = l;
  return l->data;
}

static void *resize_large(struct arena *a, void *p, size_t size) {
  struct arena_large *l = (struct arena_large *)(void *)((char *)p - offsetof(struct arena_large, data));
  bool newest = l == a->large;
  if (size > SIZE_MAX - sizeof(struct arena_large)) die_system("out of memory");
  l = realloc(l, sizeof(struct arena_large) + size);
  if (l == NULL) die_system("out of memory");
  if (newest) a->large = l;
  else l->newer->older = l;
  if (l->older) l->older->newer = l;
  return l->data;
}

void *arena_alloc_raw(struct arena *a, size_t size) {
  if (size >= LARGE_MIN) return add_large(a, size, false);
  size_t need = (size + ALIGN - 1) / ALIGN * ALIGN;
  if (a->block == NULL || a->block->size - a->used < need) add_block(a, need);
  void *p = a->block->data + a->used;
  a->used += need;
  return p;
}

void *arena_alloc(struct arena *a, size_t size) {
  if (size >= LARGE_MIN) return add_large(a, size, true); /* pages that come from the system are zero already */
  void *p = arena_alloc_raw(a, size);
  memset(p, 0, size);
  return p;
}

void *arena_alloc_array(struct arena *a, size_t size, size_t n) {
  if (n != 0 && size > SIZE_MAX / n) die_system("out of memory");
  return arena_alloc(a, size * n);
}

void *arena_grow(struct arena *a, void *p, size_t old_size, size_t size) {
  if (p != NULL && old_size >= LARGE_MIN && size >= LARGE_MIN) return resize_large(a, p, size);
  size_t old_need = (old_size + ALIGN - 1) / ALIGN * ALIGN;
  bool last = p != NULL && a->block != NULL && a->used >= old_need && (char *)p == a->block->data + a->used - old_need;
  if (last && size >= old_size && size < LARGE_MIN) {
    size_t need = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (a->block->size - a->used >= need - old_need) {
      a->used += need - old_need;
      return p;
    }
  }
  void *q = arena_alloc_raw(a, size);
  size_t keep = old_size < size ? old_size : size;
  if (keep) memcpy(q, p, keep);
  return q;
}

struct str arena_dup(struct arena *a, struct str s) {
  char *p = arena_alloc_raw(a, s.n + 1);
  if (s.n) memcpy(p, s.p, s.n);
  p[s.n] = '\0';
  return (struct str){p, s.n};
}

const char *arena_cstr(struct arena *a, struct str s) {
  return arena_dup(a, s).p;
}

struct str arena_vprintf(struct arena *a, const char *fmt, va_list ap) {
  va_list again;
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, fmt, ap);
  if (n < 0) die_system("cannot format a message");
  char *p = arena_alloc_raw(a, (size_t)n + 1);
  (void)vsnprintf(p, (size_t)n + 1, fmt, again);
  va_end(again);
  return (struct str){p, (size_t)n};
}

struct str arena_printf(struct arena *a, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  struct str s = arena_vprintf(a, fmt, ap);
  va_end(ap);
  return s;
}

struct str arena_join(struct arena *a, const struct str *parts, size_t n, struct str sep) {
  size_t size = 0;
  for (size_t i = 0; i < n; i++) size += parts[i].n + (i ? sep.n : 0);
  char *p = arena_alloc_raw(a, size + 1);
  size_t at = 0;
  for (size_t i = 0; i < n; i++) {
    if (i && sep.n) memcpy(p + at, sep.p, sep.n);
    at += i ? sep.n : 0;
    if (parts[i].n) memcpy(p + at, parts[i].p, parts[i].n);
    at += parts[i].n;
  }
  p[at] = '\0';
  return (struct str){p, size};
}

struct arena_mark arena_mark(const struct arena *a) {
  return (struct arena_mark){a->block, a->used, a->large ? a->large->serial : 0};
}

static void free_large(struct arena *a, uint64_t after) {
  while (a->large && a->large->serial > after) {
    struct arena_large *older = a->large->older;
    free(a->large);
    a->large = older;
    if (older) older->newer = NULL;
  }
}

void arena_release(struct arena *a, struct arena_mark m) {
  free_large(a, m.large);
  while (a->block != m.block) {
    struct arena_block *b = a->block;
    /* The oldest block is kept when the mark was taken on an empty arena: scratch loops then never allocate again. */
    if (m.block == NULL && b->older == NULL) {
      a->used = 0;
      return;
    }
    a->block = b->older;
    free(b);
  }
  a->used = m.used;
}

void arena_free(struct arena *a) {
  free_large(a, 0);
  while (a->block) {
    struct arena_block *older = a->block->older;
    free(a->block);
    a->block = older;
  }
  a->used = 0;
}
