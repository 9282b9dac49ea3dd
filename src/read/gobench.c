#include "read/gobench_parts.h"

#include <math.h>

struct pos gobench_pos(const struct gobench *g, const char *at) {
  size_t before = (size_t)(at - g->line.p);
  return (struct pos){g->file, g->line_no, (uint32_t)utf8_count(str_slice(g->line, 0, before)) + 1};
}

/* char_is_space, which is met twice for each byte of a large file. */
static inline bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* str_next_field, without decoding while the bytes are ASCII. */
bool gobench_field(struct str *rest, struct str *field) {
  const char *p = rest->p, *end = p + rest->n;
  while (p < end && is_space(*p)) p++;
  const char *from = p;
  while (p < end && !is_space(*p) && (unsigned char)*p < 0x80) p++;
  if (p < end && (unsigned char)*p >= 0x80) return str_next_field(rest, field);
  *field = (struct str){from, (size_t)(p - from)};
  *rest = (struct str){p, (size_t)(end - p)};
  return field->n > 0;
}

static bool starts_with_space(struct str s) {
  size_t at = 0;
  return s.n > 0 && utf8_is_space(utf8_next(s, &at));
}

/* ---- result lines ---- */

static bool is_digit_of(char c, bool hex) {
  return char_is_digit(c) || (hex && char_lower(c) >= 'a' && char_lower(c) <= 'f');
}

/* Go's number syntax lets an underscore stand between two digits (and after 0x), which num_parse_f64 does not know. */
enum num_status gobench_number(struct str text, double *out) {
  if (text.n == 0 || memchr(text.p, '_', text.n) == NULL) return num_parse_f64(text, out);
  char bare[64];
  size_t n = 0, sign = text.p[0] == '-' || text.p[0] == '+';
  bool hex = text.n > sign + 1 && text.p[sign] == '0' && char_lower(text.p[sign + 1]) == 'x';
  if (text.n > sizeof bare) return NUM_SYNTAX;
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] != '_') {
      bare[n++] = text.p[i];
      continue;
    }
    bool after = i > 0 && (is_digit_of(text.p[i - 1], hex) || (hex && i == sign + 2));
    if (!after || i + 1 == text.n || !is_digit_of(text.p[i + 1], hex)) return NUM_SYNTAX;
  }
  return num_parse_f64((struct str){bare, n}, out);
}

static bool line_problem(struct gobench *g, const char *at, const char *what) {
  diag_add(g->diags, DIAG_BENCH_LINE, gobench_pos(g, at), "%s; the line is left out", what);
  g->tally.skipped++;
  if (g->unended) g->broke_off = g->line_no;
  return false;
}

/* The known row of the i-th pair of a line; NULL when the last line of that name did not have its unit there. */
static const struct gobench_known *known_at(const struct gobench *g, const struct gobench_name *name, size_t i, struct str unit) {
  return i < name->known.n && gobench_unit_is(g, &name->known.at[i], unit) ? &name->known.at[i] : NULL;
}

/* False, with a diagnostic, when a unit of the line is one too many. */
static bool unit_fits(struct gobench *g, struct str unit) {
  if (unit.n > BENCH_UNIT_BYTES) return line_problem(g, unit.p, "a unit longer than 256 bytes");
  uint32_t number = gobench_unit_number(g, unit); /* which may move the units */
  struct gobench_unit *u = &g->units.at[number];
  if (!u->measured && g->measured == BENCH_UNITS) return line_problem(g, unit.p, "more than 256 different units in one file");
  if (!u->measured) g->measured++;
  u->measured = true;
  return true;
}

/* Reads the (value, unit) pairs of the rest of the line into g->pairs: all of them or none. */
static bool read_pairs(struct gobench *g, const struct gobench_name *name, struct str rest) {
  g->pairs.n = 0;
  struct str value, unit;
  while (gobench_field(&rest, &value)) {
    double v;
    switch (gobench_number(value, &v)) {
    case NUM_OK: break;
    case NUM_SYNTAX: return line_problem(g, value.p, "bad number in a benchmark result");
    case NUM_RANGE: return line_problem(g, value.p, "number out of range in a benchmark result");
    }
    if (!gobench_field(&rest, &unit)) return line_problem(g, value.p, "missing units: a measurement without its unit");
    if (known_at(g, name, g->pairs.n, unit) == NULL && !unit_fits(g, unit)) return false;
    *VEC_PUSH(g->table->arena, &g->pairs) = (struct gobench_pair){v, unit, value.p};
  }
  if (g->pairs.n == 0) return line_problem(g, rest.p, "missing measurements after the iteration count");
  return true;
}

