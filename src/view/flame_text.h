/* The words on frames: labels cut to fit, and what a frame's title says of it. Plain text: whoever writes it escapes it. */
#ifndef PERFPAGE_VIEW_FLAME_TEXT_H
#define PERFPAGE_VIEW_FLAME_TEXT_H

#include "model/calltree.h"

/* Labels are set in a fixed-width font: its advance is 0.602 of the size in nearly all of them, and a reader's script cuts
 * again with the true one. */
#define FLAME_FONT_SIZE 12
#define FLAME_CELL (FLAME_FONT_SIZE * 0.602)

/* The head of name that fits into so many cells, followed by ".." when something is left out; nothing when that would leave
 * fewer than three of it. East Asian wide characters take two cells. What the filter of names replaces is replaced. */
void flame_put_label(struct buf *b, struct str name, size_t cells);

/* "12 345 samples", "400 MiB", "1.2 s": a counter of the profile in its unit. */
void flame_put_count(struct buf *b, const struct profile *p, uint64_t count);
/* "35.81 %", "100 %", "0", "<0.01 %". */
void flame_put_share(struct buf *b, double share);
/* "+5.40 points"; a true minus sign, U+2212. */
void flame_put_points(struct buf *b, double change);

#endif
