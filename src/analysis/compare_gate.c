/* The gates of the comparison: one for a row and its rule, one for a rule that holds for no row. */
#include "analysis/compare_parts.h"
#include "analysis/missing.h"
#include "analysis/stats_rank.h"
#include "base/num.h"

#include <math.h>

static const struct gate_rule *rule_at(const struct compare *c, uint32_t rule) {
  return rule == INDEX_NONE ? NULL : &c->r->in->doc->rules.at[rule];
}

static const struct bench_row *row_at(const struct compare *c, uint32_t bench) {
  return &c->t->rows.at[c->r->benches.at[bench].row];
}

/* rule is NULL for the implicit one. */
static struct gate *add_gate(struct compare *c, uint32_t bench, const struct gate_rule *rule) {
  struct report *r = c->r;
  struct str unit = row_at(c, bench)->id.unit;
  struct str says = rule ? compare_say_rule(r->arena, rule, unit) : compare_say_implicit(r->arena, r->options.max_regress);
  enum gate_kind kind = bench_unit_is_allocs(unit) ? GATE_ALLOCATION : GATE_BENCHMARK;
  struct gate *g = report_gate(r, kind, compare_say_subject(c, bench), says);
  g->bench = bench;
  g->unit = unit;
  g->built_in = rule == NULL;
  if (rule) {
    g->source = rule->decl.pos;
    g->ruled_by = (uint32_t)(rule - r->in->doc->rules.at);
  }
  g->allowed = rule == NULL ? r->options.max_regress : rule->kind == RULE_ABSOLUTE ? rule->bound.value : rule->allowed;
  return g;
}

/* Sets the verdict of the gate and, the worst winning, of its row. */
static void settle(struct compare *c, struct gate *g, enum verdict v, struct str reason) {
  struct bench_result *b = &c->r->benches.at[g->bench];
  g->verdict = v;
  g->reason = reason;
  if (b->gate == INDEX_NONE || v < b->verdict) {
    b->verdict = v;
    b->gate = (uint32_t)(g - c->r->gates.at);
    b->rule = g->ruled_by;
  }
}

/* Head lacks the row. A head without any benchmark is not a benchmark removed. */
static void judge_removed(struct compare *c, uint32_t bench, const struct gate_rule *rule) {
  struct arena *a = c->r->arena;
  const struct bench_result *b = &c->r->benches.at[bench];
  struct gate *g = add_gate(c, bench, rule);
  if (!c->has[SIDE_HEAD]) {
    settle(c, g, VERDICT_NO_DATA, STR("head has no benchmark to judge"));
    return;
  }
  struct str reason = STR("in base, but missing in head");
  if (row_at(c, bench)->side[SIDE_HEAD].rejected > 0) reason = STR("every sample in head was rejected as not a number");
  if (b->note == BENCH_RENAMED) {
    struct str other = compare_say_subject(c, b->renamed);
    reason = arena_printf(a, "in base, but missing in head; renamed to " STR_FMT "?", STR_ARG(other));
  }
  settle(c, g, missing_verdict(&c->r->options, rule != NULL), reason);
}

/* Base lacks the row: it is new, which is nothing to judge, or base is lacking altogether. */
static void judge_without_base(struct compare *c, uint32_t bench, const struct gate_rule *rule) {
  struct bench_result *b = &c->r->benches.at[bench];
  if (c->t->rows.at[b->base_row].side[SIDE_BASE].rejected > 0) {
    settle(c, add_gate(c, bench, rule), VERDICT_NO_DATA, STR("every sample in base was rejected as not a number"));
  } else if (!c->has[SIDE_BASE]) {
    settle(c, add_gate(c, bench, rule), missing_base_verdict(c->r), STR("no base to compare with"));
  } else {
    b->excluded_because = STR("new: base has no such benchmark");
  }
}

static const struct str infinite_sample = {"a sample is infinite, which is never judged", 43};
static const struct str negative_sample = {"a sample is below zero, which no time and no count can be", 57};

