#include "read/perfdoc_reader.h"

static size_t count_children(const struct block *b) {
  size_t n = 0;
  for (const struct block *c = b->first; c != NULL; c = c->next) n++;
  return n;
}

static uint64_t roles_of(struct str header) {
  uint64_t roles = 0;
  if (header.n == 0 || header.n > GRAMMAR_CELL_MAX) return 0;
#define X(id, name) roles |= grammar_find(id, header, 0, NULL) == PATTERN_YES ? ROLE(id) : 0;
  GRAMMAR_COLUMNS(X)
#undef X
  return roles;
}

static void fill_row(struct reader *r, struct row *out, const struct block *b, struct cell *cells, size_t n) {
  *out = (struct row){.block = b, .cells = cells, .n = n, .pos = b->pos};
  const struct block *c = b->first;
  for (size_t i = 0; i < n; i++) {
    cells[i] = (struct cell){.block = c};
    if (c == NULL) continue;
    struct flat whole = flat_of(r, c);
    cells[i].flat = flat_trim(r, &whole);
    c = c->next;
  }
  out->crooked = c != NULL || (n > 0 && cells[n - 1].block == NULL);
  if (n > 0 && cells[0].flat.text.n > 0) out->pos = flat_pos(r, &cells[0].flat, cells[0].flat.text);
}

/* What a row is without when it ends before a column. */
static struct str loss(struct reader *r, const struct table *t, size_t column) {
  static const struct {
    enum grammar role;
    const char *noun;
  } nouns[] = {
      {GRAMMAR_C_BUDGET, "budget"}, {GRAMMAR_C_TARGET, "target"},    {GRAMMAR_C_DELTA, "allowed delta"}, {GRAMMAR_C_BLOCK, "condition"},
      {GRAMMAR_C_UNTIL, "date"},    {GRAMMAR_C_WINDOW, "window"},    {GRAMMAR_C_WHY, "reason"},          {GRAMMAR_C_VALUE, "value"},
  };
  if (column >= t->header.n) return arena_printf(r->arena, "column %zu", column + 1);
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
    if (t->roles[column] & ROLE(nouns[i].role)) return str_of(nouns[i].noun);
  return arena_printf(r->arena, "\"" STR_FMT "\"", STR_ARG(t->header.cells[column].flat.text));
}

/* A figure that no column takes in may be a bound, as when two rows were joined: then it must not be lost. */
static void check_extra(struct reader *r, const struct block *row, const struct block *extra) {
  for (; extra != NULL; extra = extra->next) {
    struct flat f = flat_of(r, extra);
    struct str text = str_trim(f.text);
    bool figure = text.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_S_SUSPECT, text, 0, NULL) != PATTERN_NO ||
                  grammar_find(GRAMMAR_BOUND_CELL, text, 0, NULL) != PATTERN_NO || grammar_find(GRAMMAR_BENCH_DELTA, text, 0, NULL) != PATTERN_NO;
    if (!figure) continue;
    declare_unreadable(r, extra->pos, str_trim(row->text), DIAG_RULE_UNREADABLE, "\"" STR_FMT "\" stands behind the last column, so nothing holds it",
                       STR_ARG(text_shortened(r, text)));
    return;
  }
}

static void check_width(struct reader *r, const struct table *t, const struct block *row, size_t want) {
  size_t have = count_children(row);
  const char *s = want == 1 ? "" : "s";
  if (have < want) {
    struct str lost = loss(r, t, have);
    diag_add(r->diags, DIAG_CELL_MISSING, row->pos, "row has %zu cell%s, table has %zu column%s: no " STR_FMT, have, have == 1 ? "" : "s", want, s,
             STR_ARG(lost));
  } else if (have > want) {
    const struct block *extra = row->first;
    for (size_t i = 0; i < want; i++) extra = extra->next;
    struct flat whole = flat_of(r, extra);
    struct str text = str_trim(whole.text);
    if (section_declares(r->section)) check_extra(r, row, extra);
    diag_add(r->diags, DIAG_CELL_EXTRA, extra->pos, "row has %zu cells, table has %zu column%s: \"" STR_FMT "\" is ignored (GFM drops it too)", have, want,
             s, STR_ARG(text));
  }
}

