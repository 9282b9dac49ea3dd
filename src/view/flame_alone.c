/* A flame graph as an SVG file of its own, with style and script inside. */
#include "html/asset.h"
#include "view/flame_colour.h"
#include "view/flame_data.h"
#include "view/flame_script.h"
#include "view/flame_svg.h"
#include "view/flame_text.h"

/* From above: title and summary, a band for the tools that the script makes, legend, frames, a band for its details. */
enum { EDGE = 10, TITLE_Y = 26, SUMMARY_Y = 46, NOTE_Y = 62, TOOLS_Y = 70, TOOLS = 36, LEGEND_Y = 110, LEGEND = 32, DETAILS = 56 };

static void put_band(struct out *o, struct out_lit class, double y, double width, double height) {
  out_open(o, TAG_RECT);
  out_class(o, class);
  out_attr_u(o, ATTR_X, EDGE);
  out_attr_f(o, ATTR_Y, y);
  out_attr_f(o, ATTR_WIDTH, width);
  out_attr_f(o, ATTR_HEIGHT, height);
  out_attr_lit(o, ATTR_FILL, LIT("none"));
  out_close(o, TAG_RECT);
}

static void put_words(struct out *o, double x, double y, struct str text) {
  if (text.n == 0) return;
  out_open(o, TAG_TEXT);
  out_class(o, LIT("fl-words"));
  out_attr_f(o, ATTR_X, x);
  out_attr_f(o, ATTR_Y, y);
  out_text(o, text);
  out_close(o, TAG_TEXT);
}

static void put_owners(struct out *o, const struct flame_graph *g, double x, double y) {
  struct flame_meaning meanings[OWNER_MAX];
  uint32_t n = flame_legend(g, meanings);
  for (uint32_t i = 0; i < n; i++) {
    struct str words = str_of(meanings[i].words);
    out_open(o, TAG_RECT);
    out_class(o, out_lit_of(flame_owner_class(meanings[i].owner)));
    out_attr_f(o, ATTR_X, x);
    out_attr_f(o, ATTR_Y, y);
    out_attr_u(o, ATTR_WIDTH, 12);
    out_attr_u(o, ATTR_HEIGHT, 12);
    out_attr_lit(o, ATTR_FILL, out_lit_of(flame_owner_fill(meanings[i].owner)));
    out_close(o, TAG_RECT);
    put_words(o, x + 17, y + 10, words);
    x += 36 + 6.6 * (double)words.n;
  }
  put_words(o, x, y + 10, STR("shades only tell functions apart"));
}

static void open_legend(struct out *o, struct out_lit class, bool shown) {
  out_open(o, TAG_G);
  out_class(o, class);
  if (!shown) out_attr_lit(o, ATTR_VISIBILITY, LIT("hidden"));
  out_attr_lit(o, ATTR_FONT_FAMILY, LIT("sans-serif"));
  out_attr_u(o, ATTR_FONT_SIZE, 12);
  out_attr_lit(o, ATTR_FILL, LIT("#454C54"));
}

/* That of the other colours waits for a script to show it. */
static void put_legends(struct out *o, const struct flame_graph *g, double y) {
  open_legend(o, LIT("fl-lg-h"), g->by_owner);
  put_owners(o, g, EDGE, y);
  out_close(o, TAG_G);
  if (!g->has_base) return;
  open_legend(o, LIT("fl-lg-d"), !g->by_owner);
  flame_put_scale(o, EDGE, y, g->negate);
  struct buf b = BUF_INIT;
  buf_printf(&b, "change of the %s in points, head \xE2\x88\x92 base; grey: none, or within the noise; dashed: new", flame_change_of(g));
  put_words(o, EDGE + FLAME_SCALE_WIDTH + 14, y + 10, buf_view(&b));
  buf_free(&b);
  out_close(o, TAG_G);
}

