/* The card of a series: its last runs, what changed between which commits, and the same in words. */
#include "view/trends.h"

#include "analysis/say.h"
#include "model/linkurl.h"
#include "view/bench_chart.h"
#include "view/parts.h"

#include <math.h>

enum { WIDTH = 350, HEIGHT = 104 }; /* pixels; the others half pixels */
enum { LEFT = 134, RIGHT = 564, HEAD_GAP = 20, TOP = 50, BOTTOM = 156, MARK_TOP = 14, MARK_BOTTOM = 166, LABELS = 200, WORDS_TOP = 32 };
enum { FITS = 8, SMALL = 19 }; /* characters of a figure beside the picture; the type of one that is longer */
enum { CHANGES_TOLD = 3, COMMIT_SHOWN = 7, NAME_SHOWN = 10 };

struct trend_frame trend_card_frame(const struct view *v) {
  struct trend_frame f = trend_frame_of(v->report->in->history, TREND_CARD_RUNS, trend_has_head(v->report));
  f.left = LEFT;
  f.right = RIGHT;
  f.head_gap = HEAD_GAP;
  f.top = TOP;
  f.bottom = BOTTOM;
  return f;
}

static struct str commit_short(struct str commit) {
  size_t at = 0;
  if (utf8_count(commit) <= NAME_SHOWN) return commit;
  for (int i = 0; i < COMMIT_SHOWN; i++) (void)utf8_next(commit, &at);
  return str_slice(commit, 0, at);
}

void trend_commit(struct out *o, const struct view *v, struct str commit, bool whole) {
  struct buf url = BUF_INIT;
  struct str template = v->report->options.commit_url;
  bool linked = false;
  if (commit.n == 0) return;
  if (template.n > 0) {
    link_url_put(&url, LINK_COMMIT, template, commit);
    linked = out_open_link(o, buf_view(&url));
  }
  out_open(o, TAG_CODE);
  out_name(o, whole ? commit : commit_short(commit));
  out_close(o, TAG_CODE);
  if (linked) out_close(o, TAG_A);
  buf_free(&url);
}

/* ---- the picture ---- */

static void stroke(struct out *o, struct trend_paint paint, const char *width) {
  out_open(o, TAG_PATH);
  out_class(o, paint.class);
  out_attr_lit(o, ATTR_FILL, LIT("none"));
  out_attr_lit(o, ATTR_STROKE, paint.colour);
  out_attr(o, ATTR_STROKE_WIDTH, str_of(width));
}

static void medians(struct out *o, const struct trend_plot *p, const struct trend_change_vec *changes) {
  struct buf d = BUF_INIT;
  trend_put_medians(&d, p, changes);
  stroke(o, (struct trend_paint){LIT("md"), LIT("#2F6FB3")}, "8");
  out_attr(o, ATTR_STROKE_OPACITY, STR(".28"));
  out_attr(o, ATTR_D, buf_view(&d));
  out_close(o, TAG_PATH);
  buf_free(&d);
}

static void line(struct out *o, const struct trend_plot *p) {
  struct buf d = BUF_INIT;
  trend_put_line(&d, p);
  stroke(o, trend_stroke(TONE_PLAIN), "2.5");
  out_attr_lit(o, ATTR_STROKE_LINECAP, LIT("round"));
  out_attr_lit(o, ATTR_MARKER_START, LIT("url(#point)"));
  out_attr_lit(o, ATTR_MARKER_MID, LIT("url(#point)"));
  out_attr_lit(o, ATTR_MARKER_END, LIT("url(#newest)"));
  out_attr(o, ATTR_D, buf_view(&d));
  out_close(o, TAG_PATH);
  buf_free(&d);
}

