/* The folders of Criterion: `<group>/<function>/<value>/{new,base,change}` and runs saved under another name. */
#ifndef PERFPAGE_READ_CRITERION_TREE_H
#define PERFPAGE_READ_CRITERION_TREE_H

#include "read/bench_files.h"

/* Reads one run of each benchmark: the one asked for by name, else `new`, else `base`; a folder without either is a run of its own. A note
 * for each folder given says which runs were passed over. Files of other kinds are left alone. */
void criterion_tree_read(struct bench_table *t, struct diags *d, struct bench_file_vec *files);

/* Whether a path looks like what Criterion writes beside its runs, tukey.json, raw.csv and report/: root is the folder in which a run
 * must lie for it to be that. */
bool criterion_tree_companion(struct str path, struct str *root);

#endif
