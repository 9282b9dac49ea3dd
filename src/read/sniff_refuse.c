#include "read/sniff_refuse.h"

/* Where a text format gives itself away, if it does: whole files may be gigabytes. */
enum { LOOK_AT = 64 * 1024 };

struct signature {
  struct str bytes;
  const char *refusal;
};

#define SIGNATURE(lit) {(lit), sizeof(lit) - 1}
#define UTF16 "recognised as UTF-16 text; convert it with `iconv -f UTF-16 -t UTF-8`"
#define PERF_DATA                                                                                                      \
  "recognised as perf.data, a binary of perf record; convert it with `perf script -i FILE > NAME.perf.txt`"
#define HLOG "recognised as a histogram log (.hlog), which perfpage does not read; put its percentiles into a measurement CSV"

static const struct signature signatures[] = {
    {SIGNATURE("PERFILE2"), PERF_DATA},
    {SIGNATURE("2ELIFREP"), PERF_DATA},
    {SIGNATURE("FLR\0"), "recognised as a JFR recording; convert it with `jfrconv -o collapsed FILE NAME.folded`"},
    {SIGNATURE("\xFF\xFE\0\0"), "recognised as UTF-32 text; convert it with `iconv -f UTF-32 -t UTF-8`"},
    {SIGNATURE("\0\0\xFE\xFF"), "recognised as UTF-32 text; convert it with `iconv -f UTF-32 -t UTF-8`"},
    {SIGNATURE("\xFF\xFE"), UTF16},
    {SIGNATURE("\xFE\xFF"), UTF16},
    {SIGNATURE("\x28\xB5\x2F\xFD"), "recognised as Zstandard data; unpack it with `zstd -d`"},
    {SIGNATURE("BZh"), "recognised as bzip2 data; unpack it with `bunzip2`"},
    {SIGNATURE("\xFD" "7zXZ"), "recognised as xz data; unpack it with `unxz`"},
    {SIGNATURE("PK\3\4"), "recognised as a zip archive; unpack it first"},
    {SIGNATURE("\x7F" "ELF"), "recognised as an executable, not as a measurement"},
    {SIGNATURE("#[Histogram log"), HLOG},
};

/* A UTF-16 file of ASCII without a mark: every second byte is 0. */
static bool is_unmarked_utf16(struct str s) {
  if (s.n < 4) return false;
  bool big = true, little = true;
  for (size_t i = 0; i + 1 < s.n && i < 64; i += 2) {
    big &= s.p[i] == 0 && s.p[i + 1] != 0;
    little &= s.p[i] != 0 && s.p[i + 1] == 0;
  }
  return big || little;
}

const char *sniff_refusal_of_bytes(struct str text) {
  for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
    if (str_starts(text, signatures[i].bytes)) return signatures[i].refusal;
  if (is_unmarked_utf16(text)) return UTF16;
  return NULL;
}

/* ---- text ---- */

#define PPROF_TEXT "recognised as a pprof profile printed as text; fetch it without `debug=1`"
#define PPROF_REPORT "recognised as a report that pprof made of a profile; give the profile itself"
#define PERF_STAT                                                                                                      \
  "recognised as what perf stat prints for people; record it with `LC_ALL=C perf stat -x, -o FILE`, or with -j"
#define NOT_YET ", not read by this version; put its figures into a measurement CSV"

#define HYPERFINE "recognised as a table or CSV of hyperfine, which have no single runs; write them with `--export-json FILE`"
#define GOOGLE "recognised as what Google Benchmark prints, or its CSV; run it with `--benchmark_out_format=json --benchmark_out=FILE`"
#define NANOBENCH "recognised as a table or CSV of nanobench, which have no single measurements; render them with `ankerl::nanobench::templates::json()`"
#define JMH "recognised as a table or CSV of JMH, which have no single iterations; run it with `-rf json`"
#define FIGURES ", which is not read; write its figures as a list in JSON: [{\"name\": \"x\", \"unit\": \"ns\", \"value\": 1}]"

struct opening {
  struct str line; /* a line of the file begins with this */
  struct str with; /* and, when not empty, this stands anywhere in what is looked at */
  const char *refusal;
};

