/* What the two Rust manglings share. Only src/base/demangle_rust*.c includes it. */
#ifndef PERFPAGE_BASE_DEMANGLE_RUST_H
#define PERFPAGE_BASE_DEMANGLE_RUST_H

#include "base/demangle.h"

int rust_hex_digit(char c); /* lower case only; -1 for others */
bool rust_is_printable(uint32_t c);
void rust_put_code_point(struct buf *out, uint32_t c);
/* What stands behind a symbol from its first dot on: ".llvm.123" tells builds apart and is left out. */
void rust_put_suffix(struct buf *out, struct str s);

/* "_R..." on the end of out; what was written stays when it cannot be read. */
bool rust_v0(struct buf *out, struct str symbol);

#endif
