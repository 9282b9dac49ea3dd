/* A service's PERFORMANCE.md as data: what it declares, where each thing stands, and the document itself for rendering.
 * Every declaration carries the position it was read from. A declaration that could not be read is kept, with `problem` saying
 * why: it becomes a gate that fails ("rule unreadable"), so that a typo can never switch a gate off (MODEL.md section 3). */
#ifndef PERFPAGE_MODEL_PERFDOC_H
#define PERFPAGE_MODEL_PERFDOC_H

#include "base/date.h"
#include "base/diag.h"
#include "base/unit.h"

enum section_kind {
  SECTION_NONE,
  SECTION_SLO,
  SECTION_ERROR_BUDGET,
  SECTION_COMPONENT,
  SECTION_ROUTE,
  SECTION_GATE,
  SECTION_CANARY,
  SECTION_PGO,
  SECTION_HOTSPOT,
  SECTION_TUNING,
  SECTION_ANTI,
  SECTION_RUNBOOK,
  SECTION_BASELINE,
  SECTION_ALERT,
  SECTION_COST,
  SECTION_CAPACITY,
  SECTION_KPI,
  SECTION_WAIVER,
  SECTION_SPRINT,
  SECTION_SETTINGS,
  SECTION_IGNORED, /* <!-- perfpage: ignore --> */
  SECTION_MAX
};

/* ---- the document for rendering: the cmark tree plus tables, raw HTML as text, comments dropped ---- */

enum block_kind {
  BLOCK_DOCUMENT,
  BLOCK_HEADING,   /* level */
  BLOCK_PARAGRAPH,
  BLOCK_QUOTE,
  BLOCK_LIST,      /* ordered, start, tight */
  BLOCK_ITEM,
  BLOCK_CODE,      /* text, info */
  BLOCK_RULE,
  BLOCK_HTML,      /* raw HTML, shown as code: text */
  BLOCK_TABLE,     /* children: rows */
  BLOCK_ROW,       /* header for the first */
  BLOCK_CELL,      /* align; children: inlines */
  BLOCK_TEXT,      /* inline from here on: text */
  BLOCK_SOFT_BREAK,
  BLOCK_HARD_BREAK,
  BLOCK_CODE_SPAN, /* text */
  BLOCK_EMPH,
  BLOCK_STRONG,
  BLOCK_LINK,      /* url, checked: https http mailto or #fragment; else the link became its text */
  BLOCK_IMAGE,     /* children: the alternative text; nothing is ever loaded */
  BLOCK_MAX
};

enum block_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct block {
  enum block_kind kind;
  enum section_kind section; /* of the nearest recognised heading */
  struct pos pos;
  struct block *first, *next; /* children, sibling */
  struct str text, info, url; /* text of a paragraph, heading, row or cell: as it stands in the source, not for showing */
  uint32_t level, start;
  bool ordered, tight, header; /* tight of BLOCK_CODE: it has fences */
  enum block_align align;
};

/* ---- values ---- */

enum bound_op { BOUND_BELOW /* < */, BOUND_AT_MOST, BOUND_ABOVE /* > */, BOUND_AT_LEAST, BOUND_OP_MAX };

struct bound {
  enum bound_op op;
  double value; /* base unit of dim */
  enum dim dim;
  struct str text; /* as written */
};

enum window_kind { WINDOW_NONE, WINDOW_ROLLING, WINDOW_CALENDAR, WINDOW_KIND_MAX };

struct window {
  enum window_kind kind;
  double length_s; /* of a calendar window: its nominal length (month 30 d, quarter 91 d, year 365 d) */
  struct str text;
};

/* A share kept exact for integer arithmetic: 99.9 % is 999 / 1000. */
struct ratio {
  uint64_t num, den; /* den 0: not declared */
};

struct route {
  struct str methods; /* "POST", "GET,POST", "" for any; upper case, one comma between, no blanks */
  struct str path;    /* "/products/{id}", "/admin/" followed by a star */
};

/* Everything declared starts with this. */
struct decl {
  struct pos pos;
  struct str text;    /* the sentence or the cells as written, one line */
  struct str problem; /* not empty: unreadable, and why */
};

/* ---- declarations ---- */

