#include "view/budget_bars.h"

#include "view/parts.h"

#include <math.h>

enum { BAR_W = 320, BAR_H = 30, USE_W = 150, USE_H = 14, PARTS_W = 1180 };

struct paint {
  struct out_lit class, fill;
};

static struct paint paint_of(enum verdict v) {
  switch (v) {
  case VERDICT_FAIL: return (struct paint){LIT("vf"), LIT("#A61B1B")};
  case VERDICT_WARN:
  case VERDICT_CANNOT_DECIDE:
  case VERDICT_INDETERMINATE:
  case VERDICT_WAIVED: return (struct paint){LIT("vw"), LIT("#7A5200")};
  case VERDICT_PASS:
  case VERDICT_NO_DATA:
  case VERDICT_UNMEASURED:
  case VERDICT_MAX: break;
  }
  return (struct paint){LIT("cn"), LIT("#454C54")};
}

static void rect(struct out *o, struct paint p, double x, double y, double w, double h) {
  out_open(o, TAG_RECT);
  out_class(o, p.class);
  out_attr_lit(o, ATTR_FILL, p.fill);
  out_attr_f(o, ATTR_X, x);
  out_attr_f(o, ATTR_Y, y);
  out_attr_f(o, ATTR_WIDTH, fmax(0, w));
  out_attr_f(o, ATTR_HEIGHT, h);
  out_close(o, TAG_RECT);
}

static void label(struct out *o, struct paint p, double x, double y, struct out_lit anchor) {
  out_open(o, TAG_TEXT);
  out_class(o, p.class);
  out_attr_lit(o, ATTR_FILL, p.fill);
  out_attr_f(o, ATTR_X, x);
  out_attr_f(o, ATTR_Y, y);
  out_attr_lit(o, ATTR_TEXT_ANCHOR, anchor);
  out_attr_lit(o, ATTR_FONT_SIZE, LIT("10"));
}

#define TRACK ((struct paint){LIT("sk"), LIT("#F1F2EF")})
#define INK ((struct paint){LIT("cn"), LIT("#454C54")})
#define FAINT ((struct paint){LIT("tk"), LIT("#626A73")})
#define WORSE ((struct paint){LIT("cw"), LIT("#B3380A")})

void bar_error_budget(struct out *o, double used, double pace) {
  double shown = fmin(fmax(isnan(used) ? 0 : used, 0), 1);
  out_open(o, TAG_SVG);
  out_class(o, LIT("eb"));
  out_viewbox(o, 0, 0, BAR_W, BAR_H);
  out_attr_u(o, ATTR_WIDTH, BAR_W);
  out_attr_u(o, ATTR_HEIGHT, BAR_H);
  out_attr_lit(o, ATTR_ROLE, LIT("img"));
  out_attrf(o, ATTR_ARIA_LABEL, "%.1f %% of the error budget used%s", 100 * used, used > 1 ? ", more than there was" : "");
  rect(o, TRACK, 0, 4, BAR_W, 14);
  rect(o, used >= 1 ? paint_of(VERDICT_FAIL) : used > 0.8 || used > pace ? WORSE : INK, 0, 4, BAR_W * shown, 14);
  if (!isnan(pace) && pace < 1) rect(o, INK, fmin(BAR_W * pace, BAR_W - 1.5), 0, 1.5, 22);
  label(o, FAINT, BAR_W, 29, LIT("end"));
  out_text(o, STR("budget"));
  out_close(o, TAG_TEXT);
  if (!isnan(pace) && pace < 0.7) {
    label(o, FAINT, BAR_W * pace, 29, pace < 0.15 ? LIT("start") : LIT("middle"));
    out_text(o, STR("even pace"));
    out_close(o, TAG_TEXT);
  }
  out_close(o, TAG_SVG);
}

