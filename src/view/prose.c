#include "html/out.h"
#include "view/findings.h"
#include "view/parts.h"
#include "view/prose_marks.h"
#include "view/view.h"

/* What the walk carries along. */
/* A block costs one, and so does so much text: a page is for reading, and a document far beyond that is shown in part. */
enum { PROSE_COST = 12000, COST_BYTES = 64 };

struct prose {
  struct out *o;
  const struct view *v;
  struct prose_marks marks;
  uint32_t level;      /* of the last heading written */
  uint32_t heading;    /* headings so far: their ids */
  uint32_t tables;     /* tables so far: their labels */
  uint32_t codes;      /* code blocks so far: the same */
  size_t cost;         /* of what was written so far */
  size_t left_out;     /* blocks */
  struct strmap slugs; /* what fragments call the headings: their numbers */
  bool slugs_made;     /* at the first link to one */
  bool in_head;        /* within a table's header row */
  bool body_open;      /* a tbody is open */
  const struct block *row;
  uint32_t cells;      /* of that row, entered so far */
  struct link_frame { bool open; } *links; /* a link whose <a> was written, for each open link block */
  size_t links_n, links_cap;
};

static enum out_tag heading_tag(uint32_t level) {
  return level <= 3 ? TAG_H3 : level == 4 ? TAG_H4 : level == 5 ? TAG_H5 : TAG_H6;
}

/* Headings start below the section's own and never skip a level, whatever the document does. */
static uint32_t heading_level(struct prose *p, uint32_t level) {
  uint32_t want = level + 2;
  if (want > p->level + 1) want = p->level + 1;
  if (want > 6) want = 6;
  if (want < 3) want = 3;
  return want;
}

static void put_slug(struct buf *b, const struct block *heading, struct arena *a) {
  struct block_walk w;
  const struct block *x;
  bool leaving;
  struct block only = *heading;
  only.next = NULL;
  block_walk_start(&w, a, &only);
  while (block_walk_next(&w, &x, &leaving)) {
    if (leaving || (x->kind != BLOCK_TEXT && x->kind != BLOCK_CODE_SPAN)) continue;
    for (size_t i = 0; i < x->text.n; i++) {
      char c = char_lower(x->text.p[i]);
      if (c == ' ') buf_char(b, '-');
      else if (char_is_alnum(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80) buf_char(b, c);
    }
  }
}

/* The first heading of a slug has it. */
static void make_slugs(struct prose *p) {
  struct block_walk w;
  const struct block *x;
  bool leaving;
  struct buf b = BUF_INIT;
  uint32_t n = 0;
  p->slugs_made = true;
  block_walk_start(&w, p->v->arena, p->v->report->in->doc->root);
  while (block_walk_next(&w, &x, &leaving)) {
    if (leaving || x->kind != BLOCK_HEADING) continue;
    n++;
    buf_clear(&b);
    put_slug(&b, x, p->v->arena);
    uint32_t *number = strmap_at(p->v->arena, &p->slugs, buf_view(&b));
    if (*number == 0) *number = n;
  }
  buf_free(&b);
}

/* The number of the heading that "#fragment" means by the usual rule, 0 for none. */
static uint32_t heading_of(struct prose *p, struct str fragment) {
  if (!p->slugs_made) make_slugs(p);
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < fragment.n; i++) buf_char(&b, char_lower(fragment.p[i]));
  uint32_t found = *strmap_at(p->v->arena, &p->slugs, buf_view(&b));
  buf_free(&b);
  return found;
}

static struct str heading_id(struct prose *p, uint32_t n) {
  return arena_printf(p->v->arena, "doc-%lu", (unsigned long)n);
}

static void open_link(struct prose *p, const struct block *b) {
  bool open = false;
  if (b->url.n && b->url.p[0] == '#') {
    uint32_t n = heading_of(p, str_slice(b->url, 1, b->url.n));
    if (n) {
      out_open(p->o, TAG_A);
      out_href_id(p->o, heading_id(p, n));
      open = true;
    }
  } else {
    open = out_open_link(p->o, b->url);
  }
  if (p->links_n == p->links_cap) p->links = vec_grow(p->v->arena, p->links, &p->links_cap, sizeof *p->links);
  p->links[p->links_n++].open = open;
}

static void close_link(struct prose *p) {
  if (p->links[--p->links_n].open) out_close(p->o, TAG_A);
}

/* The verdicts of the rules read from this block, leading to their gates. */
static void put_gates(struct prose *p, const struct prose_mark *m) {
  const struct gate *g = &p->v->report->gates.at[m->worst];
  struct str link = view_gate_link(p->v, g);
  out_text(p->o, STR(" "));
  if (link.n) {
    out_open(p->o, TAG_A);
    out_class(p->o, LIT("mk"));
    out_href_id(p->o, link);
  }
  part_tag(p->o, g->verdict);
  if (link.n) out_close(p->o, TAG_A);
  out_text(p->o, STR(" "));
  if (m->n > 1 && m->by_verdict[g->verdict] < m->n) {
    out_open(p->o, TAG_SPAN);
    out_class(p->o, LIT("u"));
    out_textf(p->o, "%lu of %lu", (unsigned long)m->by_verdict[g->verdict], (unsigned long)m->n);
    out_close(p->o, TAG_SPAN);
  } else if (m->n == 1 && g->measured.n) {
    out_open(p->o, TAG_SPAN);
    out_class(p->o, LIT("u"));
    out_text(p->o, g->measured);
    out_close(p->o, TAG_SPAN);
  }
}

