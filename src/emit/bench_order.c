#include "emit/bench_order.h"

#include <math.h>

const struct bench_row *bench_row_of(const struct report *r, const struct bench_result *b) {
  return &r->in->bench->rows.at[b->row];
}

struct placed {
  size_t unit, suite; /* ordinals */
  const struct column_row *row;
};

/* The ordinal of name, added when new. Neighbours mostly share it, so the search begins at the last answer. */
static size_t ordinal(struct arena *a, struct str_vec *names, struct str name, size_t last) {
  if (last < names->n && str_eq(names->at[last], name)) return last;
  for (size_t i = 0; i < names->n; i++)
    if (str_eq(names->at[i], name)) return i;
  *VEC_PUSH(a, names) = name;
  return names->n - 1;
}

static int by_place(const void *a, const void *b) {
  const struct placed *x = a, *y = b;
  if (x->unit != y->unit) return x->unit < y->unit ? -1 : 1;
  if (x->suite != y->suite) return x->suite < y->suite ? -1 : 1;
  return (x->row->rank > y->row->rank) - (x->row->rank < y->row->rank);
}

/* Whether a row is of a file that says nothing of its results. */
static bool some_has_none(const struct columns *c) {
  VEC_EACH(const struct column_pair, p, &c->pairs) {
    VEC_EACH(const struct bench_row, row, &p->in.bench->rows) {
      for (enum side s = 0; s < SIDE_MAX; s++)
        if (bench_side_met(&row->side[s]) && row->side[s].config == BENCH_NO_CONFIG) return true;
    }
  }
  return false;
}

/* Of the results that are shown; the pairs know the same configurations. */
static struct config_vec shared_config(const struct columns *c) {
  const struct bench_table *t = c->pairs.at[0].in.bench;
  struct config_vec shared = {0};
  uint32_t first = 0;
  while (first < t->configs.n && t->configs.at[first].left_out) first++;
  if (first == t->configs.n || some_has_none(c)) return shared;
  VEC_EACH(const struct config_pair, pair, &t->configs.at[first].pairs) {
    bool same = true;
    for (uint32_t i = first + 1; i < t->configs.n && same; i++)
      same = t->configs.at[i].left_out || str_eq(bench_config_get(t, i, pair->key), pair->value);
    if (same) *VEC_PUSH(c->arena, &shared) = *pair;
  }
  return shared;
}

struct bench_order bench_order_of(const struct columns *c) {
  size_t n = c->rows.n;
  struct str_vec units = {0}, suites = {0};
  struct bench_order order = {.blocks = {0}};
  if (c->pairs.n == 0) return order;
  struct placed *placed = ARENA_ARRAY(c->arena, struct placed, n);
  for (size_t i = 0; i < n; i++) {
    const struct column_row *row = &c->rows.at[i];
    const struct bench_id *id = &columns_bench(c, row)->id;
    size_t unit = i ? placed[i - 1].unit : 0, suite = i ? placed[i - 1].suite : 0;
    placed[i] = (struct placed){ordinal(c->arena, &units, id->unit, unit), ordinal(c->arena, &suites, id->suite, suite), row};
  }
  vec_sort(c->arena, placed, n, sizeof *placed, by_place);
  order.rows = ARENA_ARRAY(c->arena, const struct column_row *, n);
  order.suites = suites.n;
  order.config = shared_config(c);
  for (size_t i = 0; i < n; i++) {
    order.rows[i] = placed[i].row;
    bool opens = i == 0 || placed[i - 1].unit != placed[i].unit;
    if (opens || placed[i - 1].suite != placed[i].suite)
      *VEC_PUSH(c->arena, &order.blocks) =
          (struct bench_block){.unit = units.at[placed[i].unit], .suite = suites.at[placed[i].suite], .opens = opens, .from = i};
    struct bench_block *block = &order.blocks.at[order.blocks.n - 1];
    block->to = i + 1;
    block->closes = i + 1 == n || placed[i + 1].unit != placed[i].unit;
  }
  return order;
}

const char *bench_direction(enum better b) {
  static const char *const words[BETTER_MAX] = {"no direction known", "lower is better", "higher is better"};
  return words[b];
}

void bench_put_spread(struct buf *out, const struct estimate *e) {
  if (isnan(e->spread)) buf_char(out, '?');
  else if (isinf(e->spread)) buf_cstr(out, "\xe2\x88\x9e");
  else buf_printf(out, "%.0f%%", 100 * e->spread);
}

void bench_put_counts(struct buf *out, const struct bench_result *b) {
  if (b->no_samples) {
    buf_cstr(out, "no samples");
    return;
  }
  unsigned long base = b->side[SIDE_BASE].n, head = b->side[SIDE_HEAD].n;
  if (base == head) buf_printf(out, "n=%lu", base);
  else buf_printf(out, "n=%lu+%lu", base, head);
}
