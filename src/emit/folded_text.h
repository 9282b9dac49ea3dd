/* A call tree as folded stacks. */
#ifndef PERFPAGE_EMIT_FOLDED_TEXT_H
#define PERFPAGE_EMIT_FOLDED_TEXT_H

#include "model/calltree.h"

/* Takes the next bytes of the text; they are not kept. */
typedef void folded_taker(void *to, struct str bytes);

/* Every stack that something was counted for, and every stack whose count is 0 and that leads nowhere else, once, as a line
 * "a;b;c 12" (of a tree with both sides "a;b;c 10 12", base and head), the lines in byte order. Names stand as they came,
 * but for a ';' or a line end that only other formats can have in a name. The tree must be finished. Read again it gives the
 * same tree. */
void emit_folded(const struct calltree *t, bool both, folded_taker *take, void *to);

#endif
