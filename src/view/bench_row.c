#include "view/bench_row.h"

#include "analysis/say.h"
#include "base/num.h"
#include "view/bench_chart.h"
#include "view/parts.h"
#include "view/predictions.h"
#include "view/trends.h"

#include <math.h>

static const struct bench_id *id_of(const struct view *v, const struct bench_result *b) {
  return &v->report->in->bench->rows.at[b->row].id;
}

static struct str name_of(const struct view *v, const struct bench_result *b) {
  return view_bench_name(v, id_of(v, b));
}

bool bench_row_is_idle(const struct view *v, const struct bench_result *b) {
  return !bench_is_gated(b) && b->comparable && bench_chart_of(v->report, b).tone == TONE_PLAIN;
}

/* Percent with as many digits as the rule has. */
static struct str allowance(struct arena *a, const char *op, double allowed) {
  struct buf b = BUF_INIT;
  num_put_f64(&b, fabs(round(allowed * 1e6) / 1e4));
  struct str s = arena_printf(a, "%s\xc2\xa0%s" STR_FMT "\xc2\xa0%%", op, allowed < 0 ? "\xe2\x88\x92" : "+", STR_ARG(buf_view(&b)));
  buf_free(&b);
  return s;
}

#define AT_MOST "\xe2\x89\xa4"
#define AT_LEAST "\xe2\x89\xa5"

static struct str gate_words(const struct view *v, const struct bench_result *b) {
  static const char *const ops[BOUND_OP_MAX] = {"<", AT_MOST, ">", AT_LEAST};
  if (b->gate == INDEX_NONE) return STR_NONE;
  const struct gate *g = &v->report->gates.at[b->gate];
  struct arena *a = v->arena;
  if (b->rule == INDEX_NONE) return isnan(g->allowed) ? STR_NONE : allowance(a, "<", g->allowed);
  const struct gate_rule *rule = &v->report->in->doc->rules.at[b->rule];
  switch (rule->kind) {
  case RULE_RELATIVE: return allowance(a, rule->strict ? "<" : AT_MOST, rule->allowed);
  case RULE_NO_REGRESSION: return allowance(a, AT_MOST, 0);
  case RULE_ALLOCATIONS: {
    struct str n = say_count(a, (uint64_t)fmax(0, rule->allowed));
    return arena_printf(a, AT_MOST "\xc2\xa0+" STR_FMT, STR_ARG(n));
  }
  case RULE_ABSOLUTE: {
    struct str bound = say_bench(a, rule->bound.value, id_of(v, b)->unit);
    return arena_printf(a, "%s\xc2\xa0" STR_FMT, ops[rule->bound.op], STR_ARG(bound));
  }
  case RULE_KIND_MAX: break;
  }
  return STR_NONE;
}

/* Figures for sorting: five significant digits are plenty, and keep the page light. */
static void attr_value(struct out *o, double value) {
  if (!isfinite(value)) return;
  double scale = num_is_zero(value) ? 1 : pow(10, 4 - floor(log10(fabs(value))));
  struct buf b = BUF_INIT;
  num_put_f64(&b, isfinite(scale) && scale > 0 ? round(value * scale) / scale : value);
  out_attr(o, ATTR_DATA_V, buf_view(&b));
  buf_free(&b);
}

static void cell_side(struct out *o, const struct view *v, const struct bench_result *b, enum side side) {
  static const struct str nbsp = {"\xc2\xa0", 2};
  const struct estimate *e = &b->side[side];
  out_open(o, TAG_TD);
  if (b->has[side]) {
    attr_value(o, e->centre);
    struct str figure = say_bench(v->arena, e->centre, id_of(v, b)->unit);
    size_t at = str_find(figure, nbsp);
    bool spread = !b->exact && isfinite(e->spread) && e->spread >= 0.0005;
    out_text(o, str_slice(figure, 0, at == STR_NPOS ? figure.n : at));
    if (at != STR_NPOS || spread) {
      out_text(o, nbsp);
      out_open(o, TAG_SPAN);
      out_class(o, LIT("u"));
      if (at != STR_NPOS) out_text(o, str_slice(figure, at + nbsp.n, figure.n));
      if (at != STR_NPOS && spread) out_text(o, nbsp);
      if (spread) part_text(o, "\xc2\xb1");
      if (spread) out_percent(o, e->spread, e->spread < 0.01 ? 1 : 0, false);
      out_close(o, TAG_SPAN);
    }
  }
  out_close(o, TAG_TD);
}

