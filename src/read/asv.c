#include "read/asv.h"

#include "base/num.h"
#include "read/asv_facts.h"
#include "read/bench_json.h"
#include "read/json.h"

#include <math.h>

enum part { PART_RESULTS, PART_INDEX, PART_MACHINE };

static bool is_index(const struct json_shape *s) {
  static const char *const paths[] = {"*.param_names", "*.*.param_names", "*.*.*.param_names", "*.*.*.*.param_names", "*.*.*.*.*.param_names"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    if (json_shape_has(s, paths[i])) return true;
  return false;
}

/* Keys that stand early, so that a file cut in the middle is still known for what it is. */
static bool is_results(const struct json_shape *s) {
  if (json_shape_has(s, "result_columns")) return json_shape_has(s, "commit_hash") || json_shape_has(s, "results");
  return json_shape_has(s, "commit_hash") && json_shape_has(s, "results") && (json_shape_has(s, "requirements") || json_shape_has(s, "env_name"));
}

static bool part_of_shape(const struct json_shape *s, enum part *part) {
  if (is_results(s)) *part = PART_RESULTS;
  else if (is_index(s)) *part = PART_INDEX;
  else if (json_shape_has(s, "machine") && json_shape_has(s, "num_cpu") && json_shape_has(s, "ram")) *part = PART_MACHINE;
  else return false;
  return true;
}

bool asv_is(const struct json_shape *shape) {
  enum part part;
  return shape->opens == '{' && part_of_shape(shape, &part);
}

static bool part_of(struct str text, enum part *part) {
  struct arena scratch = ARENA_INIT;
  struct json_shape shape = json_shape_of(&scratch, text);
  bool known = part_of_shape(&shape, part);
  arena_free(&scratch);
  return known;
}

/* ---- one benchmark ---- */

/* What is read of a benchmark. */
enum column { COLUMN_RESULT, COLUMN_PARAMS, COLUMN_SAMPLES, COLUMN_LO, COLUMN_HI, COLUMN_REPEAT, COLUMN_STATS, COLUMN_MAX };
static const char *const columns[COLUMN_MAX] = {"result", "params", "samples", "stats_ci_99_a", "stats_ci_99_b", "stats_repeat", "stats"};

/* More parameters than anybody has. */
enum { MOST_PARAMS = 32 };

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
  struct asv_facts *facts;
  size_t place[COLUMN_MAX];    /* of version 2: where in a list each column stands, SIZE_MAX for nowhere */
  struct json_object *result;  /* of one benchmark: a list in the order of columns, an object of version 1, or the figure itself */
  struct str name;             /* in full */
  struct bench_metric m;
  const struct asv_fact *fact;
};

static void find_columns(struct reading *r, struct json_object *given) {
  struct str name;
  for (size_t c = 0; c < COLUMN_MAX; c++) r->place[c] = SIZE_MAX;
  for (size_t i = 0; i < json_input_length(given); i++) {
    if (!json_input_text(json_input_at(given, i), &name)) continue;
    for (size_t c = 0; c < COLUMN_MAX; c++)
      if (str_eq(name, str_of(columns[c]))) r->place[c] = i;
  }
}

static struct json_object *field(const struct reading *r, enum column c) {
  return json_input_is_object(r->result) ? json_input_get(r->result, columns[c]) : json_input_at(r->result, r->place[c]);
}

static struct str where(const struct reading *r, const char *rest, size_t k) {
  return arena_printf(r->arena, "results.\"" STR_FMT "\"%s[%zu]", STR_ARG(r->name), rest, k);
}

/* How many combinations the parameters have, the last varying fastest; no more than limit are of interest. */
static size_t combinations(struct json_object *params, size_t limit) {
  size_t n = 1;
  for (size_t i = 0; i < json_input_length(params) && n <= limit; i++) n *= json_input_length(json_input_at(params, i));
  return n;
}

