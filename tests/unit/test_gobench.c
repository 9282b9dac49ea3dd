/* Go benchmark text, rule by rule: what becomes a sample, of which row, and what is said of the rest. */
#include "gobench_read.h"

struct row {
  const char *what, *text, *rows, *diags;
};

static struct row rows[] = {
    {"runs of a history taken together", "run: a\nBenchmarkA 1 5 x\nrun: b\nBenchmarkA 1 6 x\nrun: c\nBenchmarkA 1 7 x\n", ".A x: 5 6 7", "3:1 bench-note"},
    {"a run in two parts", "run: a\nBenchmarkA 1 5 x\nrun: a\nBenchmarkA 1 6 x\n", ".A x: 5 6", ""},
    {"figures under a name of their own", "perfpage-name: b c\nperfpage-no-samples: yes\nBenchmarkA 1 5 x\n", ".b c x:", ""},
    {"one line", "BenchmarkA-8 100 5 x/op\n", ".A-8 x/op: 5", ""},
    {"no line end", "BenchmarkA-8 100 5 x/op", ".A-8 x/op: 5", ""},
    {"lines of one name add up", "BenchmarkA 1 5 x\nBenchmarkB 1 6 x\nBenchmarkA 1 7 x\n", ".A x: 5 7; .B x: 6", ""},
    {"many metrics", "BenchmarkA 1 5 x 6 y 7 B/op\nBenchmarkA 1 8 y 9 x\n", ".A x: 5 9; .A y: 6 8; .A B/op: 7", ""},
    {"a unit twice in a line", "BenchmarkA 1 5 x 6 x\n", ".A x: 5 6", ""},
    {"tidied", "BenchmarkA 1 2 ns/op 3 MB/s 4 p99-ns\n", ".A sec/op: 2e-09; .A B/s: 3000000; .A p99-sec: 4e-09", ""},
    {"units that tidy alike are one row", "BenchmarkA 1 2000000000 ns/op\nBenchmarkA 1 3 sec/op\n", ".A sec/op: 2 3", ""},
    {"zero is tidied", "BenchmarkA 1 0 ns/op\n", ".A sec/op: 0", ""},
    {"procs make rows", "BenchmarkA-2 1 5 x\nBenchmarkA-4 1 6 x\nBenchmarkA 1 7 x\n", ".A-2 x: 5; .A-4 x: 6; .A x: 7", ""},
    {"parts", "BenchmarkA/k=v/w-2 1 5 x\n", ".A/k=v/w-2 x: 5", ""},
    {"an empty name", "Benchmark 1 5 x\nBenchmark-8 1 6 x\n", ". x: 5; .-8 x: 6", ""},
    {"an empty name before any white space", "Benchmark\xc2\xa0" "1 5 x\nBenchmark\xe2\x80\x83" "1 6 x\n", ". x: 5 6", ""},
    {"any white space", "BenchmarkA\t \v1\f5\xc2\xa0x\xe2\x80\x83" "6 y \n", ".A x: 5; .A y: 6", ""},
    {"CRLF", "pkg: p\r\nBenchmarkA 1 5 x\r\n", "p.A x: 5", ""},
    {"a byte order mark where files were put together", "\xef\xbb\xbfpkg: p\n\xef\xbb\xbf" "BenchmarkA 1 5 x\n\xef\xbb\xbf\n", "p.A x: 5", ""},
    {"next line and line separator are white space, not line ends", "BenchmarkA\xc2\x85" "1\xe2\x80\xa8" "5\xe3\x80\x80x\n", ".A x: 5", ""},
    {"invalid UTF-8 in a name", "BenchmarkA\xff 1 5 x\n", ".A\xff x: 5", ""},

