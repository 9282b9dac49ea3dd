#include "analysis/ties.h"

#include "model/benchrule.h"

struct named_tie {
  struct bench_rule bench;
  struct tie tie;
  bool by_rule;
};

struct ties {
  struct tie_vec { struct named_tie *at; size_t n, cap; } list;
};

struct ties *ties_of(struct arena *a, const struct perfdoc *doc) {
  struct ties *t = ARENA_NEW(a, struct ties);
  VEC_EACH(const struct gate_rule, g, &doc->rules) {
    if (g->function.n == 0 || g->glob.n == 0 || g->decl.problem.n > 0) continue;
    *VEC_PUSH(a, &t->list) = (struct named_tie){bench_rule_of(a, g->glob), {g->function, g->decl.pos}, true};
  }
  VEC_EACH(const struct hotspot, h, &doc->hotspots) {
    if (h->benchmark.n == 0 || h->decl.problem.n > 0) continue;
    *VEC_PUSH(a, &t->list) = (struct named_tie){bench_rule_of(a, h->benchmark), {h->function, h->decl.pos}, false};
  }
  return t;
}

void ties_clear(struct ties *t) {
  VEC_EACH(struct named_tie, it, &t->list) bench_rule_clear(&it->bench);
}

struct tie ties_find(struct ties *t, const struct bench_id *id) {
  const struct named_tie *best = NULL;
  VEC_EACH(struct named_tie, it, &t->list) {
    if (best && (!it->by_rule || bench_rule_cmp(&it->bench, &best->bench) >= 0)) continue;
    if (bench_rule_matches(&it->bench, id)) best = it;
  }
  return best ? best->tie : (struct tie){STR_NONE, {STR_NONE, 0, 0}};
}
