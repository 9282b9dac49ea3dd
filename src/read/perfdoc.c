#include "read/perfdoc.h"

#include "read/perfdoc_reader.h"

/* ---- tables ---- */

/* A table whose columns say what it is, wherever it stands: under a heading with a typo a gate is still a gate. */
static bool read_table_by_columns(struct reader *r, const struct table *t) {
  if (table_has(t, GRAMMAR_C_BENCH) && table_has(t, GRAMMAR_C_DELTA)) return read_gate_table(r, t);
  if (table_has(t, GRAMMAR_C_TRAFFIC) && table_has(t, GRAMMAR_C_BLOCK)) return read_canary_table(r, t);
  if (!table_has(t, GRAMMAR_C_BUDGET)) return false;
  if (table_has(t, GRAMMAR_C_COMPONENT)) return read_component_table(r, t);
  return table_has(t, GRAMMAR_C_ROUTE) && read_route_table(r, t);
}

static bool read_budget_table(struct reader *r, const struct table *t) {
  if (table_has(t, GRAMMAR_C_ROUTE) && !table_has(t, GRAMMAR_C_COMPONENT)) return read_route_table(r, t);
  if (r->section == SECTION_ROUTE) return read_route_table(r, t);
  return read_component_table(r, t);
}

static bool read_slo_section_table(struct reader *r, const struct table *t) {
  if (table_has(t, GRAMMAR_C_COMPONENT) && table_has(t, GRAMMAR_C_BUDGET)) return read_component_table(r, t);
  return read_slo_table(r, t);
}

/* A gate table whose own heading got lost stands under the one before it. What happened to a benchmark has columns of its own. */
static bool is_lost_gate_table(const struct table *t) {
  static const enum grammar history[] = {GRAMMAR_C_DATE, GRAMMAR_C_BEFORE, GRAMMAR_C_AFTER, GRAMMAR_C_CURRENT};
  for (size_t i = 0; i < sizeof history / sizeof *history; i++)
    if (table_has(t, history[i])) return false;
  return table_has(t, GRAMMAR_C_BENCH) && table_has(t, GRAMMAR_C_DELTA);
}

static bool read_table_of(struct reader *r, const struct table *t) {
  if (r->section != SECTION_IGNORED && !section_declares(r->section) && is_lost_gate_table(t)) return read_gate_table(r, t);
  switch (r->section) {
  case SECTION_NONE: return read_table_by_columns(r, t);
  case SECTION_SLO: return read_slo_section_table(r, t);
  case SECTION_GATE: return read_gate_table(r, t) || read_settings_table(r, t);
  case SECTION_SETTINGS: return read_settings_table(r, t);
  case SECTION_COMPONENT:
  case SECTION_ROUTE: return read_budget_table(r, t);
  case SECTION_ERROR_BUDGET: return read_table_by_columns(r, t);
  case SECTION_CANARY: return read_canary_table(r, t);
  case SECTION_HOTSPOT: return read_hotspot_table(r, t);
  case SECTION_TUNING: return read_tuning_table(r, t);
  case SECTION_RUNBOOK: return read_runbook_table(r, t);
  case SECTION_WAIVER: return read_waiver_table(r, t);
  case SECTION_BASELINE: return slo_table_compares(r, t) && read_slo_table(r, t); /* measurements otherwise */
  case SECTION_PGO: return read_pgo_table(r, t);
  case SECTION_ANTI:
  case SECTION_ALERT:
  case SECTION_COST:
  case SECTION_CAPACITY:
  case SECTION_KPI:
  case SECTION_SPRINT:
  case SECTION_IGNORED:
  case SECTION_MAX: break;
  }
  return false;
}

static bool row_is_suspect(const struct row *row) {
  for (size_t i = 0; i < row->n; i++) {
    struct str text = row->cells[i].flat.text;
    if (text.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_S_SUSPECT, text, 0, NULL) != PATTERN_NO) return true;
    if (grammar_find(GRAMMAR_BOUND_CELL, text, 0, NULL) != PATTERN_NO) return true;
  }
  return false;
}

/* A figure with a comparator, or one of a kind that budgets are written in. */
static bool looks_bound(struct str text) {
  struct grammar_match m;
  struct bound b;
  if (text.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_BOUND_CELL, text, 0, &m) != PATTERN_YES || !bound_of_match(&m, BOUND_AT_MOST, &b)) return false;
  return grammar_group(&m, "op").n > 0 || b.dim == DIM_TIME || b.dim == DIM_BYTES || b.dim == DIM_RATE;
}

