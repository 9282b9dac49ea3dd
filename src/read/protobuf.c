#include "read/protobuf.h"

bool proto_varint(struct str *rest, uint64_t *value) {
  uint64_t v = 0;
  for (size_t i = 0; i < rest->n && i < 10; i++) {
    unsigned char c = (unsigned char)rest->p[i];
    if (i == 9 && c > 1) return false; /* the tenth byte holds the 64th bit */
    v |= (uint64_t)(c & 0x7F) << (7 * i);
    if (c & 0x80) continue;
    *rest = str_slice(*rest, i + 1, rest->n);
    *value = v;
    return true;
  }
  return false;
}

static bool take_fixed(struct str *rest, size_t n, uint64_t *value) {
  if (rest->n < n) return false;
  *value = 0;
  for (size_t i = 0; i < n; i++) *value |= (uint64_t)(unsigned char)rest->p[i] << (8 * i);
  *rest = str_slice(*rest, n, rest->n);
  return true;
}

static enum proto_status bad(const char **why, const char *text) {
  *why = text;
  return PROTO_BAD;
}

enum proto_status proto_next(struct str *rest, struct proto_field *field, const char **why) {
  if (rest->n == 0) return PROTO_END;
  *field = (struct proto_field){.at = rest->p};
  uint64_t tag, length;
  if (!proto_varint(rest, &tag)) return bad(why, "a tag that is cut short or too long");
  field->number = tag >> 3;
  if (field->number == 0) return bad(why, "a field with the number 0");
  switch (tag & 7) {
  case PROTO_VARINT:
    field->wire = PROTO_VARINT;
    return proto_varint(rest, &field->value) ? PROTO_FIELD : bad(why, "a varint that is cut short or longer than 64 bits");
  case PROTO_FIXED64:
    field->wire = PROTO_FIXED64;
    return take_fixed(rest, 8, &field->value) ? PROTO_FIELD : bad(why, "a fixed value that is cut short");
  case PROTO_FIXED32:
    field->wire = PROTO_FIXED32;
    return take_fixed(rest, 4, &field->value) ? PROTO_FIELD : bad(why, "a fixed value that is cut short");
  case PROTO_BYTES:
    field->wire = PROTO_BYTES;
    if (!proto_varint(rest, &length)) return bad(why, "a length that is cut short or longer than 64 bits");
    if (length > rest->n) return bad(why, "a field that is longer than what it stands in");
    field->bytes = str_slice(*rest, 0, (size_t)length);
    *rest = str_slice(*rest, (size_t)length, rest->n);
    return PROTO_FIELD;
  default: return bad(why, "a field of a kind that does not exist");
  }
}

struct proto_values proto_values_of(const struct proto_field *f) {
  struct proto_values v = {.bad = f->wire != PROTO_VARINT && f->wire != PROTO_BYTES};
  if (f->wire == PROTO_BYTES) v.packed = f->bytes;
  v.has_single = f->wire == PROTO_VARINT;
  v.single = f->value;
  return v;
}

bool proto_values_next(struct proto_values *v, uint64_t *value) {
  if (v->has_single) {
    v->has_single = false;
    *value = v->single;
    return true;
  }
  if (v->packed.n == 0) return false;
  if (proto_varint(&v->packed, value)) return true;
  v->packed = STR_NONE;
  v->bad = true;
  return false;
}
