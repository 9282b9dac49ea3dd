#include "emit/bench_table.h"

#include "base/escape.h"
#include "base/num.h"
#include "base/unit.h"

#include <math.h>

enum column { COL_VERDICT, COL_NAME, COL_BASE, COL_HEAD, COL_CHANGE, COL_P, COL_NOTE, COL_MAX };

struct line {
  struct str cell[COL_MAX];
  int colour; /* SGR code of the change; 0 for none */
};
VEC_OF(line_vec, struct line);

static struct str taken(struct arena *a, struct buf *b) {
  struct str s = arena_dup(a, buf_view(b));
  buf_clear(b);
  return s;
}

static struct str side_cell(struct arena *a, struct buf *b, const struct bench_result *r, enum side side, struct str unit) {
  if (!r->has[side]) return STR_NONE;
  const struct estimate *e = &r->side[side];
  unit_put_bench(b, e->centre, unit);
  buf_cstr(b, " \xc2\xb1 ");
  if (isnan(e->spread)) buf_char(b, '?');
  else if (isinf(e->spread)) buf_cstr(b, "\xe2\x88\x9e");
  else buf_printf(b, "%.0f%%", 100 * e->spread);
  return taken(a, b);
}

/* What the figures alone do not say. */
static struct str note_of(struct arena *a, const struct bench_result *b) {
  static const char *const notes[BENCH_NOTE_MAX] = {"", "new", "removed", "renamed?"};
  if (b->note != BENCH_COMPARED) return str_of(notes[b->note]);
  if (b->excluded_because.n) return b->excluded_because;
  if (!b->exact && b->comparable && b->attainable_p >= 0.05)
    return arena_printf(a, "too few samples: p cannot fall below %.2g", b->attainable_p);
  return b->verdict == VERDICT_CANNOT_DECIDE && b->count_needed
             ? arena_printf(a, "-count=%lu would decide", (unsigned long)b->count_needed)
             : STR_NONE;
}

static bool differs(const struct bench_result *b, double alpha) {
  return b->exact ? !num_is_zero(b->change) : b->p < alpha;
}

static struct line line_of(const struct report *r, const struct bench_result *b, struct buf *tmp) {
  const struct bench_id *id = &r->in->bench->rows.at[b->row].id;
  struct line l = {0};
  l.cell[COL_VERDICT] = b->gate == INDEX_NONE ? STR_NONE : str_of(verdict_word(b->verdict));
  bench_id_put(tmp, id);
  struct str name = taken(r->arena, tmp);
  escape_term(tmp, name);
  l.cell[COL_NAME] = taken(r->arena, tmp);
  l.cell[COL_BASE] = side_cell(r->arena, tmp, b, SIDE_BASE, id->unit);
  l.cell[COL_HEAD] = side_cell(r->arena, tmp, b, SIDE_HEAD, id->unit);
  if (b->comparable && differs(b, r->options.alpha)) {
    if (isfinite(b->change)) buf_printf(tmp, "%+.2f%%", 100 * b->change);
    else buf_cstr(tmp, "from 0");
    l.colour = b->worsening > 0 || isnan(b->change) ? 31 : b->worsening < 0 ? 32 : 0;
  } else if (b->comparable) {
    buf_char(tmp, '~');
  }
  l.cell[COL_CHANGE] = taken(r->arena, tmp);
  if (b->comparable) {
    uint32_t base = b->side[SIDE_BASE].n, head = b->side[SIDE_HEAD].n;
    if (!b->exact) buf_printf(tmp, b->p < 0.0005 ? "p=%.1e " : "p=%.3f ", b->p);
    buf_printf(tmp, base == head ? "n=%lu" : "n=%lu+%lu", (unsigned long)base, (unsigned long)head);
  }
  l.cell[COL_P] = taken(r->arena, tmp);
  l.cell[COL_NOTE] = note_of(r->arena, b);
  return l;
}

static struct line geomean_line(const struct report *r, const struct geomean *g, struct buf *tmp) {
  struct line l = {0};
  l.cell[COL_NAME] = STR("geomean");
  if (g->rows == 0) {
    l.cell[COL_NOTE] = STR("needs rows that are positive on both sides");
    return l;
  }
  unit_put_bench(tmp, g->base, g->unit);
  l.cell[COL_BASE] = taken(r->arena, tmp);
  unit_put_bench(tmp, g->head, g->unit);
  l.cell[COL_HEAD] = taken(r->arena, tmp);
  buf_printf(tmp, "%+.2f%%", 100 * (g->ratio - 1));
  l.cell[COL_CHANGE] = taken(r->arena, tmp);
  if (g->left_out.n) l.cell[COL_NOTE] = arena_printf(r->arena, "%lu left out", (unsigned long)g->left_out.n);
  return l;
}

static void pad(struct buf *out, size_t n) {
  while (n--) buf_char(out, ' ');
}

static void put_lines(struct buf *out, const struct line_vec *lines, bool colour) {
  size_t width[COL_MAX] = {0};
  VEC_EACH(const struct line, l, lines) {
    for (int c = 0; c < COL_MAX; c++) {
      size_t n = utf8_count(l->cell[c]);
      if (n > width[c]) width[c] = n;
    }
  }
  VEC_EACH(const struct line, l, lines) {
    size_t start = out->n;
    for (int c = 0; c < COL_MAX; c++) {
      if (width[c] == 0) continue;
      size_t gap = width[c] - utf8_count(l->cell[c]);
      bool left = c == COL_VERDICT || c == COL_NAME || c == COL_NOTE;
      bool paint = colour && c == COL_CHANGE && l->colour && l->cell[c].n;
      if (out->n > start) pad(out, 2);
      if (!left) pad(out, gap);
      if (paint) buf_printf(out, "\x1b[%dm", l->colour);
      buf_str(out, l->cell[c]);
      if (paint) buf_cstr(out, "\x1b[0m");
      if (left) pad(out, gap);
    }
    while (out->n > start && out->p[out->n - 1] == ' ') out->n--;
    buf_char(out, '\n');
  }
}

static const char *direction(enum better b) {
  static const char *const words[BETTER_MAX] = {"no direction known", "lower is better", "higher is better"};
  return words[b];
}

static void put_unit(struct buf *out, const struct report *r, struct str unit, bool colour) {
  struct buf tmp = BUF_INIT;
  struct line_vec lines = {0};
  enum better better = BETTER_UNKNOWN;
  struct line *head = VEC_PUSH(r->arena, &lines);
  head->cell[COL_BASE] = r->in->label[SIDE_BASE];
  head->cell[COL_HEAD] = r->in->label[SIDE_HEAD];
  head->cell[COL_CHANGE] = STR("change");
  VEC_EACH(const struct bench_result, b, &r->benches) {
    const struct bench_row *row = &r->in->bench->rows.at[b->row];
    if (!str_eq(row->id.unit, unit)) continue;
    better = row->better;
    *VEC_PUSH(r->arena, &lines) = line_of(r, b, &tmp);
  }
  VEC_EACH(const struct geomean, g, &r->geomeans) {
    if (str_eq(g->unit, unit)) *VEC_PUSH(r->arena, &lines) = geomean_line(r, g, &tmp);
  }
  escape_term(out, unit);
  buf_printf(out, " (%s)\n", direction(better));
  put_lines(out, &lines, colour);
  buf_free(&tmp);
}

void emit_bench_text(struct buf *out, const struct report *r, bool colour) {
  struct str_vec units = bench_units(r->arena, r);
  VEC_EACH(const struct str, unit, &units) {
    if (unit != units.at) buf_char(out, '\n');
    put_unit(out, r, *unit, colour);
  }
}
