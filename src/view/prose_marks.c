#include "view/prose_marks.h"

static void push(struct block_walk *w, const struct block *b, bool leaving) {
  if (w->n == w->cap) w->stack = vec_grow(w->arena, w->stack, &w->cap, sizeof *w->stack);
  w->stack[w->n++] = (struct block_step){b, leaving};
}

void block_walk_start(struct block_walk *w, struct arena *a, const struct block *root) {
  *w = (struct block_walk){.arena = a};
  if (root) push(w, root, false);
}

bool block_walk_next(struct block_walk *w, const struct block **block, bool *leaving) {
  if (w->n == 0) return false;
  struct block_step step = w->stack[--w->n];
  *block = step.block;
  *leaving = step.leaving;
  if (step.leaving) {
    if (step.block->next) push(w, step.block->next, false);
    return true;
  }
  push(w, step.block, true);
  if (step.block->first) push(w, step.block->first, false);
  return true;
}

static bool can_hold(const struct block *b) {
  return b->kind == BLOCK_PARAGRAPH || (b->kind == BLOCK_ROW && !b->header);
}

/* The last block that starts at or before the line; blocks are in the order of their lines. */
static struct prose_mark *owner_of(struct prose_marks *m, uint32_t line) {
  size_t lo = 0, hi = m->n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (m->at[mid].block->pos.line <= line) lo = mid + 1;
    else hi = mid;
  }
  return lo ? &m->at[lo - 1] : NULL;
}

/* Findings are in the order of their lines, so those of a block follow one another. */
static void add_findings(struct prose_marks *m, const struct report *r) {
  for (uint32_t i = 0; i < r->findings.n; i++) {
    const struct finding *f = &r->findings.at[i];
    struct prose_mark *mark = f->pos.line ? owner_of(m, f->pos.line) : NULL;
    if (mark == NULL) continue;
    if (mark->findings++ == 0) mark->finding = i;
  }
}

static void add_waivers(struct prose_marks *m, const struct perfdoc *doc) {
  for (uint32_t i = 0; i < doc->waivers.n; i++) {
    uint32_t line = doc->waivers.at[i].decl.pos.line;
    struct prose_mark *mark = line ? owner_of(m, line) : NULL;
    if (mark && mark->waivers++ == 0) mark->waiver = i;
  }
}

struct prose_marks prose_marks_of(struct arena *a, const struct report *r) {
  struct prose_marks m = {0};
  struct block_walk w;
  const struct block *b;
  bool leaving;
  size_t cap = 0;
  block_walk_start(&w, a, r->in->doc->root);
  while (block_walk_next(&w, &b, &leaving)) {
    if (leaving || !can_hold(b)) continue;
    if (m.n == cap) m.at = vec_grow(a, m.at, &cap, sizeof *m.at);
    m.at[m.n++] = (struct prose_mark){.block = b};
  }
  for (uint32_t i = 0; i < r->gates.n; i++) {
    const struct gate *g = &r->gates.at[i];
    if (g->source.line == 0 || !str_eq(g->source.file, r->in->doc->file)) continue;
    struct prose_mark *mark = owner_of(&m, g->source.line);
    if (mark == NULL) continue;
    if (mark->n++ == 0) mark->worst = i; /* gates are sorted worst first */
    mark->by_verdict[g->verdict]++;
  }
  add_findings(&m, r);
  add_waivers(&m, r->in->doc);
  return m;
}

const struct prose_mark *prose_mark_find(const struct prose_marks *m, const struct block *b) {
  size_t lo = 0, hi = m->n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (m->at[mid].block->pos.line < b->pos.line) lo = mid + 1;
    else hi = mid;
  }
  for (; lo < m->n && m->at[lo].block->pos.line == b->pos.line; lo++)
    if (m->at[lo].block == b) return m->at[lo].n || m->at[lo].findings || m->at[lo].waivers ? &m->at[lo] : NULL;
  return NULL;
}
