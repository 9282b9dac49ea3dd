#include "view/bench_config.h"

enum { NOTES_MAX = 100 };

static bool is_machine(struct str key) {
  return str_eq(key, STR("cpu")) || str_eq(key, STR("goos")) || str_eq(key, STR("goarch"));
}

static bool same(const struct config_diff *a, const struct config_diff *b) {
  return str_eq(a->key, b->key) && str_eq(a->base, b->base) && str_eq(a->head, b->head);
}

static void add(struct arena *a, struct config_note_vec *notes, const struct config_diff *diff, uint32_t *more) {
  VEC_EACH(struct config_note, n, notes) {
    if (!same(&n->diff, diff)) continue;
    n->rows++;
    return;
  }
  if (notes->n == NOTES_MAX) {
    ++*more;
    return;
  }
  *VEC_PUSH(a, notes) = (struct config_note){*diff, 1, is_machine(diff->key)};
}

struct config_note_vec bench_config_notes(struct arena *a, const struct report *r, uint32_t *more) {
  struct config_note_vec notes = {0};
  *more = 0;
  VEC_EACH(const struct bench_result, b, &r->benches) {
    for (size_t i = 0; i < b->config_diff.n; i++) add(a, &notes, &b->config_diff.at[i], more);
  }
  return notes;
}
