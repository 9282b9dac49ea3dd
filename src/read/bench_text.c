#include "read/bench_text.h"

#include "base/num.h"

struct text_lines text_lines_of(const struct source *s) {
  return (struct text_lines){.source = s, .rest = s->text};
}

bool text_lines_next(struct text_lines *l) {
  if (!str_next_line(&l->rest, &l->line)) return false;
  l->no++;
  return true;
}

struct pos text_lines_pos(const struct text_lines *l, const char *at) {
  size_t before = at ? (size_t)(at - l->line.p) : 0;
  return source_pos(l->source, l->no, (uint32_t)utf8_count(str_slice(l->line, 0, before)) + 1);
}

bool text_number_and_unit(struct str s, double *v, struct str *unit) {
  size_t n = 0;
  while (n < s.n && (char_is_digit(s.p[n]) || s.p[n] == '.' || s.p[n] == '-' || s.p[n] == '+')) n++;
  *unit = str_slice(s, n, s.n);
  return num_parse_decimal(str_slice(s, 0, n), v);
}
