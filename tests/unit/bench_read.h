/* For the tests of readers of benchmark results: text in, rows and diagnostics out as one line each. */
#ifndef PERFPAGE_TESTS_BENCH_READ_H
#define PERFPAGE_TESTS_BENCH_READ_H

#include "check.h"

#include "base/num.h"
#include "read/bench_formats.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct bench_read {
  struct arena arena;
  struct diags diags;
  struct bench_table table;
  enum input_kind kind; /* as recognised */
  struct tally tally;
};

/* Recognises and reads one text as head; what is not recognised is not read. The text must outlive it. */
static inline void bench_read_text(struct bench_read *r, const char *name, struct str text) {
  *r = (struct bench_read){.arena = ARENA_INIT};
  diag_init(&r->diags, &r->arena);
  bench_table_init(&r->table, &r->arena);
  struct source *s = ARENA_NEW(&r->arena, struct source);
  *s = (struct source){.name = str_of(name), .text = text, .bytes = text.n, .whole = true};
  r->kind = bench_formats_sniff(s);
  if (r->kind != INPUT_UNKNOWN) r->tally = bench_formats_read(&r->table, &r->diags, s, SIDE_HEAD, r->kind);
  bench_table_finish(&r->table);
}

static inline void bench_read_free(struct bench_read *r) {
  arena_free(&r->arena);
}

static inline void bench_put_value(struct buf *b, double v) {
  if (isnan(v)) buf_cstr(b, "nan");
  else if (isinf(v)) buf_cstr(b, v > 0 ? "inf" : "-inf");
  else num_put_f64(b, v);
}

/* "suite.Name/params-8 unit< 1 2 3; ..." : < lower is better, > higher, ? unknown, = exact before it; "!n" rejected samples;
 * figures in brackets, [centre lo..hi n=5]. */
static inline const char *bench_read_rows(struct bench_read *r) {
  struct buf b = BUF_INIT;
  VEC_EACH(const struct bench_row, row, &r->table.rows) {
    const struct bench_side *s = &row->side[SIDE_HEAD];
    if (b.n) buf_cstr(&b, "; ");
    if (row->id.suite.n) {
      buf_str(&b, row->id.suite);
      buf_char(&b, '.');
    }
    bench_id_put(&b, &row->id);
    buf_char(&b, ' ');
    buf_str(&b, row->id.unit);
    if (row->exact) buf_char(&b, '=');
    buf_char(&b, row->better == BETTER_LOWER ? '<' : row->better == BETTER_HIGHER ? '>' : '?');
    VEC_EACH(const double, v, &s->samples) {
      buf_char(&b, ' ');
      bench_put_value(&b, *v);
    }
    if (s->figures) {
      VEC_EACH(const double, v, &s->figures->centres) {
        buf_cstr(&b, " [");
        bench_put_value(&b, *v);
        if (!isnan(s->figures->lo) || !isnan(s->figures->hi)) {
          buf_char(&b, ' ');
          bench_put_value(&b, s->figures->lo);
          buf_cstr(&b, "..");
          bench_put_value(&b, s->figures->hi);
        }
        if (s->figures->n) buf_printf(&b, " n=%llu", (unsigned long long)s->figures->n);
        buf_char(&b, ']');
      }
    }
    if (s->rejected) buf_printf(&b, " !%u", s->rejected);
  }
  return buf_take(&b, &r->arena).p;
}

/* "line:col slug: message, ..." */
static inline const char *bench_read_diags(struct bench_read *r) {
  struct buf b = BUF_INIT;
  diag_finish(&r->diags);
  VEC_EACH(const struct diag, it, &r->diags.list)
    buf_printf(&b, "%s%u:%u %s: " STR_FMT, b.n ? ", " : "", it->pos.line, it->pos.col, diag_slug(it->id), STR_ARG(it->message));
  return buf_take(&b, &r->arena).p;
}

/* A table row of a test: text, the kind it must be recognised as, and what must come out. diags NULL: none. */
struct bench_read_row {
  const char *what, *text;
  enum input_kind kind;
  const char *rows, *diags;
};

static inline void bench_read_check(void **state) {
  const struct bench_read_row *row = *state;
  struct bench_read r;
  bench_read_text(&r, "input", str_of(row->text));
  assert_string_equal(input_kind_json(r.kind), input_kind_json(row->kind));
  assert_string_equal(bench_read_rows(&r), row->rows);
  assert_string_equal(bench_read_diags(&r), row->diags ? row->diags : "");
  bench_read_free(&r);
}

#endif
