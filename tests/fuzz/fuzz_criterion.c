/* Criterion's files: one alone, and the bytes between zeros as the files of one tree. */
#include "fuzz_files.h"

static const struct str places[] = {{"G/new/sample.json", 17}, {"G/new/benchmark.json", 20}, {"G/new/estimates.json", 20}, {"G/base/sample.json", 18},
                                    {"G/change/estimates.json", 23}, {"x/sample.json", 13}, {"sample.json", 11}, {"", 0}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_bench(data, size, INPUT_CRITERION);
  fuzz_files(data, size, INPUT_CRITERION, places, sizeof places / sizeof *places);
  return 0;
}
