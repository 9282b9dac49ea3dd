/* The one file that may call strtod: perfpage never calls setlocale, so the locale is always "C". */
#include "base/num.h"

#include <errno.h>
#include <math.h>

bool num_same(double a, double b) {
  return !(a < b) && !(a > b) && !isnan(a) && !isnan(b);
}

bool num_same_bits(double a, double b) {
  uint64_t x, y;
  memcpy(&x, &a, sizeof x);
  memcpy(&y, &b, sizeof y);
  return x == y;
}

bool num_is_zero(double v) {
  return num_same(v, 0);
}

bool num_parse_u64(struct str s, uint64_t *out) {
  if (s.n == 0) return false;
  uint64_t v = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (!char_is_digit(s.p[i])) return false;
    uint64_t digit = (uint64_t)(s.p[i] - '0');
    if (v > (UINT64_MAX - digit) / 10) return false;
    v = v * 10 + digit;
  }
  *out = v;
  return true;
}

bool num_parse_i64(struct str s, int64_t *out) {
  bool negative = s.n > 0 && s.p[0] == '-';
  if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+')) s = str_slice(s, 1, s.n);
  uint64_t v;
  if (!num_parse_u64(s, &v) || v > (uint64_t)INT64_MAX) return false;
  *out = negative ? -(int64_t)v : (int64_t)v;
  return true;
}

static size_t skip_digits(struct str s, size_t at, bool hex) {
  while (at < s.n) {
    char c = char_lower(s.p[at]);
    if (!char_is_digit(c) && !(hex && c >= 'a' && c <= 'f')) break;
    at++;
  }
  return at;
}

/* The end of an exponent that opens at `at` with the letter e or p, or 0 when it has no digits. */
static size_t skip_exponent(struct str s, size_t at) {
  at++;
  if (at < s.n && (s.p[at] == '+' || s.p[at] == '-')) at++;
  size_t end = skip_digits(s, at, false);
  return end > at ? end : 0;
}

/* Whether s is digits[.digits][exponent] from `at` to its end, with at least one digit in the mantissa. */
static bool is_mantissa(struct str s, size_t at, bool hex) {
  size_t end = skip_digits(s, at, hex);
  size_t digits = end - at;
  if (end < s.n && s.p[end] == '.') {
    size_t frac = skip_digits(s, end + 1, hex);
    digits += frac - end - 1;
    end = frac;
  }
  if (digits == 0) return false;
  bool exponent = end < s.n && char_lower(s.p[end]) == (hex ? 'p' : 'e');
  if (hex && !exponent) return false;
  if (exponent) end = skip_exponent(s, end);
  return end == s.n;
}

static bool is_special(struct str s) {
  return str_eq_nocase(s, STR("inf")) || str_eq_nocase(s, STR("infinity")) || str_eq_nocase(s, STR("nan"));
}

/* The power of ten at the end of a short number: nothing, or e and up to three digits. */
static bool parse_exponent(struct str s, int *out) {
  *out = 0;
  if (s.n == 0) return true;
  bool negative = s.n > 1 && s.p[1] == '-', has_sign = negative || (s.n > 1 && s.p[1] == '+');
  size_t at = has_sign ? 2 : 1;
  if (char_lower(s.p[0]) != 'e' || s.n == at || s.n > at + 3) return false;
  for (; at < s.n; at++) {
    if (!char_is_digit(s.p[at])) return false;
    *out = *out * 10 + (s.p[at] - '0');
  }
  if (negative) *out = -*out;
  return true;
}

/* Up to 15 digits with a small power of ten are exact in a double, and so is the power: one operation rounds once (Clinger, "How to
 * read floating point numbers accurately", 1990). Nearly every figure in a benchmark file. False for all else. */
static bool parse_short(struct str s, double *out) {
  static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  enum { LARGEST = sizeof power / sizeof *power - 1 };
  uint64_t v = 0;
  size_t i = 0, digits = 0, after = 0, points = 0;
  for (; i < s.n; i++) {
    unsigned digit = (unsigned char)s.p[i] - (unsigned)'0';
    if (s.p[i] == '.' && points == 0) {
      points = 1;
      continue;
    }
    if (digit > 9) break;
    v = v * 10 + digit;
    after += points;
    if (++digits > 15) return false;
  }
  int exponent;
  if (digits == 0 || !parse_exponent(str_slice(s, i, s.n), &exponent)) return false;
  exponent -= (int)after;
  if (exponent > LARGEST || exponent < -LARGEST) return false;
  *out = exponent < 0 ? (double)v / power[-exponent] : (double)v * power[exponent];
  return true;
}

static enum num_status convert(struct str s, double *out) {
  char few[64];
  if (s.n < sizeof few) {
    memcpy(few, s.p, s.n);
    few[s.n] = '\0';
    *out = strtod(few, NULL);
  } else {
    struct buf text = {0};
    buf_str(&text, s);
    buf_char(&text, '\0');
    *out = strtod(text.p, NULL);
    buf_free(&text);
  }
  return isinf(*out) ? NUM_RANGE : NUM_OK;
}

enum num_status num_parse_f64(struct str s, double *out) {
  size_t sign = s.n > 0 && (s.p[0] == '+' || s.p[0] == '-');
  struct str body = str_slice(s, sign, s.n);
  if (parse_short(body, out)) {
    if (sign && s.p[0] == '-') *out = -*out;
    return NUM_OK;
  }
  if (is_special(body)) {
    bool nan = char_lower(body.p[0]) == 'n';
    if (nan && sign) return NUM_SYNTAX; /* as Go has it */
    double v = nan ? (double)NAN : (double)INFINITY;
    *out = sign && s.p[0] == '-' ? -v : v;
    return NUM_OK;
  }
  bool hex = body.n > 2 && body.p[0] == '0' && char_lower(body.p[1]) == 'x';
  if (!is_mantissa(body, hex ? 2 : 0, hex)) return NUM_SYNTAX;
  enum num_status status = convert(body, out);
  if (sign && s.p[0] == '-') *out = -*out;
  return status;
}

bool num_parse_decimal(struct str s, double *out) {
  size_t sign = s.n > 0 && (s.p[0] == '+' || s.p[0] == '-');
  if (s.n <= sign || !char_is_digit(s.p[sign]) || !is_mantissa(s, sign, false)) return false;
  return num_parse_f64(s, out) == NUM_OK;
}

void num_put_f64(struct buf *b, double v) {
  if (num_is_zero(v)) {
    buf_char(b, '0');
    return;
  }
  char text[40];
  for (int prec = 15; prec <= 17; prec++) {
    (void)snprintf(text, sizeof text, "%.*g", prec, v);
    if (num_same(strtod(text, NULL), v)) break;
  }
  buf_cstr(b, text);
}

void num_put_fixed(struct buf *b, double v, int prec) {
  size_t at = b->n;
  buf_printf(b, "%.*f", prec, v);
  if (b->p[at] != '-') return;
  for (size_t i = at + 1; i < b->n; i++)
    if (b->p[i] != '0' && b->p[i] != '.') return;
  memmove(b->p + at, b->p + at + 1, b->n - at - 1);
  b->n--;
}

void num_put_grouped(struct buf *b, uint64_t v, struct str sep) {
  char digits[24];
  int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)v);
  for (int i = 0; i < n; i++) {
    if (i > 0 && (n - i) % 3 == 0) buf_str(b, sep);
    buf_char(b, digits[i]);
  }
}
