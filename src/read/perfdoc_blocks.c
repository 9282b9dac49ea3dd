#include "read/perfdoc_cmark.h"

struct builder {
  struct reader *r;
  struct walk walk;
  struct outline outline;
  struct inline_job_vec jobs;
  size_t quotes;
};

static bool at_top(const struct builder *b) {
  return b->walk.depth == 1;
}

static const char *node_at(const struct reader *r, cmark_node *node) {
  int line = cmark_node_get_start_line(node), col = cmark_node_get_start_column(node);
  struct str text = reader_line(r, line > 0 ? (size_t)line : 0);
  if (text.p == NULL) return r->src->text.p;
  size_t skip = col > 0 ? (size_t)col - 1 : 0;
  return text.p + (skip < text.n ? skip : text.n);
}

static struct span node_span(const struct builder *b, cmark_node *node) {
  int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
  struct span s = {.at = node_at(b->r, node), .quotes = b->quotes};
  s.first = first > 0 ? (size_t)first : 1;
  s.last = last > first ? (size_t)last : s.first;
  if (s.last > b->r->n_lines) s.last = b->r->n_lines;
  return s;
}

static struct str span_text(const struct reader *r, const struct span *s) {
  struct str last = reader_line(r, s->last);
  const char *end = last.p == NULL ? s->at : last.p + last.n;
  return (struct str){s->at, end > s->at ? (size_t)(end - s->at) : 0};
}

/* ---- text that a missing end swallows ---- */

/* A heading's text, when the line is an ATX heading. */
static bool is_heading(struct str line, struct str *text) {
  line = str_trim(line);
  size_t marks = 0;
  while (marks < line.n && line.p[marks] == '#') marks++;
  *text = str_trim(str_slice(line, marks, line.n));
  return marks > 0 && marks < HEADING_LEVELS && (marks == line.n || char_is_blank(line.p[marks]));
}

/* What stands behind an opening without an end is lost; when it would have declared something, that is a gate that fails. */
static void report_unclosed(struct builder *b, const char *what, struct pos pos, size_t from, size_t to) {
  size_t headings = 0;
  bool declares = false;
  for (size_t line = from; line <= to; line++) {
    struct str text = reader_line(b->r, line), title;
    if (is_heading(text, &title)) {
      headings++;
      declares = declares || section_declares(section_of_heading(title));
    } else if (section_declares(b->r->section) && str_starts(str_trim(text), STR("|"))) {
      declares = true;
    }
  }
  if (headings == 0) diag_add(b->r->diags, DIAG_FENCE_UNCLOSED, pos, "%s is never closed", what);
  else
    diag_add(b->r->diags, DIAG_FENCE_UNCLOSED, pos, "%s is never closed: %zu heading%s after it %s ignored", what, headings,
             headings == 1 ? "" : "s", headings == 1 ? "is" : "are");
  if (!declares) return;
  struct decl *d = VEC_PUSH(b->r->arena, &b->r->doc->unreadable);
  *d = (struct decl){.pos = pos, .text = str_trim(reader_line(b->r, pos.line))};
  d->problem = arena_printf(b->r->arena, "%s is never closed, and what follows declares gates or budgets", what);
}

/* ---- code and raw HTML ---- */

static bool is_fence(struct str line, char *mark, size_t *n) {
  line = str_trim(line);
  *mark = line.n > 0 ? line.p[0] : '\0';
  *n = 0;
  if (*mark != '`' && *mark != '~') return false;
  while (*n < line.n && line.p[*n] == *mark) ++*n;
  return *n >= 3;
}

static void code_block(struct builder *b, cmark_node *node, struct pos pos) {
  struct block *code = block_append(b->r, walk_top(&b->walk), BLOCK_CODE, pos);
  code->text = arena_dup(b->r->arena, str_of(cmark_node_get_literal(node)));
  code->info = arena_dup(b->r->arena, str_of(cmark_node_get_fence_info(node)));
  struct span s = node_span(b, node);
  char open, close;
  size_t n_open, n_close;
  struct str first = span_line(b->r, &s, s.first), last = span_line(b->r, &s, s.last);
  code->tight = is_fence(first, &open, &n_open);
  if (!code->tight) return;
  bool closed = s.last > s.first && is_fence(last, &close, &n_close) && close == open && n_close >= n_open && n_close == str_trim(last).n;
  if (!closed) report_unclosed(b, "code fence", pos, s.first + 1, s.last);
}

