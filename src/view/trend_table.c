/* What the pictures show, as tables: every series in a row, and every point of every card. */
#include "view/trends.h"

#include "analysis/say.h"
#include "view/parts.h"

#include <math.h>

static void figure_cell(struct out *o, const struct view *v, double value, struct str unit) {
  part_td(o, LIT_NONE, isnan(value) ? STR_NONE : say_bench(v->arena, value, unit));
}

static struct out_lit tone_class(enum tone tone) {
  return tone == TONE_WORSE ? LIT("up") : tone == TONE_BETTER ? LIT("dn") : LIT_NONE;
}

static void cell_verdict(struct out *o, const struct view *v, const struct trend_result *t) {
  out_open(o, TAG_TD);
  if (t->ended) {
    struct buf b = BUF_INIT;
    trend_put_end(&b, v->report, t);
    out_open(o, TAG_SPAN);
    out_class(o, LIT("u"));
    out_name(o, buf_view(&b));
    out_close(o, TAG_SPAN);
    buf_free(&b);
  } else if (t->gate == INDEX_NONE || t->verdict == VERDICT_UNMEASURED) part_muted(o, "no gate");
  else if (t->verdict == VERDICT_PASS) part_muted(o, verdict_word(VERDICT_PASS));
  else part_tag(o, t->verdict);
  out_close(o, TAG_TD);
}

/* The name leads to the card, or to the row of the comparison. */
static void cell_name(struct out *o, const struct view *v, uint32_t i) {
  const struct trend_result *t = &v->report->trends.at[i];
  const struct bench_id *id = &trend_row(v->report, t)->id;
  struct str to = STR_NONE;
  if (v->trends->place[i] == TREND_IN_CARD) to = view_trend_id(v->arena, v->report, i);
  else if (t->bench != INDEX_NONE) to = view_bench_link(v, &v->report->benches.at[t->bench]);
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  part_name_link(o, to, view_bench_name(v, id));
  part_text(o, " ");
  out_open(o, TAG_SPAN);
  out_class(o, LIT("u"));
  out_name(o, id->unit);
  out_close(o, TAG_SPAN);
  out_close(o, TAG_TH);
}

static void cell_change(struct out *o, const struct view *v, const struct trend_result *t) {
  enum { MOST = 24 };
  struct trend_change_vec changes = trend_changes(v->arena, t);
  out_open(o, TAG_TD);
  if (changes.n > 0) {
    const struct trend_change *c = &changes.at[changes.n - 1];
    out_class(o, tone_class(trend_change_tone(c)));
    out_text(o, isnan(c->change) ? STR("from 0") : say_change(v->arena, c->change));
    part_text(o, " at ");
    out_name(o, trend_run_name(v->arena, v->report->in->history->runs.at[c->to_run].id, MOST));
    if (changes.n > 1) out_textf(o, ", %lu earlier change%s", (unsigned long)(changes.n - 1), changes.n == 2 ? "" : "s");
  }
  out_close(o, TAG_TD);
}

static void cell_drift(struct out *o, const struct view *v, const struct trend_result *t) {
  out_open(o, TAG_TD);
  if (t->has_drift && isfinite(t->drift_share)) {
    out_class(o, t->drifts ? tone_class(trend_tone(t->drift_worsening)) : LIT("u"));
    if (!t->drifts) part_text(o, "~\xc2\xa0");
    out_text(o, say_change(v->arena, t->drift_share));
  }
  out_close(o, TAG_TD);
}

/* Thousands of series that show nothing share a gate, which leads to none of them. */
static bool has_gate_of_its_own(const struct report *r, const struct trend_result *t, uint32_t i) {
  return t->gate != INDEX_NONE && r->gates.at[t->gate].item == i;
}

static void row(struct out *o, const struct view *v, uint32_t i) {
  const struct trend_result *t = &v->report->trends.at[i];
  struct str unit = trend_row(v->report, t)->id.unit;
  out_open(o, TAG_TR);
  if (v->trends->place[i] == TREND_IN_ROW && has_gate_of_its_own(v->report, t, i)) out_attr_id(o, ATTR_ID, view_trend_id(v->arena, v->report, i));
  cell_verdict(o, v, t);
  cell_name(o, v, i);
  out_open(o, TAG_TD);
  out_count(o, t->runs);
  out_close(o, TAG_TD);
  figure_cell(o, v, t->first.value, unit);
  figure_cell(o, v, t->last.value, unit);
  figure_cell(o, v, t->best.value, unit);
  figure_cell(o, v, t->worst.value, unit);
  cell_change(o, v, t);
  cell_drift(o, v, t);
  out_close(o, TAG_TR);
}

static void heads(struct out *o, const char *const *names, size_t n, size_t left) {
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  for (size_t i = 0; i < n; i++) part_th(o, i < left ? LIT_NONE : LIT("r"), names[i]);
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
}

static void rows(struct out *o, const struct view *v, const char *label, size_t from, size_t to) {
  static const char *const names[] = {"Result", "Benchmark", "Runs", "First", "Last", "Best", "Worst", "Last change", "Drift"};
  part_table_open(o, LIT("tt"), label);
  heads(o, names, sizeof names / sizeof *names, 2);
  out_open(o, TAG_TBODY);
  for (size_t i = from; i < to; i++) row(o, v, v->trends->order[i]);
  out_close(o, TAG_TBODY);
  part_table_close(o);
}

