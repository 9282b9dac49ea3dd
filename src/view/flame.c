#include "view/flame.h"

#include "base/num.h"
#include "view/disagreements.h"
#include "view/findings.h"
#include "view/flame_colour.h"
#include "view/flame_data.h"
#include "view/flame_svg.h"
#include "view/flame_text.h"
#include "view/parts.h"
#include "view/traces.h"

#include <math.h>

enum { GRAPHS_MAX = FLAME_MAX_FRAMES_PAGE / FLAME_MIN_FRAMES_PAGE, HOTTEST = 10 };

struct str view_graph_id(struct arena *a, const struct report *r, uint32_t profile) {
  return out_id_of(a, LIT("p"), r->in->profiles.at[r->profiles.at[profile].profile].key);
}

static const struct profile *profile_of(const struct view *v, uint32_t i) {
  return &v->report->in->profiles.at[v->report->profiles.at[i].profile];
}

/* ---- how many frames a graph may draw ---- */

/* The largest limit for each, with which all of them together draw no more than so many: what a small graph leaves over goes
 * to the large ones. It is at least 1, for the root. */
static uint32_t fair_limit(const struct flame_graph *graphs, size_t n, uint32_t all) {
  uint32_t low = all / (uint32_t)n, high = all;
  while (low < high) {
    uint32_t middle = high - (high - low) / 2;
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
      uint32_t wants = graphs[i].layout.n + graphs[i].layout.gone_n;
      sum += wants < middle ? wants : middle;
    }
    if (sum <= all) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low > 0 ? low : 1;
}

static void lay_one(const struct view *v, uint32_t i, struct flame_options *options, struct flame_graph *g) {
  options->notes = view_known_frames(v, i);
  flame_graph_init(g, v->arena, profile_of(v, i), options);
}

/* On a page that has a history to show too, nothing is drawn that is narrower than half a pixel. */
static double min_width(const struct view *v) {
  return num_is_zero(v->options->min_width) && v->report->trends.n > 0 ? 0.5 / FLAME_WIDTH_PAGE : v->options->min_width;
}

static struct flame_graph *lay_out(const struct view *v, size_t n) {
  uint32_t all = v->options->max_frames ? v->options->max_frames : FLAME_MAX_FRAMES_PAGE;
  struct flame_options options = {.min_width = min_width(v),
                                  .max_frames = all,
                                  .frame_bytes = FLAME_FRAME_BYTES_PAGE,
                                  .colours = v->options->colours,
                                  .by_self = v->options->change_of_self,
                                  .reverse = v->options->reverse,
                                  .inverted = v->options->inverted,
                                  .negate = v->options->negate,
                                  .no_normalize = v->options->no_normalize,
                                  .width = FLAME_WIDTH_PAGE};
  struct flame_graph *graphs = ARENA_ARRAY(v->arena, struct flame_graph, n);
  for (uint32_t i = 0; i < n; i++) lay_one(v, i, &options, &graphs[i]);
  options.max_frames = fair_limit(graphs, n, all);
  for (uint32_t i = 0; i < n; i++)
    if (graphs[i].layout.n + graphs[i].layout.gone_n > options.max_frames) lay_one(v, i, &options, &graphs[i]);
  return graphs;
}

/* ---- words ---- */

static void put_sentence(struct out *o, struct str s) {
  if (s.n == 0) return;
  char first = char_upper(s.p[0]);
  out_text(o, STR(" "));
  out_text(o, (struct str){&first, 1});
  out_text(o, str_slice(s, 1, s.n));
  if (s.p[s.n - 1] != '.') out_text(o, STR("."));
}

/* How many functions a side has that are hot at all, up to those of a top ten. */
static uint32_t hottest(const struct profile_result *r, enum side s) {
  uint32_t n = 0;
  for (size_t i = 0; i < r->functions.n && n < HOTTEST; i++) n += r->functions.at[i].self[s] > 0;
  return n;
}

