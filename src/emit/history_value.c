#include "emit/history_value.h"

#include "base/num.h"
#include "base/unit.h"

#include <math.h>

static void put_number(struct buf *b, double v) {
  if (isinf(v)) buf_cstr(b, v > 0 ? "Inf" : "-Inf");
  else if (num_is_zero(v) && signbit(v)) buf_cstr(b, "-0");
  else num_put_f64(b, v);
}

/* A figure whose product with the factor is v: v was most likely made that way, from few digits. */
static bool find_factored(double v, double factor, double *out) {
  char text[40];
  double quotient = v / factor;
  if (isinf(quotient) && !isinf(v)) return false;
  for (int digits = 15; digits <= 17; digits += 2) {
    int n = snprintf(text, sizeof text, "%.*g", digits, quotient);
    if (num_parse_f64((struct str){text, (size_t)n}, out) == NUM_OK && num_same_bits(*out * factor, v)) return true;
  }
  return false;
}

static struct str raw_of(struct arena *a, struct str tidied) {
  if (str_eq(tidied, STR("B/s"))) return STR("MB/s");
  bool time = str_starts(tidied, STR("sec/")) || str_eq(tidied, STR("sec"));
  return time ? arena_printf(a, "ns" STR_FMT, STR_ARG(str_slice(tidied, 3, tidied.n))) : tidied;
}

struct history_unit history_unit_for(struct arena *a, struct str tidied, const struct f64_vec *values) {
  struct history_unit u = {.raw = raw_of(a, tidied)};
  struct history_unit plain = {tidied, 1};
  double factored;
  if (!str_eq(unit_tidy(a, u.raw, &u.factor), tidied)) return plain;
  VEC_EACH(const double, v, values) {
    if (!find_factored(*v, u.factor, &factored)) return plain;
  }
  return u;
}

void history_put_value(struct buf *b, double v, const struct history_unit *u) {
  double factored = v;
  if (!num_same(u->factor, 1)) (void)find_factored(v, u->factor, &factored);
  put_number(b, factored);
}
