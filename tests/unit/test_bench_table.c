/* The table of benchmark rows: identity, configurations, unit facts, directions. */
#include "check.h"

#include "model/bench.h"

#include <stdio.h>

static struct arena arena;
static struct bench_table table;

static int setup(void) {
  arena = ARENA_INIT;
  bench_table_init(&table, &arena);
  return 0;
}

static struct bench_id id_of(const char *suite, const char *name, const char *params, int64_t procs) {
  return (struct bench_id){.suite = str_of(suite), .name = str_of(name), .params = str_of(params), .unit = STR("sec/op"), .procs = procs};
}

static void identity(void **state) {
  (void)state;
  setup();
  const struct bench_id ids[] = {id_of("p", "A", "", 8),  id_of("p", "A", "", 16), id_of("q", "A", "", 8),
                                 id_of("p", "A", "/x", 8), id_of("p", "", "/x", 8), id_of("pA", "", "", 8)};
  const size_t n = sizeof ids / sizeof *ids;
  for (size_t i = 0; i < n; i++) bench_table_sample(&table, bench_table_row(&table, &ids[i]), SIDE_HEAD, (double)i);
  assert_int_equal(table.rows.n, n);
  for (size_t i = 0; i < n; i++) {
    const struct bench_row *row = bench_table_row(&table, &ids[i]); /* is there: none is added */
    assert_ptr_equal(row, &table.rows.at[i]);
    assert_int_equal(row->side[SIDE_HEAD].samples.n, 1);
    check_double(row->side[SIDE_HEAD].samples.at[0], (double)i, 0);
    assert_int_equal(row->side[SIDE_BASE].samples.n, 0);
    assert_int_equal(row->side[SIDE_BASE].config, BENCH_NO_CONFIG);
  }
  assert_int_equal(table.rows.n, n);
  arena_free(&arena);
}

/* Rows keep their order and their samples while the index grows many times, and copy what they keep. */
static void many_rows(void **state) {
  (void)state;
  setup();
  char name[32];
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < 5000; i++) {
      (void)snprintf(name, sizeof name, "Row%d", i);
      struct bench_id id = id_of("suite", name, "", 0);
      bench_table_sample(&table, bench_table_row(&table, &id), SIDE_BASE, i);
    }
  }
  assert_int_equal(table.rows.n, 5000);
  for (int i = 0; i < 5000; i++) {
    (void)snprintf(name, sizeof name, "Row%d", i);
    assert_true(str_eq(table.rows.at[i].id.name, str_of(name)));
    assert_int_equal(table.rows.at[i].side[SIDE_BASE].samples.n, 2);
  }
  arena_free(&arena);
}

static uint32_t config_of(const char *k1, const char *v1, const char *k2, const char *v2) {
  struct config_pair pairs[2] = {{str_of(k1), str_of(v1)}, {str_of(k2), str_of(v2)}};
  struct config_vec vec = {pairs, 2, 2};
  return bench_table_config(&table, &vec);
}

static void configs(void **state) {
  (void)state;
  setup();
  uint32_t a = config_of("pkg", "p", "cpu", "c"), b = config_of("cpu", "c", "pkg", "p"), c = config_of("cpu", "c", "pkg", "q");
  assert_int_equal(a, b);
  assert_int_not_equal(a, c);
  assert_int_equal(table.configs.n, 2);
  assert_true(str_eq(bench_config_get(&table, c, STR("pkg")), STR("q")));
  assert_true(str_eq(bench_config_get(&table, a, STR("cpu")), STR("c")));
  assert_int_equal(bench_config_get(&table, a, STR("goos")).n, 0);
  assert_int_equal(bench_config_get(&table, BENCH_NO_CONFIG, STR("cpu")).n, 0);
  assert_true(str_eq(table.configs.at[a].pairs.at[0].key, STR("cpu")));
  arena_free(&arena);
}

