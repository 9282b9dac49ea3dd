#include "view/flame_data.h"

#include "view/flame_colour.h"

/* ---- which frames ---- */

/* Frames are ranked by the larger of their two shares, in buckets of a sixteenth of an octave: only the last one that is
 * taken from has to be sorted. */
enum { BUCKETS = 65 * 16, ROW_BYTES = 14 };

struct bucket {
  uint64_t frames, bytes;
};

struct pick {
  struct arena *arena;
  const struct flame_graph *graph;
  const struct calltree *tree;
  bool *keep; /* by node */
};

static double share_of(const struct pick *p, uint32_t node) {
  double most = 0;
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
    uint64_t all = calltree_total(p->tree, s), part = call_total(p->tree, node, s);
    double share = part > 0 ? (double)part / (double)all : 0;
    if (share > most) most = share;
  }
  return most;
}

/* 0 for a share of 1; a share is no less than 2^-64. */
static uint32_t bucket_of(double share) {
  uint64_t bits;
  memcpy(&bits, &share, sizeof bits);
  uint64_t one = UINT64_C(1023) << 4, at = bits >> 48;
  return at >= one ? 0 : one - at < BUCKETS ? (uint32_t)(one - at) : BUCKETS - 1;
}

static size_t name_bytes(const struct calltree *t, uint32_t name) {
  size_t n = t->names[name].n;
  return 3 + (n < FLAME_DATA_NAME_MAX ? n : FLAME_DATA_NAME_MAX);
}

/* What each bucket would add to the table. A name counts where it is first met. */
static struct bucket *fill_buckets(const struct pick *p) {
  const struct calltree *t = p->tree;
  struct bucket *buckets = ARENA_ARRAY(p->arena, struct bucket, BUCKETS);
  uint32_t *first = ARENA_ARRAY(p->arena, uint32_t, t->names_n); /* one more than the bucket; 0: none yet */
  for (uint32_t i = 0; i < t->n; i++) {
    double share = share_of(p, i);
    if (!(share > 0)) continue;
    uint32_t b = bucket_of(share), *name = &first[t->nodes[i].name];
    buckets[b].frames++;
    buckets[b].bytes += ROW_BYTES;
    if (*name == 0 || *name > b + 1) *name = b + 1;
  }
  for (uint32_t i = 0; i < t->names_n; i++)
    if (first[i]) buckets[first[i] - 1].bytes += name_bytes(t, i);
  return buckets;
}

struct candidate {
  double share;
  uint32_t depth, node;
};

/* Widest first; of equal ones the lower, so that a parent comes before its children. */
static int by_share(const void *pa, const void *pb) {
  const struct candidate *a = pa, *b = pb;
  if (a->share < b->share || b->share < a->share) return a->share < b->share ? 1 : -1;
  if (a->depth != b->depth) return a->depth < b->depth ? -1 : 1;
  return a->node < b->node ? -1 : a->node > b->node;
}

VEC_OF(candidate_vec, struct candidate);

/* Takes whole buckets while they fit, and of the next one what fits. */
static void pick_widest(struct pick *p, const struct flame_data_limits *limits) {
  const struct bucket *buckets = fill_buckets(p);
  struct bucket sum = {0, 0};
  uint32_t last = 0;
  for (; last < BUCKETS; last++) {
    const struct bucket *b = &buckets[last];
    if (sum.frames + b->frames > limits->max_frames || sum.bytes + b->bytes > limits->max_bytes) break;
    sum = (struct bucket){sum.frames + b->frames, sum.bytes + b->bytes};
  }
  struct candidate_vec some = {NULL, 0, 0};
  for (uint32_t i = 0; i < p->tree->n; i++) {
    double share = share_of(p, i);
    if (!(share > 0)) continue;
    uint32_t b = bucket_of(share);
    if (b < last) p->keep[i] = true;
    if (b == last) *VEC_PUSH(p->arena, &some) = (struct candidate){share, p->tree->nodes[i].depth, i};
  }
  vec_sort(p->arena, some.at, some.n, sizeof *some.at, by_share);
  VEC_EACH(const struct candidate, c, &some) { /* whose names count for each of them here: rather too few than too many */
    sum.frames++;
    sum.bytes += ROW_BYTES + name_bytes(p->tree, p->tree->nodes[c->node].name);
    if (sum.frames > limits->max_frames || sum.bytes > limits->max_bytes) return;
    p->keep[c->node] = true;
  }
}

static void pick_drawn(struct pick *p) {
  const struct flame_layout *l = &p->graph->layout;
  for (uint32_t i = 0; i < l->n; i++) p->keep[l->frames[i].node] = true;
  for (uint32_t i = 0; i < l->gone_n; i++)
    for (uint32_t n = l->gone[i].node; n != CALL_NONE && !p->keep[n]; n = p->tree->nodes[n].parent) p->keep[n] = true;
}

/* ---- the rows ---- */

