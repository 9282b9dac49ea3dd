#include "read/figures_history.h"

#include "read/bench_json.h"
#include "read/figure_entry.h"
#include "read/gobench.h"
#include "read/history_text.h"
#include "read/json.h"

#include <math.h>

/* ---- the text ---- */

/* Behind "window.BENCHMARK_DATA =", blanks as they like. STR_NPOS: something else. */
static size_t value_at(struct str text) {
  struct str s = str_slice(text, 0, 4096);
  size_t at = 0;
  while (at < s.n && char_is_space(s.p[at])) at++;
  struct str rest = str_slice(s, at, s.n), name = STR("window.BENCHMARK_DATA");
  if (!str_starts(rest, name)) return STR_NPOS;
  at += name.n;
  while (at < s.n && char_is_space(s.p[at])) at++;
  return at < s.n && s.p[at] == '=' ? at + 1 : STR_NPOS;
}

bool figures_history_is(struct str text) {
  return value_at(text) != STR_NPOS;
}

/* The script as JSON: blanks in the place of the assignment, so that lines and columns stay. */
static struct str json_of(struct arena *a, struct str text) {
  size_t at = value_at(text);
  char *p = arena_alloc_raw(a, text.n + 1);
  if (text.n) memcpy(p, text.p, text.n);
  for (size_t i = 0; at != STR_NPOS && i < at; i++)
    if (p[i] != '\n') p[i] = ' ';
  struct str json = str_trim_end((struct str){p, text.n});
  if (json.n > 0 && json.p[json.n - 1] == ';') json.n--;
  return json;
}

/* ---- entries ---- */

/* One entry of a suite: all of its figures at one time. */
struct entry {
  struct json_object *object;
  struct str suite, where, commit;
  uint32_t time; /* how many entries of its suite have that commit before it */
  struct date date;
  uint32_t run;  /* into runs */
};
VEC_OF(entry_vec, struct entry);

struct reading {
  struct history *history;
  struct bench_sink sink;
  struct arena *arena;
  struct entry_vec entries; /* in the order of the file */
  struct strmap commits;    /* by suite and commit, how often it was met */
  struct strmap run_of;     /* by commit and time, a number from 1 */
  uint32_t runs;
  bool one_suite;
};

static void wrong(struct reading *r, struct str where, const char *what) {
  bench_sink_wrong(&r->sink, bench_sink_pos(&r->sink), where, what);
}

/* When it was measured, else the time of the commit. */
static struct date date_of(struct json_object *entry, struct json_object *commit) {
  struct date d;
  if (!bench_json_date_ms(json_input_get(entry, "date"), &d)) (void)date_parse(json_input_text_at(commit, "timestamp"), &d);
  return d;
}

/* Entries of several suites belong to one run when they are of one commit; of a commit measured again, each time is a run. */
static void add_entry(struct reading *r, struct str suite, struct json_object *object, struct str where) {
  struct json_object *commit = json_input_get(object, "commit");
  struct entry e = {.object = object, .suite = suite, .where = where, .date = date_of(object, commit)};
  if (!json_input_text(json_input_get(commit, "id"), &e.commit) || e.commit.n == 0) {
    wrong(r, where, "has no commit with an id, and is left out");
    return;
  }
  if (!json_input_is_array(json_input_get(object, "benches"))) {
    wrong(r, where, "has no list of benches, and is left out");
    return;
  }
  const struct str commit_parts[] = {suite, e.commit};
  e.time = (*strmap_at(r->arena, &r->commits, strmap_key(r->arena, commit_parts, 2)))++;
  uint32_t *run = strmap_at(r->arena, &r->run_of, arena_printf(r->arena, "%u " STR_FMT, e.time, STR_ARG(e.commit)));
  if (*run == 0) *run = ++r->runs;
  e.run = *run - 1;
  *VEC_PUSH(r->arena, &r->entries) = e;
}

