/* wrk's and wrk2's output. */
#include "bench_read.h"

#define HEAD "Running 2s test @ http://h/i\n  2 threads and 4 connections\n"
#define STATS "  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency     3.50ms    2.28ms  1.50s   75.01%\n    Req/Sec   587.58    115.91   737.00     70.00%\n"
#define TAIL "  200 requests in 2.00s, 462.59KB read\nRequests/sec:   100.00\nTransfer/sec:    1.50KB\n"
#define NAME "http://h/i/threads=2/connections=4 "
#define MEAN NAME "sec/op< [0.0035 n=200]"
#define MAX NAME "max-sec/op< [1.5 n=200]"
#define REST NAME "req/s> [100]; " NAME "B/s> [1536]; " NAME "errors/op< [0 n=200]"
#define MEAN0 NAME "sec/op< [0.0035]; " NAME "max-sec/op< [1.5]"
#define W INPUT_WRK

static struct bench_read_row rows[] = {
    {"a run", HEAD STATS TAIL, W, MEAN "; " MAX "; " REST, NULL},
    {"behind other words, indented, CRLF", "Output:\r\n\r\n    Running 2s test @ http://h/i\r\n      2 threads and 4 connections\r\n        Latency 3.50ms 2.28ms 1.50s 75.01%\r\n"
     "      200 requests in 2.00s, 1KB read\r\n    Requests/sec:   100.00\r\n    Transfer/sec:    1.50KB\r\nmore\r\n", W, MEAN "; " MAX "; " REST, NULL},
    {"percentiles", HEAD STATS "  Latency Distribution\n     50%    2.96ms\n     75%  635.91us\n     99%    1.50m\n" TAIL, W,
     MEAN "; " NAME "p50-sec/op< [0.00296 n=200]; " NAME "p75-sec/op< [0.00063591 n=200]; " NAME "p99-sec/op< [90 n=200]; " MAX "; " REST, NULL},
    {"wrk2", HEAD "  Latency Distribution (HdrHistogram - Recorded Latency)\n 50.000%    6.67ms\n 99.900%   12.30ms\n100.000%   12.50ms\n\n"
     "  Detailed Percentile spectrum:\n       Value   Percentile   TotalCount 1/(1-Percentile)\n\n       0.921     0.000000            1         1.00\n"
     "#[Mean    =        6.602, StdDeviation   =        1.919]\n#[Max     =       12.496, Total count    =        150]\n"
     "  Latency Distribution (HdrHistogram - Uncorrected Latency (measured without taking delayed starts into account))\n 50.000%    2.00ms\n"
     "#[Max     =       7.0, Total count    =        151]\n" TAIL, W,
     NAME "p50-sec/op< [0.00667 n=150]; " NAME "p99.9-sec/op< [0.0123 n=150]; " NAME "uncorrected-p50-sec/op< [0.002 n=150]; "
     NAME "max-sec/op< [0.0125 n=150]; " REST, NULL},
    {"failures", HEAD STATS "  200 requests in 2.00s, 1KB read\n  Socket errors: connect 1, read 2, write 3, timeout 44\n  Non-2xx or 3xx responses: 25\n"
     "Requests/sec:   100.00\nTransfer/sec:    1.50GB\n", W,
     MEAN "; " MAX "; " NAME "req/s> [100]; " NAME "B/s> [1610612736]; " NAME "errors/op< [0.3 n=250]",
     "1:1 bench-note: http://h/i: 25 responses were neither 2xx nor 3xx: the figures are those of failures too, "
     "1:1 bench-note: http://h/i: 50 requests failed at their socket (connect, read, write or timeout)"},
    {"nobody answered", HEAD "    Latency     0.00us    0.00us   0.00us    -nan%\n  0 requests in 1.00s, 0.00B read\n  Socket errors: connect 4, read 0, write 0, timeout 0\n"
     "Requests/sec:      0.00\nTransfer/sec:       0.00B\n", W,
     NAME "req/s> [0]; " NAME "B/s> [0]; " NAME "errors/op< [1 n=4]",
     "1:1 bench-fail: the benchmark run failed: \"http://h/i: not one request was completed\", "
     "1:1 bench-note: http://h/i: 4 requests failed at their socket (connect, read, write or timeout)"},
    {"runs of one thing are figures of one row", HEAD TAIL HEAD TAIL, W,
     NAME "req/s> [100] [100]; " NAME "B/s> [1536] [1536]; " NAME "errors/op< [0 n=200] [0 n=200]", NULL},
    {"other connections are another row", HEAD TAIL "Running 2s test @ http://h/i\n  2 threads and 8 connections\n  8 requests in 1s, 1KB read\nRequests/sec: 8\n", W,
     REST "; http://h/i/threads=2/connections=8 req/s> [8]; http://h/i/threads=2/connections=8 errors/op< [0 n=8]", NULL},
    {"a rate with a prefix", "Running 2s test @ u\n 5 requests in 1s, 1B read\nRequests/sec: 1.50k\n", W, "u req/s> [1500]; u errors/op< [0 n=5]", NULL},
    {"cut short", HEAD STATS "  200 requests", W, MEAN0, "1:1 bench-data: http://h/i: the output of this run breaks off before its requests and their rate"},
    {"cut short before the next", HEAD STATS HEAD TAIL, W, MEAN0 "; " REST,
     "1:1 bench-data: http://h/i: the output of this run breaks off before its requests and their rate"},
    {"the first line is missing", "Running 1s test @ u\n 5 requests in 1s, 1B read\nRequests/sec: 1\nTransfer/sec: 1B\n" TAIL, W,
     "u req/s> [1]; u B/s> [1]; u errors/op< [0 n=5]",
     "6:1 bench-data: results of a run whose first line, \"Running ... test @ URL\", is missing: left out"},
    {"what cannot be read", HEAD "    Latency     fast    2.28ms  1.50s   75.01%\n  Latency Distribution\n     50%    2.96parsecs\n     101%   1ms\n"
     "  200 requests in 2.00s, 462.59KB read\n  Socket errors: connect many\nRequests/sec:   lots\nTransfer/sec:    1.50K\n", W, NAME "errors/op< [0 n=200]",
     "1:1 bench-data: http://h/i: the output of this run breaks off before its requests and their rate, 3:1 bench-data: latencies that cannot be read, "
     "5:6 bench-data: a percentile that cannot be read, 6:6 bench-data: a percentile that cannot be read, "
     "8:3 bench-data: socket errors that cannot be read, 9:17 bench-data: a number that cannot be read, 10:18 bench-data: a number that cannot be read"},
    {"prose is not taken for it", "Running 5 tests\nRequests/sec: 5\n", INPUT_UNKNOWN, "", NULL},
};

