/* What the analysis found: everything a page, a report.json or a terminal shows, and the verdict. Filled by analysis/, read by
 * view/ and emit/; strings are plain text (never markup), live in report.arena, and may hold names as they came.
 * Verdicts are MODEL.md sections 3 and 4. Fractions, seconds, bytes and counts, never percent. */
#ifndef PERFPAGE_MODEL_REPORT_H
#define PERFPAGE_MODEL_REPORT_H

#include "model/bench.h"
#include "model/calltree.h"
#include "model/finding.h"
#include "model/history.h"
#include "model/metrics.h"
#include "model/perfdoc.h"

/* X(ENUM, "json", "Word") in order of severity, worst first: how tables are sorted. */
#define VERDICT_TABLE(X)                                                                                               \
  X(VERDICT_FAIL, "fail", "Fail")                                                                                      \
  X(VERDICT_NO_DATA, "no-data", "No data")                                                                             \
  X(VERDICT_WARN, "warn", "Warn")                                                                                      \
  X(VERDICT_CANNOT_DECIDE, "cannot-decide", "Cannot decide")                                                           \
  X(VERDICT_INDETERMINATE, "indeterminate", "Indeterminate")                                                           \
  X(VERDICT_WAIVED, "waived", "Waived")                                                                                \
  X(VERDICT_PASS, "pass", "Pass")                                                                                      \
  X(VERDICT_UNMEASURED, "unmeasured", "Unmeasured")

enum verdict {
#define X(id, json, word) id,
  VERDICT_TABLE(X)
#undef X
      VERDICT_MAX
};

/* X(ENUM, "json", "Words") */
#define GATE_KIND_TABLE(X)                                                                                             \
  X(GATE_BENCHMARK, "benchmark", "Benchmark")                                                                          \
  X(GATE_ALLOCATION, "allocation", "Allocations")                                                                      \
  X(GATE_PROFILE, "profile", "Profile")                                                                                \
  X(GATE_SLO, "slo", "SLO")                                                                                            \
  X(GATE_ERROR_BUDGET, "error-budget", "Error budget")                                                                 \
  X(GATE_COMPONENT, "component", "Component budget")                                                                   \
  X(GATE_ROUTE, "route", "Route budget")                                                                               \
  X(GATE_RESOURCE, "resource", "Resource")                                                                             \
  X(GATE_CANARY, "canary", "Canary")                                                                                   \
  X(GATE_TREND, "trend", "Trend")                                                                                      \
  X(GATE_PGO, "pgo", "PGO profile")                                                                                    \
  X(GATE_DOCUMENT, "document", "Document")

enum gate_kind {
#define X(id, json, words) id,
  GATE_KIND_TABLE(X)
#undef X
      GATE_KIND_MAX
};

const char *verdict_json(enum verdict v);
const char *verdict_word(enum verdict v);
const char *gate_kind_json(enum gate_kind k);
const char *gate_kind_words(enum gate_kind k);

/* X(ENUM, "json", "words"): how p-values of many comparisons are corrected. */
#define CORRECTION_TABLE(X)                                                                                            \
  X(CORRECTION_UNSET, "unset", "no correction")                                                                        \
  X(CORRECTION_HOLM, "holm", "Holm")                                                                                   \
  X(CORRECTION_BH, "bh", "Benjamini\xe2\x80\x93Hochberg")                                                              \
  X(CORRECTION_NONE, "none", "no correction")
const char *correction_json(enum correction c);
const char *correction_words(enum correction c);

#define INDEX_NONE UINT32_MAX

/* An estimate with its interval. */
struct estimate {
  double centre, lo, hi; /* lo/hi meaningless when unbounded */
  bool bounded;          /* both ends finite */
  double spread;         /* larger distance of an end from the centre as a share of it: "± 3 %"; INFINITY when an end is
                            unbounded, NAN when an end and the centre differ in sign */
  double noise;          /* of one sample: 1.4826 MAD of the samples as a share of the median; NAN below 3 samples or at 0 */
  bool figure;           /* reported without samples: lo and hi as its tool states them, n the measurements it speaks of, or 0 */
  uint32_t n;
};

