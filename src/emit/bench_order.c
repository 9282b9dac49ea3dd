#include "emit/bench_order.h"

#include <math.h>

const struct bench_row *bench_row_of(const struct report *r, const struct bench_result *b) {
  return &r->in->bench->rows.at[b->row];
}

const struct geomean *bench_geomean_of(const struct report *r, struct str unit) {
  VEC_EACH(const struct geomean, g, &r->geomeans) {
    if (str_eq(g->unit, unit)) return g;
  }
  return NULL;
}

struct placed {
  size_t unit, suite; /* ordinals */
  const struct bench_result *result;
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
  return (x->suite > y->suite) - (x->suite < y->suite);
}

static struct config_vec shared_config(const struct report *r) {
  const struct bench_config_vec *all = &r->in->bench->configs;
  struct config_vec shared = {0};
  if (all->n == 0) return shared;
  VEC_EACH(const struct config_pair, pair, &all->at[0].pairs) {
    bool same = true;
    for (uint32_t i = 1; i < all->n && same; i++) same = str_eq(bench_config_get(r->in->bench, i, pair->key), pair->value);
    if (same) *VEC_PUSH(r->arena, &shared) = *pair;
  }
  return shared;
}

struct bench_order bench_order_of(const struct report *r) {
  size_t n = r->benches.n;
  struct str_vec units = {0}, suites = {0};
  struct placed *placed = ARENA_ARRAY(r->arena, struct placed, n);
  for (size_t i = 0; i < n; i++) {
    const struct bench_id *id = &bench_row_of(r, &r->benches.at[i])->id;
    size_t unit = i ? placed[i - 1].unit : 0, suite = i ? placed[i - 1].suite : 0;
    placed[i] = (struct placed){ordinal(r->arena, &units, id->unit, unit), ordinal(r->arena, &suites, id->suite, suite),
                                &r->benches.at[i]};
  }
  vec_sort(r->arena, placed, n, sizeof *placed, by_place);
  struct bench_order order = {
      .rows = ARENA_ARRAY(r->arena, const struct bench_result *, n), .suites = suites.n, .config = shared_config(r)};
  for (size_t i = 0; i < n; i++) {
    order.rows[i] = placed[i].result;
    bool opens = i == 0 || placed[i - 1].unit != placed[i].unit;
    if (opens || placed[i - 1].suite != placed[i].suite)
      *VEC_PUSH(r->arena, &order.blocks) =
          (struct bench_block){.unit = units.at[placed[i].unit], .suite = suites.at[placed[i].suite], .opens = opens, .from = i};
    struct bench_block *block = &order.blocks.at[order.blocks.n - 1];
    block->to = i + 1;
    block->closes = i + 1 == n || placed[i + 1].unit != placed[i].unit;
  }
  return order;
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
