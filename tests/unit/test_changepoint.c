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

int main(void) {
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) check_test_state(own[i], own_vector, (void *)(uintptr_t)own[i]);
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) check_test_state(outside[i], outside_vector, (void *)(uintptr_t)outside[i]);
  return check_run("changepoint");
}
