/* How much of a profile moved: the share of its samples that lie in other functions than before. */
#ifndef PERFPAGE_ANALYSIS_PROFILE_DRIFT_H
#define PERFPAGE_ANALYSIS_PROFILE_DRIFT_H

#include "model/calltree.h"

struct profile_drift {
  bool known;     /* both sides have samples */
  double moved;   /* total variation distance of the self shares: half the sum of |head - base| over all functions; 0..1 */
  bool has_noise; /* the number of sample events is known on both sides */
  double chance;  /* what two samples of one and the same shape would show on average */
  double margin;  /* how far off that average they are in at most one of twenty */
};

/* chance is 1/2 sum sqrt(2/pi) sqrt(q (1 - q) (1/n1 + 1/n2)), q the pooled share of a function: the mean of |N(0, s)|.
 * margin is McDiarmid's bound (1989, On the method of bounded differences) for one sample changing the distance by at most 1/n:
 * sqrt(ln(20)/2 (1/n1 + 1/n2)). The distance itself is at most moved + margin, and at least moved - chance - margin. */
struct profile_drift profile_drift_of(const struct profile *p);

#endif
