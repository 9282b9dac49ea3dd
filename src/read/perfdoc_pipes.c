#include "read/perfdoc_reader.h"

/* Pipe tables as GitHub reads them (GFM 0.29, "Tables"): a header row, an alignment row, body rows to the end of the
 * paragraph; a pipe after a backslash does not end a cell, not even in code. Where GFM is silent about a mistake we are not:
 * an alignment row of another width than its header still makes a table here, and is diagnosed. */

struct str span_line(const struct reader *r, const struct span *s, size_t line) {
  struct str text = reader_line(r, line);
  if (line == s->first) return str_slice(text, (size_t)(s->at - text.p), text.n);
  text = str_trim(text);
  for (size_t i = 0; i < s->quotes && text.n > 0 && text.p[0] == '>'; i++) text = str_trim(str_slice(text, 1, text.n));
  return text;
}

/* Takes the next cell off the front of *rest, which begins behind the leading pipe. */
static bool next_cell(struct str *rest, struct str *cell) {
  if (rest->n == 0) return false;
  size_t at = 0;
  while (at < rest->n && rest->p[at] != '|') at += rest->p[at] == '\\' && at + 1 < rest->n && rest->p[at + 1] == '|' ? 2 : 1;
  struct str raw = str_slice(*rest, 0, at);
  *cell = str_trim(raw);
  if (cell->n == 0) cell->p = raw.p + (raw.n > 0 ? 1 : 0);
  *rest = str_slice(*rest, at + 1, rest->n);
  return true;
}

static struct str row_inside(struct str line) {
  line = str_trim(line);
  return str_starts(line, STR("|")) ? str_slice(line, 1, line.n) : line;
}

static size_t count_cells(struct str line) {
  struct str rest = row_inside(line), cell;
  size_t n = 0;
  while (next_cell(&rest, &cell)) n++;
  return n;
}

static bool is_alignment(struct str cell, enum block_align *align) {
  bool left = str_starts(cell, STR(":")), right = cell.n > 1 && str_ends(cell, STR(":"));
  struct str dashes = str_slice(cell, left, cell.n - right);
  for (size_t i = 0; i < dashes.n; i++)
    if (dashes.p[i] != '-') return false;
  *align = left && right ? ALIGN_CENTRE : left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_NONE;
  return dashes.n > 0;
}

/* The number of columns an alignment row has, 0 when it is none. */
static size_t alignment_row(struct str line) {
  if (str_find_char(line, '|') == STR_NPOS || str_find_char(line, '-') == STR_NPOS) return 0;
  struct str rest = row_inside(line), cell;
  size_t n = 0;
  enum block_align align;
  for (; next_cell(&rest, &cell); n++)
    if (!is_alignment(cell, &align)) return 0;
  return n;
}

struct pipes {
  struct reader *r;
  struct inline_job_vec *jobs;
  enum block_align *align;
  size_t columns;
};

/* Whether no byte of the text can be markup where it stands: most cells need no parser. */
static bool is_plain(struct str text) {
  for (size_t i = 0; i < text.n; i++) {
    char before = i > 0 ? text.p[i - 1] : ' ', behind = i + 1 < text.n ? text.p[i + 1] : ' ';
    switch (text.p[i]) {
    case '\0':
    case '`':
    case '*':
    case '[':
    case ']':
    case '\\': return false;
    case '_':
      if (!char_is_alnum(before) || !char_is_alnum(behind)) return false;
      break;
    case '&':
      if (char_is_alnum(behind) || behind == '#') return false;
      break;
    case '<':
      if (char_is_alpha(behind) || strchr("/!?", behind) != NULL) return false;
      break;
    default: break;
    }
  }
  return true;
}

static void put_cell(struct pipes *p, struct block_list *row, struct str raw, size_t column) {
  struct block *cell = block_append(p->r, row, BLOCK_CELL, reader_pos(p->r, raw.p));
  cell->text = raw;
  cell->align = column < p->columns ? p->align[column] : ALIGN_NONE;
  if (raw.n == 0) return;
  if (is_plain(raw)) {
    struct block_list inside = {cell, NULL};
    block_append(p->r, &inside, BLOCK_TEXT, cell->pos)->text = raw;
    return;
  }
  *VEC_PUSH(p->r->arena, p->jobs) = (struct inline_job){cell, raw};
}

static void put_row(struct pipes *p, struct block_list *table, struct str line, bool header) {
  struct str text = str_trim(line), rest = row_inside(text), cell;
  struct block *row = block_append(p->r, table, BLOCK_ROW, reader_pos(p->r, text.p));
  row->header = header;
  row->text = text;
  struct block_list cells = {row, NULL};
  for (size_t column = 0; next_cell(&rest, &cell); column++) put_cell(p, &cells, cell, column);
}

/* The columns are the header's, whatever the alignment row has. */
static void read_alignments(struct pipes *p, struct str header, struct str line) {
  p->columns = count_cells(header);
  p->align = ARENA_ARRAY(p->r->arena, enum block_align, p->columns + 1);
  struct str rest = row_inside(line), cell;
  size_t n = 0;
  for (; next_cell(&rest, &cell); n++)
    if (n < p->columns) (void)is_alignment(cell, &p->align[n]);
  if (n == p->columns) return;
  diag_add(p->r->diags, n < p->columns ? DIAG_CELL_MISSING : DIAG_CELL_EXTRA, reader_pos(p->r, str_trim(line).p),
           "alignment row has %zu cell%s, table has %zu column%s: GFM shows the table as text", n, n == 1 ? "" : "s", p->columns,
           p->columns == 1 ? "" : "s");
  if (!section_declares(p->r->section)) return;
  struct decl *d = VEC_PUSH(p->r->arena, &p->r->doc->unreadable);
  *d = (struct decl){.pos = reader_pos(p->r, str_trim(header).p), .text = str_trim(header)};
  d->problem = STR("header and alignment row differ in width: a pipe is missing or too many");
}

/* The lines before the header are a paragraph of their own. */
static void put_lead(struct pipes *p, const struct span *s, size_t header, struct block_list *list) {
  if (header == s->first) return;
  struct str first = span_line(p->r, s, s->first), last = span_line(p->r, s, header - 1);
  struct block *lead = block_append(p->r, list, BLOCK_PARAGRAPH, reader_pos(p->r, first.p));
  lead->text = (struct str){first.p, (size_t)(last.p + last.n - first.p)};
  *VEC_PUSH(p->r->arena, p->jobs) = (struct inline_job){lead, lead->text};
}

bool perfdoc_pipes(struct reader *r, const struct span *s, struct block_list *list, struct inline_job_vec *jobs) {
  size_t under = s->first + 1;
  for (; under <= s->last; under++)
    if (alignment_row(span_line(r, s, under)) > 0 && count_cells(span_line(r, s, under - 1)) > 0 &&
        str_find_char(span_line(r, s, under - 1), '|') != STR_NPOS)
      break;
  if (under > s->last) return false;
  struct pipes p = {.r = r, .jobs = jobs};
  struct str header = span_line(r, s, under - 1);
  put_lead(&p, s, under - 1, list);
  read_alignments(&p, header, span_line(r, s, under));
  struct block_list table = {block_append(r, list, BLOCK_TABLE, reader_pos(r, str_trim(header).p)), NULL};
  put_row(&p, &table, header, true);
  for (size_t line = under + 1; line <= s->last; line++) put_row(&p, &table, span_line(r, s, line), false);
  return true;
}
