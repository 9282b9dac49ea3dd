/* The rules of the document's PGO section against the profile that builds are guided by. */
#ifndef PERFPAGE_ANALYSIS_PGO_H
#define PERFPAGE_ANALYSIS_PGO_H

#include "model/report.h"

/* A gate for each rule; none without a rule. The profile is the one the section names, else one from a file *.pgo, else head's
 * of the CPU. */
void pgo_judge(struct report *r);

#endif