/* Churn is a share of the side that has more of them; people ask how many of head's are not among base's. */
static void put_churn(struct out *o, const struct profile_result *r) {
  uint32_t now = hottest(r, SIDE_HEAD), then = hottest(r, SIDE_BASE), of = now > then ? now : then;
  if (now < 2 || then < 2) return;
  uint32_t both = (uint32_t)lround(of * (1 - r->churn)), others = now > both ? now - both : 0;
  if (others == 0) out_textf(o, " The %u hottest functions were all among base's %u.", now, then);
  else out_textf(o, " Of the %u hottest functions, %u %s not among base's %u.", now, others, others == 1 ? "was" : "were", then);
}

static void put_summary(struct out *o, const struct view *v, uint32_t i, const struct flame_graph *g) {
  const struct profile *p = g->profile;
  const struct profile_result *r = &v->report->profiles.at[i];
  struct buf b = BUF_INIT;
  flame_put_summary(&b, g);
  out_open(o, TAG_P);
  out_class(o, LIT("sum"));
  out_text(o, buf_view(&b));
  out_text(o, STR(". Unit: "));
  out_name(o, p->unit);
  if (p->unit_source.n > 0) {
    out_text(o, STR(" ("));
    out_name(o, p->unit_source);
    out_text(o, STR(")"));
  }
  out_text(o, STR("."));
  if (g->has_base && !isnan(r->churn)) put_churn(o, r);
  out_close(o, TAG_P);
  buf_free(&b);
}

static void put_notes(struct out *o, const struct view *v, uint32_t i, const struct flame_graph *g) {
  const struct profile_result *r = &v->report->profiles.at[i];
  struct str interval = flame_interval_note(g, r->note.n > 0);
  bool scaled = g->has_base && fabs(r->scale - 1) >= 0.0005;
  if (r->note.n == 0 && interval.n == 0 && !scaled) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  if (g->has_base && !g->no_normalize) out_text(o, STR("Both sides are drawn as shares of their own total."));
  put_sentence(o, interval);
  put_sentence(o, r->note);
  if (scaled) {
    out_text(o, STR(" Changes in the table are of head shares divided by the common scale "));
    out_fixed(o, r->scale, 3);
    out_text(o, STR(": shares move when others shrink."));
  }
  out_close(o, TAG_P);
}

/* ---- views and legends ---- */

static void put_view(struct out *o, struct str graph, struct arena *a, bool head, bool checked) {
  struct str id = arena_printf(a, STR_FMT "-%s", STR_ARG(graph), head ? "h" : "d");
  out_open(o, TAG_INPUT);
  out_attr_lit(o, ATTR_TYPE, LIT("radio"));
  out_class(o, head ? LIT("fl-h") : LIT("fl-d"));
  out_attr_id(o, ATTR_ID, id);
  out_attr_lit(o, ATTR_NAME_, out_lit_of(arena_cstr(a, graph)));
  out_attr(o, ATTR_VALUE, head ? STR("head") : STR("diff"));
  if (checked) out_attr_on(o, ATTR_CHECKED);
  out_close(o, TAG_INPUT);
  out_open(o, TAG_LABEL);
  out_class(o, LIT("fl-v"));
  out_attr_id(o, ATTR_FOR, id);
  out_text(o, head ? STR("Head only") : STR("Difference"));
  out_close(o, TAG_LABEL);
}

static void open_swatch(struct out *o, unsigned width, unsigned height) {
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, width);
  out_attr_u(o, ATTR_HEIGHT, height);
  out_viewbox(o, 0, 0, width, height);
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
}

