#include "analysis/compare_verdict.h"

#include "analysis/error_budget.h"
#include "base/num.h"

#include <math.h>

/* A required improvement: nothing short of the whole interval shows it. */
static struct judgement judge_goal(const struct tested *t) {
  if (t->lo > t->allowed) return (struct judgement){VERDICT_FAIL, WHY_GOAL_MISSED};
  if (t->hi <= t->allowed) return (struct judgement){VERDICT_PASS, WHY_GOAL_MET};
  return (struct judgement){VERDICT_CANNOT_DECIDE, WHY_GOAL_OPEN};
}

struct judgement judge_tested(const struct tested *t) {
  if (t->allowed < 0) return judge_goal(t);
  bool over = t->worsening > t->allowed;
  bool hopeless = t->attainable * (double)t->m >= t->alpha;
  if (over && t->p_corrected < t->alpha) return (struct judgement){VERDICT_FAIL, WHY_PROVEN};
  if (hopeless && t->p < t->alpha && t->lo > t->allowed) return (struct judgement){VERDICT_FAIL, WHY_UNCORRECTED};
  if (over && t->p < t->alpha) return (struct judgement){VERDICT_WARN, WHY_AMONG_MANY};
  if (t->p_corrected < t->alpha && t->hi > t->allowed) return (struct judgement){VERDICT_WARN, WHY_MAY_BE_OVER};
  if (t->p >= t->alpha && fmax(t->worsening, t->hi) > t->allowed)
    return (struct judgement){VERDICT_CANNOT_DECIDE, WHY_NOT_PROVEN};
  bool better = t->p_corrected < t->alpha && t->worsening < -t->allowed;
  return (struct judgement){VERDICT_PASS, better ? WHY_BETTER : WHY_NO_CHANGE_OVER};
}

struct judgement judge_untested(double surely, double typically, double allowed) {
  if (surely > allowed) return (struct judgement){VERDICT_FAIL, WHY_OVER};
  if (typically > allowed) return (struct judgement){VERDICT_WARN, WHY_MEDIANS_OVER};
  return (struct judgement){VERDICT_PASS, allowed >= 0 && typically < -allowed ? WHY_BETTER : WHY_WITHIN};
}

struct judgement judge_bound(enum bound_op op, double limit, double lo, double hi) {
  bool low = bound_holds(op, lo, limit), high = bound_holds(op, hi, limit);
  if (low && high) return (struct judgement){VERDICT_PASS, WHY_WITHIN};
  if (low || high) return (struct judgement){VERDICT_INDETERMINATE, WHY_STRADDLES};
  return (struct judgement){VERDICT_FAIL, WHY_OVER};
}

double worsening_of(enum better better, double base, double head) {
  double more = better == BETTER_LOWER ? head : base, than = better == BETTER_LOWER ? base : head;
  if (more > 0 && than > 0) return more / than - 1;
  double by = more - than;
  if (num_is_zero(by)) return 0;
  return by / fabs(than); /* than = 0: plus or minus infinity */
}
