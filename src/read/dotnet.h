/* What BenchmarkDotNet's exporters write, brief, full and compressed, as JSON and as XML: the two say the same things and become the same
 * rows. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_DOTNET_H
#define PERFPAGE_READ_DOTNET_H

#include "read/bench_sink.h"
#include "read/json_shape.h"
#include "read/xml.h"

struct json_object;

bool dotnet_json_is(const struct json_shape *shape);
void dotnet_json_read(struct bench_sink *s, struct json_object *root);
bool dotnet_xml_is(struct str root, struct str text);
void dotnet_xml_read(struct bench_sink *s, const struct xml_element *root);

/* ---- between the two and the rows ---- */

enum { DOTNET_GENERATIONS = 3 };

struct dotnet_metric {
  struct str id, unit, type; /* type: "Time", "Size", "CodeSize", or their numbers in JSON; else empty */
  double value;              /* NAN where there is none */
  enum better better;
};
VEC_OF(dotnet_metric_vec, struct dotnet_metric);

struct dotnet_case {
  struct str namespace, type, method, params, display;
  struct pos pos;
  struct str where; /* "Benchmarks[3]" */
  bool measured;    /* it has statistics */
  struct f64_vec samples; /* ns an operation, NAN for those that are not numbers */
  double mean, lo, hi;    /* NAN where there is none */
  uint64_t n;
  double bytes_op, operations, collections[DOTNET_GENERATIONS]; /* NAN where there is none */
  struct dotnet_metric_vec metrics;
};
VEC_OF(dotnet_case_vec, struct dotnet_case);

/* One of the measurements behind a case, for where the statistics do not list their values. */
struct dotnet_measurement {
  struct str mode, stage;
  double ns, operations; /* NAN where there is none */
};

/* The i-th measurement is a sample as far as it counts as a result; one that cannot be is diagnosed at pos. */
void dotnet_add_measurement(struct bench_sink *s, struct dotnet_case *c, const struct dotnet_measurement *m, size_t i, struct pos pos);
struct dotnet_case dotnet_no_case(void); /* with nothing known */
/* A value of HostEnvironmentInfo: what of it is kept as configuration is decided here. */
void dotnet_put_host(struct bench_sink *s, struct str key, struct str value);
void dotnet_put_cases(struct bench_sink *s, const struct dotnet_case_vec *cases);

#endif
