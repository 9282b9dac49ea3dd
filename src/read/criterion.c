#include "read/criterion.h"

#include "base/num.h"
#include "read/json.h"

#include <math.h>

/* Keys that stand early, so that a file cut in the middle is still known for what it is. */
static bool part_of_shape(const struct json_shape *s, enum criterion_part *part) {
  if (json_shape_has(s, "iters") && (json_shape_has(s, "sampling_mode") || json_shape_has(s, "times"))) *part = CRITERION_SAMPLE;
  else if (json_shape_has(s, "mean.confidence_interval") || json_shape_has(s, "Mean.confidence_interval")) *part = CRITERION_ESTIMATES;
  else if (json_shape_has(s, "group_id") && json_shape_has(s, "function_id")) *part = CRITERION_NAMES;
  else return false;
  return true;
}

bool criterion_is(const struct json_shape *shape) {
  enum criterion_part part;
  return shape->opens == '{' && part_of_shape(shape, &part);
}

static bool is_bare_sample(struct str text) {
  text = str_trim(text);
  return str_starts(text, STR("[")) && str_starts(str_trim(str_slice(text, 1, text.n)), STR("["));
}

bool criterion_is_bare_sample(const struct source *s) {
  return str_eq(str_base_name(s->name), STR("sample.json")) && is_bare_sample(s->text);
}

bool criterion_part_of(struct str text, enum criterion_part *part) {
  struct arena scratch = ARENA_INIT;
  struct json_shape shape = json_shape_of(&scratch, text);
  bool known = is_bare_sample(text);
  if (known) *part = CRITERION_SAMPLE;
  else known = part_of_shape(&shape, part);
  arena_free(&scratch);
  return known;
}

/* ---- what a run is called, and what one iteration works through ---- */

struct reading {
  struct criterion_run *run;
  struct bench_metric time, rate[2];
  double amount[2]; /* what an iteration works through, in the unit of a rate */
  size_t rates;
};

static void add_rate(struct reading *r, double amount, const char *unit) {
  r->rate[r->rates] = r->time;
  r->rate[r->rates].unit = str_of(unit);
  r->rate[r->rates].better = BETTER_HIGHER;
  r->amount[r->rates++] = amount;
}

static void read_rates(struct reading *r) {
  static const struct {
    const char *key, *unit;
  } known[] = {{"Bytes", "B/s"}, {"BytesDecimal", "B/s"}, {"Elements", "elem/s"}, {"Bits", "bit/s"}, {"elements", "elem/s"}, {"bytes", "B/s"}};
  struct criterion_file *f = &r->run->part[CRITERION_NAMES];
  struct json_object *throughput = json_input_get(f->root, "throughput"), *both = json_input_get(throughput, "ElementsAndBytes");
  bool known_one = json_input_is_null(throughput);
  if (both) throughput = both;
  for (size_t i = 0; i < sizeof known / sizeof *known && r->rates < 2; i++) {
    double v;
    struct json_object *value = json_input_get(throughput, known[i].key);
    if (value == NULL) continue;
    known_one = true;
    if (json_input_number(value, &v) && v > 0) add_rate(r, v, known[i].unit);
    else bench_sink_wrong(&f->sink, bench_sink_pos(&f->sink), arena_printf(f->sink.table->arena, "throughput.%s", known[i].key), "is no amount above 0");
  }
  if (known_one) return;
  bench_sink_note(&f->sink, bench_sink_pos(&f->sink), STR("throughput"), "counts neither bytes, bits nor elements: no throughput is read");
}

/* The folder of a benchmark is called as it is: the first part is its group. */
static void name_by_folder(struct bench_metric *m, struct str folder) {
  m->name = str_slice(folder, 0, str_find_char(folder, '/'));
  m->params = str_slice(folder, m->name.n, folder.n);
}

/* "group/function/value", as full_id has it; without a function or a value they are left out. */
static void read_names(struct reading *r) {
  struct criterion_file *f = &r->run->part[CRITERION_NAMES];
  struct bench_metric *m = &r->time;
  m->unit = STR("ns/op");
  m->name = json_input_text_at(f->root, "group_id");
  if (m->name.n == 0) {
    name_by_folder(m, r->run->folder);
    if (f->there && f->root) bench_sink_note(&f->sink, bench_sink_pos(&f->sink), STR("group_id"), "is no name: the benchmark goes by its folder");
    return;
  }
  static const char *const parts[] = {"function_id", "value_str"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    struct str part = json_input_text_at(f->root, parts[i]);
    if (part.n == 0) continue;
    struct str more = bench_param(f->sink.table->arena, STR_NONE, part);
    m->params = arena_printf(f->sink.table->arena, STR_FMT STR_FMT, STR_ARG(m->params), STR_ARG(more));
  }
}

/* ---- what was measured ---- */

