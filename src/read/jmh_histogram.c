#include "read/jmh_histogram.h"

static int by_value(const void *a, const void *b) {
  const struct histogram_bar *x = a, *y = b;
  return (x->value > y->value) - (x->value < y->value);
}

void histogram_sort(struct arena *a, struct histogram *h) {
  vec_sort(a, h->bars.at, h->bars.n, sizeof *h->bars.at, by_value);
}

static double count_of(const struct histogram *h) {
  double n = 0;
  VEC_EACH(const struct histogram_bar, it, &h->bars) n += it->count;
  return n;
}

double histogram_mean(const struct histogram *h) {
  double sum = 0;
  VEC_EACH(const struct histogram_bar, it, &h->bars) sum += it->value * it->count;
  return sum / count_of(h);
}

double histogram_quantile(const struct histogram *h, double q) {
  double need = q * count_of(h), met = 0;
  VEC_EACH(const struct histogram_bar, it, &h->bars) {
    met += it->count;
    if (met >= need) return it->value;
  }
  return h->bars.at[h->bars.n - 1].value;
}
