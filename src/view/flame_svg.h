/* Drawing flame graphs: what the page's graphs and a stand-alone SVG share, and the latter. */
#ifndef PERFPAGE_VIEW_FLAME_SVG_H
#define PERFPAGE_VIEW_FLAME_SVG_H

#include "html/out.h"
#include "view/flame_layout.h"
#include "view/flame_palette.h"

/* What the document knows of a function: a line more in the titles of its frames, and an outline that does without styles. */
enum flame_mark { FLAME_MARK_NONE, FLAME_MARK_HOTSPOT, FLAME_MARK_ANTI };
struct flame_note {
  enum flame_mark mark;
  struct str text;  /* "Known hotspot: sockets and the journal"; empty without a mark */
  struct str_vec under; /* not empty: only frames with one above them that one of these names (analysis/stack_share.h) */
};

/* Zeroed is the default of everything. */
struct flame_options {
  double min_width;    /* frames narrower than this share of the total are not drawn; 0: 0.01 %; < 0: all are */
  uint32_t max_frames; /* drawn at most; 0: 4,000 */
  uint32_t frame_bytes; /* of markup a frame may take on average; 0: 200 */
  uint32_t width;      /* pixels, 400 at least; 0: 1,200 */
  struct str title;    /* empty: the profile's key */
  struct str count_name; /* what one count is; empty: the profile's unit */
  bool reverse;        /* stacks turned round: callers above what they call */
  bool inverted;       /* the root on top, as it is in every deep picture */
  bool negate;         /* the colours of more and less change places */
  bool by_self;        /* a difference is coloured by the change of self shares, not of total shares */
  bool no_normalize;   /* base counts are held against head counts as they are, not as shares of their own total */
  struct flame_colours colours;
  const struct flame_note *notes; /* by name of the profile's tree; NULL: none. Not with reverse, whose tree has names of its own */
};

enum { FLAME_MAX_FRAMES_ALONE = 4000, FLAME_MAX_FRAMES_PAGE = 2500, FLAME_MIN_FRAMES_PAGE = 250, FLAME_FRAME_BYTES = 200 };
enum { FLAME_ROW = 18, FLAME_RECT = 17, FLAME_BASELINE = 13, FLAME_WIDTH_PAGE = 1180 };
enum { FLAME_FRAME_BYTES_PAGE = 75 }; /* an ordinary page with one profile stays under 500 kB: 250 kB of them for graphs */
#define FLAME_MIN_SHARE 0.0001

/* A profile laid out for drawing. Lives in the arena it was made in. */
struct flame_graph {
  const struct profile *profile;
  const struct calltree *tree;
  struct flame_layout layout;
  enum side side;         /* whose samples are the widths: head's, or base's where there is no head */
  bool has_base;          /* both sides have samples: there is a change to show */
  bool has_interval;      /* sample events are known: a change within the noise can be told */
  bool by_owner;          /* the fills of the attributes; classes are there for both where there is a base */
  enum flame_palette palette;
  bool root_on_top, negate, by_self, no_normalize, turned;
  uint32_t cut;           /* where turned: of deeper stacks so many frames are drawn, from the leaf on; 0: all */
  double whole[SIDE_MAX]; /* what shares are of: all counts of the profile, with what --focus and --ignore leave out */
  double total[SIDE_MAX]; /* what changes are between shares of: whole, or of both sides the head's (no_normalize) */
  double events[SIDE_MAX]; /* sample events behind it, where has_interval */
  double z;               /* critical value of the intervals */
  double width, height;   /* of the frames, pixels */
  const struct flame_note *notes; /* by name of the tree; NULL: none */
};

/* max_frames of options is the limit; width as in options. The tree must be finished. */
void flame_graph_init(struct flame_graph *g, struct arena *a, const struct profile *p, const struct flame_options *options);

/* The frames, and under them the strip of vanished work, with the upper left corner at x, y. */
void flame_put_frames(struct out *o, const struct flame_graph *g, double x, double y);
double flame_gone_height(const struct flame_graph *g); /* of the strip with its caption; 0 when nothing is gone */

/* The colour of a mark's outline; the class of its frames. FLAME_MARK_NONE has neither. */
const char *flame_mark_stroke(enum flame_mark m);
const char *flame_mark_class(enum flame_mark m);

/* The class of the svg: what the style and the script are told of the drawing. alone: nothing round it says whether its colours
 * are the palette's. */
void flame_put_class(struct out *o, const struct flame_graph *g, bool alone);
/* "share of the total", "self share", ...: what the colours of a difference are of. */
const char *flame_change_of(const struct flame_graph *g);

/* The colour of a frame by the palette. */
struct flame_paint flame_paint_at(const struct flame_graph *g, uint32_t node);
/* What the colours of the palette mean, in the order of a legend; returns how many. */
struct flame_meaning {
  enum flame_owner owner;
  const char *words;
};
uint32_t flame_legend(const struct flame_graph *g, struct flame_meaning out[OWNER_MAX]);

/* The scale of changes as a picture of FLAME_SCALE_WIDTH x FLAME_SCALE_HEIGHT. */
enum { FLAME_SCALE_WIDTH = 270, FLAME_SCALE_HEIGHT = 24 };
void flame_put_scale(struct out *o, double x, double y, bool negate);

/* "head 34 477 samples, base 26 933 samples; 812 frames" and what is not drawn, or left out by --focus and --ignore. */
void flame_put_summary(struct buf *b, const struct flame_graph *g);
/* Why no change is marked as noise, or what the intervals leave out; empty without a base. told: the analysis has said why
 * and what, so that only what grey means is left to say. */
struct str flame_interval_note(const struct flame_graph *g, bool told);

/* A whole SVG file, with style and script inside; o was initialised with OUT_XML. */
void flame_write_alone(struct out *o, struct arena *a, const struct profile *p, const struct flame_options *options);

#endif
