#include "read/bench_files.h"

#include "read/asv.h"
#include "read/criterion_tree.h"

bool bench_files_wait(enum input_kind kind) {
  return kind == INPUT_CRITERION || kind == INPUT_ASV;
}

void bench_files_read(struct bench_table *t, struct diags *d, struct bench_file_vec *files) {
  criterion_tree_read(t, d, files);
  asv_read_files(t, d, files);
}
