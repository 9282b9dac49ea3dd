/* Puts the profiles of all files together (MODEL.md section 5). */
#ifndef PERFPAGE_READ_PROFILE_JOIN_H
#define PERFPAGE_READ_PROFILE_JOIN_H

#include "base/diag.h"
#include "model/calltree.h"

/* Joins, in place, what counts the same: profiles of one key and unit add up on each side; then, where each side has just one
 * profile of a unit and one of the two goes by the name of its file, these are the two sides of one, under the head's key.
 * The joined profile stands where the first of them stood. Every tree is finished. Diagnosed: sums beyond 64 bits, which leave
 * the later profile out. */
void profile_join(struct arena *a, struct diags *d, struct profile_vec *profiles);

#endif
