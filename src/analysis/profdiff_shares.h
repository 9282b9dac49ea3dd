/* Shares of a profile on both sides, and the scale between them (MODEL.md section 5). */
#ifndef PERFPAGE_ANALYSIS_PROFDIFF_SHARES_H
#define PERFPAGE_ANALYSIS_PROFDIFF_SHARES_H

#include "analysis/stats_share.h"
#include "base/arena.h"
#include "model/calltree.h"

struct profile_shares {
  const struct calltree *tree;
  bool two_sided;         /* both sides have a total above 0 */
  bool has_noise;         /* the sample events are known: intervals and p-values mean something */
  double total[SIDE_MAX]; /* in the tree's counts */
  double events[SIDE_MAX]; /* sample events behind them */
  double scale;           /* head shares are divided by it; 1 unless two_sided */
};

/* Functions whose self share is below this on either side do not speak for the scale. */
#define PROFILE_SCALE_FLOOR 0.005
/* Nor do those of fewer sample events: that they were met on both sides at all is chance, and so is their ratio. */
#define PROFILE_SCALE_EVENTS 10

/* The scale is the weighted median of head/base self share, over functions at or above PROFILE_SCALE_FLOOR and, where events
 * are known, PROFILE_SCALE_EVENTS on both sides; 1 where there is none.
 * When one function gets faster, all others grow in share by one factor, which is the scale: divided by it they stand still.
 * A function's weight is one over the standard error of its log ratio, sqrt(b h / (b + h)) of its two shares: large ones,
 * which are measured well, count more, but one function alone does not outvote several that agree. */
struct profile_shares profile_shares_of(struct arena *scratch, const struct profile *p);

/* Share of its own side; the head's not scaled. 0 when the side is absent. */
double profile_share(const struct profile_shares *s, enum side side, uint64_t count);

/* Head share, divided by the scale, minus base share. */
double profile_growth(const struct profile_shares *s, const uint64_t count[SIDE_MAX]);
double profile_self_growth(const struct profile_shares *s, uint32_t node); /* of one node's counters */
double profile_total_growth(const struct profile_shares *s, uint32_t node);

/* The same with its interval and the p-value of no growth; needs two_sided. The head's events stay as many as they are, of a
 * total that is scaled: the scale itself is taken as known. */
struct stat_share_change profile_change(const struct profile_shares *s, const uint64_t count[SIDE_MAX], double z);

#endif
