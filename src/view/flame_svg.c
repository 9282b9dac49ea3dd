#include "view/flame_svg.h"

#include "analysis/stack_share.h"
#include "analysis/stats_normal.h"
#include "analysis/stats_share.h"
#include "view/flame_colour.h"
#include "view/flame_text.h"

/* A graph of more rows than a window has begins with its root on top, where the reader is. */
enum { MAX_GONE = 40, GONE_GAP = 24, PAD = 3, DEEP = 50 };
#define FLAME_MARK_WIDTH 2

static void set_sides(struct flame_graph *g, const struct flame_options *options) {
  const struct profile *p = g->profile;
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
    g->whole[s] = g->total[s] = (double)calltree_total(&p->tree, s);
    g->events[s] = profile_events(p, s);
  }
  /* Where head has nothing to draw, what base did is there to be seen. */
  bool all_gone = calltree_total(g->tree, SIDE_HEAD) == 0 && calltree_total(g->tree, SIDE_BASE) > 0;
  g->side = p->has[SIDE_HEAD] && !all_gone ? SIDE_HEAD : SIDE_BASE;
  g->has_base = p->has[SIDE_BASE] && p->has[SIDE_HEAD] && g->total[SIDE_BASE] > 0 && g->total[SIDE_HEAD] > 0 && !all_gone;
  g->has_interval = g->has_base && profile_has_events(p) && !options->no_normalize;
  if (options->no_normalize) g->total[SIDE_BASE] = g->total[SIDE_HEAD];
}

void flame_graph_init(struct flame_graph *g, struct arena *a, const struct profile *p, const struct flame_options *options) {
  *g = (struct flame_graph){.profile = p,
                            .tree = profile_drawn(p),
                            .root_on_top = options->inverted,
                            .negate = options->negate,
                            .by_self = options->by_self,
                            .no_normalize = options->no_normalize,
                            .turned = options->reverse,
                            .z = stat_normal_critical(0.05),
                            .width = options->width};
  if (options->count_name.n > 0) {
    struct profile *own = ARENA_NEW(a, struct profile);
    *own = *p;
    own->unit = options->count_name;
    g->profile = own;
  }
  if (options->reverse) {
    struct calltree *turned = ARENA_NEW(a, struct calltree);
    g->cut = calltree_reverse_depth(profile_drawn(p));
    calltree_reverse(profile_drawn(p), turned, a);
    g->tree = turned;
  }
  set_sides(g, options);
  g->notes = options->reverse ? NULL : options->notes;
  bool chosen = options->colours.by == FLAME_COLOURS_PALETTE;
  g->palette = chosen ? options->colours.palette : flame_palette_for(&p->tree);
  g->by_owner = !g->has_base || chosen;
  double least = options->min_width;
  struct flame_limits limits = {.side = g->side,
                                .min_share = least < 0 ? 0 : least > 0 ? least : FLAME_MIN_SHARE,
                                .max_frames = options->max_frames,
                                .frame_bytes = options->frame_bytes ? options->frame_bytes : FLAME_FRAME_BYTES,
                                .max_gone = g->has_base ? MAX_GONE : 0};
  flame_layout(a, g->tree, &limits, &g->layout);
  g->root_on_top = g->root_on_top || g->layout.depth_max > DEEP;
  g->height = g->layout.n ? (double)(g->layout.depth_max + 1) * FLAME_ROW : 0;
}

/* ---- a frame ---- */

const char *flame_mark_stroke(enum flame_mark m) {
  return m == FLAME_MARK_ANTI ? "#16191D" : "#0B57A4";
}

const char *flame_mark_class(enum flame_mark m) {
  return m == FLAME_MARK_ANTI ? "ma" : "mh";
}

static bool stands_under(const struct flame_graph *g, uint32_t node, const struct str_vec *places) {
  VEC_EACH(const struct str, place, places) {
    if (stack_is_under(g->tree, node, *place)) return true;
  }
  return places->n == 0;
}

static enum flame_mark mark_of(const struct flame_graph *g, uint32_t node) {
  const struct flame_note *note = g->notes ? &g->notes[g->tree->nodes[node].name] : NULL;
  return note && note->mark != FLAME_MARK_NONE && stands_under(g, node, &note->under) ? note->mark : FLAME_MARK_NONE;
}

