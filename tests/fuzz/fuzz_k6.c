/* k6's summaries. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_K6)
