#include "read/perfdoc_reader.h"

/* Sections that inform rather than judge: hotspots, anti-patterns, runbooks, tuning history; and waivers. */

/* The next code span in the order of the text, or NULL. Spans inside emphasis and links count. */
struct span_walk {
  const struct block *stack[PERFDOC_DEPTH + 1];
  size_t depth;
  struct str before; /* the text between the span before, or the beginning, and the one found: its last piece */
};

static const struct block *next_code(struct span_walk *w) {
  w->before = STR_NONE;
  for (;;) {
    const struct block *b = w->stack[w->depth];
    if (b == NULL) {
      if (w->depth == 0) return NULL;
      w->depth--;
      continue;
    }
    w->stack[w->depth] = b->next;
    if (b->kind == BLOCK_CODE_SPAN) return b;
    if (b->kind == BLOCK_TEXT) w->before = b->text;
    bool spans = b->kind == BLOCK_EMPH || b->kind == BLOCK_STRONG || b->kind == BLOCK_LINK;
    if (spans && w->depth < PERFDOC_DEPTH) w->stack[++w->depth] = b->first;
  }
}

static bool names_benchmark(struct str s) {
  return str_starts(s, STR("Benchmark")) && s.n > strlen("Benchmark");
}

/* ---- known hotspots ---- */

/* Where the name of a list item ends: ": ", " - ", " – ", " — ". */
static size_t name_end(struct str text, size_t *skip) {
  static const char *const marks[] = {": ", " - ", " – ", " — "};
  size_t best = text.n;
  *skip = 0;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    size_t at = str_find(text, str_of(marks[i]));
    if (at >= best) continue;
    best = at;
    *skip = strlen(marks[i]);
  }
  return best;
}

void read_hotspot_item(struct reader *r, const struct block *paragraph) {
  struct flat text = flat_of(r, paragraph);
  if (text.text.n == 0) return;
  struct hotspot h = {.decl = {.pos = flat_pos(r, &text, text.text), .text = text.text}};
  size_t skip, end = name_end(text.text, &skip);
  h.function = str_trim(str_slice(text.text, 0, end));
  h.note = str_trim(str_slice(text.text, end + skip, text.text.n));
  slo_find_route(r, &text, h.note, &h.route);
  struct span_walk w = {.stack = {paragraph->first}};
  bool named = false;
  for (const struct block *code; (code = next_code(&w)) != NULL;) {
    bool bench = names_benchmark(code->text);
    if (bench && h.benchmark.n == 0) h.benchmark = code->text;
    if (!bench && !named) h.function = code->text;
    named = named || !bench;
  }
  *VEC_PUSH(r->arena, &r->doc->hotspots) = h;
}

bool read_hotspot_table(struct reader *r, const struct table *t) {
  int function = table_column(t, GRAMMAR_C_FUNCTION), bench = table_column(t, GRAMMAR_C_BENCH);
  int route = table_column(t, GRAMMAR_C_ROUTE), note = table_column(t, GRAMMAR_C_WHY);
  if (function == NO_COLUMN) function = 0;
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    struct hotspot h = {.decl = row_decl(r, &row), .function = row_text(&row, function), .note = row_text(&row, note)};
    if (!text_is_void(row_text(&row, bench))) h.benchmark = row_text(&row, bench);
    const struct cell *cell = row_cell(&row, route);
    if (!text_is_void(cell->flat.text)) slo_find_route(r, &cell->flat, cell->flat.text, &h.route);
    if (h.function.n == 0) decl_problem(r, &h.decl, DIAG_RULE_UNREADABLE, row.pos, "the row names no function");
    *VEC_PUSH(r->arena, &r->doc->hotspots) = h;
  }
  return true;
}

/* ---- anti-patterns ---- */

enum mention { MENTION_AGAIN, MENTION_WARNED_OF, MENTION_PLACE, MENTION_INSTEAD };

/* Takes the last word off the text: letters, so that "don't" is "t" with "don" before it. */
static struct str last_word(struct str *text) {
  size_t end = text->n;
  while (end > 0 && char_is_space(text->p[end - 1])) end--;
  size_t from = end;
  while (from > 0 && char_is_alpha(text->p[from - 1])) from--;
  struct str word = str_slice(*text, from, end);
  *text = str_slice(*text, 0, from);
  return word;
}

static bool is_one_of(struct str word, const char *const *words) {
  for (; *words; words++)
    if (str_eq_nocase(word, str_of(*words))) return true;
  return false;
}

/* What the words before a code span make of it: "in `encode`" is a place, "use `strconv`" what to do, and anything else what not
 * to. MENTION_AGAIN: the same as the span before, "`a`, `b` or `c`". */
static enum mention mention_of(struct str before) {
  static const char *const places[] = {"in", "inside", "within", "under", "beneath", "below", "from", "into", NULL};
  static const char *const articles[] = {"the", "a", "an", "any", NULL};
  static const char *const joins[] = {"and", "or", "nor", NULL};
  static const char *const wishes[] = {"use", "prefer", "using", "uses", NULL};
  static const char *const refusals[] = {"not", "never", "t", "no", "avoid", "to", NULL};
  struct str word = last_word(&before);
  while (is_one_of(word, articles)) word = last_word(&before);
  if (is_one_of(word, joins) && str_trim(before).n <= 1) return MENTION_AGAIN;
  if (word.n == 0 && str_eq(str_trim(before), STR(","))) return MENTION_AGAIN;
  if (is_one_of(word, places)) return MENTION_PLACE;
  if (is_one_of(word, wishes) && !is_one_of(last_word(&before), refusals)) return MENTION_INSTEAD;
  return MENTION_WARNED_OF;
}

