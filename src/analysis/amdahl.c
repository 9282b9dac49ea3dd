#include "analysis/amdahl.h"

double amdahl_speedup(double p, double s) {
  return 1 / ((1 - p) + p / s);
}

double amdahl_change(double p, double change) {
  return p * change;
}
