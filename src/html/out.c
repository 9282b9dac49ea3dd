#include "html/out.h"

#include "base/num.h"
#include "html/asset.h"
#include "html/out_parts.h"

const struct tag_row out_tags[TAG_MAX] = {
#define X(id, name, flags) {"<" name, "</" name ">", sizeof name, sizeof name + 2, flags, name},
    OUT_TAG_TABLE(X)
#undef X
};

_Noreturn void out_bug(const char *what, const char *name) {
  fprintf(stderr, "perfpage: bug in the page writer: %s: %s\n", what, name);
  abort();
}

void out_init(struct out *o, enum out_mode mode) {
  *o = (struct out){.mode = mode};
  switch (mode) {
  case OUT_HTML: out_put(o, "<!DOCTYPE html>", 15); break;
  case OUT_XML: out_put(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", 39); break;
  case OUT_FRAGMENT: break;
  }
}

struct str out_finish(struct out *o) {
  if (o->stack.n > 0) out_bug("not closed", out_tags[out_top(o)].name);
  out_put_char(o, '\n');
  return buf_view(&o->b);
}

struct buf out_take(struct out *o) {
  (void)out_finish(o);
  struct buf taken = o->b;
  o->b = BUF_INIT;
  return taken;
}

void out_free(struct out *o) {
  buf_free(&o->b);
  buf_free(&o->stack);
  buf_free(&o->scratch);
}

/* ---- elements ---- */

void out_content(struct out *o) {
  if (o->in_value) out_bug("content inside an attribute of", out_tags[out_top(o)].name);
  if (!o->in_tag) return;
  if (out_tags[out_top(o)].flags & TAG_IS_VOID) out_bug("content in a void element", out_tags[out_top(o)].name);
  out_put_char(o, '>');
  o->in_tag = false;
}

static void text_content(struct out *o) {
  out_content(o);
  if (o->stack.n && out_tags[out_top(o)].flags & TAG_IS_RAW) out_bug("text in", out_tags[out_top(o)].name);
}

void out_open(struct out *o, enum out_tag tag) {
  const struct tag_row *t = &out_tags[tag];
  text_content(o);
  if (t->flags & TAG_IS_LINE && o->b.n > 0 && o->b.p[o->b.n - 1] != '\n') out_put_char(o, '\n');
  out_put_word(o, t->open, t->open_n);
  bool root = o->stack.n == 0;
  buf_char(&o->stack, (char)tag);
  for (size_t i = 0; i < OUT_ATTR_WORDS; i++) o->seen[i] = 0;
  o->in_tag = true;
  o->svg += tag == TAG_SVG;
  if (o->mode == OUT_XML && root) out_attr_lit(o, ATTR_XMLNS, LIT("http://www.w3.org/2000/svg"));
}

void out_close(struct out *o, enum out_tag tag) {
  const struct tag_row *t = &out_tags[tag];
  if (out_top(o) != tag) out_bug("closed out of turn", t->name);
  if (o->in_value) out_bug("closed inside an attribute", t->name);
  if (o->in_tag && (t->flags & TAG_IS_SVG || o->mode == OUT_XML)) {
    out_put(o, "/>", 2);
  } else if (t->flags & TAG_IS_VOID) {
    out_put_char(o, '>');
  } else {
    if (o->in_tag) out_put_char(o, '>');
    out_put_word(o, t->close, t->close_n);
  }
  o->in_tag = false;
  o->stack.n--;
  o->svg -= tag == TAG_SVG;
}

bool out_find_tag(struct str name, enum out_tag *tag) {
  for (int i = 0; i < TAG_MAX; i++) {
    if (!str_eq(name, str_of(out_tags[i].name))) continue;
    *tag = (enum out_tag)i;
    return true;
  }
  return false;
}

/* ---- content ---- */

void out_text(struct out *o, struct str s) {
  /* A reader of HTML drops a line end right behind <pre>. */
  bool doubled = o->in_tag && out_top(o) == TAG_PRE && s.n > 0 && s.p[0] == '\n';
  text_content(o);
  if (doubled) out_put_char(o, '\n');
  escape_markup(&o->b, s, ESCAPE_TEXT, &o->replaced);
}

void out_textf(struct out *o, const char *fmt, ...) {
  struct arena a = ARENA_INIT;
  va_list ap;
  va_start(ap, fmt);
  struct str s = arena_vprintf(&a, fmt, ap);
  va_end(ap);
  out_text(o, s);
  arena_free(&a);
}

void out_name(struct out *o, struct str s) {
  bool bdi = o->svg == 0 && o->mode != OUT_XML && out_top(o) != TAG_TITLE;
  if (bdi) out_open(o, TAG_BDI);
  text_content(o);
  escape_markup(&o->b, s, ESCAPE_NAME, &o->replaced);
  if (bdi) out_close(o, TAG_BDI);
}

static bool holds(struct str s, const char *what) {
  return str_find_nocase(s, str_of(what)) != STR_NPOS;
}

void out_asset(struct out *o, const struct asset *asset) {
  enum out_tag tag = out_top(o);
  if (tag != TAG_STYLE && tag != TAG_SCRIPT) out_bug("an asset outside style and script", asset->name);
  if (!asset_is_safe(asset->bytes) || (o->mode == OUT_XML && holds(asset->bytes, "]]>")))
    out_bug("an asset that would end its element", asset->name);
  out_content(o);
  if (o->mode == OUT_XML) out_put(o, "<![CDATA[", 9);
  if (asset->bytes.n) out_put(o, asset->bytes.p, asset->bytes.n);
  if (o->mode == OUT_XML) out_put(o, "]]>", 3);
}

void out_json(struct out *o, struct out_lit classes, struct str json) {
  if (str_find_char(json, '<') != STR_NPOS || str_find_char(json, '>') != STR_NPOS || str_find_char(json, '&') != STR_NPOS)
    out_bug("data that is not escaped", "json");
  out_open(o, TAG_SCRIPT);
  out_attr_lit(o, ATTR_TYPE, LIT("application/json"));
  out_class(o, classes);
  out_content(o);
  out_put(o, json.p, json.n);
  out_close(o, TAG_SCRIPT);
}

/* ---- figures ---- */

/* Empties scratch for the caller to write to; put_scratch then shows it as text. */
static struct buf *scratch(struct out *o) {
  buf_clear(&o->scratch);
  return &o->scratch;
}

static void put_scratch(struct out *o) {
  out_text(o, buf_view(&o->scratch));
}

void out_count(struct out *o, uint64_t n) {
  num_put_grouped(scratch(o), n, STR("\xE2\x80\xAF"));
  put_scratch(o);
}

void out_fixed(struct out *o, double v, int prec) {
  num_put_fixed(scratch(o), v, prec);
  put_scratch(o);
}

void out_time(struct out *o, double seconds) {
  unit_put_time(scratch(o), seconds);
  put_scratch(o);
}

void out_span(struct out *o, double seconds) {
  unit_put_span(scratch(o), seconds);
  put_scratch(o);
}

void out_percent(struct out *o, double fraction, int prec, bool sign) {
  unit_put_percent(scratch(o), fraction, prec, sign);
  put_scratch(o);
}
