#include "read/gobench.h"

#include "base/num.h"
#include "base/unit.h"

#include <math.h>

/* What a unit tidies to: a handful a file, each met on every line. */
struct tidied {
  struct str unit;
  double factor;
};
VEC_OF(tidied_vec, struct tidied);

/* Far beyond anything a benchmark prints; what is longer is another thing gone wrong, and would swamp the page. */
enum { NAME_BYTES = 1024 * 1024, VALUE_BYTES = 4 * 1024, UNIT_BYTES = 256, UNITS_MAX = 256 };

/* One (value, unit) pair of a line. The row is kept for the next line, which is most often of the same benchmark. */
struct pair {
  double value;
  struct str unit; /* raw */
  const char *at;  /* of the value */
};
VEC_OF(pair_vec, struct pair);

struct known_row {
  struct str unit; /* raw */
  double factor;
  uint32_t row;
};
VEC_OF(known_vec, struct known_row);

struct reader {
  struct bench_table *table;
  struct diags *diags;
  const struct source *source;
  enum side side;
  uint32_t line_no;
  struct str line;
  struct config_vec config; /* in force; views into the source */
  struct strmap config_of;  /* by key, its place in config plus one; 0 when it was deleted */
  bool config_changed;      /* since config_index was made */
  uint32_t config_index;
  struct str suite;
  struct date date;         /* of the date: line in force */
  struct bench_id id;       /* of the last result, without unit */
  struct str full_name;     /* of the last result */
  struct known_vec known;   /* its rows, by position in the line */
  struct tidied_vec units;
  struct strmap unit_of; /* by raw unit, its place in units plus one */
  struct pair_vec pairs;
  size_t last_pairs;        /* of the result before */
  struct tally tally;
};

static struct pos pos_of(const struct reader *r, const char *at) {
  size_t before = (size_t)(at - r->line.p);
  return source_pos(r->source, r->line_no, (uint32_t)utf8_count(str_slice(r->line, 0, before)) + 1);
}

/* str_next_field, without decoding while the bytes are ASCII. */
static bool next_field(struct str *rest, struct str *field) {
  const char *p = rest->p, *end = p + rest->n;
  while (p < end && char_is_space(*p)) p++;
  const char *from = p;
  while (p < end && !char_is_space(*p) && (unsigned char)*p < 0x80) p++;
  if (p < end && (unsigned char)*p >= 0x80) return str_next_field(rest, field);
  *field = (struct str){from, (size_t)(p - from)};
  *rest = (struct str){p, (size_t)(end - p)};
  return field->n > 0;
}

/* ---- configuration lines ---- */

static void set_date(struct reader *r, struct str value) {
  r->date = (struct date){.known = false};
  if (value.n == 0 || date_parse(value, &r->date)) return;
  diag_add(r->diags, DIAG_DATE_UNKNOWN, pos_of(r, value.p),
           "the date \"" STR_FMT "\" cannot be read; write 2026-11-20 or 2026-11-20T13:45:00Z", STR_ARG(value));
}

/* The last pair takes the place of the deleted one. */
static void delete_config(struct reader *r, uint32_t place) {
  struct arena *a = r->table->arena;
  struct config_pair last = r->config.at[--r->config.n];
  *strmap_at(a, &r->config_of, r->config.at[place - 1].key) = 0;
  if (place - 1 == r->config.n) return;
  r->config.at[place - 1] = last;
  *strmap_at(a, &r->config_of, last.key) = place;
}

static void set_config(struct reader *r, struct str key, struct str value) {
  r->config_changed = true;
  if (str_eq(key, STR("date"))) set_date(r, value);
  if (str_eq(key, STR("pkg"))) {
    r->suite = value;
    r->known.n = 0;
  }
  struct arena *a = r->table->arena;
  uint32_t place = *strmap_at(a, &r->config_of, key);
  if (value.n == 0) {
    if (place) delete_config(r, place);
    return;
  }
  if (place == 0) {
    VEC_PUSH(a, &r->config)->key = key;
    *strmap_at(a, &r->config_of, key) = place = (uint32_t)r->config.n;
  }
  r->config.at[place - 1].value = value;
}

/* key: value, where the key opens with a lower-case letter and holds neither blank nor capital. A value needs a blank
 * between it and the colon; "key:" alone deletes. */
