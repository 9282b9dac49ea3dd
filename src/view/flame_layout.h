/* Which frames a flame graph draws and where: arithmetic on a call tree, no markup. */
#ifndef PERFPAGE_VIEW_FLAME_LAYOUT_H
#define PERFPAGE_VIEW_FLAME_LAYOUT_H

#include "model/calltree.h"

struct flame_limits {
  enum side side;       /* whose counts are the widths */
  double min_share;     /* frames narrower than this share of the total are not drawn */
  uint32_t max_frames;  /* the widest are drawn; the gone ones count too */
  uint32_t frame_bytes; /* the average a frame may take as markup; 0: any */
  uint32_t max_gone;    /* frames of vanished work at most; 0 without a base */
};

struct flame_frame {
  uint32_t node, depth;
  uint64_t x, width; /* counts from the left edge; of a gone frame: of the base, from the strip's left edge */
};

struct flame_layout {
  struct flame_frame *frames; /* depth first, siblings in byte order: a parent comes before its children; [0] is "all" */
  uint32_t n, depth_max;
  uint64_t total;     /* the width of "all" */
  uint64_t all;       /* frames with samples on that side, drawn or not */
  double share_drawn; /* narrower frames are not drawn: min_share, or what the limits made of it */
  bool limited;       /* by max_frames or frame_bytes */
  /* Work that only the base does: the lowest frames without samples on this side, widest first. */
  struct flame_frame *gone;
  uint32_t gone_n;
  uint64_t gone_frames, gone_total; /* all of them: how many, and their samples */
};

/* Children begin where their parent begins, in byte order, and what they leave free at its right is its self. Frames that
 * are not drawn keep their place. Lives in a. The tree must be finished. */
void flame_layout(struct arena *a, const struct calltree *t, const struct flame_limits *limits, struct flame_layout *out);

#endif
