#include "analysis/profile_drift.h"

#include <math.h>

#define MEAN_OF_HALF_NORMAL 0.7978845608028654 /* sqrt(2 / pi) */
#define LN_20 2.995732273553991

struct profile_drift profile_drift_of(const struct profile *p) {
  struct profile_drift d = {0};
  double total[SIDE_MAX], n[SIDE_MAX];
  for (enum side s = 0; s < SIDE_MAX; s++) {
    total[s] = (double)calltree_total(&p->tree, s);
    n[s] = profile_events(p, s);
    if (!p->has[s] || !(total[s] > 0)) return d;
  }
  d.known = true;
  d.has_noise = n[SIDE_BASE] > 0 && n[SIDE_HEAD] > 0;
  double inverse = d.has_noise ? 1 / n[SIDE_BASE] + 1 / n[SIDE_HEAD] : 0;
  for (uint32_t i = 0; i < p->tree.names_n; i++) { /* the root's own samples too */
    const uint64_t *self = p->tree.functions[i].self;
    double base = (double)self[SIDE_BASE] / total[SIDE_BASE], head = (double)self[SIDE_HEAD] / total[SIDE_HEAD];
    d.moved += fabs(head - base) / 2;
    if (!d.has_noise) continue;
    double q = (base * n[SIDE_BASE] + head * n[SIDE_HEAD]) / (n[SIDE_BASE] + n[SIDE_HEAD]);
    d.chance += MEAN_OF_HALF_NORMAL * sqrt(q * (1 - q) * inverse) / 2;
  }
  d.margin = sqrt(LN_20 / 2 * inverse);
  return d;
}