/* The function that most likely explains a regression (profile, scaled shares). */
struct cause {
  bool known;
  struct str function;
  double points; /* growth of its share as a fraction: 0.054 = +5.4 points */
  uint32_t profile, index; /* into report.profiles and its functions */
};

/* What pays for a regression, or would: analysis/offset.h. */
struct offset {
  uint32_t win;  /* the largest win, into report.benches */
  uint32_t wins; /* rows that are proven better */
  uint32_t rows; /* rows of the account */
  double net;    /* geometric mean of 1 + worsening over them, less 1 */
  bool paid;     /* net is no worsening */
  bool allowed;  /* paid, and the document's settings allow it: the gate is waived */
};

/* One judged rule on one subject: the row of the Gates table. */
struct gate {
  struct str id; /* of kind, subject and rule: stable across runs; generated, safe in ids: "g-benchmark-hotpath-checkout-1a2b3c4d" */
  enum gate_kind kind;
  enum verdict verdict;
  struct str subject;  /* "HotPath_Checkout sec/op", "POST /checkout", "regexp.compile" */
  struct str rule;     /* as a person reads it: "slower by at most 2 %", "p99 at most 100 ms" */
  struct str measured; /* "+16.8 % (84.0 -> 98.1 µs, ±1.1 %)"; "-" is never used: empty when nothing was measured */
  struct str reason;   /* one sentence: why this verdict */
  struct str formula;  /* the arithmetic with numbers filled in; may be empty */
  struct pos source;   /* of the rule in the document; line 0 for built-in rules */
  double allowed;      /* of a relative rule: fraction; of an absolute one: base unit; NAN when neither */
  double worsening;    /* fraction by which it is worse; NAN when not relative. Used to order equal verdicts */
  struct str unit;     /* tidied unit or "" */
  uint32_t count_needed; /* cannot-decide: samples a side that would decide; 0 when not known */
  uint32_t waiver;     /* index into doc->waivers or INDEX_NONE */
  uint32_t bench;      /* index into report.benches or INDEX_NONE */
  uint32_t profile, function; /* into report.profiles and its functions, or INDEX_NONE */
  uint32_t item;       /* index into the result list of its kind (slos, components, routes), or INDEX_NONE */
  uint32_t ruled_by;   /* of a row's gate: into doc->rules, or INDEX_NONE */
  bool built_in;       /* implicit rule or default gate: no rule of the document */
  bool unreadable;     /* nobody knows what its rule says: no waiver can speak of it */
  const struct offset *offset; /* NULL: it does not fail, or nothing elsewhere got better */
  struct cause cause;  /* for benchmark and allocation gates that fail, warn or cannot decide */
};
VEC_OF(gate_vec, struct gate);

enum rule_set { RULE_SET_NONE, RULE_SET_DOCUMENT, RULE_SET_IMPLICIT, RULE_SET_MAX };

/* What of a history is corrected together. */
enum trend_family { TREND_FAMILY_CHANGES, TREND_FAMILY_DRIFTS, TREND_FAMILY_MAX };

enum bench_note { BENCH_COMPARED, BENCH_NEW, BENCH_REMOVED, BENCH_RENAMED, BENCH_NOTE_MAX };

/* One row of the comparison. */
struct bench_result {
  uint32_t row;      /* into the bench table */
  uint32_t base_row; /* where the base samples are: differs from row when GOMAXPROCS differs between the sides */
  bool has[SIDE_MAX];
  struct estimate side[SIDE_MAX]; /* medians with order-statistic intervals */
  bool comparable;   /* both sides have samples or figures */
  bool no_samples;   /* a side has figures only: shown, never tested */
  double change;     /* head / base - 1; NAN when base is 0 and head is not, or not comparable */
  double change_lo, change_hi; /* Hodges-Lehmann interval */
  bool change_bounded;
  double worsening, worsening_lo, worsening_hi; /* the same by direction: > 0 is worse; NAN without a direction */
  bool difference_raw; /* zero or negative values: the interval is of raw differences, in the unit */
  double p, p_corrected, attainable_p; /* 1 when not testable */
  bool exact;        /* judged without a test */
  bool in_family;
  enum rule_set rule_set;
  uint32_t rule;     /* of its gate: into doc->rules, or INDEX_NONE */
  uint32_t gate;     /* into report.gates, or INDEX_NONE when no rule speaks of it */
  enum verdict verdict;
  struct str excluded_because; /* why no test or no gate, else empty */
  uint32_t count_needed;
  enum bench_note note;
  uint32_t renamed;  /* BENCH_RENAMED: the other result's index */
  struct config_diff_vec { struct config_diff { struct str key, base, head; } *at; size_t n, cap; } config_diff;
};
VEC_OF(bench_result_vec, struct bench_result);

