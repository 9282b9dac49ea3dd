#include "view/trend_plot.h"

#include "analysis/stats_centre.h"
#include "base/num.h"

#include <math.h>

#define RANGE_LEAST 0.05      /* of the median */
#define BAND_WIDTH (3 * 1.4826) /* three standard deviations, as the MAD of a normal distribution has them */

struct trend_frame trend_frame_of(const struct history *h, uint32_t most, bool head) {
  size_t all = h ? h->runs.n : 0;
  uint32_t runs = all < most ? (uint32_t)all : most;
  return (struct trend_frame){.first = (uint32_t)all - runs, .runs = runs, .head = head};
}

double trend_median(const struct trend_point *at, size_t n) {
  double v[TREND_SHOWN];
  size_t finite = 0;
  for (size_t i = 0; i < n && finite < TREND_SHOWN; i++) {
    if (isfinite(at[i].centre)) v[finite++] = at[i].centre;
  }
  if (finite == 0) return (double)NAN;
  return stat_median_of(v, finite);
}

static void take(struct trend_plot *p, double value) {
  if (!isfinite(value)) return;
  p->least = isnan(p->least) ? value : fmin(p->least, value);
  p->most = isnan(p->most) ? value : fmax(p->most, value);
}

/* Halves, because the distance of two values may be beyond what a double holds. */
static void set_range(struct trend_plot *p, double median) {
  double middle = p->least / 2 + p->most / 2, half = p->most / 2 - p->least / 2;
  double least = fabs(median) * (RANGE_LEAST / 2);
  if (isnan(middle)) middle = half = 0;
  if (half < least) half = least;
  if (!(half > 0)) half = num_is_zero(middle) ? 0.5 : fabs(middle) * RANGE_LEAST;
  p->lo = fmax(middle - half, -1.7e308);
  p->hi = fmin(middle + half, 1.7e308);
  if (!(p->lo < p->hi)) p->hi = p->lo + 1; /* denormal values */
}

/* A head far beyond all that was would press the runs into a flat line: it stands at the edge then, at most as far from them as they
 * spread, or a quarter of their median. */
static void take_head(struct trend_plot *p, double median) {
  if (isnan(p->head)) return;
  double reach = fmax(p->most - p->least, fabs(median) / 4);
  if (isnan(p->least) || !isfinite(reach)) {
    take(p, p->head);
    return;
  }
  double lo = p->least - reach, hi = p->most + reach;
  p->beyond = p->head > hi ? 1 : p->head < lo ? -1 : 0;
  take(p, fmin(fmax(p->head, lo), hi));
}

struct trend_plot trend_plot_of(const struct trend_result *t, const struct trend_frame *f, double head) {
  struct trend_plot p = {.frame = *f, .least = (double)NAN, .most = (double)NAN, .head = f->head && isfinite(head) ? head : (double)NAN};
  size_t from = 0;
  while (from < t->points_n && t->points[from].run < f->first) from++;
  p.at = t->points + from;
  p.n = t->points_n - from;
  for (size_t i = 0; i < p.n; i++) {
    take(&p, p.at[i].centre);
    p.finite += isfinite(p.at[i].centre) != 0;
  }
  double median = trend_median(p.at, p.n);
  take_head(&p, median);
  set_range(&p, isnan(median) ? p.head : median);
  return p;
}

int trend_x_newest(const struct trend_frame *f) {
  return f->right - (f->head ? f->head_gap : 0);
}

int trend_x(const struct trend_frame *f, uint32_t run) {
  uint32_t at = run - f->first;
  int newest = trend_x_newest(f);
  if (at >= f->runs) return f->right;
  if (f->runs == 1) return newest;
  return f->left + (int)lround((double)at * (newest - f->left) / (f->runs - 1));
}

int trend_y(const struct trend_plot *p, double value) {
  double share = (value / 2 - p->lo / 2) / (p->hi / 2 - p->lo / 2);
  return p->frame.bottom - (int)lround(fmin(1, fmax(0, share)) * (p->frame.bottom - p->frame.top));
}

int trend_x_of_change(const struct trend_plot *p, const struct trend_change *c) {
  if (c->to_run <= p->frame.first) return -1;
  uint32_t before = c->to_run - 1 > c->from_run ? c->to_run - 1 : c->from_run;
  if (before < p->frame.first) before = p->frame.first;
  return (trend_x(&p->frame, before) + trend_x(&p->frame, c->to_run)) / 2;
}

