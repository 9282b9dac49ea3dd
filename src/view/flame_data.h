/* The compact table of a graph: what its script zooms into, turns round and searches, beyond the frames that are drawn. */
#ifndef PERFPAGE_VIEW_FLAME_DATA_H
#define PERFPAGE_VIEW_FLAME_DATA_H

#include "html/out.h"
#include "view/flame_svg.h"

/* Frames that are drawn are in the table whatever the limits say. */
struct flame_data_limits {
  uint32_t max_frames;
  size_t max_bytes; /* about; names cut to FLAME_DATA_NAME_MAX bytes count once */
};
enum { FLAME_DATA_FRAMES = 50000, FLAME_DATA_BYTES_ALONE = 2000000, FLAME_DATA_BYTES_PAGE = 60000, FLAME_DATA_NAME_MAX = 1000 };

/* Puts <script type="application/json" class="fl-data"> with one object:
 *
 *   unit, decimals   of the counts: a count is value * 2^shift / 10^decimals
 *   shift            0 unless the total would pass 2^53
 *   side             whose counts are the widths: 0 base, 1 head
 *   base             true when there is a change to show; interval: when one within the noise can be told
 *   whole            [base, head]: what shares are of; total: what changes are between shares of
 *   events           [base, head]: how many events were seen; z: critical value of the intervals
 *   limits           of the colours of change, as shares
 *   owners           classes of colours, the root's last; owner: a digit of base 36 for each name, an index of owners
 *   all              frames of the profile, in the table or not
 *   names            functions, in the order in which rows first speak of them
 *   notes            [name, class, words] of names that a document speaks of wherever they stand
 *   gone             rows of the strip of vanished work, in its order
 *   rows             numbers, depth first, siblings in byte order of their names; the first row is the root's.
 *
 * A row is CODE [NAME] [SELF] [OTHER]. CODE is 16 * up + bits: up is how many levels nearer to the root than a child of the row
 * before this row stands. Bits: 1 the frame is drawn, the strip's not counted; 2 SELF follows, the samples of the drawn side that
 * end here; 4 OTHER follows, those of the base where head is drawn; 8 no NAME follows: the row stands for neighbours that the
 * table leaves out, with all they call. NAME is 0 for the next one of names, else one more than an index of names; the root
 * has none. A total is the sum of self and of the rows below. */
void flame_put_data(struct out *o, struct arena *a, const struct flame_graph *g, const struct flame_data_limits *limits);

#endif
