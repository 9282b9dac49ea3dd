/* What was read from a PERFORMANCE.md, one declaration a line, for tests to compare. */
#ifndef PERFPAGE_TESTS_PERFDOC_SHOW_H
#define PERFPAGE_TESTS_PERFDOC_SHOW_H

#include "base/num.h"
#include "model/perfdoc.h"

static const char *const show_ops[BOUND_OP_MAX] = {"<", "<=", ">", ">="};
static const char *const show_dims[DIM_MAX] = {"", "s", "B", "share", "pp", "/s", "B/s", "x", "n", "s/op", "B/op", "allocs/op", "money", "good"};

static void show_num(struct buf *b, const char *lead, double v) {
  buf_cstr(b, lead);
  if (v > 1e300) buf_cstr(b, "inf");
  else num_put_f64(b, v);
}

static void show_text(struct buf *b, const char *lead, struct str s) {
  if (s.n == 0) return;
  buf_cstr(b, lead);
  buf_str(b, s);
}

static void show_route(struct buf *b, struct route r) {
  if (r.path.n == 0) return;
  show_text(b, " @", r.methods);
  show_text(b, r.methods.n > 0 ? " " : " @", r.path);
}

static void show_bound(struct buf *b, struct bound bound) {
  buf_char(b, ' ');
  buf_cstr(b, show_ops[bound.op]);
  show_num(b, " ", bound.value);
  buf_cstr(b, show_dims[bound.dim]);
}

static void show_end(struct buf *b, struct decl d, bool unbounded) {
  if (unbounded) buf_cstr(b, " unbounded");
  show_text(b, " !", d.problem);
  buf_char(b, '\n');
}

static void show_slo(struct buf *b, const struct slo *s) {
  static const char *const shapes[SLO_SHAPE_MAX] = {"slices", "requests", "bound"};
  buf_printf(b, "slo %s", shapes[s->shape]);
  show_text(b, " \"", s->name);
  buf_char(b, '"');
  if (!str_eq(s->name, s->subject)) show_text(b, " of ", s->subject);
  show_route(b, s->route);
  if (s->has_quantile) show_num(b, " q", s->quantile);
  if (s->has_bound) show_bound(b, s->bound);
  if (s->target.den > 0) buf_printf(b, " target %lu/%lu", (unsigned long)s->target.num, (unsigned long)s->target.den);
  if (s->window.kind != WINDOW_NONE) show_num(b, s->window.kind == WINDOW_ROLLING ? " rolling " : " calendar ", s->window.length_s / 86400);
  if (s->has_rate) show_num(b, " at ", s->rate_rps);
  if (s->shape == SLO_SLICES && !num_same(s->slice_s, 60)) show_num(b, " slice ", s->slice_s);
  show_end(b, s->decl, s->unbounded);
}

static void show_rule(struct buf *b, const struct gate_rule *g) {
  static const char *const kinds[RULE_KIND_MAX] = {"relative", "absolute", "allocations", "no-regression"};
  static const char *const metrics[METRIC_MAX] = {"time", "allocs", "directed", "unit"};
  buf_cstr(b, "rule");
  show_text(b, " ", g->glob);
  if (g->decl.problem.n == 0 && !g->unbounded) {
    buf_printf(b, " %s %s", kinds[g->kind], metrics[g->metric]);
    show_text(b, " ", g->unit);
    if (g->kind == RULE_ABSOLUTE) show_bound(b, g->bound);
    else show_num(b, g->strict ? " < " : " ", g->allowed);
  }
  show_route(b, g->route);
  show_text(b, " in ", g->function);
  show_text(b, " because ", g->why);
  show_end(b, g->decl, g->unbounded);
}

static void show_stage(struct buf *b, const struct canary_stage *s) {
  static const char *const kinds[CANARY_KIND_MAX] = {"relative", "points", "times", "absolute", "any", "same"};
  buf_cstr(b, "stage");
  show_text(b, " ", s->name);
  show_num(b, " share ", s->share);
  show_num(b, " for ", s->duration_s);
  VEC_EACH(const struct canary_clause, c, &s->clauses) {
    buf_printf(b, "; %s", kinds[c->kind]);
    show_text(b, " ", c->metric);
    if (c->kind == CANARY_ABSOLUTE || c->kind == CANARY_TIMES) buf_printf(b, " %s", show_ops[c->op]);
    show_num(b, " ", c->amount);
    if (c->kind == CANARY_ABSOLUTE) buf_cstr(b, show_dims[c->dim]);
    show_text(b, " vs ", c->against);
    if (c->for_s > 0) show_num(b, " for ", c->for_s);
  }
  if (s->inherited) buf_cstr(b, " inherited");
  show_end(b, s->decl, false);
}

