/* Unzipping: never more than the limit, and never a text from what is not gzip. */
#include "fuzz.h"

enum { LIMIT = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = {.name = STR("input")};
  if (source_gunzip(&a, &d, (struct str){(const char *)data, size}, LIMIT, &s)) {
    MUST(s.text.n <= LIMIT);
    MUST(size > 2 && data[0] == 0x1f && data[1] == 0x8b);
    MUST(s.whole || d.list.n > 0);
  } else {
    MUST(s.text.n == 0 && d.list.n > 0);
  }
  arena_free(&a);
  return 0;
}
