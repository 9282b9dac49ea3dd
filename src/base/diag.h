/* Diagnostics: every kind of complaint is one row of one table; the worst level decides the exit status of lint. */
#ifndef PERFPAGE_BASE_DIAG_H
#define PERFPAGE_BASE_DIAG_H

#include "base/strmap.h"
#include "base/vec.h"

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_LEVEL_MAX };

/* X(ENUM, level, "slug", "what it means"): a slug may stand in two rows when its level depends on where it is met. */
#define DIAG_TABLE(X)                                                                                                  \
  X(DIAG_FILE_MISSING, DIAG_ERROR, "file-missing", "a named input does not exist")                                     \
  X(DIAG_FILE_UNREADABLE, DIAG_ERROR, "file-unreadable", "an input could not be read to its end")                      \
  X(DIAG_FILE_EMPTY, DIAG_ERROR, "file-empty", "an input holds no record")                                             \
  X(DIAG_FORMAT_UNKNOWN, DIAG_ERROR, "format-unknown", "no reader recognises this input")                              \
  X(DIAG_FORMAT_REFUSED, DIAG_ERROR, "format-refused", "a format outside perfpage's scope; the message says how to convert") \
  X(DIAG_GZIP, DIAG_ERROR, "gzip", "damaged or truncated gzip data")                                                   \
  X(DIAG_ROLE_UNREAD, DIAG_WARNING, "role-unread", "something in DIR that is not read")                  \
  X(DIAG_SAME_FILE, DIAG_WARNING, "same-file", "two inputs hold the same bytes")                                      \
  X(DIAG_SAME_LABEL, DIAG_WARNING, "same-label", "two results with one label")                                        \
  X(DIAG_TOO_LARGE, DIAG_ERROR, "too-large", "an input exceeds a limit")                                               \
  X(DIAG_BENCH_LINE, DIAG_ERROR, "bench-line", "a benchmark result line that cannot be read")                          \
  X(DIAG_BENCH_DATA, DIAG_ERROR, "bench-data", "a part of a benchmark result that cannot be read")                     \
  X(DIAG_BENCH_NOTE, DIAG_WARNING, "bench-note", "something a benchmark's own tool says of its result")                \
  X(DIAG_COMPANION, DIAG_NOTE, "companion", "files beside a result that are no result themselves")                       \
  X(DIAG_BENCH_NAN, DIAG_ERROR, "bench-nan", "a sample that is not a number")                                          \
  X(DIAG_BENCH_UNIT, DIAG_ERROR, "bench-unit", "a Unit line that cannot be read, or directions that conflict")           \
  X(DIAG_BENCH_FAIL, DIAG_ERROR, "bench-fail", "the benchmark run itself failed")                                      \
  X(DIAG_BENCH_NONE, DIAG_ERROR, "bench-none", "head has no benchmark while base has some")                            \
  X(DIAG_HISTORY_EMPTY, DIAG_NOTE, "history-empty", "a history that has no run yet")                                  \
  X(DIAG_RUN_EMPTY, DIAG_WARNING, "run-empty", "a run of the history without a result")                               \
  X(DIAG_RUN_TWICE, DIAG_WARNING, "run-twice", "two runs of the history that go by one name")                         \
  X(DIAG_HISTORY_PASSED, DIAG_NOTE, "history-passed", "something in the history that is no benchmark result")         \
  X(DIAG_RECORD_CHANGED, DIAG_NOTE, "record-changed", "something of a result that a history cannot hold as it is")    \
  X(DIAG_RECORD_LEFT_OUT, DIAG_WARNING, "record-left-out", "a metric that a history cannot hold")                    \
  X(DIAG_FOLDED_COUNT, DIAG_ERROR, "folded-count", "a stack line without a usable count")                              \
  X(DIAG_FOLDED_OVERFLOW, DIAG_ERROR, "folded-overflow", "the counts exceed 64 bits")                                  \
  X(DIAG_FOLDED_DIFF, DIAG_WARNING, "folded-diff", "two count columns read as base and head")                          \
  X(DIAG_FOLDED_UNIT, DIAG_WARNING, "folded-unit", "files of one profile count different things")                      \
  X(DIAG_PROFILE_CHOICE, DIAG_WARNING, "profile-choice", "one of several profiles is drawn")                           \
  X(DIAG_FILTER_EMPTY, DIAG_ERROR, "filter-empty", "filters or keys that leave nothing of the inputs")                   \
  X(DIAG_PROFILE_ALONE, DIAG_ERROR, "profile-alone", "no profile of the base goes with the one drawn")                 \
  X(DIAG_PROFILE_DATA, DIAG_ERROR, "profile-data", "a part of a profile that cannot be read")                          \
  X(DIAG_PROFILE_NEGATIVE, DIAG_ERROR, "profile-negative", "a sample with a negative value, as a difference of profiles has") \
  X(DIAG_PROFILE_OVERFLOW, DIAG_ERROR, "profile-overflow", "the values of a profile exceed 64 bits")                   \
  X(DIAG_PROFILE_TIME, DIAG_WARNING, "profile-time", "times of a profile that run backwards")                          \
  X(DIAG_STACKS_CUT, DIAG_WARNING, "stacks-cut", "stacks too many and too deep to be turned round whole")              \
  X(DIAG_SAMPLE_TYPE, DIAG_ERROR, "sample-type", "a sample type that no profile has")                                  \
  X(DIAG_CSV_HEADER, DIAG_ERROR, "csv-header", "a measurement file without the columns it needs")                      \
  X(DIAG_CSV_ROW, DIAG_ERROR, "csv-row", "a measurement row that cannot be read")                                      \
  X(DIAG_UTF8, DIAG_WARNING, "utf8", "bytes that are not UTF-8")                                                       \
  X(DIAG_NAME_CONTROL, DIAG_WARNING, "name-control", "control characters in a name")                                   \
  X(DIAG_CONFIG_DIFFERS, DIAG_WARNING, "config-differs", "a configuration value differs between the sides")            \
  X(DIAG_PROCS_DIFFER, DIAG_WARNING, "procs-differ", "GOMAXPROCS differs between the sides")                           \
  X(DIAG_MACHINE_DIFFERS, DIAG_WARNING, "machine-differs", "results that are compared ran on different machines")       \
  X(DIAG_PARSER_LIMIT, DIAG_WARNING, "pattern-limit", "a pattern hit its match limit")                                 \
  X(DIAG_TEMPLATE, DIAG_ERROR, "template", "a page template that cannot be used")                                      \
  X(DIAG_MANY, DIAG_WARNING, "too-many", "more diagnostics of a kind than are listed")                                 \
  X(DIAG_UNIT_MISSING, DIAG_ERROR, "unit-missing", "a figure without a unit")                                          \
  X(DIAG_UNIT_AMBIGUOUS, DIAG_ERROR, "unit-ambiguous", "a unit with two readings")                                     \
  X(DIAG_NOT_A_QUANTITY, DIAG_ERROR, "not-a-quantity", "a cell that should hold a quantity")                           \
  X(DIAG_DECIMAL_COMMA, DIAG_ERROR, "decimal-comma", "a comma used as decimal point")                                  \
  X(DIAG_QUANTILE_RANGE, DIAG_ERROR, "quantile-range", "a percentile outside 0 to 100")                                \
  X(DIAG_TARGET_RANGE, DIAG_ERROR, "target-range", "an achievement target outside 0 to 100 %")                         \
  X(DIAG_TARGET_MISSING, DIAG_WARNING, "target-missing", "a percentile SLO without an achievement target")             \
  X(DIAG_TARGET_100, DIAG_WARNING, "target-100", "a target of 100 % leaves no error budget")                           \
  X(DIAG_WINDOW_MISSING, DIAG_ERROR, "window-missing-length", "a window without a length")                             \
  X(DIAG_DIRECTION_LATENCY, DIAG_WARNING, "direction", "a lower bound on a latency")                                   \
  X(DIAG_DIRECTION_GATE, DIAG_ERROR, "direction", "a gate that would require a slowdown")                              \
  X(DIAG_SUM_MISMATCH, DIAG_ERROR, "sum-mismatch", "rows that do not add up to their total")                           \
  X(DIAG_DUPLICATE_ROW, DIAG_WARNING, "duplicate-row", "a row declared twice")                                         \
  X(DIAG_CELL_MISSING, DIAG_ERROR, "cell-missing", "a table row with too few cells")                                   \
  X(DIAG_CELL_EXTRA, DIAG_WARNING, "cell-extra", "a table row with too many cells")                                    \
  X(DIAG_METHOD_CASE, DIAG_WARNING, "method-case", "an HTTP method in lower case")                                     \
  X(DIAG_ROUTE_SHADOWED, DIAG_WARNING, "route-shadowed", "a route that another row hides")                             \
  X(DIAG_BENCH_PATTERN, DIAG_WARNING, "bench-pattern", "a benchmark pattern that looks wrong")                         \
  X(DIAG_BENCH_UNMATCHED, DIAG_WARNING, "bench-unmatched", "a rule that matches no benchmark")                         \
  X(DIAG_PP_AMBIGUOUS, DIAG_WARNING, "pp-ambiguous", "percent of a rate: relative or points")                          \
  X(DIAG_CLAUSE_INCOMPLETE, DIAG_ERROR, "clause-incomplete", "a canary clause without a bound")                        \
  X(DIAG_TRAFFIC_RANGE, DIAG_ERROR, "traffic-range", "a traffic share over 100 %")                                     \
  X(DIAG_SECTION_MISSING, DIAG_WARNING, "section-missing", "a section that a complete document has")                   \
  X(DIAG_HEADING_NEAR, DIAG_WARNING, "heading-near", "a heading one slip away from one that is known")              \
  X(DIAG_SETTING_UNUSED, DIAG_NOTE, "setting-unused", "a setting that is read and has no effect yet")                  \
  X(DIAG_ZONE, DIAG_WARNING, "zone-unknown", "a time zone that is not installed")                                      \
  X(DIAG_METRIC_AMBIGUOUS, DIAG_WARNING, "metric-ambiguous", "more than one measurement fits")                         \
  X(DIAG_DATE_SAME, DIAG_NOTE, "date-same", "runs of a history that nothing but the order of reading tells apart")       \
  X(DIAG_DATE_UNKNOWN, DIAG_WARNING, "date-unknown", "no date to judge an expiry by")                                  \
  X(DIAG_RULE_UNREADABLE, DIAG_ERROR, "rule-unreadable", "a rule that cannot be read, so its gate fails")              \
  X(DIAG_FENCE_UNCLOSED, DIAG_WARNING, "fence-unclosed", "a code fence without an end")                                \
  X(DIAG_TEXT_IGNORED, DIAG_NOTE, "text-ignored", "text shown as written, not evaluated")                              \
  X(DIAG_STRAY_RULE, DIAG_WARNING, "text-ignored", "reads like a rule, but stands where none is read")                   \
  X(DIAG_TAKEN, DIAG_NOTE, "taken", "what was read from the document")                                                 \
  X(DIAG_UNMEASURED, DIAG_NOTE, "declared-unmeasured", "a declared budget with no measurement")                        \
  X(DIAG_UNCLAIMED, DIAG_NOTE, "measured-undeclared", "a measurement that nothing in the document speaks of")         \
  X(DIAG_WAIVER_EXPIRED, DIAG_WARNING, "waiver-expired", "a waiver past its date")                                     \
  X(DIAG_WAIVER_UNUSED, DIAG_NOTE, "waiver-unused", "a waiver in force that excuses nothing in this run")              \
  X(DIAG_WAIVER_UNDATED, DIAG_ERROR, "waiver-undated", "a waiver without a readable date never applies")               \
  X(DIAG_HOTSPOT_ABSENT, DIAG_NOTE, "hotspot-absent", "a listed hotspot that is not in the profile")                   \
  X(DIAG_HOTSPOT_COLD, DIAG_NOTE, "hotspot-cold", "a listed hotspot that is no longer hot")                            \
  X(DIAG_ANTI_FOUND, DIAG_NOTE, "anti-pattern-found", "what an anti-pattern warns of is in the profile")              \
  X(DIAG_TUNING_GONE, DIAG_NOTE, "tuning-gone", "a tuning entry whose benchmark is gone")                             \
  X(DIAG_BASELINE_OLD, DIAG_NOTE, "baseline-old", "a baseline older than its refresh period")                         \
  X(DIAG_METRIC_PROFILE, DIAG_NOTE, "metric-profile", "a metric and the CPU profile tell different stories")          \
  X(DIAG_LINK_SCHEME, DIAG_WARNING, "link-scheme", "a link whose scheme is shown as text")                             \
  X(DIAG_TOO_LONG, DIAG_WARNING, "too-long", "a cell or sentence beyond its limit")

