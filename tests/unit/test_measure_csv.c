/* The measurement CSV: kinds of row, quoting, every cell that can be wrong, and where it stands. */
#include "check.h"

#include "base/num.h"
#include "read/measure_csv.h"

#include <string.h>

static struct arena arena;
static struct diags diags;
static struct metrics metrics;

static struct tally read_text(struct str text, enum side side) {
  struct source *s = ARENA_NEW(&arena, struct source);
  *s = (struct source){.name = STR("m.csv"), .text = text, .whole = true};
  return measure_csv_read(&metrics, &arena, &diags, s, side);
}

static void fresh(void) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  metrics = (struct metrics){0};
}

static const char *dim_name(enum dim dim) {
  static const char *const names[DIM_MAX] = {[DIM_TIME] = "s",    [DIM_BYTES] = "B", [DIM_SHARE] = "share",
                                             [DIM_RATE] = "/s",   [DIM_COUNT] = "count", [DIM_GOOD] = "good"};
  return names[dim] ? names[dim] : "?";
}

/* "route POST /x q0.99 <0.3 = 0.0842 s n5", parts that are not there left out. */
static void put_row(struct buf *b, const struct measurement *m) {
  static const char *const scope[SCOPE_MAX] = {"route", "component", "resource"};
  buf_printf(b, "%s%s ", b->n ? "; " : "", scope[m->scope]);
  buf_str(b, m->name);
  if (m->has_quantile) buf_cstr(b, " q");
  if (m->has_quantile) num_put_f64(b, m->quantile);
  if (m->has_within) buf_cstr(b, " <");
  if (m->has_within) num_put_f64(b, m->within_s);
  buf_cstr(b, " = ");
  if (m->is_good) buf_u64(b, m->good);
  else num_put_f64(b, m->value);
  buf_printf(b, " %s", dim_name(m->dim));
  if (m->has_n) buf_printf(b, " n%llu", (unsigned long long)m->n);
}

static void assert_text(struct buf *got, const char *want) {
  if (!str_eq(buf_view(got), str_of(want)))
    fail_msg("got  %.*s\nwant %s", (int)got->n, got->n ? got->p : "", want);
  buf_free(got);
}

struct row {
  const char *what, *text, *rows, *diags;
};

#define H "scope,name,quantile,within,value,unit,n\n"

static struct row rows[] = {
    {"a quantile", H "route,POST /x,0.99,,84.2,ms,10\n", "route POST /x q0.99 = 0.0842 s n10", ""},
    {"a percentile", H "route,POST /x,p99.9,,84.2,ms,\n", "route POST /x q0.999 = 0.0842 s", ""},
    {"good within", H "route,POST /x,,300 ms,9,good,10\n", "route POST /x <0.3 = 9 good n10", ""},
    {"good", H "route,POST /x,,,9,good,10\n", "route POST /x = 9 good n10", ""},
    {"good slices", H "route,POST /x,0.99,20 ms,6,good,6\n", "route POST /x q0.99 <0.02 = 6 good n6", ""},
    {"good of nothing", H "route,POST /x,,,0,good,0\n", "route POST /x = 0 good n0", ""},
    {"a resource", H "resource,Idle memory,,,400,MiB,\n", "resource Idle memory = 419430400 B", ""},
    {"a component", H "component,Database,p50,,1.5,ms,3\n", "component Database q0.5 = 0.0015 s n3", ""},
    {"a share", H "resource,CPU,,,64,%,\n", "resource CPU = 0.64 share", ""},
    {"a rate", H "resource,Load,,,1000,RPS,\n", "resource Load = 1000 /s", ""},
    {"an exponent", H "route,/x,1,,2.5e-3,s,\n", "route /x q1 = 0.0025 s", ""},
    {"zero", H "route,/x,0,,0,s,\n", "route /x q0 = 0 s", ""},
    {"blanks around", H " Route , POST /x ,\t0.5 ,, 1 , ms , 2 \n", "route POST /x q0.5 = 0.001 s n2", ""},
    {"CRLF", "scope,name,value,unit\r\nroute,/x,1,s\r\n", "route /x = 1 s", ""},
    {"no line end", "scope,name,value,unit\nroute,/x,1,s", "route /x = 1 s", ""},
    {"columns in another order", "unit,value,name,scope\ns,1,/x,route\n", "route /x = 1 s", ""},
    {"column names in capitals", "Scope,NAME,Value,Unit\nroute,/x,1,s\n", "route /x = 1 s", ""},
    {"empty lines and comments", "\n# c\n\nscope,name,value,unit\n\n# load: 5\nroute,/x,1,s\n \n", "route /x = 1 s", ""},
    {"quoted", "scope,name,value,unit\n\"route\",\"POST /a,b \"\"c\"\"\",\"1\",\"s\"\n", "route POST /a,b \"c\" = 1 s", ""},
    {"a quoted header", "\"scope\",\"name\",\"value\",\"unit\"\nroute,/x,1,s\n", "route /x = 1 s", ""},
    {"a quoted line end", "scope,name,value,unit\nroute,\"a\nb\",1,s\nroute,/x,z,s\n", "route a\nb = 1 s", "4:10 csv-row"},
    {"a quoted empty cell", H "route,/x,\"\",\"\",1,s,\"\"\n", "route /x = 1 s", ""},
    {"blanks around quotes", "scope,name,value,unit\nroute, \"/x\" ,1,s\n", "route /x = 1 s", ""},
    {"UTF-8", "scope,name,value,unit\ncomponent,Gr\xc3\xbc\xc3\x9f" "e,1,\xc2\xb5s\ncomponent,Gr\xc3\xbc\xc3\x9f" "e,x,s\n",
     "component Gr\xc3\xbc\xc3\x9f" "e = 1e-06 s", "3:17 csv-row"},
    {"a column of other meaning", "scope,name,value,unit,note\nroute,/x,1,s,hello\n", "route /x = 1 s", "1:23 text-ignored"},

