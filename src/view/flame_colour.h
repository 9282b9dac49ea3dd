/* What a frame's colour says: by how much its share changed, or whose code it is. Both are classes, overridden by the style
 * sheet in the dark; the fills here are the light ones, drawn as attributes for readers without styles (PAGE.md section 4). */
#ifndef PERFPAGE_VIEW_FLAME_COLOUR_H
#define PERFPAGE_VIEW_FLAME_COLOUR_H

#include "base/str.h"

/* Nine steps on a fixed scale, so that two pages compare; 4 is no change, under it less, over it more. The limits are
 * changes of share in points: 0.5, 2, 5 and 10, where the default profile gate lies. */
enum { FLAME_STEPS = 9, FLAME_STEP_NONE = 4 };
extern const double flame_step_limits[FLAME_STEPS / 2]; /* as fractions: 0.005, 0.02, 0.05, 0.1 */
unsigned flame_step(double change);
const char *flame_step_class(unsigned step); /* "q0" to "q8" */
const char *flame_step_fill(unsigned step);
bool flame_step_is_dark(unsigned step);      /* text on it is white, else #16191D */

/* X(ENUM, "class", "fill", "Words") */
#define FLAME_OWNER_TABLE(X)                                                                                           \
  X(OWNER_APP, "ap", "#F3C15F", "your code")                                                                           \
  X(OWNER_LIB, "li", "#F6DFB4", "libraries")                                                                           \
  X(OWNER_RUNTIME, "ru", "#A8C686", "runtime and standard library")                                                    \
  X(OWNER_GC, "gc", "#E08E73", "garbage collector")                                                                    \
  X(OWNER_NET, "ne", "#8DB7E2", "network")                                                                             \
  X(OWNER_KERNEL, "ke", "#C9C3D6", "kernel")                                                                           \
  X(OWNER_NATIVE, "na", "#7C85AA", "C and C++")                                                                        \
  X(OWNER_JIT, "ji", "#5BA8A2", "compiled at run time _[j]")                                                           \
  X(OWNER_INLINED, "il", "#B694E8", "inlined _[i]")                                                                    \
  X(OWNER_WAKER, "wk", "#CF6783", "waker _[w]")                                                                        \
  X(OWNER_RED, "c1", "#E08E73", "functions")                                                                           \
  X(OWNER_ORANGE, "c2", "#F0A55F", "functions")                                                                        \
  X(OWNER_YELLOW, "c3", "#F3C15F", "functions")                                                                        \
  X(OWNER_GREEN, "c4", "#A8C686", "functions")                                                                         \
  X(OWNER_AQUA, "c5", "#5BA8A2", "functions")                                                                          \
  X(OWNER_BLUE, "c6", "#8DB7E2", "functions")                                                                          \
  X(OWNER_PURPLE, "c7", "#C9A9E6", "functions")                                                                        \
  X(OWNER_NONE, "no", "#E9E9E6", "not known")

enum flame_owner {
#define X(id, class, fill, words) id,
  FLAME_OWNER_TABLE(X)
#undef X
      OWNER_MAX
};

/* By the spelling of the function's name alone, so that a function has one colour everywhere: Go packages, the marks of perf's
 * collapsers, C++ and Rust paths, Java packages, C libraries in brackets. */
enum flame_owner flame_owner_of(struct str function);
/* What a collapser's mark says, _[k] _[j] _[i] _[w], and takes it off; OWNER_NONE when there is none that is known. */
enum flame_owner flame_owner_of_mark(struct str *name);
const char *flame_owner_class(enum flame_owner o);
const char *flame_owner_fill(enum flame_owner o);
const char *flame_owner_words(enum flame_owner o);

#endif
