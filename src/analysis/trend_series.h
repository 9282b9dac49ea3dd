/* What a series of the history shows, before any gate: its points, its band, its change points, its drift. */
#ifndef PERFPAGE_ANALYSIS_TREND_SERIES_H
#define PERFPAGE_ANALYSIS_TREND_SERIES_H

#include "analysis/stats_changepoint.h"
#include "analysis/stats_trend.h"
#include "model/report.h"

/* A level is the stretch of a series between two changes. It lasts with so many points; fewer decide nothing. */
enum { TREND_LASTING = 3 };
/* A drift is judged from so many points on. */
enum { TREND_DRIFT_LEAST = 10 };
/* An escalation: worse by more than this than the run before, and as bad in so many later runs. */
#define TREND_ESCALATION 0.15
#define TREND_FLOOR 0.01       /* a change for the worse below it never warns */
enum { TREND_LATER_RUNS = 3 };
/* Growth of a drift over its window from which it counts, and what may be left of a change that was mended. */
#define TREND_DRIFT_SHARE 0.05

/* For any number of series, one after the other. */
struct trend_tools {
  const struct history *history;
  struct arena *out;      /* of what results hold */
  struct arena tables, scratch;
  struct changepoint_finder *finder;
  struct stat_kendall kendall;
  bool otava;
  double alpha; /* what the stretches about a change must be long enough for */
};
void trend_tools_init(struct trend_tools *t, const struct history *h, struct arena *out, const struct judge_options *options);
void trend_tools_free(struct trend_tools *t);

/* Fills out from the records of a row of history.table, but for bench, verdict and gate. Runs without the series have no point,
 * nor has one whose median is infinite. */
void trend_measure(struct trend_tools *t, uint32_t row, struct trend_result *out);

/* Every point of a series, oldest first, in the arena: what trend_result holds the last of. outside is not set. */
struct trend_points {
  struct trend_point *at;
  size_t n;
};
struct trend_points trend_all_points(const struct history *h, struct arena *a, uint32_t row);

#endif