struct geomean {
  struct str unit;
  double base, head, ratio; /* over rows present and positive on both sides */
  uint32_t rows;
  struct str_vec left_out;  /* names, with why */
};
VEC_OF(geomean_vec, struct geomean);

struct family {
  enum rule_set rule_set;
  uint32_t m;
  double alpha;
  enum correction correction;
};

/* A function of a profile, compared. Shares are of each side's own total; scaled ones divide head by the common scale. */
struct function_result {
  uint32_t name;        /* into profile.tree.names (= functions index) */
  double self[SIDE_MAX], total[SIDE_MAX]; /* shares */
  double self_change, self_lo, self_hi;   /* points as fractions, head scaled minus base; interval meaningless when !has_interval */
  double total_change;
  bool has_interval;
  double p, p_corrected;
  bool is_new, is_gone, judged;
  enum verdict verdict; /* of the gate that judged it; VERDICT_PASS when judged and fine */
  uint32_t hotspot;     /* into doc->hotspots or INDEX_NONE */
};
VEC_OF(function_vec, struct function_result);

struct profile_result {
  uint32_t profile;    /* into inputs.profiles */
  double scale;        /* head shares were divided by this; 1 without a base */
  double churn;        /* of the top 10 by self, 0..1; NAN without a base */
  struct function_vec functions; /* by head self share descending, then base, then name bytes; all with a share on either side */
  struct str note;     /* e.g. why no interval */
};
VEC_OF(profile_result_vec, struct profile_result);

struct slo_result {
  uint32_t slo;        /* into doc->slos */
  enum verdict verdict;
  uint32_t gate;
  bool measured, is_sli, has_budget;
  double value, lo, hi;/* bound shapes: the figure in base units; else lo = hi = value */
  double sli;          /* achieved share, 0..1 */
  uint64_t good, total;/* events or slices */
  double budget, used, remaining; /* in events or seconds (slices) of the whole window; remaining may be negative */
  double budget_share_used;       /* used / budget; NAN when the budget is 0 */
  double burn;         /* burn rate over what was measured */
  double exhausts_s;   /* < 0: never */
  double coverage;     /* share of the window that was measured, 0..1; NAN when unknown */
  bool low_volume;
  struct str note, formula;
  uint32_t measurement; /* into metrics.list or INDEX_NONE */
};
VEC_OF(slo_result_vec, struct slo_result);

struct budget_result {
  uint32_t decl;       /* into doc->components or doc->routes */
  enum verdict verdict;
  uint32_t gate;
  bool has[SIDE_MAX];
  double measured[SIDE_MAX]; /* seconds */
  double budget_s, quantile;
  double utilisation;        /* head / budget */
  double headroom;           /* (budget - head) / budget */
  double headroom_spent;     /* (head - base) / (budget - base); NAN without a base or when base was over */
  bool burning;              /* inside the budget but "burning" it: a warning */
  uint64_t n[SIDE_MAX];
  struct str formula;
};
VEC_OF(budget_result_vec, struct budget_result);

/* The planning sum of the parts, of one quantile. */
struct component_total {
  double quantile;
  uint32_t parts;          /* summed, and no margin */
  bool declared;
  double declared_s, sum_s;
  bool mismatch;
};

/* One run of a series as it is drawn. */
struct trend_point {
  double centre, lo, hi; /* median with its order-statistic interval, where n has one; else lo = hi = centre */
  uint32_t run;          /* into history.runs */
  uint32_t n;
  bool outside;          /* outside the band of its time: an outlier, not a change */
};

