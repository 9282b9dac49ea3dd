#include "emit/flame_tsv.h"

#include "base/escape.h"

struct table {
  struct buf *b;
  const struct calltree *tree;
  enum side side;
  bool both;
  double least[SIDE_MAX]; /* counts under which a frame is left out */
};

static bool is_left_out(const struct table *t, uint32_t node) {
  bool narrow = (double)call_total(t->tree, node, t->side) < t->least[t->side];
  return narrow && (!t->both || (double)call_total(t->tree, node, SIDE_BASE) < t->least[SIDE_BASE]);
}

static void put_row(const struct table *t, uint32_t node, uint64_t x) {
  const struct call_node *n = &t->tree->nodes[node];
  const uint64_t figures[] = {x, call_total(t->tree, node, t->side), call_self(t->tree, node, t->side)};
  buf_u64(t->b, n->depth);
  for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
    buf_char(t->b, '\t');
    calltree_put_count(t->b, t->tree, figures[i]);
  }
  buf_char(t->b, '\t');
  escape_tsv(t->b, t->tree->names[n->name]);
  if (t->both) {
    buf_char(t->b, '\t');
    calltree_put_count(t->b, t->tree, call_total(t->tree, node, SIDE_BASE));
    buf_char(t->b, '\t');
    calltree_put_count(t->b, t->tree, call_self(t->tree, node, SIDE_BASE));
  }
  buf_char(t->b, '\n');
}

/* Depth first without recursion: stacks may be as deep as they like. x is where the next frame of this depth begins; on the
 * way back over a parent it is already past the children, and moves on past the parent's self. */
static void put_rows(const struct table *t) {
  const struct call_node *nodes = t->tree->nodes;
  uint32_t i = CALL_ROOT;
  uint64_t x = 0;
  for (;;) {
    bool out = is_left_out(t, i);
    if (!out) put_row(t, i, x);
    if (!out && nodes[i].first_child != CALL_NONE) {
      i = nodes[i].first_child;
      continue;
    }
    x += call_total(t->tree, i, t->side);
    while (nodes[i].next_sibling == CALL_NONE) {
      i = nodes[i].parent;
      if (i == CALL_NONE) return;
      x += call_self(t->tree, i, t->side);
    }
    i = nodes[i].next_sibling;
  }
}

void emit_flame_tsv(struct buf *b, const struct profile *p, double min_width) {
  struct table t = {.b = b,
                    .tree = &p->tree,
                    .side = p->has[SIDE_HEAD] ? SIDE_HEAD : SIDE_BASE,
                    .both = p->has[SIDE_BASE] && p->has[SIDE_HEAD]};
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) t.least[s] = min_width * (double)calltree_total(&p->tree, s);
  buf_cstr(b, t.both ? "depth\tx\twidth\tself\tname\tbase_width\tbase_self\n" : "depth\tx\twidth\tself\tname\n");
  put_rows(&t);
}
