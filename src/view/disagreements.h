/* Notes where latency and the CPU profile tell different stories: beside both. */
#ifndef PERFPAGE_VIEW_DISAGREEMENTS_H
#define PERFPAGE_VIEW_DISAGREEMENTS_H

#include "html/out.h"
#include "view/view.h"

/* Beside the graph of report.profiles[profile]. */
void view_disagreements_of(struct out *o, const struct view *v, uint32_t profile);
/* Beside objectives and budgets: all of them. */
void view_disagreements(struct out *o, const struct view *v);

#endif
