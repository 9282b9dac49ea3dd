#include "read/perfdoc_reader.h"

/* ---- lines ---- */

static size_t line_end(struct str text, size_t at) {
  while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r') at++;
  return at;
}

static void put_milestones(struct reader *r, struct str line) {
  enum { APART = 512 };
  size_t last = 0;
  uint32_t col = 1;
  for (size_t at = 0; line.n > 2 * APART && at < line.n; col++) {
    if (at >= last + APART) {
      *VEC_PUSH(r->arena, &r->milestones) = (struct milestone){line.p + at, col};
      last = at;
    }
    (void)utf8_next(line, &at);
  }
}

/* The same line ends as cmark's, or its line numbers would not be ours. */
void reader_lines(struct reader *r) {
  struct str text = r->src->text;
  size_t n = 0, cap = 1;
  for (size_t at = 0; at < text.n; at++) cap += text.p[at] == '\n' || text.p[at] == '\r';
  r->lines = ARENA_ARRAY(r->arena, const char *, cap + 1);
  for (size_t at = 0; at < text.n; n++) {
    r->lines[n] = text.p + at;
    size_t begin = at;
    at = line_end(text, at);
    put_milestones(r, str_slice(text, begin, at));
    if (at < text.n) at += text.p[at] == '\r' && at + 1 < text.n && text.p[at + 1] == '\n' ? 2 : 1;
  }
  r->n_lines = n;
  r->lines[n] = text.p + text.n;
}

struct str reader_line(const struct reader *r, size_t line) {
  if (line == 0 || line > r->n_lines) return STR_NONE;
  const char *from = r->lines[line - 1], *to = r->lines[line];
  while (to > from && (to[-1] == '\n' || to[-1] == '\r')) to--;
  return (struct str){from, (size_t)(to - from)};
}

static size_t line_of(const struct reader *r, const char *at) {
  size_t lo = 0, hi = r->n_lines;
  while (hi - lo > 1) {
    size_t mid = lo + (hi - lo) / 2;
    if (r->lines[mid] <= at) lo = mid;
    else hi = mid;
  }
  return lo;
}

/* The last known column at or before `at`: of a milestone, or of the line's beginning. */
static struct milestone known_before(const struct reader *r, const char *line, const char *at) {
  size_t lo = 0, hi = r->milestones.n;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (r->milestones.at[mid].at <= at) lo = mid + 1;
    else hi = mid;
  }
  if (lo > 0 && r->milestones.at[lo - 1].at > line) return r->milestones.at[lo - 1];
  return (struct milestone){line, 1};
}

struct pos reader_pos(const struct reader *r, const char *at) {
  struct pos pos = {.file = r->src->name};
  if (r->n_lines == 0 || at < r->lines[0] || at > r->lines[r->n_lines]) return pos;
  size_t line = line_of(r, at);
  struct milestone from = known_before(r, r->lines[line], at);
  pos.line = (uint32_t)(line + 1);
  pos.col = from.col + (uint32_t)utf8_count((struct str){from.at, (size_t)(at - from.at)});
  return pos;
}

/* ---- readable text ---- */

static struct str only_utf8(struct reader *r, struct str text) {
  if (r->utf8) return text;
  char *p = arena_alloc_raw(r->arena, text.n + 1);
  for (size_t at = 0; at < text.n;) {
    size_t from = at;
    bool bad = utf8_next(text, &at) == UTF8_BAD;
    for (; from < at; from++) p[from] = bad ? '\x1A' : text.p[from];
  }
  return (struct str){p, text.n};
}

/* Building: the text so far, and how far the source has been walked. */
struct flattener {
  struct reader *r;
  struct buf text;
  struct flat_vec parts;
  const char *cursor, *end;
};

/* How far ahead of the cursor a piece of text is looked for: over the longest link anybody writes. */
enum { FLAT_REACH = 4096 };

static void put_part(struct flattener *f, const char *src) {
  struct flat_part *last = f->parts.n > 0 ? &f->parts.at[f->parts.n - 1] : NULL;
  if (last != NULL && src - last->src == (ptrdiff_t)(f->text.n - last->from)) return;
  struct flat_part *part = VEC_PUSH(f->r->arena, &f->parts);
  *part = (struct flat_part){f->text.n, src};
}

/* Text whose escapes and entities were resolved does not stand in the source as it is: it is followed byte by byte. */
static void put_resolved(struct flattener *f, struct str text) {
  enum { NEAR = 12 };
  for (size_t i = 0; i < text.n; i++) {
    const char *at = f->cursor;
    while (at < f->end && at - f->cursor < NEAR && *at != text.p[i]) at++;
    bool found = at < f->end && at - f->cursor < NEAR;
    put_part(f, found ? at : f->cursor);
    buf_char(&f->text, text.p[i]);
    if (found) f->cursor = at + 1;
  }
}

static void put_text(struct flattener *f, struct str text) {
  if (text.n == 0) return;
  size_t reach = (size_t)(f->end - f->cursor);
  if (reach > text.n + FLAT_REACH) reach = text.n + FLAT_REACH;
  size_t at = str_find((struct str){f->cursor, reach}, text);
  if (at == STR_NPOS) {
    put_resolved(f, text);
    return;
  }
  put_part(f, f->cursor + at);
  buf_str(&f->text, text);
  f->cursor += at + text.n;
}

