#include "model/history.h"

#include "base/num.h"

#include <math.h>

/* Records of a series, one behind the other: a head of two slots, then the values, of two slots each, or of one where all of a
 * record are short decimals. Most are: benchmarks print few digits. */
enum { CHUNK_LEAST = 32, CHUNK_MOST = 256 };
#define FIGURE_BIT ((uint32_t)1 << 31)
enum { SCHEME_SHIFT = 28, SCHEME_MASK = 7 };
#define COUNT_MAX (((uint32_t)1 << SCHEME_SHIFT) - 1)

/* A value is whole / divisor * factor, in doubles: what its digits were when they were read, and what its unit tidied to. */
struct scheme {
  double divisor, factor;
};
static const struct scheme schemes[] = {{1e3, 1e-9}, {1, 1e-9}, {1e3, 1}, {1, 1}, {1e3, 1e6}, {1, 1e6}};
enum {
  SCHEMES = sizeof schemes / sizeof *schemes,
  SCHEME_NONE = SCHEMES, /* as doubles */
  SCHEME_STATED,         /* the same, and a struct stated behind them */
  TIRED = 16
};

struct chunk {
  struct chunk *next;
  uint32_t used, cap; /* in slots */
  uint32_t at[];
};

struct history_series {
  struct chunk *first, *last;
  uint64_t values;
  uint32_t records;
  uint32_t scheme;   /* of the last record that had one */
  uint32_t failures; /* records since then that had none: in the end nobody tries */
};

/* Of a run that was put aside. */
#define NO_PLACE UINT32_MAX

struct stated {
  double lo, hi;
  uint64_t n;
};
enum { STATED = sizeof(struct stated) / sizeof(uint32_t) }; /* in slots */

struct head {
  uint32_t run, n; /* n with the scheme, and FIGURE_BIT */
};

void history_init(struct history *h, struct arena *a) {
  *h = (struct history){.arena = a};
  bench_table_init(&h->table, a);
}

static void grow_series(struct history *h) {
  size_t cap = h->series_cap ? h->series_cap : 64;
  while (cap < h->table.rows.n) cap *= 2;
  if (cap == h->series_cap) return;
  struct history_series *grown = ARENA_ARRAY(h->arena, struct history_series, cap);
  if (h->series_cap) memcpy(grown, h->series, h->series_cap * sizeof *grown);
  h->series = grown;
  h->series_cap = cap;
}

static uint32_t *room_for(struct history *h, struct history_series *s, size_t slots) {
  struct chunk *c = s->last;
  if (slots > UINT32_MAX) die_system("more samples of a benchmark in one run than are kept");
  if (c == NULL || c->cap - c->used < slots) {
    uint32_t cap = c ? c->cap * 2 : CHUNK_LEAST;
    if (cap > CHUNK_MOST) cap = CHUNK_MOST;
    if (cap < slots) cap = (uint32_t)slots;
    struct chunk *more = arena_alloc_raw(h->arena, sizeof *more + cap * sizeof more->at[0]);
    *more = (struct chunk){.cap = cap};
    if (c) c->next = more;
    else s->first = more;
    s->last = c = more;
  }
  uint32_t *at = &c->at[c->used];
  c->used += (uint32_t)slots;
  return at;
}

static double unpacked(const struct scheme *s, uint32_t whole) {
  return (double)whole / s->divisor * s->factor;
}

/* False unless v comes out of the slot bit for bit. */
static bool pack(const struct scheme *s, double v, uint32_t *whole) {
  double near = v / s->factor * s->divisor + 0.5;
  if (!(near >= 0 && near < 4294967295.0)) return false;
  *whole = (uint32_t)near;
  return num_same_bits(unpacked(s, *whole), v);
}

static bool packs_all(const struct scheme *s, const struct f64_vec *values) {
  uint32_t whole;
  VEC_EACH(const double, v, values) {
    if (!pack(s, *v, &whole)) return false;
  }
  return true;
}

static uint32_t scheme_for(struct history_series *s, const struct f64_vec *values) {
  if (s->failures >= TIRED) return SCHEME_NONE;
  for (uint32_t i = 0; i < SCHEMES; i++) {
    uint32_t scheme = (s->scheme + i) % SCHEMES;
    if (!packs_all(&schemes[scheme], values)) continue;
    s->scheme = scheme;
    s->failures = 0;
    return scheme;
  }
  s->failures++;
  return SCHEME_NONE;
}

