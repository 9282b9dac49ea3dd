#include "base/buf.h"
#include "base/num.h"
#include "base/unit.h"

#include "check.h"

#include <math.h>

static struct arena arena;
static struct buf shown;

static void same(struct str got, struct str want) {
  if (!str_eq(got, want)) fail_msg("got \"" STR_FMT "\", want \"" STR_FMT "\"", STR_ARG(got), STR_ARG(want));
}

static void tidy_row(void **state) {
  const struct check_row *r = *state;
  double factor;
  struct str tidied = unit_tidy(&arena, str_of(check_field(r, "unit")), &factor);
  same(tidied, str_of(check_field(r, "tidied")));
  check_double(factor, check_num(check_field(r, "factor")), 1e-15);
  bool binary = strcmp(check_field(r, "class_of_tidied"), "Binary") == 0;
  assert_int_equal(unit_class_of(tidied), binary ? UNIT_BINARY : UNIT_DECIMAL);
}

static void scaled(const double *v, size_t n, enum unit_class class, const char *want) {
  struct unit_scale s = unit_scale_common(v, n, class);
  buf_clear(&shown);
  for (size_t i = 0; i < n; i++) {
    if (i) buf_char(&shown, ',');
    unit_put_scaled(&shown, v[i], s);
  }
  same(buf_view(&shown), str_of(want));
}

static void scale_row(void **state) {
  const struct check_row *r = *state;
  double v = check_num(check_field(r, "value"));
  scaled(&v, 1, UNIT_DECIMAL, check_field(r, "decimal"));
  scaled(&v, 1, UNIT_BINARY, check_field(r, "binary"));
}

static void common_row(void **state) {
  const struct check_row *r = *state;
  struct str list = str_of(check_field(r, "values")), one;
  double v[8];
  size_t n = 0;
  while (str_cut(&list, ',', &one)) v[n++] = check_num(arena_cstr(&arena, one));
  bool binary = strcmp(check_field(r, "class"), "Binary") == 0;
  scaled(v, n, binary ? UNIT_BINARY : UNIT_DECIMAL, check_field(r, "formatted"));
}

/* "val=1 000;unit=ms": the figure as written, read here without its separators. */
static void quantity_row(void **state) {
  const struct check_row *r = *state;
  struct quantity q;
  enum quantity_status status = quantity_parse(str_of(check_field(r, "text")), &q);
  if (strcmp(check_field(r, "verdict"), "-") == 0) {
    assert_int_not_equal(status, QUANTITY_OK);
    return;
  }
  assert_int_equal(status, QUANTITY_OK);
  struct str captures = str_of(check_field(r, "captures")), val = STR_NONE, unit = STR_NONE;
  assert_true(str_cut(&captures, ';', &val) && str_cut(&captures, ';', &unit));
  assert_true(str_starts(val, STR("val=")) && str_starts(unit, STR("unit=")));
  same(q.unit, str_slice(unit, 5, unit.n));
  buf_clear(&shown);
  for (size_t i = 4; i < val.n; i++)
    if (val.p[i] != ',' && val.p[i] != ' ') buf_char(&shown, val.p[i]);
  buf_char(&shown, '\0');
  enum dim dim;
  double factor;
  assert_true(unit_lookup(q.unit, &dim, &factor));
  assert_int_equal(q.dim, dim);
  check_double(q.value, check_num(shown.p) * factor, 1e-15);
}

struct reading {
  const char *text;
  enum quantity_status status;
  double value;
  enum dim dim;
};