static void put_head(struct out *o, const struct flame_graph *g, const struct flame_options *options) {
  struct str title = options->title.n ? options->title : g->profile->key;
  out_open(o, TAG_G);
  out_attr_lit(o, ATTR_FONT_FAMILY, LIT("sans-serif"));
  out_attr_u(o, ATTR_FONT_SIZE, 12);
  out_attr_lit(o, ATTR_FILL, LIT("#454C54"));
  out_open(o, TAG_TEXT);
  out_class(o, LIT("fl-title"));
  out_attr_u(o, ATTR_X, EDGE);
  out_attr_u(o, ATTR_Y, TITLE_Y);
  out_attr_u(o, ATTR_FONT_SIZE, 17);
  out_attr_lit(o, ATTR_FONT_WEIGHT, LIT("bold"));
  out_attr_lit(o, ATTR_FILL, LIT("#16191D"));
  out_name(o, title);
  out_close(o, TAG_TEXT);
  struct buf b = BUF_INIT;
  flame_put_summary(&b, g);
  put_words(o, EDGE, SUMMARY_Y, buf_view(&b));
  put_words(o, EDGE, NOTE_Y, flame_interval_note(g, false));
  buf_free(&b);
  out_close(o, TAG_G);
}

static struct asset builtin(struct arena *a, const char *name) {
  struct asset asset;
  struct diags d;
  diag_init(&d, a);
  (void)asset_load(a, &d, NULL, name, &asset); /* a built-in one cannot fail */
  return asset;
}

static void put_asset(struct out *o, enum out_tag tag, const struct asset *asset) {
  out_open(o, tag);
  out_asset(o, asset);
  out_close(o, tag);
}

static void put_paper(struct out *o, double width, double height) {
  out_open(o, TAG_RECT);
  out_class(o, LIT("fl-paper"));
  out_attr_f(o, ATTR_WIDTH, width);
  out_attr_f(o, ATTR_HEIGHT, height);
  out_attr_lit(o, ATTR_FILL, LIT("#FFFFFF"));
  out_close(o, TAG_RECT);
}

void flame_write_alone(struct out *o, struct arena *a, const struct profile *p, const struct flame_options *options) {
  struct flame_options full = *options;
  uint32_t width = full.width ? full.width : 1200;
  full.width = width - 2 * EDGE;
  if (full.max_frames == 0) full.max_frames = FLAME_MAX_FRAMES_ALONE;
  struct flame_graph g;
  flame_graph_init(&g, a, p, &full);
  double top = LEGEND_Y + LEGEND, bottom = top + g.height + flame_gone_height(&g), height = bottom + DETAILS + EDGE;
  struct asset css[] = {builtin(a, "flame-alone.css"), builtin(a, "flame.css")};
#define X(name) builtin(a, name),
  struct asset js[] = {FLAME_SCRIPT_TABLE(X)};
#undef X
  struct asset style = asset_join(a, "style", css, sizeof css / sizeof *css);
  struct asset script = asset_join(a, "script", js, sizeof js / sizeof *js);

  out_open(o, TAG_SVG);
  flame_put_class(o, &g, true);
  out_attr_lit(o, ATTR_DATA_K, LIT("g"));
  out_attr_f(o, ATTR_WIDTH, width);
  out_attr_f(o, ATTR_HEIGHT, height);
  out_viewbox(o, 0, 0, width, height);
  put_asset(o, TAG_STYLE, &style);
  put_paper(o, width, height);
  put_head(o, &g, &full);
  put_band(o, LIT("fl-top"), TOOLS_Y, full.width, TOOLS);
  put_legends(o, &g, LEGEND_Y);
  flame_put_frames(o, &g, EDGE, top);
  put_band(o, LIT("fl-bottom"), bottom + 4, full.width, DETAILS);
  flame_put_data(o, a, &g, &(struct flame_data_limits){FLAME_DATA_FRAMES, FLAME_DATA_BYTES_ALONE});
  put_asset(o, TAG_SCRIPT, &script);
  out_close(o, TAG_SVG);
}
