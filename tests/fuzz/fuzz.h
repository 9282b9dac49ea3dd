/* For the fuzz targets: each reads bytes as a reader would from a file, and holds the result against what must always be true.
 * A target is one file tests/fuzz/fuzz_NAME.c that defines LLVMFuzzerTestOneInput; its first inputs stand in
 * tests/fuzz/seeds/NAME, or are the vectors that tests/run-fuzz names. */
#ifndef PERFPAGE_TESTS_FUZZ_H
#define PERFPAGE_TESTS_FUZZ_H

#include "base/diag.h"
#include "base/source.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Beyond what must hold there is no going on: the fuzzer keeps the input. */
#define MUST(condition)                                                                                                \
  do {                                                                                                                 \
    if (!(condition)) abort();                                                                                         \
  } while (0)

static inline struct source fuzz_source(const uint8_t *data, size_t size) {
  return (struct source){.name = STR("input"), .text = {(const char *)data, size}, .bytes = size, .whole = true};
}

/* What is wrong with an input is said of a place in it. */
static inline void fuzz_diags(struct diags *d, struct str text) {
  diag_finish(d);
  uint32_t lines = 1;
  for (size_t i = 0; i < text.n; i++) lines += text.p[i] == '\n';
  VEC_EACH(const struct diag, it, &d->list) {
    MUST(it->message.n > 0);
    MUST(it->pos.line <= lines);
  }
}

#endif
