/* What a file is taken for. */
#include "check.h"

#include "read/sniff.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;

struct row {
  const char *what, *name, *text;
  enum input_kind kind;
  const char *slug, *says; /* of INPUT_UNKNOWN: the message holds says */
};

#define GO INPUT_GO_BENCH
#define FOLDED INPUT_FOLDED
#define CSV INPUT_MEASURE_CSV
#define UNKNOWN INPUT_UNKNOWN
#define REFUSED UNKNOWN, "format-refused"
#define STRANGE UNKNOWN, "format-unknown"
#define EMPTY UNKNOWN, "file-empty"

static struct row rows[] = {
    {"one result", "x", "BenchmarkA-8 100 5 ns/op\n", GO, "", ""},
    {"a result behind noise", "x", "building\nlinking\nall good\nBenchmarkA 100 5 ns/op\n", GO, "", ""},
    {"a result among stacks", "x", "took 5\nwaited 6\nBenchmarkA 100 5 ns/op\n", GO, "", ""},
    {"Go output without results", "x", "goos: linux\ngoarch: amd64\nPASS\nok  \tp\t0.1s\n", GO, "", ""},
    {"a failed build", "x", "# p\n./a.go:5: undefined: x\nFAIL\tp [build failed]\n", GO, "", ""},
    {"a panic", "x", "panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n", GO, "", ""},
    {"benchmark text with another extension", "cpu.folded", "BenchmarkA 100 5 ns/op\n", GO, "", ""},
    {"a benchmark that ends in a figure", "x", "BenchmarkA 100 5 ns/op 6\n", GO, "", ""},

    {"stacks", "x", "a;b 1\nc 2\n", FOLDED, "", ""},
    {"stacks with another extension", "results.csv", "a;b 1\nc 2\n", FOLDED, "", ""},
    {"one stack", "x", "a;b 5", FOLDED, "", ""},
    {"a fraction", "x", "a;b 0.5\n", FOLDED, "", ""},
    {"two columns", "x", "a;b 1 2\nc 3 4\n", FOLDED, "", ""},
    {"a stack in brackets", "x", "[unknown];main 5\n[1] 5\n", FOLDED, "", ""},
    {"a stack in braces", "x", "{{closure}};main 5\n", FOLDED, "", ""},
    {"a closure", "x", "main;a::{{closure}} 5\nmain;b{n=\"1\"} 6\n", FOLDED, "", ""},
    {"stacks behind comments", "x", "# unit: ns\n\n# more\na;b 1\n", FOLDED, "", ""},
    {"half of the lines", "x", "a;b\na;c 3\n", FOLDED, "", ""},
    {"names with control characters", "x", "a;b\001\002 5\na 6\n", FOLDED, "", ""},
    {"a count beyond 64 bits", "x", "a 99999999999999999999999\n", FOLDED, "", ""},
    {"a frame called PASS", "x", "PASS;x 5\nmain;x 6\n", FOLDED, "", ""},

    {"measurements", "x", "scope,name,value,unit\nroute,/x,1,s\n", CSV, "", ""},
    {"measurements with comments", "x", "# date: 2026-11-20\n# commit: 1\n\nscope,name,quantile,within,value,unit,n\n", CSV, "", ""},
    {"measurements in another order", "x", "\"value\",\"unit\",\"scope\"\n", CSV, "", ""},
    {"measurements with columns missing", "x", "scope,value\n", CSV, "", ""},

    {"the document", "PERFORMANCE.md", "# anything\n", INPUT_PERFDOC, "", ""},
    {"the document in a folder", "svc/PERFORMANCE.md", "", INPUT_PERFDOC, "", ""},
    {"another document", "README.md", "# Title\n\nSome words.\n", STRANGE, "no reader"},

    {"stacks that end in returns", "x.folded", "a;b 3\ra;c 4\r", REFUSED, "carriage return"},
    {"one stack that ends in a return", "x.folded", "a;b 3\r", FOLDED, "", ""},

    {"nothing", "x.folded", "", EMPTY, "empty"},
    {"blanks", "x.txt", " \n\n\t\n", EMPTY, "empty"},
    {"comments", "x.folded", "# unit: ns\n", EMPTY, "empty"},

