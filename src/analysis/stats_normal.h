/* The normal distribution. */
#ifndef PERFPAGE_ANALYSIS_STATS_NORMAL_H
#define PERFPAGE_ANALYSIS_STATS_NORMAL_H

/* Probability of a distance of at least |z| standard deviations, either way; true far out in the tail. */
double stat_normal_two_sided(double z);

/* The z >= 0 whose two-sided probability is alpha, 0 < alpha <= 1: 1.96 for 0.05. */
double stat_normal_critical(double alpha);

#endif
