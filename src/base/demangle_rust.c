/* Rust names: the legacy mangling, which looks like C++. */
#include "base/demangle_rust.h"

static const struct {
  const char *code, *text;
} escapes[] = {
    {"$SP$", "@"}, {"$BP$", "*"}, {"$RF$", "&"}, {"$LT$", "<"}, {"$GT$", ">"}, {"$LP$", "("}, {"$RP$", ")"}, {"$C$", ","},
};

int rust_hex_digit(char c) {
  if (char_is_digit(c)) return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void rust_put_code_point(struct buf *out, uint32_t c) {
  if (c < 0x80) {
    buf_char(out, (char)c);
    return;
  }
  if (c >= 0x10000) {
    buf_char(out, (char)(0xF0 | c >> 18));
    buf_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
  } else if (c >= 0x800) {
    buf_char(out, (char)(0xE0 | c >> 12));
  }
  if (c >= 0x800) buf_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
  else buf_char(out, (char)(0xC0 | c >> 6));
  buf_char(out, (char)(0x80 | (c & 0x3F)));
}

bool rust_is_printable(uint32_t c) {
  return c >= 0x20 && (c < 0x7F || c > 0x9F) && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

/* "$u7e$": the length of the escape, or 0. */
static size_t put_unicode_escape(struct buf *out, struct str s) {
  uint32_t c = 0;
  size_t i = 2;
  if (s.n < 4 || s.p[1] != 'u') return 0;
  for (; i < s.n && i < 8 && rust_hex_digit(s.p[i]) >= 0; i++) c = c * 16 + (uint32_t)rust_hex_digit(s.p[i]);
  if (i == 2 || i >= s.n || s.p[i] != '$' || !rust_is_printable(c)) return 0;
  rust_put_code_point(out, c);
  return i + 1;
}

static size_t put_escape(struct buf *out, struct str s) {
  for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
    struct str code = str_of(escapes[i].code);
    if (!str_starts(s, code)) continue;
    buf_cstr(out, escapes[i].text);
    return code.n;
  }
  return put_unicode_escape(out, s);
}

static void put_legacy_part(struct buf *out, struct str s) {
  if (str_starts(s, STR("_$"))) s = str_slice(s, 1, s.n);
  while (s.n > 0) {
    size_t used = 0;
    if (s.p[0] == '$') {
      used = put_escape(out, s);
      if (used == 0) { /* not an escape: the rest is as it stands */
        buf_str(out, s);
        return;
      }
    } else if (str_starts(s, STR(".."))) {
      buf_cstr(out, "::");
      used = 2;
    } else {
      buf_char(out, s.p[0]);
      used = 1;
    }
    s = str_slice(s, used, s.n);
  }
}

static bool is_hash(struct str s) {
  if (s.n != 17 || s.p[0] != 'h') return false;
  for (size_t i = 1; i < s.n; i++)
    if (rust_hex_digit(s.p[i]) < 0) return false;
  return true;
}

/* Takes "4core" off the front. */
static bool take_part(struct str *s, struct str *part) {
  size_t n = 0, i = 0;
  while (i < s->n && char_is_digit(s->p[i]) && n < DEMANGLE_IN_MAX) n = n * 10 + (size_t)(s->p[i++] - '0');
  if (i == 0 || n == 0 || n > s->n - i) return false;
  *part = str_slice(*s, i, i + n);
  *s = str_slice(*s, i + n, s->n);
  return true;
}

static bool is_suffix(struct str s) {
  return s.n == 0 || s.p[0] == '.';
}

void rust_put_suffix(struct buf *out, struct str s) {
  size_t llvm = str_find(s, STR(".llvm."));
  buf_str(out, str_slice(s, 0, llvm));
}

/* _ZN 4core 3fmt 17h0123456789abcdef E */
static bool legacy(struct buf *out, struct str s) {
  struct str rest = str_slice(s, 3, s.n), part = STR_NONE;
  size_t parts = 0;
  while (take_part(&rest, &part)) parts++;
  if (parts < 2 || rest.n == 0 || rest.p[0] != 'E' || !is_suffix(str_slice(rest, 1, rest.n)) || !is_hash(part)) return false;
  struct str suffix = str_slice(rest, 1, rest.n);
  rest = str_slice(s, 3, s.n);
  for (size_t i = 0; i + 1 < parts && take_part(&rest, &part); i++) {
    if (i > 0) buf_cstr(out, "::");
    put_legacy_part(out, part);
  }
  rust_put_suffix(out, suffix);
  return true;
}

bool demangle_rust(struct buf *out, struct str symbol) {
  if (symbol.n > DEMANGLE_IN_MAX) return false;
  size_t before = out->n;
  bool done = false;
  if (str_starts(symbol, STR("_ZN"))) done = legacy(out, symbol);
  else if (str_starts(symbol, STR("_R"))) done = rust_v0(out, symbol);
  if (!done) out->n = before;
  return done;
}