/* Bounds under a header that says nothing would be lost to a slip in the header. */
static void report_nameless_columns(struct reader *r, const struct table *t) {
  struct row row;
  for (size_t i = 1; i < t->header.n; i++) {
    if (t->roles[i] != 0) continue;
    for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
      const struct flat *header = &t->header.cells[i].flat;
      if (!looks_bound(row.cells[i].flat.text)) continue;
      declare_unreadable(r, flat_pos(r, header, header->text), row_decl(r, &t->header).text, DIAG_RULE_UNREADABLE,
                         "\"" STR_FMT "\" does not say what the figures below it are; write \"Budget at p99\", \"Target\" or \"Measured\"", STR_ARG(header->text));
      break;
    }
  }
}

static bool is_benchmark(struct str text) {
  return str_starts(text, STR("Benchmark")) && text.n > 9 && !char_is_lower(text.p[9]) && grammar_find(GRAMMAR_BENCH_GLOB, text, 0, NULL) == PATTERN_YES;
}

/* "< 2% slower", "no new allocations": nobody would write so of a result. */
static bool is_allowance(struct str text) {
  struct grammar_match m;
  if (text.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_BENCH_DELTA, text, 0, &m) != PATTERN_YES) return false;
  return grammar_group(&m, "op").n + grammar_group(&m, "none").n + grammar_group(&m, "zero").n > 0;
}

/* Gates by what stands in their cells, when neither heading nor columns say so. Where changes are told of and excused, such words
 * are no rule. */
static bool report_unnamed_gates(struct reader *r, const struct table *t) {
  struct row row;
  if (r->section == SECTION_IGNORED || r->section == SECTION_TUNING || r->section == SECTION_WAIVER) return false;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    bool bench = false, allowance = false;
    for (size_t i = 0; i < row.n; i++) {
      bench = bench || is_benchmark(row.cells[i].flat.text);
      allowance = allowance || is_allowance(row.cells[i].flat.text);
    }
    if (!bench || !allowance) continue;
    declare_unreadable(r, row.pos, row_decl(r, &row).text, DIAG_RULE_UNREADABLE,
                       "this reads like a gate; put its table below a heading \"CI gate\", with columns \"Benchmark\" and \"Allowed delta\"");
    return true;
  }
  return false;
}

static void read_table(struct reader *r, const struct block *b) {
  struct table t = table_open(r, b);
  size_t rules = r->doc->rules.n;
  if (read_table_of(r, &t)) {
    if (r->section == SECTION_NONE || section_declares(r->section)) report_nameless_columns(r, &t);
    else if (r->doc->rules.n == rules) (void)report_unnamed_gates(r, &t);
    return;
  }
  if (!section_declares(r->section) && report_unnamed_gates(r, &t)) return;
  if (r->section == SECTION_NONE && table_has(&t, GRAMMAR_C_TARGET) && slo_table_compares(r, &t)) {
    diag_add(r->diags, DIAG_STRAY_RULE, t.header.pos, "targets outside of a section of SLOs: shown and not judged");
    note_text_only(r, t.header.pos, row_decl(r, &t.header).text);
  }
  if (!section_declares(r->section)) return;
  struct row row;
  for (const struct block *at = NULL; table_next(r, &t, &at, &row);) {
    if (!row_is_suspect(&row)) continue;
    declare_unreadable(r, t.header.pos, row_decl(r, &t.header).text, DIAG_RULE_UNREADABLE,
                       "the columns of this table do not say what it declares (section %s, row at line %u)", section_name(r->section), row.pos.line);
    return;
  }
  note_text_only(r, t.header.pos, row_decl(r, &t.header).text);
}

/* ---- text ---- */

static bool is_pipe_row(struct str line) {
  return str_starts(line, STR("|")) && str_find_char(str_slice(line, 1, line.n), '|') != STR_NPOS;
}

/* A table needs no outer pipes: in a text, any pipe outside of code makes a row. */
static bool has_pipe(struct str line) {
  bool in_code = false, hidden = false;
  for (size_t i = 0; i < line.n; i++) {
    if (line.p[i] == '\\') i++;
    else if (line.p[i] == '`') in_code = !in_code;
    else if (line.p[i] == '|' && !in_code) return true;
    else if (line.p[i] == '|') hidden = true;
  }
  return hidden && in_code; /* the code never ends, so it is none */
}

