/* Histories: which runs a text holds, in what order they stand, and what each series has of them. */
#include "history_world.h"

#include "base/num.h"
#include "read/bench_formats.h"
#include "read/figures_history.h"
#include "read/gobench.h"
#include "read/history_text.h"
#include "read/sniff.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void put_value(struct buf *b, double v) {
  if (isinf(v)) buf_cstr(b, v > 0 ? "inf" : "-inf");
  else num_put_f64(b, v);
}

/* "id commit 2026-01-01T00:00:00Z {key=value ...}; ..." */
static const char *runs_of(struct world *w) {
  struct buf b = BUF_INIT;
  VEC_EACH(const struct history_run, r, &w->history.runs) {
    if (b.n) buf_cstr(&b, "; ");
    buf_str(&b, r->id);
    if (r->commit.n) buf_printf(&b, " " STR_FMT, STR_ARG(r->commit));
    buf_char(&b, ' ');
    if (r->date.known) date_put_iso(&b, r->date);
    else buf_char(&b, '?');
    if (r->config == BENCH_NO_CONFIG) continue;
    VEC_EACH(const struct config_pair, p, &w->history.table.configs.at[r->config].pairs) {
      if (str_eq(p->key, STR("commit")) || str_eq(p->key, STR("date")) || str_eq(p->key, STR("run"))) continue;
      buf_printf(&b, " " STR_FMT "=" STR_FMT, STR_ARG(p->key), STR_ARG(p->value));
    }
  }
  return buf_take(&b, &w->arena).p;
}

/* "suite.Name-8 unit 0: 1 2, 1: [3]": the place of the run, then its samples, or figures in brackets. */
static const char *series_of(struct world *w) {
  struct buf b = BUF_INIT;
  for (uint32_t i = 0; i < w->history.table.rows.n; i++) {
    const struct bench_row *row = &w->history.table.rows.at[i];
    if (b.n) buf_cstr(&b, "; ");
    if (row->id.suite.n) buf_printf(&b, STR_FMT ".", STR_ARG(row->id.suite));
    bench_id_put(&b, &row->id);
    buf_printf(&b, " " STR_FMT, STR_ARG(row->id.unit));
    struct history_record_vec records = history_records(&w->history, &w->arena, i);
    VEC_EACH(const struct history_record, r, &records) {
      buf_printf(&b, "%s%u:", r == records.at ? " " : ", ", r->run);
      for (uint32_t k = 0; k < r->n; k++) {
        buf_cstr(&b, r->figure ? " [" : " ");
        put_value(&b, r->values[k]);
        if (r->figure) buf_char(&b, ']');
      }
    }
  }
  return buf_take(&b, &w->arena).p;
}

/* ---- texts ---- */

struct text_row {
  const char *what, *text, *runs, *series, *diags;
};

#define R(v) "BenchmarkA 1 " v " x\n"

