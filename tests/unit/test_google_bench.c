/* Google Benchmark's JSON: what becomes a sample, which entries are aggregates, and what is said of the rest. */
#include "bench_read.h"

#define GB INPUT_GOOGLE_BENCH
#define IT "\"run_type\":\"iteration\","
#define FILE_OF(entries) "{\"context\":{},\"benchmarks\":[" entries "]}"
#define TEN "[[[[[[[[[["

static struct bench_read_row rows[] = {
    {"repetitions are samples",
     FILE_OF("{\"name\":\"A\",\"run_name\":\"A\"," IT "\"real_time\":2e9,\"cpu_time\":1e9,\"time_unit\":\"ns\"},"
             "{\"name\":\"A\",\"run_name\":\"A\"," IT "\"real_time\":3e9,\"cpu_time\":2e9,\"time_unit\":\"ns\"}"),
     GB, "A sec/op< 2 3; A cpu-sec/op< 1 2", NULL},
    {"every unit is seconds",
     FILE_OF("{\"name\":\"A\",\"real_time\":4,\"time_unit\":\"s\"},{\"name\":\"B\",\"real_time\":4000,\"time_unit\":\"ms\"},"
             "{\"name\":\"C\",\"real_time\":4000000,\"time_unit\":\"us\"},{\"name\":\"D\",\"real_time\":4000000000}"),
     GB, "A sec/op< 4; B sec/op< 4; C sec/op< 4; D sec/op< 4", NULL},
    {"a unit of time that is none", FILE_OF("{\"name\":\"A\",\"real_time\":4,\"time_unit\":\"x\"}"), GB, "",
     "0:0 bench-data: benchmarks[0].time_unit: is no unit of time"},
    {"parts of a name", FILE_OF("{\"name\":\"F/B/n:8/real_time/threads:2\",\"real_time\":1,\"time_unit\":\"s\"}"), GB,
     "F/B/n:8/real_time/threads:2 sec/op< 1", NULL},
    {"aggregates are no samples",
     FILE_OF("{\"name\":\"A\",\"run_name\":\"A\"," IT "\"real_time\":1,\"time_unit\":\"s\"},"
             "{\"name\":\"A_mean\",\"run_name\":\"A\",\"run_type\":\"aggregate\",\"aggregate_name\":\"mean\",\"real_time\":7,\"time_unit\":\"s\"},"
             "{\"name\":\"A_cv\",\"run_name\":\"A\",\"run_type\":\"aggregate\",\"aggregate_name\":\"cv\",\"aggregate_unit\":\"percentage\","
             "\"real_time\":0.1,\"time_unit\":\"s\"}"),
     GB, "A sec/op< 1", NULL},
    {"aggregates alone: the median",
     FILE_OF("{\"name\":\"A_mean\",\"run_name\":\"A\",\"run_type\":\"aggregate\",\"aggregate_name\":\"mean\",\"real_time\":7,\"time_unit\":\"s\"},"
             "{\"name\":\"A_median\",\"run_name\":\"A\",\"run_type\":\"aggregate\",\"aggregate_name\":\"median\",\"repetitions\":3,\"real_time\":6,"
             "\"time_unit\":\"s\",\"bytes_per_second\":5},"
             "{\"name\":\"A_stddev\",\"run_name\":\"A\",\"run_type\":\"aggregate\",\"aggregate_name\":\"stddev\",\"real_time\":1,\"time_unit\":\"s\"}"),
     GB, "A sec/op< [6 n=3]; A B/s> [5 n=3]", NULL},
    {"aggregates alone, without a median: the mean",
     FILE_OF("{\"name\":\"A_mean\",\"run_name\":\"A\",\"run_type\":\"aggregate\",\"aggregate_name\":\"mean\",\"real_time\":7,\"time_unit\":\"s\"}"), GB,
     "A sec/op< [7]", NULL},
    {"an aggregate that does not say which", FILE_OF("{\"name\":\"A\",\"run_type\":\"aggregate\",\"real_time\":7,\"time_unit\":\"s\"}"), GB,
     "A sec/op< [7]", NULL},
    {"fits have no time",
     FILE_OF("{\"name\":\"A/8\"," IT "\"real_time\":1,\"time_unit\":\"s\"},"
             "{\"name\":\"A_BigO\",\"run_name\":\"A\",\"run_type\":\"aggregate\",\"aggregate_name\":\"BigO\",\"cpu_coefficient\":1,\"big_o\":\"N\"},"
             "{\"name\":\"A_RMS\",\"run_name\":\"A\",\"run_type\":\"aggregate\",\"aggregate_name\":\"RMS\",\"rms\":0.1}"),
     GB, "A/8 sec/op< 1", NULL},
    {"old files: an aggregate by its name",
     FILE_OF("{\"name\":\"A\",\"real_time\":1,\"time_unit\":\"s\"},{\"name\":\"A_mean\",\"real_time\":7,\"time_unit\":\"s\"},"
             "{\"name\":\"A_stddev\",\"real_time\":7,\"time_unit\":\"s\"},{\"name\":\"A_BigO\",\"big_o\":\"N\"},{\"name\":\"A_RMS\",\"rms\":1}"),
     GB, "A sec/op< 1", NULL},
    {"old files: aggregates alone",
     FILE_OF("{\"name\":\"A_mean\",\"real_time\":7,\"time_unit\":\"s\"},{\"name\":\"A_median\",\"real_time\":6,\"time_unit\":\"s\"},"
             "{\"name\":\"A_stddev\",\"real_time\":1,\"time_unit\":\"s\"}"),
     GB, "A sec/op< [6]", NULL},
    {"old files: a name that only looks like one", FILE_OF("{\"name\":\"sum_of_mean\",\"real_time\":7,\"time_unit\":\"s\"}"), GB,
     "sum_of_mean sec/op< 7", NULL},
    {"rates and counters",
     FILE_OF("{\"name\":\"A\",\"real_time\":1,\"time_unit\":\"s\",\"items_per_second\":5,\"bytes_per_second\":6,\"hits_per_second\":7,"
             "\"widgets\":8,\"two words\":9,\"allocs_per_iter\":2,\"max_bytes_used\":64,\"label\":\"x\"}"),
     GB, "A sec/op< 1; A items/s> 5; A B/s> 6; A hits/s> 7; A widgets? 8; A two_words? 9; A allocs/op< 2; A max-B< 64", NULL},
    {"counters that are no numbers",
     FILE_OF("{\"name\":\"A\",\"real_time\":1,\"time_unit\":\"s\",\"a\":NaN,\"b\":Infinity,\"c\":-Infinity,\"d\":\"4\",\"e\":null,\"f\":[1],\"\":1}"), GB,
     "A sec/op< 1; A a? !1; A b? inf; A c? -inf; A d? 4",
     "0:0 bench-nan: benchmarks[0].a: this measurement is not a number and is left out, 0:0 bench-data: benchmarks[0].e: is no number, "
     "0:0 bench-data: benchmarks[0].f: is no number, 0:0 bench-data: benchmarks[0].: is a counter without a name"},
    {"whole numbers beyond 64 bits, figures beyond a double",
     FILE_OF("{\"name\":\"A\",\"real_time\":99999999999999999999999,\"cpu_time\":1e999,\"time_unit\":\"s\",\"n\":9007199254740993}"), GB,
     "A n? 9007199254740992", "0:0 bench-data: benchmarks[0].real_time: is no number, 0:0 bench-data: benchmarks[0].cpu_time: is no number"},
    {"one that failed",
     FILE_OF("{\"name\":\"A\"," IT "\"error_occurred\":true,\"error_message\":\"boom\",\"real_time\":0,\"cpu_time\":0,\"time_unit\":\"ns\"},"
             "{\"name\":\"B\"," IT "\"real_time\":1,\"time_unit\":\"s\"}"),
     GB, "B sec/op< 1", "0:0 bench-data: benchmarks[0]: A failed: boom"},
    {"one that was skipped",
     FILE_OF("{\"name\":\"A\"," IT "\"skipped\":true,\"skip_message\":\"no AVX\",\"real_time\":0,\"time_unit\":\"ns\"},"
             "{\"name\":\"B\"," IT "\"error_occurred\":false,\"skipped\":false,\"real_time\":1,\"time_unit\":\"s\"}"),
     GB, "B sec/op< 1", "0:0 bench-note: benchmarks[0]: A was skipped: no AVX"},
    {"entries that are none", FILE_OF("5,null,{\"real_time\":1},{\"name\":7,\"real_time\":1},{\"name\":\"A\"},{\"name\":\"B\",\"real_time\":\"x\"}"), GB, "",
     "0:0 bench-data: benchmarks[0]: is no object, 0:0 bench-data: benchmarks[1]: is no object, 0:0 bench-data: benchmarks[2]: has no name, "
     "0:0 bench-data: benchmarks[3]: has no name, 0:0 bench-data: benchmarks[4]: has no real_time, "
     "0:0 bench-data: benchmarks[5].real_time: is no number"},
    {"an empty name, and figures in strings", FILE_OF("{\"name\":\"\",\"real_time\":\" 1.5 \",\"time_unit\":\"s\"}"), GB, " sec/op< 1.5", NULL},
    {"strings that look like keys",
     FILE_OF("{\"name\":\"\\\"stats\\\":{},\\\"fullname\\\":1,\",\"label\":\"\\\"real_time\\\": 7\",\"real_time\":1,\"time_unit\":\"s\"}"), GB,
     "\"stats\":{},\"fullname\":1, sec/op< 1", NULL},
    {"no context", "{\"benchmarks\":[{\"name\":\"A\",\"real_time\":1,\"time_unit\":\"s\"}]}", GB, "A sec/op< 1", NULL},
    {"what its context says",
     "{\"context\":{\"library_build_type\":\"debug\",\"cpu_scaling_enabled\":true},\"benchmarks\":[{\"name\":\"A\",\"real_time\":1,\"time_unit\":\"s\"}]}",
     GB, "A sec/op< 1",
     "0:0 bench-note: context.library_build_type: the library was built for debugging: times may be off, "
     "0:0 bench-note: context.cpu_scaling_enabled: the processor changes its frequency: times may be noisy"},
    {"no benchmark", "{\"context\":{},\"benchmarks\":[]}", GB, "", "0:0 file-empty: this file holds no benchmark result"},
    {"benchmarks of another type", "{\"context\":{},\"benchmarks\":5}", GB, "", "0:0 file-empty: this file holds no benchmark result"},
    {"nested too deeply", "{\"context\":{},\"benchmarks\":" TEN TEN TEN TEN TEN TEN TEN, GB, "", "1:91 bench-data: JSON that cannot be read: nesting too deep"},
    {"cut in the middle", "{\"context\":{},\"benchmarks\":[\n{\"name\":\"A\",\"real_", GB, "", "2:19 bench-data: the file ends within its JSON"},
};

static const char *config(struct bench_read *r, const char *key) {
  return arena_cstr(&r->arena, bench_config_get(&r->table, r->table.rows.at[0].side[SIDE_HEAD].config, str_of(key)));
}

/* What --benchmark_context adds is text; the machine is known when it says so. */
static void context_of(void **state) {
  (void)state;
  struct bench_read r;
  bench_read_text(&r, "input",
                  STR("{\"context\":{\"date\":\"2026-11-20T13:36:06+01:00\",\"host_name\":\"h\",\"num_cpus\":4,\"cpu\":\"Z80\",\"Git Branch\":\"main\","
                      "\"commit\":\"abc\",\"caches\":[]},\"benchmarks\":[{\"name\":\"A\",\"real_time\":1}]}"));
  assert_int_equal(r.table.date[SIDE_HEAD].s, 1795178166);
  assert_true(str_eq(r.table.commit[SIDE_HEAD], STR("abc")));
  assert_string_equal(config(&r, "cpu"), "Z80");
  assert_string_equal(config(&r, "cpus"), "4");
  assert_string_equal(config(&r, "git-branch"), "main");
  assert_string_equal(config(&r, "host_name"), "");
  bench_read_free(&r);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  check_test("context", context_of);
  return check_run("google_bench");
}