/* The row of the i-th pair: remembered from one line of a benchmark to the next. */
static const struct gobench_known *row_of(struct gobench *g, struct gobench_name *name, size_t i) {
  struct str raw = g->pairs.at[i].unit;
  const struct gobench_known *met = known_at(g, name, i, raw);
  if (met) return met;
  uint32_t unit = gobench_unit_number(g, raw), row = gobench_row_of(g, name, unit);
  name->known.n = i < name->known.n ? i : name->known.n;
  struct gobench_known *known = VEC_PUSH(g->table->arena, &name->known);
  *known = (struct gobench_known){unit, row};
  return known;
}

/* An interval is that of the first measurement of a line. */
static void store_figure(struct gobench *g, struct bench_row *row, double value, double factor, bool first) {
  const struct gobench_interval *i = &g->interval;
  if (first) bench_table_figure(g->table, row, g->side, (struct bench_figure){value, i->lo * factor, i->hi * factor, i->n});
  else bench_table_figure(g->table, row, g->side, (struct bench_figure){value, (double)NAN, (double)NAN, 0});
}

static void store_pairs(struct gobench *g, struct gobench_name *name, uint32_t config) {
  gobench_take_date(g);
  for (size_t i = 0; i < g->pairs.n; i++) {
    const struct gobench_pair *pair = &g->pairs.at[i];
    const struct gobench_known *known = row_of(g, name, i);
    struct bench_row *row = &g->table->rows.at[known->row];
    double value = pair->value * g->units.at[known->unit].factor;
    bench_table_place(g->table, &row->side[g->side], config, (struct pos){g->file, g->line_no, 1});
    if (isnan(value)) {
      row->side[g->side].rejected++;
      diag_add(g->diags, DIAG_BENCH_NAN, gobench_pos(g, pair->at), "this measurement is not a number and is left out");
    } else if (g->figures) {
      store_figure(g, row, value, g->units.at[known->unit].factor, i == 0);
    } else {
      bench_table_sample(g->table, row, g->side, value);
    }
  }
  g->table->results[g->side]++;
  g->tally.records++;
}

static void failed(struct gobench *g, struct str words) {
  bench_table_fail(g->table, g->side, (struct pos){g->file, g->line_no, 1}, words, g->diags);
}

/* "panic: ..." and what else the runtime and go test say when a run ends before its time. */
static bool is_end(struct str s) {
  return str_starts(s, STR("panic:")) || str_starts(s, STR("fatal error: ")) || str_starts(s, STR("*** Test killed"));
}

/* After the name: "--- FAIL: BenchmarkX" takes the place of a result, and so does what a panic says, for the name stands there
 * already; "--- BENCH:" and "--- SKIP:" stand on a line of go test -v that has none. */
static bool is_remark(struct gobench *g, struct str rest) {
  struct str word;
  bool end = is_end(str_trim(rest));
  if (end) failed(g, g->line);
  if (end || !gobench_field(&rest, &word) || !str_eq(word, STR("---")) || !gobench_field(&rest, &word)) return end;
  if (str_eq(word, STR("FAIL:"))) failed(g, g->line);
  return str_eq(word, STR("FAIL:")) || str_eq(word, STR("SKIP:")) || str_eq(word, STR("BENCH:"));
}

#define CUT_SHORT "the file ends within this line"

/* A line that broke off within its measurements still reads well: "12 B/" has a unit nobody saw before, or some are missing. */
static bool is_cut_short(const struct gobench *g, size_t units_before) {
  return g->tally.records > 0 && g->unended && (g->units.n > units_before || g->pairs.n < g->last_pairs);
}