static struct reading readings[] = {
    {"300 ms", QUANTITY_OK, 0.3, DIM_TIME},
    {"99.9 %", QUANTITY_OK, 0.999, DIM_SHARE},
    {"0.1%", QUANTITY_OK, 0.001, DIM_SHARE},
    {"  7 ns ", QUANTITY_OK, 7e-9, DIM_TIME},
    {"1\xC2\xA0" "000\xE2\x80\xAF" "ms", QUANTITY_OK, 1, DIM_TIME},
    {"1\xE2\x80\x89" "234\xE2\x80\x89" "567 B", QUANTITY_OK, 1234567, DIM_BYTES},
    {"1_000_000 req/s", QUANTITY_OK, 1e6, DIM_RATE},
    {"12,345.5 ms", QUANTITY_OK, 12.3455, DIM_TIME},
    {"1.000 ms", QUANTITY_OK, 0.001, DIM_TIME},
    {"2e3 ms", QUANTITY_OK, 2, DIM_TIME},
    {"400 MiB", QUANTITY_OK, 419430400, DIM_BYTES},
    {"400 MB", QUANTITY_OK, 4e8, DIM_BYTES},
    {"50MB/s", QUANTITY_OK, 5e7, DIM_BANDWIDTH},
    {"120 req/min", QUANTITY_OK, 2, DIM_RATE},
    {"50 ns/op", QUANTITY_OK, 5e-8, DIM_TIME_OP},
    {"2 kB/op", QUANTITY_OK, 2000, DIM_BYTES_OP},
    {"3 allocs/op", QUANTITY_OK, 3, DIM_ALLOCS_OP},
    {"0.5pp", QUANTITY_OK, 0.005, DIM_POINTS},
    {"2x", QUANTITY_OK, 2, DIM_TIMES},
    {"28 d", QUANTITY_OK, 2419200, DIM_TIME},
    {"1 hour", QUANTITY_OK, 3600, DIM_TIME},
    {"~ 5 s", QUANTITY_OK, 5, DIM_TIME},
    {"$500", QUANTITY_OK, 500, DIM_MONEY},
    {"12 good", QUANTITY_OK, 12, DIM_GOOD},
    {"300", QUANTITY_UNIT_MISSING, 300, DIM_NONE},
    {"300 m", QUANTITY_UNIT_AMBIGUOUS, 300, DIM_NONE},
    {"300 Ms", QUANTITY_UNIT_UNKNOWN, 300, DIM_NONE},
    {"300 milli", QUANTITY_UNIT_UNKNOWN, 300, DIM_NONE},
    {"ms/s of nothing", QUANTITY_NOT, 0, DIM_NONE},
    {"3 ms/s", QUANTITY_UNIT_UNKNOWN, 3, DIM_NONE},
    {"0,3 s", QUANTITY_DECIMAL_COMMA, 0, DIM_NONE},
    {"0,300 s", QUANTITY_DECIMAL_COMMA, 0, DIM_NONE},
    {"1,5 ms", QUANTITY_DECIMAL_COMMA, 0, DIM_NONE},
    {"1.000,5 ms", QUANTITY_DECIMAL_COMMA, 0, DIM_NONE},
    {"1,0000 ms", QUANTITY_DECIMAL_COMMA, 0, DIM_NONE},
    {"1234,567 ms", QUANTITY_DECIMAL_COMMA, 0, DIM_NONE},
    {"1,234 567 ms", QUANTITY_NOT, 0, DIM_NONE},
    {"1 0000 ms", QUANTITY_NOT, 0, DIM_NONE},
    {"1_00 ms", QUANTITY_NOT, 0, DIM_NONE},
    {"10-20 ms", QUANTITY_RANGE, 10, DIM_NONE},
    {"10 ms - 20 ms", QUANTITY_RANGE, 10, DIM_NONE},
    {"10ms\xE2\x80\x93" "20ms", QUANTITY_RANGE, 10, DIM_NONE},
    {"10 to 20 ms", QUANTITY_RANGE, 10, DIM_NONE},
    {"10 connections/minute - 20 connections/minute", QUANTITY_RANGE, 10, DIM_NONE},
    {"300 ms \xC2\xB1 20", QUANTITY_NOT, 0, DIM_NONE},
    {"-5 ms", QUANTITY_NOT, 0, DIM_NONE},
    {".5 ms", QUANTITY_NOT, 0, DIM_NONE},
    {"1e999 s", QUANTITY_NOT, 0, DIM_NONE},
    {"", QUANTITY_NOT, 0, DIM_NONE},
    {"\xFF" "300 ms", QUANTITY_NOT, 0, DIM_NONE},
};

static void reading_test(void **state) {
  const struct reading *c = *state;
  struct quantity q;
  assert_int_equal(quantity_parse(str_of(c->text), &q), c->status);
  if (c->status != QUANTITY_OK) return;
  assert_int_equal(q.dim, c->dim);
  if (!num_same(q.value, c->value)) fail_msg("got %.17g, want %.17g", q.value, c->value);
}

