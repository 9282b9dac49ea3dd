#include "analysis/profile_pick.h"
#include "base/escape.h"
#include "view/trends.h"
#include "view/view.h"

static const struct {
  const char *name, *heading;
} sections[VIEW_SECTION_MAX] = {
#define X(id, name, heading, fn) {name, heading},
    VIEW_SECTION_TABLE(X)
#undef X
};

struct str view_section_name(enum view_section_id s) {
  return str_of(sections[s].name);
}

struct str view_section_heading(enum view_section_id s) {
  return str_of(sections[s].heading);
}

static struct str prefixed(struct arena *a, const char *prefix, struct str id) {
  return arena_printf(a, "%s" STR_FMT, prefix, STR_ARG(id));
}

struct str view_function_id(struct arena *a, const struct report *r, uint32_t profile, uint32_t function) {
  const struct profile_result *p = &r->profiles.at[profile];
  struct str name = r->in->profiles.at[p->profile].tree.names[p->functions.at[function].name];
  char prefix[16];
  (void)snprintf(prefix, sizeof prefix, "f%u-", profile);
  return escape_id(a, prefix, name);
}

struct str view_trend_id(struct arena *a, const struct report *r, uint32_t trend) {
  struct str bench = report_bench_id(a, &trend_row(r, &r->trends.at[trend])->id);
  return prefixed(a, "t", str_slice(bench, 1, bench.n)); /* "b-..." */
}

/* Into report.trends; INDEX_NONE for a gate of something else. */
static uint32_t trend_of(const struct report *r, const struct gate *g) {
  return g->kind == GATE_TREND && g->item < r->trends.n ? g->item : INDEX_NONE;
}

struct str view_evidence_id(struct arena *a, const struct report *r, const struct gate *g) {
  uint32_t trend = trend_of(r, g);
  if (trend != INDEX_NONE) return view_trend_id(a, r, trend);
  if (g->bench != INDEX_NONE) {
    return report_bench_id(a, &r->in->bench->rows.at[r->benches.at[g->bench].row].id);
  }
  if (g->profile != INDEX_NONE && g->function != INDEX_NONE) {
    return view_function_id(a, r, g->profile, g->function);
  }
  if (g->item != INDEX_NONE) return prefixed(a, "e-", g->id);
  return STR_NONE;
}

struct str view_gate_link(const struct view *v, const struct gate *g) {
  return v->gate_place[g - v->report->gates.at] == GATE_LEFT_OUT ? STR_NONE : g->id;
}

struct str view_evidence_link(const struct view *v, const struct gate *g) {
  uint32_t trend = trend_of(v->report, g);
  if (trend != INDEX_NONE) return v->trends->place[trend] == TREND_LEFT_OUT ? STR_NONE : view_trend_id(v->arena, v->report, trend);
  if (g->bench != INDEX_NONE && !v->bench_in_row[g->bench]) return STR_NONE;
  if (g->bench == INDEX_NONE && g->function == INDEX_NONE && g->item != INDEX_NONE && g->item >= BUDGET_ROWS) return STR_NONE;
  return view_evidence_id(v->arena, v->report, g);
}

struct str view_bench_link(const struct view *v, const struct bench_result *b) {
  if (!v->bench_in_row[b - v->report->benches.at]) return STR_NONE;
  return report_bench_id(v->arena, &v->report->in->bench->rows.at[b->row].id);
}

struct str view_bench_name(const struct view *v, const struct bench_id *id) {
  struct bench_id shown = *id;
  struct buf b = BUF_INIT;
  if (v->same_procs) shown.procs = 0;
  bench_id_put(&b, &shown);
  return buf_take(&b, v->arena);
}

const bool *view_functions_linked(struct arena *a, const struct report *r, uint32_t profile) {
  size_t n = r->profiles.at[profile].functions.n;
  bool *linked = ARENA_ARRAY(a, bool, n);
  VEC_EACH(const struct gate, g, &r->gates) {
    if (g->profile == profile && g->function < n) linked[g->function] = true;
    if (g->cause.known && g->cause.profile == profile && g->cause.index < n) linked[g->cause.index] = true;
  }
  VEC_EACH(const struct finding, f, &r->findings) {
    if (f->profile == profile && f->function < n) linked[f->function] = true;
  }
  const struct profile *of = &r->in->profiles.at[r->profiles.at[profile].profile];
  VEC_EACH(const struct profile_trace, t, &of->traces) {
    uint32_t at = t->node < of->tree.n ? profile_function_of(r, profile, of->tree.nodes[t->node].name) : INDEX_NONE;
    if (at < n) linked[at] = true;
  }
  VEC_EACH(const struct prediction, x, &r->predictions) {
    if (x->profile == profile && x->index < n) linked[x->index] = true;
  }
  for (uint32_t i = 0; i < r->reasons_n; i++) {
    const struct cause *c = &r->reasons[i].cause;
    if (c->known && c->profile == profile && c->index < n) linked[c->index] = true;
  }
  return linked;
}
