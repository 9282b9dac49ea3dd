/* k6's summaries, in their three shapes. */
#include "bench_read.h"

#define K INPUT_K6
/* The data of handleSummary, the flat export, the machine-readable summary: each around its metrics. */
#define DATA(metrics) "{\"root_group\":{\"name\":\"\",\"groups\":[],\"checks\":[]},\"options\":{\"summaryTimeUnit\":\"\"},\"state\":{\"testRunDurationMs\":1},\"metrics\":{" metrics "}}"
#define FLAT(metrics) "{\"metrics\":{" metrics ",\"iterations\":{\"count\":4,\"rate\":2}},\"root_group\":{\"name\":\"\",\"groups\":{},\"checks\":{}}}"
#define NEW(metrics) "{\"config\":{\"duration\":60},\"metadata\":{\"generatedAt\":\"2026-08-20T10:00:00Z\"},\"results\":{\"metrics\":[" metrics "]},\"version\":\"1.0.0\"}"
#define DUR "http_req_duration "
#define ITERATIONS "; iterations iterations/s> [2 n=4]"

static struct bench_read_row rows[] = {
    {"a trend of times", DATA("\"http_req_duration\":{\"type\":\"trend\",\"contains\":\"time\",\"values\":{\"avg\":1.5,\"min\":1,\"med\":1.25,\"max\":3,\"p(90)\":2,\"p(99.90)\":2.5}}"), K,
     DUR "sec/op< [0.0015]; " DUR "min-sec/op< [0.001]; " DUR "p50-sec/op< [0.00125]; " DUR "max-sec/op< [0.003]; " DUR "p90-sec/op< [0.002]; "
     DUR "p99.9-sec/op< [0.0025]", NULL},
    {"a trend, flat", FLAT("\"http_req_duration\":{\"avg\":1.5,\"p(95)\":2,\"count\":7}"), K, DUR "sec/op< [0.0015 n=7]; " DUR "p95-sec/op< [0.002 n=7]" ITERATIONS, NULL},
    {"a trend, new", NEW("{\"name\":\"http_req_duration\",\"type\":\"trend\",\"contains\":\"time\",\"values\":{\"avg\":1.5}}"), K, DUR "sec/op< [0.0015]", NULL},
    {"trends of other things", DATA("\"size\":{\"type\":\"trend\",\"contains\":\"data\",\"values\":{\"avg\":5,\"p(95)\":7}},\"depth\":{\"type\":\"trend\",\"contains\":\"default\",\"values\":{\"med\":3}}"), K,
     "size B/op< [5]; size p95-B/op? [7]; depth p50-value? [3]", NULL},
    {"a flat trend of unknown things", FLAT("\"mine\":{\"avg\":5,\"med\":7}"), K, "mine value? [5]; mine p50-value? [7]" ITERATIONS, NULL},
    {"sub-metrics", FLAT("\"http_req_duration{route:/a b,expected_response:true}\":{\"med\":1},\"http_reqs{url:http://h/x}\":{\"count\":5,\"rate\":1},\"a{b\":{\"count\":1}"), K,
     "http_req_duration/route=\xe2\x81\x84" "a_b/expected_response=true p50-sec/op< [0.001]; "
     "http_reqs/url=http:\xe2\x81\x84\xe2\x81\x84h\xe2\x81\x84x req/s> [1 n=5]; a{b events? [1 n=1]" ITERATIONS, NULL},
    {"counters", DATA("\"http_reqs\":{\"type\":\"counter\",\"contains\":\"default\",\"values\":{\"count\":120,\"rate\":12.5}},\"data_received\":{\"type\":\"counter\",\"contains\":\"data\","
                      "\"values\":{\"count\":1000,\"rate\":100}},\"mine\":{\"type\":\"counter\",\"contains\":\"default\",\"values\":{\"count\":3,\"rate\":0.5}},"
                      "\"dropped_iterations\":{\"type\":\"counter\",\"contains\":\"default\",\"values\":{\"count\":3,\"rate\":0.5}}"), K,
     "http_reqs req/s> [12.5 n=120]; data_received B/s> [100 n=1000]; mine events/s? [0.5 n=3]; dropped_iterations events/s< [0.5 n=3]", NULL},
    {"counters without a rate", NEW("{\"name\":\"data_sent\",\"type\":\"counter\",\"contains\":\"data\",\"values\":{\"count\":77}}"), K, "data_sent B? [77 n=77]", NULL},
    {"rates", DATA("\"http_req_failed\":{\"type\":\"rate\",\"contains\":\"default\",\"values\":{\"rate\":0.25,\"passes\":1,\"fails\":3}},\"checks\":{\"type\":\"rate\","
                   "\"contains\":\"default\",\"values\":{\"rate\":0.975,\"passes\":39,\"fails\":1}},\"mine\":{\"type\":\"rate\",\"contains\":\"default\",\"values\":{\"rate\":0.5}}"), K,
     "http_req_failed errors/op< [0.25 n=4]; checks errors/op< [0.025 n=40]; mine share? [0.5]", NULL},
    {"rates, flat", FLAT("\"checks\":{\"value\":0.75,\"passes\":3,\"fails\":1},\"http_req_failed\":{\"value\":0,\"passes\":0,\"fails\":4}"), K,
     "checks errors/op< [0.25 n=4]; http_req_failed errors/op< [0 n=4]" ITERATIONS, NULL},
    {"gauges", FLAT("\"vus\":{\"value\":5,\"min\":1,\"max\":9},\"mine\":{\"value\":2,\"min\":1,\"max\":9}"), K, "vus VUs? [5]; mine value? [2]" ITERATIONS, NULL},

