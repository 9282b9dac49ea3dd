#include "emit/bench_table.h"

#include "analysis/say.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/unit.h"
#include "emit/bench_notes.h"
#include "emit/bench_order.h"
#include "emit/summary.h"

#include <math.h>

enum column { COL_NAME, COL_BASE, COL_HEAD, COL_CHANGE, COL_TEST, COL_VERDICT, COL_NOTE, COL_MAX };

enum colour { COLOUR_NONE, COLOUR_WORSE = 31, COLOUR_BETTER = 32, COLOUR_WARN = 33 }; /* SGR codes */

struct line {
  struct str cell[COL_MAX];
  enum colour colour[COL_MAX];
  bool is_suite; /* only a name, however long: no column is made wide by it */
};
VEC_OF(line_vec, struct line);

/* What the making of lines needs throughout. */
struct table {
  const struct report *r;
  struct arena *a;
  struct buf tmp;
  struct bench_notes notes;
  struct line_vec lines;
};

static struct str taken(struct table *t) {
  struct str s = arena_dup(t->a, buf_view(&t->tmp));
  buf_clear(&t->tmp);
  return s;
}

static struct str filtered(struct table *t, struct str s) {
  escape_term(&t->tmp, s);
  return taken(t);
}

/* Counts are counts: no decimals where no figure of the row has any. */
static struct unit_scale scale_of(const double *values, size_t n, struct str unit) {
  struct unit_scale s = unit_scale_common(values, n, unit_class_of(unit));
  bool whole = s.prefix[0] == '\0';
  for (size_t i = 0; i < n; i++) whole = whole && num_same(values[i], floor(values[i]));
  if (whole) s.prec = 0;
  return s;
}

static struct str figure(struct table *t, double v, struct unit_scale s) {
  if (isfinite(v)) unit_put_scaled(&t->tmp, v, s);
  else buf_cstr(&t->tmp, v > 0 ? "+Inf" : "-Inf");
  return taken(t);
}

static void put_sides(struct table *t, struct line *l, const struct bench_result *b, struct str unit) {
  double centres[SIDE_MAX];
  size_t n = 0;
  for (enum side s = 0; s < SIDE_MAX; s++)
    if (b->has[s] && isfinite(b->side[s].centre)) centres[n++] = b->side[s].centre;
  struct unit_scale scale = scale_of(centres, n, unit);
  for (enum side s = 0; s < SIDE_MAX; s++) {
    if (!b->has[s]) continue;
    struct str value = figure(t, b->side[s].centre, scale);
    buf_str(&t->tmp, value);
    if (!b->side[s].figure || b->side[s].bounded) { /* a figure that states no interval has none, rather than an endless one */
      buf_cstr(&t->tmp, " \xc2\xb1 ");
      bench_put_spread(&t->tmp, &b->side[s]);
    }
    l->cell[s == SIDE_HEAD ? COL_HEAD : COL_BASE] = taken(t);
  }
}

/* Three decimals as everywhere, but never a rounded p on the wrong side of alpha, and never 0. */
static void put_p(struct buf *out, double p, double alpha) {
  if (p < 0.001) {
    buf_cstr(out, "p<0.001 ");
    return;
  }
  int prec = 3;
  while (prec < 9 && (p < alpha) != (round(p * pow(10, prec)) / pow(10, prec) < alpha)) prec++;
  buf_printf(out, "p=%.*f ", prec, p);
}

static void put_change(struct table *t, struct line *l, const struct bench_result *b) {
  if (!b->comparable) return;
  double alpha = t->r->options.alpha;
  if (b->exact || b->no_samples ? num_is_zero(b->change) : b->p >= alpha) {
    buf_char(&t->tmp, '~');
  } else {
    if (isfinite(b->change)) buf_printf(&t->tmp, num_is_zero(b->change) ? "%.2f%%" : "%+.2f%%", 100 * b->change);
    else buf_cstr(&t->tmp, "from 0");
    l->colour[COL_CHANGE] = b->worsening > 0 ? COLOUR_WORSE : b->worsening < 0 ? COLOUR_BETTER : COLOUR_NONE;
  }
  l->cell[COL_CHANGE] = taken(t);
  if (!b->exact && !b->no_samples) put_p(&t->tmp, b->p, alpha);
  bench_put_counts(&t->tmp, b);
  l->cell[COL_TEST] = taken(t);
}