static void obey(struct builder *b, struct str name, struct pos pos) {
  struct decl d = {.pos = pos, .text = arena_dup(b->r->arena, name)};
  *VEC_PUSH(b->r->arena, &b->r->doc->directives) = d;
  enum section_kind kind = section_of_name(name);
  if (kind == SECTION_MAX) {
    declare_unreadable(b->r, pos, d.text, DIAG_RULE_UNREADABLE, "no section is called \"" STR_FMT "\"", STR_ARG(name));
    return;
  }
  outline_directive(&b->outline, kind);
  b->r->section = outline_section(&b->outline);
}

/* Comments are dropped, directives in them obeyed; what stands around them is shown. */
static void html_block(struct builder *b, cmark_node *node, struct pos pos) {
  struct str rest = str_of(cmark_node_get_literal(node)), name;
  struct buf kept = BUF_INIT;
  for (size_t open; (open = str_find(rest, STR("<!--"))) != STR_NPOS;) {
    size_t close = str_find(str_slice(rest, open + 4, rest.n), STR("-->"));
    buf_str(&kept, str_slice(rest, 0, open));
    size_t end = close == STR_NPOS ? rest.n : open + 4 + close + 3;
    if (close == STR_NPOS) report_unclosed(b, "comment", pos, pos.line + 1, node_span(b, node).last);
    else if (directive_of(str_slice(rest, open, end), &name)) obey(b, name, pos);
    rest = str_slice(rest, end, rest.n);
  }
  buf_str(&kept, rest);
  struct str text = str_trim_end(buf_view(&kept));
  if (text.n > 0) {
    if (at_top(b)) outline_block(&b->outline);
    block_append(b->r, walk_top(&b->walk), BLOCK_HTML, pos)->text = arena_dup(b->r->arena, text);
  }
  buf_free(&kept);
}

/* ---- containers ---- */

static void enter_list(struct builder *b, cmark_node *node, struct pos pos) {
  if (!walk_push(&b->walk, node, BLOCK_LIST, pos, 4)) return; /* room for an item, its paragraph and a span */
  struct block *list = walk_top(&b->walk)->into;
  int start = cmark_node_get_list_start(node);
  list->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
  list->start = start > 0 ? (uint32_t)start : 0;
  list->tight = cmark_node_get_list_tight(node) != 0;
}

/* The line of dashes or equals signs under a heading's text, 0 when it has none. */
static size_t find_underline(const struct reader *r, const struct span *s) {
  for (size_t line = s->first + 1; line <= s->last; line++) {
    struct str text = str_trim(span_line(r, s, line));
    size_t n = 0;
    while (n < text.n && text.p[n] == text.p[0]) n++;
    if (n > 0 && n == text.n && (text.p[0] == '-' || text.p[0] == '=')) return line;
  }
  return 0;
}

/* A paragraph, or a heading underlined with dashes, may hold a table. True when it was one and is done with. */
static bool enter_text(struct builder *b, cmark_node *node, enum block_kind kind, struct pos pos) {
  struct span s = node_span(b, node), lines = s;
  size_t underline = kind == BLOCK_HEADING ? find_underline(b->r, &s) : 0;
  bool underlined = underline > 0;
  if (underlined) lines.last = underline - 1;
  if (kind == BLOCK_PARAGRAPH || underlined) {
    if (perfdoc_pipes(b->r, &lines, walk_top(&b->walk), &b->jobs)) {
      if (underlined) (void)block_append(b->r, walk_top(&b->walk), BLOCK_RULE, reader_pos(b->r, reader_line(b->r, underline).p));
      return true;
    }
  }
  (void)walk_push(&b->walk, node, kind, pos, 0);
  struct block *text = walk_top(&b->walk)->into;
  text->text = span_text(b->r, &lines);
  if (kind == BLOCK_HEADING) text->level = (uint32_t)cmark_node_get_heading_level(node);
  b->walk.directive = STR_NONE;
  return false;
}

