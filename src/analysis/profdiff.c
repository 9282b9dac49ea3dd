#include "analysis/profdiff.h"

#include "analysis/missing.h"
#include "analysis/profdiff_growth.h"
#include "analysis/profdiff_hotspot.h"
#include "analysis/profdiff_say.h"
#include "analysis/stats_multiple.h"
#include "analysis/stats_normal.h"

#include <math.h>

enum { CHURN_TOP = 10 };

/* One profile being judged. */
struct judging {
  struct report *r;
  const struct profile *profile;
  const struct calltree *tree;
  struct arena *scratch;      /* for the length of one profile */
  struct profile_shares shares;
  struct profile_gate limits;
  bool built_in;
  double alpha, z;
  uint32_t index;             /* into r->profiles */
  uint32_t *function_of;      /* by name: index into its functions, or INDEX_NONE */
  enum verdict *self;         /* by name: of the row about its self share, VERDICT_PASS for none */
  uint32_t gates;             /* made for this profile */
};

static struct function_result *function_at(const struct judging *j, uint32_t name) {
  return &j->r->profiles.at[j->index].functions.at[j->function_of[name]];
}

static double head_scaled(const struct judging *j, double head) {
  return head / j->shares.scale;
}

/* ---- functions ---- */

struct ordered {
  struct function_result f;
  struct str name;
};

static int by_head(const void *a, const void *b) {
  const struct ordered *x = a, *y = b;
  for (int side = SIDE_HEAD; side >= SIDE_BASE; side--) {
    double p = x->f.self[side], q = y->f.self[side];
    if (p < q || p > q) return p > q ? -1 : 1;
  }
  return str_cmp(x->name, y->name);
}

static struct function_result function_of(const struct judging *j, uint32_t name) {
  const struct call_function *c = &j->tree->functions[name];
  struct function_result f = {.name = name, .p = 1, .p_corrected = 1, .verdict = VERDICT_UNMEASURED};
  for (size_t s = 0; s < SIDE_MAX; s++) {
    f.self[s] = profile_share(&j->shares, (enum side)s, c->self[s]);
    f.total[s] = profile_share(&j->shares, (enum side)s, c->total[s]);
  }
  f.hotspot = profdiff_hotspot(j->r->in->doc, j->tree->names[name]);
  if (!j->shares.two_sided) return f;
  f.is_new = c->total[SIDE_BASE] == 0;
  f.is_gone = c->total[SIDE_HEAD] == 0;
  f.self_change = profile_growth(&j->shares, c->self);
  f.total_change = profile_growth(&j->shares, c->total);
  f.has_interval = j->shares.has_noise;
  if (f.has_interval) {
    struct stat_share_change change = profile_change(&j->shares, c->self, j->z);
    f.self_lo = change.lo;
    f.self_hi = change.hi;
    f.p = change.p;
  }
  return f;
}

static void list_functions(struct judging *j) {
  const struct calltree *t = j->tree;
  struct ordered *all = ARENA_ARRAY(j->scratch, struct ordered, t->names_n);
  size_t n = 0;
  for (uint32_t i = 1; i < t->names_n; i++) {
    const struct call_function *c = &t->functions[i];
    if (c->total[SIDE_BASE] + c->total[SIDE_HEAD] > 0) all[n++] = (struct ordered){function_of(j, i), t->names[i]};
  }
  vec_sort(j->scratch, all, n, sizeof *all, by_head);
  struct function_vec *out = &j->r->profiles.at[j->index].functions;
  j->function_of = ARENA_ARRAY(j->scratch, uint32_t, t->names_n);
  for (uint32_t i = 0; i < t->names_n; i++) j->function_of[i] = INDEX_NONE;
  for (size_t i = 0; i < n; i++) {
    j->function_of[all[i].f.name] = (uint32_t)i;
    *VEC_PUSH(j->r->arena, out) = all[i].f;
  }
}

/* 1 - |top now and then| / N, over the functions with most self share; N is 10, or all there are on the busier side. */
static double churn_of(const struct judging *j, const struct function_vec *functions) {
  if (!j->shares.two_sided) return (double)NAN;
  struct ordered *by_base = ARENA_ARRAY(j->scratch, struct ordered, functions->n);
  for (size_t i = 0; i < functions->n; i++) {
    struct function_result f = functions->at[i];
    f.self[SIDE_HEAD] = f.self[SIDE_BASE];
    by_base[i] = (struct ordered){f, j->tree->names[f.name]};
  }
  vec_sort(j->scratch, by_base, functions->n, sizeof *by_base, by_head);
  size_t n = functions->n < CHURN_TOP ? functions->n : CHURN_TOP;
  size_t now = 0, then = 0, both = 0;
  while (now < n && functions->at[now].self[SIDE_HEAD] > 0) now++;
  while (then < n && by_base[then].f.self[SIDE_BASE] > 0) then++;
  for (size_t i = 0; i < now; i++)
    for (size_t k = 0; k < then; k++) both += functions->at[i].name == by_base[k].f.name;
  size_t of = now > then ? now : then;
  return of ? 1 - (double)both / (double)of : 0;
}

