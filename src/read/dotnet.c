#include "read/dotnet.h"

#include "base/buf.h"

#include <math.h>

struct dotnet_case dotnet_no_case(void) {
  const double none = (double)NAN;
  return (struct dotnet_case){.mean = none, .lo = none, .hi = none, .bytes_op = none, .operations = none, .collections = {none, none, none}};
}

void dotnet_add_measurement(struct bench_sink *s, struct dotnet_case *c, const struct dotnet_measurement *m, size_t i, struct pos pos) {
  struct arena *a = s->table->arena;
  bool result = str_eq(m->mode, STR("Result")) || (str_eq(m->mode, STR("Workload")) && str_eq(m->stage, STR("Result")));
  if (!result) return;
  if (!isnan(m->ns) && m->operations > 0) *VEC_PUSH(a, &c->samples) = m->ns / m->operations;
  else bench_sink_wrong(s, pos, arena_printf(a, STR_FMT ".Measurements[%zu]", STR_ARG(c->where), i), "is no time of so many operations");
}

void dotnet_put_host(struct bench_sink *s, struct str key, struct str value) {
  static const struct {
    struct str theirs, ours;
  } keys[] = {{{"ProcessorName", 13}, {"cpu", 3}}, {{"OsVersion", 9}, {"os", 2}},           {{"Architecture", 12}, {"arch", 4}},
              {{"RuntimeVersion", 14}, {"runtime", 7}}, {{"ClrVersion", 10}, {"runtime", 7}}, {{"BenchmarkDotNetVersion", 22}, {"benchmarkdotnet", 15}},
              {{"Configuration", 13}, {"configuration", 13}}};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (value.n && str_eq(key, keys[i].theirs)) bench_sink_config(s, keys[i].ours, value);
}

/* ---- names ---- */

struct putting {
  struct bench_sink *sink;
  struct arena *arena;
  const struct dotnet_case *c;
  struct bench_metric m; /* of the benchmark: its unit is set for each metric */
};

static struct str suite_of(struct arena *a, const struct dotnet_case *c) {
  if (c->namespace.n == 0 || c->type.n == 0) return c->namespace.n ? c->namespace : c->type;
  return arena_printf(a, STR_FMT "." STR_FMT, STR_ARG(c->namespace), STR_ARG(c->type));
}

/* "Text=a&N=10" */
static struct str params_of(struct arena *a, struct str given) {
  struct buf b = BUF_INIT;
  struct str piece;
  while (given.n && str_cut(&given, '&', &piece)) {
    size_t equals = str_find_char(piece, '=');
    bool keyed = equals != STR_NPOS && equals > 0;
    struct str key = keyed ? str_slice(piece, 0, equals) : STR_NONE;
    buf_str(&b, bench_param(a, key, keyed ? str_slice(piece, equals + 1, piece.n) : piece));
  }
  return buf_take(&b, a);
}

/* "Type.Method: Job-AB(Runtime=.NET 8.0) [N=10]" gives "Job-AB(Runtime=.NET 8.0)". */
static struct str job_of(const struct dotnet_case *c) {
  size_t colon = str_find(c->display, STR(": "));
  if (colon == STR_NPOS) return STR_NONE;
  struct str job = str_slice(c->display, colon + 2, c->display.n);
  if (c->params.n > 0) job = str_slice(job, 0, str_find(job, STR(" [")));
  return job;
}

/* Whether a benchmark was run as several jobs, on several runtimes perhaps: then their job tells them apart. */
struct jobs {
  struct strmap of; /* by identity, the number of its first case plus one, or SEVERAL */
};
#define SEVERAL UINT32_MAX

static uint32_t *identity(struct arena *a, struct jobs *jobs, const struct dotnet_case *c) {
  const struct str parts[] = {c->namespace, c->type, c->method, c->params};
  return strmap_at(a, &jobs->of, strmap_key(a, parts, sizeof parts / sizeof *parts));
}

static void count_jobs(struct arena *a, struct jobs *jobs, const struct dotnet_case_vec *cases) {
  for (size_t i = 0; i < cases->n; i++) {
    uint32_t *first = identity(a, jobs, &cases->at[i]);
    if (*first == 0) *first = (uint32_t)i + 1;
    else if (*first != SEVERAL && !str_eq(job_of(&cases->at[*first - 1]), job_of(&cases->at[i]))) *first = SEVERAL;
  }
}

/* ---- figures ---- */

static void put_figure(struct putting *p, const char *unit, enum better better, double v) {
  if (isnan(v)) return;
  p->m.unit = str_of(unit);
  p->m.better = better;
  bench_sink_figure(p->sink, &p->m, (struct bench_figure){v, (double)NAN, (double)NAN, 0}, p->c->pos, p->c->where);
}