static void put_swatch(struct out *o, struct out_lit class, struct out_lit fill, bool dashed) {
  open_swatch(o, 12, 12);
  out_open(o, TAG_RECT);
  out_class(o, class);
  out_attr_f(o, ATTR_X, 0.5);
  out_attr_f(o, ATTR_Y, 0.5);
  out_attr_u(o, ATTR_WIDTH, 11);
  out_attr_u(o, ATTR_HEIGHT, 11);
  out_attr_lit(o, ATTR_FILL, fill);
  if (dashed) {
    out_attr_lit(o, ATTR_STROKE, LIT("#16191D"));
    out_attr_lit(o, ATTR_STROKE_DASHARRAY, LIT("3 2"));
  }
  out_close(o, TAG_RECT);
  out_close(o, TAG_SVG);
}

static void put_owner_legend(struct out *o, const struct flame_graph *g) {
  out_open(o, TAG_P);
  out_class(o, LIT("fl-lg fl-lg-h"));
  out_open(o, TAG_SPAN);
  out_text(o, g->side == SIDE_HEAD ? STR("Width: share of head. ") : STR("Width: share of base. "));
  out_text(o, str_of(flame_palette_about(g->palette)));
  out_close(o, TAG_SPAN);
  struct flame_meaning meanings[OWNER_MAX];
  uint32_t n = flame_legend(g, meanings);
  for (uint32_t i = 0; i < n; i++) {
    enum flame_owner owner = meanings[i].owner;
    out_open(o, TAG_SPAN);
    put_swatch(o, out_lit_of(flame_owner_class(owner)), out_lit_of(flame_owner_fill(owner)), false);
    out_text(o, str_of(meanings[i].words));
    out_close(o, TAG_SPAN);
    out_text(o, STR(" "));
  }
  out_close(o, TAG_P);
}

static void put_change_legend(struct out *o, const struct flame_graph *g) {
  out_open(o, TAG_P);
  out_class(o, LIT("fl-lg fl-lg-d"));
  out_open(o, TAG_SPAN);
  out_textf(o, "Width: share of head. Colour: change of the %s, head \xE2\x88\x92 base, in points:", flame_change_of(g));
  out_close(o, TAG_SPAN);
  out_text(o, STR(" "));
  out_open(o, TAG_SPAN);
  open_swatch(o, FLAME_SCALE_WIDTH, FLAME_SCALE_HEIGHT);
  flame_put_scale(o, 0, 0, g->negate);
  out_close(o, TAG_SVG);
  out_close(o, TAG_SPAN);
  out_text(o, STR(" "));
  out_open(o, TAG_SPAN);
  put_swatch(o, out_lit_of(flame_step_class(FLAME_STEP_NONE)), out_lit_of(flame_step_fill(FLAME_STEP_NONE)), false);
  out_text(o, g->has_interval ? STR("none, or within the noise") : STR("none"));
  out_close(o, TAG_SPAN);
  out_text(o, STR(" "));
  out_open(o, TAG_SPAN);
  put_swatch(o, LIT("q6 nw"), LIT("#F0A983"), true);
  out_text(o, STR("new"));
  out_close(o, TAG_SPAN);
  out_close(o, TAG_P);
}

/* ---- a graph ---- */

static void put_picture(struct out *o, const struct flame_graph *g, struct str id) {
  double height = g->height + flame_gone_height(g) + 2;
  out_open(o, TAG_DIV);
  out_class(o, LIT("fl-pic"));
  out_open(o, TAG_SVG);
  flame_put_class(o, g, false);
  out_attr(o, ATTR_DATA_K, id);
  out_attr_f(o, ATTR_WIDTH, g->width);
  out_attr_f(o, ATTR_HEIGHT, height);
  out_viewbox(o, 0, 0, g->width, height);
  out_attr_lit(o, ATTR_ROLE, LIT("group"));
  struct buf b = BUF_INIT;
  buf_cstr(&b, "Flame graph of ");
  buf_str(&b, g->profile->key);
  buf_cstr(&b, g->has_base ? ", head against base" : "");
  out_attr(o, ATTR_ARIA_LABEL, buf_view(&b));
  buf_free(&b);
  flame_put_frames(o, g, 0, 0);
  out_close(o, TAG_SVG);
  out_close(o, TAG_DIV);
}