enum slo_shape {
  SLO_SLICES,   /* percentile + achievement target: budget in time slices */
  SLO_REQUESTS, /* share of requests within a threshold, or succeeding: budget in requests */
  SLO_BOUND,    /* resource bound, or a percentile without target: no budget */
  SLO_SHAPE_MAX
};

struct slo {
  struct decl decl;
  struct str name; /* short, for people: "p99 of POST /checkout" */
  enum slo_shape shape;
  struct str subject;
  struct route route; /* path empty when it names no route */
  bool has_quantile, has_bound, has_rate;
  double quantile; /* 0..1 */
  struct bound bound;
  struct ratio target;
  struct window window;
  double slice_s;  /* SLO_SLICES: default 60 */
  double rate_rps; /* "at 1000 RPS" */
  bool unbounded;  /* the cell said n/a, TBD, ...: declares nothing, unmeasured */
};
VEC_OF(slo_vec, struct slo);

struct component {
  struct decl decl;
  struct str name;
  double budget_s;
  bool has_quantile, is_total, is_margin, unbounded;
  double quantile;
};
VEC_OF(component_vec, struct component);

struct route_budget {
  struct decl decl;
  struct route route;
  struct bound bound;
  double quantile; /* 0..1; default 0.99 when the table names none */
  struct str reason;
  bool unbounded;
};
VEC_OF(route_budget_vec, struct route_budget);

enum rule_kind {
  RULE_RELATIVE,     /* worsening <= allowed (fraction; may be negative) */
  RULE_ABSOLUTE,     /* bound on the head's value */
  RULE_ALLOCATIONS,  /* at most `allowed` new allocations per op (a count) */
  RULE_NO_REGRESSION,/* relative, allowed 0 */
  RULE_KIND_MAX
};

enum rule_metric {
  METRIC_TIME,     /* "slower": time per op, or a throughput unit falling */
  METRIC_ALLOCS,
  METRIC_DIRECTED, /* a bare percentage: every metric with a direction except B/op */
  METRIC_UNIT,     /* the Metric column or the unit of an absolute bound */
  METRIC_MAX
};

struct gate_rule {
  struct decl decl;
  struct str glob;
  enum rule_kind kind;
  enum rule_metric metric;
  struct str unit; /* METRIC_UNIT: tidied */
  bool strict;     /* "<" rather than "at most" */
  double allowed;
  struct bound bound; /* RULE_ABSOLUTE, in tidied units (sec/op, B/op ...) */
  struct str why;
  struct route route;
  struct str function;
  bool unbounded;
};
VEC_OF(gate_rule_vec, struct gate_rule);

struct profile_gate {
  struct decl decl; /* decl.pos.line 0: the document has no such sentence, the defaults hold and warn at most */
  double absolute;  /* share points as a fraction: 0.10; infinite when the sentence names no such limit */
  double relative;  /* 0.30; infinite likewise */
  double floor;     /* least share that a relative growth may be judged on: 0.01 */
  double new_self;  /* 0.05 */
};
extern const struct profile_gate profile_gate_built_in; /* what holds where the document says nothing: FLAME.md section 4 */

enum canary_kind { CANARY_RELATIVE, CANARY_POINTS, CANARY_TIMES, CANARY_ABSOLUTE, CANARY_ANY_ERROR, CANARY_SAME, CANARY_KIND_MAX };

struct canary_clause {
  struct decl decl;
  enum canary_kind kind;
  struct str metric;
  double amount; /* fraction, points as a fraction, factor, or base unit; negative: a fall */
  enum bound_op op; /* CANARY_ABSOLUTE, CANARY_TIMES: the side that blocks */
  enum dim dim;
  double for_s;  /* 0 when not said */
  struct str against; /* "prev", "baseline" */
};
VEC_OF(canary_clause_vec, struct canary_clause);

struct canary_stage {
  struct decl decl;
  struct str name, traffic;
  double share;      /* of production, < 0 when not a figure */
  double duration_s; /* 0 when not said */
  struct canary_clause_vec clauses; /* "Same thresholds" already resolved */
  bool inherited;
};
VEC_OF(canary_stage_vec, struct canary_stage);

struct hotspot {
  struct decl decl;
  struct str function; /* exact name or glob */
  struct str benchmark, note;
  struct route route;
};
VEC_OF(hotspot_vec, struct hotspot);

