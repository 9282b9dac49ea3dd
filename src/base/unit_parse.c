/* Quantities as people write them. The grammar is PERFORMANCE-MD.md's: case-sensitive units, no decimal comma. */
#include "base/num.h"
#include "base/unit.h"

/* One of this unit is times * 10^power of the base unit. */
struct unit_row {
  const char *unit;
  enum dim dim;
  double times;
  int power;
};

static const struct unit_row units[] = {
    {"ns", DIM_TIME, 1, -9},
    {"us", DIM_TIME, 1, -6},
    {"\xC2\xB5s", DIM_TIME, 1, -6}, /* micro sign */
    {"\xCE\xBCs", DIM_TIME, 1, -6}, /* Greek mu */
    {"ms", DIM_TIME, 1, -3},
    {"msec", DIM_TIME, 1, -3},
    {"millisecond", DIM_TIME, 1, -3},
    {"milliseconds", DIM_TIME, 1, -3},
    {"s", DIM_TIME, 1, 0},
    {"sec", DIM_TIME, 1, 0},
    {"secs", DIM_TIME, 1, 0},
    {"second", DIM_TIME, 1, 0},
    {"seconds", DIM_TIME, 1, 0},
    {"min", DIM_TIME, 60, 0},
    {"mins", DIM_TIME, 60, 0},
    {"minute", DIM_TIME, 60, 0},
    {"minutes", DIM_TIME, 60, 0},
    {"h", DIM_TIME, 3600, 0},
    {"hr", DIM_TIME, 3600, 0},
    {"hrs", DIM_TIME, 3600, 0},
    {"hour", DIM_TIME, 3600, 0},
    {"hours", DIM_TIME, 3600, 0},
    {"d", DIM_TIME, 86400, 0},
    {"day", DIM_TIME, 86400, 0},
    {"days", DIM_TIME, 86400, 0},
    {"w", DIM_TIME, 604800, 0},
    {"week", DIM_TIME, 604800, 0},
    {"weeks", DIM_TIME, 604800, 0},
    {"B", DIM_BYTES, 1, 0},
    {"byte", DIM_BYTES, 1, 0},
    {"bytes", DIM_BYTES, 1, 0},
    {"kB", DIM_BYTES, 1, 3},
    {"KB", DIM_BYTES, 1, 3},
    {"MB", DIM_BYTES, 1, 6},
    {"GB", DIM_BYTES, 1, 9},
    {"TB", DIM_BYTES, 1, 12},
    {"KiB", DIM_BYTES, 1024, 0},
    {"MiB", DIM_BYTES, 1048576, 0},
    {"GiB", DIM_BYTES, 1073741824, 0},
    {"TiB", DIM_BYTES, 1099511627776, 0},
    {"%", DIM_SHARE, 1, -2},
    {"percent", DIM_SHARE, 1, -2},
    {"pp", DIM_POINTS, 1, -2},
    {"RPS", DIM_RATE, 1, 0},
    {"rps", DIM_RATE, 1, 0},
    {"QPS", DIM_RATE, 1, 0},
    {"qps", DIM_RATE, 1, 0},
    {"TPS", DIM_RATE, 1, 0},
    {"x", DIM_TIMES, 1, 0},
    {"\xC3\x97", DIM_TIMES, 1, 0},
    {"allocs", DIM_COUNT, 1, 0},
    {"connections", DIM_COUNT, 1, 0},
    {"cores", DIM_COUNT, 1, 0},
    {"core", DIM_COUNT, 1, 0},
    {"count", DIM_COUNT, 1, 0},
    {"errors", DIM_COUNT, 1, 0},
    {"events", DIM_COUNT, 1, 0},
    {"goroutines", DIM_COUNT, 1, 0},
    {"instances", DIM_COUNT, 1, 0},
    {"objects", DIM_COUNT, 1, 0},
    {"pods", DIM_COUNT, 1, 0},
    {"replicas", DIM_COUNT, 1, 0},
    {"requests", DIM_COUNT, 1, 0},
    {"samples", DIM_COUNT, 1, 0},
    {"threads", DIM_COUNT, 1, 0},
    {"workers", DIM_COUNT, 1, 0},
    {"$", DIM_MONEY, 1, 0},
    {"USD", DIM_MONEY, 1, 0},
    {"\xE2\x82\xAC", DIM_MONEY, 1, 0},
    {"EUR", DIM_MONEY, 1, 0},
    {"good", DIM_GOOD, 1, 0},
};

static const struct unit_row *find_unit(struct str unit) {
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (str_eq(unit, str_of(units[i].unit))) return &units[i];
  return NULL;
}

