/* The command line: one table of commands and one of options, from which the parser and --help are made, and which a test
 * holds against the man page. */
#ifndef PERFPAGE_CLI_OPTIONS_H
#define PERFPAGE_CLI_OPTIONS_H

#include "model/calltree_filter.h"
#include "model/report.h"

enum command { CMD_REPORT, CMD_LINT, CMD_BENCH, CMD_FLAME, CMD_FOLD, CMD_RECORD, CMD_MAX };

/* X(ENUM, "name", "operands", "what it does"). --help calls each by its first letter, fold and record by their second. */
#define COMMAND_TABLE(X)                                                                                               \
  X(CMD_REPORT, "report", "DIR", "render DIR/{PERFORMANCE.md,base/,head/} as one HTML page; the default command")      \
  X(CMD_LINT, "lint", "FILE.md...", "check PERFORMANCE.md like a compiler")                                            \
  X(CMD_BENCH, "bench", "OLD [NEW...]", "compare benchmark results on the terminal; one alone: a summary")             \
  X(CMD_FLAME, "flame", "FILE", "draw a profile as a stand-alone SVG, or list it as TSV")      \
  X(CMD_FOLD, "fold", "FILE...", "any profiles as merged folded stacks, sorted")      \
  X(CMD_RECORD, "record", "DIR", "append DIR/head/ as a run to the history FILE that --history names")

enum {
  IN_REPORT = 1 << CMD_REPORT,
  IN_LINT = 1 << CMD_LINT,
  IN_BENCH = 1 << CMD_BENCH,
  IN_FLAME = 1 << CMD_FLAME,
  IN_FOLD = 1 << CMD_FOLD,
  IN_RECORD = 1 << CMD_RECORD,
  IN_ALL = IN_REPORT | IN_LINT | IN_BENCH | IN_FLAME | IN_FOLD | IN_RECORD
};

