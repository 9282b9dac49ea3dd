#include "read/bench_files.h"

#include "read/asv.h"
#include "read/criterion_tree.h"

bool bench_files_wait(enum input_kind kind) {
  return kind == INPUT_CRITERION || kind == INPUT_ASV;
}

bool bench_files_again(struct strmap *met, struct arena *a, struct diags *d, const struct bench_file_vec *files, size_t i) {
  const struct bench_file *f = &files->at[i];
  if (f->source->sha256[0] == '\0') return false;
  uint32_t *first = strmap_at(a, met, arena_printf(a, "%d %s", (int)f->side, f->source->sha256));
  if (*first == 0) {
    *first = (uint32_t)i + 1;
    return false;
  }
  diag_add(d, DIAG_SAME_FILE, (struct pos){f->source->name, 0, 0}, "holds the same bytes as " STR_FMT ", and is not read again",
           STR_ARG(files->at[*first - 1].source->name));
  return true;
}

void bench_files_read(struct bench_table *t, struct diags *d, struct bench_file_vec *files) {
  criterion_tree_read(t, d, files);
  asv_read_files(t, d, files);
}
