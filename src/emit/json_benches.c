#include "emit/json_parts.h"

#include "analysis/predict.h"

#include <json-c/json.h>
#include <math.h>

static struct json_object *estimate(const struct bench_result *b, enum side side) {
  if (!b->has[side]) return NULL;
  const struct estimate *e = &b->side[side];
  struct json_object *o = json_new();
  json_set(o, "n", json_int(e->n));
  json_set(o, "centre", json_num(e->centre));
  json_set(o, "lo", e->bounded ? json_num(e->lo) : NULL);
  json_set(o, "hi", e->bounded ? json_num(e->hi) : NULL);
  json_set(o, "bounded", json_flag(e->bounded));
  json_set(o, "noise", json_num(e->noise));
  json_set(o, "samples", json_flag(!e->figure));
  return o;
}

static const char *better_word(enum better b) {
  static const char *const words[BETTER_MAX] = {"unknown", "lower", "higher"};
  return words[b];
}

static const char *note_word(enum bench_note n) {
  static const char *const words[BENCH_NOTE_MAX] = {"", "new", "removed", "renamed?"};
  return words[n];
}

static struct json_object *config_diff(const struct bench_result *b) {
  struct json_object *list = json_list();
  for (size_t i = 0; i < b->config_diff.n; i++) {
    struct json_object *o = json_new();
    json_set(o, "key", json_str(b->config_diff.at[i].key));
    json_set(o, "base", json_str(b->config_diff.at[i].base));
    json_set(o, "head", json_str(b->config_diff.at[i].head));
    json_append(list, o);
  }
  return list;
}

static void add_identity(struct json_object *o, const struct report *r, const struct bench_row *row) {
  json_set(o, "id", json_str(report_bench_id(r->arena, &row->id)));
  json_set(o, "suite", json_str(row->id.suite));
  json_set(o, "name", json_str(row->id.name));
  json_set(o, "params", json_str(row->id.params));
  json_set(o, "procs", row->id.procs ? json_int((uint64_t)row->id.procs) : NULL);
  json_set(o, "unit", json_str(row->id.unit));
  json_set(o, "better", json_word(better_word(row->better)));
}

static void add_judgement(struct json_object *o, const struct report *r, const struct bench_result *b) {
  bool gated = b->gate != INDEX_NONE;
  json_set(o, "gate", json_gate_id(r, b->gate));
  json_set(o, "allowed", gated ? json_num(r->gates.at[b->gate].allowed) : NULL);
  json_set(o, "verdict", gated ? json_word(verdict_json(b->verdict)) : NULL);
  json_set(o, "exact", json_flag(b->exact));
  json_set(o, "in_family", json_flag(b->in_family));
  json_set(o, "excluded_because", json_text(b->excluded_because));
  json_set(o, "count_needed", b->count_needed ? json_int(b->count_needed) : NULL);
  json_set(o, "config_diff", config_diff(b));
  json_set(o, "note", json_word(note_word(b->note)));
}

/* Zero or negative samples have no ratios: the interval is of head - base, in the unit. */
static struct json_object *difference(const struct bench_result *b) {
  struct json_object *o = json_new();
  json_set(o, "lo", json_num(b->change_lo));
  json_set(o, "hi", json_num(b->change_hi));
  return o;
}

static struct json_object *prediction(const struct report *r, uint32_t bench) {
  const struct prediction *x = prediction_of(r, bench);
  if (x == NULL) return NULL;
  struct json_object *o = json_new();
  json_set(o, "function", json_str(x->function));
  json_set(o, "source", json_source(x->source));
  json_set(o, "profile", json_str(r->in->profiles.at[r->profiles.at[x->profile].profile].key));
  json_set(o, "share", json_num(x->share));
  json_set(o, "share_lo", x->bounded ? json_num(x->share_lo) : NULL);
  json_set(o, "share_hi", x->bounded ? json_num(x->share_hi) : NULL);
  json_set(o, "change", json_num(x->predicted));
  json_set(o, "change_lo", x->bounded ? json_num(x->lo) : NULL);
  json_set(o, "change_hi", x->bounded ? json_num(x->hi) : NULL);
  json_set(o, "head_share_expected", json_num(x->share_expected));
  json_set(o, "head_share", x->has_head ? json_num(x->share_head) : NULL);
  json_set(o, "fellows", json_int(x->fellows));
  json_set(o, "formula", json_str(x->formula));
  return o;
}

static struct json_object *bench(const struct report *r, const struct bench_result *b) {
  bool bounded = b->comparable && b->change_bounded;
  struct json_object *o = json_new();
  add_identity(o, r, &r->in->bench->rows.at[b->row]);
  json_set(o, "base", estimate(b, SIDE_BASE));
  json_set(o, "head", estimate(b, SIDE_HEAD));
  json_set(o, "change", b->comparable ? json_num(b->change) : NULL);
  json_set(o, "change_lo", bounded && !b->difference_raw ? json_num(b->change_lo) : NULL);
  json_set(o, "change_hi", bounded && !b->difference_raw ? json_num(b->change_hi) : NULL);
  json_set(o, "change_bounded", json_flag(bounded));
  json_set(o, "difference", bounded && b->difference_raw ? difference(b) : NULL);
  bool tested = b->comparable && !b->exact && !b->no_samples;
  json_set(o, "p", tested ? json_num(b->p) : NULL);
  json_set(o, "p_corrected", b->in_family ? json_num(b->p_corrected) : NULL);
  json_set(o, "attainable_p", tested ? json_num(b->attainable_p) : NULL);
  add_judgement(o, r, b);
  json_set(o, "prediction", prediction(r, (uint32_t)(b - r->benches.at)));
  return o;
}

void json_put_benches(struct json_doc *d, const struct report *r) {
  json_open(d, "benchmarks", '[');
  VEC_EACH(const struct bench_result, b, &r->benches) json_member(d, NULL, bench(r, b));
  json_close(d, ']');
  json_open(d, "geomeans", '[');
  VEC_EACH(const struct geomean, g, &r->geomeans) {
    struct json_object *o = json_new();
    json_set(o, "unit", json_str(g->unit));
    json_set(o, "base", json_num(g->base));
    json_set(o, "head", json_num(g->head));
    json_set(o, "ratio", json_num(g->ratio));
    json_set(o, "rows", json_int(g->rows));
    json_set(o, "left_out", json_strs(&g->left_out));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}
