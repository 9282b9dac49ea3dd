#include "emit/folded_text.h"

#include "base/vec.h"
#include "model/calltree_filter.h"

enum { PIECE = 256 * 1024 };

/* A line of its own, or the lines of all stacks that go on from a node. Both are in order among those of the node's siblings. */
struct item {
  uint32_t node;
  bool goes_on;
};
VEC_OF(item_vec, struct item);

struct writing {
  const struct calltree *tree;
  bool both;
  folded_taker *take;
  void *to;
  struct arena arena;
  struct item_vec left;   /* the next one last */
  struct buf out, path;   /* the frames above the one at hand, each with its ';' */
  size_t *path_end;       /* by depth: where the path of a node's children begins */
  size_t path_end_cap;
};

static bool has_line(const struct writing *w, uint32_t node) {
  if (call_self(w->tree, node, SIDE_BASE) || call_self(w->tree, node, SIDE_HEAD)) return true;
  return w->tree->nodes[node].first_child == CALL_NONE && node != CALL_ROOT;
}

static void put_counts(const struct writing *w, struct buf *b, uint32_t node) {
  enum side side = w->tree->events[SIDE_HEAD] > 0 || w->both ? SIDE_HEAD : SIDE_BASE;
  if (w->both) {
    calltree_put_count(b, w->tree, call_self(w->tree, node, SIDE_BASE));
    buf_char(b, ' ');
  }
  calltree_put_count(b, w->tree, call_self(w->tree, node, side));
}

static struct str name_of(const struct writing *w, uint32_t node) {
  return node == CALL_ROOT ? STR_NONE : w->tree->names[w->tree->nodes[node].name];
}

/* A line that began so would be a comment. Readers take off the blank that goes before it. */
static bool begins_a_remark(struct str name, bool goes_on) {
  if (name.n == 0 || name.p[0] != '#') return false;
  return name.n == 1 ? !goes_on : char_is_blank(name.p[1]);
}

/* What an item's lines have in front of all that tells them apart. */
static void put_key(const struct writing *w, struct buf *b, struct item it) {
  struct str name = name_of(w, it.node);
  if (w->tree->nodes[it.node].depth == 1 && begins_a_remark(name, it.goes_on)) buf_char(b, ' ');
  buf_str(b, name);
  if (it.goes_on) {
    buf_char(b, ';');
  } else {
    if (it.node != CALL_ROOT) buf_char(b, ' ');
    put_counts(w, b, it.node);
  }
}

/* ---- names ---- */

/* Whether the ';' at i stands where a reader of folded stacks does not split: before a blank, inside brackets. */
static bool is_kept(struct str name, size_t i) {
  size_t depth = 0;
  for (size_t k = 0; k < i; k++) {
    if (name.p[k] == '[') depth++;
    else if (name.p[k] == ']' && depth > 0) depth--;
  }
  return depth > 0 && i + 1 < name.n && char_is_blank(name.p[i + 1]);
}

static bool is_writable(struct str name) {
  size_t semicolons = 0;
  for (size_t i = 0; i < name.n; i++) {
    if (name.p[i] == '\n' || (name.p[i] == ';' && (++semicolons > 64 || !is_kept(name, i)))) return false;
  }
  return name.n > 0;
}

/* Other formats have names that would end a line or split a frame. Names that came as folded stacks stay. */
static struct str writable_name(struct arena *a, struct str name) {
  if (is_writable(name)) return name;
  if (name.n == 0) return STR("(empty)");
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < name.n; i++) buf_char(&b, name.p[i] == '\n' ? ' ' : name.p[i] == ';' ? ':' : name.p[i]);
  return buf_take(&b, a);
}

static bool has_unwritable(const struct calltree *t) {
  for (uint32_t i = 1; i < t->names_n; i++)
    if (!is_writable(t->names[i])) return true;
  return false;
}

/* ---- order ---- */

struct keyed {
  struct str key;
  struct item item;
};

static int by_key(const void *a, const void *b) {
  const struct keyed *x = a, *y = b;
  return str_cmp(x->key, y->key);
}

