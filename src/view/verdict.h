/* The verdict header of the page. */
#ifndef PERFPAGE_VIEW_VERDICT_H
#define PERFPAGE_VIEW_VERDICT_H

#include "view/view.h"

void view_verdict(struct out *o, const struct view *v);
/* The word beside the icon and at the start of the title: "Fail", "No base yet". */
const char *verdict_badge(const struct report *r);

#endif
