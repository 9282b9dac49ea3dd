/* What cargo bench prints: libtest's lines, also as Criterion writes them, and Criterion's own. */
#include "bench_read.h"

#define LT INPUT_LIBTEST
#define FAILED "bench-fail: the benchmark run failed: "

static struct bench_read_row rows[] = {
    {"a result", "test a ... bench:         135 ns/iter (+/- 24)\n", LT, "a sec/op< [1.35e-07 1.11e-07..1.59e-07]", NULL},
    {"thousands", "test a ... bench:  13,967,756.30 ns/iter (+/- 266,769.64)\n", LT, "a sec/op< [0.0139677563 0.013700986660000001..0.014234525940000001]", NULL},
    {"other times", "test a ... bench:  1 \xce\xbcs/iter (+/- 1)\ntest b ... bench:  22 \xc2\xb5s/iter (+/- 2)\ntest c ... bench:  3 ms/iter (+/- 1)\n"
     "test d ... bench: 4 s/iter (+/- 1)\n", LT,
     "a sec/op< [1e-06 0..2e-06]; b sec/op< [2.2e-05 2e-05..2.4e-05]; c sec/op< [0.003 0.002..0.004]; d sec/op< [4 3..5]", NULL},
    {"other units", "test a ... bench: 2835 cycles/iter (+/- 14)\ntest b ... bench: 1911 MS/s (+/- 420)\ntest c ... bench: 5 x (+/- 1)\n", LT,
     "a cycles/op< [2835 2821..2849]; b MS/s> [1911 1491..2331]; c x? [5 4..6]", NULL},
    {"a rate behind it", "test a ... bench:   1,000 ns/iter (+/- 10) = 1,250 MB/s\n", LT,
     "a sec/op< [1e-06 9.9e-07..1.01e-06]; a B/s> [1250000000]", NULL},
    {"no deviation", "test a ... bench: 5 ns/iter\n", LT, "a sec/op< [5e-09]", NULL},
    {"names with blanks and slashes", "test For loop (Execution) ... bench: 5 ns/iter (+/- 1)\ntest fib/n/20 ... bench: 6 ns/iter (+/- 1)\n", LT,
     "For loop (Execution) sec/op< [5e-09 4e-09..6e-09]; fib/n/20 sec/op< [6e-09 5e-09..7e-09]", NULL},
    {"padded names, CRLF", "test a   ... bench: 5 ns/iter (+/- 1)\r\n", LT, "a sec/op< [5e-09 4e-09..6e-09]", NULL},
    {"twice the same is two figures", "test a ... bench: 5 ns/iter\ntest a ... bench: 6 ns/iter\n", LT, "a sec/op< [5e-09] [6e-09]", NULL},
    {"ignored and tests", "running 3 tests\ntest i ... ignored\ntest j ... ignored, too slow\ntest k ... ok\ntest a ... bench: 5 ns/iter\n"
     "\ntest result: ok. 1 passed; 0 failed; 2 ignored; 1 measured; 0 filtered out\n", LT, "a sec/op< [5e-09]", NULL},
    {"behind noise", "   Compiling a v0.1.0 (/src)\nwarning: unused variable: `x`\n --> src/main.rs:5\n\n    Finished bench\n"
     "     Running unittests (target/release/deps/a-0123456789abcdef)\n\nrunning 1 test\ntest a ... bench: 5 ns/iter (+/- 1)\n\n"
     "test result: ok. 0 passed; 0 failed; 0 ignored; 1 measured\n", LT, "a.a sec/op< [5e-09 4e-09..6e-09]", NULL},
    {"targets are suites", "     Running benches/one.rs (/t/deps/one-hash)\ntest a ... bench: 5 ns/iter\n     Running target/release/deps/two-abc\n"
     "test a ... bench: 6 ns/iter\nRunning late (today)\ntest b ... bench: 6 ns/iter\n     Running unittests src\\lib.rs (target\\release\\deps\\three-0a.exe)\n"
     "test a ... bench: 7 ns/iter\n   Doc-tests four\n", LT,
     "one.a sec/op< [5e-09]; two.a sec/op< [6e-09]; two.b sec/op< [6e-09]; three.a sec/op< [7e-09]", NULL},
    {"what a benchmark prints stands between", "test a ... hello\nmore\nbench: 5 ns/iter (+/- 1)\n", INPUT_UNKNOWN, "", NULL},
    {"what a benchmark prints", "test b ... bench: 6 ns/iter\ntest a ... hello\nmore\nbench: 5 ns/iter (+/- 1)\nbench: 7 ns/iter\n", LT,
     "b sec/op< [6e-09]; a sec/op< [5e-09 4e-09..6e-09]", "5:1 bench-data: a result without a name"},