    {"suites", "pkg: p\nBenchmarkA 1 5 x\npkg: q\nBenchmarkA 1 6 x\npkg:\nBenchmarkA 1 7 x\n", "p.A x: 5; q.A x: 6; .A x: 7", ""},
    {"deleted with a blank", "pkg: p\npkg: \nBenchmarkA 1 5 x\n", ".A x: 5", ""},
    {"a colon needs a blank", "pkg:p\nBenchmarkA 1 5 x\n", ".A x: 5", ""},
    {"a key has no capital", "pKg: p\nPkg: p\nBenchmarkA 1 5 x\n", ".A x: 5", ""},
    {"a key has no blank", "pkg a: p\nBenchmarkA 1 5 x\n", ".A x: 5", ""},
    {"a tab opens a value", "pkg:\tp\nBenchmarkA 1 5 x\n", "p.A x: 5", ""},

    {"a name alone", "BenchmarkA\nBenchmarkA-8 \t\nBenchmarkB 1 5 x\n", ".B x: 5", ""},
    {"noise of go test -v",
     "=== RUN   BenchmarkA\nBenchmarkA\n    a_test.go:5: text\nBenchmarkA-8 1 5 x\n--- BENCH: BenchmarkA-8\n    a_test.go:9: more\n"
     "PASS\nok  \tp\t1.2s\n?   \tq\t[no test files]\n# comment\n\n",
     ".A-8 x: 5", ""},
    {"a skipped benchmark", "BenchmarkA \t--- SKIP: BenchmarkA\nBenchmarkB 1 5 x\n", ".B x: 5", ""},
    {"benchmark in lower case", "benchmarkA 1 5 x\nBenchmarkB 1 6 x\n", ".B x: 6", ""},
    {"an indented line is none", " BenchmarkA 1 5 x\nBenchmarkB 1 6 x\n", ".B x: 6", ""},

    {"no iterations", "BenchmarkA 5.5 x\nBenchmarkB 1 6 x\n", ".B x: 6", "1:12 bench-line"},
    {"iterations in prose", "Benchmarks are fun to read\nBenchmarkB 1 6 x\n", ".B x: 6", "1:12 bench-line"},
    {"no measurements", "BenchmarkA 100\nBenchmarkB 1 6 x\n", ".B x: 6", "1:15 bench-line"},
    {"no unit at the end", "BenchmarkA 100 5\nBenchmarkB 1 6 x\n", ".B x: 6", "1:16 bench-line"},
    {"a bad second pair drops the first", "BenchmarkA 1 5 x zz y\nBenchmarkB 1 6 x\n", ".B x: 6", "1:18 bench-line"},
    {"columns count characters", "Benchmark\xc3\xa4\xe4\xb8\xad 1 z x\nBenchmarkB 1 6 x\n", ".B x: 6", "1:15 bench-line"},
    {"cut short", "BenchmarkA 1 5 x\nBenchmarkA 1 6", ".A x: 5", "2:14 bench-line"},
    {"iterations beyond 64 bits", "BenchmarkA 99999999999999999999 5 x\nBenchmarkB 1 6 x\n", ".B x: 6", "1:12 bench-line"},

