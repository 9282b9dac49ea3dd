/* Catch2's XML. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_CATCH2)
