#include "read/perfdoc_cmark.h"

/* Levels kept free for spans inside a block, so that deep containers do not cost their text its markup. */
enum { SPARE_FOR_SPANS = 1 };

struct block *block_append(struct reader *r, struct block_list *list, enum block_kind kind, struct pos pos) {
  struct block *b = ARENA_NEW(r->arena, struct block);
  b->kind = kind;
  b->pos = pos;
  b->section = r->section;
  if (list->last == NULL) list->into->first = b;
  else list->last->next = b;
  list->last = b;
  return b;
}

void walk_init(struct walk *w, struct reader *r, struct block *root) {
  *w = (struct walk){.r = r, .depth = 1};
  w->stack[0] = (struct block_list){root, NULL};
}

struct block_list *walk_top(struct walk *w) {
  return &w->stack[w->depth - 1];
}

bool walk_push(struct walk *w, cmark_node *node, enum block_kind kind, struct pos pos, size_t spare) {
  if (w->depth + spare >= PERFDOC_DEPTH) {
    if (!w->flattened) diag_add(w->r->diags, DIAG_TOO_LONG, pos, "nested deeper than %d levels: shown flat from here", PERFDOC_DEPTH);
    w->flattened = true;
    return false;
  }
  struct block *b = block_append(w->r, walk_top(w), kind, pos);
  w->stack[w->depth++] = (struct block_list){b, NULL};
  (void)cmark_node_set_user_data(node, b);
  return true;
}

void walk_pop(struct walk *w, cmark_node *node) {
  if (cmark_node_get_user_data(node) != NULL) w->depth--;
}

bool directive_of(struct str comment, struct str *name) {
  if (!str_starts(comment, STR("<!--")) || !str_ends(comment, STR("-->"))) return false;
  struct str inside = str_trim(str_slice(comment, 4, comment.n - 3));
  if (!str_starts_nocase(inside, STR("perfpage:"))) return false;
  *name = str_trim(str_slice(inside, strlen("perfpage:"), inside.n));
  return true;
}

static struct block *leaf(struct walk *w, enum block_kind kind, const char *literal) {
  struct block_list *top = walk_top(w);
  struct block *b = block_append(w->r, top, kind, top->into->pos);
  b->text = arena_dup(w->r->arena, str_of(literal));
  return b;
}

static void html_inline(struct walk *w, const char *literal) {
  struct str html = str_of(literal), name;
  if (directive_of(html, &name)) w->directive = arena_dup(w->r->arena, name);
  if (str_starts(html, STR("<!--"))) return;
  bool is_break = str_starts_nocase(html, STR("<br")) && html.n > 3 && !char_is_alnum(html.p[3]);
  if (is_break) (void)leaf(w, BLOCK_HARD_BREAK, NULL);
  else (void)leaf(w, BLOCK_TEXT, literal);
}

/* The scheme of an address, empty when it has none. */
static struct str scheme_of(struct str url) {
  for (size_t i = 0; i < url.n; i++) {
    if (url.p[i] == ':') return str_slice(url, 0, i);
    if (!char_is_alnum(url.p[i]) && url.p[i] != '+' && url.p[i] != '-' && url.p[i] != '.') break;
  }
  return STR_NONE;
}

static bool link_allowed(struct walk *w, struct str url) {
  struct str scheme = scheme_of(url);
  if (scheme.n == 0) return str_starts(url, STR("#"));
  if (str_eq_nocase(scheme, STR("https")) || str_eq_nocase(scheme, STR("http")) || str_eq_nocase(scheme, STR("mailto"))) return true;
  diag_add(w->r->diags, DIAG_LINK_SCHEME, walk_top(w)->into->pos, "a link with the scheme \"" STR_FMT "\" is shown as text", STR_ARG(scheme));
  return false;
}

static void enter_span(struct walk *w, cmark_node *node, enum block_kind kind) {
  struct str url = STR_NONE;
  if (kind == BLOCK_LINK) {
    url = str_of(cmark_node_get_url(node));
    if (!link_allowed(w, url)) return;
  }
  if (!walk_push(w, node, kind, walk_top(w)->into->pos, SPARE_FOR_SPANS)) return;
  walk_top(w)->into->url = arena_dup(w->r->arena, url);
}

void walk_inline(struct walk *w, cmark_event_type event, cmark_node *node) {
  bool enter = event == CMARK_EVENT_ENTER;
  enum block_kind kind;
  switch ((int)cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT: (void)leaf(w, BLOCK_TEXT, cmark_node_get_literal(node)); return;
  case CMARK_NODE_CODE: (void)leaf(w, BLOCK_CODE_SPAN, cmark_node_get_literal(node)); return;
  case CMARK_NODE_SOFTBREAK: (void)leaf(w, BLOCK_SOFT_BREAK, NULL); return;
  case CMARK_NODE_LINEBREAK: (void)leaf(w, BLOCK_HARD_BREAK, NULL); return;
  case CMARK_NODE_HTML_INLINE: html_inline(w, cmark_node_get_literal(node)); return;
  case CMARK_NODE_EMPH: kind = BLOCK_EMPH; break;
  case CMARK_NODE_STRONG: kind = BLOCK_STRONG; break;
  case CMARK_NODE_LINK: kind = BLOCK_LINK; break;
  case CMARK_NODE_IMAGE: kind = BLOCK_IMAGE; break;
  default: return; /* a kind only extensions make */
  }
  if (enter) enter_span(w, node, kind);
  else walk_pop(w, node);
}

/* ---- texts that stand in no paragraph of their own ---- */

/* Every text becomes a heading of one document: nothing in it can then open a block, and one parser serves them all. */
static void put_job(struct buf *doc, struct str raw) {
  buf_cstr(doc, "# ");
  for (size_t i = 0; i < raw.n; i++) {
    char c = raw.p[i];
    if (c == '\\' && i + 1 < raw.n && raw.p[i + 1] == '|') continue; /* an escaped pipe, also inside code */
    buf_char(doc, c == '\n' || c == '\r' ? ' ' : c);
  }
  buf_cstr(doc, " #\n");
}

/* What links by reference refer to stands anywhere in the document, but cmark keeps it to itself. */
static void put_references(const struct reader *r, struct buf *doc) {
  buf_char(doc, '\n');
  for (size_t i = 1; i <= r->n_lines; i++) {
    struct str line = str_trim(reader_line(r, i));
    if (!str_starts(line, STR("[")) || str_find(line, STR("]:")) == STR_NPOS) continue;
    buf_str(doc, line);
    buf_cstr(doc, "\n\n");
  }
}

void perfdoc_inlines(struct reader *r, const struct inline_job_vec *jobs) {
  if (jobs->n == 0) return;
  struct buf doc = BUF_INIT;
  VEC_EACH(const struct inline_job, job, jobs) put_job(&doc, job->raw);
  put_references(r, &doc);
  cmark_node *root = cmark_parse_document(doc.p, doc.n, CMARK_OPT_DEFAULT);
  cmark_node *heading = cmark_node_first_child(root);
  struct walk w;
  VEC_EACH(const struct inline_job, job, jobs) {
    walk_init(&w, r, job->into);
    r->section = job->into->section;
    cmark_iter *iter = cmark_iter_new(heading);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
      if (cmark_iter_get_node(iter) != heading) walk_inline(&w, event, cmark_iter_get_node(iter));
    cmark_iter_free(iter);
    heading = cmark_node_next(heading);
  }
  cmark_node_free(root);
  buf_free(&doc);
}
