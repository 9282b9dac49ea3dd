/* BenchmarkDotNet's XML. */
#include "fuzz_bench.h"

FUZZ_BENCH(INPUT_DOTNET_XML)
