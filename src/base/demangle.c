#include "base/demangle.h"

static bool is_mark(struct str s) {
  return s.n == 4 && s.p[0] == '_' && s.p[1] == '[' && s.p[3] == ']';
}

/* Where the symbol ends: before a collapser's mark, a version or "@plt", an offset. */
static size_t symbol_end(struct str name) {
  size_t end = name.n;
  if (end > 4 && is_mark(str_slice(name, end - 4, end))) end -= 4;
  struct str rest = str_slice(name, 0, end);
  size_t at = str_find_char(rest, '@'), offset = str_find(rest, STR("+0x"));
  if (at < end) end = at;
  return offset < end ? offset : end;
}

struct str demangle(struct arena *a, struct str name) {
  if (name.n < 3 || name.p[0] != '_' || name.n > DEMANGLE_IN_MAX) return name;
  size_t end = symbol_end(name);
  struct str symbol = str_slice(name, 0, end);
  struct buf b = BUF_INIT;
  struct str out = name;
  if (demangle_rust(&b, symbol) || demangle_cxx(&b, symbol)) {
    buf_str(&b, str_slice(name, end, name.n));
    out = arena_dup(a, buf_view(&b));
  }
  buf_free(&b);
  return out;
}
