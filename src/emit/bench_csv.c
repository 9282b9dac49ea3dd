#include "emit/bench_table.h"

#include "base/escape.h"
#include "base/num.h"

#include <math.h>

struct str_vec bench_units(struct arena *a, const struct report *r) {
  struct str_vec units = {0};
  VEC_EACH(const struct bench_result, b, &r->benches) {
    struct str unit = r->in->bench->rows.at[b->row].id.unit;
    bool seen = false;
    VEC_EACH(const struct str, u, &units) seen = seen || str_eq(*u, unit);
    if (!seen) *VEC_PUSH(a, &units) = unit;
  }
  return units;
}

/* "1%", "∞" when the interval is unbounded, "?" when it crosses zero. */
static void put_spread(struct buf *out, const struct estimate *e) {
  if (isnan(e->spread)) buf_char(out, '?');
  else if (isinf(e->spread)) buf_cstr(out, "\xe2\x88\x9e");
  else buf_printf(out, "%.0f%%", 100 * e->spread);
}

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
  put_spread(out, e);
}

static void put_test(struct buf *out, const struct bench_result *b, double alpha) {
  if (!b->comparable) {
    buf_cstr(out, ",,");
    return;
  }
  bool differs = b->exact ? !num_is_zero(b->change) : b->p < alpha;
  buf_char(out, ',');
  if (!differs) buf_char(out, '~');
  else if (isfinite(b->change)) buf_printf(out, "%+.2f%%", 100 * b->change);
  else buf_char(out, '?');
  uint32_t base = b->side[SIDE_BASE].n, head = b->side[SIDE_HEAD].n;
  buf_char(out, ',');
  if (!b->exact) buf_printf(out, "p=%.3f ", b->p);
  buf_printf(out, base == head ? "n=%lu" : "n=%lu+%lu", (unsigned long)base, (unsigned long)head);
}

static void put_row(struct buf *out, const struct report *r, const struct bench_result *b) {
  const struct bench_id *id = &r->in->bench->rows.at[b->row].id;
  struct buf name = BUF_INIT;
  if (id->suite.n) buf_printf(&name, STR_FMT ".", STR_ARG(id->suite));
  bench_id_put(&name, id);
  escape_csv(out, buf_view(&name));
  buf_free(&name);
  put_side(out, b, SIDE_BASE);
  put_side(out, b, SIDE_HEAD);
  put_test(out, b, r->options.alpha);
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

void emit_bench_csv(struct buf *out, const struct report *r) {
  struct str_vec units = bench_units(r->arena, r);
  VEC_EACH(const struct str, unit, &units) {
    if (unit != units.at) buf_char(out, '\n');
    buf_char(out, ',');
    escape_csv(out, r->in->label[SIDE_BASE]);
    buf_cstr(out, ",,");
    escape_csv(out, r->in->label[SIDE_HEAD]);
    buf_cstr(out, ",,,\n,");
    escape_csv(out, *unit);
    buf_cstr(out, ",CI,");
    escape_csv(out, *unit);
    buf_cstr(out, ",CI,vs base,P\n");
    VEC_EACH(const struct bench_result, b, &r->benches) {
      if (str_eq(r->in->bench->rows.at[b->row].id.unit, *unit)) put_row(out, r, b);
    }
    VEC_EACH(const struct geomean, g, &r->geomeans) {
      if (str_eq(g->unit, *unit)) put_geomean(out, g);
    }
  }
}
