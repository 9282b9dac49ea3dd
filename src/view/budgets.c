#include "view/budgets.h"

#include "analysis/say.h"
#include "view/budget_bars.h"
#include "view/parts.h"

#include <math.h>

static void row_open(struct out *o, const struct view *v, const struct budget_result *b) {
  out_open(o, TAG_TR);
  if (b->gate != INDEX_NONE) {
    struct str id = view_evidence_id(v->arena, v->report, &v->report->gates.at[b->gate]);
    if (id.n) out_attr_id(o, ATTR_ID, id);
  }
  out_open(o, TAG_TD);
  out_class(o, LIT("k"));
  if (b->gate != INDEX_NONE) part_tag(o, b->verdict);
  else part_muted(o, "reserved");
  out_close(o, TAG_TD);
}

static void time_cell(struct out *o, bool has, double seconds) {
  if (!has) {
    part_td_empty(o);
    return;
  }
  out_open(o, TAG_TD);
  out_class(o, LIT("r"));
  struct buf b = BUF_INIT;
  unit_put_time(&b, seconds);
  part_figure(o, buf_view(&b));
  buf_free(&b);
  out_close(o, TAG_TD);
}

static void share_cell(struct out *o, double share) {
  if (isnan(share)) {
    part_td_empty(o);
    return;
  }
  out_open(o, TAG_TD);
  out_class(o, LIT("r"));
  out_percent(o, share, 0, false);
  out_close(o, TAG_TD);
}

/* "p99". */
static void quantile_cell(struct out *o, double quantile) {
  out_open(o, TAG_TD);
  out_class(o, LIT("r"));
  if (quantile >= 1) out_text(o, STR("max"));
  else out_textf(o, "p%g", 100 * quantile);
  out_close(o, TAG_TD);
}

/* From the budget on: what both tables say alike. */
static void row_close(struct out *o, const struct budget_result *b) {
  quantile_cell(o, b->quantile);
  bool head = b->has[SIDE_HEAD] && b->budget_s > 0;
  double before = b->has[SIDE_BASE] && b->budget_s > 0 ? b->measured[SIDE_BASE] / b->budget_s : (double)NAN;
  time_cell(o, b->budget_s > 0, b->budget_s);
  time_cell(o, b->has[SIDE_BASE], b->measured[SIDE_BASE]);
  time_cell(o, b->has[SIDE_HEAD], b->measured[SIDE_HEAD]);
  out_open(o, TAG_TD);
  if (head) bar_utilisation(o, b->utilisation, before, b->verdict);
  out_close(o, TAG_TD);
  share_cell(o, head ? b->utilisation : (double)NAN);
  share_cell(o, head ? b->headroom_spent : (double)NAN);
  out_close(o, TAG_TR);
}

static void head_row(struct out *o, const char *what) {
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  part_th(o, LIT("k"), "Result");
  part_th(o, LIT_NONE, what);
  part_th(o, LIT("r"), "At");
  part_th(o, LIT("r"), "Budget");
  part_th(o, LIT("r"), "Base");
  part_th(o, LIT("r"), "Head");
  part_th(o, LIT_NONE, "Used");
  part_th(o, LIT("r"), "Share");
  part_th(o, LIT("r"), "Headroom spent");
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
}

static void name_cell(struct out *o, struct str name, struct str sub) {
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  out_name(o, name);
  if (sub.n) {
    out_open(o, TAG_SPAN);
    out_class(o, LIT("sub"));
    out_name(o, sub);
    out_close(o, TAG_SPAN);
  }
  out_close(o, TAG_TH);
}

void budgets_left_out(struct out *o, size_t n) {
  if (n <= BUDGET_ROWS) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_textf(o, "%lu more stand in report.json (--json); those that fail are among the gates.", (unsigned long)(n - BUDGET_ROWS));
  out_close(o, TAG_P);
}

void budgets_routes(struct out *o, const struct view *v) {
  const struct report *r = v->report;
  if (r->routes.n == 0) return;
  out_open(o, TAG_H3);
  out_text(o, STR("Budget by route"));
  out_close(o, TAG_H3);
  part_table_open(o, LIT_NONE, "Latency budget by route");
  head_row(o, "Route");
  out_open(o, TAG_TBODY);
  VEC_EACH(const struct budget_result, b, &r->routes) {
    if (b - r->routes.at == BUDGET_ROWS) break;
    const struct route_budget *d = &r->in->doc->routes.at[b->decl];
    row_open(o, v, b);
    name_cell(o, b->gate == INDEX_NONE ? d->decl.text : r->gates.at[b->gate].subject, d->reason);
    row_close(o, b);
  }
  out_close(o, TAG_TBODY);
  part_table_close(o);
  budgets_left_out(o, r->routes.n);
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_text(o, STR("The red line is the budget, the thin line is the base. \"Headroom spent\" is the part of the room the base had left "
                  "that this change uses up: (head \xe2\x88\x92 base) / (budget \xe2\x88\x92 base). Half of it or more, or more than "
                  "90 % of the budget used, is a warning even inside the budget."));
  out_close(o, TAG_P);
}

static void sum_note(struct out *o, const struct view *v) {
  const struct report *r = v->report;
  const struct component_total *t = &r->component_total;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_text(o, STR("Planning sum of the parts: "));
  out_time(o, t->sum_s);
  if (t->declared) {
    out_text(o, STR(", declared total "));
    out_time(o, t->declared_s);
    if (t->mismatch) out_text(o, STR(", which do not agree"));
  }
  struct str q = say_quantile(v->arena, t->quantile);
  double kept = fmax(0, 1 - (1 - t->quantile) * t->parts);
  out_textf(o, ". The " STR_FMT "s of parts do not add up to the " STR_FMT " of the whole: %u parts that each keep their " STR_FMT
               " guarantee only that ",
            STR_ARG(q), STR_ARG(q), t->parts, STR_ARG(q));
  out_percent(o, kept, kept > 0.99 ? 2 : 0, false);
  out_textf(o, " of requests keep the sum. Each part is held against its own row, and measured " STR_FMT "s are never summed.", STR_ARG(q));
  out_close(o, TAG_P);
}

void budgets_components(struct out *o, const struct view *v) {
  const struct report *r = v->report;
  if (r->components.n == 0) return;
  out_open(o, TAG_H3);
  out_text(o, STR("Where the latency budget goes"));
  out_close(o, TAG_H3);
  out_open(o, TAG_DIV);
  out_class(o, LIT("parts"));
  bar_components(o, v);
  out_close(o, TAG_DIV);
  part_table_open(o, LIT_NONE, "Latency budget by component");
  head_row(o, "Component");
  out_open(o, TAG_TBODY);
  VEC_EACH(const struct budget_result, b, &r->components) {
    if (b - r->components.at == BUDGET_ROWS) break;
    const struct component *c = &r->in->doc->components.at[b->decl];
    row_open(o, v, b);
    name_cell(o, c->name.n ? c->name : c->decl.text, STR_NONE);
    row_close(o, b);
  }
  out_close(o, TAG_TBODY);
  part_table_close(o);
  budgets_left_out(o, r->components.n);
  sum_note(o, v);
}
