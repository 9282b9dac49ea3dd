/* Samples with a function on their stack, whatever it is called exactly: a name of the document may mean several frames, whose
 * totals overlap and must not be added. */
#ifndef PERFPAGE_ANALYSIS_STACK_SHARE_H
#define PERFPAGE_ANALYSIS_STACK_SHARE_H

#include "model/calltree.h"

struct stack_share {
  uint32_t names;           /* frames it names, by their distinct names; 0: none, and the rest is 0 */
  uint32_t hottest;         /* of these the one with most head samples (else base), by name */
  uint64_t self[SIDE_MAX];  /* that end in one of them */
  uint64_t total[SIDE_MAX]; /* with at least one of them on the stack: each sample once */
};

/* said as profdiff_names_frame takes it. With under, only frames that have one above them that under names count: a function
 * the same way, or all functions of a package ("encode" means example.com/shop/encode.Receipt). */
struct stack_share stack_share_of(struct arena *scratch, const struct calltree *t, struct str said, struct str under);
bool stack_is_under(const struct calltree *t, uint32_t node, struct str under); /* some frame above the node is named so */

#endif
