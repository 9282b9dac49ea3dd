/* Reads a service's PERFORMANCE.md (PERFORMANCE-MD.md): the document for rendering, and everything it declares. */
#ifndef PERFPAGE_READ_PERFDOC_H
#define PERFPAGE_READ_PERFDOC_H

#include "base/source.h"
#include "model/perfdoc.h"

/* Everything in out lives in the arena or is a view into the source. What cannot be read is diagnosed, and kept as a
 * declaration with a problem. */
void perfdoc_read(struct arena *a, struct diags *d, const struct source *src, struct perfdoc *out);
/* Warns of each section a complete document has and this one has not (`lint --complete`). */
void perfdoc_lint_complete(struct diags *d, const struct perfdoc *doc);

#endif
