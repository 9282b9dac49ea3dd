#include "analysis/stats_changepoint.h"

#include "analysis/stats_centre.h"
#include "analysis/stats_student.h"
#include "base/num.h"

#include <math.h>

struct stretch {
  size_t from, to;
  size_t candidate; /* the best split; 0: too short for one */
  double q;
};
VEC_OF(stretch_vec, struct stretch);

/* Tables are squares of side w, a window's length; an index is of a value in its window. */
struct changepoint_finder {
  struct changepoint_params params;
  size_t w;
  double *across;        /* by the number of values on both sides: what the sum of differences across a split counts */
  double *left, *right;  /* by the numbers before and after: what the sums of differences inside count */
  double *to_right;      /* [t][k]: sum of the differences of t from those after it, up to k */
  double *from_left;     /* [t][k]: sum of the differences of k from those before t */
  double *tail;          /* [t][k]: sum of to_right[t..k-1][k] */
  double *head;          /* [k]: the sum of to_right[..][k] so far */
  double *q;             /* of one split, by the end of its right part */
  struct stretch *stretches;
};

struct changepoint_params changepoint_defaults(void) {
  return (struct changepoint_params){.window_len = 50, .first_pass_p = 0.01, .max_p = 0.001, .min_magnitude = 0, .otava = false};
}

struct changepoint_finder *changepoint_finder_of(struct arena *a, struct changepoint_params params) {
  struct changepoint_finder *f = ARENA_NEW(a, struct changepoint_finder);
  size_t w = params.window_len, side = w + 1;
  f->params = params;
  f->w = w;
  f->across = ARENA_ARRAY(a, double, side);
  f->left = ARENA_ARRAY(a, double, side * side);
  f->right = ARENA_ARRAY(a, double, side * side);
  f->to_right = ARENA_ARRAY(a, double, w * w);
  f->from_left = ARENA_ARRAY(a, double, w * w);
  f->tail = ARENA_ARRAY(a, double, w * w);
  f->head = ARENA_ARRAY(a, double, w);
  f->q = ARENA_ARRAY(a, double, w);
  f->stretches = ARENA_ARRAY(a, struct stretch, w);
  for (size_t n = 1; n < side; n++) {
    f->across[n] = 2 / (double)n;
    for (size_t m = 1; n + m < side; m++) {
      if (n > 1) f->left[n * side + m] = (double)(2 * m) / (double)((n + m) * (n - 1));
      if (m > 1) f->right[n * side + m] = (double)(2 * n) / (double)((n + m) * (m - 1));
    }
  }
  return f;
}

/* The sums of differences of a window, each from the one before it. */
static void sum_differences(struct changepoint_finder *f, const double *x, size_t n) {
  for (size_t k = 0; k < n; k++) f->from_left[k] = 0;
  for (size_t t = 0; t < n; t++) {
    double *right = &f->to_right[t * f->w], sum = 0;
    right[t] = 0;
    for (size_t k = t + 1; k < n; k++) right[k] = fabs(x[t] - x[k]);
    if (t + 1 < n) {
      const double *above = &f->from_left[t * f->w];
      double *below = &f->from_left[(t + 1) * f->w];
      for (size_t k = t + 1; k < n; k++) below[k] = above[k] + right[k];
    }
    for (size_t k = t + 1; k < n; k++) right[k] = sum += right[k];
  }
}

static void sum_tails(struct changepoint_finder *f, size_t from, size_t to) {
  f->tail[(to - 1) * f->w + to - 1] = 0;
  for (size_t t = to - 1; t-- > from;) {
    double *tail = &f->tail[t * f->w];
    const double *below = tail + f->w, *right = &f->to_right[t * f->w];
    tail[t] = 0;
    for (size_t k = t + 1; k < to; k++) tail[k] = below[k] + right[k];
  }
}

/* The split of from .. to with the largest energy statistic
 *   2/(n+m) (sum across) - 2m/((n+m)(n-1)) (sum left of it) - 2n/((n+m)(m-1)) (sum right of it),
 * over all splits and all ends of the right part; the first of equals. Every sum grows by one value at a time. */
static void find_candidate(struct changepoint_finder *f, struct stretch *s) {
  s->candidate = 0;
  if (s->to - s->from < 2) return;
  size_t w = f->w, side = w + 1;
  sum_tails(f, s->from, s->to);
  memcpy(f->head, &f->to_right[s->from * w], w * sizeof *f->head);
  double inside = 0; /* differences among the values left of the split */
  s->q = -(double)INFINITY;
  for (size_t at = s->from + 1; at < s->to; at++) {
    size_t n = at - s->from, ends = s->to - at;
    const double *across = &f->across[n + 1], *left = &f->left[n * side + 1], *right = &f->right[n * side + 1];
    const double *head = &f->head[at], *tail = &f->tail[at * w + at];
    for (size_t e = 0; e < ends; e++) f->q[e] = across[e] * (head[e] - inside) - left[e] * inside - right[e] * tail[e];
    for (size_t e = 0; e < ends; e++) {
      if (!(f->q[e] > s->q)) continue;
      s->q = f->q[e];
      s->candidate = at;
    }
    inside += f->from_left[at * w + at] - f->from_left[s->from * w + at];
    const double *row = &f->to_right[at * w];
    for (size_t k = at + 1; k < s->to; k++) f->head[k] += row[k];
  }
}

static double squares_of(const double *x, size_t n, double mean) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += (x[i] - mean) * (x[i] - mean);
  return sum;
}

