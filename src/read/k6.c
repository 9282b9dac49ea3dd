#include "read/k6.h"

#include "base/buf.h"
#include "read/json.h"
#include "read/percentile.h"

#include <math.h>

bool k6_is(const struct json_shape *shape) {
  if (shape->opens != '{') return false;
  if (json_shape_has(shape, "metrics.*.values") && json_shape_has(shape, "metrics.*.type")) return true;
  if (json_shape_has(shape, "results.metrics[].values") && json_shape_has(shape, "results.metrics[].type")) return true;
  bool flat = json_shape_has(shape, "metrics.iterations.count") || json_shape_has(shape, "metrics.http_reqs.count") || json_shape_has(shape, "root_group.checks");
  return flat && (json_shape_has(shape, "metrics.*.count") || json_shape_has(shape, "metrics.*.avg") || json_shape_has(shape, "metrics.*.value"));
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
};

/* How k6 kept a metric, and what it is a number of. */
enum kept { KEPT_TREND, KEPT_COUNTER, KEPT_RATE, KEPT_GAUGE, KEPT_UNKNOWN };
enum what { WHAT_NUMBER, WHAT_TIME, WHAT_BYTES };

struct metric {
  struct str key;             /* "http_req_duration{route:x}" */
  struct str name, params;
  struct str path;            /* of the object in the file */
  struct json_object *values;
  enum kept kept;
  enum what what;
};

static void wrong(struct reading *r, struct str path, struct str member, const char *what) {
  struct str where = arena_printf(r->arena, STR_FMT "[\"" STR_FMT "\"]", STR_ARG(path), STR_ARG(member));
  bench_sink_wrong(r->sink, bench_sink_pos(r->sink), member.n ? where : path, what);
}

static void note(struct reading *r, struct str where, const char *what) {
  bench_sink_note(r->sink, bench_sink_pos(r->sink), where, what);
}

/* ---- what a metric is ---- */

/* The tags of a sub-metric are parts of the name: "{route:x,method:GET}" is "/route=x/method=GET". */
static void split_key(struct reading *r, struct metric *m) {
  size_t brace = str_find_char(m->key, '{');
  m->name = m->key;
  if (brace == STR_NPOS || brace == 0 || !str_ends(m->key, STR("}"))) return;
  m->name = str_slice(m->key, 0, brace);
  struct str tags = str_slice(m->key, brace + 1, m->key.n - 1), tag;
  struct buf params = BUF_INIT;
  while (str_cut(&tags, ',', &tag)) {
    size_t colon = str_find_char(tag, ':');
    struct str value = colon == STR_NPOS ? STR_NONE : str_trim(str_slice(tag, colon + 1, tag.n));
    buf_str(&params, bench_param(r->arena, str_trim(str_slice(tag, 0, colon)), value));
  }
  m->params = buf_take(&params, r->arena);
}

static bool has(struct json_object *values, const char *key) {
  return json_input_get(values, key) != NULL;
}

static enum kept kept_as(struct json_object *metric, struct json_object *values) {
  struct str type;
  if (json_input_text(json_input_get(metric, "type"), &type)) {
    if (str_eq(type, STR("trend"))) return KEPT_TREND;
    if (str_eq(type, STR("counter"))) return KEPT_COUNTER;
    if (str_eq(type, STR("rate"))) return KEPT_RATE;
    return str_eq(type, STR("gauge")) ? KEPT_GAUGE : KEPT_UNKNOWN;
  }
  if (has(values, "passes") || has(values, "fails")) return KEPT_RATE;
  if (has(values, "value")) return KEPT_GAUGE;
  if (has(values, "avg") || has(values, "med") || has(values, "max") || has(values, "p(90)") || has(values, "p(95)") || has(values, "p(99)")) return KEPT_TREND;
  return has(values, "count") ? KEPT_COUNTER : KEPT_UNKNOWN;
}

/* The flat export does not say it: there, k6's own metrics are known by their names. */
static enum what contained(struct json_object *metric, struct str name) {
  static const struct str times[] = {{"iteration_duration", 18}, {"group_duration", 14},     {"grpc_req_duration", 17},
                                     {"ws_connecting", 13},      {"ws_session_duration", 19}, {"ws_ping", 7},
                                     {"browser_http_req_duration", 25}};
  struct str contains;
  if (json_input_text(json_input_get(metric, "contains"), &contains))
    return str_eq(contains, STR("time")) ? WHAT_TIME : str_eq(contains, STR("data")) ? WHAT_BYTES : WHAT_NUMBER;
  if (str_starts(name, STR("http_req_"))) return WHAT_TIME;
  for (size_t i = 0; i < sizeof times / sizeof *times; i++)
    if (str_eq(name, times[i])) return WHAT_TIME;
  return str_eq(name, STR("data_received")) || str_eq(name, STR("data_sent")) ? WHAT_BYTES : WHAT_NUMBER;
}

/* ---- figures ---- */

