/* Makes pprof profiles, byte by byte, for tests. One at a time: make_begin, then the parts, then make_end. */
#ifndef PERFPAGE_TESTS_PPROF_MAKE_H
#define PERFPAGE_TESTS_PPROF_MAKE_H

#include "base/buf.h"

#include <string.h>

enum { MAKE_STRINGS = 64 };
static struct {
  struct buf out;
  const char *strings[MAKE_STRINGS];
  uint64_t strings_n;
} make;

static inline void make_varint(struct buf *b, uint64_t v) {
  for (; v >= 0x80; v >>= 7) buf_char(b, (char)(v | 0x80));
  buf_char(b, (char)v);
}

static inline void make_number(struct buf *b, unsigned field, uint64_t v) {
  make_varint(b, field << 3);
  make_varint(b, v);
}

static inline void make_bytes(struct buf *b, unsigned field, struct str s) {
  make_varint(b, field << 3 | 2);
  make_varint(b, s.n);
  buf_str(b, s);
}

/* A message of numbers: {1, 5}, {2, 7}, ... up to a field 0. */
struct make_field {
  unsigned field;
  uint64_t value;
};
static inline void make_message(struct buf *b, unsigned field, const struct make_field *f) {
  struct buf m = BUF_INIT;
  for (; f->field; f++) make_number(&m, f->field, f->value);
  make_bytes(b, field, buf_view(&m));
  buf_free(&m);
}
#define MAKE(field, ...) make_message(&make.out, (field), (const struct make_field[]){__VA_ARGS__, {0, 0}})

static inline void make_begin(void) {
  buf_clear(&make.out);
  make.strings[0] = "";
  make.strings_n = 1;
}

/* The index of a string of the table, which is written at the end, as Go does. */
static inline uint64_t make_text(const char *s) {
  for (uint64_t i = 0; i < make.strings_n; i++)
    if (strcmp(make.strings[i], s) == 0) return i;
  make.strings[make.strings_n] = s;
  return make.strings_n++;
}

static inline void make_type(const char *type, const char *unit) {
  MAKE(1, {1, make_text(type)}, {2, make_text(unit)});
}

static inline void make_function(uint64_t id, const char *name) {
  MAKE(5, {1, id}, {2, make_text(name)}, {3, make_text("system")}, {4, make_text("file.go")}, {5, 12});
}

/* A location of these functions, the innermost first, up to a 0. */
static inline void make_location(uint64_t id, const uint64_t *functions) {
  struct buf m = BUF_INIT;
  make_number(&m, 1, id);
  make_number(&m, 3, 0x1000 + id);
  for (; *functions; functions++) {
    struct buf line = BUF_INIT;
    make_number(&line, 1, *functions);
    make_number(&line, 2, 77);
    make_bytes(&m, 4, buf_view(&line));
    buf_free(&line);
  }
  make_bytes(&make.out, 4, buf_view(&m));
  buf_free(&m);
}
#define MAKE_LOCATION(id, ...) make_location((id), (const uint64_t[]){__VA_ARGS__, 0})

/* A sample: locations, the leaf first, and values, both packed or both one by one. */
struct make_sample {
  uint64_t locations[8]; /* up to a 0 */
  int64_t values[8];
  size_t values_n;
  bool unpacked;
  const char *label, *text; /* of one label, when not NULL */
  uint64_t number;
  const char *also; /* another label, of a number; when not NULL */
  uint64_t also_number;
};
static inline void make_sample(struct make_sample s) {
  struct buf m = BUF_INIT, packed = BUF_INIT;
  for (size_t i = 0; s.locations[i]; i++) {
    if (s.unpacked) make_number(&m, 1, s.locations[i]);
    else make_varint(&packed, s.locations[i]);
  }
  if (!s.unpacked) make_bytes(&m, 1, buf_view(&packed));
  buf_clear(&packed);
  for (size_t i = 0; i < s.values_n; i++) {
    if (s.unpacked) make_number(&m, 2, (uint64_t)s.values[i]);
    else make_varint(&packed, (uint64_t)s.values[i]);
  }
  if (!s.unpacked) make_bytes(&m, 2, buf_view(&packed));
  if (s.label) {
    make_message(&m, 3, (const struct make_field[]){{1, make_text(s.label)}, {2, s.text ? make_text(s.text) : 0}, {3, s.number}, {0, 0}});
  }
  if (s.also) make_message(&m, 3, (const struct make_field[]){{1, make_text(s.also)}, {3, s.also_number}, {0, 0}});
  make_bytes(&make.out, 2, buf_view(&m));
  buf_free(&packed);
  buf_free(&m);
}

/* The bytes, until the next make_begin. */
static inline struct str make_end(void) {
  for (uint64_t i = 0; i < make.strings_n; i++) make_bytes(&make.out, 6, (struct str){make.strings[i], strlen(make.strings[i])});
  return buf_view(&make.out);
}

#endif
