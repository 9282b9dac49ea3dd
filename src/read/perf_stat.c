#include "read/perf_stat.h"

#include "base/num.h"
#include "read/bench_text.h"
#include "read/json.h"

#include <math.h>

/* Fields of a line: no more than these are told apart. UNIT_BYTES: no unit is longer. */
enum { FIELDS = 32, UNIT_BYTES = 32 };

/* What one line says. */
struct counter {
  double interval;           /* -I: its end, in seconds from the start; NaN without */
  struct str where, cgroup;  /* what a part of the machine or a thread is called; empty when all is one */
  struct str value, unit, event;
  double variance;           /* -r: relative standard error of the mean, as a share; NaN without */
  double running;            /* the share of time in which it was counted; NaN when nobody says */
  struct str metric, metric_unit;
};

/* -I: a counter so far. */
struct sum {
  struct counter first;
  double v;
  bool counted;
  struct pos pos;
};
VEC_OF(sum_vec, struct sum);

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
  struct text_lines at;
  char sep; /* 0 until a line has told */
  struct counter last;
  double interval; /* the last one */
  struct sum_vec sums;
  struct strmap sum_of; /* by place and event, the index in sums plus one */
  struct buf unsupported, uncounted; /* names */
  size_t partial;
  double least;
};

/* ---- lines of fields ---- */

/* Without a point of its own, a comma is a decimal point: perf writes numbers as the locale has them. */
static bool parse_number(struct str s, double *v) {
  char plain[64];
  s = str_trim(s);
  if (s.n == 0 || s.n > sizeof plain) return false;
  memcpy(plain, s.p, s.n);
  size_t comma = str_find_char(s, ',');
  if (comma != STR_NPOS) plain[comma] = '.';
  return num_parse_decimal((struct str){plain, s.n}, v);
}

static bool is_uncounted(struct str s) {
  return str_eq(s, STR("<not counted>"));
}

static bool is_unsupported(struct str s) {
  return str_eq(s, STR("<not supported>"));
}

static bool is_number(struct str s) {
  double v;
  return parse_number(s, &v);
}

static bool is_value(struct str s) {
  return is_uncounted(s) || is_unsupported(s) || is_number(s);
}

/* "msec", "MiB", "%", or nothing: most events have no unit. */
static bool is_unit(struct str s) {
  return s.n == 0 || (s.n <= UNIT_BYTES && (char_is_alpha(s.p[0]) || s.p[0] == '%'));
}

static size_t split(struct str line, char sep, struct str *f) {
  size_t n = 0;
  while (n < FIELDS && str_cut(&line, sep, &f[n])) n++;
  for (size_t i = 0; i < n; i++) f[i] = str_trim(f[i]);
  return n;
}

/* "cpu/event=0x3c,umask=0x0/" holds commas: an event that opens a slash goes on to the field that closes it. The number of its last field. */
static size_t event_end(const struct str *f, size_t n, size_t at) {
  size_t slashes = 0;
  for (size_t i = at; i < n; i++) {
    for (size_t k = 0; k < f[i].n; k++) slashes += f[i].p[k] == '/';
    if (slashes % 2 == 0) return i;
  }
  return at;
}

/* Behind the event: [cgroup], [variance%], time counted, share of the time, [metric, its unit]. */
static bool read_tail(struct counter *c, const struct str *f, size_t n, size_t i) {
  double v;
  if (i < n && f[i].n > 0 && !str_ends(f[i], STR("%")) && !is_number(f[i])) c->cgroup = f[i++];
  if (i < n && str_ends(f[i], STR("%")) && parse_number(str_slice(f[i], 0, f[i].n - 1), &v)) {
    c->variance = v / 100;
    i++;
  }
  uint64_t time;
  if (i + 1 >= n || !num_parse_u64(f[i], &time) || !parse_number(f[i + 1], &v)) return false;
  /* The share has two decimals. Without a point, decimal commas have torn the numbers of this line apart. */
  if (str_find_char(f[i + 1], '.') == STR_NPOS && str_find_char(f[i + 1], ',') == STR_NPOS) return false;
  c->running = v / 100;
  if (i + 3 < n) {
    c->metric = f[i + 2];
    c->metric_unit = f[i + 3];
  }
  return true;
}