/* Worsening where the unit has a direction, else the plain change. */
static struct str change_words(const struct view *v, const struct bench_result *b, enum tone tone) {
  if (!b->comparable) return STR_NONE;
  double x = isnan(b->worsening) ? b->change : b->worsening;
  if (isnan(x)) return STR("from 0");
  if (isinf(x)) return num_is_zero(b->side[SIDE_BASE].centre) ? STR("from 0") : STR("to 0");
  struct str words = say_change(v->arena, x);
  if (tone != TONE_PLAIN || num_is_zero(x) || b->exact || b->no_samples) return words;
  return arena_printf(v->arena, "~\xc2\xa0" STR_FMT, STR_ARG(words));
}

static struct str p_words(struct arena *a, double p) {
  if (p < 0.001) return STR("<0.001");
  struct buf b = BUF_INIT;
  num_put_fixed(&b, p, 3);
  struct str s = arena_dup(a, buf_view(&b));
  buf_free(&b);
  return s;
}

static void cell_p(struct out *o, const struct view *v, const struct bench_result *b) {
  out_open(o, TAG_TD);
  if (b->comparable && b->exact) {
    part_muted(o, "exact");
  } else if (b->comparable && b->no_samples) {
    part_muted(o, "no samples");
  } else if (b->comparable && b->attainable_p < 1) {
    double p = b->in_family ? b->p_corrected : b->p;
    if (b->in_family && b->p < v->report->options.alpha && !num_same(b->p, b->p_corrected)) {
      struct buf raw = BUF_INIT;
      num_put_f64(&raw, b->p < 1e-4 ? b->p : round(b->p * 1e6) / 1e6);
      out_attrf(o, ATTR_TITLE, "uncorrected p = " STR_FMT, STR_ARG(buf_view(&raw)));
      buf_free(&raw);
    }
    out_text(o, p_words(v->arena, p));
  }
  out_close(o, TAG_TD);
}

static void cell_n(struct out *o, const struct bench_result *b) {
  uint32_t base = b->has[SIDE_BASE] ? b->side[SIDE_BASE].n : 0, head = b->has[SIDE_HEAD] ? b->side[SIDE_HEAD].n : 0;
  out_open(o, TAG_TD);
  if (base == head || base == 0 || head == 0) out_textf(o, "%u", base ? base : head);
  else out_textf(o, "%u, %u", base, head);
  out_close(o, TAG_TD);
}

/* Where a single sample strays further than the gate allows, that is why nothing could be shown. */
static struct str noise_words(const struct view *v, const struct bench_result *b) {
  bool open = b->gate != INDEX_NONE && (b->verdict == VERDICT_CANNOT_DECIDE || b->verdict == VERDICT_WARN);
  if (!open || b->exact || b->no_samples) return STR_NONE;
  double noise = fmax(b->side[SIDE_BASE].noise, b->side[SIDE_HEAD].noise), allowed = v->report->gates.at[b->gate].allowed;
  if (!(noise > allowed) || !(allowed >= 0)) return STR_NONE;
  struct str words = say_percent(v->arena, noise, noise < 0.1 ? 1 : 0);
  return arena_printf(v->arena, "noise of a sample " STR_FMT, STR_ARG(words));
}

/* What the figures of the row cannot say, after the name. */
static void notes(struct out *o, const struct view *v, const struct bench_result *b) {
  const struct report *r = v->report;
  struct str words[8];
  size_t n = 0;
  bool renamed = b->note == BENCH_RENAMED && b->renamed != INDEX_NONE;
  if (b->note == BENCH_NEW && r->in->has_role[SIDE_BASE]) words[n++] = STR("new");
  if (b->note == BENCH_REMOVED) words[n++] = STR("removed: in base only");
  if (renamed) words[n++] = b->has[SIDE_HEAD] ? STR("new; was it") : STR("removed; is it now");
  if (b->count_needed) words[n++] = arena_printf(v->arena, "%u samples a side would decide", b->count_needed);
  else if (b->comparable && !b->exact && !b->no_samples && b->excluded_because.n == 0 && b->attainable_p >= r->options.alpha)
    words[n++] = STR("too few samples to prove any change");
  struct str noise = noise_words(v, b);
  if (noise.n) words[n++] = noise;
  if (b->excluded_because.n && bench_is_gated(b)) words[n++] = b->excluded_because;
  if (b->config_diff.n)
    words[n++] = arena_printf(v->arena, "%lu setting%s differ%s", (unsigned long)b->config_diff.n, b->config_diff.n == 1 ? "" : "s",
                              b->config_diff.n == 1 ? "s" : "");
  if (n == 0) return;
  out_open(o, TAG_SPAN);
  out_class(o, LIT("nt"));
  out_text(o, arena_join(v->arena, words, n, STR("; ")));
  if (renamed) {
    const struct bench_result *other = &r->benches.at[b->renamed];
    part_text(o, " ");
    part_name_link(o, view_bench_link(v, other), name_of(v, other));
    part_text(o, "?");
  }
  out_close(o, TAG_SPAN);
}

