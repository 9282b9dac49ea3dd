#include "read/bench_sink.h"

#include "base/buf.h"
#include "base/unit.h"
#include "model/bench_limits.h"

#include <math.h>

void bench_sink_init(struct bench_sink *s, struct bench_table *t, struct diags *d, const struct source *source, enum side side) {
  *s = (struct bench_sink){.table = t, .diags = d, .source = source, .side = side, .config_index = BENCH_NO_CONFIG};
}

struct pos bench_sink_pos(const struct bench_sink *s) {
  return (struct pos){s->source->name, 0, 0};
}

static void say(struct bench_sink *s, enum diag_id id, struct pos pos, struct str where, const char *what) {
  if (where.n) diag_add(s->diags, id, pos, STR_FMT ": %s", STR_ARG(where), what);
  else diag_add(s->diags, id, pos, "%s", what);
}

void bench_sink_wrong(struct bench_sink *s, struct pos pos, struct str where, const char *what) {
  s->tally.skipped++;
  say(s, DIAG_BENCH_DATA, pos, where, what);
}

void bench_sink_note(struct bench_sink *s, struct pos pos, struct str where, const char *what) {
  say(s, DIAG_BENCH_NOTE, pos, where, what);
}

static size_t place_of(const struct bench_sink *s, struct str key) {
  size_t i = 0;
  while (i < s->config.n && !str_eq(s->config.at[i].key, key)) i++;
  return i;
}

void bench_sink_config(struct bench_sink *s, struct str key, struct str value) {
  size_t i = place_of(s, key);
  s->config_changed = true;
  if (value.n == 0) {
    if (i < s->config.n) s->config.at[i] = s->config.at[--s->config.n];
    return;
  }
  if (i == s->config.n) VEC_PUSH(s->table->arena, &s->config)->key = arena_dup(s->table->arena, key);
  s->config.at[i].value = arena_dup(s->table->arena, value);
}

void bench_sink_date(struct bench_sink *s, struct str text, struct str commit) {
  struct date date = {.known = false};
  if (text.n && !date_parse(text, &date))
    diag_add(s->diags, DIAG_DATE_UNKNOWN, bench_sink_pos(s), "the date \"" STR_FMT "\" cannot be read", STR_ARG(text));
  bench_sink_dated(s, date, commit);
}

void bench_sink_dated(struct bench_sink *s, struct date date, struct str commit) {
  struct bench_table *t = s->table;
  struct date *newest = &t->date[s->side];
  if (newest->known && (!date.known || date.s < newest->s)) return;
  if (date.known) *newest = date;
  if (commit.n) t->commit[s->side] = arena_dup(t->arena, commit);
}

void bench_sink_failed(struct bench_sink *s, struct pos pos, struct str words) {
  bench_table_fail(s->table, s->side, pos, words, s->diags);
}

static uint32_t config_in_force(struct bench_sink *s) {
  if (s->config_changed) s->config_index = s->config.n ? bench_table_config(s->table, &s->config) : BENCH_NO_CONFIG;
  s->config_changed = false;
  return s->config_index;
}

/* Every unit is a table of its own: thousands of them make no report, and take time that grows faster than they do. */
static bool unit_fits(struct bench_sink *s, struct str unit, struct pos pos, struct str where) {
  if (unit.n > BENCH_UNIT_BYTES) {
    bench_sink_wrong(s, pos, where, "a unit longer than 256 bytes; the result is left out");
    return false;
  }
  uint32_t *met = strmap_at(s->table->arena, &s->units, unit);
  if (*met == 0) *met = ++s->units_n;
  if (*met <= BENCH_UNITS) return true;
  bench_sink_wrong(s, pos, where, "more than 256 different units in one file; the result is left out");
  return false;
}

/* The row of a metric, with what its first result on this side brings; NULL, diagnosed, when there are too many units. */
static struct bench_row *row_of(struct bench_sink *s, const struct bench_metric *m, struct pos pos, struct str where, double *factor) {
  struct bench_table *t = s->table;
  struct bench_id id = {.suite = m->suite, .name = m->name, .params = m->params, .procs = m->procs};
  uint32_t config = config_in_force(s);
  id.unit = unit_tidy(t->arena, m->unit, factor);
  id.split = bench_table_split(t, config);
  if (!unit_fits(s, id.unit, pos, where)) return NULL;
  struct bench_row *row = bench_table_row(t, &id);
  bench_table_place(t, &row->side[s->side], config, pos);
  bench_row_say(row, m->better, pos, where, s->diags);
  row->exact = row->exact || m->exact;
  return row;
}

static bool is_number(struct bench_sink *s, struct bench_row *row, double value, struct pos pos, struct str where) {
  if (!isnan(value)) return true;
  row->side[s->side].rejected++;
  s->tally.skipped++;
  say(s, DIAG_BENCH_NAN, pos, where, "this measurement is not a number and is left out");
  return false;
}

static void count(struct bench_sink *s) {
  s->table->results[s->side]++;
  s->tally.records++;
}

void bench_sink_sample(struct bench_sink *s, const struct bench_metric *m, double value, struct pos pos, struct str where) {
  double factor = 1;
  struct bench_row *row = row_of(s, m, pos, where, &factor);
  if (row == NULL || !is_number(s, row, value, pos, where)) return;
  bench_table_sample(s->table, row, s->side, value * factor);
  count(s);
}

void bench_sink_figure(struct bench_sink *s, const struct bench_metric *m, struct bench_figure f, struct pos pos, struct str where) {
  double factor = 1;
  struct bench_row *row = row_of(s, m, pos, where, &factor);
  if (row == NULL || !is_number(s, row, f.centre, pos, where)) return;
  if (f.lo > f.centre || f.hi < f.centre) { /* else an absolute rule would be held against what was never measured */
    bench_sink_note(s, pos, where, "its bounds do not hold the value, and are left out");
    f.lo = f.hi = (double)NAN;
  }
  bench_table_figure(s->table, row, s->side, (struct bench_figure){f.centre * factor, f.lo * factor, f.hi * factor, f.n});
  count(s);
}

static void put_part(struct buf *b, struct str s) {
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '/') buf_cstr(b, "\xe2\x81\x84");
    else buf_char(b, char_is_space(s.p[i]) ? '_' : s.p[i]);
  }
}

struct str bench_param(struct arena *a, struct str key, struct str value) {
  struct buf b = BUF_INIT;
  buf_char(&b, '/');
  put_part(&b, key);
  if (key.n) buf_char(&b, '=');
  put_part(&b, value);
  return buf_take(&b, a);
}
