#include "base/strmap.h"

#include "base/buf.h"

static struct strmap_slot *slot_of(const struct strmap *m, struct str key) {
  uint64_t hash = str_hash(key);
  size_t at = (size_t)(hash ^ hash >> 32) & (m->cap - 1);
  while (m->slots[at].key.p != NULL && !str_eq(m->slots[at].key, key)) at = (at + 1) & (m->cap - 1);
  return &m->slots[at];
}

static void grow(struct arena *a, struct strmap *m) {
  struct strmap old = *m;
  m->cap = old.cap == 0 ? 32 : 2 * old.cap;
  m->slots = ARENA_ARRAY(a, struct strmap_slot, m->cap);
  for (size_t i = 0; i < old.cap; i++)
    if (old.slots[i].key.p != NULL) *slot_of(m, old.slots[i].key) = old.slots[i];
}

uint32_t *strmap_at(struct arena *a, struct strmap *m, struct str key) {
  if (2 * m->n >= m->cap) grow(a, m);
  struct strmap_slot *slot = slot_of(m, key);
  if (slot->key.p == NULL) {
    *slot = (struct strmap_slot){arena_dup(a, key), 0};
    m->n++;
  }
  return &slot->value;
}

struct str strmap_key(struct arena *a, const struct str *parts, size_t n) {
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < n; i++) {
    buf_u64(&b, parts[i].n);
    buf_char(&b, ':');
    buf_str(&b, parts[i]);
  }
  return buf_take(&b, a);
}
