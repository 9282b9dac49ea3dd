#include "analysis/verdict.h"

#include "analysis/say.h"
#include "analysis/trend_series.h"

#include <math.h>

struct ranked {
  struct gate gate;
  uint32_t was;
};

static int by_severity(const void *a, const void *b) {
  const struct gate *x = &((const struct ranked *)a)->gate, *y = &((const struct ranked *)b)->gate;
  if (x->verdict != y->verdict) return x->verdict < y->verdict ? -1 : 1;
  if (x->built_in != y->built_in) return x->built_in ? 1 : -1;
  if (x->source.line != y->source.line) return x->source.line < y->source.line ? -1 : 1;
  bool known_x = !isnan(x->worsening), known_y = !isnan(y->worsening);
  if (known_x != known_y) return known_x ? -1 : 1;
  if (known_x && x->worsening > y->worsening) return -1;
  if (known_x && x->worsening < y->worsening) return 1;
  return 0;
}

static void remap(uint32_t *index, const uint32_t *to) {
  if (*index != INDEX_NONE) *index = to[*index];
}

static void order_gates(struct report *r) {
  size_t n = r->gates.n;
  struct ranked *ranked = ARENA_ARRAY(r->arena, struct ranked, n);
  uint32_t *to = ARENA_ARRAY(r->arena, uint32_t, n);
  for (uint32_t i = 0; i < n; i++) ranked[i] = (struct ranked){r->gates.at[i], i};
  vec_sort(r->arena, ranked, n, sizeof *ranked, by_severity);
  for (uint32_t i = 0; i < n; i++) {
    r->gates.at[i] = ranked[i].gate;
    to[ranked[i].was] = i;
  }
  VEC_EACH(struct bench_result, it, &r->benches) remap(&it->gate, to);
  VEC_EACH(struct trend_result, it, &r->trends) remap(&it->gate, to);
  VEC_EACH(struct slo_result, it, &r->slos) remap(&it->gate, to);
  VEC_EACH(struct budget_result, it, &r->components) remap(&it->gate, to);
  VEC_EACH(struct budget_result, it, &r->routes) remap(&it->gate, to);
  for (size_t i = 0; i < r->in->doc->waivers.n; i++) {
    VEC_EACH(uint32_t, used, &r->waivers[i].used_by) remap(used, to);
  }
}

static void tell_item(struct report *r, const struct gate *g) {
  switch (g->kind) {
  case GATE_SLO:
  case GATE_ERROR_BUDGET:
  case GATE_RESOURCE: r->slos.at[g->item].verdict = g->verdict; return;
  case GATE_COMPONENT: r->components.at[g->item].verdict = g->verdict; return;
  case GATE_ROUTE: r->routes.at[g->item].verdict = g->verdict; return;
  case GATE_TREND:
    r->trends.at[g->item].verdict = g->verdict;
    r->trends.at[g->item].gate = (uint32_t)(g - r->gates.at);
    return;
  case GATE_BENCHMARK:
  case GATE_ALLOCATION:
  case GATE_PROFILE:
  case GATE_CANARY:
  case GATE_PGO:
  case GATE_DOCUMENT:
  case GATE_KIND_MAX: return;
  }
}

/* What was judged has the verdict of its gate as it stands now: a waiver may have changed it. Of a row's several gates the worst
 * counts, so the worst has the last word. */
static void tell_subjects(struct report *r) {
  for (uint32_t i = (uint32_t)r->gates.n; i-- > 0;) {
    const struct gate *g = &r->gates.at[i];
    if (g->bench != INDEX_NONE && g->kind != GATE_TREND) { /* a trend is not the row's own comparison */
      r->benches.at[g->bench].gate = i;
      r->benches.at[g->bench].rule = g->ruled_by;
      r->benches.at[g->bench].verdict = g->verdict;
    }
    if (g->item != INDEX_NONE) tell_item(r, g);
    if (g->function != INDEX_NONE) r->profiles.at[g->profile].functions.at[g->function].verdict = g->verdict;
  }
}

static bool any(const struct report *r, enum verdict v) {
  return r->verdicts[v] > 0;
}

/* --strict: what nobody could judge fails the run, and the page says so. */
static bool strictly_failed(const struct report *r) {
  return r->options.strict && (any(r, VERDICT_CANNOT_DECIDE) || any(r, VERDICT_INDETERMINATE) || any(r, VERDICT_NO_DATA) ||
                               any(r, VERDICT_UNMEASURED));
}

/* Whether anything was held against what this run is about. Unless the history is all there is, what it says of itself is no judgement:
 * a base or a head that was lost must not go green because a history is kept. */
static bool was_judged(const struct report *r) {
  bool past_counts = r->in->head_is_history;
  VEC_EACH(const struct gate, g, &r->gates) {
    bool judged = g->verdict == VERDICT_PASS || g->verdict == VERDICT_WARN || g->verdict == VERDICT_WAIVED;
    if (judged && (g->kind != GATE_TREND || past_counts)) return true;
  }
  return false;
}

static enum verdict run_verdict(const struct report *r) {
  if (any(r, VERDICT_FAIL) || strictly_failed(r)) return VERDICT_FAIL;
  bool judged = was_judged(r);
  /* A bad input leaves the judgement incomplete: what was read may pass, the run may not. */
  if (!judged || r->in->bad) return VERDICT_NO_DATA;
  bool warned = any(r, VERDICT_WARN) || any(r, VERDICT_WAIVED) || any(r, VERDICT_CANNOT_DECIDE) ||
                any(r, VERDICT_INDETERMINATE) || any(r, VERDICT_NO_DATA) || r->in->same_run;
  return warned ? VERDICT_WARN : VERDICT_PASS;
}

