#include "base/str.h"

/* Length of the sequence a lead byte opens, its payload bits, and the range its second byte must lie in:
 * Unicode 15, table 3-7, well-formed UTF-8 byte sequences. */
static size_t lead_of(unsigned char c, uint32_t *bits, unsigned char *lo, unsigned char *hi) {
  *lo = 0x80;
  *hi = 0xBF;
  if (c >= 0xC2 && c <= 0xDF) {
    *bits = c & 0x1Fu;
    return 2;
  }
  if (c >= 0xE0 && c <= 0xEF) {
    *bits = c & 0x0Fu;
    if (c == 0xE0) *lo = 0xA0;
    if (c == 0xED) *hi = 0x9F;
    return 3;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    *bits = c & 0x07u;
    if (c == 0xF0) *lo = 0x90;
    if (c == 0xF4) *hi = 0x8F;
    return 4;
  }
  return 0;
}

uint32_t utf8_next(struct str s, size_t *at) {
  unsigned char c = (unsigned char)s.p[*at];
  (*at)++;
  if (c < 0x80) return c;
  uint32_t cp;
  unsigned char lo, hi;
  size_t len = lead_of(c, &cp, &lo, &hi);
  if (len == 0) return UTF8_BAD;
  for (size_t i = 1; i < len; i++) {
    if (*at >= s.n) return UTF8_BAD;
    unsigned char next = (unsigned char)s.p[*at];
    if (next < lo || next > hi) return UTF8_BAD;
    lo = 0x80;
    hi = 0xBF;
    cp = cp << 6 | (next & 0x3Fu);
    (*at)++;
  }
  return cp;
}

size_t utf8_count(struct str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.n; n++) (void)utf8_next(s, &i);
  return n;
}

bool utf8_is_space(uint32_t cp) {
  if (cp == ' ' || (cp >= '\t' && cp <= '\r')) return true;
  if (cp < 0x80) return false;
  return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 ||
         cp == 0x202F || cp == 0x205F || cp == 0x3000;
}
