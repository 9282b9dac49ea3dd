#include "view/flame_layout.h"

VEC_OF(frame_vec, struct flame_frame);

struct walk {
  struct arena *arena;
  const struct calltree *tree;
  const struct flame_limits *limits;
  uint64_t least; /* the smallest width that is drawn */
  struct frame_vec frames, gone;
  uint64_t gone_total;
};

static struct flame_frame *add(struct walk *w, struct frame_vec *to, uint32_t node, uint64_t x, uint64_t width) {
  struct flame_frame *f = VEC_PUSH(w->arena, to);
  *f = (struct flame_frame){.node = node, .depth = w->tree->nodes[node].depth, .x = x, .width = width};
  return f;
}

/* True when the frame's children are to be looked at. */
static bool visit(struct walk *w, uint32_t node, uint64_t x) {
  uint64_t width = call_total(w->tree, node, w->limits->side);
  uint64_t was = w->limits->max_gone > 0 ? call_total(w->tree, node, SIDE_BASE) : 0;
  if (width == 0 && was > 0) {
    (void)add(w, &w->gone, node, 0, was);
    w->gone_total += was;
  }
  if (width > 0 && width >= w->least) (void)add(w, &w->frames, node, x, width);
  /* Where something may be gone, the narrow frames are walked through too. */
  return width > 0 && (width >= w->least || w->limits->max_gone > 0) && w->tree->nodes[node].first_child != CALL_NONE;
}

/* Depth first without recursion: stacks may be as deep as they like. */
static void walk_tree(struct walk *w) {
  const struct call_node *nodes = w->tree->nodes;
  enum side side = w->limits->side;
  uint32_t i = CALL_ROOT;
  uint64_t x = 0;
  for (;;) {
    if (visit(w, i, x)) {
      i = nodes[i].first_child;
      continue;
    }
    x += call_total(w->tree, i, side);
    while (nodes[i].next_sibling == CALL_NONE) {
      i = nodes[i].parent;
      if (i == CALL_NONE) return;
      x += call_self(w->tree, i, side);
    }
    i = nodes[i].next_sibling;
  }
}

/* Markup of a frame without its name: the tags, figures and numbers of an ordinary one. */
enum { FRAME_MARKUP = 140, LABEL_MARKUP = 65, LABELS_MARKUP = 4096 /* the widest frames have labels whatever their number */ };
enum { ROOM_LEAST = 50000 }; /* for 250 frames with names of an ordinary length */

struct ranked {
  uint64_t width;
  uint32_t depth, at, bytes;
};

/* Widest first; of equal ones the lower, so that a parent ranks before its children. */
static int by_width(const void *pa, const void *pb) {
  const struct ranked *a = pa, *b = pb;
  if (a->width != b->width) return a->width < b->width ? 1 : -1;
  if (a->depth != b->depth) return a->depth < b->depth ? -1 : 1;
  return a->at < b->at ? -1 : a->at > b->at;
}

static int by_place(const void *pa, const void *pb) {
  const struct ranked *a = pa, *b = pb;
  return a->at < b->at ? -1 : a->at > b->at;
}

/* How many of the frames in order of rank fit the limits: at least the first. */
static size_t fitting(const struct flame_limits *limits, const struct ranked *rank, size_t n, uint32_t taken) {
  uint64_t room = (uint64_t)limits->max_frames * limits->frame_bytes, used = (uint64_t)taken * limits->frame_bytes;
  room = LABELS_MARKUP + (room > ROOM_LEAST ? room : ROOM_LEAST);
  size_t most = limits->max_frames > taken ? limits->max_frames - taken : 1;
  size_t k = 0;
  for (; k < n && k < most; k++) {
    used += rank[k].bytes;
    if (limits->frame_bytes > 0 && used > room && k > 0) break;
  }
  return k;
}

/* Keeps the widest frames that the limits allow. */
static void cut(struct walk *w, struct flame_layout *out) {
  size_t n = w->frames.n;
  struct ranked *rank = ARENA_ARRAY(w->arena, struct ranked, n);
  for (size_t i = 0; i < n; i++) {
    const struct flame_frame *f = &w->frames.at[i];
    size_t name = w->tree->names[w->tree->nodes[f->node].name].n;
    bool labelled = (double)f->width >= (double)out->total * 0.03;
    uint64_t bytes = FRAME_MARKUP + (uint64_t)name + (labelled ? LABEL_MARKUP + (uint64_t)name : 0);
    rank[i] = (struct ranked){f->width, f->depth, (uint32_t)i, bytes < UINT32_MAX ? (uint32_t)bytes : UINT32_MAX};
  }
  vec_sort(w->arena, rank, n, sizeof *rank, by_width);
  size_t keep = fitting(w->limits, rank, n, out->gone_n);
  if (keep == n) return;
  out->limited = true;
  out->share_drawn = (double)rank[keep].width / (double)out->total;
  vec_sort(w->arena, rank, keep, sizeof *rank, by_place);
  for (size_t i = 0; i < keep; i++) w->frames.at[i] = w->frames.at[rank[i].at];
  w->frames.n = keep;
}

static int by_base(const void *pa, const void *pb) {
  const struct flame_frame *a = pa, *b = pb;
  return a->width == b->width ? 0 : a->width < b->width ? 1 : -1;
}

static void set_gone(struct walk *w, struct flame_layout *out) {
  vec_sort(w->arena, w->gone.at, w->gone.n, sizeof *w->gone.at, by_base);
  out->gone = w->gone.at;
  out->gone_frames = w->gone.n;
  out->gone_total = w->gone_total;
  double least = w->limits->min_share * (double)calltree_total(w->tree, SIDE_BASE);
  uint64_t x = 0;
  for (; out->gone_n < w->gone.n && out->gone_n < w->limits->max_gone; out->gone_n++) {
    struct flame_frame *f = &out->gone[out->gone_n];
    if ((double)f->width < least) return;
    f->x = x;
    x += f->width;
  }
}

void flame_layout(struct arena *a, const struct calltree *t, const struct flame_limits *limits, struct flame_layout *out) {
  *out = (struct flame_layout){.total = calltree_total(t, limits->side), .share_drawn = limits->min_share};
  double least = limits->min_share * (double)out->total;
  struct walk w = {.arena = a, .tree = t, .limits = limits, .least = (uint64_t)least};
  if ((double)w.least < least) w.least++;
  walk_tree(&w);
  set_gone(&w, out);
  if (w.frames.n > 0) cut(&w, out);
  out->frames = w.frames.at;
  out->n = (uint32_t)w.frames.n;
  for (uint32_t i = 0; i < out->n; i++)
    if (out->frames[i].depth > out->depth_max) out->depth_max = out->frames[i].depth;
  for (uint32_t i = 0; i < t->n; i++) out->all += call_total(t, i, limits->side) > 0;
}