/* A built-in unit or a time measured as less than nothing: something went wrong where it was measured. */
static bool below_zero(const struct compare *c, uint32_t bench, enum side s) {
  struct str unit = row_at(c, bench)->id.unit;
  const struct estimate *e = &c->r->benches.at[bench].side[s];
  double least = e->figure ? e->centre : c->rows[bench].min[s]; /* the bounds of a figure are an estimate: they may be anywhere */
  return least < 0 && (c->rows[bench].is_time || bench_unit_better(unit) != BETTER_UNKNOWN);
}

static void judge_absolute(struct compare *c, uint32_t bench, const struct gate_rule *rule) {
  const struct estimate *e = &c->r->benches.at[bench].side[SIDE_HEAD];
  struct gate *g = add_gate(c, bench, rule);
  const struct compare_row *row = &c->rows[bench];
  bool infinite = !isfinite(row->min[SIDE_HEAD]) || !isfinite(row->max[SIDE_HEAD]);
  if (infinite || below_zero(c, bench, SIDE_HEAD)) {
    settle(c, g, VERDICT_NO_DATA, infinite ? infinite_sample : negative_sample);
    return;
  }
  double lo = e->bounded ? e->lo : row->min[SIDE_HEAD], hi = e->bounded ? e->hi : row->max[SIDE_HEAD];
  struct judgement j = judge_bound(rule->bound.op, rule->bound.value, lo, hi);
  g->measured = compare_say_head(c, bench, lo, hi);
  settle(c, g, j.verdict, compare_say_why(c, bench, NULL, j.why));
}

/* Without a test: allocs/op, and what a Unit line declares exact. */
static struct judgement judge_figures(const struct compare *c, uint32_t bench, const struct gate_rule *rule, double allowed) {
  const struct bench_result *b = &c->r->benches.at[bench];
  const struct compare_row *row = &c->rows[bench];
  double base = b->side[SIDE_BASE].centre, head = b->side[SIDE_HEAD].centre, surely, typically;
  if (rule != NULL && rule->kind == RULE_ALLOCATIONS) {
    surely = row->min[SIDE_HEAD] - row->max[SIDE_BASE];
    typically = head - base;
  } else {
    bool lower = row->better == BETTER_LOWER;
    surely = worsening_of(row->better, lower ? row->max[SIDE_BASE] : row->min[SIDE_BASE],
                          lower ? row->min[SIDE_HEAD] : row->max[SIDE_HEAD]);
    typically = b->worsening;
  }
  if (row->declared_exact) surely = typically; /* declared: any increase counts, even where the samples vary */
  return judge_untested(surely, typically, allowed);
}

static struct tested tested_of(const struct compare *c, const struct bench_result *b, double allowed) {
  const struct family *f = &c->r->families[b->rule_set];
  return (struct tested){.worsening = b->worsening, .lo = b->worsening_lo, .hi = b->worsening_hi, .allowed = allowed, .p = b->p,
                         .p_corrected = b->p_corrected, .attainable = b->attainable_p, .alpha = f->alpha,
                         .m = f->correction == CORRECTION_NONE || f->m == 0 ? 1 : f->m};
}

/* The count that would let a difference stand the correction, where these n cannot. */
static void find_count_needed(const struct compare *c, struct bench_result *b, const struct tested *t, struct judgement j) {
  if (j.why != WHY_NOT_PROVEN && j.why != WHY_UNCORRECTED && j.why != WHY_GOAL_OPEN) return;
  /* A required improvement is judged by the interval alone. */
  double level = j.why == WHY_GOAL_OPEN ? 1 - c->r->options.confidence : t->alpha / (double)t->m;
  size_t need = stat_rank_count_needed(level);
  uint32_t least = b->side[SIDE_BASE].n < b->side[SIDE_HEAD].n ? b->side[SIDE_BASE].n : b->side[SIDE_HEAD].n;
  b->count_needed = need > least ? (uint32_t)need : 0;
}

/* What keeps a row with samples on both sides from being judged against base; empty when nothing does. */
static struct str why_not_judged(const struct compare *c, uint32_t bench) {
  if (c->rows[bench].infinite) return infinite_sample;
  for (enum side s = 0; s < SIDE_MAX; s++)
    if (below_zero(c, bench, s)) return negative_sample;
  if (c->rows[bench].better == BETTER_UNKNOWN)
    return STR("nobody said whether more is better or worse: add a line `Unit <unit> better=lower` or `higher` to the results");
  return STR_NONE;
}

