#include "read/jmh.h"

#include "base/buf.h"
#include "read/bench_json.h"
#include "read/jmh_histogram.h"
#include "read/json.h"

#include <math.h>

bool jmh_is(const struct json_shape *shape) {
  return json_shape_has(shape, "[].primaryMetric");
}

struct mode {
  struct str name;
  const char *prefix; /* of its unit: two modes that measure a time do not measure the same */
  enum better better;
};

static const struct mode modes[] = {
    {{"thrpt", 5}, "", BETTER_HIGHER},
    {{"avgt", 4}, "", BETTER_LOWER},
    {{"sample", 6}, "sample-", BETTER_LOWER},
    {{"ss", 2}, "single-", BETTER_LOWER},
};

struct reading {
  struct bench_sink *sink;
  struct arena *arena; /* scratch of one result */
  struct json_object *entry;
  size_t i;
  const struct mode *mode;
  struct bench_metric m; /* of the benchmark; unit and better are those of the last metric */
  struct scale scale;    /* of its values */
  bool calls;            /* it is the primary metric of SampleTime: percentiles are its own */
};

static struct str where(const struct reading *r, struct str rest) {
  return arena_printf(r->arena, "[%zu]" STR_FMT, r->i, STR_ARG(rest));
}

static void wrong(const struct reading *r, struct str at, const char *what) {
  bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, at), what);
}

static const struct mode *mode_of(struct str name) {
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
    if (str_eq(modes[i].name, name)) return &modes[i];
  return NULL;
}

/* ---- units ---- */

/* "us/op" is sec/op, "ops/ms" is ops/s; any other is what it is. */
static struct str tidy(struct reading *r, struct str unit) {
  size_t slash = str_find_char(unit, '/');
  struct str of = str_slice(unit, 0, slash), per = slash == STR_NPOS ? STR_NONE : str_slice(unit, slash + 1, unit.n);
  struct scale seconds;
  r->scale = SCALE_ONE;
  if (str_eq(per, STR("op")) && time_unit_of(of, &seconds)) {
    r->scale = seconds;
    return STR("sec/op");
  }
  if (str_eq(of, STR("ops")) && time_unit_of(per, &seconds)) {
    r->scale = scale_inverse(seconds);
    return STR("ops/s");
  }
  return bench_unit_word(r->arena, unit);
}

/* What a metric counts, and which way is better. */
static void name_primary(struct reading *r, struct str unit) {
  struct str tidied = tidy(r, unit);
  r->m.unit = arena_printf(r->arena, "%s" STR_FMT, r->mode ? r->mode->prefix : "", STR_ARG(tidied));
  r->m.better = r->mode ? r->mode->better : BETTER_UNKNOWN;
  if (r->mode == NULL && str_eq(tidied, STR("ops/s"))) r->m.better = BETTER_HIGHER;
  if (r->mode == NULL && str_eq(tidied, STR("sec/op"))) r->m.better = BETTER_LOWER;
}

/* Older versions begin the names of what a profiler found with a middle dot. */
static struct str label_of(const struct reading *r, struct str key) {
  struct str dot = STR("\xc2\xb7"), word = bench_unit_word(r->arena, key);
  if (str_starts(word, dot)) word = str_slice(word, dot.n, word.n);
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < word.n; i++) buf_char(&b, word.p[i] == '/' ? '_' : word.p[i]);
  return buf_take(&b, r->arena);
}

/* Of a group's methods each has a metric in the group's own unit. What a profiler found has a direction where that is beyond
 * doubt: what a call allocates. */
static void name_secondary(struct reading *r, struct str key, struct str unit, struct str primary_unit) {
  struct str label = label_of(r, key), tidied = tidy(r, unit);
  r->m.better = BETTER_UNKNOWN;
  if (str_ends(label, STR("alloc.rate.norm")) && str_eq(unit, STR("B/op"))) {
    r->m.unit = STR("B/op");
    r->m.better = BETTER_LOWER;
    return;
  }
  r->m.unit = arena_printf(r->arena, STR_FMT "-" STR_FMT, STR_ARG(label), STR_ARG(tidied));
  if (r->mode && unit.n && str_eq(unit, primary_unit)) r->m.better = r->mode->better;
}

/* ---- values ---- */

