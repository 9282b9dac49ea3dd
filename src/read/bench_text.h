/* For readers of benchmark results that are lines of text. */
#ifndef PERFPAGE_READ_BENCH_TEXT_H
#define PERFPAGE_READ_BENCH_TEXT_H

#include "read/bench_sink.h"
#include "read/time_unit.h"

struct text_lines {
  const struct source *source;
  struct str rest, line;
  uint32_t no; /* of line, from 1 */
};

struct text_lines text_lines_of(const struct source *s);
bool text_lines_next(struct text_lines *l);
struct pos text_lines_pos(const struct text_lines *l, const char *at); /* at: in the line, or at its end */

/* "12.5ms": the number in front, and what follows it. False without a plain decimal number. */
bool text_number_and_unit(struct str s, double *v, struct str *unit);

#endif
