/* pytest-benchmark's JSON: what becomes a sample, what a test is called, and what is said of the rest. */
#include "bench_read.h"

#define PY INPUT_PYTEST
#define FILE_OF(entries) "{\"machine_info\":{},\"benchmarks\":[" entries "]}"
#define TEN "[[[[[[[[[["

static struct bench_read_row rows[] = {
    {"rounds are samples", FILE_OF("{\"name\":\"test_a\",\"fullname\":\"t/b.py::test_a\",\"stats\":{\"data\":[1,2.5,3],\"median\":2.5,\"rounds\":3}}"), PY,
     "t/b.py.test_a sec/op< 1 2.5 3", NULL},
    {"without rounds the median", FILE_OF("{\"name\":\"test_a\",\"stats\":{\"median\":2.5,\"mean\":9,\"rounds\":7}}"), PY, "test_a sec/op< [2.5 n=7]", NULL},
    {"without a median the mean", FILE_OF("{\"name\":\"test_a\",\"stats\":{\"mean\":9,\"data\":[]}}"), PY, "test_a sec/op< [9]", NULL},
    {"a class is part of the suite", FILE_OF("{\"name\":\"test_a\",\"fullname\":\"b.py::TestX::test_a\",\"stats\":{\"data\":[1]}}"), PY,
     "b.py::TestX.test_a sec/op< 1", NULL},
    {"a group is the suite where there is no file", FILE_OF("{\"name\":\"test_a\",\"group\":\"g\",\"stats\":{\"data\":[1]}}"), PY, "g.test_a sec/op< 1", NULL},
    {"parameters", FILE_OF("{\"name\":\"test_a[10-x]\",\"fullname\":\"b.py::test_a[10-x::y]\",\"params\":{\"n\":10,\"s\":\"x\",\"t\":true,\"u\":null},"
                           "\"stats\":{\"data\":[1]}}"),
     PY, "b.py.test_a/n=10/s=x/t=true/u=null sec/op< 1", NULL},
    {"parameters by their id alone", FILE_OF("{\"name\":\"test_a[10/x y]\",\"params\":null,\"stats\":{\"data\":[1]}}"), PY,
     "test_a/10\xe2\x81\x84x_y sec/op< 1", NULL},
    {"parameters that JSON has no words for",
     FILE_OF("{\"name\":\"test_a[f0]\",\"params\":{\"f\":\"UNSERIALIZABLE[<function f>]\"},\"stats\":{\"data\":[1]}},"
             "{\"name\":\"test_a[l0]\",\"params\":{\"l\":[1,2]},\"stats\":{\"data\":[2]}}"),
     PY, "test_a/f0 sec/op< 1; test_a/l0 sec/op< 2", NULL},
    {"strings among the data", FILE_OF("{\"name\":\"a\",\"stats\":{\"data\":[1,\"2\",\"3 more\",NaN,null,Infinity]}}"), PY, "a sec/op< 1 2 inf !1",
     "0:0 bench-data: benchmarks[0].stats.data[2]: is no number, 0:0 bench-nan: benchmarks[0].stats.data[3]: this measurement is not a number and is "
     "left out, 0:0 bench-data: benchmarks[0].stats.data[4]: is no number"},
    {"data that were made fewer", FILE_OF("{\"name\":\"a\",\"stats\":{\"data\":[1,2],\"rounds\":40}}"), PY, "a sec/op< 1 2",
     "0:0 bench-note: benchmarks[0].stats.data: holds 2 values of 40 rounds"},
    {"data of another type", FILE_OF("{\"name\":\"a\",\"stats\":{\"data\":\"1,2\",\"median\":4}}"), PY, "a sec/op< [4]",
     "0:0 bench-data: benchmarks[0].stats.data: is no array"},
    {"entries that are none", FILE_OF("7,{\"stats\":{}},{\"name\":\"a\"},{\"name\":\"b\",\"stats\":null},{\"name\":\"c\",\"stats\":{\"min\":1}}"), PY, "",
     "0:0 bench-data: benchmarks[0]: is no object, 0:0 bench-data: benchmarks[1]: has no name, 0:0 bench-data: benchmarks[2]: has no stats, "
     "0:0 bench-data: benchmarks[3]: has no stats, 0:0 bench-data: benchmarks[4].stats: has neither data nor a median"},
    {"one test twice", FILE_OF("{\"name\":\"a\",\"stats\":{\"data\":[1]}},{\"name\":\"a\",\"stats\":{\"data\":[2]}}"), PY, "a sec/op< 1 2", NULL},
    {"an empty name", FILE_OF("{\"name\":\"\",\"stats\":{\"data\":[1]}}"), PY, " sec/op< 1", NULL},
    {"strings that look like keys", FILE_OF("{\"name\":\"\\\"real_time\\\": 1, \\\"run_type\\\": 2\",\"stats\":{\"data\":[1,\"\\\"times\\\": [\"]}}"), PY,
     "\"real_time\": 1, \"run_type\": 2 sec/op< 1", "0:0 bench-data: benchmarks[0].stats.data[1]: is no number"},
    {"no test", FILE_OF(""), PY, "", "0:0 file-empty: this file holds no benchmark result"},
    {"nested too deeply", "{\"machine_info\":{},\"benchmarks\":" TEN TEN TEN TEN TEN TEN TEN, PY, "", "1:96 bench-data: JSON that cannot be read: nesting too deep"},
    {"cut in the middle", "{\"machine_info\":{},\"benchmarks\":[{\"stats\":{\"data\":[1,", PY, "", "1:54 bench-data: the file ends within its JSON"},
};

