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

static bool is_boundary(char c, bool qualified) {
  return c == '/' || (qualified && (c == '.' || c == ':'));
}

/* From the end, where most frames differ at once: a document may name thousands of functions, and a profile have 100,000. */
static bool names(struct str said, struct str frame) {
  size_t i = said.n, k = frame.n;
  for (; i > 0 && said.p[i - 1] != '*' && said.p[i - 1] != '?'; i--, k--)
    if (k == 0 || said.p[i - 1] != frame.p[k - 1]) return false;
  if (said.n == 0) return false;
  bool glob = i > 0, qualified = is_qualified(said);
  if (!glob) return k == 0 || is_boundary(frame.p[k - 1], qualified);
  if (glob_matches(said, frame)) return true;
  for (size_t from = 1; from <= frame.n; from++)
    if (is_boundary(frame.p[from - 1], qualified) && glob_matches(said, str_slice(frame, from, frame.n))) return true;
  return false;
}

/* "_[k]" and the like, which collapsers put behind frames of the kernel, of jitted and of inlined code. */
static struct str without_mark(struct str frame) {
  const char *end = frame.n > 4 ? frame.p + frame.n - 4 : NULL;
  bool marked = end && end[0] == '_' && end[1] == '[' && char_is_lower(end[2]) && end[3] == ']';
  return marked ? str_slice(frame, 0, frame.n - 4) : frame;
}

bool profdiff_names_frame(struct str said, struct str frame) {
  struct str bare = without_mark(frame);
  return names(said, frame) || (bare.n < frame.n && names(said, bare));
}

uint32_t profdiff_hotspot(const struct perfdoc *doc, struct str function) {
  for (size_t i = 0; i < doc->hotspots.n; i++)
    if (profdiff_names_frame(doc->hotspots.at[i].function, function)) return (uint32_t)i;
  return UINT32_MAX;
}
