/* What lies in DIR and looks like an input, but is read by nobody. */
#ifndef PERFPAGE_CLI_SLIP_H
#define PERFPAGE_CLI_SLIP_H

#include "base/diag.h"

/* Warns [role-unread] of roles that this version does not read, of names one slip away from a role's or the document's, and of
 * results beside the folders they belong in. Whoever put them there must not believe that they were judged. A name that
 * resembles nothing is not mentioned: DIR may hold a whole repository. Returns a file that was meant to be the document, if any. What one of the named paths is, or lies in, is read. */
struct str slip_warn(struct arena *a, struct diags *d, const char *dir, const struct str_vec *named);

#endif
