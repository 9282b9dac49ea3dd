#include "emit/json_parts.h"

#include <json-c/json.h>

static struct json_object *shares(const struct finding *f, enum side side) {
  if (!f->has[side]) return NULL;
  struct json_object *o = json_new();
  json_set(o, "self", json_num(f->self[side]));
  json_set(o, "total", json_num(f->total[side]));
  return o;
}

static struct json_object *finding(const struct report *r, const struct finding *f) {
  struct json_object *o = json_new();
  const struct profile_result *of = f->profile == INDEX_NONE ? NULL : &r->profiles.at[f->profile];
  const struct profile *p = of ? &r->in->profiles.at[of->profile] : NULL;
  bool named = p && f->function != INDEX_NONE;
  json_set(o, "kind", json_word(finding_json(f->kind)));
  json_set(o, "attention", json_flag(finding_diag(f->kind) != DIAG_ID_MAX));
  json_set(o, "subject", json_str(f->subject));
  json_set(o, "under", json_text(f->under));
  json_set(o, "text", json_str(f->text));
  json_set(o, "source", json_source(f->pos));
  json_set(o, "profile", p ? json_str(p->key) : NULL);
  json_set(o, "function", named ? json_str(p->tree.names[of->functions.at[f->function].name]) : NULL);
  json_set(o, "benchmark", f->bench == INDEX_NONE ? NULL : json_str(report_bench_id(r->arena, &r->in->bench->rows.at[r->benches.at[f->bench].row].id)));
  json_set(o, "base", shares(f, SIDE_BASE));
  json_set(o, "head", shares(f, SIDE_HEAD));
  return o;
}

void json_put_findings(struct json_doc *d, const struct report *r) {
  json_open(d, "findings", '[');
  VEC_EACH(const struct finding, f, &r->findings) json_member(d, NULL, finding(r, f));
  json_close(d, ']');
}

static struct json_object *disagreement(const struct report *r, const struct disagreement *d) {
  struct json_object *o = json_new();
  json_set(o, "moved", json_word(d->metric_moved ? "metric" : "profile"));
  json_set(o, "route", json_str(d->route));
  json_set(o, "quantile", json_num(d->quantile));
  json_set(o, "base_s", json_num(d->base));
  json_set(o, "head_s", json_num(d->head));
  json_set(o, "change", json_num(d->change));
  json_set(o, "profile", json_str(r->in->profiles.at[r->profiles.at[d->profile].profile].key));
  json_set(o, "samples_moved", json_num(d->moved));
  json_set(o, "chance", d->has_noise ? json_num(d->chance) : NULL);
  json_set(o, "margin", d->has_noise ? json_num(d->margin) : NULL);
  json_set(o, "text", json_str(d->text));
  return o;
}

void json_put_disagreements(struct json_doc *d, const struct report *r) {
  json_open(d, "disagreements", '[');
  VEC_EACH(const struct disagreement, x, &r->disagreements) json_member(d, NULL, disagreement(r, x));
  json_close(d, ']');
}
