#include "analysis/stack_share.h"

#include "analysis/profdiff_hotspot.h"

/* "encode" in "example.com/shop/encode.Receipt" and "encode" in "encode::receipt". */
static bool is_package_of(struct str said, struct str frame) {
  for (size_t i = 0; said.n > 0 && i + said.n < frame.n; i++) {
    if (i > 0 && frame.p[i - 1] != '/') continue;
    char next = frame.p[i + said.n];
    if ((next == '.' || next == ':') && str_starts(str_slice(frame, i, frame.n), said)) return true;
  }
  return false;
}

static bool is_place(struct str said, struct str frame) {
  return profdiff_names_frame(said, frame) || is_package_of(said, frame);
}

bool stack_is_under(const struct calltree *t, uint32_t node, struct str under) {
  for (uint32_t i = t->nodes[node].parent; i != CALL_NONE && i != CALL_ROOT; i = t->nodes[i].parent)
    if (is_place(under, t->names[t->nodes[i].name])) return true;
  return false;
}

static bool *names_marked(struct arena *a, const struct calltree *t, struct str said, bool places, uint32_t *n) {
  bool *marked = ARENA_ARRAY(a, bool, t->names_n);
  *n = 0;
  for (uint32_t i = 1; i < t->names_n; i++) {
    marked[i] = places ? is_place(said, t->names[i]) : profdiff_names_frame(said, t->names[i]);
    *n += marked[i];
  }
  return marked;
}

static bool is_hotter(const struct calltree *t, uint32_t a, uint32_t b) {
  const uint64_t *x = t->functions[a].total, *y = t->functions[b].total;
  if (x[SIDE_HEAD] != y[SIDE_HEAD]) return x[SIDE_HEAD] > y[SIDE_HEAD];
  return x[SIDE_BASE] > y[SIDE_BASE];
}

/* Of one node: whether it or one above it is marked; with a place, marked below the place. */
enum { BELOW_PLACE = 1, BELOW_MARK = 2 };

struct stack_share stack_share_of(struct arena *scratch, const struct calltree *t, struct str said, struct str under) {
  struct stack_share out = {0};
  uint32_t n, places = 0;
  const bool *marked = names_marked(scratch, t, said, false, &n);
  const bool *place = under.n && n ? names_marked(scratch, t, under, true, &places) : NULL;
  if (n == 0 || (under.n && places == 0)) return out;
  uint8_t *state = ARENA_ARRAY(scratch, uint8_t, t->n);
  bool *met = ARENA_ARRAY(scratch, bool, t->names_n);
  for (uint32_t i = CALL_ROOT; i < t->n; i++) { /* parents come before their children */
    const struct call_node *node = &t->nodes[i];
    uint8_t above = node->parent == CALL_NONE ? 0 : state[node->parent];
    bool hit = i != CALL_ROOT && marked[node->name] && (place == NULL || (above & BELOW_PLACE));
    state[i] = (uint8_t)(above | (hit ? BELOW_MARK : 0) | (place && i != CALL_ROOT && place[node->name] ? BELOW_PLACE : 0));
    if (!hit) continue;
    for (enum side s = 0; s < SIDE_MAX; s++) {
      out.self[s] += call_self(t, i, s);
      if (!(above & BELOW_MARK)) out.total[s] += call_total(t, i, s);
    }
    if (met[node->name]) continue;
    met[node->name] = true;
    if (out.names++ == 0 || is_hotter(t, node->name, out.hottest)) out.hottest = node->name;
  }
  return out;
}
