/* The arithmetic of error budgets (PERFORMANCE-MD: "Arithmetic"; Google SRE Workbook, chapters 2 and 5). Pure. */
#ifndef PERFPAGE_ANALYSIS_ERROR_BUDGET_H
#define PERFPAGE_ANALYSIS_ERROR_BUDGET_H

#include "model/perfdoc.h"

/* A budget of events: requests, or time slices counted as events. */
struct event_budget {
  bool no_data;     /* total is 0 */
  bool impossible;  /* bad > total */
  bool met;         /* SLI >= target, in integers: equal is met */
  bool low_volume;  /* the budget is less than one event */
  bool zero_budget; /* a target of 100 % */
  double sli;       /* good / total */
  double events;    /* (1 - target) * total */
  double consumed;  /* bad / events; 0 / 0 is 0, x / 0 is +Inf */
  double remaining; /* 1 - consumed: may be negative */
  double burn;      /* error rate / (1 - target): over the whole of total this equals consumed */
};

struct event_budget event_budget(uint64_t total, uint64_t bad, struct ratio target);

double ratio_value(struct ratio r);                      /* 0 when not declared */
double time_budget_s(double window_s, struct ratio target); /* window * (1 - target) */
/* Seconds until the rest of a budget is used up at a burn rate; < 0: never. */
double budget_exhausts_s(double window_s, double remaining_share, double burn);

struct burn_alert {
  double budget_share; /* of the window's budget: 0.02 */
  double long_s, short_s;
  double burn;         /* budget_share * window / long */
  double error_rate;   /* burn * (1 - target); above 1 the alert can never fire */
  bool page;           /* else a ticket */
};
enum { BURN_ALERTS = 4 };
/* The four multi-window alerts for a window and a target. */
void burn_alerts(double window_s, struct ratio target, struct burn_alert out[BURN_ALERTS]);

/* Room under a budget. */
struct headroom {
  double utilisation; /* measured / budget */
  double left;        /* (budget - measured) / budget */
  double spent;       /* share of the earlier headroom used by this change: (measured - previous) / (budget - previous);
                         NAN without a previous figure or when that was at or over the budget */
};
struct headroom headroom_of(double budget, double measured, double previous /* NAN: none */);
bool headroom_burning(struct headroom h); /* utilisation >= 90 %, or >= 50 % of the headroom spent in one change */

bool bound_holds(enum bound_op op, double value, double limit);

#endif