static void put_time(struct putting *p) {
  const struct dotnet_case *c = p->c;
  p->m.unit = STR("ns/op");
  for (size_t i = 0; i < c->samples.n; i++) {
    double v = c->samples.at[i];
    bool named = isnan(v); /* the path costs more than the sample, and is wanted of few */
    struct str where = named ? arena_printf(p->arena, STR_FMT ".Statistics.OriginalValues[%zu]", STR_ARG(c->where), i) : c->where;
    bench_sink_sample(p->sink, &p->m, v, c->pos, where);
  }
  if (c->samples.n > 0) return;
  if (!c->measured) bench_sink_wrong(p->sink, c->pos, c->where, "has no statistics: this benchmark failed");
  else if (isnan(c->mean)) bench_sink_wrong(p->sink, c->pos, c->where, "has neither original values nor a mean");
  else bench_sink_figure(p->sink, &p->m, (struct bench_figure){c->mean, c->lo, c->hi, c->n}, c->pos, c->where);
}

static bool counts_memory(const struct dotnet_case *c) {
  return !isnan(c->operations) && c->operations > 0;
}

static const char *const collection_units[DOTNET_GENERATIONS] = {"gen0-collections/op", "gen1-collections/op", "gen2-collections/op"};

static void put_memory(struct putting *p) {
  put_figure(p, "B/op", BETTER_LOWER, p->c->bytes_op);
  for (size_t i = 0; counts_memory(p->c) && i < DOTNET_GENERATIONS; i++)
    put_figure(p, collection_units[i], BETTER_LOWER, p->c->collections[i] / p->c->operations);
}

/* "Gen1Collects" gives 1, any other name DOTNET_GENERATIONS. */
static size_t generation_of(struct str id) {
  bool collects = id.n == 12 && str_starts(id, STR("Gen")) && str_ends(id, STR("Collects"));
  return collects && id.p[3] >= '0' && id.p[3] < '0' + DOTNET_GENERATIONS ? (size_t)(id.p[3] - '0') : DOTNET_GENERATIONS;
}

static void put_metric(struct putting *p, const struct dotnet_metric *metric) {
  struct buf unit = BUF_INIT;
  bool time = str_eq(metric->unit, STR("ns")), bytes = str_eq(metric->unit, STR("B"));
  bool once = str_eq(metric->type, STR("CodeSize")) || str_eq(metric->type, STR("3")); /* a size of the code, whatever runs */
  for (size_t i = 0; i < metric->id.n; i++) buf_char(&unit, char_is_space(metric->id.p[i]) || metric->id.p[i] == '/' ? '_' : metric->id.p[i]);
  buf_cstr(&unit, time ? "-ns" : bytes ? "-B" : "");
  if (!once) buf_cstr(&unit, "/op");
  put_figure(p, buf_take(&unit, p->arena).p, metric->better, metric->value);
}

/* What stands in `Memory` too is taken from there: collections are counted for 1000 operations here. */
static void put_metrics(struct putting *p) {
  VEC_EACH(const struct dotnet_metric, metric, &p->c->metrics) {
    size_t generation = generation_of(metric->id);
    if (metric->id.n == 0) {
      bench_sink_wrong(p->sink, p->c->pos, p->c->where, "has a metric without an Id");
    } else if (str_eq(metric->id, STR("Allocated Memory"))) {
      if (isnan(p->c->bytes_op)) put_figure(p, "B/op", BETTER_LOWER, metric->value);
    } else if (generation < DOTNET_GENERATIONS) {
      if (!counts_memory(p->c)) put_figure(p, collection_units[generation], BETTER_LOWER, metric->value / 1000);
    } else {
      put_metric(p, metric);
    }
  }
}

void dotnet_put_cases(struct bench_sink *s, const struct dotnet_case_vec *cases) {
  struct jobs jobs = {{0}};
  struct arena *a = s->table->arena;
  count_jobs(a, &jobs, cases);
  VEC_EACH(const struct dotnet_case, c, cases) {
    struct putting p = {.sink = s, .arena = a, .c = c};
    if (c->method.n == 0) {
      bench_sink_wrong(s, c->pos, c->where, "has no method");
      continue;
    }
    struct str params = params_of(a, c->params);
    struct str job = *identity(a, &jobs, c) == SEVERAL ? bench_param(a, STR("job"), job_of(c)) : STR_NONE;
    p.m = (struct bench_metric){.suite = suite_of(a, c), .name = c->method, .params = arena_printf(a, STR_FMT STR_FMT, STR_ARG(params), STR_ARG(job))};
    put_time(&p);
    put_memory(&p);
    put_metrics(&p);
  }
}
