#include "emit/json_parts.h"

#include <json-c/json.h>
#include <math.h>

static struct json_object *ratio(struct ratio x) {
  return x.den ? json_num((double)x.num / (double)x.den) : NULL;
}

static struct json_object *bracket(const struct slo_result *x) {
  if (!x->measured || x->is_sli) return NULL;
  struct json_object *o = json_new();
  json_set(o, "lo", json_num(x->lo));
  json_set(o, "hi", json_num(x->hi));
  return o;
}

static struct json_object *slo(const struct report *r, const struct slo_result *x) {
  static const char *const shapes[SLO_SHAPE_MAX] = {"slices", "requests", "bound"};
  const struct slo *s = &r->in->doc->slos.at[x->slo];
  struct json_object *o = json_new();
  json_set(o, "name", json_str(s->name));
  json_set(o, "shape", json_word(shapes[s->shape]));
  json_set(o, "route", json_route(r->arena, &s->route));
  json_set(o, "quantile", s->has_quantile ? json_num(s->quantile) : NULL);
  json_set(o, "bound", s->has_bound ? json_num(s->bound.value) : NULL);
  json_set(o, "target", ratio(s->target));
  json_set(o, "window_s", s->window.kind == WINDOW_NONE ? NULL : json_num(s->window.length_s));
  json_set(o, "value", x->measured && !x->is_sli ? json_num(x->value) : NULL);
  json_set(o, "bracket", bracket(x));
  json_set(o, "sli", x->is_sli ? json_num(x->sli) : NULL);
  json_set(o, "good", x->is_sli ? json_int(x->good) : NULL);
  json_set(o, "total", x->is_sli ? json_int(x->total) : NULL);
  json_set(o, "budget", x->has_budget ? json_num(x->budget) : NULL);
  json_set(o, "used", x->has_budget ? json_num(x->used) : NULL);
  json_set(o, "remaining", x->has_budget ? json_num(x->remaining) : NULL);
  json_set(o, "burn", x->has_budget ? json_num(x->burn) : NULL);
  json_set(o, "exhausts_s", x->has_budget && x->exhausts_s >= 0 ? json_num(x->exhausts_s) : NULL);
  json_set(o, "coverage", x->has_budget ? json_num(x->coverage) : NULL);
  json_set(o, "gate", json_gate_id(r, x->gate));
  json_set(o, "verdict", json_word(verdict_json(x->verdict)));
  json_set(o, "formula", json_text(x->formula));
  json_set(o, "source", json_source(s->decl.pos));
  return o;
}

/* What components and routes have in common. */
static void add_budget(struct json_object *o, const struct report *r, const struct budget_result *x) {
  struct json_object *measured = json_new();
  json_set(measured, "base", x->has[SIDE_BASE] ? json_num(x->measured[SIDE_BASE]) : NULL);
  json_set(measured, "head", x->has[SIDE_HEAD] ? json_num(x->measured[SIDE_HEAD]) : NULL);
  json_set(measured, "lo", NULL); /* a measurement is one figure: it comes without an interval */
  json_set(measured, "hi", NULL);
  json_set(o, "budget_s", x->budget_s > 0 ? json_num(x->budget_s) : NULL);
  json_set(o, "quantile", json_num(x->quantile));
  json_set(o, "measured", measured);
  json_set(o, "n", x->n[SIDE_HEAD] ? json_int(x->n[SIDE_HEAD]) : NULL);
  json_set(o, "utilisation", json_num(x->utilisation));
  json_set(o, "headroom_spent", json_num(x->headroom_spent));
  json_set(o, "gate", json_gate_id(r, x->gate));
  json_set(o, "verdict", json_word(verdict_json(x->verdict)));
}

static void put_components(struct json_doc *d, const struct report *r) {
  json_open(d, "components", '[');
  VEC_EACH(const struct budget_result, x, &r->components) {
    const struct component *c = &r->in->doc->components.at[x->decl];
    struct json_object *o = json_new();
    double total = r->component_total.declared ? r->component_total.declared_s : r->component_total.sum_s;
    json_set(o, "name", json_str(c->name));
    add_budget(o, r, x);
    json_set(o, "measured_s", x->has[SIDE_HEAD] ? json_num(x->measured[SIDE_HEAD]) : NULL);
    json_set(o, "share", total > 0 && !c->is_total ? json_num(x->budget_s / total) : NULL);
    json_set(o, "total", json_flag(c->is_total));
    json_set(o, "source", json_source(c->decl.pos));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
  struct json_object *total = json_new();
  json_set(total, "declared_s", r->component_total.declared ? json_num(r->component_total.declared_s) : NULL);
  json_set(total, "planning_sum_s", json_num(r->component_total.sum_s));
  json_set(total, "mismatch", json_flag(r->component_total.mismatch));
  json_member(d, "component_total", total);
}

static void put_routes(struct json_doc *d, const struct report *r) {
  json_open(d, "routes", '[');
  VEC_EACH(const struct budget_result, x, &r->routes) {
    const struct route_budget *b = &r->in->doc->routes.at[x->decl];
    struct json_object *o = json_new();
    json_set(o, "route", json_route(r->arena, &b->route));
    add_budget(o, r, x);
    json_set(o, "source", json_source(b->decl.pos));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}

static void put_hotspots(struct json_doc *d, const struct report *r) {
  json_open(d, "hotspots", '[');
  VEC_EACH(const struct hotspot, h, &r->in->doc->hotspots) {
    struct json_object *o = json_new();
    json_set(o, "function", json_str(h->function));
    json_set(o, "benchmark", json_text(h->benchmark));
    json_set(o, "route", json_route(r->arena, &h->route));
    json_set(o, "note", json_str(h->note));
    json_set(o, "source", json_source(h->decl.pos));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}

static void put_waivers(struct json_doc *d, const struct report *r) {
  json_open(d, "waivers", '[');
  for (size_t i = 0; i < r->in->doc->waivers.n; i++) {
    const struct waiver *w = &r->in->doc->waivers.at[i];
    struct json_object *o = json_new(), *used = json_list();
    VEC_EACH(const uint32_t, gate, &r->waivers[i].used_by) json_append(used, json_str(r->gates.at[*gate].id));
    json_set(o, "rule", json_str(w->what));
    json_set(o, "until", json_date(w->until));
    json_set(o, "who", json_str(w->who));
    json_set(o, "why", json_str(w->why));
    json_set(o, "in_force", json_flag(r->waivers[i].in_force));
    json_set(o, "problem", r->waivers[i].problem.n ? json_str(r->waivers[i].problem) : NULL);
    json_set(o, "used_by", used);
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}

void json_put_budgets(struct json_doc *d, const struct report *r) {
  json_open(d, "slos", '[');
  VEC_EACH(const struct slo_result, x, &r->slos) json_member(d, NULL, slo(r, x));
  json_close(d, ']');
  put_components(d, r);
  put_routes(d, r);
  put_hotspots(d, r);
  json_put_findings(d, r);
  json_put_disagreements(d, r);
  put_waivers(d, r);
}