static struct text_row texts[] = {
    {"one run without a header goes by its file", R("5"), "h ?", "A x 0: 5", ""},
    {"one run goes by its file whatever its commit", "commit: c1\ndate: 2026-01-01\n" R("5"), "h c1 2026-01-01T00:00:00Z", "A x 0: 5", ""},
    {"a run: line names it", "run: r1\n" R("5"), "r1 ?", "A x 0: 5", ""},
    {"blocks as they are recorded",
     "commit: c1\ndate: 2026-01-01\nrun: r1\ncpu: p\n" R("5") "\ncommit: c2\ndate: 2026-01-02\nrun: r2\ncpu: q\n" R("6") R("7"),
     "r1 c1 2026-01-01T00:00:00Z cpu=p; r2 c2 2026-01-02T00:00:00Z cpu=q", "A x 0: 5, 1: 6 7", ""},
    {"a run: line ends the configuration before it", "cpu: p\nrun: r1\n" R("5") "goos: linux\nrun: r2\n" R("6"), "r1 ? cpu=p; r2 ? goos=linux", "A x 0: 5, 1: 6", ""},
    {"and the suite with it", "pkg: p\nrun: r1\n" R("5") "run: r2\n" R("6"), "r1 ? pkg=p; r2 ?", "p.A x 0: 5; A x 1: 6", ""},
    {"and date and commit, so that it is put aside", "commit: c\ndate: 2026-01-01\nrun: r1\n" R("5") "run: r2\n" R("6"), "r1 c 2026-01-01T00:00:00Z", "A x 0: 5", ""},
    {"a value that is restated stays", "run: r1\ncpu: p\n" R("5") "cpu: p\nrun: r2\n" R("6"), "r1 ? cpu=p; r2 ? cpu=p", "A x 0: 5, 1: 6", ""},
    {"a run: line opens a run although commit and date stay", "commit: c\nrun: r1\n" R("5") "commit: c\nrun: r2\n" R("6"), "r1 c ?; r2 c ?", "A x 0: 5, 1: 6", ""},
    {"the same run: line twice makes two runs", "run: r\n" R("5") "run: r\n" R("6"), "r ?; r ?", "A x 0: 5, 1: 6", ""},
    {"a commit: line that differs opens a run, and the rest goes on", "cpu: p\ncommit: c1\n" R("5") "commit: c2\n" R("6"), "c1 c1 ? cpu=p; c2 c2 ? cpu=p",
     "A x 0: 5, 1: 6", ""},
    {"a commit: line that does not differ opens none", "commit: c1\n" R("5") "commit: c1\n" R("6"), "h c1 ?", "A x 0: 5 6", ""},
    {"a date: line that differs opens a run", "date: 2026-01-01\n" R("5") "date: 2026-01-02\n" R("6"),
     "2026-01-01T00:00:00Z 2026-01-01T00:00:00Z; 2026-01-02T00:00:00Z 2026-01-02T00:00:00Z", "A x 0: 5, 1: 6", ""},
    {"commit and date together open one", "commit: c1\ndate: 2026-01-01\n" R("5") "commit: c2\ndate: 2026-01-02\n" R("6"),
     "c1 c1 2026-01-01T00:00:00Z; c2 c2 2026-01-02T00:00:00Z", "A x 0: 5, 1: 6", ""},
    {"results above the first header are a run", R("5") "commit: c1\n" R("6"), "c1 c1 ?; h ?", "A x 0: 6, 1: 5", ""},
    {"a full hash is shortened", "commit: 0123456789abcdef0123456789abcdef01234567\n" R("5") "commit: c2\n" R("6"),
     "0123456789ab 0123456789abcdef0123456789abcdef01234567 ?; c2 c2 ?", "A x 0: 5, 1: 6", ""},
    {"runs stand in the order of their dates", "date: 2026-01-02\nrun: b\n" R("6") "date: 2026-01-01\nrun: a\n" R("5"),
     "a 2026-01-01T00:00:00Z; b 2026-01-02T00:00:00Z", "A x 0: 5, 1: 6", ""},
    {"of equal dates the first stays first", "date: 2026-01-02\nrun: z\n" R("6") "date: 2026-01-02\nrun: a\n" R("5"),
     "z 2026-01-02T00:00:00Z; a 2026-01-02T00:00:00Z", "A x 0: 6, 1: 5", ""},
    {"none with a date: natural order of names", "run: run10\n" R("6") "run: run9\n" R("5"), "run9 ?; run10 ?", "A x 0: 5, 1: 6", ""},
    {"one without a date is put aside", "date: 2026-01-02\nrun: b\n" R("6") "run: run9\n" R("5") "BenchmarkB 1 7 x\n" "date: 2026-01-01\nrun: z\n" R("8"),
     "z 2026-01-01T00:00:00Z; b 2026-01-02T00:00:00Z", "A x 0: 8, 1: 6; B x", ""},
    {"the last one is put aside", "date: 2026-01-02\nrun: a\n" R("6") "run: b\n" R("5"), "a 2026-01-02T00:00:00Z", "A x 0: 6", ""},
    {"a date that cannot be read is none", "date: yesterday\nrun: a\n" R("6"), "a ?", "A x 0: 6", "1:7 date-unknown"},
    {"a run without a result is none", "run: a\nrun: b\n" R("6") "run: c\n", "b ?", "A x 0: 6", "1:0 run-empty, 4:0 run-empty"},
    {"a run whose results are all NaN is none", "run: a\n" R("NaN") "run: b\n" R("6"), "b ?", "A x 0: 6", "1:0 run-empty, 2:14 bench-nan"},
    {"an infinity is kept", "run: a\n" R("Inf") R("6"), "a ?", "A x 0: inf 6", ""},
    {"a last line that broke off", "run: a\n" R("6") "run: b\n" R("6") "BenchmarkA", "a ?; b ?", "A x 0: 6, 1: 6", "5:1 bench-line"},
    {"a block that broke off in its header", "run: a\n" R("6") "commit: c", "a ?", "A x 0: 6", ""},
    {"a benchmark that comes and goes", "run: a\n" R("6") "run: b\nBenchmarkB 1 7 x\nrun: c\n" R("8"), "a ?; b ?; c ?", "A x 0: 6, 2: 8; B x 1: 7", ""},
    {"units that tidy alike are one series", "run: a\nBenchmarkA 1 5 ns/op\nrun: b\nBenchmarkA 1 5e-9 sec/op\n", "a ?; b ?", "A sec/op 0: 5e-09, 1: 5e-09", ""},
    {"other units are another series", "run: a\nBenchmarkA 1 5 ms\nrun: b\nBenchmarkA 1 5 s\n", "a ?; b ?", "A ms 0: 5; A s 1: 5", ""},
    {"figures without samples", "run: a\nperfpage-no-samples: yes\n" R("5") R("6") "perfpage-no-samples:\n" "BenchmarkB 1 7 x\n", "a ?",
     "A x 0: [5] [6]; B x 0: 7", ""},
    {"a run: line ends them", "run: a\nperfpage-no-samples: yes\n" R("5") "run: b\n" R("6"), "a ?; b ?", "A x 0: [5], 1: 6", ""},
    {"a true name", "run: a\nperfpage-name: sleep 0.1 / x\nBenchmarksleep_0.1/p=1-8 1 5 x\nperfpage-name:\n" R("6"), "a ?", "sleep 0.1 / x/p=1-8 x 0: 5; A x 0: 6", ""},
    {"a run: line ends it", "run: a\nperfpage-name: b c\n" R("5") "run: b\n" R("6"), "a ?; b ?", "b c x 0: 5; A x 1: 6", ""},
    {"CRLF", "run: a\r\nBenchmarkA 1 5 x\r\nrun: b\r\nBenchmarkA 1 6 x\r\n", "a ?; b ?", "A x 0: 5, 1: 6", ""},
    {"nothing", "hello\n", "", "", "0:0 file-empty"},
};