static enum colour verdict_colour(enum verdict v) {
  if (v == VERDICT_FAIL) return COLOUR_WORSE;
  return v == VERDICT_WARN ? COLOUR_WARN : COLOUR_NONE;
}

static struct str renamed_words(struct table *t, const struct bench_result *b) {
  buf_cstr(&t->tmp, b->has[SIDE_HEAD] ? "new; was it " : "removed; is it now ");
  bench_id_put(&t->tmp, &bench_row_of(t->r, &t->r->benches.at[b->renamed])->id);
  buf_char(&t->tmp, '?');
  return filtered(t, taken(t));
}

static void put_note(struct table *t, struct line *l, const struct bench_result *b) {
  struct str words = STR_NONE, mark = bench_notes_mark(&t->notes, t->r, b);
  switch (b->note) {
  case BENCH_NEW: words = STR("new"); break;
  case BENCH_REMOVED: words = STR("removed"); break;
  case BENCH_RENAMED: words = renamed_words(t, b); break;
  case BENCH_COMPARED:
  case BENCH_NOTE_MAX: break;
  }
  const struct str both[] = {words, mark};
  l->cell[COL_NOTE] = words.n && mark.n ? arena_join(t->a, both, 2, STR(" ")) : words.n ? words : mark;
}

static void add_row(struct table *t, const struct bench_result *b, bool indented) {
  const struct bench_id *id = &bench_row_of(t->r, b)->id;
  struct line *l = VEC_PUSH(t->a, &t->lines);
  if (indented) buf_cstr(&t->tmp, "  ");
  bench_id_put(&t->tmp, id);
  l->cell[COL_NAME] = filtered(t, taken(t));
  put_sides(t, l, b, id->unit);
  put_change(t, l, b);
  if (b->gate != INDEX_NONE) {
    l->cell[COL_VERDICT] = str_of(verdict_word(b->verdict));
    l->colour[COL_VERDICT] = verdict_colour(b->verdict);
  }
  put_note(t, l, b);
}

static void add_geomean(struct table *t, const struct geomean *g) {
  struct line *l = VEC_PUSH(t->a, &t->lines);
  l->cell[COL_NAME] = STR("geomean");
  l->cell[COL_NOTE] = bench_notes_geomean(&t->notes, g);
  if (g->rows == 0) return;
  const double both[] = {g->base, g->head};
  struct unit_scale scale = unit_scale_common(both, 2, unit_class_of(g->unit));
  l->cell[COL_BASE] = figure(t, g->base, scale);
  l->cell[COL_HEAD] = figure(t, g->head, scale);
  buf_printf(&t->tmp, "%+.2f%%", 100 * (g->ratio - 1));
  l->cell[COL_CHANGE] = taken(t);
}

static void add_head(struct table *t) {
  struct line *l = VEC_PUSH(t->a, &t->lines);
  l->cell[COL_BASE] = filtered(t, t->r->in->label[SIDE_BASE]);
  l->cell[COL_HEAD] = filtered(t, t->r->in->label[SIDE_HEAD]);
  l->cell[COL_CHANGE] = STR("change");
}

static void pad(struct buf *out, size_t n) {
  while (n--) buf_char(out, ' ');
}

static void put_cell(struct buf *out, const struct line *l, enum column c, size_t width, bool colour) {
  size_t gap = width - utf8_count(l->cell[c]);
  bool left = c == COL_NAME || c == COL_TEST || c == COL_VERDICT || c == COL_NOTE;
  bool paint = colour && l->colour[c] != COLOUR_NONE;
  if (!left) pad(out, gap);
  if (paint) buf_printf(out, "\x1b[%dm", (int)l->colour[c]);
  buf_str(out, l->cell[c]);
  if (paint) buf_cstr(out, "\x1b[0m");
  if (left) pad(out, gap);
}

