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

/* Adds an entry under a lock, the file .FILE.lock beside it, by a copy that is put in the file's place. Runs stand where report sees
 * them: history_text.h. Complains on standard error and yields an exit status: STATUS_USAGE when a run of that id is there already or path is no
 * regular file, STATUS_INPUT when the file is no history, broke off, contradicts the entry, or has dates where the entry has none, or when what is replaced cannot be told from
 * its neighbours, STATUS_SYSTEM when it cannot be written, when another writer does not come to an end, or when a program that knows nothing of
 * the lock has changed the file in the meantime. The file is then as it was. */
int history_file_add(const char *path, struct history_entry *entry);

#endif
