#include "analysis/pgo.h"

#include "analysis/missing.h"
#include "analysis/profile_drift.h"
#include "analysis/profile_pick.h"
#include "analysis/say.h"

static bool has_file(const struct profile *p, struct str name, struct str end) {
  VEC_EACH(const struct str, file, &p->files[SIDE_HEAD]) {
    struct str base = str_base_name(*file);
    if (name.n > 0 ? str_eq(base, name) : str_ends(base, end)) return true;
  }
  return false;
}

/* Of one file with several sample types, that of the CPU is asked about. */
static uint32_t profile_from(const struct report *r, struct str name, struct str end) {
  uint32_t cpu = profile_pick_cpu(r), first = INDEX_NONE;
  for (uint32_t i = 0; i < r->profiles.n; i++) {
    if (!has_file(&r->in->profiles.at[r->profiles.at[i].profile], name, end)) continue;
    if (i == cpu) return i;
    if (first == INDEX_NONE) first = i;
  }
  return first;
}

static uint32_t pick(const struct report *r, bool *as_named) {
  struct str named = r->in->doc->pgo_profile;
  uint32_t found = named.n > 0 ? profile_from(r, named, STR_NONE) : INDEX_NONE;
  *as_named = named.n == 0 || found != INDEX_NONE;
  if (found == INDEX_NONE) found = profile_from(r, STR_NONE, STR(".pgo"));
  if (found == INDEX_NONE) found = profile_pick_cpu(r);
  bool has_head = found != INDEX_NONE && r->in->profiles.at[r->profiles.at[found].profile].has[SIDE_HEAD];
  return has_head ? found : INDEX_NONE;
}

static struct str rule_words(struct arena *a, const struct pgo_rule *rule) {
  const char *op = say_bound_op(rule->op);
  switch (rule->kind) {
  case PGO_SAMPLES: return arena_printf(a, "%s " STR_FMT " samples", op, STR_ARG(say_count(a, (uint64_t)rule->limit)));
  case PGO_AGE: return arena_printf(a, "%s " STR_FMT " old", op, STR_ARG(say_span(a, rule->limit)));
  case PGO_DRIFT: return arena_printf(a, "shape drift %s " STR_FMT, op, STR_ARG(say_percent(a, rule->limit, 1)));
  case PGO_LOAD:
  case PGO_KIND_MAX: break;
  }
  return rule->decl.text;
}

static void settle(struct gate *g, enum verdict v, struct str reason) {
  g->verdict = v;
  g->reason = reason;
}

static void judge_samples(struct report *r, struct gate *g, const struct pgo_rule *rule, const struct profile *p) {
  double n = profile_events(p, SIDE_HEAD);
  g->allowed = rule->limit;
  if (!(n > 0)) {
    settle(g, VERDICT_UNMEASURED, STR("the profile does not say how many samples it has"));
    return;
  }
  bool enough = rule->op == BOUND_ABOVE ? n > rule->limit : n >= rule->limit;
  g->measured = arena_printf(r->arena, STR_FMT " samples", STR_ARG(say_count(r->arena, (uint64_t)n)));
  settle(g, enough ? VERDICT_PASS : VERDICT_FAIL, enough ? STR("enough samples to guide a build") : STR("too few samples: rare paths would be laid out by chance"));
}

static void judge_age(struct report *r, struct gate *g, const struct pgo_rule *rule, const struct profile *p) {
  g->allowed = rule->limit;
  if (p->time_s[SIDE_HEAD] == 0 || !r->now.known) {
    settle(g, VERDICT_UNMEASURED, p->time_s[SIDE_HEAD] == 0 ? STR("the profile does not say when it was collected") : STR("nothing says what day it is (--now)"));
    return;
  }
  double age = (double)(r->now.s - p->time_s[SIDE_HEAD]);
  if (age < 0) {
    g->measured = STR("collected after the time of this report");
    settle(g, VERDICT_PASS, STR("not old"));
    return;
  }
  struct str span = say_span(r->arena, age);
  g->measured = arena_printf(r->arena, STR_FMT " old", STR_ARG(span));
  settle(g, age <= rule->limit ? VERDICT_PASS : VERDICT_FAIL, age <= rule->limit ? STR("collected recently enough") : STR("to be collected again: code and traffic have moved on"));
}

