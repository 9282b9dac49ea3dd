/* What sections must agree on before the first is written: which rows there will be to link to. */
#include "view/bench_rows.h"
#include "view/trends.h"
#include "view/view.h"

enum {
  BENCH_ROWS = 1000,        /* of all units together */
  BENCH_BYTES = 500 * 1000, /* of their markup: a page with a profile stays below 1.5 MB */
  GATE_ROWS = 200,
  QUIET_ROWS = 6, /* gates that worry nobody have rows of their own while there are no more than these of a verdict */
  QUIET_LINES = 100,
  TREND_CARDS = 60,
  TREND_STEADY = 9, /* a gate alone makes a card while there are no more: the rows of the comparison have their pictures too */
  TREND_ROWS = 1000,
  TREND_NODES = 14000, /* elements of the rows of both tables: a page with a graph stays below 30 thousand */
  BENCH_NODES = 30,    /* of a row of the comparison */
  TREND_ROW_NODES = 14
};

static void prepare_benches(struct view *v) {
  const struct report *r = v->report;
  struct bench_group_vec *groups = ARENA_NEW(v->arena, struct bench_group_vec);
  bool *in_row = ARENA_ARRAY(v->arena, bool, r->benches.n);
  *groups = bench_groups(v->arena, r, (struct bench_limit){BENCH_ROWS, BENCH_BYTES});
  VEC_EACH(const struct bench_group, g, groups) {
    for (size_t i = 0; i < g->full.n; i++) in_row[g->full.at[i]] = true;
  }
  v->bench_groups = groups;
  v->bench_in_row = in_row;
  v->same_procs = true;
  VEC_EACH(const struct bench_row, row, &r->in->bench->rows) {
    if (row->id.procs != r->in->bench->rows.at[0].id.procs) v->same_procs = false;
  }
}

/* Many that pass, or cannot be decided without having worsened by more than is allowed, need no row each where their evidence
 * stands in a table of its own; nor do many that nothing measures. */
static bool goes_in_a_line(const struct view *v, const struct gate *g) {
  if (v->report->verdicts[g->verdict] <= QUIET_ROWS) return false;
  switch (g->verdict) {
  case VERDICT_UNMEASURED: return true;
  case VERDICT_CANNOT_DECIDE: return g->worsening <= g->allowed && view_evidence_id(v->arena, v->report, g).n > 0;
  case VERDICT_PASS: return view_evidence_id(v->arena, v->report, g).n > 0;
  case VERDICT_FAIL:
  case VERDICT_NO_DATA:
  case VERDICT_WARN:
  case VERDICT_INDETERMINATE:
  case VERDICT_WAIVED:
  case VERDICT_MAX: break;
  }
  return false;
}

static void prepare_gates(struct view *v) {
  const struct report *r = v->report;
  enum gate_place *at = ARENA_ARRAY(v->arena, enum gate_place, r->gates.n);
  uint32_t rows = 0, lines[VERDICT_MAX] = {0};
  for (size_t i = 0; i < r->gates.n; i++) {
    const struct gate *g = &r->gates.at[i];
    bool line = goes_in_a_line(v, g), fits = line ? lines[g->verdict] < QUIET_LINES : rows < GATE_ROWS;
    at[i] = !fits ? GATE_LEFT_OUT : line ? GATE_IN_LINE : GATE_IN_ROW;
    if (fits && line) lines[g->verdict]++;
    else if (fits) rows++;
  }
  v->gate_place = at;
}

/* The rows of the comparison come first: what they leave is for the table of trends. */
static void prepare_trends(struct view *v) {
  size_t nodes = 0;
  VEC_EACH(const struct bench_group, g, v->bench_groups) nodes += g->full.n * BENCH_NODES;
  size_t rows = nodes < TREND_NODES ? (TREND_NODES - nodes) / TREND_ROW_NODES : 0;
  struct trend_limit limit = {TREND_CARDS, TREND_STEADY, rows < TREND_CARDS ? TREND_CARDS : rows < TREND_ROWS ? rows : TREND_ROWS};
  v->trends = trend_places(v->arena, v->report, limit);
}

void view_prepare(struct view *v) {
  prepare_benches(v);
  prepare_trends(v);
  prepare_gates(v);
  v->document_whole = v->report->in->doc->root != NULL && view_document_is_whole(v);
}