static void drift(struct out *o, const struct trend_plot *p, const struct trend_result *t) {
  int xy[4];
  if (!t->drifts || !trend_drift_line(p, t, xy)) return;
  stroke(o, trend_stroke(trend_tone(t->drift_worsening)), "3");
  out_attr_lit(o, ATTR_STROKE_DASHARRAY, LIT("14 8"));
  out_attrf(o, ATTR_D, "M%d %dL%d %d", xy[0], xy[1], xy[2], xy[3]);
  out_close(o, TAG_PATH);
}

static void head(struct out *o, const struct trend_plot *p, enum tone tone) {
  if (isnan(p->head)) return;
  if (p->beyond) {
    trend_draw_beyond(o, p, tone, 18);
    return;
  }
  out_open(o, TAG_CIRCLE);
  out_class(o, trend_ring(tone).class);
  out_attr_lit(o, ATTR_FILL, LIT("#FFFFFF"));
  out_attr_lit(o, ATTR_STROKE, trend_ring(tone).colour);
  out_attr_u(o, ATTR_STROKE_WIDTH, 3);
  out_attr_u(o, ATTR_CX, (uint64_t)p->frame.right);
  out_attr_u(o, ATTR_CY, (uint64_t)trend_y(p, p->head));
  out_attr_u(o, ATTR_R, 6);
  out_close(o, TAG_CIRCLE);
}

static void text_open(struct out *o, int x, int y, struct out_lit anchor) {
  out_open(o, TAG_TEXT);
  out_attr_lit(o, ATTR_TEXT_ANCHOR, anchor);
  out_attr_u(o, ATTR_X, (uint64_t)x);
  out_attr_u(o, ATTR_Y, (uint64_t)y);
}

/* "84.0 µs", "56.9 MiB/s"; where the unit is long the figure alone, with its scale where it has one: the card's head has the unit. */
static struct str short_figure(struct arena *a, double value, struct str unit) {
  enum { UNIT_MOST = 5 };
  static const struct str nbsp = {"\xc2\xa0", 2};
  struct str s = say_bench(a, value, unit);
  size_t at = str_find(s, nbsp);
  if (at == STR_NPOS) return s;
  struct str of = str_slice(s, at + nbsp.n, s.n);
  if (utf8_count(of) <= UNIT_MOST) return s;
  size_t slash = str_find_char(of, '/');
  bool scaled = slash != STR_NPOS && !str_eq(of, unit);
  return str_slice(s, 0, scaled ? at + nbsp.n + slash : at);
}

static void tick(struct out *o, const struct view *v, const struct trend_plot *p, double value, struct str unit) {
  struct str figure = short_figure(v->arena, value, unit);
  text_open(o, LEFT - 12, trend_y(p, value) + 7, LIT("end"));
  if (utf8_count(figure) > FITS) out_attr_u(o, ATTR_FONT_SIZE, SMALL);
  out_text(o, figure);
  out_close(o, TAG_TEXT);
}

static void run_label(struct out *o, const struct view *v, uint32_t run, int x, struct out_lit anchor) {
  enum { YEAR = sizeof " 2026" - 1 };
  const struct history_run *r = &v->report->in->history->runs.at[run];
  struct date day = {r->date.s, r->date.known, true};
  text_open(o, x, LABELS, anchor);
  out_name(o, r->commit.n ? commit_short(r->commit) : trend_run_name(v->arena, r->id, NAME_SHOWN));
  if (r->date.known) {
    struct buf b = BUF_INIT;
    buf_cstr(&b, " \xc2\xb7 ");
    date_put_human(&b, day);
    out_text(o, str_slice(buf_view(&b), 0, b.n - YEAR)); /* the table has it */
    buf_free(&b);
  }
  out_close(o, TAG_TEXT);
}

/* What is drawn at the right end: head where there is one, else the newest run of the series. */
static double newest(const struct trend_plot *p) {
  if (!isnan(p->head)) return p->head;
  for (size_t i = p->n; i-- > 0;)
    if (isfinite(p->at[i].centre)) return p->at[i].centre;
  return NO_FIGURE;
}

