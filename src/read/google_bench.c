#include "read/google_bench.h"

#include "base/buf.h"
#include "read/bench_json.h"
#include "read/json.h"

#include <math.h>

bool google_bench_is(const struct json_shape *shape) {
  if (json_shape_has(shape, "benchmarks[].stats")) return false;
  if (json_shape_has(shape, "context") && json_shape_has(shape, "benchmarks")) return true;
  return json_shape_has(shape, "benchmarks[].name") &&
         (json_shape_has(shape, "benchmarks[].real_time") || json_shape_has(shape, "benchmarks[].run_type"));
}

/* How well an entry speaks for its benchmark: of one benchmark only those of the best rank are taken. */
enum rank {
  RANK_NONE,      /* stddev, cv, BigO, RMS, percentages, and what failed */
  RANK_AGGREGATE, /* an aggregate that does not say which */
  RANK_MEAN,
  RANK_MEDIAN,
  RANK_ITERATION
};

struct reading {
  struct bench_sink *sink;
  struct arena *arena;   /* of the whole file */
  struct arena *scratch; /* of one entry */
  struct strmap names;   /* of the entries: whether there is one */
  struct strmap best;    /* by name of a benchmark: the best rank */
  struct json_object *entry;
  size_t i;
};

static struct str where(const struct reading *r, const char *rest) {
  return arena_printf(r->scratch, "benchmarks[%zu]%s", r->i, rest);
}

static void wrong(const struct reading *r, const char *key, const char *what) {
  bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, key), what);
}

static struct str text_of(const struct reading *r, const char *key) {
  return json_input_text_at(r->entry, key);
}

/* ---- which entries count ---- */

struct suffix {
  struct str text;
  enum rank rank;
};

static const struct suffix suffixes[] = {
    {{"_mean", 5}, RANK_MEAN}, {{"_median", 7}, RANK_MEDIAN}, {{"_stddev", 7}, RANK_NONE},
    {{"_cv", 3}, RANK_NONE},   {{"_BigO", 5}, RANK_NONE},     {{"_RMS", 4}, RANK_NONE},
};

static const struct suffix *suffix_of(struct str name) {
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
    if (str_ends(name, suffixes[i].text)) return &suffixes[i];
  return NULL;
}

static bool is_named(struct reading *r, struct str base, const char *suffix) {
  return *strmap_at(r->arena, &r->names, arena_printf(r->scratch, STR_FMT "%s", STR_ARG(base), suffix)) > 0;
}

/* In old files nothing but its name tells an aggregate, and a benchmark may well be called sum_of_mean: it is an aggregate when the
 * benchmark stands beside it, or all of its fellows. */
static bool is_old_aggregate(struct reading *r, struct str name, const struct suffix *s) {
  struct str base = str_slice(name, 0, name.n - s->text.n);
  return is_named(r, base, "") || (is_named(r, base, "_mean") && is_named(r, base, "_median") && is_named(r, base, "_stddev"));
}

static enum rank aggregate_rank(const struct reading *r, const struct suffix *s) {
  struct str of = text_of(r, "aggregate_name");
  if (str_eq(text_of(r, "aggregate_unit"), STR("percentage"))) return RANK_NONE;
  if (str_eq(of, STR("median"))) return RANK_MEDIAN;
  if (str_eq(of, STR("mean"))) return RANK_MEAN;
  if (of.n > 0) return RANK_NONE;
  return s ? s->rank : RANK_AGGREGATE;
}

static bool failed(const struct reading *r) {
  return json_input_true(json_input_get(r->entry, "error_occurred"));
}

static bool skipped(const struct reading *r) {
  return json_input_true(json_input_get(r->entry, "skipped"));
}

/* benchmark: what the entry is one of. */
static enum rank rank_of(struct reading *r, struct str *benchmark) {
  struct str name = text_of(r, "name"), type = text_of(r, "run_type"), run_name = text_of(r, "run_name");
  const struct suffix *s = suffix_of(name);
  bool old = type.n == 0 && s && is_old_aggregate(r, name, s);
  bool fit = !json_input_is_null(json_input_get(r->entry, "big_o")) || !json_input_is_null(json_input_get(r->entry, "rms"));
  bool aggregate = str_eq(type, STR("aggregate")) || old || fit;
  *benchmark = run_name.n ? run_name : name;
  if (failed(r) || skipped(r)) return RANK_NONE;
  if (!aggregate) return RANK_ITERATION;
  if (run_name.n == 0 && s) *benchmark = str_slice(name, 0, name.n - s->text.n);
  return fit ? RANK_NONE : aggregate_rank(r, s);
}

