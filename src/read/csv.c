#include "read/csv.h"

void csv_init(struct csv_reader *r, struct arena *a, struct diags *d, const struct source *s) {
  *r = (struct csv_reader){.arena = a, .diags = d, .source = s, .rest = s->text, .next_line_no = 1};
}

static void start_line(struct csv_reader *r, const char *line) {
  r->line_no = r->next_line_no++;
  r->counted = line;
  r->col = 1;
}

/* Places are asked for from left to right, so that each counts on from the one before. */
static struct pos pos_of(struct csv_reader *r, const char *at) {
  r->col += (uint32_t)utf8_count((struct str){r->counted, (size_t)(at - r->counted)});
  r->counted = at;
  return source_pos(r->source, r->line_no, r->col);
}

/* The length of the cell that opens with a quote at s.p, closing quote included; STR_NPOS when it never closes. */
static size_t quoted_length(struct str s, size_t *doubled) {
  *doubled = 0;
  for (size_t i = 1; i < s.n; i++) {
    if (s.p[i] != '"') continue;
    if (i + 1 == s.n || s.p[i + 1] != '"') return i + 1;
    (*doubled)++;
    i++;
  }
  return STR_NPOS;
}

static struct str undouble(struct csv_reader *r, struct str s, size_t doubled) {
  if (doubled == 0) return s;
  char *p = arena_alloc_raw(r->arena, s.n - doubled);
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++) {
    p[n++] = s.p[i];
    if (s.p[i] == '"') i++;
  }
  return (struct str){p, n};
}

static void skip_to_line_end(struct csv_reader *r) {
  struct str line;
  (void)str_next_line(&r->rest, &line);
}

static enum csv_result bad(struct csv_reader *r, const char *at, const char *what) {
  diag_add(r->diags, DIAG_CSV_ROW, pos_of(r, at), "%s", what);
  skip_to_line_end(r);
  return CSV_BAD;
}

/* Takes a quoted cell off the rest, and moves the line on when it spans several. */
static enum csv_result quoted(struct csv_reader *r, struct csv_cell *cell) {
  size_t doubled, n = quoted_length(r->rest, &doubled);
  if (n == STR_NPOS) return bad(r, r->rest.p, "a quote that never closes");
  struct str inside = str_slice(r->rest, 1, n - 1);
  cell->text = undouble(r, inside, doubled);
  r->rest = str_slice(r->rest, n, r->rest.n);
  for (size_t i = 0; i < inside.n; i++) {
    if (inside.p[i] != '\n') continue;
    start_line(r, inside.p + i + 1);
  }
  while (r->rest.n && char_is_blank(r->rest.p[0])) r->rest = str_slice(r->rest, 1, r->rest.n);
  char next = r->rest.n ? r->rest.p[0] : '\n';
  if (next == ',' || next == '\n' || next == '\r') return CSV_RECORD;
  return bad(r, r->rest.p, "text behind a closing quote");
}

static enum csv_result plain(struct csv_reader *r, struct csv_cell *cell) {
  size_t n = 0;
  while (n < r->rest.n && r->rest.p[n] != ',' && r->rest.p[n] != '\n') n++;
  cell->text = str_trim(str_slice(r->rest, 0, n));
  if (cell->text.n) cell->pos = pos_of(r, cell->text.p);
  size_t quote = str_find_char(cell->text, '"');
  if (quote != STR_NPOS) return bad(r, cell->text.p + quote, "a quote inside a cell that does not open with one");
  r->rest = str_slice(r->rest, n, r->rest.n);
  return CSV_RECORD;
}

static enum csv_result read_cells(struct csv_reader *r, struct csv_cell_vec *cells) {
  for (;;) {
    while (r->rest.n && char_is_blank(r->rest.p[0])) r->rest = str_slice(r->rest, 1, r->rest.n);
    struct csv_cell *cell = VEC_PUSH(r->arena, cells);
    cell->pos = pos_of(r, r->rest.p);
    bool quote = r->rest.n && r->rest.p[0] == '"';
    if ((quote ? quoted(r, cell) : plain(r, cell)) == CSV_BAD) return CSV_BAD;
    if (r->rest.n == 0 || r->rest.p[0] != ',') break;
    r->rest = str_slice(r->rest, 1, r->rest.n);
  }
  skip_to_line_end(r);
  return CSV_RECORD;
}

enum csv_result csv_next(struct csv_reader *r, struct csv_cell_vec *cells) {
  cells->n = 0;
  for (;;) {
    struct str after = r->rest, line;
    if (!str_next_line(&after, &line)) return CSV_END;
    start_line(r, r->rest.p);
    if (str_trim(line).n == 0) {
      r->rest = after;
      continue;
    }
    if (line.p[0] != '#') return read_cells(r, cells);
    r->rest = after;
    *VEC_PUSH(r->arena, cells) = (struct csv_cell){str_trim(str_slice(line, 1, line.n)), pos_of(r, line.p)};
    return CSV_COMMENT;
  }
}