struct table table_open(struct reader *r, const struct block *b) {
  struct table t = {.block = b};
  const struct block *header = b->first;
  size_t all = count_children(header), n = all < TABLE_COLUMNS ? all : TABLE_COLUMNS;
  if (n < all) {
    diag_add(r->diags, DIAG_TOO_LONG, header->pos, "columns behind the %dth are shown and not read", TABLE_COLUMNS);
    if (section_declares(r->section)) {
      struct decl *d = VEC_PUSH(r->arena, &r->doc->unreadable);
      *d = (struct decl){.pos = header->pos, .text = STR("a table"), .problem = STR("the table has too many columns")};
    }
  }
  fill_row(r, &t.header, header, ARENA_ARRAY(r->arena, struct cell, n + 1), n);
  t.roles = ARENA_ARRAY(r->arena, uint64_t, n + 1);
  t.cells = ARENA_ARRAY(r->arena, struct cell, n + 1);
  for (size_t i = 0; i < n; i++) t.roles[i] = roles_of(t.header.cells[i].flat.text);
  for (const struct block *row = header->next; row != NULL; row = row->next) check_width(r, &t, row, all);
  return t;
}

bool table_next(struct reader *r, const struct table *t, const struct block **at, struct row *out) {
  *at = *at == NULL ? t->block->first->next : (*at)->next;
  if (*at == NULL) return false;
  fill_row(r, out, *at, t->cells, t->header.n);
  return true;
}

int table_column(const struct table *t, enum grammar role) {
  for (size_t i = 0; i < t->header.n; i++)
    if (t->roles[i] & ROLE(role)) return (int)i;
  return NO_COLUMN;
}

bool table_has(const struct table *t, enum grammar role) {
  return table_column(t, role) != NO_COLUMN;
}

const struct cell *row_cell(const struct row *row, int column) {
  static const struct cell none;
  return column >= 0 && (size_t)column < row->n ? &row->cells[column] : &none;
}

struct str row_text(const struct row *row, int column) {
  return row_cell(row, column)->flat.text;
}

struct str header_text(const struct table *t, int column) {
  return row_text(&t->header, column);
}

bool text_is_void(struct str text) {
  static const char *const words[] = {"", "-", "–", "—", "n/a", "none", "TBD"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_eq_nocase(text, str_of(words[i]))) return true;
  return false;
}

struct decl row_decl(struct reader *r, const struct row *row) {
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < row->n && row->cells[i].block != NULL; i++) {
    if (i > 0) buf_cstr(&b, " | ");
    buf_str(&b, row->cells[i].flat.text);
  }
  struct decl d = {.pos = row->pos, .text = arena_dup(r->arena, text_shown(r, buf_view(&b)))};
  buf_free(&b);
  return d;
}

bool row_lacks(const struct row *row, int column, struct decl *d) {
  if (row_cell(row, column)->block != NULL) return false;
  if (d->problem.n == 0) d->problem = STR("the row ends before this cell");
  return true;
}

size_t bound_columns(const struct table *t, int columns[BOUND_COLUMNS]) {
  const uint64_t wanted = ROLE(GRAMMAR_C_BUDGET) | ROLE(GRAMMAR_C_TARGET) | ROLE(GRAMMAR_C_QUANT) | ROLE(GRAMMAR_C_MULTIQ);
  const uint64_t unwanted = ROLE(GRAMMAR_C_CURRENT) | ROLE(GRAMMAR_C_ERRBUDGET) | ROLE(GRAMMAR_C_ALERT);
  size_t n = 0;
  for (size_t i = 0; i < t->header.n && n < BOUND_COLUMNS; i++)
    if ((t->roles[i] & wanted) && !(t->roles[i] & unwanted)) columns[n++] = (int)i;
  return n;
}

bool header_quantile(struct str header, double *q) {
  struct grammar_match m;
  if (header.n > GRAMMAR_CELL_MAX) return false;
  if (grammar_find(GRAMMAR_S_PERCENTILE, header, 0, &m) == PATTERN_YES) return quantile_of(m.at.at[0], q);
  return grammar_find(GRAMMAR_C_QUANT, header, 0, &m) == PATTERN_YES && quantile_of(grammar_group(&m, "q"), q);
}

uint32_t seen_before(struct reader *r, struct strmap *seen, struct str key, uint32_t line) {
  uint32_t *first = strmap_at(r->arena, seen, key);
  uint32_t before = *first;
  if (before == 0) *first = line;
  return before;
}

bool row_is_void(const struct row *row, int column, struct decl *d) {
  if (!text_is_void(row_text(row, column))) return false;
  if (row->crooked && d->problem.n == 0) d->problem = STR("the row has another number of cells than the table has columns, and this one is empty");
  return true;
}
