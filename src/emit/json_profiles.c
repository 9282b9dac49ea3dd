#include "emit/json_parts.h"

#include <json-c/json.h>
#include <math.h>

static struct json_object *pair(double base, double head) {
  struct json_object *o = json_object_new_object();
  json_set(o, "base", json_num(base));
  json_set(o, "head", json_num(head));
  return o;
}

static struct json_object *function(const struct report *r, const struct profile *p, const struct function_result *f,
                                    struct str gate) {
  struct json_object *o = json_object_new_object();
  bool compared = p->has[SIDE_BASE] && p->has[SIDE_HEAD];
  json_set(o, "name", json_str(p->tree.names[f->name]));
  json_set(o, "self", pair(f->self[SIDE_BASE], f->self[SIDE_HEAD]));
  json_set(o, "total", pair(f->total[SIDE_BASE], f->total[SIDE_HEAD]));
  json_set(o, "self_change", compared ? json_num(f->self_change) : NULL);
  json_set(o, "lo", f->has_interval ? json_num(f->self_lo) : NULL);
  json_set(o, "hi", f->has_interval ? json_num(f->self_hi) : NULL);
  json_set(o, "total_change", compared ? json_num(f->total_change) : NULL);
  json_set(o, "p", f->has_interval ? json_num(f->p) : NULL);
  json_set(o, "p_corrected", f->judged && f->has_interval ? json_num(f->p_corrected) : NULL);
  json_set(o, "gate", gate.n ? json_str(gate) : NULL);
  json_set(o, "verdict", f->judged ? json_word(verdict_json(f->verdict)) : NULL);
  json_set(o, "new", json_flag(f->is_new));
  json_set(o, "gone", json_flag(f->is_gone));
  json_set(o, "hotspot", f->hotspot == INDEX_NONE ? NULL : json_str(r->in->doc->hotspots.at[f->hotspot].function));
  return o;
}

static struct str gate_of(const struct report *r, uint32_t profile, uint32_t index) {
  VEC_EACH(const struct gate, g, &r->gates) {
    if (g->profile == profile && g->function == index) return g->id;
  }
  return STR_NONE;
}

static struct json_object *count(const struct profile *p, enum side side, uint64_t n) {
  return p->has[side] ? json_int(n) : NULL;
}

void json_put_profiles(struct json_doc *d, const struct report *r) {
  json_open(d, "profiles", '[');
  for (uint32_t i = 0; i < r->profiles.n; i++) {
    const struct profile_result *pr = &r->profiles.at[i];
    const struct profile *p = &r->in->profiles.at[pr->profile];
    uint64_t base = calltree_total(&p->tree, SIDE_BASE), head = calltree_total(&p->tree, SIDE_HEAD);
    json_open(d, NULL, '{');
    json_member(d, "name", json_str(p->key));
    json_member(d, "sample_type", json_str(p->key));
    json_member(d, "unit", json_str(p->unit));
    json_member(d, "decimals", json_int(p->tree.decimals));
    json_member(d, "base_total", count(p, SIDE_BASE, base));
    json_member(d, "head_total", count(p, SIDE_HEAD, head));
    json_member(d, "base_events", p->unit_is_events ? count(p, SIDE_BASE, base) : NULL);
    json_member(d, "head_events", p->unit_is_events ? count(p, SIDE_HEAD, head) : NULL);
    json_member(d, "frames", json_int(p->tree.n));
    json_member(d, "scale", json_num(pr->scale));
    json_member(d, "churn", json_num(pr->churn));
    json_member(d, "note", pr->note.n ? json_str(pr->note) : NULL);
    json_open(d, "functions", '[');
    for (uint32_t f = 0; f < pr->functions.n; f++)
      json_member(d, NULL, function(r, p, &pr->functions.at[f], gate_of(r, i, f)));
    json_close(d, ']');
    json_close(d, '}');
  }
  json_close(d, ']');
}
