/* asv's results: units, directions, parameters, what failed and what was skipped, and the files beside them. */
#include "bench_tree.h"

#define ASV INPUT_ASV
#define DATA "0:0 bench-data: "
#define V2(columns, results) "{\"commit_hash\":\"c1\",\"env_name\":\"e\",\"date\":1696315841000,\"params\":{\"cpu\":\"M2\"},\"result_columns\":[" columns "],\"results\":{" results "},\"version\":2}"
#define RP "\"result\",\"params\""
#define V1(results) "{\"results\":{" results "},\"commit_hash\":\"c1\",\"date\":1696315841000,\"params\":{},\"requirements\":{},\"version\":1}"

static struct bench_read_row rows[] = {
    {"a time", V2(RP, "\"b.S.time_x\":[[0.5],[]]"), ASV, "b.S.time_x sec/op< [0.5]", NULL},
    {"names of other kinds",
     V2(RP, "\"b.TimeX\":[[1],[]],\"b.timeraw_x\":[[2],[]],\"b.mem_x\":[[3],[]],\"b.PeakMem_x\":[[4],[]],\"b.peakmem_x\":[[5],[]],\"b.track_x\":[[6],[]],\"b.timely\":[[7],[]],\"time_x\":[[8],[]]"), ASV,
     "b.TimeX sec/op< [1]; b.timeraw_x sec/op< [2]; b.mem_x B< [3]; b.PeakMem_x B< [4]; b.peakmem_x B< [5]; b.track_x unit? [6]; b.timely unit? [7]; time_x sec/op< [8]", NULL},
    {"the interval and the number of samples",
     V2(RP ",\"stats_ci_99_a\",\"stats_ci_99_b\",\"stats_repeat\"", "\"b.time_x\":[[2,3],[[\"1\",\"2\"]],[1,-Infinity],[4,Infinity],[10,null]]"), ASV,
     "b.time_x/1 sec/op< [2 1..4 n=10]; b.time_x/2 sec/op< [3 -inf..inf]", NULL},
    {"a null is no bound", V2(RP ",\"stats_ci_99_a\",\"stats_ci_99_b\"", "\"b.time_x\":[[2],[],[null],[null]]"), ASV, "b.time_x sec/op< [2]", NULL},
    {"samples where they were kept", V2(RP ",\"samples\"", "\"b.time_x\":[[2,3,4],[[\"a\",\"b\",\"c\"]],[[1,2],[],null]]"), ASV,
     "b.time_x/a sec/op< 1 2; b.time_x/b sec/op< [3]; b.time_x/c sec/op< [4]", NULL},
    {"a sample that is none", V2(RP ",\"samples\"", "\"b.time_x\":[[2],[],[[1,\"x\",NaN]]]"), ASV, "b.time_x sec/op< 1 !1",
     DATA "results.\"b.time_x\".samples[0][1]: is no number, 0:0 bench-nan: results.\"b.time_x\".samples[0][2]: this measurement is not a number and is left out"},
    {"combinations, the last parameter fastest", V2(RP, "\"b.time_x\":[[1,2,3,4,5,6],[[\"a\",\"b\"],[\"1\",2,3.5]]]"), ASV,
     "b.time_x/a/1 sec/op< [1]; b.time_x/a/2 sec/op< [2]; b.time_x/a/3.5 sec/op< [3]; b.time_x/b/1 sec/op< [4]; b.time_x/b/2 sec/op< [5]; b.time_x/b/3.5 sec/op< [6]", NULL},
    {"failed and skipped", V2(RP, "\"b.time_x\":[[null,NaN,3],[[\"a\",\"b\",\"c\"]]]"), ASV, "b.time_x/c sec/op< [3]",
     DATA "results.\"b.time_x\".result[0]: is null: this benchmark failed, 0:0 bench-note: results.\"b.time_x\".result[1]: is NaN: this benchmark was skipped"},
    {"failed as a whole", V2(RP, "\"b.time_x\":[null],\"b.time_y\":null,\"b.time_z\":[[1],[]]"), ASV, "b.time_z sec/op< [1]",
     DATA "results.\"b.time_x\".result[0]: is null: this benchmark failed, " DATA "results.\"b.time_y\".result[0]: is null: this benchmark failed"},
    {"too few results", V2(RP, "\"b.time_x\":[[1],[[\"a\",\"b\"]]]"), ASV, "b.time_x/a sec/op< [1]",
     DATA "results.\"b.time_x\".result[1]: is missing: there are fewer results than combinations of the parameters"},
    {"too many results", V2(RP, "\"b.time_x\":[[1,2],[]]"), ASV, "b.time_x sec/op< [1]", DATA "results.\"b.time_x\".result[1]: belongs to no combination of the parameters"},
    {"a parameter without values", V2(RP, "\"b.time_x\":[[1],[[]]]"), ASV, "", DATA "results.\"b.time_x\".result[0]: belongs to no combination of the parameters"},
    {"no number", V2(RP, "\"b.time_x\":[[\"fast\"],[]]"), ASV, "", DATA "results.\"b.time_x\".result[0]: is no number"},
    {"columns in another order", V2("\"version\",\"params\",\"result\"", "\"b.time_x\":[\"v\",[[\"a\"]],[1]]"), ASV, "b.time_x/a sec/op< [1]", NULL},
    {"more parameters than anybody has",
     V2(RP, "\"b.time_x\":[[1],[[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1],[1]]]"), ASV, "",
     DATA "results.\"b.time_x\".params[32]: is one parameter too many to be read"},
    {"version 1", V1("\"b.time_x\":0.5,\"b.time_y\":{\"result\":[1,2],\"params\":[[\"a\",\"b\"]],\"stats\":[{\"ci_99\":[0.5,1.5],\"repeat\":7},null]},\"b.mem_z\":{\"result\":64},\"b.time_w\":null"), ASV,
     "b.time_x sec/op< [0.5]; b.time_y/a sec/op< [1 0.5..1.5 n=7]; b.time_y/b sec/op< [2]; b.mem_z B< [64]",
     DATA "results.\"b.time_w\".result[0]: is null: this benchmark failed"},
    {"version 1 with samples", V1("\"b.time_x\":{\"result\":[1],\"params\":[],\"samples\":[[1,2]]}"), ASV, "b.time_x sec/op< 1 2", NULL},
    {"a date that is none", "{\"commit_hash\":\"c\",\"date\":\"today\",\"result_columns\":[\"result\"],\"results\":{\"b.time_x\":[[1]]}}", ASV, "b.time_x sec/op< [1]",
     "0:0 bench-note: date: is no number of milliseconds since 1970"},
    {"no result", V2(RP, ""), ASV, "", "0:0 file-empty: this file holds no benchmark result"},
    {"skipped altogether", V2(RP, "\"b.time_x\":[[NaN],[]]"), ASV, "",
     "0:0 bench-note: results.\"b.time_x\".result[0]: is NaN: this benchmark was skipped, 0:0 file-empty: this file holds no benchmark result"},
    {"cut in the middle", "{\"commit_hash\":\"c\",\"result_columns\":[\"result\"],\"results\":{\"b.time_x\":[[1", ASV, "", "1:73 bench-data: the file ends within its JSON"},
    {"other results of a commit", "{\"commit_hash\":\"c\",\"results\":{\"b.time_x\":1}}", INPUT_UNKNOWN, "", NULL},
};

