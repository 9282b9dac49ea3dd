/* Numbers of a file ("location 17") to places in an array of ours, however large or odd the numbers are. Zeroed is empty. */
#ifndef PERFPAGE_READ_ID_MAP_H
#define PERFPAGE_READ_ID_MAP_H

#include "base/arena.h"

struct id_map {
  struct id_slot { uint64_t id; uint32_t value; } *slots; /* a power of two of them; value 0: free */
  size_t n, cap;
};

/* False when id is already there: nothing changes then. value is above 0. */
bool id_map_add(struct arena *a, struct id_map *m, uint64_t id, uint32_t value);
uint32_t id_map_get(const struct id_map *m, uint64_t id); /* 0 when it is not there */

#endif