/* Rows are kept apart by the values of the keys that were asked for, and by no other. */
static void splits(void **state) {
  (void)state;
  setup();
  *VEC_PUSH(&arena, &table.split_by) = STR("goos");
  *VEC_PUSH(&arena, &table.split_by) = STR("note");
  uint32_t linux_a = config_of("cpu", "a", "goos", "linux"), linux_b = config_of("cpu", "b", "goos", "linux");
  uint32_t plan9 = config_of("cpu", "a", "goos", "plan9"), note = config_of("cpu", "a", "note", "linux");
  assert_true(str_eq(bench_table_split(&table, linux_a), bench_table_split(&table, linux_b)));
  assert_false(str_eq(bench_table_split(&table, linux_a), bench_table_split(&table, plan9)));
  assert_false(str_eq(bench_table_split(&table, linux_a), bench_table_split(&table, note)));
  assert_int_equal(bench_table_split(&table, config_of("cpu", "a", "pkg", "p")).n, 0);
  assert_int_equal(bench_table_split(&table, BENCH_NO_CONFIG).n, 0);
  const uint32_t configs_of[] = {linux_a, linux_b, plan9, note, BENCH_NO_CONFIG};
  for (size_t i = 0; i < 5; i++) {
    struct bench_id id = id_of("p", "A", "", 8);
    id.split = bench_table_split(&table, configs_of[i]);
    bench_table_sample(&table, bench_table_row(&table, &id), SIDE_HEAD, 1);
  }
  assert_int_equal(table.rows.n, 4);
  assert_int_equal(table.rows.at[0].side[SIDE_HEAD].samples.n, 2);
  arena_free(&arena);
}

/* A table that follows another has no row of it, and numbers configurations as that does. */
static void follows(void **state) {
  (void)state;
  setup();
  struct bench_id id = id_of("p", "A", "", 8);
  (void)bench_table_row(&table, &id);
  uint32_t first = config_of("cpu", "a", "goos", "linux");
  struct unit_fact higher = {.unit = STR("x"), .better = BETTER_HIGHER, .better_set = true};
  struct unit_fact lower = {.unit = STR("x"), .better = BETTER_LOWER, .better_set = true};
  assert_true(bench_table_unit(&table, &higher));
  struct bench_table before = table;
  bench_table_follow(&table, &before);
  assert_int_equal(table.rows.n, 0);
  assert_null(bench_table_find(&table, &id));
  assert_int_equal(config_of("goos", "linux", "cpu", "a"), first);
  assert_int_equal(config_of("goos", "linux", "cpu", "b"), first + 1);
  assert_false(bench_table_unit(&table, &lower));
  arena_free(&arena);
}

static struct unit_fact better(const char *unit, enum better b) {
  return (struct unit_fact){.unit = str_of(unit), .better = b, .better_set = true};
}

static struct unit_fact assume(const char *unit, bool exact) {
  return (struct unit_fact){.unit = str_of(unit), .exact = exact, .assume_set = true};
}

static void facts(void **state) {
  (void)state;
  setup();
  struct unit_fact f = better("x", BETTER_HIGHER), g = better("x", BETTER_LOWER), h = assume("x", true), i = assume("x", false);
  assert_true(bench_table_unit(&table, &f));
  assert_true(bench_table_unit(&table, &f));
  assert_false(bench_table_unit(&table, &g));
  assert_true(bench_table_unit(&table, &h));
  assert_false(bench_table_unit(&table, &i));
  struct unit_fact over = better("sec/op", BETTER_HIGHER);
  assert_true(bench_table_unit(&table, &over));
  const char *units[] = {"x", "sec/op", "B/op", "y"};
  const enum better want[] = {BETTER_HIGHER, BETTER_HIGHER, BETTER_LOWER, BETTER_UNKNOWN};
  for (size_t u = 0; u < 4; u++) {
    struct bench_id id = {.name = STR("A"), .unit = str_of(units[u])};
    (void)bench_table_row(&table, &id);
  }
  bench_table_finish(&table);
  for (size_t u = 0; u < 4; u++) {
    assert_int_equal(table.rows.at[u].better, want[u]);
    assert_int_equal(table.rows.at[u].exact, u == 0);
  }
  arena_free(&arena);
}