void bench_row(struct out *o, const struct view *v, const struct bench_result *b) {
  struct str id = report_bench_id(v->arena, id_of(v, b));
  struct bench_chart chart = bench_chart_of(v->report, b);
  out_open(o, TAG_TR);
  if (bench_row_is_idle(v, b)) out_class(o, LIT("idle"));
  out_attr_id(o, ATTR_ID, id);
  out_open(o, TAG_TD);
  if (bench_is_gated(b)) part_tag(o, b->verdict);
  else part_muted(o, "no gate");
  out_close(o, TAG_TD);
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  part_name_link(o, id, name_of(v, b));
  notes(o, v, b);
  out_close(o, TAG_TH);
  part_td(o, b->rule == INDEX_NONE ? LIT("u") : LIT_NONE, gate_words(v, b));
  cell_side(o, v, b, SIDE_BASE);
  cell_side(o, v, b, SIDE_HEAD);
  part_td(o, chart.tone == TONE_WORSE ? LIT("up") : chart.tone == TONE_BETTER ? LIT("dn") : LIT_NONE, change_words(v, b, chart.tone));
  view_prediction_cell(o, v, b);
  out_open(o, TAG_TD);
  bench_chart(o, &chart);
  out_close(o, TAG_TD);
  cell_p(o, v, b);
  cell_n(o, b);
  view_spark_cell(o, v, b);
  out_close(o, TAG_TR);
}

static void figure_cell(struct out *o, const struct view *v, double value, struct str unit) {
  out_open(o, TAG_TD);
  part_figure(o, say_bench(v->arena, value, unit));
  out_close(o, TAG_TD);
}

static void left_out(struct out *o, const struct str_vec *names) {
  enum { NAMED = 5 };
  out_open(o, TAG_SPAN);
  out_class(o, LIT("lo"));
  part_text(o, ": ");
  for (size_t i = 0; i < names->n && i < NAMED; i++) {
    if (i) part_text(o, ", ");
    out_name(o, names->at[i]);
  }
  if (names->n > NAMED) out_textf(o, " and %lu more", (unsigned long)(names->n - NAMED));
  out_close(o, TAG_SPAN);
}

/* Its change is told as those of the rows above it: as a worsening where higher is better. */
void bench_row_geomean(struct out *o, const struct view *v, const struct geomean *m, enum better better) {
  out_open(o, TAG_TR);
  out_class(o, LIT("geo"));
  part_td_empty(o);
  out_open(o, TAG_TH);
  out_attr(o, ATTR_COLSPAN, STR("2"));
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  part_text(o, "Geomean");
  out_open(o, TAG_SPAN);
  out_class(o, LIT("nt"));
  out_count(o, m->rows);
  part_text(o, m->rows == 1 ? " row" : " rows");
  if (m->left_out.n) out_textf(o, ", %lu left out", (unsigned long)m->left_out.n);
  if (m->left_out.n) left_out(o, &m->left_out);
  out_close(o, TAG_SPAN);
  out_close(o, TAG_TH);
  figure_cell(o, v, m->base, m->unit);
  figure_cell(o, v, m->head, m->unit);
  part_td(o, LIT_NONE, say_change(v->arena, (better == BETTER_HIGHER ? 1 / m->ratio : m->ratio) - 1));
  for (int i = 0; i < 3 + view_has_predictions(v) + view_has_trends(v); i++) part_td_empty(o);
  out_close(o, TAG_TR);
}

static void line_side(struct buf *to, const struct view *v, const struct bench_result *b, enum side side) {
  if (b->has[side]) buf_str(to, say_bench(v->arena, b->side[side].centre, id_of(v, b)->unit));
  else buf_cstr(to, "nothing");
}

bool bench_row_line(struct buf *to, size_t max, const struct view *v, const struct bench_result *b) {
  size_t from = to->n;
  enum tone tone = bench_chart_of(v->report, b).tone;
  buf_str(to, name_of(v, b));
  buf_cstr(to, "  ");
  line_side(to, v, b, SIDE_BASE);
  buf_cstr(to, " \xe2\x86\x92 ");
  line_side(to, v, b, SIDE_HEAD);
  struct str change = change_words(v, b, tone);
  if (change.n) buf_cstr(to, "  ");
  buf_str(to, change);
  buf_printf(to, "  %s\n", bench_is_gated(b) ? verdict_word(b->verdict) : "no gate");
  if (to->n - from <= max) return true;
  to->n = from;
  return false;
}
