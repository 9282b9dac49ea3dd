/* speedscope's own files (https://www.speedscope.app/file-format-schema.json): shared.frames, and profiles that are sampled
 * (stacks, root first, with weights) or evented (frames opened and closed at times).
 *
 * All profiles of a file that count in one unit are one profile here, by the stem of the file; when a file has several, the name
 * of each is the root frame of its stacks, for they are most often threads. Times become ns, whole ones; other weights keep six
 * decimals. A stack of a sampled profile is one sample event; evented profiles have none. */
#ifndef PERFPAGE_READ_SPEEDSCOPE_H
#define PERFPAGE_READ_SPEEDSCOPE_H

#include "read/profile_part.h"
#include "read/tally.h"

struct tally speedscope_read(struct arena *a, struct diags *d, const struct source *s, enum side side, struct profile_vec *parts);
bool speedscope_is(struct str text);

#endif