    {"numbers", "BenchmarkA 1 1e3 x .5 x 5. x +5 x -5 x 0x1p4 x 1_000 x 0x_1p0 x\n", ".A x: 1000 0.5 5 5 -5 16 1000 1", ""},
    {"not numbers: hexadecimal without p", "BenchmarkA 1 0x10 x\n", "", "1:14 bench-line, " EMPTY},
    {"not numbers: out of range", "BenchmarkA 1 1e400 x\n", "", "1:14 bench-line, " EMPTY},
    {"not numbers: underscores", "BenchmarkA 1 _1 x\nBenchmarkA 1 1_ x\nBenchmarkA 1 1__0 x\nBenchmarkA 1 1_.5 x\n", "",
     "1:14 bench-line, 2:14 bench-line, 3:14 bench-line, 4:14 bench-line, " EMPTY},
    {"not numbers: thousands", "BenchmarkA 1 1,000 x\n", "", "1:14 bench-line, " EMPTY},
    {"not numbers: digits of other scripts", "BenchmarkA 1 \xd9\xa3 x\n", "", "1:14 bench-line, " EMPTY},
    {"not numbers: underscores beside a point, a sign or an exponent",
     "BenchmarkA 1 1_e5 x\nBenchmarkA 1 1e_5 x\nBenchmarkA 1 1._5 x\nBenchmarkA 1 -_1 x\nBenchmarkA 1 0x1_p4 x\nBenchmarkA 1 0_x1p4 x\n", "",
     "1:14 bench-line, 2:14 bench-line, 3:14 bench-line, 4:14 bench-line, 5:14 bench-line, 6:14 bench-line, " EMPTY},
    {"underscores between digits", "BenchmarkA 1 1_23.50_0_0e+1_2 x -1_0 x 0x_a_bp0 x\n", ".A x: 123500000000000 -10 171", ""},
    {"numbers too small to tell from zero", "BenchmarkA 1 1e-400 x 1e-300 x\n", ".A x: 0 1e-300", ""},
    {"not numbers: a sign before nan, words", "BenchmarkA 1 +nan x\nBenchmarkA 1 nano x\nBenchmarkA 1 infinit x\nBenchmarkA 1 - x\nBenchmarkA 1 0x x\n", "",
     "1:14 bench-line, 2:14 bench-line, 3:14 bench-line, 4:14 bench-line, 5:14 bench-line, " EMPTY},
    {"iterations may have a sign, and nothing else", "BenchmarkA +1 5 x\nBenchmarkA -1 6 x\nBenchmarkA 1_0 7 x\nBenchmarkA 0x1 8 x\nBenchmarkA 1e3 9 x\n", ".A x: 5 6",
     "3:12 bench-line, 4:12 bench-line, 5:12 bench-line"},
    {"infinity", "BenchmarkA 1 Inf x -inf x +Infinity x\n", ".A x: inf -inf inf", ""},
    {"NaN", "BenchmarkA 1 5 x NaN y\nBenchmarkA 1 nan x 6 y\n", ".A x: 5 !1; .A y: 6 !1", "1:18 bench-nan, 2:14 bench-nan"},

    {"FAIL", "BenchmarkA 1 5 x\nFAIL\n", ".A x: 5", "2:1 bench-fail"},
    {"FAIL with a package", "BenchmarkA 1 5 x\nFAIL\tp\t0.1s\n", ".A x: 5", "2:1 bench-fail"},
    {"a test fails", "--- FAIL: TestX (0.00s)\n    --- FAIL: TestX/y\nBenchmarkA 1 5 x\n", ".A x: 5", "1:1 bench-fail, 2:1 bench-fail"},
    {"a benchmark fails", "BenchmarkA-8   \t--- FAIL: BenchmarkA-8\nBenchmarkB 1 5 x\n", ".B x: 5", "1:1 bench-fail"},
    {"panic", "BenchmarkA 1 5 x\npanic: runtime error\n", ".A x: 5", "2:1 bench-fail"},
    {"a panic behind a name", "BenchmarkA-8   \tpanic: boom [recovered]\nBenchmarkB 1 5 x\n", ".B x: 5", "1:1 bench-fail"},
    {"what the runtime and go test say", "BenchmarkA 1 5 x\nfatal error: all goroutines are asleep - deadlock!\n*** Test killed with quit: ran too long (11m0s).\n", ".A x: 5",
     "2:1 bench-fail, 3:1 bench-fail"},
    {"words that only begin like it", "FAILURES: none\nfail: no\npanics: none\nBenchmarkA 1 5 x\n", ".A x: 5", ""},

    {"nothing", "", "", EMPTY},
    {"no result", "goos: linux\nPASS\n", "", EMPTY},

