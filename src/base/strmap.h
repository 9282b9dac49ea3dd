/* Strings met so far, each with a number that is the caller's. Zeroed is empty. The order of its slots never reaches any
 * output: whoever lists the strings keeps a list of them. */
#ifndef PERFPAGE_BASE_STRMAP_H
#define PERFPAGE_BASE_STRMAP_H

#include "base/arena.h"

struct strmap_slot {
  struct str key;
  uint32_t value;
};

struct strmap {
  struct strmap_slot *slots; /* a power of two of them; key.p NULL: free */
  size_t n, cap;
};

/* The number of key, 0 when it is met for the first time; the map then has copied it. The pointer is void after the next call. */
uint32_t *strmap_at(struct arena *a, struct strmap *m, struct str key);

/* Several strings as one key, each with its length in front: no two lists read alike, whatever they hold. */
struct str strmap_key(struct arena *a, const struct str *parts, size_t n);

#endif
