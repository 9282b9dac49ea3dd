#include "analysis/missing.h"

#include "analysis/say.h"

enum verdict missing_verdict(const struct judge_options *o, bool ruled) {
  switch (o->missing) {
  case MISSING_FAIL: return VERDICT_FAIL;
  case MISSING_WARN: return VERDICT_NO_DATA;
  case MISSING_IGNORE: return VERDICT_UNMEASURED;
  case MISSING_DEFAULT:
  case MISSING_MAX: break;
  }
  return ruled ? VERDICT_FAIL : VERDICT_NO_DATA;
}

enum verdict missing_base_verdict(const struct report *r) {
  return r->no_base_yet || r->in->head_is_history ? VERDICT_UNMEASURED : VERDICT_NO_DATA;
}

static bool measured_at_all(const struct metrics *m, enum side side) {
  VEC_EACH(const struct measurement, it, &m->list) {
    if (it->side == side) return true;
  }
  return false;
}

struct missing missing_measurement(const struct report *r, const struct want *w, bool in_base) {
  const struct measurement *near = measured_near(&r->in->metrics, w);
  if (near != NULL && near->dim != w->dim) {
    struct str value = say_quantity(r->arena, near->value, near->dim);
    return (struct missing){VERDICT_NO_DATA,
                            arena_printf(r->arena, "measured as " STR_FMT ", which is no quantity of the kind the rule bounds", STR_ARG(value))};
  }
  if (near != NULL) {
    struct str q = say_quantile(r->arena, w->quantile);
    return (struct missing){VERDICT_NO_DATA, arena_printf(r->arena, "measured, but not said to be the " STR_FMT, STR_ARG(q))};
  }
  if (!in_base) return (struct missing){VERDICT_UNMEASURED, STR("declared, and nothing measured to hold against it")};
  if (!measured_at_all(&r->in->metrics, SIDE_HEAD)) return (struct missing){VERDICT_NO_DATA, STR("head has no measurement to judge")};
  return (struct missing){missing_verdict(&r->options, true), STR("measured in base, but not in head")};
}