struct changepoint changepoint_test(const double *values, size_t from, size_t at, size_t to, bool otava) {
  const double *part[2] = {values + from, values + at};
  size_t n[2] = {at - from, to - at};
  struct changepoint c = {.at = at, .p = 1};
  double pooled = 0;
  for (int i = 0; i < 2; i++) {
    c.mean[i] = stat_mean(part[i], n[i]);
    double squares = squares_of(part[i], n[i], c.mean[i]);
    double variance = n[i] > 1 ? squares / (double)(otava ? n[i] : n[i] - 1) : 0;
    c.std[i] = sqrt(variance);
    pooled += (double)(n[i] - 1) * variance;
  }
  size_t df = n[0] + n[1] - 2;
  if (df == 0) return c;
  double error = sqrt(pooled / (double)df * (1 / (double)n[0] + 1 / (double)n[1]));
  double difference = c.mean[0] - c.mean[1];
  if (num_is_zero(error)) c.p = num_is_zero(difference) ? (double)NAN : 0;
  else c.p = stat_student_two_sided(difference / error, df);
  return c;
}

static double magnitude_of(const struct changepoint *c) {
  double forward = num_is_zero(c->mean[0]) ? 0 : fabs(c->mean[1] / c->mean[0] - 1);
  double backward = num_is_zero(c->mean[1]) ? 0 : fabs(c->mean[0] / c->mean[1] - 1);
  return forward > backward ? forward : backward;
}

/* Adds the splits of the window at start, the best first, until one is not accepted. The last place found, or 0. */
static size_t split_window(struct changepoint_finder *f, const double *values, size_t start, size_t n, bool *found) {
  size_t parts = 1, last = 0;
  sum_differences(f, values + start, n);
  f->stretches[0] = (struct stretch){.from = 0, .to = n};
  find_candidate(f, &f->stretches[0]);
  for (;;) {
    struct stretch *best = NULL;
    for (size_t i = 0; i < parts; i++) {
      struct stretch *s = &f->stretches[i];
      if (s->candidate && (best == NULL || s->q > best->q)) best = s;
    }
    if (best == NULL) return last;
    size_t at = best->candidate;
    struct changepoint c = changepoint_test(values + start, best->from, at, best->to, f->params.otava);
    if (!(c.p <= f->params.first_pass_p)) return last;
    found[start + at] = true;
    if (start + at > last) last = start + at;
    size_t index = (size_t)(best - f->stretches);
    memmove(best + 1, best, (parts - index) * sizeof *best);
    parts++;
    best[0].to = best[1].from = at;
    find_candidate(f, &best[0]);
    find_candidate(f, &best[1]);
  }
}

static void test_again(const struct changepoint_finder *f, const double *values, size_t n, struct changepoint_vec *v, size_t i) {
  if (i >= v->n) return;
  size_t from = i == 0 ? 0 : v->at[i - 1].at, to = i + 1 < v->n ? v->at[i + 1].at : n;
  v->at[i] = changepoint_test(values, from, v->at[i].at, to, f->params.otava);
  if (!f->params.otava && isnan(v->at[i].p)) v->at[i].p = 1;
}

/* The weakest point that may not stay, or v->n. */
static size_t weakest(const struct changepoint_finder *f, const struct changepoint_vec *v) {
  size_t at = 0;
  for (size_t i = 1; i < v->n; i++)
    if (v->at[i].p > v->at[at].p) at = i;
  if (!(v->at[at].p < f->params.max_p)) return at;
  at = 0;
  for (size_t i = 1; i < v->n; i++)
    if (magnitude_of(&v->at[i]) < magnitude_of(&v->at[at])) at = i;
  return magnitude_of(&v->at[at]) > f->params.min_magnitude ? v->n : at;
}

void changepoint_find(struct changepoint_finder *f, struct arena *a, const double *values, size_t n, struct changepoint_vec *out) {
  *out = (struct changepoint_vec){NULL, 0, 0};
  if (n < 2) return;
  struct arena_mark mark = arena_mark(a);
  bool *found = ARENA_ARRAY(a, bool, n);
  size_t step = f->w / 2, points = 0;
  for (size_t start = 0; start < n;) {
    size_t last = split_window(f, values, start, n - start < f->w ? n - start : f->w, found);
    start = last > start + step ? last : start + step;
  }
  for (size_t i = 0; i < n; i++) points += found[i];
  if (points == 0) {
    arena_release(a, mark);
    return;
  }
  out->at = ARENA_ARRAY(a, struct changepoint, points);
  out->cap = points;
  for (size_t i = 0; i < n; i++)
    if (found[i]) out->at[out->n++].at = i;
  for (size_t i = 0; i < out->n; i++) test_again(f, values, n, out, i);
  while (out->n > 0) {
    size_t gone = weakest(f, out);
    if (gone == out->n) return;
    out->n--;
    memmove(&out->at[gone], &out->at[gone + 1], (out->n - gone) * sizeof *out->at);
    size_t first = f->params.otava ? gone : gone - 1; /* of none on the left nothing is made anew: SIZE_MAX is out of range */
    test_again(f, values, n, out, first);
    test_again(f, values, n, out, first + 1);
  }
}

bool changepoint_fill(double *values, size_t n) {
  size_t first = 0;
  while (first < n && isnan(values[first])) first++;
  if (first == n) return false;
  for (size_t i = 0; i < first; i++) values[i] = values[first];
  for (size_t i = first + 1; i < n; i++)
    if (isnan(values[i])) values[i] = values[i - 1];
  return true;
}
