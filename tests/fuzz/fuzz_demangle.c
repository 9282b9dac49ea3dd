/* Mangled names: whatever stands in a profile, reading it ends, and soon; the result is bounded. */
#include "fuzz.h"

#include "base/demangle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct str s = {(const char *)data, size};
  struct arena a = ARENA_INIT;
  struct str out = demangle(&a, s);
  MUST(out.n <= DEMANGLE_OUT_MAX + s.n);
  struct buf b = BUF_INIT;
  bool cxx = demangle_cxx(&b, s);
  MUST(cxx || b.n == 0);
  buf_clear(&b);
  bool rust = demangle_rust(&b, s);
  MUST(rust || b.n == 0);
  buf_free(&b);
  arena_free(&a);
  return 0;
}
