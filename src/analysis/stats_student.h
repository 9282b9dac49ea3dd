/* Student's t distribution. */
#ifndef PERFPAGE_ANALYSIS_STATS_STUDENT_H
#define PERFPAGE_ANALYSIS_STATS_STUDENT_H

#include <stddef.h>

/* Probability of a t at least as far from 0 as this one, either way, with df >= 1 degrees of freedom: the regularised incomplete
 * beta function I_x(df/2, 1/2) at x = df / (df + t^2) (Abramowitz and Stegun 1964, 26.7.1 and 26.5.27), by its continued fraction
 * (26.5.8) in the evaluation of Lentz (1976, Applied Optics 15). Relative error below 1e-12, far out in the tail too; 0 for an
 * infinite t, NAN for NAN. */
double stat_student_two_sided(double t, size_t df);

#endif
