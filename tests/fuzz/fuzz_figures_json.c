/* Lists of figures in JSON. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_FIGURES_JSON)