static void put(struct reading *r, const struct metric *m, struct str unit, enum better better, double v, uint64_t n) {
  struct bench_metric out = {.name = m->name, .params = m->params, .unit = unit, .better = better};
  bench_sink_figure(r->sink, &out, (struct bench_figure){v, (double)NAN, (double)NAN, n}, bench_sink_pos(r->sink), m->path);
}

/* False, with a diagnostic when it is there, when the value is none. */
static bool number(struct reading *r, const struct metric *m, const char *key, double *v) {
  struct json_object *value = json_input_get(m->values, key);
  if (value == NULL) return false;
  if (json_input_any_number(value, v)) return true;
  wrong(r, m->path, str_of(key), "is no number");
  return false;
}

static uint64_t count_of(const struct metric *m, const char *key) {
  uint64_t n;
  return json_input_whole(json_input_get(m->values, key), &n) ? n : 0;
}

/* "avg" has no prefix, "p(95)" has "p95-". False for what is no figure of a trend. */
static bool trend_prefix(struct reading *r, struct str key, struct str *prefix) {
  *prefix = STR_NONE;
  if (str_eq(key, STR("avg"))) return true;
  if (str_eq(key, STR("med"))) *prefix = STR("p50-");
  else if (str_eq(key, STR("min"))) *prefix = STR("min-");
  else if (str_eq(key, STR("max"))) *prefix = STR("max-");
  else if (str_starts(key, STR("p(")) && str_ends(key, STR(")"))) return percentile_prefix(r->arena, str_trim(str_slice(key, 2, key.n - 1)), prefix);
  return prefix->n > 0;
}

static void read_trend(struct reading *r, const struct metric *m) {
  static const char *const units[] = {[WHAT_NUMBER] = "value", [WHAT_TIME] = "sec/op", [WHAT_BYTES] = "B/op"};
  struct json_cursor all = {m->values, NULL, false};
  struct json_object *value;
  struct str key, prefix;
  uint64_t n = count_of(m, "count");
  bool time = m->what == WHAT_TIME;
  while (json_input_next(&all, &key, &value)) {
    double v;
    if (str_eq(key, STR("count")) || str_eq(key, STR("thresholds"))) continue;
    if (!trend_prefix(r, key, &prefix)) wrong(r, m->path, key, "is no figure of a trend that is known");
    else if (!json_input_any_number(value, &v)) wrong(r, m->path, key, "is no number");
    else put(r, m, arena_printf(r->arena, STR_FMT "%s", STR_ARG(prefix), units[m->what]), time ? BETTER_LOWER : BETTER_UNKNOWN, time ? v / 1e3 : v, n);
  }
}

static void read_counter(struct reading *r, const struct metric *m) {
  double v;
  uint64_t n = count_of(m, "count");
  bool bytes = m->what == WHAT_BYTES;
  if (number(r, m, "rate", &v)) {
    struct str unit = bytes ? STR("B/s") : STR("events/s");
    enum better better = bytes ? BETTER_HIGHER : BETTER_UNKNOWN;
    if (str_eq(m->name, STR("http_reqs"))) unit = STR("req/s");
    if (str_eq(m->name, STR("iterations"))) unit = STR("iterations/s");
    if (!str_eq(unit, STR("events/s"))) better = BETTER_HIGHER;
    if (str_eq(m->name, STR("dropped_iterations"))) better = BETTER_LOWER;
    put(r, m, unit, better, v, n);
  } else if (number(r, m, "count", &v)) {
    put(r, m, bytes ? STR("B") : STR("events"), BETTER_UNKNOWN, v, n);
  } else if (!has(m->values, "count")) {
    wrong(r, m->path, STR_NONE, "has neither rate nor count");
  }
}

/* A rate is a share of events; of checks it is that of the good ones, and it is shown as that of the bad ones. */
static void read_rate(struct reading *r, const struct metric *m) {
  double v;
  if (!number(r, m, "rate", &v) && !number(r, m, "value", &v)) {
    if (!has(m->values, "rate") && !has(m->values, "value")) wrong(r, m->path, STR_NONE, "has no rate");
    return;
  }
  uint64_t n = count_of(m, "total"), fails = count_of(m, "fails");
  bool counted = n == 0 && count_of(m, "passes") + fails > 0;
  if (counted) n = count_of(m, "passes") + fails;
  if (v < 0 || v > 1) wrong(r, m->path, STR("rate"), "is no share from 0 to 1");
  else if (str_eq(m->name, STR("checks"))) put(r, m, STR("errors/op"), BETTER_LOWER, counted ? (double)fails / (double)n : 1 - v, n);
  else if (str_eq(m->name, STR("http_req_failed")) || str_eq(m->name, STR("checks_failed"))) put(r, m, STR("errors/op"), BETTER_LOWER, v, n);
  else put(r, m, STR("share"), str_eq(m->name, STR("checks_succeeded")) ? BETTER_HIGHER : BETTER_UNKNOWN, v, n);
}