    {"thresholds", DATA("\"http_reqs\":{\"type\":\"counter\",\"contains\":\"default\",\"values\":{\"count\":1,\"rate\":1},\"thresholds\":{\"rate>1\":{\"ok\":false},\"count>0\":{\"ok\":true}}}"), K,
     "http_reqs req/s> [1 n=1]", "0:0 bench-note: http_reqs: k6's threshold \"rate>1\" failed"},
    {"thresholds, flat: true is failed", FLAT("\"http_req_duration\":{\"avg\":1,\"thresholds\":{\"p(95)<500\":true,\"avg<9\":false}}"), K, DUR "sec/op< [0.001]" ITERATIONS,
     "0:0 bench-note: http_req_duration: k6's threshold \"p(95)<500\" failed"},
    {"thresholds that are none", FLAT("\"http_req_duration\":{\"avg\":1,\"thresholds\":{\"a\":1,\"b\":{\"ok\":\"yes\"}}},\"vus\":{\"value\":1,\"thresholds\":[]}"), K,
     DUR "sec/op< [0.001]; vus VUs? [1]" ITERATIONS,
     "0:0 bench-data: metrics[\"http_req_duration\"][\"a\"]: is no threshold: neither true, false nor an object with \"ok\", "
     "0:0 bench-data: metrics[\"http_req_duration\"][\"b\"]: is no threshold: neither true, false nor an object with \"ok\", "
     "0:0 bench-data: metrics[\"vus\"][\"thresholds\"]: is no object"},
    {"checks that failed", "{\"metrics\":{\"iterations\":{\"count\":1,\"rate\":1}},\"root_group\":{\"checks\":{\"is 200\":{\"name\":\"is 200\",\"passes\":3,\"fails\":2}},"
     "\"groups\":{\"g\":{\"checks\":[{\"name\":\"deep\",\"passes\":0,\"fails\":1},{\"name\":\"good\",\"passes\":1,\"fails\":0},{\"name\":\"odd\"}]}}}}", K,
     "iterations iterations/s> [1 n=1]",
     "0:0 bench-note: check \"is 200\": failed 2 of 5 times, 0:0 bench-note: check \"deep\": failed 1 of 1 times, "
     "0:0 bench-data: checks[\"odd\"]: does not say how often it passed and failed"},

