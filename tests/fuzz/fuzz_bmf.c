/* Bencher Metric Format. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_BMF)
