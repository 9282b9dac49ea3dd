#include "read/hyperfine.h"

#include "base/num.h"
#include "read/bench_json.h"
#include "read/json.h"

#include <math.h>

bool hyperfine_is(const struct json_shape *shape) {
  return json_shape_has(shape, "results[].command") && (json_shape_has(shape, "results[].mean") || json_shape_has(shape, "results[].times"));
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena; /* scratch of one result */
  struct json_object *result;
  size_t i;
};

static struct str where(const struct reading *r, const char *rest) {
  return arena_printf(r->arena, "results[%zu]%s", r->i, rest);
}

static void note(const struct reading *r, const char *key, struct str what) {
  bench_sink_note(r->sink, bench_sink_pos(r->sink), where(r, key), what.p);
}

/* --parameter-list and --parameter-scan: a name part for each. Older versions had one, without its name. */
static struct str params_of(struct reading *r) {
  struct str params, only;
  if (!bench_json_params(r->arena, json_input_get(r->result, "parameters"), &params))
    bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, ".parameters"), "holds more than names and values");
  if (params.n == 0 && json_input_text(json_input_get(r->result, "parameter"), &only)) return bench_param(r->arena, STR_NONE, only);
  return params;
}

/* A run that failed was not the work that was to be measured. */
static void look_at_exits(struct reading *r) {
  struct json_object *codes = json_input_get(r->result, "exit_codes");
  size_t failed = 0, n = json_input_length(codes);
  for (size_t k = 0; k < n; k++) {
    uint64_t code;
    failed += !json_input_whole(json_input_at(codes, k), &code) || code != 0;
  }
  if (failed) note(r, ".exit_codes", arena_printf(r->arena, "%zu of %zu runs did not end with exit status 0", failed, n));
}

/* hyperfine takes the start of the shell off each run, and stops at 0. */
static void look_at_zeros(struct reading *r, struct json_object *times) {
  size_t zeros = 0, n = json_input_length(times);
  for (size_t k = 0; k < n; k++) {
    double v;
    zeros += json_input_any_number(json_input_at(times, k), &v) && num_is_zero(v);
  }
  if (zeros) note(r, ".times", arena_printf(r->arena, "%zu of %zu times are 0: shorter than the start of the shell, which was taken off", zeros, n));
}

static void put_figure(struct reading *r, struct bench_metric m, const char *unit, double v, const char *key) {
  m.unit = str_of(unit);
  bench_sink_figure(r->sink, &m, v, (double)NAN, (double)NAN, 0, bench_sink_pos(r->sink), where(r, key));
}

/* A figure without samples: of what the processes used, hyperfine keeps the mean alone. */
static void put_mean(struct reading *r, const struct bench_metric *m, const char *key, const char *unit) {
  double v = json_input_number_or_nan(json_input_get(r->result, key + 1));
  if (!isnan(v)) put_figure(r, *m, unit, v, key);
}

/* The wall time: a sample a run, else what is said of all of them. */
static void put_times(struct reading *r, const struct bench_metric *m) {
  struct json_object *times = json_input_get(r->result, "times");
  if (!json_input_is_null(times) && !json_input_is_array(times))
    bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, ".times"), "is no array");
  if (json_input_length(times) > 0) {
    bench_json_samples(r->sink, m, times, SCALE_ONE, where(r, ".times"));
    look_at_zeros(r, times);
    return;
  }
  double median = json_input_number_or_nan(json_input_get(r->result, "median")), mean = json_input_number_or_nan(json_input_get(r->result, "mean"));
  if (!isnan(median)) put_figure(r, *m, "sec/op", median, ".median");
  else if (!isnan(mean)) put_figure(r, *m, "sec/op", mean, ".mean");
  else bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, ""), "has neither times nor a mean");
}

static void read_result(struct reading *r) {
  struct bench_metric m = {.unit = STR("sec/op"), .better = BETTER_LOWER};
  if (!bench_json_name(r->sink, r->result, "command", where(r, ""), &m.name)) return;
  m.params = params_of(r);
  put_times(r, &m);
  put_mean(r, &m, ".user", "user-sec/op");
  put_mean(r, &m, ".system", "system-sec/op");
  m.unit = STR("peak-B");
  bench_json_samples(r->sink, &m, json_input_get(r->result, "memory_usage_byte"), SCALE_ONE, where(r, ".memory_usage_byte"));
  look_at_exits(r);
}

void hyperfine_read(struct bench_sink *s, struct json_object *root) {
  struct arena scratch = ARENA_INIT;
  struct reading r = {.sink = s, .arena = &scratch};
  struct json_object *results = json_input_get(root, "results");
  for (; r.i < json_input_length(results); r.i++) {
    struct arena_mark mark = arena_mark(&scratch);
    r.result = json_input_at(results, r.i);
    read_result(&r);
    arena_release(&scratch, mark);
  }
  arena_free(&scratch);
}
