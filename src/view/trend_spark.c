/* The picture of the last runs in a row of the comparison: a path for what is usual, a path for the line. There may be a thousand. */
#include "view/trends.h"

#include "analysis/say.h"
#include "view/bench_chart.h"
#include "view/parts.h"

#include <math.h>

enum { WIDTH = 112, HEIGHT = 26, LEFT = 6, RIGHT = 216, HEAD_GAP = 17, TOP = 8, BOTTOM = 44 }; /* pixels; half pixels from LEFT on */

/* A dot on every picture is drawn once: the newest run by its tone, the head as a ring. */
static const char *const dot_ids[] = {[TONE_PLAIN] = "spark", [TONE_WORSE] = "spark-w", [TONE_BETTER] = "spark-b"};
static const char *const ring_ids[] = {[TONE_PLAIN] = "ring", [TONE_WORSE] = "ring-w", [TONE_BETTER] = "ring-b"};
enum { TONES = 3 };

static struct out_lit dot_url(enum tone t) {
  return t == TONE_WORSE ? LIT("url(#spark-w)") : t == TONE_BETTER ? LIT("url(#spark-b)") : LIT("url(#spark)");
}

void view_spark_head(struct out *o, const struct view *v) {
  if (!view_has_trends(v)) return;
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("col"));
  out_textf(o, "Last %d runs", TREND_SPARK_RUNS);
  out_close(o, TAG_TH);
}

static void dot(struct out *o, enum tone tone) {
  struct trend_paint paint = trend_fill(tone);
  out_open(o, TAG_MARKER);
  out_attr_id(o, ATTR_ID, str_of(dot_ids[tone]));
  out_attr_u(o, ATTR_MARKER_WIDTH, 4); /* of the width of the line */
  out_attr_u(o, ATTR_MARKER_HEIGHT, 4);
  out_attr_u(o, ATTR_REF_X, 2);
  out_attr_u(o, ATTR_REF_Y, 2);
  out_open(o, TAG_CIRCLE);
  out_class(o, paint.class);
  out_attr_lit(o, ATTR_FILL, paint.colour);
  out_attr_u(o, ATTR_CX, 2);
  out_attr_u(o, ATTR_CY, 2);
  out_attr_f(o, ATTR_R, 2);
  out_close(o, TAG_CIRCLE);
  out_close(o, TAG_MARKER);
}

static void ring(struct out *o, enum tone tone) {
  struct trend_paint paint = trend_ring(tone);
  out_open(o, TAG_CIRCLE);
  out_attr_id(o, ATTR_ID, str_of(ring_ids[tone]));
  out_class(o, paint.class);
  out_attr_lit(o, ATTR_FILL, LIT("#FFFFFF"));
  out_attr_lit(o, ATTR_STROKE, paint.colour);
  out_attr_u(o, ATTR_STROKE_WIDTH, 3);
  out_attr_u(o, ATTR_R, 5);
  out_close(o, TAG_CIRCLE);
}

void view_spark_marks(struct out *o, const struct view *v) {
  if (!view_has_trends(v)) return;
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, 0);
  out_attr_u(o, ATTR_HEIGHT, 0);
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
  out_open(o, TAG_DEFS);
  for (int t = 0; t < TONES; t++) dot(o, (enum tone)t);
  for (int t = 0; t < TONES; t++) ring(o, (enum tone)t);
  out_close(o, TAG_DEFS);
  out_close(o, TAG_SVG);
}

struct str trend_run_name(struct arena *a, struct str name, size_t most) {
  size_t at = 0;
  for (size_t n = 0; at < name.n; n++) {
    if (n == most) return arena_printf(a, STR_FMT "\xe2\x80\xa6", STR_ARG(str_slice(name, 0, at)));
    (void)utf8_next(name, &at);
  }
  return name;
}

