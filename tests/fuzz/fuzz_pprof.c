/* pprof profiles: counters never wrap, totals are the sum of what is below, traces stand on nodes, memory stays in proportion. */
#include "fuzz.h"
#include "fuzz_tree.h"

#include "read/pprof.h"
#include "read/profile_join.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  struct profile_request types = {.all = true};
  struct profile_vec profiles = {0};
  struct tally tally = pprof_read(&a, &d, &s, SIDE_BASE, &types, &profiles);
  MUST(tally.records + tally.skipped <= size);
  types = (struct profile_request){0};
  (void)pprof_read(&a, &d, &s, SIDE_HEAD, &types, &profiles);
  profile_join(&a, &d, &profiles);
  fuzz_profiles(&profiles);
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
