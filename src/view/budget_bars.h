/* The pictures of the budget section: bars drawn with geometry and colour as presentation attributes. */
#ifndef PERFPAGE_VIEW_BUDGET_BARS_H
#define PERFPAGE_VIEW_BUDGET_BARS_H

#include "html/out.h"
#include "view/view.h"

/* How much of an error budget is used (1 = all; may be more), and the even pace: the share of the window that was measured,
 * NAN when that is not known. */
void bar_error_budget(struct out *o, double used, double pace);

/* A figure against its bound: utilisation 1 is the bound; more overflows in colour. previous: NAN for none. */
void bar_utilisation(struct out *o, double utilisation, double previous, enum verdict v);

/* The whole latency budget as one bar, a part for each component as wide as its share, and below it what was measured. */
void bar_components(struct out *o, const struct view *v);

#endif
