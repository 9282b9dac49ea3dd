/* vegeta's report. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_VEGETA)
