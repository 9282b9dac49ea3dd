#include "analysis/findings.h"

#include "analysis/profile_pick.h"
#include "analysis/say.h"
#include "analysis/stack_share.h"
#include "model/benchrule.h"

enum { SYMBOLS_MAX = 64 }; /* of one entry; what is beyond is not looked for */

struct search {
  struct report *r;
  struct arena *scratch; /* for the length of one look-up */
  uint32_t cpu;          /* into r->profiles: looked at first */
};

static const struct profile *profile_at(const struct search *s, uint32_t i) {
  return &s->r->in->profiles.at[s->r->profiles.at[i].profile];
}

static struct finding *add(struct search *s, enum finding_kind kind, struct pos pos, struct str subject) {
  struct finding *f = VEC_PUSH(s->r->arena, &s->r->findings);
  *f = (struct finding){.kind = kind, .pos = pos, .subject = subject, .profile = INDEX_NONE, .function = INDEX_NONE, .bench = INDEX_NONE};
  return f;
}

/* ---- shares ---- */

static bool is_present(const struct stack_share *found) {
  return found->total[SIDE_BASE] + found->total[SIDE_HEAD] > 0;
}

/* What a name of the document means in the profiles: looked up in that of the CPU, then in the others. */
struct named {
  struct str said, under;
};

/* The profile that has it, or INDEX_NONE. */
static uint32_t look_up(const struct search *s, const struct named *name, struct stack_share *out) {
  size_t n = s->r->profiles.n;
  for (size_t k = 0; k < n; k++) {
    uint32_t i = s->cpu == INDEX_NONE ? (uint32_t)k : k == 0 ? s->cpu : (uint32_t)(k <= s->cpu ? k - 1 : k);
    *out = stack_share_of(s->scratch, &profile_at(s, i)->tree, name->said, name->under);
    if (is_present(out)) return i;
  }
  return INDEX_NONE;
}

static void take_shares(const struct search *s, struct finding *f, uint32_t profile, const struct stack_share *found) {
  const struct profile *p = profile_at(s, profile);
  for (enum side side = 0; side < SIDE_MAX; side++) {
    double all = (double)calltree_total(&p->tree, side);
    f->has[side] = p->has[side] && all > 0;
    if (!f->has[side]) continue;
    f->self[side] = (double)found->self[side] / all;
    f->total[side] = (double)found->total[side] / all;
  }
  f->profile = profile;
  f->function = profile_function_of(s->r, profile, found->hottest);
}

static struct str say_share(struct arena *a, double share) {
  if (!(share > 0)) return STR("0\xc2\xa0%");
  if (share < 0.0001) return STR("under 0.01\xc2\xa0%");
  return say_percent(a, share, share < 0.1 ? 2 : 1);
}

/* "24.1 % -> 25.2 %", or of the one side there is. */
static struct str say_pair(struct arena *a, const struct finding *f, const double share[SIDE_MAX]) {
  struct str base = say_share(a, share[SIDE_BASE]), head = say_share(a, share[SIDE_HEAD]);
  if (!f->has[SIDE_BASE]) return head;
  if (!f->has[SIDE_HEAD]) return arena_printf(a, STR_FMT " in base", STR_ARG(base));
  return arena_printf(a, STR_FMT " \xe2\x86\x92 " STR_FMT, STR_ARG(base), STR_ARG(head));
}

static struct str say_shares(const struct search *s, const struct finding *f, const struct stack_share *found) {
  struct arena *a = s->r->arena;
  struct str total = say_pair(a, f, f->total), self = say_pair(a, f, f->self), of = STR_NONE, frames = STR_NONE;
  if (s->r->profiles.n > 1) of = arena_printf(a, " of " STR_FMT, STR_ARG(profile_at(s, f->profile)->key));
  if (found->names > 1) frames = arena_printf(a, ", %u functions together", found->names);
  return arena_printf(a, "total " STR_FMT STR_FMT ", self " STR_FMT STR_FMT, STR_ARG(total), STR_ARG(of), STR_ARG(self), STR_ARG(frames));
}

/* The share that tells whether it is hot now. */
static double present_share(const struct finding *f) {
  return f->total[f->has[SIDE_HEAD] ? SIDE_HEAD : SIDE_BASE];
}

/* ---- hotspots ---- */