    {"colours of a terminal", "\x1b[1m\x1b[32m     Running\x1b[0m benches/b.rs (target/release/deps/b-0a)\nrunning 2 tests\n"
     "test a ... \x1b[36mbench\x1b[m\x1b(B:     135 ns/iter (+/- 24)\ntest b ... \x1b[33mignored\x1b[m\n\n"
     "test result: \x1b[32mok\x1b[m. 0 passed; 0 failed; 1 ignored; 1 measured\n", LT, "b.a sec/op< [1.35e-07 1.11e-07..1.59e-07]", NULL},
    {"a failure in colour", "test b ... bench: 6 ns/iter\ntest a ... \x1b[31mFAILED\x1b[m\n\x1b[1m\x1b[31merror\x1b[0m\x1b[1m:\x1b[0m bench failed\nend\x1b", LT,
     "b sec/op< [6e-09]", "2:1 " FAILED "\"test a ... FAILED\", 3:1 " FAILED "\"error: bench failed\""},
    {"a benchmark fails", "test a ... FAILED\ntest b ... bench: 5 ns/iter\n", LT, "b sec/op< [5e-09]", "1:1 " FAILED "\"test a ... FAILED\""},
    {"a total that failed", "running 1 test\ntest b ... bench: 5 ns/iter\ntest result: FAILED. 0 passed; 1 failed; 0 ignored; 1 measured\n", LT,
     "b sec/op< [5e-09]", "3:1 " FAILED "\"test result: FAILED. 0 passed; 1 failed; 0 ignored; 1 measured\""},
    {"cargo failed", "test b ... bench: 5 ns/iter\nerror: bench failed, to rerun pass `--bench x`\n", LT, "b sec/op< [5e-09]",
     "2:1 " FAILED "\"error: bench failed, to rerun pass `--bench x`\""},
    {"the compiler failed", "error[E0425]: cannot find\ntest b ... bench: 5 ns/iter\n", LT, "b sec/op< [5e-09]", "1:1 " FAILED "\"error[E0425]: cannot find\""},
    {"a panic", "test b ... bench: 5 ns/iter\nthread 'main' panicked at 'x', a.rs:1\n", LT, "b sec/op< [5e-09]",
     "2:1 " FAILED "\"thread 'main' panicked at 'x', a.rs:1\""},
    {"the run breaks off", "running 2 tests\ntest b ... bench: 5 ns/iter\n", LT, "b sec/op< [5e-09]",
     "1:1 " FAILED "\"no `test result` follows: the run broke off\""},
    {"another run opens before the end", "running 1 test\ntest b ... bench: 5 ns/iter\nrunning 0 tests\ntest result: ok. 0 measured\n", LT,
     "b sec/op< [5e-09]", "1:1 " FAILED "\"no `test result` follows: the run broke off\""},
    {"results are missing", "running 2 tests\ntest b ... bench: 5 ns/iter\ntest result: ok. 0 passed; 2 measured; 0 filtered out\n", LT,
     "b sec/op< [5e-09]", "3:1 bench-data: 2 benchmarks were measured, and 1 results are here"},

    {"commas in the wrong place", "test a ... bench: 1,23 ns/iter (+/- 1)\ntest b ... bench: 1234,567 ns/iter\ntest c ... bench: ,5 ns/iter\n", LT, "",
     "1:19 bench-data: no number behind \"bench:\"; the line is left out, 2:19 bench-data: no number behind \"bench:\"; the line is left out, "
     "3:19 bench-data: no number behind \"bench:\"; the line is left out"},
    {"no number", "test a ... bench: fast ns/iter\ntest b ... bench:\ntest c ... bench: NaN ns/iter (+/- NaN)\n", LT, "c sec/op< !1",
     "1:19 bench-data: no number behind \"bench:\"; the line is left out, 2:18 bench-data: no number behind \"bench:\"; the line is left out, "
     "3:1 bench-nan: this measurement is not a number and is left out"},
    {"no unit", "test a ... bench: 5\ntest b ... bench: 5 (+/- 1)\n", LT, "",
     "1:19 bench-data: a measurement without its unit; the line is left out, 2:19 bench-data: a measurement without its unit; the line is left out"},
    {"cut within the deviation", "test b ... bench: 6 ns/iter (+/- 1)\ntest a ... bench: 5 ns/iter (+/- 2", LT, "b sec/op< [6e-09 5e-09..7e-09]",
     "2:29 bench-data: a deviation that cannot be read; the line is left out"},
    {"words behind it", "test a ... bench: 5 ns/iter (+/- 2) = fast\n", LT, "a sec/op< [5e-09 3e-09..7e-09]",
     "1:37 bench-data: words behind the result that cannot be read"},
    {"no name", "test  ... bench: 5 ns/iter\n", LT, "", "1:17 bench-data: a result without a name"},
    {"no benchmark among the tests", "running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured\n", LT, "",
     "0:0 file-empty: this file holds no benchmark result"},

