#include "analysis/trend_series.h"

#include "analysis/compare_verdict.h"
#include "analysis/stats_centre.h"
#include "analysis/stats_interval.h"
#include "analysis/stats_rank.h"
#include "base/num.h"

#include <math.h>

/* A series as numbers: value[i] was measured in run[i], oldest first. */
struct series {
  size_t n;
  double *value;
  uint32_t *run;
  const struct history_record **record;
  enum better better;
};

/* Of a series, first .. end. */
struct level {
  size_t from, to;
};

void trend_tools_init(struct trend_tools *t, const struct history *h, struct arena *out, const struct judge_options *options) {
  struct changepoint_params params = changepoint_defaults();
  params.otava = options->trend_mode == TREND_OTAVA;
  *t = (struct trend_tools){.history = h, .out = out, .tables = ARENA_INIT, .scratch = ARENA_INIT, .otava = params.otava, .alpha = options->alpha};
  t->kendall.arena = &t->tables;
  t->finder = changepoint_finder_of(&t->tables, params);
}

void trend_tools_free(struct trend_tools *t) {
  arena_free(&t->tables);
  arena_free(&t->scratch);
}

/* ---- points ---- */

static double *copy_of(struct arena *a, const double *values, size_t n) {
  double *copy = arena_alloc_raw(a, (n + 1) * sizeof *copy);
  memcpy(copy, values, n * sizeof *copy);
  return copy;
}

static double median_of(struct arena *scratch, const double *values, size_t n) {
  if (n == 1) return values[0];
  struct arena_mark mark = arena_mark(scratch);
  double median = stat_median_of(copy_of(scratch, values, n), n);
  arena_release(scratch, mark);
  return median;
}

/* The interval of figures without samples is not theirs: they are few and of an unknown spread. */
static struct trend_point point_of(struct arena *scratch, const struct history_record *r) {
  struct arena_mark mark = arena_mark(scratch);
  double *sorted = copy_of(scratch, r->values, r->n);
  f64_sort(sorted, r->n);
  struct stat_summary s = stat_summarise(sorted, r->n, 0.95);
  arena_release(scratch, mark);
  struct trend_point p = {.centre = s.centre, .lo = s.centre, .hi = s.centre, .run = r->run, .n = r->n};
  if (!s.bounded || r->figure) return p;
  p.lo = s.lo;
  p.hi = s.hi;
  return p;
}

static struct series gather(const struct history *h, struct arena *a, uint32_t row) {
  struct history_record_vec all = history_records(h, a, row);
  struct series s = {.n = 0,
                     .value = ARENA_ARRAY(a, double, all.n),
                     .run = ARENA_ARRAY(a, uint32_t, all.n),
                     .record = ARENA_ARRAY(a, const struct history_record *, all.n),
                     .better = h->table.rows.at[row].better};
  VEC_EACH(const struct history_record, r, &all) {
    if (r->n == 0) continue;
    double value = median_of(a, r->values, r->n);
    if (!isfinite(value)) continue;
    s.value[s.n] = value;
    s.run[s.n] = r->run;
    s.record[s.n++] = r;
  }
  return s;
}

struct trend_points trend_all_points(const struct history *h, struct arena *a, uint32_t row) {
  struct series s = gather(h, a, row);
  struct trend_points p = {ARENA_ARRAY(a, struct trend_point, s.n), s.n};
  for (size_t i = 0; i < s.n; i++) p.at[i] = point_of(a, s.record[i]);
  return p;
}

/* ---- change points ---- */

static double worsening(enum better better, double before, double after) {
  return better == BETTER_UNKNOWN ? (double)NAN : worsening_of(better, before, after);
}

/* Otava fills the runs without the series, so a point it finds stands for the first run from there on that has it. */
static struct changepoint_vec find_filled(struct trend_tools *t, const struct series *s) {
  struct arena *a = &t->scratch;
  size_t runs = t->history->runs.n;
  double *filled = ARENA_ARRAY(a, double, runs);
  for (size_t i = 0; i < runs; i++) filled[i] = (double)NAN;
  for (size_t i = 0; i < s->n; i++) filled[s->run[i]] = s->value[i];
  struct changepoint_vec found, kept = {NULL, 0, 0};
  changepoint_fill(filled, runs);
  changepoint_find(t->finder, a, filled, runs, &found);
  size_t at = 0;
  VEC_EACH(const struct changepoint, c, &found) {
    size_t before = at;
    while (at < s->n && s->run[at] < c->at) at++;
    if (at == 0 || at == s->n || (kept.n && at == before)) continue;
    struct changepoint *k = VEC_PUSH(a, &kept);
    *k = *c;
    k->at = at;
  }
  return kept;
}

