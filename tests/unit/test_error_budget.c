/* The arithmetic of budgets against figures worked out elsewhere. */
#include "check.h"

#include "analysis/error_budget.h"
#include "base/num.h"

#include <math.h>

/* "99.9" percent as an exact ratio. */
static struct ratio percent(const char *text) {
  double v = check_num(text);
  return (struct ratio){(uint64_t)llround(v * 1000000), 100000000};
}

static void time_budget_row(void **state) {
  const struct check_row *r = *state;
  double window = check_num(check_field(r, "window_days")) * 86400;
  check_double(time_budget_s(window, percent(check_field(r, "target_pct"))), check_num(check_field(r, "budget_seconds")), 1e-6);
}

static bool is_figure(const char *s) {
  return strcmp(s, "n/a") != 0 && strncmp(s, "error", 5) != 0 && strcmp(s, "no data") != 0;
}

static void event_budget_row(void **state) {
  const struct check_row *r = *state;
  uint64_t total = (uint64_t)check_num(check_field(r, "total")), bad = (uint64_t)check_num(check_field(r, "bad"));
  struct event_budget b = event_budget(total, bad, percent(check_field(r, "target_pct")));
  const char *sli = check_field(r, "sli_pct");
  assert_int_equal(b.no_data, strcmp(sli, "no data") == 0);
  assert_int_equal(b.impossible, strncmp(sli, "error", 5) == 0);
  if (!is_figure(sli)) return;
  check_double(100 * b.sli, check_num(sli), 1e-6);
  check_double(b.events, check_num(check_field(r, "budget_events")), 1e-6);
  check_double(100 * b.consumed, check_num(check_field(r, "consumed_pct")), 1e-6);
  check_double(100 * b.remaining, check_num(check_field(r, "remaining_pct")), 1e-6);
  check_double(b.burn, check_num(check_field(r, "burn_rate_whole_window")), 1e-4);
  assert_int_equal(b.met, strcmp(check_field(r, "verdict"), "met") == 0);
  assert_int_equal(b.low_volume, strcmp(check_field(r, "warning"), "low-volume") == 0);
  assert_int_equal(b.zero_budget, strcmp(check_field(r, "warning"), "zero-budget") == 0);
}

static void alert_row(void **state) {
  const struct check_row *r = *state;
  struct burn_alert alerts[BURN_ALERTS];
  burn_alerts(check_num(check_field(r, "window_days")) * 86400, percent(check_field(r, "target_pct")), alerts);
  double longer = check_num(check_field(r, "long_h")) * 3600;
  size_t i = 0;
  while (i < BURN_ALERTS && !num_same(alerts[i].long_s, longer)) i++;
  assert_true(i < BURN_ALERTS);
  /* The file prints four decimals. */
  assert_true(fabs(alerts[i].burn - check_num(check_field(r, "burn_factor"))) <= 5.1e-5);
  assert_true(fabs(100 * alerts[i].error_rate - check_num(check_field(r, "error_rate_threshold_pct"))) <= 5.1e-5);
  check_double(100 * alerts[i].budget_share, check_num(check_field(r, "budget_pct")), 1e-9);
  assert_int_equal(alerts[i].page, strcmp(check_field(r, "severity"), "page") == 0);
}

static void exhaustion_row(void **state) {
  const struct check_row *r = *state;
  double burn = check_num(check_field(r, "recent_error_rate_pct")) / (100 - check_num(check_field(r, "target_pct")));
  check_double(burn, check_num(check_field(r, "burn_rate")), 1e-6);
  double got = budget_exhausts_s(check_num(check_field(r, "window_days")) * 86400,
                                 check_num(check_field(r, "remaining_pct")) / 100, burn);
  const char *want = check_field(r, "hours_to_exhaustion");
  if (strcmp(want, "never") == 0) assert_true(got < 0);
  else check_double(got / 3600, check_num(want), 1e-6);
}

static void headroom_row(void **state) {
  const struct check_row *r = *state;
  double budget = check_num(check_field(r, "budget")), measured = check_num(check_field(r, "measured"));
  const char *delta = check_field(r, "delta_pct_vs_prev"), *spent = check_field(r, "share_of_prev_headroom_consumed_pct");
  double previous = is_figure(delta) ? measured / (1 + check_num(delta) / 100) : (double)NAN;
  struct headroom h = headroom_of(budget, measured, previous);
  check_double(100 * h.left, check_num(check_field(r, "headroom_pct")), 1e-5);
  check_double(100 * h.utilisation, check_num(check_field(r, "utilisation_pct")), 1e-5);
  /* The previous figure is recovered from a rounded percentage, hence the tolerance. */
  if (is_figure(spent)) assert_true(fabs(100 * h.spent - check_num(spent)) <= 2e-3 * fmax(1, check_num(spent)));
  else assert_true(isnan(h.spent));
}

static void burning(void **state) {
  (void)state;
  assert_true(headroom_burning(headroom_of(100, 95, 80)));
  assert_true(fabs(headroom_of(100, 95, 80).spent - 0.75) < 1e-12);
  assert_true(headroom_burning(headroom_of(100, 90, 90)));
  assert_false(headroom_burning(headroom_of(100, 50, 40)));
  assert_true(headroom_burning(headroom_of(100, 50, 0)));
  assert_true(isnan(headroom_of(100, 120, 110).spent));
}

static void bounds(void **state) {
  (void)state;
  assert_false(bound_holds(BOUND_BELOW, 100, 100));
  assert_true(bound_holds(BOUND_AT_MOST, 100, 100));
  assert_false(bound_holds(BOUND_ABOVE, 100, 100));
  assert_true(bound_holds(BOUND_AT_LEAST, 100, 100));
}

int main(void) {
  check_table("tests/vectors/slo/time_budget.tsv", time_budget_row);
  check_table("tests/vectors/slo/event_budget.tsv", event_budget_row);
  check_table("tests/vectors/slo/burn_rate_alerts.tsv", alert_row);
  check_table("tests/vectors/slo/burn_exhaustion.tsv", exhaustion_row);
  check_table("tests/vectors/slo/headroom.tsv", headroom_row);
  check_test("burning the budget", burning);
  check_test("bounds at the limit", bounds);
  return check_run("error budget");
}
