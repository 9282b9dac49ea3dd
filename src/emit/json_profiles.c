#include "emit/json_parts.h"

#include "model/linkurl.h"

#include <json-c/json.h>
#include <math.h>

static struct json_object *pair(double base, double head) {
  struct json_object *o = json_new();
  json_set(o, "base", json_num(base));
  json_set(o, "head", json_num(head));
  return o;
}

static struct json_object *function(const struct report *r, const struct profile *p, const struct function_result *f,
                                    uint32_t gate) {
  struct json_object *o = json_new();
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
  json_set(o, "gate", json_gate_id(r, gate));
  json_set(o, "verdict", f->judged ? json_word(verdict_json(f->verdict)) : NULL);
  json_set(o, "new", json_flag(f->is_new));
  json_set(o, "gone", json_flag(f->is_gone));
  json_set(o, "hotspot", f->hotspot == INDEX_NONE ? NULL : json_str(r->in->doc->hotspots.at[f->hotspot].function));
  return o;
}

/* Of each function of a profile the first gate that speaks of it, or INDEX_NONE. */
static uint32_t *gates_of(const struct report *r, uint32_t profile) {
  size_t n = r->profiles.at[profile].functions.n;
  uint32_t *gates = ARENA_ARRAY(r->arena, uint32_t, n);
  for (size_t i = 0; i < n; i++) gates[i] = INDEX_NONE;
  for (uint32_t i = (uint32_t)r->gates.n; i-- > 0;) {
    const struct gate *g = &r->gates.at[i];
    if (g->profile == profile && g->function != INDEX_NONE) gates[g->function] = i;
  }
  return gates;
}

/* A total in the unit of the profile, as exact as the input gave it. */
static struct json_object *count(const struct profile *p, enum side side) {
  if (!p->has[side]) return NULL;
  struct buf b = BUF_INIT;
  calltree_put_count(&b, &p->tree, calltree_total(&p->tree, side));
  struct json_object *o = json_figure(buf_view(&b));
  buf_free(&b);
  return o;
}

static struct json_object *events(const struct profile *p, enum side side) {
  if (p->unit_is_events) return count(p, side);
  return p->has[side] && p->samples[side] > 0 ? json_int(p->samples[side]) : NULL;
}

static uint32_t pruned(const struct calltree *t, double min_share) {
  double least[SIDE_MAX];
  uint32_t n = 0;
  for (enum side s = 0; s < SIDE_MAX; s++) least[s] = min_share * (double)calltree_total(t, s);
  for (uint32_t i = CALL_ROOT + 1; i < t->n; i++) {
    n += (double)call_total(t, i, SIDE_BASE) < least[SIDE_BASE] && (double)call_total(t, i, SIDE_HEAD) < least[SIDE_HEAD];
  }
  return n;
}

static void put_traces(struct json_doc *d, const struct report *r, const struct profile *p) {
  json_open(d, "traces", '[');
  VEC_EACH(const struct profile_trace, t, &p->traces) {
    struct json_object *o = json_new();
    struct buf url = BUF_INIT;
    double all = (double)calltree_total(&p->tree, t->side);
    if (r->options.trace_url.n > 0) link_url_put(&url, LINK_TRACE, r->options.trace_url, t->id);
    json_set(o, "id", json_str(t->id));
    json_set(o, "url", json_text(buf_view(&url)));
    json_set(o, "endpoint", json_text(t->endpoint));
    json_set(o, "side", json_word(t->side == SIDE_HEAD ? "head" : "base"));
    json_set(o, "share", json_num(all > 0 ? (double)t->value / all : 0));
    json_set(o, "leaf", t->node != CALL_ROOT && t->node < p->tree.n ? json_str(p->tree.names[p->tree.nodes[t->node].name]) : NULL);
    json_member(d, NULL, o);
    buf_free(&url);
  }
  json_close(d, ']');
}

static void put_profile(struct json_doc *d, const struct report *r, uint32_t index, double min_share) {
  const struct profile_result *pr = &r->profiles.at[index];
  const struct profile *p = &r->in->profiles.at[pr->profile];
  const uint32_t *gates = gates_of(r, index);
  json_open(d, NULL, '{');
  json_member(d, "name", json_str(p->key));
  json_member(d, "sample_type", json_str(p->key));
  json_member(d, "unit", json_str(p->unit));
  json_member(d, "base_total", count(p, SIDE_BASE));
  json_member(d, "head_total", count(p, SIDE_HEAD));
  json_member(d, "base_events", events(p, SIDE_BASE));
  json_member(d, "head_events", events(p, SIDE_HEAD));
  json_member(d, "frames", json_int(p->tree.n));
  json_member(d, "pruned", json_int(pruned(&p->tree, min_share)));
  json_member(d, "scale", json_num(pr->scale));
  json_member(d, "churn", json_num(pr->churn));
  json_member(d, "note", json_text(pr->note));
  put_traces(d, r, p);
  json_open(d, "functions", '[');
  for (uint32_t f = 0; f < pr->functions.n; f++) json_member(d, NULL, function(r, p, &pr->functions.at[f], gates[f]));
  json_close(d, ']');
  json_close(d, '}');
}

void json_put_profiles(struct json_doc *d, const struct report *r, double min_share) {
  json_open(d, "profiles", '[');
  for (uint32_t i = 0; i < r->profiles.n; i++) put_profile(d, r, i, min_share);
  json_close(d, ']');
}
