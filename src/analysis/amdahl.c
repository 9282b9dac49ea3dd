#include "analysis/amdahl.h"

double amdahl_speedup(double p, double s) {
  return 1 / ((1 - p) + p / s);
}

double amdahl_change(double p, double change) {
  return p * change;
}

double amdahl_parallel(const struct amdahl_work *w) {
  double overhead = w->n * w->spawn + w->items * w->coord;
  return w->t / (w->t * (1 - w->p) + w->t * w->p / w->n + overhead);
}
