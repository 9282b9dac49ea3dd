/* The Gates table: every judged rule, worst first. Once many pass, those whose evidence has a row of its own further down are
 * told in a line each: a reviewer looks for what does not pass. */
#include "view/parts.h"

#include "analysis/say.h"

static bool is_quiet(enum verdict v) {
  return v == VERDICT_PASS || v == VERDICT_UNMEASURED;
}

static void summary(struct out *o, void *context) {
  const struct view *v = context;
  const struct perfdoc *doc = v->report->in->doc;
  if (!part_counts(o, v->report->verdicts)) part_text(o, "no gate is declared");
  if (doc->present) {
    part_text(o, ". Rules come from ");
    out_name(o, doc->file);
    part_text(o, "; where it says nothing, from perfpage.");
  } else {
    part_text(o, ". There is no PERFORMANCE.md: only the built-in rules hold.");
  }
}

static const char *evidence_word(const struct gate *g) {
  if (g->kind == GATE_TREND && g->item != INDEX_NONE) return "trend";
  if (g->bench != INDEX_NONE) return "benchmark";
  if (g->profile != INDEX_NONE) return "function";
  return "figures";
}

static void waiver(struct out *o, const struct waiver *w) {
  out_open(o, TAG_DIV);
  out_class(o, LIT("sub wv"));
  part_text(o, "waived until ");
  part_date(o, w->until);
  if (w->who.n) part_text(o, " by ");
  if (w->who.n) out_name(o, w->who);
  if (w->why.n) part_text(o, ": ");
  if (w->why.n) out_name(o, w->why);
  part_text(o, ", ");
  part_source(o, w->decl.pos);
  out_close(o, TAG_DIV);
}

static void arithmetic(struct out *o, struct str formula) {
  out_open(o, TAG_DETAILS);
  out_open(o, TAG_SUMMARY);
  part_text(o, "arithmetic");
  out_close(o, TAG_SUMMARY);
  out_text(o, formula);
  out_close(o, TAG_DETAILS);
}

/* The figure, and below it why it has this verdict; without a figure the reason stands in its place. */
static void cell_measured(struct out *o, const struct view *v, const struct gate *g) {
  out_open(o, TAG_TD);
  if (g->measured.n) out_text(o, g->measured);
  else out_name(o, g->reason);
  bool reason = g->measured.n && g->reason.n && !is_quiet(g->verdict);
  if (reason || g->formula.n) {
    out_open(o, TAG_DIV);
    out_class(o, LIT("sub"));
    if (reason) out_name(o, g->reason);
    if (g->formula.n) arithmetic(o, g->formula);
    out_close(o, TAG_DIV);
  }
  if (g->waiver != INDEX_NONE) waiver(o, &v->report->in->doc->waivers.at[g->waiver]);
  out_close(o, TAG_TD);
}

static void cell_rule(struct out *o, const struct gate *g) {
  out_open(o, TAG_TD);
  out_name(o, g->rule);
  if (g->source.line) {
    part_text(o, " ");
    out_open(o, TAG_SPAN);
    out_class(o, LIT("src"));
    part_source(o, g->source);
    out_close(o, TAG_SPAN);
  }
  out_close(o, TAG_TD);
}

static void row(struct out *o, const struct view *v, const struct gate *g) {
  struct str evidence = view_evidence_link(v, g);
  out_open(o, TAG_TR);
  out_attr_id(o, ATTR_ID, g->id);
  out_open(o, TAG_TD);
  out_class(o, LIT("k"));
  part_tag(o, g->verdict);
  out_close(o, TAG_TD);
  part_td(o, LIT_NONE, str_of(gate_kind_words(g->kind)));
  out_open(o, TAG_TH);
  out_class(o, LIT("bn"));
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  part_name_link(o, g->id, g->subject);
  out_close(o, TAG_TH);
  cell_rule(o, g);
  cell_measured(o, v, g);
  out_open(o, TAG_TD);
  if (evidence.n) {
    out_open(o, TAG_A);
    out_href_id(o, evidence);
    part_text(o, evidence_word(g));
    out_close(o, TAG_A);
  }
  out_close(o, TAG_TD);
  out_close(o, TAG_TR);
}

