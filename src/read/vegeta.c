#include "read/vegeta.h"

#include "base/num.h"
#include "read/json.h"
#include "read/percentile.h"

#include <math.h>

bool vegeta_is(const struct json_shape *shape) {
  return json_shape_has(shape, "latencies.mean") && json_shape_has(shape, "status_codes");
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
  struct json_object *root;
  uint64_t requests;
};

static void wrong(struct reading *r, struct str where, const char *what) {
  bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where, what);
}

/* A report does not say what was attacked. */
static void put(struct reading *r, struct str unit, enum better better, double v, uint64_t n, struct str where) {
  struct bench_metric m = {.name = STR("attack"), .unit = unit, .better = better};
  bench_sink_figure(r->sink, &m, (struct bench_figure){v, (double)NAN, (double)NAN, n}, bench_sink_pos(r->sink), where);
}

/* "99th" gives "p99-"; false for what is no figure of latency. */
static bool latency_prefix(struct reading *r, struct str key, struct str *prefix) {
  *prefix = STR_NONE;
  if (str_eq(key, STR("mean"))) return true;
  if (str_eq(key, STR("min")) || str_eq(key, STR("max"))) {
    *prefix = arena_printf(r->arena, STR_FMT "-", STR_ARG(key));
    return true;
  }
  struct str share = str_slice(key, 0, key.n - (key.n < 2 ? key.n : 2)), ending = str_slice(key, share.n, key.n);
  bool ordinal = str_eq(ending, STR("th")) || str_eq(ending, STR("st")) || str_eq(ending, STR("nd")) || str_eq(ending, STR("rd"));
  return ordinal && percentile_prefix(r->arena, share, prefix);
}

static void read_latencies(struct reading *r) {
  struct json_cursor all = {json_input_get(r->root, "latencies"), NULL, false};
  struct json_object *value;
  struct str key, prefix;
  while (json_input_next(&all, &key, &value)) {
    struct str where = arena_printf(r->arena, "latencies." STR_FMT, STR_ARG(key));
    double v;
    if (str_eq(key, STR("total"))) continue; /* the mean times the requests */
    if (!latency_prefix(r, key, &prefix)) wrong(r, where, "is no latency that is known");
    else if (!json_input_any_number(value, &v)) wrong(r, where, "is no number of nanoseconds");
    else put(r, arena_printf(r->arena, STR_FMT "sec/op", STR_ARG(prefix)), BETTER_LOWER, v / 1e9, r->requests, where);
  }
}

static bool number(struct reading *r, struct json_object *value, const char *where, double *v) {
  if (value == NULL) return false;
  if (json_input_any_number(value, v)) return true;
  wrong(r, str_of(where), "is no number");
  return false;
}

/* Means of what went through the wire for a request. */
static void read_bytes(struct reading *r, const char *key, const char *path, const char *unit) {
  double v;
  if (number(r, json_input_get(json_input_get(r->root, key), "mean"), path, &v)) put(r, str_of(unit), BETTER_UNKNOWN, v, r->requests, str_of(path));
}

static void read_success(struct reading *r) {
  double v;
  if (!number(r, json_input_get(r->root, "success"), "success", &v)) return;
  if (v < 0 || v > 1) wrong(r, STR("success"), "is no share from 0 to 1");
  else put(r, STR("errors/op"), BETTER_LOWER, 1 - v, r->requests, STR("success"));
}

/* "2 of 100 requests got the status 503". 0 is vegeta's for none at all. */
static void read_codes(struct reading *r) {
  struct json_cursor all = {json_input_get(r->root, "status_codes"), NULL, false};
  struct json_object *value;
  struct str code;
  while (json_input_next(&all, &code, &value)) {
    struct str where = arena_printf(r->arena, "status_codes[\"" STR_FMT "\"]", STR_ARG(code)), what;
    uint64_t n, status;
    if (!json_input_whole(value, &n) || !num_parse_u64(code, &status)) {
      wrong(r, where, "is no status with the number of its responses");
      continue;
    }
    if (n == 0 || (status >= 200 && status < 300)) continue;
    if (status == 0) what = arena_printf(r->arena, "%llu requests got no response", (unsigned long long)n);
    else what = arena_printf(r->arena, "%llu responses had the status %llu", (unsigned long long)n, (unsigned long long)status);
    bench_sink_note(r->sink, bench_sink_pos(r->sink), where, what.p);
  }
}

static void read_errors(struct reading *r) {
  struct json_object *errors = json_input_get(r->root, "errors");
  struct str first;
  size_t n = json_input_length(errors);
  if (n == 0) return;
  if (!json_input_text(json_input_at(errors, 0), &first)) first = STR("?");
  struct str what = arena_printf(r->arena, "%zu kinds of error, the first: \"" STR_FMT "\"", n, STR_ARG(str_slice(first, 0, 200)));
  bench_sink_note(r->sink, bench_sink_pos(r->sink), STR("errors"), what.p);
}

static void read_date(struct reading *r) {
  struct str date;
  struct json_object *end = json_input_get(r->root, "end");
  if (end == NULL) end = json_input_get(r->root, "latest");
  /* Without one request Go's zero time stands there, which is no date. */
  if (json_input_text(end, &date) && r->requests > 0) bench_sink_date(r->sink, date, STR_NONE);
}

void vegeta_read(struct bench_sink *s, struct json_object *root) {
  struct reading r = {.sink = s, .arena = s->table->arena, .root = root};
  double throughput;
  if (!json_input_whole(json_input_get(root, "requests"), &r.requests)) wrong(&r, STR("requests"), "is no whole number of requests");
  else if (r.requests == 0) bench_sink_failed(s, bench_sink_pos(s), STR("not one request was made"));
  if (r.requests > 0) {
    read_latencies(&r);
    read_success(&r);
    read_bytes(&r, "bytes_in", "bytes_in.mean", "received-B/op");
    read_bytes(&r, "bytes_out", "bytes_out.mean", "sent-B/op");
  }
  if (number(&r, json_input_get(root, "throughput"), "throughput", &throughput)) put(&r, STR("req/s"), BETTER_HIGHER, throughput, 0, STR("throughput"));
  read_codes(&r);
  read_errors(&r);
  read_date(&r);
}
