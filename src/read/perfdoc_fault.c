#include "read/perfdoc_reader.h"

/* ---- declarations that cannot be read ---- */

void decl_problem(struct reader *r, struct decl *d, enum diag_id id, struct pos pos, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  struct str message = arena_vprintf(r->arena, fmt, ap);
  va_end(ap);
  diag_add(r->diags, id, pos, STR_FMT, STR_ARG(message));
  if (d->problem.n == 0) d->problem = message;
}

struct str text_shown(struct reader *r, struct str text) {
  size_t end = GRAMMAR_CELL_MAX;
  if (text.n <= end) return text;
  while (end > 0 && ((unsigned char)text.p[end] & 0xC0) == 0x80) end--;
  return arena_printf(r->arena, STR_FMT "…", STR_ARG(str_slice(text, 0, end)));
}

void declare_unreadable(struct reader *r, struct pos pos, struct str text, enum diag_id id, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  struct str message = arena_vprintf(r->arena, fmt, ap);
  va_end(ap);
  diag_add(r->diags, id, pos, STR_FMT, STR_ARG(message));
  *VEC_PUSH(r->arena, &r->doc->unreadable) = (struct decl){.pos = pos, .text = text_shown(r, text), .problem = message};
}

struct str text_shortened(struct reader *r, struct str text) {
  enum { SHOWN = 60 };
  size_t at = 0;
  while (at < text.n && at < SHOWN) (void)utf8_next(text, &at);
  return at >= text.n ? text : arena_printf(r->arena, STR_FMT "…", STR_ARG(str_slice(text, 0, at)));
}

void note_text_only(struct reader *r, struct pos pos, struct str text) {
  *VEC_PUSH(r->arena, &r->doc->text_only) = (struct decl){.pos = pos, .text = text_shown(r, text)};
}

/* ---- figures ---- */

/* Words that follow a figure without being its unit. */
static bool is_small_word(struct str word) {
  static const char *const words[] = {"a", "after", "all", "an", "and", "any", "are", "as", "at", "average", "before", "but", "by", "during",
                                      "each", "for", "from", "if", "in", "is", "latency", "measured", "of", "on", "or", "over", "per", "slower",
                                      "than", "that", "the", "to", "total", "under", "until", "when", "where", "while", "with", "within", "worse"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_eq_nocase(word, str_of(words[i]))) return true;
  return false;
}

static struct str first_word(struct str s) {
  size_t n = 0;
  while (n < s.n && !char_is_space(s.p[n]) && s.p[n] != ',' && s.p[n] != ';' && s.p[n] != ')' && s.p[n] != '(') n++;
  return str_slice(s, 0, n);
}

static struct str with_points(struct reader *r, struct str figure) {
  struct str copy = arena_dup(r->arena, figure);
  char *p = arena_alloc(r->arena, copy.n + 1);
  for (size_t i = 0; i < copy.n; i++) p[i] = copy.p[i] == ',' ? '.' : copy.p[i];
  return (struct str){p, copy.n};
}

static void report_unit_missing(struct reader *r, struct decl *d, struct pos pos, struct str figure, const struct fault *f) {
  const char *what = f->subject;
  if (f->example == NULL) decl_problem(r, d, DIAG_UNIT_MISSING, pos, "%s\"" STR_FMT "\" has no unit", what, STR_ARG(figure));
  else
    decl_problem(r, d, DIAG_UNIT_MISSING, pos, "%s\"" STR_FMT "\" has no unit; write \"" STR_FMT "%s\" or \"" STR_FMT "%s\"", what, STR_ARG(figure),
                 STR_ARG(figure), f->example, STR_ARG(figure), f->example2);
}

/* What quantity_parse made of the number with the word behind it, in a message. */
static bool report_status(struct reader *r, struct decl *d, const struct flat *at, struct str figure, struct str unit, const struct fault *f) {
  struct str whole = {figure.p, unit.n > 0 ? (size_t)(unit.p + unit.n - figure.p) : figure.n};
  struct quantity q;
  struct pos pos = flat_pos(r, at, figure);
  switch (quantity_parse(whole, &q)) {
  case QUANTITY_OK: return false;
  case QUANTITY_UNIT_MISSING: report_unit_missing(r, d, pos, figure, f); return true;
  case QUANTITY_UNIT_AMBIGUOUS:
    decl_problem(r, d, DIAG_UNIT_AMBIGUOUS, flat_pos(r, at, unit), "unit \"" STR_FMT "\" is ambiguous for a latency; write \"ms\" or \"min\"", STR_ARG(unit));
    return true;
  case QUANTITY_DECIMAL_COMMA: {
    struct str better = with_points(r, whole);
    decl_problem(r, d, DIAG_DECIMAL_COMMA, pos, "decimal comma; write \"" STR_FMT "\"", STR_ARG(better));
    return true;
  }
  case QUANTITY_RANGE: decl_problem(r, d, DIAG_NOT_A_QUANTITY, pos, "a range is no bound; write its upper end"); return true;
  case QUANTITY_UNIT_UNKNOWN:
    decl_problem(r, d, DIAG_NOT_A_QUANTITY, flat_pos(r, at, unit), "\"" STR_FMT "\" is no unit known here", STR_ARG(unit));
    return true;
  case QUANTITY_NOT: break;
  }
  decl_problem(r, d, DIAG_NOT_A_QUANTITY, pos, "\"" STR_FMT "\" is no quantity", STR_ARG(whole));
  return true;
}

