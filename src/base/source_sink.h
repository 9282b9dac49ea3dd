/* An output file written piece by piece, whole or not at all, as source_write does it in one go. */
#ifndef PERFPAGE_BASE_SOURCE_SINK_H
#define PERFPAGE_BASE_SOURCE_SINK_H

#include "base/str.h"

#include <limits.h>
#include <signal.h>

struct source_sink {
  int fd;
  int failed; /* the first errno, 0 so far */
  bool standard, ignored;
  char path[PATH_MAX], temporary[PATH_MAX];
  struct sigaction old;
};

/* path is as for source_write. Whatever fails is told by source_sink_close, which must be called. */
void source_sink_open(struct source_sink *k, const char *path);
void source_sink_put(struct source_sink *k, struct str bytes);
/* Puts the file in its place when keep says so and nothing failed; else the old one stays. 0 or the errno. */
int source_sink_close(struct source_sink *k, bool keep);

/* Where what is written to path goes: what it leads to while it is a symbolic link. A link stays a link. 0 or the errno. */
int source_sink_target(const char *path, char real[PATH_MAX]);

#endif