    {"perf.data", "perf.data", "PERFILE2\150", REFUSED, "perf script"},
    {"stacks that could be tags of a message", "x", "pppppppppppppppppppppppp;HHHHHHHH 5\n", FOLDED, "", ""},
    {"a histogram log", "x.hlog", "#[Histogram log format version 1.3]\n", REFUSED, ".hlog"},
    {"a histogram log by its header", "x", "#[Logged with y]\n\"StartTimestamp\",\"Interval_Length\"\n", REFUSED, ".hlog"},
    {"UTF-16, little", "x", "\xff\xfe" "a", REFUSED, "iconv -f UTF-16"},
    {"UTF-16, big", "x", "\xfe\xff" "a", REFUSED, "iconv -f UTF-16"},
    {"Zstandard", "x.zst", "\x28\xb5\x2f\xfd", REFUSED, "zstd -d"},
    {"zip", "x.zip", "PK\3\4", REFUSED, "zip"},

    {"OpenSLO", "slo.yaml", "apiVersion: openslo/v1\nkind: SLO\n", REFUSED, "OpenSLO"},
    {"OpenSLO behind a separator", "slo.yaml", "---\napiVersion: openslo/v1\n", REFUSED, "OpenSLO"},
    {"Sloth", "slo.yaml", "version: \"prometheus/v1\"\nservice: x\nslos:\n  - name: y\n", REFUSED, "Sloth"},
    {"Sloth of Kubernetes", "slo.yaml", "apiVersion: sloth.slok.dev/v1\n", REFUSED, "Sloth"},
    {"Pyrra", "slo.yaml", "apiVersion: pyrra.dev/v1alpha1\n", REFUSED, "Pyrra"},
    {"Prometheus text", "x.prom", "# HELP up x\n# TYPE up gauge\nup 1\n", REFUSED, "Prometheus"},
    {"Prometheus text without types", "x.prom", "up{job=\"x\"} 1\n", REFUSED, "Prometheus"},
    {"Prometheus text, mixed", "x.prom", "go_goroutines 12\nhttp_total{code=\"200\"} 5\n", REFUSED, "Prometheus"},
    {"perf stat", "x", "# started on Mon Nov 20\n\n1.5,msec,task-clock,1,100.00,,\n", INPUT_PERF_STAT, "", ""},
    {"perf stat, without its first line", "x", "1.5;msec;task-clock;1;100.00;;\n0;;page-faults;1;100.00;;\n", INPUT_PERF_STAT, "", ""},
    {"perf stat in JSON", "x", "{\"counter-value\" : \"5\", \"unit\" : \"\", \"event\" : \"cycles\"}\n{\"counter-value\" : \"6\", \"event\" : \"faults\"}\n",
     INPUT_PERF_STAT, "", ""},
    {"perf stat for people", "x", "# started on Mon Nov 20\n\n\n Performance counter stats for 'x':\n\n 0.80 msec task-clock # 0.6 CPUs utilized\n", REFUSED, "perf stat -x,"},
    {"perf stat for people, without its first line", "x", "\n Performance counter stats for 'x':\n\n   47   page-faults\n", REFUSED, "perf stat -x,"},
    {"wrk", "x", "Running 10s test @ http://x\n  2 threads\n", INPUT_WRK, "", ""},
    {"wrk behind noise", "x", "$ wrk http://x\n    Running 10s test @ http://x\n      99 requests in 5\n", INPUT_WRK, "", ""},
    {"libtest", "x", "running 1 test\ntest a ... bench:  5 ns/iter (+/- 1)\n", INPUT_LIBTEST, "", ""},
    {"libtest behind a build", "x", "   Compiling x v0.1.0\nwarning: unused\n  |\n5 | let x = 5;\n  |\n    Finished bench in 5\ntest a ... bench:  5 ns/iter (+/- 1)\n",
     INPUT_LIBTEST, "", ""},
    {"libtest without a benchmark", "x", "running 0 tests\n\ntest result: ok. 0 passed\n", INPUT_LIBTEST, "", ""},
    {"Criterion", "x", "Benchmarking 20\nBenchmarking 20: Analyzing\n20     time:   [1 ns 2 ns 3 ns]\n", INPUT_LIBTEST, "", ""},
    {"stacks of functions that are called like it", "x", "test a ... bench;x 5\nRunning;test @ y 6\n", FOLDED, "", ""},
    {"stacks of figures", "x", "1;msec;task-clock;5;100;a 5\n2;;b;6;100;c 6\n", FOLDED, "", ""},
    {"Go benchmarks beside other tools' words", "x", "test a ... bench:  5 ns/iter (+/- 1)\nBenchmarkA 1 5 x\n", GO, "", ""},
    {"k6", "x.json", "{\"metrics\":{\"http_req_duration\":{\"type\":\"trend\",\"values\":{\"avg\":1}}}}", INPUT_K6, "", ""},
    {"k6, flat", "x.json", "{\"metrics\":{\"http_reqs\":{\"count\":1,\"rate\":1}},\"root_group\":{}}", INPUT_K6, "", ""},
    {"vegeta", "x.json", "{\"latencies\":{\"mean\":1},\"status_codes\":{\"200\":1}}", INPUT_VEGETA, "", ""},
    {"XML", "x.xml", "<?xml version=\"1.0\"?>\n<testsuites/>\n", REFUSED, "XML"},
    {"Catch2", "x.xml", "<?xml version=\"1.0\"?>\n<!-- a --><Catch2TestRun/>\n", INPUT_CATCH2, "", ""},
    {"Catch2, before its third version", "x", "<Catch name=\"a\">", INPUT_CATCH2, "", ""},
    {"Catch2 behind a document type", "x", "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<Catch>", INPUT_CATCH2, "", ""},
    {"what Catch2 prints", "x", "Filters: x\n\nbenchmark name      samples       iterations    estimated\n----\n", REFUSED, "--reporter xml"},
    {"hyperfine, CSV", "x.csv", "command,mean,stddev,median,user,system,min,max\nls,0.1,,0.1,0,0,0.1,0.1\n", REFUSED, "--export-json"},
    {"hyperfine, AsciiDoc", "x.adoc", "[cols=\"<,>\"]\n|===\n| Command\n| Mean [ms]\n", REFUSED, "--export-json"},
    {"what hyperfine prints", "x", "Benchmark 1: ls\n  Time (mean \xc2\xb1 \xcf\x83):      13.8 ms \xc2\xb1   8.1 ms\n", REFUSED, "--export-json"},
    {"what JMH prints", "x", "Benchmark                 Mode  Cnt  Score   Error  Units\nA.b  thrpt    5  1.5 \xc2\xb1 0.1  ops/s\n", REFUSED, "-rf json"},
    {"JMH, CSV", "x.csv", "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\"\n\"a.b\",\"thrpt\",1,5,2.5\n", REFUSED, "-rf json"},
    {"what pytest-benchmark prints", "x", "---- benchmark: 1 tests ----\nName (time in us)   Min   Max\n", REFUSED, "--benchmark-json"},
    {"a table of BenchmarkDotNet", "x.md", "| Method | N | Mean     |\n|------- |-- |---------:|\n| Sort   | 5 | 10.00 us |\n", REFUSED, "--exporters json"},
    {"words about a benchmark", "x", "Benchmark of the CPU\nIterations\n", STRANGE, "no reader"},
    {"a table with a column of errors", "x.md", "| err | n |\n", STRANGE, "no reader"},
    {"HTML", "x.html", "<!DOCTYPE html>\n", REFUSED, "HTML"},
    {"semicolons", "m.csv", "scope;name;value\nroute;/x;5\n", REFUSED, "commas"},
    {"tabs", "m.tsv", "scope\tname\tvalue\n", REFUSED, "commas"},
    {"JSON", "x.json", "{\"a\": 1}\n", REFUSED, "JSON"},
    {"JSON array", "x.json", "[\n  {\n    \"name\": \"x\" } ]", REFUSED, "JSON"},
    {"JSON numbers", "x.json", "[1, 2, 3]", REFUSED, "JSON"},
    {"Google Benchmark", "x.json", "{\n \"context\": {},\n \"benchmarks\": []\n}", INPUT_GOOGLE_BENCH, "", ""},
    {"pytest-benchmark", "x.json", "{\"machine_info\": {}, \"benchmarks\": []}", INPUT_PYTEST, "", ""},
    {"JMH", "x.json", "[{\"benchmark\": \"a.b\", \"primaryMetric\": {}}]", INPUT_JMH, "", ""},
    {"nanobench", "x.json", "{\"results\": [{\"name\": \"a\", \"median(elapsed)\": 1}]}", INPUT_NANOBENCH, "", ""},
    {"a list of figures", "x.json", "[{\"name\": \"a\", \"unit\": \"ns\", \"value\": 1}]", INPUT_FIGURES_JSON, "", ""},
    {"Bencher Metric Format", "x.json", "{\"a.b[0]\": {\"latency\": {\"value\": 1}}}", INPUT_BMF, "", ""},
    {"keys that only stand in a string", "x.json", "{\"x\": \"\\\"context\\\": 1, \\\"benchmarks\\\": [], \\\"primaryMetric\\\": 1\"}", REFUSED, "JSON"},
    {"hyperfine", "x.json", "{\"results\": [{\"command\": \"ls\", \"times\": [1]}]}", INPUT_HYPERFINE, "", ""},
    {"perf script", "x",
     "# captured\nprog 123 [000] 1.5: cycles:u:\n\t    7f00ab12 main+0x1 (/bin/prog)\n\t    7f00ab13 start (/bin/prog)\n\n",
     INPUT_PERF_SCRIPT, "", ""},