struct show_case {
  const char *want;
  double value;
  char how; /* t time, s span, b bytes, p percent, + percent with sign, or q with dim */
  enum dim dim;
  const char *unit; /* how 'u' */
};

#define SP "\xC2\xA0"
#define TH "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"
static struct show_case shows[] = {
    {"84.0" SP "\xC2\xB5s", 84e-6, 't', DIM_NONE, NULL},
    {"300" SP "ms", 0.3, 't', DIM_NONE, NULL},
    {"1.00" SP "ms", 999.6e-6, 't', DIM_NONE, NULL},
    {"999" SP "\xC2\xB5s", 999.4e-6, 't', DIM_NONE, NULL},
    {"9.99" SP "s", 9.994, 't', DIM_NONE, NULL},
    {"10.0" SP "s", 9.996, 't', DIM_NONE, NULL},
    {"0.310" SP "ns", 0.31e-9, 't', DIM_NONE, NULL},
    {"0" SP "s", 0, 't', DIM_NONE, NULL},
    {MINUS "1.50" SP "ms", -0.0015, 't', DIM_NONE, NULL},
    {"20" SP "m", 1200, 't', DIM_NONE, NULL},
    {"14" SP "m" SP "07" SP "s", 847, 's', DIM_NONE, NULL},
    {"40" SP "m" SP "19" SP "s", 2419.2, 's', DIM_NONE, NULL},
    {"3" SP "h" SP "21" SP "m", 12096, 's', DIM_NONE, NULL},
    {"59" SP "m" SP "59" SP "s", 3599.7, 's', DIM_NONE, NULL},
    {"1" SP "m", 59.9999999, 's', DIM_NONE, NULL},
    {"28" SP "d", 2419200, 's', DIM_NONE, NULL},
    {"23" SP "h" SP "59" SP "m", 86399, 's', DIM_NONE, NULL},
    {"1" SP "d" SP "2" SP "h", 93600, 's', DIM_NONE, NULL},
    {"19.2" SP "s", 19.2, 's', DIM_NONE, NULL},
    {MINUS "1" SP "h", -3600, 's', DIM_NONE, NULL},
    {"\xE2\x88\x9E" SP "s", (double)INFINITY, 's', DIM_NONE, NULL},
    {"1" TH "204" SP "B", 1204, 'b', DIM_NONE, NULL},
    {"41" SP "B", 41, 'b', DIM_NONE, NULL},
    {"400" SP "MiB", 419430400, 'b', DIM_NONE, NULL},
    {"10.0" SP "KiB", 10240, 'b', DIM_NONE, NULL},
    {"1.00" SP "MiB", 1048570, 'b', DIM_NONE, NULL},
    {"1" TH "020" SP "KiB", 1044480, 'b', DIM_NONE, NULL},
    {"+16.8" SP "%", 0.168, '+', DIM_NONE, NULL},
    {MINUS "11.2" SP "%", -0.112, '+', DIM_NONE, NULL},
    {"0.0" SP "%", -0.0001, '+', DIM_NONE, NULL},
    {"0.0" SP "%", 0.0001, '+', DIM_NONE, NULL},
    {"16.8" SP "%", 0.168, 'p', DIM_NONE, NULL},
    {"+\xE2\x88\x9E" SP "%", (double)INFINITY, '+', DIM_NONE, NULL},
    {"n/a" SP "%", (double)NAN, '+', DIM_NONE, NULL},
    {"99.9" SP "%", 0.999, 'q', DIM_SHARE, NULL},
    {"99.95" SP "%", 0.9995, 'q', DIM_SHARE, NULL},
    {"100" SP "%", 1, 'q', DIM_SHARE, NULL},
    {"0.5" SP "pp", 0.005, 'q', DIM_POINTS, NULL},
    {"1" TH "000/s", 1000, 'q', DIM_RATE, NULL},
    {"2\xC3\x97", 2, 'q', DIM_TIMES, NULL},
    {"41" SP "allocs/op", 41, 'q', DIM_ALLOCS_OP, NULL},
    {"50.0" SP "ns/op", 5e-8, 'q', DIM_TIME_OP, NULL},
    {"84.0" SP "\xC2\xB5s", 84e-6, 'u', DIM_NONE, "sec/op"},
    {"1" TH "204" SP "B", 1204, 'u', DIM_NONE, "B/op"},
    {"41", 41, 'u', DIM_NONE, "allocs/op"},
    {"12.5" SP "widgets/sec", 12.5, 'u', DIM_NONE, "widgets/sec"},
    {"11.9" SP "MiB/s", 12.5e6, 'u', DIM_NONE, "B/s"},
    {"12.0" SP "\xC2\xB5s/GC", 12e-6, 'u', DIM_NONE, "STW-sec/GC"},
    {"5.00" SP "ms", 0.005, 'u', DIM_NONE, "p99-sec"},
    {"3.14" SP "B*sec/op", 3.14159, 'u', DIM_NONE, "B*sec/op"},
    {"1.2e-05" SP "x", 1.2e-5, 'u', DIM_NONE, "x"},
};

