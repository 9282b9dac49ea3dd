#include "read/pytest_bench.h"

#include "base/buf.h"
#include "read/bench_json.h"
#include "read/json.h"

#include <math.h>

bool pytest_bench_is(const struct json_shape *shape) {
  if (json_shape_has(shape, "benchmarks[].stats")) return json_shape_has(shape, "machine_info") || json_shape_has(shape, "benchmarks[].fullname");
  return json_shape_has(shape, "machine_info") && json_shape_has(shape, "benchmarks");
}

/* "tests/test_x.py::TestClass::test_sum[10]": what stands before the last "::" that is not the parameters'. */
static struct str suite_of(const struct bench_entry *e) {
  struct str full = json_input_text_at(e->object, "fullname"), group = json_input_text_at(e->object, "group");
  size_t end = str_find_char(full, '['), at = STR_NPOS;
  struct str head = str_slice(full, 0, end);
  for (size_t i = 0; i + 1 < head.n; i++)
    if (head.p[i] == ':' && head.p[i + 1] == ':') at = i;
  return at == STR_NPOS ? group : str_slice(full, 0, at);
}

/* "test_sum[10]" with params {"n": 10} is test_sum/n=10. Values that JSON has no words for leave the id in brackets, which is
 * unique within a test. */
static void name_parts(const struct bench_entry *e, struct bench_metric *m, struct str name) {
  size_t bracket = str_find_char(name, '[');
  bool has_id = bracket != STR_NPOS && str_ends(name, STR("]"));
  struct str params;
  bool whole = bench_json_params(e->arena, json_input_get(e->object, "params"), &params) && str_find(params, STR("UNSERIALIZABLE[")) == STR_NPOS;
  m->name = has_id ? str_slice(name, 0, bracket) : name;
  if (whole && params.n) m->params = params;
  else if (has_id) m->params = bench_param(e->arena, STR_NONE, str_slice(name, bracket + 1, name.n - 1));
}

/* Without its rounds a test has what was computed of them. */
static void put_figure(const struct bench_entry *e, const struct bench_metric *m, struct json_object *stats) {
  static const char *const keys[] = {"median", "mean"};
  uint64_t n = 0;
  double v;
  (void)json_input_whole(json_input_get(stats, "rounds"), &n);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (!json_input_any_number(json_input_get(stats, keys[i]), &v)) continue;
    struct str at = arena_printf(e->arena, "%s[%zu].stats.%s", e->list, e->i, keys[i]);
    bench_sink_figure(e->sink, m, (struct bench_figure){v, (double)NAN, (double)NAN, n}, bench_sink_pos(e->sink), at);
    return;
  }
  bench_sink_wrong(e->sink, bench_sink_pos(e->sink), bench_entry_path(e, ".stats"), "has neither data nor a median");
}

/* A sample a round. Whoever makes a file smaller by hand leaves some out. */
static void put_rounds(const struct bench_entry *e, const struct bench_metric *m, struct json_object *stats) {
  struct json_object *data = json_input_get(stats, "data");
  struct str at = bench_entry_path(e, ".stats.data");
  size_t n = json_input_length(data);
  uint64_t rounds;
  bench_json_samples(e->sink, m, data, SCALE_ONE, at);
  if (!json_input_whole(json_input_get(stats, "rounds"), &rounds) || rounds == n) return;
  struct str what = arena_printf(e->arena, "holds %zu values of %llu rounds", n, (unsigned long long)rounds);
  bench_sink_note(e->sink, bench_sink_pos(e->sink), at, what.p);
}

static void read_benchmark(const struct bench_entry *e, void *unused) {
  struct bench_metric m = {.unit = STR("sec/op"), .better = BETTER_LOWER};
  struct json_object *stats = json_input_get(e->object, "stats"), *data = json_input_get(stats, "data");
  struct pos pos = bench_sink_pos(e->sink);
  struct str name;
  (void)unused;
  if (!bench_json_name(e->sink, e->object, "name", bench_entry_path(e, ""), &name)) return;
  m.suite = suite_of(e);
  name_parts(e, &m, name);
  if (!json_input_is_object(stats)) {
    bench_sink_wrong(e->sink, pos, bench_entry_path(e, ""), "has no stats");
    return;
  }
  if (!json_input_is_null(data) && !json_input_is_array(data)) bench_sink_wrong(e->sink, pos, bench_entry_path(e, ".stats.data"), "is no array");
  if (json_input_length(data) > 0) put_rounds(e, &m, stats);
  else put_figure(e, &m, stats);
}

static struct str lower(struct arena *a, struct str s) {
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < s.n; i++) buf_char(&b, char_lower(s.p[i]));
  return buf_take(&b, a);
}

struct alias {
  struct str from, to;
};

#define ALIAS(from, to) {{(from), sizeof(from) - 1}, {(to), sizeof(to) - 1}}

static const struct alias arches[] = {
    ALIAS("x86_64", "amd64"), ALIAS("x64", "amd64"), ALIAS("aarch64", "arm64"), ALIAS("i386", "386"), ALIAS("i686", "386"), ALIAS("x86", "386"),
};

/* "Linux" is linux, "x86_64" and "AMD64" are amd64: as Go names them, so that results of two tools agree on a machine. */
static void put_machine(struct bench_sink *s, struct str system, struct str machine, struct str cpu) {
  struct arena scratch = ARENA_INIT;
  struct str arch = lower(&scratch, machine);
  for (size_t i = 0; i < sizeof arches / sizeof *arches; i++) {
    if (!str_eq(arch, arches[i].from)) continue;
    arch = arches[i].to;
    break;
  }
  bench_sink_config(s, STR("goos"), lower(&scratch, system));
  bench_sink_config(s, STR("goarch"), arch);
  bench_sink_config(s, STR("cpu"), str_trim(cpu));
  arena_free(&scratch);
}

static void read_machine(struct bench_sink *s, struct json_object *machine) {
  struct json_object *cpu = json_input_get(machine, "cpu");
  struct str brand = json_input_text_at(cpu, "brand_raw");
  if (brand.n == 0) brand = json_input_text_at(cpu, "brand");
  put_machine(s, json_input_text_at(machine, "system"), json_input_text_at(machine, "machine"), brand);
  struct str implementation = json_input_text_at(machine, "python_implementation"), version = json_input_text_at(machine, "python_version");
  struct str python = arena_printf(s->table->arena, STR_FMT " " STR_FMT, STR_ARG(implementation), STR_ARG(version));
  bench_sink_config(s, STR("python"), str_trim(python));
}

void pytest_bench_read(struct bench_sink *s, struct json_object *root) {
  struct str commit = json_input_text_at(json_input_get(root, "commit_info"), "id");
  read_machine(s, json_input_get(root, "machine_info"));
  bench_sink_date(s, json_input_text_at(root, "datetime"), str_eq(commit, STR("unversioned")) ? STR_NONE : commit);
  bench_json_each(s, json_input_get(root, "benchmarks"), "benchmarks", read_benchmark, NULL);
}
