#include "analysis/rule_match.h"

#include "model/report.h"

static bool is_live(const struct gate_rule *rule) {
  return rule->decl.problem.n == 0 && !rule->unbounded;
}

void rule_match_init(struct rule_match *m, struct arena *a, const struct gate_rule_vec *rules) {
  *m = (struct rule_match){.rules = rules};
  m->globs = ARENA_ARRAY(a, struct bench_rule, rules->n);
  m->use = ARENA_ARRAY(a, enum rule_use, rules->n);
  m->shadow = ARENA_ARRAY(a, uint32_t, rules->n);
  m->names = ARENA_ARRAY(a, bool, rules->n);
  m->met = ARENA_ARRAY(a, bool, rules->n);
  for (size_t i = 0; i < rules->n; i++)
    if (is_live(&rules->at[i])) m->globs[i] = bench_rule_of(a, rules->at[i].glob);
}

void rule_match_clear(struct rule_match *m) {
  for (size_t i = 0; i < m->rules->n; i++) bench_rule_clear(&m->globs[i]);
}

/* A second figure of a benchmark, "user-sec/op" or "p99-sec/op", that came without samples: nobody could test it, so only a rule that names
 * it means it. */
static bool is_side_figure(const struct bench_row *row) {
  return row->side[SIDE_BASE].samples.n == 0 && row->side[SIDE_HEAD].samples.n == 0 && bench_unit_is_time(row->id.unit) &&
         !str_starts(row->id.unit, STR("sec"));
}

bool rule_speaks_of(const struct gate_rule *rule, const struct bench_row *row) {
  struct str unit = row->id.unit;
  switch (rule->metric) {
  case METRIC_TIME: return (bench_unit_is_time(unit) && !is_side_figure(row)) || bench_unit_is_throughput(unit);
  case METRIC_ALLOCS: return bench_unit_is_allocs(unit);
  case METRIC_DIRECTED: return !is_side_figure(row) && row->better != BETTER_UNKNOWN && !str_eq(unit, STR("B/op"));
  case METRIC_UNIT: return str_eq(unit, rule->unit);
  case METRIC_MAX: break;
  }
  return false;
}

static bool same_benchmark(const struct bench_id *a, const struct bench_id *b) {
  return str_eq(a->name, b->name) && str_eq(a->params, b->params) && str_eq(a->suite, b->suite);
}

static void match_names(struct rule_match *m, const struct bench_id *id) {
  if (m->last != NULL && same_benchmark(m->last, id)) return;
  for (size_t i = 0; i < m->rules->n; i++) {
    m->names[i] = is_live(&m->rules->at[i]) && bench_rule_matches(&m->globs[i], id);
    m->met[i] = m->met[i] || m->names[i];
  }
  m->last = id;
}

/* Puts rule i in *held's place when it is the more specific one; the loser is in its shadow unless it holds elsewhere. */
static void prefer(struct rule_match *m, uint32_t *held, uint32_t i) {
  uint32_t loser = i;
  if (*held == INDEX_NONE || bench_rule_cmp(&m->globs[i], &m->globs[*held]) < 0) {
    loser = *held;
    *held = i;
  }
  if (loser == INDEX_NONE || m->use[loser] != RULE_UNUSED) return;
  m->use[loser] = RULE_SHADOWED;
  m->shadow[loser] = *held;
}

struct rule_pick rule_match_row(struct rule_match *m, const struct bench_row *row) {
  struct rule_pick pick = {INDEX_NONE, INDEX_NONE};
  match_names(m, &row->id);
  for (uint32_t i = 0; i < m->rules->n; i++) {
    const struct gate_rule *rule = &m->rules->at[i];
    if (!m->names[i] || !rule_speaks_of(rule, row)) continue;
    prefer(m, rule->kind == RULE_ABSOLUTE ? &pick.absolute : &pick.relative, i);
  }
  if (pick.relative != INDEX_NONE) m->use[pick.relative] = RULE_HOLDS;
  if (pick.absolute != INDEX_NONE) m->use[pick.absolute] = RULE_HOLDS;
  return pick;
}
