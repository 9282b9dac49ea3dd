/* Runs as they are recorded: what is written of results reads back as it was, and what cannot be written is said. */
#include "history_world.h"

#include "base/num.h"
#include "emit/history_text.h"
#include "read/bench_formats.h"
#include "read/gobench.h"
#include "read/sniff.h"

#include <math.h>
#include <string.h>

static void read_any(struct bench_table *t, struct diags *d, const struct source *s) {
  enum input_kind kind = sniff(d, s);
  if (kind == INPUT_GO_BENCH) (void)gobench_read(t, d, s, SIDE_HEAD);
  else if (input_kind_class(kind) == CLASS_BENCH && kind != INPUT_FIGURES_HISTORY) (void)bench_formats_read(t, d, s, SIDE_HEAD, kind);
  bench_table_finish(t);
}

static bool is_sayable(struct str s) {
  for (size_t i = 0; i < s.n;)
    if (utf8_is_space(utf8_next(s, &i))) return false;
  return true;
}

static bool same_bound(double a, double b) {
  return isnan(a) ? isnan(b) : num_same(a, b);
}

/* The newest run has what its results had, for who holds it against rules. */
static void newest_is_the_same(struct world *w, const struct bench_table *t) {
  struct bench_table head;
  bench_table_init(&head, &w->arena);
  if (history_newest_as_head(&w->history, &head) == NULL) return;
  VEC_EACH(const struct bench_row, row, &head.rows) {
    const struct bench_row *was = bench_table_find(t, &row->id);
    const struct bench_figures *f = row->side[SIDE_HEAD].figures;
    if (was == NULL || f == NULL) continue;
    assert_true(same_bound(f->lo, was->side[SIDE_HEAD].figures->lo) && same_bound(f->hi, was->side[SIDE_HEAD].figures->hi));
    assert_int_equal(f->n, was->side[SIDE_HEAD].figures->n);
  }
}

/* What is written of a table reads back as one run with the same values, bit for bit. The number of values. */
static uint64_t there_and_back(const struct bench_table *t) {
  struct world w;
  struct buf text = BUF_INIT;
  struct history_block block = {.run = STR("r"), .commit = STR("c"), .date = {.s = 1600000000, .known = true}};
  begin(&w);
  emit_history_block(&text, t, &w.diags, &block);
  struct source s = source_of("h", buf_view(&text));
  w.diags.list.n = 0; /* of names with white space */
  (void)history_text_read(&w.history, &w.diags, &s);
  history_finish(&w.history);
  uint64_t values = 0;
  VEC_EACH(const struct bench_row, row, &t->rows) {
    const struct bench_side *side = &row->side[SIDE_HEAD];
    const struct f64_vec *v = side->samples.n || side->figures == NULL ? &side->samples : &side->figures->centres;
    if (v->n == 0) continue;
    values += v->n;
    if (!is_sayable(row->id.params) || !is_sayable(row->id.unit) || row->id.unit.n == 0) continue;
    const struct bench_row *found = bench_table_find(&w.history.table, &row->id);
    if (found == NULL) fail_msg("%.*s%.*s-%lld %.*s is not found again", STR_ARG(row->id.name), STR_ARG(row->id.params), (long long)row->id.procs, STR_ARG(row->id.unit));
    struct history_record_vec records = history_records(&w.history, &w.arena, (uint32_t)(found - w.history.table.rows.at));
    assert_int_equal(records.n, 1);
    assert_int_equal(records.at[0].n, v->n);
    assert_int_equal(records.at[0].figure, side->samples.n == 0);
    assert_memory_equal(records.at[0].values, v->at, v->n * sizeof(double));
    if (!records.at[0].figure) continue;
    assert_true(same_bound(records.at[0].lo, side->figures->lo) && same_bound(records.at[0].hi, side->figures->hi));
    assert_int_equal(records.at[0].measured, side->figures->n);
  }
  if (values) {
    assert_string_equal(diags_of(&w), "");
    assert_int_equal(w.history.runs.n, 1);
    assert_true(str_eq(w.history.runs.at[0].id, STR("r")) && w.history.runs.at[0].date.s == 1600000000);
  }
  assert_true(block.samples == values);
  newest_is_the_same(&w, t);
  buf_free(&text);
  arena_free(&w.arena);
  return values;
}

