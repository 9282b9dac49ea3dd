/* Escapers: whatever goes in, nothing comes out that its place would read as more than text. */
#include "fuzz.h"

#include "base/escape.h"

#include <string.h>

static bool has(const struct buf *b, const char *set) {
  for (size_t i = 0; i < b->n; i++) {
    if (b->p[i] != '\0' && strchr(set, b->p[i])) return true;
  }
  return false;
}

static void clean(const struct buf *b, bool lines) {
  struct str s = {b->p, b->n};
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    MUST(c != UTF8_BAD);
    MUST(c >= ' ' || (lines && (c == '\n' || c == '\t')));
    MUST(c < 0x7F || c > 0x9F);
    MUST(!(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct str s = {(const char *)data, size};
  struct buf b = {0};
  escape_markup(&b, s, ESCAPE_TEXT, NULL);
  MUST(!has(&b, "<>"));
  clean(&b, true);
  buf_clear(&b);
  escape_markup(&b, s, ESCAPE_NAME, NULL);
  MUST(!has(&b, "<>"));
  clean(&b, false);
  buf_clear(&b);
  escape_attr(&b, s);
  MUST(!has(&b, "<>\"'\n\t"));
  clean(&b, false);
  buf_clear(&b);
  escape_json(&b, s);
  MUST(!has(&b, "<>&\n\r\t"));
  clean(&b, false);
  buf_clear(&b);
  escape_csv(&b, s);
  MUST(b.n == 0 || !strchr("=+-@", b.p[0]));
  buf_clear(&b);
  escape_tsv(&b, s);
  MUST(!has(&b, "\t\n\r"));
  buf_clear(&b);
  escape_term(&b, s);
  clean(&b, false);
  buf_clear(&b);
  escape_md(&b, s);
  for (size_t i = 0; i < b.n; i++) {
    if (b.p[i] == '\\') MUST(++i < b.n);
    else MUST(b.p[i] == '\0' || !strchr("`*_[]<>&|~#$", b.p[i]));
  }
  clean(&b, false);
  buf_clear(&b);
  escape_slug(&b, s);
  for (size_t i = 0; i < b.n; i++) MUST(char_is_lower(b.p[i]) || char_is_digit(b.p[i]) || b.p[i] == '-');
  MUST(b.n >= 8 && b.n <= 40 + 9);
  buf_free(&b);
  return 0;
}
