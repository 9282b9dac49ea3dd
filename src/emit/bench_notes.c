#include "emit/bench_notes.h"

#include "analysis/stats_rank.h"
#include "base/escape.h"
#include "base/num.h"
#include "emit/bench_order.h"

#include <math.h>

enum {
  INTERVAL_NEEDS = 6,  /* samples for an interval of the median at 95 %: 1 - 2 / 2^n reaches it at 6 */
  NOTES_MAX = 50,      /* different notes that are printed; more than a person reads are counted */
  LEFT_OUT_NAMED = 5,  /* names of a geomean's footnote; the rest are counted */
  MARKS_OF_A_ROW = 8
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
  escape_term(&safe, text);
  struct str_vec *texts = &m->notes->texts;
  size_t i = 0;
  while (i < texts->n && !str_eq(texts->at[i], buf_view(&safe))) i++;
  if (i == texts->n && i < NOTES_MAX) *VEC_PUSH(a, texts) = arena_dup(a, buf_view(&safe));
  buf_free(&safe);
  if (i == texts->n) m->notes->more++;
  else if (m->n < MARKS_OF_A_ROW) m->at[m->n++] = superscript(a, i + 1);
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

/* What more samples would give. */
static void add_too_few(struct row_marks *m, const struct report *r, const struct bench_result *b) {
  struct arena *a = m->notes->arena;
  for (enum side s = 0; s < SIDE_MAX; s++) {
    if (!b->has[s] || b->side[s].figure || b->side[s].bounded || b->side[s].n >= INTERVAL_NEEDS) continue;
    add(m, arena_printf(a, "an interval at 95 %% takes at least %d samples a side", INTERVAL_NEEDS));
    break;
  }
  unsigned long family = r->families[b->rule_set].m;
  bool hopeless = b->comparable && !b->exact && !b->no_samples && b->attainable_p >= r->options.alpha;
  if (b->count_needed && family > 1)
    add(m, arena_printf(a, "too few samples to prove any difference among %lu comparisons: -count=%lu would do", family,
                        (unsigned long)b->count_needed));
  else if (b->count_needed || hopeless)
    add(m, arena_printf(a, "too few samples to prove any difference: -count=%lu would do",
                        (unsigned long)(b->count_needed ? b->count_needed : stat_rank_count_needed(r->options.alpha))));
}

struct str bench_notes_mark(struct bench_notes *n, const struct report *r, const struct bench_result *b) {
  struct row_marks m = {.notes = n};
  if (b->no_samples) add(&m, STR("reported without samples: shown, and never tested"));
  if (b->comparable && !b->no_samples && all_equal(r, b)) add(&m, STR("all samples are equal"));
  add_too_few(&m, r, b);
  for (size_t i = 0; i < b->config_diff.n; i++) {
    const struct config_diff *d = &b->config_diff.at[i];
    add(&m, arena_printf(n->arena, STR_FMT " differs: \"" STR_FMT "\" in " STR_FMT ", \"" STR_FMT "\" in " STR_FMT, STR_ARG(d->key),
                         STR_ARG(d->base), STR_ARG(r->in->label[SIDE_BASE]), STR_ARG(d->head), STR_ARG(r->in->label[SIDE_HEAD])));
  }
  /* Rows that no rule speaks of have no verdict, which says it; "removed" is said beside the row. */
  if (b->gate != INDEX_NONE && b->verdict == VERDICT_NO_DATA && b->note != BENCH_REMOVED) add(&m, r->gates.at[b->gate].reason);
  return joined(&m);
}

struct str bench_notes_geomean(struct bench_notes *n, const struct geomean *g) {
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

void bench_notes_put(struct buf *out, const struct bench_notes *n) {
  for (size_t i = 0; i < n->texts.n; i++) {
    buf_str(out, superscript(n->arena, i + 1));
    buf_char(out, ' ');
    buf_str(out, n->texts.at[i]);
    buf_char(out, '\n');
  }
  if (n->more) buf_printf(out, "%lu more notes are not shown\n", (unsigned long)n->more);
}