static void text_holds(void **state) {
  const struct text_row *row = *state;
  struct world w;
  begin(&w);
  struct source s = source_of("history/h.txt", str_of(row->text));
  (void)history_text_read(&w.history, &w.diags, &s);
  history_finish(&w.history);
  assert_string_equal(runs_of(&w), row->runs);
  assert_string_equal(series_of(&w), row->series);
  assert_string_equal(diags_of(&w), row->diags);
  arena_free(&w.arena);
}

/* ---- order ---- */

static void natural_order(void **state) {
  static const char *const sorted[] = {"", "0", "00", "01", "1", "9", "10", "a", "a2", "a10", "a10b", "b1", "b1.2", "b1.10", "run9", "run10"};
  (void)state;
  enum { N = sizeof sorted / sizeof *sorted };
  for (size_t i = 0; i < N; i++) {
    for (size_t j = 0; j < N; j++) {
      int got = history_name_cmp(str_of(sorted[i]), str_of(sorted[j])), want = (i > j) - (i < j);
      if (got != want) fail_msg("\"%s\" against \"%s\": %d, not %d", sorted[i], sorted[j], got, want);
    }
  }
}

static void thousand_of_one_date(void **state) {
  (void)state;
  struct world w;
  struct buf b = BUF_INIT;
  begin(&w);
  for (int i = 0; i < 1000; i++) buf_printf(&b, "date: 2026-01-01\nrun: %d\n" "BenchmarkA 1 %d x\n", (i * 7919) % 1000, i);
  struct source s = source_of("h", buf_view(&b));
  (void)history_text_read(&w.history, &w.diags, &s);
  history_finish(&w.history);
  assert_int_equal(w.history.runs.n, 1000);
  struct history_record_vec records = history_records(&w.history, &w.arena, 0);
  assert_int_equal(records.n, 1000);
  for (uint32_t i = 0; i < 1000; i++) {
    assert_int_equal(records.at[i].run, i);
    assert_true(num_same(records.at[i].values[0], i));
  }
  buf_free(&b);
  arena_free(&w.arena);
}

