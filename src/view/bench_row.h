/* One row of the benchmark table, in full or in a line of text. */
#ifndef PERFPAGE_VIEW_BENCH_ROW_H
#define PERFPAGE_VIEW_BENCH_ROW_H

#include "html/out.h"
#include "view/bench_rows.h"
#include "view/view.h"

enum { BENCH_COLUMNS = 9 }; /* one more where there are predictions, one more where there is a history */

/* Neither a gate nor a proven change: left out on paper. */
bool bench_row_is_idle(const struct view *v, const struct bench_result *b);
void bench_row(struct out *o, const struct view *v, const struct bench_result *b);
void bench_row_geomean(struct out *o, const struct view *v, const struct geomean *m, enum better better);
/* "HotPath_Checkout  84.0 µs -> 98.1 µs  +16.8 %  Fail" and a line feed. Appended to b, at most max bytes: false, and nothing
 * appended, when it does not fit. */
bool bench_row_line(struct buf *to, size_t max, const struct view *v, const struct bench_result *b);

#endif
