/* Results of tools that spread a run over several files: Criterion keeps one in a folder of its own, asv says elsewhere what its figures
 * count. Such files wait until every file is known, and are read together. */
#ifndef PERFPAGE_READ_BENCH_FILES_H
#define PERFPAGE_READ_BENCH_FILES_H

#include "base/source.h"
#include "model/bench.h"
#include "model/report.h"
#include "read/tally.h"

struct bench_file {
  const struct source *source;
  enum input_kind kind; /* of bench_files_wait */
  enum side side;
  struct str place; /* its path below the folder that was given, or its name */
  struct str run;   /* of several runs that lie there the one asked for by name; empty: none in particular */
  struct tally tally; /* out */
  bool aside;         /* out: it was not a result itself: a name or a unit, or a run that is passed over */
};
VEC_OF(bench_file_vec, struct bench_file);

bool bench_files_wait(enum input_kind kind);

/* Whether the same bytes were read for that side before, which is said [same-file]. met, by side and SHA-256, is zero to begin with. */
bool bench_files_again(struct strmap *met, struct arena *a, struct diags *d, const struct bench_file_vec *files, size_t i);

/* Adds their results. Diagnosed as by bench_formats_read; a note says what is passed over. */
void bench_files_read(struct bench_table *t, struct diags *d, struct bench_file_vec *files);

#endif
