#include "emit/bench_table.h"

#include "analysis/say.h"
#include "base/escape.h"
#include "emit/bench_lines.h"
#include "emit/summary.h"

static void pad(struct buf *out, size_t n) {
  while (n--) buf_char(out, ' ');
}

static void put_cell(struct buf *out, struct str text, enum bench_colour colour, size_t width, bool left) {
  size_t gap = width - utf8_count(text);
  if (!left) pad(out, gap);
  if (colour != COLOUR_NONE) buf_printf(out, "\x1b[%dm", (int)colour);
  buf_str(out, text);
  if (colour != COLOUR_NONE) buf_cstr(out, "\x1b[0m");
  if (left) pad(out, gap);
}

static void put_lines(struct buf *out, const struct bench_lines *l, bool colour) {
  size_t *width = ARENA_ARRAY(l->a, size_t, l->cells);
  VEC_EACH(const struct bench_line, line, &l->lines) {
    for (size_t i = 0; i < l->cells && !line->is_suite; i++) {
      size_t n = utf8_count(line->cell[i]);
      if (n > width[i]) width[i] = n;
    }
  }
  VEC_EACH(const struct bench_line, line, &l->lines) {
    for (size_t i = 0; i < l->cells && !line->is_suite; i++) {
      if (i > 0 && width[i] == 0) continue;
      if (i > 0) pad(out, 2);
      put_cell(out, line->cell[i], colour ? line->colour[i] : COLOUR_NONE, width[i], bench_cell_is_left(l, i));
    }
    if (line->is_suite) buf_str(out, line->cell[CELL_NAME]);
    while (out->p[out->n - 1] == ' ') out->n--;
    buf_char(out, '\n');
  }
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

void emit_bench_text(struct buf *out, const struct columns *c, bool colour) {
  static const struct bench_style style = {escape_term, escape_term};
  struct bench_lines l;
  bench_lines_init(&l, c, &style);
  put_config(out, &l.order);
  const struct bench_block *block = l.order.blocks.at, *end = block ? block + l.order.blocks.n : block;
  while (block != end) {
    escape_term(out, block->unit);
    buf_printf(out, ", %s\n", bench_direction(columns_bench(c, l.order.rows[block->from])->better));
    block = bench_lines_table(&l, block);
    put_lines(out, &l, colour);
    buf_char(out, '\n');
  }
  bench_notes_put(out, &l.notes, "");
  if (l.notes.texts.n) buf_char(out, '\n');
  bench_lines_free(&l);
}

static void put_verdict(struct buf *out, const struct report *r) {
  uint32_t counts[VERDICT_MAX] = {0}, judged = 0;
  struct str rule = STR_NONE;
  VEC_EACH(const struct bench_result, b, &r->benches) {
    if (b->gate == INDEX_NONE) continue;
    counts[b->verdict]++;
    judged++;
    rule = r->gates.at[b->gate].rule;
  }
  struct str came_to = say_verdicts(r->arena, counts);
  buf_printf(out, "%s: %s%s", verdict_json(r->verdict), r->in->bad ? "an input is bad; " : "", r->in->same_run ? "the same bytes stand on both sides; " : "");
  if (judged)
    buf_printf(out, "of %lu row%s " STR_FMT " (rule: " STR_FMT ")", (unsigned long)judged, judged == 1 ? "" : "s", STR_ARG(came_to),
               STR_ARG(rule));
  else buf_cstr(out, "no row was judged");
  buf_printf(out, "; exit status %d\n", r->exit_status);
  emit_reasons(out, r);
}

void emit_bench_verdict(struct buf *out, const struct columns *c) {
  if (c->labels.n < 2) {
    if (c->exit_status) buf_printf(out, "an error was met; exit status %d\n", c->exit_status);
    return;
  }
  VEC_EACH(const struct column_pair, p, &c->pairs) {
    if (c->pairs.n > 1) {
      escape_term(out, p->in.label[SIDE_HEAD]);
      buf_cstr(out, ": ");
    }
    put_verdict(out, &p->report);
  }
}
