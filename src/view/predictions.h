/* What benchmarks predict for the service: the column in their table, and the table with the arithmetic under it. */
#ifndef PERFPAGE_VIEW_PREDICTIONS_H
#define PERFPAGE_VIEW_PREDICTIONS_H

#include "html/out.h"
#include "view/view.h"

bool view_has_predictions(const struct view *v);
void view_prediction_head(struct out *o, const struct view *v);                              /* the column's head; nothing without predictions */
void view_prediction_cell(struct out *o, const struct view *v, const struct bench_result *b); /* the same, empty for a row without one */
void view_predictions(struct out *o, const struct view *v);

#endif
