/* Criterion's files: what becomes a sample, what a benchmark is called, and which of several runs is read. */
#include "bench_tree.h"

#include "read/criterion_tree.h"

#define CR INPUT_CRITERION
#define NOTE "0:0 bench-note: "
#define DATA "0:0 bench-data: "

static struct bench_read_row rows[] = {
    {"times over iterations", "{\"sampling_mode\":\"Linear\",\"iters\":[1.0,2.0,4.0],\"times\":[1e9,4e9,12e9]}", CR, "unnamed sec/op< 1 2 3", NULL},
    {"no iterations", "{\"sampling_mode\":\"Flat\",\"iters\":[0,null,2],\"times\":[1e9,1e9,2e9]}", CR, "unnamed sec/op< 1",
     DATA "times[0]: belongs to no number of iterations, " DATA "times[1]: belongs to no number of iterations"},
    {"times that are none", "{\"sampling_mode\":\"Flat\",\"iters\":[1,1,1,1],\"times\":[null,-1,NaN,2e9]}", CR, "unnamed sec/op< 2 !1",
     DATA "times[0]: is no time, " DATA "times[1]: is a time below 0, 0:0 bench-nan: times[2]: this measurement is not a number and is left out"},
    {"more times than iterations", "{\"iters\":[1],\"times\":[1e9,2e9]}", CR, "unnamed sec/op< 1", DATA "times[1]: belongs to no number of iterations"},
    {"more iterations than times", "{\"iters\":[1,2],\"times\":[1e9]}", CR, "unnamed sec/op< 1", DATA "times[1]: is no time"},
    {"no measurement", "{\"iters\":[],\"times\":[]}", CR, "", "0:0 file-empty: this file holds no benchmark result"},
    {"cut in the middle", "{\"sampling_mode\":\"Linear\",\"iters\":[1.0,2", CR, "", "1:41 bench-data: the file ends within its JSON"},
    {"estimates: the slope", "{\"mean\":{\"confidence_interval\":{\"confidence_level\":0.95,\"lower_bound\":1e9,\"upper_bound\":3e9},\"point_estimate\":2e9},"
     "\"slope\":{\"confidence_interval\":{\"lower_bound\":4e9,\"upper_bound\":6e9},\"point_estimate\":5e9},\"std_dev\":{}}",
     CR, "unnamed sec/op< [5 4..6]", NULL},
    {"estimates without a slope", "{\"mean\":{\"confidence_interval\":{\"lower_bound\":1e9,\"upper_bound\":3e9},\"point_estimate\":2e9},"
     "\"slope\":null,\"std_dev\":{}}", CR, "unnamed sec/op< [2 1..3]", NULL},
    {"estimates, old", "{\"Mean\":{\"confidence_interval\":{\"lower_bound\":1e9,\"upper_bound\":3e9},\"point_estimate\":2e9},\"StdDev\":{}}", CR,
     "unnamed sec/op< [2 1..3]", NULL},
    {"a change is no run", "{\"mean\":{\"confidence_interval\":{\"lower_bound\":-0.1,\"upper_bound\":0.1},\"point_estimate\":0.01},\"median\":{}}", CR, "",
     DATA "is the change between two runs of Criterion, not a run"},
    {"estimates that say nothing", "{\"mean\":{\"confidence_interval\":null,\"point_estimate\":null},\"std_dev\":{}}", CR, "",
     DATA "mean.point_estimate: is no time"},
    {"a name alone", "{\"group_id\":\"a\",\"function_id\":null,\"value_str\":null}", CR, "",
     DATA "names a benchmark, but no sample.json and no estimates.json lies beside it"},
    {"two rows of figures are not Criterion's", "[[1,2],[3,4]]", INPUT_UNKNOWN, "", NULL},
    {"keys in a string are not keys", "{\"x\":\"iters times sampling_mode\"}", INPUT_UNKNOWN, "", NULL},
};

#define NAMED(group, function, value, throughput)                                                                      \
  "{\"group_id\":" group ",\"function_id\":" function ",\"value_str\":" value ",\"throughput\":" throughput ",\"full_id\":\"x\"}"