static void show_lists(struct buf *b, const struct perfdoc *d) {
  VEC_EACH(const struct hotspot, h, &d->hotspots) {
    show_text(b, "hotspot ", h->function);
    show_text(b, " bench ", h->benchmark);
    show_route(b, h->route);
    show_text(b, " note ", h->note);
    show_end(b, h->decl, false);
  }
  VEC_EACH(const struct anti_pattern, a, &d->antis) {
    buf_cstr(b, "anti");
    VEC_EACH(const struct str, s, &a->symbols) show_text(b, " ", *s);
    VEC_EACH(const struct str, s, &a->places) show_text(b, " in ", *s);
    VEC_EACH(const struct str, s, &a->benchmarks) show_text(b, " bench ", *s);
    show_end(b, a->decl, false);
  }
  VEC_EACH(const struct pgo_rule, p, &d->pgo) {
    static const char *const kinds[PGO_KIND_MAX] = {"samples", "age", "drift", "load"}, *const ops[BOUND_OP_MAX] = {"<", "<=", ">", ">="};
    buf_printf(b, "pgo %s", kinds[p->kind]);
    if (p->kind != PGO_LOAD) buf_printf(b, " %s", ops[p->op]);
    if (p->kind != PGO_LOAD) show_num(b, " ", p->limit);
    show_end(b, p->decl, false);
  }
  if (d->pgo_profile.n) show_text(b, "pgo profile ", d->pgo_profile);
  if (d->pgo_profile.n) buf_char(b, '\n');
  VEC_EACH(const struct tuning_entry, t, &d->tuning) {
    buf_cstr(b, "tuning ");
    if (t->date.known) num_put_f64(b, (double)t->date.s / 86400);
    show_text(b, " by ", t->person);
    show_text(b, ": ", t->change);
    show_text(b, " | ", t->before);
    show_text(b, " -> ", t->after);
    show_text(b, " bench ", t->benchmark);
    show_end(b, t->decl, false);
  }
  VEC_EACH(const struct runbook, t, &d->runbooks) {
    show_text(b, "runbook ", t->title);
    show_end(b, t->decl, false);
  }
  VEC_EACH(const struct waiver, w, &d->waivers) {
    show_text(b, "waiver ", w->what);
    if (w->until.known) show_num(b, " until ", (double)w->until.s / 86400);
    show_text(b, " by ", w->who);
    show_text(b, ": ", w->why);
    show_end(b, w->decl, false);
  }
}

static void show_line(struct buf *b, const char *lead, struct str s) {
  show_text(b, lead, s);
  if (s.n > 0) buf_char(b, '\n');
}

static void show_figure(struct buf *b, const char *lead, double v, bool set) {
  if (!set) return;
  show_num(b, lead, v);
  buf_char(b, '\n');
}

static void show_settings(struct buf *b, const struct settings *s) {
  if (s->judge_machine_mismatch) buf_cstr(b, "set judge-mismatch\n");
  if (s->base_optional) buf_cstr(b, "set base-optional\n");
  if (s->offsets_allowed) buf_cstr(b, "set offsets\n");
  if (s->missing != MISSING_DEFAULT) buf_printf(b, "set missing %d\n", (int)s->missing);
  if (s->correction != CORRECTION_UNSET) buf_printf(b, "set correction %d\n", (int)s->correction);
  show_figure(b, "set alpha ", s->alpha, !num_is_zero(s->alpha));
  show_figure(b, "set max-regress ", s->max_regress, s->has_max_regress);
  show_figure(b, "set slice ", s->slice_s, !num_is_zero(s->slice_s));
  show_figure(b, "set refresh ", s->baseline_refresh_s, !num_is_zero(s->baseline_refresh_s));
  show_line(b, "set zone ", s->time_zone);
  show_line(b, "set trace ", s->trace_url);
  show_line(b, "set commit ", s->commit_url);
  show_line(b, "set lower ", s->lower_units);
  show_line(b, "set higher ", s->higher_units);
}

static void show_doc(struct buf *b, const struct perfdoc *d) {
  VEC_EACH(const struct slo, s, &d->slos) show_slo(b, s);
  VEC_EACH(const struct component, c, &d->components) {
    buf_cstr(b, c->is_total ? "total" : c->is_margin ? "margin" : "component");
    show_text(b, " ", c->name);
    if (c->has_quantile) show_num(b, " q", c->quantile);
    if (c->decl.problem.n == 0 && !c->unbounded) show_num(b, " ", c->budget_s);
    show_end(b, c->decl, c->unbounded);
  }
  VEC_EACH(const struct route_budget, r, &d->routes) {
    buf_cstr(b, "route");
    show_route(b, r->route);
    show_num(b, " q", r->quantile);
    if (r->decl.problem.n == 0 && !r->unbounded) show_bound(b, r->bound);
    show_text(b, " because ", r->reason);
    show_end(b, r->decl, r->unbounded);
  }
  VEC_EACH(const struct gate_rule, g, &d->rules) show_rule(b, g);
  if (d->profile_gate.decl.pos.line > 0) {
    show_num(b, "profile ", d->profile_gate.absolute);
    show_num(b, " ", d->profile_gate.relative);
    show_num(b, " floor ", d->profile_gate.floor);
    show_num(b, " new ", d->profile_gate.new_self);
    buf_char(b, '\n');
  }
  VEC_EACH(const struct canary_stage, s, &d->canary) show_stage(b, s);
  show_lists(b, d);
  show_settings(b, &d->settings);
  show_line(b, "baseline ", d->baseline_text);
  VEC_EACH(const struct decl, u, &d->unreadable) show_line(b, "unreadable ", u->text);
}

#endif
