/* Names of compiled functions as their source spells them: C++ (Itanium ABI), and Rust (legacy and v0 mangling).
 *
 * Written from the public descriptions of the manglings. C++ reads as binutils' c++filt writes it, Rust as rustfilt does:
 * without the hashes that only tell builds apart. Depth, steps and length of the result are bounded whatever the name holds
 * (substitutions can make a name of a few hundred bytes stand for one of terabytes): what goes beyond stays as it came. */
#ifndef PERFPAGE_BASE_DEMANGLE_H
#define PERFPAGE_BASE_DEMANGLE_H

#include "base/arena.h"
#include "base/buf.h"

enum { DEMANGLE_IN_MAX = 1 << 15, DEMANGLE_OUT_MAX = 1 << 16, DEMANGLE_DEPTH = 300, DEMANGLE_STEPS = 1 << 16 };

/* The readable name, in a; or name itself when it is not mangled or not readable. What follows a symbol stays behind it:
 * "@plt", "+0x1f", and the marks of collapsers _[k] _[j] _[i] _[w]. */
struct str demangle(struct arena *a, struct str name);

/* One symbol, nothing around it, appended to out. False, with out as it was, when it is none of theirs. */
bool demangle_cxx(struct buf *out, struct str symbol);
bool demangle_rust(struct buf *out, struct str symbol);

#endif
