#include "view/bench_chart.h"

#include "base/num.h"
#include "view/parts.h"


/* Pixels: the scale runs from -20 % to +20 %, with room for the arrows of what lies beyond. */
#define SCALE_END 0.20
enum { WIDTH = 200, HEIGHT = 27, ZERO = 100, REACH = 88, MIDDLE = 13 };

static bool is_proven(const struct report *r, const struct bench_result *b) {
  if (b->exact) return !num_is_zero(b->worsening);
  return (b->in_family ? b->p_corrected : b->p) < r->options.alpha;
}

/* Where the gate stands on the scale of worsening; NAN when no place on it does. */
static double gate_of(const struct report *r, const struct bench_result *b, enum better better) {
  if (b->gate == INDEX_NONE) return NO_FIGURE;
  const struct gate *g = &r->gates.at[b->gate];
  if (b->rule == INDEX_NONE) return g->allowed;
  const struct gate_rule *rule = &r->in->doc->rules.at[b->rule];
  double base = b->side[SIDE_BASE].centre;
  switch (rule->kind) {
  case RULE_RELATIVE:
  case RULE_NO_REGRESSION: return g->allowed;
  case RULE_ALLOCATIONS:
    if (num_is_zero(rule->allowed)) return 0;
    return base > 0 ? rule->allowed / base : NO_FIGURE;
  case RULE_ABSOLUTE:
    if (!(base > 0) || !(rule->bound.value > 0)) return NO_FIGURE;
    return better == BETTER_HIGHER ? base / rule->bound.value - 1 : rule->bound.value / base - 1;
  case RULE_KIND_MAX: break;
  }
  return NO_FIGURE;
}

struct bench_chart bench_chart_of(const struct report *r, const struct bench_result *b) {
  struct bench_chart c = {.value = NO_FIGURE, .lo = NO_FIGURE, .hi = NO_FIGURE, .gate = NO_FIGURE, .tone = TONE_PLAIN};
  if (!b->comparable) return c;
  enum better better = r->in->bench->rows.at[b->row].better;
  bool directed = !isnan(b->worsening);
  c.value = directed ? b->worsening : b->change;
  c.gate = gate_of(r, b, better);
  if (isnan(b->change) && better != BETTER_UNKNOWN) { /* from nothing to something */
    c.value = better == BETTER_LOWER ? (double)INFINITY : -(double)INFINITY;
    c.tone = better == BETTER_LOWER ? TONE_WORSE : TONE_BETTER;
    return c;
  }
  if (directed && is_proven(r, b)) c.tone = b->worsening > 0 ? TONE_WORSE : b->worsening < 0 ? TONE_BETTER : TONE_PLAIN;
  if (b->exact || b->difference_raw || b->no_samples) return c;
  c.lo = !b->change_bounded ? -(double)INFINITY : directed ? b->worsening_lo : b->change_lo;
  c.hi = !b->change_bounded ? (double)INFINITY : directed ? b->worsening_hi : b->change_hi;
  return c;
}

static double x_of(double worsening) {
  double at = fmin(SCALE_END, fmax(-SCALE_END, worsening));
  return round((ZERO + at / SCALE_END * REACH) * 10) / 10;
}

/* The paint of a shape: its class in the style sheet, and the colour where that is refused. */
struct paint {
  struct out_lit class, fill;
};
#define PAINT_BAND ((struct paint){LIT("bd"), LIT("#E4E8EC")})
#define PAINT_AXIS ((struct paint){LIT("ax"), LIT("#8A9088")})
#define PAINT_GATE ((struct paint){LIT("gl"), LIT("#A61B1B")})

static struct paint paint_of(enum tone t) {
  if (t == TONE_WORSE) return (struct paint){LIT("cw"), LIT("#B3380A")};
  if (t == TONE_BETTER) return (struct paint){LIT("cb"), LIT("#0B5FB0")};
  return (struct paint){LIT("cn"), LIT("#454C54")};
}

static void path_open(struct out *o, struct paint paint) {
  out_open(o, TAG_PATH);
  out_class(o, paint.class);
  out_attr_lit(o, ATTR_FILL, paint.fill);
  out_value_open(o, ATTR_D);
}

static void path_close(struct out *o) {
  out_value_close(o);
  out_close(o, TAG_PATH);
}

static void put_box(struct out *o, double x, double y, double w, double h) {
  out_value_lit(o, LIT("M"));
  out_value_f(o, x);
  out_value_f(o, y);
  out_value_lit(o, LIT("h"));
  out_value_f(o, w);
  out_value_lit(o, LIT("v"));
  out_value_f(o, h);
  out_value_lit(o, LIT("H"));
  out_value_f(o, x);
  out_value_lit(o, LIT("z"));
}

static void box(struct out *o, struct paint paint, double x, double w) {
  path_open(o, paint);
  put_box(o, x, 0, w, HEIGHT);
  path_close(o);
}

