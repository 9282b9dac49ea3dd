/* Known hotspots of the document among the functions of a profile. */
#ifndef PERFPAGE_ANALYSIS_PROFDIFF_HOTSPOT_H
#define PERFPAGE_ANALYSIS_PROFDIFF_HOTSPOT_H

#include "model/perfdoc.h"

/* The first hotspot that names the function, or UINT32_MAX. */
uint32_t profdiff_hotspot(const struct perfdoc *doc, struct str function);

/* Whether a name in a document means this frame: the same text; or the end of it behind a '/' ("checkout.Total" means
 * "example.com/shop/checkout.Total"), a qualified name also behind a '.' or ':'; or, with a '*' or '?', a glob for one of these. A mark of
 * collapsers behind the frame ("vfs_read_[k]") need not be said. */
bool profdiff_names_frame(struct str said, struct str frame);

#endif
