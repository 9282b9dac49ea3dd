/* nanobench's JSON: what becomes a sample, which counters were available, and what is said of the rest. */
#include "bench_read.h"

#define NB INPUT_NANOBENCH
#define FILE_OF(results) "{\"results\":[" results "]}"
#define TEN "[[[[[[[[[["

static struct bench_read_row rows[] = {
    {"measurements are samples",
     FILE_OF("{\"title\":\"t\",\"name\":\"a\",\"unit\":\"op\",\"batch\":1,\"median(elapsed)\":9,\"measurements\":[{\"elapsed\":1},{\"elapsed\":2}]}"), NB,
     "t.a sec/op< 1 2", NULL},
    {"a batch has a rate",
     FILE_OF("{\"name\":\"a\",\"unit\":\"my elem\",\"batch\":100,\"measurements\":[{\"elapsed\":2},{\"elapsed\":4}]}"), NB,
     "a sec/op< 2 4; a my_elem/s> 50 25", NULL},
    {"counters that are 0 all through the file were not available",
     FILE_OF("{\"name\":\"a\",\"measurements\":[{\"elapsed\":1,\"instructions\":0,\"pagefaults\":0,\"cpucycles\":0}]},"
             "{\"name\":\"b\",\"measurements\":[{\"elapsed\":1,\"instructions\":7,\"pagefaults\":0,\"cpucycles\":0,\"branchinstructions\":5,"
             "\"branchmisses\":2,\"contextswitches\":3}]}"),
     NB,
     "a sec/op< 1; a instructions/op< 0; b sec/op< 1; b instructions/op< 7; b branches/op< 5; b branch-misses/op< 2; b context-switches/op< 3",
     NULL},
    {"without measurements the median",
     FILE_OF("{\"name\":\"a\",\"median(elapsed)\":4,\"medianAbsolutePercentError(elapsed)\":0.25,\"median(instructions)\":8}"), NB,
     "a sec/op< [4 3..5]; a instructions/op< [8]", NULL},
    {"measurements that are none", FILE_OF("{\"name\":\"a\",\"measurements\":[{\"elapsed\":1},5,{},{\"elapsed\":\"x\"},{\"elapsed\":NaN},{\"elapsed\":\"2\"}]}"),
     NB, "a sec/op< 1 2 !1",
     "0:0 bench-data: results[0].measurements[1].elapsed: is no number, 0:0 bench-data: results[0].measurements[2].elapsed: is no number, "
     "0:0 bench-data: results[0].measurements[3].elapsed: is no number, 0:0 bench-nan: results[0].measurements[4].elapsed: this measurement is not a "
     "number and is left out"},
    {"a counter that is no number", FILE_OF("{\"name\":\"a\",\"measurements\":[{\"elapsed\":1,\"instructions\":\"x\"},{\"elapsed\":1,\"instructions\":5}]}"), NB,
     "a sec/op< 1 1; a instructions/op< 5", "0:0 bench-data: results[0].measurements[0].instructions: is no number"},
    {"results that are none",
     FILE_OF("null,{\"measurements\":[{\"elapsed\":1}]},{\"name\":\"a\"},{\"name\":\"b\",\"measurements\":{}},{\"name\":\"\",\"measurements\":[{\"elapsed\":1}]}"), NB,
     " sec/op< 1",
     "0:0 bench-data: results[0]: is no object, 0:0 bench-data: results[1]: has no name, 0:0 bench-data: results[2]: has neither measurements nor a median, "
     "0:0 bench-data: results[3]: has neither measurements nor a median"},
    {"a batch that is none", FILE_OF("{\"name\":\"a\",\"batch\":\"x\",\"measurements\":[{\"elapsed\":2}]},{\"name\":\"b\",\"batch\":0,\"measurements\":[{\"elapsed\":0}]}"),
     NB, "a sec/op< 2; b sec/op< 0", NULL},
    {"nested too deeply", "{\"results\":[{\"name\":\"a\",\"median(elapsed)\":1}," TEN TEN TEN TEN TEN TEN TEN, NB, "", "1:108 bench-data: JSON that cannot be read: nesting too deep"},
    {"cut in the middle", "{\"results\":[{\"name\":\"a\",\"measurements\":[{\"elapsed\":1},", NB, "", "1:55 bench-data: the file ends within its JSON"},
};

/* A batch of another size is another amount of work: it is in the configuration, which both sides are held to. */
static void batch(void **state) {
  (void)state;
  struct bench_read r;
  bench_read_text(&r, "input",
                  STR("{\"results\":[{\"name\":\"a\",\"batch\":8,\"measurements\":[{\"elapsed\":1}]},{\"name\":\"b\",\"measurements\":[{\"elapsed\":1}]}]}"));
  assert_true(str_eq(bench_config_get(&r.table, r.table.rows.at[0].side[SIDE_HEAD].config, STR("batch")), STR("8")));
  assert_string_equal(bench_read_rows(&r), "a sec/op< 1; a items/s> 8; b sec/op< 1");
  assert_int_equal(r.table.rows.at[2].side[SIDE_HEAD].config, BENCH_NO_CONFIG);
  bench_read_free(&r);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  check_test("batch", batch);
  return check_run("nanobench");
}