static bool read_config(struct reader *r) {
  struct str line = r->line;
  if (line.n == 0 || !char_is_lower(line.p[0])) return false;
  size_t colon = str_find_char(line, ':');
  if (colon == STR_NPOS) return false;
  struct str key = str_slice(line, 0, colon), value = str_slice(line, colon + 1, line.n);
  for (size_t i = 0; i < key.n;) {
    uint32_t cp = utf8_next(key, &i);
    if (utf8_is_space(cp) || (cp < 0x80 && char_is_upper((char)cp))) return false;
  }
  if (value.n > 0 && !char_is_blank(value.p[0])) return false;
  value = str_trim(value);
  if (key.n <= VALUE_BYTES && value.n <= VALUE_BYTES) set_config(r, key, value);
  else diag_add(r->diags, DIAG_TEXT_IGNORED, pos_of(r, line.p), "a configuration line of more than %d bytes is not read", VALUE_BYTES);
  return true;
}

/* The newest date wins, and the commit that stands with it; without dates, the last commit. */
static void take_date(struct reader *r) {
  struct bench_table *t = r->table;
  struct date *newest = &t->date[r->side];
  struct str commit = bench_config_get(t, r->config_index, STR("commit"));
  if (newest->known && (!r->date.known || r->date.s < newest->s)) return;
  if (r->date.known) *newest = r->date;
  if (commit.n) t->commit[r->side] = commit;
}

static uint32_t config_in_force(struct reader *r) {
  if (!r->config_changed) return r->config_index;
  r->config_changed = false;
  r->config_index = r->config.n ? bench_table_config(r->table, &r->config) : BENCH_NO_CONFIG;
  struct str split = bench_table_split(r->table, r->config_index);
  if (!str_eq(split, r->id.split)) r->known.n = 0;
  r->id.split = split;
  take_date(r);
  return r->config_index;
}

/* ---- Unit lines ---- */

static const struct tidied *tidy(struct reader *r, struct str raw) {
  uint32_t *place = strmap_at(r->table->arena, &r->unit_of, raw);
  if (*place == 0) {
    double factor = 1;
    struct str unit = unit_tidy(r->table->arena, raw, &factor);
    *VEC_PUSH(r->table->arena, &r->units) = (struct tidied){unit, factor};
    *place = (uint32_t)r->units.n;
  }
  return &r->units.at[*place - 1];
}

static void unit_problem(struct reader *r, struct str at, const char *what) {
  diag_add(r->diags, DIAG_BENCH_UNIT, pos_of(r, at.p), "%s: \"" STR_FMT "\"", what, STR_ARG(at));
}

static void unit_fact(struct reader *r, struct str unit, struct str word) {
  size_t eq = str_find_char(word, '=');
  struct str key = str_slice(word, 0, eq), value = eq == STR_NPOS ? STR_NONE : str_slice(word, eq + 1, word.n);
  struct unit_fact fact = {.unit = unit};
  if (eq == STR_NPOS || key.n == 0) {
    unit_problem(r, word, "expected key=value in a Unit line");
    return;
  }
  if (str_eq(key, STR("better"))) {
    fact.better_set = true;
    fact.better = str_eq(value, STR("higher")) ? BETTER_HIGHER : str_eq(value, STR("lower")) ? BETTER_LOWER : BETTER_UNKNOWN;
    if (fact.better == BETTER_UNKNOWN) {
      unit_problem(r, word, "better is higher or lower");
      return;
    }
  } else if (str_eq(key, STR("assume"))) {
    fact.assume_set = true;
    fact.exact = str_eq(value, STR("exact"));
    if (!fact.exact && !str_eq(value, STR("nothing"))) {
      unit_problem(r, word, "assume is exact or nothing");
      return;
    }
  } else {
    diag_add(r->diags, DIAG_TEXT_IGNORED, pos_of(r, word.p), "\"" STR_FMT "\" of a Unit line means nothing here", STR_ARG(key));
    return;
  }
  if (!bench_table_unit(r->table, &fact)) unit_problem(r, word, "contradicts what an earlier Unit line says of this unit");
}

/* Unit <unit> key=value... */
static bool read_unit(struct reader *r) {
  struct str rest = r->line, word, raw;
  if (!str_starts(rest, STR("Unit")) || !next_field(&rest, &word) || !str_eq(word, STR("Unit"))) return false;
  if (!next_field(&rest, &raw)) {
    diag_add(r->diags, DIAG_BENCH_UNIT, pos_of(r, r->line.p + r->line.n), "a Unit line without a unit");
    return true;
  }
  struct str unit = tidy(r, raw)->unit;
  while (next_field(&rest, &word)) unit_fact(r, unit, word);
  return true;
}

/* ---- result lines ---- */