void trend_put_end(struct buf *b, const struct report *r, const struct trend_result *t) {
  enum { NAME_MOST = 24 };
  struct arena a = ARENA_INIT;
  struct str name = trend_run_name(&a, r->in->history->runs.at[t->last.run].id, NAME_MOST);
  buf_printf(b, "ended at %s" STR_FMT, str_starts_nocase(name, STR("run")) ? "" : "run ", STR_ARG(name));
  arena_free(&a);
}

/* "+8.2 % at run13": the newest change that is in the picture. */
static void put_change(struct buf *b, const struct view *v, const struct trend_result *t, const struct trend_plot *p) {
  enum { NAME_MOST = 24 };
  struct trend_change_vec changes = trend_changes(v->arena, t);
  const struct trend_change *c = changes.n ? &changes.at[changes.n - 1] : NULL;
  if (c && trend_x_of_change(p, c) >= 0) {
    struct str name = trend_run_name(v->arena, v->report->in->history->runs.at[c->to_run].id, NAME_MOST);
    struct str change = isnan(c->change) ? STR("from 0") : say_change(v->arena, c->change);
    buf_printf(b, ", " STR_FMT " at " STR_FMT, STR_ARG(change), STR_ARG(name));
  } else if (!t->drifts) {
    buf_cstr(b, ", no change found");
  }
  if (t->drifts) {
    struct str drift = say_change(v->arena, t->drift_share);
    buf_printf(b, ", drifts by " STR_FMT, STR_ARG(drift));
  }
}

struct str trend_words(const struct view *v, const struct trend_result *t, const struct trend_plot *p) {
  struct str unit = trend_row(v->report, t)->id.unit;
  struct buf b = BUF_INIT;
  if (p->n == p->frame.runs) buf_printf(&b, "%lu run%s", (unsigned long)p->n, p->n == 1 ? "" : "s");
  else buf_printf(&b, "%lu of %u runs", (unsigned long)p->n, p->frame.runs);
  if (p->n > 0) buf_cstr(&b, ", last ");
  if (p->n > 0) buf_str(&b, say_bench(v->arena, p->at[p->n - 1].centre, unit));
  put_change(&b, v, t, p);
  if (t->ended) buf_cstr(&b, ", ");
  if (t->ended) trend_put_end(&b, v->report, t);
  if (!isnan(p->head)) buf_cstr(&b, ", head ");
  if (!isnan(p->head)) buf_str(&b, say_bench(v->arena, p->head, unit));
  return buf_take(&b, v->arena);
}

void trend_draw_band(struct out *o, const struct trend_plot *p, const struct trend_result *t) {
  struct trend_band b;
  if (!trend_band_of(p, t, &b)) return;
  out_open(o, TAG_PATH);
  out_class(o, LIT("bd"));
  out_attr_lit(o, ATTR_FILL, LIT("#E4E8EC"));
  out_attrf(o, ATTR_D, "M%d %dH%dV%dH%dz", b.x0, b.y0, b.x1, b.y1, b.x0);
  out_close(o, TAG_PATH);
}

static void line(struct out *o, const struct trend_plot *p, enum tone newest) {
  struct buf d = BUF_INIT;
  trend_put_line(&d, p);
  if (d.n > 0) {
    out_open(o, TAG_PATH);
    out_class(o, LIT("ln"));
    out_attr_lit(o, ATTR_FILL, LIT("none"));
    out_attr_lit(o, ATTR_STROKE, LIT("#454C54"));
    out_attr(o, ATTR_STROKE_WIDTH, STR("2.5"));
    out_attr_lit(o, ATTR_STROKE_LINECAP, LIT("round"));
    out_attr_lit(o, ATTR_MARKER_END, dot_url(newest));
    out_attr(o, ATTR_D, buf_view(&d));
    out_close(o, TAG_PATH);
  }
  buf_free(&d);
}