struct change {
  double points;
  bool is_new, is_noise;
  unsigned step;
};

static uint64_t count_of(const struct flame_graph *g, uint32_t node, enum side side, bool self) {
  return self ? call_self(g->tree, node, side) : call_total(g->tree, node, side);
}

/* Of its total share, or of its self share. */
static struct change change_of(const struct flame_graph *g, uint32_t node, bool self) {
  double base = (double)count_of(g, node, SIDE_BASE, self) / g->total[SIDE_BASE];
  double head = (double)count_of(g, node, SIDE_HEAD, self) / g->total[SIDE_HEAD];
  struct change c = {.points = head - base, .is_new = call_total(g->tree, node, SIDE_BASE) == 0, .step = FLAME_STEP_NONE};
  if (g->has_interval) {
    struct stat_share_change s = stat_share_compare((struct stat_share){base, g->events[SIDE_BASE]},
                                                    (struct stat_share){head, g->events[SIDE_HEAD]}, g->z);
    c.is_noise = s.lo <= 0 && s.hi >= 0;
  }
  if (!c.is_noise) c.step = flame_step(g->negate ? -c.points : c.points);
  return c;
}

/* ", +5.40 points (noise)": of the total share, and where it is what the colour says, of the self share. */
static void put_change(struct buf *b, const struct flame_graph *g, uint32_t node, bool gone) {
  struct change c = change_of(g, node, false);
  buf_cstr(b, ", ");
  if (gone || c.is_new) buf_cstr(b, gone ? "gone" : "new");
  else flame_put_points(b, c.points);
  if (c.is_noise) buf_cstr(b, " (noise)");
  if (!g->by_self) return;
  c = change_of(g, node, true);
  buf_cstr(b, ", self ");
  flame_put_points(b, c.points);
  if (c.is_noise) buf_cstr(b, " (noise)");
}

static void put_title(struct out *o, const struct flame_graph *g, uint32_t node) {
  const struct call_node *n = &g->tree->nodes[node];
  struct buf b = BUF_INIT;
  bool gone = g->has_base && call_total(g->tree, node, SIDE_HEAD) == 0;
  enum side side = gone ? SIDE_BASE : g->side;
  double total = g->whole[side];
  buf_char(&b, '\n');
  flame_put_count(&b, g->profile, call_total(g->tree, node, side));
  buf_cstr(&b, ", ");
  flame_put_share(&b, (double)call_total(g->tree, node, side) / total);
  buf_cstr(&b, gone ? " of base, self " : ", self ");
  flame_put_share(&b, (double)call_self(g->tree, node, side) / total);
  if (g->has_base && n->parent != CALL_NONE) put_change(&b, g, node, gone);
  if (mark_of(g, node) != FLAME_MARK_NONE) {
    buf_char(&b, '\n');
    buf_str(&b, g->notes[n->name].text);
  }
  out_open(o, TAG_TITLE);
  out_name(o, g->tree->names[n->name]);
  out_text(o, buf_view(&b));
  out_close(o, TAG_TITLE);
  buf_free(&b);
}

static void put_class(struct out *o, const struct flame_graph *g, struct change c, struct flame_paint paint, enum flame_mark mark) {
  char words[24];
  bool is_new = c.is_new && !c.is_noise;
  (void)snprintf(words, sizeof words, "%s%s%s%s%s%s", g->has_base ? flame_step_class(c.step) : "", g->has_base ? " " : "",
                 flame_paint_class(paint), g->has_base && is_new ? " nw" : "", mark ? " " : "", mark ? flame_mark_class(mark) : "");
  out_class(o, out_lit_of(words));
}

struct place {
  double x, y, width;
};