static void made_names(void **state) {
  static const struct bench_id ids[] = {
      {.name = {"A", 1}},
      {.name = {"", 0}},
      {.name = {"A-8", 3}},
      {.name = {"A", 1}, .procs = 8},
      {.name = {"A-8", 3}, .procs = 8},
      {.name = {"sleep 0.1", 9}},
      {.name = {"a/b", 3}, .params = {"/k=v-3", 6}},
      {.name = {"GET /x\xe2\x80\x83y", 11}, .procs = 2},
      {.name = {"x\xff", 2}, .suite = {"a suite: of words", 17}},
      {.name = {"---", 3}},
      {.name = {"_ 1", 3}, .params = {"/-7", 3}},
  };
  static const char *const units[] = {"sec/op", "B/s", "B/op", "widgets", "p99-sec", "sec", "sec/req", "a*b/c"};
  (void)state;
  struct arena a = ARENA_INIT;
  struct bench_table t;
  bench_table_init(&t, &a);
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
      struct bench_id id = ids[i];
      id.unit = str_of(units[u]);
      struct bench_row *row = bench_table_row(&t, &id);
      const double v[] = {0, -0.0, 84.03 * 1e-9, 1.0 / 3, (double)INFINITY, (double)-INFINITY, 5e-324, 1.7976931348623157e308, 123456789, -1e-7, 3.5e6};
      for (size_t k = 0; k < sizeof v / sizeof *v - (i + u) % 5; k++) {
        bool lo = u % 3 > 0, hi = u % 3 > 1;
        if ((i + u) % 4 == 3) bench_table_figure(&t, row, SIDE_HEAD, (struct bench_figure){v[k], lo ? 1.0 / 7 : (double)NAN, hi ? 84.03 * 1e9 : (double)NAN, i});
        else bench_table_sample(&t, row, SIDE_HEAD, v[k]);
      }
    }
  }
  bench_table_finish(&t);
  assert_true(there_and_back(&t) > 500);
  arena_free(&a);
}

static void words_of_a_block(void **state) {
  static const char text[] = "pkg: p\ncpu: q\nUnit w better=higher\nUnit v assume=exact\nBenchmarkA-8 100 84.03 ns/op 12 MB/s 7 w 1 v\nBenchmarkA-8 100 85 ns/op\ncpu:\ngoos: linux\nBenchmarkB-8 1 5 B/op\n";
  (void)state;
  struct world w;
  struct buf out = BUF_INIT;
  begin(&w);
  struct source s = source_of("h", str_of(text));
  (void)gobench_read(&w.history.table, &w.diags, &s, SIDE_HEAD);
  struct bench_id id = {.name = STR("run me"), .unit = STR("sec/op")};
  bench_table_figure(&w.history.table, bench_table_row(&w.history.table, &id), SIDE_HEAD, (struct bench_figure){0.5, (double)NAN, (double)NAN, 0});
  id.unit = STR("cpu-sec/op");
  bench_table_figure(&w.history.table, bench_table_row(&w.history.table, &id), SIDE_HEAD, (struct bench_figure){0.25, 0.125, (double)NAN, 7});
  bench_table_finish(&w.history.table);
  struct history_block block = {.run = STR("r 1"), .commit = STR("c"), .date = {.s = 86400, .known = true, .day_only = true}};
  emit_history_block(&out, &w.history.table, &w.diags, &block);
  buf_char(&out, '\0');
  assert_string_equal(out.p, "commit: c\ndate: 1970-01-02\nrun: r 1\nUnit w better=higher\nUnit v assume=exact\n"
                             "cpu: q\npkg: p\nBenchmarkA-8 1 84.03 ns/op 12 MB/s 7 w 1 v\nBenchmarkA-8 1 85 ns/op\n"
                             "cpu:\ngoos: linux\nBenchmarkB-8 1 5 B/op\n"
                             "perfpage-no-samples: yes\ngoos:\npkg:\nperfpage-name: run me\nBenchmarkrun_me 1 500000000 ns/op\n"
                             "perfpage-interval: 0.125 - 7\nBenchmarkrun_me 1 0.25 cpu-sec/op\nperfpage-interval:\nperfpage-name:\nperfpage-no-samples:\n");
  buf_free(&out);
  arena_free(&w.arena);
}

