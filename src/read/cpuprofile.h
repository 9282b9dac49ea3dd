/* .cpuprofile of V8: Chrome's developer tools, node --cpu-prof (https://chromedevtools.github.io/devtools-protocol/tot/Profiler,
 * type Profile). Nodes are a tree by "children" (or "parent"), samples name nodes, timeDeltas are microseconds.
 *
 * One profile by the stem of the file, in ns: a sample lasts until the next, the last until endTime. Without samples the
 * hitCount of the nodes counts samples. "(root)" is the root; a function without a name goes by its place,
 * "(anonymous) app.js:12". Each sample is one sample event. */
#ifndef PERFPAGE_READ_CPUPROFILE_H
#define PERFPAGE_READ_CPUPROFILE_H

#include "read/profile_part.h"
#include "read/tally.h"

struct tally cpuprofile_read(struct arena *a, struct diags *d, const struct source *s, enum side side, struct profile_vec *parts);
bool cpuprofile_is(struct str text);

#endif
