/* Figures for people: three significant digits or more, narrow no-break spaces between thousands, a real minus sign. */
#include "base/num.h"
#include "base/unit.h"

#include <math.h>

#define NBSP "\xC2\xA0"
#define THOUSANDS "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

/* Digits after the point that leave three significant ones, once v (not negative) is rounded to them. */
static int precision_of(double v) {
  if (v >= 99.95) return 0;
  if (v >= 9.995) return 1;
  int prec = 2;
  for (double least = 0.9995; prec < 8 && v < least; least /= 10) prec++;
  return prec;
}

/* The sign, and infinities and NaN whole. True when a finite figure is still to be written, from *v on without its sign. */
static bool put_sign(struct buf *b, double *v) {
  if (isnan(*v)) {
    buf_cstr(b, "n/a");
    return false;
  }
  if (*v < 0) buf_cstr(b, MINUS);
  *v = fabs(*v);
  if (isinf(*v)) buf_cstr(b, "\xE2\x88\x9E");
  return !isinf(*v);
}

/* v not negative, not infinite. */
static void put_digits(struct buf *b, double v, int prec) {
  if (v < 999.5 || v > 9e15) {
    num_put_fixed(b, v, prec);
    return;
  }
  num_put_grouped(b, (uint64_t)llround(v), STR(THOUSANDS));
}

/* Counts: whole numbers as they are, others to three digits. */
static void put_number(struct buf *b, double v) {
  if (!put_sign(b, &v)) return;
  if (num_same(v, floor(v)) && v < 9e15) {
    num_put_grouped(b, (uint64_t)v, STR(THOUSANDS));
  } else if (v < 0.001 || v > 9e15) {
    buf_printf(b, "%.3g", v);
  } else {
    put_digits(b, v, precision_of(v));
  }
}

/* From here on seconds are told as a clock shows them. */
#define SPAN_LEAST 999.5

/* The scale is that of the figure `like`. */
static void put_time_like(struct buf *b, double seconds, double like) {
  static const struct {
    double factor;
    const char *unit;
  } tiers[] = {{1, "s"}, {1e-3, "ms"}, {1e-6, "\xC2\xB5s"}, {1e-9, "ns"}};
  if (isfinite(seconds) && fabs(seconds) >= SPAN_LEAST) {
    unit_put_span(b, seconds);
    return;
  }
  size_t i = 0;
  double v = seconds;
  if (put_sign(b, &v)) {
    while (i < 3 && fabs(like) < 0.9995 * tiers[i].factor) i++;
    if (num_is_zero(v)) {
      buf_char(b, '0');
      i = 0;
    } else {
      put_digits(b, v / tiers[i].factor, precision_of(v / tiers[i].factor));
    }
  }
  buf_cstr(b, NBSP);
  buf_cstr(b, tiers[i].unit);
}

void unit_put_time(struct buf *b, double seconds) {
  put_time_like(b, seconds, seconds);
}

/* What has passed in full, as a clock shows it: "3 h", or "3 h 21 m" where the second part is not nothing. */
static void put_two(struct buf *b, uint64_t big, const char *unit, uint64_t small, const char *small_unit) {
  num_put_grouped(b, big, STR(THOUSANDS));
  buf_printf(b, NBSP "%s", unit);
  if (small == 0) return;
  bool seconds = small_unit[0] == 's';
  buf_printf(b, seconds ? NBSP "%02u" NBSP "%s" : NBSP "%u" NBSP "%s", (unsigned)small, small_unit);
}

void unit_put_span(struct buf *b, double seconds) {
  double v = seconds;
  if (!isfinite(v) || fabs(v) < 59.999 || fabs(v) > 9e15) {
    if (fabs(v) <= 9e15) {
      unit_put_time(b, v);
      return;
    }
    put_number(b, v);
    buf_cstr(b, NBSP "s");
    return;
  }
  (void)put_sign(b, &v);
  uint64_t s = (uint64_t)(v + 0.001), m = s / 60, h = m / 60; /* whole but for the error of a sum */
  if (h == 0) {
    put_two(b, m, "m", s % 60, "s");
  } else if (h < 24) {
    put_two(b, h, "h", m % 60, "m");
  } else {
    put_two(b, h / 24, "d", h % 24, "h");
  }
}

