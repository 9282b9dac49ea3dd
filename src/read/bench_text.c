#include "read/bench_text.h"

#include "base/num.h"

#include <math.h>

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

void text_failed(struct bench_sink *s, struct pos pos, struct str what) {
  s->table->failed[s->side] = true;
  diag_add(s->diags, DIAG_BENCH_FAIL, pos, "the benchmark run failed: \"" STR_FMT "\"", STR_ARG(str_slice(what, 0, 200)));
}

struct time_unit {
  const char *name;
  double times, by;
};

/* Divided where it is a fraction: 3 / 1e3 is the double nearest to 0.003, 3 * 1e-3 is not. */
static const struct time_unit time_units[] = {
    {"ns", 1, 1e9},          {"us", 1, 1e6},   {"\xc2\xb5s", 1, 1e6}, {"\xce\xbcs", 1, 1e6}, {"ms", 1, 1e3}, {"s", 1, 1},       {"ps", 1, 1e12},
    {"m", 60, 1},            {"h", 3600, 1},   {"sec", 1, 1},         {"msec", 1, 1e3},      {"usec", 1, 1e6},
};

double text_seconds(double v, struct str unit) {
  for (size_t i = 0; i < sizeof time_units / sizeof *time_units; i++)
    if (str_eq(unit, str_of(time_units[i].name))) return v * time_units[i].times / time_units[i].by;
  return (double)NAN;
}

bool text_number_and_unit(struct str s, double *v, struct str *unit) {
  size_t n = 0;
  while (n < s.n && (char_is_digit(s.p[n]) || s.p[n] == '.' || s.p[n] == '-' || s.p[n] == '+')) n++;
  *unit = str_slice(s, n, s.n);
  return num_parse_decimal(str_slice(s, 0, n), v);
}

struct str text_trim_zeros(struct str s) {
  if (str_find_char(s, '.') == STR_NPOS) return s;
  while (s.n > 0 && s.p[s.n - 1] == '0') s.n--;
  if (s.n > 0 && s.p[s.n - 1] == '.') s.n--;
  return s;
}

#define ESCAPE '\x1b'

bool text_is_coloured(struct str line) {
  return str_find_char(line, ESCAPE) != STR_NPOS;
}

/* ESC [ ... letter, ESC ( letter, or ESC letter. */
static size_t escape_end(struct str s, size_t at) {
  char opens = at + 1 < s.n ? s.p[at + 1] : '\0';
  if (opens == '(') return at + 3;
  if (opens != '[') return at + 2;
  at += 2;
  while (at < s.n && !(s.p[at] >= '@' && s.p[at] <= '~')) at++;
  return at + 1;
}

void text_put_plain(struct buf *b, struct str line) {
  for (size_t at = 0; at < line.n;) {
    size_t escape = str_find_char(str_slice(line, at, line.n), ESCAPE);
    if (escape == STR_NPOS) escape = line.n - at;
    buf_str(b, str_slice(line, at, at + escape));
    at += escape;
    if (at < line.n) at = escape_end(line, at);
  }
}