static struct str params_of(const struct reading *r, struct json_object *params, size_t k) {
  struct str all = STR_NONE;
  for (size_t i = json_input_length(params); i-- > 0;) {
    struct json_object *values = json_input_at(params, i);
    size_t n = json_input_length(values);
    struct str value = STR_NONE, key = r->fact && i < r->fact->params.n ? r->fact->params.at[i] : STR_NONE;
    double v;
    if (!json_input_text(json_input_at(values, k % n), &value) && json_input_number(json_input_at(values, k % n), &v)) {
      struct buf b = BUF_INIT;
      num_put_f64(&b, v);
      value = buf_take(&b, r->arena);
    }
    struct str part = bench_param(r->arena, key, value);
    all = arena_printf(r->arena, STR_FMT STR_FMT, STR_ARG(part), STR_ARG(all));
    k /= n;
  }
  return all;
}

/* Version 1 keeps an object of statistics for each combination. */
static void put_figure(struct reading *r, double v, size_t k) {
  struct json_object *old = json_input_at(field(r, COLUMN_STATS), k), *interval = json_input_get(old, "ci_99");
  double lo = old ? json_input_number_or_nan(json_input_at(interval, 0)) : json_input_number_or_nan(json_input_at(field(r, COLUMN_LO), k));
  double hi = old ? json_input_number_or_nan(json_input_at(interval, 1)) : json_input_number_or_nan(json_input_at(field(r, COLUMN_HI), k));
  uint64_t n = 0;
  (void)json_input_whole(old ? json_input_get(old, "repeat") : json_input_at(field(r, COLUMN_REPEAT), k), &n);
  bench_sink_figure(r->sink, &r->m, (struct bench_figure){v, lo, hi, n}, bench_sink_pos(r->sink), where(r, ".result", k));
}

/* A null is a benchmark that failed, a NaN one that was skipped. */
static void read_combination(struct reading *r, struct json_object *value, size_t k) {
  struct json_object *samples = json_input_at(field(r, COLUMN_SAMPLES), k);
  struct pos pos = bench_sink_pos(r->sink);
  double v;
  if (json_input_is_null(value)) bench_sink_wrong(r->sink, pos, where(r, ".result", k), "is null: this benchmark failed");
  else if (!json_input_any_number(value, &v)) bench_sink_wrong(r->sink, pos, where(r, ".result", k), "is no number");
  else if (isnan(v)) bench_sink_note(r->sink, pos, where(r, ".result", k), "is NaN: this benchmark was skipped");
  else if (json_input_length(samples) > 0) bench_json_samples(r->sink, &r->m, samples, SCALE_ONE, where(r, ".samples", k));
  else put_figure(r, v, k);
}

static void read_benchmark(struct reading *r) {
  size_t dot = str_rfind_char(r->name, '.');
  bool plain = !json_input_is_object(r->result) && !json_input_is_array(r->result);
  struct json_object *values = plain ? r->result : field(r, COLUMN_RESULT), *params = plain ? NULL : field(r, COLUMN_PARAMS);
  size_t n = json_input_length(values), wanted = combinations(params, n);
  r->m = (struct bench_metric){.name = r->name};
  if (dot != STR_NPOS) r->m.suite = str_slice(r->name, 0, dot);
  if (dot != STR_NPOS) r->m.name = str_slice(r->name, dot + 1, r->name.n);
  r->fact = asv_facts_find(r->facts, r->arena, r->sink->side, r->name);
  asv_set_unit(r->arena, &r->m, r->fact);
  if (json_input_length(params) > MOST_PARAMS) {
    bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, ".params", MOST_PARAMS), "is one parameter too many to be read");
    return;
  }
  if (!json_input_is_array(values)) {
    read_combination(r, values, 0);
    return;
  }
  for (size_t k = 0; k < n && k < wanted; k++) {
    r->m.params = params_of(r, params, k);
    read_combination(r, json_input_at(values, k), k);
  }
  const char *wrong = n < wanted   ? "is missing: there are fewer results than combinations of the parameters"
                      : n > wanted ? "belongs to no combination of the parameters"
                                   : NULL;
  if (wrong) bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, ".result", n < wanted ? n : wanted), wrong);
}

/* ---- a file ---- */

