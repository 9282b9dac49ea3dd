/* What the reference has no numbers for: the rank test against brute force, the shift against its definition, families,
 * shares, and the means. Samples come from a fixed generator, so a failure repeats. */
#include "analysis/stats_centre.h"
#include "analysis/stats_multiple.h"
#include "analysis/stats_normal.h"
#include "analysis/stats_rank.h"
#include "analysis/stats_share.h"
#include "analysis/stats_shift.h"
#include "base/num.h"
#include "base/vec.h"

#include "check.h"

#include <math.h>

static struct arena arena;
static struct stat_unull *nulls;
static uint64_t seed = 1;

static double uniform(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (double)(seed >> 11) * 0x1p-53;
}

/* steps > 0 rounds to as many different values, which makes ties. */
static void draw(double *v, size_t n, double shift, double steps) {
  for (size_t i = 0; i < n; i++) {
    double u = uniform() + shift;
    v[i] = 10 + (steps > 0 ? floor(u * steps) / steps : u);
  }
  f64_sort(v, n);
}

static double wins2(const double *v, const unsigned char *drawn, size_t n) {
  double u2 = 0;
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; drawn[i] && j < n; j++) {
      if (!drawn[j]) u2 += (v[i] > v[j]) + (v[i] >= v[j]);
    }
  }
  return u2;
}

/* Every way to draw n1 of the n values, by bit masks. */
static double brute_p(const double *x, size_t n1, const double *y, size_t n2) {
  double v[16], total = 0, le = 0, ge = 0;
  unsigned char drawn[16];
  size_t n = n1 + n2;
  for (size_t i = 0; i < n; i++) {
    v[i] = i < n1 ? x[i] : y[i - n1];
    drawn[i] = i < n1;
  }
  double u2 = wins2(v, drawn, n);
  for (unsigned mask = 0; mask < 1u << n; mask++) {
    size_t bits = 0;
    for (size_t i = 0; i < n; i++) bits += drawn[i] = mask >> i & 1;
    if (bits != n1) continue;
    double w = wins2(v, drawn, n);
    total++;
    le += w <= u2;
    ge += w >= u2;
  }
  return fmin(1, 2 * fmin(le, ge) / total);
}

static void rank_brute(void **state) {
  (void)state;
  for (size_t n1 = 1; n1 <= 6; n1++) {
    for (size_t n2 = 1; n2 <= 5; n2++) {
      for (int k = 0; k < 6; k++) {
        double x[6], y[6];
        draw(x, n1, 0, k);
        draw(y, n2, 0.3 * (k % 3), k);
        struct stat_rank t = stat_rank_test(nulls, &(struct stat_pair){x, n1, y, n2});
        check_double(t.p, brute_p(x, n1, y, n2), 1e-12);
      }
    }
  }
}

/* One group that holds nearly everything, first and last: the halves are then as uneven as they come. */
static void rank_uneven_groups(void **state) {
  (void)state;
  double x[25], y[25];
  for (size_t i = 0; i < 25; i++) x[i] = y[i] = 5;
  y[24] = 6;
  check_double(stat_rank_test(nulls, &(struct stat_pair){x, 25, y, 25}).p, 1, 1e-12);
  x[0] = 1;
  struct stat_rank t = stat_rank_test(nulls, &(struct stat_pair){x, 25, y, 25});
  assert_int_equal(t.method, STAT_RANK_EXACT_TIES);
  check_double(t.p, 2 * 25.0 * 25 / (50 * 49), 1e-12); /* the 1 is drawn and the 6 is not */
}

static void rank_far_tail(void **state) {
  (void)state;
  double x[100], y[100];
  for (size_t i = 0; i < 100; i++) {
    x[i] = (double)i;
    y[i] = (double)i + 1000;
  }
  double up = stat_rank_test(nulls, &(struct stat_pair){x, 100, y, 100}).p;
  double down = stat_rank_test(nulls, &(struct stat_pair){y, 100, x, 100}).p;
  assert_true(up > 0 && up < 1e-30);
  assert_true(num_same(up, down));
}