static void put_label(struct out *o, const struct flame_graph *g, const struct call_node *n, struct place at, bool dark) {
  double room = (at.width - 2 * PAD) / FLAME_CELL;
  if (room < 1) return;
  struct buf b = BUF_INIT;
  flame_put_label(&b, g->tree->names[n->name], (size_t)room);
  if (b.n > 0) {
    out_open(o, TAG_TEXT);
    out_attr_f(o, ATTR_X, at.x + PAD);
    out_attr_f(o, ATTR_Y, at.y + FLAME_BASELINE);
    out_attr_lit(o, ATTR_FILL, dark ? LIT("#FFFFFF") : LIT("#16191D"));
    out_attr_lit(o, ATTR_STROKE, LIT("none"));
    out_text(o, buf_view(&b));
    out_close(o, TAG_TEXT);
  }
  buf_free(&b);
}

void flame_put_class(struct out *o, const struct flame_graph *g, bool alone) {
  bool own = alone && g->by_owner;
  char words[40];
  (void)snprintf(words, sizeof words, "fl-svg%s%s", own ? " fl-own" : g->has_base && g->by_self ? " fl-self" : "", g->turned ? " fl-rev" : "");
  out_class(o, out_lit_of(words));
}

const char *flame_change_of(const struct flame_graph *g) {
  if (g->no_normalize) return g->by_self ? "self counts as a share of head's total" : "counts as a share of head's total";
  return g->by_self ? "self share" : "share of the total";
}

struct flame_paint flame_paint_at(const struct flame_graph *g, uint32_t node) {
  const struct call_node *n = &g->tree->nodes[node];
  if (n->parent == CALL_NONE) return (struct flame_paint){OWNER_NONE, 0};
  return flame_paint_of(g->palette, g->tree->names[n->name]);
}

uint32_t flame_legend(const struct flame_graph *g, struct flame_meaning out[OWNER_MAX]) {
  bool used[OWNER_MAX] = {false};
  for (uint32_t i = 1; i < g->layout.n; i++) used[flame_paint_at(g, g->layout.frames[i].node).owner] = true;
  uint32_t n = 0;
  for (enum flame_owner o = OWNER_APP; o < OWNER_MAX; o++) {
    bool rare;
    const char *words = flame_palette_words(g->palette, o, &rare);
    if (words && (used[o] || !rare)) out[n++] = (struct flame_meaning){o, words};
  }
  return n;
}

static void put_frame(struct out *o, const struct flame_graph *g, const struct flame_frame *f, struct place at) {
  const struct call_node *n = &g->tree->nodes[f->node];
  struct change c = g->has_base ? change_of(g, f->node, g->by_self) : (struct change){.step = FLAME_STEP_NONE};
  struct flame_paint paint = flame_paint_at(g, f->node);
  enum flame_mark mark = mark_of(g, f->node);
  out_open(o, TAG_G);
  put_class(o, g, c, paint, mark);
  put_title(o, g, f->node);
  out_open(o, TAG_RECT);
  out_attr_f(o, ATTR_X, at.x);
  out_attr_f(o, ATTR_Y, at.y);
  out_attr_f(o, ATTR_WIDTH, at.width);
  out_attr_u(o, ATTR_HEIGHT, FLAME_RECT);
  if (g->by_owner) {
    char fill[8];
    flame_paint_fill(paint, fill);
    out_attr_lit(o, ATTR_FILL, out_lit_of(fill));
  } else if (c.step != FLAME_STEP_NONE) { /* the group's fill is that of no change: most frames of most graphs */
    out_attr_lit(o, ATTR_FILL, out_lit_of(flame_step_fill(c.step)));
  }
  bool dashed = g->has_base && c.is_new && !c.is_noise;
  if (mark) {
    out_attr_lit(o, ATTR_STROKE, out_lit_of(flame_mark_stroke(mark)));
    out_attr_f(o, ATTR_STROKE_WIDTH, FLAME_MARK_WIDTH);
  } else if (dashed) {
    out_attr_lit(o, ATTR_STROKE, LIT("#16191D"));
  }
  if (dashed) out_attr_lit(o, ATTR_STROKE_DASHARRAY, LIT("3 2"));
  out_close(o, TAG_RECT);
  put_label(o, g, n, at, !g->by_owner && flame_step_is_dark(c.step));
  out_close(o, TAG_G);
}

