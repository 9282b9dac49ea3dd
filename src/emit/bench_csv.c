#include "emit/bench_table.h"

#include "base/escape.h"
#include "base/num.h"
#include "emit/bench_order.h"

#include <math.h>

static void put_estimate(struct buf *out, const struct estimate *e) {
  buf_char(out, ',');
  if (e == NULL) {
    buf_char(out, ',');
    return;
  }
  if (isfinite(e->centre)) num_put_f64(out, e->centre);
  else buf_cstr(out, e->centre > 0 ? "+Inf" : "-Inf");
  buf_char(out, ',');
  bench_put_spread(out, e);
}

static void put_test(struct buf *out, const struct report *r, const struct bench_result *b) {
  if (b == NULL || !b->comparable) {
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

static void put_row(struct buf *out, const struct columns *c, const struct column_row *row) {
  struct buf name = BUF_INIT;
  bench_id_put(&name, &columns_bench(c, row)->id);
  escape_csv(out, buf_view(&name));
  buf_free(&name);
  put_estimate(out, columns_estimate(c, row, 0));
  for (size_t i = 1; i < c->labels.n; i++) {
    put_estimate(out, columns_estimate(c, row, i));
    put_test(out, &c->pairs.at[i - 1].report, columns_result(c, row, i - 1));
  }
  buf_char(out, '\n');
}

static void put_mean(struct buf *out, const struct columns *c, const struct column_mean *m) {
  buf_cstr(out, "geomean");
  for (size_t i = 0; i < c->labels.n; i++) {
    buf_char(out, ',');
    if (isfinite(m->centre[i])) num_put_f64(out, m->centre[i]);
    buf_char(out, ',');
    if (i == 0) continue;
    buf_char(out, ',');
    if (isfinite(m->ratio[i])) buf_printf(out, "%+.2f%%", 100 * (m->ratio[i] - 1));
    buf_char(out, ',');
  }
  buf_char(out, '\n');
}

static void put_head(struct buf *out, const struct columns *c, struct str unit) {
  for (size_t line = 0; line < c->heads_n; line++) {
    for (size_t i = 0; i < c->labels.n; i++) {
      buf_char(out, ',');
      escape_csv(out, c->heads[i * c->heads_n + line]);
      buf_cstr(out, i ? ",,," : ",");
    }
    buf_char(out, '\n');
  }
  for (size_t i = 0; i < c->labels.n; i++) {
    buf_char(out, ',');
    escape_csv(out, unit);
    buf_cstr(out, i ? ",CI,vs base,P" : ",CI");
  }
  buf_char(out, '\n');
}

static void put_config(struct buf *out, struct str key, struct str value) {
  struct buf line = BUF_INIT;
  buf_printf(&line, STR_FMT ": " STR_FMT, STR_ARG(key), STR_ARG(value));
  escape_csv(out, buf_view(&line));
  buf_char(out, '\n');
  buf_free(&line);
}

void emit_bench_csv(struct buf *out, const struct columns *c) {
  struct bench_order order = bench_order_of(c);
  VEC_EACH(const struct config_pair, pair, &order.config) put_config(out, pair->key, pair->value);
  VEC_EACH(const struct bench_block, block, &order.blocks) {
    if (block->opens && block != order.blocks.at) buf_char(out, '\n');
    if (block->opens) put_head(out, c, block->unit);
    if (order.suites > 1) put_config(out, STR("pkg"), block->suite);
    for (size_t i = block->from; i < block->to; i++) put_row(out, c, order.rows[i]);
    const struct column_mean *m = block->closes ? columns_mean(c, block->unit) : NULL;
    if (m) put_mean(out, c, m);
  }
}
