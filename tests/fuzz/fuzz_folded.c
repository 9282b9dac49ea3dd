/* Folded stacks: counters never wrap, totals are the sum of what is below, and a difference has both sides. */
#include "fuzz.h"

#include "read/folded.h"

static void totals(const struct calltree *t, enum side side) {
  for (uint32_t i = 0; i < t->n; i++) {
    uint64_t sum = call_self(t, i, side);
    for (uint32_t c = t->nodes[i].first_child; c != CALL_NONE; c = t->nodes[c].next_sibling) {
      MUST(t->nodes[c].parent == i && t->nodes[c].depth == t->nodes[i].depth + 1);
      MUST(sum <= UINT64_MAX - call_total(t, c, side));
      sum += call_total(t, c, side);
    }
    MUST(sum == call_total(t, i, side));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  struct folded_file file = {.source = &s, .side = SIDE_HEAD, .columns = folded_columns_of(&s, true)};
  struct profile_vec profiles = {0};
  folded_read(&a, &d, &file, 1, &profiles);
  VEC_EACH(struct profile, p, &profiles) {
    totals(&p->tree, SIDE_BASE);
    totals(&p->tree, SIDE_HEAD);
  }
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
