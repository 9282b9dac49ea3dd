/* Criterion's files: one alone, and the bytes between zeros as the files of one tree. */
#include "fuzz_bench.h"

#include "read/bench_files.h"

static const struct str places[] = {{"G/new/sample.json", 17}, {"G/new/benchmark.json", 20}, {"G/new/estimates.json", 20}, {"G/base/sample.json", 18},
                                    {"G/change/estimates.json", 23}, {"x/sample.json", 13}, {"sample.json", 11}, {"", 0}};

static void fuzz_tree(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  struct bench_table t;
  struct bench_file_vec files = {0};
  struct str rest = {(const char *)data, size}, text;
  diag_init(&d, &a);
  bench_table_init(&t, &a);
  for (size_t i = 0; i < sizeof places / sizeof *places && str_cut(&rest, '\0', &text); i++) {
    struct source *s = ARENA_NEW(&a, struct source);
    *s = (struct source){.name = places[i], .text = text, .bytes = text.n, .sha256 = "x", .whole = true};
    s->sha256[1] = (char)('a' + i % 5);
    *VEC_PUSH(&a, &files) = (struct bench_file){.source = s, .kind = INPUT_CRITERION, .place = places[i], .run = i == 3 ? STR("base") : STR_NONE};
  }
  bench_files_read(&t, &d, &files);
  bench_table_finish(&t);
  uint64_t values = 0, records = 0;
  VEC_EACH(const struct bench_row, r, &t.rows) {
    values += fuzz_values(&r->side[SIDE_BASE].samples);
    if (r->side[SIDE_BASE].figures) values += fuzz_values(&r->side[SIDE_BASE].figures->centres);
  }
  VEC_EACH(const struct bench_file, f, &files) records += f->tally.records;
  MUST(values == records);
  MUST(records > 0 || diag_count(&d, DIAG_ERROR) > 0 || size == 0);
  diag_finish(&d);
  arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_bench(data, size, INPUT_CRITERION);
  fuzz_tree(data, size);
  return 0;
}