/* ---- real files ---- */

static void read_file(struct bench_read *r, const char *path) {
  size_t n;
  const char *text = check_file(check_shared(path), &n);
  bench_read_text(r, "input", (struct str){text, n});
  assert_int_equal(r->kind, INPUT_WRK);
}

static void latency(void **state) {
  (void)state;
  struct bench_read r;
  read_file(&r, "corpus/bench/wrk/local-wrk-latency.txt");
#define LOCAL "http://127.0.0.1:18099/i/threads=2/connections=4 "
  assert_string_equal(bench_read_rows(&r),
                      LOCAL "sec/op< [0.00354 n=2345]; " LOCAL "p50-sec/op< [0.00296 n=2345]; " LOCAL "p75-sec/op< [0.00464 n=2345]; "
                      LOCAL "p90-sec/op< [0.00647 n=2345]; " LOCAL "p99-sec/op< [0.01143 n=2345]; " LOCAL "max-sec/op< [0.0181 n=2345]; "
                      LOCAL "req/s> [1169.59]; " LOCAL "B/s> [236257.28]; " LOCAL "errors/op< [0 n=2345]");
  assert_string_equal(bench_read_diags(&r), "");
  bench_read_free(&r);
}

static void refused(void **state) {
  (void)state;
  struct bench_read r;
  read_file(&r, "corpus/bench/wrk/local-wrk-non2xx.txt");
#define NOPE "http://127.0.0.1:18099/nope/threads=1/connections=2 "
  assert_string_equal(bench_read_rows(&r), NOPE "sec/op< [0.00281 n=948]; " NOPE "max-sec/op< [0.027329999999999997 n=948]; " NOPE "req/s> [861.68]; "
                                           NOPE "B/s> [448071.68]; " NOPE "errors/op< [1 n=948]");
  assert_string_equal(bench_read_diags(&r), "1:1 bench-note: http://127.0.0.1:18099/nope: 948 responses were neither 2xx nor 3xx: "
                                            "the figures are those of failures too");
  bench_read_free(&r);
}