struct table {
  const struct pick *pick;
  struct buf rows, names, owners;
  struct buf classes;  /* of colours met, as JSON */
  unsigned class_at[OWNER_MAX * FLAME_SHADES], classes_n; /* one more than a colour's place; 0: not met */
  uint32_t *name_at;  /* by name: one more than its place in the pool */
  uint32_t *row_at;   /* by node: its row */
  bool *drawn;        /* by node */
  uint32_t names_n, rows_n;
  uint32_t depth_next; /* that of a child of the row before */
  unsigned shift;
  uint64_t out[SIDE_MAX]; /* of the neighbours left out since the last row */
};

enum { BIT_DRAWN = 1, BIT_SELF = 2, BIT_OTHER = 4, BIT_LEFT_OUT = 8, UP = 16 };

static void put_number(struct buf *b, uint64_t v) {
  if (b->n > 0) buf_char(b, ',');
  buf_u64(b, v);
}

/* The counts of a row, that of the widths first. */
struct counts {
  uint64_t self, other;
};

static struct counts counts_of(const struct table *t, const uint64_t count[SIDE_MAX]) {
  const struct flame_graph *g = t->pick->graph;
  struct counts c = {count[g->side] >> t->shift, 0};
  if (g->has_base) c.other = count[SIDE_BASE] >> t->shift;
  return c;
}

static void put_row(struct table *t, uint32_t depth, unsigned bits, struct counts c) {
  uint64_t up = t->depth_next - depth;
  put_number(&t->rows, up * UP + bits + (c.self ? BIT_SELF : 0) + (c.other ? BIT_OTHER : 0));
  t->depth_next = depth + 1;
  t->rows_n++;
}

static void put_counts(struct table *t, struct counts c) {
  if (c.self) put_number(&t->rows, c.self);
  if (c.other) put_number(&t->rows, c.other);
}

static void put_left_out(struct table *t, uint32_t depth) {
  struct counts c = counts_of(t, t->out);
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) t->out[s] = 0;
  if (c.self == 0 && c.other == 0) return;
  put_row(t, depth, BIT_LEFT_OUT, c);
  put_counts(t, c);
}

/* A name as it is shown, cut between characters. */
static void put_name(struct buf *b, struct str name) {
  struct buf shown = BUF_INIT;
  escape_filter(&shown, name, NULL);
  struct str s = buf_view(&shown);
  size_t cut = 0;
  for (size_t at = 0; s.n > FLAME_DATA_NAME_MAX && at < FLAME_DATA_NAME_MAX - 2; cut = at < FLAME_DATA_NAME_MAX - 2 ? at : cut)
    (void)utf8_next(s, &at);
  if (b->n > 0) buf_char(b, ',');
  buf_char(b, '"');
  escape_json(b, s.n > FLAME_DATA_NAME_MAX ? str_slice(s, 0, cut) : s);
  if (s.n > FLAME_DATA_NAME_MAX) buf_cstr(b, "..");
  buf_char(b, '"');
  buf_free(&shown);
}

/* A colour's place in the list, as a digit of base 36: a palette has fewer colours than that. */
static char paint_code(struct table *t, struct str name) {
  struct flame_paint paint = flame_paint_of(t->pick->graph->palette, name);
  unsigned *at = &t->class_at[(unsigned)paint.owner * FLAME_SHADES + paint.shade];
  if (*at == 0) {
    *at = ++t->classes_n;
    buf_printf(&t->classes, "\"%s\",", flame_paint_class(paint));
  }
  return "0123456789abcdefghijklmnopqrstuvwxyz"[(*at - 1) % 36];
}

static uint32_t name_code(struct table *t, uint32_t name) {
  if (t->name_at[name]) return t->name_at[name];
  struct str spelled = t->pick->tree->names[name];
  t->name_at[name] = ++t->names_n;
  put_name(&t->names, spelled);
  buf_char(&t->owners, paint_code(t, spelled));
  return 0;
}

static void put_node(struct table *t, uint32_t i) {
  const struct calltree *tree = t->pick->tree;
  const struct call_node *n = &tree->nodes[i];
  uint64_t self[SIDE_MAX];
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) self[s] = call_self(tree, i, s);
  struct counts c = counts_of(t, self);
  t->row_at[i] = t->rows_n;
  put_row(t, n->depth, t->drawn[i] ? BIT_DRAWN : 0, c);
  if (n->parent != CALL_NONE) put_number(&t->rows, name_code(t, n->name));
  put_counts(t, c);
}

/* Depth first without recursion: stacks may be as deep as they like. */
static void put_rows(struct table *t) {
  const struct calltree *tree = t->pick->tree;
  const struct call_node *nodes = tree->nodes;
  uint32_t i = CALL_ROOT;
  for (;;) {
    if (t->pick->keep[i]) {
      put_left_out(t, nodes[i].depth);
      put_node(t, i);
      if (nodes[i].first_child != CALL_NONE) {
        i = nodes[i].first_child;
        continue;
      }
    } else {
      for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) t->out[s] += call_total(tree, i, s);
    }
    while (nodes[i].next_sibling == CALL_NONE) {
      put_left_out(t, nodes[i].depth);
      i = nodes[i].parent;
      if (i == CALL_NONE) return;
    }
    i = nodes[i].next_sibling;
  }
}

