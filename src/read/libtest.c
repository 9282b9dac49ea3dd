#include "read/libtest.h"

#include "base/buf.h"
#include "base/num.h"
#include "read/bench_text.h"

#include <math.h>

/* Far beyond any unit; what is longer is another thing gone wrong. */
enum { UNIT_BYTES = 64 };

struct reading {
  struct bench_sink *sink;
  struct text_lines at;
  struct str suite;   /* the target whose output this is */
  struct str pending; /* a test whose result stands on a later line, behind what it printed itself */
  struct str heading; /* Criterion: the name, when it was too long for one line with its times */
  struct str timed;   /* Criterion: what the last times were of */
  bool open;          /* "running 2 tests" has no "test result:" yet */
  struct pos opened;
  uint64_t measured;  /* since then */
};

/* ---- the colours of a terminal ---- */

#define ESCAPE '\x1b'

static bool is_coloured(struct str line) {
  return str_find_char(line, ESCAPE) != STR_NPOS;
}

/* ESC [ ... letter, ESC ( letter, or ESC letter. */
static size_t escape_end(struct str s, size_t at) {
  char opens = at + 1 < s.n ? s.p[at + 1] : '\0';
  if (opens == '(') return at + 3;
  if (opens != '[') return at + 2;
  at += 2;
  while (at < s.n && !(s.p[at] >= '@' && s.p[at] <= '~')) at++;
  return at + 1;
}

/* The line without the colours. */
static void put_plain(struct buf *b, struct str line) {
  for (size_t at = 0; at < line.n;) {
    size_t escape = str_find_char(str_slice(line, at, line.n), ESCAPE);
    if (escape == STR_NPOS) escape = line.n - at;
    buf_str(b, str_slice(line, at, at + escape));
    at += escape;
    if (at < line.n) at = escape_end(line, at);
  }
}

/* ---- recognition ---- */

static bool is_bench_line(struct str line) {
  return str_starts(line, STR("test ")) && str_find(line, STR(" ... bench:")) != STR_NPOS;
}

/* "NAME   time:   [1 ns 2 ns 3 ns]": what stands before the word, and what in the brackets. */
static bool split_estimate(struct str line, struct str word, struct str *name, struct str *inside) {
  size_t open = str_rfind_char(line, '[');
  if (open == STR_NPOS || !str_ends(line, STR("]"))) return false;
  struct str before = str_trim_end(str_slice(line, 0, open));
  if (!str_ends(before, word)) return false;
  before.n -= word.n;
  if (before.n > 0 && !char_is_blank(before.p[before.n - 1])) return false;
  *name = str_trim(before);
  *inside = str_slice(line, open + 1, line.n - 1);
  return true;
}

static bool is_estimate(struct str line) {
  struct str name, inside, field;
  size_t n = 0;
  if (!str_ends(line, STR("]")) || !split_estimate(line, STR("time:"), &name, &inside)) return false;
  while (str_next_field(&inside, &field)) n++;
  return n == 6;
}

static bool is_coloured_bench_line(struct str line) {
  struct buf plain = BUF_INIT;
  if (!str_starts(line, STR("test ")) || !is_coloured(line)) return false;
  put_plain(&plain, line);
  bool is = is_bench_line(buf_view(&plain));
  buf_free(&plain);
  return is;
}

bool libtest_is(struct str text) {
  struct str line;
  bool running = false;
  while (str_next_line(&text, &line)) {
    if (line.n == 0) continue;
    if (line.p[0] == 't' && (is_bench_line(line) || is_coloured_bench_line(line))) return true;
    running = running || (line.p[0] == 'r' && str_starts(line, STR("running ")) && (str_ends(line, STR(" tests")) || str_ends(line, STR(" test"))));
    if (running && str_starts(line, STR("test result: "))) return true;
    if (is_estimate(str_trim_end(line))) return true;
  }
  return false;
}

/* ---- numbers ---- */