    {"a Unit line", "Unit y better=higher assume=exact\nBenchmarkA 1 5 x\n", ".A x: 5", ""},
    {"a Unit line that would make a win of a regression", "Unit ns/op better=higher\nUnit p99-ns/op better=higher\nUnit MB/s better=lower\nUnit B/op better=lower\nBenchmarkA 1 5 x\n",
     ".A x: 5", "1:12 bench-unit, 2:16 bench-unit, 3:11 bench-unit"},
    {"a Unit line without facts", "Unit x\nUnits are not unit lines\nunit x\nBenchmarkA 1 5 x\n", ".A x: 5", ""},
    {"a Unit line without a unit", "Unit\nUnit \nBenchmarkA 1 5 x\n", ".A x: 5", "1:5 bench-unit, 2:6 bench-unit"},
    {"a Unit line of other words", "Unit x bogus y=1 =2 z\nBenchmarkA 1 5 x\n", ".A x: 5",
     "1:8 bench-unit, 1:14 text-ignored, 1:18 bench-unit, 1:21 bench-unit"},
    {"a Unit line with other values", "Unit x better=up assume=sure\nBenchmarkA 1 5 x\n", ".A x: 5", "1:8 bench-unit, 1:18 bench-unit"},
    {"a Unit line that contradicts", "Unit x better=lower\nUnit x better=lower\nUnit x better=higher\nBenchmarkA 1 5 x\n", ".A x: 5",
     "3:8 bench-unit"},
    {"Unit lines of units that tidy alike", "Unit ns better=lower\nUnit sec better=higher\nBenchmarkA 1 5 x\n", ".A x: 5", "2:10 bench-unit"},
};

static void line(void **state) {
  const struct row *r = *state;
  fresh();
  struct tally tally = read_text(str_of(r->text), "x.txt", SIDE_HEAD);
  struct buf b = BUF_INIT;
  put_rows(&b, SIDE_HEAD);
  assert_text(&b, r->rows);
  put_diags(&b);
  /* file-empty is about the whole file and sorts first: rows name it last, for the eye */
  struct buf want = BUF_INIT;
  size_t n = strlen(r->diags), e = strlen(", " EMPTY);
  bool moved = n > e && strcmp(r->diags + n - e, ", " EMPTY) == 0;
  if (moved) buf_cstr(&want, EMPTY ", ");
  buf_put(&want, r->diags, moved ? n - e : n);
  buf_char(&want, '\0');
  assert_text(&b, want.p);
  buf_free(&want);
  assert_int_equal(table.results[SIDE_HEAD], tally.records);
  assert_int_equal(table.failed[SIDE_HEAD], strstr(r->diags, "bench-fail") != NULL);
  assert_int_equal(table.results[SIDE_BASE], 0);
}

/* ---- names ---- */

/* names.tsv has the parts as Go prints them, quoted, one blank between. */
static void name_parts(void **state) {
  const struct check_row *r = *state;
  struct bench_id id = {.procs = -1};
  gobench_split(str_of(check_at(r, 0)), &id);
  struct buf got = BUF_INIT;
  buf_printf(&got, "\"" STR_FMT "\"|\"" STR_FMT "\"", STR_ARG(id.name), STR_ARG(id.name));
  assert_text(&got, check_at(r, 1));
  struct str parts = str_of(check_at(r, 2)), part;
  struct buf params = BUF_INIT;
  int64_t procs = 0;
  while (parts.n && str_cut(&parts, ' ', &part)) {
    struct str bare = str_slice(part, 1, part.n - 1);
    if (bare.p[0] == '/') buf_str(&params, bare);
    else assert_true(num_parse_i64(str_slice(bare, 1, bare.n), &procs));
  }
  assert_true(str_eq(id.params, buf_view(&params)));
  assert_int_equal(id.procs, procs);
  buf_free(&params);
}

static void huge_procs(void **state) {
  (void)state;
  struct bench_id id;
  gobench_split(STR("A-99999999999999999999"), &id);
  assert_true(str_eq(id.name, STR("A-99999999999999999999"))); /* no number we can hold: part of the name */
  assert_int_equal(id.procs, 0);
}

/* ---- configuration, dates, positions ---- */