#define SAMPLE(ns) "{\"sampling_mode\":\"Linear\",\"iters\":[1,2],\"times\":[" ns "," ns "]}"
#define ESTIMATES(ns) "{\"mean\":{\"confidence_interval\":{\"lower_bound\":1e9,\"upper_bound\":4e9},\"point_estimate\":" ns "},\"slope\":null,\"std_dev\":{}}"

static struct tree_row trees[] = {
    {"a name of three parts", {{"G/f/20/new/benchmark.json", NAMED("\"G\"", "\"f x\"", "\"20/2\"", "null")}, {"G/f/20/new/sample.json", SAMPLE("2e9")}},
     NULL, "G/f_x/20\xe2\x81\x84" "2 sec/op< 2 1", NULL, "10"},
    {"samples go before estimates",
     {{"G/new/benchmark.json", NAMED("\"G\"", "null", "null", "null")}, {"G/new/estimates.json", ESTIMATES("9e9")}, {"G/new/sample.json", SAMPLE("2e9")}},
     NULL, "G sec/op< 2 1", NULL, "110"},
    {"estimates where there are no samples",
     {{"G/new/benchmark.json", NAMED("\"G\"", "null", "null", "{\"Bytes\":8}")}, {"G/new/estimates.json", ESTIMATES("2e9")}},
     NULL, "G sec/op< [2 1..4]; G B/s> [4 2..8]", NULL, "10"},
    {"bytes a second", {{"G/new/benchmark.json", NAMED("\"G\"", "null", "null", "{\"Bytes\":1000}")}, {"G/new/sample.json", SAMPLE("2e9")}},
     NULL, "G sec/op< 2 1; G B/s> 500 1000", NULL, "10"},
    {"decimal bytes", {{"G/new/benchmark.json", NAMED("\"G\"", "null", "null", "{\"BytesDecimal\":1000}")}, {"G/new/sample.json", SAMPLE("2e9")}},
     NULL, "G sec/op< 2 1; G B/s> 500 1000", NULL, "10"},
    {"elements a second", {{"G/new/benchmark.json", NAMED("\"G\"", "null", "null", "{\"Elements\":4}")}, {"G/new/sample.json", SAMPLE("2e9")}},
     NULL, "G sec/op< 2 1; G elem/s> 2 4", NULL, "10"},
    {"elements and bytes", {{"G/new/benchmark.json", NAMED("\"G\"", "null", "null", "{\"ElementsAndBytes\":{\"elements\":4,\"bytes\":8}}")}, {"G/new/sample.json", SAMPLE("2e9")}},
     NULL, "G sec/op< 2 1; G elem/s> 2 4; G B/s> 4 8", NULL, "10"},
    {"a throughput of nothing", {{"G/new/benchmark.json", NAMED("\"G\"", "null", "null", "{\"Bytes\":0}")}, {"G/new/sample.json", SAMPLE("2e9")}},
     NULL, "G sec/op< 2 1",
     "head/G/new/benchmark.json bench-data: throughput.Bytes: is no amount above 0", "10"},
    {"an unknown throughput", {{"G/new/benchmark.json", NAMED("\"G\"", "null", "null", "{\"Sheep\":8}")}, {"G/new/sample.json", SAMPLE("2e9")}},
     NULL, "G sec/op< 2 1", "head/G/new/benchmark.json bench-note: throughput: counts neither bytes, bits nor elements: no throughput is read", "10"},
    {"without a name the folder's", {{"G/f/20/new/sample.json", SAMPLE("2e9")}}, NULL, "G/f/20 sec/op< 2 1", NULL, "0"},
    {"a name that is none", {{"G/f/new/benchmark.json", NAMED("null", "null", "null", "null")}, {"G/f/new/sample.json", SAMPLE("2e9")}}, NULL, "G/f sec/op< 2 1",
     "head/G/f/new/benchmark.json bench-note: group_id: is no name: the benchmark goes by its folder", "10"},
    {"a name that cannot be read", {{"G/new/benchmark.json", "{\"group_id\":\"G\",\"function_id\":"}, {"G/new/sample.json", SAMPLE("2e9")}}, NULL,
     "G sec/op< 2 1", "head/G/new/benchmark.json bench-data: the file ends within its JSON", "10"},
    {"samples that cannot be read", {{"G/new/estimates.json", ESTIMATES("2e9")}, {"G/new/sample.json", "{\"iters\":[1,2],\"times\":[1,"}}, NULL,
     "G sec/op< [2 1..4]", "head/G/new/sample.json bench-data: the file ends within its JSON", "01"},
    {"old samples", {{"G/new/sample.json", "[[1.0,2.0],[2e9,2e9]]"}}, NULL, "G sec/op< 2 1", NULL, "0"},
    {"old samples of one list", {{"G/new/sample.json", "[[1.0,2.0]]"}}, NULL, "",
     "head/G/new/sample.json bench-data: does not hold two lists, the iterations and the times, "
     "head/G/new/sample.json bench-data: times[0]: is no time, head/G/new/sample.json bench-data: times[1]: is no time", "1"},
    {"a run without measurements", {{"G/new/sample.json", "{\"iters\":[],\"times\":[]}"}}, NULL, "",
     "head/G/new/sample.json file-empty: this run holds no measurement", "1"},