/* X(ENUM, "json"): what is said of a change, and why no more than that. */
#define TREND_SAID_TABLE(X)                                                                                            \
  X(TREND_NEWS, "news")                   /* for the worse, of late, proven or an escalation: its series has a gate that says so */ \
  X(TREND_UNPROVEN, "unproven")           /* it would be news, were it proven, or were there points enough to */                                       \
  X(TREND_OLD, "old")                     /* for the worse before the newest TREND_SHOWN runs: the level now */        \
  X(TREND_ENDED, "ended")                 /* for the worse, and its series is no more */                               \
  X(TREND_SMALL, "small")                 /* for the worse by less than 1 % */                                         \
  X(TREND_MENDED, "mended")               /* for the worse, and back since */                                          \
  X(TREND_TOLD_BY_DRIFT, "told-by-drift") /* one of the steps of a drift that is told */                               \
  X(TREND_BETTER, "better")                                                                                            \
  X(TREND_UNDIRECTED, "undirected")       /* nobody said what is better */                                             \
  X(TREND_SHORT, "short")                 /* does not act */

enum trend_said {
#define X(id, json) id,
  TREND_SAID_TABLE(X)
#undef X
      TREND_SAID_MAX
};

/* Where a series changed for good: between the last run as before and the first as after. */
struct trend_change {
  uint32_t at;                /* place in the series of the first point after it */
  uint32_t from_run, to_run;  /* into history.runs: last as before, first as after */
  double before, after;       /* means of the points of the segments around it */
  double change;              /* after / before - 1; NAN from 0 */
  double worsening;           /* the same by direction; NAN without one */
  double p;                   /* of the t-test between both stretches, of this place alone */
  double p_corrected;         /* for all places of its series and all series; NAN when it is in no family: it cannot be news */
  bool too_few;               /* so few points about it that no rank test could prove it */
  bool acts;                  /* has three points on either side: fewer are shown and decide nothing */
  uint32_t stands;            /* runs from to_run on that are as bad as it, in a row */
  bool escalated;             /* worse by more than 15 % than the run before it and than the level before, in three later runs, the newest one
                                 and every level since, and not mended */
  bool mended;                /* for the worse, and a level of three runs since is back by half of it and within 5 % */
  bool in_drift;              /* one of the steps a drift is cut into: a line says more than they do */
  enum trend_said said;
};
VEC_OF(trend_change_vec, struct trend_change);

enum { TREND_SHOWN = 40, TREND_DRIFT_RUNS = 40 };

/* A series of the history and what became of it. */
struct trend_result {
  uint32_t series;     /* row of history.table */
  uint32_t bench;      /* into report.benches: the row it is the past of, or INDEX_NONE */
  enum better better;
  uint32_t runs;       /* points in all */
  bool ended;          /* the newest runs lack it, three or more, and more than ever lay between two of its points: nothing is judged */
  struct trend_point *points; /* the last of them, at most TREND_SHOWN, oldest first */
  uint32_t points_n;
  double median, mad;  /* of the points since the last change that acts */
  struct trend_extreme { double value; uint32_t run; } first, last, best, worst; /* by direction; without one: least, most */
  struct trend_change_vec changes; /* oldest first */
  bool has_drift;      /* enough runs, and values above 0, to judge a drift */
  double drift_share;  /* Theil-Sen slope over the runs judged, which are of the newest TREND_DRIFT_RUNS, as a share of their median: > 0 is growth */
  double drift_worsening; /* the same by direction; NAN without one */
  double drift_slope;  /* per run, in the unit */
  double drift_p;      /* Mann-Kendall, of this series alone */
  double drift_p_corrected; /* for all series with a drift; NAN without one or in a series that ended */
  bool drifts;         /* proven among all series, and over 5 %: either way */
  uint32_t drift_runs; /* runs judged that have the series; all of the newest runs from drift_from on unless some lack it */
  uint32_t drift_from; /* into history.runs; the last is last.run */
  enum verdict verdict; /* of its worst gate; UNMEASURED when nothing was to be judged */
  uint32_t gate;       /* into report.gates, or INDEX_NONE */
};
VEC_OF(trend_vec, struct trend_result);

struct waiver_result {
  bool in_force, expired;
  struct str problem;      /* why it does not apply */
  struct u32_vec { uint32_t *at; size_t n, cap; } used_by; /* gates */
};

struct reason {
  uint32_t gate;
  struct str text; /* one sentence with number and rule: "HotPath_Checkout is 16.8 % slower (84.0 -> 98.1 µs, gate: at most 2 %)" */
  struct cause cause;
};