/* The dot with its whisker, or the arrow of a value off the scale: one shape, so that a thousand rows stay light. */
static void value(struct out *o, const struct bench_chart *c) {
  path_open(o, paint_of(c->tone));
  out_value_lit(o, LIT("M"));
  if (c->value > SCALE_END) {
    out_value_f(o, ZERO + REACH + 1);
    out_value_lit(o, LIT(" 8.5l9 5-9 5z"));
  } else if (c->value < -SCALE_END) {
    out_value_f(o, ZERO - REACH - 1);
    out_value_lit(o, LIT(" 8.5l-9 5 9 5z"));
  } else {
    out_value_f(o, x_of(c->value) - 3.5);
    out_value_lit(o, LIT(" 13.5a3.5 3.5 0 0 1 7 0a3.5 3.5 0 0 1-7 0z"));
    if (!isnan(c->lo)) put_box(o, x_of(c->lo), MIDDLE - 0.5, x_of(c->hi) - x_of(c->lo), 2);
  }
  path_close(o);
}

static void svg_open(struct out *o, unsigned width, unsigned height) {
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, width);
  out_attr_u(o, ATTR_HEIGHT, height);
  out_viewbox(o, 0, 0, width, height); /* print draws it smaller */
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
}

/* 0 without a gate: no gate stands that far left. The end of the picture for one beyond the scale, which has no line. */
static unsigned gate_place(const struct bench_chart *c) {
  if (isnan(c->gate)) return 0;
  return c->gate > SCALE_END ? WIDTH * 10 : (unsigned)lround(x_of(c->gate) * 10);
}

static struct str gate_id(unsigned at, char *buf, size_t size) {
  (void)snprintf(buf, size, "gate-%u", at);
  return str_of(buf);
}

void bench_gates_add(struct bench_gates *gates, const struct bench_chart *c) {
  if (!isnan(c->value) || !isnan(c->gate)) gates->used[gate_place(c)] = true;
}

void bench_gates(struct out *o, const struct bench_gates *gates) {
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, 0);
  out_attr_u(o, ATTR_HEIGHT, 0);
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
  out_open(o, TAG_DEFS);
  for (unsigned at = 0; at < BENCH_GATE_PLACES; at++) {
    char id[32];
    if (!gates->used[at]) continue;
    out_open(o, TAG_G);
    out_attr_id(o, ATTR_ID, gate_id(at, id, sizeof id));
    if (at) box(o, PAINT_BAND, ZERO - REACH, at / 10.0 - (ZERO - REACH));
    box(o, PAINT_AXIS, ZERO, 1);
    if (at && at < WIDTH * 10) box(o, PAINT_GATE, at / 10.0, 1.5);
    out_close(o, TAG_G);
  }
  out_close(o, TAG_DEFS);
  out_close(o, TAG_SVG);
}

void bench_chart(struct out *o, const struct bench_chart *c) {
  char id[32];
  if (isnan(c->value) && isnan(c->gate)) return;
  svg_open(o, WIDTH, HEIGHT);
  out_open(o, TAG_USE);
  out_href_id(o, gate_id(gate_place(c), id, sizeof id));
  out_close(o, TAG_USE);
  if (!isnan(c->value)) value(o, c);
  out_close(o, TAG_SVG);
}

static void axis_text(struct out *o, int x, struct out_lit anchor, const char *text) {
  out_open(o, TAG_TEXT);
  out_class(o, LIT("tk"));
  out_attr_lit(o, ATTR_FILL, LIT("#626A73"));
  out_attr(o, ATTR_FONT_SIZE, STR("10.5"));
  out_attr_lit(o, ATTR_TEXT_ANCHOR, anchor);
  out_attr_f(o, ATTR_X, x);
  out_attr_u(o, ATTR_Y, 10);
  part_text(o, text);
  out_close(o, TAG_TEXT);
}

void bench_chart_axis(struct out *o) {
  svg_open(o, WIDTH, 13);
  axis_text(o, ZERO - REACH, LIT("start"), "\xe2\x88\x92" "20\xc2\xa0%");
  axis_text(o, ZERO, LIT("middle"), "0");
  axis_text(o, ZERO + REACH, LIT("end"), "+20\xc2\xa0%");
  out_close(o, TAG_SVG);
}

static void legend_item(struct out *o, unsigned width, struct paint paint, struct out_lit d, const char *text) {
  out_open(o, TAG_LI);
  svg_open(o, width, 14);
  path_open(o, paint);
  out_value_lit(o, d);
  path_close(o);
  out_close(o, TAG_SVG);
  part_text(o, text);
  out_close(o, TAG_LI);
}

void bench_chart_legend(struct out *o) {
  struct out_lit dot = LIT("M13.5 7a3.5 3.5 0 0 1 7 0a3.5 3.5 0 0 1-7 0zM0 6h34v2H0z");
  out_open(o, TAG_UL);
  out_class(o, LIT("legend"));
  legend_item(o, 34, paint_of(TONE_WORSE), dot, "worse, with its interval");
  legend_item(o, 34, paint_of(TONE_BETTER), dot, "better");
  legend_item(o, 34, paint_of(TONE_PLAIN), dot, "not proven");
  legend_item(o, 9, paint_of(TONE_WORSE), LIT("M0 2l9 5-9 5z"), "beyond 20\xc2\xa0%");
  legend_item(o, 14, PAINT_BAND, LIT("M0 0h14v14H0z"), "allowed");
  legend_item(o, 2, PAINT_GATE, LIT("M0 0h2v14H0z"), "gate");
  out_close(o, TAG_UL);
}
