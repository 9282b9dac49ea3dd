#include "read/bmf.h"

#include "read/bench_json.h"
#include "read/figure_unit.h"
#include "read/json.h"

#include <math.h>

/* The keys are anybody's, so that it is the whole shape that tells. */
bool bmf_is(const struct json_shape *shape) {
  static const char *const paths[] = {"*", "*.*", "*.*.value", "*.*.lower_value", "*.*.upper_value"};
  return shape->opens == '{' && json_shape_has(shape, "*.*.value") && json_shape_within(shape, paths, sizeof paths / sizeof *paths);
}

/* The measures that every project has. */
static const struct measure {
  struct str slug, unit;
  enum better better;
} measures[] = {
    {{"latency", 7}, {"ns/op", 5}, BETTER_LOWER},
    {{"throughput", 10}, {"ops/s", 5}, BETTER_HIGHER},
    {{"build-time", 10}, {"build-sec", 9}, BETTER_LOWER},
    {{"build time", 10}, {"build-sec", 9}, BETTER_LOWER},
    {{"file-size", 9}, {"file-B", 6}, BETTER_LOWER},
    {{"file size", 9}, {"file-B", 6}, BETTER_LOWER},
};

static struct figure_unit measure_unit(struct arena *a, struct str slug) {
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
    if (str_eq_nocase(slug, measures[i].slug)) return (struct figure_unit){measures[i].unit, SCALE_ONE, measures[i].better};
  return figure_unit_of(a, slug);
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena; /* scratch of one measure */
  struct bench_metric m;
  struct str at; /* path of the measure */
};

static void wrong(const struct reading *r, const char *what) {
  bench_sink_wrong(r->sink, bench_sink_pos(r->sink), r->at, what);
}

static double bound_of(const struct reading *r, struct json_object *measure, const char *key) {
  struct json_object *bound = json_input_get(measure, key);
  double v = (double)NAN;
  if (json_input_is_null(bound) || json_input_any_number(bound, &v)) return v;
  bench_sink_wrong(r->sink, bench_sink_pos(r->sink), arena_printf(r->arena, STR_FMT ".%s", STR_ARG(r->at), key), "is no number");
  return (double)NAN;
}

/* Bounds that the value lies beyond bound something else: some tools put a distance there. */
static void read_bounds(const struct reading *r, struct json_object *measure, double value, double *lo, double *hi) {
  *lo = bound_of(r, measure, "lower_value");
  *hi = bound_of(r, measure, "upper_value");
  if (!(*lo > value) && !(*hi < value)) return;
  *lo = *hi = (double)NAN;
  bench_sink_note(r->sink, bench_sink_pos(r->sink), r->at, "the value does not lie within its bounds, which are left out");
}

static void read_measure(struct reading *r, struct str slug, struct json_object *measure) {
  struct figure_unit u = measure_unit(r->arena, slug);
  double value, lo, hi;
  if (u.unit.n == 0) {
    wrong(r, "has a measure without a name");
    return;
  }
  if (!json_input_any_number(json_input_get(measure, "value"), &value)) {
    wrong(r, json_input_is_null(json_input_get(measure, "value")) ? "has no value" : "has a value that is no number");
    return;
  }
  read_bounds(r, measure, value, &lo, &hi);
  r->m.unit = u.unit;
  r->m.better = u.better;
  bench_sink_figure(r->sink, &r->m, (struct bench_figure){scaled(value, u.scale), scaled(lo, u.scale), scaled(hi, u.scale), 0}, bench_sink_pos(r->sink), r->at);
}

static void read_benchmark(struct reading *r, struct json_object *benchmark) {
  struct json_cursor all = {benchmark, NULL, false};
  struct json_object *measure;
  struct str slug;
  r->at = r->m.name;
  if (!json_input_is_object(benchmark)) wrong(r, "is no object");
  while (json_input_next(&all, &slug, &measure)) {
    struct arena_mark mark = arena_mark(r->arena);
    r->at = arena_printf(r->arena, STR_FMT "." STR_FMT, STR_ARG(r->m.name), STR_ARG(slug));
    read_measure(r, slug, measure);
    arena_release(r->arena, mark);
  }
}

void bmf_read(struct bench_sink *s, struct json_object *root) {
  struct arena scratch = ARENA_INIT;
  struct reading r = {.sink = s, .arena = &scratch};
  struct json_cursor all = {root, NULL, false};
  struct json_object *benchmark;
  while (json_input_next(&all, &r.m.name, &benchmark)) read_benchmark(&r, benchmark);
  arena_free(&scratch);
}