/* X(ENUM, "long name", letter or 0, "argument" or NULL, commands, "help") in the order of --help. */
#define OPTION_TABLE(X)                                                                                                \
  X(OPT_PERF, "perf", 0, "FILE", IN_REPORT, "the PERFORMANCE.md, in place of DIR's")                                   \
  X(OPT_BASE, "base", 0, "[LABEL=]PATH", IN_REPORT | IN_FLAME, "base results: a file or a folder; may be repeated")    \
  X(OPT_HEAD, "head", 0, "[LABEL=]PATH", IN_REPORT | IN_LINT, "head results, likewise; lint: also rules that match nothing") \
  X(OPT_HISTORY, "history", 0, "PATH", IN_REPORT | IN_RECORD, "earlier runs: a file or a folder of runs; record: the file they go to") \
  X(OPT_RUN, "run", 0, "ID", IN_RECORD, "what the run is called, default its short commit, else its date")               \
  X(OPT_COMMIT, "commit", 0, "C", IN_RECORD, "what was measured, default what the results say, else git")               \
  X(OPT_DATE, "date", 0, "TIME", IN_RECORD, "ISO 8601; when, default what the results say, else the date of the commit")  \
  X(OPT_REPLACE, "replace", 0, NULL, IN_RECORD, "put it in the place of a run of that id")                              \
  X(OPT_OUTPUT, "output", 'o', "FILE", IN_REPORT | IN_BENCH | IN_FLAME | IN_FOLD, "where to write; -, the default of all but report: standard output")        \
  X(OPT_JSON, "json", 0, "FILE", IN_REPORT, "also write everything as JSON")                                           \
  X(OPT_NO_PAGE, "no-page", 0, NULL, IN_REPORT, "write no page; the exit status is the same")                          \
  X(OPT_FOR, "for", 0, "pr|sprint|onboarding", IN_REPORT, "who reads it: the order of the page")                       \
  X(OPT_TITLE, "title", 0, "TEXT", IN_REPORT | IN_FLAME, "title of the page or picture")                               \
  X(OPT_SERVICE, "service", 0, "NAME", IN_REPORT, "name of the service, in place of the document's")                   \
  X(OPT_NOW, "now", 0, "TIME", IN_REPORT, "ISO 8601; what expiry is judged at, default SOURCE_DATE_EPOCH")             \
  X(OPT_ALPHA, "alpha", 0, "P", IN_REPORT | IN_BENCH, "significance level, default 0.05")                              \
  X(OPT_CONFIDENCE, "confidence", 0, "P", IN_BENCH, "level of the intervals, default 0.95")                            \
  X(OPT_CORRECTION, "correction", 0, "holm|bh|none", IN_REPORT | IN_BENCH, "of p for many comparisons, default holm")  \
  X(OPT_TREND_MODE, "trend-mode", 0, "corrected|otava", IN_REPORT, "change points of the history, default corrected")   \
  X(OPT_MISSING, "missing", 0, "fail|warn|ignore", IN_REPORT, "what a benchmark of base does that head lacks")         \
  X(OPT_MAX_REGRESS, "max-regress", 0, "PCT|none", IN_REPORT | IN_BENCH, "allowed slowdown where no rule speaks, default 5 %") \
  X(OPT_STRICT, "strict", 0, NULL, IN_REPORT, "what cannot be judged fails too")                                       \
  X(OPT_FIRST, "first", 0, NULL, IN_REPORT, "no base yet: relative gates wait")                                        \
  X(OPT_EXIT_ZERO, "exit-zero", 0, NULL, IN_REPORT, "report only: a failed gate does not fail the command")            \
  X(OPT_FORMAT, "format", 0, "FMT", IN_LINT | IN_BENCH | IN_FLAME, "lint: text, json; bench: text, csv, md, json; flame: svg, tsv") \
  X(OPT_INPUT_FORMAT, "input-format", 0, "FMT", IN_REPORT | IN_BENCH | IN_FLAME | IN_FOLD | IN_RECORD, "read inputs as go-bench, folded, diff, csv, pprof, ...") \
  X(OPT_FILTER, "filter", 0, "EXPR", IN_BENCH, "only these results: '.name:Parse -/size:1k .unit:(ns/op OR B/op)'")  \
  X(OPT_ROW, "row", 0, "KEYS", IN_BENCH, "what a row is, default .fullname: .name, /part, a configuration key, ...")   \
  X(OPT_COL, "col", 0, "KEYS", IN_BENCH, "what a column is, default .file; key@num, key@alpha, key@(a b) order either") \
  X(OPT_SORT, "sort", 0, "[-]ORDER", IN_BENCH, "order of the rows: name, delta, p; - for the reverse")                 \
  X(OPT_VERBOSE, "verbose", 0, NULL, IN_LINT, "say what was taken from each section")                                  \
  X(OPT_COMPLETE, "complete", 0, NULL, IN_LINT, "also report sections that are missing")                               \
  X(OPT_MIN_WIDTH, "min-width", 0, "PCT", IN_REPORT | IN_FLAME, "leave out frames below this share, default 0.01 %")   \
  X(OPT_MAX_FRAMES, "max-frames", 0, "N", IN_REPORT | IN_FLAME, "draw at most N frames")                               \
  X(OPT_WIDTH, "width", 0, "PX", IN_FLAME, "width of the picture in pixels, default 1200")                             \
  X(OPT_COUNT_NAME, "count-name", 0, "NAME", IN_REPORT | IN_FLAME | IN_FOLD, "what the counts of a profile are: samples, bytes, ns") \
  X(OPT_SAMPLE_TYPE, "sample-type", 0, "LIST|all", IN_REPORT | IN_FLAME | IN_FOLD, "which kinds of samples of a profile: cpu,alloc_objects") \
  X(OPT_ANNOTATE, "annotate", 0, NULL, IN_REPORT | IN_FLAME | IN_FOLD, "perf script: mark frames of the kernel, compiled and inlined ones") \
  X(OPT_REVERSE, "reverse", 0, NULL, IN_REPORT | IN_FLAME, "merge from the leaf: who calls it")                                    \
  X(OPT_INVERTED, "inverted", 0, NULL, IN_REPORT | IN_FLAME, "icicle: the root on top")                                            \
  X(OPT_FOCUS, "focus", 0, "RE", IN_REPORT | IN_FLAME | IN_FOLD, "draw only stacks with a frame that matches")                   \
  X(OPT_IGNORE, "ignore", 0, "RE|KEYS", IN_REPORT | IN_BENCH | IN_FLAME | IN_FOLD, "draw no stack with a frame that matches; bench: what tells no results apart") \
  X(OPT_DEMANGLE, "demangle", 0, NULL, IN_REPORT | IN_FLAME | IN_FOLD, "C++ and Rust functions by the names of their source")      \
  X(OPT_CHANGE, "change", 0, "total|self", IN_REPORT | IN_FLAME, "colour a difference by total or by self shares")       \
  X(OPT_NEGATE, "negate", 0, NULL, IN_REPORT | IN_FLAME, "swap the colours of a difference")                                       \
  X(OPT_NO_NORMALIZE, "no-normalize", 0, NULL, IN_REPORT | IN_FLAME, "hold base's counts against head's, not their shares")        \
  X(OPT_COLORS, "colors", 0, "NAME", IN_REPORT | IN_FLAME, "auto, change, owner, a language (go, java, js, ...) or a colour") \
  X(OPT_TRACE_URL, "trace-url", 0, "URL", IN_REPORT, "where a trace of a profile's labels is shown: https://host/{trace_id}")   \
  X(OPT_COMMIT_URL, "commit-url", 0, "URL", IN_REPORT, "where a commit of the history is shown: https://host/commit/{commit}")   \
  X(OPT_TEMPLATES, "templates", 0, "DIR", IN_REPORT, "templates and assets in place of the built-in ones")             \
  X(OPT_JOBS, "jobs", 'j', "N", IN_REPORT | IN_FLAME | IN_FOLD, "threads that read a large profile, default 1")                  \
  X(OPT_QUIET, "quiet", 'q', NULL, IN_ALL, "print nothing but errors")                                                 \
  X(OPT_HELP, "help", 'h', NULL, IN_ALL, "this text")                                                                  \
  X(OPT_VERSION, "version", 0, NULL, IN_ALL, "print the version")

