#include "analysis/stats_normal.h"

#include <math.h>

double stat_normal_two_sided(double z) {
  return erfc(fabs(z) / sqrt(2.0));
}

double stat_normal_critical(double alpha) {
  double lo = 0, hi = 40; /* beyond 38 the tail is not a normal number any more */
  for (int i = 0; i < 64; i++) {
    double mid = lo + (hi - lo) / 2;
    if (stat_normal_two_sided(mid) > alpha) lo = mid;
    else hi = mid;
  }
  return hi;
}