static void put_mark(struct prose *p, const struct block *b) {
  const struct prose_mark *m = prose_mark_find(&p->marks, b);
  if (m == NULL) return;
  if (m->n > 0) put_gates(p, m);
  for (uint32_t i = 0; i < m->findings; i++) view_finding(p->o, p->v, m->finding + i);
  for (uint32_t i = 0; i < m->waivers; i++) view_waiver(p->o, p->v, m->waiver + i);
}

/* The cell of a row, from 1, that names what a finding is about: the first, when none does. */
static uint32_t cell_about(const struct block *row, struct str subject) {
  uint32_t n = 0;
  for (const struct block *cell = row->first; cell; cell = cell->next) {
    n++;
    if (str_find(cell->text, subject) != STR_NPOS) return n;
  }
  return 1;
}

static void put_mark_in_cell(struct prose *p) {
  const struct prose_mark *m = prose_mark_find(&p->marks, p->row);
  if (m == NULL) return;
  if (m->n > 0 && p->cells == 1) put_gates(p, m);
  for (uint32_t i = 0; i < m->waivers && p->cells == 1; i++) view_waiver(p->o, p->v, m->waiver + i);
  for (uint32_t i = m->finding; i < m->finding + m->findings; i++)
    if (cell_about(p->row, p->v->report->findings.at[i].subject) == p->cells) view_finding(p->o, p->v, i);
}

static void open_cell(struct prose *p, const struct block *b) {
  p->cells++;
  out_open(p->o, p->in_head ? TAG_TH : TAG_TD);
  if (p->in_head) out_attr_lit(p->o, ATTR_SCOPE, LIT("col"));
  out_class(p->o, b->align == ALIGN_RIGHT ? LIT("r") : b->align == ALIGN_CENTRE ? LIT("ce") : LIT_NONE);
}

static void open_row(struct prose *p, const struct block *b) {
  if (!b->header && !p->body_open) {
    out_open(p->o, TAG_TBODY);
    p->body_open = true;
  }
  if (b->header) out_open(p->o, TAG_THEAD);
  p->in_head = b->header;
  p->row = b;
  p->cells = 0;
  out_open(p->o, TAG_TR);
}

static void close_row(struct prose *p, const struct block *b) {
  out_close(p->o, TAG_TR);
  if (b->header) out_close(p->o, TAG_THEAD);
  p->in_head = false;
}

static void put_code(struct prose *p, struct str text) {
  struct out *o = p->o;
  out_open(o, TAG_PRE);
  out_attr_lit(o, ATTR_TABINDEX, LIT("0"));
  out_attr_lit(o, ATTR_ROLE, LIT("region"));
  out_attrf(o, ATTR_ARIA_LABEL, "Code %lu of the document", (unsigned long)++p->codes);
  out_open(o, TAG_CODE);
  out_text(o, text);
  out_close(o, TAG_CODE);
  out_close(o, TAG_PRE);
}

static void put_code_span(struct out *o, struct str text) {
  out_open(o, TAG_CODE);
  out_name(o, text);
  out_close(o, TAG_CODE);
}

static void open_heading(struct prose *p, const struct block *b) {
  p->level = heading_level(p, b->level);
  out_open(p->o, heading_tag(p->level));
  out_attr_id(p->o, ATTR_ID, heading_id(p, ++p->heading));
}

/* Each box is a landmark, and landmarks have names of their own. */
static void open_table(struct prose *p) {
  char label[48];
  (void)snprintf(label, sizeof label, "Table %lu of the document", (unsigned long)++p->tables);
  part_table_open(p->o, LIT("doc"), label);
}

/* Text as far as there is room for it. */
static struct str fitting(struct prose *p, struct str text) {
  size_t room = (PROSE_COST - (p->cost < PROSE_COST ? p->cost : PROSE_COST)) * COST_BYTES;
  p->cost += text.n / COST_BYTES;
  if (text.n <= room) return text;
  while (room > 0 && ((unsigned char)text.p[room] & 0xC0) == 0x80) room--;
  p->left_out++;
  return str_slice(text, 0, room);
}

/* What can be left out whole, when there is no room for it any more. */
static bool skips(struct prose *p, const struct block *b) {
  p->cost++;
  if (p->cost <= PROSE_COST || b->kind > BLOCK_CELL || b->kind == BLOCK_DOCUMENT) return false;
  p->left_out++;
  return true;
}

