#include "base/date.h"

#include "base/num.h"

/* Last second of the year 9999: beyond it a date has no four-digit year. */
#define DATE_LAST_S INT64_C(253402300799)

static const char month_names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct civil {
  int64_t year;
  unsigned month, day;
};

/* Both directions count in eras of 400 years that begin on 1 March, so that the leap day is the last of its year. */
enum { ERA_DAYS = 146097, EPOCH_OFFSET = 719468 };

int64_t date_days(int64_t year, unsigned month, unsigned day) {
  int64_t y = month <= 2 ? year - 1 : year;
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t of_era = y - era * 400;
  int64_t of_year = (153 * (int64_t)(month > 2 ? month - 3 : month + 9) + 2) / 5 + (int64_t)day - 1;
  return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_OFFSET;
}

static struct civil civil_of_days(int64_t days) {
  int64_t z = days + EPOCH_OFFSET;
  int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
  int64_t day = z - era * ERA_DAYS;
  int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  int64_t of_year = day - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153;
  struct civil c = {year + era * 400, (unsigned)(month < 10 ? month + 3 : month - 9),
                    (unsigned)(of_year - (153 * month + 2) / 5 + 1)};
  c.year += c.month <= 2;
  return c;
}

static unsigned month_length(int64_t year, unsigned month) {
  static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/* Takes exactly n digits off the front. */
static bool take_digits(struct str *s, size_t n, unsigned *out) {
  uint64_t v;
  if (s->n < n || !num_parse_u64(str_slice(*s, 0, n), &v)) return false;
  *out = (unsigned)v;
  *s = str_slice(*s, n, s->n);
  return true;
}

static bool take_char(struct str *s, char c) {
  if (s->n == 0 || s->p[0] != c) return false;
  *s = str_slice(*s, 1, s->n);
  return true;
}

static bool take_day(struct str *s, int64_t *days) {
  unsigned year, month, day;
  if (!take_digits(s, 4, &year) || !take_char(s, '-') || !take_digits(s, 2, &month) || !take_char(s, '-') ||
      !take_digits(s, 2, &day))
    return false;
  if (month < 1 || month > 12 || day < 1 || day > month_length(year, month)) return false;
  *days = date_days(year, month, day);
  return true;
}

/* HH:MM[:SS[.fraction]]; the fraction is dropped. A leap second counts as the first second of the next minute. */
static bool take_clock(struct str *s, int64_t *seconds) {
  unsigned hour, minute, second = 0;
  if (!take_digits(s, 2, &hour) || !take_char(s, ':') || !take_digits(s, 2, &minute)) return false;
  if (take_char(s, ':') && !take_digits(s, 2, &second)) return false;
  if (hour > 23 || minute > 59 || second > 60) return false;
  if (take_char(s, '.')) {
    size_t digits = 0;
    while (digits < s->n && char_is_digit(s->p[digits])) digits++;
    if (digits == 0) return false;
    *s = str_slice(*s, digits, s->n);
  }
  *seconds = (int64_t)hour * 3600 + (int64_t)minute * 60 + second;
  return true;
}

/* Z, UTC, +HH:MM, +HHMM or nothing, which is UTC too; a blank may stand before it. */
static bool take_zone(struct str *s, int64_t *east_s) {
  bool blank = take_char(s, ' ');
  *east_s = 0;
  if (s->n == 0) return !blank;
  if (take_char(s, 'Z') || take_char(s, 'z')) return true;
  if (str_eq(*s, STR("UTC")) || str_eq(*s, STR("GMT"))) {
    *s = str_slice(*s, 3, s->n);
    return true;
  }
  bool west = s->p[0] == '-';
  unsigned hour, minute;
  if (!take_char(s, '+') && !take_char(s, '-')) return false;
  if (!take_digits(s, 2, &hour)) return false;
  (void)take_char(s, ':');
  if (!take_digits(s, 2, &minute) || hour > 23 || minute > 59) return false;
  *east_s = ((int64_t)hour * 60 + minute) * (west ? -60 : 60);
  return true;
}

bool date_parse(struct str text, struct date *out) {
  int64_t days, clock = 0, east = 0;
  if (!take_day(&text, &days)) return false;
  bool day_only = text.n == 0;
  if (!day_only) {
    if (!take_char(&text, 'T') && !take_char(&text, 't') && !take_char(&text, ' ')) return false;
    if (!take_clock(&text, &clock) || !take_zone(&text, &east) || text.n != 0) return false;
  }
  *out = (struct date){.s = days * 86400 + clock - east, .known = true, .day_only = day_only};
  return true;
}

bool date_parse_unix(struct str text, struct date *out) {
  uint64_t v;
  if (!num_parse_u64(text, &v) || v > (uint64_t)DATE_LAST_S) return false;
  *out = (struct date){.s = (int64_t)v, .known = true};
  return true;
}

struct moment {
  struct civil day;
  unsigned hour, minute, second;
};

static struct moment moment_of(struct date d) {
  int64_t days = d.s / 86400, rest = d.s % 86400;
  if (rest < 0) {
    rest += 86400;
    days--;
  }
  return (struct moment){civil_of_days(days), (unsigned)(rest / 3600), (unsigned)(rest / 60 % 60), (unsigned)(rest % 60)};
}

void date_put_iso(struct buf *b, struct date d) {
  struct moment m = moment_of(d);
  buf_printf(b, "%04lld-%02u-%02uT%02u:%02u:%02uZ", (long long)m.day.year, m.day.month, m.day.day, m.hour, m.minute,
             m.second);
}

void date_put_human(struct buf *b, struct date d) {
  struct moment m = moment_of(d);
  buf_printf(b, "%u %s %lld", m.day.day, month_names[m.day.month - 1], (long long)m.day.year);
  if (!d.day_only) buf_printf(b, " %02u:%02u UTC", m.hour, m.minute);
}