void trend_draw_beyond(struct out *o, const struct trend_plot *p, enum tone tone, int size) {
  int half = size * 5 / 9;
  out_open(o, TAG_PATH);
  out_class(o, tone == TONE_WORSE ? LIT("cw hd") : tone == TONE_BETTER ? LIT("cb hd") : LIT("cn hd")); /* hd: where a script finds it */
  out_attr_lit(o, ATTR_FILL, trend_fill(tone).colour);
  out_attrf(o, ATTR_D, "M%d %dl%d %dh%dz", p->frame.right, trend_y(p, p->head) - p->beyond * size / 2, half, p->beyond * size, -2 * half);
  out_close(o, TAG_PATH);
}

static void head(struct out *o, const struct trend_plot *p, enum tone tone) {
  if (isnan(p->head)) return;
  if (p->beyond) {
    trend_draw_beyond(o, p, tone == TONE_NONE ? TONE_PLAIN : tone, 14);
    return;
  }
  out_open(o, TAG_USE);
  out_href_id(o, str_of(ring_ids[tone == TONE_NONE ? TONE_PLAIN : tone]));
  out_attr_u(o, ATTR_X, (uint64_t)p->frame.right);
  out_attr_u(o, ATTR_Y, (uint64_t)trend_y(p, p->head));
  out_close(o, TAG_USE);
}

/* The newest run is an exception when its series is one: a gate of trends speaks of what became worse. */
static enum tone newest_tone(const struct trend_result *t) {
  bool speaks = t->gate != INDEX_NONE && (t->verdict == VERDICT_FAIL || t->verdict == VERDICT_WARN);
  return speaks ? TONE_WORSE : TONE_PLAIN;
}

static void picture(struct out *o, const struct view *v, const struct bench_result *b, const struct trend_result *t) {
  struct trend_frame f = trend_frame_of(v->report->in->history, TREND_SPARK_RUNS, trend_has_head(v->report));
  f.left = LEFT;
  f.right = RIGHT;
  f.head_gap = HEAD_GAP;
  f.top = TOP;
  f.bottom = BOTTOM;
  struct trend_plot p = trend_plot_of(t, &f, trend_head(v->report, t));
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, WIDTH);
  out_attr_u(o, ATTR_HEIGHT, HEIGHT);
  out_viewbox(o, 0, 0, 2 * WIDTH, 2 * HEIGHT);
  out_attr_lit(o, ATTR_ROLE, LIT("img"));
  out_attr(o, ATTR_ARIA_LABEL, trend_words(v, t, &p));
  trend_draw_band(o, &p, t);
  line(o, &p, newest_tone(t));
  head(o, &p, bench_chart_of(v->report, b).tone);
  out_close(o, TAG_SVG);
}

void view_spark_cell(struct out *o, const struct view *v, const struct bench_result *b) {
  if (!view_has_trends(v)) return;
  uint32_t i = v->trends->of_bench[b - v->report->benches.at];
  out_open(o, TAG_TD);
  if (i == INDEX_NONE) {
    out_class(o, LIT("t"));
    part_text(o, b->has[SIDE_HEAD] ? "no history" : "");
  } else {
    const struct trend_result *t = &v->report->trends.at[i];
    bool linked = v->trends->place[i] == TREND_IN_CARD;
    if (linked) {
      out_open(o, TAG_A);
      out_href_id(o, view_trend_id(v->arena, v->report, i));
    }
    picture(o, v, b, t);
    if (linked) out_close(o, TAG_A);
  }
  out_close(o, TAG_TD);
}

void view_spark_note(struct out *o, const struct view *v) {
  if (!view_has_trends(v)) return;
  part_text(o, " Last column: the dot is the newest run");
  if (trend_has_head(v->report)) part_text(o, ", the ring is head, or a triangle when it is far beyond the runs");
  part_text(o, "; the band is the median of the runs since the last change \xc2\xb1 3 \xc3\x97 1.4826 \xc3\x97 MAD, and the picture is at least 5\xc2\xa0% of the median high.");
}
