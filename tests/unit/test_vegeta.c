/* vegeta's report as JSON. */
#include "bench_read.h"

#define V INPUT_VEGETA
#define REPORT(latencies, rest) "{\"latencies\":{\"total\":400,\"mean\":2371194" latencies "},\"requests\":100,\"rate\":10.5,\"throughput\":10,\"success\":1," rest "\"errors\":[]}"
#define OK "\"status_codes\":{\"200\":100},"
#define A "attack "

static struct bench_read_row rows[] = {
    {"latencies", REPORT(",\"50th\":2854306,\"99th\":3530000,\"99.90th\":3600000,\"max\":3660505,\"min\":1949582", OK), V,
     A "sec/op< [0.002371194 n=100]; " A "p50-sec/op< [0.002854306 n=100]; " A "p99-sec/op< [0.00353 n=100]; " A "p99.9-sec/op< [0.0036 n=100]; "
     A "max-sec/op< [0.003660505 n=100]; " A "min-sec/op< [0.001949582 n=100]; " A "errors/op< [0 n=100]; " A "req/s> [10]", NULL},
    {"buckets and what is a setting are left", REPORT("", OK "\"buckets\":{\"0\":99,\"1000000\":1},\"duration\":5,\"wait\":5,"), V,
     A "sec/op< [0.002371194 n=100]; " A "errors/op< [0 n=100]; " A "req/s> [10]", NULL},
    {"bytes", REPORT("", OK "\"bytes_in\":{\"total\":500,\"mean\":5},\"bytes_out\":{\"total\":0,\"mean\":0},"), V,
     A "sec/op< [0.002371194 n=100]; " A "errors/op< [0 n=100]; " A "received-B/op? [5 n=100]; " A "sent-B/op? [0 n=100]; " A "req/s> [10]", NULL},
    {"failures", "{\"latencies\":{\"mean\":1e6},\"requests\":8,\"success\":0.25,\"throughput\":1,\"status_codes\":{\"0\":3,\"200\":2,\"204\":0,\"302\":1,\"503\":2,\"500\":0},"
     "\"errors\":[\"connection refused\",\"503 Service Unavailable\"]}", V,
     A "sec/op< [0.001 n=8]; " A "errors/op< [0.75 n=8]; " A "req/s> [1]",
     "0:0 bench-note: status_codes[\"0\"]: 3 requests got no response, 0:0 bench-note: status_codes[\"302\"]: 1 responses had the status 302, "
     "0:0 bench-note: status_codes[\"503\"]: 2 responses had the status 503, 0:0 bench-note: errors: 2 kinds of error, the first: \"connection refused\""},
    {"not one request", "{\"latencies\":{\"mean\":0,\"max\":0},\"requests\":0,\"success\":0,\"throughput\":0,\"status_codes\":{},\"end\":\"0001-01-01T00:00:00Z\"}", V, A "req/s> [0]",
     "0:0 bench-fail: the benchmark run failed: \"not one request was made\""},
    {"no word on requests", "{\"latencies\":{\"mean\":5},\"success\":1,\"status_codes\":{}}", V, "", "0:0 bench-data: requests: is no whole number of requests"},
    {"values that are none", "{\"latencies\":{\"mean\":\"NaN\",\"50th\":\"slow\",\"median\":5,\"101th\":5,\"th\":5,\"x\":1},\"requests\":1,\"success\":2,\"throughput\":\"fast\","
     "\"bytes_in\":{\"mean\":null},\"status_codes\":{\"x\":5,\"200\":-1},\"end\":\"yesterday\"}", V, A "sec/op< !1",
     "0:0 bench-nan: latencies.mean: this measurement is not a number and is left out, 0:0 bench-data: latencies.50th: is no number of nanoseconds, "
     "0:0 bench-data: latencies.median: is no latency that is known, 0:0 bench-data: latencies.101th: is no latency that is known, "
     "0:0 bench-data: latencies.th: is no latency that is known, 0:0 bench-data: latencies.x: is no latency that is known, "
     "0:0 bench-data: success: is no share from 0 to 1, 0:0 bench-data: throughput: is no number, "
     "0:0 bench-data: status_codes[\"x\"]: is no status with the number of its responses, "
     "0:0 bench-data: status_codes[\"200\"]: is no status with the number of its responses, 0:0 date-unknown: the date \"yesterday\" cannot be read"},
    {"cut in the middle", "{\"latencies\":{\"mean\":5},\"status_codes\":{\"200", V, "", "1:45 bench-data: the file ends within its JSON"},
    {"the words in a string", "{\"x\":\"latencies mean status_codes\"}", INPUT_UNKNOWN, "", NULL},
};

/* ---- the real file ---- */

static void readme(void **state) {
  (void)state;
  struct bench_read r;
  size_t n;
  const char *text = check_file(check_shared("corpus/bench/vegeta/readme-report.json"), &n);
  bench_read_text(&r, "input", (struct str){text, n});
  assert_int_equal(r.kind, V);
  assert_string_equal(bench_read_rows(&r),
                      A "sec/op< [0.002371194 n=100]; " A "p50-sec/op< [0.002854306 n=100]; " A "p90-sec/op< [0.003228223 n=100]; " A "p95-sec/op< [0.003478629 n=100]; "
                      A "p99-sec/op< [0.00353 n=100]; " A "max-sec/op< [0.003660505 n=100]; " A "min-sec/op< [0.001949582 n=100]; " A "errors/op< [0 n=100]; "
                      A "received-B/op? [6067 n=100]; " A "sent-B/op? [0 n=100]; " A "req/s> [101.00012489812]");
  assert_string_equal(bench_read_diags(&r), "");
  assert_true(r.table.date[SIDE_HEAD].known && r.table.date[SIDE_HEAD].s == date_days(2015, 9, 19) * 86400 + 12 * 3600 + 45 * 60 + 51);
  bench_read_free(&r);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  check_test("readme-report.json", readme);
  return check_run("vegeta");
}