/* ---- gates ---- */

/* Whether a share grew beyond the limits. The floor keeps a growth from next to nothing out of the relative rule. */
static bool is_beyond(const struct judging *j, double base, double scaled) {
  double growth = scaled - base;
  if (growth > j->limits.absolute) return true;
  return scaled >= j->limits.floor && growth > j->limits.relative * fmax(base, j->limits.floor);
}

/* Beyond the limits: what noise allows to say. VERDICT_PASS when it may be noise. */
static enum verdict verdict_of(const struct judging *j, double lo, double p, double p_corrected) {
  if (!j->shares.has_noise) return VERDICT_WARN;
  if (lo <= 0 || p >= j->alpha) return VERDICT_PASS;
  return p_corrected < j->alpha && !j->built_in ? VERDICT_FAIL : VERDICT_WARN;
}

static const char *why_only_a_warning(const struct judging *j, double p_corrected) {
  if (!j->shares.has_noise) return "; the number of sampled events is not known, so this cannot fail";
  if (p_corrected >= j->alpha) return "; not proven among so many functions, so this cannot fail";
  return j->built_in ? "; no rule of the document says so, so this cannot fail" : "";
}

static struct gate *add_gate(struct judging *j, uint32_t name, struct str rule) {
  struct gate *g = report_gate(j->r, GATE_PROFILE, name ? j->tree->names[name] : arena_printf(j->r->arena, "profile " STR_FMT, STR_ARG(j->profile->key)), rule);
  g->source = j->limits.decl.pos;
  g->built_in = j->built_in;
  g->allowed = j->limits.relative;
  g->profile = j->index;
  if (name) g->function = j->function_of[name];
  j->gates++;
  return g;
}

static struct profile_growth_said said_of(const struct judging *j, const char *what, const uint64_t count[SIDE_MAX]) {
  struct profile_growth_said s = {.what = what, .scale = j->shares.scale, .has_noise = j->shares.has_noise};
  s.base = profile_share(&j->shares, SIDE_BASE, count[SIDE_BASE]);
  s.head = profile_share(&j->shares, SIDE_HEAD, count[SIDE_HEAD]);
  s.scaled = head_scaled(j, s.head);
  if (!s.has_noise) return s;
  struct stat_share_change c = profile_change(&j->shares, count, j->z);
  s.lo = c.lo;
  s.hi = c.hi;
  return s;
}

static void fill_gate(struct judging *j, struct gate *g, enum verdict v, const struct profile_growth_said *s) {
  g->verdict = v;
  g->measured = profdiff_say_measured(j->r->arena, s);
  g->formula = profdiff_say_formula(j->r->arena, s);
  g->worsening = (s->scaled - s->base) / fmax(s->base, j->limits.floor); /* as it is judged */
}

/* ---- self shares ---- */

static bool self_is_beyond(const struct judging *j, const struct function_result *f) {
  double base = f->self[SIDE_BASE], scaled = head_scaled(j, f->self[SIDE_HEAD]);
  if (f->is_new) return scaled > j->limits.new_self && f->hotspot == INDEX_NONE;
  return is_beyond(j, base, scaled);
}

static void judge_self(struct judging *j) {
  struct function_vec *functions = &j->r->profiles.at[j->index].functions;
  double *p = ARENA_ARRAY(j->scratch, double, functions->n);
  size_t m = 0;
  VEC_EACH(struct function_result, f, functions) {
    f->judged = fmax(f->self[SIDE_BASE], head_scaled(j, f->self[SIDE_HEAD])) >= j->limits.floor;
    if (!f->judged) continue;
    f->verdict = VERDICT_PASS;
    p[m++] = f->p;
  }
  stat_adjust(j->scratch, CORRECTION_HOLM, p, m, p);
  m = 0;
  VEC_EACH(struct function_result, f, functions) {
    if (!f->judged) continue;
    f->p_corrected = p[m++];
    if (self_is_beyond(j, f)) j->self[f->name] = verdict_of(j, f->self_lo, f->p, f->p_corrected);
  }
}

