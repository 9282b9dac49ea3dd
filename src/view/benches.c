/* The comparison, a group for each unit. */
#include "view/parts.h"

#include "view/bench_chart.h"
#include "view/bench_config.h"
#include "view/bench_row.h"
#include "view/predictions.h"
#include "view/trends.h"

enum { LINES_MAX = 400 * 1000, LINES_MAX_WITH_TRENDS = 150 * 1000 }; /* bytes of the rows told in a line */

struct comparison {
  const struct view *view;
  const struct bench_group_vec *groups;
  struct config_note_vec notes;
  uint32_t more_notes;
};

static const char *unit_title(struct str unit) {
  if (str_eq(unit, STR("sec/op"))) return "Time per operation";
  if (str_eq(unit, STR("B/op"))) return "Memory per operation";
  if (str_eq(unit, STR("allocs/op"))) return "Allocations per operation";
  if (str_eq(unit, STR("B/s"))) return "Throughput";
  return NULL;
}

static const char *better_words(enum better better) {
  switch (better) {
  case BETTER_LOWER: return "lower is better";
  case BETTER_HIGHER: return "higher is better; the change is base \xc3\xb7 head \xe2\x88\x92 1, so that + is worse";
  case BETTER_UNKNOWN: return "no direction is known, so no change is worse or better";
  case BETTER_MAX: break;
  }
  return "";
}

static unsigned columns(const struct view *v) {
  return BENCH_COLUMNS + (view_has_predictions(v) ? 1u : 0u) + (view_has_trends(v) ? 1u : 0u);
}

static void group_head(struct out *o, const struct view *v, const struct bench_group *g) {
  const char *title = unit_title(g->unit);
  out_open(o, TAG_TR);
  out_open(o, TAG_TH);
  out_class(o, LIT("g"));
  out_attr_u(o, ATTR_COLSPAN, columns(v));
  out_attr_lit(o, ATTR_SCOPE, LIT("rowgroup"));
  if (title) part_text(o, title);
  else out_name(o, g->unit);
  out_open(o, TAG_SPAN);
  out_class(o, LIT("u"));
  if (title) out_name(o, g->unit);
  if (title) part_text(o, ", ");
  part_text(o, better_words(g->better));
  part_text(o, " \xc2\xb7 ");
  if (!part_counts(o, g->gated)) part_text(o, "no gate speaks of it");
  out_close(o, TAG_SPAN);
  out_close(o, TAG_TH);
  out_close(o, TAG_TR);
}

/* On paper the rows that say nothing are one line: it closes the group there, and is not seen on a screen. */
static void not_printed(struct out *o, const struct view *v, const struct bench_group *g) {
  size_t n = 0;
  for (size_t i = 0; i < g->full.n; i++) n += bench_row_is_idle(v, &v->report->benches.at[g->full.at[i]]);
  if (n == 0) return;
  out_open(o, TAG_TR);
  out_class(o, LIT("paper"));
  out_open(o, TAG_TD);
  out_attr_u(o, ATTR_COLSPAN, columns(v));
  out_count(o, n);
  part_text(o, n == 1 ? " row without a gate and without a proven change is not printed"
                      : " rows without a gate and without a proven change are not printed");
  out_close(o, TAG_TD);
  out_close(o, TAG_TR);
}

static void groups(struct out *o, void *context) {
  const struct comparison *c = context;
  const struct view *v = c->view;
  VEC_EACH(const struct bench_group, g, c->groups) {
    if (g->full.n == 0) continue;
    out_open(o, TAG_TBODY);
    group_head(o, v, g);
    for (size_t i = 0; i < g->full.n; i++) bench_row(o, v, &v->report->benches.at[g->full.at[i]]);
    if (g->geomean && g->geomean->rows > 0) bench_row_geomean(o, v, g->geomean, g->better);
    not_printed(o, v, g);
    out_close(o, TAG_TBODY);
  }
}

/* The rows beyond the limit, a line of text each, and beyond that a count. */
static void rest(struct out *o, void *context) {
  const struct comparison *c = context;
  const struct view *v = c->view;
  size_t left = view_has_trends(v) ? LINES_MAX_WITH_TRENDS : LINES_MAX, untold = 0;
  VEC_EACH(const struct bench_group, g, c->groups) {
    if (g->rest.n == 0) continue;
    struct buf lines = BUF_INIT;
    size_t told = 0;
    for (; told < g->rest.n; told++) {
      if (!bench_row_line(&lines, left - lines.n, v, &v->report->benches.at[g->rest.at[told]])) break;
    }
    left -= lines.n;
    untold += g->rest.n - told;
    out_open(o, TAG_H3);
    out_count(o, g->rest.n);
    part_text(o, " more in ");
    out_name(o, g->unit);
    out_close(o, TAG_H3);
    out_open(o, TAG_PRE);
    out_attr(o, ATTR_TABINDEX, STR("0"));
    out_text(o, buf_view(&lines));
    out_close(o, TAG_PRE);
    buf_free(&lines);
  }
  if (untold == 0) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_count(o, untold);
  part_text(o, " rows that pass or changed least are left out here; ");
  part_option(o, "--json");
  part_text(o, " has every one.");
  out_close(o, TAG_P);
}