/* In front of the value: [time,] [part of the machine, [how many CPUs it has]]. */
static void read_front(struct counter *c, const struct str *f, size_t value) {
  double v;
  for (size_t i = 0; i < value; i++) {
    if (i == 0 && str_find_char(f[i], '.') != STR_NPOS && parse_number(f[i], &v)) c->interval = v;
    else if (!is_number(f[i])) c->where = f[i];
  }
}

static struct counter no_counter(void) {
  return (struct counter){.interval = (double)NAN, .variance = (double)NAN, .running = (double)NAN};
}

/* The value is the first field after which a unit and an event follow: -r, -I, -A and --per-socket each put something elsewhere. */
static bool read_fields(const struct str *f, size_t n, struct counter *c) {
  for (size_t v = 0; v < 4 && v + 4 < n; v++) {
    struct str unit = f[v + 1], event = f[v + 2];
    if (!is_value(f[v]) || !is_unit(unit) || event.n == 0 || is_number(event)) continue;
    size_t end = event_end(f, n, v + 2);
    *c = no_counter();
    c->value = f[v];
    c->unit = unit;
    c->event = (struct str){event.p, (size_t)(f[end].p + f[end].n - event.p)};
    read_front(c, f, v);
    if (read_tail(c, f, n, end + 1)) return true;
  }
  return false;
}

/* A further metric of the counter before: nothing stands in front of it. */
static bool read_more(const struct str *f, size_t n, struct counter *c) {
  if (n < 6 || !is_number(f[n - 2]) || f[n - 1].n == 0 || is_number(f[n - 1])) return false;
  if (f[n - 3].n || f[n - 4].n || f[n - 5].n) return false;
  c->metric = f[n - 2];
  c->metric_unit = f[n - 1];
  return true;
}

static const char separators[] = ",;\t|";

static char separator_of(struct str line) {
  struct str f[FIELDS];
  struct counter c;
  for (size_t i = 0; separators[i]; i++) {
    if (str_find_char(line, separators[i]) == STR_NPOS) continue;
    size_t n = split(line, separators[i], f);
    if (read_fields(f, n, &c)) return separators[i];
  }
  return 0;
}

static bool is_json_line(struct str line) {
  return str_starts(line, STR("{\"")) && str_ends(line, STR("}")) &&
         (str_find(line, STR("\"counter-value\"")) != STR_NPOS && str_find(line, STR("\"event\"")) != STR_NPOS);
}

bool perf_stat_is(struct str text) {
  struct str line;
  while (str_next_line(&text, &line)) {
    line = str_trim(line);
    if (line.n < 16 || line.p[0] == '#') continue;
    if (line.p[0] == '{' ? is_json_line(line) : separator_of(line) != 0) return true;
  }
  return false;
}

/* ---- figures ---- */

static struct bench_metric metric_of(struct reading *r, const struct counter *c) {
  struct bench_metric m = {.name = c->event, .better = BETTER_LOWER};
  struct str where = c->where.n ? bench_param(r->arena, STR_NONE, c->where) : STR_NONE;
  struct str cgroup = c->cgroup.n ? bench_param(r->arena, STR("cgroup"), c->cgroup) : STR_NONE;
  m.params = arena_printf(r->arena, STR_FMT STR_FMT, STR_ARG(where), STR_ARG(cgroup));
  return m;
}

static void put_value(struct reading *r, const struct counter *c, double v, struct pos pos) {
  struct bench_metric m = metric_of(r, c);
  double seconds = time_seconds(v, c->unit), d = isnan(c->variance) ? (double)NAN : fabs(v * c->variance);
  if (c->unit.n == 0) m.unit = STR("events/op");
  else if (isnan(seconds)) m.unit = arena_printf(r->arena, STR_FMT "/op", STR_ARG(c->unit));
  else {
    m.unit = STR("sec/op");
    d = time_seconds(d, c->unit);
    v = seconds;
  }
  bench_sink_figure(r->sink, &m, (struct bench_figure){v, v - d, v + d, 0}, pos, c->event);
}

