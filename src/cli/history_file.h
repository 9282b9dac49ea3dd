/* The file that runs are appended to: one writer at a time, and whole at any time. */
#ifndef PERFPAGE_CLI_HISTORY_FILE_H
#define PERFPAGE_CLI_HISTORY_FILE_H

#include "model/bench.h"

/* Longest wait for another writer. */
enum { HISTORY_WAIT_S = 20 };

struct history_entry {
  struct str run;   /* its id */
  struct str block; /* its text, which ends with a line end */
  struct unit_fact_vec facts; /* what the block says of units */
  bool dated;       /* it says when it was measured */
  bool replace;     /* it takes the place of a run of that id, where there is one */
  bool replaced;    /* filled in */
};

/* Adds an entry under a lock, the file .FILE.lock beside it, by a copy that is put in the file's place. Complains on standard error and yields
 * an exit status: STATUS_USAGE when a run of that id is there already, STATUS_INPUT when the file is no history, contradicts the entry or has dates
 * where the entry has none, STATUS_SYSTEM
 * when it cannot be written or another writer does not come to an end. The file is then as it was. */
int history_file_add(const char *path, struct history_entry *entry);

#endif