static void machine(struct out *o, void *context) {
  const struct comparison *c = context;
  const struct config_note_vec *notes = &c->notes;
  bool judged = c->view->report->in->doc->settings.judge_machine_mismatch;
  bool any = false;
  VEC_EACH(const struct config_note, n, notes) any = any || n->is_machine;
  if (!any) return;
  out_open(o, TAG_P);
  out_class(o, LIT("flag warn"));
  part_tag(o, VERDICT_WARN);
  part_text(o, " The sides ran on different machines: ");
  bool first = true;
  VEC_EACH(const struct config_note, n, notes) {
    if (!n->is_machine) continue;
    if (!first) part_text(o, ", ");
    first = false;
    out_name(o, n->diff.key);
    part_text(o, " is ");
    out_name(o, n->diff.base);
    part_text(o, " in base and ");
    out_name(o, n->diff.head);
    part_text(o, " in head");
  }
  part_text(o, judged ? ". The document's settings judge them all the same."
                      : ". Rows of time and throughput can warn at most; exact counts are judged as ever.");
  out_close(o, TAG_P);
}

static void settings(struct out *o, const struct config_note_vec *notes, uint32_t more) {
  bool any = false;
  VEC_EACH(const struct config_note, n, notes) any = any || !n->is_machine;
  if (!any) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  part_text(o, "Settings that differ: ");
  bool first = true;
  VEC_EACH(const struct config_note, n, notes) {
    if (n->is_machine) continue;
    if (!first) part_text(o, "; ");
    first = false;
    out_name(o, n->diff.key);
    part_text(o, " ");
    out_name(o, n->diff.base);
    part_text(o, " \xe2\x86\x92 ");
    out_name(o, n->diff.head);
    out_textf(o, " (%u row%s)", n->rows, n->rows == 1 ? "" : "s");
  }
  if (more) out_textf(o, "; and %u more", more);
  part_text(o, ".");
  out_close(o, TAG_P);
}

static void families(struct out *o, const struct view *v) {
  const struct report *r = v->report;
  static const char *const sets[RULE_SET_MAX] = {"", "the document's rules", "the built-in rule"};
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  part_text(o, "Medians with the spread of their 95\xc2\xa0% interval; p of the Mann\xe2\x80\x93Whitney U test");
  bool any = false;
  for (enum rule_set s = RULE_SET_DOCUMENT; s < RULE_SET_MAX; s++) {
    const struct family *f = &r->families[s];
    if (f->m == 0) continue;
    part_text(o, any ? " and " : ", corrected for ");
    any = true;
    out_count(o, f->m);
    out_textf(o, " comparison%s under %s", f->m == 1 ? "" : "s", sets[s]);
  }
  part_text(o, ". A change with ~ is not proven: it may be noise, which is not the same as no change.");
  view_spark_note(o, v);
  out_close(o, TAG_P);
}

static void notes(struct out *o, void *context) {
  const struct comparison *c = context;
  families(o, c->view);
  settings(o, &c->notes, c->more_notes);
}

static void summary(struct out *o, void *context) {
  const struct report *r = ((const struct comparison *)context)->view->report;
  part_sides(o, r);
  if (!r->in->has_role[SIDE_BASE] || !r->in->has_role[SIDE_HEAD]) part_text(o, ": nothing is compared");
}

static void axis(struct out *o, void *context) {
  (void)context;
  bench_chart_axis(o);
}

/* Most rows share their gate with others, so its picture is drawn once. */
static void gates(struct out *o, void *context) {
  const struct comparison *c = context;
  struct bench_gates gates = {0};
  VEC_EACH(const struct bench_group, g, c->groups) {
    for (size_t i = 0; i < g->full.n; i++) {
      struct bench_chart chart = bench_chart_of(c->view->report, &c->view->report->benches.at[g->full.at[i]]);
      bench_gates_add(&gates, &chart);
    }
  }
  bench_gates(o, &gates);
  view_spark_marks(o, c->view);
}

static void predicted(struct out *o, void *context) {
  view_prediction_head(o, ((const struct comparison *)context)->view);
}

static void spark(struct out *o, void *context) {
  view_spark_head(o, ((const struct comparison *)context)->view);
}

static void predictions(struct out *o, void *context) {
  view_predictions(o, ((const struct comparison *)context)->view);
}

static void legend(struct out *o, void *context) {
  (void)context;
  bench_chart_legend(o);
}

void view_benches(struct out *o, const struct view *v) {
  static const struct template_slot slots[] = {{"summary", summary}, {"machine", machine}, {"axis", axis}, {"gates", gates}, {"groups", groups},
                                               {"legend", legend},   {"rest", rest},       {"notes", notes},
                                               {"predicted", predicted}, {"spark", spark}, {"predictions", predictions}};
  struct comparison c = {.view = v, .groups = v->bench_groups};
  c.notes = bench_config_notes(v->arena, v->report, &c.more_notes);
  part_template(o, v, "section-benchmarks.html", slots, sizeof slots / sizeof *slots, &c);
}