    {"a heap profile in text", "x", "heap profile: 1: 64 [2: 128] @ heap/1048576\n1: 64 [2: 128] @ 0x1 0x2\n", REFUSED, "debug=1"},
    {"goroutines in text", "x", "goroutine profile: total 4\n1 @ 0x1 0x2 0x3\n#\t0x1\tmain.f+0x1\t/a.go:5\n", REFUSED, "debug=1"},
    {"what pprof -top prints", "x", "File: w\nType: cpu\nShowing nodes accounting for 280ms, 100% of 280ms total\n      flat  flat%\n", REFUSED, "the profile itself"},
    {"what pprof -raw prints", "x", "PeriodType: cpu nanoseconds\nPeriod: 10000000\nSamples:\nsamples/count cpu/nanoseconds\n", REFUSED, "the profile itself"},
    {"some JSON", "x.json", "{\"traceEvents\":[]}", REFUSED, "speedscope"},
    {"contention in text", "x", "--- contention:\ncycles/second=2000000000\n12 3 @ 0x1 0x2\n", REFUSED, "debug=1"},
    {"speedscope", "x.json", "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\"profiles\":[]}", INPUT_SPEEDSCOPE, "", ""},
    {"cpuprofile", "x", "{\"nodes\":[{\"id\":1,\"callFrame\":{},\"hitCount\":0}]}", INPUT_CPUPROFILE, "", ""},
    {"async-profiler, collapsed", "x",
     "java/lang/Thread.run;com/x/Main$$Lambda.0x1.run_[j];[unknown_Java];libc.so.6_[k] 12\n[GC_active];G1ParTask::work 3\n"
     "[Main tid=12];do_syscall_64_[k] 4\n", FOLDED, "", ""},
    {"stacks of one column of brackets", "x", "[main tid=1];a 5\n[main tid=2];b 6\n", FOLDED, "", ""},

