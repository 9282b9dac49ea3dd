/* --row, --col, --ignore: projections of benchmark results, as Go's benchstat says them. A field is a key, and for rows and
 * columns the order of its values:
 *
 *     fields = field {[","] field}         field = key ["@" order]         order = "alpha" | "num" | "(" word {word} ")"
 *
 * Without an order values come as they are first met. Words in brackets are the order, and the only values there are. */
#ifndef PERFPAGE_MODEL_BENCHFIELD_H
#define PERFPAGE_MODEL_BENCHFIELD_H

#include "model/benchkey.h"
#include "model/benchlex.h"

enum bench_order_kind { BENCH_ORDER_MET, BENCH_ORDER_ALPHA, BENCH_ORDER_NUM, BENCH_ORDER_FIXED };

struct bench_field {
  struct bench_key key;
  enum bench_order_kind order;
  struct strmap places; /* of the values met, or of those in brackets: their place plus one */
  uint32_t values;
};
VEC_OF(bench_field_vec, struct bench_field);

/* False, with *fault, when the text is no projection. Fields are appended. */
bool bench_fields_parse(struct arena *a, struct str text, bool ordered, struct bench_field_vec *out, struct bench_fault *fault);
bool bench_fields_name(const struct bench_field_vec *fields, enum bench_key_kind kind, struct str name);

/* What a field has for a result. */
struct bench_value {
  struct str text;
  uint32_t place; /* among the values of the field, in order of appearance or as in brackets */
  double number;  /* of BENCH_ORDER_NUM; NAN when it is none */
};

/* Fills as many values as there are fields, their text in a. False when one of them is none of those in brackets. */
bool bench_project(struct bench_field_vec *fields, const struct bench_seen *seen, struct arena *a, struct bench_value *out);
/* The order of two projections: field by field. */
int bench_values_cmp(const struct bench_field_vec *fields, const struct bench_value *a, const struct bench_value *b);

#endif