static void put_record(struct history *h, struct history_series *s, uint32_t run, const struct f64_vec *values, uint32_t bits) {
  if (values->n > COUNT_MAX) die_system("more samples of a benchmark in one run than are kept");
  uint32_t scheme = scheme_for(s, values);
  struct head head = {run, (uint32_t)values->n | scheme << SCHEME_SHIFT | bits};
  bool doubles = scheme == SCHEME_NONE;
  uint32_t *at = room_for(h, s, 2 + values->n * (doubles ? 2 : 1));
  memcpy(at, &head, sizeof head);
  if (doubles) memcpy(at + 2, values->at, values->n * sizeof *values->at);
  for (size_t i = 0; i < values->n && !doubles; i++) (void)pack(&schemes[scheme], values->at[i], &at[2 + i]);
  s->records++;
  s->values += values->n;
  h->samples += values->n;
}

/* Figures; what is known beside them too. */
static void put_figures(struct history *h, struct history_series *s, uint32_t run, const struct bench_figures *f) {
  const struct f64_vec *values = &f->centres;
  if (isnan(f->lo) && isnan(f->hi) && f->n == 0) {
    put_record(h, s, run, values, FIGURE_BIT);
    return;
  }
  if (values->n > COUNT_MAX) die_system("more samples of a benchmark in one run than are kept");
  struct head head = {run, (uint32_t)values->n | (uint32_t)SCHEME_STATED << SCHEME_SHIFT | FIGURE_BIT};
  const struct stated stated = {f->lo, f->hi, f->n};
  uint32_t *at = room_for(h, s, 2 + 2 * values->n + STATED);
  memcpy(at, &head, sizeof head);
  memcpy(at + 2, values->at, values->n * sizeof *values->at);
  memcpy(at + 2 + 2 * values->n, &stated, sizeof stated);
  s->records++;
  s->values += values->n;
  h->samples += values->n;
}

bool history_take_run(struct history *h, const struct history_run *run) {
  grow_series(h);
  uint32_t order = (uint32_t)h->runs.n, config = BENCH_NO_CONFIG;
  bool any = false;
  for (size_t i = 0; i < h->table.rows.n; i++) {
    struct bench_side *side = &h->table.rows.at[i].side[SIDE_HEAD];
    bool figures = side->figures && side->figures->centres.n > 0;
    side->rejected = 0;
    if (side->samples.n == 0 && !figures) continue;
    if (!any) config = side->config;
    any = true;
    /* A metric with samples and a figure beside them is what its samples say. */
    if (side->samples.n) put_record(h, &h->series[i], order, &side->samples, 0);
    else put_figures(h, &h->series[i], order, side->figures);
    side->samples.n = 0;
    if (figures) side->figures->centres.n = 0;
    side->config = side->other_machine = BENCH_NO_CONFIG;
  }
  if (!any) return false;
  struct history_run *taken = VEC_PUSH(h->arena, &h->runs);
  *taken = *run;
  taken->id = arena_dup(h->arena, run->id);
  taken->commit = arena_dup(h->arena, run->commit);
  taken->config = config;
  taken->order = order;
  return true;
}

int history_name_cmp(struct str a, struct str b) {
  size_t i = 0, j = 0;
  while (i < a.n && j < b.n) {
    if (!char_is_digit(a.p[i]) || !char_is_digit(b.p[j])) {
      if (a.p[i] != b.p[j]) return (unsigned char)a.p[i] < (unsigned char)b.p[j] ? -1 : 1;
      i++;
      j++;
      continue;
    }
    while (i < a.n && a.p[i] == '0') i++;
    while (j < b.n && b.p[j] == '0') j++;
    size_t from_a = i, from_b = j;
    while (i < a.n && char_is_digit(a.p[i])) i++;
    while (j < b.n && char_is_digit(b.p[j])) j++;
    if (i - from_a != j - from_b) return i - from_a < j - from_b ? -1 : 1;
    int order = memcmp(a.p + from_a, b.p + from_b, i - from_a);
    if (order) return order < 0 ? -1 : 1;
  }
  if (i < a.n || j < b.n) return i < a.n ? 1 : -1;
  return str_cmp(a, b);
}

static int by_date(const void *a, const void *b) {
  const struct history_run *x = a, *y = b;
  return (x->date.s > y->date.s) - (x->date.s < y->date.s);
}

static int by_id(const void *a, const void *b) {
  return history_name_cmp(((const struct history_run *)a)->id, ((const struct history_run *)b)->id);
}

/* Among dated runs one without a date has no place. */
static void put_aside_undated(struct history *h) {
  size_t dated = 0;
  VEC_EACH(const struct history_run, r, &h->runs) dated += r->date.known;
  h->by_name = dated == 0 && h->runs.n > 0;
  if (dated == 0 || dated == h->runs.n) return;
  size_t kept = 0;
  for (size_t i = 0; i < h->runs.n; i++) {
    const struct history_run run = h->runs.at[i];
    if (run.date.known) h->runs.at[kept++] = run;
    else *VEC_PUSH(h->arena, &h->aside) = run;
  }
  h->runs.n = kept;
}