bool report_figure(struct reader *r, struct decl *d, const struct flat *at, struct str text, const struct fault *f) {
  size_t n = 0;
  while (n < text.n && (char_is_digit(text.p[n]) || text.p[n] == '.' || text.p[n] == ',' || text.p[n] == '_')) n++;
  while (n > 0 && (text.p[n - 1] == '.' || text.p[n - 1] == ',')) n--;
  if (n == 0) return false;
  struct str figure = str_slice(text, 0, n), unit = first_word(str_trim(str_slice(text, n, text.n)));
  while (unit.n > 0 && (unit.p[unit.n - 1] == '.' || unit.p[unit.n - 1] == '?')) unit.n--;
  if (unit.n > 0 && unit.p != text.p + n && is_small_word(unit)) unit = STR_NONE;
  return report_status(r, d, at, figure, unit, f);
}

void report_cell(struct reader *r, struct decl *d, const struct flat *cell, const char *what, const struct fault *f) {
  if (cell->text.n > GRAMMAR_CELL_MAX) {
    decl_problem(r, d, DIAG_TOO_LONG, flat_pos(r, cell, cell->text), "a cell of more than %d bytes is not read", GRAMMAR_CELL_MAX);
    return;
  }
  struct grammar_match m;
  if (grammar_find(GRAMMAR_CELL_NUMBER, cell->text, 0, &m) == PATTERN_YES) {
    struct str val = grammar_group(&m, "val");
    struct str from = {val.p, (size_t)(cell->text.p + cell->text.n - val.p)};
    if (report_figure(r, d, cell, from, f)) return;
  }
  decl_problem(r, d, DIAG_NOT_A_QUANTITY, flat_pos(r, cell, cell->text), "expected %s, found \"" STR_FMT "\"", what,
               STR_ARG(text_shortened(r, cell->text)));
}

void check_direction(struct reader *r, struct decl *d, const struct bound *b, struct pos op_at) {
  bool lower = b->op == BOUND_ABOVE || b->op == BOUND_AT_LEAST;
  if (lower && dim_is_latency(b->dim)) decl_problem(r, d, DIAG_DIRECTION_LATENCY, op_at, "lower bound on a latency percentile; did you mean \"<\"?");
}

bool read_bound(struct reader *r, struct decl *d, const struct flat *cell, struct str header, const char *what,
                struct bound *out) {
  static const struct fault plain = {"", NULL, NULL};
  struct grammar_match m, h;
  struct flat given = *cell;
  double bare;
  if (cell->text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_HEADER_UNIT, header, 0, &h) == PATTERN_YES && number_of(cell->text, &bare))
    given.text = arena_printf(r->arena, STR_FMT " " STR_FMT, STR_ARG(cell->text), STR_ARG(grammar_group(&h, "unit")));
  bool found = given.text.n <= GRAMMAR_CELL_MAX && grammar_find(GRAMMAR_BOUND_CELL, given.text, 0, &m) == PATTERN_YES;
  if (!found || !bound_of_match(&m, BOUND_AT_MOST, out)) {
    report_cell(r, d, cell, what, &plain);
    return false;
  }
  out->text = cell->text;
  struct str op = grammar_group(&m, "op");
  check_direction(r, d, out, flat_pos(r, cell, op));
  return true;
}

bool read_time_bound(struct reader *r, struct decl *d, const struct flat *cell, struct str header, struct bound *out) {
  if (!read_bound(r, d, cell, header, "a duration", out)) return false;
  if (out->dim == DIM_TIME) return true;
  decl_problem(r, d, DIAG_NOT_A_QUANTITY, flat_pos(r, cell, cell->text), "expected a duration, found \"" STR_FMT "\"", STR_ARG(cell->text));
  return false;
}