    {"binary", "x", "\001\002\003\004\005\006\007", STRANGE, "binary"},
    {"prose", "x", "Nothing here\nis a measurement\n", STRANGE, "no reader"},
    {"a table of figures", "x.hgrm", "Value Percentile\n 0.9 1\n 1.2 5\n 1.4 7\n", STRANGE, "no reader"},
    {"another tool's benchmarks", "x", "Benchmarking a: Warming up\na   time: [1 ns 2 ns]\n", STRANGE, "no reader"},
    {"another tool's table", "x", "-----\nBenchmark   Time\n-----\nBM_X  25 ns\n", STRANGE, "no reader"},
    {"broken benchmark lines alone", "x", "BenchmarkA 5.5 ns/op\n", GO, "", ""},
    {"prose with a figure", "x", "Nothing here\nis a measurement\nsave for 5\n", STRANGE, "no reader"},
};

static void check_kind(const struct source *s, const struct row *r) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  assert_int_equal(sniff(&diags, s), r->kind);
  assert_int_equal(diags.list.n, r->kind == INPUT_UNKNOWN);
  if (r->kind != INPUT_UNKNOWN) return;
  const struct diag *d = &diags.list.at[0];
  assert_string_equal(diag_slug(d->id), r->slug);
  if (str_find(d->message, str_of(r->says)) == STR_NPOS) fail_msg("%.*s", (int)d->message.n, d->message.p);
  assert_true(str_eq(d->pos.file, s->name) && d->pos.line == 0);
}

static void kind_of(void **state) {
  const struct row *r = *state;
  struct source s = {.name = str_of(r->name), .text = str_of(r->text)};
  check_kind(&s, r);
}