static void attainable(void **state) {
  (void)state;
  check_double(stat_rank_attainable(3, 3), 0.1, 1e-12);
  check_double(stat_rank_attainable(4, 4), 2.0 / 70, 1e-12);
  check_double(stat_rank_attainable(5, 5), 2.0 / 252, 1e-12);
  check_double(stat_rank_attainable(10, 3), 2.0 / 286, 1e-12);
  check_double(stat_rank_attainable(1, 1), 1, 0);
  check_double(stat_rank_attainable(0, 9), 1, 0);
  assert_true(stat_rank_attainable(2000, 2000) < 1e-300);
  static const size_t largest_m[][2] = {{5, 6}, {6, 23}, {7, 85}, {8, 321}, {10, 4618}}; /* BENCHMARKS, section 4 */
  for (size_t i = 0; i < 5; i++) {
    size_t n = largest_m[i][0], m = largest_m[i][1];
    assert_int_equal(stat_rank_count_needed(0.05 / (double)m), n);
    assert_true(stat_rank_count_needed(0.05 / (double)(m + 1)) > n);
  }
  assert_int_equal(stat_rank_count_needed(0.05), 4);
  assert_int_equal(stat_rank_count_needed(2), 1);
}

static size_t all_pairs(const struct stat_pair *p, bool ratio, double *out) {
  size_t n = 0;
  for (size_t i = 0; i < p->n1; i++) {
    for (size_t j = 0; j < p->n2; j++) out[n++] = ratio ? p->head[j] / p->base[i] : p->head[j] - p->base[i];
  }
  f64_sort(out, n);
  return n;
}

/* The interval by its definition, from the whole table and the exact distribution. */
static void shift_by_table(void **state) {
  bool ratio = *(const bool *)*state;
  double base[40], head[40];
  double *table = ARENA_ARRAY(&arena, double, 1600);
  for (size_t n1 = 1; n1 <= 40; n1 += 3) {
    for (size_t n2 = 1; n2 <= 40; n2 += 4) {
      draw(base, n1, 0, n2 % 3 == 0 ? 7 : 0);
      draw(head, n2, 0.2, n1 % 3 == 0 ? 7 : 0);
      if (!ratio) base[0] -= 11;
      struct stat_pair p = {base, n1, head, n2};
      size_t n = all_pairs(&p, ratio, table), k = 0;
      const double *tail = stat_unull_untied(nulls, n1, n2);
      while (2 * tail[k] <= 0.05) k++;
      struct stat_shift s = stat_shift(nulls, &arena, &p, 0.05);
      assert_int_equal(s.is_ratio, ratio);
      assert_int_equal(s.bounded, k > 0);
      check_double(s.lo, k > 0 ? table[k - 1] : ratio ? 0 : -(double)INFINITY, 0);
      check_double(s.hi, k > 0 ? table[n - k] : (double)INFINITY, 0);
    }
  }
}

/* The interval and the test agree: a shift just inside is not rejected, one just outside is. */
static void shift_matches_test(void **state) {
  (void)state;
  for (size_t n = 4; n <= 60; n += 7) {
    double base[60], head[60], moved[60];
    draw(base, n, 0, 0);
    draw(head, n, 0.4, 0);
    struct stat_shift s = stat_shift(nulls, &arena, &(struct stat_pair){base, n, head, n}, 0.05);
    assert_true(s.bounded && s.is_ratio);
    double at[4] = {s.lo * (1 - 1e-9), s.lo * (1 + 1e-9), s.hi * (1 - 1e-9), s.hi * (1 + 1e-9)};
    for (size_t k = 0; k < 4; k++) {
      for (size_t i = 0; i < n; i++) moved[i] = base[i] * at[k];
      double p = stat_rank_test(nulls, &(struct stat_pair){moved, n, head, n}).p;
      assert_int_equal(p <= 0.05, k == 0 || k == 3);
    }
  }
}

static void shift_small_and_special(void **state) {
  (void)state;
  double three[] = {1, 2, 3}, four[] = {1, 2, 3, 4}, eight[] = {11, 12, 13, 14}, zero[] = {0, 0, 0, 0};
  assert_false(stat_shift(nulls, &arena, &(struct stat_pair){three, 3, three, 3}, 0.05).bounded);
  struct stat_shift s = stat_shift(nulls, &arena, &(struct stat_pair){four, 4, eight, 4}, 0.05);
  assert_true(s.bounded);
  check_double(s.lo, 11.0 / 4, 0);
  check_double(s.hi, 14, 0);
  s = stat_shift(nulls, &arena, &(struct stat_pair){zero, 4, eight, 4}, 0.05);
  assert_false(s.is_ratio);
  check_double(s.lo, 11, 0);
  double same[] = {1.1, 1.1, 1.1, 1.1};
  s = stat_shift(nulls, &arena, &(struct stat_pair){same, 4, same, 4}, 0.05);
  assert_true(num_same(s.lo, 1) && num_same(s.hi, 1));
}