static void configuration(void **state) {
  (void)state;
  fresh();
  read_text(STR("goos: linux\ncpu: A B  C \nBenchmarkA 1 5 x\nnote: 1\nBenchmarkA 1 6 x\nBenchmarkB 1 7 x\nnote:\ncpu: D\nBenchmarkC 1 8 x\n"),
            "x.txt", SIDE_BASE);
  uint32_t a = table.rows.at[0].side[SIDE_BASE].config, b = table.rows.at[1].side[SIDE_BASE].config;
  uint32_t c = table.rows.at[2].side[SIDE_BASE].config;
  assert_true(str_eq(bench_config_get(&table, a, STR("cpu")), STR("A B  C")));
  assert_true(str_eq(bench_config_get(&table, a, STR("goos")), STR("linux")));
  assert_int_equal(bench_config_get(&table, a, STR("note")).n, 0); /* of the first result */
  assert_true(str_eq(bench_config_get(&table, b, STR("note")), STR("1")));
  assert_int_equal(bench_config_get(&table, c, STR("note")).n, 0);
  assert_true(str_eq(bench_config_get(&table, c, STR("cpu")), STR("D")));
  assert_int_equal(table.configs.n, 3);
  assert_int_equal(table.rows.at[0].side[SIDE_HEAD].config, BENCH_NO_CONFIG);
  /* The next file starts without configuration, and equal configurations are one. */
  read_text(STR("BenchmarkA 1 5 x\n"), "y.txt", SIDE_HEAD);
  assert_int_equal(table.rows.at[0].side[SIDE_HEAD].config, BENCH_NO_CONFIG);
  read_text(STR("cpu: D\ngoos: linux\nBenchmarkD 1 5 x\n"), "z.txt", SIDE_HEAD);
  assert_int_equal(table.rows.at[3].side[SIDE_HEAD].config, c);
}

static void positions(void **state) {
  (void)state;
  fresh();
  read_text(STR("\nBenchmarkA 1 5 x\nBenchmarkA 1 NaN y\nBenchmarkA 1 6 y\n"), "x.txt", SIDE_BASE);
  read_text(STR("BenchmarkA 1 5 x\n"), "y.txt", SIDE_BASE);
  const struct pos *x = &table.rows.at[0].side[SIDE_BASE].pos, *y = &table.rows.at[1].side[SIDE_BASE].pos;
  assert_true(str_eq(x->file, STR("x.txt")) && x->line == 2 && x->col == 1);
  assert_int_equal(y->line, 3);
}

static void dates(void **state) {
  (void)state;
  fresh();
  read_text(STR("commit: c1\ndate: 2026-11-02\nBenchmarkA 1 5 x\ncommit: c0\ndate: 2026-11-01\nBenchmarkA 1 5 x\n"
                "date: 2027-01-01\ncommit: never measured\n"),
            "x.txt", SIDE_HEAD);
  assert_true(table.date[SIDE_HEAD].known && table.date[SIDE_HEAD].s == date_days(2026, 11, 2) * 86400);
  assert_true(str_eq(table.commit[SIDE_HEAD], STR("c1")));
  assert_false(table.date[SIDE_BASE].known);
  read_text(STR("commit: c9\nBenchmarkA 1 5 x\n"), "y.txt", SIDE_BASE);
  assert_true(str_eq(table.commit[SIDE_BASE], STR("c9")));
  assert_int_equal(diags.list.n, 1); /* x.txt is a history; that y.txt is of another commit is what comparisons are for */
  assert_int_equal(diags.list.at[0].id, DIAG_BENCH_NOTE);
  assert_int_equal(diags.list.at[0].pos.line, 4);
  read_text(STR("date: yesterday\nBenchmarkA 1 5 x\n"), "z.txt", SIDE_BASE);
  assert_int_equal(diags.list.n, 2);
  assert_int_equal(diags.list.at[1].id, DIAG_DATE_UNKNOWN);
  assert_int_equal(diags.list.at[1].pos.line, 1);
  assert_int_equal(diags.list.at[1].pos.col, 7);
}

/* Unit lines hold for both sides, whichever file has them. */
static void unit_facts(void **state) {
  (void)state;
  fresh();
  read_text(STR("Unit x better=higher assume=exact\nUnit ns/op assume=nothing\nBenchmarkA 1 5 x 6 ns/op 7 y\n"), "x.txt", SIDE_BASE);
  read_text(STR("BenchmarkB 1 5 x\n"), "y.txt", SIDE_HEAD);
  bench_table_finish(&table);
  assert_int_equal(table.rows.at[0].better, BETTER_HIGHER);
  assert_true(table.rows.at[0].exact);
  assert_int_equal(table.rows.at[1].better, BETTER_LOWER);
  assert_false(table.rows.at[1].exact);
  assert_int_equal(table.rows.at[2].better, BETTER_UNKNOWN);
  assert_int_equal(table.rows.at[3].better, BETTER_HIGHER);
}

