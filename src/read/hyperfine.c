#include "read/hyperfine.h"

#include "read/json.h"

#include <math.h>

bool hyperfine_is(const struct json_shape *shape) {
  return json_shape_has(shape, "results[].command") && (json_shape_has(shape, "results[].mean") || json_shape_has(shape, "results[].times"));
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
  struct json_object *result;
  size_t i;
};

static struct str where(const struct reading *r, const char *rest) {
  return arena_printf(r->arena, "results[%zu]%s", r->i, rest);
}

/* --parameter-list and --parameter-scan: a name part for each. */
static struct str params_of(struct reading *r) {
  struct str params = STR_NONE;
  struct json_cursor all = {json_input_get(r->result, "parameters"), NULL, false};
  struct json_object *value;
  struct str key, text;
  while (json_input_next(&all, &key, &value)) {
    if (!json_input_text(value, &text)) continue;
    struct str part = bench_param(r->arena, key, text);
    params = arena_printf(r->arena, STR_FMT STR_FMT, STR_ARG(params), STR_ARG(part));
  }
  return params;
}

/* A run that failed was not the work that was to be measured. */
static void look_at_exits(struct reading *r) {
  struct json_object *codes = json_input_get(r->result, "exit_codes");
  size_t failed = 0;
  for (size_t k = 0; k < json_input_length(codes); k++) {
    uint64_t code;
    failed += !json_input_whole(json_input_at(codes, k), &code) || code != 0;
  }
  if (failed == 0) return;
  struct str said = arena_printf(r->arena, "%zu of %zu runs did not end with exit status 0", failed, json_input_length(codes));
  bench_sink_note(r->sink, bench_sink_pos(r->sink), where(r, ".exit_codes"), said.p);
}

static double number_or_nan(struct json_object *value) {
  double v;
  return json_input_number(value, &v) ? v : (double)NAN;
}

/* A figure without samples: of what the processes used, hyperfine keeps the mean alone. */
static void put_mean(struct reading *r, struct bench_metric m, const char *key, const char *unit) {
  double v = number_or_nan(json_input_get(r->result, key));
  if (isnan(v)) return;
  m.unit = str_of(unit);
  m.better = BETTER_LOWER;
  bench_sink_figure(r->sink, &m, v, (double)NAN, (double)NAN, 0, bench_sink_pos(r->sink), where(r, ""));
}

static void read_times(struct reading *r, const struct bench_metric *m, struct json_object *times) {
  for (size_t k = 0; k < json_input_length(times); k++) {
    struct str at = arena_printf(r->arena, "results[%zu].times[%zu]", r->i, k);
    double v;
    if (json_input_any_number(json_input_at(times, k), &v)) bench_sink_sample(r->sink, m, v, bench_sink_pos(r->sink), at);
    else bench_sink_wrong(r->sink, bench_sink_pos(r->sink), at, "is no number of seconds");
  }
}

static void read_result(struct reading *r) {
  struct bench_metric m = {.unit = STR("sec/op")};
  struct pos pos = bench_sink_pos(r->sink);
  if (!json_input_text(json_input_get(r->result, "command"), &m.name)) {
    bench_sink_wrong(r->sink, pos, where(r, ""), "has no command");
    return;
  }
  m.params = params_of(r);
  struct json_object *times = json_input_get(r->result, "times");
  double mean = number_or_nan(json_input_get(r->result, "mean"));
  if (json_input_length(times) > 0) read_times(r, &m, times);
  else if (!isnan(mean)) bench_sink_figure(r->sink, &m, mean, (double)NAN, (double)NAN, 0, pos, where(r, ""));
  else bench_sink_wrong(r->sink, pos, where(r, ""), "has neither times nor a mean");
  put_mean(r, m, "user", "user-sec/op");
  put_mean(r, m, "system", "system-sec/op");
  look_at_exits(r);
}

void hyperfine_read(struct bench_sink *s, struct json_object *root) {
  struct reading r = {.sink = s, .arena = s->table->arena};
  struct json_object *results = json_input_get(root, "results");
  for (; r.i < json_input_length(results); r.i++) {
    r.result = json_input_at(results, r.i);
    read_result(&r);
  }
}
