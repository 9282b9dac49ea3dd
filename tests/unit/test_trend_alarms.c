/* How often the history cries wolf, and how often it sleeps: histories of noise from fixed seeds, 50 series of 60 runs each with a coefficient
 * of variation of 2 %. Of 20 of them at most one may have a gate that warns (1.4 % do, as tests/bench/changepoints.c measures it over a
 * thousand), and a step of 8 % in one series of each is found where it is. */
#include "trend_world.h"

enum { HISTORIES = 20, SERIES = 50, RUNS = 60, STEP_AT = 35 };

/* Mean 0, deviation 1: the sum of twelve uniform numbers. */
static double normal(void) {
  double sum = 0;
  for (int i = 0; i < 12; i++) sum += wobble();
  return sum / 2;
}

/* step: by how much the first series is slower from STEP_AT on. */
static void history_of_noise(uint64_t of, double step) {
  char name[40];
  forget();
  new_history();
  seed = of;
  for (int run = 0; run < RUNS; run++) {
    for (int i = 0; i < SERIES; i++) {
      (void)snprintf(name, sizeof name, "S%d sec/op", i);
      measured(name, 100 * (1 + 0.02 * normal()) * (i == 0 && run >= STEP_AT ? 1 + step : 1));
    }
    run_ends();
  }
  judge_history();
  assert_int_equal(w.report.trends.n, SERIES);
}

static size_t alarms(size_t from) {
  size_t n = 0;
  for (size_t i = from; i < SERIES; i++) n += trend_at(i)->verdict == VERDICT_WARN || trend_at(i)->verdict == VERDICT_FAIL;
  return n;
}

static void noise_is_quiet(void) {
  size_t histories = 0;
  for (uint64_t i = 1; i <= HISTORIES; i++) {
    history_of_noise(i * 1000003u, 0);
    histories += alarms(0) > 0;
  }
  print_message("# %zu of %d histories of noise have a gate that warns\n", histories, HISTORIES);
  assert_true(histories <= 1);
}

static void steps_are_found(void) {
  size_t histories = 0;
  for (uint64_t i = 1; i <= HISTORIES; i++) {
    history_of_noise(i * 7000003u, 0.08);
    trend_is(0, VERDICT_WARN);
    size_t news = 0;
    VEC_EACH(const struct trend_change, c, &trend_at(0)->changes) {
      if (c->said != TREND_NEWS) continue;
      news++;
      assert_true(c->to_run >= STEP_AT - 1 && c->to_run <= STEP_AT + 1);
      check_double(c->worsening, 0.08, 0.02 / 0.08);
    }
    assert_int_equal(news, 1);
    histories += alarms(1) > 0;
  }
  assert_true(histories <= 1);
}

int main(void) {
  CASE(noise_is_quiet);
  CASE(steps_are_found);
  int status = check_run("trend_alarms");
  arena_free(&w.arena);
  return status;
}
