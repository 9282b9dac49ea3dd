/* The change-against-gate chart: one row of a dot plot, the same scale in every row and on every page. */
#ifndef PERFPAGE_VIEW_BENCH_CHART_H
#define PERFPAGE_VIEW_BENCH_CHART_H

#include "model/report.h"
#include "view/tiles.h"

struct out;

/* Worsening as fractions: to the right is worse. NAN where there is no such thing. */
struct bench_chart {
  double value;
  double lo, hi; /* of the interval; +-INFINITY at an unbounded end */
  double gate;   /* what is allowed */
  enum tone tone;
};

/* What the chart of a row shows. The gate of an allocation count or of an absolute bound stands where the base puts it. */
struct bench_chart bench_chart_of(const struct report *r, const struct bench_result *b);
/* Writes nothing when there is neither a value nor a gate. The picture of its gate must have been drawn before. */
void bench_chart(struct out *o, const struct bench_chart *c);

/* The gates of a table: what is allowed, the zero line and the line of the gate, once for each place of a gate, to be used by
 * the charts of many rows. Zeroed is empty. */
enum { BENCH_GATE_PLACES = 2001 };
struct bench_gates {
  bool used[BENCH_GATE_PLACES]; /* by tenths of a pixel; [0]: no gate */
};
void bench_gates_add(struct bench_gates *gates, const struct bench_chart *c);
void bench_gates(struct out *o, const struct bench_gates *gates);

void bench_chart_axis(struct out *o); /* the scale, for the head of the table */
void bench_chart_legend(struct out *o);

#endif
