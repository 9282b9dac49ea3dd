/* A history in the making, for the tests. */
#ifndef PERFPAGE_TESTS_HISTORY_WORLD_H
#define PERFPAGE_TESTS_HISTORY_WORLD_H

#include "check.h"

#include "read/history_text.h"

struct world {
  struct arena arena;
  struct diags diags;
  struct history history;
};

static void begin(struct world *w) {
  *w = (struct world){.arena = ARENA_INIT};
  diag_init(&w->diags, &w->arena);
  history_init(&w->history, &w->arena);
}

static struct source source_of(const char *name, struct str text) {
  return (struct source){.name = str_of(name), .text = text, .bytes = text.n, .whole = true};
}

static const char *diags_of(struct world *w) {
  struct buf b = BUF_INIT;
  diag_finish(&w->diags);
  VEC_EACH(const struct diag, it, &w->diags.list) buf_printf(&b, "%s%u:%u %s", b.n ? ", " : "", it->pos.line, it->pos.col, diag_slug(it->id));
  return buf_take(&b, &w->arena).p;
}

#endif