static void self_gate(struct judging *j, struct function_result *f) {
  struct arena *a = j->r->arena;
  enum verdict v = f->verdict = j->self[f->name];
  struct gate *g = add_gate(j, f->name, f->is_new ? profdiff_say_rule_new(a, &j->limits) : profdiff_say_rule(a, &j->limits));
  struct profile_growth_said s = said_of(j, "self", j->tree->functions[f->name].self);
  fill_gate(j, g, v, &s);
  if (f->is_new) g->allowed = j->limits.new_self;
  g->reason = arena_printf(a, "%s grew by " STR_FMT "%s", f->is_new ? "self share of a new function" : "self share",
                           STR_ARG(profdiff_say_points(a, s.scaled - s.base)), v == VERDICT_WARN ? why_only_a_warning(j, f->p_corrected) : "");
}

/* ---- total shares ---- */

/* By name: the p-value of no growth of its total share, and Holm's over all functions above the floor. */
struct total_tests {
  double *lo, *p, *corrected;
};

static struct total_tests test_totals(struct judging *j) {
  uint32_t n = j->tree->names_n;
  struct total_tests t = {ARENA_ARRAY(j->scratch, double, n), ARENA_ARRAY(j->scratch, double, n), ARENA_ARRAY(j->scratch, double, n)};
  double *family = ARENA_ARRAY(j->scratch, double, n);
  size_t m = 0;
  const struct function_vec *functions = &j->r->profiles.at[j->index].functions;
  VEC_EACH(const struct function_result, f, functions) {
    struct stat_share_change c = profile_change(&j->shares, j->tree->functions[f->name].total, j->z);
    t.lo[f->name] = c.lo;
    t.p[f->name] = c.p;
    t.corrected[f->name] = 1;
    if (fmax(f->total[SIDE_BASE], head_scaled(j, f->total[SIDE_HEAD])) >= j->limits.floor) family[m++] = c.p;
  }
  stat_adjust(j->scratch, CORRECTION_HOLM, family, m, family);
  m = 0;
  VEC_EACH(const struct function_result, f, functions) {
    if (fmax(f->total[SIDE_BASE], head_scaled(j, f->total[SIDE_HEAD])) >= j->limits.floor) t.corrected[f->name] = family[m++];
  }
  return t;
}

static enum verdict total_verdict(const struct judging *j, const struct total_tests *t, uint32_t name) {
  return verdict_of(j, t->lo[name], t->p[name], t->corrected[name]);
}

/* A new function has nothing to be relative to: only its points count. */
static bool total_is_beyond(const struct judging *j, const struct function_result *f) {
  double base = f->total[SIDE_BASE], scaled = head_scaled(j, f->total[SIDE_HEAD]);
  return f->is_new ? scaled > j->limits.absolute && f->hotspot == INDEX_NONE : is_beyond(j, base, scaled);
}

static struct str say_chain(const struct judging *j, const struct growth *found) {
  struct arena *a = j->r->arena;
  struct str from = j->tree->names[found->from];
  if (found->from == found->name) return STR_NONE;
  if (found->explained >= 0.995) return arena_printf(a, ", all of the growth of " STR_FMT, STR_ARG(from));
  return arena_printf(a, ", %.0f\xc2\xa0%% of the growth of " STR_FMT, found->explained * 100, STR_ARG(from));
}

static void total_gate(struct judging *j, const struct total_tests *t, const struct growth *found) {
  struct arena *a = j->r->arena;
  enum verdict v = found->verdict;
  struct function_result *f = function_at(j, found->name);
  f->verdict = v;
  f->judged = true;
  struct gate *g = add_gate(j, found->name, arena_printf(a, "total " STR_FMT, STR_ARG(profdiff_say_rule(a, &j->limits))));
  struct profile_growth_said s = said_of(j, "total", j->tree->functions[found->name].total);
  fill_gate(j, g, v, &s);
  double corrected = fmax(t->corrected[found->name], t->corrected[found->from]);
  g->reason = arena_printf(a, "share with everything it calls grew by " STR_FMT STR_FMT "; no one callee explains it%s",
                           STR_ARG(profdiff_say_points(a, s.scaled - s.base)), STR_ARG(say_chain(j, found)),
                           v == VERDICT_WARN ? why_only_a_warning(j, corrected) : "");
}

/* Those beyond the limits, traced to the lowest frames; the verdict is the milder one of where the trace begins and ends. */
static struct growth_vec find_totals(struct judging *j, const struct total_tests *t) {
  uint32_t *candidates = ARENA_ARRAY(j->scratch, uint32_t, j->tree->names_n);
  size_t n = 0;
  VEC_EACH(const struct function_result, f, &j->r->profiles.at[j->index].functions) {
    if (total_is_beyond(j, f) && total_verdict(j, t, f->name) != VERDICT_PASS) candidates[n++] = f->name;
  }
  struct growth_search search = {&j->shares, candidates, n, GROWTH_EXPLAINED, j->limits.floor};
  struct growth_vec found = growth_lowest(j->scratch, &search), out = {0};
  VEC_EACH(struct growth, g, &found) {
    enum verdict end = total_verdict(j, t, g->name), begin = total_verdict(j, t, g->from);
    g->verdict = end > begin ? end : begin;
    if (g->verdict != VERDICT_PASS) *VEC_PUSH(j->scratch, &out) = *g;
  }
  return out;
}

