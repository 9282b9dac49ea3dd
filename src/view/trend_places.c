#include "view/trends.h"

#include "base/num.h"
#include "view/bench_rows.h"

#include <math.h>

bool view_has_trends(const struct view *v) {
  return v->report->trends.n > 0;
}

bool trend_has_head(const struct report *r) {
  return r->in->has_role[SIDE_HEAD] && !r->in->head_is_history;
}

const struct bench_row *trend_row(const struct report *r, const struct trend_result *t) {
  return &r->in->history->table.rows.at[t->series];
}

struct trend_change_vec trend_changes(struct arena *a, const struct trend_result *t) {
  struct trend_change_vec told = {NULL, 0, 0};
  VEC_EACH(const struct trend_change, c, &t->changes) {
    if (c->said != TREND_TOLD_BY_DRIFT) *VEC_PUSH(a, &told) = *c;
  }
  return told;
}

enum tone trend_tone(double worsening) {
  if (isnan(worsening)) return TONE_PLAIN;
  return worsening > 0 ? TONE_WORSE : worsening < 0 ? TONE_BETTER : TONE_PLAIN;
}

enum tone trend_change_tone(const struct trend_change *c) {
  return c->said == TREND_MENDED || c->said == TREND_ENDED || c->said == TREND_UNPROVEN ? TONE_PLAIN : trend_tone(c->worsening);
}

struct trend_paint trend_fill(enum tone t) {
  if (t == TONE_WORSE) return (struct trend_paint){LIT("cw"), LIT("#B3380A")};
  if (t == TONE_BETTER) return (struct trend_paint){LIT("cb"), LIT("#0B5FB0")};
  return (struct trend_paint){LIT("cn"), LIT("#454C54")};
}

struct trend_paint trend_stroke(enum tone t) {
  if (t == TONE_WORSE) return (struct trend_paint){LIT("sw"), LIT("#B3380A")};
  if (t == TONE_BETTER) return (struct trend_paint){LIT("sb"), LIT("#0B5FB0")};
  return (struct trend_paint){LIT("ln"), LIT("#454C54")};
}

struct trend_paint trend_ring(enum tone t) {
  if (t == TONE_WORSE) return (struct trend_paint){LIT("rw"), LIT("#B3380A")};
  if (t == TONE_BETTER) return (struct trend_paint){LIT("rb"), LIT("#0B5FB0")};
  return (struct trend_paint){LIT("rn"), LIT("#454C54")};
}

double trend_head(const struct report *r, const struct trend_result *t) {
  if (t->bench == INDEX_NONE || !trend_has_head(r)) return NO_FIGURE;
  const struct bench_result *b = &r->benches.at[t->bench];
  return b->has[SIDE_HEAD] ? b->side[SIDE_HEAD].centre : NO_FIGURE;
}

/* ---- worst first ---- */

enum class { WORRIES, MOVED, GATED, STEADY };

struct ranked {
  uint32_t index;
  enum class class;
  enum verdict verdict;
  double size;
};

static bool has_gate(const struct report *r, const struct trend_result *t) {
  return t->bench != INDEX_NONE ? bench_is_gated(&r->benches.at[t->bench]) : t->gate != INDEX_NONE;
}

static bool worries(enum verdict v) {
  switch (v) {
  case VERDICT_FAIL:
  case VERDICT_NO_DATA:
  case VERDICT_WARN:
  case VERDICT_CANNOT_DECIDE:
  case VERDICT_INDETERMINATE:
  case VERDICT_WAIVED: return true;
  case VERDICT_PASS:
  case VERDICT_UNMEASURED:
  case VERDICT_MAX: break;
  }
  return false;
}

static double size_of(const struct trend_result *t) {
  double size = t->drifts ? fabs(t->drift_share) : 0;
  VEC_EACH(const struct trend_change, c, &t->changes) {
    double change = isnan(c->change) ? (double)INFINITY : fabs(c->change);
    if (c->acts && change > size) size = change;
  }
  return size;
}

static struct ranked rank(const struct report *r, uint32_t i) {
  const struct trend_result *t = &r->trends.at[i];
  struct ranked k = {i, STEADY, t->gate == INDEX_NONE ? VERDICT_PASS : t->verdict, size_of(t)};
  bool moved = t->changes.n > 0 || t->drifts;
  k.class = t->gate != INDEX_NONE && worries(t->verdict) ? WORRIES : moved ? MOVED : has_gate(r, t) ? GATED : STEADY;
  return k;
}

static int by_rank(const void *x, const void *y) {
  const struct ranked *a = x, *b = y;
  if (a->class != b->class) return a->class < b->class ? -1 : 1;
  if (a->class == WORRIES && a->verdict != b->verdict) return a->verdict < b->verdict ? -1 : 1;
  if (num_same(a->size, b->size)) return 0;
  return a->size > b->size ? -1 : 1;
}

/* ---- places ---- */

/* A series that the last runs lack has nothing to draw. */
static bool is_in(const struct trend_result *t, const struct trend_frame *f) {
  struct trend_plot p = trend_plot_of(t, f, NO_FIGURE);
  return p.finite > 0;
}

static void take_cards(struct arena *a, const struct report *r, struct trend_limit limit, const struct ranked *order, struct trend_places *to) {
  struct trend_frame f = trend_frame_of(r->in->history, TREND_CARD_RUNS, false);
  size_t most = r->trends.n < limit.cards ? r->trends.n : limit.cards;
  to->card = ARENA_ARRAY(a, uint32_t, most);
  for (size_t i = 0; i < r->trends.n; i++) {
    const struct ranked *k = &order[i];
    if (k->class == STEADY || !is_in(&r->trends.at[k->index], &f)) continue;
    to->notable_n += k->class != GATED;
    if (to->cards_n == most || (k->class == GATED && to->cards_n >= limit.steady)) {
      to->gated_n += k->class == GATED;
      continue;
    }
    to->card[to->cards_n++] = k->index;
    to->place[k->index] = TREND_IN_CARD;
  }
}

struct trend_places *trend_places(struct arena *a, const struct report *r, struct trend_limit limit) {
  struct trend_places *p = ARENA_NEW(a, struct trend_places);
  size_t n = r->trends.n;
  struct ranked *order = ARENA_ARRAY(a, struct ranked, n);
  p->order = ARENA_ARRAY(a, uint32_t, n);
  p->place = ARENA_ARRAY(a, enum trend_place, n);
  p->of_bench = ARENA_ARRAY(a, uint32_t, r->benches.n);
  for (size_t i = 0; i < r->benches.n; i++) p->of_bench[i] = INDEX_NONE;
  for (uint32_t i = 0; i < n; i++) {
    order[i] = rank(r, i);
    if (r->trends.at[i].bench != INDEX_NONE) p->of_bench[r->trends.at[i].bench] = i;
  }
  vec_sort(a, order, n, sizeof *order, by_rank);
  p->rows_n = n < limit.rows ? n : limit.rows;
  for (size_t i = 0; i < n; i++) {
    p->order[i] = order[i].index;
    p->moved_n += order[i].class <= MOVED;
    if (i < p->rows_n) p->place[order[i].index] = TREND_IN_ROW;
  }
  take_cards(a, r, limit, order, p);
  return p;
}