static void check_config(const struct bench_read *r, const char *key, const char *value) {
  struct str got = bench_config_get(&r->table, r->table.rows.at[0].side[SIDE_HEAD].config, str_of(key));
  if (!str_eq(got, str_of(value))) fail_msg("%s is \"%.*s\"", key, STR_ARG(got));
}

static void machine(void **state) {
  (void)state;
  struct bench_read r;
  bench_read_text(&r, "input",
                  STR("{\"machine_info\":{\"system\":\"Linux\",\"machine\":\"x86_64\",\"python_implementation\":\"CPython\",\"python_version\":\"3.11.2\","
                      "\"cpu\":{\"brand\":\"Old\",\"brand_raw\":\"Z80 \"}},\"commit_info\":{\"id\":\"unversioned\"},"
                      "\"datetime\":\"2026-11-20T13:36:20.829797\",\"benchmarks\":[{\"name\":\"a\",\"stats\":{\"data\":[1]}}]}"));
  check_config(&r, "goos", "linux");
  check_config(&r, "goarch", "amd64");
  check_config(&r, "cpu", "Z80");
  check_config(&r, "python", "CPython 3.11.2");
  assert_int_equal(r.table.date[SIDE_HEAD].s, 1795181780);
  assert_int_equal(r.table.commit[SIDE_HEAD].n, 0);
  bench_read_free(&r);
}

/* As many values as such files hold. */
static void many(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "{\"machine_info\":{},\"benchmarks\":[{\"name\":\"a\",\"stats\":{\"data\":[0");
  for (int i = 1; i < 100000; i++) buf_printf(&b, ",%d", i);
  buf_cstr(&b, "]}}]}");
  struct bench_read r;
  bench_read_text(&r, "input", buf_view(&b));
  assert_int_equal(r.tally.records, 100000);
  assert_int_equal(r.table.rows.n, 1);
  check_double(r.table.rows.at[0].side[SIDE_HEAD].samples.at[99999], 99999, 0);
  assert_string_equal(bench_read_diags(&r), "");
  bench_read_free(&r);
  buf_free(&b);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  check_test("machine", machine);
  check_test("many values", many);
  return check_run("pytest_bench");
}