static void labels(struct out *o, const struct view *v, const struct trend_plot *p, struct str unit) {
  enum { APART = 26 };
  double last = newest(p);
  out_open(o, TAG_G);
  out_class(o, LIT("tk"));
  out_attr_lit(o, ATTR_FILL, LIT("#626A73"));
  out_attr_u(o, ATTR_FONT_SIZE, 21);
  tick(o, v, p, p->least, unit);
  if (trend_y(p, p->least) - trend_y(p, p->most) >= APART) tick(o, v, p, p->most, unit);
  run_label(o, v, p->frame.first, LEFT, LIT("start"));
  if (p->frame.runs > 1) run_label(o, v, p->frame.first + p->frame.runs - 1, RIGHT, LIT("end"));
  out_close(o, TAG_G);
  if (isnan(last)) return;
  struct str figure = short_figure(v->arena, last, unit);
  int y = trend_y(p, last) + 8;
  out_open(o, TAG_TEXT);
  out_class(o, LIT("tx"));
  out_attr_lit(o, ATTR_FILL, LIT("#16191D"));
  out_attr_u(o, ATTR_FONT_SIZE, utf8_count(figure) <= FITS ? 23 : SMALL);
  out_attr_lit(o, ATTR_FONT_WEIGHT, LIT("600"));
  out_attr_u(o, ATTR_X, RIGHT + 14);
  out_attr_u(o, ATTR_Y, (uint64_t)y);
  out_text(o, figure);
  out_close(o, TAG_TEXT);
}

struct span {
  int from, to;
};

/* Where the words of a mark stand: towards the middle of the picture. */
static struct span mark_span(int x) {
  enum { AWAY = 7, LONG = 140 };
  return x > (LEFT + RIGHT) / 2 ? (struct span){x - AWAY - LONG, x - AWAY} : (struct span){x + AWAY, x + AWAY + LONG};
}

static void mark_words(struct out *o, const struct view *v, const struct trend_change *c, int x, enum tone tone) {
  struct trend_paint paint = trend_fill(tone);
  struct span span = mark_span(x);
  out_open(o, TAG_TEXT);
  out_class(o, paint.class);
  out_attr_lit(o, ATTR_FILL, paint.colour);
  out_attr_u(o, ATTR_FONT_SIZE, 21);
  if (span.to < x) out_attr_lit(o, ATTR_TEXT_ANCHOR, LIT("end"));
  out_attr_u(o, ATTR_X, (uint64_t)(span.to < x ? span.to : span.from));
  out_attr_u(o, ATTR_Y, WORDS_TOP);
  part_text(o, c->after >= c->before ? "\xe2\x96\xb2 " : "\xe2\x96\xbc ");
  out_text(o, isnan(c->change) ? STR("from 0") : say_change(v->arena, c->change));
  out_close(o, TAG_TEXT);
}

/* A line for each change; words for those that have room, the newest first. */
static void marks(struct out *o, const struct view *v, const struct trend_plot *p, const struct trend_change_vec *changes) {
  int free_to = 2 * WIDTH;
  for (size_t i = changes->n; i-- > 0;) {
    const struct trend_change *c = &changes->at[i];
    int x = trend_x_of_change(p, c);
    if (x < LEFT) continue;
    stroke(o, trend_stroke(trend_change_tone(c)), "2.5");
    out_attr_lit(o, ATTR_STROKE_DASHARRAY, c->acts ? LIT("4 5") : LIT("1 7"));
    out_attrf(o, ATTR_D, "M%d %dV%d", x, x < free_to ? MARK_TOP : WORDS_TOP + 6, MARK_BOTTOM); /* below the words of a later one */
    out_close(o, TAG_PATH);
    if (mark_span(x).to > free_to) continue;
    mark_words(o, v, c, x, trend_change_tone(c));
    free_to = mark_span(x).from < x ? mark_span(x).from : x;
  }
}

/* ---- the words ---- */