void gobench_split(struct str full, struct bench_id *id) {
  id->procs = 0;
  size_t digits = 0;
  while (digits < full.n && char_is_digit(full.p[full.n - 1 - digits])) digits++;
  size_t dash = full.n - digits; /* one past where the dash would be */
  if (digits > 0 && dash > 0 && full.p[dash - 1] == '-' && num_parse_i64(str_slice(full, dash, full.n), &id->procs))
    full = str_slice(full, 0, dash - 1);
  size_t slash = str_find_char(full, '/');
  id->name = str_slice(full, 0, slash);
  id->params = slash == STR_NPOS ? STR_NONE : str_slice(full, slash, full.n);
}

/* Go's number syntax lets an underscore stand between two digits (and after 0x), which num_parse_f64 does not know. */
static enum num_status parse_value(struct str text, double *out) {
  if (text.n == 0 || memchr(text.p, '_', text.n) == NULL) return num_parse_f64(text, out);
  char bare[64];
  size_t n = 0;
  if (text.n > sizeof bare) return NUM_SYNTAX;
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] != '_') {
      bare[n++] = text.p[i];
      continue;
    }
    bool after = i > 0 && (char_is_alnum(text.p[i - 1]) && i + 1 < text.n);
    if (!after || !char_is_alnum(text.p[i + 1])) return NUM_SYNTAX;
  }
  return num_parse_f64((struct str){bare, n}, out);
}

static bool line_problem(struct reader *r, const char *at, const char *what) {
  diag_add(r->diags, DIAG_BENCH_LINE, pos_of(r, at), "%s; the line is left out", what);
  r->tally.skipped++;
  return false;
}

/* False, with a diagnostic, when the i-th unit of the line is one too many. */
static bool unit_fits(struct reader *r, size_t i, struct str unit) {
  if (i < r->known.n && str_eq(r->known.at[i].unit, unit)) return true;
  if (unit.n > UNIT_BYTES) return line_problem(r, unit.p, "a unit longer than 256 bytes");
  bool one_of_many = tidy(r, unit) - r->units.at >= UNITS_MAX;
  return !one_of_many || line_problem(r, unit.p, "more than 256 different units in one file");
}

/* Reads the (value, unit) pairs of the rest of the line into r->pairs: all of them or none. */
static bool read_pairs(struct reader *r, struct str rest) {
  r->pairs.n = 0;
  struct str value, unit;
  while (next_field(&rest, &value)) {
    double v;
    switch (parse_value(value, &v)) {
    case NUM_OK: break;
    case NUM_SYNTAX: return line_problem(r, value.p, "bad number in a benchmark result");
    case NUM_RANGE: return line_problem(r, value.p, "number out of range in a benchmark result");
    }
    if (!next_field(&rest, &unit)) return line_problem(r, value.p, "missing units: a measurement without its unit");
    if (!unit_fits(r, r->pairs.n, unit)) return false;
    *VEC_PUSH(r->table->arena, &r->pairs) = (struct pair){v, unit, value.p};
  }
  if (r->pairs.n == 0) return line_problem(r, rest.p, "missing measurements after the iteration count");
  return true;
}

/* The row of the i-th pair: remembered while one benchmark's lines follow each other. */
static const struct known_row *row_of(struct reader *r, size_t i) {
  struct str raw = r->pairs.at[i].unit;
  if (i < r->known.n && str_eq(r->known.at[i].unit, raw)) return &r->known.at[i];
  const struct tidied *t = tidy(r, raw);
  r->id.unit = t->unit;
  const struct bench_row *row = bench_table_row(r->table, &r->id);
  r->known.n = i < r->known.n ? i : r->known.n;
  struct known_row *known = VEC_PUSH(r->table->arena, &r->known);
  *known = (struct known_row){raw, t->factor, (uint32_t)(row - r->table->rows.at)};
  return known;
}

static void store_pairs(struct reader *r) {
  uint32_t config = config_in_force(r);
  for (size_t i = 0; i < r->pairs.n; i++) {
    const struct pair *pair = &r->pairs.at[i];
    const struct known_row *known = row_of(r, i);
    struct bench_row *row = &r->table->rows.at[known->row];
    struct bench_side *side = &row->side[r->side];
    if (side->samples.n == 0 && side->rejected == 0) {
      side->config = config;
      side->pos = source_pos(r->source, r->line_no, 1);
    } else if (side->other_machine == BENCH_NO_CONFIG && bench_machine_differs(r->table, side->config, config).n > 0) {
      side->other_machine = config;
    }
    if (isnan(pair->value)) {
      side->rejected++;
      diag_add(r->diags, DIAG_BENCH_NAN, pos_of(r, pair->at), "this measurement is not a number and is left out");
    } else {
      bench_table_sample(r->table, row, r->side, pair->value * known->factor);
    }
  }
  r->table->results[r->side]++;
  r->tally.records++;
}

