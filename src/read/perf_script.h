/* What `perf script` prints of a recording with call graphs:
 *
 *   sample = comm pid["/"tid] ["["cpu"]"] time":" [period] event":" newline, then frames, the leaf first, then an empty line
 *   frame  = blanks address blank symbol["+0x"offset] [" ("object")"]
 *
 * Time, period and event may be missing, as `-F` leaves them out; a frame may stand on the sample's own line. The command is the
 * root frame, with "_" for its blanks. A symbol [unknown] goes by its object, "[libc.so.6]", and is "[unknown]" without
 * one. A ";" in a symbol becomes ":". Inlined frames ("(inlined)", and "a->b" in one symbol) are frames. Names are as the two
 * reference collapsers give them, but for arguments of C++ functions, which stay; annotated, as those do when asked, where the
 * request says so.
 *
 * A profile for each event; a sample counts its period, or 1 where none is printed, and is one sample event. */
#ifndef PERFPAGE_READ_PERF_SCRIPT_H
#define PERFPAGE_READ_PERF_SCRIPT_H

#include "read/profile_part.h"
#include "read/tally.h"

struct tally perf_script_read(struct arena *a, struct diags *d, const struct source *s, enum side side,
                              struct profile_request *types, struct profile_vec *parts);

/* Whether text begins with a sample. */
bool perf_script_is(struct str text);

#endif
