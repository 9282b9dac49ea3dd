/* The wire form of protocol buffers, read field by field over a view (https://protobuf.dev/programming-guides/encoding/). Nothing
 * is copied; groups, which no format of ours has, are refused. */
#ifndef PERFPAGE_READ_PROTOBUF_H
#define PERFPAGE_READ_PROTOBUF_H

#include "base/str.h"

enum proto_wire { PROTO_VARINT = 0, PROTO_FIXED64 = 1, PROTO_BYTES = 2, PROTO_FIXED32 = 5 };

struct proto_field {
  uint64_t number;     /* from 1 */
  enum proto_wire wire;
  uint64_t value;      /* of a varint or a fixed one */
  struct str bytes;    /* of PROTO_BYTES */
  const char *at;      /* where its tag stands */
};

enum proto_status { PROTO_FIELD, PROTO_END, PROTO_BAD };

/* Takes the next field off rest. PROTO_BAD: *why says what is wrong at field->at, and rest is not to be read on. */
enum proto_status proto_next(struct str *rest, struct proto_field *field, const char **why);

/* Takes a varint off rest. False when it is cut short or longer than 64 bits. */
bool proto_varint(struct str *rest, uint64_t *value);

/* The values of a repeated field of varints: one, or packed. Use: struct proto_values v = proto_values_of(&field);
 * while (proto_values_next(&v, &value)); v.bad: the field is of another type, or its packed bytes are damaged. */
struct proto_values {
  struct str packed;
  uint64_t single;
  bool has_single, bad;
};
struct proto_values proto_values_of(const struct proto_field *f);
bool proto_values_next(struct proto_values *v, uint64_t *value);

#endif