/* A route or component with a budget for several quantiles has a gate for each: " p99", or nothing. */
static struct str quantile_words(const struct view *v, const struct gate *g) {
  const struct report *r = v->report;
  const struct budget_result_vec *results = g->kind == GATE_ROUTE ? &r->routes : g->kind == GATE_COMPONENT ? &r->components : NULL;
  if (results == NULL) return STR_NONE;
  VEC_EACH(const struct budget_result, b, results) {
    if (b->gate != (uint32_t)(g - r->gates.at)) continue;
    struct str quantile = say_quantile(v->arena, b->quantile);
    return arena_printf(v->arena, " " STR_FMT, STR_ARG(quantile));
  }
  return STR_NONE;
}

/* "HotPath_AuthToken sec/op +0.61 %": up to the bracket with the arithmetic of it. What has no figure gives its rule. */
static void line(struct out *o, const struct view *v, const struct gate *g) {
  out_open(o, TAG_LI);
  out_attr_id(o, ATTR_ID, g->id);
  part_code_link(o, view_evidence_link(v, g), g->subject);
  out_text(o, quantile_words(v, g));
  part_text(o, g->measured.n ? " " : ": ");
  size_t bracket = str_find(g->measured, STR(" ("));
  if (g->measured.n) out_text(o, str_slice(g->measured, 0, bracket == STR_NPOS ? g->measured.n : bracket));
  else out_name(o, g->rule);
  out_close(o, TAG_LI);
}

static enum gate_place place_of(const struct view *v, const struct gate *g) {
  return v->gate_place[g - v->report->gates.at];
}

static const char *lines_words(enum verdict verdict) {
  if (verdict == VERDICT_PASS) return " more pass; their rules stand beside their figures below";
  if (verdict == VERDICT_UNMEASURED) return " are declared, and nothing was given to hold against them";
  return " more worsened by no more than is allowed, but the noise could hide that: fewer disturbances or more samples would decide";
}

/* One row for all gates of a verdict that have none of their own. */
static void lines(struct out *o, const struct view *v, enum verdict verdict) {
  uint32_t n = 0;
  VEC_EACH(const struct gate, g, &v->report->gates) n += g->verdict == verdict && place_of(v, g) == GATE_IN_LINE;
  if (n == 0) return;
  out_open(o, TAG_TR);
  out_open(o, TAG_TD);
  part_tag(o, verdict);
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  out_attr(o, ATTR_COLSPAN, STR("5"));
  out_count(o, n);
  part_text(o, lines_words(verdict));
  out_open(o, TAG_UL);
  out_class(o, LIT("lines"));
  VEC_EACH(const struct gate, g, &v->report->gates) {
    if (g->verdict == verdict && place_of(v, g) == GATE_IN_LINE) line(o, v, g);
  }
  out_close(o, TAG_UL);
  out_close(o, TAG_TD);
  out_close(o, TAG_TR);
}

static void head(struct out *o) {
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  static const char *const columns[] = {"Result", "Kind", "Applies to", "Rule and its source", "Measured", "Evidence"};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) part_th(o, LIT_NONE, columns[i]);
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
}

static void rows(struct out *o, const struct view *v) {
  uint32_t left_out = 0;
  part_table_open(o, LIT("gt"), "Gates, worst first");
  head(o);
  out_open(o, TAG_TBODY);
  VEC_EACH(const struct gate, g, &v->report->gates) {
    if (place_of(v, g) == GATE_IN_ROW) row(o, v, g);
    left_out += place_of(v, g) == GATE_LEFT_OUT;
  }
  lines(o, v, VERDICT_CANNOT_DECIDE);
  lines(o, v, VERDICT_PASS);
  lines(o, v, VERDICT_UNMEASURED);
  out_close(o, TAG_TBODY);
  part_table_close(o);
  if (left_out == 0) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_count(o, left_out);
  part_text(o, " more gates are left out here, none worse than those above; ");
  part_option(o, "--json");
  part_text(o, " has every one.");
  out_close(o, TAG_P);
}

/* For a sprint the counts beside the heading are enough: the table waits behind them. */
static void table(struct out *o, void *context) {
  const struct view *v = context;
  bool in_one_line = v->report->options.for_whom == FOR_SPRINT;
  if (v->report->gates.n == 0) return;
  if (in_one_line) {
    out_open(o, TAG_DETAILS);
    out_open(o, TAG_SUMMARY);
    part_text(o, "Every gate");
    out_close(o, TAG_SUMMARY);
  }
  rows(o, v);
  if (in_one_line) out_close(o, TAG_DETAILS);
}

void view_gates(struct out *o, const struct view *v) {
  static const struct template_slot slots[] = {{"summary", summary}, {"table", table}};
  struct view context = *v;
  part_template(o, v, "section-gates.html", slots, sizeof slots / sizeof *slots, &context);
}
