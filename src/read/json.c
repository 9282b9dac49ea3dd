#include "read/json.h"

#include "base/num.h"

#include <json-c/json.h>
#include <math.h>

/* Where the byte at stands, in lines and code points. */
static struct pos pos_at(const struct source *s, size_t at) {
  struct str rest = str_slice(s->text, 0, at);
  uint32_t line = 1;
  for (;;) {
    size_t end = str_find_char(rest, '\n');
    if (end == STR_NPOS) break;
    rest = str_slice(rest, end + 1, rest.n);
    line++;
  }
  return source_pos(s, line, (uint32_t)utf8_count(rest) + 1);
}

struct json_object *json_input_open(struct diags *d, const struct source *s, enum diag_id id) {
  struct pos whole = {s->name, 0, 0};
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
    diag_add(d, id, pos_at(s, s->text.n), "the file ends within its JSON");
  } else if (error != json_tokener_success) {
    diag_add(d, id, pos_at(s, end), "JSON that cannot be read: %s", json_tokener_error_desc(error));
  } else if (str_trim(str_slice(s->text, end, s->text.n)).n > 0) {
    diag_add(d, id, pos_at(s, end), "something stands behind the JSON value");
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

bool json_input_number(struct json_object *value, double *out) {
  if (!json_object_is_type(value, json_type_int) && !json_object_is_type(value, json_type_double)) return false;
  *out = json_object_get_double(value);
  return isfinite(*out);
}

bool json_input_any_number(struct json_object *value, double *out) {
  struct str text;
  if (json_input_text(value, &text)) return num_parse_f64(str_trim(text), out) == NUM_OK;
  if (!json_object_is_type(value, json_type_int) && !json_object_is_type(value, json_type_double)) return false;
  *out = json_object_get_double(value);
  return true;
}

bool json_input_flag(struct json_object *value, bool *out) {
  if (!json_object_is_type(value, json_type_boolean)) return false;
  *out = json_object_get_boolean(value);
  return true;
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
