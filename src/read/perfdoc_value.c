#include "read/perfdoc_reader.h"

#include "base/num.h"

/* ---- figures ---- */

enum bound_op bound_op_of(struct str text, enum bound_op bare) {
  static const struct {
    const char *text;
    enum bound_op op;
  } table[] = {
      {"<", BOUND_BELOW},        {"below", BOUND_BELOW},       {"under", BOUND_BELOW},        {"less than", BOUND_BELOW},
      {"lower than", BOUND_BELOW}, {"fewer than", BOUND_BELOW}, {"smaller than", BOUND_BELOW}, {"faster than", BOUND_BELOW},
      {">", BOUND_ABOVE},        {"above", BOUND_ABOVE},       {"greater than", BOUND_ABOVE}, {"more than", BOUND_ABOVE},
      {"higher than", BOUND_ABOVE}, {">=", BOUND_AT_LEAST},    {"≥", BOUND_AT_LEAST},         {"⩾", BOUND_AT_LEAST},
      {"at least", BOUND_AT_LEAST}, {"no less than", BOUND_AT_LEAST}, {"not less than", BOUND_AT_LEAST},
      {"greater than or equal to", BOUND_AT_LEAST}, {"min", BOUND_AT_LEAST}, {"minimum", BOUND_AT_LEAST},
      {"min of", BOUND_AT_LEAST}, {"minimum of", BOUND_AT_LEAST},
  };
  if (text.n == 0) return bare;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (str_eq_nocase(text, str_of(table[i].text))) return table[i].op;
  return BOUND_AT_MOST; /* every other comparator of the grammar */
}

static bool quantity_of(struct str val, struct str unit, struct quantity *out) {
  struct buf b = BUF_INIT;
  buf_str(&b, val);
  buf_str(&b, unit);
  enum quantity_status status = quantity_parse(buf_view(&b), out);
  buf_free(&b);
  return status == QUANTITY_OK;
}

bool bound_of_match(const struct grammar_match *m, enum bound_op bare, struct bound *out) {
  struct quantity q;
  if (!quantity_of(grammar_group(m, "val"), grammar_group(m, "unit"), &q)) return false;
  *out = (struct bound){.op = bound_op_of(grammar_group(m, "op"), bare), .value = q.value, .dim = q.dim};
  return true;
}

bool number_of(struct str text, double *out) {
  struct quantity q;
  if (!quantity_of(text, STR("x"), &q)) return false;
  *out = q.value;
  return true;
}

static uint64_t gcd(uint64_t a, uint64_t b) {
  while (b != 0) {
    uint64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

struct ratio ratio_of_percent(struct str percent) {
  uint64_t num = 0, den = 100;
  bool point = false;
  for (size_t i = 0; i < percent.n; i++) {
    if (percent.p[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (!char_is_digit(percent.p[i]) || num > UINT64_MAX / 100 || den > UINT64_MAX / 100) return (struct ratio){0, 0};
    num = num * 10 + (uint64_t)(percent.p[i] - '0');
    if (point) den *= 10;
  }
  uint64_t common = gcd(num, den);
  return common == 0 ? (struct ratio){0, 0} : (struct ratio){num / common, den / common};
}

bool quantile_of(struct str text, double *out) {
  if (str_eq_nocase(text, STR("max")) || str_eq_nocase(text, STR("maximum"))) {
    *out = 1;
    return true;
  }
  if (str_eq_nocase(text, STR("median"))) {
    *out = 0.5;
    return true;
  }
  size_t from = text.n > 0 && char_lower(text.p[0]) == 'p' ? 1 : 0, to = from;
  while (to < text.n && (char_is_digit(text.p[to]) || text.p[to] == '.')) to++;
  struct ratio exact = ratio_of_percent(str_slice(text, from, to)); /* one division: 99.9 is the double nearest to 0.999 */
  if (to == from || exact.den == 0 || exact.num > exact.den) return false;
  *out = (double)exact.num / (double)exact.den;
  return true;
}

bool dim_is_latency(enum dim d) {
  return d == DIM_TIME || d == DIM_TIME_OP;
}

/* ---- spans of time ---- */

static double span_seconds(struct str unit) {
  enum { DAY = 86400 };
  switch (char_lower(unit.p[0])) {
  case 'd': return DAY;
  case 'w': return 7.0 * DAY;
  case 'h': return 3600;
  case 'q': return 91.0 * DAY;
  case 'y': return 365.0 * DAY;
  case 'a': return 365.0 * DAY; /* annually */
  case 'm': return str_starts_nocase(unit, STR("mo")) ? 30.0 * DAY : 60;
  default: return 1;
  }
}

bool window_of_match(const struct grammar_match *m, struct window *out) {
  struct str calendar = grammar_group(m, "cal"), adverb = grammar_group(m, "cal2"), n = grammar_group(m, "n");
  *out = (struct window){.text = m->at.at[0]};
  if (calendar.n + adverb.n > 0) {
    out->kind = WINDOW_CALENDAR;
    out->length_s = span_seconds(calendar.n > 0 ? calendar : adverb);
    return true;
  }
  double count;
  if (!num_parse_decimal(n, &count) || !(count > 0)) return false;
  out->kind = str_eq_nocase(grammar_group(m, "kind"), STR("calendar")) ? WINDOW_CALENDAR : WINDOW_ROLLING;
  out->length_s = count * span_seconds(grammar_group(m, "unit"));
  return true;
}

bool window_in(struct str text, struct window *out) {
  struct grammar_match m;
  for (size_t from = 0; grammar_find(GRAMMAR_WINDOW, text, from, &m) == PATTERN_YES;) {
    struct str unit = grammar_group(&m, "unit");
    bool short_span = str_starts_nocase(unit, STR("mi")) || str_starts_nocase(unit, STR("h"));
    bool called_window = grammar_group(&m, "kind").n + grammar_group(&m, "kind2").n > 0;
    if ((!short_span || called_window) && window_of_match(&m, out)) return true;
    from = (size_t)(m.at.at[0].p - text.p) + m.at.at[0].n;
  }
  return false;
}

bool duration_of(struct str text, double *seconds) {
  struct quantity q;
  if (quantity_parse(text, &q) != QUANTITY_OK || q.dim != DIM_TIME) return false;
  *seconds = q.value;
  return true;
}