static struct str drift_formula(struct arena *a, const struct profile_drift *d) {
  struct str moved = say_percent(a, d->moved, 2), chance = say_percent(a, d->chance, 2), margin = say_percent(a, d->margin, 2);
  struct str noise = d->has_noise ? arena_printf(a, "; of two samples of one shape: " STR_FMT " on average, more by " STR_FMT " in one of twenty",
                                                 STR_ARG(chance), STR_ARG(margin))
                                  : STR("; the number of sample events is not known");
  return arena_printf(a, "\xc2\xbd \xce\xa3 |head \xe2\x88\x92 base| of self shares = " STR_FMT STR_FMT, STR_ARG(moved), STR_ARG(noise));
}

/* Absolute, as MODEL.md section 3 has it: an interval that is over fails, one that is within passes, one that straddles the limit is
 * indeterminate. Without one the figure is compared, and what is over warns. */
static void judge_drift(struct report *r, struct gate *g, const struct pgo_rule *rule, const struct profile *p) {
  struct profile_drift d = profile_drift_of(p);
  g->allowed = rule->limit;
  if (!d.known) {
    settle(g, missing_base_verdict(r), STR("no base profile to compare with"));
    return;
  }
  g->measured = say_percent(r->arena, d.moved, 1);
  g->formula = drift_formula(r->arena, &d);
  double least = d.moved - d.chance - d.margin, most = d.moved + d.margin; /* margin: 0 where nobody knows */
  bool within = rule->op == BOUND_BELOW ? most < rule->limit : most <= rule->limit;
  if (within) settle(g, VERDICT_PASS, STR("the profile has kept its shape"));
  else if (!d.has_noise) settle(g, VERDICT_WARN, STR("the shape changed; the number of sample events is not known, so this cannot fail"));
  else if (least > rule->limit) settle(g, VERDICT_FAIL, STR("the shape changed by more than sampling explains: review it, and collect the profile again"));
  else settle(g, VERDICT_INDETERMINATE, STR("so few samples do not tell on which side of the limit the drift is"));
}

/* The document names another profile than the one that was judged. */
static struct str instead(const struct report *r, struct str reason) {
  return arena_printf(r->arena, STR_FMT "; no input of head is " STR_FMT ", which the document names: this is another profile", STR_ARG(reason),
                      STR_ARG(r->in->doc->pgo_profile));
}

void pgo_judge(struct report *r) {
  bool as_named;
  uint32_t index = pick(r, &as_named);
  const struct profile *p = index == INDEX_NONE ? NULL : &r->in->profiles.at[r->profiles.at[index].profile];
  VEC_EACH(const struct pgo_rule, rule, &r->in->doc->pgo) {
    struct str subject = p ? arena_printf(r->arena, "profile " STR_FMT, STR_ARG(p->key)) : STR("profile");
    struct gate *g = report_gate(r, GATE_PGO, subject, rule_words(r->arena, rule));
    g->source = rule->decl.pos;
    g->profile = index;
    if (rule->decl.problem.n > 0) gate_unreadable(r, g, rule->decl.problem);
    else if (p == NULL) settle(g, VERDICT_UNMEASURED, STR("no profile of head was given"));
    else if (rule->kind == PGO_SAMPLES) judge_samples(r, g, rule, p);
    else if (rule->kind == PGO_AGE) judge_age(r, g, rule, p);
    else if (rule->kind == PGO_DRIFT) judge_drift(r, g, rule, p);
    else settle(g, VERDICT_UNMEASURED, STR("no input says under which load the profile was collected"));
    if (!as_named && p && !g->unreadable) g->reason = instead(r, g->reason);
  }
}