    {"Criterion", "Benchmarking f: Analyzing\nf/20    time:   [2.0246 ns 2.2311 ns 2.4461 ns]\n        change: [+506.22% +649.99% +857.69%] (p = 0.00)\n", LT,
     "f/20 sec/op< [2.2311000000000003e-09 2.0246e-09..2.4461e-09]", NULL},
    {"Criterion, a long name", "Adapter::Magic (JSON)\n                        time:   [3.4 \xc2\xb5s 3.5 \xc2\xb5s 3.6 \xc2\xb5s]\n", LT,
     "Adapter::Magic (JSON) sec/op< [3.5e-06 3.4e-06..3.6000000000000003e-06]", NULL},
    {"Criterion, throughput", "f  time:   [1 ms 2 ms 3 ms]\n   thrpt:  [1 MiB/s 2 MiB/s 3 MiB/s]\n   change:\n     time:   [-1.0% +0.5% +2.0%] (p = 0.5)\n"
     "     thrpt:  [-1.0% +0.5% +2.0%]\ng  time:   [1 ms 2 ms 3 ms]\n   thrpt:  [1.5 Kelem/s 2.5 Kelem/s 3.5 Kelem/s]\n", LT,
     "f sec/op< [0.002 0.001..0.003]; f B/s> [2097152 1048576..3145728]; g sec/op< [0.002 0.001..0.003]; g elem/s> [2500 1500..3500]", NULL},
    {"Criterion, an estimate that is none", "f  time:   [1 ms 2 ms]\ng  time:   [1 ms 2 ms 3 parsecs]\nh  time:   [1 ms 2 ms 3 ms]\n", LT,
     "h sec/op< [0.002 0.001..0.003]",
     "1:22 bench-data: an estimate that cannot be read: three numbers with their units stand between the brackets, "
     "2:32 bench-data: an estimate that cannot be read: three numbers with their units stand between the brackets"},
    {"Criterion, no name", " time:   [1 ms 2 ms 3 ms]\n", LT, "", "1:1 bench-data: an estimate without a name"},
    {"prose is not taken for it", "the test is ... benched\nrunning late\ntime: [5]\n", INPUT_UNKNOWN, "", NULL},
};

/* ---- real files ---- */

struct file_row {
  const char *path, *rows, *diags;
  bool failed;
};

