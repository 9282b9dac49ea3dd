/* .cpuprofile: whatever its nodes call, they end up in a tree, and every profile adds up. */
#include "fuzz.h"
#include "fuzz_tree.h"

#include "read/cpuprofile.h"
#include "read/profile_join.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  struct profile_vec profiles = {0};
  (void)cpuprofile_is(s.text);
  struct tally tally = cpuprofile_read(&a, &d, &s, SIDE_HEAD, &profiles);
  MUST(tally.records + tally.skipped <= size);
  profile_join(&a, &d, &profiles);
  VEC_EACH(const struct profile, p, &profiles) MUST(p->tree.n <= size + 1);
  fuzz_profiles(&profiles);
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