enum option {
#define X(id, name, letter, arg, in, help) id,
  OPTION_TABLE(X)
#undef X
      OPTION_MAX
};

enum { STATUS_OK = 0, STATUS_FAIL = 1, STATUS_USAGE = 2, STATUS_INPUT = 3, STATUS_SYSTEM = 4 };

struct named_path {
  struct str label; /* STR_NONE when not given */
  bool by_path;     /* nobody gave the label, it is a part of the path */
  const char *path;
};
VEC_OF(path_vec, struct named_path);

struct options {
  enum command command;
  bool given[OPTION_MAX];
  const char *value[OPTION_MAX]; /* the last one given; NULL for switches */
  struct path_vec side[SIDE_MAX];
  struct str_vec operands; /* NUL-terminated */
  struct str_vec history;  /* likewise */
  struct judge_options judge;
  struct date date;        /* of --date */
  double min_width; /* share; 0: default */
  struct calltree_filter filter;
  uint32_t max_frames, width, jobs;
};

/* True with *o filled. False when there is nothing to do: *status is the exit status (help and version print to standard
 * output, usage errors to standard error). */
bool options_parse(struct arena *a, int argc, char **argv, struct options *o, int *status);
/* What is not in the arena; after options_parse, whatever it returned. */
void options_free(struct options *o);

/* Splits LABEL=PATH, unless a file of that whole name exists. */
struct named_path options_named_path(const char *arg);

#endif
