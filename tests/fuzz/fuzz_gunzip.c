/* Unzipping: never more than the limit, and never a text from what is not gzip. */
#include "fuzz.h"

enum { LIMIT = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct str text = STR_NONE;
  bool whole = false;
  if (source_gunzip(&a, &d, STR("input"), (struct str){(const char *)data, size}, LIMIT, &text, &whole)) {
    MUST(text.n <= LIMIT);
    MUST(size > 2 && data[0] == 0x1f && data[1] == 0x8b);
    MUST(whole || d.list.n > 0);
  } else {
    MUST(text.n == 0 && d.list.n > 0);
  }
  arena_free(&a);
  return 0;
}
