/* What a person sees of the history: a small picture in each row of the comparison, cards of what changed, a table of all. */
#ifndef PERFPAGE_VIEW_TRENDS_H
#define PERFPAGE_VIEW_TRENDS_H

#include "html/out.h"
#include "view/tiles.h"
#include "view/trend_plot.h"
#include "view/view.h"

enum { TREND_SPARK_RUNS = 20, TREND_CARD_RUNS = TREND_SHOWN };

/* What a page has of the history. Every index is into report.trends; worst first: by verdict, then what changed or drifts before
 * what does not, then by size. */
struct trend_places {
  uint32_t *order;    /* as many as there are trends */
  uint32_t *card;     /* cards_n of them, as they stand in order */
  size_t cards_n, notable_n; /* notable: have a card where there is room */
  size_t gated_n;            /* only have a gate, and no card */
  size_t rows_n, moved_n;    /* rows of the table, the first of order; moved: the first of order that worry, changed or drift */
  uint32_t *of_bench; /* by index into report.benches; INDEX_NONE for a row without a past */
  enum trend_place { TREND_LEFT_OUT, TREND_IN_ROW, TREND_IN_CARD } *place; /* by index into report.trends: where its id is */
};

/* How many may be shown. */
struct trend_limit {
  size_t cards, steady, rows; /* steady: cards that are filled up to with series that only have a gate */
};
struct trend_places *trend_places(struct arena *a, const struct report *r, struct trend_limit limit);

bool view_has_trends(const struct view *v);
bool trend_has_head(const struct report *r); /* a head of its own, which is not the newest run */
const struct bench_row *trend_row(const struct report *r, const struct trend_result *t); /* its name and unit */

/* ---- in the rows of the comparison; nothing without a history ---- */

void view_spark_head(struct out *o, const struct view *v);
void view_spark_marks(struct out *o, const struct view *v); /* the dots that all pictures share: before the first of them */
void view_spark_cell(struct out *o, const struct view *v, const struct bench_result *b);
void view_spark_note(struct out *o, const struct view *v);

/* ---- what pictures say in words ---- */

/* "20 runs, last 84.0 µs, +8.2 % at run13, head 98.1 µs": of the runs with a place in the picture. */
struct str trend_words(const struct view *v, const struct trend_result *t, const struct trend_plot *p);
/* The changes that are told of, oldest first: not the steps that a drift is cut into, where the drift is. */
struct trend_change_vec trend_changes(struct arena *a, const struct trend_result *t);
enum tone trend_tone(double worsening);
enum tone trend_change_tone(const struct trend_change *c); /* plain for one that is mended or unproven */
void trend_put_end(struct buf *b, const struct report *r, const struct trend_result *t); /* "ended at run 31" */
struct str trend_run_name(struct arena *a, struct str name, size_t most); /* at most that many characters */

/* ---- paint: a class of the style sheet, and the colour where that is refused ---- */

struct trend_paint {
  struct out_lit class, colour;
};
struct trend_paint trend_fill(enum tone t);
struct trend_paint trend_stroke(enum tone t);
struct trend_paint trend_ring(enum tone t); /* of the stroke; it is filled with the paper */

/* Instead of the ring of a head far beyond the runs: the triangle that the chart of a gate has, as high as size, its tip at the head. */
void trend_draw_beyond(struct out *o, const struct trend_plot *p, enum tone tone, int size);
void trend_draw_band(struct out *o, const struct trend_plot *p, const struct trend_result *t); /* what is usual; nothing when it is not known */

/* ---- parts of the section ---- */

void trend_card(struct out *o, const struct view *v, const struct trend_frame *f, const struct trend_result *t);
void trend_table(struct out *o, const struct view *v);
void trend_figures(struct out *o, const struct view *v, const struct trend_frame *f); /* every point of every card */
/* A commit, as a link where there is an address for it; cut to a few characters unless whole. Nothing for none. */
void trend_commit(struct out *o, const struct view *v, struct str commit, bool whole);
struct trend_frame trend_card_frame(const struct view *v);
double trend_head(const struct report *r, const struct trend_result *t); /* NAN: none */

#endif
