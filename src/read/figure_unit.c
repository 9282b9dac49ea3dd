#include "read/figure_unit.h"

#include "base/buf.h"
#include "base/num.h"
#include "read/bench_json.h"

#include <math.h>

static bool is_one_of(struct str word, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (str_eq_nocase(word, str_of(words[i]))) return true;
  return false;
}

#define ONE_OF(word, words) is_one_of((word), (words), sizeof(words) / sizeof *(words))

/* What one goes through of a benchmark. */
static const char *const turns[] = {"op", "iter", "iteration", "call", "run", "loop", "operation"};
/* What more of, in a second, is more work done. Errors and page faults are none. */
static const char *const works[] = {
    "op",    "ops",   "operations", "iter",   "iterations", "items",    "elements", "elem",     "req",     "reqs", "request", "requests",
    "call",  "calls", "query",      "queries", "tx",        "txn",      "txs",      "transactions", "msg", "msgs", "messages", "events",
    "rows",  "records", "frames",   "tokens", "B",          "bytes",    "KB",       "kB",       "MB",      "GB",   "KiB",     "MiB",
    "GiB",   "Kbit",  "Mbit",       "Gbit",   "runs",       "ticks",    "files",
};
static const char *const rates[] = {"rps", "qps", "tps", "fps", "ops", "iops", "mbps", "gbps", "kops", "mops"};

struct figure_unit figure_unit_of(struct arena *a, struct str written) {
  struct str unit = str_trim(written);
  struct figure_unit u = {bench_unit_word(a, unit), SCALE_ONE, BETTER_UNKNOWN};
  size_t slash = str_find_char(unit, '/');
  struct str of = str_trim(str_slice(unit, 0, slash)), per = slash == STR_NPOS ? STR_NONE : str_trim(str_slice(unit, slash + 1, unit.n));
  struct scale seconds;
  if (time_unit_of(of, &seconds)) {
    /* "s/s" is a share, no time. */
    struct scale of_seconds;
    if (time_unit_of(per, &of_seconds)) return u;
    u.unit = slash == STR_NPOS || ONE_OF(per, turns) ? STR("sec/op") : arena_printf(a, "sec/" STR_FMT, STR_ARG(bench_unit_word(a, per)));
    u.scale = seconds;
    u.better = BETTER_LOWER;
  } else if (time_unit_of(per, &seconds)) {
    struct str word = bench_unit_word(a, of);
    u.unit = arena_printf(a, STR_FMT "/s", STR_ARG(word));
    u.scale = scale_inverse(seconds);
    if (ONE_OF(of, works)) u.better = BETTER_HIGHER;
  } else if (slash == STR_NPOS && ONE_OF(of, rates)) {
    u.better = BETTER_HIGHER;
  } else if ((str_eq(of, STR("B")) || str_eq(of, STR("allocs"))) && ONE_OF(per, turns)) {
    u.unit = arena_printf(a, STR_FMT "/op", STR_ARG(of));
    u.better = BETTER_LOWER;
  }
  return u;
}

enum better figure_better(struct str word) {
  static const char *const lower[] = {"lower", "smaller", "less"}, *const higher[] = {"higher", "bigger", "larger", "more", "greater"};
  if (str_starts_nocase(word, STR("custom"))) word = str_slice(word, 6, word.n);
  for (size_t i = 0; i < sizeof lower / sizeof *lower; i++)
    if (str_starts_nocase(word, str_of(lower[i]))) return BETTER_LOWER;
  for (size_t i = 0; i < sizeof higher / sizeof *higher; i++)
    if (str_starts_nocase(word, str_of(higher[i]))) return BETTER_HIGHER;
  return BETTER_UNKNOWN;
}

/* The first of the openings that s begins with goes. */
static void drop_opening(struct str *s) {
  static const char *const openings[] = {"\xc2\xb1", "+/-", "+-", "stddev:"};
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
    struct str opening = str_of(openings[i]);
    if (!str_starts(*s, opening)) continue;
    *s = str_trim(str_slice(*s, opening.n, s->n));
    return;
  }
}

/* The figure at the front, thousands apart by commas or not; rest is what stands behind it. */
static bool take_figure(struct str s, double *v, struct str *rest) {
  struct buf digits = BUF_INIT;
  size_t at = 0;
  for (; at < s.n; at++) {
    char c = s.p[at];
    bool exponent = (c == 'e' || c == 'E') && at > 0 && at + 1 < s.n && !char_is_alpha(s.p[at + 1]);
    bool sign = (c == '-' || c == '+') && at > 0 && char_lower(s.p[at - 1]) == 'e';
    if (c == ',') continue;
    if (!char_is_digit(c) && c != '.' && !exponent && !sign) break;
    buf_char(&digits, c);
  }
  bool ok = num_parse_decimal(buf_view(&digits), v);
  buf_free(&digits);
  *rest = str_trim(str_slice(s, at, s.n));
  return ok;
}

bool figure_range(struct str text, double value, double *lo, double *hi) {
  struct str s = str_trim(text), rest;
  double off;
  drop_opening(&s);
  if (!take_figure(s, &off, &rest)) return false;
  if (str_eq(rest, STR("%"))) off *= fabs(value) / 100;
  else if (rest.n > 0 && !char_is_alpha(rest.p[0]) && (unsigned char)rest.p[0] < 0x80) return false; /* "1 .. 2" */
  *lo = value - off;
  *hi = value + off;
  return true;
}
