/* Folded stacks: counters never wrap, totals are the sum of what is below, and a difference has both sides. What fold writes is
 * sorted and stays as it is when folded again, whole or in two pieces. */
#include "fuzz_tree.h"

#include "emit/folded_text.h"
#include "read/folded_parse.h"

static void append(void *to, struct str bytes) {
  buf_str(to, bytes);
}

/* The text folded, read in two pieces that meet at a line end near the place at. */
static struct str folded_of(struct arena *a, struct str text, size_t at, bool both) {
  struct diags d;
  struct calltree tree;
  struct folded_parser p;
  struct buf b = BUF_INIT;
  diag_init(&d, a);
  calltree_init(&tree, a);
  folded_parser_init(&p, &tree, &d, STR("input"));
  p.columns = both ? FOLDED_DIFFERENCE : FOLDED_PLAIN;
  p.side = SIDE_HEAD;
  while (at < text.n && at > 0 && text.p[at - 1] != '\n') at++;
  folded_parse(&p, str_slice(text, 0, at));
  folded_parse(&p, str_slice(text, at, text.n));
  folded_parser_end(&p);
  calltree_finish(&tree);
  emit_folded(&tree, both, append, &b);
  return buf_take(&b, a);
}

static void is_sorted(struct str text) {
  struct str line, last = STR_NONE;
  while (text.n > 0 && str_cut(&text, '\n', &line)) {
    MUST(str_cmp(last, line) < 0);
    last = line;
  }
}

static void folds(struct arena *a, struct str text, bool both) {
  struct str once = folded_of(a, text, 0, both);
  MUST(str_eq(once, folded_of(a, text, text.n / 2, both)));
  MUST(str_eq(once, folded_of(a, once, once.n / 3, both)));
  is_sorted(once);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  struct folded_file file = {.source = &s, .side = SIDE_HEAD, .columns = folded_columns_of(&s, true)};
  struct profile_vec profiles = {0};
  folded_read(&a, &d, &file, 1, &profiles);
  fuzz_profiles(&profiles);
  fuzz_diags(&d, s.text);
  folds(&a, s.text, file.columns == FOLDED_DIFFERENCE);
  arena_free(&a);
  return 0;
}
