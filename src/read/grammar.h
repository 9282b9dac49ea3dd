/* The grammar of PERFORMANCE.md: every form of words that means something, as one pattern each. Compiled when first used and
 * kept for the life of the program. What a pattern's named groups mean is shown row by row in tests/vectors/grammar. */
#ifndef PERFPAGE_READ_GRAMMAR_H
#define PERFPAGE_READ_GRAMMAR_H

#include "base/pattern.h"

/* X(ENUM, "name"): the expressions stand in grammar_table.c. */
#define GRAMMAR_VALUES(X)                                                                                              \
  X(GRAMMAR_BOUND_CELL, "bound_cell")                                                                                  \
  X(GRAMMAR_MULTI_CELL, "multi_cell")                                                                                  \
  X(GRAMMAR_BENCH_DELTA, "bench_delta")                                                                                \
  X(GRAMMAR_BENCH_GLOB, "bench_glob")                                                                                  \
  X(GRAMMAR_ROUTE_CELL, "route_cell")                                                                                  \
  X(GRAMMAR_CANARY_CLAUSE, "canary_clause")                                                                            \
  X(GRAMMAR_TARGET, "target")                                                                                          \
  X(GRAMMAR_WINDOW, "window")                                                                                          \
  X(GRAMMAR_ALERT, "alert")

#define GRAMMAR_SENTENCES(X)                                                                                           \
  X(GRAMMAR_S_QUANTILE, "s_quantile")                                                                                  \
  X(GRAMMAR_S_QUANTILE_BARE, "s_quantile_bare")                                                                        \
  X(GRAMMAR_S_RATIO, "s_ratio")                                                                                        \
  X(GRAMMAR_S_AVAIL, "s_avail")                                                                                        \
  X(GRAMMAR_S_RESOURCE, "s_resource")                                                                                  \
  X(GRAMMAR_S_TARGET, "s_target")         /* an achievement target inside a sentence */                                \
  X(GRAMMAR_S_TARGET_LIKE, "s_target_like") /* a figure, readable or not, called a target */                           \
  X(GRAMMAR_S_SHARE, "s_share")           /* any percentage: n, readable or not */                                     \
  X(GRAMMAR_S_RATE, "s_rate")             /* "at 1000 RPS" */                                                          \
  X(GRAMMAR_S_GOAL, "s_goal")             /* "Target: 99.9% over 30 days": a whole sentence that is a target cell */  \
  X(GRAMMAR_S_PROFILE, "s_profile")       /* "any function +10% absolute or +30% relative" */                          \
  X(GRAMMAR_S_NEW_HOTSPOT, "s_new_hotspot")                                                                            \
  X(GRAMMAR_S_FLOOR, "s_floor")           /* of the profile gate */                                                    \
  X(GRAMMAR_S_PROFILE_SUSPECT, "s_profile_suspect")                                                                    \
  X(GRAMMAR_S_PGO_SAMPLES, "s_pgo_samples")                                                                            \
  X(GRAMMAR_S_PGO_AGE, "s_pgo_age")       /* span: what says how often, or how old */                                  \
  X(GRAMMAR_S_PGO_DRIFT, "s_pgo_drift")                                                                                \
  X(GRAMMAR_S_PGO_LOAD, "s_pgo_load")                                                                                  \
  X(GRAMMAR_S_PGO_SUSPECT, "s_pgo_suspect") /* speaks of one of these with a comparator and a figure */                \
  X(GRAMMAR_GATE_ITEM, "gate_item")       /* "`BenchmarkX`: < 2% slower" */                                            \
  X(GRAMMAR_S_SUSPECT, "s_suspect")       /* a percentile, a percentage, or a comparator with a number */              \
  X(GRAMMAR_S_FIGURE, "s_figure")         /* a number with its unit */                                                 \
  X(GRAMMAR_S_ITEM_FIGURE, "s_item_figure") /* a list item that gives something a figure */                            \
  X(GRAMMAR_S_GATE_ITEM_SUSPECT, "s_gate_item_suspect") /* an item that speaks of a benchmark's speed */               \
  X(GRAMMAR_S_BENCHMARK, "s_benchmark")   /* the name of a benchmark */                                                \
  X(GRAMMAR_S_DANGLING, "s_dangling")     /* a comparator, whatever follows */                                         \
  X(GRAMMAR_S_COMPARED, "s_compared")     /* a comparator with a number, and what looks like its unit */               \
  X(GRAMMAR_S_PERCENTILE, "s_percentile") /* pNN, in range or not */                                                   \
  X(GRAMMAR_S_SHARE_OF, "s_share_of")     /* "N% of", in range or not */                                               \
  X(GRAMMAR_S_NO_LENGTH, "s_no_length")   /* "rolling window" */                                                       \
  X(GRAMMAR_CELL_NUMBER, "cell_number")   /* [comparator] number rest, of a cell that could not be read */             \
  X(GRAMMAR_HEADER_UNIT, "header_unit")   /* the unit of a column: "Latency budget (ms)" */

