/* A report built by hand, for the tests of the page: one row for each thing that a section can be asked to show, hostile names
 * among them. The figures are chosen, not measured: nothing here is judged. */
#ifndef PERFPAGE_TESTS_VIEW_FIXTURE_H
#define PERFPAGE_TESTS_VIEW_FIXTURE_H

#include "model/report.h"

#include <math.h>

#define HOSTILE "<script>__pwn('\"x')</script>\xE2\x80\xAE\x01\xFF"

struct fixture {
  struct arena arena;
  struct perfdoc doc;
  struct bench_table bench;
  struct inputs in;
  struct diags diags;
  struct report report;
};

struct fixture_row {
  const char *name, *params, *unit;
  double base, head;     /* < 0: no samples on that side */
  double spread, p;      /* half the interval as a share; p < 0: exact */
  uint32_t n;
  enum verdict verdict;  /* VERDICT_MAX: no gate */
  double allowed;        /* of its gate */
  enum bench_note note;
};

static inline struct estimate fixture_estimate(const struct fixture_row *f, double centre) {
  struct estimate e = {.centre = centre, .lo = centre * (1 - f->spread), .hi = centre * (1 + f->spread), .n = f->n};
  e.bounded = f->n >= 6;
  e.spread = e.bounded ? f->spread : (double)INFINITY;
  return e;
}

static inline void fixture_bench(struct fixture *f, const struct fixture_row *from) {
  struct report *r = &f->report;
  struct bench_id id = {.suite = STR("checkout"), .name = str_of(from->name), .params = str_of(from->params), .unit = str_of(from->unit)};
  struct bench_row *row = bench_table_row(&f->bench, &id);
  uint32_t index = (uint32_t)(row - f->bench.rows.at);
  double centre[SIDE_MAX] = {from->base, from->head};
  struct bench_result *b = VEC_PUSH(&f->arena, &r->benches);
  *b = (struct bench_result){.row = index, .base_row = index, .p = 1, .p_corrected = 1, .attainable_p = 1e-4, .gate = INDEX_NONE,
                             .rule = INDEX_NONE, .renamed = INDEX_NONE, .verdict = from->verdict, .note = from->note};
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
    if (centre[s] < 0) continue;
    b->has[s] = true;
    b->side[s] = fixture_estimate(from, centre[s]);
    bench_table_sample(&f->bench, &f->bench.rows.at[index], s, centre[s]);
  }
  b->comparable = b->has[SIDE_BASE] && b->has[SIDE_HEAD];
  if (b->comparable) {
    bool higher = str_eq(id.unit, STR("B/s"));
    b->change = from->base > 0 ? from->head / from->base - 1 : from->head > 0 ? (double)NAN : 0;
    b->worsening = higher ? from->base / from->head - 1 : b->change;
    b->change_lo = b->change - from->spread;
    b->change_hi = b->change + from->spread;
    b->worsening_lo = b->worsening - from->spread;
    b->worsening_hi = b->worsening + from->spread;
    b->change_bounded = from->n >= 6;
    b->exact = from->p < 0;
    b->in_family = !b->exact;
    if (!b->exact) {
      b->p_corrected = from->p;
      b->p = from->p / 8;
    }
  }
  if (from->verdict == VERDICT_CANNOT_DECIDE) b->count_needed = 8;
  if (from->verdict == VERDICT_MAX) return;
  struct buf name = BUF_INIT;
  bench_id_put(&name, &id);
  struct str subject = arena_printf(&f->arena, STR_FMT " " STR_FMT, STR_ARG(buf_view(&name)), STR_ARG(id.unit));
  struct str rule = arena_printf(&f->arena, "slower by at most %.0f\xc2\xa0%%", from->allowed * 100);
  buf_free(&name);
  b->gate = (uint32_t)r->gates.n;
  b->rule = 0;
  b->rule_set = RULE_SET_DOCUMENT;
  struct gate *g = report_gate(r, str_eq(id.unit, STR("allocs/op")) ? GATE_ALLOCATION : GATE_BENCHMARK, subject, rule);
  g->verdict = from->verdict;
  g->allowed = from->allowed;
  g->worsening = b->comparable ? b->worsening : (double)NAN;
  g->bench = (uint32_t)(r->benches.n - 1);
  g->source = (struct pos){STR("PERFORMANCE.md"), 61, 1};
  if (b->comparable) g->measured = arena_printf(&f->arena, "%+.1f\xc2\xa0%% (by hand)", b->worsening * 100);
  g->reason = STR("as the fixture says");
}

