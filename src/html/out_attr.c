/* Attributes: each kind of value has its own door. */
#include "html/out.h"

#include "base/num.h"
#include "html/out_parts.h"

#include <math.h>

const struct attr_row out_attrs[ATTR_MAX] = {
#define X(id, name, kind) {" " name "=\"", sizeof name + 2, kind, name},
    OUT_ATTR_TABLE(X)
#undef X
};

/* Marks attr as written on this element, once. */
static void claim(struct out *o, enum out_attr attr) {
  uint64_t bit = UINT64_C(1) << ((unsigned)attr % 64), *word = &o->seen[(unsigned)attr / 64];
  if (!o->in_tag || o->in_value) out_bug("no start tag is open for the attribute", out_attrs[attr].name);
  if (*word & bit) out_bug("an attribute twice", out_attrs[attr].name);
  *word |= bit;
}

static void must_be(enum out_attr attr, enum attr_kind kind) {
  if (out_attrs[attr].kind != kind) out_bug("a value that does not suit", out_attrs[attr].name);
}

void out_attr_begin(struct out *o, enum out_attr attr) {
  claim(o, attr);
  out_put_word(o, out_attrs[attr].open, out_attrs[attr].open_n);
}

/* ---- literals ---- */

static bool is_plain_word(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!char_is_alnum(s.p[i]) && (s.p[i] == '\0' || strchr(" #_.,-()", s.p[i]) == NULL)) return false;
  return true;
}

struct out_lit out_lit_of(const char *word) {
  if (!is_plain_word(str_of(word))) out_bug("no word of the program", word);
  return (struct out_lit){word, strlen(word)};
}

void out_attr_lit(struct out *o, enum out_attr attr, struct out_lit value) {
  if (value.p == NULL) return;
  if (out_attrs[attr].kind == ATTR_SWITCH) out_bug("a value for a switch", out_attrs[attr].name);
  out_attr_begin(o, attr);
  out_put(o, value.p, value.n);
  out_attr_end(o);
}

void out_class(struct out *o, struct out_lit classes) {
  out_attr_lit(o, ATTR_CLASS, classes);
}

void out_attr_on(struct out *o, enum out_attr attr) {
  must_be(attr, ATTR_SWITCH);
  claim(o, attr);
  out_put(o, out_attrs[attr].open, out_attrs[attr].open_n - 2u);
  if (o->mode == OUT_XML) out_put(o, "=\"\"", 3);
}

/* ---- text and numbers ---- */

void out_attr(struct out *o, enum out_attr attr, struct str value) {
  must_be(attr, ATTR_FREE);
  out_attr_begin(o, attr);
  escape_markup(&o->b, value, ESCAPE_ATTR, &o->replaced);
  out_attr_end(o);
}

void out_attrf(struct out *o, enum out_attr attr, const char *fmt, ...) {
  struct arena a = ARENA_INIT;
  va_list ap;
  va_start(ap, fmt);
  struct str s = arena_vprintf(&a, fmt, ap);
  va_end(ap);
  out_attr(o, attr, s);
  arena_free(&a);
}

static void put_short(struct out *o, double v) {
  if (!isfinite(v)) out_bug("not a number", "coordinate");
  if (fabs(v) > 1e15) {
    num_put_fixed(&o->b, v, 0);
    return;
  }
  int64_t hundredths = (int64_t)(v * 100 + (v < 0 ? -0.5 : 0.5));
  if (hundredths < 0) out_put_char(o, '-');
  uint64_t h = hundredths < 0 ? (uint64_t)-hundredths : (uint64_t)hundredths;
  buf_u64(&o->b, h / 100);
  if (h % 100 == 0) return;
  char frac[3] = {'.', (char)('0' + h % 100 / 10), (char)('0' + h % 10)};
  out_put(o, frac, h % 10 ? 3 : 2);
}

void out_attr_f(struct out *o, enum out_attr attr, double v) {
  must_be(attr, ATTR_FREE);
  out_attr_begin(o, attr);
  put_short(o, v);
  out_attr_end(o);
}

void out_attr_u(struct out *o, enum out_attr attr, uint64_t v) {
  must_be(attr, ATTR_FREE);
  out_attr_begin(o, attr);
  buf_u64(&o->b, v);
  out_attr_end(o);
}

void out_value_open(struct out *o, enum out_attr attr) {
  must_be(attr, ATTR_FREE);
  out_attr_begin(o, attr);
  o->in_value = true;
}

static void must_be_in_value(const struct out *o) {
  if (!o->in_value) out_bug("no value is open", "part of a value");
}

void out_value_lit(struct out *o, struct out_lit s) {
  must_be_in_value(o);
  out_put(o, s.p, s.n);
}

void out_value_f(struct out *o, double v) {
  must_be_in_value(o);
  if (char_is_digit(o->b.p[o->b.n - 1])) out_put_char(o, ' ');
  put_short(o, v);
}

void out_value_close(struct out *o) {
  must_be_in_value(o);
  o->in_value = false;
  out_attr_end(o);
}

