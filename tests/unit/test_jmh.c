/* JMH's JSON: what becomes a sample, units and directions of the modes, and what is said of the rest. */
#include "bench_read.h"

#include "read/jmh_histogram.h"

#define JMH INPUT_JMH
#define ENTRY(mode, rest) "{\"benchmark\":\"a.B.c\",\"mode\":\"" mode "\"," rest "}"
#define METRIC(unit, rest) "\"primaryMetric\":{\"score\":9,\"scoreError\":\"NaN\",\"scoreUnit\":\"" unit "\"" rest "}"
#define TEN "[[[[[[[[[["

static struct bench_read_row rows[] = {
    {"iterations of all forks are samples", "[" ENTRY("thrpt", METRIC("ops/s", ",\"rawData\":[[1,2],[3]]")) "]", JMH, "a.B.c ops/s> 1 2 3", NULL},
    {"throughput in another unit", "[" ENTRY("thrpt", METRIC("ops/ms", ",\"rawData\":[[2]]")) "]", JMH, "a.B.c ops/s> 2000", NULL},
    {"average time", "[" ENTRY("avgt", METRIC("ms/op", ",\"rawData\":[[2000]]")) "]", JMH, "a.B.c sec/op< 2", NULL},
    {"single shots and average times are not the same",
     "[" ENTRY("ss", METRIC("s/op", ",\"rawData\":[[2]]")) "," ENTRY("avgt", METRIC("s/op", ",\"rawData\":[[3]]")) "]", JMH,
     "a.B.c single-sec/op< 2; a.B.c sec/op< 3", NULL},
    {"sampled times: an iteration is a sample",
     "[" ENTRY("sample", METRIC("s/op", ",\"rawDataHistogram\":[[[[10,1],[1,98],[2,1]],[[4,2]]]]")) "]", JMH,
     "a.B.c sample-sec/op< 1.1 4; a.B.c p50-sec/op< 1 4; a.B.c p90-sec/op< 1 4; a.B.c p99-sec/op< 2 4", NULL},
    {"sampled times without their histogram",
     "[" ENTRY("sample", METRIC("ms/op", ",\"scorePercentiles\":{\"50.0\":2000,\"90.0\":\"NaN\",\"99.0\":4000}")) "]", JMH,
     "a.B.c sample-sec/op< [0.009]; a.B.c p50-sec/op< [2]; a.B.c p99-sec/op< [4]", NULL},
    {"a broken histogram", "[" ENTRY("sample", METRIC("s/op", ",\"rawDataHistogram\":[5,[[[1,1],[2],[3,0],[\"x\",1],[4,1.5]],[]]]")) "]", JMH,
     "a.B.c sample-sec/op< 1; a.B.c p50-sec/op< 1; a.B.c p90-sec/op< 1; a.B.c p99-sec/op< 1",
     "0:0 bench-data: [0].primaryMetric.rawDataHistogram[0]: is no array, "
     "0:0 bench-data: [0].primaryMetric.rawDataHistogram[1][0][1]: is no pair of a value and a count, "
     "0:0 bench-data: [0].primaryMetric.rawDataHistogram[1][0][2]: is no pair of a value and a count, "
     "0:0 bench-data: [0].primaryMetric.rawDataHistogram[1][0][3]: is no pair of a value and a count, "
     "0:0 bench-data: [0].primaryMetric.rawDataHistogram[1][0][4]: is no pair of a value and a count, "
     "0:0 bench-data: [0].primaryMetric.rawDataHistogram[1][1]: holds no measurement"},
    {"parameters and threads",
     "[{\"benchmark\":\"a.B.c\",\"mode\":\"avgt\",\"threads\":4,\"params\":{\"n\":\"1/2\",\"s\":\"x y\"}," METRIC("s/op", ",\"rawData\":[[2]]") "}]", JMH,
     "a.B.c/n=1\xe2\x81\x84" "2/s=x_y-4 sec/op< 2", NULL},
    {"without raw data the score and its interval", "[" ENTRY("avgt", METRIC("s/op", ",\"scoreConfidence\":[8,10]")) "]", JMH, "a.B.c sec/op< [9 8..10]", NULL},
    {"intervals that JMH could not compute", "[" ENTRY("avgt", METRIC("s/op", ",\"rawData\":[],\"scoreConfidence\":[\"NaN\",\"NaN\"]")) "]", JMH,
     "a.B.c sec/op< [9]", NULL},
    {"a score that is NaN", "[{\"benchmark\":\"c\",\"mode\":\"avgt\",\"primaryMetric\":{\"score\":\"NaN\",\"scoreUnit\":\"s/op\"}}]", JMH, "c sec/op< !1",
     "0:0 bench-nan: [0].primaryMetric: this measurement is not a number and is left out"},
    {"raw data that are no numbers", "[" ENTRY("avgt", METRIC("s/op", ",\"rawData\":[[1,\"x\",null,\"NaN\",\"2\"],3]")) "]", JMH, "a.B.c sec/op< 1 2 !1",
     "0:0 bench-data: [0].primaryMetric.rawData[0][1]: is no number, 0:0 bench-data: [0].primaryMetric.rawData[0][2]: is no number, "
     "0:0 bench-nan: [0].primaryMetric.rawData[0][3]: this measurement is not a number and is left out, "
     "0:0 bench-data: [0].primaryMetric.rawData[1]: is no array"},
    {"what a profiler found",
     "[" ENTRY("avgt", METRIC("s/op", ",\"rawData\":[[2]]") ",\"secondaryMetrics\":{"
     "\"\xc2\xb7gc.alloc.rate.norm\":{\"score\":1,\"scoreUnit\":\"B/op\",\"rawData\":[[16,24]]},"
     "\"gc.alloc.rate\":{\"score\":5,\"scoreUnit\":\"MB/sec\"},"
     "\"gc.count\":{\"score\":3,\"scoreUnit\":\"counts\",\"rawData\":[[3]]},"
     "\"x\":{\"score\":3}}") "]",
     JMH, "a.B.c sec/op< 2; a.B.c B/op< 16 24; a.B.c gc.alloc.rate-B/sec? [5000000]; a.B.c gc.count-counts? 3",
     "0:0 bench-data: [0].secondaryMetrics.x: has no scoreUnit"},
    {"methods of a group",
     "[" ENTRY("thrpt", METRIC("ops/us", ",\"rawData\":[[2]]") ",\"secondaryMetrics\":{\"get\":{\"score\":1,\"scoreUnit\":\"ops/us\",\"rawData\":[[1]]}}") "]", JMH,
     "a.B.c ops/s> 2000000; a.B.c get-ops/s> 1000000", NULL},
    {"a mode that nobody knows", "[" ENTRY("x", METRIC("s/op", ",\"rawData\":[[2]]")) "]", JMH, "a.B.c sec/op< 2",
     "0:0 bench-note: [0].mode: is no mode that is known: the unit says which way is better"},
    {"a unit of one's own", "[" ENTRY("thrpt", METRIC("my units", ",\"rawData\":[[2]]")) "]", JMH, "a.B.c my_units> 2", NULL},
    {"entries that are none",
     "[1,{\"primaryMetric\":{}},{\"benchmark\":\"b\",\"mode\":\"avgt\",\"primaryMetric\":7},{\"benchmark\":\"c\",\"mode\":\"avgt\",\"primaryMetric\":{}},"
     "{\"benchmark\":\"\",\"mode\":\"avgt\",\"primaryMetric\":{\"scoreUnit\":\"s/op\"}}]",
     JMH, "",
     "0:0 bench-data: [0]: is no object, 0:0 bench-data: [1]: has no benchmark, 0:0 bench-data: [2]: has no primaryMetric, "
     "0:0 bench-data: [3].primaryMetric: has no scoreUnit, 0:0 bench-data: [4].primaryMetric: has neither raw data nor a score"},
    {"nested too deeply", "[{\"primaryMetric\":" TEN TEN TEN TEN TEN TEN TEN, JMH, "", "1:81 bench-data: JSON that cannot be read: nesting too deep"},
    {"cut in the middle", "[{\"benchmark\":\"c\",\"primaryMetric\":{\"rawData\":[[1,", JMH, "", "1:50 bench-data: the file ends within its JSON"},
};

struct quantile_row {
  const char *what;
  double q, value;
};

static void quantile(void **state) {
  const struct quantile_row *row = *state;
  struct arena a = ARENA_INIT;
  struct histogram h = {.bars = {0}};
  const struct histogram_bar bars[] = {{3, 1}, {1, 5}, {2, 4}};
  for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) *VEC_PUSH(&a, &h.bars) = bars[i];
  histogram_sort(&a, &h);
  check_double(histogram_quantile(&h, row->q), row->value, 0);
  check_double(histogram_mean(&h), 1.6, 1e-15);
  arena_free(&a);
}

static struct quantile_row quantiles[] = {
    {"quantile: the first half", 0.5, 1}, {"quantile: just above it", 0.51, 2}, {"quantile: nine of ten", 0.9, 2}, {"quantile: above", 0.91, 3},
    {"quantile: all", 1, 3},
};

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++) check_test_state(quantiles[i].what, quantile, &quantiles[i]);
  return check_run("jmh");
}
