/* Lists of figures in JSON: what a figure is called, its unit, direction and range, and what is said of the rest. */
#include "bench_read.h"

#include "read/figure_unit.h"

#define FJ INPUT_FIGURES_JSON
#define ONE(rest) "[{\"name\":\"a\",\"unit\":\"x\"," rest "}]"
#define TEN "[[[[[[[[[["

static struct bench_read_row rows[] = {
    {"figures without samples", "[{\"name\":\"a\",\"unit\":\"s\",\"value\":5},{\"name\":\"b c\",\"unit\":\"Megabytes\",\"value\":\"7\",\"extra\":\"x\"}]", FJ,
     "a sec/op< [5]; b c Megabytes? [7]", NULL},
    {"a range", ONE("\"value\":200,\"range\":\"\xc2\xb1 3\""), FJ, "a x? [200 197..203]", NULL},
    {"a range in the unit of a time", "[{\"name\":\"a\",\"unit\":\"ms\",\"value\":2000,\"range\":500}]", FJ, "a sec/op< [2 1.5..2.5]", NULL},
    {"a range that says nothing", ONE("\"value\":200,\"range\":\"wide\""), FJ, "a x? [200]",
     "0:0 bench-note: [0].range: says no distance from the value, and is left out"},
    {"a range of another type", ONE("\"value\":200,\"range\":[1,2]"), FJ, "a x? [200]",
     "0:0 bench-note: [0].range: says no distance from the value, and is left out"},
    {"no range", ONE("\"value\":200,\"range\":\" \""), FJ, "a x? [200]", NULL},
    {"one name twice", "[{\"name\":\"a\",\"unit\":\"x\",\"value\":1},{\"name\":\"a\",\"unit\":\"x\",\"value\":2}]", FJ, "a x? [1] [2]", NULL},
    {"values that are none", "[{\"name\":\"a\",\"unit\":\"x\",\"value\":NaN},{\"name\":\"b\",\"unit\":\"x\",\"value\":\"Infinity\"},"
                             "{\"name\":\"c\",\"unit\":\"x\",\"value\":\"5 x\"},{\"name\":\"d\",\"unit\":\"x\"},{\"name\":\"e\",\"unit\":\"x\",\"value\":null}]",
     FJ, "a x? !1; b x? [inf]",
     "0:0 bench-nan: [0]: this measurement is not a number and is left out, 0:0 bench-data: [2]: has a value that is no number, "
     "0:0 bench-data: [3]: has no value, 0:0 bench-data: [4]: has no value"},
    {"entries that are none", "[7,[],{\"unit\":\"x\",\"value\":1},{\"name\":\"a\",\"value\":1},{\"name\":\"b\",\"unit\":\" \",\"value\":1},"
                              "{\"name\":\"\",\"unit\":\"x\",\"value\":1}]",
     FJ, " x? [1]",
     "0:0 bench-data: [0]: is no object, 0:0 bench-data: [1]: is no object, 0:0 bench-data: [2]: has no name, 0:0 bench-data: [3]: has no unit, "
     "0:0 bench-data: [4]: has no unit"},
    {"an entry says its direction",
     "[{\"name\":\"a\",\"unit\":\"ns\",\"value\":1,\"better\":\"higher\"},{\"name\":\"b\",\"unit\":\"x\",\"value\":1,\"direction\":\"lower_is_better\"},"
     "{\"name\":\"c\",\"unit\":\"x\",\"value\":1,\"biggerIsBetter\":true},{\"name\":\"d\",\"unit\":\"x\",\"value\":1,\"biggerIsBetter\":false}]",
     FJ, "a sec/op> [1e-09]; b x< [1]; c x> [1]; d x? [1]", NULL},
    {"entries that contradict each other",
     "[{\"name\":\"a\",\"unit\":\"x\",\"value\":1,\"better\":\"lower\"},{\"name\":\"a\",\"unit\":\"x\",\"value\":2,\"better\":\"higher\"}]", FJ, "a x< [1] [2]",
     "0:0 bench-unit: [1]: higher is better for \"a\" in x, but input says that lower is, which holds"},
    {"a run of a history", "{\"commit\":{\"id\":\"abc\"},\"date\":1000,\"tool\":\"customSmallerIsBetter\",\"benches\":[{\"name\":\"a\",\"unit\":\"x\",\"value\":1},{}]}", FJ,
     "a x< [1]", "0:0 bench-data: benches[1]: has no name"},
    {"the date of a run that is none", "{\"commit\":{\"id\":\"abc\"},\"date\":9007199254740992000,\"benches\":[{\"name\":\"a\",\"unit\":\"x\",\"value\":1}]}", FJ,
     "a x? [1]", "0:0 bench-note: date: is no number of milliseconds since 1970"},
    {"the date of a run as text", "{\"date\":\"2026-11-20\",\"benches\":[{\"name\":\"a\",\"unit\":\"x\",\"value\":1}]}", FJ,
     "a x? [1]", "0:0 bench-note: date: is no number of milliseconds since 1970"},
    {"keys in a string are not keys", "[\"name unit value\", {\"x\":\"{\\\"name\\\":1,\\\"unit\\\":1,\\\"value\\\":1}\"}]", INPUT_UNKNOWN, "", NULL},
    {"nested too deeply", "[{\"name\":\"a\",\"unit\":\"x\",\"value\":1}," TEN TEN TEN TEN TEN TEN TEN, FJ, "", "1:99 bench-data: JSON that cannot be read: nesting too deep"},
    {"cut in the middle", "[{\"name\":\"a\",\"unit\":\"x\",\"value\":1}", FJ, "", "1:35 bench-data: the file ends within its JSON"},
};

