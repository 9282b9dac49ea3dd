/* What JMH's SampleTime mode keeps of an iteration: how often a call took how long. */
#ifndef PERFPAGE_READ_JMH_HISTOGRAM_H
#define PERFPAGE_READ_JMH_HISTOGRAM_H

#include "base/vec.h"

struct histogram_bar {
  double value, count; /* count: whole, from 1 to 2^53 */
};

struct histogram {
  struct histogram_bar_vec {
    struct histogram_bar *at;
    size_t n, cap;
  } bars;
};

/* Sorts the bars by value: before the two below, which need one bar at least. */
void histogram_sort(struct arena *a, struct histogram *h);
double histogram_mean(const struct histogram *h);
/* The least value that at least the share q, 0 < q <= 1, of all calls did not exceed. */
double histogram_quantile(const struct histogram *h, double q);

#endif
