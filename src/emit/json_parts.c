#include "emit/json_parts.h"

#include "analysis/say.h"
#include "base/escape.h"
#include "base/num.h"

#include <json-c/json.h>
#include <math.h>

static void put_key(struct json_doc *d, const char *key) {
  if (!d->first) buf_char(d->out, ',');
  buf_char(d->out, '\n');
  d->first = false;
  if (key) buf_printf(d->out, "\"%s\":", key);
}

void json_open(struct json_doc *d, const char *key, char bracket) {
  put_key(d, key);
  buf_char(d->out, bracket);
  d->first = true;
}

void json_close(struct json_doc *d, char bracket) {
  buf_char(d->out, '\n');
  buf_char(d->out, bracket);
  d->first = false;
}

void json_member(struct json_doc *d, const char *key, struct json_object *value) {
  put_key(d, key);
  size_t n;
  const char *text = json_object_to_json_string_length(value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &n);
  if (text == NULL) die_system("out of memory");
  buf_put(d->out, text, n);
  json_object_put(value);
}

static struct json_object *made(struct json_object *o) {
  if (o == NULL) die_system("out of memory");
  return o;
}

struct json_object *json_new(void) {
  return made(json_object_new_object());
}

struct json_object *json_list(void) {
  return made(json_object_new_array());
}

void json_append(struct json_object *list, struct json_object *value) {
  if (json_object_array_add(list, value) != 0) die_system("out of memory");
}

/* The library would escape what JSON must have escaped and no more. */
static int put_escaped(struct json_object *o, struct printbuf *to, int level, int flags) {
  (void)level;
  (void)flags;
  struct buf b = BUF_INIT;
  buf_char(&b, '"');
  escape_json(&b, (struct str){json_object_get_string(o), (size_t)json_object_get_string_len(o)});
  buf_char(&b, '"');
  int written = printbuf_memappend(to, b.p, (int)b.n);
  buf_free(&b);
  return written;
}

struct json_object *json_str(struct str s) {
  struct json_object *o = made(json_object_new_string_len(s.p ? s.p : "", (int)s.n));
  json_object_set_serializer(o, put_escaped, NULL, NULL);
  return o;
}

struct json_object *json_text(struct str s) {
  return s.n ? json_str(s) : NULL;
}

struct json_object *json_word(const char *s) {
  return made(json_object_new_string(s));
}

/* The library keeps the text a number is to be written with; its own would be another rounding. */
struct json_object *json_figure(struct str decimal) {
  struct buf b = BUF_INIT;
  buf_str(&b, decimal);
  buf_char(&b, '\0');
  struct json_object *o = made(json_object_new_double_s(0, b.p));
  buf_free(&b);
  return o;
}

struct json_object *json_num(double v) {
  if (!isfinite(v)) return NULL;
  struct buf b = BUF_INIT;
  num_put_f64(&b, v);
  struct json_object *o = json_figure(buf_view(&b));
  buf_free(&b);
  return o;
}

struct json_object *json_int(uint64_t v) {
  return made(json_object_new_uint64(v));
}

struct json_object *json_flag(bool v) {
  return made(json_object_new_boolean(v));
}

struct json_object *json_date(struct date d) {
  if (!d.known) return NULL;
  struct buf b = BUF_INIT;
  date_put_iso(&b, d);
  struct json_object *o = json_str(buf_view(&b));
  buf_free(&b);
  return o;
}

struct json_object *json_strs(const struct str_vec *v) {
  struct json_object *list = json_list();
  VEC_EACH(const struct str, s, v) json_append(list, json_str(*s));
  return list;
}

struct json_object *json_source(struct pos pos) {
  if (pos.line == 0) return NULL;
  struct json_object *o = json_new();
  json_set(o, "file", json_str(pos.file));
  json_set(o, "line", json_int(pos.line));
  return o;
}

struct json_object *json_route(struct arena *a, const struct route *route) {
  return route->path.n ? json_str(say_route(a, route)) : NULL;
}

struct json_object *json_gate_id(const struct report *r, uint32_t gate) {
  return gate == INDEX_NONE ? NULL : json_str(r->gates.at[gate].id);
}

void json_set(struct json_object *o, const char *key, struct json_object *value) {
  if (json_object_object_add(o, key, value) != 0) die_system("out of memory");
}

void json_put_diagnostics(struct json_doc *d, const struct diags *list) {
  json_open(d, "diagnostics", '[');
  VEC_EACH(const struct diag, it, &list->list) {
    struct json_object *o = json_new();
    json_set(o, "file", json_str(it->pos.file));
    json_set(o, "line", it->pos.line ? json_int(it->pos.line) : NULL);
    json_set(o, "column", it->pos.line && it->pos.col ? json_int(it->pos.col) : NULL);
    json_set(o, "level", json_word(diag_level_name(diag_level_of(it->id))));
    json_set(o, "slug", json_word(diag_slug(it->id)));
    json_set(o, "message", json_str(it->message));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}
