/* Change points and drift of many series: how long they take, and how often noise alone is called a change.
 *
 *     changepoints [SERIES [RUNS [SAMPLES [CV% [SEED]]]]]
 *
 * Series are noise about a level: the sum of twelve uniform numbers, from a fixed generator. A line a measurement, tab-separated. */
#include "analysis/trend.h"

#include "base/num.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t seed = 20260101;

static double uniform(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (double)(seed >> 11) * 0x1p-53;
}

/* Mean 0, deviation 1. */
static double noise(void) {
  double sum = -6;
  for (int i = 0; i < 12; i++) sum += uniform();
  return sum;
}

static uint64_t argument(int argc, char **argv, int at, uint64_t otherwise) {
  uint64_t n;
  return argc > at && num_parse_u64(str_of(argv[at]), &n) ? n : otherwise;
}

static void fill(struct history *h, uint64_t series, uint64_t runs, uint64_t samples, double cv) {
  struct arena names = ARENA_INIT;
  for (uint64_t run = 0; run < runs; run++) {
    for (uint64_t i = 0; i < series; i++) {
      struct bench_id id = {.name = arena_printf(&names, "Series%llu", (unsigned long long)i), .unit = STR("sec/op")};
      struct bench_row *row = bench_table_row(&h->table, &id);
      for (uint64_t k = 0; k < samples; k++) bench_table_sample(&h->table, row, SIDE_HEAD, 1e-6 * (1 + cv * noise()));
    }
    struct history_run info = {.id = arena_printf(&names, "%llu", (unsigned long long)run), .date = {.s = (int64_t)run * 3600, .known = true}};
    (void)history_take_run(h, &info);
  }
  history_finish(h);
  arena_free(&names);
}

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  uint64_t series = argument(argc, argv, 1, 2000), runs = argument(argc, argv, 2, 500), samples = argument(argc, argv, 3, 5);
  seed = argument(argc, argv, 5, seed);
  double cv = (double)argument(argc, argv, 4, 1) / 100;
  struct arena a = ARENA_INIT, of_report = ARENA_INIT;
  struct diags diags = {.arena = &a};
  struct perfdoc doc = {.present = false};
  struct bench_table bench;
  struct history history;
  bench_table_init(&bench, &a);
  history_init(&history, &a);
  fill(&history, series, runs, samples, cv);
  struct inputs in = {.doc = &doc, .bench = &bench, .history = &history};
  struct report r = {.arena = &of_report, .in = &in, .diags = &diags, .options = {.alpha = 0.05, .correction = CORRECTION_HOLM}};
  double from = seconds(CLOCK_MONOTONIC), cpu_from = seconds(CLOCK_PROCESS_CPUTIME_ID);
  trends_judge(&r);
  double wall = seconds(CLOCK_MONOTONIC) - from, cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_from;
  size_t changes = 0, acting = 0, changed = 0, warned = 0, drifts = 0;
  VEC_EACH(const struct trend_result, s, &r.trends) {
    bool acts = false;
    VEC_EACH(const struct trend_change, c, &s->changes) {
      changes++;
      acting += c->acts;
      acts = acts || c->acts;
    }
    changed += acts;
    drifts += s->drifts && s->drift_worsening > 0;
    warned += s->verdict == VERDICT_WARN || s->verdict == VERDICT_FAIL;
  }
  printf("series\t%llu\nruns\t%llu\nseconds\t%.3f\nCPU seconds\t%.3f\nchange points\t%zu\nacting\t%zu\nseries with one that acts\t%zu\nseries with a gate that warns\t%zu\ndrifts\t%zu\n",
         (unsigned long long)series, (unsigned long long)runs, wall, cpu, changes, acting, changed, warned, drifts);
  arena_free(&of_report);
  arena_free(&a);
  return 0;
}
