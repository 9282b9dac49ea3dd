#include "analysis/trend.h"

#include "analysis/say.h"
#include "analysis/stats_multiple.h"
#include "analysis/trend_match.h"
#include "analysis/trend_series.h"
#include "base/num.h"

#include <math.h>

VEC_OF(p_vec, double *);

struct trends {
  struct report *r;
  const struct history *h;
  struct trend_match match;
  struct arena scratch;
  uint32_t quiet, unproven, old, without_direction, too_short, ended; /* series that show nothing, or nothing proven; that cannot be judged, and why */
};

/* ---- what it says ---- */

static struct str say_by(struct arena *a, double worsening) {
  return isfinite(worsening) ? say_change(a, worsening) : STR("unbounded");
}

/* "run 12 (abc1234)"; a run that goes by its commit needs no second name. */
static struct str say_run(const struct trends *t, uint32_t run) {
  const struct history_run *h = &t->h->runs.at[run];
  struct str commit = str_slice(h->commit, 0, 7);
  const char *word = str_starts_nocase(h->id, STR("run")) ? "" : "run ";
  if (commit.n == 0 || str_starts(h->id, commit)) return arena_printf(t->r->arena, "%s" STR_FMT, word, STR_ARG(h->id));
  return arena_printf(t->r->arena, "%s" STR_FMT " (" STR_FMT ")", word, STR_ARG(h->id), STR_ARG(commit));
}

static struct str say_change_measured(const struct trends *t, const struct trend_result *s, const struct trend_change *c) {
  struct arena *a = t->r->arena;
  struct str unit = t->h->table.rows.at[s->series].id.unit;
  struct str by = say_by(a, c->worsening), before = say_bench_beside(a, c->before, c->after, unit), after = say_bench_beside(a, c->after, c->before, unit);
  struct str from = say_run(t, c->from_run), to = say_run(t, c->to_run);
  return arena_printf(a, STR_FMT " (" STR_FMT " → " STR_FMT ") between " STR_FMT " and " STR_FMT, STR_ARG(by), STR_ARG(before), STR_ARG(after), STR_ARG(from),
                      STR_ARG(to));
}

static struct str say_drift_measured(const struct trends *t, const struct trend_result *s, struct str by) {
  struct arena *a = t->r->arena;
  if (s->drift_runs == t->h->runs.n - s->drift_from) return arena_printf(a, STR_FMT " over the last %u runs", STR_ARG(by), s->drift_runs);
  struct str from = say_run(t, s->drift_from), to = say_run(t, s->last.run);
  return arena_printf(a, STR_FMT " over %u measurements between " STR_FMT " and " STR_FMT, STR_ARG(by), s->drift_runs, STR_ARG(from), STR_ARG(to));
}

/* "p = 0.0123; Holm, m = 40: p = 0.049"; places: how often p counts before that. */
static struct str say_ps(const struct trends *t, double p, double corrected, uint32_t places, size_t m) {
  struct arena *a = t->r->arena;
  struct str raw = say_p(a, p), much = say_p(a, corrected);
  struct str times = places > 1 ? arena_printf(a, "%u places, ", places) : STR_NONE;
  if (t->r->options.correction == CORRECTION_NONE && places < 2) return arena_printf(a, "p " STR_FMT, STR_ARG(raw));
  return arena_printf(a, "p " STR_FMT "; " STR_FMT "%s, m = %lu: p " STR_FMT, STR_ARG(raw), STR_ARG(times), correction_words(t->r->options.correction),
                      (unsigned long)m, STR_ARG(much));
}

static struct str say_change_formula(const struct trends *t, const struct trend_result *s, const struct trend_change *c) {
  struct arena *a = t->r->arena;
  struct str unit = t->h->table.rows.at[s->series].id.unit;
  bool lower = s->better == BETTER_LOWER;
  double x = lower ? c->after : c->before, y = lower ? c->before : c->after;
  struct str over = say_bench_beside(a, x, y, unit), under = say_bench_beside(a, y, x, unit);
  struct str by = say_by(a, c->worsening), p = say_ps(t, c->p, c->p_corrected, s->runs, t->r->trend_families[TREND_FAMILY_CHANGES].m);
  return arena_printf(a, "means of the runs before and after: " STR_FMT " / " STR_FMT " − 1 = " STR_FMT "; t-test of both: " STR_FMT, STR_ARG(over),
                      STR_ARG(under), STR_ARG(by), STR_ARG(p));
}

