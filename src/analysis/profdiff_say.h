/* What is said of a function's growth. */
#ifndef PERFPAGE_ANALYSIS_PROFDIFF_SAY_H
#define PERFPAGE_ANALYSIS_PROFDIFF_SAY_H

#include "analysis/profdiff_shares.h"
#include "model/report.h"

/* A share that grew: of its side's own total, the head's also scaled. */
struct profile_growth_said {
  const char *what; /* "self" or "total" */
  double base, head, scaled, scale;
  double lo, hi;    /* of the growth; has_noise says whether they mean something */
  bool has_noise;
};

struct str profdiff_say_rule(struct arena *a, const struct profile_gate *g);     /* growth */
struct str profdiff_say_rule_new(struct arena *a, const struct profile_gate *g); /* new functions */
struct str profdiff_say_points(struct arena *a, double share);                   /* "+5.4 points" */
struct str profdiff_say_measured(struct arena *a, const struct profile_growth_said *s);
struct str profdiff_say_formula(struct arena *a, const struct profile_growth_said *s);
/* Limits of what one profile a side and an unknown number of events can tell. */
struct str profdiff_say_note(struct arena *a, const struct profile *p);

#endif
