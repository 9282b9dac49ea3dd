#include "emit/json_parts.h"

#include "analysis/trend_series.h"

#include <json-c/json.h>

static struct json_object *run(const struct report *r, uint32_t index) {
  const struct history_run *h = &r->in->history->runs.at[index];
  struct json_object *o = json_new();
  json_set(o, "id", json_str(h->id));
  json_set(o, "commit", json_text(h->commit));
  json_set(o, "date", json_date(h->date));
  return o;
}

static struct json_object *extreme(const struct report *r, const struct trend_extreme *e) {
  struct json_object *o = json_new();
  json_set(o, "value", json_num(e->value));
  json_set(o, "run", run(r, e->run));
  return o;
}

/* run is the place in history_runs: an id may be met twice. */
static struct json_object *points(const struct trend_points *all) {
  struct json_object *list = json_list();
  for (size_t i = 0; i < all->n; i++) {
    const struct trend_point *p = &all->at[i];
    struct json_object *o = json_new();
    json_set(o, "run", json_int(p->run));
    json_set(o, "n", json_int(p->n));
    json_set(o, "centre", json_num(p->centre));
    json_set(o, "lo", json_num(p->lo));
    json_set(o, "hi", json_num(p->hi));
    json_append(list, o);
  }
  return list;
}

static struct json_object *changes(const struct report *r, const struct trend_result *t) {
#define X(id, json) [id] = json,
  static const char *const said[TREND_SAID_MAX] = {TREND_SAID_TABLE(X)};
#undef X
  struct json_object *list = json_list();
  VEC_EACH(const struct trend_change, c, &t->changes) {
    struct json_object *o = json_new();
    json_set(o, "index", json_int(c->at));
    json_set(o, "from_run", run(r, c->from_run));
    json_set(o, "to_run", run(r, c->to_run));
    json_set(o, "before", json_num(c->before));
    json_set(o, "after", json_num(c->after));
    json_set(o, "change", json_num(c->change));
    json_set(o, "worsening", json_num(c->worsening));
    json_set(o, "p", json_num(c->p));
    json_set(o, "p_corrected", json_num(c->p_corrected));
    json_set(o, "said", json_word(said[c->said]));
    json_set(o, "too_few", json_flag(c->too_few));
    json_set(o, "acts", json_flag(c->acts));
    json_set(o, "stands", json_int(c->stands));
    json_set(o, "escalated", json_flag(c->escalated));
    json_set(o, "mended", json_flag(c->mended));
    json_set(o, "in_drift", json_flag(c->in_drift));
    json_append(list, o);
  }
  return list;
}

static struct json_object *drift(const struct report *r, const struct trend_result *t) {
  if (!t->has_drift) return NULL;
  struct json_object *o = json_new();
  json_set(o, "share", json_num(t->drift_share));
  json_set(o, "worsening", json_num(t->drift_worsening));
  json_set(o, "slope_per_run", json_num(t->drift_slope));
  json_set(o, "p", json_num(t->drift_p));
  json_set(o, "p_corrected", json_num(t->drift_p_corrected));
  json_set(o, "drifts", json_flag(t->drifts));
  json_set(o, "runs", json_int(t->drift_runs));
  json_set(o, "from_run", run(r, t->drift_from));
  json_set(o, "to_run", run(r, t->last.run));
  return o;
}

static bool is_escalated(const struct trend_result *t) {
  VEC_EACH(const struct trend_change, c, &t->changes)
    if (c->escalated) return true;
  return false;
}

static struct json_object *trend(const struct report *r, const struct trend_result *t, struct arena *scratch) {
  static const char *const better[BETTER_MAX] = {"unknown", "lower", "higher"};
  const struct bench_id *id = &r->in->history->table.rows.at[t->series].id;
  struct trend_points all = trend_all_points(r->in->history, scratch, t->series);
  struct json_object *o = json_new();
  json_set(o, "id", json_str(report_bench_id(scratch, id)));
  json_set(o, "suite", json_str(id->suite));
  json_set(o, "name", json_str(id->name));
  json_set(o, "params", json_str(id->params));
  json_set(o, "procs", id->procs ? json_int((uint64_t)id->procs) : NULL);
  json_set(o, "unit", json_str(id->unit));
  json_set(o, "better", json_word(better[t->better]));
  json_set(o, "verdict", json_word(verdict_json(t->verdict)));
  json_set(o, "gate", json_gate_id(r, t->gate));
  json_set(o, "escalated", json_flag(is_escalated(t)));
  json_set(o, "runs", json_int(t->runs));
  json_set(o, "ended", json_flag(t->ended));
  json_set(o, "median", json_num(t->median));
  json_set(o, "mad", json_num(t->mad));
  json_set(o, "first", extreme(r, &t->first));
  json_set(o, "last", extreme(r, &t->last));
  json_set(o, "best", extreme(r, &t->best));
  json_set(o, "worst", extreme(r, &t->worst));
  json_set(o, "change_points", changes(r, t));
  json_set(o, "drift", drift(r, t));
  json_set(o, "points", points(&all));
  return o;
}

void json_put_trends(struct json_doc *d, const struct report *r) {
  struct arena scratch = ARENA_INIT;
  json_open(d, "history_runs", '[');
  for (uint32_t i = 0; r->in->history != NULL && i < r->in->history->runs.n; i++) json_member(d, NULL, run(r, i));
  json_close(d, ']');
  json_open(d, "trends", '[');
  VEC_EACH(const struct trend_result, t, &r->trends) {
    struct arena_mark mark = arena_mark(&scratch);
    json_member(d, NULL, trend(r, t, &scratch));
    arena_release(&scratch, mark);
  }
  json_close(d, ']');
  arena_free(&scratch);
}
