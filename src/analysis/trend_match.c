#include "analysis/trend_match.h"

/* Each part with its length: a name may hold any byte, and no two identities read alike. */
static struct str key_of(struct arena *a, const struct bench_id *id, bool suite) {
  const struct str parts[] = {suite ? id->suite : STR_NONE, id->name, id->params, id->unit};
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    buf_u64(&b, parts[i].n);
    buf_char(&b, ':');
    buf_str(&b, parts[i]);
  }
  return buf_take(&b, a);
}

static void note(struct arena *a, struct strmap *m, const struct bench_id *id, uint32_t index) {
  uint32_t *met = strmap_at(a, m, key_of(a, id, true));
  *met = *met ? TREND_SEVERAL : index + 1;
}

void trend_match_init(struct trend_match *m, struct arena *scratch, const struct report *r) {
  const struct bench_row_vec *rows = &r->in->bench->rows, *series = &r->in->history->table.rows;
  *m = (struct trend_match){.r = r, .bench_of = ARENA_ARRAY(scratch, uint32_t, rows->n)};
  for (size_t i = 0; i < rows->n; i++) m->bench_of[i] = INDEX_NONE;
  for (uint32_t i = 0; i < r->benches.n; i++) {
    const struct bench_result *b = &r->benches.at[i];
    m->bench_of[b->row] = i;
    note(scratch, &m->benches, &rows->at[b->row].id, i);
  }
  for (uint32_t i = 0; i < series->n; i++) {
    note(scratch, &m->series, &series->at[i].id, i);
    ++*strmap_at(scratch, &m->names, key_of(scratch, &series->at[i].id, false));
  }
}

uint32_t trend_match_bench(struct trend_match *m, struct arena *scratch, uint32_t series) {
  const struct bench_table *t = m->r->in->bench;
  const struct bench_id *id = &m->r->in->history->table.rows.at[series].id;
  const struct bench_row *row = bench_table_find(t, id);
  if (row != NULL && m->bench_of[row - t->rows.at] != INDEX_NONE) return m->bench_of[row - t->rows.at];
  struct str key = key_of(scratch, id, true);
  uint32_t only = *strmap_at(scratch, &m->series, key);
  uint32_t bench = *strmap_at(scratch, &m->benches, key);
  return only == TREND_SEVERAL || bench == 0 || bench == TREND_SEVERAL ? INDEX_NONE : bench - 1;
}

struct str trend_subject(struct trend_match *m, struct arena *a, struct arena *scratch, uint32_t series) {
  const struct bench_id *id = &m->r->in->history->table.rows.at[series].id;
  if (*strmap_at(scratch, &m->names, key_of(scratch, id, false)) < 2)
    return arena_printf(a, STR_FMT STR_FMT " " STR_FMT, STR_ARG(id->name), STR_ARG(id->params), STR_ARG(id->unit));
  struct buf b = BUF_INIT;
  if (id->suite.n > 0) {
    buf_str(&b, id->suite);
    buf_char(&b, '.');
  }
  bench_id_put(&b, id);
  buf_char(&b, ' ');
  buf_str(&b, id->unit);
  return buf_take(&b, a);
}
