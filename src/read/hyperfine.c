#include "read/hyperfine.h"

#include "base/num.h"
#include "read/bench_json.h"
#include "read/json.h"

#include <math.h>

bool hyperfine_is(const struct json_shape *shape) {
  return json_shape_has(shape, "results[].command") && (json_shape_has(shape, "results[].mean") || json_shape_has(shape, "results[].times"));
}

static void note(const struct bench_entry *e, const char *key, struct str what) {
  bench_sink_note(e->sink, bench_sink_pos(e->sink), bench_entry_path(e, key), what.p);
}

/* --parameter-list and --parameter-scan: a name part for each. Older versions had one, without its name. */
static struct str params_of(const struct bench_entry *e) {
  struct str params, only;
  if (!bench_json_params(e->arena, json_input_get(e->object, "parameters"), &params))
    bench_sink_wrong(e->sink, bench_sink_pos(e->sink), bench_entry_path(e, ".parameters"), "holds more than names and values");
  if (params.n == 0 && json_input_text(json_input_get(e->object, "parameter"), &only)) return bench_param(e->arena, STR_NONE, only);
  return params;
}

/* A run that failed was not the work that was to be measured. */
static void look_at_exits(const struct bench_entry *e) {
  struct json_object *codes = json_input_get(e->object, "exit_codes");
  size_t failed = 0, n = json_input_length(codes);
  for (size_t k = 0; k < n; k++) {
    uint64_t code;
    failed += !json_input_whole(json_input_at(codes, k), &code) || code != 0;
  }
  if (n > 0 && failed == n) {
    e->sink->table->failed[e->sink->side] = true;
    diag_add(e->sink->diags, DIAG_BENCH_FAIL, bench_sink_pos(e->sink), "results[%zu].exit_codes: every run failed: what was timed is not the work", e->i);
  } else if (failed) note(e, ".exit_codes", arena_printf(e->arena, "%zu of %zu runs did not end with exit status 0", failed, n));
}

/* hyperfine takes the start of the shell off each run, and stops at 0. */
static void look_at_zeros(const struct bench_entry *e, struct json_object *times) {
  size_t zeros = 0, n = json_input_length(times);
  for (size_t k = 0; k < n; k++) {
    double v;
    zeros += json_input_any_number(json_input_at(times, k), &v) && num_is_zero(v);
  }
  if (zeros) note(e, ".times", arena_printf(e->arena, "%zu of %zu times are 0: shorter than the start of the shell, which was taken off", zeros, n));
}

static void put_figure(const struct bench_entry *e, struct bench_metric m, const char *unit, double v, const char *key) {
  m.unit = str_of(unit);
  bench_sink_figure(e->sink, &m, (struct bench_figure){v, (double)NAN, (double)NAN, 0}, bench_sink_pos(e->sink), bench_entry_path(e, key));
}

/* A figure without samples: of what the processes used, hyperfine keeps the mean alone. */
static void put_mean(const struct bench_entry *e, const struct bench_metric *m, const char *key, const char *unit) {
  double v = json_input_number_or_nan(json_input_get(e->object, key + 1));
  if (!isnan(v)) put_figure(e, *m, unit, v, key);
}

/* The wall time: a sample a run, else what is said of all of them. */
static void put_times(const struct bench_entry *e, const struct bench_metric *m) {
  struct json_object *times = json_input_get(e->object, "times");
  if (!json_input_is_null(times) && !json_input_is_array(times))
    bench_sink_wrong(e->sink, bench_sink_pos(e->sink), bench_entry_path(e, ".times"), "is no array");
  if (json_input_length(times) > 0) {
    bench_json_samples(e->sink, m, times, SCALE_ONE, bench_entry_path(e, ".times"));
    look_at_zeros(e, times);
    return;
  }
  double median = json_input_number_or_nan(json_input_get(e->object, "median")), mean = json_input_number_or_nan(json_input_get(e->object, "mean"));
  if (!isnan(median)) put_figure(e, *m, "sec/op", median, ".median");
  else if (!isnan(mean)) put_figure(e, *m, "sec/op", mean, ".mean");
  else bench_sink_wrong(e->sink, bench_sink_pos(e->sink), bench_entry_path(e, ""), "has neither times nor a mean");
}

static void read_result(const struct bench_entry *e, void *unused) {
  struct bench_metric m = {.unit = STR("sec/op"), .better = BETTER_LOWER};
  (void)unused;
  if (!bench_json_name(e->sink, e->object, "command", bench_entry_path(e, ""), &m.name)) return;
  m.params = params_of(e);
  put_times(e, &m);
  put_mean(e, &m, ".user", "user-sec/op");
  put_mean(e, &m, ".system", "system-sec/op");
  m.unit = STR("peak-B");
  bench_json_samples(e->sink, &m, json_input_get(e->object, "memory_usage_byte"), SCALE_ONE, bench_entry_path(e, ".memory_usage_byte"));
  look_at_exits(e);
}

void hyperfine_read(struct bench_sink *s, struct json_object *root) {
  bench_json_each(s, json_input_get(root, "results"), "results", read_result, NULL);
}