/* Rows of pipes that nothing made a table of, in a section where a table would have declared something. */
static bool report_loose_pipes(struct reader *r, struct str raw, struct pos pos, bool (*is_row)(struct str), const char *why) {
  struct str rest = raw, line;
  size_t rows = 0;
  while (str_next_line(&rest, &line)) rows += is_row(str_trim(line));
  if (rows == 0) return false;
  struct str first = raw;
  (void)str_next_line(&first, &line);
  declare_unreadable(r, pos, str_trim(line), DIAG_RULE_UNREADABLE, "%s", why);
  return true;
}

/* A sentence that would be an SLO if its section were one: nothing declared is passed over in silence. Outside of a section,
 * "p99 of /x > 1 s" may be an SLO gone wrong; in one of another kind it tells when to act. */
static void note_stray_slo(struct reader *r, const struct flat *s) {
  struct grammar_match m;
  if (s->text.n > GRAMMAR_SENTENCE_MAX) return;
  if (grammar_find(GRAMMAR_S_QUANTILE, s->text, 0, &m) != PATTERN_YES && grammar_find(GRAMMAR_S_RATIO, s->text, 0, &m) != PATTERN_YES) return;
  enum bound_op op = bound_op_of(grammar_group(&m, "op"), BOUND_AT_MOST);
  if (r->section != SECTION_NONE && (op == BOUND_ABOVE || op == BOUND_AT_LEAST)) return;
  struct pos pos = flat_pos(r, s, s->text);
  if (r->heading.n == 0) diag_add(r->diags, DIAG_STRAY_RULE, pos, "reads like an SLO, but stands outside of a section of SLOs: shown and not judged");
  else
    diag_add(r->diags, DIAG_STRAY_RULE, pos, "reads like an SLO, but the heading \"" STR_FMT "\" opens no section of SLOs: shown and not judged",
             STR_ARG(text_shortened(r, r->heading)));
  note_text_only(r, pos, s->text);
}

/* Sections that tell of the past, or what to do and what to avoid, may speak of percentiles without declaring any. */
static const bool may_hold_stray_slo[SECTION_MAX] = {
    [SECTION_NONE] = true, [SECTION_ERROR_BUDGET] = true, [SECTION_ALERT] = true, [SECTION_COST] = true,
    [SECTION_CAPACITY] = true, [SECTION_KPI] = true, [SECTION_WAIVER] = true, [SECTION_SPRINT] = true,
};

/* "- POST /checkout: 100 ms" where only tables are read. */
static bool report_item(struct reader *r, struct str text, struct pos pos) {
  bool canary = r->section == SECTION_CANARY;
  if (!canary && r->section != SECTION_COMPONENT && r->section != SECTION_ROUTE) return false;
  bool suspect = text.n > GRAMMAR_SENTENCE_MAX || grammar_find(canary ? GRAMMAR_S_SUSPECT : GRAMMAR_S_COMPARED, text, 0, NULL) != PATTERN_NO ||
                 grammar_find(GRAMMAR_S_ITEM_FIGURE, text, 0, NULL) != PATTERN_NO;
  if (suspect)
    declare_unreadable(r, pos, text_shortened(r, text), DIAG_RULE_UNREADABLE, "a list declares nothing in a section %s; write a table", section_name(r->section));
  return suspect;
}

/* "##SLOs" is a paragraph, and what follows it stands in another section than was meant. */
static void report_glued_heading(struct reader *r, const struct block *b) {
  struct str rest = b->text, line;
  size_t marks = 0;
  if (!str_next_line(&rest, &line)) return;
  while (marks < line.n && line.p[marks] == '#') marks++;
  struct str title = str_trim(str_slice(line, marks, line.n));
  if (marks == 0 || marks >= HEADING_LEVELS || title.n == 0 || !char_is_alpha(line.p[marks])) return;
  if (section_declares(section_of_heading(title)))
    declare_unreadable(r, b->pos, line, DIAG_RULE_UNREADABLE, "a heading needs a blank between \"#\" and its text");
}

