/* The table of functions under a flame graph. */
#include "view/flame.h"

#include "analysis/stats_normal.h"
#include "analysis/stats_share.h"
#include "base/num.h"
#include "view/findings.h"
#include "view/flame_colour.h"
#include "view/flame_text.h"
#include "view/parts.h"

#include <math.h>

enum { HOTTEST = 20, CHANGED = 15, CHART_WIDTH = 110, CHART_HEIGHT = 16 };

struct table {
  const struct view *v;
  const struct profile_result *result;
  const struct profile *profile;
  uint32_t index; /* of the profile */
  bool both;
  enum side side;
  const struct known *known; /* by name */
  double reach;   /* the chart's axis goes from -reach to +reach, or from 0 to reach */
};

/* ---- which rows ---- */

struct ranked {
  double size;
  uint32_t at;
  enum verdict verdict;
};

static int by_size(const void *pa, const void *pb) {
  const struct ranked *a = pa, *b = pb;
  if (a->verdict != b->verdict) return a->verdict < b->verdict ? -1 : 1;
  if (a->size < b->size || b->size < a->size) return a->size < b->size ? 1 : -1;
  return a->at < b->at ? -1 : a->at > b->at;
}

/* Those judged for the worse come first; all that need no attention count as equal. */
static enum verdict attention(const struct function_result *f) {
  return f->judged && f->verdict < VERDICT_PASS ? f->verdict : VERDICT_PASS;
}

/* What a gate speaks of may be the total. */
static struct ranked rank_of(const struct table *t, uint32_t i) {
  const struct function_result *f = &t->result->functions.at[i];
  double change = fabs(f->self_change);
  if (attention(f) < VERDICT_PASS) change = fmax(change, fabs(f->total_change));
  return (struct ranked){t->both ? change : f->self[t->side], i, attention(f)};
}

/* The chosen rows in the order shown; *n of them. */
static struct ranked *choose(const struct table *t, size_t *n) {
  struct arena *a = t->v->arena;
  size_t all = t->result->functions.n;
  const bool *linked = view_functions_linked(a, t->v->report, t->index);
  struct ranked *rank = ARENA_ARRAY(a, struct ranked, all);
  bool *keep = ARENA_ARRAY(a, bool, all);
  for (uint32_t i = 0; i < all; i++) rank[i] = rank_of(t, i);
  vec_sort(a, rank, all, sizeof *rank, by_size);
  for (size_t i = 0; i < all; i++) {
    const struct ranked *r = &rank[i];
    keep[r->at] = linked[r->at] || r->verdict < VERDICT_PASS || r->at < HOTTEST || (t->both && i < CHANGED);
  }
  *n = 0;
  for (size_t i = 0; i < all; i++)
    if (keep[rank[i].at]) rank[(*n)++] = rank[i];
  return rank;
}