/* Ends that are counted to the pair: as many ratios below lo as above hi, in a table of a million. */
static void shift_thousand(void **state) {
  (void)state;
  double *base = ARENA_ARRAY(&arena, double, 1000), *head = ARENA_ARRAY(&arena, double, 1000);
  draw(base, 1000, 0, 0);
  draw(head, 1000, 0.01, 0);
  struct stat_shift s = stat_shift(nulls, &arena, &(struct stat_pair){base, 1000, head, 1000}, 0.05);
  size_t below = 0, above = 0;
  for (size_t i = 0; i < 1000; i++) {
    for (size_t j = 0; j < 1000; j++) {
      below += head[j] / base[i] < s.lo;
      above += head[j] / base[i] > s.hi;
    }
  }
  assert_true(s.lo < s.hi);
  assert_int_equal(below, above);
  /* 500000 - 1.96 * sqrt(1000 * 1000 * 2001 / 12) - 1/2 */
  assert_in_range(below, 474689, 474691);
}

static void holm_and_bh(void **state) {
  (void)state;
  /* Benjamini and Hochberg 1995, section 3.1: 15 comparisons of two treatments after myocardial infarction. */
  static const double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                             0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  double out[15], order[15];
  stat_adjust(&arena, CORRECTION_BH, p, 15, out);
  size_t passed = 0;
  for (size_t i = 0; i < 15; i++) passed += out[i] <= 0.05;
  assert_int_equal(passed, 4); /* as the paper finds */
  check_double(out[3], 0.0095 * 15 / 4, 1e-12);
  stat_adjust(&arena, CORRECTION_HOLM, p, 15, out);
  check_double(out[2], 0.0019 * 13, 1e-12);
  passed = 0;
  for (size_t i = 0; i < 15; i++) passed += out[i] <= 0.05;
  assert_int_equal(passed, 3);
  for (size_t i = 0; i < 15; i++) order[i] = p[(i * 4) % 15]; /* any order gives each its own */
  stat_adjust(&arena, CORRECTION_HOLM, order, 15, order);
  for (size_t i = 0; i < 15; i++) check_double(order[i], out[(i * 4) % 15], 0);
}

static void most_of_a_family_shows_nothing(void **state) {
  (void)state;
  double p[100] = {0.001, 0.001, 0.04}, out[100];
  for (size_t i = 3; i < 100; i++) p[i] = 1;
  stat_adjust(&arena, CORRECTION_HOLM, p, 100, out);
  check_double(out[0], 0.1, 1e-12);
  check_double(out[1], 0.1, 1e-12); /* never less than the one before it */
  check_double(out[2], 1, 0);
  stat_adjust(&arena, CORRECTION_BH, p, 100, out);
  check_double(out[0], 0.05, 1e-12);
  check_double(out[1], 0.05, 1e-12);
  stat_adjust(&arena, CORRECTION_NONE, p, 100, out);
  assert_memory_equal(out, p, sizeof p);
  stat_adjust(&arena, CORRECTION_HOLM, p, 0, out);
}

static void shares(void **state) {
  (void)state;
  double z = stat_normal_critical(0.05);
  check_double(z, 1.959963984540054, 1e-12);
  check_double(stat_normal_two_sided(z), 0.05, 1e-12);
  /* Newcombe 1998, table II: 56/70 - 48/80, 9/10 - 3/10, 6/7 - 2/7, 10/10 - 0/20; his "first minus second" is head - base */
  static const double table[][6] = {{48, 80, 56, 70, 0.0524, 0.3339},
                                    {3, 10, 9, 10, 0.1705, 0.8090},
                                    {2, 7, 6, 7, 0.0582, 0.8062},
                                    {0, 20, 10, 10, 0.6791, 1.0}};
  for (size_t i = 0; i < 4; i++) {
    const double *t = table[i];
    struct stat_share_change c = stat_share_compare((struct stat_share){t[0] / t[1], t[1]}, (struct stat_share){t[2] / t[3], t[3]}, z);
    assert_true(fabs(c.lo - t[4]) < 5.1e-5);
    assert_true(fabs(c.hi - t[5]) < 5.1e-5);
  }
  struct stat_share_change c = stat_share_compare((struct stat_share){0.1, 1000}, (struct stat_share){0.13, 1000}, z);
  check_double(c.change, 0.03, 1e-12);
  check_double(c.p, erfc(0.03 / sqrt(0.115 * 0.885 * 2 / 1000) / sqrt(2)), 1e-12);
  c = stat_share_compare((struct stat_share){0, 50}, (struct stat_share){0, 60}, z);
  check_double(c.p, 1, 0);
  assert_true(c.lo < 0 && c.hi > 0);
  c = stat_share_compare((struct stat_share){1, 50}, (struct stat_share){1, 60}, z);
  check_double(c.p, 1, 0);
  assert_true(c.lo < 0 && c.hi > 0 && c.lo >= -1);
}

