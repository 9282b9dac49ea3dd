/* Merged call stacks of both sides in one trie: base and head are counters on the same nodes (FLAME.md section 3). */
#ifndef PERFPAGE_MODEL_CALLTREE_H
#define PERFPAGE_MODEL_CALLTREE_H

#include "base/buf.h"
#include "base/vec.h"
#include "model/side.h"

enum { CALL_ROOT = 0 };
#define CALL_NONE UINT32_MAX

struct call_node {
  uint32_t name;   /* into calltree.names */
  uint32_t parent; /* CALL_NONE at the root */
  uint32_t first_child, next_sibling; /* CALL_NONE at the end; after calltree_finish in byte order of the names */
  uint32_t depth;  /* 0 at the root, whose name is "all" */
};

/* A function of the profile over all its nodes. */
struct call_function {
  uint32_t name;
  uint64_t self[SIDE_MAX];
  uint64_t total[SIDE_MAX]; /* a recursive function counts its outermost frames once */
};

struct calltree {
  struct arena *arena;
  struct call_node *nodes; /* parents before children */
  uint32_t n, cap;
  struct str *names; /* raw bytes as they came */
  uint32_t names_n, names_cap;
  struct call_function *functions; /* by name index, after calltree_finish; 0 is "all" with the totals */
  unsigned decimals;               /* counts are stored times 10^decimals (fractional counts are exact) */
  uint64_t events[SIDE_MAX];       /* stacks added, 0 for a side the profile does not have; no count of samples */
  uint64_t sum[SIDE_MAX];          /* of all counts added: the root's total */
  uint64_t *self[SIDE_MAX], *total[SIDE_MAX]; /* private, by node; NULL for a side without counts */
  uint32_t *name_index, *child_index;
  uint32_t name_index_cap, child_index_cap, total_cap;
};

void calltree_init(struct calltree *t, struct arena *a);
uint32_t calltree_name(struct calltree *t, struct str name); /* interned */
/* The child of parent with that name, added when new. */
uint32_t calltree_child(struct calltree *t, uint32_t parent, uint32_t name);
/* calltree_child of calltree_name, faster when the stack goes the way of the one before. */
uint32_t calltree_step(struct calltree *t, uint32_t parent, struct str name);
/* Adds count to a node's self. False when a counter of the tree would pass 2^64: nothing is added then. */
bool calltree_add(struct calltree *t, uint32_t node, enum side side, uint64_t count);
/* What takes counters of a tree with so many decimals to one with more: 10^(to - from), or 0 when that passes 2^64. */
uint64_t calltree_factor(unsigned from, unsigned to);
/* Raises decimals, scaling every counter. False when one would pass 2^64. */
bool calltree_rescale(struct calltree *t, unsigned decimals);
/* Computes totals, functions and the order of siblings. May be called again after more stacks were added. */
void calltree_finish(struct calltree *t);
static inline uint64_t calltree_total(const struct calltree *t, enum side side) {
  return t->sum[side];
}
/* The counters of one node: of the stacks that end there, and of all that pass through (after calltree_finish). */
static inline uint64_t call_self(const struct calltree *t, uint32_t node, enum side side) {
  return t->self[side] ? t->self[side][node] : 0;
}
static inline uint64_t call_total(const struct calltree *t, uint32_t node, enum side side) {
  return t->total[side] ? t->total[side][node] : 0;
}
/* The node after i in depth-first order, CALL_NONE after the last. active counts, by name, how often it stands on the path from
 * the root: the caller counts a node it enters, and the names of nodes left on the way come off here. */
uint32_t calltree_next(const struct calltree *t, uint32_t i, uint32_t *active);
/* A counter as it came, without the factor 10^decimals: "12", "0.5". */
void calltree_put_count(struct buf *b, const struct calltree *t, uint64_t count);
/* How many frames of a stack calltree_reverse takes, from the leaf on; 0: all. Many deep stacks make a tree far larger than their
 * own: beyond REVERSE_STEPS frames a node, and REVERSE_STEPS_LEAST in all, their far ends are cut. */
enum { REVERSE_STEPS = 64, REVERSE_STEPS_LEAST = 1 << 22 };
uint32_t calltree_reverse_depth(const struct calltree *from);
/* Fills to, not initialised, with every stack of from turned round, so that a function's callers merge above it; finished. */
void calltree_reverse(const struct calltree *from, struct calltree *to, struct arena *a);
/* Adds every stack of from, with the counters of both sides and in the larger scale of the two; from need not be finished, into
 * is to be finished again. False when a sum would pass 2^64: nothing is added then. */
bool calltree_merge(struct calltree *into, const struct calltree *from);

/* A trace that samples of a profile were labelled with. */
struct profile_trace {
  struct str id, endpoint; /* endpoint: empty when no label tells */
  uint32_t node;           /* of the profile's tree: the leaf of its heaviest stack */
  uint64_t value;          /* of all its samples, as the tree counts */
  enum side side;
};
VEC_OF(profile_trace_vec, struct profile_trace);
enum { PROFILE_TRACES_MAX = 20 }; /* kept per side of a profile, the heaviest first */

/* A profile: one tree, what its counts mean, and where it came from (MODEL.md section 5). */
struct profile {
  struct str key;         /* the stem without .gz, .N and .folded, or the sample type */
  struct str unit;        /* samples, bytes, ns, ..., or "unknown" */
  struct str unit_source; /* what told the unit, for people */
  bool unit_said;         /* in so many words: by the file itself or on the command line, not by its name or its counts */
  bool typed;             /* key is a sample type: profiles of another key are of something else; not so with stems */
  bool unit_is_events;    /* counts are sample events: intervals may be drawn */
  uint64_t samples[SIDE_MAX]; /* sample events behind counts of something else; 0: not known. Read by profile_events */
  int64_t time_s[SIDE_MAX];   /* when it was collected, Unix time; the earliest of several files. 0: not known */
  double duration_s[SIDE_MAX]; /* for how long, all files together. 0: not known */
  struct profile_trace_vec traces; /* of both sides, base first */
  bool has[SIDE_MAX];
  struct str_vec files[SIDE_MAX];
  struct calltree tree;
  const struct calltree *drawn; /* what --focus and --ignore leave of tree, to be drawn; NULL: all. Shares stay of tree's total */
  struct str focus, ignore;     /* as asked for; empty: not */
};
static inline const struct calltree *profile_drawn(const struct profile *p) {
  return p->drawn ? p->drawn : &p->tree;
}
VEC_OF(profile_vec, struct profile);

/* The n of intervals on one side: its sample events, 0 when not known. */
static inline double profile_events(const struct profile *p, enum side side) {
  return p->unit_is_events ? (double)calltree_total(&p->tree, side) : (double)p->samples[side];
}
/* Whether intervals may be drawn: the events of every side it has are known. */
static inline bool profile_has_events(const struct profile *p) {
  bool base = !p->has[SIDE_BASE] || p->samples[SIDE_BASE] > 0, head = !p->has[SIDE_HEAD] || p->samples[SIDE_HEAD] > 0;
  return p->unit_is_events || (base && head);
}

#endif