static inline void fixture_gate(struct fixture *f, enum gate_kind kind, enum verdict v, const char *subject, const char *rule,
                                const char *measured) {
  struct gate *g = report_gate(&f->report, kind, str_of(subject), str_of(rule));
  g->verdict = v;
  g->measured = str_of(measured);
  g->reason = STR("told by the fixture");
  g->source = (struct pos){STR("PERFORMANCE.md"), 38, 20};
  if (v == VERDICT_WAIVED) g->waiver = 0;
}

static const struct fixture_row fixture_rows[] = {
    {"HotPath_Checkout", "", "sec/op", 84.02e-6, 98.11e-6, 0.012, 0.0008, 10, VERDICT_FAIL, 0.02, BENCH_COMPARED},
    {"Parser_JSON", "/large", "sec/op", 412.6e-6, 431.0e-6, 0.02, 0.002, 10, VERDICT_WARN, 0.05, BENCH_COMPARED},
    {"Tax_Quote", "/warm", "sec/op", 11.02e-6, 11.66e-6, 0.07, 0.19, 5, VERDICT_CANNOT_DECIDE, 0.02, BENCH_COMPARED},
    {"HotPath_AuthToken", "", "sec/op", 3.102e-6, 3.121e-6, 0.01, 0.089, 10, VERDICT_PASS, 0.02, BENCH_COMPARED},
    {"Admin_Export", "/csv", "sec/op", 18.31e-3, 19.90e-3, 0.03, 0.001, 10, VERDICT_PASS, 0.15, BENCH_COMPARED},
    {"Parser_JSON", "/small", "sec/op", 1.902e-6, 1.689e-6, 0.008, 0.0002, 10, VERDICT_PASS, 0.05, BENCH_COMPARED},
    {"Tax_Quote", "/cold-cache", "sec/op", -1, 220.4e-6, 0.02, 1, 10, VERDICT_MAX, 0, BENCH_NEW},
    {"Legacy_Quote", "", "sec/op", 220.4e-6, -1, 0.02, 1, 10, VERDICT_FAIL, 0.02, BENCH_REMOVED},
    {HOSTILE, "/n=1", "sec/op", 1e-9, 9e-9, 0.02, 0.0002, 10, VERDICT_WARN, 0.05, BENCH_COMPARED},
    {"HotPath_Checkout", "", "allocs/op", 41, 43, 0, -1, 10, VERDICT_FAIL, 0, BENCH_COMPARED},
    {"Parser_JSON", "/large", "allocs/op", 0, 3, 0, -1, 10, VERDICT_WAIVED, 0, BENCH_COMPARED},
    {"HotPath_AuthToken", "", "allocs/op", 17, 17, 0, -1, 10, VERDICT_PASS, 0, BENCH_COMPARED},
    {"HotPath_Checkout", "", "B/op", 6267, 8131, 0.01, 0.0002, 10, VERDICT_MAX, 0, BENCH_COMPARED},
    {"Parser_JSON", "/small", "B/op", 912, 640, 0.01, 0.0002, 10, VERDICT_MAX, 0, BENCH_COMPARED},
    {"Parser_JSON", "/large", "B/s", 60e6, 40e6, 0.02, 0.0002, 10, VERDICT_FAIL, 0.05, BENCH_COMPARED},
    {"Queue", "", "widgets", 12, 13, 0.3, 0.4, 10, VERDICT_MAX, 0, BENCH_COMPARED},
};

static inline void fixture_gates(struct fixture *f) {
  fixture_gate(f, GATE_DOCUMENT, VERDICT_FAIL, "CI gate, row 5", "> 2% slower", "");
  fixture_gate(f, GATE_CANARY, VERDICT_NO_DATA, "p99, error rate", "+15\xc2\xa0%, +0.5 points", "");
  fixture_gate(f, GATE_SLO, VERDICT_INDETERMINATE, "p99 of GET /products/{id}", "at most 150\xc2\xa0ms", "138 to 154\xc2\xa0ms");
  fixture_gate(f, GATE_RESOURCE, VERDICT_UNMEASURED, "Idle service memory", "at most 400\xc2\xa0MiB", "");
  fixture_gate(f, GATE_ROUTE, VERDICT_WAIVED, HOSTILE, "at most 100\xc2\xa0ms", "112\xc2\xa0ms");
}