static void put_lines(struct buf *out, const struct line_vec *lines, bool colour) {
  size_t width[COL_MAX] = {0};
  VEC_EACH(const struct line, l, lines) {
    for (int c = 0; c < COL_MAX && !l->is_suite; c++) {
      size_t n = utf8_count(l->cell[c]);
      if (n > width[c]) width[c] = n;
    }
  }
  VEC_EACH(const struct line, l, lines) {
    if (l->is_suite) {
      buf_str(out, l->cell[COL_NAME]);
    } else {
      put_cell(out, l, COL_NAME, width[COL_NAME], colour);
      for (enum column c = COL_BASE; c < COL_MAX; c++) {
        if (width[c] == 0) continue;
        pad(out, 2);
        put_cell(out, l, c, width[c], colour);
      }
    }
    while (out->p[out->n - 1] == ' ') out->n--;
    buf_char(out, '\n');
  }
}

static const char *direction(enum better b) {
  static const char *const words[BETTER_MAX] = {"no direction known", "lower is better", "higher is better"};
  return words[b];
}

static void add_suite(struct table *t, struct str suite) {
  struct line *l = VEC_PUSH(t->a, &t->lines);
  buf_printf(&t->tmp, "pkg: " STR_FMT, STR_ARG(suite));
  l->cell[COL_NAME] = filtered(t, taken(t));
  l->is_suite = true;
}

static void put_config(struct buf *out, const struct bench_order *order) {
  VEC_EACH(const struct config_pair, pair, &order->config) {
    escape_term(out, pair->key);
    buf_cstr(out, ": ");
    escape_term(out, pair->value);
    buf_char(out, '\n');
  }
  if (order->config.n) buf_char(out, '\n');
}

void emit_bench_text(struct buf *out, const struct report *r, bool colour) {
  struct table t = {.r = r, .a = r->arena, .tmp = BUF_INIT, .notes = {.arena = r->arena}};
  struct bench_order order = bench_order_of(r);
  put_config(out, &order);
  VEC_EACH(const struct bench_block, block, &order.blocks) {
    if (block->opens) {
      escape_term(out, block->unit);
      buf_printf(out, ", %s\n", direction(bench_row_of(r, order.rows[block->from])->better));
      t.lines.n = 0;
      add_head(&t);
    }
    if (order.suites > 1) add_suite(&t, block->suite);
    for (size_t i = block->from; i < block->to; i++) add_row(&t, order.rows[i], order.suites > 1);
    if (!block->closes) continue;
    const struct geomean *g = bench_geomean_of(r, block->unit);
    if (g) add_geomean(&t, g);
    put_lines(out, &t.lines, colour);
    buf_char(out, '\n');
  }
  bench_notes_put(out, &t.notes);
  if (t.notes.texts.n) buf_char(out, '\n');
  buf_free(&t.tmp);
}

void emit_bench_verdict(struct buf *out, const struct report *r) {
  uint32_t counts[VERDICT_MAX] = {0}, judged = 0;
  struct str rule = STR_NONE;
  VEC_EACH(const struct bench_result, b, &r->benches) {
    if (b->gate == INDEX_NONE) continue;
    counts[b->verdict]++;
    judged++;
    rule = r->gates.at[b->gate].rule;
  }
  struct str came_to = say_verdicts(r->arena, counts);
  buf_printf(out, "%s: %s", verdict_json(r->verdict), r->in->bad ? "an input is bad; " : "");
  if (judged)
    buf_printf(out, "of %lu row%s " STR_FMT " (rule: " STR_FMT ")", (unsigned long)judged, judged == 1 ? "" : "s", STR_ARG(came_to),
               STR_ARG(rule));
  else buf_cstr(out, "no row was judged");
  buf_printf(out, "; exit status %d\n", r->exit_status);
  emit_reasons(out, r);
}
