#include "read/nanobench.h"

#include "base/num.h"
#include "read/bench_json.h"
#include "read/json.h"

#include <math.h>

bool nanobench_is(const struct json_shape *shape) {
  return json_shape_has(shape, "results[].measurements[].elapsed") || json_shape_has(shape, "results[].median(elapsed)");
}

/* What the processor and the system counted, per iteration; less of each is better. */
static const struct counter {
  const char *key, *median, *unit;
} counters[] = {
    {"instructions", "median(instructions)", "instructions/op"},
    {"cpucycles", "median(cpucycles)", "cycles/op"},
    {"branchinstructions", "median(branchinstructions)", "branches/op"},
    {"branchmisses", "median(branchmisses)", "branch-misses/op"},
    {"pagefaults", "median(pagefaults)", "page-faults/op"},
    {"contextswitches", "median(contextswitches)", "context-switches/op"},
};

enum { COUNTERS = sizeof counters / sizeof *counters };

struct reading {
  struct bench_sink *sink;
  struct arena *arena; /* scratch of one result */
  struct json_object *result, *measurements;
  size_t i;
  bool counted[COUNTERS]; /* not 0 throughout the file: then it was not available */
};

static struct str where(const struct reading *r, const char *rest) {
  return arena_printf(r->arena, "results[%zu]%s", r->i, rest);
}

static struct str where_measured(const struct reading *r, size_t k, const char *key) {
  return arena_printf(r->arena, "results[%zu].measurements[%zu]%s%s", r->i, k, *key ? "." : "", key);
}

static bool is_counted(struct json_object *value) {
  double v;
  return json_input_any_number(value, &v) && !num_is_zero(v);
}

static void find_counters(struct reading *r, struct json_object *results) {
  for (size_t i = 0; i < json_input_length(results); i++) {
    struct json_object *result = json_input_at(results, i), *measurements = json_input_get(result, "measurements");
    for (size_t c = 0; c < COUNTERS; c++) {
      r->counted[c] |= is_counted(json_input_get(result, counters[c].median));
      for (size_t k = 0; k < json_input_length(measurements) && !r->counted[c]; k++)
        r->counted[c] = is_counted(json_input_get(json_input_at(measurements, k), counters[c].key));
    }
  }
}

/* Without its measurements a result has the medians, and how far they are off in the middle. */
static void put_median(const struct reading *r, const struct bench_metric *m, const char *key, const char *error_key) {
  double v = json_input_number_or_nan(json_input_get(r->result, key)), off = json_input_number_or_nan(json_input_get(r->result, error_key));
  struct str at = arena_printf(r->arena, "results[%zu].%s", r->i, key);
  if (!isnan(v)) bench_sink_figure(r->sink, m, (struct bench_figure){v, v * (1 - off), v * (1 + off), 0}, bench_sink_pos(r->sink), at);
}

/* One measurement's value of key. */
static void put_sample(const struct reading *r, const struct bench_metric *m, size_t k, const char *key) {
  struct json_object *value = json_input_get(json_input_at(r->measurements, k), key);
  struct str at = where_measured(r, k, key);
  double v;
  if (json_input_any_number(value, &v)) bench_sink_sample(r->sink, m, v, bench_sink_pos(r->sink), at);
  else bench_sink_wrong(r->sink, bench_sink_pos(r->sink), at, "is no number");
}

static void put_counter(const struct reading *r, struct bench_metric m, size_t c) {
  size_t n = json_input_length(r->measurements);
  m.unit = str_of(counters[c].unit);
  if (n == 0) put_median(r, &m, counters[c].median, "");
  for (size_t k = 0; k < n; k++)
    if (!json_input_is_null(json_input_get(json_input_at(r->measurements, k), counters[c].key))) put_sample(r, &m, k, counters[c].key);
}

/* An iteration of a batch does so many units: nanobench itself prints their rate. */
static void put_rate(const struct reading *r, struct bench_metric m) {
  double batch = json_input_number_or_nan(json_input_get(r->result, "batch"));
  struct str unit = STR("items");
  if (isnan(batch) || !isfinite(batch) || num_same(batch, 1) || batch <= 0) return;
  (void)json_input_text(json_input_get(r->result, "unit"), &unit);
  unit = bench_unit_word(r->arena, unit);
  m.unit = arena_printf(r->arena, STR_FMT "/s", STR_ARG(unit));
  m.better = BETTER_HIGHER;
  for (size_t k = 0; k < json_input_length(r->measurements); k++) {
    double elapsed = json_input_number_or_nan(json_input_get(json_input_at(r->measurements, k), "elapsed"));
    /* A time that is none was diagnosed as such. */
    if (elapsed > 0) bench_sink_sample(r->sink, &m, batch / elapsed, bench_sink_pos(r->sink), where_measured(r, k, "elapsed"));
  }
}

/* A batch of another size is another amount of work, which a comparison warns of. */
static void put_batch(const struct reading *r) {
  struct json_object *batch = json_input_get(r->result, "batch");
  struct str text = STR_NONE;
  double v;
  if (json_input_any_number(batch, &v) && !num_same(v, 1)) (void)json_input_scalar(batch, &text);
  bench_sink_config(r->sink, STR("batch"), text);
}

static void read_result(const struct bench_entry *e, void *state) {
  struct reading *r = state;
  struct bench_metric m = {.unit = STR("sec/op"), .better = BETTER_LOWER};
  r->arena = e->arena;
  r->result = e->object;
  r->i = e->i;
  if (!bench_json_name(r->sink, r->result, "name", where(r, ""), &m.name)) return;
  m.suite = json_input_text_at(r->result, "title");
  put_batch(r);
  r->measurements = json_input_get(r->result, "measurements");
  size_t n = json_input_length(r->measurements);
  if (n == 0 && !isnan(json_input_number_or_nan(json_input_get(r->result, "median(elapsed)"))))
    put_median(r, &m, "median(elapsed)", "medianAbsolutePercentError(elapsed)");
  else if (n == 0) bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, ""), "has neither measurements nor a median");
  for (size_t k = 0; k < n; k++) put_sample(r, &m, k, "elapsed");
  put_rate(r, m);
  for (size_t c = 0; c < COUNTERS; c++)
    if (r->counted[c]) put_counter(r, m, c);
}

void nanobench_read(struct bench_sink *s, struct json_object *root) {
  struct reading r = {.sink = s};
  struct json_object *results = json_input_get(root, "results");
  find_counters(&r, results);
  bench_json_each(s, results, "results", read_result, &r);
  bench_sink_config(s, STR("batch"), STR_NONE);
}
