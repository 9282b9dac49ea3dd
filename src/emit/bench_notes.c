#include "emit/bench_notes.h"

#include "analysis/stats_rank.h"
#include "base/num.h"
#include "emit/bench_order.h"

#include <math.h>

enum {
  NOTES_MAX = 50,      /* different notes that are printed; more than a person reads are counted */
  LEFT_OUT_NAMED = 5,  /* names of a geomean's footnote; the rest are counted */
  MARKS_OF_A_ROW = 16
};

/* The footnotes of one row while they are collected. */
struct row_marks {
  struct bench_notes *notes;
  struct str at[MARKS_OF_A_ROW];
  size_t n;
};

static struct str superscript(struct arena *a, size_t number) {
  static const char *const digits[] = {"\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
                                       "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9"};
  struct str s = STR_NONE;
  do {
    s = arena_printf(a, "%s" STR_FMT, digits[number % 10], STR_ARG(s));
    number /= 10;
  } while (number);
  return s;
}

static void add(struct row_marks *m, struct str text) {
  struct arena *a = m->notes->arena;
  struct buf safe = BUF_INIT;
  m->notes->escape(&safe, text);
  struct str_vec *texts = &m->notes->texts;
  size_t i = 0;
  while (i < texts->n && !str_eq(texts->at[i], buf_view(&safe))) i++;
  if (i == texts->n && i < NOTES_MAX) *VEC_PUSH(a, texts) = arena_dup(a, buf_view(&safe));
  buf_free(&safe);
  if (i == texts->n) {
    m->notes->more++;
    return;
  }
  struct str mark = superscript(a, i + 1);
  for (size_t k = 0; k < m->n; k++)
    if (str_eq(m->at[k], mark)) return; /* the other side said it */
  if (m->n < MARKS_OF_A_ROW) m->at[m->n++] = mark;
}

static struct str joined(const struct row_marks *m) {
  return arena_join(m->notes->arena, m->at, m->n, STR(" "));
}

static bool all_equal(const struct report *r, const struct bench_result *b) {
  const struct f64_vec *sides[SIDE_MAX] = {&r->in->bench->rows.at[b->base_row].side[SIDE_BASE].samples,
                                           &bench_row_of(r, b)->side[SIDE_HEAD].samples};
  for (enum side s = 0; s < SIDE_MAX; s++) {
    VEC_EACH(const double, v, sides[s]) {
      if (!num_same(*v, sides[SIDE_BASE]->at[0])) return false;
    }
  }
  return true;
}

/* A unit that is said to be exact, and is not. */
static void add_inexact(struct row_marks *m, const struct report *r, const struct bench_result *b, enum side s) {
  const struct bench_row *row = s == SIDE_BASE ? &r->in->bench->rows.at[b->base_row] : bench_row_of(r, b);
  if (!row->exact || row->side[s].samples.n == 0) return;
  double lo = row->side[s].samples.at[0], hi = lo;
  VEC_EACH(const double, v, &row->side[s].samples) {
    if (*v < lo) lo = *v;
    if (*v > hi) hi = *v;
  }
  if (num_same(lo, hi) || !isfinite(lo) || !isfinite(hi)) return;
  struct buf text = BUF_INIT;
  buf_cstr(&text, "declared exact, but the samples range from ");
  num_put_f64(&text, lo);
  buf_cstr(&text, " to ");
  num_put_f64(&text, hi);
  add(m, buf_view(&text));
  buf_free(&text);
}

/* Samples for an interval of the median: from the smallest to the largest it has a confidence of 1 - 2 / 2^n. */
static unsigned long interval_needs(double confidence) {
  unsigned long n = 2;
  while (n < 1000 && 1 - ldexp(1, 1 - (int)n) < confidence) n++;
  return n;
}

