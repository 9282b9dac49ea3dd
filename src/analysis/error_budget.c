#include "analysis/error_budget.h"

#include "base/num.h"

#include <math.h>

__extension__ typedef unsigned __int128 u128;

double ratio_value(struct ratio r) {
  return r.den ? (double)r.num / (double)r.den : 0;
}

static double allowed_share(struct ratio target) {
  return target.den ? (double)(target.den - target.num) / (double)target.den : 0;
}

struct event_budget event_budget(uint64_t total, uint64_t bad, struct ratio target) {
  struct event_budget b = {.no_data = total == 0, .impossible = bad > total, .zero_budget = target.num == target.den};
  if (b.no_data || b.impossible) return b;
  uint64_t good = total - bad;
  b.met = (u128)good * target.den >= (u128)total * target.num;
  b.sli = (double)good / (double)total;
  /* One division at the end: 1,000,000 events at 99.9 % have a budget of exactly 1,000. */
  b.events = (double)total * (double)(target.den - target.num) / (double)target.den;
  b.low_volume = !b.zero_budget && b.events < 1;
  b.consumed = bad == 0 ? 0 : b.zero_budget ? (double)INFINITY : (double)bad / b.events;
  b.remaining = 1 - b.consumed;
  b.burn = b.consumed;
  return b;
}

double time_budget_s(double window_s, struct ratio target) {
  return window_s * allowed_share(target);
}

double budget_exhausts_s(double window_s, double remaining_share, double burn) {
  if (burn <= 0) return -1;
  return remaining_share <= 0 ? 0 : window_s * remaining_share / burn;
}

void burn_alerts(double window_s, struct ratio target, struct burn_alert out[BURN_ALERTS]) {
  static const struct burn_alert rows[BURN_ALERTS] = {
      {0.02, 3600, 300, 0, 0, true},
      {0.05, 21600, 1800, 0, 0, true},
      {0.10, 86400, 7200, 0, 0, false},
      {0.10, 259200, 21600, 0, 0, false},
  };
  for (size_t i = 0; i < BURN_ALERTS; i++) {
    out[i] = rows[i];
    out[i].burn = rows[i].budget_share * window_s / rows[i].long_s;
    out[i].error_rate = out[i].burn * allowed_share(target);
  }
}

struct headroom headroom_of(double budget, double measured, double previous) {
  struct headroom h = {
      .utilisation = measured / budget, .left = (budget - measured) / budget, .spent = (double)NAN};
  if (!isnan(previous) && previous < budget) h.spent = (measured - previous) / (budget - previous);
  return h;
}

bool headroom_burning(struct headroom h) {
  return h.utilisation >= 0.9 || (!isnan(h.spent) && h.spent >= 0.5);
}

bool bound_holds(enum bound_op op, double value, double limit) {
  switch (op) {
  case BOUND_BELOW: return value < limit;
  case BOUND_AT_MOST: return value <= limit;
  case BOUND_ABOVE: return value > limit;
  case BOUND_AT_LEAST: return value >= limit;
  case BOUND_OP_MAX: break;
  }
  return false;
}
