#include "emit/bench_table.h"

#include "base/escape.h"
#include "base/num.h"
#include "emit/bench_order.h"

#include <math.h>

static void put_side(struct buf *out, const struct bench_result *b, enum side side) {
  buf_char(out, ',');
  if (!b->has[side]) {
    buf_char(out, ',');
    return;
  }
  const struct estimate *e = &b->side[side];
  if (isfinite(e->centre)) num_put_f64(out, e->centre);
  else buf_cstr(out, e->centre > 0 ? "+Inf" : "-Inf");
  buf_char(out, ',');
  bench_put_spread(out, e);
}

static void put_test(struct buf *out, const struct report *r, const struct bench_result *b) {
  if (!b->comparable) {
    buf_cstr(out, ",,");
    return;
  }
  bool declared = bench_row_of(r, b)->exact || b->no_samples; /* exact by a Unit line, or figures: no test */
  bool differs = declared || b->p < r->options.alpha;
  buf_char(out, ',');
  if (!differs) buf_char(out, '~');
  else if (isfinite(b->change)) buf_printf(out, num_is_zero(b->change) ? "%.2f%%" : "%+.2f%%", 100 * b->change);
  else buf_char(out, '?');
  buf_char(out, ',');
  if (!declared) buf_printf(out, "p=%.3f ", b->p);
  bench_put_counts(out, b);
}

static void put_row(struct buf *out, const struct report *r, const struct bench_result *b) {
  struct buf name = BUF_INIT;
  bench_id_put(&name, &bench_row_of(r, b)->id);
  escape_csv(out, buf_view(&name));
  buf_free(&name);
  put_side(out, b, SIDE_BASE);
  put_side(out, b, SIDE_HEAD);
  put_test(out, r, b);
  buf_char(out, '\n');
}

static void put_geomean(struct buf *out, const struct geomean *g) {
  buf_cstr(out, "geomean,");
  if (isfinite(g->base)) num_put_f64(out, g->base);
  buf_cstr(out, ",,");
  if (isfinite(g->head)) num_put_f64(out, g->head);
  buf_cstr(out, ",,");
  if (isfinite(g->ratio)) buf_printf(out, "%+.2f%%", 100 * (g->ratio - 1));
  buf_cstr(out, ",\n");
}

static void put_head(struct buf *out, const struct report *r, struct str unit) {
  buf_char(out, ',');
  escape_csv(out, r->in->label[SIDE_BASE]);
  buf_cstr(out, ",,");
  escape_csv(out, r->in->label[SIDE_HEAD]);
  buf_cstr(out, ",,,\n,");
  escape_csv(out, unit);
  buf_cstr(out, ",CI,");
  escape_csv(out, unit);
  buf_cstr(out, ",CI,vs base,P\n");
}

static void put_config(struct buf *out, struct str key, struct str value) {
  struct buf line = BUF_INIT;
  buf_printf(&line, STR_FMT ": " STR_FMT, STR_ARG(key), STR_ARG(value));
  escape_csv(out, buf_view(&line));
  buf_char(out, '\n');
  buf_free(&line);
}

void emit_bench_csv(struct buf *out, const struct report *r) {
  struct bench_order order = bench_order_of(r);
  VEC_EACH(const struct config_pair, pair, &order.config) put_config(out, pair->key, pair->value);
  VEC_EACH(const struct bench_block, block, &order.blocks) {
    if (block->opens && block != order.blocks.at) buf_char(out, '\n');
    if (block->opens) put_head(out, r, block->unit);
    if (order.suites > 1) put_config(out, STR("pkg"), block->suite);
    for (size_t i = block->from; i < block->to; i++) put_row(out, r, order.rows[i]);
    const struct geomean *g = block->closes ? bench_geomean_of(r, block->unit) : NULL;
    if (g) put_geomean(out, g);
  }
}