/* Runs in no order, benchmarks in some of them, numbers of samples from 1 to 400: every value is found where it belongs. */
static void packing(void **state) {
  enum { RUNS = 60, ROWS = 40 };
  (void)state;
  struct world w;
  begin(&w);
  uint64_t kept = 0;
  for (uint32_t k = 0; k < RUNS; k++) {
    uint32_t run = (k * 37) % RUNS;
    for (uint32_t i = 0; i < ROWS; i++) {
      if ((run + i) % 3 == 0) continue;
      struct str name = arena_printf(&w.arena, "B%u", i);
      struct bench_id id = {.name = name, .unit = STR("x")};
      struct bench_row *row = bench_table_row(&w.history.table, &id);
      uint32_t n = 1 + (run * i) % 400;
      for (uint32_t v = 0; v < n; v++) bench_table_sample(&w.history.table, row, SIDE_HEAD, run * 1e6 + i * 1e3 + v);
      kept += n;
    }
    const struct history_run r = {.id = STR("r"), .date = {.s = run, .known = true}};
    assert_true(history_take_run(&w.history, &r));
    assert_false(history_take_run(&w.history, &r));
  }
  history_finish(&w.history);
  assert_true(w.history.samples == kept);
  for (uint32_t i = 0; i < ROWS; i++) {
    const struct bench_id id = {.name = arena_printf(&w.arena, "B%u", i), .unit = STR("x")};
    const struct bench_row *row = bench_table_find(&w.history.table, &id);
    struct history_record_vec records = history_records(&w.history, &w.arena, (uint32_t)(row - w.history.table.rows.at));
    uint32_t at = 0;
    for (uint32_t run = 0; run < RUNS; run++) {
      if ((run + i) % 3 == 0) continue;
      const struct history_record *r = &records.at[at++];
      assert_int_equal(r->run, run);
      assert_int_equal(r->n, 1 + (run * i) % 400);
      for (uint32_t v = 0; v < r->n; v++) assert_true(num_same(r->values[v], run * 1e6 + i * 1e3 + v));
    }
    assert_int_equal(records.n, at);
  }
  arena_free(&w.arena);
}

/* Whatever the values are, they come back bit for bit, beside those that pack well. */
static void every_bit(void **state) {
  static const double odd[] = {0, -0.0, 1, -1, 0.1, 1e-9, 84.03 * 1e-9, 4.2 * 1e6, 4294967295.0, 4294967294.0, 4294967.295, 5e-324, 1e308, (double)INFINITY, 0.001, 4.294967295, 1e-12};
  (void)state;
  struct world w;
  begin(&w);
  const struct bench_id id = {.name = STR("A"), .unit = STR("x")};
  struct f64_vec all = {0};
  uint64_t x = 88172645463325252u;
  for (uint32_t run = 0; run < 400; run++) {
    for (uint32_t k = 0; k < 1 + run % 5; k++) {
      x = x * 6364136223846793005u + 1442695040888963407u;
      double few = (double)(x >> 44) / 1000, v = run % 7 == 0 ? odd[(run + k) % (sizeof odd / sizeof *odd)] : run % 3 ? few * 1e-9 : few * 1e6;
      *VEC_PUSH(&w.arena, &all) = v;
      bench_table_sample(&w.history.table, bench_table_row(&w.history.table, &id), SIDE_HEAD, v);
    }
    const struct history_run r = {.id = STR("r"), .date = {.s = run, .known = true}};
    assert_true(history_take_run(&w.history, &r));
  }
  history_finish(&w.history);
  struct history_record_vec records = history_records(&w.history, &w.arena, 0);
  size_t at = 0;
  VEC_EACH(const struct history_record, r, &records) {
    assert_memory_equal(r->values, &all.at[at], r->n * sizeof(double));
    at += r->n;
  }
  assert_int_equal(at, all.n);
  arena_free(&w.arena);
}