static bool lookup_per_op(struct str of, struct unit_row *out) {
  *out = (struct unit_row){"", DIM_ALLOCS_OP, 1, 0};
  if (str_eq(of, STR("allocs")) || str_eq(of, STR("alloc")) || str_eq(of, STR("allocations"))) return true;
  const struct unit_row *row = find_unit(of);
  if (row == NULL || (row->dim != DIM_TIME && row->dim != DIM_BYTES)) return false;
  *out = *row;
  out->dim = row->dim == DIM_TIME ? DIM_TIME_OP : DIM_BYTES_OP;
  return true;
}

/* "files/sec": any word will do for what is counted. */
static bool is_word(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!char_is_alpha(s.p[i]) && s.p[i] != '-' && s.p[i] != '_') return false;
  return s.n > 0;
}

static bool lookup_per_time(struct str of, struct str per, struct unit_row *out) {
  const struct unit_row *counted = find_unit(of), *time = find_unit(per);
  if (time == NULL || time->dim != DIM_TIME || time->times < 1 || time->power < 0) return false;
  bool bytes = counted != NULL && counted->dim == DIM_BYTES;
  if (!bytes && (!is_word(of) || (counted != NULL && counted->dim != DIM_COUNT))) return false;
  *out = (struct unit_row){"", bytes ? DIM_BANDWIDTH : DIM_RATE, bytes ? counted->times : 1, bytes ? counted->power : 0};
  out->times /= time->times;
  return true;
}

static bool lookup(struct str unit, struct unit_row *out) {
  const struct unit_row *row = find_unit(unit);
  if (row != NULL) {
    *out = *row;
    return true;
  }
  size_t slash = str_rfind_char(unit, '/');
  if (slash == STR_NPOS) return false;
  struct str of = str_slice(unit, 0, slash), per = str_slice(unit, slash + 1, unit.n);
  return str_eq(per, STR("op")) ? lookup_per_op(of, out) : lookup_per_time(of, per, out);
}

bool unit_lookup(struct str unit, enum dim *dim, double *factor) {
  struct unit_row row;
  if (!lookup(unit, &row)) return false;
  *dim = row.dim;
  *factor = row.times;
  for (int i = 0; i < row.power; i++) *factor *= 10;
  double divide = 1; /* powers of ten up to 10^22 are exact, their inverses are not */
  for (int i = 0; i > row.power; i--) divide *= 10;
  *factor /= divide;
  return true;
}

/* ---- numbers ---- */

static bool digit_at(struct str s, size_t at) {
  return at < s.n && char_is_digit(s.p[at]);
}

static size_t digits_at(struct str s, size_t at) {
  size_t n = 0;
  while (digit_at(s, at + n)) n++;
  return n;
}

#define NBSP "\xC2\xA0"
#define THIN_SPACE "\xE2\x80\x89"
#define NARROW_NBSP "\xE2\x80\xAF"

static size_t separator_at(struct str s, size_t at) {
  static const char *const separators[] = {",", "_", " ", NBSP, THIN_SPACE, NARROW_NBSP};
  for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
    if (str_starts(str_slice(s, at, s.n), str_of(separators[i]))) return strlen(separators[i]);
  return 0;
}

struct figure {
  char text[64]; /* digits and point, without separators */
  size_t n;
  size_t end;       /* in the text parsed */
  int64_t exponent; /* of ten */
};

static bool figure_take(struct figure *f, struct str s, size_t n) {
  if (f->n + n >= sizeof f->text) return false;
  memcpy(f->text + f->n, s.p + f->end, n);
  f->n += n;
  f->end += n;
  return true;
}

/* One thousands separator throughout, each before exactly three digits. */
static bool take_groups(struct figure *f, struct str s, size_t first) {
  size_t sep = separator_at(s, f->end);
  if (sep == 0 || first > 3 || s.p[0] == '0') return true;
  struct str mark = str_slice(s, f->end, f->end + sep);
  while (str_starts(str_slice(s, f->end, s.n), mark) && digits_at(s, f->end + sep) == 3) {
    f->end += sep;
    if (!figure_take(f, s, 3)) return false;
  }
  return true;
}

static void take_exponent(struct figure *f, struct str s) {
  if (f->end >= s.n || char_lower(s.p[f->end]) != 'e') return;
  size_t sign = f->end + 1 < s.n && (s.p[f->end + 1] == '-' || s.p[f->end + 1] == '+');
  size_t end = f->end + 1 + sign + digits_at(s, f->end + 1 + sign);
  if (!num_parse_i64(str_slice(s, f->end + 1, end), &f->exponent)) return;
  f->end = end;
}