/* ---- gates ---- */

static struct gate *add_gate(struct trends *t, struct trend_result *s, struct str rule, enum verdict v) {
  struct report *r = t->r;
  uint32_t index = (uint32_t)(s - r->trends.at);
  struct gate *g = report_gate(r, GATE_TREND, trend_subject(&t->match, r->arena, &t->scratch, s->series), rule);
  g->verdict = v;
  g->bench = s->bench;
  g->item = index;
  g->unit = t->h->table.rows.at[s->series].id.unit;
  g->built_in = true;
  if (s->gate == INDEX_NONE || v < s->verdict) {
    s->gate = (uint32_t)(g - r->gates.at);
    s->verdict = v;
  }
  return g;
}

/* Times of two machines are not held against each other, unless the document says so. */
static struct str other_machine(const struct trends *t, const struct trend_result *s, uint32_t from_run, uint32_t to_run) {
  struct str unit = t->h->table.rows.at[s->series].id.unit;
  bool is_time = bench_unit_is_time(unit) || bench_unit_is_throughput(unit);
  if (!is_time || t->r->in->doc->settings.judge_machine_mismatch) return STR_NONE;
  uint32_t from = t->h->runs.at[from_run].config, to = t->h->runs.at[to_run].config;
  struct str key = bench_machine_differs(&t->h->table, from, to);
  if (key.n == 0) return STR_NONE;
  struct str one = bench_config_get(&t->h->table, from, key), other = bench_config_get(&t->h->table, to, key);
  return arena_printf(t->r->arena, "; the first run and the last are of different machines: " STR_FMT " " STR_FMT " and " STR_FMT, STR_ARG(key), STR_ARG(one), STR_ARG(other));
}

/* Whether a is the one to tell of: what fails before what warns, then the larger. */
static bool tells_more(const struct trend_change *a, const struct trend_change *b) {
  if (b == NULL || a->escalated != b->escalated) return b == NULL || a->escalated;
  return a->worsening > b->worsening;
}

static void judge_change(struct trends *t, struct trend_result *s, const struct trend_change *c, uint32_t others) {
  struct arena *a = t->r->arena;
  struct str machine = other_machine(t, s, c->from_run, c->to_run);
  enum verdict v = c->escalated && machine.n == 0 ? VERDICT_FAIL : VERDICT_WARN;
  struct gate *g = add_gate(t, s, c->escalated ? STR("no change over 15 % that stands in 3 later runs") : STR("no lasting change for the worse"), v);
  struct str more = others == 0   ? STR_NONE
                    : others == 1 ? STR("; one more change for the worse still stands")
                                  : arena_printf(a, "; %u more changes for the worse still stand", others);
  g->allowed = c->escalated ? TREND_ESCALATION : 0;
  g->worsening = c->worsening;
  g->measured = say_change_measured(t, s, c);
  g->formula = say_change_formula(t, s, c);
  if (c->escalated)
    g->reason = arena_printf(a, "worse by more than 15 %% than the run before, and it still is %u runs later" STR_FMT STR_FMT, c->stands - 1, STR_ARG(more), STR_ARG(machine));
  else g->reason = arena_printf(a, "changed for the worse, and still stands" STR_FMT STR_FMT, STR_ARG(more), STR_ARG(machine));
}

static void judge_drift(struct trends *t, struct trend_result *s) {
  struct arena *a = t->r->arena;
  struct gate *g = add_gate(t, s, STR("no drift over 5 % for the worse"), VERDICT_WARN);
  struct str by = say_change(a, s->drift_worsening), p = say_ps(t, s->drift_p, s->drift_p_corrected, 1, t->r->trend_families[TREND_FAMILY_DRIFTS].m);
  g->allowed = TREND_DRIFT_SHARE;
  g->worsening = s->drift_worsening;
  g->measured = say_drift_measured(t, s, by);
  struct str machine = other_machine(t, s, s->drift_from, s->last.run);
  g->reason = arena_printf(a, "grows worse little by little, not in one step" STR_FMT, STR_ARG(machine));
  g->formula = arena_printf(a, "Theil-Sen slope over %u measurements as a share of their median = " STR_FMT "; Mann-Kendall " STR_FMT, s->drift_runs, STR_ARG(by),
                            STR_ARG(p));
}

