/* For the tests of the reader of Go benchmark text: text in, rows and diagnostics out. */
#ifndef PERFPAGE_TESTS_GOBENCH_READ_H
#define PERFPAGE_TESTS_GOBENCH_READ_H

#include "check.h"

#include "base/num.h"
#include "read/gobench.h"

#include <stdio.h>
#include <string.h>

#define EMPTY "0:0 file-empty"

static struct arena arena;
static struct diags diags;
static struct bench_table table;

static inline void fresh(void) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  bench_table_init(&table, &arena);
}

static inline struct tally read_text(struct str text, const char *name, enum side side) {
  struct source *s = ARENA_NEW(&arena, struct source);
  *s = (struct source){.name = str_of(name), .text = text, .whole = true};
  return gobench_read(&table, &diags, s, side);
}

/* "suite.Name/params-8 unit: 1 2 3" for each row with samples of the side, then " !n" for rejected ones. */
static inline void put_rows(struct buf *b, enum side side) {
  VEC_EACH(const struct bench_row, row, &table.rows) {
    const struct bench_side *s = &row->side[side];
    if (b->n) buf_cstr(b, "; ");
    buf_str(b, row->id.suite);
    buf_char(b, '.');
    bench_id_put(b, &row->id);
    buf_char(b, ' ');
    buf_str(b, row->id.unit);
    buf_char(b, ':');
    VEC_EACH(const double, v, &s->samples) {
      buf_char(b, ' ');
      if (*v > 1e300 || *v < -1e300) buf_cstr(b, *v > 0 ? "inf" : "-inf");
      else num_put_f64(b, *v);
    }
    if (s->rejected) buf_printf(b, " !%u", s->rejected);
  }
}

static inline void put_diags(struct buf *b) {
  diag_finish(&diags);
  VEC_EACH(const struct diag, it, &diags.list) {
    buf_printf(b, "%s%u:%u %s", b->n ? ", " : "", it->pos.line, it->pos.col, diag_slug(it->id));
  }
}

static inline void assert_text(struct buf *got, const char *want) {
  if (!str_eq(buf_view(got), str_of(want)))
    fail_msg("got  %.*s\nwant %s", (int)got->n, got->n ? got->p : "", want);
  buf_free(got);
}

#endif