/* In order: the more telling first. */
static const struct opening openings[] = {
    {SIGNATURE("apiVersion: openslo"), {NULL, 0}, "recognised as OpenSLO YAML; objectives are read from PERFORMANCE.md"},
    {SIGNATURE("apiVersion: sloth"), {NULL, 0}, "recognised as Sloth YAML; objectives are read from PERFORMANCE.md"},
    {SIGNATURE("version: "), SIGNATURE("\nslos:"), "recognised as Sloth YAML; objectives are read from PERFORMANCE.md"},
    {SIGNATURE("apiVersion: pyrra"), {NULL, 0}, "recognised as Pyrra YAML; objectives are read from PERFORMANCE.md"},
    {SIGNATURE("\"StartTimestamp\""), {NULL, 0}, HLOG},
    {SIGNATURE("#[Histogram log"), {NULL, 0}, HLOG},
    {SIGNATURE("# HELP "), {NULL, 0}, "recognised as Prometheus text" NOT_YET},
    {SIGNATURE("# TYPE "), {NULL, 0}, "recognised as Prometheus text" NOT_YET},
    {SIGNATURE("# started on "), {NULL, 0}, PERF_STAT},
    {SIGNATURE(" Performance counter stats for "), {NULL, 0}, PERF_STAT},
    {SIGNATURE("heap profile: "), SIGNATURE(" @ "), PPROF_TEXT},
    {SIGNATURE("goroutine profile: total "), {NULL, 0}, PPROF_TEXT},
    {SIGNATURE("threadcreate profile: total "), {NULL, 0}, PPROF_TEXT},
    {SIGNATURE("--- contention:"), SIGNATURE("cycles/second="), PPROF_TEXT},
    {SIGNATURE("--- mutex:"), SIGNATURE("cycles/second="), PPROF_TEXT},
    {SIGNATURE("Showing nodes accounting for "), {NULL, 0}, PPROF_REPORT},
    {SIGNATURE("PeriodType: "), SIGNATURE("\nSamples:\n"), PPROF_REPORT},
    {SIGNATURE("<?xml"), {NULL, 0}, "recognised as XML, but as no benchmark result that is read"},
    {SIGNATURE("<!DOCTYPE"), {NULL, 0}, "recognised as HTML, not as a measurement"},
    {SIGNATURE("<html"), {NULL, 0}, "recognised as HTML, not as a measurement"},
    {SIGNATURE("benchmark name "), SIGNATURE(" iterations "), "recognised as what Catch2 prints; run it with `--reporter xml`, which is read"},
    {SIGNATURE("command,mean,stddev,"), {NULL, 0}, HYPERFINE},
    {SIGNATURE("| Command"), SIGNATURE("| Mean ["), HYPERFINE},
    {SIGNATURE("  Time (mean \xc2\xb1 \xcf\x83):"), {NULL, 0}, HYPERFINE},
    {SIGNATURE("name,iterations,real_time,cpu_time,"), {NULL, 0}, GOOGLE},
    {SIGNATURE("Benchmark "), SIGNATURE(" CPU   Iterations"), GOOGLE},
    {SIGNATURE("Run on ("), SIGNATURE("\nCPU Caches:"), GOOGLE},
    {SIGNATURE("\"title\";\"name\";\"unit\";\"batch\";\"elapsed\""), {NULL, 0}, NANOBENCH},
    {SIGNATURE("|"), SIGNATURE(" err% | "), NANOBENCH},
    {SIGNATURE("Benchmark "), SIGNATURE(" Mode  Cnt "), JMH},
    {SIGNATURE("\"Benchmark\",\"Mode\",\"Threads\""), {NULL, 0}, JMH},
    {SIGNATURE("Name (time in "), {NULL, 0}, "recognised as what pytest-benchmark prints; run it with `--benchmark-json=FILE`"},
    {SIGNATURE("| Method "), SIGNATURE("| Mean "), "recognised as a table of BenchmarkDotNet; run it with `--exporters json`"},
    {SIGNATURE("Requests      [total"), SIGNATURE("\nLatencies "), "recognised as vegeta's report for people; make it with `vegeta report -type=json`"},
    {SIGNATURE("  Estimated Cycles:"), SIGNATURE("\n  Instructions:"), "recognised as what iai prints" FIGURES},
    {SIGNATURE("group,function,value,"), SIGNATURE("sample_time_nanos"), "recognised as Criterion's raw.csv; give the folder it lies in, target/criterion"},
    {SIGNATURE("scope;"), {NULL, 0}, "recognised as a measurement file with semicolons; its cells are separated by commas"},
    {SIGNATURE("scope\t"), {NULL, 0}, "recognised as a measurement file with tabs; its cells are separated by commas"},
};

