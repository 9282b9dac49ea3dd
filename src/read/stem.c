#include "read/stem.h"

#include "base/num.h"

bool stem_strip(struct str *s, struct str ending) {
  if (s->n <= ending.n || !str_ends(*s, ending)) return false;
  s->n -= ending.n;
  return true;
}

bool stem_strip_number(struct str *s) {
  size_t dot = str_rfind_char(*s, '.');
  uint64_t number;
  if (dot == STR_NPOS || dot == 0 || !num_parse_u64(str_slice(*s, dot + 1, s->n), &number)) return false;
  *s = str_slice(*s, 0, dot);
  return true;
}