static inline void fixture_document(struct fixture *f) {
  f->doc = (struct perfdoc){.present = true, .file = STR("PERFORMANCE.md"), .service = STR("checkout"), .has_gate_table = true};
  struct gate_rule *rule = VEC_PUSH(&f->arena, &f->doc.rules);
  rule->glob = STR("*");
  rule->kind = RULE_RELATIVE;
  rule->allowed = 0.02;
  struct waiver *w = VEC_PUSH(&f->arena, &f->doc.waivers);
  w->decl.pos = (struct pos){STR("PERFORMANCE.md"), 90, 3};
  w->until = (struct date){1796083200, true, true};
  w->who = STR("A. Osei");
  w->why = STR("cache warm-up, PERF-112");
}

static inline void fixture_inputs(struct fixture *f) {
  struct input *in = VEC_PUSH(&f->arena, &f->report.input_list);
  *in = (struct input){.name = STR("head/bench.txt"), .role = ROLE_HEAD, .kind = INPUT_GO_BENCH, .bytes = 10118, .records = 140, .skipped = 2};
  memset(in->sha256, 'a', 64);
  in = VEC_PUSH(&f->arena, &f->report.input_list);
  *in = (struct input){.name = STR("base/" HOSTILE), .role = ROLE_BASE, .kind = INPUT_UNKNOWN, .bad = true};
  diag_add(&f->diags, DIAG_BENCH_LINE, (struct pos){STR("head/bench.txt"), 88, 12}, "no iteration count in \"%s\"", HOSTILE);
  diag_add(&f->diags, DIAG_FILE_EMPTY, (struct pos){STR("base/" HOSTILE), 0, 0}, "the file is empty");
}

static inline void fixture_settle(struct fixture *f) {
  struct report *r = &f->report;
  VEC_EACH(const struct gate, g, &r->gates) r->verdicts[g->verdict]++;
  r->verdict = VERDICT_FAIL;
  r->exit_status = 1;
  r->headline = STR("Of 18 gates 5 fail. Exit status 1.");
  r->reasons[0].gate = 0;
  r->reasons[0].text = arena_printf(&f->arena, STR_FMT ": +16.8\xc2\xa0%% (gate: at most 2\xc2\xa0%%)", STR_ARG(r->gates.at[0].subject));
  r->reasons[0].cause = (struct cause){true, STR("regexp.(*machine).step"), 0.054, INDEX_NONE, INDEX_NONE};
  r->reasons_n = 1;
  r->families[RULE_SET_DOCUMENT] = (struct family){RULE_SET_DOCUMENT, 8, 0.05, CORRECTION_HOLM};
  struct geomean *m = VEC_PUSH(&f->arena, &r->geomeans);
  *m = (struct geomean){.unit = STR("sec/op"), .base = 42.11e-6, .head = 43.0e-6, .ratio = 1.021, .rows = 7};
  *VEC_PUSH(&f->arena, &m->left_out) = STR("Tax_Quote/cold-cache (no base)");
}

static inline void fixture_init(struct fixture *f) {
  memset(f, 0, sizeof *f);
  diag_init(&f->diags, &f->arena);
  bench_table_init(&f->bench, &f->arena);
  f->bench.commit[SIDE_HEAD] = STR("9ab77d0c1f2e3d4c5b6a");
  fixture_document(f);
  f->in = (struct inputs){.doc = &f->doc, .bench = &f->bench, .has_role = {true, true}, .label = {STR("main"), STR("pr-1842")}};
  f->report = (struct report){.arena = &f->arena, .in = &f->in, .diags = &f->diags, .service = STR("checkout")};
  f->report.options.alpha = 0.05;
  f->report.now = (struct date){1795182000, true, false};
  for (size_t i = 0; i < sizeof fixture_rows / sizeof *fixture_rows; i++) fixture_bench(f, &fixture_rows[i]);
  bench_table_finish(&f->bench);
  fixture_gates(f);
  fixture_inputs(f);
  fixture_settle(f);
}

static inline void fixture_free(struct fixture *f) {
  arena_free(&f->arena);
}

#endif
