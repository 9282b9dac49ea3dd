/* Slope and trend of a series, against brute force. */
#include "analysis/stats_trend.h"
#include "base/num.h"
#include "check.h"

#include <math.h>

static struct arena arena;
static struct stat_kendall kendall = {.arena = &arena};
static uint64_t seed = 3;

static double uniform(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (double)(seed >> 11) * 0x1p-53;
}

static int score(const double *y, size_t n) {
  int s = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n; j++) s += (y[j] > y[i]) - (y[j] < y[i]);
  return s;
}

/* The orders of the values from k on: how many, and how many of them have a score as far from 0. */
struct orders {
  double y[8];
  size_t n;
  int reach;
  double all, far;
};

static void each_order(struct orders *o, size_t k) {
  if (k == o->n) {
    o->all++;
    o->far += abs(score(o->y, o->n)) >= o->reach;
    return;
  }
  for (size_t i = k; i < o->n; i++) {
    double was = o->y[k];
    o->y[k] = o->y[i];
    o->y[i] = was;
    each_order(o, k + 1);
    o->y[i] = o->y[k];
    o->y[k] = was;
  }
}

static void mann_kendall_by_all_orders(void **state) {
  (void)state;
  for (int round = 0; round < 60; round++) {
    struct orders o = {.n = 2 + (size_t)round % 7};
    double y[8];
    for (size_t i = 0; i < o.n; i++) y[i] = o.y[i] = uniform() + (round % 3 ? 0.1 * (double)i : 0);
    o.reach = abs(score(y, o.n));
    each_order(&o, 0);
    check_double(stat_mann_kendall(&kendall, &arena, y, o.n), o.far / o.all, 1e-12);
  }
}

/* Ties and long series: the formula, its parts counted by hand. */
static void mann_kendall_with_ties(void **state) {
  (void)state;
  const double y[] = {1, 1, 2, 2, 2, 3, 4, 4, 5, 6};
  int s = score(y, 10);
  assert_int_equal(s, 45 - 1 - 3 - 1);
  double variance = (10.0 * 9 * 25 - 2.0 * 1 * 9 - 3.0 * 2 * 11 - 2.0 * 1 * 9) / 18;
  check_double(stat_mann_kendall(&kendall, &arena, y, 10), erfc((s - 1) / sqrt(variance) / sqrt(2)), 1e-12);
}

static void mann_kendall_of_nothing(void **state) {
  (void)state;
  const double equal[] = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4};
  check_double(stat_mann_kendall(&kendall, &arena, equal, 11), 1, 0);
  check_double(stat_mann_kendall(&kendall, &arena, equal, 1), 1, 0);
  check_double(stat_mann_kendall(&kendall, &arena, equal, 0), 1, 0);
}

/* At the switch from counting to the approximation the two say the same to a few parts of a thousand of the middle. */
static void exact_and_normal_meet(void **state) {
  (void)state;
  for (int round = 0; round < 50; round++) {
    double y[STAT_KENDALL_EXACT];
    for (size_t i = 0; i < STAT_KENDALL_EXACT; i++) y[i] = uniform();
    int s = abs(score(y, STAT_KENDALL_EXACT));
    double n = STAT_KENDALL_EXACT, normal = s == 0 ? 1 : erfc((s - 1) / sqrt(n * (n - 1) * (2 * n + 5) / 18) / sqrt(2));
    assert_true(fabs(stat_mann_kendall(&kendall, &arena, y, STAT_KENDALL_EXACT) - normal) < 0.005);
  }
}

/* All rising: the two orders of n! that reach so far. */
static void mann_kendall_of_a_row(void **state) {
  (void)state;
  double y[12], orders = 1;
  for (size_t i = 0; i < 12; i++) {
    y[i] = (double)i;
    orders *= (double)(i + 1);
    if (i > 0) check_double(stat_mann_kendall(&kendall, &arena, y, i + 1), 2 / orders, 1e-12);
  }
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double middle(double *v, size_t n) {
  qsort(v, n, sizeof *v, by_value);
  return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static void theil_sen_by_definition(void **state) {
  (void)state;
  for (int round = 0; round < 40; round++) {
    double x[30], y[30], slopes[500];
    size_t n = 2 + (size_t)round % 28, pairs = 0;
    for (size_t i = 0; i < n; i++) {
      x[i] = (i ? x[i - 1] : 0) + 1 + floor(3 * uniform());
      y[i] = 5 - 0.3 * x[i] + uniform();
    }
    for (size_t i = 0; i < n; i++)
      for (size_t j = i + 1; j < n; j++) slopes[pairs++] = (y[j] - y[i]) / (x[j] - x[i]);
    struct stat_line line = stat_theil_sen(&arena, x, y, n);
    check_double(line.slope, middle(slopes, pairs), 1e-12);
    for (size_t i = 0; i < n; i++) slopes[i] = y[i] - line.slope * x[i];
    check_double(line.height, middle(slopes, n), 1e-12);
  }
}

/* A line with a quarter of its points spoilt is that line. */
static void theil_sen_outlives_outliers(void **state) {
  (void)state;
  double x[24], y[24];
  for (size_t i = 0; i < 24; i++) {
    x[i] = (double)i;
    y[i] = i % 4 == 3 ? 1e6 * uniform() : 3 + 0.5 * x[i];
  }
  struct stat_line line = stat_theil_sen(&arena, x, y, 24);
  check_double(line.slope, 0.5, 1e-9);
}

int main(void) {
  check_test("Mann-Kendall by all orders", mann_kendall_by_all_orders);
  check_test("Mann-Kendall with ties", mann_kendall_with_ties);
  check_test("Mann-Kendall of nothing", mann_kendall_of_nothing);
  check_test("exact and normal meet", exact_and_normal_meet);
  check_test("Mann-Kendall of a row", mann_kendall_of_a_row);
  check_test("Theil-Sen by definition", theil_sen_by_definition);
  check_test("Theil-Sen outlives outliers", theil_sen_outlives_outliers);
  int status = check_run("drift");
  arena_free(&arena);
  return status;
}
