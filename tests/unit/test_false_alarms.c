/* How often a gate cries wolf, and how often it sleeps: noise of a recording, resampled with fixed seeds. 100 families of 1,000
 * comparisons in which nothing changed, and 200 real changes of 5 %; 20 samples a side. The bars are those of a run that people
 * believe: the families with a false gate are at most 10 (alpha is 5 %), the changes found at least 199. */
#include "compare_world.h"

#include "read/gobench.h"

#include <stdio.h>

enum { FAMILIES = 100, COMPARISONS = 1000, CHANGES = 200, SAMPLES = 20 };

/* What the sample recorded of both of its sides: each a recording of one binary, twenty new processes apart. Head is no more held against
 * base here than any benchmark against another. */
static struct arena kept;
static struct bench_table recording;

static void load(enum side side, const char *path) {
  size_t n;
  struct source s = {.name = str_of(path), .whole = true};
  struct diags d;
  s.text.p = check_file(path, &n);
  s.text.n = n;
  diag_init(&d, &kept);
  gobench_read(&recording, &d, &s, side);
  assert_int_equal(d.list.n, 0);
}

VEC_OF(noise_vec, const struct f64_vec *);

static uint64_t state;

static uint64_t next(void) { /* xorshift64*, Vigna 2016 */
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return state * 2685821657736338717u;
}

/* Draws with replacement: what another run of the same benchmark on the same machine might have shown. */
static void draw(enum side side, const char *name, const struct f64_vec *from, double factor) {
  struct bench_row *r = row(name);
  for (int i = 0; i < SAMPLES; i++) bench_table_sample(&w.table, r, side, from->at[(next() >> 33) % from->n] * factor);
}

/* The coefficient of variation: standard deviation over mean. */
static double variation(const struct f64_vec *v) {
  double sum = 0, squares = 0;
  VEC_EACH(const double, x, v) sum += *x;
  double mean = sum / (double)v->n;
  VEC_EACH(const double, x, v) squares += (*x - mean) * (*x - mean);
  return sqrt(squares / (double)(v->n - 1)) / mean;
}

/* The times with the noise that the bars speak of, 1 to 2 %: in a recording there are calmer and wilder ones. At 2.2 % the same change is
 * found 198 times of 200. */
static struct noise_vec ordinary(struct arena *a) {
  struct noise_vec v = {NULL, 0, 0};
  VEC_EACH(const struct bench_row, r, &recording.rows) {
    for (enum side s = 0; s < SIDE_MAX && bench_unit_is_time(r->id.unit); s++) {
      const struct f64_vec *times = &r->side[s].samples;
      if (times->n < SAMPLES) continue;
      double cv = variation(times);
      if (cv >= 0.01 && cv <= 0.02) *VEC_PUSH(a, &v) = times;
    }
  }
  return v;
}

/* A family in which the first `changed` comparisons are slower by 5 %. Without a change the rule is the hardest there is, that nothing may
 * get slower at all: a rule that allows something is broken by noise less often. */
static void family(int seed, int changed) {
  char name[40];
  forget();
  struct noise_vec noise = ordinary(&w.arena);
  state = 88172645463325252u + (uint64_t)seed * 1000003u;
  if (changed) slower("*", 0.02);
  else rule("*", RULE_NO_REGRESSION, METRIC_TIME, 0);
  for (int i = 0; i < COMPARISONS; i++) {
    snprintf(name, sizeof name, "Row%d sec/op", i);
    const struct f64_vec *from = noise.at[(size_t)i % noise.n];
    draw(SIDE_BASE, name, from, 1);
    draw(SIDE_HEAD, name, from, i < changed ? 1.05 : 1);
  }
  w.in.has_role[SIDE_BASE] = w.in.has_role[SIDE_HEAD] = true;
  judge();
  assert_int_equal(w.report.families[RULE_SET_DOCUMENT].m, COMPARISONS);
}

static size_t failed(int from, int to) {
  char name[40];
  size_t n = 0;
  for (int i = from; i < to; i++) {
    snprintf(name, sizeof name, "Row%d sec/op", i);
    n += result(name)->verdict == VERDICT_FAIL;
  }
  return n;
}

static void recording_is_noise(void **unused) {
  (void)unused;
  struct noise_vec noise = ordinary(&kept);
  printf("# noise of %zu recorded benchmarks\n", noise.n);
  if (noise.n < 2) fail_msg("only %zu benchmarks of the recording have a noise of 1 to 2 %%", noise.n);
}

static void false_alarms(void **unused) {
  (void)unused;
  int families = 0;
  for (int seed = 1; seed <= FAMILIES; seed++) {
    family(seed, 0);
    families += count(VERDICT_FAIL) > 0;
  }
  printf("# %d of %d families of %d null comparisons have a false gate\n", families, FAMILIES, COMPARISONS);
  if (families > 10) fail_msg("%d of %d families have a false gate", families, FAMILIES);
}

static void real_changes(void **unused) {
  (void)unused;
  family(FAMILIES + 1, CHANGES);
  size_t found = failed(0, CHANGES), false_ones = failed(CHANGES, COMPARISONS);
  printf("# %zu of %d changes of 5 %% are found, %zu false\n", found, CHANGES, false_ones);
  if (found < CHANGES - 1) fail_msg("%zu of %d changes are found", found, CHANGES);
  assert_true(false_ones <= 1);
}

int main(void) {
  bench_table_init(&recording, &kept);
  load(SIDE_BASE, "samples/checkout/base/bench.txt");
  load(SIDE_HEAD, "samples/checkout/head/bench.txt");
  check_test("the recording has benchmarks of 1 to 2 % noise", recording_is_noise);
  check_test("false alarms", false_alarms);
  check_test("real changes", real_changes);
  return check_run("false_alarms");
}
