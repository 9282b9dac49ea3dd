/* Walking cmark's tree: what perfdoc_blocks.c and perfdoc_inline.c share. */
#ifndef PERFPAGE_READ_PERFDOC_CMARK_H
#define PERFPAGE_READ_PERFDOC_CMARK_H

#include "read/perfdoc_reader.h"

#include <cmark.h>

struct walk {
  struct reader *r;
  struct block_list stack[PERFDOC_DEPTH]; /* stack[0] is the root */
  size_t depth;
  bool flattened; /* something was nested too deeply, and it was said */
  struct str directive; /* of the last comment among inlines that holds one */
};

void walk_init(struct walk *w, struct reader *r, struct block *root);
struct block_list *walk_top(struct walk *w);
/* Opens a container; false, with a warning the first time, when fewer than `spare` levels are left. The node remembers. */
bool walk_push(struct walk *w, cmark_node *node, enum block_kind kind, struct pos pos, size_t spare);
void walk_pop(struct walk *w, cmark_node *node); /* nothing when the node was not pushed */
/* An inline event inside the block on top. */
void walk_inline(struct walk *w, cmark_event_type event, cmark_node *node);
/* "<!-- perfpage: NAME -->"; false when the comment is anything else. */
bool directive_of(struct str comment, struct str *name);

#endif
