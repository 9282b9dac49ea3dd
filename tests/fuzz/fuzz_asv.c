/* asv's results: a file alone, and the bytes between zeros as files that belong together. */
#include "fuzz_files.h"

static const struct str places[] = {{"a.json", 6}, {"benchmarks.json", 15}, {"b.json", 6}, {"machine.json", 12}, {"more.json", 9}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_bench(data, size, INPUT_ASV);
  fuzz_files(data, size, INPUT_ASV, places, sizeof places / sizeof *places);
  return 0;
}
