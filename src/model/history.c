#include "model/history.h"

#include <math.h>

/* Records of a series, one behind the other: a head of two 32-bit numbers in the place of one double, then the values. */
enum { CHUNK_LEAST = 16, CHUNK_MOST = 128 };
#define FIGURE_BIT ((uint32_t)1 << 31)

struct chunk {
  struct chunk *next;
  uint32_t used, cap; /* in doubles */
  double at[];
};

struct history_series {
  struct chunk *first, *last;
  uint32_t records;
};

struct head {
  uint32_t run, n;
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

static struct chunk *room_for(struct history *h, struct history_series *s, uint32_t slots) {
  if (s->last && s->last->cap - s->last->used >= slots) return s->last;
  uint32_t cap = s->last ? s->last->cap * 2 : CHUNK_LEAST;
  if (cap > CHUNK_MOST) cap = CHUNK_MOST;
  if (cap < slots) cap = slots;
  struct chunk *c = arena_alloc_raw(h->arena, sizeof *c + cap * sizeof(double));
  *c = (struct chunk){.cap = cap};
  if (s->last) s->last->next = c;
  else s->first = c;
  s->last = c;
  return c;
}

static void put_record(struct history *h, struct history_series *s, uint32_t run, const struct f64_vec *values, uint32_t bits) {
  if (values->n >= FIGURE_BIT) die_system("more than 2147483647 samples of a benchmark in one run");
  struct head head = {run, (uint32_t)values->n | bits};
  struct chunk *c = room_for(h, s, (uint32_t)values->n + 1);
  memcpy(&c->at[c->used], &head, sizeof head);
  memcpy(&c->at[c->used + 1], values->at, values->n * sizeof *values->at);
  c->used += (uint32_t)values->n + 1;
  s->records++;
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
    else put_record(h, &h->series[i], order, &side->figures->centres, FIGURE_BIT);
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

void history_finish(struct history *h) {
  VEC_EACH(const struct history_run, r, &h->runs) h->by_name = h->by_name || !r->date.known;
  vec_sort(h->arena, h->runs.at, h->runs.n, sizeof *h->runs.at, h->by_name ? by_id : by_date);
  h->place = ARENA_ARRAY(h->arena, uint32_t, h->runs.n);
  for (uint32_t i = 0; i < h->runs.n; i++) h->place[h->runs.at[i].order] = i;
  bench_table_finish(&h->table);
}

static int by_run(const void *a, const void *b) {
  const struct history_record *x = a, *y = b;
  return (x->run > y->run) - (x->run < y->run);
}

struct history_record_vec history_records(const struct history *h, struct arena *a, uint32_t row) {
  struct history_record_vec v = {NULL, 0, 0};
  if (row >= h->series_cap || h->series[row].records == 0) return v;
  v.cap = h->series[row].records;
  v.at = ARENA_ARRAY(a, struct history_record, v.cap);
  bool sorted = true;
  for (const struct chunk *c = h->series[row].first; c; c = c->next) {
    for (uint32_t i = 0; i < c->used;) {
      struct head head;
      memcpy(&head, &c->at[i], sizeof head);
      uint32_t n = head.n & ~FIGURE_BIT, run = h->place[head.run];
      sorted = sorted && (v.n == 0 || v.at[v.n - 1].run < run);
      v.at[v.n++] = (struct history_record){run, n, (head.n & FIGURE_BIT) != 0, &c->at[i + 1]};
      i += n + 1;
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
    if (r->figure) bench_table_figure(t, row, SIDE_HEAD, r->values[i], (double)NAN, (double)NAN, 0);
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