/* Opens a group with what all its frames share. */
static void open_group(struct out *o, struct out_lit class) {
  out_open(o, TAG_G);
  out_class(o, class);
  out_attr_lit(o, ATTR_FONT_FAMILY, LIT("monospace"));
  out_attr_u(o, ATTR_FONT_SIZE, FLAME_FONT_SIZE);
  out_attr_lit(o, ATTR_FILL, out_lit_of(flame_step_fill(FLAME_STEP_NONE)));
  out_attr_lit(o, ATTR_STROKE, LIT("#FFFFFF"));
  out_attr_f(o, ATTR_STROKE_WIDTH, 0.6);
}

static void put_gone(struct out *o, const struct flame_graph *g, double x, double y) {
  const struct flame_layout *l = &g->layout;
  double scale = g->width / (double)calltree_total(g->tree, SIDE_BASE);
  struct buf b = BUF_INIT;
  buf_cstr(&b, "Gone: ");
  flame_put_share(&b, (double)l->gone_total / g->whole[SIDE_BASE]);
  buf_printf(&b, " of base, %llu %s", (unsigned long long)l->gone_frames, l->gone_frames == 1 ? "frame" : "frames");
  open_group(o, LIT("fl-gone"));
  out_open(o, TAG_TEXT);
  out_class(o, LIT("fl-words"));
  out_attr_f(o, ATTR_X, x);
  out_attr_f(o, ATTR_Y, y + GONE_GAP - 7);
  out_attr_lit(o, ATTR_FONT_FAMILY, LIT("sans-serif"));
  out_attr_lit(o, ATTR_FILL, LIT("#454C54"));
  out_attr_lit(o, ATTR_STROKE, LIT("none"));
  out_text(o, buf_view(&b));
  out_close(o, TAG_TEXT);
  for (uint32_t i = 0; i < l->gone_n; i++) {
    const struct flame_frame *f = &l->gone[i];
    put_frame(o, g, f, (struct place){x + (double)f->x * scale, y + GONE_GAP, (double)f->width * scale});
  }
  out_close(o, TAG_G);
  buf_free(&b);
}

double flame_gone_height(const struct flame_graph *g) {
  return g->layout.gone_n ? GONE_GAP + FLAME_ROW : 0;
}

void flame_put_frames(struct out *o, const struct flame_graph *g, double x, double y) {
  const struct flame_layout *l = &g->layout;
  double scale = l->total ? g->width / (double)l->total : 0;
  open_group(o, LIT("fl-f"));
  for (uint32_t i = 0; i < l->n; i++) {
    const struct flame_frame *f = &l->frames[i];
    double row = g->root_on_top ? f->depth : l->depth_max - f->depth;
    put_frame(o, g, f, (struct place){x + (double)f->x * scale, y + row * FLAME_ROW, (double)f->width * scale});
  }
  out_close(o, TAG_G);
  if (l->gone_n > 0) put_gone(o, g, x, y + g->height);
}

void flame_put_scale(struct out *o, double x, double y, bool negate) {
  enum { SWATCH = FLAME_SCALE_WIDTH / FLAME_STEPS, HALF = FLAME_STEPS / 2 };
  for (unsigned i = 0; i < FLAME_STEPS; i++) {
    unsigned step = negate ? FLAME_STEPS - 1 - i : i;
    out_open(o, TAG_RECT);
    out_class(o, out_lit_of(flame_step_class(step)));
    out_attr_f(o, ATTR_X, x + i * SWATCH);
    out_attr_f(o, ATTR_Y, y);
    out_attr_u(o, ATTR_WIDTH, SWATCH);
    out_attr_u(o, ATTR_HEIGHT, 12);
    out_attr_lit(o, ATTR_FILL, out_lit_of(flame_step_fill(step)));
    out_close(o, TAG_RECT);
  }
  for (unsigned i = 0; i + 1 < FLAME_STEPS; i++) {
    double limit = 100 * flame_step_limits[i < HALF ? HALF - 1 - i : i - HALF];
    out_open(o, TAG_TEXT);
    out_class(o, LIT("fl-words"));
    out_attr_f(o, ATTR_X, x + (i + 1) * SWATCH);
    out_attr_f(o, ATTR_Y, y + 22);
    out_attr_u(o, ATTR_FONT_SIZE, 10);
    out_attr_lit(o, ATTR_FILL, LIT("#454C54"));
    out_attr_lit(o, ATTR_TEXT_ANCHOR, LIT("middle"));
    out_text(o, i < HALF ? STR("\xE2\x88\x92") : STR("+"));
    out_fixed(o, limit, limit < 1 ? 1 : 0);
    out_close(o, TAG_TEXT);
  }
}