static bool is_judged(const struct trend_result *s) {
  return !s->ended && s->better != BETTER_UNKNOWN && s->runs >= 2 * TREND_LASTING;
}

/* What a change would be if it were proven. What came before the runs that are drawn has been lived with: it is the level that later runs are
 * held to, and no gate's business. A change of less than a hundredth is real and worth nobody's morning. */
static enum trend_said said_if_proven(const struct trend_result *s, const struct trend_change *c) {
  if (!c->acts) return TREND_SHORT;
  if (isnan(c->worsening)) return TREND_UNDIRECTED;
  if (!(c->worsening > 0)) return TREND_BETTER;
  if (c->mended) return TREND_MENDED;
  if (s->ended) return TREND_ENDED;
  if (c->worsening < TREND_FLOOR) return TREND_SMALL;
  return s->runs - c->at > TREND_SHOWN ? TREND_OLD : TREND_NEWS; /* by its own runs: packages may be recorded one by one */
}

/* An escalation needs no p: four bad runs are no chance. A drift tells of its steps, as far as they go its way. */
static enum trend_said said_of(const struct trends *t, const struct trend_result *s, const struct trend_change *c) {
  if (c->said == TREND_NEWS && c->escalated) return TREND_NEWS;
  if (s->drifts && c->in_drift && (c->change > 0) == (s->drift_share > 0)) return TREND_TOLD_BY_DRIFT;
  if (c->said == TREND_NEWS && (c->too_few || !(c->p_corrected < t->r->options.alpha))) return TREND_UNPROVEN;
  return c->said;
}

static void judge_series(struct trends *t, struct trend_result *s) {
  const struct trend_change *worst = NULL;
  uint32_t said[TREND_SAID_MAX] = {0};
  VEC_EACH(const struct trend_change, c, &s->changes) {
    said[c->said]++;
    if (c->said == TREND_NEWS && tells_more(c, worst)) worst = c;
  }
  bool drift = s->drifts && s->drift_worsening > 0;
  if (worst != NULL) judge_change(t, s, worst, said[TREND_NEWS] - 1);
  if (drift) judge_drift(t, s);
  if (worst != NULL || drift) return;
  t->quiet++;
  t->unproven += said[TREND_UNPROVEN] > 0;
  t->old += said[TREND_OLD] > 0;
}

/* Thousands of series that show nothing are one gate. */
static void close_quiet(struct trends *t) {
  struct report *r = t->r;
  uint32_t left_out = t->without_direction + t->too_short + t->ended;
  if (t->quiet + left_out == 0) return;
  struct gate *g = report_gate(r, GATE_TREND, STR("history"), STR("no lasting change and no drift for the worse"));
  uint32_t index = (uint32_t)(g - r->gates.at);
  g->built_in = true;
  g->verdict = t->quiet ? VERDICT_PASS : VERDICT_UNMEASURED;
  if (t->quiet) g->measured = arena_printf(r->arena, "%u series", t->quiet);
  struct buf b = BUF_INIT;
  if (t->quiet) buf_cstr(&b, "no change for the worse");
  if (t->unproven) buf_printf(&b, " that is proven; %u of them may have one", t->unproven);
  if (t->old) buf_printf(&b, "; %u got worse before the last %d runs, which is the level now", t->old, TREND_SHOWN);
  if (t->too_short) buf_printf(&b, "%s%u series of fewer than %d runs, too few to judge", b.n ? "; " : "", t->too_short, 2 * TREND_LASTING);
  if (t->without_direction) buf_printf(&b, "%s%u series of which nobody said whether more is better or worse", b.n ? "; " : "", t->without_direction);
  if (t->ended) buf_printf(&b, "%s%u series ended", b.n ? "; " : "", t->ended);
  g->reason = buf_take(&b, r->arena);
  VEC_EACH(struct trend_result, s, &r->trends) {
    if (s->gate != INDEX_NONE || !is_judged(s)) continue;
    s->gate = index;
    s->verdict = VERDICT_PASS;
  }
}