static void survey(struct reading *r, struct json_object *benchmarks) {
  for (r->i = 0; r->i < json_input_length(benchmarks); r->i++) {
    r->entry = json_input_at(benchmarks, r->i);
    *strmap_at(r->arena, &r->names, text_of(r, "name")) = 1;
  }
  for (r->i = 0; r->i < json_input_length(benchmarks); r->i++) {
    struct arena_mark mark = arena_mark(r->scratch);
    struct str benchmark;
    r->entry = json_input_at(benchmarks, r->i);
    enum rank rank = rank_of(r, &benchmark);
    uint32_t *best = strmap_at(r->arena, &r->best, benchmark);
    if ((uint32_t)rank > *best) *best = (uint32_t)rank;
    arena_release(r->scratch, mark);
  }
}

/* ---- what an entry says ---- */

/* What no counter is. */
#define KEY(literal) {(literal), sizeof(literal) - 1}

static const struct str own_keys[] = {
    KEY("name"), KEY("run_name"), KEY("run_type"), KEY("family_index"), KEY("per_family_instance_index"),
    KEY("repetitions"), KEY("repetition_index"), KEY("threads"), KEY("iterations"), KEY("real_time"), KEY("cpu_time"),
    KEY("time_unit"), KEY("aggregate_name"), KEY("aggregate_unit"), KEY("label"), KEY("error_occurred"),
    KEY("error_message"), KEY("skipped"), KEY("skip_message"), KEY("cpu_coefficient"), KEY("real_coefficient"),
    KEY("big_o"), KEY("rms"),
};

static bool is_own(struct str key) {
  for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++)
    if (str_eq(key, own_keys[i])) return true;
  return false;
}

/* What the library counts by itself. */
static const struct known_counter {
  struct str key, unit;
  enum better better;
} known_counters[] = {
    {{"bytes_per_second", 16}, {"B/s", 3}, BETTER_HIGHER},
    {{"items_per_second", 16}, {"items/s", 7}, BETTER_HIGHER},
    {{"allocs_per_iter", 15}, {"allocs/op", 9}, BETTER_LOWER},
    {{"max_bytes_used", 14}, {"max-B", 5}, BETTER_LOWER},
    {{"total_allocated_bytes", 21}, {"allocated-B", 11}, BETTER_LOWER},
    {{"net_heap_growth", 15}, {"growth-B", 8}, BETTER_LOWER},
};

/* A counter of the user's own: whether more of it is better nobody says, unless its name says that it is a rate. */
static void name_counter(const struct reading *r, struct bench_metric *m, struct str key) {
  static const struct str per_second = {"_per_second", 11};
  for (size_t i = 0; i < sizeof known_counters / sizeof *known_counters; i++) {
    if (!str_eq(key, known_counters[i].key)) continue;
    m->unit = known_counters[i].unit;
    m->better = known_counters[i].better;
    return;
  }
  m->unit = bench_unit_word(r->scratch, key);
  m->better = BETTER_UNKNOWN;
  if (!str_ends(key, per_second) || key.n == per_second.n) return;
  m->unit = bench_unit_word(r->scratch, arena_printf(r->scratch, STR_FMT "/s", STR_ARG(str_slice(key, 0, key.n - per_second.n))));
  m->better = BETTER_HIGHER;
}

static void put(struct reading *r, const struct bench_metric *m, double v, enum rank rank, struct str at) {
  struct pos pos = bench_sink_pos(r->sink);
  uint64_t n = 0;
  if (rank == RANK_ITERATION) {
    bench_sink_sample(r->sink, m, v, pos, at);
    return;
  }
  (void)json_input_whole(json_input_get(r->entry, "repetitions"), &n);
  bench_sink_figure(r->sink, m, (struct bench_figure){v, (double)NAN, (double)NAN, n}, pos, at);
}

static void put_time(struct reading *r, struct bench_metric m, const char *key, enum rank rank) {
  struct json_object *value = json_input_get(r->entry, key + 1);
  struct str unit = text_of(r, "time_unit");
  struct scale seconds = {1, 1e9};
  double v;
  m.better = BETTER_LOWER;
  if (json_input_is_null(value)) return;
  if (!json_input_any_number(value, &v)) wrong(r, key, "is no number");
  else if (unit.n && !time_unit_of(unit, &seconds)) wrong(r, ".time_unit", "is no unit of time");
  else put(r, &m, scaled(v, seconds), rank, where(r, key));
}