/* The axis ends at the first of 1, 2, 5, 10, ... points that holds every bar. */
static double reach_of(const struct table *t, const struct ranked *rows, size_t n) {
  static const double ends[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
  double most = 0;
  for (size_t i = 0; i < n; i++) {
    const struct function_result *f = &t->result->functions.at[rows[i].at];
    most = fmax(most, t->both ? fabs(f->self_change) : f->self[t->side]);
  }
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (most <= ends[i]) return ends[i];
  return 1;
}

/* ---- cells ---- */

static void open_cell(struct out *o, struct out_lit class, double sort_by) {
  out_open(o, TAG_TD);
  out_class(o, class);
  out_attrf(o, ATTR_DATA_V, "%.6f", sort_by);
}

static void cell_share(struct out *o, double share) {
  struct buf b = BUF_INIT;
  flame_put_share(&b, share);
  open_cell(o, LIT("r"), share);
  out_text(o, buf_view(&b));
  out_close(o, TAG_TD);
  buf_free(&b);
}

static void put_points(struct out *o, double change) {
  struct buf b = BUF_INIT;
  flame_put_points(&b, change);
  struct str s = buf_view(&b);
  out_text(o, str_slice(s, 0, str_find_char(s, ' ')));
  buf_free(&b);
}

static bool is_noise(const struct function_result *f) {
  return f->has_interval && f->self_lo <= 0 && f->self_hi >= 0;
}

static void cell_change(struct out *o, const struct function_result *f) {
  bool plain = is_noise(f) || num_is_zero(f->self_change);
  open_cell(o, plain ? LIT("r") : f->self_change > 0 ? LIT("r up") : LIT("r dn"), f->self_change);
  put_points(o, f->self_change);
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  out_class(o, LIT("r u"));
  if (f->has_interval) {
    put_points(o, f->self_lo);
    out_text(o, STR(" to "));
    put_points(o, f->self_hi);
  } else {
    out_text(o, STR("not known"));
  }
  out_close(o, TAG_TD);
}

/* Coloured by the same measure as the frames of the graph. */
static void cell_total_change(struct out *o, const struct table *t, const struct function_result *f) {
  bool plain = flame_step(f->total_change) == FLAME_STEP_NONE;
  if (f->has_interval) {
    struct stat_share base = {f->total[SIDE_BASE], profile_events(t->profile, SIDE_BASE)};
    struct stat_share head = {f->total[SIDE_HEAD], profile_events(t->profile, SIDE_HEAD)};
    struct stat_share_change c = stat_share_compare(base, head, stat_normal_critical(0.05));
    plain = plain || (c.lo <= 0 && c.hi >= 0);
  }
  open_cell(o, plain ? LIT("r") : f->total_change > 0 ? LIT("r up") : LIT("r dn"), f->total_change);
  put_points(o, f->total_change);
  out_close(o, TAG_TD);
}

static void put_rect(struct out *o, struct out_lit class, struct out_lit fill, double x, double width) {
  out_open(o, TAG_RECT);
  out_class(o, class);
  out_attr_f(o, ATTR_X, x);
  out_attr_u(o, ATTR_Y, 4);
  out_attr_f(o, ATTR_WIDTH, width);
  out_attr_u(o, ATTR_HEIGHT, CHART_HEIGHT - 8);
  out_attr_lit(o, ATTR_FILL, fill);
  out_close(o, TAG_RECT);
}

struct line {
  double x1, x2, y1, y2;
};

static void put_line(struct out *o, struct out_lit class, struct out_lit stroke, struct line at) {
  out_open(o, TAG_LINE);
  out_class(o, class);
  out_attr_f(o, ATTR_X1, at.x1);
  out_attr_f(o, ATTR_X2, at.x2);
  out_attr_f(o, ATTR_Y1, at.y1);
  out_attr_f(o, ATTR_Y2, at.y2);
  out_attr_lit(o, ATTR_STROKE, stroke);
  out_close(o, TAG_LINE);
}

static void cell_chart(struct out *o, const struct table *t, const struct function_result *f) {
  double middle = t->both ? CHART_WIDTH / 2.0 : 0, scale = (CHART_WIDTH - middle) / t->reach;
  double value = t->both ? f->self_change : f->self[t->side];
  double from = middle + fmin(0, value) * scale;
  bool noise = is_noise(f);
  out_open(o, TAG_TD);
  out_class(o, LIT("ch"));
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, CHART_WIDTH);
  out_attr_u(o, ATTR_HEIGHT, CHART_HEIGHT);
  out_viewbox(o, 0, 0, CHART_WIDTH, CHART_HEIGHT);
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
  if (!t->both) {
    put_rect(o, LIT("cs"), LIT("#2F6FB3"), from, fabs(value) * scale);
  } else if (noise || num_is_zero(value)) {
    put_rect(o, LIT("cn"), LIT("#454C54"), from, fabs(value) * scale);
  } else if (value > 0) {
    put_rect(o, LIT("cw"), LIT("#B3380A"), from, fabs(value) * scale);
  } else {
    put_rect(o, LIT("cb"), LIT("#0B5FB0"), from, fabs(value) * scale);
  }
  put_line(o, LIT("ax"), LIT("#8A9088"), (struct line){middle, middle, 0, CHART_HEIGHT});
  if (t->both && f->has_interval) {
    double lo = fmax(0, middle + f->self_lo * scale), hi = fmin(CHART_WIDTH, middle + f->self_hi * scale);
    put_line(o, LIT("tk"), LIT("#626A73"), (struct line){lo, hi, CHART_HEIGHT / 2.0, CHART_HEIGHT / 2.0});
  }
  out_close(o, TAG_SVG);
  out_close(o, TAG_TD);
}

static void put_badge(struct out *o, const char *word) {
  out_text(o, STR(" "));
  out_open(o, TAG_SPAN);
  out_class(o, LIT("badge"));
  part_text(o, word);
  out_close(o, TAG_SPAN);
}

static void cell_function(struct out *o, const struct table *t, const struct function_result *f) {
  out_open(o, TAG_TH);
  out_class(o, LIT("bn"));
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  out_name(o, t->profile->tree.names[f->name]);
  if (t->both && f->is_new) put_badge(o, "new");
  if (t->both && f->is_gone) put_badge(o, "gone");
  view_known_badges(o, t->v, &t->known[f->name]);
  out_close(o, TAG_TH);
}