static void enter(struct prose *p, const struct block *b) {
  struct out *o = p->o;
  switch (b->kind) {
  case BLOCK_HEADING: open_heading(p, b); break;
  case BLOCK_PARAGRAPH: out_open(o, TAG_P); break;
  case BLOCK_QUOTE: out_open(o, TAG_BLOCKQUOTE); break;
  case BLOCK_LIST:
    out_open(o, b->ordered ? TAG_OL : TAG_UL);
    if (b->tight) out_class(o, LIT("tight"));
    if (b->ordered && b->start != 1) out_attr_u(o, ATTR_START, b->start);
    break;
  case BLOCK_ITEM: out_open(o, TAG_LI); break;
  case BLOCK_CODE:
  case BLOCK_HTML: put_code(p, fitting(p, b->text)); break;
  case BLOCK_RULE:
    out_open(o, TAG_HR);
    out_close(o, TAG_HR);
    break;
  case BLOCK_TABLE: open_table(p); break;
  case BLOCK_ROW: open_row(p, b); break;
  case BLOCK_CELL: open_cell(p, b); break;
  case BLOCK_TEXT: out_text(o, fitting(p, b->text)); break;
  case BLOCK_SOFT_BREAK: out_text(o, STR("\n")); break;
  case BLOCK_HARD_BREAK:
    out_open(o, TAG_BR);
    out_close(o, TAG_BR);
    break;
  case BLOCK_CODE_SPAN: put_code_span(o, fitting(p, b->text)); break;
  case BLOCK_EMPH: out_open(o, TAG_EM); break;
  case BLOCK_STRONG: out_open(o, TAG_STRONG); break;
  case BLOCK_LINK: open_link(p, b); break;
  case BLOCK_IMAGE:
  case BLOCK_DOCUMENT:
  case BLOCK_MAX: break;
  }
}

static void leave(struct prose *p, const struct block *b) {
  struct out *o = p->o;
  switch (b->kind) {
  case BLOCK_HEADING: out_close(o, heading_tag(p->level)); break;
  case BLOCK_PARAGRAPH:
    put_mark(p, b);
    out_close(o, TAG_P);
    break;
  case BLOCK_QUOTE: out_close(o, TAG_BLOCKQUOTE); break;
  case BLOCK_LIST: out_close(o, b->ordered ? TAG_OL : TAG_UL); break;
  case BLOCK_ITEM: out_close(o, TAG_LI); break;
  case BLOCK_TABLE:
    if (p->body_open) out_close(o, TAG_TBODY);
    p->body_open = false;
    part_table_close(o);
    break;
  case BLOCK_ROW: close_row(p, b); break;
  case BLOCK_CELL:
    if (!p->in_head) put_mark_in_cell(p);
    out_close(o, p->in_head ? TAG_TH : TAG_TD);
    break;
  case BLOCK_EMPH: out_close(o, TAG_EM); break;
  case BLOCK_STRONG: out_close(o, TAG_STRONG); break;
  case BLOCK_LINK: close_link(p); break;
  case BLOCK_CODE:
  case BLOCK_HTML:
  case BLOCK_RULE:
  case BLOCK_TEXT:
  case BLOCK_SOFT_BREAK:
  case BLOCK_HARD_BREAK:
  case BLOCK_CODE_SPAN:
  case BLOCK_IMAGE:
  case BLOCK_DOCUMENT:
  case BLOCK_MAX: break;
  }
}

bool view_document_is_whole(const struct view *v) {
  struct block_walk w;
  const struct block *b;
  bool leaving;
  size_t cost = 0;
  block_walk_start(&w, v->arena, v->report->in->doc->root);
  while (block_walk_next(&w, &b, &leaving)) {
    if (leaving) continue;
    cost += 1 + b->text.n / COST_BYTES; /* at least what is charged when it is written */
    if (cost > PROSE_COST) return false;
  }
  return true;
}

void view_prose(struct out *o, const struct view *v) {
  const struct perfdoc *doc = v->report->in->doc;
  struct prose p = {.o = o, .v = v, .marks = prose_marks_of(v->arena, v->report), .level = 2};
  struct block_walk w;
  const struct block *b;
  bool leaving;
  part_head_open(o, VIEW_DOCUMENT);
  out_open(o, TAG_P);
  out_class(o, LIT("sum"));
  out_text(o, STR("As written in "));
  out_name(o, doc->file);
  out_text(o, STR(", with the verdicts beside the rules they come from."));
  out_close(o, TAG_P);
  part_head_close(o);
  out_open(o, TAG_DIV);
  out_class(o, LIT("prose"));
  block_walk_start(&w, v->arena, doc->root);
  const struct block *skipped = NULL;
  while (block_walk_next(&w, &b, &leaving)) {
    if (skipped == NULL && !leaving && skips(&p, b)) skipped = b;
    if (skipped == NULL && leaving) leave(&p, b);
    else if (skipped == NULL) enter(&p, b);
    else if (skipped == b && leaving) skipped = NULL;
  }
  if (p.left_out > 0) {
    out_open(o, TAG_P);
    out_class(o, LIT("note"));
    out_count(o, p.left_out);
    part_text(o, " more blocks of a document this long are not shown; what they declare is judged all the same.");
    out_close(o, TAG_P);
  }
  out_close(o, TAG_DIV);
}
