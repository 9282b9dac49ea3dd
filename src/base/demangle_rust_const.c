/* Rust names, v0: constants among generic arguments. */
#include "base/demangle_rust_v0.h"

/* Lower-case hexadecimal digits up to "_", without leading zeros. */
static struct str hex_digits(struct rust *r) {
  size_t from = r->at;
  while (rust_hex_digit(rust_peek(r)) >= 0) r->at++;
  struct str s = str_slice(r->s, from, r->at);
  if (!rust_eat(r, '_')) r->failed = true;
  while (s.n > 1 && s.p[0] == '0') s = str_slice(s, 1, s.n);
  return s;
}

static uint64_t hex_value(struct str s) {
  uint64_t v = 0;
  for (size_t i = 0; i < s.n; i++) v = v << 4 | (uint64_t)rust_hex_digit(s.p[i]);
  return v;
}

static void put_integer(struct rust *r) {
  struct str digits = hex_digits(r);
  if (digits.n <= 16) {
    rust_put_u64(r, hex_value(digits));
  } else {
    rust_put(r, "0x");
    if (!r->silent && !r->failed) buf_str(r->out, digits);
  }
}

/* As in source: what would end the literal, or is no text, is escaped. */
static void put_char_in(struct rust *r, uint32_t c, char quote) {
  if (r->silent || r->failed) return;
  const char *escape = c == '\t' ? "\\t" : c == '\r' ? "\\r" : c == '\n' ? "\\n" : c == '\\' ? "\\\\" : c == 0 ? "\\0" : NULL;
  if (escape) {
    buf_cstr(r->out, escape);
  } else if (c == (unsigned char)quote) {
    buf_char(r->out, '\\');
    buf_char(r->out, quote);
  } else if (rust_is_printable(c)) {
    rust_put_code_point(r->out, c);
  } else {
    buf_printf(r->out, "\\u{%x}", (unsigned)c);
  }
}

static void put_char_constant(struct rust *r) {
  struct str digits = hex_digits(r);
  uint64_t c = digits.n <= 8 ? hex_value(digits) : UINT64_MAX;
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) r->failed = true;
  rust_put(r, "'");
  put_char_in(r, (uint32_t)c, '\'');
  rust_put(r, "'");
}

static void put_str_constant(struct rust *r) {
  size_t from = r->at;
  while (rust_hex_digit(rust_peek(r)) >= 0) r->at++;
  struct str s = str_slice(r->s, from, r->at);
  if (!rust_eat(r, '_') || s.n % 2) r->failed = true;
  struct buf bytes = BUF_INIT;
  for (size_t i = 0; i + 1 < s.n; i += 2) buf_char(&bytes, (char)(rust_hex_digit(s.p[i]) << 4 | rust_hex_digit(s.p[i + 1])));
  rust_put(r, "\"");
  for (size_t at = 0; at < bytes.n && !r->failed;) {
    uint32_t c = utf8_next(buf_view(&bytes), &at);
    if (c == UTF8_BAD) r->failed = true;
    put_char_in(r, c, '"');
  }
  rust_put(r, "\"");
  buf_free(&bytes);
}

static void constant_item(struct rust *r) {
  rust_constant(r, true);
}

static void constant_field(struct rust *r) {
  (void)rust_optional_62(r, 's');
  rust_put_identifier(r, rust_identifier(r));
  rust_put(r, ": ");
  rust_constant(r, true);
}

/* A value of a struct or enum: a path, and fields. */
static void constant_fields(struct rust *r) {
  rust_path(r, true);
  char tag = rust_next(r);
  if (tag == 'T') {
    rust_put(r, "(");
    rust_list(r, constant_item);
    rust_put(r, ")");
  } else if (tag == 'S') {
    rust_put(r, " { ");
    rust_list(r, constant_field);
    rust_put(r, " }");
  } else if (tag != 'U') {
    r->failed = true;
  }
}

static void constant_tuple(struct rust *r) {
  size_t n = 0;
  rust_put(r, "(");
  for (; !r->failed && !rust_eat(r, 'E'); n++) {
    if (n > 0) rust_put(r, ", ");
    rust_constant(r, true);
  }
  rust_put(r, n == 1 ? ",)" : ")");
}

static void compound_constant(struct rust *r, char tag) {
  switch (tag) {
  case 'A':
    rust_put(r, "[");
    rust_list(r, constant_item);
    rust_put(r, "]");
    break;
  case 'T': constant_tuple(r); break;
  case 'V': constant_fields(r); break;
  default:
    if (tag == 'R' && rust_eat(r, 'e')) { /* a &str is its text */
      put_str_constant(r);
      return;
    }
    rust_put(r, tag == 'R' ? "&" : "&mut ");
    rust_constant(r, true);
  }
}

static void constant_of(struct rust *r, bool in_value) {
  char tag = rust_next(r);
  switch (tag) {
  case 'p': rust_put(r, "_"); break;
  case 'b': {
    struct str digits = hex_digits(r);
    bool is_bool = str_eq(digits, STR("0")) || str_eq(digits, STR("1"));
    if (!is_bool) r->failed = true;
    rust_put(r, str_eq(digits, STR("0")) ? "false" : "true");
    break;
  }
  case 'c': put_char_constant(r); break;
  case 'a':
  case 's':
  case 'l':
  case 'x':
  case 'n':
  case 'i':
    if (rust_eat(r, 'n')) rust_put(r, "-");
    put_integer(r);
    break;
  case 'h':
  case 't':
  case 'm':
  case 'y':
  case 'o':
  case 'j': put_integer(r); break;
  case 'e':
    rust_put(r, "*");
    put_str_constant(r);
    break;
  case 'R':
  case 'Q':
  case 'A':
  case 'T':
  case 'V':
    if (!in_value) rust_put(r, "{");
    compound_constant(r, tag);
    if (!in_value) rust_put(r, "}");
    break;
  case 'B': rust_back_reference(r, rust_constant, in_value); break;
  default: r->failed = true;
  }
}

void rust_constant(struct rust *r, bool in_value) {
  if (rust_enter(r)) constant_of(r, in_value);
  r->depth--;
}
