#include "analysis/stats_share.h"

#include "analysis/stats_normal.h"

#include <math.h>

void stat_share_interval(struct stat_share s, double z, double *lo, double *hi) {
  double z2 = z * z, mid = s.share + z2 / (2 * s.n);
  double half = z * sqrt(s.share * (1 - s.share) / s.n + z2 / (4 * s.n * s.n));
  *lo = s.share > 0 ? fmax(0, (mid - half) / (1 + z2 / s.n)) : 0; /* at the edges the two sides cancel but for rounding */
  *hi = s.share < 1 ? fmin(1, (mid + half) / (1 + z2 / s.n)) : 1;
}

struct stat_share_change stat_share_compare(struct stat_share base, struct stat_share head, double z) {
  double blo, bhi, hlo, hhi;
  stat_share_interval(base, z, &blo, &bhi);
  stat_share_interval(head, z, &hlo, &hhi);
  double change = head.share - base.share;
  struct stat_share_change c = {.change = change, .p = 1};
  c.lo = change - hypot(head.share - hlo, bhi - base.share);
  c.hi = change + hypot(hhi - head.share, base.share - blo);
  double pooled = (base.share * base.n + head.share * head.n) / (base.n + head.n);
  double variance = pooled * (1 - pooled) * (1 / base.n + 1 / head.n);
  if (variance > 0) c.p = stat_normal_two_sided(change / sqrt(variance)); /* else both are all or nothing, and equal */
  return c;
}
