/* Real results in JSON, as their tools wrote them. What is expected was computed from the files by other means. */
#include "bench_read.h"

static struct bench_read read_file(const char *name, struct arena *a) {
  char path[128];
  (void)snprintf(path, sizeof path, "corpus/bench/%s", name);
  const char *found = check_shared(path);
  struct diags d;
  struct source s;
  struct bench_read r;
  diag_init(&d, a);
  assert_true(source_load(a, &d, found, STR("x"), &s));
  bench_read_text(&r, "x", s.text);
  return r;
}

/* ---- what a file holds ---- */

struct file_row {
  const char *file;
  enum input_kind kind;
  unsigned long records, skipped, rows, errors, warnings;
};

static void file_of(void **state) {
  const struct file_row *want = *state;
  struct arena a = ARENA_INIT;
  struct bench_read r = read_file(want->file, &a);
  assert_string_equal(input_kind_json(r.kind), input_kind_json(want->kind));
  assert_int_equal(r.tally.records, want->records);
  assert_int_equal(r.tally.skipped, want->skipped);
  assert_int_equal(r.table.rows.n, want->rows);
  assert_int_equal(diag_count(&r.diags, DIAG_ERROR), want->errors);
  assert_int_equal(diag_count(&r.diags, DIAG_WARNING), want->warnings);
  bench_read_free(&r);
  arena_free(&a);
}

static struct file_row files[] = {
    {"google-benchmark/gab-googlecpp_output.json", INPUT_GOOGLE_BENCH, 4, 0, 4, 0, 0},
    {"google-benchmark/gbench-inputs-test1_run1.json", INPUT_GOOGLE_BENCH, 28, 0, 28, 0, 0},
    {"google-benchmark/gbench-inputs-test3_run0.json", INPUT_GOOGLE_BENCH, 14, 0, 8, 0, 0},
    {"google-benchmark/gbench-inputs-test4_run.json", INPUT_GOOGLE_BENCH, 0, 8, 0, 8, 0},
    {"google-benchmark/gbench-inputs-test5_run0.json", INPUT_GOOGLE_BENCH, 2, 0, 2, 0, 0},
    {"google-benchmark/local-aggregates-only.json", INPUT_GOOGLE_BENCH, 17, 3, 17, 3, 1},
    {"google-benchmark/local-noreps.json", INPUT_GOOGLE_BENCH, 17, 1, 17, 1, 1},
    {"google-benchmark/local-reps5.json", INPUT_GOOGLE_BENCH, 85, 5, 17, 5, 1},
    {"hyperfine/local-two.json", INPUT_HYPERFINE, 28, 0, 6, 0, 0},
    {"hyperfine/local-params-exitcodes.json", INPUT_HYPERFINE, 12, 0, 6, 1, 2},
    {"pytest-benchmark/local-with-data.json", INPUT_PYTEST, 6394, 0, 3, 0, 0},
    {"pytest-benchmark/local.json", INPUT_PYTEST, 21548, 0, 3, 0, 0},
    {"pytest-benchmark/pytest_output.json", INPUT_PYTEST, 8, 2, 2, 2, 2},
    {"pytest-benchmark/pytest_several_units.json", INPUT_PYTEST, 17, 3, 4, 3, 3},
    {"pytest-benchmark/upstream-test-storage-0001.json", INPUT_PYTEST, 1, 0, 1, 0, 0},
    {"nanobench/local.json", INPUT_NANOBENCH, 33, 0, 3, 0, 0},
    {"nanobench/nanobench-docs-render.json", INPUT_NANOBENCH, 110, 0, 10, 0, 0},
    {"jmh/jmh_output.json", INPUT_JMH, 3, 0, 1, 0, 0},
    {"jmh/jmh_output_2.json", INPUT_JMH, 3, 0, 1, 0, 0},
    {"custom/customBiggerIsBetter_output.json", INPUT_FIGURES_JSON, 2, 0, 2, 0, 0},
    {"custom/customSmallerIsBetter_output.json", INPUT_FIGURES_JSON, 2, 0, 2, 0, 0},
    {"custom/customSmallerIsBetter_output2.json", INPUT_FIGURES_JSON, 4, 0, 4, 0, 0},
    {"custom/report_bmf_mixed.json", INPUT_BMF, 3, 0, 3, 0, 3},
    {"custom/report_dhat.json", INPUT_BMF, 6, 0, 6, 0, 0},
    {"custom/report_latency.json", INPUT_BMF, 3, 0, 3, 0, 3},
};

/* ---- samples ---- */

struct sample_row {
  const char *file, *name, *unit;
  unsigned long n;
  double median, min, max;
  enum better better;
};