static void names(void **state) {
  (void)state;
  static const char *const of[][2] = {{"history/run-12.bench.txt.gz", "run-12.bench"}, {"v1.2", "v1.2"}, {"h/a.json", "a"}, {".txt", ".txt"}, {"a.", "a."}};
  for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
    struct str got = history_run_name(str_of(of[i][0]));
    if (!str_eq(got, str_of(of[i][1]))) fail_msg("%s gives %.*s", of[i][0], STR_ARG(got));
  }
  assert_true(str_eq(history_short_commit(STR("abc")), STR("abc")));
  assert_true(str_eq(history_short_commit(STR("0123456789ABCDEF0123456789abcdef0123456g")), STR("0123456789ABCDEF0123456789abcdef0123456g")));
  assert_true(str_eq(history_short_commit(STR("0123456789ABCDEF0123456789abcdef01234567")), STR("0123456789AB")));
}

/* ---- in pieces ---- */

/* Whatever the pieces, the same comes out; and nothing of a piece is kept, for each is wiped. */
static void in_pieces(void **state) {
  static const char text[] = "commit: c1\ndate: 2026-01-01\nrun: r1\npkg: p\ncpu: q\nUnit w better=higher\nBenchmarkA/k=v-8 1 5 ns/op 6 w 7 ns/op\n"
                             "perfpage-name: a b\nBenchmarkB 1 9 ns/op\nperfpage-name:\nBenchmarkA/k=v-8 1 5 ns/op 8 w\nnoise\npkg: p2\nBenchmarkA/k=v-8 1 NaN w\n"
                             "BenchmarkBad 1 x w\nrun: r2\nBenchmarkA/k=v-8 1 5 ns/op 8 w\n";
  (void)state;
  struct world whole;
  begin(&whole);
  struct source s = source_of("h", str_of(text));
  struct tally want = gobench_read(&whole.history.table, &whole.diags, &s, SIDE_HEAD);
  for (size_t lines = 1; lines < 20; lines++) {
    struct world w;
    begin(&w);
    struct gobench *g = gobench_begin(&w.history.table, &w.diags, STR("h"), SIDE_HEAD);
    struct str rest = str_of(text);
    while (rest.n > 0) {
      size_t n = 0;
      for (size_t k = 0; k < lines && n < rest.n; k++) n += str_find_char(str_slice(rest, n, rest.n), '\n') + 1;
      char *piece = malloc(n);
      memcpy(piece, rest.p, n);
      gobench_lines(g, (struct str){piece, n});
      memset(piece, '#', n);
      free(piece);
      rest = str_slice(rest, n, rest.n);
    }
    struct tally got = gobench_end(g);
    assert_true(got.records == want.records && got.skipped == want.skipped);
    assert_int_equal(w.history.table.rows.n, whole.history.table.rows.n);
    for (size_t i = 0; i < w.history.table.rows.n; i++) {
      const struct bench_row *a = &w.history.table.rows.at[i], *b = &whole.history.table.rows.at[i];
      const struct bench_side *x = &a->side[SIDE_HEAD], *y = &b->side[SIDE_HEAD];
      assert_true(str_eq(a->id.name, b->id.name) && str_eq(a->id.suite, b->id.suite) && str_eq(a->id.params, b->id.params) && str_eq(a->id.unit, b->id.unit));
      assert_true(x->samples.n == y->samples.n && x->rejected == y->rejected && x->config == y->config && x->pos.line == y->pos.line);
      if (x->samples.n) assert_memory_equal(x->samples.at, y->samples.at, x->samples.n * sizeof(double));
    }
    assert_string_equal(diags_of(&w), "14:20 bench-nan, 15:16 bench-line, 16:1 bench-note");
    arena_free(&w.arena);
  }
  arena_free(&whole.arena);
}

