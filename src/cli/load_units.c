#include "cli/load_units.h"

#include "base/unit.h"

static const char *better_word(enum better better) {
  return better == BETTER_HIGHER ? "higher" : "lower";
}

static const struct unit_fact *fact_of(const struct bench_table *t, struct str unit) {
  VEC_EACH(const struct unit_fact, f, &t->units) {
    if (str_eq(f->unit, unit)) return f;
  }
  return NULL;
}

/* The history is held to what the comparison goes by. */
static void overrule(struct load *l, const struct unit_fact *fact) {
  struct unit_fact *other = NULL;
  VEC_EACH(struct unit_fact, f, &l->history.table.units) {
    if (str_eq(f->unit, fact->unit)) other = f;
  }
  if (other == NULL || !(fact->better_set && other->better_set && fact->better != other->better)) return;
  diag_add(l->diags, DIAG_BENCH_UNIT, (struct pos){STR("history"), 0, 0}, "says that %s is better for " STR_FMT ", and base or head that %s is; the latter holds",
           better_word(other->better), STR_ARG(fact->unit), better_word(fact->better));
  l->inputs.bad = true;
  other->better = fact->better;
}

static void share_facts(struct load *l) {
  struct bench_table *t = &l->bench, *past = &l->history.table;
  VEC_EACH(const struct unit_fact, f, &t->units) {
    overrule(l, f);
    (void)bench_table_unit(past, f); /* a contradiction in what is exact was lived with in either */
  }
  VEC_EACH(const struct unit_fact, f, &past->units) (void)bench_table_unit(t, f); /* those that contradict stand in t already */
}

/* "req/op, score". */
static void take_setting(struct load *l, struct str units, enum better better) {
  struct str unit;
  while (str_cut(&units, ',', &unit)) {
    double factor = 1;
    struct unit_fact fact = {.unit = unit_tidy(l->arena, str_trim(unit), &factor), .better = better, .better_set = true};
    if (fact.unit.n == 0) continue;
    const struct unit_fact *said = fact_of(&l->bench, fact.unit);
    if (said && said->better_set && said->better != better) {
      diag_add(l->diags, DIAG_BENCH_UNIT, l->doc.settings.better_pos, "for " STR_FMT " the results say that %s is better", STR_ARG(fact.unit),
               better_word(said->better));
      continue;
    }
    (void)bench_table_unit(&l->bench, &fact);
    (void)bench_table_unit(&l->history.table, &fact);
  }
}

void load_settle_units(struct load *l) {
  share_facts(l);
  take_setting(l, l->doc.settings.lower_units, BETTER_LOWER);
  take_setting(l, l->doc.settings.higher_units, BETTER_HIGHER);
}
