/* Catch2's XML: which figures are taken, what a benchmark is called, and what is said of what failed. */
#include "bench_read.h"

#define C2 INPUT_CATCH2
#define MEAN "<mean value=\"2e9\" lowerBound=\"1e9\" upperBound=\"4e9\" ci=\"0.95\"/><standardDeviation value=\"7\" lowerBound=\"6\" upperBound=\"8\"/>"

static struct bench_read_row rows[] = {
    {"version 3", "<?xml version=\"1.0\"?>\n<Catch2TestRun name=\"t\"><TestCase name=\"Fib\"><BenchmarkResults name=\"fib 10\" samples=\"20\">" MEAN
     "</BenchmarkResults><OverallResult success=\"true\"/></TestCase></Catch2TestRun>", C2, "Fib.fib 10 sec/op< [2 1..4 n=20]", NULL},
    {"version 2", "<Catch name=\"t\"><Group name=\"t\"><TestCase name=\"Fib\"><BenchmarkResults name=\"a\" samples=\"5\">" MEAN
     "</BenchmarkResults></TestCase></Group></Catch>", C2, "Fib.a sec/op< [2 1..4 n=5]", NULL},
    {"sections, however deep", "<Catch><TestCase name=\"T\"><Section name=\"s\"><Section name=\"t/u\"><BenchmarkResults name=\"a\">" MEAN
     "</BenchmarkResults></Section><BenchmarkResults name=\"b\">" MEAN "</BenchmarkResults></Section></TestCase></Catch>", C2,
     "T/s/t/u.a sec/op< [2 1..4]; T/s.b sec/op< [2 1..4]", NULL},
    {"a name with references", "<Catch><TestCase name=\"a&lt;b&gt; &amp; c\"><BenchmarkResults name=\"&quot;x&quot;\">" MEAN "</BenchmarkResults></TestCase></Catch>", C2,
     "a<b> & c.\"x\" sec/op< [2 1..4]", NULL},
    {"no bounds", "<Catch><TestCase name=\"T\"><BenchmarkResults name=\"a\" samples=\"x\"><mean value=\"0\"/></BenchmarkResults></TestCase></Catch>", C2, "T.a sec/op< [0]", NULL},
    {"the same benchmark again", "<Catch><TestCase name=\"T\"><BenchmarkResults name=\"a\">" MEAN "</BenchmarkResults><BenchmarkResults name=\"a\"><mean value=\"3e9\"/>"
     "</BenchmarkResults></TestCase></Catch>", C2, "T.a sec/op< [2] [3]", NULL},
    {"a benchmark that failed", "<Catch>\n<TestCase name=\"T\">\n<BenchmarkResults name=\"a\">\n<failed message=\"out of luck\"/></BenchmarkResults>\n<BenchmarkResults name=\"b\">" MEAN
     "</BenchmarkResults></TestCase></Catch>", C2, "T.b sec/op< [2 1..4]", "4:0 bench-data: benchmark \"a\": failed: out of luck"},
    {"a test case that failed", "<Catch><TestCase name=\"T\"><BenchmarkResults name=\"a\">" MEAN "</BenchmarkResults>\n<OverallResult success=\"false\"/></TestCase></Catch>", C2,
     "T.a sec/op< [2 1..4]", "2:0 bench-fail: the test case \"T\" failed"},
    {"no mean", "<Catch><TestCase name=\"T\">\n<BenchmarkResults name=\"a\"/></TestCase></Catch>", C2, "", "2:0 bench-data: benchmark \"a\": has no mean"},
    {"a mean that is none", "<Catch><TestCase name=\"T\"><BenchmarkResults name=\"a\"><mean value=\"fast\"/></BenchmarkResults></TestCase></Catch>", C2, "",
     "1:0 bench-data: mean of \"a\": is no time"},
    {"a mean that is no number", "<Catch><TestCase name=\"T\"><BenchmarkResults name=\"a\"><mean value=\"nan\"/></BenchmarkResults></TestCase></Catch>", C2, "T.a sec/op< !1",
     "1:0 bench-nan: mean of \"a\": this measurement is not a number and is left out"},
    {"tests alone", "<Catch2TestRun><TestCase name=\"T\"><OverallResult success=\"true\"/></TestCase></Catch2TestRun>", C2, "",
     "0:0 file-empty: this file holds no benchmark result"},
    {"cut behind a mean", "<Catch><TestCase name=\"T\"><BenchmarkResults name=\"a\"><mean value=\"2e9\"/>\n  <stand", C2, "T.a sec/op< [2]",
     "2:9 bench-data: the file ends within its XML"},
    {"cut in a mean", "<Catch><TestCase name=\"T\"><BenchmarkResults name=\"a\"><mean value=\"2", C2, "",
     "1:68 bench-data: the file ends within its XML"},
    {"an entity", "<!DOCTYPE Catch [<!ENTITY b \"2e9\">]>\n<Catch><TestCase name=\"T\"><BenchmarkResults name=\"a\"><mean value=\"&b;\"/></BenchmarkResults></TestCase></Catch>", C2, "",
     "1:17 bench-data: XML with a document type is not read: what it declares might stand for anything"},
    {"another document", "<testsuites><Catch/></testsuites>", INPUT_UNKNOWN, "", NULL},
};