static void show_test(void **state) {
  const struct show_case *c = *state;
  buf_clear(&shown);
  switch (c->how) {
  case 't': unit_put_time(&shown, c->value); break;
  case 's': unit_put_span(&shown, c->value); break;
  case 'b': unit_put_bytes(&shown, c->value); break;
  case 'p': unit_put_percent(&shown, c->value, 1, false); break;
  case '+': unit_put_percent(&shown, c->value, 1, true); break;
  case 'q': unit_put_quantity(&shown, c->value, c->dim); break;
  case 'u': unit_put_bench(&shown, c->value, str_of(c->unit)); break;
  default: fail();
  }
  same(buf_view(&shown), str_of(c->want));
}

/* The two sides of a change have one scale, that of the larger. */
static void both_sides_on_one_scale(void **state) {
  (void)state;
  static const struct {
    double before, after;
    const char *unit, *want;
  } rows[] = {
      {12698, 6296, "B/op", "12.4" SP "KiB > 6.15" SP "KiB"},
      {1204, 900, "B/op", "1" TH "204" SP "B > 900" SP "B"},
      {980e-6, 1.02e-3, "sec/op", "0.980" SP "ms > 1.02" SP "ms"},
      {0, 20480, "B/op", "0" SP "B > 20.0" SP "KiB"},
      {84e-9, 2, "sec/op", "84.0" SP "ns > 2.00" SP "s"}, /* too far apart to share one */
      {900, 1200, "sec/op", "900" SP "s > 20" SP "m"},
      {50e6, 1e6, "B/s", "47.7" SP "MiB/s > 0.954" SP "MiB/s"},
      {12, 1500, "req/s", "12" SP "req/s > 1" TH "500" SP "req/s"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    buf_clear(&shown);
    unit_put_bench_beside(&shown, rows[i].before, rows[i].after, str_of(rows[i].unit));
    buf_cstr(&shown, " > ");
    unit_put_bench_beside(&shown, rows[i].after, rows[i].before, str_of(rows[i].unit));
    same(buf_view(&shown), str_of(rows[i].want));
  }
}

/* A unit of megabytes is refused in one pass, with a range behind it or not. */
static void endless_unit(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "10 ");
  for (int i = 0; i < 2000000; i++) buf_char(&b, 'a');
  struct quantity q;
  assert_int_equal(quantity_parse(buf_view(&b), &q), QUANTITY_UNIT_UNKNOWN);
  buf_cstr(&b, "/sec - 20");
  assert_int_equal(quantity_parse(buf_view(&b), &q), QUANTITY_NOT);
  buf_free(&b);
}

int main(void) {
  check_table("tests/vectors/bench/units.tsv", tidy_row);
  check_table("tests/vectors/bench/scale.tsv", scale_row);
  check_table("tests/vectors/bench/commonscale.tsv", common_row);
  check_table("tests/vectors/grammar/quantity.tsv", quantity_row);
  for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
    check_test_state(readings[i].text, reading_test, &readings[i]);
  for (size_t i = 0; i < sizeof shows / sizeof *shows; i++) check_test_state(shows[i].want, show_test, &shows[i]);
  check_test("both sides of a change on one scale", both_sides_on_one_scale);
  check_test("an endless unit", endless_unit);
  int status = check_run("unit");
  buf_free(&shown);
  arena_free(&arena);
  return status;
}