struct anti_pattern {
  struct decl decl;
  struct str_vec symbols;    /* code spans that it warns of, in order; what it says to use instead is not among them */
  struct str_vec places;     /* code spans after "in", "under", "from": where it must not be; none: anywhere */
  struct str_vec benchmarks; /* code spans that name a benchmark */
};
VEC_OF(anti_pattern_vec, struct anti_pattern);

struct tuning_entry {
  struct decl decl;
  struct date date;
  struct str person, change, before, after, benchmark;
  struct str_vec symbols; /* code spans of the change */
};
VEC_OF(tuning_vec, struct tuning_entry);

enum pgo_kind {
  PGO_SAMPLES, /* at least so many sample events */
  PGO_AGE,     /* collected at most so many seconds ago */
  PGO_DRIFT,   /* at most such a share of the samples lies elsewhere than in the profile before */
  PGO_LOAD,    /* collected under some load: nothing measures it */
  PGO_KIND_MAX
};

struct pgo_rule {
  struct decl decl;
  enum pgo_kind kind;
  enum bound_op op;
  double limit; /* a count, seconds, a share */
};
VEC_OF(pgo_rule_vec, struct pgo_rule);

struct runbook {
  struct decl decl;
  struct str title;
};
VEC_OF(runbook_vec, struct runbook);

struct waiver {
  struct decl decl;
  struct str what; /* rule or glob */
  struct date until;
  struct str who, why;
};
VEC_OF(waiver_vec, struct waiver);

enum missing_policy { MISSING_DEFAULT, MISSING_FAIL, MISSING_WARN, MISSING_IGNORE, MISSING_MAX };
enum correction { CORRECTION_UNSET, CORRECTION_HOLM, CORRECTION_BH, CORRECTION_NONE, CORRECTION_MAX };

struct settings {
  bool judge_machine_mismatch, base_optional, offsets_allowed;
  enum missing_policy missing;
  enum correction correction;
  double alpha;       /* 0: not set */
  double max_regress; /* fraction; < 0: none; valid when has_max_regress */
  bool has_max_regress;
  double slice_s;     /* 0: not set */
  double baseline_refresh_s; /* 0: not set */
  struct pos baseline_refresh_pos;
  struct str time_zone, trace_url, commit_url;
  struct str lower_units, higher_units; /* "req/op, score": of which less, or more, is better; empty: none */
  struct pos better_pos;                /* of the last of the two */
};

struct perfdoc {
  bool present;
  struct str file;    /* name shown to people */
  struct str service; /* from the first heading, "checkout service - performance" gives "checkout" */
  struct block *root;
  struct slo_vec slos;
  struct component_vec components;
  struct route_budget_vec routes;
  struct gate_rule_vec rules;
  bool has_gate_table;
  struct profile_gate profile_gate;
  struct canary_stage_vec canary;
  struct hotspot_vec hotspots;
  struct anti_pattern_vec antis;
  struct tuning_vec tuning;
  struct pgo_rule_vec pgo;
  struct str pgo_profile; /* the file that the PGO section names, without its folder; may be empty */
  struct runbook_vec runbooks;
  struct str baseline_text; /* first paragraph or code of the baselines section */
  struct waiver_vec waivers;
  struct settings settings;
  /* Sentences and rows that declare something nobody can read, of any section: each is a gate of kind document that fails. */
  struct decl_vec { struct decl *at; size_t n, cap; } unreadable;
  struct decl_vec directives; /* <!-- perfpage: NAME -->: text is the name */
  struct decl_vec text_only;  /* in sections that declare: what was read as prose, for `lint --verbose` */
  bool seen[SECTION_MAX]; /* sections met */
};

/* Whether a measured route ("POST /products/42" or "GET /products/{id}") falls under a declared one; more literal characters win. */
bool route_matches(const struct route *declared, struct str method, struct str path, size_t *weight);
/* Splits "POST /x" into method and path; a bare "/x" has an empty method. False when it is no route. */
bool route_split(struct str text, struct str *method, struct str *path);
const char *section_name(enum section_kind k); /* "slo", "ci-gate", ... as in <!-- perfpage: NAME --> */

#endif
