/* Go benchmark text: large inputs, and several files. */
#include "gobench_read.h"

#include <math.h>

/* ---- size ---- */

static void long_line(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  buf_cstr(&b, "BenchmarkLong");
  for (int i = 0; i < 300000; i++) buf_cstr(&b, "/x");
  buf_cstr(&b, " 1 5 x\nBenchmarkA 1");
  for (int i = 0; i < 20000; i++) buf_printf(&b, " %d m%d", i, i % 200);
  buf_char(&b, '\n');
  read_text(buf_view(&b), "x.txt", SIDE_HEAD);
  assert_int_equal(diags.list.n, 0);
  assert_int_equal(table.rows.n, 201);
  assert_int_equal(table.rows.at[0].id.params.n, 600000);
  buf_free(&b);
}

static void read_line_of(const char *before, size_t n, const char *after) {
  struct buf b = BUF_INIT;
  fresh();
  buf_cstr(&b, before);
  for (size_t i = 0; i < n; i++) buf_char(&b, 'x');
  buf_cstr(&b, after);
  buf_cstr(&b, "\nBenchmarkA 1 5 ns/op\n");
  read_text(buf_view(&b), "x.txt", SIDE_HEAD);
  buf_free(&b);
}

/* What would swamp the page is left out, with a word. */
static void too_long(void **state) {
  (void)state;
  read_line_of("BenchmarkB", 1 << 20, " 1 5 ns/op");
  assert_int_equal(diags.list.n, 1);
  assert_int_equal(diags.list.at[0].id, DIAG_BENCH_LINE);
  assert_int_equal(table.rows.n, 1);
  read_line_of("BenchmarkB 1 5 ", 300, "");
  assert_int_equal(diags.list.at[0].id, DIAG_BENCH_LINE);
  assert_int_equal(table.rows.n, 1);
  read_line_of("cpu: ", 5000, "");
  assert_int_equal(diags.list.at[0].id, DIAG_TEXT_IGNORED);
  assert_int_equal(table.configs.n, 0);
}

/* Each unit is a table of its own on the page. */
static void many_units(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  for (int i = 0; i < 300; i++) buf_printf(&b, "BenchmarkA 1 5 m%d\n", i);
  buf_cstr(&b, "BenchmarkA 1 5 m0\n");
  struct tally tally = read_text(buf_view(&b), "x.txt", SIDE_HEAD);
  assert_int_equal(tally.records, 257);
  assert_int_equal(tally.skipped, 44);
  assert_int_equal(table.rows.n, 256);
  buf_free(&b);
}

/* What Unit lines speak of alone is no table. */
static void many_unit_lines(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  for (int i = 0; i < 300; i++) buf_printf(&b, "Unit m%d better=lower\n", i);
  for (int i = 0; i < 256; i++) buf_printf(&b, "BenchmarkA 1 5 n%d\n", i);
  struct tally tally = read_text(buf_view(&b), "x.txt", SIDE_HEAD);
  assert_int_equal(tally.records, 256);
  assert_int_equal(diags.list.n, 0);
  buf_free(&b);
}

/* ---- several files ---- */

/* Files of one side add up, whatever prefix each has for a unit; a configuration ends with its file. */
static void two_files(void **state) {
  (void)state;
  fresh();
  read_text(STR("pkg: p\ncpu: A\nBenchmarkA 1 2000000000 ns/op 3 MB/s\n"), "x.txt", SIDE_HEAD);
  read_text(STR("BenchmarkA 1 4 ns/op\npkg: p\ncpu: B\nBenchmarkA 1 4 sec/op 5 B/s\n"), "y.txt", SIDE_HEAD);
  struct buf b = BUF_INIT;
  put_rows(&b, SIDE_HEAD);
  assert_text(&b, "p.A sec/op: 2 4; p.A B/s: 3000000 5; .A sec/op: 4e-09");
  const struct bench_side *s = &table.rows.at[0].side[SIDE_HEAD];
  assert_true(str_eq(s->pos.file, STR("x.txt")) && s->pos.line == 3);
  assert_true(s->other_machine != BENCH_NO_CONFIG);
  assert_true(str_eq(bench_config_get(&table, s->config, STR("cpu")), STR("A")));
  assert_true(str_eq(bench_config_get(&table, s->other_machine, STR("cpu")), STR("B")));
  assert_int_equal(table.rows.at[2].side[SIDE_HEAD].config, BENCH_NO_CONFIG);
  assert_int_equal(diags.list.n, 0);
}

/* Other units of one benchmark are other rows, never samples of one. */
static void mixed_units(void **state) {
  (void)state;
  fresh();
  read_text(STR("Unit widgets better=higher\nBenchmarkA 1 5 ns/op 6 widgets\n"), "x.txt", SIDE_BASE);
  read_text(STR("Unit widgets better=lower\nBenchmarkA 1 7 ms/op 8 widgets 4 ns/GC\n"), "y.txt", SIDE_HEAD);
  struct buf b = BUF_INIT;
  put_rows(&b, SIDE_BASE);
  assert_text(&b, ".A sec/op: 5e-09; .A widgets: 6; .A ms/op:; .A sec/GC:");
  put_rows(&b, SIDE_HEAD);
  assert_text(&b, ".A sec/op:; .A widgets: 8; .A ms/op: 7; .A sec/GC: 4e-09");
  put_diags(&b);
  assert_text(&b, "1:14 bench-unit");
  assert_true(str_eq(diags.list.at[0].pos.file, STR("y.txt")));
  bench_table_finish(&table);
  assert_int_equal(table.rows.at[1].better, BETTER_HIGHER); /* the first line stays */
}