/* The output in the middle of a text. */
static void readme(void **state) {
  (void)state;
  struct bench_read r;
  read_file(&r, "corpus/bench/wrk/wrk-README.md");
#define INDEX "http://127.0.0.1:8080/index.html/threads=12/connections=400 "
  assert_string_equal(bench_read_rows(&r), INDEX "sec/op< [0.00063591 n=22464657]; " INDEX "max-sec/op< [0.01292 n=22464657]; "
                                           INDEX "req/s> [748868.53]; " INDEX "B/s> [635783086.08]; " INDEX "errors/op< [0 n=22464657]");
  assert_string_equal(bench_read_diags(&r), "");
  bench_read_free(&r);
}

static const struct bench_row *row_of(const struct bench_read *r, const char *unit) {
  VEC_EACH(const struct bench_row, row, &r->table.rows)
    if (str_eq(row->id.unit, str_of(unit))) return row;
  fail_msg("no row in %s", unit);
  return NULL;
}

static void check_pair(const struct bench_read *r, const char *unit, double first, double second) {
  const struct bench_row *row = row_of(r, unit);
  const struct bench_figures *f = row->side[SIDE_HEAD].figures;
  assert_int_equal(row->better, str_ends(row->id.unit, STR("/s")) ? BETTER_HIGHER : BETTER_LOWER);
  assert_int_equal(f->centres.n, 2);
  check_double(f->centres.at[0], first, 1e-12);
  check_double(f->centres.at[1], second, 1e-12);
}

/* Two whole runs of one thing, and a third whose beginning is not in the text. */
static void wrk2(void **state) {
  (void)state;
  struct bench_read r;
  read_file(&r, "corpus/bench/wrk/wrk2-README-latency.txt");
  check_pair(&r, "sec/op", 6.18e-3, 63.66e-3);
  check_pair(&r, "p50-sec/op", 6.21e-3, 8.61e-3);
  check_pair(&r, "p99-sec/op", 10.52e-3, 1.27);
  check_pair(&r, "p99.999-sec/op", 11.32e-3, 1.42);
  check_pair(&r, "uncorrected-p50-sec/op", 2.68e-3, 3.02e-3);
  check_pair(&r, "max-sec/op", 11.31e-3, 1.42);
  check_pair(&r, "req/s", 2000.67, 2001.42);
  check_pair(&r, "B/s", 676.32 * 1024, 676.57 * 1024);
  assert_int_equal(row_of(&r, "sec/op")->side[SIDE_HEAD].figures->n, 39500);
  assert_string_equal(bench_read_diags(&r), "98:5 bench-data: results of a run whose first line, \"Running ... test @ URL\", is missing: left out");
  bench_read_free(&r);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  check_test("local-wrk-latency.txt", latency);
  check_test("local-wrk-non2xx.txt", refused);
  check_test("wrk-README.md", readme);
  check_test("wrk2-README-latency.txt", wrk2);
  return check_run("wrk");
}