/* Rates and CPUs used are the counter by task-clock, which is there itself, and perf versions scale them differently. */
static void put_metric(struct reading *r, const struct counter *c) {
  double v;
  struct str unit = c->metric_unit;
  if (c->metric.n == 0 || unit.n == 0 || str_eq(unit, STR("CPUs utilized")) || str_ends(unit, STR("/sec"))) return;
  struct pos pos = text_lines_pos(&r->at, r->at.line.p);
  if (!parse_number(c->metric, &v)) {
    bench_sink_note(r->sink, pos, c->event, "its metric is not a number and is left out");
    return;
  }
  struct bench_metric m = metric_of(r, c);
  struct str part = bench_param(r->arena, STR_NONE, unit);
  m.unit = str_slice(part, 1, part.n);
  m.better = BETTER_UNKNOWN;
  if (unit.n <= UNIT_BYTES) bench_sink_figure(r->sink, &m, (struct bench_figure){v, (double)NAN, (double)NAN, 0}, pos, c->event);
  else bench_sink_wrong(r->sink, pos, c->event, "the unit of its metric is too long to be one");
}

static void add_name(struct buf *b, struct str name) {
  if (b->n) buf_cstr(b, ", ");
  buf_str(b, name);
}

static void count_partial(struct reading *r, const struct counter *c) {
  if (isnan(c->running) || c->running >= 1 || is_uncounted(c->value) || is_unsupported(c->value)) return;
  r->partial++;
  if (r->partial == 1 || c->running < r->least) r->least = c->running;
}

/* ---- intervals: their sum is what a run without them would have said ---- */

static void put_sums(struct reading *r) {
  VEC_EACH(const struct sum, s, &r->sums) {
    if (s->counted) put_value(r, &s->first, s->v, s->pos);
    else add_name(is_unsupported(s->first.value) ? &r->unsupported : &r->uncounted, s->first.event);
  }
  r->sums.n = 0;
  r->sum_of = (struct strmap){0};
}

static void add_to_sum(struct reading *r, const struct counter *c) {
  double v;
  if (c->interval < r->interval) put_sums(r); /* another recording */
  r->interval = c->interval;
  const struct str parts[] = {c->where, c->cgroup, c->event};
  uint32_t *place = strmap_at(r->arena, &r->sum_of, strmap_key(r->arena, parts, sizeof parts / sizeof *parts));
  if (*place == 0) {
    struct sum *s = VEC_PUSH(r->arena, &r->sums);
    s->first = *c;
    s->pos = text_lines_pos(&r->at, r->at.line.p);
    *place = (uint32_t)r->sums.n;
  }
  struct sum *s = &r->sums.at[*place - 1];
  if (!parse_number(c->value, &v)) return;
  s->v += v;
  s->counted = true;
  s->first.variance = (double)NAN;
}

static void take(struct reading *r, const struct counter *c) {
  double v;
  r->last = *c;
  count_partial(r, c);
  if (!isnan(c->interval)) {
    add_to_sum(r, c);
    return;
  }
  if (is_unsupported(c->value)) add_name(&r->unsupported, c->event);
  else if (is_uncounted(c->value)) add_name(&r->uncounted, c->event);
  else if (parse_number(c->value, &v)) {
    put_value(r, c, v, text_lines_pos(&r->at, r->at.line.p));
    put_metric(r, c);
  }
}

/* ---- lines ---- */

static void wrong(struct reading *r, const char *what) {
  bench_sink_wrong(r->sink, text_lines_pos(&r->at, r->at.line.p), STR_NONE, what);
}

/* Beyond what stands in r->arena, so that nothing hangs on the JSON. */
static struct str text_of(struct reading *r, struct json_object *value) {
  struct str s;
  double v;
  if (json_input_text(value, &s)) return arena_dup(r->arena, str_trim(s));
  if (!json_input_any_number(value, &v) || !isfinite(v)) return STR_NONE;
  struct buf b = BUF_INIT;
  num_put_f64(&b, v);
  return buf_take(&b, r->arena);
}