/* A lone run that is half as much again as the two runs on either side, or two thirds of them, where those are alike within a quarter. */
static bool is_spike(const double *v, size_t n, size_t i) {
  if (i < 2 || i + 2 >= n) return false;
  double lo = fmin(fmin(v[i - 2], v[i - 1]), fmin(v[i + 1], v[i + 2])), hi = fmax(fmax(v[i - 2], v[i - 1]), fmax(v[i + 1], v[i + 2]));
  return lo > 0 && hi <= 1.25 * lo && (v[i] > 1.5 * hi || v[i] < lo / 1.5);
}

/* The values that changes are looked for in. A test of means knows nothing of accidents: one run ten times as slow as the others would hide a
 * step that lasts, so it counts as what stands beside it. */
static const double *without_spikes(struct trend_tools *t, const struct series *s) {
  if (t->otava) return s->value;
  double *v = ARENA_ARRAY(&t->scratch, double, s->n);
  for (size_t i = 0; i < s->n; i++) v[i] = is_spike(s->value, s->n, i) ? s->value[i - 1] / 2 + s->value[i + 1] / 2 : s->value[i];
  return v;
}

static void take_changes(struct trend_tools *t, const struct series *s, struct trend_result *out) {
  struct changepoint_vec found;
  if (s->n == 0) return;
  if (t->otava && s->n < t->history->runs.n) found = find_filled(t, s);
  else changepoint_find(t->finder, &t->scratch, without_spikes(t, s), s->n, &found);
  if (found.n == 0) return;
  out->changes.at = ARENA_ARRAY(t->out, struct trend_change, found.n);
  out->changes.n = out->changes.cap = found.n;
  for (size_t i = 0; i < found.n; i++) {
    const struct changepoint *c = &found.at[i];
    out->changes.at[i] = (struct trend_change){.at = (uint32_t)c->at, .from_run = s->run[c->at - 1], .to_run = s->run[c->at],
                                               .before = c->mean[0], .after = c->mean[1], .p = c->p};
  }
}

/* The next level that lasts, after the change points before *next. False when there is none. */
static bool next_level(const struct series *s, const struct trend_change_vec *changes, size_t *next, struct level *l) {
  for (; *next <= changes->n; (*next)++) {
    l->from = *next ? changes->at[*next - 1].at : 0;
    l->to = *next < changes->n ? changes->at[*next].at : s->n;
    if (l->to - l->from >= TREND_LASTING) return true;
  }
  return false;
}

/* Two lasting levels with short ones between: was that a spike, or a change that took a few runs? Then it is a change from the
 * one level to the other, and lies somewhere from the last run of the first to the first of the second. */
static bool is_lasting_change(struct trend_tools *t, const struct series *s, struct level before, struct level after, struct trend_change *c) {
  if (before.to == after.from) return true;
  size_t n = before.to - before.from, m = after.to - after.from;
  double *both = ARENA_ARRAY(&t->scratch, double, n + m);
  memcpy(both, s->value + before.from, n * sizeof *both);
  memcpy(both + n, s->value + after.from, m * sizeof *both);
  struct changepoint test = changepoint_test(both, 0, n, n + m, t->otava);
  if (!(test.p < changepoint_defaults().max_p)) return false;
  c->from_run = s->run[before.to - 1];
  c->before = test.mean[0];
  c->after = test.mean[1];
  c->p = test.p;
  return true;
}

static void find_acting(struct trend_tools *t, const struct series *s, struct trend_result *out) {
  struct level before, after;
  size_t next = 0;
  bool any = next_level(s, &out->changes, &next, &before);
  while (any) {
    next++;
    if (!next_level(s, &out->changes, &next, &after)) break;
    struct trend_change *c = &out->changes.at[next - 1];
    c->acts = is_lasting_change(t, s, before, after, c);
    c->too_few = stat_rank_attainable(before.to - before.from, after.to - after.from) >= t->alpha;
    before = after;
  }
  VEC_EACH(struct trend_change, c, &out->changes) {
    c->change = num_is_zero(c->before) ? (double)NAN : c->after / c->before - 1;
    c->worsening = worsening(s->better, c->before, c->after);
  }
}

/* ---- what is no more ---- */

/* A series that is measured every tenth run is no less alive in between. */
static bool has_ended(const struct series *s, size_t runs) {
  size_t lack = runs - 1 - s->run[s->n - 1], pause = 0;
  for (size_t i = 1; i < s->n; i++)
    if (s->run[i] - s->run[i - 1] - 1 > pause) pause = s->run[i] - s->run[i - 1] - 1;
  return lack >= TREND_LATER_RUNS && lack > pause;
}

