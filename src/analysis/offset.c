#include "analysis/offset.h"

#include "analysis/say.h"

#include <math.h>

/* Rows of one unit that the document speaks of, and what they come to together. */
struct account {
  struct str unit;
  double logs;
  uint32_t rows, wins, largest; /* largest: the win, into report.benches */
};
VEC_OF(account_vec, struct account);

static struct str unit_of(const struct report *r, const struct bench_result *b) {
  return r->in->bench->rows.at[b->row].id.unit;
}

/* A row whose figures may stand for others: tested, and with a ratio. */
static bool counts(const struct bench_result *b) {
  return b->rule_set == RULE_SET_DOCUMENT && b->in_family && isfinite(b->worsening) && b->worsening > -1;
}

static bool is_win(const struct report *r, const struct bench_result *b) {
  return b->p_corrected < r->options.alpha && b->change_bounded && b->worsening_hi < 0;
}

static struct account *account_of(struct report *r, struct account_vec *all, struct str unit) {
  VEC_EACH(struct account, a, all) {
    if (str_eq(a->unit, unit)) return a;
  }
  struct account *a = VEC_PUSH(r->arena, all);
  *a = (struct account){.unit = unit, .largest = INDEX_NONE};
  return a;
}

static void add(struct report *r, struct account_vec *all, uint32_t bench) {
  const struct bench_result *b = &r->benches.at[bench];
  struct account *a = account_of(r, all, unit_of(r, b));
  a->logs += log1p(b->worsening);
  a->rows++;
  if (!is_win(r, b)) return;
  a->wins++;
  if (a->largest == INDEX_NONE || b->worsening < r->benches.at[a->largest].worsening) a->largest = bench;
}

static bool may_be_offset(const struct report *r, const struct gate *g) {
  if (g->bench == INDEX_NONE || g->ruled_by == INDEX_NONE || g->kind != GATE_BENCHMARK) return false;
  if (g->verdict != VERDICT_FAIL || !(g->allowed >= 0) || !counts(&r->benches.at[g->bench])) return false;
  enum rule_kind kind = r->in->doc->rules.at[g->ruled_by].kind;
  return kind == RULE_RELATIVE || kind == RULE_NO_REGRESSION;
}

static void judge(struct report *r, struct gate *g, const struct account *a) {
  struct offset *o = ARENA_NEW(r->arena, struct offset);
  *o = (struct offset){.win = a->largest, .wins = a->wins, .rows = a->rows, .net = expm1(a->logs / a->rows)};
  o->paid = o->net < 1e-9; /* twice and half as fast come to nothing, whatever rounding makes of it */
  o->allowed = o->paid && r->in->doc->settings.offsets_allowed;
  g->offset = o;
  if (o->allowed) g->verdict = VERDICT_WAIVED;
  const struct bench_result *win = &r->benches.at[o->win];
  struct buf name = BUF_INIT;
  bench_id_put(&name, &r->in->bench->rows.at[win->row].id);
  struct str by = say_change(r->arena, win->worsening), net = say_change(r->arena, o->net);
  struct str more = o->wins > 1 ? arena_printf(r->arena, " and %u more", o->wins - 1) : STR_NONE;
  const char *verdict = o->allowed ? "; the settings allow off-sets" : o->paid ? "; the settings allow no off-sets" : "";
  g->reason = arena_printf(r->arena, STR_FMT "; %s by " STR_FMT " (" STR_FMT ")" STR_FMT ": %u rows together " STR_FMT "%s", STR_ARG(g->reason),
                           o->paid ? "paid for" : "not paid for", STR_ARG(buf_view(&name)), STR_ARG(by), STR_ARG(more), o->rows, STR_ARG(net), verdict);
  buf_free(&name);
}

void offsets_judge(struct report *r) {
  struct account_vec all = {NULL, 0, 0};
  for (uint32_t i = 0; i < r->benches.n; i++)
    if (counts(&r->benches.at[i])) add(r, &all, i);
  VEC_EACH(struct gate, g, &r->gates) {
    if (!may_be_offset(r, g)) continue;
    const struct account *a = account_of(r, &all, unit_of(r, &r->benches.at[g->bench]));
    if (a->wins > 0) judge(r, g, a);
  }
}