/* ---- vector files and real ones ---- */

struct file_row {
  const char *path;
  uint64_t records;
  const char *diags;
};

/* A file of others, with one of its rows, "suite.Name/params-8", and the first sample of it. */
struct shared_row {
  struct file_row file;
  const char *row, *unit;
  double first;
  enum better better;
};

static struct file_row files[] = {
    {"tests/vectors/bench/67-unit-lines/old.txt", 9, ""},
    {"tests/vectors/bench/68-crlf-utf8/old.txt", 6, ""},
    {"tests/vectors/bench/68-crlf-utf8/new.txt", 7, ""},
    {"tests/vectors/bench/69-numbers/old.txt", 8, "3:16 bench-line, 10:16 bench-line"},
    {"tests/vectors/bench/69-numbers/new.txt", 2, ""},
    {"tests/vectors/bench/56-different-units-between-files/old.txt", 10, ""},
    {"tests/vectors/bench/56-different-units-between-files/new.txt", 10, ""},
    {"tests/vectors/bench/71-sign-cross/old.txt", 6, ""},
    {"tests/vectors/bench/71-sign-cross/new.txt", 6, ""},
    {"tests/vectors/bench/72-tiny-scale/old.txt", 12, ""},
    {"tests/vectors/bench/72-tiny-scale/new.txt", 12, ""},
    {"tests/vectors/bench/74-custom-units/old.txt", 30, ""},
    {"tests/vectors/bench/74-custom-units/new.txt", 30, ""},
    {"tests/vectors/bench/75-labels/old.txt", 6, ""},
    {"tests/vectors/bench/75-labels/new.txt", 6, ""},
    {"tests/vectors/bench/76-same-file-twice/old.txt", 6, ""},
    {"tests/vectors/bench/82-empty-both/old.txt", 0, EMPTY},
    {"tests/vectors/bench/82-empty-both/new.txt", 0, EMPTY},
    {"tests/vectors/bench/87-ties-asym-p-gt/old.txt", 8, ""},
    {"tests/vectors/bench/87-ties-asym-p-gt/new.txt", 3, ""},
    {"tests/vectors/bench/90-p-underflow-zero/old.txt", 40, ""},
    {"tests/vectors/bench/90-p-underflow-zero/new.txt", 40, ""},
    {"tests/vectors/bench/77-config-midfile/old.txt", 12, ""},
    {"tests/vectors/bench/78-dup-metric-in-line/new.txt", 6, ""},
    {"tests/vectors/bench/81-empty-new/new.txt", 0, EMPTY},
    {"tests/vectors/bench/85-nan/new.txt", 6, "8:19 bench-nan"},
    {"tests/vectors/bench/86-inf/new.txt", 6, ""},
};

static struct shared_row shared[] = {
    {{"vectors/bench/83-long-line/old.txt", 7, ""}, "example.com/p.A-8", "sec/op", 100.2e-9, BETTER_LOWER},
    {{"corpus/bench/go/gab-go_output.txt", 8, ""}, ".Fib/my_tabled_benchmark_-_20", "sec/op", 40537.123e-9, BETTER_LOWER},
    {{"corpus/bench/go/gab-go_single_package_output.txt", 2, ""}, "github.com/example/mypackage.Fib10-8", "sec/op", 325e-9, BETTER_LOWER},
    {{"corpus/bench/go/gab-go_fiber_duplicate_names_output.txt", 4, ""}, "github.com/gofiber/fiber/v3/middleware/cache.AppendMsgitem-4", "B/s", 2833.37e6, BETTER_HIGHER},
    {{"corpus/bench/go/golang-perf-suffixarray.txt", 420, ""}, "index/suffixarray.New/text=opticks/size=100K/bits=32-8", "sec/op", 4052123e-9, BETTER_LOWER},
    {{"corpus/bench/go/golang-perf-units.txt", 8, ""}, ".NonExact", "text-bytes", 100, BETTER_UNKNOWN},
    {{"corpus/bench/go/golang-perf-zero.txt", 12, ""}, ".Imperceptible2", "b-bytes", 171717171716, BETTER_UNKNOWN},
    {{"corpus/bench/go/marselester-systemd-n50.txt", 550, ""}, "github.com/marselester/systemd.AuthExternal-2", "B/op", 80, BETTER_LOWER},
    {{"corpus/bench/go/history/systemd-09-1d930d5.txt", 800, ""}, "github.com/marselester/systemd.DecodeString-2", "sec/op", 53.80e-9, BETTER_LOWER},
};