/* The first to say it holds, whoever comes later; a file is told once. */
static void directions(void **state) {
  (void)state;
  setup();
  struct diags d;
  diag_init(&d, &arena);
  const struct pos a = {STR("a"), 3, 0}, b = {STR("b"), 0, 0}, c = {STR("c"), 7, 1};
  struct bench_id id = id_of("p", "A", "/x", 8);
  struct bench_row *row = bench_table_row(&table, &id);
  bench_row_say(row, BETTER_UNKNOWN, b, STR_NONE, &d);
  bench_row_say(row, BETTER_HIGHER, a, STR_NONE, &d);
  bench_row_say(row, BETTER_HIGHER, b, STR_NONE, &d);
  assert_int_equal(d.list.n, 0);
  for (int i = 0; i < 2; i++) bench_row_say(row, BETTER_LOWER, b, STR("[1]"), &d);
  bench_row_say(row, BETTER_LOWER, c, STR_NONE, &d);
  assert_int_equal(d.list.n, 2);
  assert_string_equal(d.list.at[0].message.p, "[1]: lower is better for \"A/x-8\" in sec/op, but a:3 says that higher is, which holds");
  assert_string_equal(d.list.at[1].message.p, "lower is better for \"A/x-8\" in sec/op, but a:3 says that higher is, which holds");
  assert_int_equal(d.list.at[0].id, DIAG_BENCH_UNIT);
  assert_int_equal(d.list.at[1].pos.line, 7);
  bench_table_finish(&table);
  assert_int_equal(table.rows.at[0].better, BETTER_HIGHER);
  arena_free(&arena);
}

static void put_id(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  struct bench_id id = id_of("p", "Parse", "/size=1k/fast", 16);
  bench_id_put(&b, &id);
  assert_true(str_eq(buf_view(&b), STR("Parse/size=1k/fast-16")));
  buf_clear(&b);
  id.procs = 0;
  bench_id_put(&b, &id);
  assert_true(str_eq(buf_view(&b), STR("Parse/size=1k/fast")));
  buf_free(&b);
}

struct unit_row {
  const char *unit;
  bool time, throughput, allocs;
};

static struct unit_row units[] = {
    {"sec/op", true, false, false},      {"sec", true, false, false},         {"p99-sec", true, false, false},
    {"user-sec/op", true, false, false}, {"sec-per-op", true, false, false},  {"sec/GC", true, false, false},
    {"B/s", false, true, false},         {"req/s", false, true, false},       {"files/sec", false, true, false},
    {"disk-B*sec/op", false, false, false}, {"B/op", false, false, false},    {"allocs/op", false, false, true},
    {"op/sec*B", false, false, false},   {"sections", false, false, false},   {"sec/s", true, false, false},
    {"", false, false, false},
};

static void unit_kind(void **state) {
  const struct unit_row *r = *state;
  assert_int_equal(bench_unit_is_time(str_of(r->unit)), r->time);
  assert_int_equal(bench_unit_is_throughput(str_of(r->unit)), r->throughput);
  assert_int_equal(bench_unit_is_allocs(str_of(r->unit)), r->allocs);
}

int main(void) {
  check_test("identity", identity);
  check_test("many rows", many_rows);
  check_test("configurations", configs);
  check_test("configurations that keep rows apart", splits);
  check_test("a table that follows another", follows);
  check_test("unit facts", facts);
  check_test("directions that contradict", directions);
  check_test("id as text", put_id);
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) check_test_state(units[i].unit, unit_kind, &units[i]);
  return check_run("bench_table");
}
