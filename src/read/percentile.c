#include "read/percentile.h"

#include "base/num.h"

/* "99.900" gives "99.9", "50.000" and "50" give "50": percentiles that are the same have the same name. */
static struct str trim_zeros(struct str s) {
  if (str_find_char(s, '.') == STR_NPOS) return s;
  while (s.n > 0 && s.p[s.n - 1] == '0') s.n--;
  if (s.n > 0 && s.p[s.n - 1] == '.') s.n--;
  return s;
}

bool percentile_prefix(struct arena *a, struct str share, struct str *prefix) {
  double pct;
  if (!num_parse_decimal(share, &pct) || pct < 0 || pct > 100) return false;
  *prefix = arena_printf(a, "p" STR_FMT "-", STR_ARG(trim_zeros(share)));
  return true;
}
