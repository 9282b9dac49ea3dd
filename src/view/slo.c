#include "html/out.h"
#include "view/budget_bars.h"
#include "view/budgets.h"
#include "view/disagreements.h"
#include "view/parts.h"
#include "view/view.h"

#include <math.h>

static void result_cell(struct out *o, enum verdict v) {
  out_open(o, TAG_TD);
  out_class(o, LIT("k"));
  part_tag(o, v);
  out_close(o, TAG_TD);
}

static void objective_cell(struct out *o, const struct gate *g) {
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  out_name(o, g->subject);
  out_open(o, TAG_SPAN);
  out_class(o, LIT("sub"));
  out_text(o, g->rule);
  out_close(o, TAG_SPAN);
  out_close(o, TAG_TH);
}

/* "26 m 12 s used, 14 m 07 s left; burn rate 1.40: gone in 9 d". */
static void budget_sentence(struct out *o, const struct slo *s, const struct slo_result *x) {
  bool slices = s->shape == SLO_SLICES;
  if (slices) {
    out_span(o, x->used);
    out_text(o, STR(" of "));
    out_span(o, x->budget);
  } else {
    out_count(o, x->total - x->good);
    out_textf(o, " of %.6g requests", x->budget);
  }
  out_text(o, STR(" used. "));
  if (x->burn > 0) {
    out_textf(o, "Burn rate %.3g\xc3\x97", x->burn);
    if (x->exhausts_s >= 0 && x->burn > 1) {
      out_text(o, STR(": at this pace the rest is gone in "));
      out_span(o, x->exhausts_s);
    }
    out_text(o, STR(". "));
  }
  if (!isnan(x->coverage) && x->coverage < 1) {
    out_text(o, STR("Measured: "));
    out_percent(o, x->coverage, x->coverage < 0.01 ? 3 : 1, false);
    out_text(o, STR(" of the window. "));
  }
}

static void measured_cell(struct out *o, const struct view *v, const struct slo_result *x) {
  const struct slo *s = &v->report->in->doc->slos.at[x->slo];
  const struct gate *g = &v->report->gates.at[x->gate];
  out_open(o, TAG_TD);
  out_text(o, g->measured.n ? g->measured : g->reason);
  if (g->measured.n) {
    out_open(o, TAG_SPAN);
    out_class(o, LIT("sub"));
    if (x->has_budget) budget_sentence(o, s, x);
    out_text(o, x->has_budget ? x->note : g->reason);
    out_close(o, TAG_SPAN);
  }
  out_close(o, TAG_TD);
}

static void picture_cell(struct out *o, const struct view *v, const struct slo_result *x) {
  const struct slo *s = &v->report->in->doc->slos.at[x->slo];
  out_open(o, TAG_TD);
  if (x->has_budget) {
    bar_error_budget(o, isnan(x->budget_share_used) ? 1 : x->budget_share_used,
                     s->shape == SLO_SLICES ? x->coverage : (double)NAN);
  } else if (x->measured && s->bound.value > 0 && s->bound.op <= BOUND_AT_MOST) {
    bar_utilisation(o, x->value / s->bound.value, (double)NAN, x->verdict);
  }
  out_close(o, TAG_TD);
}

static void formula_cell(struct out *o, const struct slo_result *x) {
  out_open(o, TAG_TD);
  out_class(o, LIT("fo"));
  out_text(o, x->formula);
  out_close(o, TAG_TD);
}

static void objectives(struct out *o, const struct view *v) {
  const struct report *r = v->report;
  if (r->slos.n == 0) return;
  part_table_open(o, LIT_NONE, "Objectives");
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  part_th(o, LIT("k"), "Result");
  part_th(o, LIT_NONE, "Objective");
  part_th(o, LIT_NONE, "Measured");
  part_th(o, LIT_NONE, "Budget or bound used");
  part_th(o, LIT_NONE, "Arithmetic");
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
  out_open(o, TAG_TBODY);
  VEC_EACH(const struct slo_result, x, &r->slos) {
    if (x - r->slos.at == BUDGET_ROWS) break;
    out_open(o, TAG_TR);
    struct str id = view_evidence_id(v->arena, r, &r->gates.at[x->gate]);
    if (id.n) out_attr_id(o, ATTR_ID, id);
    result_cell(o, x->verdict);
    objective_cell(o, &r->gates.at[x->gate]);
    measured_cell(o, v, x);
    picture_cell(o, v, x);
    formula_cell(o, x);
    out_close(o, TAG_TR);
  }
  out_close(o, TAG_TBODY);
  part_table_close(o);
  budgets_left_out(o, r->slos.n);
}

/* Objectives that a regression could break without any gate noticing. */
static void unguarded(struct out *o, const struct view *v) {
  const struct unguarded_vec *list = &v->report->unguarded;
  if (list->n == 0) return;
  out_open(o, TAG_H3);
  out_text(o, STR("Objectives without a guard"));
  out_close(o, TAG_H3);
  out_open(o, TAG_UL);
  struct strmap said = {0}; /* several objectives of one route may lack the same guard: it is said once */
  for (size_t i = 0; i < list->n && said.n < BUDGET_ROWS; i++) {
    uint32_t *before = strmap_at(v->arena, &said, arena_printf(v->arena, STR_FMT "\n" STR_FMT, STR_ARG(list->at[i].missing), STR_ARG(list->at[i].route)));
    if ((*before)++) continue;
    out_open(o, TAG_LI);
    out_name(o, list->at[i].route);
    out_text(o, STR(" has an objective but no "));
    out_text(o, list->at[i].missing);
    out_text(o, STR(": a regression would first be seen in production."));
    out_close(o, TAG_LI);
  }
  out_close(o, TAG_UL);
}

/* "Of 12 budgets and objectives ..." is the Gates table's to say; here it is what they were measured with. */
static void head(struct out *o, const struct view *v) {
  uint32_t measured = 0, all = (uint32_t)(v->report->slos.n + v->report->routes.n + v->report->components.n);
  VEC_EACH(const struct slo_result, x, &v->report->slos) measured += x->measured;
  VEC_EACH(const struct budget_result, x, &v->report->routes) measured += x->has[SIDE_HEAD];
  VEC_EACH(const struct budget_result, x, &v->report->components) measured += x->has[SIDE_HEAD];
  part_head_open(o, VIEW_SLO);
  out_open(o, TAG_P);
  out_class(o, LIT("sum"));
  out_textf(o, "%lu of %lu declared objectives and budgets were measured.", (unsigned long)measured, (unsigned long)all);
  out_close(o, TAG_P);
  part_head_close(o);
}

void view_slo(struct out *o, const struct view *v) {
  head(o, v);
  view_disagreements(o, v);
  objectives(o, v);
  budgets_routes(o, v);
  budgets_components(o, v);
  unguarded(o, v);
}
