/* Change points and drift of many series: how long they take, how often noise alone is called a change, and how often a step is found.
 *
 *     changepoints [SERIES [RUNS [SAMPLES [CV% [SEED [HISTORIES [NOISE [STEP%]]]]]]]]
 *
 * Each of HISTORIES has so many series about a level, from a fixed generator. NOISE: normal, the sum of twelve uniform numbers; skewed,
 * exponential; wandering, normal with half of what the run before was off. With STEP% the first series of each history is slower by so much
 * from the middle on. A line a measurement, tab-separated. */
#include "analysis/trend.h"

#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t seed = 20260101;

static double uniform(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (double)(seed >> 11) * 0x1p-53;
}

static double normal(void) {
  double sum = -6;
  for (int i = 0; i < 12; i++) sum += uniform();
  return sum;
}

enum noise { NORMAL, SKEWED, WANDERING };

/* Mean 0, deviation 1. off: how far the run of this series lies beside the level; the samples of a run have no more in common. */
static double noise(enum noise kind, double off) {
  switch (kind) {
  case NORMAL: break;
  case SKEWED: return -log(1 - uniform()) - 1;
  case WANDERING: return off + normal() / 2;
  }
  return normal();
}

static uint64_t argument(int argc, char **argv, int at, uint64_t otherwise) {
  uint64_t n;
  return argc > at && num_parse_u64(str_of(argv[at]), &n) ? n : otherwise;
}

static enum noise noise_of(int argc, char **argv, int at) {
  if (argc <= at || str_eq(str_of(argv[at]), STR("normal"))) return NORMAL;
  return str_eq(str_of(argv[at]), STR("skewed")) ? SKEWED : WANDERING;
}

struct plan {
  uint64_t series, runs, samples;
  double cv, step;
  enum noise noise;
};

static void fill(struct history *h, const struct plan *p) {
  struct arena names = ARENA_INIT;
  double *off = ARENA_ARRAY(&names, double, p->series);
  for (uint64_t run = 0; run < p->runs; run++) {
    for (uint64_t i = 0; i < p->series; i++) {
      struct bench_id id = {.name = arena_printf(&names, "Series%llu", (unsigned long long)i), .unit = STR("sec/op")};
      struct bench_row *row = bench_table_row(&h->table, &id);
      double level = 1e-6 * (i == 0 && run >= p->runs / 2 ? 1 + p->step : 1);
      if (p->noise == WANDERING) off[i] = off[i] / 2 + normal() * sqrt(0.75);
      for (uint64_t k = 0; k < p->samples; k++) bench_table_sample(&h->table, row, SIDE_HEAD, level * (1 + p->cv * noise(p->noise, off[i])));
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

struct sums {
  double wall, cpu;
  size_t changes, acting, changed, warned, drifts, histories, found;
};

static void count(const struct report *r, uint64_t planted, struct sums *s) {
  size_t warned = 0;
  VEC_EACH(const struct trend_result, t, &r->trends) {
    bool acts = false, warns = t->verdict == VERDICT_WARN || t->verdict == VERDICT_FAIL;
    VEC_EACH(const struct trend_change, c, &t->changes) {
      s->changes++;
      s->acting += c->acts;
      acts = acts || c->acts;
    }
    s->changed += acts;
    s->drifts += t->drifts && t->drift_worsening > 0;
    if ((uint64_t)(t - r->trends.at) < planted) s->found += warns;
    else warned += warns;
  }
  s->warned += warned;
  s->histories += warned > 0;
}

static void judge(const struct plan *p, struct sums *s) {
  struct arena a = ARENA_INIT, of_report = ARENA_INIT;
  struct diags diags = {.arena = &a};
  struct perfdoc doc = {.present = false};
  struct bench_table bench;
  struct history history;
  bench_table_init(&bench, &a);
  history_init(&history, &a);
  fill(&history, p);
  struct inputs in = {.doc = &doc, .bench = &bench, .history = &history};
  struct report r = {.arena = &of_report, .in = &in, .diags = &diags, .options = {.alpha = 0.05, .correction = CORRECTION_HOLM}};
  double from = seconds(CLOCK_MONOTONIC), cpu_from = seconds(CLOCK_PROCESS_CPUTIME_ID);
  trends_judge(&r);
  s->wall += seconds(CLOCK_MONOTONIC) - from;
  s->cpu += seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_from;
  count(&r, p->step > 0, s);
  arena_free(&of_report);
  arena_free(&a);
}

int main(int argc, char **argv) {
  struct plan p = {.series = argument(argc, argv, 1, 2000), .runs = argument(argc, argv, 2, 500), .samples = argument(argc, argv, 3, 5)};
  struct sums s = {0};
  uint64_t histories = argument(argc, argv, 6, 1);
  p.cv = (double)argument(argc, argv, 4, 1) / 100;
  seed = argument(argc, argv, 5, seed);
  p.noise = noise_of(argc, argv, 7);
  p.step = (double)argument(argc, argv, 8, 0) / 100;
  for (uint64_t i = 0; i < histories; i++) judge(&p, &s);
  printf("series\t%llu\nruns\t%llu\nseconds\t%.3f\nCPU seconds\t%.3f\nchange points\t%zu\nacting\t%zu\nseries with one that acts\t%zu\n"
         "series with a gate that warns\t%zu\ndrifts\t%zu\n",
         (unsigned long long)p.series, (unsigned long long)p.runs, s.wall, s.cpu, s.changes, s.acting, s.changed, s.warned, s.drifts);
  printf("histories\t%llu\nhistories with a gate that warns of noise\t%zu\n", (unsigned long long)histories, s.histories);
  if (p.step > 0) printf("steps found\t%zu\n", s.found);
  return 0;
}
