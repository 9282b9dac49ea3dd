#include "analysis/say.h"

#include "base/num.h"

#include <math.h>

struct str say_time(struct arena *a, double seconds) {
  struct buf b = BUF_INIT;
  unit_put_time(&b, seconds);
  return buf_take(&b, a);
}

struct str say_span(struct arena *a, double seconds) {
  struct buf b = BUF_INIT;
  unit_put_span(&b, seconds);
  return buf_take(&b, a);
}

struct str say_quantity(struct arena *a, double value, enum dim dim) {
  struct buf b = BUF_INIT;
  unit_put_quantity(&b, value, dim);
  return buf_take(&b, a);
}

struct str say_percent(struct arena *a, double fraction, int prec) {
  struct buf b = BUF_INIT;
  unit_put_percent(&b, fraction, prec, false);
  return buf_take(&b, a);
}

struct str say_change(struct arena *a, double fraction) {
  struct buf b = BUF_INIT;
  unit_put_percent(&b, fraction, fabs(fraction) < 0.1 ? 2 : fabs(fraction) < 10 ? 1 : 0, true);
  return buf_take(&b, a);
}

struct str say_bench(struct arena *a, double value, struct str tidied) {
  struct buf b = BUF_INIT;
  unit_put_bench(&b, value, tidied);
  return buf_take(&b, a);
}

struct str say_bench_beside(struct arena *a, double value, double other, struct str tidied) {
  struct buf b = BUF_INIT;
  unit_put_bench_beside(&b, value, other, tidied);
  return buf_take(&b, a);
}

struct str say_p(struct arena *a, double p) {
  if (p < 0.0001) return STR("< 0.0001");
  struct buf b = BUF_INIT;
  buf_cstr(&b, "= ");
  num_put_fixed(&b, p, p < 0.01 ? 4 : 3);
  return buf_take(&b, a);
}

struct str say_count(struct arena *a, uint64_t n) {
  struct buf b = BUF_INIT;
  num_put_grouped(&b, n, STR("\xe2\x80\xaf"));
  return buf_take(&b, a);
}

struct str say_quantile(struct arena *a, double quantile) {
  if (quantile >= 1) return STR("max");
  struct buf b = BUF_INIT;
  buf_char(&b, 'p');
  num_put_f64(&b, round(quantile * 1e8) / 1e6);
  return buf_take(&b, a);
}

struct str say_route(struct arena *a, const struct route *route) {
  if (route->methods.n == 0) return route->path;
  return arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(route->methods), STR_ARG(route->path));
}

struct str say_ratio(struct arena *a, struct ratio target) {
  struct buf b = BUF_INIT;
  num_put_f64(&b, round((double)target.num / (double)target.den * 1e10) / 1e8);
  buf_cstr(&b, "\xc2\xa0%");
  return buf_take(&b, a);
}

const char *say_bound_op(enum bound_op op) {
  static const char *const words[BOUND_OP_MAX] = {"under", "at most", "over", "at least"};
  return words[op];
}

struct str say_bound(struct arena *a, const struct bound *bound) {
  struct str limit = say_quantity(a, bound->value, bound->dim);
  return arena_printf(a, "%s " STR_FMT, say_bound_op(bound->op), STR_ARG(limit));
}

struct str say_verdicts(struct arena *a, const uint32_t *counts) {
  static const struct {
    const char *one, *many;
  } words[VERDICT_MAX] = {[VERDICT_FAIL] = {"fails", "fail"},
                          [VERDICT_NO_DATA] = {"has no data", "have no data"},
                          [VERDICT_WARN] = {"warns", "warn"},
                          [VERDICT_CANNOT_DECIDE] = {"cannot be decided", "cannot be decided"},
                          [VERDICT_INDETERMINATE] = {"is indeterminate", "are indeterminate"},
                          [VERDICT_WAIVED] = {"is waived", "are waived"},
                          [VERDICT_PASS] = {"passes", "pass"},
                          [VERDICT_UNMEASURED] = {"is unmeasured", "are unmeasured"}};
  struct buf b = BUF_INIT;
  for (int v = 0; v < VERDICT_MAX; v++) {
    if (counts[v] == 0) continue;
    if (b.n) buf_cstr(&b, ", ");
    buf_printf(&b, "%lu %s", (unsigned long)counts[v], counts[v] == 1 ? words[v].one : words[v].many);
  }
  return buf_take(&b, a);
}