    {"new goes before base",
     {{"G/base/sample.json", SAMPLE("8e9")}, {"G/change/estimates.json", "{\"mean\":{\"confidence_interval\":{},\"point_estimate\":0}}"}, {"G/new/sample.json", SAMPLE("2e9")}},
     NULL, "G sec/op< 2 1", "head companion: Criterion kept earlier runs beside the ones that are read: 2 folders (base, change) are passed over", "110"},
    {"one note for all benchmarks",
     {{"F/base/sample.json", SAMPLE("8e9")}, {"F/new/sample.json", SAMPLE("2e9")}, {"G/base/sample.json", SAMPLE("6e9")}, {"G/new/sample.json", SAMPLE("4e9")}},
     NULL, "F sec/op< 2 1; G sec/op< 4 2", "head companion: Criterion kept earlier runs beside the ones that are read: 2 folders (base) are passed over", "1010"},
    {"base alone", {{"G/base/sample.json", SAMPLE("8e9")}}, NULL, "G sec/op< 8 4", NULL, "0"},
    {"base before a run of another name", {{"G/base/sample.json", SAMPLE("8e9")}, {"G/main/sample.json", SAMPLE("6e9")}}, NULL, "G sec/op< 8 4",
     "head companion: Criterion kept earlier runs beside the ones that are read: 1 folder (main) is passed over", "01"},
    {"a run by name", {{"G/main/sample.json", SAMPLE("8e9")}, {"G/new/sample.json", SAMPLE("2e9")}}, "main", "G sec/op< 8 4",
     "head companion: Criterion kept earlier runs beside the ones that are read: 1 folder (new) is passed over", "01"},
    {"a run by name that one benchmark lacks", {{"F/new/sample.json", SAMPLE("6e9")}, {"G/main/sample.json", SAMPLE("8e9")}, {"G/new/sample.json", SAMPLE("2e9")}}, "main",
     "G sec/op< 8 4", "head companion: Criterion kept earlier runs beside the ones that are read: 2 folders (new) are passed over", "101"},
    {"a label that no run has", {{"G/base/sample.json", SAMPLE("8e9")}, {"G/new/sample.json", SAMPLE("2e9")}}, "v1.2", "G sec/op< 2 1",
     "head companion: Criterion kept earlier runs beside the ones that are read: 1 folder (base) is passed over", "10"},
    {"a function called new", {{"G/new/base/sample.json", SAMPLE("8e9")}, {"G/new/new/sample.json", SAMPLE("2e9")}, {"G/push/new/sample.json", SAMPLE("4e9")}}, NULL,
     "G/new sec/op< 2 1; G/push sec/op< 4 2",
     "head companion: Criterion kept earlier runs beside the ones that are read: 1 folder (base) is passed over", "100"},
    {"folders without such names are runs each", {{"a/sample.json", SAMPLE("8e9")}, {"b/sample.json", SAMPLE("2e9")}}, NULL, "unnamed sec/op< 8 4 2 1", NULL, "00"},
    {"one run twice", {{"a/G/new/sample.json", SAMPLE("8e9")}, {"b/G/new/sample.json", SAMPLE("8e9")}}, NULL, "a/G sec/op< 8 4",
     "head/b/G/new/sample.json same-file: holds the same bytes as head/a/G/new/sample.json, and is not read again", "01"},
};