/* What more samples would give. */
static void add_too_few(struct row_marks *m, const struct report *r, const struct bench_result *b) {
  struct arena *a = m->notes->arena;
  unsigned long needs = interval_needs(r->options.confidence);
  for (enum side s = 0; s < SIDE_MAX; s++) {
    if (!b->has[s] || b->side[s].figure || b->side[s].bounded || b->side[s].n >= needs) continue;
    struct buf level = BUF_INIT;
    num_put_f64(&level, round(r->options.confidence * 1e10) / 1e8);
    add(m, arena_printf(a, "an interval at " STR_FMT " %% takes at least %lu samples a side", STR_ARG(buf_view(&level)), needs));
    buf_free(&level);
    break;
  }
  unsigned long family = r->families[b->rule_set].m;
  bool hopeless = b->comparable && !b->exact && !b->no_samples && b->attainable_p >= r->options.alpha;
  if (b->count_needed && family > 1)
    add(m, arena_printf(a, "too few samples to prove any difference among %lu comparisons: %lu samples a side would do", family,
                        (unsigned long)b->count_needed));
  else if (b->count_needed || hopeless)
    add(m, arena_printf(a, "too few samples to prove any difference: %lu samples a side would do",
                        (unsigned long)(b->count_needed ? b->count_needed : stat_rank_count_needed(r->options.alpha))));
}

static void add_pair(struct row_marks *m, const struct column_pair *p, const struct bench_result *b) {
  const struct report *r = &p->report;
  if (p->places && p->places[b->base_row].varies.n) add(m, p->places[b->base_row].varies);
  if (p->places && p->places[b->row].varies.n) add(m, p->places[b->row].varies);
  if (b->no_samples) add(m, STR("reported without samples: shown, and never tested"));
  if (b->comparable && !b->no_samples && all_equal(r, b)) add(m, STR("all samples are equal"));
  for (enum side s = 0; s < SIDE_MAX; s++) add_inexact(m, r, b, s);
  add_too_few(m, r, b);
  for (size_t i = 0; i < b->config_diff.n; i++) {
    const struct config_diff *d = &b->config_diff.at[i];
    add(m, arena_printf(m->notes->arena, STR_FMT " differs: \"" STR_FMT "\" in " STR_FMT ", \"" STR_FMT "\" in " STR_FMT, STR_ARG(d->key),
                        STR_ARG(d->base), STR_ARG(r->in->label[SIDE_BASE]), STR_ARG(d->head), STR_ARG(r->in->label[SIDE_HEAD])));
  }
  /* Rows that no rule speaks of have no verdict, which says it; "removed" is said beside the row. */
  if (b->gate != INDEX_NONE && b->verdict == VERDICT_NO_DATA && b->note != BENCH_REMOVED) add(m, r->gates.at[b->gate].reason);
}

struct str bench_notes_mark(struct bench_notes *n, const struct columns *c, const struct column_row *row, size_t pair) {
  struct row_marks m = {.notes = n};
  const struct bench_result *b = columns_result(c, row, pair);
  if (b) add_pair(&m, &c->pairs.at[pair], b);
  return joined(&m);
}

struct str bench_notes_mean(struct bench_notes *n, const struct column_mean *g) {
  struct row_marks m = {.notes = n};
  if (g->left_out.n == 0) return STR_NONE;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "left out of the geomean: ");
  for (size_t i = 0; i < g->left_out.n && i < LEFT_OUT_NAMED; i++) {
    if (i) buf_cstr(&b, "; ");
    buf_str(&b, g->left_out.at[i]);
  }
  if (g->left_out.n > LEFT_OUT_NAMED) buf_printf(&b, "; and %lu more", (unsigned long)(g->left_out.n - LEFT_OUT_NAMED));
  add(&m, buf_view(&b));
  buf_free(&b);
  return joined(&m);
}

void bench_notes_put(struct buf *out, const struct bench_notes *n, const char *before) {
  for (size_t i = 0; i < n->texts.n; i++) {
    buf_cstr(out, before);
    buf_str(out, superscript(n->arena, i + 1));
    buf_char(out, ' ');
    buf_str(out, n->texts.at[i]);
    buf_char(out, '\n');
  }
  if (n->more) buf_printf(out, "%s%lu more notes are not shown\n", before, (unsigned long)n->more);
}