/* "13,967,756.30": commas only between groups of three digits. */
static bool parse_grouped(struct str s, double *v) {
  char bare[64];
  size_t n = 0, point = str_find_char(s, '.');
  struct str whole = str_slice(s, 0, point), group;
  if (s.n == 0 || s.n > sizeof bare) return false;
  bool grouped = str_find_char(whole, ',') != STR_NPOS, first = true;
  while (str_cut(&whole, ',', &group)) {
    bool fits = !grouped || (first ? group.n >= 1 && group.n <= 3 : group.n == 3);
    for (size_t i = 0; i < group.n; i++) fits = fits && (!grouped || char_is_digit(group.p[i]));
    if (!fits) return false;
    memcpy(bare + n, group.p, group.n);
    n += group.n;
    first = false;
  }
  if (point != STR_NPOS) {
    memcpy(bare + n, s.p + point, s.n - point);
    n += s.n - point;
  }
  struct str plain = {bare, n};
  if (str_eq_nocase(plain, STR("nan"))) return num_parse_f64(plain, v) == NUM_OK;
  return num_parse_decimal(plain, v);
}

/* ---- libtest's lines ---- */

static void wrong(struct reading *r, const char *at, const char *what) {
  bench_sink_wrong(r->sink, text_lines_pos(&r->at, at), STR_NONE, what);
}

/* "group/function/10": the part before the first slash is the name. */
static void name_metric(struct reading *r, struct bench_metric *m, struct str name) {
  size_t slash = str_find_char(name, '/');
  bool parts = slash != STR_NPOS && slash > 0;
  m->suite = r->suite;
  m->name = parts ? str_slice(name, 0, slash) : name;
  m->params = parts ? str_slice(name, slash, name.n) : STR_NONE;
}

struct figure {
  double v, lo, hi;
};

/* A unit per iteration is one per op, a time in seconds; what is so much a second is better when there is more of it. */
static void put(struct reading *r, struct str name, struct figure f, struct str unit) {
  struct bench_metric m = {.unit = unit};
  name_metric(r, &m, name);
  size_t slash = str_rfind_char(unit, '/');
  struct str of = str_slice(unit, 0, slash), per = slash == STR_NPOS ? STR_NONE : str_slice(unit, slash + 1, unit.n);
  if (str_eq(per, STR("iter"))) {
    m.better = BETTER_LOWER;
    bool time = !isnan(time_seconds(1, of));
    m.unit = time ? STR("sec/op") : arena_printf(r->sink->table->arena, STR_FMT "/op", STR_ARG(of));
    if (time) f = (struct figure){time_seconds(f.v, of), time_seconds(f.lo, of), time_seconds(f.hi, of)};
  } else if (str_eq(per, STR("s")) || str_eq(per, STR("sec"))) {
    m.better = BETTER_HIGHER;
  }
  bench_sink_figure(r->sink, &m, (struct bench_figure){f.v, f.lo, f.hi, 0}, text_lines_pos(&r->at, r->at.line.p), STR_NONE);
}

/* "(+/- 755)", or nothing. */
static bool read_deviation(struct str *rest, double *d) {
  *d = (double)NAN;
  *rest = str_trim(*rest);
  if (!str_starts(*rest, STR("("))) return true;
  size_t close = str_find_char(*rest, ')');
  struct str inside = str_slice(*rest, 1, close), sign, number, more;
  if (close == STR_NPOS || !str_next_field(&inside, &sign) || !str_eq(sign, STR("+/-"))) return false;
  if (!str_next_field(&inside, &number) || str_next_field(&inside, &more)) return false;
  *rest = str_trim(str_slice(*rest, close + 1, rest->n));
  return parse_grouped(number, d);
}

/* "= 125 MB/s" of a benchmark that says how many bytes it handles. */
static bool read_rate(struct str rest, double *rate, struct str *unit) {
  struct str equals, number, more;
  return str_next_field(&rest, &equals) && str_eq(equals, STR("=")) && str_next_field(&rest, &number) && parse_grouped(number, rate) &&
         str_next_field(&rest, unit) && unit->n <= UNIT_BYTES && !str_next_field(&rest, &more);
}