static enum quantity_status take_figure(struct figure *f, struct str s) {
  *f = (struct figure){.n = 0};
  size_t first = digits_at(s, 0);
  if (first == 0 || !figure_take(f, s, first) || !take_groups(f, s, first)) return QUANTITY_NOT;
  if (f->end < s.n && s.p[f->end] == '.' && digit_at(s, f->end + 1))
    if (!figure_take(f, s, 1 + digits_at(s, f->end + 1))) return QUANTITY_NOT;
  take_exponent(f, s);
  if (f->end < s.n && s.p[f->end] == ',' && digit_at(s, f->end + 1)) return QUANTITY_DECIMAL_COMMA;
  if (digit_at(s, f->end + separator_at(s, f->end))) return QUANTITY_NOT;
  return f->end < s.n && s.p[f->end] == '.' && digit_at(s, f->end + 1) ? QUANTITY_NOT : QUANTITY_OK;
}

/* The power of ten goes into the figure's exponent, so that "99.9 %" is the double nearest to 0.999. */
static bool figure_value(const struct figure *f, int power, double *value) {
  char text[96];
  if (f->exponent > 400 || f->exponent < -400) return false;
  int n = snprintf(text, sizeof text, "%.*se%d", (int)f->n, f->text, (int)f->exponent + power);
  return num_parse_decimal((struct str){text, (size_t)n}, value);
}

/* ---- the whole ---- */

static struct str trim_start(struct str s) {
  for (size_t at = 0; at < s.n; s = str_slice(s, at, s.n), at = 0)
    if (!utf8_is_space(utf8_next(s, &at))) return s;
  return s;
}

enum { RANGE_UNIT = 32 };

/* What joins the two ends of a range, and a digit behind it. */
static bool opens_range(struct str s) {
  static const char *const joins[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", "..", "\xE2\x80\xA6", "to "};
  s = trim_start(s);
  for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
    if (!str_starts(s, str_of(joins[i]))) continue;
    struct str to = trim_start(str_slice(s, strlen(joins[i]), s.n));
    if (digit_at(to, 0)) return true;
  }
  return false;
}

/* "ms - 20 ms": a range whose first end has a unit of its own, which is short. */
static bool is_range(struct str rest) {
  if (opens_range(rest)) return true;
  struct unit_row row;
  for (size_t i = 1; i < rest.n && i <= RANGE_UNIT; i++)
    if (lookup(str_slice(rest, 0, i), &row) && opens_range(str_slice(rest, i, rest.n))) return true;
  return false;
}

static enum quantity_status status_of_unit(struct str unit) {
  if (str_eq(unit, STR("m")) || str_eq(unit, STR("M"))) return QUANTITY_UNIT_AMBIGUOUS;
  for (size_t at = 0; at < unit.n;) {
    uint32_t cp = utf8_next(unit, &at);
    bool ascii_word = cp < 0x80 && (char_is_alpha((char)cp) || cp == '/' || cp == '-' || cp == '_' || cp == '*');
    if (!ascii_word && (cp < 0x80 || cp == 0xB1 || utf8_is_space(cp))) return QUANTITY_NOT;
  }
  return QUANTITY_UNIT_UNKNOWN;
}

static struct str strip_about(struct str s) {
  if (str_starts(s, STR("\xE2\x89\x88"))) return trim_start(str_slice(s, 3, s.n));
  if (str_starts(s, STR("~"))) return trim_start(str_slice(s, 1, s.n));
  return s;
}

enum quantity_status quantity_parse(struct str text, struct quantity *out) {
  *out = (struct quantity){.dim = DIM_NONE};
  out->text = str_trim(text);
  struct str s = strip_about(out->text), currency = STR_NONE;
  if (str_starts(s, STR("$")) || str_starts(s, STR("\xE2\x82\xAC"))) {
    currency = str_slice(s, 0, s.p[0] == '$' ? 1 : 3);
    s = str_slice(s, currency.n, s.n);
  }
  struct figure f;
  enum quantity_status status = take_figure(&f, s);
  if (status != QUANTITY_OK) return status;
  struct str rest = trim_start(str_slice(s, f.end, s.n));
  if (is_range(rest)) return QUANTITY_RANGE;
  if (currency.n > 0 && rest.n > 0) return QUANTITY_NOT;
  out->unit = currency.n ? currency : rest;
  struct unit_row row = {"", DIM_NONE, 1, 0};
  bool known = lookup(out->unit, &row);
  if (!figure_value(&f, row.power, &out->value)) return QUANTITY_NOT;
  out->value *= row.times;
  out->dim = row.dim;
  if (out->unit.n == 0) return QUANTITY_UNIT_MISSING;
  return known ? QUANTITY_OK : status_of_unit(out->unit);
}