static enum verdict soften(const struct compare *c, const struct bench_result *b, const struct gate_rule *rule, enum verdict v) {
  bool warn_only = rule == NULL && c->r->in->doc->has_gate_table;
  bool machine = c->rows[b - c->r->benches.at].machine_differs && !b->exact && c->rows[b - c->r->benches.at].is_time &&
                 !c->r->in->doc->settings.judge_machine_mismatch;
  if (v == VERDICT_FAIL && (warn_only || machine)) return VERDICT_WARN;
  /* A pass on another machine shows nothing either. */
  return v == VERDICT_PASS && machine ? VERDICT_WARN : v;
}

/* Rows of the implicit rule with nothing to say for themselves are counted under one gate. */
static void into_bucket(struct compare *c, uint32_t bench, enum bucket k, enum verdict v) {
  c->r->benches.at[bench].verdict = v;
  c->rows[bench].bucket = k;
  c->bucket_rows[k]++;
}

static enum bucket bucket_of(const struct compare *c, const struct bench_result *b, struct judgement j, enum verdict v) {
  if (v == VERDICT_PASS) return BUCKET_PASS;
  if (v == VERDICT_WARN && j.verdict == VERDICT_PASS) return BUCKET_MACHINE;
  if (v == VERDICT_CANNOT_DECIDE && b->worsening <= c->r->options.max_regress) return BUCKET_CANNOT_DECIDE;
  return BUCKET_NONE;
}

/* Figures without samples are never tested: what is worse than allowed is worth a warning, and the rest shows nothing. */
static void judge_reported(struct compare *c, uint32_t bench, const struct gate_rule *rule) {
  struct bench_result *b = &c->r->benches.at[bench];
  struct gate *g = add_gate(c, bench, rule);
  bool over = b->worsening > g->allowed;
  b->excluded_because = STR("reported without samples: shown, and never tested");
  g->worsening = b->worsening;
  g->measured = compare_say_measured(c, bench, rule);
  g->formula = compare_say_formula(c, bench);
  settle(c, g, over ? VERDICT_WARN : VERDICT_NO_DATA,
         over ? STR("worse than allowed as reported, without samples to test it by") : STR("reported without samples: shown, and never tested against base"));
}

static void judge_relative(struct compare *c, uint32_t bench, const struct gate_rule *rule) {
  struct bench_result *b = &c->r->benches.at[bench];
  struct str not_judged = why_not_judged(c, bench);
  if (not_judged.n > 0) {
    b->excluded_because = not_judged;
    settle(c, add_gate(c, bench, rule), VERDICT_NO_DATA, not_judged);
    return;
  }
  if (b->no_samples && !b->exact) {
    judge_reported(c, bench, rule);
    return;
  }
  double allowed = rule ? rule->allowed : c->r->options.max_regress;
  struct tested t = tested_of(c, b, allowed);
  struct judgement j = b->exact ? judge_figures(c, bench, rule, allowed) : judge_tested(&t);
  if (!b->exact) find_count_needed(c, b, &t, j);
  enum verdict v = soften(c, b, rule, j.verdict);
  enum bucket k = rule == NULL ? bucket_of(c, b, j, v) : BUCKET_NONE;
  if (k != BUCKET_NONE) {
    into_bucket(c, bench, k, v);
    return;
  }

  struct gate *g = add_gate(c, bench, rule);
  struct str reason = compare_say_why(c, bench, &t, j.why);
  if (v != j.verdict && c->rows[bench].machine_differs) {
    struct str machine = compare_say_machine(c, bench);
    reason = arena_printf(c->r->arena, STR_FMT "; " STR_FMT, STR_ARG(reason), STR_ARG(machine));
  }
  g->worsening = b->worsening;
  g->count_needed = b->count_needed;
  g->measured = compare_say_measured(c, bench, rule);
  g->formula = compare_say_formula(c, bench);
  settle(c, g, v, reason);
}

