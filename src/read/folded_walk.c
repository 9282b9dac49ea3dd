#include "read/folded_walk.h"

static const struct str empty_frame = {"(empty)", 7};

/* ---- stacks met earlier ---- */

/* A profiler writes what it meets, the same stacks over and over, with little in common from one line to the next. A slot tells
 * where a stack that looked alike ended; whether it is the same is seen by walking from there to the root. */
struct folded_seen {
  uint32_t look, node; /* node CALL_ROOT: nothing yet */
};

enum { SEEN_FEW = 1 << 11, SEEN_MANY = 1 << 16, TRIAL = 1 << 13, LOOK_AT = 64 };

void folded_walk_init(struct folded_walk *w, struct calltree *tree) {
  *w = (struct folded_walk){.tree = tree, .arena = ARENA_INIT};
}

void folded_walk_free(struct folded_walk *w) {
  arena_free(&w->arena);
}

/* Of its end and its length: stacks that differ most often differ there. */
static uint32_t look_of(struct str rest, uint32_t node) {
  uint64_t h = (rest.n ^ (uint64_t)node << 20) * 0x9E3779B97F4A7C15u;
  const char *p = rest.n > LOOK_AT ? rest.p + rest.n - LOOK_AT : rest.p, *end = rest.p + rest.n;
  uint64_t word = 0;
  for (; end - p >= 8; p += 8) {
    memcpy(&word, p, 8);
    h = (h ^ word) * 0xd6e8feb86659fd93u;
    h ^= h >> 32;
  }
  word = 0;
  memcpy(&word, p, (size_t)(end - p));
  h = (h ^ word) * 0xd6e8feb86659fd93u;
  return (uint32_t)(h >> 32);
}

/* Whether the frames from node (excluded) to leaf are those of stack from its offset from on; then they are marked. Names are
 * compared as bytes; a stack that wrote a frame otherwise ("" for "(empty)") is not recognised and goes the long way. */
static bool is_path(struct folded_walk *w, uint32_t node, uint32_t leaf, struct str stack, size_t from) {
  const struct calltree *t = w->tree;
  if (t->nodes[leaf].depth <= t->nodes[node].depth) return false;
  size_t depth = t->nodes[leaf].depth - t->nodes[node].depth, first = w->marks.n, end = stack.n;
  while (w->marks.cap < first + depth) w->marks.at = vec_grow(&w->arena, w->marks.at, &w->marks.cap, sizeof *w->marks.at);
  for (size_t i = depth; i > 0; i--) {
    struct str name = t->names[t->nodes[leaf].name];
    if (end - from < name.n || memcmp(stack.p + end - name.n, name.p, name.n) != 0) return false;
    w->marks.at[first + i - 1] = (struct folded_mark){end, leaf};
    end -= name.n;
    leaf = t->nodes[leaf].parent;
    if (i == 1) break;
    if (end == from || stack.p[end - 1] != ';') return false;
    end--;
  }
  if (leaf != node || end != from) return false;
  w->marks.n = first + depth;
  return true;
}

static struct folded_seen *slot_of(struct folded_walk *w, struct str rest, uint32_t node, uint32_t *look) {
  if (w->never) return NULL;
  if (w->seen == NULL || w->asked == TRIAL) { /* small files do not pay for a large table */
    w->seen_n = w->seen == NULL ? SEEN_FEW : SEEN_MANY;
    w->seen = ARENA_ARRAY(&w->arena, struct folded_seen, w->seen_n);
  }
  w->never = ++w->asked == 2 * TRIAL && w->met < TRIAL / 16;
  *look = look_of(rest, node);
  return &w->seen[*look & (w->seen_n - 1)];
}

/* ---- frames ---- */

/* Open brackets of a frame, counted once however often a ';' asks. */
struct brackets {
  size_t seen, depth;
};

static bool is_inside(struct brackets *b, struct str stack, size_t to) {
  for (; b->seen < to; b->seen++) {
    if (stack.p[b->seen] == '[') b->depth++;
    else if (stack.p[b->seen] == ']' && b->depth > 0) b->depth--;
  }
  return b->depth > 0;
}

/* Where the frame that begins at from ends: at a ';' that splits, or at the end of the stack. */
static size_t frame_end(struct str stack, size_t from) {
  struct brackets brackets = {from, 0};
  for (size_t at = from; at < stack.n; at++) {
    const char *semi = memchr(stack.p + at, ';', stack.n - at);
    if (semi == NULL) break;
    at = (size_t)(semi - stack.p);
    bool blank = at + 1 < stack.n && char_is_blank(stack.p[at + 1]);
    if (!blank || !is_inside(&brackets, stack, at)) return at;
  }
  return stack.n;
}

void folded_walk_forget(struct folded_walk *w) {
  w->last = STR_NONE;
  w->marks.n = 0;
}

size_t folded_walk_shared(const struct folded_walk *w, struct str text) {
  const char *a = w->last.p, *b = text.p;
  size_t n = w->last.n < text.n ? w->last.n : text.n, i = 0;
  for (; i + 32 <= n; i += 32) {
    uint64_t x[4], y[4];
    memcpy(x, a + i, 32);
    memcpy(y, b + i, 32);
    if (((x[0] ^ y[0]) | (x[1] ^ y[1]) | (x[2] ^ y[2]) | (x[3] ^ y[3])) != 0) break;
  }
  while (i < n && a[i] == b[i]) i++;
  return i;
}

static uint32_t walk_frames(struct folded_walk *w, uint32_t node, struct str stack, size_t from) {
  for (;;) {
    size_t end = frame_end(stack, from);
    struct str frame = str_slice(stack, from, end);
    node = calltree_step(w->tree, node, frame.n ? frame : empty_frame);
    *VEC_PUSH(&w->arena, &w->marks) = (struct folded_mark){end, node};
    if (end == stack.n) return node;
    from = end + 1;
  }
}

/* Frames are taken over from the stack before as far as both agree, up to and including the byte behind a ';', which has a say
 * in whether that splits. */
uint32_t folded_walk(struct folded_walk *w, struct str stack, size_t same) {
  if (same > stack.n) same = stack.n;
  while (w->marks.n > 0 && w->marks.at[w->marks.n - 1].end + 2 > same) w->marks.n--;
  w->last = stack;
  if (stack.n == 0) return CALL_ROOT;
  uint32_t node = CALL_ROOT, look = 0;
  size_t from = 0;
  if (w->marks.n > 0) {
    node = w->marks.at[w->marks.n - 1].node;
    from = w->marks.at[w->marks.n - 1].end + 1;
  }
  struct str rest = str_slice(stack, from, stack.n);
  struct folded_seen *seen = slot_of(w, rest, node, &look);
  if (seen && seen->look == look && seen->node != CALL_ROOT && is_path(w, node, seen->node, stack, from)) {
    w->met++;
    return seen->node;
  }
  uint32_t leaf = walk_frames(w, node, stack, from);
  if (seen) *seen = (struct folded_seen){look, leaf};
  return leaf;
}