void out_viewbox(struct out *o, double x, double y, double width, double height) {
  out_value_open(o, ATTR_VIEWBOX);
  out_value_f(o, x);
  out_value_f(o, y);
  out_value_f(o, width);
  out_value_f(o, height);
  out_value_close(o);
}

/* ---- ids ---- */

static bool is_id(struct str s) {
  if (s.n == 0 || !char_is_alpha(s.p[0])) return false;
  for (size_t i = 0; i < s.n; i++)
    if (!char_is_alnum(s.p[i]) && s.p[i] != '-') return false;
  return true;
}

/* Ids in a row, each as is_id has it. */
static bool is_id_list(struct str s) {
  struct str id;
  if (s.n == 0) return false;
  while (str_cut(&s, ' ', &id))
    if (!is_id(id)) return false;
  return true;
}

static void put_id(struct out *o, struct str id) {
  if (!is_id(id)) out_bug("no generated id", "id");
  out_put(o, id.p, id.n);
}

struct str out_id_of(struct arena *a, struct out_lit prefix, struct str name) {
  return escape_id(a, prefix.p, name);
}

void out_attr_id(struct out *o, enum out_attr attr, struct str id) {
  if (out_attrs[attr].kind != ATTR_NAME) must_be(attr, ATTR_NAMES);
  out_attr_begin(o, attr);
  put_id(o, id);
  out_attr_end(o);
}

void out_href_id(struct out *o, struct str id) {
  out_attr_begin(o, ATTR_HREF);
  out_put_char(o, '#');
  put_id(o, id);
  out_attr_end(o);
}

/* ---- links ---- */

static bool is_external(struct str url) {
  return str_starts_nocase(url, STR("https://")) || str_starts_nocase(url, STR("http://")) ||
         str_starts_nocase(url, STR("mailto:"));
}

/* RFC 3986: what stands for itself in a URL, % included because what came is already encoded. */
static bool is_url_char(char c) {
  return char_is_alnum(c) || (c != '\0' && strchr("-._~:/?#[]@!$&'()*+,;=%", c) != NULL);
}

static void put_url(struct out *o, struct str url) {
  struct str *s = &url;
  out_attr_begin(o, ATTR_HREF);
  for (size_t i = 0; i < s->n; i++) {
    char c = s->p[i];
    if (c == '&' || c == '\'') {
      escape_attr(&o->b, str_slice(url, i, i + 1));
    } else if (is_url_char(c)) {
      out_put_char(o, c);
    } else {
      unsigned char byte = (unsigned char)c;
      char code[3] = {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
      out_put(o, code, 3);
    }
  }
  out_attr_end(o);
}

static void put_link(struct out *o, struct str url) {
  put_url(o, url);
  out_attr_lit(o, ATTR_REL, LIT("noopener noreferrer"));
}

bool out_open_link(struct out *o, struct str url) {
  if (!is_external(url)) return false;
  out_open(o, TAG_A);
  put_link(o, url);
  return true;
}

/* ---- templates ---- */

/* An empty icon, so that the browser asks for none. */
static bool is_no_icon(struct str url) {
  return str_eq(url, STR("data:,"));
}

bool out_allows(enum out_tag tag, enum out_attr attr, struct str value) {
  switch (out_attrs[attr].kind) {
  case ATTR_FREE:
  case ATTR_SWITCH: return true;
  case ATTR_LITERAL: return attr != ATTR_HTTP_EQUIV && is_plain_word(value);
  case ATTR_NAME: return is_id(value);
  case ATTR_NAMES: return is_id_list(value);
  case ATTR_LINK: break;
  }
  if (str_starts(value, STR("#"))) return is_id(str_slice(value, 1, value.n));
  return (tag == TAG_A && is_external(value)) || (tag == TAG_LINK && is_no_icon(value));
}

void out_attr_checked(struct out *o, enum out_attr attr, struct str value) {
  enum out_tag tag = out_top(o);
  if (!out_allows(tag, attr, value)) out_bug("a value that does not suit", out_attrs[attr].name);
  switch (out_attrs[attr].kind) {
  case ATTR_FREE: out_attr(o, attr, value); break;
  case ATTR_SWITCH: out_attr_on(o, attr); break;
  case ATTR_LINK:
    if (tag == TAG_A && is_external(value)) {
      put_link(o, value);
      break;
    }
    out_attr_lit(o, attr, (struct out_lit){value.p, value.n});
    break;
  case ATTR_LITERAL:
  case ATTR_NAME:
  case ATTR_NAMES: out_attr_lit(o, attr, (struct out_lit){value.p ? value.p : "", value.n}); break;
  }
}

bool out_find_attr(struct str name, enum out_attr *attr) {
  for (int i = 0; i < ATTR_MAX; i++) {
    if (!str_eq(name, str_of(out_attrs[i].name))) continue;
    *attr = (enum out_attr)i;
    return true;
  }
  return false;
}
