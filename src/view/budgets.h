/* The tables of route and component budgets. */
#ifndef PERFPAGE_VIEW_BUDGETS_H
#define PERFPAGE_VIEW_BUDGETS_H

#include "view/view.h"

void budgets_routes(struct out *o, const struct view *v);
void budgets_components(struct out *o, const struct view *v);

#endif
