/* Call trees made from call trees: without some of the stacks, or with other names. */
#ifndef PERFPAGE_MODEL_CALLTREE_FILTER_H
#define PERFPAGE_MODEL_CALLTREE_FILTER_H

#include "base/pattern.h"
#include "model/calltree.h"

/* What to keep; NULL: not asked for. */
struct calltree_filter {
  struct pattern *focus;  /* stacks with a frame that matches */
  struct pattern *ignore; /* stacks without one */
};

/* Of a longer name so many bytes are matched: an expression may look at each of them from each of them. */
enum { FILTER_NAME_MAX = 16384 };
/* After so many names that an expression took too long on, it is tried on no other. */
enum { FILTER_LIMITED_MAX = 500 };

/* Fills to, not initialised, with the stacks of from that the filter keeps; finished. A stack is kept or not as a whole, however
 * often it matches; the root's name "all" is no frame. A name is matched once, however many nodes bear it, and keeps its index,
 * also where no stack of it is left. Returns how many names ran into the limits of an expression: they, and
 * those it was not tried on, count as not matching. */
uint32_t calltree_filter(const struct calltree *from, struct calltree *to, struct arena *a, const struct calltree_filter *f);

/* A new name for one of the tree's, or the name itself; may live in a. Called once a name. */
typedef struct str calltree_namer(struct arena *a, struct str name);

/* Fills to, not initialised, with the stacks of from under new names: names that become the same one are one function, and
 * siblings of that name one node; finished. The root keeps its name. node_of, zeroed, is filled in by node of from: which node
 * of to it became; NULL: nobody asks. Returns how many names changed. */
uint32_t calltree_rename(const struct calltree *from, struct calltree *to, struct arena *a, calltree_namer *namer, uint32_t *node_of);

#endif