/* ---- what became of a change ---- */

static bool is_worse(double worsening, double limit) {
  return worsening > limit + 1e-9; /* 115 of 100 is not more than 15 % in any rounding */
}

/* Whether every level since that lasts is worse than reference by more than limit. */
static bool levels_stay(const struct series *s, const struct trend_result *out, const struct trend_change *c, double reference, double limit) {
  size_t next = (size_t)(c - out->changes.at) + 1;
  for (struct level l; next_level(s, &out->changes, &next, &l); next++)
    if (!is_worse(worsening(s->better, reference, stat_mean(s->value + l.from, l.to - l.from)), limit)) return false;
  return true;
}

static void follow_change(const struct series *s, const struct trend_result *out, struct trend_change *c) {
  size_t run_before = c->at - 1;
  while (s->run[run_before] > c->from_run) run_before--;
  double last_before = s->value[run_before], half = c->worsening / 2;
  /* The level before must be left behind as well as the run before, which may have been a lucky one. */
  bool large = is_worse(c->worsening, TREND_ESCALATION) && is_worse(worsening(s->better, last_before, s->value[c->at]), TREND_ESCALATION);
  double reference = large ? last_before : c->before, back = half < TREND_DRIFT_SHARE ? half : TREND_DRIFT_SHARE;
  double limit = large ? TREND_ESCALATION : back;
  c->stands = 0;
  while (c->at + c->stands < s->n && is_worse(worsening(s->better, reference, s->value[c->at + c->stands]), limit)) c->stands++;
  bool newest_is_bad = is_worse(worsening(s->better, reference, s->value[s->n - 1]), limit);
  c->mended = !levels_stay(s, out, c, c->before, back);
  c->escalated = large && c->stands > TREND_LATER_RUNS && newest_is_bad && !c->mended && levels_stay(s, out, c, reference, limit);
}

/* ---- drift ---- */

static double distance_from_line(const struct series *s, size_t from, struct stat_line line) {
  double sum = 0;
  for (size_t i = from; i < s->n; i++) sum += fabs(s->value[i] - line.height - line.slope * (double)(s->run[i] - s->run[from]));
  return sum;
}

/* The distances from the medians of the levels that the acting changes make of what lies from there on; *steps: how many. */
static double distance_from_levels(struct trend_tools *t, const struct series *s, const struct trend_result *out, size_t from, size_t *steps) {
  double sum = 0;
  size_t i = from;
  *steps = 0;
  for (size_t k = 0; k <= out->changes.n; k++) {
    bool last = k == out->changes.n;
    if (!last && (!out->changes.at[k].acts || out->changes.at[k].at <= from)) continue;
    size_t to = last ? s->n : out->changes.at[k].at;
    *steps += !last;
    double median = median_of(&t->scratch, s->value + i, to - i);
    for (; i < to; i++) sum += fabs(s->value[i] - median);
  }
  return sum;
}

/* A line against the levels by Schwarz's criterion (1978, Annals of Statistics 6), errors being Laplace's: a line has two
 * parameters, levels have one each and two more for every step, whose place was searched for (Zhang and Siegmund 2007, A Modified
 * Bayes Information Criterion, Biometrics 63). */
static bool line_says_more(double line, double levels, size_t steps, size_t n) {
  if (steps == 0) return true;
  if (!(levels > 0)) return false;
  if (!(line > 0)) return true;
  double size = (double)n;
  return 2 * size * log(line / size) + 2 * log(size) < 2 * size * log(levels / size) + (double)(3 * steps + 1) * log(size);
}

static struct stat_line line_of(struct trend_tools *t, const struct series *s, size_t from) {
  double *x = ARENA_ARRAY(&t->scratch, double, s->n - from);
  for (size_t i = from; i < s->n; i++) x[i - from] = s->run[i] - s->run[from];
  return stat_theil_sen(&t->scratch, x, s->value + from, s->n - from);
}

/* The longest stretch among the newest TREND_DRIFT_RUNS of the history that begins at the first of them or at an acting change and of which
 * a line says more than its steps: a step is no drift, and a drift is no row of steps. */
static bool drift_stretch(struct trend_tools *t, const struct series *s, const struct trend_result *out, size_t *from, struct stat_line *line) {
  size_t next = 0, runs = t->history->runs.n, first = runs > TREND_DRIFT_RUNS ? runs - TREND_DRIFT_RUNS : 0;
  *from = 0;
  while (*from < s->n && s->run[*from] < first) ++*from;
  while (s->n - *from >= TREND_DRIFT_LEAST) {
    size_t steps;
    *line = line_of(t, s, *from);
    double levels = distance_from_levels(t, s, out, *from, &steps);
    if (line_says_more(distance_from_line(s, *from, *line), levels, steps, s->n - *from)) return true;
    while (next < out->changes.n && (!out->changes.at[next].acts || out->changes.at[next].at <= *from)) next++;
    *from = out->changes.at[next].at; /* there is one: steps is not 0 */
  }
  return false;
}

