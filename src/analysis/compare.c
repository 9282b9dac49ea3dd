#include "analysis/compare.h"

#include "analysis/compare_parts.h"
#include "analysis/stats_multiple.h"

/* A time or throughput that no rule of the document speaks of. */
static bool is_implicit(const struct compare *c, size_t i) {
  const struct rule_pick *pick = &c->rows[i].pick;
  const struct bench_result *b = &c->r->benches.at[i];
  /* Figures alone were never meant to be tested; samples on one side and none on the other are something gone wrong. */
  bool figures = b->no_samples && (!b->has[SIDE_BASE] || b->side[SIDE_BASE].figure) && (!b->has[SIDE_HEAD] || b->side[SIDE_HEAD].figure);
  return c->r->options.max_regress >= 0 && c->rows[i].is_time && !figures && pick->relative == INDEX_NONE && pick->absolute == INDEX_NONE;
}

static void assign_rules(struct compare *c) {
  for (size_t i = 0; i < c->r->benches.n; i++) {
    struct bench_result *b = &c->r->benches.at[i];
    struct compare_row *row = &c->rows[i];
    row->pick = rule_match_row(&c->match, &c->t->rows.at[b->row]);
    b->rule = row->pick.relative != INDEX_NONE ? row->pick.relative : row->pick.absolute;
    b->rule_set = b->rule != INDEX_NONE ? RULE_SET_DOCUMENT : is_implicit(c, i) ? RULE_SET_IMPLICIT : RULE_SET_NONE;
    b->exact = row->declared_exact || bench_unit_is_allocs(c->t->rows.at[b->row].id.unit);
    bool relative = row->pick.relative != INDEX_NONE || b->rule_set == RULE_SET_IMPLICIT;
    b->in_family = relative && b->comparable && !b->no_samples && !b->exact && !row->infinite && row->better != BETTER_UNKNOWN;
  }
}

static void correct_family(struct compare *c, enum rule_set set, struct arena *scratch) {
  struct bench_result_vec *all = &c->r->benches;
  struct family *f = &c->r->families[set];
  *f = (struct family){.rule_set = set, .alpha = c->r->options.alpha, .correction = c->r->options.correction};
  double *p = ARENA_ARRAY(scratch, double, all->n);
  VEC_EACH(const struct bench_result, b, all) {
    if (b->in_family && b->rule_set == set) p[f->m++] = b->p;
  }
  stat_adjust(scratch, f->correction, p, f->m, p);
  uint32_t next = 0;
  VEC_EACH(struct bench_result, b, all) {
    if (b->in_family && b->rule_set == set) b->p_corrected = p[next++];
  }
}

/* For a caller that judges nothing but benchmarks; evaluate() has filled them in already. */
static void fill_defaults(struct judge_options *o) {
  if (!(o->alpha > 0)) o->alpha = 0.05;
  if (!(o->confidence > 0)) o->confidence = COMPARE_CONFIDENCE;
  if (o->correction == CORRECTION_UNSET) o->correction = CORRECTION_HOLM;
  if (o->has_max_regress) return;
  o->max_regress = 0.05;
  o->has_max_regress = true;
}

void compare_judge(struct report *r) {
  struct arena scratch = ARENA_INIT;
  struct compare c = {.r = r, .t = r->in->bench};
  fill_defaults(&r->options);
  compare_pair(&c);
  compare_measure(&c);
  rule_match_init(&c.match, r->arena, &r->in->doc->rules);
  assign_rules(&c);
  for (enum rule_set set = RULE_SET_NONE + 1; set < RULE_SET_MAX; set++) correct_family(&c, set, &scratch);
  compare_gates(&c);
  compare_geomeans(&c);
  rule_match_clear(&c.match);
  arena_free(&scratch);
}
