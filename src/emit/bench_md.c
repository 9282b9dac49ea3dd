#include "emit/bench_table.h"

#include "base/escape.h"
#include "emit/bench_lines.h"

/* A name as code, which nothing in it can end: not where it holds what ends code or a cell. */
static void put_name(struct buf *out, struct str name) {
  bool plain = name.n > 0 && name.p[0] != ' ' && name.p[name.n - 1] != ' ';
  plain = plain && str_find_char(name, '`') == STR_NPOS && str_find_char(name, '|') == STR_NPOS;
  if (!plain) {
    escape_md(out, name);
    return;
  }
  buf_char(out, '`');
  escape_filter(out, name, NULL);
  buf_char(out, '`');
}

/* A line as code, whatever is in it: a forge takes names in plain text for people and addresses. */
static void put_code(struct buf *out, struct str line) {
  size_t longest = 0, run = 0;
  for (size_t i = 0; i < line.n; i++) {
    run = line.p[i] == '`' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  for (size_t i = 0; i <= longest; i++) buf_char(out, '`');
  if (longest) buf_char(out, ' ');
  escape_filter(out, line, NULL);
  if (longest) buf_char(out, ' ');
  for (size_t i = 0; i <= longest; i++) buf_char(out, '`');
}

static void put_line(struct buf *out, const struct bench_lines *l, const bool *used, const struct bench_line *line) {
  for (size_t i = 0; i < l->cells; i++) {
    if (!used[i]) continue;
    buf_cstr(out, "| ");
    buf_str(out, str_trim(line->cell[i]));
    if (line->cell[i].n) buf_char(out, ' ');
  }
  buf_cstr(out, "|\n");
}

/* A table has one head: the lines of a label stand behind each other. */
static struct bench_line head_of(const struct bench_lines *l) {
  struct bench_line head = {.cell = ARENA_ARRAY(l->a, struct str, l->cells)};
  for (size_t i = 0; i < l->cells; i++) {
    struct str_vec parts = {0};
    for (size_t k = 0; k < l->heads; k++)
      if (l->lines.at[k].cell[i].n) *VEC_PUSH(l->a, &parts) = l->lines.at[k].cell[i];
    head.cell[i] = arena_join(l->a, parts.at, parts.n, STR(" "));
  }
  return head;
}

static void put_table(struct buf *out, const struct bench_lines *l) {
  bool *used = ARENA_ARRAY(l->a, bool, l->cells);
  used[CELL_NAME] = true;
  VEC_EACH(const struct bench_line, line, &l->lines) {
    for (size_t i = 1; i < l->cells; i++) used[i] = used[i] || line->cell[i].n > 0;
  }
  struct bench_line head = head_of(l);
  put_line(out, l, used, &head);
  for (size_t i = 0; i < l->cells; i++)
    if (used[i]) buf_cstr(out, bench_cell_is_left(l, i) ? "|:--" : "|--:");
  buf_cstr(out, "|\n");
  for (size_t i = l->heads; i < l->lines.n; i++) put_line(out, l, used, &l->lines.at[i]);
}

static void put_config(struct buf *out, const struct bench_order *order) {
  VEC_EACH(const struct config_pair, pair, &order->config) {
    buf_cstr(out, pair == order->config.at ? "" : "; ");
    escape_md(out, pair->key);
    buf_cstr(out, ": ");
    escape_md(out, pair->value);
  }
  if (order->config.n) buf_cstr(out, "\n\n");
}

void emit_bench_md(struct buf *out, const struct columns *c) {
  static const struct bench_style style = {escape_md, put_name};
  struct bench_lines l;
  bench_lines_init(&l, c, &style);
  put_config(out, &l.order);
  const struct bench_block *block = l.order.blocks.at, *end = block ? block + l.order.blocks.n : block;
  while (block != end) {
    buf_cstr(out, "**");
    escape_md(out, block->unit);
    buf_printf(out, "**, %s\n\n", bench_direction(columns_bench(c, l.order.rows[block->from])->better));
    block = bench_lines_table(&l, block);
    put_table(out, &l);
    buf_char(out, '\n');
  }
  bench_notes_put(out, &l.notes, "- ");
  if (l.notes.texts.n) buf_char(out, '\n');
  bench_lines_free(&l);
}

void emit_bench_md_verdict(struct buf *out, const struct columns *c) {
  struct buf text = BUF_INIT;
  emit_bench_verdict(&text, c);
  struct str rest = buf_view(&text), line;
  while (str_next_line(&rest, &line)) {
    buf_cstr(out, str_starts(line, STR("  ")) ? "  - " : "- ");
    put_code(out, str_trim(line));
    buf_char(out, '\n');
  }
  buf_free(&text);
}
