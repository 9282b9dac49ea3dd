/* Dates: what is read, what is refused, and the calendar against days known from elsewhere. */
#include "check.h"

#include "base/date.h"

struct row {
  const char *text;
  int64_t s;
  bool day_only;
  const char *iso, *human; /* empty: refused */
};

static struct row rows[] = {
    {"1970-01-01", 0, true, "1970-01-01T00:00:00Z", "1 Jan 1970"},
    {"2026-11-20", 1795132800, true, "2026-11-20T00:00:00Z", "20 Nov 2026"},
    {"2026-11-20T13:45:00Z", 1795182300, false, "2026-11-20T13:45:00Z", "20 Nov 2026 13:45 UTC"},
    {"2026-11-20 13:45:00 +0100", 1795178700, false, "2026-11-20T12:45:00Z", "20 Nov 2026 12:45 UTC"},
    {"2026-11-20T13:45:00.25+01:00", 1795178700, false, "2026-11-20T12:45:00Z", "20 Nov 2026 12:45 UTC"},
    {"2026-11-20T13:45:00-05:30", 1795202100, false, "2026-11-20T19:15:00Z", "20 Nov 2026 19:15 UTC"},
    {"2026-11-20 13:45", 1795182300, false, "2026-11-20T13:45:00Z", "20 Nov 2026 13:45 UTC"},
    {"2026-11-20 13:45:00 UTC", 1795182300, false, "2026-11-20T13:45:00Z", "20 Nov 2026 13:45 UTC"},
    {"2000-02-29", 951782400, true, "2000-02-29T00:00:00Z", "29 Feb 2000"},
    {"2024-02-29", 1709164800, true, "2024-02-29T00:00:00Z", "29 Feb 2024"},
    {"1969-12-31T23:59:59Z", -1, false, "1969-12-31T23:59:59Z", "31 Dec 1969 23:59 UTC"},
    {"9999-12-31T23:59:59Z", 253402300799, false, "9999-12-31T23:59:59Z", "31 Dec 9999 23:59 UTC"},
    {"2016-12-31T23:59:60Z", 1483228800, false, "2017-01-01T00:00:00Z", "1 Jan 2017 00:00 UTC"},
    {"", 0, false, "", ""},
    {"2026", 0, false, "", ""},
    {"2026-1-20", 0, false, "", ""},
    {"2026-13-01", 0, false, "", ""},
    {"2026-00-01", 0, false, "", ""},
    {"2026-04-31", 0, false, "", ""},
    {"2026-02-29", 0, false, "", ""},
    {"1900-02-29", 0, false, "", ""},
    {"2026-11-20T", 0, false, "", ""},
    {"2026-11-20T25:00:00Z", 0, false, "", ""},
    {"2026-11-20T13:60:00Z", 0, false, "", ""},
    {"2026-11-20T13:45:00.Z", 0, false, "", ""},
    {"2026-11-20T13:45:00 ", 0, false, "", ""},
    {"2026-11-20T13:45:00+1", 0, false, "", ""},
    {"2026-11-20T13:45:00Zx", 0, false, "", ""},
    {"2026-11-20 ", 0, false, "", ""},
    {" 2026-11-20", 0, false, "", ""},
    {"20 Nov 2026", 0, false, "", ""},
    {"2026/11/20", 0, false, "", ""},
};

static void parse(void **state) {
  const struct row *r = *state;
  struct date d = {0};
  bool ok = date_parse(str_of(r->text), &d);
  if (r->iso[0] == '\0') {
    assert_false(ok);
    return;
  }
  assert_true(ok && d.known);
  assert_int_equal(d.day_only, r->day_only);
  assert_int_equal(d.s, r->s);
  struct buf b = BUF_INIT;
  date_put_iso(&b, d);
  assert_true(str_eq(buf_view(&b), str_of(r->iso)));
  buf_clear(&b);
  date_put_human(&b, d);
  assert_true(str_eq(buf_view(&b), str_of(r->human)));
  buf_free(&b);
}

static void unix_seconds(void **state) {
  (void)state;
  struct date d;
  assert_true(date_parse_unix(STR("1795182300"), &d));
  assert_int_equal(d.s, 1795182300);
  assert_false(d.day_only);
  assert_false(date_parse_unix(STR(""), &d));
  assert_false(date_parse_unix(STR("-1"), &d));
  assert_false(date_parse_unix(STR("1e9"), &d));
  assert_false(date_parse_unix(STR("999999999999999999999"), &d));
  assert_false(date_parse_unix(STR("253402300800"), &d));
}

/* Every day of four centuries comes one after the day before, and prints as the date it was made from. */
static void every_day(void **state) {
  (void)state;
  static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int64_t expected = -135140; /* 1 January 1600 */
  struct buf b = BUF_INIT, want = BUF_INIT;
  for (int year = 1600; year < 2000; year++) {
    for (unsigned month = 1; month <= 12; month++) {
      bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      unsigned n = lengths[month - 1] + (month == 2 && leap ? 1 : 0);
      for (unsigned day = 1; day <= n; day++, expected++) {
        assert_int_equal(date_days(year, month, day), expected);
        buf_clear(&b);
        buf_clear(&want);
        date_put_iso(&b, (struct date){.s = expected * 86400 + 86399, .known = true});
        buf_printf(&want, "%04d-%02u-%02uT23:59:59Z", year, month, day);
        assert_true(str_eq(buf_view(&b), buf_view(&want)));
      }
    }
  }
  assert_int_equal(expected, 10957); /* 1 January 2000 */
  buf_free(&b);
  buf_free(&want);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].text, parse, &rows[i]);
  check_test("unix seconds", unix_seconds);
  check_test("every day of 400 years", every_day);
  return check_run("date");
}
