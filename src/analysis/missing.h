/* What becomes of a rule that nothing in head answers (MODEL.md section 3, "Missing"). */
#ifndef PERFPAGE_ANALYSIS_MISSING_H
#define PERFPAGE_ANALYSIS_MISSING_H

#include "analysis/measured.h"
#include "model/report.h"

/* In base but not in head: what --missing and Settings say; ruled: a rule of the document speaks of it. */
enum verdict missing_verdict(const struct judge_options *o, bool ruled);

/* Nothing in base to compare with: no data, but on a first run that has no base yet only unmeasured, and so where the newest run of
 * the history stands for a head that was not given. */
enum verdict missing_base_verdict(const struct report *r);

struct missing {
  enum verdict verdict;
  struct str reason;
};

/* No measurement of head answers w. in_base: one of base does. A figure that went missing is treated as a benchmark that did,
 * one that cannot be meant as it stands (another dimension, no quantile) is no data, and one that never was is unmeasured. */
struct missing missing_measurement(const struct report *r, const struct want *w, bool in_base);

#endif
