/* Filters and projections of benchmark results: anything may be written there. A fault is at a place of the text, and what is
 * read decides about any result without a fault. The input is the expression, up to a line end, and a name behind it. */
#include "fuzz.h"

#include "model/benchfield.h"
#include "model/benchfilter.h"

static void judge(struct bench_filter *f, struct bench_field_vec *fields, struct str name, struct arena *a) {
  struct bench_table table;
  bench_table_init(&table, a);
  struct bench_id id = {.suite = STR("p"), .name = str_slice(name, 0, str_find_char(name, '/')), .unit = STR("sec/op"), .procs = 8};
  id.params = str_slice(name, id.name.n, name.n);
  struct bench_row *row = bench_table_row(&table, &id);
  struct bench_seen seen = {&table, row, SIDE_HEAD, STR("old.txt")};
  if (f) (void)bench_filter_takes(f, &seen, a);
  struct bench_value *x = ARENA_ARRAY(a, struct bench_value, fields->n), *y = ARENA_ARRAY(a, struct bench_value, fields->n);
  if (!bench_project(fields, &seen, a, x)) return;
  MUST(bench_project(fields, &seen, a, y));
  MUST(bench_values_cmp(fields, x, y) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct str all = {(const char *)data, size}, text = str_slice(all, 0, str_find_char(all, '\n')), name = str_slice(all, text.n + 1, all.n);
  struct bench_fault fault = {0, STR_NONE};
  struct bench_filter *f = bench_filter_parse(&a, text, &fault);
  MUST(f || (fault.at <= text.n && fault.message.n > 0));
  struct bench_field_vec fields = {0};
  fault.message = STR_NONE;
  bool read = bench_fields_parse(&a, text, true, &fields, &fault);
  MUST(read || (fault.at <= text.n && fault.message.n > 0));
  if (read) MUST(fields.n > 0);
  else fields.n = 0;
  judge(f, &fields, name, &a);
  bench_filter_free(f);
  arena_free(&a);
  return 0;
}
