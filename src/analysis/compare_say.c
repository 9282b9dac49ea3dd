/* What the gates of the comparison say. */
#include "analysis/compare_parts.h"
#include "analysis/say.h"
#include "analysis/stats_rank.h"
#include "base/num.h"

#include <math.h>

static const struct bench_id *id_of(const struct compare *c, uint32_t bench) {
  return &c->t->rows.at[c->r->benches.at[bench].row].id;
}

struct str compare_say_subject(const struct compare *c, uint32_t bench) {
  const struct bench_id *id = id_of(c, bench);
  struct buf b = BUF_INIT;
  if (c->rows[bench].name_is_shared) {
    if (id->suite.n > 0) {
      buf_str(&b, id->suite);
      buf_char(&b, '.');
    }
    bench_id_put(&b, id);
  } else {
    buf_str(&b, id->name);
    buf_str(&b, id->params);
  }
  buf_char(&b, ' ');
  buf_str(&b, id->unit);
  return buf_take(&b, c->r->arena);
}

/* "2 %", "0.5 %": as many digits as the figure has. */
static struct str say_allowed(struct arena *a, double fraction) {
  struct buf b = BUF_INIT;
  num_put_f64(&b, round(fabs(fraction) * 1e8) / 1e6);
  buf_cstr(&b, "\xc2\xa0%");
  return buf_take(&b, a);
}

static struct str say_relative(struct arena *a, const struct gate_rule *rule) {
  bool time = rule->metric == METRIC_TIME;
  struct str by = say_allowed(a, rule->allowed);
  if (rule->allowed < 0) return arena_printf(a, "%s by at least " STR_FMT, time ? "faster" : "better", STR_ARG(by));
  if (num_is_zero(rule->allowed)) return STR("no regression");
  return arena_printf(a, "%s by %s " STR_FMT, time ? "slower" : "worse", rule->strict ? "less than" : "at most", STR_ARG(by));
}

static struct str say_allocations(struct arena *a, double allowed) {
  if (!(allowed > 0)) return STR("no new allocations");
  struct buf b = BUF_INIT;
  buf_cstr(&b, "at most ");
  num_put_f64(&b, allowed);
  buf_cstr(&b, " new allocations");
  return buf_take(&b, a);
}

struct str compare_say_rule(struct arena *a, const struct gate_rule *rule, struct str unit) {
  switch (rule->kind) {
  case RULE_RELATIVE:
  case RULE_NO_REGRESSION: return say_relative(a, rule);
  case RULE_ALLOCATIONS: return say_allocations(a, rule->allowed);
  case RULE_ABSOLUTE: {
    struct str limit = say_bench(a, rule->bound.value, unit);
    return arena_printf(a, "%s " STR_FMT, say_bound_op(rule->bound.op), STR_ARG(limit));
  }
  case RULE_KIND_MAX: break;
  }
  return STR_NONE;
}

struct str compare_say_implicit(struct arena *a, double allowed) {
  struct str by = say_allowed(a, allowed);
  return arena_printf(a, "slower by %s " STR_FMT " (built in)", allowed < 0 ? "at least" : "less than", STR_ARG(by));
}

static struct str say_worsening(struct arena *a, double w) {
  if (isfinite(w)) return say_change(a, w);
  return w > 0 ? STR("unbounded") : STR("unbounded for the better");
}

/* "+15.2 % to +18.0 %"; an end beyond reach says so. */
static struct str say_interval(struct arena *a, const struct bench_result *b) {
  if (!b->change_bounded) return STR("unbounded");
  struct str lo = say_worsening(a, b->worsening_lo), hi = say_worsening(a, b->worsening_hi);
  return arena_printf(a, STR_FMT " to " STR_FMT, STR_ARG(lo), STR_ARG(hi));
}

/* Where higher is better the figure is not the change that tables show: it says which way it goes, and how it comes about. */
static const char *say_direction(const struct bench_result *b, bool higher) {
  if (!higher || num_is_zero(b->worsening) || !isfinite(b->worsening)) return "";
  return b->worsening > 0 ? " worse" : ", for the better";
}

struct str compare_say_measured(const struct compare *c, uint32_t bench, const struct gate_rule *rule) {
  struct arena *a = c->r->arena;
  const struct bench_result *b = &c->r->benches.at[bench];
  struct str unit = id_of(c, bench)->unit;
  double base = b->side[SIDE_BASE].centre, head = b->side[SIDE_HEAD].centre;
  struct str from = say_bench(a, base, unit), to = say_bench(a, head, unit), by = say_worsening(a, b->worsening);
  if (rule != NULL && rule->kind == RULE_ALLOCATIONS) {
    struct buf n = BUF_INIT;
    if (head > base) buf_char(&n, '+');
    num_put_f64(&n, head - base);
    by = buf_take(&n, a);
  }
  bool higher = c->rows[bench].better == BETTER_HIGHER && (rule == NULL || rule->kind != RULE_ALLOCATIONS);
  struct str both = arena_printf(a, STR_FMT "%s (" STR_FMT " → " STR_FMT "%s", STR_ARG(by), say_direction(b, higher), STR_ARG(from), STR_ARG(to),
                                 higher ? ", base ÷ head − 1" : "");
  if (b->exact) return arena_printf(a, STR_FMT ")", STR_ARG(both));
  struct str interval = say_interval(a, b);
  return arena_printf(a, STR_FMT ", interval " STR_FMT ")", STR_ARG(both), STR_ARG(interval));
}