/* By the full name, suite and parameters included. */
static const struct bench_row *find_row(struct bench_read *r, const char *name, const char *unit) {
  VEC_EACH(const struct bench_row, row, &r->table.rows) {
    struct buf b = BUF_INIT;
    buf_str(&b, row->id.suite);
    if (row->id.suite.n) buf_char(&b, '.');
    bench_id_put(&b, &row->id);
    bool same = str_eq(buf_view(&b), str_of(name)) && str_eq(row->id.unit, str_of(unit));
    buf_free(&b);
    if (same) return row;
  }
  fail_msg("no %s in %s", name, unit);
  return NULL;
}

static void samples_of(void **state) {
  const struct sample_row *want = *state;
  struct arena a = ARENA_INIT;
  struct bench_read r = read_file(want->file, &a);
  const struct bench_row *row = find_row(&r, want->name, want->unit);
  const struct bench_side *side = &row->side[SIDE_HEAD];
  assert_int_equal(row->better, want->better);
  size_t n = side->samples.n;
  assert_int_equal(n, want->n);
  assert_null(side->figures);
  double *v = ARENA_ARRAY(&a, double, n);
  memcpy(v, side->samples.at, n * sizeof *v);
  f64_sort(v, n);
  check_double((v[(n - 1) / 2] + v[n / 2]) / 2, want->median, 1e-14);
  check_double(v[0], want->min, 1e-14);
  check_double(v[n - 1], want->max, 1e-14);
  bench_read_free(&r);
  arena_free(&a);
}

#define REPS "google-benchmark/local-reps5.json"
#define DOCS "nanobench/nanobench-docs-render.json"
#define TWISTER "Benchmarking std::mt19937_64 and std::knuth_b.std::mt19937_64"
#define KNUTH "Benchmarking std::mt19937_64 and std::knuth_b.std::knuth_b"
#define HELLO "org.openjdk.jmh.samples.JMHSample_01_HelloWorld.wellHelloThere"