static void run_words(struct out *o, const struct view *v, uint32_t run) {
  enum { MOST = 24 };
  const struct history_run *r = &v->report->in->history->runs.at[run];
  out_name(o, trend_run_name(v->arena, r->id, MOST));
  if (r->commit.n == 0 || str_eq(r->commit, r->id)) return;
  part_text(o, " (");
  trend_commit(o, v, r->commit, false);
  part_text(o, ")");
}

static void tone_open(struct out *o, enum tone tone) {
  out_open(o, TAG_B);
  out_class(o, tone == TONE_WORSE ? LIT("up") : tone == TONE_BETTER ? LIT("dn") : LIT_NONE);
}

/* Not broken between the figure and its unit. */
static void whole_figure(struct out *o, struct str figure) {
  out_open(o, TAG_SPAN);
  out_class(o, LIT("nb"));
  out_text(o, figure);
  out_close(o, TAG_SPAN);
}

static void change_words(struct out *o, const struct view *v, const struct trend_result *t, const struct trend_change *c) {
  struct str unit = trend_row(v->report, t)->id.unit;
  out_open(o, TAG_P);
  part_text(o, "Between ");
  run_words(o, v, c->from_run);
  part_text(o, " and ");
  run_words(o, v, c->to_run);
  part_text(o, ": ");
  tone_open(o, trend_change_tone(c));
  out_text(o, isnan(c->change) ? STR("from 0") : say_change(v->arena, c->change));
  out_close(o, TAG_B);
  part_text(o, ", ");
  whole_figure(o, say_bench_beside(v->arena, c->before, c->after, unit));
  part_text(o, " \xe2\x86\x92 ");
  whole_figure(o, say_bench_beside(v->arena, c->after, c->before, unit));
  if (c->said == TREND_MENDED) part_text(o, "; mended since");
  else if (c->said == TREND_SHORT) part_text(o, "; too few runs on one side to act on");
  else if (c->escalated) out_textf(o, "; over 15\xc2\xa0%%, and stands in %u runs", c->stands);
  else if (c->stands) out_textf(o, "; stands in %u run%s", c->stands, c->stands == 1 ? "" : "s");
  if (c->said == TREND_UNPROVEN) part_text(o, c->too_few ? "; not proven by so few runs" : "; not proven among so many series");
  if (c->said == TREND_OLD) out_textf(o, "; before the last %d runs, so it is the level now", TREND_SHOWN);
  part_text(o, ".");
  out_close(o, TAG_P);
}

static void drift_words(struct out *o, const struct view *v, const struct trend_result *t) {
  out_open(o, TAG_P);
  part_text(o, "Drifts: ");
  tone_open(o, trend_tone(t->drift_worsening));
  out_text(o, say_change(v->arena, t->drift_share));
  out_close(o, TAG_B);
  if (t->drift_runs == v->report->in->history->runs.n - t->drift_from) {
    out_textf(o, " over the last %u runs", t->drift_runs);
  } else {
    out_textf(o, " over %u measurements between ", t->drift_runs);
    run_words(o, v, t->drift_from);
    part_text(o, " and ");
    run_words(o, v, t->last.run);
  }
  if (t->drift_p < 0.0001) part_text(o, " (p < 0.0001).");
  else out_textf(o, " (p = %.4f).", t->drift_p);
  out_close(o, TAG_P);
}

static void end_words(struct out *o, const struct view *v, const struct trend_result *t) {
  struct buf b = BUF_INIT;
  trend_put_end(&b, v->report, t);
  out_open(o, TAG_P);
  part_text(o, "The series ");
  out_name(o, buf_view(&b));
  part_text(o, ": later runs lack it, so nothing of it is judged.");
  out_close(o, TAG_P);
  buf_free(&b);
}

