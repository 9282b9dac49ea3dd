#include "analysis/predict.h"

#include "analysis/amdahl.h"
#include "analysis/profile_pick.h"
#include "analysis/say.h"
#include "analysis/stack_share.h"
#include "analysis/stats_normal.h"
#include "analysis/stats_share.h"
#include "analysis/ties.h"

#include <math.h>

/* The profile that tells the shares, and each function's once it was asked for. */
struct source {
  struct report *r;
  struct arena scratch;
  uint32_t profile; /* into r->profiles */
  const struct profile *p;
  struct strmap known; /* by function: the index of the first prediction about it, plus one */
};

static bool is_time_row(const struct report *r, const struct bench_result *b) {
  return b->comparable && isfinite(b->worsening) && !b->difference_raw && bench_unit_is_time(r->in->bench->rows.at[b->row].id.unit);
}

static double share_of(const struct source *s, enum side side, uint64_t count) {
  return (double)count / (double)calltree_total(&s->p->tree, side);
}

/* False when no frame has the name. */
static bool look_up_share(struct source *s, struct prediction *out) {
  uint32_t *known = strmap_at(&s->scratch, &s->known, out->function);
  if (*known > 0) {
    const struct prediction *first = &s->r->predictions.at[*known - 1];
    out->index = first->index;
    out->share = first->share;
    out->share_lo = first->share_lo;
    out->share_hi = first->share_hi;
    out->has_head = first->has_head;
    out->share_head = first->share_head;
    return true;
  }
  struct stack_share found = stack_share_of(&s->scratch, &s->p->tree, out->function, STR_NONE);
  if (found.names == 0) return false;
  *known = (uint32_t)s->r->predictions.n + 1;
  out->index = profile_function_of(s->r, s->profile, found.hottest);
  out->share = out->share_lo = out->share_hi = share_of(s, SIDE_BASE, found.total[SIDE_BASE]);
  if (profile_has_events(s->p))
    stat_share_interval((struct stat_share){out->share, profile_events(s->p, SIDE_BASE)}, stat_normal_critical(0.05), &out->share_lo, &out->share_hi);
  out->has_head = s->p->has[SIDE_HEAD] && calltree_total(&s->p->tree, SIDE_HEAD) > 0;
  if (out->has_head) out->share_head = share_of(s, SIDE_HEAD, found.total[SIDE_HEAD]);
  return true;
}

/* The product of two intervals. */
static void widen(struct prediction *out) {
  const double shares[] = {out->share_lo, out->share_hi}, changes[] = {out->change_lo, out->change_hi};
  out->lo = out->hi = out->predicted;
  for (int i = 0; i < 4; i++) {
    double v = amdahl_change(shares[i / 2], changes[i % 2]);
    out->lo = fmin(out->lo, v);
    out->hi = fmax(out->hi, v);
  }
}

static struct str formula_of(const struct source *s, const struct prediction *x) {
  double left = 1 - x->share, speedup = 1 / (1 + x->change);
  struct str change = say_change(s->r->arena, x->predicted);
  return arena_printf(s->r->arena, "new \xc3\xb7 old = (1 \xe2\x88\x92 p) + p \xc3\xb7 s = %.4f + %.4f \xc3\xb7 %.4g = %.4f: " STR_FMT, left, x->share, speedup, 1 / amdahl_speedup(x->share, speedup), STR_ARG(change));
}

static void predict(struct source *s, const struct bench_result *b, const struct tie *tie) {
  struct report *r = s->r;
  struct prediction x = {.bench = (uint32_t)(b - r->benches.at), .function = tie->function, .source = tie->pos, .profile = s->profile};
  if (!look_up_share(s, &x)) return;
  x.change = b->worsening;
  x.change_lo = b->worsening_lo;
  x.change_hi = b->worsening_hi;
  x.predicted = amdahl_change(x.share, x.change);
  x.bounded = b->change_bounded && profile_has_events(s->p);
  if (x.bounded) widen(&x);
  x.share_expected = x.share * (1 + x.change) / (1 + x.predicted);
  x.formula = formula_of(s, &x);
  *VEC_PUSH(r->arena, &r->predictions) = x;
}

static void count_fellows(struct source *s) {
  struct prediction_vec *all = &s->r->predictions;
  struct strmap n = {0};
  VEC_EACH(const struct prediction, x, all) (*strmap_at(&s->scratch, &n, x->function))++;
  VEC_EACH(struct prediction, x, all) x->fellows = *strmap_at(&s->scratch, &n, x->function) - 1;
}

void predictions_make(struct report *r) {
  struct source s = {.r = r, .scratch = ARENA_INIT, .profile = profile_pick_cpu(r)};
  if (s.profile == INDEX_NONE) return;
  s.p = &r->in->profiles.at[r->profiles.at[s.profile].profile];
  if (!s.p->has[SIDE_BASE] || calltree_total(&s.p->tree, SIDE_BASE) == 0) return;
  struct ties *ties = ties_of(&s.scratch, r->in->doc);
  VEC_EACH(const struct bench_result, b, &r->benches) {
    if (!is_time_row(r, b)) continue;
    struct tie tie = ties_find(ties, &r->in->bench->rows.at[b->row].id);
    if (tie.function.n > 0) predict(&s, b, &tie);
  }
  ties_clear(ties);
  count_fellows(&s);
  arena_free(&s.scratch);
}

const struct prediction *prediction_of(const struct report *r, uint32_t bench) {
  size_t lo = 0, hi = r->predictions.n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (r->predictions.at[mid].bench < bench) lo = mid + 1;
    else hi = mid;
  }
  return lo < r->predictions.n && r->predictions.at[lo].bench == bench ? &r->predictions.at[lo] : NULL;
}
