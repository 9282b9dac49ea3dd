/* The change points of recorded series, as Apache Otava finds them and with its defects mended, and what no series has. */
#include "analysis/stats_changepoint.h"
#include "analysis/stats_student.h"
#include "base/num.h"
#include "check.h"

#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>

#define OWN "tests/vectors/changepoints/"

/* The project's own series; those from outside stay in ../shared. */
static const char *const own[] = {"23-n2", "24-n3", "26-constant-60", "27-perfect-step", "29-perfect-spike", "30-noise-only-100", "32-step-5pct",
                                  "33-step-2pct-noisy", "35-step-last-3", "36-step-last-2", "38-up-down", "39-ramp", "41-three-steps-500",
                                  "42-variance-change", "44-negatives", "45-cross-zero", "47-window-10", "48-window-100", "50-ns-scale",
                                  "51-ints-allocs"};
static const char *const outside[] = {"01-otava-single-series", "02-otava-series1-defaults", "03-otava-series2-defaults",
                                      "04-otava-series1-min-magnitude-0.2", "05-otava-series2-min-magnitude-0.2", "06-otava-div-by-zero",
                                      "07-tigerbeetle-old-defaults", "08-tigerbeetle-old-defaults-p05", "09-tigerbeetle-old-defaults-p1",
                                      "10-tigerbeetle-old-defaults-p2", "11-tigerbeetle-magnitude0-p2", "12-tigerbeetle-magnitude0-p1",
                                      "13-tigerbeetle-magnitude0-p01", "14-tigerbeetle-magnitude0-p001", "15-tigerbeetle-magnitude0-p0001",
                                      "16-tigerbeetle-magnitude0-p00001", "17-otava-append-1", "18-otava-append-2", "19-otava-detector-sequence",
                                      "20-otava-sample-csv-metric1", "21-otava-sample-csv-metric2"};

static struct json_object *get(struct json_object *o, const char *key) {
  struct json_object *value = NULL;
  if (!json_object_object_get_ex(o, key, &value)) fail_msg("no \"%s\"", key);
  return value;
}

static double number(struct json_object *o, const char *key) {
  return json_object_get_double(get(o, key));
}

static struct changepoint_params params_of(struct json_object *root, bool otava) {
  struct json_object *p = get(root, "params");
  return (struct changepoint_params){.window_len = (size_t)json_object_get_int(get(p, "window_len")),
                                     .first_pass_p = number(p, "first_pass_pvalue"),
                                     .max_p = number(p, "max_pvalue"),
                                     .min_magnitude = number(p, "min_magnitude"),
                                     .otava = otava};
}

static double *values_of(struct arena *a, struct json_object *root, size_t *n) {
  struct json_object *list = get(root, "filled");
  if (list == NULL) list = get(root, "series");
  *n = json_object_array_length(list);
  double *values = ARENA_ARRAY(a, double, *n);
  for (size_t i = 0; i < *n; i++) values[i] = json_object_get_double(json_object_array_get_idx(list, i));
  return values;
}

static void check_otava(struct json_object *want, const struct changepoint_vec *got) {
  assert_int_equal(json_object_array_length(want), got->n);
  for (size_t i = 0; i < got->n; i++) {
    struct json_object *o = json_object_array_get_idx(want, i);
    const struct changepoint *c = &got->at[i];
    assert_int_equal(json_object_get_int(get(o, "index")), c->at);
    check_double(c->p, number(o, "pvalue"), 1e-6);
    check_double(c->mean[0], number(o, "mean_before"), 1e-12);
    check_double(c->mean[1], number(o, "mean_after"), 1e-12);
    check_double(c->std[0], number(o, "std_before"), 1e-9);
    check_double(c->std[1], number(o, "std_after"), 1e-9);
  }
}

static void vector_file(const char *path) {
  size_t len;
  struct arena a = ARENA_INIT;
  struct json_object *root = json_tokener_parse(check_file(path, &len));
  assert_non_null(root);
  size_t n;
  const double *values = values_of(&a, root, &n);
  struct changepoint_vec got;
  changepoint_find(changepoint_finder_of(&a, params_of(root, true)), &a, values, n, &got);
  check_otava(get(root, "change_points"), &got);
  changepoint_find(changepoint_finder_of(&a, params_of(root, false)), &a, values, n, &got);
  struct json_object *want = get(root, "change_points_corrected");
  assert_int_equal(json_object_array_length(want), got.n);
  for (size_t i = 0; i < got.n; i++) assert_int_equal(json_object_get_int(json_object_array_get_idx(want, i)), got.at[i].at);
  json_object_put(root);
  arena_free(&a);
}