static void read_config(struct bench_sink *s, struct json_object *root) {
  struct json_cursor all = {json_input_get(root, "params"), NULL, false};
  struct json_object *value;
  struct str key, text;
  while (json_input_next(&all, &key, &value))
    if (json_input_text(value, &text)) bench_sink_config(s, key, text);
  if (json_input_text(json_input_get(root, "env_name"), &text)) bench_sink_config(s, STR("env_name"), text);
}

static void read_results(struct bench_sink *s, struct json_object *root, struct asv_facts *facts) {
  struct reading r = {.sink = s, .arena = s->table->arena, .facts = facts};
  struct json_cursor all = {json_input_get(root, "results"), NULL, false};
  find_columns(&r, json_input_get(root, "result_columns"));
  read_config(s, root);
  bench_json_put_date_ms(s, json_input_get(root, "date"), json_input_text_at(root, "commit_hash"));
  while (json_input_next(&all, &r.name, &r.result)) read_benchmark(&r);
}

void asv_read(struct bench_sink *s, struct json_object *root) {
  struct asv_facts none = {{0}, {0}};
  read_results(s, root, &none);
}

/* ---- the files of a run ---- */

struct many {
  struct bench_table *table;
  struct diags *diags;
  struct asv_facts facts;
  struct str commit[SIDE_MAX], first[SIDE_MAX]; /* of the first results of a side, and the name of their file */
};

/* Several commits are a history: put together they are no run. */
static void look_at_commit(struct many *m, struct bench_sink *s, struct json_object *root) {
  struct str commit = json_input_text_at(root, "commit_hash"), *known = &m->commit[s->side];
  if (m->first[s->side].n == 0) {
    m->first[s->side] = s->source->name;
    *known = arena_dup(m->table->arena, commit);
  } else if (!str_eq(commit, *known)) {
    struct str what = arena_printf(m->table->arena, "is another commit than that of " STR_FMT ", and their results are put together", STR_ARG(m->first[s->side]));
    bench_sink_note(s, bench_sink_pos(s), STR("commit_hash"), what.p);
  }
}

static void read_file(struct many *m, struct bench_file *f, enum part part) {
  struct bench_sink sink;
  size_t before = diag_count(m->diags, DIAG_ERROR);
  bench_sink_init(&sink, m->table, m->diags, f->source, f->side);
  struct json_object *root = json_input_open(m->diags, f->source, DIAG_BENCH_DATA);
  if (root && part == PART_INDEX) asv_facts_add(&m->facts, &sink, root);
  if (root && part == PART_RESULTS) {
    look_at_commit(m, &sink, root);
    read_results(&sink, root, &m->facts);
  }
  json_input_close(root);
  f->tally = sink.tally;
  f->aside = part != PART_RESULTS;
  if (part == PART_RESULTS && sink.tally.records == 0 && diag_count(m->diags, DIAG_ERROR) == before)
    diag_add(m->diags, DIAG_FILE_EMPTY, bench_sink_pos(&sink), "this file holds no benchmark result");
}

void asv_read_files(struct bench_table *t, struct diags *d, struct bench_file_vec *files) {
  struct many m = {.table = t, .diags = d};
  struct strmap met = {0};
  bool results[SIDE_MAX] = {false};
  /* What is said of the benchmarks goes first, in whatever order the files came. */
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < files->n; i++) {
      struct bench_file *f = &files->at[i];
      enum part part = PART_RESULTS;
      if (f->kind != INPUT_ASV) continue;
      (void)part_of(f->source->text, &part);
      results[f->side] = results[f->side] || part == PART_RESULTS;
      if ((part == PART_RESULTS) != (pass == 1)) continue;
      f->aside = part == PART_RESULTS && bench_files_again(&met, t->arena, d, files, i);
      if (!f->aside) read_file(&m, f, part);
    }
  }
  VEC_EACH(const struct bench_file, f, files) {
    if (f->kind != INPUT_ASV || results[f->side]) continue;
    diag_add(d, DIAG_FILE_EMPTY, (struct pos){f->source->name, 0, 0}, "speaks of asv's benchmarks, but no result of one is there");
  }
}
