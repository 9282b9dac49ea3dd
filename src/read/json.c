#include "read/json.h"

#include "base/num.h"

#include <json-c/json.h>
#include <math.h>

/* Where the byte at stands, in lines and code points; the text begins in that line. */
static struct pos pos_at(const struct source *s, size_t at, uint32_t line) {
  struct str rest = str_slice(s->text, 0, at);
  for (;;) {
    size_t end = str_find_char(rest, '\n');
    if (end == STR_NPOS) break;
    rest = str_slice(rest, end + 1, rest.n);
    line++;
  }
  return source_pos(s, line, (uint32_t)utf8_count(rest) + 1);
}

/* line: the one that the text is, 0 when it is a file of its own. */
static struct json_object *open_text(struct diags *d, const struct source *s, enum diag_id id, uint32_t line) {
  struct pos whole = {s->name, line, 0};
  uint32_t first = line ? line : 1;
  bool profile = id == DIAG_PROFILE_DATA;
  if (s->text.n > JSON_LIMIT) {
    diag_add(d, DIAG_TOO_LARGE, whole, "JSON of more than %d MiB is not read", (int)(JSON_LIMIT >> 20));
    return NULL;
  }
  struct json_tokener *t = json_tokener_new_ex(JSON_DEPTH);
  if (t == NULL) die_system("out of memory");
  json_tokener_set_flags(t, JSON_TOKENER_STRICT);
  struct json_object *root = json_tokener_parse_ex(t, s->text.n ? s->text.p : "", (int)s->text.n);
  enum json_tokener_error error = json_tokener_get_error(t);
  size_t end = json_tokener_get_parse_end(t);
  if (error == json_tokener_continue) {
    diag_add(d, id, pos_at(s, s->text.n, first), "the %s ends within its JSON", line ? "line" : "file");
  } else if (error != json_tokener_success) {
    diag_add(d, id, pos_at(s, end, first), "JSON that cannot be read: %s", json_tokener_error_desc(error));
  } else if (str_trim(str_slice(s->text, end, s->text.n)).n > 0) {
    diag_add(d, id, pos_at(s, end, first), "something stands behind the JSON value");
    (void)json_object_put(root);
    root = NULL;
  } else if (!json_input_is_object(root) && (profile || !json_input_is_array(root))) {
    diag_add(d, id, whole, "the JSON value is no object%s", profile ? "" : " and no array");
    (void)json_object_put(root);
    root = NULL;
  }
  json_tokener_free(t);
  return error == json_tokener_success ? root : NULL;
}

struct json_object *json_input_open(struct diags *d, const struct source *s, enum diag_id id) {
  return open_text(d, s, id, 0);
}

struct json_object *json_input_open_line(struct diags *d, const struct source *s, struct str line, uint32_t no, enum diag_id id) {
  struct source one = {.name = s->name, .text = line};
  return open_text(d, &one, id, no);
}

void json_input_close(struct json_object *root) {
  (void)json_object_put(root);
}

struct json_object *json_input_get(struct json_object *object, const char *key) {
  struct json_object *value = NULL;
  if (!json_object_is_type(object, json_type_object) || !json_object_object_get_ex(object, key, &value)) return NULL;
  return value;
}

bool json_input_is_array(struct json_object *value) {
  return json_object_is_type(value, json_type_array);
}

bool json_input_is_object(struct json_object *value) {
  return json_object_is_type(value, json_type_object);
}

bool json_input_is_null(struct json_object *value) {
  return json_object_is_type(value, json_type_null);
}

bool json_input_next(struct json_cursor *c, struct str *key, struct json_object **value) {
  if (!c->begun && json_input_is_object(c->object)) c->next = json_object_get_object(c->object)->head;
  c->begun = true;
  struct lh_entry *entry = c->next;
  if (entry == NULL) return false;
  *key = str_of(lh_entry_k(entry));
  *value = lh_entry_v(entry);
  c->next = entry->next;
  return true;
}

size_t json_input_length(struct json_object *array) {
  return json_input_is_array(array) ? json_object_array_length(array) : 0;
}

struct json_object *json_input_at(struct json_object *array, size_t i) {
  return i < json_input_length(array) ? json_object_array_get_idx(array, i) : NULL;
}

bool json_input_text(struct json_object *value, struct str *out) {
  if (!json_object_is_type(value, json_type_string)) return false;
  *out = (struct str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
  return true;
}

/* A whole number beyond 64 bits is held at the limit: that is not what the text says. */
static bool is_held(struct json_object *value) {
  return json_object_is_type(value, json_type_int) && (json_object_get_uint64(value) == UINT64_MAX || json_object_get_int64(value) == INT64_MIN);
}

/* A figure beyond every double reads as infinite; what the text itself calls Infinity is. */
static bool is_overflow(struct json_object *value, double v) {
  const char *text = isinf(v) ? json_object_get_string(value) : NULL;
  return text && str_find_char(str_of(text), 'I') == STR_NPOS;
}

bool json_input_flag(struct json_object *value, bool *out) {
  if (!json_object_is_type(value, json_type_boolean)) return false;
  *out = json_object_get_boolean(value);
  return true;
}

bool json_input_number(struct json_object *value, double *out) {
  if (!json_object_is_type(value, json_type_int) && !json_object_is_type(value, json_type_double)) return false;
  *out = json_object_get_double(value);
  return isfinite(*out) && !is_held(value);
}

bool json_input_any_number(struct json_object *value, double *out) {
  struct str text;
  if (json_input_text(value, &text)) return num_parse_f64(str_trim(text), out) == NUM_OK;
  if (!json_object_is_type(value, json_type_int) && !json_object_is_type(value, json_type_double)) return false;
  *out = json_object_get_double(value);
  return !is_held(value) && !is_overflow(value, *out);
}

struct str json_input_text_at(struct json_object *object, const char *key) {
  struct str text;
  return json_input_text(json_input_get(object, key), &text) ? text : STR_NONE;
}

double json_input_number_or_nan(struct json_object *value) {
  double v;
  return json_input_any_number(value, &v) ? v : (double)NAN;
}

bool json_input_scalar(struct json_object *value, struct str *out) {
  if (json_input_is_object(value) || json_input_is_array(value)) return false;
  if (!json_input_text(value, out)) *out = value ? str_of(json_object_get_string(value)) : STR("null");
  return true;
}

bool json_input_true(struct json_object *value) {
  bool out;
  return json_input_flag(value, &out) && out;
}

bool json_input_whole(struct json_object *value, uint64_t *out) {
  if (json_object_is_type(value, json_type_int)) {
    int64_t v = json_object_get_int64(value); /* held at 2^63 - 1 above it */
    *out = v < 0 ? 0 : (uint64_t)v;
    return v >= 0 && v < INT64_MAX;
  }
  double v;
  if (!json_input_number(value, &v) || v < 0 || v > 0x1p53 || !num_same(v, floor(v))) return false;
  *out = (uint64_t)v;
  return true;
}

bool json_input_mentions(struct str text, const char *first, const char *second) {
  struct str s = str_trim(str_slice(text, 0, 4096));
  if (s.n == 0 || s.p[0] != '{') return false;
  return str_find(text, str_of(first)) != STR_NPOS && (second == NULL || str_find(text, str_of(second)) != STR_NPOS);
}
