/* Which row of the comparison a series of the history is the past of, and by what name it goes. */
#ifndef PERFPAGE_ANALYSIS_TREND_MATCH_H
#define PERFPAGE_ANALYSIS_TREND_MATCH_H

#include "model/report.h"

struct trend_match {
  const struct report *r;
  uint32_t *bench_of;     /* by row of the bench table: index into r->benches, or INDEX_NONE */
  struct strmap benches, series; /* by identity without -N: the index of the only one plus one, or TREND_SEVERAL */
  struct strmap names;    /* how many series have this name and unit */
};
#define TREND_SEVERAL UINT32_MAX

/* What it holds lives in scratch. */
void trend_match_init(struct trend_match *m, struct arena *scratch, const struct report *r);
/* The result of the same identity; where only GOMAXPROCS differs, the only one on either side; else INDEX_NONE. */
uint32_t trend_match_bench(struct trend_match *m, struct arena *scratch, uint32_t series);
/* "Name unit"; with suite and -N where another series has that name and unit. */
struct str trend_subject(struct trend_match *m, struct arena *a, struct arena *scratch, uint32_t series);

#endif