/* What Criterion itself computed of the same samples stands in its estimates: the mean, to the last digit but one. */
static struct shared {
  const char *folder, *name;
  double first, last, mean;
} shared[] = {
    {"criterion/Fibonacci2/Iterative/20/new", "Fibonacci2/Iterative/20", 5.582339507739153e-9, 4.58479554561863e-9, 4.749468876197933e-9},
    {"criterion/Fibonacci-Recursive/new", "Fibonacci/Recursive", 1.95e-5, 1.921923076923077e-5, 1.9284216737810453e-5},
    {"criterion/new-schema-converted/Fibonacci2/Iterative/20/new", "Fibonacci2/Iterative/20", 5.582339507739153e-9, 4.58479554561863e-9, 4.749468876197933e-9},
};

static void check_folder(void **state) {
  const struct shared *want = *state;
  static const char *const names[] = {"benchmark.json", "estimates.json", "sample.json"};
  struct bench_read r = {.arena = ARENA_INIT};
  struct bench_file_vec files = {0};
  diag_init(&r.diags, &r.arena);
  bench_table_init(&r.table, &r.arena);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *path = check_shared(arena_printf(&r.arena, "corpus/bench/%s/%s", want->folder, names[i]).p);
    size_t n;
    struct tree_file file = {names[i], check_file(path, &n)};
    tree_add(&r, &files, &file, NULL);
  }
  bench_files_read(&r.table, &r.diags, &files);
  bench_table_finish(&r.table);
  assert_string_equal(tree_diags(&r), "");
  assert_int_equal(r.table.rows.n, 1);
  const struct bench_row *row = &r.table.rows.at[0];
  const struct f64_vec *s = &row->side[SIDE_HEAD].samples;
  struct buf name = BUF_INIT;
  bench_id_put(&name, &row->id);
  assert_string_equal(buf_take(&name, &r.arena).p, want->name);
  assert_true(str_eq(row->id.unit, STR("sec/op")));
  assert_int_equal(row->better, BETTER_LOWER);
  assert_int_equal(s->n, 100);
  check_double(s->at[0], want->first, 1e-15);
  check_double(s->at[99], want->last, 1e-15);
  double sum = 0;
  VEC_EACH(const double, v, s) sum += *v;
  check_double(sum / 100, want->mean, 1e-14);
  bench_read_free(&r);
}

static struct companion {
  const char *path, *root; /* root NULL: no companion */
} companions[] = {
    {"G/new/tukey.json", "G/new/"},         {"raw.csv", ""},
    {"G/report/index.html", "G/"},          {"report/index.html", ""},
    {"G/report/data/x.svg", "G/"},          {"G/report/both/report/pdf.svg", "G/report/both/"},
    {"G/report/bench.txt", NULL},           {"G/new/sample.json", NULL},
    {"G/reports/index.html", NULL},         {"index.html", NULL},
    {"report.html", NULL},                  {"G/new/raw.csv.txt", NULL},
};

static void check_companion(void **state) {
  const struct companion *c = *state;
  struct str root;
  assert_int_equal(criterion_tree_companion(str_of(c->path), &root), c->root != NULL);
  if (c->root) assert_true(str_eq(root, str_of(c->root)));
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) check_test_state(trees[i].what, tree_check, &trees[i]);
  for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) check_test_state(shared[i].folder, check_folder, &shared[i]);
  for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) check_test_state(companions[i].path, check_companion, &companions[i]);
  return check_run("criterion");
}