#define T "tests::"
static struct file_row files[] = {
    {"corpus/bench/libtest/cargo_output.txt", "bench_fib_10 sec/op< [1.35e-07 1.11e-07..1.59e-07]; bench_fib_20 sec/op< [1.8149e-05 1.7394e-05..1.8904e-05]", "", false},
    {"corpus/bench/libtest/cargo_output3.txt",
     "bench_fib_10 sec/op< [1.487e-07 1.4648999999999998e-07..1.5091e-07]; bench_fib_20 sec/op< [1.8794119999999998e-05 1.835387e-05..1.9234369999999998e-05]", "", false},
    {"corpus/bench/libtest/cargo_output_units.txt",
     "cmov cycles/op< [2835 2821..2849]; cmov2 cycles/op< [2845 2826..2864]; mov cycles/op< [1508 1491..1525]; upload MS/s> [1911 1491..2331]; "
     "download MS/s> [9001 8932..9070]", "", false},
    {"corpus/bench/libtest/failed.txt",
     T "benchmark_a sec/op< [3.296e-06 2.775e-06..3.817e-06]; " T "benchmark_c sec/op< [3.215e-06 2.859e-06..3.571e-06]",
     "5 bench-fail, 11 bench-fail, 18 bench-fail, 20 bench-fail", true},
    {"corpus/bench/libtest/ignore.txt", T "benchmark sec/op< [3.161e-06 2.186e-06..4.136e-06]", "", false},
    {"corpus/bench/libtest/many.txt",
     T "benchmark sec/op< [3.161e-06 2.186e-06..4.136e-06]; " T "other_benchmark sec/op< [3.161e-06 2.186e-06..4.136e-06]; "
     T "last_benchmark sec/op< [3.161e-06 2.186e-06..4.136e-06]; " T "one_digit sec/op< [1e-06 0..2e-06]; " T "two_digit sec/op< [0.022 0..0.044]; "
     T "three_digit sec/op< [333 0..666]", "", false},
    {"corpus/bench/libtest/multi_target.txt",
     T "benchmark sec/op< [3.161e-06 2.186e-06..4.136e-06]; name." T "other_benchmark sec/op< [3.161e-06 2.186e-06..4.136e-06]", "", false},
    {"corpus/bench/libtest/zero.txt", "", "0 file-empty", false},
    {"corpus/bench/criterion/gab-bencher-format-criterion_output.txt",
     "Create Realm sec/op< [3.29e-07 3.25e-07..3.33e-07]; Symbols (Execution) sec/op< [3.268e-06 3.221e-06..3.315e-06]; "
     "For loop (Execution) sec/op< [1.2314e-05 1.2191e-05..1.2437e-05]; Fibonacci (Execution) sec/op< [0.001672496 0.00166233..0.001682662]", "", false},
    {"corpus/bench/criterion/failed.txt",
     "log4rs_bench.file sec/op< [2.2311000000000003e-09 2.0246e-09..2.4461e-09]; log4rs_bench.rolling_file sec/op< [1.9488e-09 1.748e-09..2.1506e-09]; "
     "trace4rs_bench.tracing_file sec/op< [6.0753e-05 5.2371000000000004e-05..7.1099e-05]; trace4rs_bench.tracing_rolling_file sec/op< [2.7365e-05 2.5687e-05..2.916e-05]",
     "60 bench-fail, 62 bench-fail", true},
    {"corpus/bench/criterion/dogfood.txt",
     "Adapter::Magic (JSON) sec/op< [3.4632e-06 3.4623e-06..3.4641e-06]; Adapter::Json sec/op< [3.4796e-06 3.4793e-06..3.48e-06]; "
     "Adapter::Magic (Rust) sec/op< [1.4726000000000001e-05 1.4721e-05..1.4730000000000001e-05]; Adapter::Rust sec/op< [1.4884e-05 1.4881e-05..1.4887e-05]", "", false},
};

static void read_file(struct bench_read *r, const char *path) {
  size_t n;
  const char *text = check_file(path, &n);
  bench_read_text(r, "input", (struct str){text, n});
}

static void corpus_file(void **state) {
  const struct file_row *row = *state;
  struct bench_read r;
  read_file(&r, check_shared(row->path));
  assert_int_equal(r.kind, INPUT_LIBTEST);
  assert_string_equal(bench_read_rows(&r), row->rows);
  assert_int_equal(r.table.failed[SIDE_HEAD], row->failed);
  struct buf b = BUF_INIT;
  diag_finish(&r.diags);
  VEC_EACH(const struct diag, it, &r.diags.list) buf_printf(&b, "%s%u %s", b.n ? ", " : "", it->pos.line, diag_slug(it->id));
  assert_string_equal(buf_take(&b, &r.arena).p, row->diags);
  bench_read_free(&r);
}

/* Every result line of the long one is a figure. */
static void whole_file(void **state) {
  (void)state;
  struct bench_read r;
  read_file(&r, check_shared("corpus/bench/criterion/many.txt"));
  assert_int_equal(r.tally.records, 5);
  assert_int_equal(r.diags.list.n, 0);
  const struct bench_row *row = &r.table.rows.at[0], *last = &r.table.rows.at[4];
  check_double(row->side[SIDE_HEAD].figures->centres.at[0], 323.90e-12, 1e-15);
  assert_true(str_eq(row->id.unit, STR("sec/op")));
  assert_int_equal(row->better, BETTER_LOWER);
  assert_true(str_eq(last->id.name, STR("benchmark: name with spaces")) && str_eq(last->id.suite, STR("trace4rs_bench")));
  bench_read_free(&r);
}

/* A failure is not only said: the run is marked. */
static void marked(void **state) {
  (void)state;
  struct bench_read r;
  bench_read_text(&r, "input", STR("test a ... FAILED\ntest b ... bench: 5 ns/iter\n"));
  assert_true(r.table.failed[SIDE_HEAD]);
  assert_false(r.table.failed[SIDE_BASE]);
  bench_read_free(&r);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) check_test_state(files[i].path, corpus_file, &files[i]);
  check_test("corpus/bench/criterion/many.txt", whole_file);
  check_test("a failed run is marked", marked);
  return check_run("libtest");
}
