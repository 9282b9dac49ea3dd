/* What cargo bench prints. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_LIBTEST)
