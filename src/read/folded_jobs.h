/* Reading one file of folded stacks, with several threads where it is large. */
#ifndef PERFPAGE_READ_FOLDED_JOBS_H
#define PERFPAGE_READ_FOLDED_JOBS_H

#include "read/folded_parse.h"

/* Parses the whole of s with p, which was initialised for its file. A large regular file is split at line ends into as many
 * pieces as jobs says, each with a call tree of its own, merged in the order of the file. Tree, tally and diagnostics are those
 * of one thread: pieces of which there would be anything to report are thrown away, and the file is read line by line. */
void folded_parse_source(struct folded_parser *p, const struct source *s, unsigned jobs);

#endif