/* ---- all series ---- */

static void measure_all(struct trends *t) {
  struct report *r = t->r;
  struct trend_tools tools;
  trend_tools_init(&tools, t->h, r->arena, &r->options);
  r->trends.cap = t->h->table.rows.n;
  r->trends.at = ARENA_ARRAY(r->arena, struct trend_result, r->trends.cap);
  for (uint32_t row = 0; row < t->h->table.rows.n; row++) {
    struct trend_result *s = &r->trends.at[r->trends.n];
    trend_measure(&tools, row, s);
    if (s->runs == 0) continue;
    s->bench = trend_match_bench(&t->match, &t->scratch, row);
    r->trends.n++;
  }
  trend_tools_free(&tools);
}

/* Both families count a series without anything as well: it was looked at. */
static void correct(struct trends *t, enum trend_family of, double **p, size_t n, size_t looked_at) {
  double *all = ARENA_ARRAY(&t->scratch, double, looked_at);
  for (size_t i = 0; i < looked_at; i++) all[i] = i < n ? *p[i] : 1;
  stat_adjust(&t->scratch, t->r->options.correction, all, looked_at, all);
  for (size_t i = 0; i < n; i++) *p[i] = all[i];
  t->r->trend_families[of] = (struct family){.m = (uint32_t)looked_at, .alpha = t->r->options.alpha, .correction = t->r->options.correction};
}

/* The drifts of what is still measured, of whatever direction: every one may be told of. */
static void correct_drifts(struct trends *t) {
  struct trend_vec *all = &t->r->trends;
  double **p = ARENA_ARRAY(&t->scratch, double *, all->n);
  size_t m = 0;
  VEC_EACH(struct trend_result, s, all) {
    s->drift_p_corrected = s->has_drift && !s->ended ? s->drift_p : (double)NAN;
    if (s->has_drift && !s->ended) p[m++] = &s->drift_p_corrected;
  }
  correct(t, TREND_FAMILY_DRIFTS, p, m, m);
  VEC_EACH(struct trend_result, s, all)
    s->drifts = s->has_drift && !s->ended && fabs(s->drift_share) > TREND_DRIFT_SHARE && s->drift_p_corrected < t->r->options.alpha;
}

/* The changes that may be news. A change is the most conspicuous of all places of its series, so its p counts for each of them (Bonferroni). */
static void correct_changes(struct trends *t) {
  struct p_vec news = {NULL, 0, 0};
  size_t without = 0;
  VEC_EACH(struct trend_result, s, &t->r->trends) {
    size_t before = news.n;
    VEC_EACH(struct trend_change, c, &s->changes) {
      c->said = said_if_proven(s, c);
      c->p_corrected = c->said == TREND_NEWS ? fmin(c->p * s->runs, 1) : (double)NAN;
      if (c->said == TREND_NEWS) *VEC_PUSH(&t->scratch, &news) = &c->p_corrected;
    }
    without += is_judged(s) && news.n == before;
  }
  correct(t, TREND_FAMILY_CHANGES, news.at, news.n, news.n + without);
  VEC_EACH(struct trend_result, s, &t->r->trends)
    VEC_EACH(struct trend_change, c, &s->changes) c->said = said_of(t, s, c);
}

void trends_judge(struct report *r) {
  const struct history *h = r->in->history;
  if (h == NULL || h->runs.n == 0) return;
  struct trends t = {.r = r, .h = h, .scratch = ARENA_INIT};
  trend_match_init(&t.match, &t.scratch, r);
  measure_all(&t);
  correct_drifts(&t);
  correct_changes(&t);
  VEC_EACH(struct trend_result, s, &r->trends) {
    if (is_judged(s)) judge_series(&t, s);
    else if (s->ended) t.ended++;
    else if (s->better == BETTER_UNKNOWN) t.without_direction++;
    else t.too_short++;
  }
  close_quiet(&t);
  arena_free(&t.scratch);
}