/* ---- data.js ---- */

static struct text_row scripts[] = {
    {"one entry",
     "window.BENCHMARK_DATA = {\"entries\":{\"S\":[{\"commit\":{\"id\":\"abc\",\"timestamp\":\"2020-01-01T00:00:00Z\"},\"date\":1600000000123,\"tool\":\"customBiggerIsBetter\","
     "\"benches\":[{\"name\":\"a b\",\"value\":5.5,\"unit\":\"x\",\"range\":\"3\"}]}]}}\n",
     "abc abc 2020-09-13T12:26:40Z", "a b x 0: [5.5]", ""},
    {"no date: the time of the commit",
     "window.BENCHMARK_DATA={\"entries\":{\"S\":[{\"commit\":{\"id\":\"abc\",\"timestamp\":\"2020-01-01T00:00:00+01:00\"},\"tool\":\"go\","
     "\"benches\":[{\"name\":\"BenchmarkA/k=v-8\",\"value\":\"5\",\"unit\":\"ns/op\"},{\"name\":\"b\",\"value\":2,\"unit\":\"ns/iter\"}]}]}};",
     "abc abc 2019-12-31T23:00:00Z", "A/k=v-8 sec/op 0: [5e-09]; b sec/op 0: [2e-09]", ""},
    {"suites of one commit are one run, a commit measured again is another",
     "window.BENCHMARK_DATA = {\"entries\":{"
     "\"S\":[{\"commit\":{\"id\":\"abc\"},\"date\":1000,\"benches\":[{\"name\":\"a\",\"value\":1,\"unit\":\"x\"}]},{\"commit\":{\"id\":\"abc\"},\"date\":3000,\"benches\":[{\"name\":\"a\",\"value\":2,\"unit\":\"x\"}]}],"
     "\"T\":[{\"commit\":{\"id\":\"abc\"},\"date\":2000,\"benches\":[{\"name\":\"a\",\"value\":3,\"unit\":\"x\"}]}]}}",
     "abc abc 1970-01-01T00:00:02Z; abc abc 1970-01-01T00:00:03Z", "S.a x 0: [1], 1: [2]; T.a x 0: [3]", ""},
    {"names that hold line feeds are not each other's",
     "window.BENCHMARK_DATA = {\"entries\":{\"S\":[{\"commit\":{\"id\":\"a\\nb\"},\"date\":1000,\"benches\":[{\"name\":\"n\",\"value\":1,\"unit\":\"x\"}]}],"
     "\"S\\na\":[{\"commit\":{\"id\":\"b\"},\"date\":2000,\"benches\":[{\"name\":\"n\",\"value\":2,\"unit\":\"x\"}]}],"
     "\"T\":[{\"commit\":{\"id\":\"b\"},\"date\":2000,\"benches\":[{\"name\":\"n\",\"value\":3,\"unit\":\"x\"}]}]}}",
     "a\nb a\nb 1970-01-01T00:00:01Z; b b 1970-01-01T00:00:02Z", "S.n x 0: [1]; S\na.n x 1: [2]; T.n x 1: [3]", ""},
    {"a direction that changes is an error, and the first stays",
     "window.BENCHMARK_DATA = {\"entries\":{\"S\":[{\"commit\":{\"id\":\"a\"},\"date\":1000,\"tool\":\"customSmallerIsBetter\",\"benches\":[{\"name\":\"n\",\"value\":1,\"unit\":\"x\"}]},"
     "{\"commit\":{\"id\":\"b\"},\"date\":2000,\"tool\":\"customBiggerIsBetter\",\"benches\":[{\"name\":\"n\",\"value\":2,\"unit\":\"x\"}]}]}}",
     "a a 1970-01-01T00:00:01Z; b b 1970-01-01T00:00:02Z", "n x 0: [1], 1: [2]", "0:0 bench-unit"},
    {"a date beyond the year 9999 is none, as in a file of one run",
     "window.BENCHMARK_DATA = {\"entries\":{\"S\":[{\"commit\":{\"id\":\"a\",\"timestamp\":\"2020-01-01T00:00:00Z\"},\"date\":253402300800000,\"benches\":[{\"name\":\"n\",\"value\":1,\"unit\":\"x\"}]}]}}",
     "a a 2020-01-01T00:00:00Z", "n x 0: [1]", ""},
    {"what cannot be read is named",
     "window.BENCHMARK_DATA = {\"entries\":{\"S\":[{\"date\":1,\"benches\":[]},{\"commit\":{\"id\":\"a\"}},{\"commit\":{\"id\":\"b\"},\"benches\":[{\"value\":1},{\"name\":\"n\"},{\"name\":\"n\",\"value\":NaN,\"unit\":\"x\"}]}],\"T\":5}}",
     "", "S.n x", "0:0 bench-data, 0:0 bench-data, 0:0 bench-data, 0:0 bench-data, 0:0 bench-data, 0:0 bench-nan, 0:0 run-empty"},
    {"cut short", "window.BENCHMARK_DATA = {\n\"entries\":{", "", "", "2:12 bench-data"},
    {"no entries", "window.BENCHMARK_DATA = {}", "", "", "0:0 bench-data"},
    {"empty", "window.BENCHMARK_DATA = {\"entries\":{}}", "", "", "0:0 file-empty"},
};

