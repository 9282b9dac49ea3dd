/* What git says of a folder. */
#ifndef PERFPAGE_CLI_GIT_H
#define PERFPAGE_CLI_GIT_H

#include "base/arena.h"
#include "base/date.h"

/* The full hash and the date of a commit, of the one that is checked out when commit is empty. False, without a word, where there is no git, no
 * repository, or no such commit. */
bool git_commit_of(struct arena *a, const char *folder, struct str commit, struct str *hash, struct date *date);

#endif