void history_finish(struct history *h) {
  size_t all = h->runs.n;
  h->place = ARENA_ARRAY(h->arena, uint32_t, all);
  for (size_t i = 0; i < all; i++) h->place[i] = NO_PLACE;
  put_aside_undated(h);
  vec_sort(h->arena, h->runs.at, h->runs.n, sizeof *h->runs.at, h->by_name ? by_id : by_date);
  for (uint32_t i = 0; i < h->runs.n; i++) h->place[h->runs.at[i].order] = i;
  bench_table_finish(&h->table);
}

static int by_run(const void *a, const void *b) {
  const struct history_record *x = a, *y = b;
  return (x->run > y->run) - (x->run < y->run);
}

/* Reads a record. The slots it takes. */
static uint32_t get_record(const struct history *h, const uint32_t *at, double *values, struct history_record *out) {
  struct head head;
  memcpy(&head, at, sizeof head);
  uint32_t n = head.n & COUNT_MAX, scheme = head.n >> SCHEME_SHIFT & SCHEME_MASK;
  bool is_stated = scheme == SCHEME_STATED, doubles = scheme == SCHEME_NONE || is_stated;
  struct stated stated = {(double)NAN, (double)NAN, 0};
  if (doubles) memcpy(values, at + 2, n * sizeof *values);
  if (is_stated) memcpy(&stated, at + 2 + 2 * (size_t)n, sizeof stated);
  for (uint32_t i = 0; i < n && !doubles; i++) values[i] = unpacked(&schemes[scheme], at[2 + i]);
  *out = (struct history_record){h->place[head.run], n, (head.n & FIGURE_BIT) != 0, stated.lo, stated.hi, stated.n, values};
  return 2 + n * (doubles ? 2 : 1) + (is_stated ? STATED : 0);
}

struct history_record_vec history_records(const struct history *h, struct arena *a, uint32_t row) {
  struct history_record_vec v = {NULL, 0, 0};
  if (row >= h->series_cap || h->series[row].records == 0) return v;
  const struct history_series *s = &h->series[row];
  v.cap = s->records;
  v.at = ARENA_ARRAY(a, struct history_record, v.cap);
  double *values = arena_alloc_raw(a, (size_t)s->values * sizeof *values);
  bool sorted = true;
  for (const struct chunk *c = s->first; c; c = c->next) {
    for (uint32_t i = 0; i < c->used;) {
      struct history_record *r = &v.at[v.n];
      i += get_record(h, &c->at[i], values, r);
      if (r->run == NO_PLACE) continue;
      v.n++;
      values += r->n;
      sorted = sorted && (v.n == 1 || r[-1].run < r->run);
    }
  }
  if (!sorted) vec_sort(a, v.at, v.n, sizeof *v.at, by_run);
  return v;
}

static void put_head(struct bench_table *t, const struct bench_row *series, const struct history_record *r, uint32_t config, struct pos pos) {
  struct bench_row *row = bench_table_row(t, &series->id);
  if (row->said == BETTER_UNKNOWN) row->said = series->said;
  row->exact = row->exact || series->exact;
  struct bench_side *head = &row->side[SIDE_HEAD];
  t->results[SIDE_HEAD]++;
  head->config = config;
  head->pos = pos;
  for (uint32_t i = 0; i < r->n; i++) {
    if (r->figure) bench_table_figure(t, row, SIDE_HEAD, (struct bench_figure){r->values[i], r->lo, r->hi, r->measured});
    else bench_table_sample(t, row, SIDE_HEAD, r->values[i]);
  }
}

const struct history_run *history_newest_as_head(const struct history *h, struct bench_table *t) {
  if (h->runs.n == 0) return NULL;
  uint32_t newest = (uint32_t)h->runs.n - 1;
  const struct history_run *run = &h->runs.at[newest];
  uint32_t config = run->config == BENCH_NO_CONFIG ? BENCH_NO_CONFIG : bench_table_config(t, &h->table.configs.at[run->config].pairs);
  VEC_EACH(const struct unit_fact, fact, &h->table.units) (void)bench_table_unit(t, fact); /* what base says of a unit holds */
  struct arena scratch = ARENA_INIT;
  for (uint32_t i = 0; i < h->table.rows.n; i++) {
    struct arena_mark mark = arena_mark(&scratch);
    struct history_record_vec all = history_records(h, &scratch, i);
    if (all.n && all.at[all.n - 1].run == newest) put_head(t, &h->table.rows.at[i], &all.at[all.n - 1], config, run->pos);
    arena_release(&scratch, mark);
  }
  arena_free(&scratch);
  t->date[SIDE_HEAD] = run->date;
  t->commit[SIDE_HEAD] = run->commit;
  bench_table_finish(t);
  return run;
}