static void words(struct out *o, const struct view *v, const struct trend_result *t, const struct trend_change_vec *changes) {
  if (t->ended) end_words(o, v, t);
  size_t told = changes->n < CHANGES_TOLD ? changes->n : CHANGES_TOLD;
  for (size_t i = changes->n; i-- > changes->n - told;) change_words(o, v, t, &changes->at[i]);
  if (changes->n > told) {
    out_open(o, TAG_P);
    out_textf(o, "And %lu earlier.", (unsigned long)(changes->n - told));
    out_close(o, TAG_P);
  }
  if (t->drifts) drift_words(o, v, t);
}

/* The newest run, as the script writes the one that is pointed at. */
static void readout(struct out *o, const struct view *v, const struct trend_plot *p, struct str unit) {
  const struct trend_point *at = &p->at[p->n - 1];
  const struct history_run *r = &v->report->in->history->runs.at[at->run];
  out_open(o, TAG_P);
  out_class(o, LIT("ro"));
  out_open(o, TAG_B);
  out_text(o, say_bench(v->arena, at->centre, unit));
  out_close(o, TAG_B);
  part_text(o, " \xc2\xb7 ");
  out_name(o, r->id);
  if (r->commit.n) part_text(o, " \xc2\xb7 ");
  trend_commit(o, v, r->commit, false);
  if (r->date.known) part_text(o, " \xc2\xb7 ");
  if (r->date.known) part_date(o, r->date);
  out_close(o, TAG_P);
}

static void verdict(struct out *o, const struct view *v, const struct trend_result *t) {
  if (t->gate == INDEX_NONE || t->verdict == VERDICT_UNMEASURED) return;
  struct str gate = view_gate_link(v, &v->report->gates.at[t->gate]);
  if (gate.n) {
    out_open(o, TAG_A);
    out_class(o, LIT("mk"));
    out_href_id(o, gate);
  }
  part_tag(o, t->verdict);
  if (gate.n) out_close(o, TAG_A);
}

/* Of the head against its base: what the comparison says of it. */
static enum tone head_tone(const struct view *v, const struct trend_result *t) {
  if (t->bench == INDEX_NONE) return TONE_PLAIN;
  enum tone tone = bench_chart_of(v->report, &v->report->benches.at[t->bench]).tone;
  return tone == TONE_NONE ? TONE_PLAIN : tone;
}

void trend_card(struct out *o, const struct view *v, const struct trend_frame *f, const struct trend_result *t) {
  const struct bench_id *id = &trend_row(v->report, t)->id;
  struct trend_plot p = trend_plot_of(t, f, trend_head(v->report, t));
  struct trend_change_vec changes = trend_changes(v->arena, t);
  struct str place = view_trend_id(v->arena, v->report, (uint32_t)(t - v->report->trends.at));
  out_open(o, TAG_FIGURE);
  out_attr_id(o, ATTR_ID, place);
  out_open(o, TAG_FIGCAPTION);
  out_open(o, TAG_SPAN);
  part_code_link(o, place, view_bench_name(v, id));
  part_text(o, " ");
  out_open(o, TAG_SPAN);
  out_class(o, LIT("u"));
  out_name(o, id->unit);
  out_close(o, TAG_SPAN);
  out_close(o, TAG_SPAN);
  verdict(o, v, t);
  out_close(o, TAG_FIGCAPTION);
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, WIDTH);
  out_attr_u(o, ATTR_HEIGHT, HEIGHT);
  out_viewbox(o, 0, 0, 2 * WIDTH, 2 * HEIGHT);
  out_attr_lit(o, ATTR_ROLE, LIT("img"));
  out_attr(o, ATTR_ARIA_LABEL, trend_words(v, t, &p));
  if (!t->drifts) { /* what drifts has no level */
    trend_draw_band(o, &p, t);
    medians(o, &p, &changes);
  }
  marks(o, v, &p, &changes);
  drift(o, &p, t);
  line(o, &p);
  head(o, &p, head_tone(v, t));
  labels(o, v, &p, id->unit);
  out_close(o, TAG_SVG);
  readout(o, v, &p, id->unit);
  words(o, v, t, &changes);
  out_close(o, TAG_FIGURE);
}