static void judge_functions(struct judging *j) {
  j->self = ARENA_ARRAY(j->scratch, enum verdict, j->tree->names_n);
  for (uint32_t i = 0; i < j->tree->names_n; i++) j->self[i] = VERDICT_PASS;
  judge_self(j);
  struct total_tests t = test_totals(j);
  struct growth_vec found = find_totals(j, &t);
  struct growth_vec rows = growth_settle(j->scratch, &j->shares, &found, j->self);
  VEC_EACH(struct function_result, f, &j->r->profiles.at[j->index].functions) {
    if (j->self[f->name] != VERDICT_PASS) self_gate(j, f);
  }
  VEC_EACH(const struct growth, g, &rows) total_gate(j, &t, g);
}

/* ---- a profile ---- */

static void passing_gate(struct judging *j) {
  const struct function_result *most = NULL;
  VEC_EACH(const struct function_result, f, &j->r->profiles.at[j->index].functions) {
    if (f->judged && (most == NULL || f->self_change > most->self_change)) most = f;
  }
  struct gate *g = add_gate(j, 0, profdiff_say_rule(j->r->arena, &j->limits));
  g->verdict = VERDICT_PASS;
  g->reason = STR("no function grew beyond the limits and outside the noise");
  if (most) {
    struct str points = profdiff_say_points(j->r->arena, most->self_change);
    g->measured = arena_printf(j->r->arena, STR_FMT " at most (" STR_FMT ")", STR_ARG(points), STR_ARG(j->tree->names[most->name]));
  }
}

/* Without two sides there is nothing to compare: a rule of the document says so, the built-in one keeps silent. */
static void one_sided_gate(struct judging *j) {
  if (j->built_in) return;
  struct gate *g = add_gate(j, 0, profdiff_say_rule(j->r->arena, &j->limits));
  bool has_head = j->shares.total[SIDE_HEAD] > 0;
  g->verdict = has_head ? missing_base_verdict(j->r) : VERDICT_NO_DATA;
  g->reason = has_head ? STR("no base profile to compare with") : STR("no head profile to judge");
}

static void judge_profile(struct report *r, uint32_t index, const struct judging *with) {
  struct arena scratch = ARENA_INIT;
  struct judging j = *with;
  j.r = r;
  j.profile = &r->in->profiles.at[index];
  j.tree = &j.profile->tree;
  j.scratch = &scratch;
  j.shares = profile_shares_of(&scratch, j.profile);
  j.index = (uint32_t)r->profiles.n;
  *VEC_PUSH(r->arena, &r->profiles) = (struct profile_result){.profile = index, .scale = j.shares.scale};
  list_functions(&j);
  struct profile_result *out = &r->profiles.at[j.index];
  out->churn = churn_of(&j, &out->functions);
  out->note = profdiff_say_note(r->arena, j.profile);
  if (j.shares.two_sided) {
    judge_functions(&j);
    if (j.gates == 0) passing_gate(&j);
  } else {
    one_sided_gate(&j);
  }
  arena_free(&scratch);
}

/* A sentence that cannot be read, or that there is no profile for, is still a gate. */
static void lone_gate(struct report *r, const struct profile_gate *limits) {
  bool unreadable = limits->decl.problem.n > 0;
  struct gate *g = report_gate(r, GATE_PROFILE, STR("profile"), unreadable ? limits->decl.text : profdiff_say_rule(r->arena, limits));
  g->source = limits->decl.pos;
  g->verdict = VERDICT_UNMEASURED;
  g->reason = STR("no profile was given");
  if (unreadable) gate_unreadable(r, g, limits->decl.problem);
}

static struct judging settings_of(const struct report *r) {
  struct judging j = {.limits = r->in->doc->profile_gate};
  bool readable = j.limits.decl.pos.line > 0 && j.limits.decl.problem.n == 0;
  if (!readable) j.limits = profile_gate_built_in;
  j.built_in = !readable;
  j.alpha = r->options.alpha > 0 ? r->options.alpha : 0.05;
  j.z = stat_normal_critical(j.alpha);
  return j;
}

void profdiff_judge(struct report *r) {
  const struct profile_gate *said = &r->in->doc->profile_gate;
  if (said->decl.pos.line > 0 && (said->decl.problem.n > 0 || r->in->profiles.n == 0)) lone_gate(r, said);
  struct judging j = settings_of(r);
  for (uint32_t i = 0; i < r->in->profiles.n; i++) judge_profile(r, i, &j);
}
