#include "base/escape.h"

enum kind { KIND_PLAIN, KIND_BAD, KIND_CONTROL, KIND_BIDI };

static bool is_bidi(uint32_t cp) { /* Unicode 15, Bidi_Control */
  return cp == 0x61C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static enum kind kind_of(uint32_t cp) {
  if (cp == UTF8_BAD) return KIND_BAD;
  if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) return KIND_CONTROL;
  if ((cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF)) return KIND_CONTROL;
  return is_bidi(cp) ? KIND_BIDI : KIND_PLAIN;
}

/* Where the text goes. The value is a bit of the table below. */
enum context { IN_FILTER = 0, IN_TEXT = 1, IN_ATTR = 2, IN_JSON = 4, IN_TSV = 8, IN_CSV = 16, IN_MD = 32 };

/* ASCII that a context spells otherwise; control characters are looked at in every context. */
static const unsigned char special[128] = {
    ['<'] = IN_TEXT | IN_ATTR | IN_JSON | IN_MD,
    ['>'] = IN_TEXT | IN_ATTR | IN_JSON | IN_MD,
    ['&'] = IN_TEXT | IN_ATTR | IN_JSON | IN_MD,
    ['"'] = IN_ATTR | IN_JSON | IN_CSV,
    ['\''] = IN_ATTR,
    ['\\'] = IN_JSON | IN_TSV | IN_MD,
    ['`'] = IN_MD,
    ['*'] = IN_MD,
    ['_'] = IN_MD,
    ['['] = IN_MD,
    [']'] = IN_MD,
    ['|'] = IN_MD,
    ['~'] = IN_MD,
    ['#'] = IN_MD,
    ['$'] = IN_MD,
    ['@'] = IN_MD,
};

static void put_markup(struct buf *b, char c) {
  switch (c) {
  case '<': buf_cstr(b, "&lt;"); break;
  case '>': buf_cstr(b, "&gt;"); break;
  case '&': buf_cstr(b, "&amp;"); break;
  case '"': buf_cstr(b, "&quot;"); break;
  case '\'': buf_cstr(b, "&#39;"); break;
  case '\n': buf_cstr(b, "&#10;"); break;
  case '\t': buf_cstr(b, "&#9;"); break;
  default: buf_char(b, c);
  }
}

static void put_json(struct buf *b, uint32_t cp) {
  switch (cp) {
  case '\n': buf_cstr(b, "\\n"); break;
  case '\r': buf_cstr(b, "\\r"); break;
  case '\t': buf_cstr(b, "\\t"); break;
  case '"': buf_cstr(b, "\\\""); break;
  case '\\': buf_cstr(b, "\\\\"); break;
  default: /* noncharacters beyond U+FFFF need a surrogate pair */
    if (cp > 0xFFFF) buf_printf(b, "\\u%04x", 0xD7C0u + (unsigned)(cp >> 10));
    buf_printf(b, "\\u%04x", cp > 0xFFFF ? 0xDC00u + (unsigned)(cp & 0x3FF) : (unsigned)cp);
  }
}

