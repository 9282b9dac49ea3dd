/* Unzipping: never more than the limit, and what is not gzip stays as it is. */
#include "fuzz.h"

enum { LIMIT = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source_stream in;
  source_stream_memory(&in, &a, &d, (struct str){(const char *)data, size}, STR("input"));
  in.limit = LIMIT;
  struct str text = source_stream_rest(&in);
  bool magic = size >= 2 && data[0] == 0x1f && data[1] == 0x8b;
  MUST(text.n <= LIMIT);
  MUST(in.gzip == magic);
  MUST(in.whole || d.list.n > 0);
  MUST(in.gzip || !in.whole || text.n == size || text.n + 3 == size); /* less a byte order mark */
  source_stream_close(&in);
  arena_free(&a);
  return 0;
}