static void cell_verdict(struct out *o, const struct function_result *f) {
  out_open(o, TAG_TD);
  out_class(o, LIT("k"));
  out_attr_u(o, ATTR_DATA_V, f->judged ? f->verdict : VERDICT_MAX);
  if (f->judged) {
    part_tag(o, f->verdict);
  } else {
    out_open(o, TAG_SPAN);
    out_class(o, LIT("u nb"));
    part_text(o, "not judged");
    out_close(o, TAG_SPAN);
  }
  out_close(o, TAG_TD);
}

static void row(struct out *o, const struct table *t, uint32_t at) {
  const struct function_result *f = &t->result->functions.at[at];
  out_open(o, TAG_TR);
  out_attr_id(o, ATTR_ID, view_function_id(t->v->arena, t->v->report, t->index, at));
  if (t->both) cell_verdict(o, f);
  cell_function(o, t, f);
  if (t->both) cell_share(o, f->self[SIDE_BASE]);
  cell_share(o, f->self[t->side]);
  if (t->both) cell_change(o, f);
  cell_chart(o, t, f);
  if (t->both) cell_share(o, f->total[SIDE_BASE]);
  cell_share(o, f->total[t->side]);
  if (t->both) cell_total_change(o, t, f);
  out_close(o, TAG_TR);
}

/* ---- head ---- */

static void head(struct out *o, struct out_lit class, const char *text, struct out_lit sort) {
  out_open(o, TAG_TH);
  out_class(o, class);
  out_attr_lit(o, ATTR_SCOPE, LIT("col"));
  out_attr_lit(o, ATTR_DATA_SORT, sort);
  part_text(o, text);
  out_close(o, TAG_TH);
}

static void head_chart(struct out *o, const struct table *t) {
  double points = 100 * t->reach;
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("col"));
  if (t->both) {
    out_textf(o, "\xE2\x88\x92%g to +%g points", points, points);
  } else {
    out_textf(o, "0 to %g %%", points);
  }
  out_close(o, TAG_TH);
}

/* Of the level that the changes are judged at. */
static void head_interval(struct out *o, const struct table *t) {
  double alpha = t->v->report->options.alpha;
  out_open(o, TAG_TH);
  out_class(o, LIT("r"));
  out_attr_lit(o, ATTR_SCOPE, LIT("col"));
  out_textf(o, "%g %% interval", 100 * (1 - (alpha > 0 ? alpha : 0.05)));
  out_close(o, TAG_TH);
}

static void put_head(struct out *o, const struct table *t) {
  struct out_lit r = LIT("r"), n = LIT("number");
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  if (t->both) head(o, LIT("k"), "Result", n);
  head(o, LIT_NONE, "Function", LIT("name"));
  if (t->both) head(o, r, "Base self", n);
  head(o, r, t->both ? "Head self" : "Self", n);
  if (t->both) {
    head(o, r, "Self change", n);
    head_interval(o, t);
  }
  head_chart(o, t);
  if (t->both) head(o, r, "Base total", n);
  head(o, r, t->both ? "Head total" : "Total", n);
  if (t->both) head(o, r, "Total change", n);
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
}

void view_functions(struct out *o, const struct view *v, uint32_t profile) {
  struct table t = {.v = v, .result = &v->report->profiles.at[profile], .index = profile};
  t.profile = &v->report->in->profiles.at[t.result->profile];
  t.both = t.profile->has[SIDE_BASE] && t.profile->has[SIDE_HEAD];
  t.side = t.profile->has[SIDE_HEAD] ? SIDE_HEAD : SIDE_BASE;
  size_t n = 0;
  const struct ranked *rows = choose(&t, &n);
  if (n == 0) return;
  t.known = view_known(v, profile);
  t.reach = reach_of(&t, rows, n);
  struct str label = arena_printf(v->arena, "%s functions of " STR_FMT, t.both ? "Hot and changed" : "Hot", STR_ARG(t.profile->key));
  part_table_open(o, LIT("fn"), label.p);
  put_head(o, &t);
  out_open(o, TAG_TBODY);
  for (size_t i = 0; i < n; i++) row(o, &t, rows[i].at);
  out_close(o, TAG_TBODY);
  part_table_close(o);
  size_t left = t.result->functions.n - n;
  if (left == 0) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_count(o, left);
  out_text(o, t.both ? STR(" more functions, less hot or less changed; --json lists all.") : STR(" more functions, less hot; --json lists all."));
  out_close(o, TAG_P);
}