    {"values that are none", DATA("\"http_req_duration\":{\"type\":\"trend\",\"contains\":\"time\",\"values\":{\"avg\":\"fast\",\"p(95)\":null,\"p(x)\":1,\"p(101)\":1,\"mode\":1,\"med\":\"2.5\",\"max\":NaN}},"
     "\"http_reqs\":{\"type\":\"counter\",\"contains\":\"default\",\"values\":{}},\"checks\":{\"type\":\"rate\",\"contains\":\"default\",\"values\":{\"rate\":1.5}},"
     "\"r\":{\"type\":\"rate\",\"contains\":\"default\",\"values\":{}},\"vus\":{\"type\":\"gauge\",\"contains\":\"default\",\"values\":{}},\"odd\":{\"type\":\"odd\",\"values\":{}},\"five\":5"), K,
     DUR "p50-sec/op< [0.0025]; " DUR "max-sec/op< !1",
     "0:0 bench-data: metrics[\"http_req_duration\"][\"avg\"]: is no number, 0:0 bench-data: metrics[\"http_req_duration\"][\"p(95)\"]: is no number, "
     "0:0 bench-data: metrics[\"http_req_duration\"][\"p(x)\"]: is no figure of a trend that is known, "
     "0:0 bench-data: metrics[\"http_req_duration\"][\"p(101)\"]: is no figure of a trend that is known, "
     "0:0 bench-data: metrics[\"http_req_duration\"][\"mode\"]: is no figure of a trend that is known, "
     "0:0 bench-nan: metrics[\"http_req_duration\"]: this measurement is not a number and is left out, "
     "0:0 bench-data: metrics[\"http_reqs\"]: has neither rate nor count, 0:0 bench-data: metrics[\"checks\"][\"rate\"]: is no share from 0 to 1, "
     "0:0 bench-data: metrics[\"r\"]: has no rate, 0:0 bench-data: metrics[\"vus\"]: has no value, "
     "0:0 bench-data: metrics[\"odd\"]: is no metric of a kind that is known, 0:0 bench-data: metrics[\"five\"]: is no metric of a kind that is known"},
    {"a metric without a name", NEW("{\"type\":\"gauge\",\"values\":{\"value\":1}}"), K, "",
     "0:0 bench-data: results.metrics[0]: has no name"},
    {"cut in the middle", "{\"metrics\":{\"http_reqs\":{\"count\":1,\"rate\":1},\"root", K, "", "1:51 bench-data: the file ends within its JSON"},
    {"other metrics are not taken for it", "{\"metrics\":{\"cpu\":{\"value\":5,\"unit\":\"x\"}},\"name\":\"x\"}", INPUT_UNKNOWN, "", NULL},
};

/* ---- the real file ---- */

static void machine_readable(void **state) {
  (void)state;
  struct bench_read r;
  size_t n;
  const char *text = check_file(check_shared("corpus/bench/k6/new-machine-readable-synthetic.json"), &n);
  bench_read_text(&r, "input", (struct str){text, n});
  assert_int_equal(r.kind, K);
  assert_string_equal(bench_read_rows(&r),
                      DUR "sec/op< [0.0123]; " DUR "max-sec/op< [0.08009999999999999]; " DUR "p50-sec/op< [0.0105]; " DUR "min-sec/op< [0.0021000000000000003]; " DUR "p90-sec/op< [0.0202]; "
                      DUR "p95-sec/op< [0.0303]; http_req_failed errors/op< [0.001 n=1000]; data_received B? [123456 n=123456]; vus VUs? [10]; "
                      "checks_total events? [120 n=120]; checks_failed errors/op< [0.025 n=120]");
  assert_string_equal(bench_read_diags(&r), "0:0 bench-note: check \"status is 200\": failed 3 of 120 times");
  assert_true(r.table.date[SIDE_HEAD].known && r.table.date[SIDE_HEAD].s == date_days(2026, 8, 20) * 86400 + 36000);
  bench_read_free(&r);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  check_test("new-machine-readable-synthetic.json", machine_readable);
  return check_run("k6");
}