/* What a block cannot say is said of it. */
static void settings_that_are_changed(void **state) {
  static char large[5001];
  memset(large, 'x', sizeof large - 1);
  const struct config_pair pairs[] = {{STR("CPU"), STR("a")}, {STR("cpu"), STR("b")},   {STR("Date"), STR("c")}, {STR("large"), str_of(large)},
                                      {STR("two"), STR("1\n2")}, {STR("plain"), STR("d")}, {STR("run"), STR("e")}};
  (void)state;
  struct world w;
  struct buf out = BUF_INIT;
  begin(&w);
  struct config_vec config = {0};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) *VEC_PUSH(&w.arena, &config) = pairs[i];
  for (int i = 0; i < 2; i++) {
    struct bench_id id = {.name = i ? STR("A") : STR("B"), .unit = STR("w")};
    struct bench_row *row = bench_table_row(&w.history.table, &id);
    row->side[SIDE_HEAD].config = bench_table_config(&w.history.table, &config);
    row->exact = i == 1;
    bench_table_sample(&w.history.table, row, SIDE_HEAD, 1);
  }
  struct history_block block = {.run = STR("r")};
  emit_history_block(&out, &w.history.table, &w.diags, &block);
  buf_char(&out, '\0');
  assert_string_equal(out.p, "run: r\ncpu: a\nplain: d\ntwo: 1 2\nBenchmarkB 1 1 w\nBenchmarkA 1 1 w\n");
  static const char *const said[] = {"in the unit \"w\" not all benchmarks are exact, and it is not recorded which are",
                                     "the setting \"Date\" has a key that the history has a use of its own for, and is not recorded",
                                     "the setting \"cpu\" has a key that reads like another one, and is not recorded",
                                     "the setting \"large\" is too long to be recorded",
                                     "the setting \"two\" is recorded as one line, without blanks at its ends"};
  assert_int_equal(w.diags.list.n, sizeof said / sizeof *said);
  for (size_t i = 0; i < w.diags.list.n; i++) assert_string_equal(arena_cstr(&w.arena, w.diags.list.at[i].message), said[i]);
  buf_free(&out);
  arena_free(&w.arena);
}

/* Two rows are never taken together. */
static void names_that_would_be_one(void **state) {
  static const struct bench_id ids[] = {{.name = {"A", 1}, .params = {"/a b", 4}, .unit = {"w", 1}},
                                        {.name = {"A", 1}, .params = {"/a_b", 4}, .unit = {"w", 1}},
                                        {.name = {"A", 1}, .params = {"/a_b", 4}, .unit = {"x y", 3}},
                                        {.name = {"A", 1}, .params = {"/a_b", 4}, .unit = {"x_y", 3}}};
  (void)state;
  struct world w;
  struct buf out = BUF_INIT;
  begin(&w);
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) bench_table_sample(&w.history.table, bench_table_row(&w.history.table, &ids[i]), SIDE_HEAD, (double)i);
  struct history_block block = {.run = STR("r")};
  emit_history_block(&out, &w.history.table, &w.diags, &block);
  buf_char(&out, '\0');
  assert_string_equal(out.p, "run: r\nBenchmarkA/a_b 1 0 w\nBenchmarkA/a_b 1 2 x_y\n");
  assert_string_equal(diags_of(&w), "0:0 record-left-out, 0:0 record-left-out, 0:0 record-changed, 0:0 record-changed");
  assert_int_equal(block.samples, 2);
  buf_free(&out);
  arena_free(&w.arena);
}

static void files_back(const char *root, uint64_t least) {
  struct arena a = ARENA_INIT;
  struct str_vec files = {0};
  uint64_t values = 0;
  assert_true(source_list(&a, root, true, &files));
  VEC_EACH(const struct str, file, &files) {
    struct arena of_file = ARENA_INIT;
    struct diags d;
    struct bench_table t;
    struct source s;
    diag_init(&d, &of_file);
    bench_table_init(&t, &of_file);
    const char *path = arena_printf(&of_file, "%s/" STR_FMT, root, STR_ARG(*file)).p;
    if (source_load(&of_file, &d, path, *file, &s)) {
      read_any(&t, &d, &s);
      values += there_and_back(&t);
    }
    arena_free(&of_file);
  }
  assert_true(values >= least);
  arena_free(&a);
}

static void own_vectors_back(void **state) {
  (void)state;
  files_back("tests/vectors/bench", 200);
}

static void vectors_back(void **state) {
  (void)state;
  files_back(check_shared("vectors/bench"), 1000);
}

static void corpus_back(void **state) {
  (void)state;
  files_back(check_shared("corpus/bench"), 1000);
}
int main(void) {
  check_test("a block, word for word", words_of_a_block);
  check_test("settings that are changed", settings_that_are_changed);
  check_test("names that would be one", names_that_would_be_one);
  check_test("names of every kind, there and back", made_names);
  check_test("own vectors, there and back", own_vectors_back);
  check_test("vectors, there and back", vectors_back);
  check_test("corpus, there and back", corpus_back);
  return check_run("history_record");
}