static void failed(struct reader *r, struct str what) {
  r->table->failed[r->side] = true;
  diag_add(r->diags, DIAG_BENCH_FAIL, source_pos(r->source, r->line_no, 1), "the benchmark run failed: \"" STR_FMT "\"",
           STR_ARG(str_slice(what, 0, 200)));
}

/* After the name: "--- FAIL: BenchmarkX" takes the place of a result, "--- BENCH:" and "--- SKIP:" stand on a line of go
 * test -v that has none. */
static bool is_remark(struct reader *r, struct str rest) {
  struct str word;
  if (!next_field(&rest, &word) || !str_eq(word, STR("---")) || !next_field(&rest, &word)) return false;
  if (str_eq(word, STR("FAIL:"))) failed(r, r->line);
  return str_eq(word, STR("FAIL:")) || str_eq(word, STR("SKIP:")) || str_eq(word, STR("BENCH:"));
}

#define CUT_SHORT "the file ends within this line"

/* The last line of a file without a line end: where a copy broke off, most likely. */
static bool is_unended(const struct reader *r) {
  const struct str *text = &r->source->text;
  return r->line.p + r->line.n == text->p + text->n;
}

/* A line that broke off within its measurements still reads well: "12 B/" has a unit nobody saw before, or some are missing. */
static bool is_cut_short(const struct reader *r, size_t units_before) {
  return r->tally.records > 0 && is_unended(r) && (r->units.n > units_before || r->pairs.n < r->last_pairs);
}

static void read_result(struct reader *r) {
  struct str rest = str_slice(r->line, STR("Benchmark").n, r->line.n), name = {rest.p, 0}, count;
  /* An empty name is a name: the field is what follows the word at once. */
  if (rest.n && !char_is_space(rest.p[0]) && !next_field(&rest, &name)) return;
  struct str after_name = rest;
  if (!next_field(&rest, &count)) {
    if (is_unended(r)) (void)line_problem(r, r->line.p, CUT_SHORT);
    return;
  }
  if (name.n >= NAME_BYTES) {
    (void)line_problem(r, name.p, "a name of a mebibyte or more");
    return;
  }
  if (is_remark(r, after_name)) return;
  int64_t iterations;
  if (!num_parse_i64(count, &iterations)) {
    (void)line_problem(r, count.p, "missing iteration count: a whole number follows the name of a benchmark");
    return;
  }
  size_t units_before = r->units.n;
  if (!read_pairs(r, rest)) return;
  if (is_cut_short(r, units_before)) {
    (void)line_problem(r, r->line.p, CUT_SHORT);
    return;
  }
  r->last_pairs = r->pairs.n;
  if (!str_eq(name, r->full_name) || r->known.n == 0) {
    r->full_name = name;
    r->known.n = 0;
    gobench_split(name, &r->id);
    r->id.suite = r->suite;
  }
  store_pairs(r);
}

/* ---- the file ---- */

/* FAIL, "FAIL<tab>package", "--- FAIL: TestX" (indented for a sub-test), "panic: ...". */
static bool read_failure(struct reader *r) {
  struct str s = str_trim(r->line);
  bool fail = str_starts(s, STR("FAIL")) && (s.n == 4 || char_is_blank(s.p[4])) && r->line.p[0] == 'F';
  bool panic = str_starts(r->line, STR("panic:"));
  if (!fail && !panic && !str_starts(s, STR("--- FAIL:"))) return false;
  failed(r, s);
  return true;
}

static void read_line(struct reader *r) {
  if (r->line.n == 0) return;
  if (str_starts(r->line, STR("Benchmark"))) read_result(r);
  else if (is_unended(r) && str_starts(STR("Benchmark"), r->line)) (void)line_problem(r, r->line.p, CUT_SHORT);
  else if (!read_failure(r) && !read_unit(r)) (void)read_config(r);
}

struct tally gobench_read(struct bench_table *t, struct diags *d, const struct source *s, enum side side) {
  struct reader r = {.table = t, .diags = d, .source = s, .side = side, .config_index = BENCH_NO_CONFIG};
  struct str rest = s->text;
  while (str_next_line(&rest, &r.line)) {
    r.line_no++;
    read_line(&r);
  }
  if (r.tally.records == 0)
    diag_add(d, DIAG_FILE_EMPTY, (struct pos){s->name, 0, 0}, "this file holds no benchmark result");
  return r.tally;
}