static void find_hotspot(struct search *s, const struct hotspot *h) {
  struct named name = {h->function, STR_NONE};
  struct stack_share found = {0};
  if (h->decl.problem.n > 0 || s->r->profiles.n == 0) return;
  uint32_t profile = look_up(s, &name, &found);
  if (profile == INDEX_NONE) {
    add(s, FINDING_HOTSPOT_ABSENT, h->decl.pos, h->function)->text = STR("no frame of the profile has this name");
    return;
  }
  struct finding *f = add(s, FINDING_HOTSPOT, h->decl.pos, h->function);
  f->about = h->note;
  take_shares(s, f, profile, &found);
  f->text = say_shares(s, f, &found);
  double floor = s->r->in->doc->profile_gate.floor > 0 ? s->r->in->doc->profile_gate.floor : profile_gate_built_in.floor;
  if (present_share(f) < floor) f->kind = FINDING_HOTSPOT_COLD;
}

/* ---- anti-patterns ---- */

/* Only what is written like a function's name can be missing from a profile. */
static bool is_qualified(struct str symbol) {
  return str_find_char(symbol, '.') != STR_NPOS || str_find(symbol, STR("::")) != STR_NPOS;
}

static void find_symbol(struct search *s, const struct anti_pattern *anti, struct str symbol, struct str place) {
  struct arena *a = s->r->arena;
  struct named name = {symbol, place};
  struct stack_share found = {0};
  uint32_t profile = look_up(s, &name, &found);
  if (profile == INDEX_NONE && !is_qualified(symbol)) return;
  struct str where = place.n ? arena_printf(a, " under " STR_FMT, STR_ARG(place)) : STR_NONE;
  if (profile == INDEX_NONE) {
    add(s, FINDING_ANTI_CLEAR, anti->decl.pos, symbol)->text = arena_printf(a, "no sample" STR_FMT, STR_ARG(where));
    return;
  }
  struct finding *f = add(s, FINDING_ANTI_FOUND, anti->decl.pos, symbol);
  f->about = anti->decl.text;
  f->under = place;
  take_shares(s, f, profile, &found);
  f->text = arena_printf(a, STR_FMT STR_FMT, STR_ARG(say_shares(s, f, &found)), STR_ARG(where));
  if (f->has[SIDE_HEAD] && found.total[SIDE_HEAD] == 0) f->kind = FINDING_ANTI_CLEAR; /* it was there, and is gone */
}

static void find_anti(struct search *s, const struct anti_pattern *anti) {
  if (s->r->profiles.n == 0) return;
  for (size_t i = 0; i < anti->symbols.n && i < SYMBOLS_MAX; i++) {
    if (anti->places.n == 0) find_symbol(s, anti, anti->symbols.at[i], STR_NONE);
    for (size_t k = 0; k < anti->places.n && k < SYMBOLS_MAX; k++) find_symbol(s, anti, anti->symbols.at[i], anti->places.at[k]);
  }
}

/* ---- tuning history ---- */

/* The unit a figure of the entry is in ("6.43 ns/op": sec/op); that of time where it has none. */
static struct str unit_of(struct arena *a, const struct tuning_entry *e) {
  struct str figure = e->after.n ? e->after : e->before;
  size_t at = str_rfind_char(figure, ' ');
  struct str unit = at == STR_NPOS ? STR_NONE : str_slice(figure, at + 1, figure.n);
  double factor;
  return str_find_char(unit, '/') == STR_NPOS ? STR("sec/op") : unit_tidy(a, unit, &factor);
}

/* Of the rows of that benchmark the one in the entry's unit, else the first. */
static const struct bench_result *find_row(struct search *s, const struct tuning_entry *e, bool *in_head) {
  const struct report *r = s->r;
  struct bench_rule rule = bench_rule_of(s->scratch, e->benchmark);
  struct str unit = unit_of(s->scratch, e);
  const struct bench_result *first = NULL, *same = NULL;
  *in_head = false;
  VEC_EACH(const struct bench_result, b, &r->benches) {
    const struct bench_id *id = &r->in->bench->rows.at[b->row].id;
    if (!bench_rule_matches(&rule, id)) continue;
    *in_head = *in_head || b->has[SIDE_HEAD];
    if (first == NULL) first = b;
    if (same == NULL && str_eq(id->unit, unit)) same = b;
  }
  bench_rule_clear(&rule);
  return same ? same : first;
}

static bool has_results(const struct report *r, enum side side) {
  return r->in->bench->results[side] > 0;
}