static void put_tsv(struct buf *b, char c) {
  buf_char(b, '\\');
  buf_char(b, c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\');
}

static void put_ascii(struct buf *b, char c, enum context in) {
  switch (in) {
  case IN_TEXT:
  case IN_ATTR: put_markup(b, c); break;
  case IN_JSON: put_json(b, (unsigned char)c); break;
  case IN_TSV: put_tsv(b, c); break;
  case IN_CSV:
    buf_char(b, c);
    buf_char(b, c);
    break;
  case IN_MD:
    if (c != '@') buf_char(b, '\\');
    buf_char(b, c);
    if (c == '@') buf_cstr(b, "&#8203;"); /* a forge would call whoever has that name */
    break;
  case IN_FILTER: buf_char(b, c); break;
  }
}

static void put_replaced(struct buf *b, uint32_t cp, enum kind kind, enum context in, struct escape_count *count) {
  if (kind == KIND_BIDI) {
    buf_printf(b, in == IN_MD ? "\\[U+%04X\\]" : "[U+%04X]", (unsigned)cp); /* no label of a link */
  } else {
    buf_cstr(b, "\xEF\xBF\xBD");
  }
  if (count == NULL) return;
  count->bad_utf8 += kind == KIND_BAD;
  count->control += kind == KIND_CONTROL;
  count->bidi += kind == KIND_BIDI;
}

/* Tab and line ends that a context can carry. False: a control character like any other. */
static bool put_white(struct buf *b, struct str s, size_t at, enum context in, bool lines) {
  char c = s.p[at];
  bool crlf = c == '\r' && at + 1 < s.n && s.p[at + 1] == '\n';
  if (in == IN_TSV && (c == '\t' || c == '\n' || c == '\r')) {
    put_tsv(b, c);
    return true;
  }
  if (!lines || (c != '\t' && c != '\n' && !crlf)) return false;
  if (crlf) return true; /* the \n that follows stands for both */
  if (in == IN_ATTR) {
    put_markup(b, c);
  } else {
    buf_char(b, c);
  }
  return true;
}

static void escape(struct buf *b, struct str s, enum context in, bool lines, struct escape_count *count) {
  size_t from = 0, at = 0;
  while (at < s.n) {
    unsigned char c = (unsigned char)s.p[at];
    if (c >= 0x20 && c < 0x7F && !(special[c] & in)) {
      at++;
      continue;
    }
    size_t begin = at;
    uint32_t cp = utf8_next(s, &at);
    enum kind kind = kind_of(cp);
    bool separator = in == IN_JSON && (cp == 0x2028 || cp == 0x2029); /* line ends to older script readers */
    if (c >= 0x80 && kind == KIND_PLAIN && !separator) continue;
    buf_put(b, s.p + from, begin - from);
    from = at;
    if (kind == KIND_PLAIN && !separator) {
      put_ascii(b, (char)c, in);
    } else if (in == IN_JSON && kind != KIND_BAD) {
      put_json(b, cp);
    } else if (kind != KIND_CONTROL || !put_white(b, s, begin, in, lines)) {
      put_replaced(b, cp, kind, in, count);
    }
  }
  if (s.n > from) buf_put(b, s.p + from, s.n - from);
}

void escape_filter(struct buf *b, struct str s, struct escape_count *count) {
  escape(b, s, IN_FILTER, false, count);
}

void escape_markup(struct buf *b, struct str s, enum escape_markup where, struct escape_count *count) {
  escape(b, s, where == ESCAPE_ATTR ? IN_ATTR : IN_TEXT, where != ESCAPE_NAME, count);
}

void escape_text(struct buf *b, struct str s) {
  escape(b, s, IN_TEXT, true, NULL);
}

void escape_attr(struct buf *b, struct str s) {
  escape(b, s, IN_ATTR, true, NULL);
}

void escape_json(struct buf *b, struct str s) {
  escape(b, s, IN_JSON, false, NULL);
}

void escape_tsv(struct buf *b, struct str s) {
  escape(b, s, IN_TSV, false, NULL);
}

void escape_term(struct buf *b, struct str s) {
  escape(b, s, IN_FILTER, false, NULL);
}

void escape_md(struct buf *b, struct str s) {
  escape(b, s, IN_MD, false, NULL);
}

/* Spreadsheets run a field that opens with one of these as a formula. */
static bool opens_formula(struct str s) {
  return s.n > 0 && (s.p[0] == '=' || s.p[0] == '+' || s.p[0] == '-' || s.p[0] == '@');
}

void escape_csv(struct buf *b, struct str s) {
  bool quote = s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' ' || opens_formula(s));
  quote = quote || str_find_char(s, ',') != STR_NPOS || str_find_char(s, '"') != STR_NPOS;
  if (quote) buf_char(b, '"');
  if (opens_formula(s)) buf_char(b, '\'');
  escape(b, s, IN_CSV, false, NULL);
  if (quote) buf_char(b, '"');
}

void escape_slug(struct buf *b, struct str name) {
  enum { SLUG_MAX = 40 };
  size_t from = b->n;
  bool dash = false;
  for (size_t i = 0; i < name.n && b->n - from < SLUG_MAX; i++) {
    char c = char_lower(name.p[i]);
    if (!char_is_alnum(c)) {
      dash = b->n > from;
      continue;
    }
    if (dash && b->n - from + 1 < SLUG_MAX) buf_char(b, '-');
    buf_char(b, c);
    dash = false;
  }
  if (b->n > from) buf_char(b, '-');
  uint64_t hash = str_hash(name);
  buf_printf(b, "%08x", (unsigned)(uint32_t)(hash ^ hash >> 32));
}

struct str escape_id(struct arena *a, const char *prefix, struct str name) {
  struct buf b = BUF_INIT;
  buf_cstr(&b, prefix);
  escape_slug(&b, name);
  return buf_take(&b, a);
}
