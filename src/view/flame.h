/* The profiles of the page: a graph for each, and the table of its functions. */
#ifndef PERFPAGE_VIEW_FLAME_H
#define PERFPAGE_VIEW_FLAME_H

#include "view/view.h"

/* A graph's id: what its table, its controls and the fragment know it by. */
struct str view_graph_id(struct arena *a, const struct report *r, uint32_t profile);

/* The table of the functions of report.profiles[profile] that matter most: those that other sections link to, the hottest,
 * and those that changed most. */
void view_functions(struct out *o, const struct view *v, uint32_t profile);

#endif
