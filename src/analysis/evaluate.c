#include "analysis/evaluate.h"

#include "analysis/budget.h"
#include "analysis/compare.h"
#include "analysis/disagree.h"
#include "analysis/findings.h"
#include "analysis/measured.h"
#include "analysis/offset.h"
#include "analysis/pgo.h"
#include "analysis/predict.h"
#include "analysis/profdiff.h"
#include "analysis/slo.h"
#include "analysis/ties.h"
#include "analysis/trend.h"
#include "analysis/verdict.h"
#include "analysis/waive.h"
#include "base/num.h"

#include <math.h>

static struct date newest_head_input(const struct inputs *in) {
  struct date a = in->bench->date[SIDE_HEAD], b = in->metrics.date[SIDE_HEAD];
  if (!a.known) return b;
  return b.known && b.s > a.s ? b : a;
}

/* The command line wins over the document, the document over the defaults. */
static void fill_options(struct report *r) {
  struct judge_options *o = &r->options;
  const struct settings *s = &r->in->doc->settings;
  if (num_is_zero(o->alpha)) o->alpha = s->alpha > 0 ? s->alpha : 0.05;
  if (o->correction == CORRECTION_UNSET) o->correction = s->correction;
  if (o->correction == CORRECTION_UNSET) o->correction = CORRECTION_HOLM;
  if (o->missing == MISSING_DEFAULT) o->missing = s->missing;
  if (!o->has_max_regress) {
    o->max_regress = s->has_max_regress ? s->max_regress : 0.05;
    o->has_max_regress = true;
  }
  o->first = o->first || s->base_optional;
  if (o->trace_url.n == 0) o->trace_url = s->trace_url;
  if (o->commit_url.n == 0) o->commit_url = s->commit_url;
}

/* "p99 +15%, error rate +0.5pp", or the row as written when it has no readable clause. */
static struct str stage_rule(struct arena *a, const struct canary_stage *stage) {
  struct str_vec clauses = {0};
  VEC_EACH(const struct canary_clause, clause, &stage->clauses) *VEC_PUSH(a, &clauses) = clause->decl.text;
  struct str rule = arena_join(a, clauses.at, clauses.n, STR(", "));
  return rule.n ? rule : stage->decl.text;
}

/* Stages are declared and read; what a canary measured is not an input yet. */
static void judge_canary(struct report *r) {
  VEC_EACH(const struct canary_stage, stage, &r->in->doc->canary) {
    struct str problem = stage->decl.problem;
    VEC_EACH(const struct canary_clause, clause, &stage->clauses) {
      if (problem.n == 0 && clause->decl.problem.n) problem = clause->decl.problem;
    }
    struct gate *g = report_gate(r, GATE_CANARY, stage->name.n ? stage->name : stage->decl.text,
                                 stage_rule(r->arena, stage));
    g->source = stage->decl.pos;
    g->verdict = VERDICT_UNMEASURED;
    g->reason = STR("declared; no canary was measured");
    if (problem.n) gate_unreadable(r, g, problem);
  }
}

/* The lines of the document whose gates cannot be read. */
struct lines {
  bool *told;
  uint32_t n;
};

static struct lines unreadable_lines(const struct report *r) {
  struct lines l = {NULL, 0};
  VEC_EACH(const struct gate, g, &r->gates) {
    if (g->source.line >= l.n) l.n = g->source.line + 1;
  }
  l.told = ARENA_ARRAY(r->arena, bool, l.n);
  VEC_EACH(const struct gate, g, &r->gates) l.told[g->source.line] |= g->unreadable;
  return l;
}

/* Only a gate that cannot be read stands for the error on its line: one that can may be waived, and speaks of something else.
 * The last gate may be younger than the list of lines. */
static bool is_told_at(const struct report *r, const struct lines *l, uint32_t line) {
  const struct gate *last = r->gates.n > 0 ? &r->gates.at[r->gates.n - 1] : NULL;
  return (last != NULL && last->source.line == line && last->unreadable) || (line < l->n && l->told[line]);
}