enum diag_id {
#define X(id, level, slug, about) id,
  DIAG_TABLE(X)
#undef X
      DIAG_ID_MAX
};

const char *diag_slug(enum diag_id id);
enum diag_level diag_level_of(enum diag_id id);
const char *diag_level_name(enum diag_level level); /* note, warning, error */

struct pos {
  struct str file; /* as named by the user or relative to DIR; empty when not about a file */
  uint32_t line;   /* from 1; 0 when about the whole file */
  uint32_t col;    /* from 1, in code points; 0 when about the whole line */
};

struct diag {
  enum diag_id id;
  struct pos pos;
  struct str message;
};
VEC_OF(diag_vec, struct diag);

/* Per file and kind at most DIAG_LIMIT are listed; the rest are counted and reported by diag_finish. */
enum { DIAG_LIMIT = 20 };

struct diags {
  struct arena *arena;
  struct diag_vec list;
  struct strmap alike; /* how many there are of a kind and file, those left out included */
};

void diag_init(struct diags *d, struct arena *a);
/* The message is one line without a final point; names in it are quoted as they came (escaped on output). */
void diag_add(struct diags *d, enum diag_id id, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Sorts by file (in order of first appearance), line, column, and appends one DIAG_MANY for each count left out. */
void diag_finish(struct diags *d);
enum diag_level diag_worst(const struct diags *d);      /* DIAG_NOTE when empty */
struct diags diag_at_least(const struct diags *d, enum diag_level least); /* the same without what is below a level */
size_t diag_count(const struct diags *d, enum diag_level level);
/* Prints "file:line:col: level: message [slug]" lines, names filtered for the terminal. */
void diag_print(const struct diags *d, FILE *to);

#endif
