/* A merged profile as a table: what a flame graph draws, for scripts. */
#ifndef PERFPAGE_EMIT_FLAME_TSV_H
#define PERFPAGE_EMIT_FLAME_TSV_H

#include "model/calltree.h"

/* Tab-separated, with the header line "depth x width self name"; with samples on both sides also base_width and base_self.
 * One line a frame, depth first, siblings in byte order; depth 0 is "all". x, width and self are counts as the input gave
 * them, of head, or of base when there is no head: x is where the frame begins, its children begin where it does and follow
 * each other, and what is left of it at the right is its self. A frame only base has is where it would be, width 0.
 * Names have \t, \n, \r and \\ escaped. Frames under min_width, a share of the total on both sides, are left out with all
 * above them; 0 leaves none out. */
void emit_flame_tsv(struct buf *b, const struct profile *p, double min_width);

#endif
