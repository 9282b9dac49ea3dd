#include "read/sniff.h"

#include "base/num.h"
#include "read/bench_formats.h"
#include "read/cpuprofile.h"
#include "read/figures_history.h"
#include "read/folded_parse.h"
#include "read/measure_csv.h"
#include "read/perf_script.h"
#include "read/pprof.h"
#include "read/sniff_refuse.h"
#include "read/speedscope.h"

/* Lines that decide; a benchmark result may stand behind any amount of noise and is looked for in the whole file. */
enum { SAMPLE_LINES = 256 };

/* "BenchmarkX 100 5 ns/op": a name and a whole number, at least. What goes on in small letters may be a word: "Benchmarking 20". */
static bool is_result(struct str line) {
  struct str field;
  int64_t iterations;
  bool word = line.n > 9 && char_is_lower(line.p[9]);
  if (!str_starts(line, STR("Benchmark")) || !str_next_field(&line, &field) || !str_next_field(&line, &field)) return false;
  return num_parse_i64(field, &iterations) && (!word || str_next_field(&line, &field));
}

/* What only go test prints. Go takes no BenchmarkxY with a small x for a benchmark, so "Benchmarking" is another tool's. */
static bool is_go_mark(struct str line) {
  static const struct str marks[] = {{"goos: ", 6},   {"goarch: ", 8},   {"pkg: ", 5},     {"PASS", 4},        {"FAIL", 4},
                                     {"ok  \t", 5},   {"?   \t", 5},     {"=== RUN ", 8},  {"--- FAIL: ", 10}, {"--- BENCH: ", 11},
                                     {"panic: ", 7},  {"Unit ", 5}};
  if (str_starts(line, STR("Benchmark"))) return line.n > 9 && !char_is_lower(line.p[9]) && !char_is_space(line.p[9]);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (str_starts(line, marks[i])) return true;
  return false;
}

static bool is_stack(struct str line) {
  struct str word;
  struct folded_count count;
  return folded_last_word(&line, &word) && folded_parse_count(word, &count) != FOLDED_COUNT_SYNTAX;
}

struct census {
  size_t lines, results, go_marks, stacks;
  bool semicolon; /* in one of the stacks */
  bool csv; /* the first line that is no comment is a header */
};

static struct census count_lines(struct str text) {
  struct census c = {0};
  struct str line;
  while (c.lines < SAMPLE_LINES && str_next_line(&text, &line)) {
    line = str_trim_end(line);
    if (folded_is_remark(line)) continue;
    if (c.lines++ == 0) c.csv = measure_csv_is_header(line);
    if (is_result(line)) c.results++;
    else if (is_stack(line)) {
      c.stacks++;
      c.semicolon |= str_find_char(line, ';') != STR_NPOS;
    } else c.go_marks += is_go_mark(line);
  }
  return c;
}

/* Nearly any text has lines that end in a figure: some stacks have frames, or all lines are stacks. */
static bool is_folded(const struct census *c) {
  if (c->stacks == c->lines) return true;
  return c->semicolon && 2 * c->stacks >= c->lines && c->stacks > c->go_marks;
}

static bool has_result(struct str text) {
  struct str line;
  while (str_next_line(&text, &line))
    if (is_result(line)) return true;
  return false;
}

/* Control characters that no text file has, in its first bytes. */
static bool is_binary(struct str text) {
  struct str head = str_slice(text, 0, 4096);
  size_t odd = 0;
  for (size_t i = 0; i < head.n; i++) {
    unsigned char c = (unsigned char)head.p[i];
    odd += (c < 0x20 && !char_is_space(head.p[i]) && c != 0x1B) || c == 0x7F;
  }
  return odd * 50 > head.n;
}

static enum input_kind unknown(struct diags *d, const struct source *s) {
  const char *why = is_binary(s->text) ? "binary data that no reader recognises"
                                       : "no reader recognises this file: neither the results of a benchmark, a profile nor measurement CSV";
  diag_add(d, DIAG_FORMAT_UNKNOWN, (struct pos){s->name, 0, 0}, "%s", why);
  return INPUT_UNKNOWN;
}

static enum input_kind refuse(struct diags *d, const struct source *s, const char *refusal) {
  diag_add(d, DIAG_FORMAT_REFUSED, (struct pos){s->name, 0, 0}, "%s", refusal);
  return INPUT_UNKNOWN;
}

bool sniff_is_text(struct diags *d, const struct source *s) {
  const char *refusal = sniff_refusal_of_bytes(s->text);
  if (refusal) (void)refuse(d, s, refusal);
  else if (is_binary(s->text)) diag_add(d, DIAG_FORMAT_UNKNOWN, (struct pos){s->name, 0, 0}, "binary data, not a text");
  else return true;
  return false;
}

bool sniff_is_stacks(struct str beginning) {
  if (sniff_refusal_of_bytes(beginning) || sniff_refusal_of_text(beginning)) return false;
  struct census c = count_lines(beginning);
  return !c.csv && c.results == 0 && c.lines > 0 && is_folded(&c);
}

bool sniff_is_go_bench(struct str beginning) {
  if (sniff_refusal_of_bytes(beginning) || pprof_is(beginning)) return false;
  struct census c = count_lines(beginning);
  return !c.csv && (c.results > 0 || (c.go_marks > 0 && has_result(beginning)));
}

enum input_kind sniff(struct diags *d, const struct source *s) {
  const char *refusal = sniff_refusal_of_bytes(s->text);
  if (refusal) return refuse(d, s, refusal);
  if (pprof_is(s->text)) return INPUT_PPROF;
  if (str_eq(str_base_name(s->name), STR("PERFORMANCE.md"))) return INPUT_PERFDOC;
  struct census c = count_lines(s->text);
  if (c.csv) return INPUT_MEASURE_CSV;
  if (c.results > 0) return INPUT_GO_BENCH;
  if (perf_script_is(s->text)) return INPUT_PERF_SCRIPT;
  if (speedscope_is(s->text)) return INPUT_SPEEDSCOPE;
  if (cpuprofile_is(s->text)) return INPUT_CPUPROFILE;
  if (figures_history_is(s->text)) return INPUT_FIGURES_HISTORY;
  enum input_kind bench = bench_formats_sniff(s);
  if (bench != INPUT_UNKNOWN) return bench;
  refusal = sniff_refusal_of_text(s->text);
  if (refusal) return refuse(d, s, refusal);
  if (c.lines == 0) {
    diag_add(d, DIAG_FILE_EMPTY, (struct pos){s->name, 0, 0}, "this file is empty");
    return INPUT_UNKNOWN;
  }
  if (is_folded(&c)) return INPUT_FOLDED;
  if (c.go_marks > 0 || has_result(s->text)) return INPUT_GO_BENCH;
  return unknown(d, s);
}