/* The tables of a page share their room, so that an ordinary page stays one. */
static void put_data(struct out *o, const struct view *v, const struct flame_graph *g) {
  size_t graphs = v->report->profiles.n < GRAPHS_MAX ? v->report->profiles.n : GRAPHS_MAX;
  struct flame_data_limits limits = {FLAME_DATA_FRAMES, FLAME_DATA_BYTES_PAGE / graphs};
  flame_put_data(o, v->arena, g, &limits);
}

static void put_graph(struct out *o, const struct view *v, uint32_t i, const struct flame_graph *g) {
  struct str id = view_graph_id(v->arena, v->report, i);
  out_open(o, TAG_DIV);
  out_class(o, g->has_base ? LIT("fl") : LIT("fl fl-own"));
  if (g->has_base) {
    put_view(o, id, v->arena, false, !g->by_owner);
    put_view(o, id, v->arena, true, g->by_owner);
    put_change_legend(o, g);
  }
  put_owner_legend(o, g);
  view_known_legend(o, g);
  put_picture(o, g, id);
  put_data(o, v, g);
  out_close(o, TAG_DIV);
}

static void put_profile(struct out *o, const struct view *v, uint32_t i, const struct flame_graph *g) {
  out_open(o, TAG_H3);
  out_attr_id(o, ATTR_ID, view_graph_id(v->arena, v->report, i));
  out_name(o, profile_of(v, i)->key);
  out_close(o, TAG_H3);
  put_summary(o, v, i, g);
  view_disagreements_of(o, v, i);
  if (g->layout.n == 0 && g->profile->drawn == NULL) return; /* a filter empties the drawing, not the table */
  if (g->layout.n > 0) put_graph(o, v, i, g);
  put_notes(o, v, i, g);
  view_functions(o, v, i);
  view_traces(o, v, i);
}

/* Beyond so many profiles a table stands only for one whose functions are linked to. */
enum { TABLES_MAX = 40 };

static bool has_links(const struct view *v, uint32_t i) {
  const bool *linked = view_functions_linked(v->arena, v->report, i);
  for (size_t f = 0; f < v->report->profiles.at[i].functions.n; f++)
    if (linked[f]) return true;
  return false;
}

static void put_undrawn(struct out *o, const struct view *v, uint32_t i) {
  out_open(o, TAG_H3);
  out_name(o, profile_of(v, i)->key);
  out_close(o, TAG_H3);
  out_open(o, TAG_P);
  out_class(o, LIT("sum"));
  out_text(o, STR("Not drawn: a page draws ten graphs."));
  out_close(o, TAG_P);
  view_functions(o, v, i);
}

void view_profiles(struct out *o, const struct view *v) {
  uint32_t n = (uint32_t)v->report->profiles.n;
  if (n == 0) return;
  uint32_t drawn = n < GRAPHS_MAX ? n : GRAPHS_MAX;
  const struct flame_graph *graphs = lay_out(v, drawn);
  part_head_open(o, VIEW_PROFILES);
  out_open(o, TAG_P);
  out_class(o, LIT("sum"));
  part_text(o, "Each box is a function, as wide as its share of the samples; what it calls stands on it, or under it where the root is on top.");
  out_close(o, TAG_P);
  part_head_close(o);
  for (uint32_t i = 0; i < drawn; i++) put_profile(o, v, i, &graphs[i]);
  uint32_t left_out = 0;
  for (uint32_t i = drawn; i < n; i++) {
    if (i < TABLES_MAX || has_links(v, i)) put_undrawn(o, v, i);
    else left_out++;
  }
  if (left_out == 0) return;
  out_open(o, TAG_P);
  out_class(o, LIT("sum"));
  out_textf(o, "%lu more profiles stand in report.json (--json).", (unsigned long)left_out);
  out_close(o, TAG_P);
}