/* What stands behind "bench:". */
static void read_bench(struct reading *r, struct str name, struct str rest) {
  struct str number, unit, rate_unit;
  double v, d, rate;
  name = str_trim(name);
  if (name.n == 0) {
    wrong(r, rest.p, "a result without a name");
    return;
  }
  if (!str_next_field(&rest, &number) || !parse_grouped(number, &v)) {
    wrong(r, number.p ? number.p : rest.p, "no number behind \"bench:\"; the line is left out");
    return;
  }
  if (!str_next_field(&rest, &unit) || unit.n > UNIT_BYTES || unit.p[0] == '(') {
    wrong(r, number.p, "a measurement without its unit; the line is left out");
    return;
  }
  if (!read_deviation(&rest, &d)) {
    wrong(r, rest.p, "a deviation that cannot be read; the line is left out");
    return;
  }
  r->measured++;
  put(r, name, (struct figure){v, v - d, v + d}, unit);
  if (rest.n == 0) return;
  if (read_rate(rest, &rate, &rate_unit)) put(r, name, (struct figure){rate, (double)NAN, (double)NAN}, rate_unit);
  else wrong(r, rest.p, "words behind the result that cannot be read");
}

/* "test NAME ... what came of it". */
static void read_test(struct reading *r) {
  struct str line = r->at.line;
  size_t dots = str_find(line, STR(" ... bench:"));
  if (dots == STR_NPOS) dots = str_find(line, STR(" ... "));
  if (dots == STR_NPOS) {
    if (str_ends(str_trim_end(line), STR(" ..."))) r->pending = str_slice(line, 5, line.n - 4);
    return;
  }
  struct str name = str_slice(line, 5, dots), rest = str_slice(line, dots + 5, line.n);
  r->pending = STR_NONE;
  if (str_starts(rest, STR("bench:"))) read_bench(r, name, str_slice(rest, 6, rest.n));
  else if (str_starts(rest, STR("FAILED"))) bench_sink_failed(r->sink, text_lines_pos(&r->at, line.p), line);
  else if (!str_starts(rest, STR("ok")) && !str_starts(rest, STR("ignored"))) r->pending = name;
}

/* The benchmarks that libtest counted, of "test result: ok. 0 passed; 0 failed; 1 ignored; 2 measured; 0 filtered out". */
static uint64_t count_measured(struct str line) {
  struct str rest = str_slice(line, 0, str_find(line, STR(" measured")));
  uint64_t n = 0;
  size_t blank = str_rfind_char(rest, ' ');
  if (rest.n == line.n || blank == STR_NPOS || !num_parse_u64(str_slice(rest, blank + 1, rest.n), &n)) return 0;
  return n;
}

static void close_run(struct reading *r) {
  if (r->open) bench_sink_failed(r->sink, r->opened, STR("no `test result` follows: the run broke off"));
  r->open = false;
  r->pending = STR_NONE;
}

static void read_total(struct reading *r) {
  struct str line = r->at.line;
  uint64_t said = count_measured(line);
  if (!str_starts(line, STR("test result: ok"))) bench_sink_failed(r->sink, text_lines_pos(&r->at, line.p), line);
  if (r->open && said > r->measured) {
    struct str what = arena_printf(r->sink->table->arena, "%llu benchmarks were measured, and %llu results are here", (unsigned long long)said,
                                   (unsigned long long)r->measured);
    wrong(r, line.p, what.p);
  }
  r->open = false;
  r->pending = STR_NONE;
}

/* "running 2 tests" */
static bool read_opening(struct reading *r) {
  struct str line = str_trim_end(r->at.line), rest = str_slice(line, 8, line.n);
  uint64_t n;
  if (!str_starts(line, STR("running ")) || (!str_ends(line, STR(" tests")) && !str_ends(line, STR(" test")))) return false;
  if (!num_parse_u64(str_slice(rest, 0, str_find_char(rest, ' ')), &n)) return false;
  close_run(r);
  r->open = true;
  r->opened = text_lines_pos(&r->at, line.p);
  r->measured = 0;
  return true;
}

/* cargo's "Running benches/name.rs (target/release/deps/name-0123abcd)": the target is "name", for its hash changes from build to
 * build. Older ones have the path alone. What a benchmark says of what it is running has no such path. */
static bool read_target(struct reading *r) {
  struct str line = str_trim(r->at.line);
  size_t deps = str_find(line, STR("deps/"));
  if (deps == STR_NPOS) deps = str_find(line, STR("deps\\"));
  if (!str_starts(line, STR("Running ")) || deps == STR_NPOS) return false;
  struct str file = str_slice(line, deps + STR("deps/").n, line.n);
  if (str_ends(file, STR(")"))) file.n--;
  r->suite = str_slice(file, 0, str_rfind_char(file, '-'));
  return true;
}

/* ---- Criterion's own lines ---- */