#define INDEX(entries) "{" entries ",\"version\":2}"
#define FACT(name, type, unit, params) "\"" name "\":{\"code\":\"\",\"param_names\":[" params "],\"type\":\"" type "\",\"unit\":\"" unit "\"}"
#define MACHINE "{\"arch\":\"x\",\"cpu\":\"p\",\"machine\":\"m\",\"num_cpu\":\"8\",\"os\":\"o\",\"ram\":\"1\",\"version\":1}"

static struct tree_row trees[] = {
    {"units and names of parameters, in whatever order the files come",
     {{"m/a.json", V2(RP, "\"b.time_x\":[[1],[[\"10\"]]],\"b.track_y\":[[2],[]],\"b.track_z\":[[3],[]],\"b.mem_w\":[[4],[]]")},
      {"m/machine.json", MACHINE},
      {"z/benchmarks.json", INDEX(FACT("b.time_x", "time", "seconds", "\"n\"") "," FACT("b.track_y", "track", "cache hits", "") "," FACT("b.track_z", "track", "seconds", "") ","
                                  FACT("b.mem_w", "memory", "bytes", ""))}},
     NULL, "b.time_x/n=10 sec/op< [1]; b.track_y cache_hits? [2]; b.track_z sec? [3]; b.mem_w B< [4]", NULL, "011"},
    {"what is not said of a benchmark goes by its name", {{"a.json", V2(RP, "\"b.time_x\":[[1],[]]")}, {"benchmarks.json", INDEX(FACT("b.other", "track", "x", ""))}}, NULL,
     "b.time_x sec/op< [1]", NULL, "01"},
    {"two units for one benchmark",
     {{"a.json", V2(RP, "\"b.track_x\":[[1],[]]")}, {"1/benchmarks.json", INDEX(FACT("b.track_x", "track", "apples", ""))}, {"2/benchmarks.json", INDEX(FACT("b.track_x", "track", "pears", ""))}}, NULL,
     "b.track_x apples? [1]", "head/2/benchmarks.json bench-data: b.track_x.unit: is not the unit that another file gives it, which holds", "011"},
    {"two commits", {{"1.json", V2(RP, "\"b.time_x\":[[1],[]]")}, {"2.json", "{\"commit_hash\":\"c2\",\"result_columns\":[\"result\"],\"results\":{\"b.time_x\":[[2]]}}"}}, NULL,
     "b.time_x sec/op< [1] [2]", "head/2.json bench-note: commit_hash: is another commit than that of head/1.json, and their results are put together", "00"},
    {"the same results twice", {{"1.json", V2(RP, "\"b.time_x\":[[1],[]]")}, {"2.json", V2(RP, "\"b.time_x\":[[1],[]]")}}, NULL, "b.time_x sec/op< [1]",
     "head/2.json same-file: holds the same bytes as head/1.json, and is not read again", "01"},
    {"no results", {{"benchmarks.json", INDEX(FACT("b.time_x", "time", "seconds", ""))}, {"machine.json", MACHINE}}, NULL, "",
     "head/benchmarks.json file-empty: speaks of asv's benchmarks, but no result of one is there, "
     "head/machine.json file-empty: speaks of asv's benchmarks, but no result of one is there", "11"},
    {"a file that says what benchmarks count, cut", {{"a.json", V2(RP, "\"b.time_x\":[[1],[]]")}, {"benchmarks.json", "{\"b.time_x\":{\"param_names\":[\"n\"]"}}, NULL, "b.time_x sec/op< [1]",
     "head/benchmarks.json bench-data: the file ends within its JSON", "01"},
};

