#include "analysis/stats_shift.h"

#include "analysis/stats_normal.h"
#include "base/num.h"

#include <math.h>

/* The table of head_j against base_i, ordered along both sides, so that a rank is found without writing it out. */
struct pairs {
  const double *base, *head;
  size_t n1, n2;
  bool is_ratio;
};

static double pair_value(const struct pairs *t, size_t i, size_t j) {
  return t->is_ratio ? t->head[j] / t->base[i] : t->head[j] - t->base[i];
}

/* Candidates of row i are columns from .. to-1. */
struct row {
  size_t from, to;
  size_t less, upto; /* columns below the pivot, and not above it */
};

/* The middle candidate of the row in which half of all the candidates are behind us. */
static double pivot_of(const struct pairs *t, const struct row *rows) {
  size_t left = 0, seen = 0, i = 0;
  for (size_t k = 0; k < t->n1; k++) left += rows[k].to - rows[k].from;
  for (; i + 1 < t->n1; i++) {
    seen += rows[i].to - rows[i].from;
    if (2 * seen >= left) break;
  }
  return pair_value(t, i, rows[i].from + (rows[i].to - rows[i].from) / 2);
}

/* The k-th smallest of the table, from 1: quickselect by rows, O((n1 + n2) log(n1 n2)) as a rule (after Johnson and
 * Mizoguchi 1978, Selecting the K-th Element in X + Y). rows has n1 elements of scratch. */
static double pair_select(const struct pairs *t, struct row *rows, size_t k) {
  for (size_t i = 0; i < t->n1; i++) rows[i] = (struct row){.from = 0, .to = t->n2};
  for (;;) {
    double pivot = pivot_of(t, rows);
    size_t less = 0, upto = 0, below = 0, not_above = 0;
    for (size_t i = 0; i < t->n1; i++) { /* base ascends, so the columns that stay below a pivot only grow */
      while (below < t->n2 && pair_value(t, i, below) < pivot) below++;
      if (not_above < below) not_above = below;
      while (not_above < t->n2 && pair_value(t, i, not_above) <= pivot) not_above++;
      rows[i].less = below;
      rows[i].upto = not_above;
      less += below;
      upto += not_above;
    }
    if (less < k && k <= upto) return pivot;
    for (size_t i = 0; i < t->n1; i++) {
      struct row *r = &rows[i];
      if (k <= less && r->to > r->less) r->to = r->less > r->from ? r->less : r->from;
      if (k > upto && r->from < r->upto) r->from = r->upto < r->to ? r->upto : r->to;
    }
  }
}

static size_t count_normal(size_t n1, size_t n2, double alpha) {
  double product = (double)n1 * (double)n2, sd = sqrt(product / 12 * (double)(n1 + n2 + 1));
  double u = floor(product / 2 - 0.5 - stat_normal_critical(alpha) * sd);
  return u < 0 ? 0 : (size_t)u + 1;
}

/* How many values of U from 0 up the test rejects: the order of the interval's ends, 0 when there is none. */
static size_t count_rejected(struct stat_unull *c, size_t n1, size_t n2, double alpha) {
  if (n1 > STAT_UNTIED_MAX || n2 > STAT_UNTIED_MAX) return count_normal(n1, n2, alpha);
  const double *tail = stat_unull_untied(c, n1, n2);
  size_t lo = 0, hi = n1 * n2 / 2; /* tail[hi] is about one half: never rejected at a sane alpha */
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (2 * tail[mid] <= alpha) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

struct stat_shift stat_shift(struct stat_unull *c, struct arena *scratch, const struct stat_pair *p, double alpha) {
  struct pairs t = {p->base, p->head, p->n1, p->n2, p->base[0] > 0 && p->head[0] > 0};
  struct arena_mark mark = arena_mark(scratch);
  struct row *rows = ARENA_ARRAY(scratch, struct row, t.n1);
  struct stat_shift s = {.is_ratio = t.is_ratio};
  size_t k = count_rejected(c, t.n1, t.n2, alpha);
  s.bounded = k > 0;
  s.lo = s.bounded ? pair_select(&t, rows, k) : t.is_ratio ? 0 : (double)-INFINITY;
  s.hi = s.bounded ? pair_select(&t, rows, t.n1 * t.n2 + 1 - k) : (double)INFINITY;
  arena_release(scratch, mark);
  return s;
}