static void read_paragraph(struct reader *r, const struct block *b, bool item) {
  r->item = item;
  report_glued_heading(r, b);
  if (section_declares(r->section) &&
      report_loose_pipes(r, b->text, b->pos, has_pipe, "rows without a header and an alignment row are no table; is there a blank line above?"))
    return;
  struct flat text;
  if (may_hold_stray_slo[r->section]) {
    text = flat_of(r, b);
    each_sentence(r, &text, note_stray_slo);
    return;
  }
  switch ((int)r->section) {
  case SECTION_SLO:
    text = flat_of(r, b);
    read_slo_paragraph(r, &text);
    return;
  case SECTION_GATE:
    text = flat_of(r, b);
    read_gate_paragraph(r, &text, item);
    return;
  case SECTION_SETTINGS:
    report_setting_in_text(r, flat_of(r, b).text, b->pos);
    break;
  case SECTION_PGO:
    text = flat_of(r, b);
    each_sentence(r, &text, note_stray_slo);
    each_sentence(r, &text, read_pgo_sentence);
    for (const struct block *code = b->first; code; code = code->next)
      if (code->kind == BLOCK_CODE_SPAN) read_pgo_name(r, code->text);
    return;
  case SECTION_HOTSPOT:
    if (item) read_hotspot_item(r, b);
    return;
  case SECTION_ANTI:
    if (item) read_anti_item(r, b);
    return;
  case SECTION_RUNBOOK:
    if (item) read_runbook_title(r, b);
    return;
  case SECTION_BASELINE:
    if (r->doc->baseline_text.n == 0) r->doc->baseline_text = flat_of(r, b).text;
    return;
  default: break;
  }
  if (!section_declares(r->section)) return;
  text = flat_of(r, b);
  if (!item || !report_item(r, text.text, b->pos)) note_text_only(r, b->pos, text.text);
}

/* The text with a blank in place of each tag; a "<" that opens no tag stays. */
static struct str without_tags(struct reader *r, struct str html) {
  char *p = arena_alloc_raw(r->arena, html.n + 1);
  for (size_t i = 0; i < html.n; i++) {
    char next = i + 1 < html.n ? html.p[i + 1] : ' ';
    bool tag = html.p[i] == '<' && (char_is_alpha(next) || next == '/');
    size_t end = tag ? str_find_char(str_slice(html, i, html.n), '>') : STR_NPOS;
    if (end == STR_NPOS) p[i] = html.p[i];
    else memset(p + i, ' ', end + 1);
    if (end != STR_NPOS) i += end;
  }
  return (struct str){p, html.n};
}

/* An objective in a block that is shown as it stands and not read. */
static void report_unread_slo(struct reader *r, struct str text, struct pos pos, const char *why) {
  struct str line, first = STR_NONE;
  while (first.n == 0 && str_next_line(&text, &line))
    if (slo_sentence_fits(line)) first = str_trim(line);
  if (first.n > 0) declare_unreadable(r, pos, first, DIAG_RULE_UNREADABLE, "%s", why);
}

static void read_html(struct reader *r, const struct block *b) {
  if (!section_declares(r->section)) return;
  if (report_loose_pipes(r, b->text, b->pos, is_pipe_row, "a table inside HTML is not read; leave a blank line before it")) return;
  if (str_find_nocase(b->text, STR("<td")) != STR_NPOS) {
    declare_unreadable(r, b->pos, STR("an HTML table"), DIAG_RULE_UNREADABLE, "a table in HTML is not read; write it with pipes");
  } else if (r->section == SECTION_SLO) {
    report_unread_slo(r, without_tags(r, b->text), b->pos, "an objective inside HTML is not read; write it as a list item");
  }
}

static void read_code(struct reader *r, const struct block *b) {
  if (r->section == SECTION_BASELINE && r->doc->baseline_text.n == 0) r->doc->baseline_text = str_trim(b->text);
  if (r->section == SECTION_SETTINGS) report_setting_in_text(r, b->text, b->pos);
  if (!section_declares(r->section) || b->tight) return;
  if (report_loose_pipes(r, b->text, b->pos, is_pipe_row, "a table indented by four blanks is code; move it to the left")) return;
  if (r->section == SECTION_SLO) report_unread_slo(r, b->text, b->pos, "an objective indented by four blanks is code; move it to the left");
}