void bar_utilisation(struct out *o, double utilisation, double previous, enum verdict v) {
  /* The bound stands at 120 of 150, so that an overflow of a quarter still shows its length. */
  const double bound = 120;
  out_open(o, TAG_SVG);
  out_class(o, LIT("ub"));
  out_viewbox(o, 0, 0, USE_W, USE_H);
  out_attr_u(o, ATTR_WIDTH, USE_W);
  out_attr_u(o, ATTR_HEIGHT, USE_H);
  out_attr_lit(o, ATTR_ROLE, LIT("img"));
  if (isnan(previous)) out_attrf(o, ATTR_ARIA_LABEL, "%.0f %% of the budget", 100 * utilisation);
  else out_attrf(o, ATTR_ARIA_LABEL, "%.0f %% of the budget, %.0f %% before", 100 * utilisation, 100 * previous);
  rect(o, TRACK, 0, 2, bound, 10);
  rect(o, paint_of(v), 0, 4, fmin(utilisation * bound, USE_W), 6);
  if (!isnan(previous)) rect(o, INK, fmin(previous * bound, USE_W - 1.5), 1, 1.5, 12);
  rect(o, paint_of(VERDICT_FAIL), bound, 0, 1.5, USE_H);
  out_close(o, TAG_SVG);
}

/* Quiet tones in turn: neighbours differ, and none means good or bad. */
static struct paint part_paint(size_t i) {
  static const char *const tones[][2] = {
      {"p0", "#8DB7E2"}, {"p1", "#C9C3D6"}, {"p2", "#F6DFB4"}, {"p3", "#A8C686"}, {"p4", "#D5DBE1"}};
  const char *const *tone = tones[i % (sizeof tones / sizeof *tones)];
  return (struct paint){out_lit_of(tone[0]), out_lit_of(tone[1])};
}

/* About how many characters of 11 px text fit, with some room at both ends. */
static size_t fitting(double width) {
  return width < 14 ? 0 : (size_t)((width - 8) / 6.6);
}

static void part_label(struct out *o, struct str name, double x, double width) {
  size_t room = fitting(width);
  if (room < 2) return;
  label(o, (struct paint){LIT("lb"), LIT("#16191D")}, x + 4, 19, LIT("start"));
  size_t at = 0, n = 0;
  while (at < name.n && n < room) {
    (void)utf8_next(name, &at);
    n++;
  }
  bool cut = at < name.n;
  if (cut && room > 2) {
    at = 0;
    for (n = 0; n < room - 2; n++) (void)utf8_next(name, &at);
  }
  out_name(o, str_slice(name, 0, at));
  if (cut && room > 2) out_text(o, STR(".."));
  out_close(o, TAG_TEXT);
}

/* What was measured, on the scale of the whole bar: an overflow runs on in colour into its neighbour's place. */
static void part_measure(struct out *o, const struct budget_result *b, double x, double scale) {
  double budget = b->budget_s * scale, used = b->measured[SIDE_HEAD] * scale;
  rect(o, INK, x, 32, fmin(used, budget), 6);
  if (used > budget) rect(o, paint_of(VERDICT_FAIL), x + budget, 32, fmin(used - budget, PARTS_W - x - budget), 6);
}

void bar_components(struct out *o, const struct view *v) {
  const struct report *r = v->report;
  double sum = r->component_total.sum_s;
  if (sum <= 0) return;
  double scale = PARTS_W / sum, x = 0;
  out_open(o, TAG_SVG);
  out_class(o, LIT("cb0"));
  out_viewbox(o, 0, 0, PARTS_W, 40);
  out_attr_u(o, ATTR_WIDTH, PARTS_W);
  out_attr_u(o, ATTR_HEIGHT, 40);
  out_attr_lit(o, ATTR_ROLE, LIT("img"));
  out_attr_lit(o, ATTR_ARIA_LABEL, LIT("The latency budget by component, and below each part what was measured. The table below has the figures."));
  for (size_t i = 0; i < r->components.n; i++) {
    const struct budget_result *b = &r->components.at[i];
    const struct component *c = &r->in->doc->components.at[b->decl];
    if (c->is_total || c->decl.problem.n || c->unbounded) continue;
    double width = b->budget_s * scale;
    if (width < 0.1) { /* nobody would see it, and there may be thousands */
      x += width;
      continue;
    }
    out_open(o, TAG_G);
    out_open(o, TAG_TITLE);
    out_name(o, c->name);
    out_text(o, STR(": "));
    out_time(o, b->budget_s);
    out_close(o, TAG_TITLE);
    rect(o, part_paint(i), x, 4, fmax(0, width - 1), 24);
    part_label(o, c->name, x, width);
    if (b->has[SIDE_HEAD]) part_measure(o, b, x, scale);
    out_close(o, TAG_G);
    x += width;
  }
  out_close(o, TAG_SVG);
}
