/* Where the runs of a series stand in a picture: no markup. Half pixels, whole numbers: a path of twenty runs is a hundred bytes. */
#ifndef PERFPAGE_VIEW_TREND_PLOT_H
#define PERFPAGE_VIEW_TREND_PLOT_H

#include "model/report.h"

/* The box that the values are drawn in, and the runs it has a place for: the same for every series of a page, so that a run
 * stands at the same place in every picture. */
struct trend_frame {
  int left, right, top, bottom;
  uint32_t first; /* into history.runs: the oldest with a place */
  uint32_t runs;  /* places for runs, from left on */
  bool head;      /* one more place, at the right end, */
  int head_gap;   /* that far from the newest run */
};

/* The last runs of the history that there is room for; no place for a run without a history. */
struct trend_frame trend_frame_of(const struct history *h, uint32_t most, bool head);

struct trend_plot {
  struct trend_frame frame;
  const struct trend_point *at; /* those with a place, oldest first; some may not be finite: they are not drawn */
  size_t n, finite;
  double lo, hi;     /* the values at bottom and top: finite, lo < hi */
  double least, most; /* of what is drawn; NAN when nothing is */
  double head;       /* NAN: none */
  int beyond;        /* head is far above (1) or below (-1) what is drawn: it stands at that edge */
};

/* The range is that of the values, at least 5 % of their median, so that noise looks like noise, and of head unless it is far beyond them:
 * then head stands at the edge. */
struct trend_plot trend_plot_of(const struct trend_result *t, const struct trend_frame *f, double head);

int trend_x_newest(const struct trend_frame *f);
int trend_x(const struct trend_frame *f, uint32_t run); /* run >= first; at or behind first + runs: the place of head */
int trend_y(const struct trend_plot *p, double value);  /* within the frame, also for a value outside the range */
/* Between the last run as before and the first as after; < 0 when that is left of the picture. */
int trend_x_of_change(const struct trend_plot *p, const struct trend_change *c);

/* The value of a d attribute. A run that the series lacks breaks the line; a point alone is a line of no length. */
void trend_put_line(struct buf *d, const struct trend_plot *p);
/* A line at the median of the points of each segment between two changes. */
void trend_put_medians(struct buf *d, const struct trend_plot *p, const struct trend_change_vec *changes);

/* What is usual: median and three deviations about it, from the last change that acts on. False when nothing is known. */
struct trend_band {
  int x0, x1, y0, y1;
};
bool trend_band_of(const struct trend_plot *p, const struct trend_result *t, struct trend_band *band);

/* The line of the drift from its first run to its last. False when no drift was judged or nothing of it is in the picture. */
bool trend_drift_line(const struct trend_plot *p, const struct trend_result *t, int xy[4]);

/* Of the finite ones; NAN when there are none. */
double trend_median(const struct trend_point *at, size_t n);

#endif