/* Up to 10 KiB every byte is shown. */
static void put_bytes_like(struct buf *b, double bytes, double like) {
  static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  double v = bytes, scale = fabs(like);
  if (!put_sign(b, &v)) {
    buf_cstr(b, NBSP "B");
    return;
  }
  size_t i = 0;
  if (scale < 10 * 1024 || num_is_zero(v)) {
    put_number(b, v);
  } else {
    for (; i < 4 && (i == 0 || scale >= 1023.5); i++) {
      scale /= 1024;
      v /= 1024;
    }
    put_digits(b, v, precision_of(v));
  }
  buf_cstr(b, NBSP);
  buf_cstr(b, units[i]);
}

void unit_put_bytes(struct buf *b, double bytes) {
  put_bytes_like(b, bytes, bytes);
}

/* At most prec digits after the point, without zeros at the end. */
static void put_trimmed(struct buf *b, double v, int prec) {
  if (!put_sign(b, &v)) return;
  num_put_fixed(b, v, prec);
  while (b->p[b->n - 1] == '0') b->n--;
  if (b->p[b->n - 1] == '.') b->n--;
}

void unit_put_percent(struct buf *b, double fraction, int prec, bool sign) {
  double v = fraction * 100;
  struct buf digits = BUF_INIT;
  if (isfinite(v)) num_put_fixed(&digits, fabs(v), prec);
  bool nothing = isfinite(v); /* what rounds to 0 has no sign */
  for (size_t i = 0; i < digits.n; i++) nothing = nothing && (digits.p[i] == '0' || digits.p[i] == '.');
  if (nothing) v = 0;
  if (sign && v > 0) buf_char(b, '+');
  if (put_sign(b, &v)) buf_str(b, buf_view(&digits));
  buf_free(&digits);
  buf_cstr(b, NBSP "%");
}

void unit_put_quantity(struct buf *b, double value, enum dim dim) {
  switch (dim) {
  case DIM_TIME: unit_put_time(b, value); break;
  case DIM_BYTES: unit_put_bytes(b, value); break;
  case DIM_SHARE:
    put_trimmed(b, value * 100, 4);
    buf_cstr(b, NBSP "%");
    break;
  case DIM_POINTS:
    put_trimmed(b, value * 100, 4);
    buf_cstr(b, NBSP "pp");
    break;
  case DIM_RATE:
    put_number(b, value);
    buf_cstr(b, "/s");
    break;
  case DIM_BANDWIDTH:
    unit_put_bytes(b, value);
    buf_cstr(b, "/s");
    break;
  case DIM_TIMES:
    put_trimmed(b, value, 2);
    buf_cstr(b, "\xC3\x97");
    break;
  case DIM_TIME_OP:
    unit_put_time(b, value);
    buf_cstr(b, "/op");
    break;
  case DIM_BYTES_OP:
    unit_put_bytes(b, value);
    buf_cstr(b, "/op");
    break;
  case DIM_ALLOCS_OP:
    put_number(b, value);
    buf_cstr(b, NBSP "allocs/op");
    break;
  case DIM_NONE:
  case DIM_COUNT:
  case DIM_MONEY:
  case DIM_GOOD:
  case DIM_MAX: put_number(b, value); break;
  }
}

static bool ends_with_word(struct str unit, struct str word) {
  if (!str_ends(unit, word)) return false;
  return unit.n == word.n || unit.p[unit.n - word.n - 1] == '-';
}

void unit_put_bench(struct buf *b, double v, struct str tidied) {
  unit_put_bench_beside(b, v, v, tidied);
}

/* What two figures share: the larger, unless the smaller would have no digits left of it. */
static double scale_of(double v, double other) {
  double larger = fmax(fabs(v), fabs(other)), smaller = fmin(fabs(v), fabs(other));
  return isfinite(larger) && larger < 1000 * smaller ? larger : v;
}

void unit_put_bench_beside(struct buf *b, double v, double other, struct str tidied) {
  size_t slash = str_find_char(tidied, '/');
  struct str of = str_slice(tidied, 0, slash == STR_NPOS ? tidied.n : slash), per = str_slice(tidied, of.n, tidied.n);
  bool plain = str_find_char(tidied, '*') == STR_NPOS;
  if (str_eq(tidied, STR("allocs/op"))) {
    put_number(b, v);
    return;
  }
  if (plain && ends_with_word(of, STR("sec"))) {
    put_time_like(b, v, fmax(fabs(v), fabs(other)) < SPAN_LEAST ? scale_of(v, other) : v);
  } else if (plain && (ends_with_word(of, STR("B")) || ends_with_word(of, STR("bytes")))) {
    put_bytes_like(b, v, scale_of(v, other));
  } else {
    put_number(b, v);
    buf_cstr(b, NBSP);
    buf_str(b, tidied);
    return;
  }
  if (!str_eq(per, STR("/op"))) buf_str(b, per);
}