static int run_exit(const struct report *r) {
  if (r->verdict == VERDICT_FAIL && !r->options.exit_zero) return 1;
  if (r->in->bad) return 3;
  /* A first run lacks a base; one that lacks a head has nothing to say at all. */
  bool excused = r->no_base_yet && r->in->has_role[SIDE_HEAD];
  return r->verdict == VERDICT_NO_DATA && r->options.for_whom == FOR_PR && !excused ? 3 : 0;
}

/* Nothing was judged: a young history is the reason where there is nothing else. */
static struct str nothing_judged(struct report *r) {
  uint32_t longest = 0;
  VEC_EACH(const struct trend_result, t, &r->trends) longest = t->runs > longest ? t->runs : longest;
  if (longest == 0 || longest >= 2 * TREND_LASTING) return STR("Nothing was judged. ");
  return arena_printf(r->arena, "Nothing was judged: a series of the history is judged from %d runs on, and the longest has %u. ", 2 * TREND_LASTING, longest);
}

static struct str headline_of(struct report *r) {
  struct str counts = say_verdicts(r->arena, r->verdicts);
  struct str start = STR_NONE;
  if (r->no_base_yet && r->in->has_role[SIDE_HEAD]) start = STR("No base yet: relative gates wait for one. ");
  else if (r->in->bad) start = STR("An input is bad, so this run is not a judgement of all of it. ");
  else if (r->in->same_run) start = STR("Base and head are one run: the same bytes stand on both sides. ");
  else if (r->verdict == VERDICT_NO_DATA) start = nothing_judged(r);
  if (r->gates.n == 0)
    return arena_printf(r->arena, STR_FMT "No gate is declared. Exit status %d.", STR_ARG(start), r->exit_status);
  return arena_printf(r->arena, STR_FMT "Of %lu gate%s " STR_FMT ". Exit status %d.", STR_ARG(start),
                      (unsigned long)r->gates.n, r->gates.n == 1 ? "" : "s", STR_ARG(counts), r->exit_status);
}

/* Whether a gate belongs on top at all: what stops or worries a reviewer. */
static bool is_reason(const struct gate *g) {
  switch (g->verdict) {
  case VERDICT_FAIL:
  case VERDICT_WARN: return true;
  case VERDICT_CANNOT_DECIDE: return !isnan(g->worsening) && g->worsening > g->allowed;
  case VERDICT_NO_DATA:
  case VERDICT_INDETERMINATE:
  case VERDICT_WAIVED:
  case VERDICT_PASS:
  case VERDICT_UNMEASURED:
  case VERDICT_MAX: break;
  }
  return false;
}

/* Among equal verdicts the larger worsening is the better reason; an unbounded one (0 -> x) has no figure and comes last. */
static bool better_reason(const struct gate *a, const struct gate *b) {
  if (a->verdict != b->verdict) return a->verdict < b->verdict;
  if (a->kind != b->kind) return a->kind < b->kind;
  double x = isfinite(a->worsening) ? a->worsening : 0, y = isfinite(b->worsening) ? b->worsening : 0;
  return x > y;
}

/* Whether an earlier reason already names this function as its cause. */
static bool is_told(const struct report *r, const struct gate *g) {
  for (uint32_t i = 0; i < r->reasons_n; i++) {
    const struct cause *c = &r->gates.at[r->reasons[i].gate].cause;
    if (g->kind == GATE_PROFILE && c->known && c->profile == g->profile && c->index == g->function) return true;
  }
  return false;
}

/* The worst verdict stands first, whatever made them differ. */
static void add_reason(struct report *r, uint32_t gate) {
  uint32_t at = r->reasons_n++;
  for (; at > 0 && r->gates.at[r->reasons[at - 1].gate].verdict > r->gates.at[gate].verdict; at--) r->reasons[at] = r->reasons[at - 1];
  r->reasons[at].gate = gate;
}

/* The three reasons differ in kind where they can: three rows of one regression would tell one thing three times. */
static void choose_reasons(struct report *r) {
  bool kind_used[GATE_KIND_MAX] = {false};
  for (int pass = 0; pass < 2; pass++) {
    while (r->reasons_n < 3) {
      const struct gate *best = NULL;
      VEC_EACH(const struct gate, g, &r->gates) {
        bool taken = pass == 0 && (kind_used[g->kind] || is_told(r, g));
        for (uint32_t i = 0; i < r->reasons_n; i++) taken = taken || &r->gates.at[r->reasons[i].gate] == g;
        if (taken || !is_reason(g)) continue;
        if (best == NULL || better_reason(g, best)) best = g;
      }
      if (best == NULL) break;
      kind_used[best->kind] = true;
      add_reason(r, (uint32_t)(best - r->gates.at));
    }
  }
}

static struct str reason_text(struct report *r, const struct gate *g) {
  struct arena *a = r->arena;
  if (g->measured.n == 0) return arena_printf(a, STR_FMT ": " STR_FMT, STR_ARG(g->subject), STR_ARG(g->reason));
  return arena_printf(a, STR_FMT ": " STR_FMT "; " STR_FMT " (rule: " STR_FMT ")", STR_ARG(g->subject), STR_ARG(g->measured),
                      STR_ARG(g->reason), STR_ARG(g->rule));
}

void verdict_settle(struct report *r) {
  order_gates(r);
  tell_subjects(r);
  VEC_EACH(const struct gate, g, &r->gates) r->verdicts[g->verdict]++;
  r->verdict = run_verdict(r);
  r->exit_status = run_exit(r);
  r->headline = headline_of(r);
  choose_reasons(r);
  for (uint32_t i = 0; i < r->reasons_n; i++) {
    const struct gate *g = &r->gates.at[r->reasons[i].gate];
    r->reasons[i].text = reason_text(r, g);
    r->reasons[i].cause = g->cause;
  }
}
