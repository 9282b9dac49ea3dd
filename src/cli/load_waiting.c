#include "cli/load_waiting.h"

#include "read/criterion_tree.h"

void load_wait(struct load *l, const struct source *s, enum side side, uint32_t input) {
  struct source *kept = ARENA_NEW(l->arena, struct source);
  *kept = *s;
  struct bench_file *f = VEC_PUSH(l->arena, &l->waiting);
  *f = (struct bench_file){.source = kept, .kind = l->list.at[input].kind, .side = side, .place = str_base_name(kept->name), .run = l->run};
  if (l->folder.n > 0 && l->folder.n < kept->name.n) f->place = str_slice(kept->name, l->folder.n + 1, kept->name.n);
  *VEC_PUSH(l->arena, &l->waiting_inputs) = input;
}

bool load_is_companion(const struct load *l, size_t first, struct str name) {
  struct str root;
  if (!criterion_tree_companion(name, &root)) return false;
  size_t lo = first, hi = l->waiting.n; /* files of one folder come in byte order */
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (str_cmp(l->waiting.at[mid].source->name, root) < 0) lo = mid + 1;
    else hi = mid;
  }
  return lo < l->waiting.n && l->waiting.at[lo].kind == INPUT_CRITERION && str_starts(l->waiting.at[lo].source->name, root);
}

void load_read_waiting(struct load *l) {
  bench_files_read(&l->bench, l->diags, &l->waiting);
  for (size_t i = 0; i < l->waiting.n; i++) {
    struct input *in = &l->list.at[l->waiting_inputs.at[i]];
    const struct bench_file *f = &l->waiting.at[i];
    in->records = f->tally.records;
    in->skipped = f->tally.skipped;
    in->aside = f->aside;
    *VEC_PUSH(l->arena, &l->waited_inputs) = l->waiting_inputs.at[i];
  }
  l->waiting.n = l->waiting_inputs.n = 0;
}