static void put_counters(struct reading *r, struct bench_metric m, enum rank rank) {
  struct json_cursor all = {r->entry, NULL, false};
  struct json_object *value;
  struct str key;
  while (json_input_next(&all, &key, &value)) {
    double v;
    if (is_own(key)) continue;
    struct str at = arena_printf(r->scratch, "benchmarks[%zu]." STR_FMT, r->i, STR_ARG(key));
    name_counter(r, &m, key);
    if (m.unit.n == 0) bench_sink_wrong(r->sink, bench_sink_pos(r->sink), at, "is a counter without a name");
    else if (!json_input_any_number(value, &v)) bench_sink_wrong(r->sink, bench_sink_pos(r->sink), at, "is no number");
    else put(r, &m, v, rank, at);
  }
}

enum { SAID_BYTES = 200 };

/* A failure makes the run one that cannot be trusted; what a benchmark chose to skip is not missing by mistake. */
static void tell_failure(struct reading *r) {
  bool error = failed(r);
  struct str said = text_of(r, error ? "error_message" : "skip_message");
  if (said.n == 0) said = text_of(r, "error_message");
  struct str name = text_of(r, "name");
  struct str what = arena_printf(r->scratch, STR_FMT " %s: " STR_FMT, STR_ARG(str_slice(name, 0, SAID_BYTES)), error ? "failed" : "was skipped",
                                 STR_ARG(str_slice(said, 0, SAID_BYTES)));
  if (error) wrong(r, "", what.p);
  else bench_sink_note(r->sink, bench_sink_pos(r->sink), where(r, ""), what.p);
}

static void read_entry(struct reading *r) {
  struct bench_metric m = {.procs = 0};
  struct str name, benchmark;
  if (!bench_json_name(r->sink, r->entry, "name", where(r, ""), &name)) return;
  enum rank rank = rank_of(r, &benchmark);
  if (failed(r) || skipped(r)) {
    tell_failure(r);
    return;
  }
  if (rank == RANK_NONE || (uint32_t)rank < *strmap_at(r->arena, &r->best, benchmark)) return;
  size_t slash = str_find_char(benchmark, '/');
  m.name = str_slice(benchmark, 0, slash);
  m.params = str_slice(benchmark, slash, benchmark.n);
  if (json_input_is_null(json_input_get(r->entry, "real_time"))) wrong(r, "", "has no real_time");
  m.unit = STR("sec/op");
  put_time(r, m, ".real_time", rank);
  m.unit = STR("cpu-sec/op");
  put_time(r, m, ".cpu_time", rank);
  put_counters(r, m, rank);
}

/* ---- the run ---- */

/* What is told of the run but differs from run to run, or is told elsewhere. */
static const char *const passing_keys[] = {"date", "host_name", "executable", "library_version", "commit"};

/* --benchmark_context adds members of its own, as text. */
static void put_context(struct reading *r, struct str key, struct str value) {
  for (size_t i = 0; i < sizeof passing_keys / sizeof *passing_keys; i++)
    if (str_eq(key, str_of(passing_keys[i]))) return;
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < key.n; i++) buf_char(&b, char_is_space(key.p[i]) || key.p[i] == ':' ? '-' : char_lower(key.p[i]));
  bench_sink_config(r->sink, buf_view(&b), value);
  buf_free(&b);
}

static void read_context(struct reading *r, struct json_object *context) {
  struct json_cursor all = {context, NULL, false};
  struct json_object *value;
  struct str key, text;
  while (json_input_next(&all, &key, &value))
    if (json_input_text(value, &text)) put_context(r, key, text);
  if (json_input_scalar(json_input_get(context, "num_cpus"), &text) && !str_eq(text, STR("null"))) bench_sink_config(r->sink, STR("cpus"), text);
  bench_sink_date(r->sink, json_input_text_at(context, "date"), json_input_text_at(context, "commit"));
  struct pos pos = bench_sink_pos(r->sink);
  if (json_input_text(json_input_get(context, "library_build_type"), &text) && str_eq(text, STR("debug")))
    bench_sink_note(r->sink, pos, STR("context.library_build_type"), "the library was built for debugging: times may be off");
  if (json_input_true(json_input_get(context, "cpu_scaling_enabled")))
    bench_sink_note(r->sink, pos, STR("context.cpu_scaling_enabled"), "the processor changes its frequency: times may be noisy");
}

void google_bench_read(struct bench_sink *s, struct json_object *root) {
  struct arena arena = ARENA_INIT, scratch = ARENA_INIT;
  struct reading r = {.sink = s, .arena = &arena, .scratch = &scratch};
  struct json_object *benchmarks = json_input_get(root, "benchmarks");
  read_context(&r, json_input_get(root, "context"));
  survey(&r, benchmarks);
  for (r.i = 0; r.i < json_input_length(benchmarks); r.i++) {
    struct arena_mark mark = arena_mark(&scratch);
    r.entry = json_input_at(benchmarks, r.i);
    read_entry(&r);
    arena_release(&scratch, mark);
  }
  arena_free(&arena);
  arena_free(&scratch);
}