static void read_gauge(struct reading *r, const struct metric *m) {
  double v;
  bool users = str_eq(m->name, STR("vus")) || str_eq(m->name, STR("vus_max"));
  if (number(r, m, "value", &v)) put(r, m, users ? STR("VUs") : STR("value"), BETTER_UNKNOWN, v, 0);
  else if (!has(m->values, "value")) wrong(r, m->path, STR_NONE, "has no value");
}

/* ---- thresholds and checks ---- */

/* {"p(95)<500": {"ok": false}}, or, in the flat export, {"p(95)<500": true}: there true says that it failed. */
static void read_thresholds(struct reading *r, const struct metric *m, struct json_object *thresholds) {
  struct json_cursor all = {thresholds, NULL, false};
  struct json_object *value;
  struct str key;
  if (thresholds && !json_input_is_object(thresholds)) wrong(r, m->path, STR("thresholds"), "is no object");
  while (json_input_next(&all, &key, &value)) {
    bool failed, ok = false;
    if (!json_input_flag(value, &failed)) {
      if (!json_input_flag(json_input_get(value, "ok"), &ok)) {
        wrong(r, m->path, key, "is no threshold: neither true, false nor an object with \"ok\"");
        continue;
      }
      failed = !ok;
    }
    if (!failed) continue;
    struct str what = arena_printf(r->arena, "k6's threshold \"" STR_FMT "\" failed", STR_ARG(key));
    note(r, m->key, what.p);
  }
}

static void read_check(struct reading *r, struct json_object *check) {
  struct str name;
  uint64_t fails, passes;
  if (!json_input_text(json_input_get(check, "name"), &name)) name = STR("?");
  if (!json_input_whole(json_input_get(check, "fails"), &fails) || !json_input_whole(json_input_get(check, "passes"), &passes)) {
    wrong(r, STR("checks"), name, "does not say how often it passed and failed");
    return;
  }
  if (fails == 0) return;
  struct str what = arena_printf(r->arena, "failed %llu of %llu times", (unsigned long long)fails, (unsigned long long)fails + passes);
  note(r, arena_printf(r->arena, "check \"" STR_FMT "\"", STR_ARG(name)), what.p);
}

/* An array, or an object by name. */
static void each(struct reading *r, struct json_object *list, void (*visit)(struct reading *r, struct json_object *it)) {
  struct json_cursor all = {list, NULL, false};
  struct json_object *value;
  struct str key;
  while (json_input_next(&all, &key, &value)) visit(r, value);
  for (size_t i = 0; i < json_input_length(list); i++) visit(r, json_input_at(list, i));
}

static void read_group(struct reading *r, struct json_object *group) {
  each(r, json_input_get(group, "checks"), read_check);
  each(r, json_input_get(group, "groups"), read_group);
}

/* ---- the file ---- */

static void read_metric(struct reading *r, struct str key, struct str path, struct json_object *metric) {
  struct metric m = {.key = key, .path = path, .values = json_input_get(metric, "values")};
  if (!json_input_is_object(m.values)) m.values = metric;
  split_key(r, &m);
  m.kept = kept_as(metric, m.values);
  m.what = contained(metric, m.name);
  switch (m.kept) {
  case KEPT_TREND: read_trend(r, &m); break;
  case KEPT_COUNTER: read_counter(r, &m); break;
  case KEPT_RATE: read_rate(r, &m); break;
  case KEPT_GAUGE: read_gauge(r, &m); break;
  case KEPT_UNKNOWN: wrong(r, path, STR_NONE, "is no metric of a kind that is known"); break;
  }
  read_thresholds(r, &m, json_input_get(metric, "thresholds"));
}

static void read_metric_list(struct reading *r, struct json_object *list, const char *path) {
  for (size_t i = 0; i < json_input_length(list); i++) {
    struct json_object *metric = json_input_at(list, i);
    struct str at = arena_printf(r->arena, "%s[%zu]", path, i), name;
    if (json_input_text(json_input_get(metric, "name"), &name)) read_metric(r, name, at, metric);
    else wrong(r, at, STR_NONE, "has no name");
  }
}

static void read_metric_map(struct reading *r, struct json_object *map) {
  struct json_cursor all = {map, NULL, false};
  struct json_object *metric;
  struct str key;
  while (json_input_next(&all, &key, &metric)) read_metric(r, key, arena_printf(r->arena, "metrics[\"" STR_FMT "\"]", STR_ARG(key)), metric);
}

void k6_read(struct bench_sink *s, struct json_object *root) {
  struct reading r = {.sink = s, .arena = s->table->arena};
  struct json_object *results = json_input_get(root, "results"), *checks = json_input_get(results, "checks");
  struct str date;
  if (json_input_text(json_input_get(json_input_get(root, "metadata"), "generatedAt"), &date)) bench_sink_date(s, date, STR_NONE);
  read_metric_map(&r, json_input_get(root, "metrics"));
  read_group(&r, json_input_get(root, "root_group"));
  read_metric_list(&r, json_input_get(results, "metrics"), "results.metrics");
  read_metric_list(&r, json_input_get(checks, "metrics"), "results.checks.metrics");
  each(&r, json_input_get(checks, "results"), read_check);
}