static double number_of(struct json_object *value) {
  double v;
  return json_input_any_number(value, &v) && isfinite(v) ? v : (double)NAN;
}

static void read_object(struct reading *r, struct json_object *o) {
  static const char *const places[] = {"socket", "die", "cluster", "core", "node", "cpu", "cache", "thread"};
  struct counter c = no_counter();
  c.interval = number_of(json_input_get(o, "interval"));
  c.value = text_of(r, json_input_get(o, "counter-value"));
  c.unit = text_of(r, json_input_get(o, "unit"));
  c.event = text_of(r, json_input_get(o, "event"));
  c.cgroup = text_of(r, json_input_get(o, "cgroup"));
  c.variance = number_of(json_input_get(o, "variance")) / 100;
  c.running = number_of(json_input_get(o, "pcnt-running")) / 100;
  c.metric = text_of(r, json_input_get(o, "metric-value"));
  c.metric_unit = text_of(r, json_input_get(o, "metric-unit"));
  for (size_t i = 0; i < sizeof places / sizeof *places && c.where.n == 0; i++) c.where = text_of(r, json_input_get(o, places[i]));
  if (c.event.n > 0 && c.unit.n <= UNIT_BYTES && is_value(c.value)) {
    take(r, &c);
  } else if (c.event.n == 0 && c.value.n == 0 && c.metric_unit.n > 0 && r->last.event.n > 0) {
    r->last.metric = c.metric;
    r->last.metric_unit = c.metric_unit;
    if (isnan(r->last.interval)) put_metric(r, &r->last);
  } else {
    wrong(r, "an object without a counter: counter-value and event are needed");
  }
}

static void read_json_line(struct reading *r, struct str line) {
  struct json_object *o = json_input_open_line(r->sink->diags, r->at.source, line, r->at.no, DIAG_BENCH_DATA);
  if (o == NULL) {
    r->sink->tally.skipped++;
    return;
  }
  read_object(r, o);
  json_input_close(o);
}

static void read_field_line(struct reading *r, struct str line) {
  struct str f[FIELDS];
  struct counter c;
  if (r->sep == 0) r->sep = separator_of(line);
  if (r->sep == 0 || str_find_char(line, r->sep) == STR_NPOS) return; /* what the program printed itself */
  size_t n = split(line, r->sep, f);
  if (read_fields(f, n, &c)) {
    take(r, &c);
  } else if (r->last.event.n > 0 && read_more(f, n, &r->last)) {
    if (isnan(r->last.interval)) put_metric(r, &r->last);
  } else {
    wrong(r, "no counter can be read from this line");
  }
}

static void note_names(struct reading *r, struct buf *names, const char *what) {
  struct str list = buf_take(names, r->arena);
  if (list.n == 0) return;
  struct str text = arena_printf(r->arena, "%s: " STR_FMT, what, STR_ARG(str_slice(list, 0, 400)));
  bench_sink_note(r->sink, bench_sink_pos(r->sink), STR_NONE, text.p);
}

static void note_partial(struct reading *r) {
  if (r->partial == 0) return;
  struct str text = arena_printf(r->arena, "%zu counts are estimates: perf counted them a part of the time only, %.1f %% at least", r->partial, 100 * r->least);
  bench_sink_note(r->sink, bench_sink_pos(r->sink), STR_NONE, text.p);
}

void perf_stat_read(struct bench_sink *s) {
  struct reading r = {.sink = s, .arena = s->table->arena, .at = text_lines_of(s->source), .unsupported = BUF_INIT, .uncounted = BUF_INIT};
  while (text_lines_next(&r.at)) {
    struct str line = str_trim_end(r.at.line), bare = str_trim(line);
    if (bare.n == 0 || bare.p[0] == '#') continue;
    if (bare.p[0] == '{') read_json_line(&r, line);
    else read_field_line(&r, line);
  }
  put_sums(&r);
  note_names(&r, &r.unsupported, "not supported on this machine, and not measured");
  note_names(&r, &r.uncounted, "never counted, and not measured");
  note_partial(&r);
}