static void read_result(struct gobench *g) {
  struct str rest = str_slice(g->line, STR("Benchmark").n, g->line.n), name = {rest.p, 0}, count;
  /* An empty name is a name: the field is what follows the word at once. */
  if (rest.n && !starts_with_space(rest) && !gobench_field(&rest, &name)) return;
  struct str after_name = rest;
  if (!gobench_field(&rest, &count)) {
    if (g->unended) (void)line_problem(g, g->line.p, CUT_SHORT);
    return;
  }
  if (name.n >= BENCH_NAME_BYTES) {
    (void)line_problem(g, name.p, "a name of a mebibyte or more");
    return;
  }
  if (is_remark(g, after_name)) return;
  int64_t iterations;
  if (!num_parse_i64(count, &iterations)) {
    (void)line_problem(g, count.p, "missing iteration count: a whole number follows the name of a benchmark");
    return;
  }
  size_t units_before = g->units.n;
  uint32_t config = gobench_config(g); /* the row may depend on it */
  struct gobench_name *met = gobench_name_of(g, name);
  if (!read_pairs(g, met, rest)) return;
  if (is_cut_short(g, units_before)) {
    (void)line_problem(g, g->line.p, CUT_SHORT);
    return;
  }
  g->last_pairs = g->pairs.n;
  if (g->places) g->tally.records++;
  else store_pairs(g, met, config);
}

/* ---- the file ---- */

/* FAIL, "FAIL<tab>package", "--- FAIL: TestX" (indented for a sub-test), "panic: ...", "fatal error: ...". */
static bool read_failure(struct gobench *g) {
  struct str s = str_trim(g->line);
  bool fail = str_starts(s, STR("FAIL")) && (s.n == 4 || char_is_blank(s.p[4])) && g->line.p[0] == 'F';
  if (!fail && !is_end(g->line) && !str_starts(s, STR("--- FAIL:"))) return false;
  failed(g, s);
  return true;
}

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* where files that begin with one were put behind each other */

static void read_line(struct gobench *g) {
  if (str_starts(g->line, STR(BYTE_ORDER_MARK))) g->line = str_slice(g->line, STR(BYTE_ORDER_MARK).n, g->line.n);
  if (g->line.n == 0) return;
  if (str_starts(g->line, STR("Benchmark"))) read_result(g);
  else if (g->unended && str_starts(STR("Benchmark"), g->line)) (void)line_problem(g, g->line.p, CUT_SHORT);
  else if (!read_failure(g) && !gobench_unit_line(g)) (void)gobench_config_line(g);
}

struct gobench *gobench_begin(struct bench_table *t, struct diags *d, struct str file, enum side side) {
  struct gobench *g = ARENA_NEW(t->arena, struct gobench);
  *g = (struct gobench){.table = t, .diags = d, .file = file, .side = side, .config_index = BENCH_NO_CONFIG};
  gobench_set_interval(g, STR_NONE);
  return g;
}

void gobench_lines(struct gobench *g, struct str lines) {
  while (lines.n > 0) {
    const char *end = memchr(lines.p, '\n', lines.n);
    g->line = (struct str){lines.p, end ? (size_t)(end - lines.p) : lines.n};
    size_t whole = g->line.n + (end != NULL);
    lines = str_slice(lines, whole, lines.n);
    bool returned = g->line.n > 0 && g->line.p[g->line.n - 1] == '\r';
    g->unended = end == NULL && !returned;
    g->line.n -= returned;
    g->line_no++;
    read_line(g);
    if (g->line.n > 0) g->filled = g->at + whole;
    g->at += whole;
  }
}

struct tally gobench_end(struct gobench *g) {
  if (g->tally.records == 0)
    diag_add(g->diags, DIAG_FILE_EMPTY, (struct pos){g->file, 0, 0}, "this file holds no benchmark result");
  return g->tally;
}

void gobench_source(struct gobench *g, const struct source *s) {
  struct arena scratch = ARENA_INIT;
  struct source_stream in;
  struct str lines;
  if (source_again(&in, &scratch, g->diags, s)) {
    while (source_stream_lines(&in, &lines)) gobench_lines(g, lines);
    source_stream_close(&in);
  }
  arena_free(&scratch);
}

struct tally gobench_read(struct bench_table *t, struct diags *d, const struct source *s, enum side side) {
  struct gobench *g = gobench_begin(t, d, s->name, side);
  gobench_source(g, s);
  return gobench_end(g);
}
