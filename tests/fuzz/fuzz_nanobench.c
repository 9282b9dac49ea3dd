/* nanobench's JSON. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_NANOBENCH)