/* Siblings are in the order of their names, which is that of their lines unless one name begins another: "a b", "a;" and "a-c;"
 * do not follow the order of "a" and "a-c". */
static void sort_items(struct writing *w, struct item *items, size_t n) {
  struct arena_mark mark = arena_mark(&w->arena);
  struct keyed *order = ARENA_ARRAY(&w->arena, struct keyed, n);
  for (size_t i = 0; i < n; i++) {
    struct buf key = BUF_INIT;
    put_key(w, &key, items[i]);
    order[i] = (struct keyed){buf_take(&key, &w->arena), items[i]};
  }
  vec_sort(&w->arena, order, n, sizeof *order, by_key);
  for (size_t i = 0; i < n; i++) items[i] = order[i].item;
  arena_release(&w->arena, mark);
}

static void reverse(struct item *items, size_t n) {
  for (size_t i = 0; i < n / 2; i++) {
    struct item swap = items[i];
    items[i] = items[n - 1 - i];
    items[n - 1 - i] = swap;
  }
}

/* Everything right below a node; the root's own line, which is a count alone, stands there too. */
static void push_children(struct writing *w, uint32_t node) {
  const struct call_node *nodes = w->tree->nodes;
  size_t from = w->left.n;
  bool plain = true;
  struct str last = STR_NONE;
  if (node == CALL_ROOT && has_line(w, CALL_ROOT)) {
    *VEC_PUSH(&w->arena, &w->left) = (struct item){CALL_ROOT, false};
    plain = false;
  }
  for (uint32_t c = nodes[node].first_child; c != CALL_NONE; c = nodes[c].next_sibling) {
    struct str name = name_of(w, c);
    plain = plain && (last.p == NULL || !str_starts(name, last)) && !(node == CALL_ROOT && str_starts(name, STR("#")));
    last = name;
    if (has_line(w, c)) *VEC_PUSH(&w->arena, &w->left) = (struct item){c, false};
    if (nodes[c].first_child != CALL_NONE) *VEC_PUSH(&w->arena, &w->left) = (struct item){c, true};
  }
  if (w->left.n == from) return;
  if (!plain) sort_items(w, w->left.at + from, w->left.n - from);
  reverse(w->left.at + from, w->left.n - from);
}

/* ---- lines ---- */

static void put_line(struct writing *w, uint32_t node) {
  buf_put(&w->out, w->path.p, w->path.n);
  put_key(w, &w->out, (struct item){node, false});
  buf_char(&w->out, '\n');
  if (w->out.n < PIECE) return;
  w->take(w->to, buf_view(&w->out));
  buf_clear(&w->out);
}

static void enter(struct writing *w, uint32_t node) {
  size_t depth = w->tree->nodes[node].depth;
  while (w->path_end_cap <= depth) w->path_end = vec_grow(&w->arena, w->path_end, &w->path_end_cap, sizeof *w->path_end);
  if (node != CALL_ROOT) put_key(w, &w->path, (struct item){node, true});
  w->path_end[depth] = w->path.n;
  push_children(w, node);
}

static void write_tree(const struct calltree *t, bool both, folded_taker *take, void *to) {
  struct writing w = {.tree = t, .both = both, .take = take, .to = to, .arena = ARENA_INIT, .out = BUF_INIT, .path = BUF_INIT};
  enter(&w, CALL_ROOT);
  while (w.left.n > 0) {
    struct item it = w.left.at[--w.left.n];
    size_t depth = t->nodes[it.node].depth;
    w.path.n = depth > 0 ? w.path_end[depth - 1] : 0;
    if (it.goes_on) enter(&w, it.node);
    else put_line(&w, it.node);
  }
  if (w.out.n > 0) take(to, buf_view(&w.out));
  buf_free(&w.out);
  buf_free(&w.path);
  arena_free(&w.arena);
}

void emit_folded(const struct calltree *t, bool both, folded_taker *take, void *to) {
  struct arena arena = ARENA_INIT;
  struct calltree renamed;
  bool rename = has_unwritable(t);
  if (rename) (void)calltree_rename(t, &renamed, &arena, writable_name, NULL);
  write_tree(rename ? &renamed : t, both, take, to);
  arena_free(&arena);
}