static struct sample_row samples[] = {
    {REPS, "BM_StringCopy/64", "sec/op", 5, 2.5583737891809622e-08, 2.1010190809430467e-08, 3.152822509954759e-08, BETTER_LOWER},
    {REPS, "BM_StringCopy/64", "cpu-sec/op", 5, 1.7634297541656185e-08, 1.7491738623459568e-08, 1.7711603143997423e-08, BETTER_LOWER},
    {REPS, "BM_StringCopy/64", "B/s", 5, 3629291149.7505116, 3613450430.188191, 3658870131.6497197, BETTER_HIGHER},
    {REPS, "BM_StringCopy/64", "widgets", 5, 108.04507597351586, 107.57349304506886, 108.92565105406261, BETTER_UNKNOWN},
    {REPS, "BM_Threads/real_time/threads:2", "sec/op", 5, 1.2973867203136903e-09, 4.525959060086457e-10, 1.825623441702382e-09, BETTER_LOWER},
    {REPS, "BM_Threads/real_time/threads:2", "cpu-sec/op", 5, 3.369237997510291e-10, 3.2557675684513027e-10, 3.403721359853062e-10, BETTER_LOWER},
    {REPS, "BM_Threads/real_time/threads:2", "items/s", 5, 770780203.267545, 547758084.8038993, 2209476459.517284, BETTER_HIGHER},
    {REPS, "BM_BigO/1024", "sec/op", 5, 7.30051851658795e-07, 5.993288503944662e-07, 1.4952595844033296e-06, BETTER_LOWER},
    {REPS, "BM_BigO/1024", "cpu-sec/op", 5, 3.6514261488892614e-07, 3.609468047638296e-07, 3.78195457925152e-07, BETTER_LOWER},
    {"hyperfine/local-two.json", "sleep 0.01", "sec/op", 12, 0.010727649980000002, 0.010036566480000002, 0.038912110480000005, BETTER_LOWER},
    {"hyperfine/local-two.json", "ls /usr/bin", "sec/op", 12, 0.003963867480000001, 0.00170898048, 0.015447981480000001, BETTER_LOWER},
    {"hyperfine/local-params-exitcodes.json", "test 1 -eq 1/n=1", "sec/op", 4, 0.00022668731000000022, 0.0, 0.0027643826200000002, BETTER_LOWER},
    {"hyperfine/local-params-exitcodes.json", "test 2 -eq 1/n=2", "sec/op", 4, 0.0, 0.0, 0.0026077546200000004, BETTER_LOWER},
    {"pytest-benchmark/local-with-data.json", "test_b.py.test_sum/n=10", "sec/op", 3985, 9.095000450543011e-08, 7.799999366397969e-08, 0.00019956715000262192, BETTER_LOWER},
    {"pytest-benchmark/local-with-data.json", "test_b.py.test_sum/n=1000", "sec/op", 2397, 7.0369999320973875e-06, 5.73799979974865e-06, 0.005923737999864898, BETTER_LOWER},
    {"pytest-benchmark/local-with-data.json", "test_b.py.test_sort", "sec/op", 12, 4.753600001095037e-06, 4.6017999920877625e-06, 5.75439999010996e-06, BETTER_LOWER},
    {"pytest-benchmark/local.json", "test_b.py.test_sum/n=10", "sec/op", 8042, 9.32192305159473e-08, 7.581538389226458e-08, 0.0005060642846151845, BETTER_LOWER},
    {"pytest-benchmark/local.json", "test_b.py.test_sum/n=1000", "sec/op", 13494, 6.9060001806064975e-06, 5.6230001064250246e-06, 0.09086373700006334, BETTER_LOWER},
    {"pytest-benchmark/local.json", "test_b.py.test_sort", "sec/op", 12, 5.218000001150358e-06, 4.581599978337181e-06, 8.361999971384648e-06, BETTER_LOWER},
    {"nanobench/local.json", "vec.sum", "sec/op", 11, 3.53260989010989e-07, 3.53044827586207e-07, 6.75645333333333e-07, BETTER_LOWER},
    {"nanobench/local.json", "vec.sum", "elem/s", 11, 2830768273.620195, 1480066464.8513823, 2832501489.5050926, BETTER_HIGHER},
    {"nanobench/local.json", "vec.push", "sec/op", 11, 1.67364945978391e-09, 1.01234400434075e-09, 1.54295363252827e-08, BETTER_LOWER},
    {DOCS, TWISTER, "sec/op", 11, 2.54441805225653e-08, 2.20126262626263e-08, 2.63870541611625e-08, BETTER_LOWER},
    {DOCS, TWISTER, "instructions/op", 11, 125.989678899083, 114.629411764706, 131.462351387054, BETTER_LOWER},
    {DOCS, TWISTER, "branch-misses/op", 11, 0.564133016627078, 0.392941176470588, 0.618229854689564, BETTER_LOWER},
    {DOCS, KNUTH, "sec/op", 11, 3.19013867488444e-08, 3.18520325203252e-08, 3.2137323943662e-08, BETTER_LOWER},
    {DOCS, KNUTH, "instructions/op", 11, 170.013008130081, 170.011887072808, 170.014084507042, BETTER_LOWER},
    {DOCS, KNUTH, "branch-misses/op", 11, 0.0031104199066874, 0.00169204737732657, 0.00528169014084507, BETTER_LOWER},
    {"jmh/jmh_output.json", HELLO, "ops/s", 3, 3376519888.95058, 3375353964.729294, 3376842765.688582, BETTER_HIGHER},
    {"jmh/jmh_output_2.json", HELLO "/paramA=17/paramB=33", "ops/s", 3, 3376519888.95058, 3375353964.729294, 3376842765.688582, BETTER_HIGHER},
    {"google-benchmark/gab-googlecpp_output.json", "fib_10", "sec/op", 1, 214.98980114547953e-9, 214.98980114547953e-9, 214.98980114547953e-9, BETTER_LOWER},
    {"google-benchmark/gab-googlecpp_output.json", "fib_20", "cpu-sec/op", 1, 27364.90320427236e-9, 27364.90320427236e-9, 27364.90320427236e-9, BETTER_LOWER},
    {"google-benchmark/gbench-inputs-test1_run1.json", "BM_2xFaster", "sec/op", 1, 50e-9, 50e-9, 50e-9, BETTER_LOWER},
    {"google-benchmark/gbench-inputs-test1_run1.json", "BM_hasLabel", "cpu-sec/op", 1, 1, 1, 1, BETTER_LOWER},
    {"google-benchmark/gbench-inputs-test3_run0.json", "BM_Two", "sec/op", 2, 8.5e-9, 8e-9, 9e-9, BETTER_LOWER},
    {"google-benchmark/gbench-inputs-test3_run0.json", "medium", "cpu-sec/op", 2, 81e-9, 80e-9, 82e-9, BETTER_LOWER},
    {"google-benchmark/gbench-inputs-test5_run0.json", "BM_ManyRepetitions", "cpu-sec/op", 1, 1000, 1000, 1000, BETTER_LOWER},
    {"google-benchmark/local-noreps.json", "BM_StringCopy/64", "sec/op", 1, 38.20541281099243e-9, 38.20541281099243e-9, 38.20541281099243e-9, BETTER_LOWER},
    {"google-benchmark/local-noreps.json", "BM_StringCopy/4096", "B/s", 1, 69689950107.04303, 69689950107.04303, 69689950107.04303, BETTER_HIGHER},
    {"google-benchmark/local-noreps.json", "BM_StringCopy/4096", "widgets", 1, 108.81858168689912, 108.81858168689912, 108.81858168689912, BETTER_UNKNOWN},
    {"pytest-benchmark/pytest_output.json", "bench.py.test_fib_10", "sec/op", 4, 2.680099999974317e-05, 2.487300000009185e-05, 3.215300000025678e-05, BETTER_LOWER},
    {"pytest-benchmark/pytest_several_units.json", "bench.py.test_fib_1", "sec/op", 4, 1.4449999999999185e-07, 1.4345999999942904e-07, 1.4538999999924586e-07, BETTER_LOWER},
    {"pytest-benchmark/pytest_several_units.json", "bench.py.test_sleep_2", "sec/op", 5, 2.005124842999999, 2.001044877, 2.005173128, BETTER_LOWER},
};