struct rate_unit {
  const char *prefix;
  double factor;
};

/* "MiB/s" is so many bytes, "Kelem/s" so many elements. */
static bool rate_of(struct str unit, double *factor, struct str *tidied) {
  static const struct rate_unit units[] = {{"", 1},          {"K", 1e3},        {"M", 1e6},        {"G", 1e9},       {"T", 1e12},
                                           {"Ki", 0x1p10},   {"Mi", 0x1p20},    {"Gi", 0x1p30},    {"Ti", 0x1p40}};
  static const struct str of[] = {{"B/s", 3}, {"elem/s", 6}, {"b/s", 3}, {"bits/s", 6}};
  for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
    if (!str_ends(unit, of[i])) continue;
    struct str prefix = str_slice(unit, 0, unit.n - of[i].n);
    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
      if (!str_eq(prefix, str_of(units[k].prefix))) continue;
      *factor = units[k].factor;
      *tidied = of[i];
      return true;
    }
  }
  return false;
}

/* "1.7480 ns 1.9488 ns 2.1506 ns": lower bound, estimate, upper bound. What is in percent is a change since the last run, and is left. */
static void read_estimate(struct reading *r, struct str name, struct str inside, bool time) {
  double v[3];
  struct str number, unit = STR_NONE;
  if (str_find_char(inside, '%') != STR_NPOS) return;
  for (size_t i = 0; i < 3; i++) {
    double factor = 1;
    struct str tidied = STR_NONE;
    bool fits = str_next_field(&inside, &number) && num_parse_decimal(number, &v[i]) && str_next_field(&inside, &unit);
    if (fits && time) v[i] = time_seconds(v[i], unit);
    else if (fits) fits = rate_of(unit, &factor, &tidied);
    if (!fits || isnan(v[i])) {
      wrong(r, inside.p, "an estimate that cannot be read: three numbers with their units stand between the brackets");
      return;
    }
    v[i] *= factor;
    if (!time) unit = tidied;
  }
  if (name.n == 0) {
    wrong(r, r->at.line.p, "an estimate without a name");
    return;
  }
  put(r, name, (struct figure){v[1], v[0], v[2]}, time ? STR("s/iter") : unit);
}

/* False when the line is none of Criterion's. */
static bool read_criterion(struct reading *r) {
  struct str line = str_trim_end(r->at.line), name, inside;
  if (split_estimate(line, STR("time:"), &name, &inside)) {
    if (str_find_char(inside, '%') == STR_NPOS) r->timed = name.n ? name : r->heading;
    read_estimate(r, r->timed, inside, true);
    return true;
  }
  if (split_estimate(line, STR("thrpt:"), &name, &inside)) {
    read_estimate(r, r->timed, inside, false);
    return true;
  }
  if (line.n > 0 && !char_is_blank(line.p[0])) r->heading = line;
  return false;
}

/* What cargo and a panicking thread say; the exit status is not in the file. */
static bool says_failure(struct str line) {
  return str_starts(line, STR("error: ")) || str_starts(line, STR("error[")) ||
         (str_starts(line, STR("thread '")) && str_find(line, STR(" panicked at")) != STR_NPOS);
}

static struct str plain_line(struct reading *r) {
  struct buf plain = BUF_INIT;
  if (!is_coloured(r->at.line)) return r->at.line;
  put_plain(&plain, r->at.line);
  return buf_take(&plain, r->sink->table->arena);
}

static void read_line(struct reading *r) {
  struct str line = r->at.line = plain_line(r);
  if (str_starts(line, STR("test result: "))) read_total(r);
  else if (str_starts(line, STR("test "))) read_test(r);
  else if (r->pending.n && str_starts(line, STR("bench: "))) {
    read_bench(r, r->pending, str_slice(line, 6, line.n));
    r->pending = STR_NONE;
  } else if (str_starts(line, STR("bench: "))) wrong(r, line.p, "a result without a name");
  else if (says_failure(line)) bench_sink_failed(r->sink, text_lines_pos(&r->at, line.p), line);
  else if (!read_opening(r) && !read_target(r)) (void)read_criterion(r);
}

void libtest_read(struct bench_sink *s) {
  struct reading r = {.sink = s, .at = text_lines_of(s->source)};
  while (text_lines_next(&r.at)) read_line(&r);
  close_run(&r);
}
