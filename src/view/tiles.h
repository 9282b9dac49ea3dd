/* The five figures of the verdict header: what they say, no markup. There are always five; one without a figure says why. */
#ifndef PERFPAGE_VIEW_TILES_H
#define PERFPAGE_VIEW_TILES_H

#include "view/view.h"

#include <math.h>

#define NO_FIGURE ((double)NAN)

enum tone { TONE_PLAIN, TONE_WORSE, TONE_BETTER, TONE_NONE /* there is no figure */ };

struct tile {
  struct str label, figure, detail;
  bool detail_is_name; /* a name as it came */
  enum tone tone;
  double meter; /* a bar from 0 to 1 below the text; NAN: none */
};

enum { TILE_N = 5 };
void tiles_of(const struct view *v, struct tile out[TILE_N]);

#endif
