/* wrk and wrk2. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_WRK)