/* "checkout service — performance" is about "checkout". */
static struct str service_of(struct str title) {
  static const char *const marks[] = {" — ", " – ", " - ", ": "};
  static const char *const words[] = {" service", " performance"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    size_t at = str_find(title, str_of(marks[i]));
    if (at != STR_NPOS && at > 0) title = str_slice(title, 0, at);
  }
  for (size_t i = 2; i-- > 0;)
    if (title.n > strlen(words[i]) && str_eq_nocase(str_slice(title, title.n - strlen(words[i]), title.n), str_of(words[i])))
      title = str_slice(title, 0, title.n - strlen(words[i]));
  enum { SHOWN = 80 };
  size_t end = 0;
  while (end < title.n && end < SHOWN) (void)utf8_next(title, &end);
  return str_trim(str_slice(title, 0, end));
}

static void read_heading(struct reader *r, const struct block *b) {
  struct str text = str_trim(flat_of(r, b).text);
  if (r->heading.n == 0) r->doc->service = service_of(text);
  r->heading = text;
  if (r->section == SECTION_RUNBOOK && section_of_heading(text) != SECTION_RUNBOOK) read_runbook_title(r, b);
}

/* ---- the document ---- */

static void read_block(struct reader *r, const struct block *b, bool item) {
  r->section = b->section;
  switch ((int)b->kind) {
  case BLOCK_TABLE: read_table(r, b); return;
  case BLOCK_PARAGRAPH: read_paragraph(r, b, item); return;
  case BLOCK_HEADING: read_heading(r, b); return;
  case BLOCK_CODE: read_code(r, b); return;
  case BLOCK_HTML: read_html(r, b); return;
  default: return;
  }
}

/* Blocks in the order of the document; containers are no deeper than PERFDOC_DEPTH. An item's first paragraph speaks for it. */
static void read_all(struct reader *r) {
  const struct block *stack[PERFDOC_DEPTH + 1];
  bool first_of_item[PERFDOC_DEPTH + 1] = {false};
  size_t depth = 0;
  stack[0] = r->doc->root->first;
  for (;;) {
    const struct block *b = stack[depth];
    if (b == NULL) {
      if (depth == 0) return;
      depth--;
      continue;
    }
    stack[depth] = b->next;
    read_block(r, b, first_of_item[depth]);
    first_of_item[depth] = false;
    bool container = b->kind == BLOCK_QUOTE || b->kind == BLOCK_LIST || b->kind == BLOCK_ITEM;
    if (!container || depth == PERFDOC_DEPTH) continue;
    stack[++depth] = b->first;
    first_of_item[depth] = b->kind == BLOCK_ITEM;
  }
}

static void check_utf8(struct reader *r) {
  r->utf8 = true;
  for (size_t i = 1; i <= r->n_lines; i++) {
    struct str line = reader_line(r, i);
    for (size_t at = 0; at < line.n;) {
      const char *here = line.p + at;
      if (utf8_next(line, &at) != UTF8_BAD) continue;
      r->utf8 = false;
      diag_add(r->diags, DIAG_UTF8, reader_pos(r, here), "this line is not UTF-8 from here on");
      break;
    }
  }
}

static void set_slices(struct perfdoc *doc) {
  VEC_EACH(struct slo, s, &doc->slos) s->slice_s = doc->settings.slice_s > 0 ? doc->settings.slice_s : 60;
}

void perfdoc_read(struct arena *a, struct diags *d, const struct source *src, struct perfdoc *out) {
  *out = (struct perfdoc){.present = true, .file = src->name};
  out->profile_gate = profile_gate_built_in;
  struct reader r = {.arena = a, .diags = d, .src = src, .doc = out};
  reader_lines(&r);
  check_utf8(&r);
  perfdoc_blocks(&r);
  read_all(&r);
  check_profile_floor(&r);
  set_slices(out);
}

void perfdoc_lint_complete(struct diags *d, const struct perfdoc *doc) {
  static const struct {
    enum section_kind kind;
    const char *name;
  } wanted[] = {
      {SECTION_SLO, "SLOs"},       {SECTION_COMPONENT, "Budget"},        {SECTION_ROUTE, "Route budgets"},   {SECTION_GATE, "CI gate"},
      {SECTION_CANARY, "Canary"},  {SECTION_HOTSPOT, "Known hotspots"},  {SECTION_TUNING, "Tuning history"}, {SECTION_ANTI, "Anti-patterns"},
      {SECTION_RUNBOOK, "Runbooks"}, {SECTION_BASELINE, "Benchmark baselines"},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    if (!doc->seen[wanted[i].kind]) diag_add(d, DIAG_SECTION_MISSING, (struct pos){.file = doc->file}, "there is no section \"%s\"", wanted[i].name);
}