static void own_vector(void **state) {
  char path[200];
  (void)snprintf(path, sizeof path, OWN "%s.json", (const char *)*state);
  vector_file(path);
}

static void outside_vector(void **state) {
  char path[200];
  (void)snprintf(path, sizeof path, "vectors/changepoints/%s.json", (const char *)*state);
  vector_file(check_shared(path));
}

/* ---- Student's t, against closed forms and figures from a quadrature ---- */

static void student_of_one_is_cauchy(void **state) {
  (void)state;
  for (double t = 0.01; t < 1e9; t *= 3) check_double(stat_student_two_sided(t, 1), 2 / acos(-1.0) * atan(1 / t), 1e-12);
}

/* P(|T| > t) = 1 - t / sqrt(2 + t^2) with two degrees, written so that nothing cancels. */
static void student_of_two(void **state) {
  (void)state;
  for (double t = 0.01; t < 1e9; t *= 3) {
    double root = sqrt(2 + t * t);
    check_double(stat_student_two_sided(t, 2), 2 / (root * (root + t)), 1e-12);
    check_double(stat_student_two_sided(-t, 2), stat_student_two_sided(t, 2), 0);
  }
}

/* With an even number of degrees the tail is a finite sum (Abramowitz and Stegun 26.7.4): with cos^2 = n / (n + t^2), the whole
 * less sin (1 + 1/2 cos^2 + 1*3/(2*4) cos^4 + ...) is sin times the rest of that series, which has no end and cancels nothing. */
static void student_of_many(void **state) {
  (void)state;
  static const size_t df[] = {4, 10, 38, 98, 498, 2000};
  for (size_t k = 0; k < sizeof df / sizeof *df; k++) {
    for (double t = 0.5; t < 60; t *= 1.7) {
      double n = (double)df[k], square = n / (n + t * t), term = 1, rest = 0;
      for (size_t i = 1; i < 400000; i++) {
        term *= square * (double)(2 * i - 1) / (double)(2 * i);
        if (i >= df[k] / 2) rest += term;
        if (i > df[k] && term < rest * 1e-18) break;
      }
      check_double(stat_student_two_sided(t, df[k]), rest * t / sqrt(n + t * t), 1e-11);
    }
  }
}

static void student_at_the_ends(void **state) {
  (void)state;
  check_double(stat_student_two_sided(0, 7), 1, 1e-15);
  assert_true(num_is_zero(stat_student_two_sided((double)INFINITY, 7)));
  assert_true(num_is_zero(stat_student_two_sided((double)-INFINITY, 7)));
  assert_true(isnan(stat_student_two_sided((double)NAN, 7)));
  assert_true(num_is_zero(stat_student_two_sided(1e200, 30)));
  check_double(stat_student_two_sided(1e200, 1), 2 / acos(-1.0) * 1e-200, 1e-12);
  check_double(stat_student_two_sided(1e120, 2), 1e-240, 1e-12);
  check_double(stat_student_two_sided(1e-200, 5), 1, 1e-15);
}

/* ---- what no vector has ---- */

static void missing_values_are_filled(void **state) {
  (void)state;
  double x[] = {(double)NAN, (double)NAN, 3, (double)NAN, 5, (double)NAN};
  const double want[] = {3, 3, 3, 3, 5, 5};
  assert_true(changepoint_fill(x, 6));
  for (size_t i = 0; i < 6; i++) assert_true(num_same(x[i], want[i]));
  double none[] = {(double)NAN};
  assert_false(changepoint_fill(none, 1));
  assert_false(changepoint_fill(none, 0));
}

