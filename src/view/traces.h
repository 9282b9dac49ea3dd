/* The traces that the samples of a profile were labelled with, heaviest first. */
#ifndef PERFPAGE_VIEW_TRACES_H
#define PERFPAGE_VIEW_TRACES_H

#include "html/out.h"
#include "view/view.h"

/* profile: into report.profiles. Links where a template of addresses was given, text otherwise; nothing without labels. */
void view_traces(struct out *o, const struct view *v, uint32_t profile);

#endif
