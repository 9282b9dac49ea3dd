/* What holds for every profile, whatever it was read from. */
#ifndef PERFPAGE_TESTS_FUZZ_TREE_H
#define PERFPAGE_TESTS_FUZZ_TREE_H

#include "fuzz.h"

#include "model/calltree.h"

static inline void fuzz_totals(const struct calltree *t, enum side side) {
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

static inline void fuzz_profiles(const struct profile_vec *profiles) {
  VEC_EACH(const struct profile, p, profiles) {
    MUST(p->unit.n > 0 && (p->has[SIDE_BASE] || p->has[SIDE_HEAD]));
    VEC_EACH(const struct profile_trace, t, &p->traces) {
      MUST(t->node < p->tree.n && t->id.n > 0 && t->value <= calltree_total(&p->tree, t->side));
    }
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      fuzz_totals(&p->tree, s);
      MUST(p->has[s] || calltree_total(&p->tree, s) == 0);
      MUST(p->duration_s[s] >= 0);
    }
  }
}

#endif