/* The same figures by eye, in the file. */
static void recorded(void **state) {
  (void)state;
  const char *path = check_shared("corpus/bench/catch2/local-v2.13.xml");
  size_t n;
  struct str text = {check_file(path, &n), n};
  struct bench_read r;
  bench_read_text(&r, "local-v2.13.xml", text);
  assert_int_equal(r.kind, C2);
  static const struct {
    const char *suite, *name;
    double mean, lo, hi;
  } want[] = {{"Fib", "fib 10", 309.505, 309.387, 309.934}, {"Fib", "fib 15", 12543.3, 3406.97, 49088.1}, {"Fib/deeper", "fib 5", 131.187, 27.8708, 544.178}};
  assert_int_equal(r.table.rows.n, 3);
  for (size_t i = 0; i < 3; i++) {
    const struct bench_row *row = &r.table.rows.at[i];
    const struct bench_figures *f = row->side[SIDE_HEAD].figures;
    assert_true(str_eq(row->id.suite, str_of(want[i].suite)) && str_eq(row->id.name, str_of(want[i].name)));
    assert_true(str_eq(row->id.unit, STR("sec/op")));
    assert_int_equal(row->better, BETTER_LOWER);
    assert_int_equal(f->centres.n, 1);
    check_double(f->centres.at[0], want[i].mean * 1e-9, 1e-12);
    check_double(f->lo, want[i].lo * 1e-9, 1e-12);
    check_double(f->hi, want[i].hi * 1e-9, 1e-12);
    assert_int_equal(f->n, 20);
  }
  assert_string_equal(bench_read_diags(&r), "");
  bench_read_free(&r);
}

/* Two names of 600 bytes: what is beside them is read. */
static void long_names(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "<Catch><TestCase name=\"");
  for (int i = 0; i < 600; i++) buf_char(&b, 'a');
  buf_cstr(&b, "\">\n<Section name=\"");
  for (int i = 0; i < 600; i++) buf_char(&b, 'b');
  buf_cstr(&b, "\"><BenchmarkResults name=\"x\">" MEAN "</BenchmarkResults></Section></TestCase><TestCase name=\"T\"><BenchmarkResults name=\"y\">" MEAN
               "</BenchmarkResults></TestCase></Catch>");
  struct bench_read r;
  bench_read_text(&r, "x", buf_view(&b));
  assert_string_equal(bench_read_rows(&r), "T.y sec/op< [2 1..4]");
  assert_string_equal(bench_read_diags(&r), "2:0 bench-data: the names of the sections around this one are too long together: nothing in it is read");
  bench_read_free(&r);
  buf_free(&b);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  check_test("names too long together", long_names);
  check_test("as Catch2 2.13 wrote it", recorded);
  return check_run("catch2");
}