/* What a tool said of a figure beside it; of the first measurement of a line, and until it is ended. */
static void intervals(void **state) {
  (void)state;
  fresh();
  read_text(STR("perfpage-no-samples: yes\nperfpage-interval: 4 6.5 30\nBenchmarkA 1 5 ns/op 7 w\nperfpage-interval: - 9 -\nBenchmarkB 1 8 w\n"
                "perfpage-interval:\nBenchmarkC 1 8 w\nperfpage-interval: 2 1 3\nperfpage-interval: 1 2\nperfpage-interval: 1 nan 3\nperfpage-interval: 1 2 x\n"
                "perfpage-interval: 1 2 3 4\nBenchmarkD 1 8 w\n"),
            "x.txt", SIDE_HEAD);
  const struct bench_figures *f[5];
  for (int i = 0; i < 5; i++) f[i] = table.rows.at[i].side[SIDE_HEAD].figures;
  assert_true(num_same(f[0]->lo, 4 * 1e-9) && num_same(f[0]->hi, 6.5 * 1e-9) && f[0]->n == 30);
  assert_true(isnan(f[1]->lo) && isnan(f[1]->hi) && f[1]->n == 0);
  assert_true(isnan(f[2]->lo) && num_same(f[2]->hi, 9) && f[2]->n == 0);
  assert_true(isnan(f[3]->hi) && isnan(f[4]->lo) && isnan(f[4]->hi) && f[4]->n == 0);
  struct buf b = BUF_INIT;
  put_diags(&b);
  assert_text(&b, "8:20 bench-data, 9:20 bench-data, 10:20 bench-data, 11:20 bench-data, 12:20 bench-data");
}

static void one_side_empty(void **state) {
  (void)state;
  fresh();
  read_text(STR("BenchmarkA 1 5 x\n"), "x.txt", SIDE_BASE);
  struct tally tally = read_text(STR("goos: linux\nPASS\n"), "y.txt", SIDE_HEAD);
  assert_int_equal(tally.records, 0);
  assert_int_equal(table.results[SIDE_BASE], 1);
  assert_int_equal(table.results[SIDE_HEAD], 0);
  assert_int_equal(table.rows.at[0].side[SIDE_HEAD].samples.n, 0);
  struct buf b = BUF_INIT;
  put_diags(&b);
  assert_text(&b, EMPTY);
  assert_true(str_eq(diags.list.at[0].pos.file, STR("y.txt")));
}

/* A line of 32 MiB: measurements without end, and one of noise. */
static void huge_lines(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  buf_cstr(&b, "BenchmarkA 1");
  for (int i = 0; i < 2000000; i++) buf_cstr(&b, " 123.5 ns/op");
  buf_char(&b, '\n');
  for (int i = 0; i < 1000000; i++) buf_cstr(&b, "noise noise ");
  buf_cstr(&b, "\nBenchmarkB 1 5 x\n");
  struct tally tally = read_text(buf_view(&b), "x.txt", SIDE_HEAD);
  assert_int_equal(tally.records, 2);
  assert_int_equal(table.rows.at[0].side[SIDE_HEAD].samples.n, 2000000);
  check_double(table.rows.at[0].side[SIDE_HEAD].samples.at[1999999], 123.5e-9, 1e-15);
  assert_int_equal(table.rows.at[1].side[SIDE_HEAD].pos.line, 3);
  assert_int_equal(diags.list.n, 0);
  buf_free(&b);
}

/* Every line differs from the one before in what is configured: no table of them is searched line by line. */
static void many_configurations(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  for (int i = 0; i < 50000; i++) buf_printf(&b, "k%d: v\n", i);
  for (int i = 0; i < 50000; i++) buf_printf(&b, "k%d:\n", i);
  for (int i = 0; i < 50000; i++) buf_printf(&b, "seen: %d\nBenchmarkA%d 1 5 ns/op\n", i, i);
  read_text(buf_view(&b), "x.txt", SIDE_HEAD);
  assert_int_equal(table.configs.n, 50000);
  assert_int_equal(table.configs.at[49999].pairs.n, 1);
  assert_int_equal(table.rows.at[49999].side[SIDE_HEAD].config, 49999);
  buf_free(&b);
}

static void many_bad_lines(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  for (int i = 0; i < 100000; i++) buf_cstr(&b, "BenchmarkA 1 x\n");
  struct tally tally = read_text(buf_view(&b), "x.txt", SIDE_HEAD);
  assert_int_equal(tally.skipped, 100000);
  assert_int_equal(diags.list.n, DIAG_LIMIT + 1);
  buf_free(&b);
}

int main(void) {
  check_test("long lines", long_line);
  check_test("too long", too_long);
  check_test("many units", many_units);
  check_test("many Unit lines", many_unit_lines);
  check_test("two files of one side", two_files);
  check_test("mixed units between files", mixed_units);
  check_test("intervals of figures", intervals);
  check_test("one side empty", one_side_empty);
  check_test("huge lines", huge_lines);
  check_test("many configurations", many_configurations);
  check_test("many bad lines", many_bad_lines);
  return check_run("gobench_more");
}
