/* The history: cards of what changed, drifts or has a gate, a table of every series, and every point that is drawn. */
#include "view/trends.h"

#include "view/parts.h"

static const struct view *view_of(void *context) {
  return context;
}

static void summary(struct out *o, void *context) {
  const struct view *v = view_of(context);
  const struct history *h = v->report->in->history;
  out_count(o, h->runs.n);
  part_text(o, h->runs.n == 1 ? " run" : " runs, newest right");
  if (h->by_name && h->runs.n > 1) part_text(o, "; they have no dates, so they stand in the order of their names");
  if (h->aside.n == 0) return;
  part_text(o, "; ");
  out_count(o, h->aside.n);
  part_text(o, h->aside.n == 1 ? " more has no date, and is left aside" : " more have no date, and are left aside");
}

static void dot(struct out *o, const char *id, double r) {
  out_open(o, TAG_MARKER);
  out_attr_id(o, ATTR_ID, str_of(id));
  out_attr_u(o, ATTR_MARKER_WIDTH, 6); /* of the width of the line */
  out_attr_u(o, ATTR_MARKER_HEIGHT, 6);
  out_attr_u(o, ATTR_REF_X, 3);
  out_attr_u(o, ATTR_REF_Y, 3);
  out_open(o, TAG_CIRCLE);
  out_class(o, LIT("cn"));
  out_attr_lit(o, ATTR_FILL, LIT("#454C54"));
  out_attr_u(o, ATTR_CX, 3);
  out_attr_u(o, ATTR_CY, 3);
  out_attr_f(o, ATTR_R, r);
  out_close(o, TAG_CIRCLE);
  out_close(o, TAG_MARKER);
}

static void marks(struct out *o) {
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, 0);
  out_attr_u(o, ATTR_HEIGHT, 0);
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
  out_open(o, TAG_DEFS);
  dot(o, "point", 1.3);
  dot(o, "newest", 2.2);
  out_close(o, TAG_DEFS);
  out_close(o, TAG_SVG);
}

/* What a reader may look for among the cards, and finds in the table. */
static void without_card(struct out *o, const struct trend_places *p) {
  size_t moved = p->notable_n > p->cards_n ? p->notable_n - p->cards_n : 0;
  if (moved == 0 && p->gated_n == 0) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  if (moved) {
    out_count(o, moved);
    part_text(o, " more series that changed or drift have no picture here; the table below is worst first.");
  }
  if (moved && p->gated_n) part_text(o, " ");
  if (p->gated_n) {
    out_count(o, p->gated_n);
    part_text(o, p->gated_n == 1 ? " more gated series stands in the table: it neither changed nor drifts."
                                 : " more gated series stand in the table: they neither changed nor drift.");
  }
  out_close(o, TAG_P);
}

static void cards(struct out *o, void *context) {
  const struct view *v = view_of(context);
  struct trend_frame f = trend_card_frame(v);
  if (v->trends->cards_n == 0) return;
  marks(o);
  out_open(o, TAG_DIV);
  out_class(o, LIT("tcs"));
  out_attrf(o, ATTR_DATA_D, "%d %d", f.left, trend_x_newest(&f)); /* where the oldest and the newest run stand */
  for (size_t i = 0; i < v->trends->cards_n; i++) trend_card(o, v, &f, &v->report->trends.at[v->trends->card[i]]);
  out_close(o, TAG_DIV);
  without_card(o, v->trends);
}

static void table(struct out *o, void *context) {
  trend_table(o, view_of(context));
}

static void figures(struct out *o, void *context) {
  const struct view *v = view_of(context);
  struct trend_frame f = trend_card_frame(v);
  trend_figures(o, v, &f);
}

void view_trends(struct out *o, const struct view *v) {
  static const struct template_slot slots[] = {{"summary", summary}, {"cards", cards}, {"table", table}, {"figures", figures}};
  struct view copy = *v;
  part_template(o, v, "section-trends.html", slots, sizeof slots / sizeof *slots, &copy);
}