struct str compare_say_head(const struct compare *c, uint32_t bench, double lo, double hi) {
  struct arena *a = c->r->arena;
  struct str unit = id_of(c, bench)->unit;
  struct str centre = say_bench(a, c->r->benches.at[bench].side[SIDE_HEAD].centre, unit);
  if (num_same(lo, hi)) return centre;
  struct str from = say_bench(a, lo, unit), to = say_bench(a, hi, unit);
  return arena_printf(a, STR_FMT " (" STR_FMT " to " STR_FMT ")", STR_ARG(centre), STR_ARG(from), STR_ARG(to));
}

/* What count would let a difference be seen; only where that is what is lacking. */
static struct str say_count_needed(struct arena *a, const struct bench_result *b, uint32_t m) {
  if (b->count_needed == 0) return STR("less noise or more samples would decide");
  return arena_printf(a, "%u and %u samples cannot show one among %u comparison%s; %u samples a side could", b->side[SIDE_BASE].n,
                      b->side[SIDE_HEAD].n, m, m == 1 ? "" : "s", b->count_needed);
}

struct str compare_say_why(const struct compare *c, uint32_t bench, const struct tested *t, enum verdict_why why) {
  struct arena *a = c->r->arena;
  const struct bench_result *b = &c->r->benches.at[bench];
  struct str p = say_p(a, b->p), corrected = say_p(a, b->p_corrected), hi = say_worsening(a, b->worsening_hi);
  switch (why) {
  case WHY_PROVEN:
    return arena_printf(a, "worse than allowed, and proven: corrected p " STR_FMT, STR_ARG(corrected));
  case WHY_UNCORRECTED:
    return arena_printf(a, "worse than allowed over the whole interval; p " STR_FMT ", uncorrected: %u samples a side would allow the "
                        "correction for %u comparisons", STR_ARG(p), b->count_needed, t->m);
  case WHY_OVER: return STR("over what is allowed");
  case WHY_AMONG_MANY:
    return arena_printf(a, "worse than allowed, but not proven among %u comparisons: p " STR_FMT ", corrected p " STR_FMT, t->m,
                        STR_ARG(p), STR_ARG(corrected));
  case WHY_MAY_BE_OVER:
    return arena_printf(a, "a proven change that may be as much as " STR_FMT "%s", STR_ARG(hi), c->rows[bench].better == BETTER_HIGHER ? " worse" : "");
  case WHY_MEDIANS_OVER: return STR("the medians are over what is allowed, but the samples of the sides overlap");
  case WHY_NOT_PROVEN: {
    struct str need = say_count_needed(a, b, t->m);
    return arena_printf(a, "no difference is shown and none is excluded (p " STR_FMT "): " STR_FMT, STR_ARG(p), STR_ARG(need));
  }
  case WHY_GOAL_OPEN: return STR("the improvement that is required is neither shown nor excluded");
  case WHY_STRADDLES: return STR("the measurement straddles the bound");
  case WHY_NO_CHANGE_OVER: return arena_printf(a, "no change over what is allowed (p " STR_FMT ")", STR_ARG(p));
  case WHY_GOAL_MET: return STR("the whole interval shows the improvement that is required");
  case WHY_GOAL_MISSED: return STR("the whole interval misses the improvement that is required");
  case WHY_WITHIN: return STR("within what is allowed");
  case WHY_BETTER: return STR("better by more than the allowance: refresh the baseline?");
  }
  return STR_NONE;
}

struct str compare_say_formula(const struct compare *c, uint32_t bench) {
  struct arena *a = c->r->arena;
  const struct bench_result *b = &c->r->benches.at[bench];
  bool lower = c->rows[bench].better == BETTER_LOWER;
  struct str unit = id_of(c, bench)->unit;
  struct str over = say_bench(a, b->side[lower ? SIDE_HEAD : SIDE_BASE].centre, unit);
  struct str under = say_bench(a, b->side[lower ? SIDE_BASE : SIDE_HEAD].centre, unit);
  struct str by = say_worsening(a, b->worsening);
  struct str ratio = arena_printf(a, STR_FMT " / " STR_FMT " − 1 = " STR_FMT, STR_ARG(over), STR_ARG(under), STR_ARG(by));
  if (!b->in_family) return ratio;
  struct str p = say_p(a, b->p), corrected = say_p(a, b->p_corrected);
  const struct family *f = &c->r->families[b->rule_set];
  return arena_printf(a, STR_FMT "; Mann-Whitney n = %u + %u, p " STR_FMT "; %s, m = %u: p " STR_FMT, STR_ARG(ratio),
                      b->side[SIDE_BASE].n, b->side[SIDE_HEAD].n, STR_ARG(p), correction_words(f->correction), f->m, STR_ARG(corrected));
}

static struct str say_machine(const struct compare *c, uint32_t one, uint32_t other, const char *where) {
  struct str key = bench_machine_differs(c->t, one, other);
  if (key.n == 0) return STR_NONE;
  struct str a = bench_config_get(c->t, one, key), b = bench_config_get(c->t, other, key);
  return arena_printf(c->r->arena, STR_FMT " differs%s (\"" STR_FMT "\" and \"" STR_FMT "\"), so a warning at most", STR_ARG(key), where,
                      STR_ARG(a), STR_ARG(b));
}

struct str compare_say_machine(const struct compare *c, uint32_t bench) {
  const struct bench_result *b = &c->r->benches.at[bench];
  const struct bench_side *base = &c->t->rows.at[b->base_row].side[SIDE_BASE], *head = &c->t->rows.at[b->row].side[SIDE_HEAD];
  struct str said = say_machine(c, base->config, head->config, "");
  if (said.n == 0) said = say_machine(c, base->config, base->other_machine, " within base");
  return said.n ? said : say_machine(c, head->config, head->other_machine, " within head");
}