#define GRAMMAR_HEADINGS(X)                                                                                            \
  X(GRAMMAR_H_WAIVER, "h_waiver")                                                                                      \
  X(GRAMMAR_H_SETTINGS, "h_settings")                                                                                  \
  X(GRAMMAR_H_ANTI, "h_anti")                                                                                          \
  X(GRAMMAR_H_TUNING, "h_tuning")                                                                                      \
  X(GRAMMAR_H_RUNBOOK, "h_runbook")                                                                                    \
  X(GRAMMAR_H_HOTSPOT, "h_hotspot")                                                                                    \
  X(GRAMMAR_H_PGO, "h_pgo")                                                                                            \
  X(GRAMMAR_H_CANARY, "h_canary")                                                                                      \
  X(GRAMMAR_H_ALERT, "h_alert")                                                                                        \
  X(GRAMMAR_H_BASELINE, "h_baseline")                                                                                  \
  X(GRAMMAR_H_GATE, "h_gate")                                                                                          \
  X(GRAMMAR_H_ROUTE, "h_route")                                                                                        \
  X(GRAMMAR_H_COMPONENT, "h_component")                                                                                \
  X(GRAMMAR_H_SLO, "h_slo")                                                                                            \
  X(GRAMMAR_H_ERRBUDGET, "h_errbudget")                                                                                \
  X(GRAMMAR_H_CAPACITY, "h_capacity")                                                                                  \
  X(GRAMMAR_H_KPI, "h_kpi")                                                                                            \
  X(GRAMMAR_H_COST, "h_cost")                                                                                          \
  X(GRAMMAR_H_SPRINT, "h_sprint")

#define GRAMMAR_COLUMNS(X)                                                                                             \
  X(GRAMMAR_C_DATE, "c_date")                                                                                          \
  X(GRAMMAR_C_TARGET, "c_target")                                                                                      \
  X(GRAMMAR_C_BUDGET, "c_budget")                                                                                      \
  X(GRAMMAR_C_ERRBUDGET, "c_errbudget")                                                                                \
  X(GRAMMAR_C_QUANT, "c_quant")                                                                                        \
  X(GRAMMAR_C_MULTIQ, "c_multiq")                                                                                      \
  X(GRAMMAR_C_NAME, "c_name")                                                                                          \
  X(GRAMMAR_C_SLO, "c_slo")                                                                                            \
  X(GRAMMAR_C_COMPONENT, "c_component")                                                                                \
  X(GRAMMAR_C_ROUTE, "c_route")                                                                                        \
  X(GRAMMAR_C_BENCH, "c_bench")                                                                                        \
  X(GRAMMAR_C_DELTA, "c_delta")                                                                                        \
  X(GRAMMAR_C_STAGE, "c_stage")                                                                                        \
  X(GRAMMAR_C_TRAFFIC, "c_traffic")                                                                                    \
  X(GRAMMAR_C_DURATION, "c_duration")                                                                                  \
  X(GRAMMAR_C_BLOCK, "c_block")                                                                                        \
  X(GRAMMAR_C_WINDOW, "c_window")                                                                                      \
  X(GRAMMAR_C_CURRENT, "c_current")                                                                                    \
  X(GRAMMAR_C_WHY, "c_why")                                                                                            \
  X(GRAMMAR_C_SOURCE, "c_source")                                                                                      \
  X(GRAMMAR_C_ALERT, "c_alert")                                                                                        \
  X(GRAMMAR_C_SHARE, "c_share")                                                                                        \
  X(GRAMMAR_C_STATUS, "c_status")                                                                                      \
  X(GRAMMAR_C_OWNER, "c_owner")                                                                                        \
  X(GRAMMAR_C_FUNCTION, "c_function")                                                                                  \
  X(GRAMMAR_C_CHANGE, "c_change")                                                                                      \
  X(GRAMMAR_C_BEFORE, "c_before")                                                                                      \
  X(GRAMMAR_C_AFTER, "c_after")                                                                                        \
  X(GRAMMAR_C_KEY, "c_key")                                                                                            \
  X(GRAMMAR_C_VALUE, "c_value")                                                                                        \
  X(GRAMMAR_C_WHAT, "c_what")                                                                                          \
  X(GRAMMAR_C_UNTIL, "c_until")

#define GRAMMAR_ALL(X) GRAMMAR_VALUES(X) GRAMMAR_SENTENCES(X) GRAMMAR_HEADINGS(X) GRAMMAR_COLUMNS(X)

enum grammar {
#define X(id, name) id,
  GRAMMAR_ALL(X)
#undef X
      GRAMMAR_MAX
};

/* Longest cell and sentence that are read as grammar, in bytes; what is longer is DIAG_TOO_LONG and unreadable. */
enum { GRAMMAR_CELL_MAX = 512, GRAMMAR_SENTENCE_MAX = 2048 };

struct grammar_match {
  const struct pattern *pattern;
  struct pattern_match at;
};

const char *grammar_name(enum grammar g);
/* The expression itself: grammar_table.c. */
const char *grammar_expression(enum grammar g);

/* Searches text from byte offset from on; whole-cell patterns are anchored by themselves. A match whose unit is none, whose
 * percentile is over 100 or whose target is not above 0 and at most 100 % does not count: the search goes on behind it.
 * m may be NULL. PATTERN_LIMIT only for hostile text. */
enum pattern_result grammar_find(enum grammar g, struct str text, size_t from, struct grammar_match *m);
/* A named group, STR_NONE when it took no part. */
struct str grammar_group(const struct grammar_match *m, const char *name);

#endif