/* An error in the document is a gate that fails: a typo can never switch a gate off. One gate a line is enough. */
static void judge_document(struct report *r) {
  const struct perfdoc *doc = r->in->doc;
  struct lines lines = unreadable_lines(r);
  VEC_EACH(const struct decl, it, &doc->unreadable) {
    if (is_told_at(r, &lines, it->pos.line)) continue;
    struct gate *g = report_gate(r, GATE_DOCUMENT, it->text, it->text);
    g->source = it->pos;
    gate_unreadable(r, g, it->problem);
  }
  lines = unreadable_lines(r);
  VEC_EACH(const struct diag, it, &r->diags->list) {
    if (diag_level_of(it->id) != DIAG_ERROR || it->pos.file.n == 0 || !str_eq(it->pos.file, doc->file) || is_told_at(r, &lines, it->pos.line)) continue;
    struct gate *g = report_gate(r, GATE_DOCUMENT, arena_printf(r->arena, "line %lu", (unsigned long)it->pos.line),
                                 str_of(diag_slug(it->id)));
    g->source = it->pos;
    g->unreadable = true;
    g->verdict = VERDICT_FAIL;
    g->reason = it->message;
  }
}

static bool wants_cause(const struct gate *g) {
  bool bench = g->kind == GATE_BENCHMARK || g->kind == GATE_ALLOCATION;
  bool worse = g->verdict == VERDICT_FAIL || g->verdict == VERDICT_WARN || g->verdict == VERDICT_CANNOT_DECIDE;
  return bench && worse && g->bench != INDEX_NONE;
}

static void find_causes(struct report *r) {
  struct arena scratch = ARENA_INIT;
  const struct causes *all = profdiff_causes(&scratch, r);
  struct ties *ties = ties_of(&scratch, r->in->doc);
  r->growth = profdiff_cause(r, all, STR_NONE);
  VEC_EACH(struct gate, g, &r->gates) {
    if (wants_cause(g)) g->cause = profdiff_cause(r, all, ties_find(ties, &r->in->bench->rows.at[r->benches.at[g->bench].row].id).function);
  }
  ties_clear(ties);
  arena_free(&scratch);
}

static bool has_route(const struct route *a, const struct route *b) {
  return str_eq(a->path, b->path) && (a->methods.n == 0 || b->methods.n == 0 || str_eq(a->methods, b->methods));
}

/* An objective on a route that no budget or no benchmark guards: the regression would first be seen in production. */
static void find_unguarded(struct report *r) {
  const struct perfdoc *doc = r->in->doc;
  VEC_EACH(const struct slo, s, &doc->slos) {
    if (s->route.path.n == 0 || s->decl.problem.n) continue;
    bool budget = false, bench = false;
    VEC_EACH(const struct route_budget, b, &doc->routes) budget = budget || has_route(&b->route, &s->route);
    VEC_EACH(const struct gate_rule, g, &doc->rules) bench = bench || has_route(&g->route, &s->route);
    VEC_EACH(const struct hotspot, h, &doc->hotspots) bench = bench || (h->benchmark.n && has_route(&h->route, &s->route));
    if (budget && bench) continue;
    *VEC_PUSH(r->arena, &r->unguarded) = (struct unguarded){
        s->name, s->route.path, budget ? STR("benchmark gate") : bench ? STR("route budget") : STR("route budget and benchmark gate")};
  }
}

void evaluate(struct report *r, struct arena *a, struct diags *d, const struct inputs *in, const struct judge_options *o) {
  r->arena = a;
  r->diags = d;
  r->in = in;
  r->options = *o;
  fill_options(r);
  r->now = o->now.known ? o->now : newest_head_input(in);
  r->no_base_yet = r->options.first && !in->has_role[SIDE_BASE];
  compare_judge(r);
  trends_judge(r);
  profdiff_judge(r);
  findings_judge(r);
  predictions_make(r);
  pgo_judge(r);
  disagreements_find(r);
  slo_judge(r);
  budget_judge(r);
  measured_note_unclaimed(d, &in->metrics, in->doc);
  judge_canary(r);
  judge_document(r);
  waive(r);
  offsets_judge(r);
  find_causes(r);
  find_unguarded(r);
  verdict_settle(r);
}
