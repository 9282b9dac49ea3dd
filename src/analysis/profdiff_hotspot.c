#include "analysis/profdiff_hotspot.h"

/* '*' any run, '?' one byte; everything else, brackets too, is itself: type parameters are written in brackets. Steps back to
 * the last '*' only, so it takes at most n times m steps. */
static bool glob_matches(struct str glob, struct str s) {
  size_t g = 0, i = 0, star = STR_NPOS, resume = 0;
  while (i < s.n) {
    if (g < glob.n && glob.p[g] == '*') {
      star = g++;
      resume = i;
    } else if (g < glob.n && (glob.p[g] == '?' || glob.p[g] == s.p[i])) {
      g++;
      i++;
    } else if (star != STR_NPOS) {
      g = star + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  while (g < glob.n && glob.p[g] == '*') g++;
  return g == glob.n;
}

static bool is_qualified(struct str said) {
  return str_find_char(said, '.') != STR_NPOS || str_find(said, STR("::")) != STR_NPOS;
}

/* What stands behind the last wildcard: whatever is named ends with it, and most frames do not. */
static struct str plain_end(struct str said) {
  size_t i = said.n;
  while (i > 0 && said.p[i - 1] != '*' && said.p[i - 1] != '?') i--;
  return str_slice(said, i, said.n);
}

bool profdiff_names_frame(struct str said, struct str frame) {
  struct str tail = plain_end(said);
  if (said.n == 0 || !str_ends(frame, tail)) return false;
  bool glob = tail.n < said.n;
  if (str_eq(said, frame) || (glob && glob_matches(said, frame))) return true;
  bool qualified = is_qualified(said);
  for (size_t i = 0; i < frame.n; i++) {
    char c = frame.p[i];
    if (c != '/' && !(qualified && (c == '.' || c == ':'))) continue;
    struct str end = str_slice(frame, i + 1, frame.n);
    if (str_eq(said, end) || (glob && glob_matches(said, end))) return true;
  }
  return false;
}

uint32_t profdiff_hotspot(const struct perfdoc *doc, struct str function) {
  for (size_t i = 0; i < doc->hotspots.n; i++)
    if (profdiff_names_frame(doc->hotspots.at[i].function, function)) return (uint32_t)i;
  return UINT32_MAX;
}
