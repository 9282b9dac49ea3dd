#include "analysis/stats_rank.h"

#include "analysis/stats_normal.h"

#include <math.h>

struct ranking {
  struct stat_ties ties; /* filled when both sides are small enough */
  size_t u2;             /* twice U of base */
  size_t groups;         /* of different values */
  double t3;             /* sum of t^3 - t over groups of t */
};

static struct ranking rank_merge(const struct stat_pair *p) {
  const double *x = p->base, *y = p->head;
  size_t n1 = p->n1, n2 = p->n2;
  struct ranking r = {.u2 = 0};
  bool keep = n1 <= STAT_TIED_MAX && n2 <= STAT_TIED_MAX;
  for (size_t i = 0, j = 0; i < n1 || j < n2;) {
    double v = j == n2 || (i < n1 && x[i] < y[j]) ? x[i] : y[j];
    size_t i0 = i, j0 = j;
    while (i < n1 && x[i] <= v) i++;
    while (j < n2 && y[j] <= v) j++;
    size_t t = i - i0 + j - j0;
    r.u2 += (i - i0) * (2 * j0 + (j - j0));
    r.t3 += ((double)t * (double)t - 1) * (double)t;
    if (keep) r.ties.size[r.groups] = t;
    r.groups++;
  }
  r.ties.n = keep ? r.groups : 0;
  return r;
}

static double p_untied(struct stat_unull *c, size_t n1, size_t n2, size_t u) {
  size_t mirror = n1 * n2 - u;
  return fmin(1, 2 * stat_unull_untied(c, n1, n2)[u < mirror ? u : mirror]);
}

static double p_tied(struct stat_unull *c, const struct ranking *r, size_t n1, size_t n2) {
  struct stat_tails t = n1 <= n2 ? stat_unull_tied(c, &r->ties, n1, r->u2)
                                 : stat_unull_tied(c, &r->ties, n2, 2 * n1 * n2 - r->u2);
  return fmin(1, 2 * fmin(t.lower, t.upper));
}

static double p_normal(const struct ranking *r, size_t n1, size_t n2) {
  double product = (double)n1 * (double)n2, n = (double)(n1 + n2);
  double sd = sqrt(product / 12 * (n + 1 - r->t3 / (n * (n - 1))));
  double off = fabs((double)r->u2 - product) / 2 - 0.5;
  return off > 0 ? stat_normal_two_sided(off / sd) : 1;
}

struct stat_rank stat_rank_test(struct stat_unull *c, const struct stat_pair *pair) {
  struct ranking r = rank_merge(pair);
  size_t n1 = pair->n1, n2 = pair->n2;
  struct stat_rank out = {.u = (double)r.u2 / 2, .p = 1, .method = STAT_RANK_EQUAL};
  if (r.groups == 1) return out;
  bool tied = r.groups < n1 + n2;
  if (!tied && n1 <= STAT_UNTIED_MAX && n2 <= STAT_UNTIED_MAX) {
    out.method = STAT_RANK_EXACT;
    out.p = p_untied(c, n1, n2, r.u2 / 2);
  } else if (tied && n1 <= STAT_TIED_MAX && n2 <= STAT_TIED_MAX) {
    out.method = STAT_RANK_EXACT_TIES;
    out.p = p_tied(c, &r, n1, n2);
  } else {
    out.method = STAT_RANK_NORMAL;
    out.p = p_normal(&r, n1, n2);
  }
  return out;
}

double stat_rank_attainable(size_t n1, size_t n2) {
  size_t few = n1 < n2 ? n1 : n2, many = n1 < n2 ? n2 : n1;
  double ways = 1;
  for (size_t i = 1; i <= few && isfinite(ways); i++) ways = ways * (double)(many + i) / (double)i;
  return fmin(1, 2 / ways);
}

size_t stat_rank_count_needed(double threshold) {
  size_t n = 1;
  while (stat_rank_attainable(n, n) >= threshold) n++;
  return n;
}