static void put_inlines(struct flattener *f, const struct block *b) { /* as deep as PERFDOC_DEPTH allows */
  for (; b != NULL; b = b->next) {
    switch (b->kind) {
    case BLOCK_TEXT:
    case BLOCK_CODE_SPAN: put_text(f, b->text); break;
    case BLOCK_SOFT_BREAK:
    case BLOCK_HARD_BREAK:
      put_part(f, f->cursor);
      buf_char(&f->text, ' ');
      break;
    case BLOCK_EMPH:
    case BLOCK_STRONG:
    case BLOCK_LINK:
    case BLOCK_IMAGE: put_inlines(f, b->first); break;
    case BLOCK_DOCUMENT:
    case BLOCK_HEADING:
    case BLOCK_PARAGRAPH:
    case BLOCK_QUOTE:
    case BLOCK_LIST:
    case BLOCK_ITEM:
    case BLOCK_CODE:
    case BLOCK_RULE:
    case BLOCK_HTML:
    case BLOCK_TABLE:
    case BLOCK_ROW:
    case BLOCK_CELL:
    case BLOCK_MAX: break;
    }
  }
}

struct flat flat_of(struct reader *r, const struct block *b) {
  struct str raw = b->text;
  const struct block *only = b->first;
  if (only == NULL) return (struct flat){.text = str_slice(raw, 0, 0), .src = raw.p};
  if (only->next == NULL && only->kind == BLOCK_TEXT && only->text.p == raw.p) return (struct flat){.text = only_utf8(r, raw), .src = raw.p};
  struct flattener f = {.r = r, .text = BUF_INIT, .cursor = raw.p, .end = raw.p + raw.n};
  put_inlines(&f, only);
  struct str text = only_utf8(r, arena_dup(r->arena, buf_view(&f.text)));
  struct flat out = {.text = text, .src = raw.p, .parts = f.parts};
  buf_free(&f.text);
  return out;
}

/* The part that byte `at` of the text belongs to. */
static size_t part_of(const struct flat *f, size_t at) {
  size_t lo = 0, hi = f->parts.n;
  while (hi - lo > 1) {
    size_t mid = lo + (hi - lo) / 2;
    if (f->parts.at[mid].from <= at) lo = mid;
    else hi = mid;
  }
  return lo;
}

static const char *flat_src(const struct flat *f, size_t at) {
  if (f->parts.n == 0) return f->src == NULL ? NULL : f->src + at;
  const struct flat_part *part = &f->parts.at[part_of(f, at)];
  return part->src + (at - part->from);
}

struct flat flat_slice(struct reader *r, const struct flat *f, size_t from, size_t to) {
  if (to > f->text.n) to = f->text.n;
  if (from > to) from = to;
  struct flat out = {.text = str_slice(f->text, from, to), .src = flat_src(f, from)};
  if (f->parts.n == 0) return out;
  *VEC_PUSH(r->arena, &out.parts) = (struct flat_part){0, out.src};
  for (size_t i = part_of(f, from) + 1; i < f->parts.n && f->parts.at[i].from < to; i++)
    *VEC_PUSH(r->arena, &out.parts) = (struct flat_part){f->parts.at[i].from - from, f->parts.at[i].src};
  return out;
}

struct flat flat_trim(struct reader *r, const struct flat *f) {
  struct str text = str_trim(f->text);
  if (text.n == f->text.n) return *f;
  size_t from = text.n > 0 ? (size_t)(text.p - f->text.p) : 0;
  return flat_slice(r, f, from, from + text.n);
}

struct pos flat_pos(const struct reader *r, const struct flat *f, struct str view) {
  bool inside = view.p != NULL && f->text.p != NULL && view.p >= f->text.p && view.p <= f->text.p + f->text.n;
  return reader_pos(r, flat_src(f, inside ? (size_t)(view.p - f->text.p) : 0));
}

/* ---- sentences ---- */

static bool is_abbreviation(struct str before) {
  static const char *const list[] = {"vs", "e.g", "i.e", "etc", "approx", "incl", "excl", "resp", "cf", "ca", "no", "max", "min", "avg"};
  size_t from = before.n;
  while (from > 0 && before.p[from - 1] != ' ' && before.p[from - 1] != '(') from--;
  struct str word = str_slice(before, from, before.n);
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (str_eq_nocase(word, str_of(list[i]))) return true;
  return false;
}

/* Whether the text's byte at `at` ends a sentence: a full stop before a blank and no small letter. */
static bool ends_sentence(struct str text, size_t at) {
  char c = text.p[at];
  if (c != '.' && c != '!' && c != '?') return false;
  if (at + 1 == text.n) return true;
  if (text.p[at + 1] != ' ') return false;
  struct str rest = str_trim(str_slice(text, at + 1, text.n));
  bool percentile = rest.n > 1 && rest.p[0] == 'p' && char_is_digit(rest.p[1]);
  if (rest.n > 0 && char_is_lower(rest.p[0]) && !percentile) return false;
  return c != '.' || !is_abbreviation(str_slice(text, 0, at));
}

void each_sentence(struct reader *r, const struct flat *paragraph, void (*each)(struct reader *, const struct flat *)) {
  struct str text = paragraph->text;
  for (size_t from = 0, at = 0; at < text.n; at++) {
    if (at + 1 < text.n && !ends_sentence(text, at)) continue;
    struct flat piece = flat_slice(r, paragraph, from, at + 1);
    struct flat sentence = flat_trim(r, &piece);
    if (sentence.text.n > 0) each(r, &sentence);
    from = at + 1;
  }
}