/* "6.43 ns", "5 allocs/op": a time says what it is. */
static struct str say_result(const struct report *r, const struct bench_result *b) {
  struct str unit = r->in->bench->rows.at[b->row].id.unit, figure = say_bench(r->arena, b->side[SIDE_HEAD].centre, unit);
  if (str_find(figure, STR("\xc2\xa0")) != STR_NPOS) return figure;
  return arena_printf(r->arena, STR_FMT "\xc2\xa0" STR_FMT, STR_ARG(figure), STR_ARG(unit));
}

static void find_tuned_bench(struct search *s, const struct tuning_entry *e) {
  struct report *r = s->r;
  bool in_head;
  if (e->benchmark.n == 0 || !has_results(r, SIDE_HEAD)) return;
  const struct bench_result *b = find_row(s, e, &in_head);
  struct finding *f = add(s, in_head ? FINDING_TUNING : FINDING_TUNING_GONE, e->decl.pos, e->benchmark);
  if (b) f->bench = (uint32_t)(b - r->benches.at);
  if (!in_head) f->text = b ? STR("this benchmark is in base only") : STR("no benchmark has this name");
  else if (b->has[SIDE_HEAD]) f->text = say_result(r, b);
  else f->text = STR("not measured in head in this unit");
}

static void find_tuned(struct search *s, const struct tuning_entry *e) {
  find_tuned_bench(s, e);
  for (size_t i = 0; i < e->symbols.n && i < SYMBOLS_MAX; i++) {
    struct named name = {e->symbols.at[i], STR_NONE};
    struct stack_share found;
    uint32_t profile = is_qualified(name.said) ? look_up(s, &name, &found) : INDEX_NONE;
    if (profile == INDEX_NONE) continue;
    struct finding *f = add(s, FINDING_TUNING, e->decl.pos, name.said);
    take_shares(s, f, profile, &found);
    f->text = say_shares(s, f, &found);
  }
}

/* ---- baselines ---- */

static struct date newest_base(const struct inputs *in) {
  struct date a = in->bench->date[SIDE_BASE], b = in->metrics.date[SIDE_BASE];
  return !a.known || (b.known && b.s > a.s) ? b : a;
}

static void find_old_baseline(struct search *s) {
  struct report *r = s->r;
  const struct settings *set = &r->in->doc->settings;
  struct date base = newest_base(r->in);
  if (!(set->baseline_refresh_s > 0) || !base.known || !r->now.known) return;
  double age = (double)(r->now.s - base.s);
  if (age <= set->baseline_refresh_s) return;
  struct str old = say_span(r->arena, age), period = say_span(r->arena, set->baseline_refresh_s);
  add(s, FINDING_BASELINE_OLD, set->baseline_refresh_pos, STR("baseline"))->text =
      arena_printf(r->arena, "the base was recorded " STR_FMT " before this run; it is to be refreshed after " STR_FMT, STR_ARG(old), STR_ARG(period));
}

/* ---- all ---- */

static int by_place(const void *pa, const void *pb) {
  const struct finding *a = pa, *b = pb;
  return a->pos.line < b->pos.line ? -1 : a->pos.line > b->pos.line;
}

static void tell(struct report *r) {
  VEC_EACH(const struct finding, f, &r->findings) {
    enum diag_id id = finding_diag(f->kind);
    if (id != DIAG_ID_MAX) diag_add(r->diags, id, f->pos, STR_FMT ": " STR_FMT, STR_ARG(f->subject), STR_ARG(f->text));
  }
}

void findings_judge(struct report *r) {
  const struct perfdoc *doc = r->in->doc;
  struct arena scratch = ARENA_INIT;
  struct search s = {r, &scratch, profile_pick_cpu(r)};
  struct arena_mark mark = arena_mark(&scratch);
  VEC_EACH(const struct hotspot, h, &doc->hotspots) {
    find_hotspot(&s, h);
    arena_release(&scratch, mark);
  }
  VEC_EACH(const struct anti_pattern, anti, &doc->antis) {
    find_anti(&s, anti);
    arena_release(&scratch, mark);
  }
  VEC_EACH(const struct tuning_entry, e, &doc->tuning) {
    find_tuned(&s, e);
    arena_release(&scratch, mark);
  }
  find_old_baseline(&s);
  arena_free(&scratch);
  vec_sort(r->arena, r->findings.at, r->findings.n, sizeof *r->findings.at, by_place);
  tell(r);
}
