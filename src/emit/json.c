#include "emit/json.h"

#include "emit/json_parts.h"

#include <json-c/json.h>
#include <math.h>

static struct json_object *tool(void) {
  struct json_object *o = json_new();
  json_set(o, "name", json_word("perfpage"));
  json_set(o, "version", json_word(PERFPAGE_VERSION));
  return o;
}

static struct json_object *counts(const struct report *r) {
  struct json_object *o = json_new();
  for (int v = 0; v < VERDICT_MAX; v++) json_set(o, verdict_json((enum verdict)v), json_int(r->verdicts[v]));
  return o;
}

static struct json_object *cause(const struct cause *c) {
  if (!c->known) return NULL;
  struct json_object *o = json_new();
  json_set(o, "function", json_str(c->function));
  json_set(o, "points", json_num(c->points));
  return o;
}

static void put_reasons(struct json_doc *d, const struct report *r) {
  json_open(d, "reasons", '[');
  for (uint32_t i = 0; i < r->reasons_n; i++) {
    struct json_object *o = json_new();
    json_set(o, "gate", json_str(r->gates.at[r->reasons[i].gate].id));
    json_set(o, "text", json_str(r->reasons[i].text));
    json_set(o, "cause", cause(&r->reasons[i].cause));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}

static struct json_object *labels(const struct report *r) {
  struct json_object *o = json_new();
  json_set(o, "base", json_str(r->in->label[SIDE_BASE]));
  json_set(o, "head", json_str(r->in->label[SIDE_HEAD]));
  return o;
}

static struct json_object *family(const struct family *f, const char *name) {
  struct json_object *o = json_new();
  json_set(o, "rule_set", json_word(name));
  json_set(o, "m", json_int(f->m));
  json_set(o, "alpha", json_num(f->alpha));
  json_set(o, "correction", json_word(correction_json(f->correction)));
  return o;
}

static void put_families(struct json_doc *d, const struct report *r) {
  static const char *const sets[RULE_SET_MAX] = {"none", "document", "implicit"};
  static const char *const trends[TREND_FAMILY_MAX] = {"trend-changes", "trend-drifts"};
  json_open(d, "family", '[');
  for (int i = RULE_SET_DOCUMENT; i < RULE_SET_MAX; i++) json_member(d, NULL, family(&r->families[i], sets[i]));
  for (int i = 0; i < TREND_FAMILY_MAX && r->trends.n > 0; i++) json_member(d, NULL, family(&r->trend_families[i], trends[i]));
  json_close(d, ']');
}

static void put_inputs(struct json_doc *d, const struct report *r) {
  json_open(d, "inputs", '[');
  VEC_EACH(const struct input, in, &r->input_list) {
    struct json_object *o = json_new();
    json_set(o, "path", json_str(in->name));
    json_set(o, "kind", json_word(input_kind_json(in->kind)));
    json_set(o, "role", json_word(input_role_name(in->role)));
    json_set(o, "bytes", json_int(in->bytes));
    json_set(o, "sha256", json_word(in->sha256));
    json_set(o, "records", json_int(in->records));
    json_set(o, "skipped", json_int(in->skipped));
    json_set(o, "bad", json_flag(in->bad));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}

/* "fail" stops a merge, "warn" does not: what the rule itself can do at worst. */
static struct json_object *severity(const struct report *r, const struct gate *g) {
  if (g->kind == GATE_TREND) return json_word(g->verdict == VERDICT_WARN ? "warn" : "fail"); /* a rule for what fails, and others for what warns */
  bool warns_only = g->built_in && (g->kind == GATE_PROFILE || r->in->doc->has_gate_table);
  return json_word(warns_only ? "warn" : "fail");
}

static struct json_object *gate_offset(const struct report *r, const struct gate *g) {
  if (g->offset == NULL) return NULL;
  const struct offset *x = g->offset;
  struct json_object *o = json_new();
  json_set(o, "win", json_str(report_bench_id(r->arena, &r->in->bench->rows.at[r->benches.at[x->win].row].id)));
  json_set(o, "wins", json_int(x->wins));
  json_set(o, "rows", json_int(x->rows));
  json_set(o, "net", json_num(x->net));
  json_set(o, "paid", json_flag(x->paid));
  json_set(o, "allowed", json_flag(x->allowed));
  return o;
}

static struct json_object *gate_waiver(const struct report *r, const struct gate *g) {
  if (g->waiver == INDEX_NONE) return NULL;
  const struct waiver *w = &r->in->doc->waivers.at[g->waiver];
  struct json_object *o = json_new();
  json_set(o, "until", json_date(w->until));
  json_set(o, "who", json_str(w->who));
  json_set(o, "why", json_str(w->why));
  return o;
}

static struct json_object *gate(const struct report *r, const struct gate *g) {
  struct json_object *o = json_new();
  json_set(o, "id", json_str(g->id));
  json_set(o, "kind", json_word(gate_kind_json(g->kind)));
  json_set(o, "subject", json_str(g->subject));
  json_set(o, "rule", json_str(g->rule));
  json_set(o, "measured", json_text(g->measured));
  json_set(o, "verdict", json_word(verdict_json(g->verdict)));
  json_set(o, "reason", json_str(g->reason));
  json_set(o, "anchor", json_str(g->id));
  json_set(o, "allowed", json_num(g->allowed));
  json_set(o, "unit", json_text(g->unit));
  json_set(o, "severity", severity(r, g));
  json_set(o, "role", json_word("head"));
  json_set(o, "formula", json_text(g->formula));
  json_set(o, "count_needed", g->count_needed ? json_int(g->count_needed) : NULL);
  json_set(o, "cause", cause(&g->cause));
  json_set(o, "source", json_source(g->source));
  json_set(o, "waiver", gate_waiver(r, g));
  json_set(o, "offset", gate_offset(r, g));
  return o;
}

static void put_unguarded(struct json_doc *d, const struct report *r) {
  json_open(d, "unguarded", '[');
  for (size_t i = 0; i < r->unguarded.n; i++) {
    struct json_object *o = json_new();
    json_set(o, "slo", json_str(r->unguarded.at[i].slo));
    json_set(o, "route", json_str(r->unguarded.at[i].route));
    json_set(o, "missing", json_str(r->unguarded.at[i].missing));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}

static struct json_object *link_of(struct arena *a, const struct route *route, struct str benchmark, struct str function) {
  struct json_object *o = json_new();
  json_set(o, "route", json_route(a, route));
  json_set(o, "benchmark", json_text(benchmark));
  json_set(o, "function", json_text(function));
  return o;
}

/* What the document ties together: route, benchmark, function. */
static void put_chain(struct json_doc *d, const struct report *r) {
  json_open(d, "chain", '[');
  VEC_EACH(const struct gate_rule, g, &r->in->doc->rules) {
    if (g->route.path.n || g->function.n) json_member(d, NULL, link_of(r->arena, &g->route, g->glob, g->function));
  }
  VEC_EACH(const struct hotspot, h, &r->in->doc->hotspots) {
    if (h->route.path.n || h->benchmark.n) json_member(d, NULL, link_of(r->arena, &h->route, h->benchmark, h->function));
  }
  json_close(d, ']');
}

static void put_empty(struct json_doc *d, const char *key) {
  json_open(d, key, '[');
  json_close(d, ']');
}

void emit_json(struct buf *out, const struct report *r, double min_share) {
  struct json_doc d = {out, true};
  buf_char(out, '{');
  json_member(&d, "schema", json_word("perfpage.report/1"));
  json_member(&d, "tool", tool());
  json_member(&d, "service", json_text(r->service));
  json_member(&d, "verdict", json_word(verdict_json(r->verdict)));
  json_member(&d, "exit", json_int((uint64_t)r->exit_status));
  json_member(&d, "now", json_date(r->now));
  json_member(&d, "headline", json_str(r->headline));
  json_member(&d, "labels", labels(r));
  json_member(&d, "verdicts", counts(r));
  put_reasons(&d, r);
  json_member(&d, "gate_count", json_int(r->gates.n));
  put_families(&d, r);
  put_unguarded(&d, r);
  put_chain(&d, r);
  put_inputs(&d, r);
  json_put_diagnostics(&d, r->diags);
  json_open(&d, "gates", '[');
  VEC_EACH(const struct gate, g, &r->gates) json_member(&d, NULL, gate(r, g));
  json_close(&d, ']');
  json_put_benches(&d, r);
  json_put_profiles(&d, r, min_share);
  json_put_budgets(&d, r);
  json_put_trends(&d, r);
  static const char *const later[] = {"canary", "runtime", "cost", "kpis"};
  for (size_t i = 0; i < sizeof later / sizeof *later; i++) put_empty(&d, later[i]);
  json_close(&d, '}');
  buf_char(out, '\n');
}

void emit_json_diagnostics(struct buf *out, const struct diags *list) {
  struct json_doc d = {out, true};
  buf_char(out, '{');
  json_member(&d, "schema", json_word("perfpage.lint/1"));
  json_put_diagnostics(&d, list);
  json_close(&d, '}');
  buf_char(out, '\n');
}