/* A blank only where two numbers would become one. */
static void put_pair(struct buf *d, char command, int x, int y) {
  buf_printf(d, y < 0 ? "%c%d%d" : "%c%d %d", command, x, y);
}

void trend_put_line(struct buf *d, const struct trend_plot *p) {
  const struct trend_point *before = NULL;
  int x = 0, y = 0, length = 0; /* points of the piece so far */
  for (size_t i = 0; i < p->n; i++) {
    const struct trend_point *at = &p->at[i];
    if (!isfinite(at->centre)) continue;
    int to_x = trend_x(&p->frame, at->run), to_y = trend_y(p, at->centre);
    bool joined = before && before->run + 1 == at->run;
    if (!joined && length == 1) buf_cstr(d, "h0");
    if (before == NULL) put_pair(d, 'M', to_x, to_y);
    else if (joined && to_y == y) buf_printf(d, "h%d", to_x - x);
    else put_pair(d, joined ? 'l' : 'm', to_x - x, to_y - y);
    length = joined ? length + 1 : 1;
    x = to_x;
    y = to_y;
    before = at;
  }
  if (length == 1) buf_cstr(d, "h0");
}

/* The end of the segment that begins at point i: the first point at or behind the next change. */
static size_t segment_end(const struct trend_plot *p, const struct trend_change_vec *changes, size_t i) {
  size_t end = i + 1;
  for (; end < p->n; end++) {
    VEC_EACH(const struct trend_change, c, changes) {
      if (p->at[end - 1].run < c->to_run && p->at[end].run >= c->to_run) return end;
    }
  }
  return end;
}

void trend_put_medians(struct buf *d, const struct trend_plot *p, const struct trend_change_vec *changes) {
  for (size_t i = 0, end; i < p->n; i = end) {
    end = segment_end(p, changes, i);
    double median = trend_median(p->at + i, end - i);
    if (isnan(median)) continue;
    int x0 = trend_x(&p->frame, p->at[i].run), x1 = trend_x(&p->frame, p->at[end - 1].run);
    if (x0 == x1) x1 = x0 + 1;
    buf_printf(d, "M%d %dH%d", x0, trend_y(p, median), x1);
  }
}

static const struct trend_change *last_that_acts(const struct trend_result *t) {
  const struct trend_change *last = NULL;
  VEC_EACH(const struct trend_change, c, &t->changes) {
    if (c->acts) last = c;
  }
  return last;
}

bool trend_band_of(const struct trend_plot *p, const struct trend_result *t, struct trend_band *band) {
  enum { LEAST = 2 }; /* a line, when nothing varies */
  if (!isfinite(t->median) || !isfinite(t->mad) || p->finite == 0) return false;
  const struct trend_change *c = last_that_acts(t);
  int x = c ? trend_x_of_change(p, c) : p->frame.left;
  *band = (struct trend_band){x < p->frame.left ? p->frame.left : x, p->frame.right, trend_y(p, t->median + BAND_WIDTH * t->mad),
                              trend_y(p, t->median - BAND_WIDTH * t->mad)};
  if (band->y1 - band->y0 < LEAST) {
    band->y0 = trend_y(p, t->median) - LEAST / 2;
    band->y1 = band->y0 + LEAST;
  }
  return band->x1 > band->x0;
}

/* Through the median of the runs judged, in their middle, with the slope that was found. */
bool trend_drift_line(const struct trend_plot *p, const struct trend_result *t, int xy[4]) {
  size_t n = t->drift_runs < t->points_n ? t->drift_runs : t->points_n;
  if (!t->has_drift || n < 2 || !isfinite(t->drift_share) || p->n < n) return false;
  const struct trend_point *from = t->points + t->points_n - n;
  double median = trend_median(from, n), half = median * t->drift_share / 2;
  if (!isfinite(half)) return false;
  xy[0] = trend_x(&p->frame, from[0].run);
  xy[1] = trend_y(p, median - half);
  xy[2] = trend_x(&p->frame, from[n - 1].run);
  xy[3] = trend_y(p, median + half);
  return xy[2] > xy[0];
}
