/* perf stat -x and -j. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_PERF_STAT)