enum input_role { ROLE_DOCUMENT, ROLE_BASE, ROLE_HEAD, ROLE_CANARY, ROLE_HISTORY, ROLE_METRICS, ROLE_MAX };
/* What an input holds. */
enum input_class { CLASS_NONE, CLASS_BENCH, CLASS_PROFILE, CLASS_FIGURES, CLASS_DOCUMENT };
/* X(ENUM, "json", "words", class); the json name is what --input-format takes too */
#define INPUT_KIND_TABLE(X)                                                                                            \
  X(INPUT_UNKNOWN, "unknown", "not recognised", CLASS_NONE)                                                            \
  X(INPUT_GO_BENCH, "go-bench", "Go benchmark text", CLASS_BENCH)                                                      \
  X(INPUT_GOOGLE_BENCH, "google-benchmark", "Google Benchmark JSON", CLASS_BENCH)                                      \
  X(INPUT_HYPERFINE, "hyperfine", "hyperfine JSON", CLASS_BENCH)                                                       \
  X(INPUT_PYTEST, "pytest-benchmark", "pytest-benchmark JSON", CLASS_BENCH)                                            \
  X(INPUT_JMH, "jmh", "JMH JSON", CLASS_BENCH)                                                                         \
  X(INPUT_NANOBENCH, "nanobench", "nanobench JSON", CLASS_BENCH)                                                       \
  X(INPUT_CRITERION, "criterion", "Criterion JSON", CLASS_BENCH)                                                       \
  X(INPUT_DOTNET_JSON, "benchmarkdotnet", "BenchmarkDotNet JSON", CLASS_BENCH)                                         \
  X(INPUT_DOTNET_XML, "benchmarkdotnet-xml", "BenchmarkDotNet XML", CLASS_BENCH)                                       \
  X(INPUT_CATCH2, "catch2", "Catch2 XML", CLASS_BENCH)                                                                 \
  X(INPUT_LIBTEST, "libtest", "libtest benchmark text", CLASS_BENCH)                                                   \
  X(INPUT_K6, "k6", "k6 summary", CLASS_BENCH)                                                                         \
  X(INPUT_VEGETA, "vegeta", "vegeta report", CLASS_BENCH)                                                              \
  X(INPUT_WRK, "wrk", "wrk output", CLASS_BENCH)                                                                       \
  X(INPUT_PERF_STAT, "perf-stat", "perf stat output", CLASS_BENCH)                                                     \
  X(INPUT_FIGURES_JSON, "figures", "list of figures in JSON", CLASS_BENCH)                                             \
  X(INPUT_FIGURES_HISTORY, "figures-history", "github-action-benchmark history", CLASS_BENCH)                          \
  X(INPUT_BMF, "bmf", "Bencher Metric Format", CLASS_BENCH)                                                            \
  X(INPUT_ASV, "asv", "asv results", CLASS_BENCH)                                                                      \
  X(INPUT_FOLDED, "folded", "folded stacks", CLASS_PROFILE)                                                            \
  X(INPUT_FOLDED_DIFF, "folded-diff", "folded difference", CLASS_PROFILE)                                              \
  X(INPUT_PPROF, "pprof", "pprof profile", CLASS_PROFILE)                                                              \
  X(INPUT_PERF_SCRIPT, "perf-script", "perf script text", CLASS_PROFILE)                                               \
  X(INPUT_SPEEDSCOPE, "speedscope", "speedscope profile", CLASS_PROFILE)                                               \
  X(INPUT_CPUPROFILE, "cpuprofile", "V8 .cpuprofile", CLASS_PROFILE)                                                   \
  X(INPUT_MEASURE_CSV, "measure-csv", "measurement CSV", CLASS_FIGURES)                                                \
  X(INPUT_PERFDOC, "performance-md", "PERFORMANCE.md", CLASS_DOCUMENT)

enum input_kind {
#define X(id, json, words, class) id,
  INPUT_KIND_TABLE(X)
#undef X
      INPUT_KIND_MAX
};
const char *input_kind_json(enum input_kind k);
const char *input_kind_words(enum input_kind k);
enum input_class input_kind_class(enum input_kind k);
const char *input_role_name(enum input_role r); /* document, base, head, ... */

