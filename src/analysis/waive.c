#include "analysis/waive.h"

#include "model/benchrule.h"

/* A waiver names a gate by its id, by its subject or rule as shown (whatever the blanks: shown texts hold no-break spaces), or
 * its benchmark by name or glob. */
static bool names_gate(const struct report *r, struct bench_rule *what, const struct gate *g) {
  if (str_eq(what->glob, g->id) || str_eq_words(what->glob, g->subject) || str_eq_words(what->glob, g->rule)) return true;
  if (g->bench != INDEX_NONE) return bench_rule_matches(what, &r->in->bench->rows.at[r->benches.at[g->bench].row].id);
  if (what->pattern == NULL) return false;
  enum pattern_result found = pattern_find(what->pattern, g->subject, 0, NULL);
  what->limited = what->limited || found == PATTERN_LIMIT;
  return found == PATTERN_YES;
}

/* What fails; and what a trend warns of, which would warn for forty runs with nobody able to say that it is known. */
static bool may_be_waived(const struct gate *g) {
  return !g->unreadable && (g->verdict == VERDICT_FAIL || (g->verdict == VERDICT_WARN && g->kind == GATE_TREND));
}

static void apply(struct report *r, uint32_t index) {
  struct bench_rule what = bench_rule_of(r->arena, r->in->doc->waivers.at[index].what);
  for (uint32_t i = 0; i < r->gates.n; i++) {
    struct gate *g = &r->gates.at[i];
    if (!may_be_waived(g) || !names_gate(r, &what, g)) continue;
    g->verdict = VERDICT_WAIVED;
    g->waiver = index;
    *VEC_PUSH(r->arena, &r->waivers[index].used_by) = i;
  }
  if (what.limited)
    diag_add(r->diags, DIAG_PARSER_LIMIT, r->in->doc->waivers.at[index].decl.pos, "too involved to be matched against every gate");
  bench_rule_clear(&what);
}

void waive(struct report *r) {
  const struct waiver_vec *list = &r->in->doc->waivers;
  r->waivers = ARENA_ARRAY(r->arena, struct waiver_result, list->n);
  for (uint32_t i = 0; i < list->n; i++) {
    const struct waiver *w = &list->at[i];
    struct waiver_result *out = &r->waivers[i];
    /* A waiver "until" a day holds through that day. */
    int64_t end = w->until.s + (w->until.day_only ? 86400 : 0);
    if (w->decl.problem.n || !w->until.known) {
      out->problem = w->decl.problem.n ? w->decl.problem : STR("no readable date in `until`");
    } else if (!r->now.known) {
      out->problem = STR("no date to judge the expiry by (give --now)");
      diag_add(r->diags, DIAG_DATE_UNKNOWN, w->decl.pos, "no date to judge the waiver of \"" STR_FMT "\" by; it does not apply",
               STR_ARG(w->what));
    } else if (r->now.s >= end) {
      out->expired = true;
      out->problem = STR("expired: what it excused counts again");
      diag_add(r->diags, DIAG_WAIVER_EXPIRED, w->decl.pos, "the waiver of \"" STR_FMT "\" has expired; it does not apply",
               STR_ARG(w->what));
    } else {
      out->in_force = true;
      apply(r, i);
      if (out->used_by.n == 0)
        diag_add(r->diags, DIAG_WAIVER_UNUSED, w->decl.pos, "the waiver of \"" STR_FMT "\" excuses nothing here: no gate of that name fails",
                 STR_ARG(w->what));
    }
  }
}