static void leave_heading(struct builder *b, cmark_node *node) {
  struct block *heading = walk_top(&b->walk)->into;
  walk_pop(&b->walk, node);
  if (!at_top(b)) return;
  struct str text = str_trim(flat_of(b->r, heading).text);
  enum section_kind kind = section_of_heading(text);
  const char *meant = NULL;
  if (kind == SECTION_NONE) kind = section_meant(text, &meant);
  if (kind != SECTION_NONE && meant != NULL)
    diag_add(b->r->diags, DIAG_HEADING_NEAR, heading->pos, "\"" STR_FMT "\" is read as \"%s\"", STR_ARG(text), meant);
  outline_heading(&b->outline, heading->level, kind);
  if (b->walk.directive.p != NULL) obey(b, b->walk.directive, heading->pos);
  b->r->section = heading->section = outline_section(&b->outline);
  b->r->doc->seen[heading->section] = true;
}

/* True when the node's children are not to be visited. */
static bool enter(struct builder *b, cmark_node *node) {
  struct pos pos = reader_pos(b->r, node_at(b->r, node));
  cmark_node_type type = cmark_node_get_type(node);
  if (at_top(b) && type != CMARK_NODE_HEADING && type != CMARK_NODE_HTML_BLOCK) {
    outline_block(&b->outline);
    b->r->section = outline_section(&b->outline);
  }
  switch ((int)type) {
  case CMARK_NODE_BLOCK_QUOTE:
    b->quotes++;
    (void)walk_push(&b->walk, node, BLOCK_QUOTE, pos, 3);
    return false;
  case CMARK_NODE_LIST: enter_list(b, node, pos); return false;
  case CMARK_NODE_ITEM:
    if (walk_top(&b->walk)->into->kind == BLOCK_LIST) (void)walk_push(&b->walk, node, BLOCK_ITEM, pos, 3);
    return false;
  case CMARK_NODE_CODE_BLOCK: code_block(b, node, pos); return false;
  case CMARK_NODE_HTML_BLOCK: html_block(b, node, pos); return false;
  case CMARK_NODE_PARAGRAPH: return enter_text(b, node, BLOCK_PARAGRAPH, pos);
  case CMARK_NODE_HEADING: return enter_text(b, node, BLOCK_HEADING, pos);
  case CMARK_NODE_THEMATIC_BREAK: (void)block_append(b->r, walk_top(&b->walk), BLOCK_RULE, pos); return false;
  default: walk_inline(&b->walk, CMARK_EVENT_ENTER, node); return false;
  }
}

static void leave(struct builder *b, cmark_node *node) {
  switch ((int)cmark_node_get_type(node)) {
  case CMARK_NODE_BLOCK_QUOTE: b->quotes--; walk_pop(&b->walk, node); return;
  case CMARK_NODE_HEADING: leave_heading(b, node); return;
  case CMARK_NODE_LIST:
  case CMARK_NODE_ITEM:
  case CMARK_NODE_PARAGRAPH: walk_pop(&b->walk, node); return;
  default: walk_inline(&b->walk, CMARK_EVENT_EXIT, node); return;
  }
}

void perfdoc_blocks(struct reader *r) {
  struct builder b = {.r = r};
  struct block *root = ARENA_NEW(r->arena, struct block);
  *root = (struct block){.kind = BLOCK_DOCUMENT, .pos = {.file = r->src->name, .line = 1, .col = 1}};
  r->doc->root = root;
  walk_init(&b.walk, r, root);
  outline_init(&b.outline);
  cmark_node *tree = cmark_parse_document(r->src->text.n > 0 ? r->src->text.p : "", r->src->text.n, CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new(tree);
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node(iter);
    if (node == tree) continue;
    if (event == CMARK_EVENT_EXIT) leave(&b, node);
    else if (enter(&b, node)) cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
  }
  cmark_iter_free(iter);
  cmark_node_free(tree);
  perfdoc_inlines(r, &b.jobs);
  r->section = SECTION_NONE;
}