/* ---- figures ---- */

struct figure_row {
  const char *file, *name, *unit;
  double centre, lo, hi;
  unsigned long n;
  enum better better;
};

#define NONE ((double)NAN)

static void figure_of(void **state) {
  const struct figure_row *want = *state;
  struct arena a = ARENA_INIT;
  struct bench_read r = read_file(want->file, &a);
  const struct bench_row *row = find_row(&r, want->name, want->unit);
  const struct bench_figures *f = row->side[SIDE_HEAD].figures;
  assert_non_null(f);
  assert_int_equal(row->side[SIDE_HEAD].samples.n, 0);
  assert_int_equal(f->centres.n, 1);
  check_double(f->centres.at[0], want->centre, 1e-14);
  check_double(f->lo, want->lo, 1e-14);
  check_double(f->hi, want->hi, 1e-14);
  assert_int_equal(f->n, want->n);
  assert_int_equal(row->better, want->better);
  bench_read_free(&r);
  arena_free(&a);
}

#define AGGREGATES "google-benchmark/local-aggregates-only.json"

static struct figure_row figures[] = {
    {AGGREGATES, "BM_StringCopy/64", "sec/op", 36.3510260377624e-9, NONE, NONE, 3, BETTER_LOWER},
    {AGGREGATES, "BM_StringCopy/64", "B/s", 3649096333.404898, NONE, NONE, 3, BETTER_HIGHER},
    {AGGREGATES, "BM_StringCopy/64", "widgets", 106.84922022151409, NONE, NONE, 3, BETTER_UNKNOWN},
    {AGGREGATES, "BM_Threads/real_time/threads:2", "cpu-sec/op", 0.0003404785175543274e-6, NONE, NONE, 3, BETTER_LOWER},
    {"hyperfine/local-two.json", "ls /usr/bin", "user-sec/op", 0.002721546666666667, NONE, NONE, 0, BETTER_LOWER},
    {"hyperfine/local-two.json", "sleep 0.01", "system-sec/op", 8.753e-05, NONE, NONE, 0, BETTER_LOWER},
    {"pytest-benchmark/upstream-test-storage-0001.json", "tests/test_normal.py.test_xfast_parametrized/0", "sec/op", 2.2016643907464864e-07, NONE, NONE, 9987,
     BETTER_LOWER},
    {"custom/customBiggerIsBetter_output.json", "My Custom Bigger Is Better Benchmark - Throughput", "req/s", 70, NONE, NONE, 0, BETTER_HIGHER},
    {"custom/customBiggerIsBetter_output.json", "My Custom Bigger Is Better Benchmark - Free Memory", "Megabytes", 150, 147, 153, 0, BETTER_UNKNOWN},
    {"custom/customSmallerIsBetter_output.json", "My Custom Smaller Is Better Benchmark - CPU Load", "Percent", 50, 47.5, 52.5, 0, BETTER_UNKNOWN},
    {"custom/customSmallerIsBetter_output2.json", "Binary file", "sec/op", 3886.75e-9, 3799.5843e-9, 3973.9157e-9, 0, BETTER_LOWER},
    {"custom/report_latency.json", "tests::benchmark_b", "sec/op", 3443e-9, NONE, NONE, 0, BETTER_LOWER},
    {"custom/report_bmf_mixed.json", "benchmark-b", "sec/op", 3443e-9, NONE, NONE, 0, BETTER_LOWER},
    {"custom/report_dhat.json", "bench_play_game", "Total_Bytes", 662, NONE, NONE, 0, BETTER_UNKNOWN},
};

#define ADD(rows, name, fn)                                                                                            \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) check_test_state((rows)[i].name, fn, &(rows)[i])

int main(void) {
  ADD(files, file, file_of);
  ADD(samples, name, samples_of);
  ADD(figures, name, figure_of);
  return check_run("corpus_json");
}