/* The newest run of the history stands for a head that nobody gave: only absolute rules are held against it. */
static void judge_past(struct compare *c, uint32_t bench, const struct gate_rule *rule) {
  if (rule == NULL) into_bucket(c, bench, BUCKET_NO_BASE, VERDICT_UNMEASURED);
  else settle(c, add_gate(c, bench, rule), VERDICT_UNMEASURED, STR("no head was given: only absolute rules are held against the newest run of the history"));
}

static void judge_row(struct compare *c, uint32_t bench) {
  struct bench_result *b = &c->r->benches.at[bench];
  const struct rule_pick *pick = &c->rows[bench].pick;
  const struct gate_rule *relative = rule_at(c, pick->relative), *absolute = rule_at(c, pick->absolute);
  bool implicit = b->rule_set == RULE_SET_IMPLICIT;
  if (relative == NULL && absolute == NULL && !implicit) {
    b->excluded_because = b->no_samples ? STR("reported without samples: shown, and never tested") : STR("no rule speaks of it");
    return;
  }
  if (c->r->in->head_is_history && absolute == NULL) {
    judge_past(c, bench, relative);
    return;
  }
  if (!b->has[SIDE_HEAD]) {
    judge_removed(c, bench, relative ? relative : absolute);
    return;
  }
  if (absolute) judge_absolute(c, bench, absolute);
  if (relative == NULL && !implicit) return;
  if (c->r->in->head_is_history) judge_past(c, bench, relative);
  else if (b->has[SIDE_BASE]) judge_relative(c, bench, relative);
  else if (implicit && !c->has[SIDE_BASE]) into_bucket(c, bench, BUCKET_NO_BASE, missing_base_verdict(c->r));
  else judge_without_base(c, bench, relative);
}

/* A rule that has no row to hold for is a gate all the same: nothing may switch it off unseen. */
static struct gate *judge_rule_alone(struct compare *c, const struct gate_rule *rule, enum verdict v, struct str reason) {
  struct report *r = c->r;
  struct str says = rule->decl.problem.n || rule->unbounded ? rule->decl.text : compare_say_rule(r->arena, rule, rule->unit);
  struct gate *g = report_gate(r, rule->metric == METRIC_ALLOCS ? GATE_ALLOCATION : GATE_BENCHMARK,
                               rule->glob.n ? rule->glob : rule->decl.text, says);
  g->source = rule->decl.pos;
  g->verdict = v;
  g->reason = reason;
  return g;
}

/* Of two rules that say different things of the same benchmarks the first holds, and the run is no pass: which was meant? */
static void judge_shadowed(struct compare *c, const struct gate_rule *rule, const struct gate_rule *holds) {
  unsigned line = holds->decl.pos.line;
  struct arena *a = c->r->arena;
  bool differ = !num_same(rule->allowed, holds->allowed) || !num_same(rule->bound.value, holds->bound.value) || rule->bound.op != holds->bound.op;
  if (!str_eq(rule->glob, holds->glob))
    (void)judge_rule_alone(c, rule, VERDICT_UNMEASURED, arena_printf(a, "every benchmark it matches is under a more specific rule (line %u)", line));
  else if (differ)
    (void)judge_rule_alone(c, rule, VERDICT_NO_DATA, arena_printf(a, "contradicts line %u, which stands first and holds", line));
  else
    (void)judge_rule_alone(c, rule, VERDICT_UNMEASURED, arena_printf(a, "says what line %u says already", line));
}

/* What it says of some benchmark nobody knows, whatever it says of others. */
static void judge_limited(struct compare *c, const struct gate_rule *rule) {
  struct str reason = STR("too involved to be matched against every benchmark");
  (void)judge_rule_alone(c, rule, VERDICT_NO_DATA, reason);
  diag_add(c->r->diags, DIAG_PARSER_LIMIT, rule->decl.pos, STR_FMT, STR_ARG(reason));
}

