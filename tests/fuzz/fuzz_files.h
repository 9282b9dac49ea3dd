/* For targets whose results are several files: the bytes between zeros are one each. What fuzz_bench holds of one holds of all. */
#ifndef PERFPAGE_TESTS_FUZZ_FILES_H
#define PERFPAGE_TESTS_FUZZ_FILES_H

#include "fuzz_bench.h"

#include "read/bench_files.h"

static inline void fuzz_files(const uint8_t *data, size_t size, enum input_kind kind, const struct str *places, size_t n) {
  struct arena a = ARENA_INIT;
  struct diags d;
  struct bench_table t;
  struct bench_file_vec files = {0};
  struct str rest = {(const char *)data, size}, text;
  diag_init(&d, &a);
  bench_table_init(&t, &a);
  for (size_t i = 0; size > 0 && i < n && str_cut(&rest, '\0', &text); i++) {
    struct source *s = ARENA_NEW(&a, struct source);
    *s = (struct source){.name = places[i], .text = text, .bytes = text.n, .sha256 = "x", .whole = true};
    s->sha256[1] = (char)('a' + i % 5);
    *VEC_PUSH(&a, &files) = (struct bench_file){.source = s, .kind = kind, .place = places[i], .run = i == 3 ? STR("base") : STR_NONE};
  }
  bench_files_read(&t, &d, &files);
  bench_table_finish(&t);
  uint64_t values = 0, records = 0;
  VEC_EACH(const struct bench_row, r, &t.rows) {
    values += fuzz_values(&r->side[SIDE_BASE].samples);
    if (r->side[SIDE_BASE].figures) values += fuzz_values(&r->side[SIDE_BASE].figures->centres);
    MUST(r->side[SIDE_HEAD].samples.n == 0 && r->side[SIDE_HEAD].figures == NULL);
  }
  VEC_EACH(const struct bench_file, f, &files) records += f->tally.records;
  MUST(values == records);
  MUST(records > 0 || files.n == 0 || diag_count(&d, DIAG_ERROR) > 0);
  arena_free(&a);
}

#endif
