/* Comma-separated values, RFC 4180, record by record, with the position of every cell. */
#ifndef PERFPAGE_READ_CSV_H
#define PERFPAGE_READ_CSV_H

#include "base/source.h"

struct csv_cell {
  struct str text; /* without quotes, blanks at its ends taken off unless quoted; a view into the source or in the arena */
  struct pos pos;
};
VEC_OF(csv_cell_vec, struct csv_cell);

struct csv_reader {
  struct arena *arena;
  struct diags *diags;
  const struct source *source;
  struct str rest;       /* private from here on */
  uint32_t line_no;
  const char *counted;   /* within the current line: the byte at column col */
  uint32_t col;
  uint32_t next_line_no; /* a quoted cell may span lines */
};

enum csv_result { CSV_END, CSV_RECORD, CSV_COMMENT /* "# text" as the only cell */, CSV_BAD /* diagnosed [csv-row] */ };

void csv_init(struct csv_reader *r, struct arena *a, struct diags *d, const struct source *s);
/* Fills cells with the next record; empty lines are passed over. */
enum csv_result csv_next(struct csv_reader *r, struct csv_cell_vec *cells);

#endif