static void judge_rule(struct compare *c, uint32_t i) {
  const struct gate_rule *rule = &c->r->in->doc->rules.at[i];
  if (rule->decl.problem.n > 0) {
    gate_unreadable(c->r, judge_rule_alone(c, rule, VERDICT_FAIL, STR_NONE), rule->decl.problem);
  } else if (rule->unbounded) {
    (void)judge_rule_alone(c, rule, VERDICT_UNMEASURED, STR("declares no bound"));
  } else if (c->match.use[i] == RULE_SHADOWED) {
    judge_shadowed(c, rule, &c->r->in->doc->rules.at[c->match.shadow[i]]);
  } else if (!c->has[SIDE_HEAD]) {
    (void)judge_rule_alone(c, rule, VERDICT_NO_DATA, STR("head has no benchmark to judge"));
  } else if (c->match.globs[i].pattern != NULL) {
    (void)judge_rule_alone(c, rule, VERDICT_NO_DATA, c->match.met[i] ? STR("no benchmark it matches has such a metric") : STR("matches no benchmark"));
  } else {
    (void)judge_rule_alone(c, rule, missing_verdict(&c->r->options, true),
                     c->match.met[i] ? STR("the benchmark it names has no such metric") : STR("names a benchmark that does not exist"));
  }
}

/* Which rules a gate speaks for; those that hold for new benchmarks only have none. */
static void mark_rules(const struct compare *c, bool *spoken) {
  VEC_EACH(const struct gate, g, &c->r->gates) {
    if (g->bench == INDEX_NONE) continue;
    const struct rule_pick *pick = &c->rows[g->bench].pick;
    if (pick->relative != INDEX_NONE) spoken[pick->relative] = true;
    if (pick->absolute != INDEX_NONE) spoken[pick->absolute] = true;
  }
}

static void close_buckets(struct compare *c) {
  static const struct {
    enum verdict verdict;
    const char *subject, *reason;
  } say[BUCKET_MAX] = {
      [BUCKET_PASS] = {VERDICT_PASS, "time metrics without a rule", "no change over what is allowed"},
      [BUCKET_MACHINE] = {VERDICT_WARN, "time metrics from different machines",
                          "nothing over what is allowed, but the results are of different machines, which shows nothing"},
      [BUCKET_CANNOT_DECIDE] = {VERDICT_CANNOT_DECIDE, "time metrics with too few samples or too much noise",
                                "no difference is shown, and none over what is allowed is excluded"},
      [BUCKET_NO_BASE] = {VERDICT_NO_DATA, "time metrics without a base", "no base to compare with"},
  };
  struct report *r = c->r;
  uint32_t gate[BUCKET_MAX] = {INDEX_NONE};
  for (size_t k = BUCKET_NONE + 1; k < BUCKET_MAX; k++) {
    if (c->bucket_rows[k] == 0) continue;
    struct gate *g = report_gate(r, GATE_BENCHMARK, str_of(say[k].subject), compare_say_implicit(r->arena, r->options.max_regress));
    g->verdict = k == BUCKET_NO_BASE ? missing_base_verdict(r) : say[k].verdict;
    g->reason = k == BUCKET_NO_BASE && r->in->head_is_history ? STR("no head was given to compare") : str_of(say[k].reason);
    g->measured = arena_printf(r->arena, "%u row%s", c->bucket_rows[k], c->bucket_rows[k] == 1 ? "" : "s");
    g->allowed = r->options.max_regress;
    g->built_in = true;
    gate[k] = (uint32_t)(g - r->gates.at);
  }
  for (size_t i = 0; i < r->benches.n; i++) {
    if (c->rows[i].bucket != BUCKET_NONE) r->benches.at[i].gate = gate[c->rows[i].bucket];
  }
}

void compare_gates(struct compare *c) {
  const struct gate_rule_vec *rules = &c->r->in->doc->rules;
  for (uint32_t i = 0; i < c->r->benches.n; i++) judge_row(c, i);
  bool *spoken = ARENA_ARRAY(c->r->arena, bool, rules->n);
  mark_rules(c, spoken);
  for (uint32_t i = 0; i < rules->n; i++) {
    if (c->match.globs[i].limited) judge_limited(c, &rules->at[i]);
    if (spoken[i] || c->match.globs[i].limited) continue;
    if (c->match.use[i] == RULE_HOLDS) (void)judge_rule_alone(c, &rules->at[i], VERDICT_UNMEASURED, STR("matches new benchmarks only"));
    else judge_rule(c, i);
  }
  close_buckets(c);
}