/* The energy statistic straight from its definition, over all splits and ends; the first of the largest. */
static size_t best_split(const double *x, size_t n) {
  double most = -1;
  size_t best = 0;
  for (size_t at = 1; at < n; at++) {
    for (size_t end = at + 1; end <= n; end++) {
      double left = (double)at, right = (double)(end - at), across = 0, before = 0, after = 0;
      for (size_t i = 0; i < end; i++) {
        for (size_t j = i + 1; j < end; j++) {
          double d = fabs(x[i] - x[j]);
          if (j < at) before += d;
          else if (i >= at) after += d;
          else across += d;
        }
      }
      double q = 2 / (left + right) * across;
      if (at > 1) q -= 2 * right / ((left + right) * (left - 1)) * before;
      if (end - at > 1) q -= 2 * left / ((left + right) * (right - 1)) * after;
      if (q > most * (1 + 1e-12)) {
        most = q;
        best = at;
      }
    }
  }
  return best;
}

/* With every split accepted and none kept out, the first one of a window is where the definition has it. */
static void first_split_by_definition(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  uint64_t seed = 11;
  for (size_t round = 0; round < 60; round++) {
    double x[24];
    size_t n = 5 + round % 20, step = round % n;
    for (size_t i = 0; i < n; i++) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      x[i] = (double)(seed >> 11) * 0x1p-53 + (i >= step ? 4 : 0);
    }
    struct changepoint_params params = {.window_len = 30, .first_pass_p = 0.05, .max_p = 2, .min_magnitude = 0, .otava = false};
    struct changepoint_vec found;
    changepoint_find(changepoint_finder_of(&a, params), &a, x, n, &found);
    size_t want = best_split(x, n), met = 0;
    bool accepted = changepoint_test(x, 0, want, n, false).p <= params.first_pass_p;
    VEC_EACH(const struct changepoint, c, &found) met += c->at == want;
    assert_int_equal(met, accepted);
    assert_true(accepted || found.n == 0);
  }
  arena_free(&a);
}

/* What a series is worth does not depend on its unit or on its zero. */
static void scale_changes_nothing(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  uint64_t seed = 5;
  double x[200], y[200];
  for (size_t i = 0; i < 200; i++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    x[i] = floor((double)(seed >> 11) * 0x1p-53 * 16) + (i / 60 % 2 ? 20 : 10); /* whole numbers: the scale is exact */
    y[i] = x[i] * 0x1p-40;
  }
  struct changepoint_vec one, other;
  struct changepoint_finder *f = changepoint_finder_of(&a, changepoint_defaults());
  changepoint_find(f, &a, x, 200, &one);
  changepoint_find(f, &a, y, 200, &other);
  assert_int_equal(one.n, 3);
  assert_int_equal(other.n, 3);
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(one.at[i].at, other.at[i].at);
    check_double(one.at[i].p, other.at[i].p, 1e-12);
  }
  changepoint_find(f, &a, x, 0, &one);
  assert_int_equal(one.n, 0);
  changepoint_find(f, &a, x, 1, &one);
  assert_int_equal(one.n, 0);
  arena_free(&a);
}

/* A tenth has no exact double: the sums of its copies must not look like noise. */
static void equal_values_have_no_deviation(void **state) {
  (void)state;
  double x[60];
  for (size_t i = 0; i < 60; i++) x[i] = i < 30 ? 0.1 : 0.7;
  struct changepoint c = changepoint_test(x, 0, 30, 60, false);
  assert_true(num_is_zero(c.std[0]) && num_is_zero(c.std[1]) && num_is_zero(c.p));
  assert_true(num_same(c.mean[0], 0.1) && num_same(c.mean[1], 0.7));
  assert_true(isnan(changepoint_test(x, 0, 10, 30, false).p));
}

int main(void) {
  check_test("Student's t with one degree", student_of_one_is_cauchy);
  check_test("Student's t with two degrees", student_of_two);
  check_test("Student's t with many degrees", student_of_many);
  check_test("Student's t at its ends", student_at_the_ends);
  check_test("missing values are filled", missing_values_are_filled);
  check_test("first split by definition", first_split_by_definition);
  check_test("scale changes nothing", scale_changes_nothing);
  check_test("equal values have no deviation", equal_values_have_no_deviation);
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) check_test_state(own[i], own_vector, (void *)(uintptr_t)own[i]);
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) check_test_state(outside[i], outside_vector, (void *)(uintptr_t)outside[i]);
  return check_run("changepoint");
}
