#include "analysis/profile_pick.h"

static bool holds_any(struct str s, const char *const *words) {
  for (; *words; words++)
    if (str_find_nocase(s, str_of(*words)) != STR_NPOS) return true;
  return false;
}

static bool is_of_something_else(const struct profile *p) {
  static const char *const keys[] = {"alloc", "inuse", "heap", "space", "object", "block", "mutex", "lock",
                                     "contention", "delay", "goroutine", "wall", "off-cpu", "offcpu", NULL};
  return holds_any(p->key, keys) || str_eq(p->unit, STR("bytes"));
}

uint32_t profile_pick_cpu(const struct report *r) {
  static const char *const named[] = {"cpu", NULL};
  uint32_t first = INDEX_NONE;
  for (uint32_t i = 0; i < r->profiles.n; i++) {
    const struct profile *p = &r->in->profiles.at[r->profiles.at[i].profile];
    if (is_of_something_else(p)) continue;
    if (holds_any(p->key, named)) return i;
    if (first == INDEX_NONE) first = i;
  }
  return first;
}

uint32_t profile_function_of(const struct report *r, uint32_t profile, uint32_t name) {
  const struct function_vec *functions = &r->profiles.at[profile].functions;
  for (uint32_t i = 0; i < functions->n; i++)
    if (functions->at[i].name == name) return i;
  return INDEX_NONE;
}
