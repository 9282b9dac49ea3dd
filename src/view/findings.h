/* What the document knows of functions: beside its own rows, in the table of functions and on the frames. */
#ifndef PERFPAGE_VIEW_FINDINGS_H
#define PERFPAGE_VIEW_FINDINGS_H

#include "html/out.h"
#include "view/flame_svg.h"
#include "view/view.h"

/* One finding as it stands beside its row of the document, with a link to the row of its function or benchmark. */
void view_finding(struct out *o, const struct view *v, uint32_t finding);

/* A waiver beside its row: whether it is in force, and what it excuses; into doc->waivers. */
void view_waiver(struct out *o, const struct view *v, uint32_t waiver);

/* Of one name of a profile: into report.findings, or INDEX_NONE. */
struct known {
  uint32_t hotspot, anti;
};
/* By name of the profile's tree; profile into report.profiles. */
const struct known *view_known(const struct view *v, uint32_t profile);

/* The same for the frames of a graph, by name of the tree that is drawn. */
const struct flame_note *view_known_frames(const struct view *v, uint32_t profile);

/* Badges after the name of a function in the table, with links to what the document says; and that, in small. */
void view_known_badges(struct out *o, const struct view *v, const struct known *k);

/* Under a graph: what its outlines mean, when any frame may have one. */
void view_known_legend(struct out *o, const struct flame_graph *g);

#endif