/* Every unit is a table of its own: a file has a limit to them. */
static void many_units(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  for (int i = 0; i < 258; i++) buf_printf(&b, "%c{\"name\":\"a\",\"unit\":\"u%d\",\"value\":1}", i ? ',' : '[', i);
  buf_cstr(&b, ",{\"name\":\"b\",\"unit\":\"u0\",\"value\":1},{\"name\":\"c\",\"value\":1,\"unit\":\"");
  for (int i = 0; i < 257; i++) buf_char(&b, 'u');
  buf_cstr(&b, "\"}]");
  struct bench_read r;
  bench_read_text(&r, "input", buf_view(&b));
  assert_int_equal(r.table.rows.n, 257); /* 256 of a, and b in a unit that was known */
  assert_int_equal(r.tally.skipped, 3);
  assert_string_equal(bench_read_diags(&r),
                      "0:0 bench-data: [256]: more than 256 different units in one file; the result is left out, "
                      "0:0 bench-data: [257]: more than 256 different units in one file; the result is left out, "
                      "0:0 bench-data: [259]: a unit longer than 256 bytes; the result is left out");
  bench_read_free(&r);
  buf_free(&b);
}

/* ---- units, directions, ranges ---- */

struct unit_row {
  const char *written, *unit;
  double factor;
  enum better better;
};

static void unit_of(void **state) {
  const struct unit_row *row = *state;
  struct arena a = ARENA_INIT;
  struct figure_unit u = figure_unit_of(&a, str_of(row->written));
  if (!str_eq(u.unit, str_of(row->unit))) fail_msg("\"%s\" is \"%.*s\"", row->written, STR_ARG(u.unit));
  check_double(scaled(1, u.scale), row->factor, 1e-15);
  assert_int_equal(u.better, row->better);
  arena_free(&a);
}

static struct unit_row units[] = {
    {"ns/iter", "sec/op", 1e-9, BETTER_LOWER},
    {" ms ", "sec/op", 1e-3, BETTER_LOWER},
    {"\xc2\xb5s/op", "sec/op", 1e-6, BETTER_LOWER},
    {"Seconds", "sec/op", 1, BETTER_LOWER},
    {"ms/req", "sec/req", 1e-3, BETTER_LOWER},
    {"ops/sec", "ops/s", 1, BETTER_HIGHER},
    {"req/min", "req/s", 1.0 / 60, BETTER_HIGHER},
    {"iter/s", "iter/s", 1, BETTER_HIGHER},
    {"MB/s", "MB/s", 1, BETTER_HIGHER},
    {"errors/s", "errors/s", 1, BETTER_UNKNOWN},
    {"RPS", "RPS", 1, BETTER_HIGHER},
    {"s/s", "s/s", 1, BETTER_UNKNOWN},
    {"B/op", "B/op", 1, BETTER_LOWER},
    {"allocs/iter", "allocs/op", 1, BETTER_LOWER},
    {"MB", "MB", 1, BETTER_UNKNOWN},
    {"MS", "MS", 1, BETTER_UNKNOWN},
    {"Percent", "Percent", 1, BETTER_UNKNOWN},
    {"two  words", "two_words", 1, BETTER_UNKNOWN},
    {"  ", "", 1, BETTER_UNKNOWN},
    {"/", "/", 1, BETTER_UNKNOWN},
};

struct better_row {
  const char *word;
  enum better better;
};

static void better_of(void **state) {
  const struct better_row *row = *state;
  assert_int_equal(figure_better(str_of(row->word)), row->better);
}

static struct better_row betters[] = {
    {"customSmallerIsBetter", BETTER_LOWER}, {"customBiggerIsBetter", BETTER_HIGHER}, {"lower", BETTER_LOWER}, {"Higher", BETTER_HIGHER},
    {"higher_is_better", BETTER_HIGHER},     {"larger", BETTER_HIGHER},               {"", BETTER_UNKNOWN},    {"cargo", BETTER_UNKNOWN},
};

struct range_row {
  const char *text;
  double value;
  bool ok;
  double lo, hi;
};

static void range_of(void **state) {
  const struct range_row *row = *state;
  double lo = 0, hi = 0;
  assert_int_equal(figure_range(str_of(row->text), row->value, &lo, &hi), row->ok);
  if (!row->ok) return;
  check_double(lo, row->lo, 1e-15);
  check_double(hi, row->hi, 1e-15);
}

static struct range_row ranges[] = {
    {"3", 10, true, 7, 13},
    {"\xc2\xb1 3.5", 10, true, 6.5, 13.5},
    {"\xc2\xb1" "1.5%", 200, true, 197, 203},
    {"+/- 2", 10, true, 8, 12},
    {"+- 2 ns", 10, true, 8, 12},
    {"2\xc2\xb5s", 10, true, 8, 12},
    {"1,234", 10000, true, 8766, 11234},
    {"stddev: 1e-1", 1, true, 0.9, 1.1},
    {"50 %", -10, true, -15, -5},
    {"1e1e1", 5, false, 0, 0},
    {"1 .. 2", 5, false, 0, 0},
    {"1-2", 5, false, 0, 0},
    {"%", 5, false, 0, 0},
    {"", 5, false, 0, 0},
    {"\xc2\xb1", 5, false, 0, 0},
    {"NaN", 5, false, 0, 0},
};

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) check_test_state(units[i].written, unit_of, &units[i]);
  for (size_t i = 0; i < sizeof betters / sizeof *betters; i++) check_test_state(betters[i].word, better_of, &betters[i]);
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) check_test_state(ranges[i].text, range_of, &ranges[i]);
  check_test("many units", many_units);
  return check_run("figures_json");
}