/* ---- the object ---- */

/* Numbers of the script are exact up to 2^53. */
static unsigned shift_of(const struct calltree *t) {
  unsigned shift = 0;
  for (enum side s = SIDE_BASE; s < SIDE_MAX; s++)
    while (calltree_total(t, s) >> shift > UINT64_C(1) << 53) shift++;
  return shift;
}

static void put_head(struct buf *b, const struct table *t) {
  const struct flame_graph *g = t->pick->graph;
  struct buf unit = BUF_INIT;
  escape_filter(&unit, g->profile->unit, NULL);
  buf_cstr(b, "{\"unit\":\"");
  escape_json(b, buf_view(&unit));
  buf_free(&unit);
  buf_printf(b, "\",\"decimals\":%u,\"shift\":%u,\"side\":%d,\"base\":%s,\"interval\":%s", g->tree->decimals, t->shift, (int)g->side,
             g->has_base ? "true" : "false", g->has_interval ? "true" : "false");
  buf_printf(b, ",\"negate\":%s,\"whole\":[%.17g,%.17g],\"total\":[%.17g,%.17g]", g->negate ? "true" : "false", g->whole[SIDE_BASE],
             g->whole[SIDE_HEAD], g->total[SIDE_BASE], g->total[SIDE_HEAD]);
  buf_printf(b, ",\"events\":[%.17g,%.17g],\"z\":%.17g", g->events[SIDE_BASE], g->events[SIDE_HEAD], g->z);
  for (unsigned i = 0; i < FLAME_STEPS / 2; i++) buf_printf(b, "%s%g", i ? "," : ",\"limits\":[", flame_step_limits[i]);
  buf_cstr(b, "],\"owners\":[");
  buf_str(b, buf_view(&t->classes));
  buf_printf(b, "\"%s\"]", flame_owner_class(OWNER_NONE)); /* the root's */
}

static uint64_t frames_of(const struct calltree *t) {
  uint64_t n = 0;
  for (uint32_t i = 0; i < t->n; i++) n += call_total(t, i, SIDE_BASE) > 0 || call_total(t, i, SIDE_HEAD) > 0;
  return n;
}

/* What a document says of functions wherever they stand: [name, class, words]. */
static void put_notes(struct buf *b, const struct table *t) {
  const struct flame_note *notes = t->pick->graph->notes;
  buf_cstr(b, ",\"notes\":[");
  bool first = true;
  for (uint32_t i = 0; notes && i < t->pick->tree->names_n; i++) {
    if (t->name_at[i] == 0 || notes[i].mark == FLAME_MARK_NONE || notes[i].under.n > 0) continue;
    struct buf shown = BUF_INIT;
    escape_filter(&shown, notes[i].text, NULL);
    buf_printf(b, "%s[%u,\"%s\",\"", first ? "" : ",", t->name_at[i] - 1, flame_mark_class(notes[i].mark));
    escape_json(b, buf_view(&shown));
    buf_cstr(b, "\"]");
    buf_free(&shown);
    first = false;
  }
  buf_char(b, ']');
}

static void put_object(struct buf *b, const struct table *t) {
  const struct flame_layout *l = &t->pick->graph->layout;
  put_head(b, t);
  buf_printf(b, ",\"all\":%llu,\"names\":[", (unsigned long long)frames_of(t->pick->tree));
  buf_str(b, buf_view(&t->names));
  buf_cstr(b, "],\"owner\":\"");
  buf_str(b, buf_view(&t->owners));
  buf_char(b, '"');
  put_notes(b, t);
  buf_cstr(b, ",\"gone\":[");
  for (uint32_t i = 0; i < l->gone_n; i++) buf_printf(b, "%s%u", i ? "," : "", t->row_at[l->gone[i].node]);
  buf_cstr(b, "],\"rows\":[");
  buf_str(b, buf_view(&t->rows));
  buf_cstr(b, "]}");
}

void flame_put_data(struct out *o, struct arena *a, const struct flame_graph *g, const struct flame_data_limits *limits) {
  const struct calltree *tree = g->tree;
  struct pick pick = {.arena = a, .graph = g, .tree = tree, .keep = ARENA_ARRAY(a, bool, tree->n)};
  pick_widest(&pick, limits);
  pick_drawn(&pick);
  struct table t = {.pick = &pick,
                    .name_at = ARENA_ARRAY(a, uint32_t, tree->names_n),
                    .row_at = ARENA_ARRAY(a, uint32_t, tree->n),
                    .drawn = ARENA_ARRAY(a, bool, tree->n),
                    .shift = shift_of(tree)};
  for (uint32_t i = 0; i < g->layout.n; i++) t.drawn[g->layout.frames[i].node] = true;
  put_rows(&t);
  struct buf b = BUF_INIT;
  put_object(&b, &t);
  out_json(o, LIT("fl-data"), buf_view(&b));
  buf_free(&b);
  buf_free(&t.rows);
  buf_free(&t.names);
  buf_free(&t.owners);
  buf_free(&t.classes);
}