static void commit_and_date(void **state) {
  (void)state;
  struct bench_read r;
  bench_read_text(&r, "x", STR(V2(RP, "\"b.time_x\":[[1],[]]")));
  assert_true(r.table.date[SIDE_HEAD].known);
  assert_int_equal(r.table.date[SIDE_HEAD].s, 1696315841);
  assert_true(str_eq(r.table.commit[SIDE_HEAD], STR("c1")));
  uint32_t config = r.table.rows.at[0].side[SIDE_HEAD].config;
  assert_true(str_eq(bench_config_get(&r.table, config, STR("cpu")), STR("M2")));
  assert_true(str_eq(bench_config_get(&r.table, config, STR("env_name")), STR("e")));
  bench_read_free(&r);
}

/* Deeper than any reader goes: refused as a whole, and not by running out of stack. */
static void nested_too_deep(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "{\"commit_hash\":\"c\",\"result_columns\":[\"result\"],\"results\":{\"b.time_x\":");
  for (size_t i = 0; i < 100000; i++) buf_char(&b, '[');
  struct bench_read r;
  bench_read_text(&r, "x", buf_view(&b));
  assert_int_equal(r.kind, ASV);
  assert_string_equal(bench_read_rows(&r), "");
  assert_int_equal(r.diags.list.n, 1);
  assert_int_equal(r.diags.list.at[0].pos.line, 1);
  assert_string_equal(diag_slug(r.diags.list.at[0].id), "bench-data");
  bench_read_free(&r);
  buf_free(&b);
}

static void recorded(void **state) {
  (void)state;
  size_t n;
  struct str text = {check_file(check_shared("corpus/bench/asv/asv-result-v2-example.json"), &n), n};
  struct bench_read r;
  bench_read_text(&r, "x", text);
  assert_string_equal(bench_read_rows(&r), "benchmarks.TimeSuite.time_insertion_sort sec/op< [4.789694385535404e-07 4.7191e-07..4.8881e-07 n=10]; "
                                           "benchmarks.Params.time_p/10 sec/op< [0.1 -inf..inf]");
  assert_string_equal(bench_read_diags(&r), "0:0 bench-data: results.\"benchmarks.Params.time_p\".result[1]: is null: this benchmark failed, "
                                            "0:0 bench-note: results.\"benchmarks.Params.time_p\".result[2]: is NaN: this benchmark was skipped");
  bench_read_free(&r);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) check_test_state(trees[i].what, tree_check, &trees[i]);
  check_test("commit, date and configuration", commit_and_date);
  check_test("nested too deep", nested_too_deep);
  check_test("a public example", recorded);
  return check_run("asv");
}
