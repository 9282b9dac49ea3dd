#include "read/folded_parse.h"

void folded_parser_init(struct folded_parser *p, struct calltree *tree, struct diags *d, struct str file) {
  *p = (struct folded_parser){.tree = tree, .diags = d, .file = file};
  folded_walk_init(&p->walk, tree);
}

bool folded_is_remark(struct str line) {
  if (line.n == 0) return true;
  return line.p[0] == '#' && (line.n == 1 || char_is_blank(line.p[1]));
}

bool folded_unit_comment(struct str line, struct str *unit) {
  if (!folded_is_remark(line) || line.n < 2) return false;
  struct str text = str_trim(str_slice(line, 2, line.n));
  if (!str_starts(text, STR("unit:"))) return false;
  *unit = str_trim(str_slice(text, STR("unit:").n, text.n));
  return unit->n > 0;
}

bool folded_last_word(struct str *line, struct str *word) {
  size_t end = line->n;
  while (end > 0 && char_is_blank(line->p[end - 1])) end--;
  size_t from = end;
  while (from > 0 && !char_is_blank(line->p[from - 1])) from--;
  *word = str_slice(*line, from, end);
  while (from > 0 && char_is_blank(line->p[from - 1])) from--;
  *line = str_slice(*line, 0, from);
  return word->n > 0;
}

/* ---- counts ---- */

enum folded_count_status folded_parse_count(struct str s, struct folded_count *out) {
  size_t i = s.n > 0 && s.p[0] == '+';
  bool point = false, range = false;
  size_t digits = 0, behind = 0;
  unsigned zeros = 0; /* at the end so far, behind the point: not yet in v */
  uint64_t v = 0;
  unsigned decimals = 0;
  for (; i < s.n; i++) {
    char c = s.p[i];
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (!char_is_digit(c)) return FOLDED_COUNT_SYNTAX;
    digits++;
    behind += point;
    if (point && c == '0') {
      zeros++;
      continue;
    }
    unsigned shift = zeros + 1;
    decimals += point ? shift : 0;
    zeros = 0;
    for (unsigned k = 0; k < shift && !range; k++) {
      unsigned digit = k + 1 == shift ? (unsigned)(c - '0') : 0;
      range = v > (UINT64_MAX - digit) / 10;
      v = v * 10 + digit;
    }
  }
  if (digits == 0 || (point && behind == 0)) return FOLDED_COUNT_SYNTAX;
  *out = (struct folded_count){v, decimals};
  return range || decimals > FOLDED_DECIMALS_MAX ? FOLDED_COUNT_RANGE : FOLDED_COUNT_OK;
}

/* figure by 10 to the power of zeros; false when that would not fit. */
static bool append_zeros(uint64_t figure, unsigned zeros, uint64_t *out) {
  for (; figure > 0 && zeros > 0; zeros--) {
    if (figure > UINT64_MAX / 10) return false;
    figure *= 10;
  }
  *out = figure;
  return true;
}