void read_anti_item(struct reader *r, const struct block *paragraph) {
  struct flat text = flat_of(r, paragraph);
  struct anti_pattern a = {.decl = {.pos = flat_pos(r, &text, text.text), .text = text.text}};
  struct span_walk w = {.stack = {paragraph->first}};
  enum mention mention = MENTION_WARNED_OF;
  for (const struct block *code; (code = next_code(&w)) != NULL;) {
    enum mention said = mention_of(w.before);
    if (said != MENTION_AGAIN) mention = said;
    if (names_benchmark(code->text)) *VEC_PUSH(r->arena, &a.benchmarks) = code->text;
    else if (mention == MENTION_WARNED_OF) *VEC_PUSH(r->arena, &a.symbols) = code->text;
    else if (mention == MENTION_PLACE) *VEC_PUSH(r->arena, &a.places) = code->text;
  }
  if (text.text.n > 0) *VEC_PUSH(r->arena, &r->doc->antis) = a;
}

/* ---- runbooks ---- */

void read_runbook_title(struct reader *r, const struct block *b) {
  struct flat text = flat_of(r, b);
  if (text.text.n == 0) return;
  size_t skip, end = name_end(text.text, &skip);
  struct runbook book = {.decl = {.pos = flat_pos(r, &text, text.text), .text = text.text}, .title = str_slice(text.text, 0, end)};
  *VEC_PUSH(r->arena, &r->doc->runbooks) = book;
}

bool read_runbook_table(struct reader *r, const struct table *t) {
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);)
    if (row.cells[0].block != NULL) read_runbook_title(r, row.cells[0].block);
  return true;
}

/* ---- tuning history ---- */

bool read_tuning_table(struct reader *r, const struct table *t) {
  int date = table_column(t, GRAMMAR_C_DATE), change = table_column(t, GRAMMAR_C_CHANGE);
  int before = table_column(t, GRAMMAR_C_BEFORE), after = table_column(t, GRAMMAR_C_AFTER);
  if (change == NO_COLUMN && (before == NO_COLUMN || after == NO_COLUMN)) return false;
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    struct tuning_entry e = {.decl = row_decl(r, &row), .change = row_text(&row, change), .before = row_text(&row, before), .after = row_text(&row, after)};
    e.person = row_text(&row, table_column(t, GRAMMAR_C_OWNER));
    e.benchmark = row_text(&row, table_column(t, GRAMMAR_C_BENCH));
    const struct cell *what = row_cell(&row, change);
    struct span_walk w = {.stack = {what->block ? what->block->first : NULL}};
    for (const struct block *code; (code = next_code(&w)) != NULL;) *VEC_PUSH(r->arena, &e.symbols) = code->text;
    const struct flat *when = &row_cell(&row, date)->flat;
    if (!text_is_void(when->text) && !date_parse(when->text, &e.date))
      diag_add(r->diags, DIAG_DATE_UNKNOWN, flat_pos(r, when, when->text), "\"" STR_FMT "\" is no date; write e.g. 2026-03-02", STR_ARG(when->text));
    *VEC_PUSH(r->arena, &r->doc->tuning) = e;
  }
  return true;
}

/* ---- waivers ---- */

static int what_column(const struct table *t) {
  static const enum grammar roles[] = {GRAMMAR_C_WHAT, GRAMMAR_C_BENCH, GRAMMAR_C_CHANGE, GRAMMAR_C_ROUTE, GRAMMAR_C_COMPONENT, GRAMMAR_C_NAME};
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    if (table_has(t, roles[i])) return table_column(t, roles[i]);
  return 0;
}

static bool names_something(struct str what) {
  for (size_t i = 0; i < what.n; i++)
    if (char_is_alnum(what.p[i]) || (unsigned char)what.p[i] >= 0x80) return true;
  return false;
}

/* Without a readable end a waiver never applies: the failure it was meant for stays one. */
bool read_waiver_table(struct reader *r, const struct table *t) {
  int what = what_column(t), until = table_column(t, GRAMMAR_C_UNTIL);
  if (until == NO_COLUMN) until = table_column(t, GRAMMAR_C_DATE);
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    struct waiver w = {.decl = row_decl(r, &row), .what = row_text(&row, what), .why = row_text(&row, table_column(t, GRAMMAR_C_WHY))};
    w.who = row_text(&row, table_column(t, GRAMMAR_C_OWNER));
    const struct cell *cell = row_cell(&row, until);
    struct pos pos = cell->flat.text.n > 0 ? flat_pos(r, &cell->flat, cell->flat.text) : row.pos;
    if (w.what.n > 0 && !names_something(w.what))
      decl_problem(r, &w.decl, DIAG_RULE_UNREADABLE, row.pos, "\"" STR_FMT "\" would waive everything; name what is waived", STR_ARG(w.what));
    if (w.what.n == 0) decl_problem(r, &w.decl, DIAG_RULE_UNREADABLE, row.pos, "the waiver does not say what it waives");
    if (!date_parse(cell->flat.text, &w.until))
      decl_problem(r, &w.decl, DIAG_WAIVER_UNDATED, pos, "a waiver needs the date it ends on, e.g. 2026-12-31; found \"" STR_FMT "\"", STR_ARG(cell->flat.text));
    *VEC_PUSH(r->arena, &r->doc->waivers) = w;
  }
  return true;
}
