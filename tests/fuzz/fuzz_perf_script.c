/* perf script text: what a line is taken for lies within the line, and every profile adds up. */
#include "fuzz.h"
#include "fuzz_tree.h"

#include "read/perf_script.h"
#include "read/perf_script_line.h"
#include "read/profile_join.h"

static void is_within(struct str part, struct str line) {
  MUST(part.n == 0 || (part.p >= line.p && part.p + part.n <= line.p + line.n));
}

static void lines(struct str text) {
  struct str line;
  while (str_next_line(&text, &line)) {
    struct perf_sample sample;
    struct perf_frame frame;
    if (perf_script_sample(line, &sample)) {
      MUST(sample.comm.n > 0);
      is_within(sample.comm, line);
      is_within(sample.event, line);
      is_within(sample.frame, line);
    }
    if (perf_script_frame(line, &frame)) {
      is_within(frame.symbol, line);
      is_within(frame.object, line);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  struct profile_request types = {.annotate = size % 2 == 1};
  struct profile_vec profiles = {0};
  lines(s.text);
  (void)perf_script_is(s.text);
  struct tally tally = perf_script_read(&a, &d, &s, SIDE_HEAD, &types, &profiles);
  uint64_t taken = 0;
  VEC_EACH(const struct profile, p, &profiles) taken += (uint64_t)profile_events(p, SIDE_HEAD) > 0 ? p->tree.events[SIDE_HEAD] : 0;
  MUST(taken <= tally.records);
  profile_join(&a, &d, &profiles);
  fuzz_profiles(&profiles);
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}
