/* The figures of every row, whatever rule it is under. */
#include "analysis/compare_parts.h"
#include "analysis/stats_centre.h"
#include "analysis/stats_interval.h"
#include "analysis/stats_rank.h"
#include "analysis/stats_shift.h"
#include "base/num.h"

#include <math.h>

/* A sorted copy of the samples in the arena. */
static double *sorted_samples(struct arena *a, const struct f64_vec *v) {
  double *at = ARENA_ARRAY(a, double, v->n);
  if (v->n > 0) memcpy(at, v->at, v->n * sizeof *at);
  f64_sort(at, v->n);
  return at;
}

static double spread_of(const struct stat_summary *m) {
  struct stat_spread s = stat_spread(m->centre, m->lo, m->hi);
  switch (s.kind) {
  case STAT_SPREAD_UNBOUNDED: return (double)INFINITY;
  case STAT_SPREAD_SIGNS: return (double)NAN;
  case STAT_SPREAD_SHARE: break;
  }
  return m->centre < 0 ? fmax(m->hi - m->centre, m->centre - m->lo) / -m->centre : s.share;
}

/* How far a single sample lies from the median, as a share of it: the median absolute deviation, scaled to the standard deviation
 * of a normal distribution (Hampel 1974, The Influence Curve and its Role in Robust Estimation). */
static double noise_of(struct arena *scratch, const double *sorted, size_t n, double centre) {
  if (n < 3 || num_is_zero(centre) || !isfinite(sorted[0]) || !isfinite(sorted[n - 1])) return (double)NAN;
  struct arena_mark mark = arena_mark(scratch);
  double *off = ARENA_ARRAY(scratch, double, n);
  for (size_t i = 0; i < n; i++) off[i] = fabs(sorted[i] - centre);
  f64_sort(off, n);
  double mad = stat_median(off, n);
  arena_release(scratch, mark);
  return 1.4826 * mad / fabs(centre);
}

static void measure_side(struct compare *c, size_t i, enum side s, const double *sorted, size_t n) {
  struct bench_result *b = &c->r->benches.at[i];
  struct compare_row *row = &c->rows[i];
  struct stat_summary m = stat_summarise(sorted, n, c->r->options.confidence);
  if (row->declared_exact) { /* nothing is estimated: the interval is what was seen */
    m.lo = sorted[0];
    m.hi = sorted[n - 1];
    m.bounded = isfinite(m.lo) && isfinite(m.hi);
  }
  b->side[s] = (struct estimate){.centre = m.centre, .lo = m.lo, .hi = m.hi, .bounded = m.bounded, .spread = spread_of(&m),
                                 .n = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX, .noise = (double)NAN};
  row->min[s] = sorted[0];
  row->max[s] = sorted[n - 1];
  row->infinite = row->infinite || !isfinite(sorted[0]) || !isfinite(sorted[n - 1]);
}

/* What was reported without samples: the middle of the figures, with the interval that the only one states, else from the least to
 * the most of several. */
static void measure_figures(struct bench_result *b, struct compare_row *row, enum side s, const struct bench_figures *f, const double *sorted) {
  size_t n = f->centres.n;
  bool stated = n == 1 && isfinite(f->lo) && isfinite(f->hi);
  uint64_t of = n == 1 ? f->n : n;
  struct stat_summary m = {.centre = stat_median(sorted, n), .lo = stated ? f->lo : sorted[0], .hi = stated ? f->hi : sorted[n - 1]};
  m.bounded = (stated || n > 1) && isfinite(m.lo) && isfinite(m.hi);
  b->no_samples = true;
  b->side[s] = (struct estimate){.centre = m.centre, .lo = m.lo, .hi = m.hi, .bounded = m.bounded, .figure = true, .noise = (double)NAN,
                                 .spread = m.bounded ? spread_of(&m) : (double)INFINITY, .n = of < UINT32_MAX ? (uint32_t)of : UINT32_MAX};
  row->min[s] = m.lo;
  row->max[s] = m.hi;
  row->infinite = row->infinite || !isfinite(sorted[0]) || !isfinite(sorted[n - 1]);
}