struct input {
  struct str name;
  enum input_role role;
  enum input_kind kind;
  uint64_t bytes, records, skipped;
  char sha256[65];
  bool aside; /* says something of other inputs, or is an earlier run that lies beside the one read: no result itself */
  bool bad; /* MODEL.md section 1: makes exit status 3 */
};
VEC_OF(input_vec, struct input);

/* How change points of the history are found: with the defects of Apache Otava mended, or as it finds them. */
enum trend_mode { TREND_CORRECTED, TREND_OTAVA };

enum report_for { FOR_PR, FOR_SPRINT, FOR_ONBOARDING, FOR_MAX };

/* What the command line asked of the analysis; document settings fill what it left open. */
struct judge_options {
  double alpha;                 /* 0: default 0.05 */
  double confidence;            /* of intervals; 0: default 0.95, which every interval on a page is */
  enum correction correction;   /* UNSET: Holm */
  enum missing_policy missing;  /* DEFAULT: fail for ruled names, warn for others */
  bool has_max_regress;
  double max_regress;           /* fraction, < 0: no implicit rule; default 0.05 */
  bool strict, first, exit_zero;
  enum report_for for_whom;
  enum trend_mode trend_mode;
  struct str trace_url, commit_url; /* model/linkurl.h, without a problem; empty: none */
  struct date now;              /* --now or SOURCE_DATE_EPOCH; unknown: newest head input */
};

/* What was read: owned by the caller, filled by read/ through cli/. */
struct inputs {
  struct perfdoc *doc; /* never NULL; doc->present false when there is none */
  struct bench_table *bench;
  struct profile_vec profiles;
  struct metrics metrics;
  struct history *history;      /* NULL, or without a run, when none was given */
  bool has_role[SIDE_MAX];      /* a base or head was given at all */
  struct str label[SIDE_MAX];   /* LABEL=PATH, else "base", "head" */
  bool head_is_history;         /* nobody gave a head: the newest run of the history stands there, for absolute rules only */
  bool bad;                     /* a bad input was met */
  bool same_run;                /* a file of results stands on both sides, byte for byte: nothing was compared */
};

struct report {
  struct arena *arena;
  const struct inputs *in;
  struct diags *diags;
  struct judge_options options;  /* with every default filled in */
  struct str title, service;
  struct date now;
  struct input_vec input_list;
  struct strmap gate_ids;        /* private: how often an id was made */
  struct gate_vec gates;         /* worst first; equal verdicts: document order, then larger worsening */
  struct bench_result_vec benches; /* table order */
  struct geomean_vec geomeans;
  struct trend_vec trends;       /* in the order of history.table's rows */
  struct family trend_families[TREND_FAMILY_MAX]; /* rule_set is NONE; m is 0 without a history */
  struct family families[RULE_SET_MAX];
  struct profile_result_vec profiles;
  struct cause growth;           /* where most of the new time went, whatever the gates say; not known without two sides */
  struct slo_result_vec slos;
  struct budget_result_vec components, routes;
  struct component_total component_total;
  struct finding_vec findings;   /* what the document knows, in its order */
  struct prediction_vec predictions;
  struct disagreement_vec disagreements;
  struct waiver_result *waivers; /* as many as doc->waivers */
  struct reason reasons[3];
  uint32_t reasons_n;
  uint32_t verdicts[VERDICT_MAX];/* gates by verdict */
  enum verdict verdict;          /* fail, no-data, warn or pass */
  bool no_base_yet;              /* --first and no base: "no base yet" */
  int exit_status;               /* 0, 1 or 3: what the verdict and the inputs ask for */
  struct str headline;           /* one sentence with counts */
  struct unguarded_vec { struct unguarded { struct str slo, route, missing; } *at; size_t n, cap; } unguarded;
};

/* Appends a gate with its id made from kind, subject and rule (and a number, for the second such one on); every index is INDEX_NONE, allowed and worsening NAN. */
struct gate *report_gate(struct report *r, enum gate_kind kind, struct str subject, struct str rule);
/* The gate fails because its rule cannot be read; problem says why. */
void gate_unreadable(struct report *r, struct gate *g, struct str problem);
/* The id of a benchmark row or of a function row on the page: prefix, slug and hash of the full name. */
struct str report_bench_id(struct arena *a, const struct bench_id *id);

#endif
