/* The units of benchmark results: tidied names, and one prefix for a row of values. */
#include "base/num.h"
#include "base/unit.h"

#include <math.h>

/* A unit is words joined by '*', '/' and '-'. What follows a '/' is a denominator until the next '*'. */
struct word {
  struct str text;
  bool denominator;
};

static bool next_word(struct str unit, size_t *at, struct word *w) {
  if (*at > unit.n) return false;
  if (*at > 0) {
    char join = unit.p[*at - 1];
    w->denominator = join == '/' || (join == '-' && w->denominator);
  }
  size_t end = *at;
  while (end < unit.n && unit.p[end] != '*' && unit.p[end] != '/' && unit.p[end] != '-') end++;
  w->text = str_slice(unit, *at, end);
  *at = end + 1;
  return true;
}

struct str unit_tidy(struct arena *a, struct str unit, double *factor) {
  struct buf b = BUF_INIT;
  struct word w = {STR_NONE, false};
  *factor = 1;
  for (size_t at = 0; next_word(unit, &at, &w);) {
    struct str text = w.text;
    if (!w.denominator && str_eq(text, STR("ns"))) {
      text = STR("sec");
      *factor /= 1e9;
    } else if (!w.denominator && str_eq(text, STR("MB"))) {
      text = STR("B");
      *factor *= 1e6;
    }
    buf_str(&b, text);
    if (at <= unit.n) buf_char(&b, unit.p[at - 1]);
  }
  struct str tidied = str_eq(buf_view(&b), unit) ? unit : arena_dup(a, buf_view(&b));
  buf_free(&b);
  return tidied;
}

enum unit_class unit_class_of(struct str tidied) {
  struct word w = {STR_NONE, false};
  for (size_t at = 0; next_word(tidied, &at, &w);)
    if (!w.denominator && (str_eq(w.text, STR("B")) || str_eq(w.text, STR("bytes")))) return UNIT_BINARY;
  return UNIT_DECIMAL;
}

/* Four significant digits: the least value that still rounds to 100.0, 10.00 and 1.000 of the prefix. The decimal
 * thresholds are literals because a product would round twice. */
struct tier {
  double factor;
  const char *prefix;
  double least_1, least_2, least_3; /* digits after the point */
};

static const struct tier decimal[] = {
    {1e12, "T", 99.995e12, 9.9995e12, 0.99995e12},
    {1e9, "G", 99.995e9, 9.9995e9, 0.99995e9},
    {1e6, "M", 99.995e6, 9.9995e6, 0.99995e6},
    {1e3, "k", 99.995e3, 9.9995e3, 0.99995e3},
    {1e0, "", 99.995e0, 9.9995e0, 0.99995e0},
    {1e-3, "m", 99.995e-3, 9.9995e-3, 0.99995e-3},
    {1e-6, "\xC2\xB5", 99.995e-6, 9.9995e-6, 0.99995e-6},
    {1e-9, "n", 99.995e-9, 9.9995e-9, 0.99995e-9},
};

#define BINARY(f, prefix) {f, prefix, 99.995 * f, 9.9995 * f, 0.99995 * f}
static const struct tier binary[] = {
    BINARY(0x1p40, "Ti"), BINARY(0x1p30, "Gi"), BINARY(0x1p20, "Mi"), BINARY(0x1p10, "Ki"), BINARY(0x1p0, ""),
};

/* Below the last prefix: more digits, ten at most. */
static int small_precision(double v) {
  static const double least[] = {0.099995, 0.0099995, 0.00099995, 0.000099995, 0.0000099995, 0.00000099995};
  int prec = 4;
  for (size_t i = 0; i < sizeof least / sizeof *least && v < least[i]; i++) prec++;
  return prec;
}

static struct unit_scale scale_of(double v, const struct tier *tiers, size_t n) {
  const struct tier *t = tiers;
  while (t + 1 < tiers + n && v < t->least_3) t++;
  int prec = v >= t->least_1 ? 1 : v >= t->least_2 ? 2 : v >= t->least_3 ? 3 : small_precision(v / t->factor);
  return (struct unit_scale){t->factor, t->prefix, prec};
}

struct unit_scale unit_scale_common(const double *values, size_t n, enum unit_class class) {
  double least = 0;
  for (size_t i = 0; i < n; i++) {
    double v = fabs(values[i]);
    if (!num_is_zero(v) && !isnan(v) && (num_is_zero(least) || v < least)) least = v;
  }
  if (num_is_zero(least)) return (struct unit_scale){1, "", 3};
  switch (class) {
  case UNIT_DECIMAL: return scale_of(least, decimal, sizeof decimal / sizeof *decimal);
  case UNIT_BINARY: return scale_of(least, binary, sizeof binary / sizeof *binary);
  }
  abort();
}

void unit_put_scaled(struct buf *b, double v, struct unit_scale s) {
  if (isnan(v)) {
    buf_cstr(b, "NaN");
  } else if (isinf(v)) {
    buf_cstr(b, v > 0 ? "+Inf" : "-Inf");
  } else {
    num_put_fixed(b, v / s.factor, s.prec);
  }
  buf_cstr(b, s.prefix);
}
