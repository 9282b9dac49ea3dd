/* The verdict of one row against one rule, as a function of figures alone: the table of MODEL.md section 3. */
#ifndef PERFPAGE_ANALYSIS_COMPARE_VERDICT_H
#define PERFPAGE_ANALYSIS_COMPARE_VERDICT_H

#include "model/report.h"

/* Why a verdict fell as it did: what the sentence beside it says. */
enum verdict_why {
  WHY_PROVEN,          /* fail: over, and it stands the correction */
  WHY_UNCORRECTED,     /* fail: these n cannot stand any correction, but the whole interval is over */
  WHY_OVER,            /* fail: an exact figure, or every figure, is over */
  WHY_AMONG_MANY,      /* warn: over, but not proven among m comparisons */
  WHY_MAY_BE_OVER,     /* warn: a proven change whose interval reaches over */
  WHY_MEDIANS_OVER,    /* warn: only the medians of an untested metric are over */
  WHY_NOT_PROVEN,      /* cannot-decide: no difference shown, none excluded */
  WHY_GOAL_OPEN,       /* cannot-decide: the required improvement is neither shown nor excluded */
  WHY_STRADDLES,       /* indeterminate: an absolute bound lies within the interval */
  WHY_NO_CHANGE_OVER,  /* pass: no change over the allowance */
  WHY_GOAL_MET,        /* pass: the whole interval shows the required improvement */
  WHY_GOAL_MISSED,     /* fail: the whole interval misses it */
  WHY_WITHIN,          /* pass: an untested metric or an absolute bound is kept */
  WHY_BETTER,          /* pass: better by more than a worsening would have been allowed */
};

struct judgement {
  enum verdict verdict;
  enum verdict_why why;
};

/* A tested row under a relative rule. Worsenings are fractions, > 0 is worse; INFINITY is 0 -> x. */
struct tested {
  double worsening, lo, hi; /* lo, hi: the interval; -1 or less and INFINITY where unbounded */
  double allowed;
  double p, p_corrected, attainable;
  double alpha;
  uint32_t m; /* size of the family */
};
struct judgement judge_tested(const struct tested *t);

/* A metric judged without a test. surely: the smallest increase between any two samples of the sides; typically: that of the
 * medians. For metrics that do not vary they are the same. In the unit of allowed. */
struct judgement judge_untested(double surely, double typically, double allowed);

/* An absolute bound on an interval; lo = hi for a single figure. */
struct judgement judge_bound(enum bound_op op, double limit, double lo, double hi);

/* head against base by direction: head/base - 1 where lower is better, base/head - 1 where higher is. 0 -> 0 is 0; to or
 * from 0 for the worse is INFINITY. Where a value is negative the ratio has no meaning: the difference over the magnitude of
 * the divisor. better is LOWER or HIGHER. */
double worsening_of(enum better better, double base, double head);

#endif