struct json_kind {
  struct str key, and; /* both stand in what is looked at */
  const char *refusal;
};

static const struct json_kind json_kinds[] = {
    {SIGNATURE("\"BenchmarkTools\""), SIGNATURE("\"Julia\""), "recognised as what Julia's BenchmarkTools saves" FIGURES},
    {SIGNATURE("\"groups\""), SIGNATURE("\"rme\""), "recognised as what vitest writes" FIGURES},
    {{NULL, 0}, {NULL, 0}, "recognised as JSON, but neither as benchmark results that are read, nor as a speedscope profile or a .cpuprofile"},
};

/* An object, or an array of objects, arrays, strings or numbers; "[unknown];main 5" is a stack. */
static bool is_json(struct str s) {
  s = str_trim(s);
  if (s.n < 2) return false;
  char open = s.p[0];
  struct str next = str_trim(str_slice(s, 1, s.n));
  if (next.n == 0) return false;
  if (open == '{') return next.p[0] == '"' || next.p[0] == '}';
  if (open != '[') return false;
  return str_find_char(STR("{[\"]-"), next.p[0]) != STR_NPOS || (char_is_digit(next.p[0]) && str_find_char(str_slice(next, 0, 40), ';') == STR_NPOS);
}

/* The first of the openings that a line of s begins with, or NULL. */
static const char *refusal_of_opening(struct str s) {
  const size_t n = sizeof openings / sizeof *openings;
  size_t best = n;
  struct str rest = s, line;
  while (str_next_line(&rest, &line)) {
    for (size_t i = 0; i < best; i++) {
      if (!str_starts(line, openings[i].line)) continue;
      if (openings[i].with.n == 0 || str_find(s, openings[i].with) != STR_NPOS) best = i;
    }
  }
  return best < n ? openings[best].refusal : NULL;
}

static const char *refusal_of_json(struct str s) {
  for (size_t i = 0; i < sizeof json_kinds / sizeof *json_kinds; i++) {
    bool key = json_kinds[i].key.n == 0 || str_find(s, json_kinds[i].key) != STR_NPOS;
    if (key && (json_kinds[i].and.n == 0 || str_find(s, json_kinds[i].and) != STR_NPOS)) return json_kinds[i].refusal;
  }
  return NULL;
}

/* Prometheus text without its TYPE lines: name{label="value"} figure. Its name would make a stack. */
static bool is_exposition(struct str s) {
  struct str line;
  while (str_next_line(&s, &line)) {
    size_t brace = str_find_char(line, '{');
    if (brace == STR_NPOS || brace == 0 || line.p[0] == '#') continue;
    return str_find_char(str_slice(line, 0, brace), ';') == STR_NPOS && str_find(str_slice(line, brace, line.n), STR("=\"")) != STR_NPOS;
  }
  return false;
}

/* As the oldest Macintosh wrote: all of it would be one line. */
static bool has_bare_returns(struct str s) {
  return str_find_char(s, '\n') == STR_NPOS && str_find_char(str_trim(s), '\r') != STR_NPOS;
}

const char *sniff_refusal_of_text(struct str text) {
  struct str head = str_slice(text, 0, LOOK_AT);
  if (has_bare_returns(head)) return "lines end in a carriage return alone; convert it with `tr '\\r' '\\n'`";
  const char *refusal = refusal_of_opening(head);
  if (refusal) return refusal;
  if (is_json(head)) return refusal_of_json(head);
  if (is_exposition(head)) return "recognised as Prometheus text" NOT_YET;
  return NULL;
}