/* The counts in the tree's scale, which grows when one has more decimals. False, and nothing has grown, when a sum would not fit. */
static bool scale_counts(struct calltree *t, const struct folded_count count[SIDE_MAX], uint64_t scaled[SIDE_MAX]) {
  unsigned decimals = t->decimals;
  for (size_t s = 0; s < SIDE_MAX; s++)
    if (count[s].decimals > decimals) decimals = count[s].decimals;
  for (size_t s = 0; s < SIDE_MAX; s++) {
    uint64_t sum;
    if (!append_zeros(count[s].mantissa, decimals - count[s].decimals, &scaled[s])) return false;
    if (!append_zeros(t->sum[s], decimals - t->decimals, &sum) || scaled[s] > UINT64_MAX - sum) return false;
  }
  return calltree_rescale(t, decimals);
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
  while (b != 0) {
    uint64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static void note_count(struct folded_parser *p, size_t side, uint64_t count) {
  if (count == 0) return;
  p->sum[side] = count > UINT64_MAX - p->sum[side] ? UINT64_MAX : p->sum[side] + count;
  if (p->gcd != 1) p->gcd = common_divisor(p->gcd, count);
}

/* ---- lines ---- */

static struct pos pos_of(const struct folded_parser *p, const char *at) {
  struct str before = {p->line, (size_t)(at - p->line)};
  return (struct pos){p->file, p->line_no, (uint32_t)utf8_count(before) + 1};
}

static void bad_count(struct folded_parser *p, struct str word, enum folded_count_status why) {
  if (why == FOLDED_COUNT_RANGE) {
    diag_add(p->diags, DIAG_FOLDED_OVERFLOW, pos_of(p, word.p), "the count exceeds 64 bits; the line is left out");
    return;
  }
  diag_add(p->diags, DIAG_FOLDED_COUNT, pos_of(p, word.p),
           "no usable count: \"" STR_FMT "\" is not digits with at most one point; the line is left out",
           STR_ARG(str_slice(word, 0, 60)));
}

/* Takes the last word of rest as a count. */
static bool take_count(struct folded_parser *p, struct str *rest, struct folded_count *count) {
  struct str word;
  if (!folded_last_word(rest, &word)) {
    diag_add(p->diags, DIAG_FOLDED_COUNT, pos_of(p, rest->p), "a difference needs two counts, base and head; the line is left out");
    return false;
  }
  enum folded_count_status status = folded_parse_count(word, count);
  if (status != FOLDED_COUNT_OK) bad_count(p, word, status);
  return status == FOLDED_COUNT_OK;
}

/* Adds to one side, or to both (a difference): all or nothing, so that a line left out leaves no trace. */
static bool add_counts(struct folded_parser *p, struct str stack, size_t same, const struct folded_count count[SIDE_MAX]) {
  const struct calltree *t = p->tree;
  bool both = p->columns == FOLDED_DIFFERENCE;
  uint64_t scaled[SIDE_MAX];
  if (!scale_counts(p->tree, count, scaled)) {
    diag_add(p->diags, DIAG_FOLDED_OVERFLOW, (struct pos){p->file, p->line_no, 0},
             "the sum of all counts would exceed 64 bits; the line is left out");
    return false;
  }
  uint32_t names = t->names_n, node = folded_walk(&p->walk, stack, same);
  for (; names < t->names_n; names++) name_faults_look(&p->faults, t->names[names], p->line_no); /* once, when the tree meets it first */
  for (size_t s = 0; s < SIDE_MAX; s++) {
    if (!both && s != p->side) continue;
    if (!calltree_add(p->tree, node, (enum side)s, scaled[s])) return false;
    note_count(p, s, count[s].mantissa);
  }
  return true;
}

static void remark(struct folded_parser *p, struct str line) {
  struct str unit;
  if (!folded_unit_comment(line, &unit) || str_eq(unit, p->unit)) return;
  if (p->tally.records == 0 && p->unit.n == 0) {
    p->unit = arena_dup(p->tree->arena, unit);
    return;
  }
  diag_add(p->diags, DIAG_TEXT_IGNORED, (struct pos){p->file, p->line_no, 1},
           "a unit counts only once and before the first stack: \"" STR_FMT "\" is ignored", STR_ARG(unit));
}

/* same: how many bytes of rest, from its first, are known to be those of the stack before. */
static bool parse_stack(struct folded_parser *p, struct str rest, size_t same) {
  struct folded_count count[SIDE_MAX] = {{0, 0}, {0, 0}};
  bool both = p->columns == FOLDED_DIFFERENCE;
  if (!take_count(p, &rest, &count[both ? SIDE_HEAD : p->side])) return false;
  if (both && !take_count(p, &rest, &count[SIDE_BASE])) return false;
  while (rest.n && char_is_blank(rest.p[0])) {
    rest = str_slice(rest, 1, rest.n);
    same = 0;
  }
  return add_counts(p, rest, same, count);
}

void folded_parse(struct folded_parser *p, struct str chunk) {
  folded_walk_forget(&p->walk);
  while (chunk.n > 0) {
    /* What a line shares with the stack before holds no line end, so that is looked for only behind it. */
    size_t same = folded_walk_shared(&p->walk, chunk);
    const char *end = memchr(chunk.p + same, '\n', chunk.n - same);
    struct str line = {chunk.p, end ? (size_t)(end - chunk.p) : chunk.n};
    chunk = str_slice(chunk, line.n + 1, chunk.n);
    p->line_no++;
    p->line = line.p;
    if (line.n > 0 && line.p[line.n - 1] == '\r') line.n--;
    if (folded_is_remark(line)) {
      remark(p, line);
      continue;
    }
    while (line.n > 0 && char_is_blank(line.p[line.n - 1])) line.n--;
    if (line.n == 0) continue;
    if (parse_stack(p, line, same)) p->tally.records++;
    else p->tally.skipped++;
  }
}

void folded_parser_join(struct folded_parser *p, const struct folded_parser *other) {
  p->gcd = common_divisor(p->gcd, other->gcd);
  for (size_t s = 0; s < SIDE_MAX; s++)
    p->sum[s] = other->sum[s] > UINT64_MAX - p->sum[s] ? UINT64_MAX : p->sum[s] + other->sum[s];
  p->tally.records += other->tally.records;
  p->tally.skipped += other->tally.skipped;
  p->line_no += other->line_no;
  if (p->unit.n == 0) p->unit = arena_dup(p->tree->arena, other->unit);
}

void folded_parser_end(struct folded_parser *p) {
  folded_walk_free(&p->walk);
  name_faults_say(&p->faults, p->diags, p->file);
  if (p->tally.records == 0) diag_add(p->diags, DIAG_FILE_EMPTY, (struct pos){p->file, 0, 0}, "this file holds no stack");
}
