/* A history made run by run, judged, and what came out of it. */
#ifndef PERFPAGE_TESTS_TREND_WORLD_H
#define PERFPAGE_TESTS_TREND_WORLD_H

#include "compare_world.h"

#include "analysis/evaluate.h"
#include "analysis/trend.h"
#include "analysis/trend_series.h"

static struct history history;
static uint64_t seed;

/* -1 to 1, from a fixed generator. */
static inline double wobble(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (double)(seed >> 11) * 0x1p-52 - 1;
}

static inline void new_history(void) {
  seed = 7;
  history_init(&history, &w.arena);
  w.in.history = &history;
}

/* One figure of a series in the run that is being read. */
static inline void measured(const char *name, double value) {
  struct str text = str_of(name), rest = text;
  struct bench_id id = {.suite = STR_NONE};
  str_cut(&rest, ' ', &id.name);
  id.unit = rest;
  bench_table_sample(&history.table, bench_table_row(&history.table, &id), SIDE_HEAD, value);
}

static inline void run_ends_at(int64_t hour) {
  size_t n = history.runs.n;
  struct history_run run = {.id = arena_printf(&w.arena, "%zu", n), .commit = arena_printf(&w.arena, "c%07zu", n), .date = {.known = true, .s = hour * 3600}};
  assert_true(history_take_run(&history, &run));
}

static inline void run_ends(void) {
  run_ends_at((int64_t)history.runs.n);
}

/* runs of one series about a level, with a wobble of so many parts of it. */
static inline void runs(const char *name, size_t n, double level, double wobbles) {
  for (size_t i = 0; i < n; i++) {
    measured(name, level * (1 + wobbles * wobble()));
    run_ends();
  }
}

static enum trend_mode mode;

static inline void judge_history(void) {
  if (history.place == NULL) history_finish(&history);
  bench_table_finish(&w.table);
  w.report = (struct report){0};
  if (!w.in.has_role[SIDE_HEAD] && !w.in.has_role[SIDE_BASE]) w.in.head_is_history = true; /* as the loader has it */
  const struct judge_options o = {.now = {.known = true, .s = 1000}, .trend_mode = mode};
  evaluate(&w.report, &w.arena, &w.diags, &w.in, &o);
}

static inline const struct trend_result *trend_at(size_t i) {
  assert_true(i < w.report.trends.n);
  return &w.report.trends.at[i];
}

static inline const struct gate *trend_gate(size_t i) {
  assert_int_not_equal(trend_at(i)->gate, INDEX_NONE);
  return &w.report.gates.at[trend_at(i)->gate];
}

static inline void trend_is(size_t i, enum verdict v) {
  assert_string_equal(verdict_json(trend_at(i)->verdict), verdict_json(v));
  assert_string_equal(verdict_json(trend_gate(i)->verdict), verdict_json(v));
}

static inline size_t trend_gates(void) {
  size_t n = 0;
  VEC_EACH(const struct gate, g, &w.report.gates) n += g->kind == GATE_TREND;
  return n;
}

static inline void says(struct str text, const char *what) {
  if (str_find(text, str_of(what)) == STR_NPOS) fail_msg("\"" STR_FMT "\" has no \"%s\"", STR_ARG(text), what);
}

#define A "A sec/op"

/* Every case has a history of its own. */
static inline void run_with_history(void **state) {
  void (*const *fn)(void) = *state;
  forget();
  new_history();
  (*fn)();
}

#define CASE(fn)                         \
  static void (*fn##_case)(void) = fn;   \
  check_test_state(#fn, run_with_history, &fn##_case);

#endif