static void check_row(const struct shared_row *want) {
  bench_table_finish(&table);
  VEC_EACH(const struct bench_row, row, &table.rows) {
    struct buf b = BUF_INIT;
    buf_str(&b, row->id.suite);
    buf_char(&b, '.');
    bench_id_put(&b, &row->id);
    bool same = str_eq(buf_view(&b), str_of(want->row)) && str_eq(row->id.unit, str_of(want->unit));
    buf_free(&b);
    if (!same) continue;
    check_double(row->side[SIDE_HEAD].samples.at[0], want->first, 1e-15);
    assert_int_equal(row->better, want->better);
    return;
  }
  fail_msg("no %s in %s", want->row, want->unit);
}

static void file_of(const struct file_row *r, const char *path) {
  fresh();
  struct source s;
  assert_true(source_load(&arena, &diags, path, STR("x.txt"), &s));
  struct tally tally = gobench_read(&table, &diags, &s, SIDE_HEAD);
  assert_int_equal(tally.records, r->records);
  struct buf b = BUF_INIT;
  put_diags(&b);
  assert_text(&b, r->diags);
}

static void vector_file(void **state) {
  const struct file_row *r = *state;
  size_t n;
  (void)check_file(r->path, &n);
  const char *root = getenv("PERFPAGE_ROOT");
  char path[1024];
  (void)snprintf(path, sizeof path, "%s/%s", root ? root : ".", r->path);
  file_of(r, path);
}

static void shared_file(void **state) {
  const struct shared_row *r = *state;
  file_of(&r->file, check_shared(r->file.path));
  check_row(r);
}

/* Vector 67: what the reference says of new.txt after old.txt, plus its note on a key that means nothing. */
static void unit_lines(void **state) {
  (void)state;
  fresh();
  size_t n;
  const char *text = check_file("tests/vectors/bench/67-unit-lines/old.txt", &n);
  read_text((struct str){text, n}, "old.txt", SIDE_BASE);
  text = check_file("tests/vectors/bench/67-unit-lines/new.txt", &n);
  read_text((struct str){text, n}, "new.txt", SIDE_HEAD);
  struct buf b = BUF_INIT;
  put_diags(&b);
  assert_text(&b, "1:18 bench-unit, 3:8 text-ignored, 3:12 bench-unit, 3:15 bench-unit, 4:5 bench-unit");
  bench_table_finish(&table);
  VEC_EACH(const struct bench_row, row, &table.rows) {
    if (str_eq(row->id.unit, STR("widgets/sec"))) assert_int_equal(row->better, BETTER_HIGHER);
    if (str_eq(row->id.unit, STR("size-bytes"))) assert_true(row->exact);
  }
}

#define ROWS(rows, fn, name_of)                                                                                        \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) check_test_state(name_of, fn, &(rows)[i])

int main(void) {
  ROWS(rows, line, rows[i].what);
  check_table("tests/vectors/bench/names.tsv", name_parts);
  check_test("procs beyond 64 bits", huge_procs);
  check_test("configuration", configuration);
  check_test("positions", positions);
  check_test("dates and commits", dates);
  check_test("unit facts", unit_facts);
  check_test("vector 67", unit_lines);
  ROWS(files, vector_file, files[i].path);
  ROWS(shared, shared_file, shared[i].file.path);
  return check_run("gobench");
}