static void put_sample(struct reading *r, double ns, size_t i) {
  struct bench_sink *s = &r->run->part[CRITERION_SAMPLE].sink;
  struct str at = isnan(ns) ? arena_printf(s->table->arena, "times[%zu]", i) : STR("times"); /* the path costs more than the sample, and is wanted of few */
  bench_sink_sample(s, &r->time, ns, bench_sink_pos(s), at);
  for (size_t k = 0; k < r->rates; k++) bench_sink_sample(s, &r->rate[k], r->amount[k] / (ns * 1e-9), bench_sink_pos(s), at);
}

/* A sample is the time of many iterations, over their number. */
static void read_samples(struct reading *r) {
  struct criterion_file *f = &r->run->part[CRITERION_SAMPLE];
  bool bare = json_input_is_array(f->root);
  struct json_object *iters = bare ? json_input_at(f->root, 0) : json_input_get(f->root, "iters");
  struct json_object *times = bare ? json_input_at(f->root, 1) : json_input_get(f->root, "times");
  size_t n = json_input_length(times), counts = json_input_length(iters);
  if (bare && json_input_length(f->root) != 2)
    bench_sink_wrong(&f->sink, bench_sink_pos(&f->sink), STR_NONE, "does not hold two lists, the iterations and the times");
  for (size_t i = 0; i < n || i < counts; i++) {
    double count, ns;
    const char *wrong = NULL;
    if (!json_input_number(json_input_at(iters, i), &count) || count < 1) wrong = "belongs to no number of iterations";
    else if (!json_input_any_number(json_input_at(times, i), &ns)) wrong = "is no time";
    else if (ns < 0) wrong = "is a time below 0";
    else put_sample(r, ns / count, i);
    if (wrong) bench_sink_wrong(&f->sink, bench_sink_pos(&f->sink), arena_printf(f->sink.table->arena, "times[%zu]", i), wrong);
  }
}

static struct json_object *estimate_of(struct json_object *root, const char *key, const char *old) {
  struct json_object *e = json_input_get(root, key);
  return e ? e : json_input_get(root, old);
}

/* What Criterion itself reports: the slope over the iterations where it could fit one, else the mean. */
static void read_estimates(struct reading *r) {
  struct criterion_file *f = &r->run->part[CRITERION_ESTIMATES];
  struct pos pos = bench_sink_pos(&f->sink);
  if (json_input_is_null(estimate_of(f->root, "std_dev", "StdDev"))) {
    bench_sink_wrong(&f->sink, pos, STR_NONE, "is the change between two runs of Criterion, not a run");
    return;
  }
  struct json_object *slope = estimate_of(f->root, "slope", "Slope");
  struct json_object *e = json_input_is_null(slope) ? estimate_of(f->root, "mean", "Mean") : slope;
  struct str where = json_input_is_null(slope) ? STR("mean.point_estimate") : STR("slope.point_estimate");
  struct json_object *interval = json_input_get(e, "confidence_interval");
  double v = json_input_number_or_nan(json_input_get(e, "point_estimate"));
  double lo = json_input_number_or_nan(json_input_get(interval, "lower_bound")), hi = json_input_number_or_nan(json_input_get(interval, "upper_bound"));
  if (isnan(v)) {
    bench_sink_wrong(&f->sink, pos, where, "is no time");
    return;
  }
  bench_sink_figure(&f->sink, &r->time, (struct bench_figure){v, lo, hi, 0}, pos, where);
  for (size_t k = 0; k < r->rates; k++) {
    double a = r->amount[k] * 1e9;
    bench_sink_figure(&f->sink, &r->rate[k], (struct bench_figure){a / v, a / hi, a / lo, 0}, pos, where);
  }
}

void criterion_read_run(struct criterion_run *run) {
  struct reading r = {.run = run};
  struct criterion_file *sample = &run->part[CRITERION_SAMPLE], *estimates = &run->part[CRITERION_ESTIMATES], *names = &run->part[CRITERION_NAMES];
  read_names(&r);
  read_rates(&r);
  if (sample->root) read_samples(&r);
  if (sample->sink.tally.records == 0 && estimates->root) read_estimates(&r);
  if (sample->there || estimates->there) return;
  bench_sink_wrong(&names->sink, bench_sink_pos(&names->sink), STR_NONE, "names a benchmark, but no sample.json and no estimates.json lies beside it");
}

void criterion_wrong_part(struct bench_sink *s) {
  bench_sink_wrong(s, bench_sink_pos(s), STR_NONE, "is neither sample.json, estimates.json nor benchmark.json of Criterion");
}

void criterion_read(struct bench_sink *s, struct json_object *root) {
  struct criterion_run run = {.folder = STR("unnamed")};
  enum criterion_part part;
  if (!criterion_part_of(s->source->text, &part)) {
    criterion_wrong_part(s);
    return;
  }
  run.part[part] = (struct criterion_file){.sink = *s, .root = root, .there = true};
  criterion_read_run(&run);
  *s = run.part[part].sink;
}