/* rawData[fork][iteration]. False when there is not one. */
static bool put_raw(struct reading *r, struct json_object *raw, struct str at) {
  bool any = false;
  for (size_t f = 0; f < json_input_length(raw); f++) {
    struct json_object *fork = json_input_at(raw, f);
    struct str path = arena_printf(r->arena, STR_FMT ".rawData[%zu]", STR_ARG(at), f);
    if (!json_input_is_array(fork)) wrong(r, path, "is no array");
    else bench_json_samples(r->sink, &r->m, fork, r->scale, where(r, path));
    any = any || json_input_length(fork) > 0;
  }
  return any;
}

static bool take_bar(struct arena *a, struct histogram *h, struct json_object *pair) {
  double value;
  uint64_t count;
  if (json_input_length(pair) != 2 || !json_input_number(json_input_at(pair, 0), &value)) return false;
  if (!json_input_whole(json_input_at(pair, 1), &count) || count == 0 || count > (uint64_t)1 << 53) return false;
  *VEC_PUSH(a, &h->bars) = (struct histogram_bar){value, (double)count};
  return true;
}

static void put_quantile(struct reading *r, const struct histogram *h, const char *unit, double q, struct str at) {
  struct bench_metric m = r->m;
  m.unit = str_of(unit);
  bench_sink_sample(r->sink, &m, scaled(histogram_quantile(h, q), r->scale), bench_sink_pos(r->sink), at);
}

/* One iteration of SampleTime: its calls are of one process in one state, so that the iteration is the sample, not the call. */
static void put_iteration(struct reading *r, struct json_object *pairs, struct str at) {
  struct histogram h = {.bars = {0}};
  for (size_t k = 0; k < json_input_length(pairs); k++) {
    struct json_object *pair = json_input_at(pairs, k);
    if (take_bar(r->arena, &h, pair)) continue;
    wrong(r, arena_printf(r->arena, STR_FMT "[%zu]", STR_ARG(at), k), "is no pair of a value and a count");
  }
  struct str path = where(r, at);
  if (h.bars.n == 0) {
    wrong(r, at, "holds no measurement");
    return;
  }
  histogram_sort(r->arena, &h);
  bench_sink_sample(r->sink, &r->m, scaled(histogram_mean(&h), r->scale), bench_sink_pos(r->sink), path);
  if (!r->calls) return;
  put_quantile(r, &h, "p50-sec/op", 0.50, path);
  put_quantile(r, &h, "p90-sec/op", 0.90, path);
  put_quantile(r, &h, "p99-sec/op", 0.99, path);
}

/* rawDataHistogram[fork][iteration][n] = [value, count] */
static bool put_histograms(struct reading *r, struct json_object *raw, struct str at) {
  bool any = false;
  for (size_t f = 0; f < json_input_length(raw); f++) {
    struct json_object *fork = json_input_at(raw, f);
    if (!json_input_is_array(fork)) wrong(r, arena_printf(r->arena, STR_FMT ".rawDataHistogram[%zu]", STR_ARG(at), f), "is no array");
    for (size_t k = 0; k < json_input_length(fork); k++) {
      struct arena_mark mark = arena_mark(r->arena);
      put_iteration(r, json_input_at(fork, k), arena_printf(r->arena, STR_FMT ".rawDataHistogram[%zu][%zu]", STR_ARG(at), f, k));
      arena_release(r->arena, mark);
      any = true;
    }
  }
  return any;
}

/* Without its iterations a metric has a score, and the interval of the mean that JMH computed; "NaN" where it could not. */
static void put_score(struct reading *r, struct json_object *metric, struct str at) {
  struct json_object *interval = json_input_get(metric, "scoreConfidence");
  double score, lo = json_input_number_or_nan(json_input_at(interval, 0)), hi = json_input_number_or_nan(json_input_at(interval, 1));
  struct pos pos = bench_sink_pos(r->sink);
  if (!json_input_any_number(json_input_get(metric, "score"), &score)) wrong(r, at, "has neither raw data nor a score");
  else bench_sink_figure(r->sink, &r->m, (struct bench_figure){scaled(score, r->scale), scaled(lo, r->scale), scaled(hi, r->scale), 0}, pos, where(r, at));
}