    {"bad scope", H "path,/x,,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:1 csv-row"},
    {"no name", H "route,,,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:7 csv-row"},
    {"a quantile above 1", H "route,/x,99,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:10 csv-row"},
    {"a percentile above 100", H "route,/x,p101,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:10 csv-row"},
    {"a quantile with a sign", H "route,/x,-0.5,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:10 csv-row"},
    {"p alone", H "route,/x,p,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:10 csv-row"},
    {"a quantile in words", H "route,/x,median,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:10 csv-row"},
    {"a threshold without a unit", H "route,/x,,300,1,good,1\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:11 csv-row"},
    {"a threshold that is no time", H "route,/x,,3 MiB,1,good,1\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:11 csv-row"},
    {"a threshold beside a figure", H "route,/x,,300 ms,1,s,1\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:11 csv-row"},
    {"a value in words", H "route,/x,,,fast,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:12 csv-row"},
    {"an empty value", H "route,/x,,,,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:12 csv-row"},
    {"a negative value", H "route,/x,,,-1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:12 csv-row"},
    {"a value that is not a number", H "route,/x,,,NaN,s,\nroute,/y,,,inf,s,\nroute,/y,,,1,s,\n", "route /y = 1 s",
     "2:12 csv-row, 3:12 csv-row"},
    {"a decimal comma", H "route,/x,,,\"1,5\",s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:12 csv-row"},
    {"no unit", H "route,/x,,,1,,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:12 csv-row"},
    {"an unknown unit", H "route,/x,,,1,parsecs,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:14 csv-row"},
    {"n in words", H "route,/x,,,1,s,many\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:16 csv-row"},
    {"n with a fraction", H "route,/x,,,1,s,1.5\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:16 csv-row"},
    {"good without n", H "route,/x,,,1,good,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:12 csv-row"},
    {"good with a bad n", H "route,/x,,,1,good,z\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:19 csv-row"},
    {"good with a fraction", H "route,/x,,,1.5,good,2\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:12 csv-row"},
    {"more good than n", H "route,/x,,,3,good,2\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:12 csv-row"},
    {"good without a column n", "scope,name,value,unit\nroute,/x,1,good\nroute,/y,1,s\n", "route /y = 1 s", "2:10 csv-row"},
    {"every bad cell of a row", H "path,,2,3,x,s,z\nroute,/y,,,1,s,\n", "route /y = 1 s",
     "2:1 csv-row, 2:6 csv-row, 2:7 csv-row, 2:9 csv-row, 2:9 csv-row, 2:11 csv-row, 2:15 csv-row"},
    {"too few cells", H "route,/x,1\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:1 csv-row"},
    {"too many cells", H "route,/x,,,1,s,,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:1 csv-row"},
    {"a quote that never closes", H "route,\"/x,,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:7 csv-row"},
    {"text behind a quote", H "route,\"/x\"y,,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:11 csv-row"},
    {"a quote in the middle", H "route,/\"x,,,1,s,\nroute,/y,,,1,s,\n", "route /y = 1 s", "2:8 csv-row"},

