/* Figures as sentences have them, each helper for one kind of value; the text lives in the arena. arena_printf puts them together. */
#ifndef PERFPAGE_ANALYSIS_SAY_H
#define PERFPAGE_ANALYSIS_SAY_H

#include "model/report.h"

struct str say_time(struct arena *a, double seconds);
struct str say_span(struct arena *a, double seconds);
struct str say_quantity(struct arena *a, double value, enum dim dim);
struct str say_percent(struct arena *a, double fraction, int prec);        /* "99.9 %" */
struct str say_change(struct arena *a, double fraction);                   /* "+16.8 %" */
struct str say_bench(struct arena *a, double value, struct str tidied);    /* "84.0 µs" */
/* One side of a change, on the scale of the larger of both sides. */
struct str say_bench_beside(struct arena *a, double value, double other, struct str tidied);
struct str say_p(struct arena *a, double p);                               /* "= 0.012", "< 0.0001" */
struct str say_count(struct arena *a, uint64_t n);                         /* narrow no-break spaces between thousands */
struct str say_quantile(struct arena *a, double quantile);                 /* 0.99 -> "p99", 0.5 -> "p50", 1 -> "max" */
struct str say_route(struct arena *a, const struct route *route);          /* "POST /checkout" */
struct str say_ratio(struct arena *a, struct ratio target);                /* "99.9 %", as many digits as it needs */
const char *say_bound_op(enum bound_op op);                                /* "at most" */
struct str say_bound(struct arena *a, const struct bound *bound);          /* "at most 300 ms", "under 300 ms" */
/* "2 fail, 1 passes": how many have each verdict, worst first, without those nothing has. */
struct str say_verdicts(struct arena *a, const uint32_t *counts);

#endif