/* The percentiles of SampleTime where their histogram is missing. */
static void put_percentiles(struct reading *r, struct json_object *metric, struct str at) {
  static const struct {
    const char *key, *unit;
  } taken[] = {{"50.0", "p50-sec/op"}, {"90.0", "p90-sec/op"}, {"99.0", "p99-sec/op"}};
  struct json_object *all = json_input_get(metric, "scorePercentiles");
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
    struct bench_metric m = r->m;
    double v = json_input_number_or_nan(json_input_get(all, taken[i].key));
    m.unit = str_of(taken[i].unit);
    if (!isnan(v)) bench_sink_figure(r->sink, &m, (struct bench_figure){scaled(v, r->scale), (double)NAN, (double)NAN, 0}, bench_sink_pos(r->sink), where(r, at));
  }
}

static void put_metric(struct reading *r, struct json_object *metric, struct str at) {
  if (put_histograms(r, json_input_get(metric, "rawDataHistogram"), at)) return;
  if (put_raw(r, json_input_get(metric, "rawData"), at)) return;
  put_score(r, metric, at);
  if (r->calls) put_percentiles(r, metric, at);
}

static struct str unit_of(const struct reading *r, struct json_object *metric, struct str at) {
  struct str unit = json_input_text_at(metric, "scoreUnit");
  if (unit.n == 0) wrong(r, at, "has no scoreUnit");
  return unit;
}

static void read_secondary(struct reading *r, struct str primary_unit) {
  struct json_cursor all = {json_input_get(r->entry, "secondaryMetrics"), NULL, false};
  struct json_object *metric;
  struct str key;
  while (json_input_next(&all, &key, &metric)) {
    struct str at = arena_printf(r->arena, ".secondaryMetrics." STR_FMT, STR_ARG(key));
    struct str unit = unit_of(r, metric, at);
    if (unit.n == 0) continue;
    name_secondary(r, key, unit, primary_unit);
    put_metric(r, metric, at);
  }
}

/* ---- benchmarks ---- */

/* "org.example.Class.method": the class is the suite. threads is what GOMAXPROCS is to Go. */
static bool read_name(struct reading *r) {
  struct str name;
  uint64_t threads;
  if (!bench_json_name(r->sink, r->entry, "benchmark", where(r, STR_NONE), &name)) return false;
  size_t dot = str_rfind_char(name, '.');
  bool has_class = dot != STR_NPOS;
  r->m = (struct bench_metric){.suite = str_slice(name, 0, has_class ? dot : 0), .name = str_slice(name, has_class ? dot + 1 : 0, name.n)};
  if (!bench_json_params(r->arena, json_input_get(r->entry, "params"), &r->m.params)) wrong(r, STR(".params"), "holds more than names and values");
  if (json_input_whole(json_input_get(r->entry, "threads"), &threads) && threads > 1 && threads <= INT32_MAX) r->m.procs = (int64_t)threads;
  return true;
}

static void read_jvm(struct reading *r) {
  struct str name = json_input_text_at(r->entry, "vmName"), version = json_input_text_at(r->entry, "vmVersion"), jdk;
  struct str vm = arena_printf(r->arena, STR_FMT " " STR_FMT, STR_ARG(name), STR_ARG(version));
  if (json_input_text(json_input_get(r->entry, "jdkVersion"), &jdk)) bench_sink_config(r->sink, STR("jdk"), jdk);
  bench_sink_config(r->sink, STR("vm"), str_trim(vm));
}

static void read_entry(const struct bench_entry *e, void *unused) {
  struct reading reading = {.sink = e->sink, .arena = e->arena, .entry = e->object, .i = e->i}, *r = &reading;
  (void)unused;
  struct json_object *primary = json_input_get(r->entry, "primaryMetric");
  struct str mode = json_input_text_at(r->entry, "mode"), at = STR(".primaryMetric");
  if (!read_name(r)) return;
  r->mode = mode_of(mode);
  if (r->mode == NULL) bench_sink_note(r->sink, bench_sink_pos(r->sink), where(r, STR(".mode")), "is no mode that is known: the unit says which way is better");
  read_jvm(r);
  if (!json_input_is_object(primary)) {
    wrong(r, STR_NONE, "has no primaryMetric");
    return;
  }
  struct str unit = unit_of(r, primary, at);
  if (unit.n) {
    name_primary(r, unit);
    r->calls = str_eq(mode, STR("sample")) && str_ends(r->m.unit, STR("sec/op"));
    put_metric(r, primary, at);
  }
  r->calls = false;
  read_secondary(r, unit);
}

void jmh_read(struct bench_sink *s, struct json_object *root) {
  bench_json_each(s, root, "", read_entry, NULL);
}
