/* The Gates table: every judged rule, worst first. Once many pass, those whose evidence has a row of its own further down are
 * told in a line each: a reviewer looks for what does not pass. */
#include "view/parts.h"

enum {
  FULL_ROWS = 300,  /* at most; the rest is counted */
  QUIET_ROWS = 6,   /* gates that pass, or are unmeasured, have rows of their own while there are no more than these */
  QUIET_LINES = 300
};

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
  if (g->bench != INDEX_NONE) return "benchmark";
  if (g->profile != INDEX_NONE) return "function";
  return "figures";
}

static void waiver(struct out *o, const struct waiver *w) {
  out_open(o, TAG_SPAN);
  out_class(o, LIT("sub"));
  part_text(o, "waived until ");
  part_date(o, w->until);
  if (w->who.n) part_text(o, " by ");
  if (w->who.n) out_name(o, w->who);
  if (w->why.n) part_text(o, ": ");
  if (w->why.n) out_name(o, w->why);
  part_text(o, ", ");
  part_source(o, w->decl.pos);
  out_close(o, TAG_SPAN);
}

static void cell_measured(struct out *o, const struct view *v, const struct gate *g) {
  out_open(o, TAG_TD);
  out_class(o, LIT("num"));
  out_text(o, g->measured);
  if (g->reason.n && !(is_quiet(g->verdict) && g->measured.n)) {
    out_open(o, TAG_SPAN);
    out_class(o, LIT("sub"));
    out_name(o, g->reason);
    out_close(o, TAG_SPAN);
  }
  if (g->waiver != INDEX_NONE) waiver(o, &v->report->in->doc->waivers.at[g->waiver]);
  if (g->formula.n) {
    out_open(o, TAG_DETAILS);
    out_open(o, TAG_SUMMARY);
    part_text(o, "arithmetic");
    out_close(o, TAG_SUMMARY);
    out_text(o, g->formula);
    out_close(o, TAG_DETAILS);
  }
  out_close(o, TAG_TD);
}

static void row(struct out *o, const struct view *v, const struct gate *g) {
  struct str evidence = view_evidence_id(v->arena, v->report, g);
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
  out_open(o, TAG_TD);
  out_name(o, g->rule);
  out_close(o, TAG_TD);
  cell_measured(o, v, g);
  out_open(o, TAG_TD);
  if (evidence.n) {
    out_open(o, TAG_A);
    out_href_id(o, evidence);
    part_text(o, evidence_word(g));
    out_close(o, TAG_A);
  }
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  out_class(o, LIT("src"));
  if (g->source.line) part_source(o, g->source);
  else part_text(o, "built in");
  out_close(o, TAG_TD);
  out_close(o, TAG_TR);
}

/* "HotPath_AuthToken sec/op +0.61 %": up to the bracket with the arithmetic of it. What has no figure gives its rule. */
static void line(struct out *o, const struct view *v, const struct gate *g) {
  out_open(o, TAG_LI);
  out_attr_id(o, ATTR_ID, g->id);
  part_name_link(o, view_evidence_id(v->arena, v->report, g), g->subject);
  part_text(o, " ");
  size_t bracket = str_find(g->measured, STR(" ("));
  if (g->measured.n) out_text(o, str_slice(g->measured, 0, bracket == STR_NPOS ? g->measured.n : bracket));
  else out_name(o, g->rule);
  out_close(o, TAG_LI);
}

static bool goes_in_a_line(const struct view *v, const struct gate *g) {
  if (!is_quiet(g->verdict) || v->report->verdicts[g->verdict] <= QUIET_ROWS) return false;
  return g->verdict == VERDICT_UNMEASURED || view_evidence_id(v->arena, v->report, g).n > 0;
}

/* One row for all gates of a quiet verdict. Returns how many did not find room. */
static uint32_t lines(struct out *o, const struct view *v, enum verdict verdict) {
  uint32_t n = 0, told = 0;
  VEC_EACH(const struct gate, g, &v->report->gates) n += g->verdict == verdict && goes_in_a_line(v, g);
  if (n == 0) return 0;
  out_open(o, TAG_TR);
  out_open(o, TAG_TD);
  part_tag(o, verdict);
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  out_attr(o, ATTR_COLSPAN, STR("6"));
  out_count(o, n);
  part_text(o, verdict == VERDICT_PASS ? " more pass; their rules stand beside their figures below"
                                       : " are declared, and nothing was given to hold against them");
  out_open(o, TAG_UL);
  out_class(o, LIT("lines"));
  VEC_EACH(const struct gate, g, &v->report->gates) {
    if (g->verdict != verdict || told == QUIET_LINES || !goes_in_a_line(v, g)) continue;
    line(o, v, g);
    told++;
  }
  out_close(o, TAG_UL);
  out_close(o, TAG_TD);
  out_close(o, TAG_TR);
  return n - told;
}

static void head(struct out *o) {
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  static const char *const columns[] = {"Result", "Kind", "Applies to", "Rule", "Measured", "Evidence", "Rule source"};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) part_th(o, LIT_NONE, columns[i]);
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
}

static void rows(struct out *o, const struct view *v) {
  uint32_t told = 0, left_out = 0;
  part_table_open(o, LIT("gt"), "Gates, worst first");
  head(o);
  out_open(o, TAG_TBODY);
  VEC_EACH(const struct gate, g, &v->report->gates) {
    if (goes_in_a_line(v, g)) continue;
    if (told < FULL_ROWS) row(o, v, g);
    else left_out++;
    told++;
  }
  left_out += lines(o, v, VERDICT_PASS);
  left_out += lines(o, v, VERDICT_UNMEASURED);
  out_close(o, TAG_TBODY);
  part_table_close(o);
  if (left_out == 0) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_count(o, left_out);
  part_text(o, " more gates are left out here, none worse than the last row; --json has every one.");
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
