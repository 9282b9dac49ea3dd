/* The table of one unit as lines of cells, and the footnotes of all tables: what the text and the Markdown have in common. */
#ifndef PERFPAGE_EMIT_BENCH_LINES_H
#define PERFPAGE_EMIT_BENCH_LINES_H

#include "emit/bench_notes.h"
#include "emit/bench_order.h"

/* Cells of a line: the name, the first column, then of every other column what follows, and the note of the line. Of several
 * comparisons each has its notes beside it. */
enum { CELL_NAME, CELL_FIRST, CELL_OTHERS };
enum bench_cell { CELL_VALUE, CELL_CHANGE, CELL_TEST, CELL_VERDICT, CELL_NOTE, CELL_MAX };

enum bench_colour { COLOUR_NONE, COLOUR_WORSE = 31, COLOUR_BETTER = 32, COLOUR_WARN = 33 }; /* SGR codes */

struct bench_line {
  struct str *cell;
  enum bench_colour *colour; /* as many */
  bool is_suite; /* only a name, however long: no column is made wide by it */
};
VEC_OF(bench_line_vec, struct bench_line);

/* How names and words are written where the lines will stand. */
struct bench_style {
  void (*text)(struct buf *, struct str);
  void (*name)(struct buf *, struct str);
};

struct bench_lines {
  const struct columns *c;
  struct arena *a;
  struct buf tmp;
  const struct bench_style *style;
  struct bench_notes notes;
  struct bench_order order;
  size_t cells;              /* of every line */
  size_t heads;              /* lines that head the table */
  struct bench_line_vec lines; /* of the table at hand */
  size_t made;               /* lines that have cells, those of earlier tables included */
};

void bench_lines_init(struct bench_lines *l, const struct columns *c, const struct bench_style *style);
void bench_lines_free(struct bench_lines *l);
/* The lines of the table that block opens. Returns the block behind it. */
const struct bench_block *bench_lines_table(struct bench_lines *l, const struct bench_block *block);

/* Whether a cell reads from the left: words do, figures do not. */
bool bench_cell_is_left(const struct bench_lines *l, size_t cell);

#endif
