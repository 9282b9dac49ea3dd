/* speedscope's JSON: whatever its frames and events say, every profile adds up. */
#include "fuzz.h"
#include "fuzz_tree.h"

#include "read/profile_join.h"
#include "read/speedscope.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  struct profile_vec profiles = {0};
  (void)speedscope_is(s.text);
  struct tally tally = speedscope_read(&a, &d, &s, SIDE_BASE, &profiles);
  MUST(tally.records + tally.skipped <= size);
  (void)speedscope_read(&a, &d, &s, SIDE_HEAD, &profiles);
  profile_join(&a, &d, &profiles);
  fuzz_profiles(&profiles);
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
