/* JSON inputs, strictly: one value, nothing behind it, no trailing comma, not deeper than JSON_DEPTH; of json-c's own laxness,
 * strings in single quotes stay. The only file of read/ that knows json-c. Readers name what is wrong with a value by its
 * path, "profiles[3].unit". */
#ifndef PERFPAGE_READ_JSON_H
#define PERFPAGE_READ_JSON_H

#include "base/source.h"

struct json_object; /* of json-c */

enum { JSON_DEPTH = 64 };
/* A value takes up to 30 times its text in memory. */
#define JSON_LIMIT ((uint64_t)256 << 20)

/* An object or, but for profiles, an array; NULL with a diagnostic of that kind, at line and column for a fault of syntax. To be given back with
 * json_input_close. */
struct json_object *json_input_open(struct diags *d, const struct source *s, enum diag_id id);
/* One line of a text that holds a value a line; no is its number. */
struct json_object *json_input_open_line(struct diags *d, const struct source *s, struct str line, uint32_t no, enum diag_id id);
void json_input_close(struct json_object *root);

/* All of these take NULL, and values of any type, for which they yield nothing. */
struct json_object *json_input_get(struct json_object *object, const char *key);
size_t json_input_length(struct json_object *array);
struct json_object *json_input_at(struct json_object *array, size_t i);
bool json_input_is_array(struct json_object *value);
bool json_input_is_object(struct json_object *value);
bool json_input_is_null(struct json_object *value);  /* absent, or null */
/* The members of an object in the order of the text, one a call from a cursor {object} on; of a key met twice the last value stands.
 * False at the end, and for what is no object. key is a view, until json_input_close. */
struct json_cursor {
  struct json_object *object;
  void *next; /* private: zero to begin with */
  bool begun;
};
bool json_input_next(struct json_cursor *c, struct str *key, struct json_object **value);
bool json_input_text(struct json_object *value, struct str *out);      /* a view, until json_input_close */
bool json_input_flag(struct json_object *value, bool *out);           /* true or false */
bool json_input_true(struct json_object *value);                      /* a flag that is set */
bool json_input_number(struct json_object *value, double *out);       /* finite, and not a whole number beyond 64 bits */
bool json_input_any_number(struct json_object *value, double *out);   /* also NaN and the infinities, bare or as a string, and figures in strings; not what no double holds */
struct str json_input_text_at(struct json_object *object, const char *key); /* of a member; STR_NONE when it is no string */
double json_input_number_or_nan(struct json_object *value);           /* as json_input_any_number */
bool json_input_scalar(struct json_object *value, struct str *out);    /* a string, or what the text says: 10, true, null; a view */
bool json_input_whole(struct json_object *value, uint64_t *out);      /* whole, from 0 to 2^53 where it has a point, to 2^63 - 1 else */

/* Whether text is an object that has these keys somewhere: what a sniffer can afford on large files. second may be NULL. */
bool json_input_mentions(struct str text, const char *first, const char *second);

#endif