static void means(void **state) {
  (void)state;
  static const double v[] = {1, 2, 6}, tenths[] = {0.1, 0.1, 0.1};
  assert_true(num_same(stat_mean(v, 3), 3) && num_same(stat_mean(v, 1), 1));
  assert_true(num_same(stat_mean(tenths, 3), 0.1)); /* a sum of them is not three times 0.1 */
}

static void quantiles(void **state) {
  (void)state;
  static const double v[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  /* Definition 8: position (n + 1/3) q + 1/3 */
  check_double(stat_quantile(v, 10, 0.25), 2 + 11.0 / 12, 1e-12);
  check_double(stat_quantile(v, 10, 0.9), 9.633333333333333, 1e-12);
  check_double(stat_quantile(v, 10, 0), 1, 0);
  check_double(stat_quantile(v, 10, 1), 10, 0);
  check_double(stat_quantile(v, 1, 0.9), 1, 0);
  for (size_t n = 1; n <= 10; n++) check_double(stat_quantile(v, n, 0.5), stat_median(v, n), 1e-14);
  static const double ends[] = {-HUGE_VAL, -HUGE_VAL, HUGE_VAL, HUGE_VAL};
  check_double(stat_quantile(ends, 4, 0.3), -(double)INFINITY, 0);
  check_double(stat_median(ends + 2, 2), (double)INFINITY, 0);
  static const double big[] = {1.5e308, 1.7e308};
  check_double(stat_median(big, 2), 1.6e308, 1e-14);
}

static void centres(void **state) {
  (void)state;
  static const double v[] = {3, 1, 2, 9}, w[] = {1, 1, 1, 0.5}, even[] = {2, 1, 1, 0}, one[] = {0, 0, 0, 7};
  check_double(stat_weighted_median(&arena, v, w, 4), 2, 0);
  check_double(stat_weighted_median(&arena, v, even, 4), 2.5, 0); /* half the weight is at 1 and 2, the rest at 3 */
  check_double(stat_weighted_median(&arena, v, one, 4), 9, 0);
  static const double gap[] = {2, 0, 4}, half[] = {1, 0, 1};
  check_double(stat_weighted_median(&arena, gap, half, 3), 3, 0); /* what weighs nothing does not count */
  static const double g[] = {2, 8, 4}, tiny[] = {1e-300, 1e-300}, huge[] = {1e300, 1e300};
  check_double(stat_geomean(g, 3), 4, 1e-12);
  check_double(stat_geomean(tiny, 2), 1e-300, 1e-12);
  check_double(stat_geomean(huge, 2), 1e300, 1e-12);
}

/* Every size, with and without ties, sorted and not: what sorting says. */
static void median_without_sorting(void **state) {
  (void)state;
  for (size_t n = 1; n < 400; n += n < 40 ? 1 : 37) {
    for (int shape = 0; shape < 4; shape++) {
      double v[400], sorted[400];
      for (size_t i = 0; i < n; i++) v[i] = shape == 0 ? uniform() : shape == 1 ? floor(4 * uniform()) : shape == 2 ? (double)i : (double)(n - i);
      memcpy(sorted, v, n * sizeof *v);
      f64_sort(sorted, n);
      check_double(stat_median_of(v, n), stat_median(sorted, n), 0);
      f64_sort(v, n);
      assert_memory_equal(v, sorted, n * sizeof *v);
    }
  }
}

int main(void) {
  static bool ratio = true, difference = false;
  nulls = stat_unull_new(&arena);
  check_test("means", means);
  check_test("rank test by brute force", rank_brute);
  check_test("rank test with one great group", rank_uneven_groups);
  check_test("rank test far in either tail", rank_far_tail);
  check_test("attainable p and count needed", attainable);
  check_test_state("shift by the whole table, ratios", shift_by_table, &ratio);
  check_test_state("shift by the whole table, differences", shift_by_table, &difference);
  check_test("shift interval is the test turned round", shift_matches_test);
  check_test("shift of few, of zeros, of equals", shift_small_and_special);
  check_test("shift of a thousand against a thousand", shift_thousand);
  check_test("holm and benjamini-hochberg", holm_and_bh);
  check_test("a family most of which shows nothing", most_of_a_family_shows_nothing);
  check_test("two shares", shares);
  check_test("quantiles", quantiles);
  check_test("median without sorting", median_without_sorting);
  check_test("weighted median and geometric mean", centres);
  int status = check_run("stats_more");
  arena_free(&arena);
  return status;
}