    {"no column value", "scope,name,unit\nroute,/x,s\n", "", "1:1 csv-header"},
    {"two columns missing", "value,unit\n1,s\n", "", "1:1 csv-header, 1:1 csv-header"},
    {"a column twice", "scope,name,value,unit,value\nroute,/x,1,s,2\n", "", "1:23 csv-header"},
    {"a header alone", H, "", "0:0 file-empty"},
    {"comments alone", "# date: 2026-11-20\n", "", "0:0 file-empty"},
    {"nothing", "", "", "0:0 file-empty"},
};

static void csv_row(void **state) {
  const struct row *r = *state;
  fresh();
  struct tally tally = read_text(str_of(r->text), SIDE_HEAD);
  struct buf b = BUF_INIT;
  VEC_EACH(const struct measurement, m, &metrics.list) put_row(&b, m);
  assert_text(&b, r->rows);
  diag_finish(&diags);
  VEC_EACH(const struct diag, it, &diags.list) {
    buf_printf(&b, "%s%u:%u %s", b.n ? ", " : "", it->pos.line, it->pos.col, diag_slug(it->id));
  }
  assert_text(&b, r->diags);
  assert_int_equal(tally.records, metrics.list.n);
  assert_int_equal(tally.skipped > 0, diag_count(&diags, DIAG_ERROR) > 0 && strstr(r->diags, "file-empty") == NULL);
}

static void about_the_run(void **state) {
  (void)state;
  fresh();
  read_text(STR("# commit: abc\n# date: 2026-11-20T13:45:00Z\n" H "route,/x,,,1,s,\n"), SIDE_HEAD);
  read_text(STR("# date: 2026-11-19\n" H "route,/x,,,1,s,\n"), SIDE_HEAD);
  read_text(STR("#date: soon\n" H "route,/x,,,1,s,\n"), SIDE_BASE);
  assert_true(str_eq(metrics.commit[SIDE_HEAD], STR("abc")));
  assert_true(metrics.date[SIDE_HEAD].known);
  assert_int_equal(metrics.date[SIDE_HEAD].s, 1795182300);
  assert_false(metrics.date[SIDE_BASE].known);
  assert_int_equal(diags.list.n, 1);
  assert_int_equal(diags.list.at[0].id, DIAG_DATE_UNKNOWN);
  assert_int_equal(metrics.list.n, 3);
  assert_int_equal(metrics.list.at[2].side, SIDE_BASE);
  assert_int_equal(metrics.list.at[0].pos.line, 4);
}

/* What a document calls 300 ms and what a file calls 300 ms are one double: bounds are compared with ==. */
static void same_double(void **state) {
  (void)state;
  static const char *const figures[] = {"300", "84.2", "0.1603", "20", "7", "1100", "0.3", "99.99"};
  for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
    fresh();
    struct quantity q;
    struct str text = arena_printf(&arena, "%s ms", figures[i]);
    assert_int_equal(quantity_parse(text, &q), QUANTITY_OK);
    read_text(arena_printf(&arena, "scope,name,within,value,unit,n\nroute,/x,,%s,ms,\nroute,/x,%s ms,1,good,1\n", figures[i], figures[i]), SIDE_HEAD);
    assert_int_equal(metrics.list.n, 2);
    assert_true(num_same(metrics.list.at[0].value, q.value) && num_same(metrics.list.at[1].within_s, q.value));
  }
}

static void header(void **state) {
  (void)state;
  assert_true(measure_csv_is_header(STR("scope,name,quantile,within,value,unit,n")));
  assert_true(measure_csv_is_header(STR(" \"Scope\", value ")));
  assert_false(measure_csv_is_header(STR("scope;name;value")));
  assert_false(measure_csv_is_header(STR("scope,name")));
  assert_false(measure_csv_is_header(STR("")));
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, csv_row, &rows[i]);
  check_test("date and commit", about_the_run);
  check_test("same double as a document", same_double);
  check_test("header", header);
  return check_run("measure_csv");
}
