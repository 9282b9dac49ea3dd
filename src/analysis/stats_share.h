/* Shares of a profile: the change between two proportions, its interval and its test. */
#ifndef PERFPAGE_ANALYSIS_STATS_SHARE_H
#define PERFPAGE_ANALYSIS_STATS_SHARE_H

/* share in [0,1] of n > 0 events; share * n need not be whole (scaled shares). */
struct stat_share {
  double share, n;
};
struct stat_share_change {
  double change; /* head - base */
  double lo, hi; /* its interval, within [-1, 1] */
  double p;      /* two-sided, of no change */
};

/* Wilson's score interval (1927) of one proportion; z from stat_normal_critical. */
void stat_share_interval(struct stat_share s, double z, double *lo, double *hi);

/* The interval is Newcombe's hybrid score interval (1998, Interval Estimation for the Difference Between Independent
 * Proportions, method 10), not Agresti and Caffo's: shares of 0 and 1 are common here (a new or a vanished function), where
 * it stays within [-1, 1] and contracts to the Wilson interval of the other side, while adding pseudo-events would move
 * the change itself. p is the pooled two-proportion z-test, without continuity correction. z: the interval's critical
 * value, 1.96 for 95 %. */
struct stat_share_change stat_share_compare(struct stat_share base, struct stat_share head, double z);

#endif
