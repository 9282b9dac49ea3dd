/* The tables of route and component budgets. */
#ifndef PERFPAGE_VIEW_BUDGETS_H
#define PERFPAGE_VIEW_BUDGETS_H

#include "view/view.h"

/* Says how many of n rows a table leaves out. */
void budgets_left_out(struct out *o, size_t n);
void budgets_routes(struct out *o, const struct view *v);
void budgets_components(struct out *o, const struct view *v);

#endif