static void quiet_rows(struct out *o, const struct view *v, size_t from) {
  size_t to = v->trends->rows_n;
  out_open(o, TAG_DETAILS);
  out_open(o, TAG_SUMMARY);
  out_count(o, to - from);
  part_text(o, from ? " more, which neither changed nor drift" : " series, of which none changed or drifts");
  out_close(o, TAG_SUMMARY);
  rows(o, v, "Trends of the benchmarks that did not change", from, to);
  out_close(o, TAG_DETAILS);
}

/* What did not change is folded away once there is much of it. */
void trend_table(struct out *o, const struct view *v) {
  enum { TOGETHER = 12 };
  size_t all = v->trends->rows_n, shown = v->trends->moved_n < all ? v->trends->moved_n : all;
  if (all <= TOGETHER) shown = all;
  if (shown > 0) rows(o, v, "Trends of the benchmarks, worst first", 0, shown);
  if (shown < all) quiet_rows(o, v, shown);
  if (all == v->report->trends.n) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_count(o, v->report->trends.n - all);
  part_text(o, " more series, which changed less, are left out here; ");
  part_option(o, "--json");
  part_text(o, " has every one.");
  out_close(o, TAG_P);
}

/* ---- the points of the cards ---- */

/* Without <time>, which would be half the weight of a row. */
static void date_words(struct out *o, struct date d) {
  struct buf b = BUF_INIT;
  if (d.known) date_put_human(&b, d);
  out_text(o, buf_view(&b));
  buf_free(&b);
}

static void head_cells(struct out *o, const struct view *v) {
  const struct inputs *in = v->report->in;
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  part_text(o, "head ");
  out_name(o, in->label[SIDE_HEAD]);
  out_close(o, TAG_TH);
  out_open(o, TAG_TD);
  trend_commit(o, v, in->bench->commit[SIDE_HEAD], true);
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  date_words(o, in->bench->date[SIDE_HEAD]);
  out_close(o, TAG_TD);
}

static void run_cells(struct out *o, const struct view *v, uint32_t run) {
  const struct history_run *r = &v->report->in->history->runs.at[run];
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  out_name(o, r->id);
  out_close(o, TAG_TH);
  out_open(o, TAG_TD);
  trend_commit(o, v, r->commit, true);
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  date_words(o, r->date);
  out_close(o, TAG_TD);
}

static const struct trend_point *point_at(const struct trend_result *t, uint32_t run) {
  for (size_t i = t->points_n; i-- > 0 && t->points[i].run >= run;)
    if (t->points[i].run == run) return &t->points[i];
  return NULL;
}

static void point_cell(struct out *o, const struct view *v, const struct trend_result *t, uint32_t run) {
  const struct trend_point *p = point_at(t, run);
  out_open(o, TAG_TD);
  if (p) out_text(o, say_bench(v->arena, p->centre, trend_row(v->report, t)->id.unit));
  if (p && p->outside) part_text(o, "\xc2\xa0*");
  out_close(o, TAG_TD);
}

static void figures_head(struct out *o, const struct view *v) {
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  part_th(o, LIT_NONE, "Run");
  part_th(o, LIT_NONE, "Commit");
  part_th(o, LIT_NONE, "Date");
  for (size_t i = 0; i < v->trends->cards_n; i++) {
    const struct bench_id *id = &trend_row(v->report, &v->report->trends.at[v->trends->card[i]])->id;
    out_open(o, TAG_TH);
    out_class(o, LIT("r"));
    out_attr_lit(o, ATTR_SCOPE, LIT("col"));
    out_name(o, view_bench_name(v, id));
    part_text(o, " ");
    out_name(o, id->unit);
    out_close(o, TAG_TH);
  }
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
}

/* The newest first. */
void trend_figures(struct out *o, const struct view *v, const struct trend_frame *f) {
  const struct trend_places *at = v->trends;
  if (at->cards_n == 0) return;
  out_open(o, TAG_DETAILS);
  out_open(o, TAG_SUMMARY);
  part_text(o, "The figures of these pictures, run by run");
  out_close(o, TAG_SUMMARY);
  part_table_open(o, LIT("tf"), "Every point of the pictures above, newest run first");
  figures_head(o, v);
  out_open(o, TAG_TBODY);
  for (uint32_t i = f->runs + f->head; i-- > 0;) {
    bool head = i == f->runs;
    out_open(o, TAG_TR);
    if (head) out_attr(o, ATTR_DATA_N, STR("head"));
    if (head) head_cells(o, v);
    else run_cells(o, v, f->first + i);
    for (size_t c = 0; c < at->cards_n; c++) {
      const struct trend_result *t = &v->report->trends.at[at->card[c]];
      if (head) figure_cell(o, v, trend_head(v->report, t), trend_row(v->report, t)->id.unit);
      else point_cell(o, v, t, f->first + i);
    }
    out_close(o, TAG_TR);
  }
  out_close(o, TAG_TBODY);
  part_table_close(o);
  out_close(o, TAG_DETAILS);
}