static void find_drift(struct trend_tools *t, const struct series *s, struct trend_result *out) {
  size_t from;
  struct stat_line line;
  out->drift_share = out->drift_worsening = (double)NAN;
  out->drift_p = 1;
  if (!drift_stretch(t, s, out, &from, &line)) return;
  size_t n = s->n - from;
  for (size_t i = from; i < s->n; i++)
    if (!(s->value[i] > 0)) return;
  out->has_drift = true;
  out->drift_runs = (uint32_t)n;
  out->drift_from = s->run[from];
  double median = median_of(&t->scratch, s->value + from, n);
  out->drift_slope = line.slope;
  out->drift_share = line.slope * (double)(s->run[s->n - 1] - s->run[from]) / median;
  if (s->better != BETTER_UNKNOWN) out->drift_worsening = s->better == BETTER_LOWER ? out->drift_share : -out->drift_share;
  out->drift_p = stat_mann_kendall(&t->kendall, &t->scratch, s->value + from, n);
  VEC_EACH(struct trend_change, c, &out->changes) c->in_drift = c->acts && c->at > from;
}

/* ---- bands and extremes ---- */

static void find_band(struct trend_tools *t, const struct series *s, struct level l, double *median, double *mad) {
  struct arena *a = &t->scratch;
  size_t n = l.to - l.from;
  double *values = copy_of(a, s->value + l.from, n);
  *median = stat_median_of(values, n);
  for (size_t i = 0; i < n; i++) values[i] = fabs(values[i] - *median);
  *mad = stat_median_of(values, n);
}

/* Points outside the band of the level they stand in: the median and three standard deviations either way, as 1.4826 MAD
 * estimates them. The last band is the series' own. */
static void take_points(struct trend_tools *t, const struct series *s, struct trend_result *out) {
  size_t first = s->n > TREND_SHOWN ? s->n - TREND_SHOWN : 0;
  out->points_n = (uint32_t)(s->n - first);
  out->points = ARENA_ARRAY(t->out, struct trend_point, out->points_n);
  for (size_t i = first; i < s->n; i++) out->points[i - first] = point_of(&t->scratch, s->record[i]);
  struct level l = {0, 0};
  for (size_t k = 0; k <= out->changes.n; k++) {
    bool last = k == out->changes.n;
    if (!last && !out->changes.at[k].acts) continue;
    l = (struct level){l.to, last ? s->n : out->changes.at[k].at};
    if (l.to <= first) continue;
    find_band(t, s, l, &out->median, &out->mad);
    double reach = 3 * 1.4826 * out->mad;
    for (size_t i = l.from > first ? l.from : first; i < l.to; i++) out->points[i - first].outside = fabs(s->value[i] - out->median) > reach;
  }
}

static void find_extremes(const struct series *s, struct trend_result *out) {
  size_t least = 0, most = 0;
  for (size_t i = 1; i < s->n; i++) {
    if (s->value[i] < s->value[least]) least = i;
    if (s->value[i] > s->value[most]) most = i;
  }
  size_t best = s->better == BETTER_HIGHER ? most : least, worst = s->better == BETTER_HIGHER ? least : most;
  out->first = (struct trend_extreme){s->value[0], s->run[0]};
  out->last = (struct trend_extreme){s->value[s->n - 1], s->run[s->n - 1]};
  out->best = (struct trend_extreme){s->value[best], s->run[best]};
  out->worst = (struct trend_extreme){s->value[worst], s->run[worst]};
}

void trend_measure(struct trend_tools *t, uint32_t row, struct trend_result *out) {
  struct arena_mark mark = arena_mark(&t->scratch);
  struct series s = gather(t->history, &t->scratch, row);
  *out = (struct trend_result){.series = row, .bench = INDEX_NONE, .better = s.better, .runs = (uint32_t)s.n,
                               .verdict = VERDICT_UNMEASURED, .gate = INDEX_NONE};
  if (s.n > 0) {
    out->ended = has_ended(&s, t->history->runs.n);
    take_changes(t, &s, out);
    find_acting(t, &s, out);
    VEC_EACH(struct trend_change, c, &out->changes)
      if (c->acts && c->worsening > 0) follow_change(&s, out, c);
    find_drift(t, &s, out);
    take_points(t, &s, out);
    find_extremes(&s, out);
  }
  arena_release(&t->scratch, mark);
}