static void find_entries(struct reading *r, struct json_object *suites) {
  struct json_cursor all = {suites, NULL, false};
  struct json_object *list;
  struct str suite;
  size_t n = 0;
  while (json_input_next(&all, &suite, &list)) {
    if (!json_input_is_array(list)) wrong(r, arena_printf(r->arena, "entries[\"" STR_FMT "\"]", STR_ARG(suite)), "is no list of entries");
    n++;
    for (size_t i = 0; i < json_input_length(list); i++)
      add_entry(r, suite, json_input_at(list, i), arena_printf(r->arena, "entries[\"" STR_FMT "\"][%zu]", STR_ARG(suite), i));
  }
  r->one_suite = n == 1;
}

static int by_run(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  return (x->run > y->run) - (x->run < y->run);
}

/* ---- figures ---- */

/* The names of Go's benchmarks hold parts and GOMAXPROCS. */
static void split_go(struct bench_metric *m) {
  struct bench_id id = {0};
  if (!str_starts(m->name, STR("Benchmark"))) return;
  gobench_split(str_slice(m->name, STR("Benchmark").n, m->name.n), &id);
  m->name = id.name;
  m->params = id.params;
  m->procs = id.procs;
}

static void put_entry(struct reading *r, const struct entry *e) {
  struct json_object *benches = json_input_get(e->object, "benches");
  bool go = str_eq(json_input_text_at(e->object, "tool"), STR("go"));
  enum better all = figure_entry_better(e->object);
  struct pos pos = bench_sink_pos(&r->sink);
  for (size_t i = 0; i < json_input_length(benches); i++) {
    struct str where = arena_printf(r->arena, STR_FMT ".benches[%zu]", STR_ARG(e->where), i);
    struct figure_entry f;
    if (!figure_entry_read(&r->sink, r->arena, json_input_at(benches, i), all, where, &f)) continue;
    if (!r->one_suite) f.m.suite = e->suite;
    if (go) split_go(&f.m);
    bench_sink_figure(&r->sink, &f.m, (struct bench_figure){scaled(f.value, f.scale), (double)NAN, (double)NAN, 0}, pos, where);
  }
}

static void take_run(struct reading *r, const struct entry *e) {
  struct pos pos = bench_sink_pos(&r->sink);
  const struct history_run run = {.id = history_short_commit(e->commit), .commit = e->commit, .date = e->date, .pos = pos};
  if (!history_take_run(r->history, &run))
    diag_add(r->sink.diags, DIAG_RUN_EMPTY, pos, STR_FMT ": the run \"" STR_FMT "\" has no result", STR_ARG(e->where), STR_ARG(run.id));
}

static void read_runs(struct reading *r, struct json_object *root) {
  struct json_object *suites = json_input_get(root, "entries");
  if (!json_input_is_object(suites)) {
    wrong(r, STR("entries"), "is missing, or no object");
    return;
  }
  find_entries(r, suites);
  vec_sort(r->arena, r->entries.at, r->entries.n, sizeof *r->entries.at, by_run);
  for (size_t i = 0; i < r->entries.n; i++) {
    put_entry(r, &r->entries.at[i]);
    bool last = i + 1 == r->entries.n || r->entries.at[i + 1].run != r->entries.at[i].run;
    if (last) take_run(r, &r->entries.at[i]);
  }
}

struct tally figures_history_read(struct history *h, struct diags *d, const struct source *s) {
  struct arena scratch = ARENA_INIT;
  struct reading r = {.history = h, .arena = &scratch};
  struct source json = *s;
  size_t before = diag_count(d, DIAG_ERROR);
  json.text = json_of(&scratch, s->text);
  bench_sink_init(&r.sink, &h->table, d, s, SIDE_HEAD);
  struct json_object *root = json_input_open(d, &json, DIAG_BENCH_DATA);
  if (root) read_runs(&r, root);
  json_input_close(root);
  if (r.sink.tally.records == 0 && diag_count(d, DIAG_ERROR) == before)
    diag_add(d, DIAG_FILE_EMPTY, bench_sink_pos(&r.sink), "this file holds no benchmark result");
  arena_free(&scratch);
  return r.sink.tally;
}
