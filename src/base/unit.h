/* Quantities with units: what a document or a measurement file says, in base units (seconds, bytes, shares, per second). */
#ifndef PERFPAGE_BASE_UNIT_H
#define PERFPAGE_BASE_UNIT_H

#include "base/arena.h"
#include "base/buf.h"

enum dim {
  DIM_NONE,
  DIM_TIME,     /* seconds */
  DIM_BYTES,    /* bytes */
  DIM_SHARE,    /* fraction: % / 100 */
  DIM_POINTS,   /* percentage points / 100 */
  DIM_RATE,     /* events per second: RPS, QPS, req/s, files/sec */
  DIM_BANDWIDTH,/* bytes per second */
  DIM_TIMES,    /* x, × */
  DIM_COUNT,    /* cores, instances, connections ... */
  DIM_TIME_OP,  /* seconds per op: ns/op */
  DIM_BYTES_OP, /* B/op */
  DIM_ALLOCS_OP,
  DIM_MONEY,
  DIM_GOOD,     /* "good": a count of good events of n (measurement files) */
  DIM_MAX
};

struct quantity {
  double value;    /* in the base unit of dim */
  enum dim dim;
  struct str text; /* as written */
  struct str unit; /* as written */
};

enum quantity_status {
  QUANTITY_OK,
  QUANTITY_NOT,           /* not a number and unit at all */
  QUANTITY_UNIT_MISSING,  /* a number without a unit */
  QUANTITY_UNIT_UNKNOWN,
  QUANTITY_UNIT_AMBIGUOUS, /* "300 m" */
  QUANTITY_DECIMAL_COMMA, /* "0,3 s" */
  QUANTITY_RANGE          /* "10-20 ms" */
};

/* The whole text is one quantity: number (thousands by , _ NBSP thin space or blank before exactly three digits; optional
 * leading ≈ or ~), optional blanks, unit. Units are case-sensitive. */
enum quantity_status quantity_parse(struct str text, struct quantity *out);
bool unit_lookup(struct str unit, enum dim *dim, double *factor);

/* Benchmark units: "ns" -> "sec" and "MB" -> "B" in the numerator (units.tsv). factor multiplies the value. */
struct str unit_tidy(struct arena *a, struct str unit, double *factor);
enum unit_class { UNIT_DECIMAL, UNIT_BINARY };
enum unit_class unit_class_of(struct str tidied); /* binary prefixes when the numerator holds B or bytes */

/* One scale for a row of values: prefix and digits as scale.tsv and commonscale.tsv have them. */
struct unit_scale {
  double factor;      /* divide a value by this */
  const char *prefix; /* "", "n", "µ", "m", "k", "M", "Ki", ... */
  int prec;           /* digits after the point */
};
struct unit_scale unit_scale_common(const double *values, size_t n, enum unit_class class);
void unit_put_scaled(struct buf *b, double v, struct unit_scale s); /* number and prefix, no unit */

/* For people: three significant digits or more, narrow no-break spaces between thousands, NBSP between figure and unit: "84.0 µs", "1 204 B", "400 MiB", "99.9 %". */
void unit_put_time(struct buf *b, double seconds);
void unit_put_span(struct buf *b, double seconds); /* long spans, cut off as on a clock: "14 m 07 s", "3 h 21 m", "28 d" */
void unit_put_bytes(struct buf *b, double bytes);
void unit_put_quantity(struct buf *b, double value, enum dim dim);
void unit_put_percent(struct buf *b, double fraction, int prec, bool sign); /* 0.168 -> "+16.8 %" */
/* A benchmark value with its tidied unit ("sec/op" shows "84.0 µs", "B/op" "1.2 KiB", "allocs/op" "41", others "12.5 widgets/sec"). */
void unit_put_bench(struct buf *b, double v, struct str tidied);
/* The same on the scale that other would have, for the two sides of a change: "12.4 KiB" and "6.15 KiB", not "6 296 B". On its own scale
 * where other is a thousand times larger, or has a span of time. */
void unit_put_bench_beside(struct buf *b, double v, double other, struct str tidied);

#endif
