/* A table of benchmarks and a document built in memory, judged, and what came out of it. */
#ifndef PERFPAGE_TESTS_COMPARE_WORLD_H
#define PERFPAGE_TESTS_COMPARE_WORLD_H

#include "analysis/compare.h"
#include "base/num.h"

#include "check.h"

#include <math.h>

static struct world {
  struct arena arena;
  struct diags diags;
  struct bench_table table;
  struct perfdoc doc;
  struct inputs in;
  struct report report;
} w;

static inline int fresh(void **state) {
  (void)state;
  w = (struct world){.arena = ARENA_INIT};
  diag_init(&w.diags, &w.arena);
  bench_table_init(&w.table, &w.arena);
  w.in = (struct inputs){.doc = &w.doc, .bench = &w.table};
  return 0;
}

static inline void forget(void) {
  arena_free(&w.arena);
  fresh(NULL);
}

/* "pkg.Name/params-8 unit" or without the package. */
static inline struct bench_row *row(const char *text) {
  struct str s = str_of(text), name;
  struct bench_id id = {.suite = STR_NONE};
  str_cut(&s, ' ', &name);
  id.unit = s;
  size_t dot = str_find_char(name, '.'), dash = str_rfind_char(name, '-');
  uint64_t procs = 0;
  if (dash != STR_NPOS && num_parse_u64(str_slice(name, dash + 1, name.n), &procs)) name.n = dash;
  if (dot != STR_NPOS) {
    id.suite = str_slice(name, 0, dot);
    name = str_slice(name, dot + 1, name.n);
  }
  size_t slash = str_find_char(name, '/');
  id.name = str_slice(name, 0, slash);
  id.params = slash == STR_NPOS ? STR_NONE : str_slice(name, slash, name.n);
  id.procs = (int64_t)procs;
  return bench_table_row(&w.table, &id);
}

static inline void sample(enum side side, const char *name, double v) {
  w.in.has_role[side] = true;
  bench_table_sample(&w.table, row(name), side, v);
}

/* n different samples within 1 % of the centre, their median in the middle. */
static inline void side_of(enum side side, const char *name, size_t n, double centre) {
  for (size_t i = 0; i < n; i++) sample(side, name, centre * (1 + 0.01 * ((double)i - (double)(n - 1) / 2) / (double)(n + 1)));
}

static inline void both(const char *name, size_t n, double base, double head) {
  side_of(SIDE_BASE, name, n, base);
  side_of(SIDE_HEAD, name, n, head);
}

static inline void config(enum side side, const char *name, const char *key, const char *value) {
  struct config_vec v = {NULL, 0, 0};
  *VEC_PUSH(&w.arena, &v) = (struct config_pair){str_of(key), str_of(value)};
  row(name)->side[side].config = bench_table_config(&w.table, &v);
}

static inline struct gate_rule *rule(const char *glob, enum rule_kind kind, enum rule_metric metric, double allowed) {
  struct gate_rule *r = VEC_PUSH(&w.arena, &w.doc.rules);
  w.doc.present = w.doc.has_gate_table = true;
  *r = (struct gate_rule){.glob = str_of(glob), .kind = kind, .metric = metric, .allowed = allowed, .strict = true};
  r->decl.text = str_of("as written");
  r->decl.pos.line = (uint32_t)w.doc.rules.n;
  return r;
}
static inline struct gate_rule *slower(const char *glob, double allowed) {
  return rule(glob, RULE_RELATIVE, METRIC_TIME, allowed);
}
static inline struct gate_rule *no_allocs(const char *glob, double allowed) {
  return rule(glob, RULE_ALLOCATIONS, METRIC_ALLOCS, allowed);
}
static inline struct gate_rule *absolute(const char *glob, enum bound_op op, double limit, const char *unit) {
  struct gate_rule *r = rule(glob, RULE_ABSOLUTE, METRIC_UNIT, 0);
  r->unit = str_of(unit);
  r->bound = (struct bound){.op = op, .value = limit};
  return r;
}

static inline void judge(void) {
  bench_table_finish(&w.table);
  w.report = (struct report){.arena = &w.arena, .in = &w.in, .diags = &w.diags, .options = w.report.options};
  compare_judge(&w.report);
}

static inline const struct bench_result *result(const char *name) {
  const struct bench_row *r = row(name);
  const struct bench_result_vec *all = &w.report.benches;
  size_t i = 0;
  while (i < all->n && &w.table.rows.at[all->at[i].row] != r && &w.table.rows.at[all->at[i].base_row] != r) i++;
  if (i == all->n) fail_msg("no result for %s", name);
  return all->at + i;
}

static inline const struct gate *gate_of(const char *name) {
  uint32_t i = result(name)->gate;
  if (i == INDEX_NONE) fail_msg("%s has no gate", name);
  return &w.report.gates.at[i];
}

static inline void verdict_is(const char *name, enum verdict v) {
  const struct bench_result *b = result(name);
  if (b->verdict != v) fail_msg("%s: %s, not %s", name, verdict_json(b->verdict), verdict_json(v));
  if (b->gate != INDEX_NONE) assert_string_equal(verdict_json(w.report.gates.at[b->gate].verdict), verdict_json(v));
}

static inline size_t count(enum verdict v) {
  size_t n = 0;
  VEC_EACH(const struct gate, g, &w.report.gates) n += g->verdict == v;
  return n;
}

static inline void only_gate(enum verdict v, const char *reason) {
  assert_int_equal(w.report.gates.n, 1);
  const struct gate *g = &w.report.gates.at[0];
  assert_string_equal(verdict_json(g->verdict), verdict_json(v));
  if (str_find(g->reason, str_of(reason)) == STR_NPOS) fail_msg("%.*s: no \"%s\"", STR_ARG(g->reason), reason);
}

static inline bool has_diag(enum diag_id id) {
  VEC_EACH(const struct diag, d, &w.diags.list) {
    if (d->id == id) return true;
  }
  return false;
}

/* A case starts from an empty world; *state points to its function. */
static inline void run_case(void **state) {
  void (*const *fn)(void) = *state;
  forget();
  (*fn)();
}

#define ADD_CASE(fn)                                                                                                   \
  static void (*fn##_case)(void) = fn;                                                                                 \
  check_test_state(#fn, run_case, &fn##_case);

#endif
