#include "read/id_map.h"

static struct id_slot *slot_of(const struct id_map *m, uint64_t id) {
  uint64_t hash = id * 0x9E3779B97F4A7C15u;
  size_t at = (size_t)(hash ^ hash >> 32) & (m->cap - 1);
  while (m->slots[at].value && m->slots[at].id != id) at = (at + 1) & (m->cap - 1);
  return &m->slots[at];
}

bool id_map_add(struct arena *a, struct id_map *m, uint64_t id, uint32_t value) {
  if (2 * m->n >= m->cap) {
    struct id_map old = *m;
    m->cap = old.cap ? old.cap * 2 : 64;
    m->slots = ARENA_ARRAY(a, struct id_slot, m->cap);
    for (size_t i = 0; i < old.cap; i++)
      if (old.slots[i].value) *slot_of(m, old.slots[i].id) = old.slots[i];
  }
  struct id_slot *slot = slot_of(m, id);
  if (slot->value) return false;
  *slot = (struct id_slot){id, value};
  m->n++;
  return true;
}

uint32_t id_map_get(const struct id_map *m, uint64_t id) {
  return m->cap ? slot_of(m, id)->value : 0;
}
