/* Data for the page's own script. A mistake in the nesting is a bug, as with elements. */
#include "html/out.h"

#include "base/num.h"
#include "html/out_parts.h"

#include <math.h>

static bool in_object(const struct out_json *j) {
  return j->depth > 0 && (j->objects >> (j->depth - 1) & 1);
}

/* Before a value: its comma, and in an object a key must have gone before. */
static void value(struct out *o) {
  struct out_json *j = &o->json;
  if (out_top(o) != TAG_SCRIPT || (in_object(j) && !j->key)) out_bug("a value out of place", "JSON");
  if (j->comma && !j->key) out_put_char(o, ',');
  j->comma = true;
  j->key = false;
}

void out_json_open(struct out *o, struct out_lit id) {
  out_open(o, TAG_SCRIPT);
  out_attr_lit(o, ATTR_TYPE, LIT("application/json"));
  out_attr_lit(o, ATTR_ID, id);
  out_content(o);
  o->json = (struct out_json){.depth = 0};
}

void out_json_begin(struct out *o, char bracket) {
  struct out_json *j = &o->json;
  value(o);
  if (j->depth == 64 || (bracket != '{' && bracket != '[')) out_bug("begins wrongly", "JSON");
  out_put_char(o, bracket);
  uint64_t bit = UINT64_C(1) << j->depth++;
  j->objects = bracket == '{' ? j->objects | bit : j->objects & ~bit;
  j->comma = false;
}

void out_json_end(struct out *o) {
  struct out_json *j = &o->json;
  if (j->depth == 0 || j->key) out_bug("ends wrongly", "JSON");
  out_put_char(o, in_object(j) ? '}' : ']');
  j->depth--;
  j->comma = true;
}

/* Names are filtered as everywhere on the page, then escaped: an escape alone would bring them back in the script. */
static void put_string(struct out *o, struct str s) {
  buf_clear(&o->scratch);
  escape_filter(&o->scratch, s, &o->replaced);
  out_put_char(o, '"');
  escape_json(&o->b, buf_view(&o->scratch));
  out_put_char(o, '"');
}

void out_json_key(struct out *o, struct out_lit key) {
  struct out_json *j = &o->json;
  if (!in_object(j) || j->key) out_bug("a key out of place", "JSON");
  if (j->comma) out_put_char(o, ',');
  put_string(o, (struct str){key.p, key.n});
  out_put_char(o, ':');
  j->key = true;
}

void out_json_str(struct out *o, struct str s) {
  value(o);
  put_string(o, s);
}

void out_json_f(struct out *o, double v) {
  value(o);
  if (isfinite(v)) {
    num_put_f64(&o->b, v);
  } else {
    out_put(o, "null", 4);
  }
}

void out_json_u(struct out *o, uint64_t v) {
  value(o);
  buf_u64(&o->b, v);
}

void out_json_bool(struct out *o, bool v) {
  value(o);
  out_put(o, v ? "true" : "false", v ? 4 : 5);
}

void out_json_close(struct out *o) {
  if (o->json.depth > 0 || !o->json.comma) out_bug("not closed", "JSON");
  out_close(o, TAG_SCRIPT);
}