/* The samples go before figures of the same metric. Yields them sorted; none where there are only figures. */
static const double *measure_values(struct compare *c, size_t i, enum side s, const struct bench_side *from, struct arena *scratch) {
  struct bench_result *b = &c->r->benches.at[i];
  b->has[s] = bench_side_has(from);
  if (from->samples.n > 0) {
    double *sorted = sorted_samples(scratch, &from->samples);
    measure_side(c, i, s, sorted, from->samples.n);
    b->side[s].noise = noise_of(scratch, sorted, from->samples.n, b->side[s].centre);
    return sorted;
  }
  if (b->has[s]) measure_figures(b, &c->rows[i], s, from->figures, sorted_samples(scratch, &from->figures->centres));
  return NULL;
}

/* A difference as a share of the value it is measured from; from 0 there is no share, only a sign. */
static double share_of(double difference, double from) {
  return num_is_zero(difference) ? 0 : difference / fabs(from);
}

static void worsening_interval(struct bench_result *b, enum better better, const struct stat_shift *s) {
  bool lower = better == BETTER_LOWER;
  if (s->is_ratio) {
    b->worsening_lo = lower ? s->lo - 1 : 1 / s->hi - 1;
    b->worsening_hi = lower ? s->hi - 1 : 1 / s->lo - 1;
  } else {
    double from = b->side[lower ? SIDE_BASE : SIDE_HEAD].centre;
    b->worsening_lo = share_of(lower ? s->lo : -s->hi, from);
    b->worsening_hi = share_of(lower ? s->hi : -s->lo, from);
  }
}

static void measure_change(struct bench_result *b, enum better better, const struct stat_shift *s) {
  double base = b->side[SIDE_BASE].centre, head = b->side[SIDE_HEAD].centre;
  if (!num_is_zero(base)) b->change = head / base - 1;
  else if (num_is_zero(head)) b->change = 0;
  b->change_lo = s->is_ratio ? s->lo - 1 : s->lo;
  b->change_hi = s->is_ratio ? s->hi - 1 : s->hi;
  b->change_bounded = s->bounded && isfinite(s->lo) && isfinite(s->hi); /* a ratio may overflow */
  b->difference_raw = !s->is_ratio;
  if (better == BETTER_UNKNOWN) return;
  b->worsening = worsening_of(better, base, head);
  worsening_interval(b, better, s);
}

/* Two figures make a change, and no test. */
static void measure_untested(struct bench_result *b, enum better better) {
  double base = b->side[SIDE_BASE].centre, head = b->side[SIDE_HEAD].centre;
  if (!num_is_zero(base)) b->change = head / base - 1;
  else if (num_is_zero(head)) b->change = 0;
  if (better != BETTER_UNKNOWN) b->worsening = worsening_of(better, base, head);
}

static void measure_row(struct compare *c, struct stat_unull *nulls, struct arena *scratch, size_t i) {
  struct bench_result *b = &c->r->benches.at[i];
  struct compare_row *row = &c->rows[i];
  const struct bench_side *base = &c->t->rows.at[b->base_row].side[SIDE_BASE], *head = &c->t->rows.at[b->row].side[SIDE_HEAD];
  struct stat_pair p = {.n1 = base->samples.n, .n2 = head->samples.n};
  p.base = measure_values(c, i, SIDE_BASE, base, scratch);
  p.head = measure_values(c, i, SIDE_HEAD, head, scratch);
  b->comparable = b->has[SIDE_BASE] && b->has[SIDE_HEAD];
  b->change = b->change_lo = b->change_hi = b->worsening = b->worsening_lo = b->worsening_hi = (double)NAN;
  b->p = b->p_corrected = b->attainable_p = 1;
  if (!b->comparable) return;
  if (b->no_samples) {
    if (!row->infinite) measure_untested(b, row->better);
    return;
  }
  b->p = b->p_corrected = stat_rank_test(nulls, &p).p;
  b->attainable_p = stat_rank_attainable(p.n1, p.n2);
  if (row->infinite) return;
  struct stat_shift s = stat_shift(nulls, scratch, &p, 1 - c->r->options.confidence);
  measure_change(b, row->better, &s);
}

void compare_measure(struct compare *c) {
  struct arena scratch = ARENA_INIT, tables = ARENA_INIT;
  struct stat_unull *nulls = stat_unull_new(&tables);
  for (size_t i = 0; i < c->r->benches.n; i++) {
    struct arena_mark mark = arena_mark(&scratch);
    measure_row(c, nulls, &scratch, i);
    arena_release(&scratch, mark);
  }
  arena_free(&scratch);
  arena_free(&tables);
}