static void put_side(struct buf *b, const struct flame_graph *g, enum side side, const char *name) {
  buf_cstr(b, name);
  flame_put_count(b, g->profile, calltree_total(&g->profile->tree, side));
}

enum { EXPRESSION_CELLS = 40 };

static void put_expression(struct buf *b, const char *option, struct str expression) {
  buf_cstr(b, option);
  buf_cstr(b, " \"");
  flame_put_label(b, expression, EXPRESSION_CELLS);
  buf_char(b, '"');
}

static void put_left_out_of(struct buf *b, const struct flame_graph *g, enum side side) {
  double left = (double)calltree_total(g->tree, side);
  flame_put_share(b, g->whole[side] > 0 ? 1 - left / g->whole[side] : 0);
}

/* What the filters leave out, of each side: shares stay of the whole, so that a filtered picture can be held beside a whole one. */
static void put_filter(struct buf *b, const struct flame_graph *g) {
  const struct profile *p = g->profile;
  if (p->drawn == NULL) return;
  buf_cstr(b, "; ");
  if (p->focus.n > 0) put_expression(b, "--focus", p->focus);
  if (p->focus.n > 0 && p->ignore.n > 0) buf_cstr(b, " and ");
  if (p->ignore.n > 0) put_expression(b, "--ignore", p->ignore);
  buf_cstr(b, p->focus.n > 0 && p->ignore.n > 0 ? " leave out " : " leaves out ");
  put_left_out_of(b, g, g->side);
  if (g->has_base) {
    buf_cstr(b, " of head, ");
    put_left_out_of(b, g, SIDE_BASE);
    buf_cstr(b, " of base");
  }
  buf_cstr(b, "; shares stay of the whole");
}

void flame_put_summary(struct buf *b, const struct flame_graph *g) {
  const struct flame_layout *l = &g->layout;
  if (g->has_base) {
    put_side(b, g, SIDE_HEAD, "head ");
    put_side(b, g, SIDE_BASE, ", base ");
  } else {
    put_side(b, g, g->side, g->side == SIDE_BASE ? "base alone: " : "");
    if (g->side == SIDE_BASE && g->profile->has[SIDE_HEAD])
      buf_cstr(b, g->whole[SIDE_HEAD] > 0 ? "; head has none of these stacks" : ", all of it gone: head has no samples");
    if (g->side == SIDE_HEAD && g->profile->has[SIDE_BASE] && g->whole[SIDE_HEAD] > 0) buf_cstr(b, "; base has no samples");
  }
  uint64_t hidden = l->all - l->n;
  buf_printf(b, "; %u frames", (unsigned)l->n);
  if (hidden == 0) {
    buf_cstr(b, ", none left out");
  } else {
    buf_printf(b, ", %llu narrower ones left out (%s ", (unsigned long long)hidden, l->limited ? "up to" : "under");
    flame_put_share(b, l->share_drawn);
    buf_cstr(b, l->limited ? ", the drawing is full)" : ")");
  }
  if (g->cut > 0) buf_printf(b, "; stacks are cut at %u frames from their leaf", (unsigned)g->cut);
  put_filter(b, g);
}

struct str flame_interval_note(const struct flame_graph *g, bool told) {
  if (!g->has_base) return STR_NONE;
  if (g->has_interval && told) return STR("Grey changes lie within the noise of sampling");
  if (g->has_interval) {
    return STR("Grey changes lie within the noise of sampling; one profile a side does not contain the variation from run to "
               "run");
  }
  if (g->no_normalize) return STR("Base's counts are held against head's as they are; no change is marked as noise");
  if (told) return STR("No change is marked as noise");
  return STR("No change is marked as noise: how many samples were taken is not known");
}