static void script_holds(void **state) {
  const struct text_row *row = *state;
  struct world w;
  begin(&w);
  struct source s = source_of("data.js", str_of(row->text));
  assert_true(figures_history_is(s.text));
  (void)figures_history_read(&w.history, &w.diags, &s);
  history_finish(&w.history);
  assert_string_equal(runs_of(&w), row->runs);
  assert_string_equal(series_of(&w), row->series);
  assert_string_equal(diags_of(&w), row->diags);
  arena_free(&w.arena);
}

static void directions(void **state) {
  static const struct {
    const char *tool, *unit; /* the unit may bring further members */
    enum better better;
  } rows[] = {{"customBiggerIsBetter", "ms", BETTER_HIGHER}, {"customSmallerIsBetter", "ops/s", BETTER_LOWER}, {"cargo", "ns/iter", BETTER_LOWER},
              {"benchmarkjs", "ops/sec", BETTER_HIGHER},     {"pytest", "iter/sec", BETTER_HIGHER},            {"go", "widgets", BETTER_UNKNOWN},
              {"googlecpp", "us/iter", BETTER_LOWER},        {"customBiggerIsBetter", "x\",\"better\":\"lower", BETTER_LOWER},
              {"go", "x\",\"direction\":\"higher_is_better", BETTER_HIGHER}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct world w;
    begin(&w);
    struct str text = arena_printf(&w.arena, "window.BENCHMARK_DATA = {\"entries\":{\"S\":[{\"commit\":{\"id\":\"a\"},\"tool\":\"%s\",\"benches\":[{\"name\":\"n\",\"value\":1,\"unit\":\"%s\"}]}]}}",
                                   rows[i].tool, rows[i].unit);
    struct source s = source_of("data.js", text);
    (void)figures_history_read(&w.history, &w.diags, &s);
    history_finish(&w.history);
    assert_int_equal(w.history.table.rows.at[0].better, rows[i].better);
    arena_free(&w.arena);
  }
}

int main(void) {
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) check_test_state(texts[i].what, text_holds, &texts[i]);
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) check_test_state(scripts[i].what, script_holds, &scripts[i]);
  check_test("directions of data.js", directions);
  check_test("natural order", natural_order);
  check_test("a thousand runs of one date", thousand_of_one_date);
  check_test("packing", packing);
  check_test("every bit", every_bit);
  check_test("names of runs", names);
  check_test("in pieces", in_pieces);
  return check_run("history");
}