/* What holds a NUL. */
static void binary(void **state) {
  (void)state;
  static const struct {
    struct str text;
    struct row want;
  } cases[] = {
      {{"FLR\0\0\2\0\1", 8}, {"", "", "", REFUSED, "jfrconv"}},
      {{"\x0A\x04\x08\x01\x10\x02", 6}, {"", "", "", INPUT_PPROF, "", ""}},
      {{"\x48\x05\x50\x06\x0A\x04\x08\x01\x10\x02", 10}, {"", "", "", INPUT_PPROF, "", ""}},
      {{"a\0;\0b\0 \0005\0", 10}, {"", "", "", REFUSED, "UTF-16"}},
      {{"\0a\0;\0b\0 \0005", 10}, {"", "", "", REFUSED, "UTF-16"}},
      {{"\xFF\xFE\0\0a\0\0\0", 8}, {"", "", "", REFUSED, "UTF-32"}},
      {{"\0\0\0\0\0\0\0\0", 8}, {"", "", "", STRANGE, "binary"}},
      {{"a;b\0x 5\nc 6\n", 12}, {"", "", "", FOLDED, "", ""}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct source s = {.name = STR("x"), .text = cases[i].text};
    check_kind(&s, &cases[i].want);
  }
}

/* A result far behind the lines that are counted. */
static void far_result(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  for (int i = 0; i < 5000; i++) buf_cstr(&b, "noise of a build, no figure at its end\n");
  struct source s = {.name = STR("x"), .text = buf_view(&b)};
  struct row want = {"", "", "", STRANGE, "no reader"};
  check_kind(&s, &want);
  buf_cstr(&b, "BenchmarkA 1 5 x\n");
  s.text = buf_view(&b);
  want = (struct row){"", "", "", GO, "", ""};
  check_kind(&s, &want);
  buf_free(&b);
}

static struct row shared[] = {
    {"corpus/bench/go/gab-go_output.txt", "", "", GO, "", ""},
    {"corpus/bench/go/golang-perf-units.txt", "", "", GO, "", ""},
    {"corpus/bench/go/gab-go_fiber_output.txt", "", "", GO, "", ""},
    {"vectors/bench/81-empty-new/new.txt", "", "", GO, "", ""},
    {"vectors/bench/83-long-line/old.txt", "", "", GO, "", ""},
    {"corpus/folded/compile_net_http.cpu.folded", "", "", FOLDED, "", ""},
    {"corpus/folded/gobuild.perf.folded", "", "", FOLDED, "", ""},
    {"corpus/folded/compile_net_http.cpu.prof", "", "", INPUT_PPROF, "", ""},
    {"corpus/folded/gobuild.perf.txt.gz", "", "", INPUT_PERF_SCRIPT, "", ""},
    {"corpus/bench/libtest/multi_target.txt", "", "", INPUT_LIBTEST, "", ""},
    {"corpus/bench/criterion/many.txt", "", "", INPUT_LIBTEST, "", ""},
    {"corpus/bench/criterion/gab-bencher-format-criterion_output.txt", "", "", INPUT_LIBTEST, "", ""},
    {"corpus/bench/wrk/local-wrk-latency.txt", "", "", INPUT_WRK, "", ""},
    {"corpus/bench/wrk/wrk2-README-latency.txt", "", "", INPUT_WRK, "", ""},
    {"corpus/bench/perf-stat/local-x.csv", "", "", INPUT_PERF_STAT, "", ""},
    {"corpus/bench/perf-stat/local-xsemicolon.csv", "", "", INPUT_PERF_STAT, "", ""},
    {"corpus/bench/perf-stat/local-j.json", "", "", INPUT_PERF_STAT, "", ""},
    {"corpus/bench/perf-stat/local-interval.csv", "", "", INPUT_PERF_STAT, "", ""},
    {"corpus/bench/perf-stat/local-human-r3.txt", "", "", REFUSED, "perf stat -x,"},
    {"corpus/bench/k6/new-machine-readable-synthetic.json", "", "", INPUT_K6, "", ""},
    {"corpus/bench/vegeta/readme-report.json", "", "", INPUT_VEGETA, "", ""},
    {"corpus/bench/google-benchmark/gab-googlecpp_output.json", "", "", INPUT_GOOGLE_BENCH, "", ""},
    {"corpus/bench/hyperfine/local-two.json", "", "", INPUT_HYPERFINE, "", ""},
    {"corpus/bench/pytest-benchmark/upstream-test-storage-0001.json", "", "", INPUT_PYTEST, "", ""},
    {"corpus/bench/nanobench/local.json", "", "", INPUT_NANOBENCH, "", ""},
    {"corpus/bench/jmh/jmh_output.json", "", "", INPUT_JMH, "", ""},
    {"corpus/bench/custom/customSmallerIsBetter_output.json", "", "", INPUT_FIGURES_JSON, "", ""},
    {"corpus/bench/custom/report_bmf_mixed.json", "", "", INPUT_BMF, "", ""},
    {"corpus/bench/catch2/local-v2.13.xml", "", "", INPUT_CATCH2, "", ""},
    {"corpus/bench/catch2/local-v2.13.junit.xml", "", "", REFUSED, "XML"},
    {"corpus/bench/catch2/local-v2.13.console.txt", "", "", REFUSED, "--reporter xml"},
    {"corpus/bench/catch2/catch2_output_v3.txt", "", "", REFUSED, "--reporter xml"},
    {"corpus/bench/hyperfine/local-two.csv", "", "", REFUSED, "--export-json"},
    {"corpus/bench/hyperfine/local-two.md", "", "", REFUSED, "--export-json"},
    {"corpus/bench/google-benchmark/local-reps5.console.txt", "", "", REFUSED, "--benchmark_out_format=json"},
    {"corpus/bench/google-benchmark/local-tabular.console.txt", "", "", REFUSED, "--benchmark_out_format=json"},
    {"corpus/bench/google-benchmark/local-reps5.console.stderr.txt", "", "", REFUSED, "--benchmark_out_format=json"},
    {"corpus/bench/google-benchmark/local.csv", "", "", REFUSED, "--benchmark_out_format=json"},
    {"corpus/bench/nanobench/local.csv", "", "", REFUSED, "templates::json()"},
    {"corpus/bench/nanobench/nanobench-docs-render.csv", "", "", REFUSED, "templates::json()"},
    {"corpus/bench/nanobench/local.console.txt", "", "", REFUSED, "templates::json()"},
    {"corpus/bench/vegeta/readme-report.txt", "", "", REFUSED, "-type=json"},
    {"corpus/bench/julia/julia_output.json", "", "", REFUSED, "BenchmarkTools"},
    {"corpus/bench/vitest/two.json", "", "", REFUSED, "vitest"},
    {"corpus/bench/vitest/four.json", "", "", REFUSED, "vitest"},
    {"corpus/bench/otava/upstream-histostat.csv", "", "", REFUSED, ".hlog"},
    {"corpus/bench/gungraun-iai/two.txt", "", "", REFUSED, "iai"},
    {"corpus/bench/criterion/Fibonacci-Recursive/new/raw.csv", "", "", REFUSED, "target/criterion"},
    {"corpus/bench/benchmarkdotnet/two.json", "", "", INPUT_DOTNET_JSON, "", ""},
    {"corpus/bench/benchmarkdotnet/upstream-XmlExporter-brief.xml", "", "", INPUT_DOTNET_XML, "", ""},
};

static void shared_file(void **state) {
  const struct row *r = *state;
  const char *path = check_shared(r->what);
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s;
  assert_true(source_load(&a, &d, path, STR("x"), &s));
  check_kind(&s, r);
  arena_free(&a);
}

/* What an input may be is written down for programs that read report.json. */
static void in_schema(void **state) {
  (void)state;
  size_t n;
  const char *text = check_file("docs/report.schema.json", &n);
  for (enum input_kind k = INPUT_UNKNOWN; k < INPUT_KIND_MAX; k++) {
    char quoted[64];
    (void)snprintf(quoted, sizeof quoted, "\"%s\"", input_kind_json(k));
    if (strstr(text, quoted) == NULL) fail_msg("%s is not in docs/report.schema.json", quoted);
  }
}

/* Every name that --input-format takes is in the table of formats, between grave accents. */
static void in_table(void **state) {
  (void)state;
  size_t n;
  const char *all = check_file("docs/formats.md", &n), *end = strstr(all, "\n## ");
  assert_non_null(end);
  for (enum input_kind k = INPUT_UNKNOWN + 1; k < INPUT_KIND_MAX; k++) {
    if (input_kind_class(k) == CLASS_DOCUMENT) continue;
    char quoted[64];
    (void)snprintf(quoted, sizeof quoted, "`%s`", input_kind_json(k));
    const char *at = strstr(all, quoted);
    if (at == NULL || at > end) fail_msg("%s is not in the table of docs/formats.md", quoted);
  }
}

#define ROWS(rows, fn)                                                                                                 \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) check_test_state((rows)[i].what, fn, &(rows)[i])

int main(void) {
  ROWS(rows, kind_of);
  check_test("binary formats", binary);
  check_test("a result far behind", far_result);
  ROWS(shared, shared_file);
  check_test("kinds in the schema", in_schema);
  check_test("kinds in the table of formats", in_table);
  return check_run("sniff");
}
