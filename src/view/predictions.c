#include "view/predictions.h"

#include "analysis/predict.h"
#include "analysis/say.h"
#include "view/parts.h"

#include <math.h>

enum { PREDICTIONS_MAX = 50 }; /* rows of the table */

bool view_has_predictions(const struct view *v) {
  return v->report->predictions.n > 0;
}

void view_prediction_head(struct out *o, const struct view *v) {
  if (!view_has_predictions(v)) return;
  out_open(o, TAG_TH);
  out_class(o, LIT("r"));
  out_attr_lit(o, ATTR_SCOPE, LIT("col"));
  out_attr_lit(o, ATTR_DATA_SORT, LIT("number"));
  part_text(o, "Service, predicted");
  out_close(o, TAG_TH);
}

/* An interval around nothing is no prediction of anything. */
static bool is_certain(const struct prediction *x) {
  return x->bounded && (x->lo > 0 || x->hi < 0);
}

static struct out_lit tone_of(const struct prediction *x) {
  return !is_certain(x) ? LIT_NONE : x->predicted > 0 ? LIT("up") : LIT("dn");
}

static struct str change_words(struct arena *a, const struct prediction *x) {
  struct str change = say_change(a, x->predicted);
  return is_certain(x) ? change : arena_printf(a, "~\xc2\xa0" STR_FMT, STR_ARG(change));
}

void view_prediction_cell(struct out *o, const struct view *v, const struct bench_result *b) {
  if (!view_has_predictions(v)) return;
  const struct prediction *x = prediction_of(v->report, (uint32_t)(b - v->report->benches.at));
  out_open(o, TAG_TD);
  if (x) {
    out_class(o, tone_of(x));
    out_attrf(o, ATTR_DATA_V, "%.6f", x->predicted);
    out_attr(o, ATTR_TITLE, x->formula);
    out_text(o, change_words(v->arena, x));
  }
  out_close(o, TAG_TD);
}

static struct str share_words(struct arena *a, double share) {
  return say_percent(a, share, share < 0.1 ? 2 : 1);
}

static void cell_function(struct out *o, const struct view *v, const struct prediction *x) {
  out_open(o, TAG_TD);
  out_class(o, LIT("fc"));
  if (x->index == INDEX_NONE) out_name(o, x->function);
  else part_code_link(o, view_function_id(v->arena, v->report, x->profile, x->index), x->function);
  out_open(o, TAG_SPAN);
  out_class(o, LIT("sub"));
  part_source(o, x->source);
  if (x->fellows > 0) out_textf(o, "; %u more benchmark%s of it, not added up", x->fellows, x->fellows == 1 ? "" : "s");
  out_close(o, TAG_SPAN);
  out_close(o, TAG_TD);
}

static void put_interval(struct out *o, const struct view *v, const struct prediction *x) {
  if (!x->bounded) return;
  out_open(o, TAG_SPAN);
  out_class(o, LIT("sub"));
  out_text(o, say_change(v->arena, x->lo));
  part_text(o, " to ");
  out_text(o, say_change(v->arena, x->hi));
  out_close(o, TAG_SPAN);
}

/* The function's share in head, as the benchmark lets expect and as the profile has it. */
static void cell_share(struct out *o, const struct view *v, const struct prediction *x) {
  out_open(o, TAG_TD);
  out_class(o, LIT("r"));
  if (x->has_head) {
    out_text(o, share_words(v->arena, x->share_head));
    out_open(o, TAG_SPAN);
    out_class(o, LIT("sub"));
    out_text(o, share_words(v->arena, x->share_expected));
    part_text(o, " expected");
    out_close(o, TAG_SPAN);
  }
  out_close(o, TAG_TD);
}

static void row(struct out *o, const struct view *v, const struct prediction *x) {
  const struct bench_result *b = &v->report->benches.at[x->bench];
  out_open(o, TAG_TR);
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  part_name_link(o, view_bench_link(v, b), view_bench_name(v, &v->report->in->bench->rows.at[b->row].id));
  out_close(o, TAG_TH);
  cell_function(o, v, x);
  part_td(o, LIT("r"), share_words(v->arena, x->share));
  part_td(o, LIT("r"), say_change(v->arena, x->change));
  out_open(o, TAG_TD);
  out_class(o, LIT("r"));
  out_text(o, change_words(v->arena, x));
  put_interval(o, v, x);
  out_close(o, TAG_TD);
  cell_share(o, v, x);
  out_open(o, TAG_TD);
  out_class(o, LIT("ar"));
  out_text(o, x->formula);
  out_close(o, TAG_TD);
  out_close(o, TAG_TR);
}

static void head(struct out *o) {
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  part_th(o, LIT_NONE, "Benchmark");
  part_th(o, LIT_NONE, "Function it exercises");
  part_th(o, LIT("r"), "Share in base");
  part_th(o, LIT("r"), "Benchmark's change");
  part_th(o, LIT("r"), "Service, predicted");
  part_th(o, LIT("r"), "Function's share in head");
  part_th(o, LIT_NONE, "Arithmetic");
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
}

static int by_weight(const void *pa, const void *pb) {
  const struct prediction *a = pa, *b = pb;
  if (is_certain(a) != is_certain(b)) return is_certain(a) ? -1 : 1;
  double x = fabs(a->predicted), y = fabs(b->predicted);
  return x > y ? -1 : x < y;
}

/* What is proven first, then what weighs most. */
static const struct prediction *sorted(const struct view *v, const struct prediction_vec *all) {
  struct prediction *copy = ARENA_ARRAY(v->arena, struct prediction, all->n);
  memcpy(copy, all->at, all->n * sizeof *copy);
  vec_sort(v->arena, copy, all->n, sizeof *copy, by_weight);
  return copy;
}

void view_predictions(struct out *o, const struct view *v) {
  const struct prediction_vec *all = &v->report->predictions;
  if (all->n == 0) return;
  const struct prediction *rows = sorted(v, all);
  out_open(o, TAG_DETAILS);
  out_class(o, LIT("pred"));
  out_open(o, TAG_SUMMARY);
  part_text(o, "What the benchmarks predict for the service");
  out_close(o, TAG_SUMMARY);
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  part_text(o, "By Amdahl\xe2\x80\x99s law: the share of production\xe2\x80\x99s CPU time that a benchmark\xe2\x80\x99s function has, times the "
               "benchmark\xe2\x80\x99s change, is the change of the service\xe2\x80\x99s CPU time. p: share of the base samples with the function on "
               "their stack; s: base \xc3\xb7 head of the benchmark\xe2\x80\x99s time. Which function a benchmark exercises is read from "
               "PERFORMANCE.md. Benchmarks of one function are not added up, nor are functions that call each other. A prediction with ~ is not "
               "proven to differ from none.");
  out_close(o, TAG_P);
  part_table_open(o, LIT("pr"), "What the benchmarks predict for the service");
  head(o);
  out_open(o, TAG_TBODY);
  for (size_t i = 0; i < all->n && i < PREDICTIONS_MAX; i++) row(o, v, &rows[i]);
  out_close(o, TAG_TBODY);
  part_table_close(o);
  if (all->n > PREDICTIONS_MAX) {
    out_open(o, TAG_P);
    out_class(o, LIT("note"));
    out_count(o, all->n - PREDICTIONS_MAX);
    part_text(o, " more; --json lists all.");
    out_close(o, TAG_P);
  }
  out_close(o, TAG_DETAILS);
}
