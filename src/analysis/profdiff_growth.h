/* Where growth comes from: the lowest frames that explain it. */
#ifndef PERFPAGE_ANALYSIS_PROFDIFF_GROWTH_H
#define PERFPAGE_ANALYSIS_PROFDIFF_GROWTH_H

#include "analysis/profdiff_shares.h"
#include "base/vec.h"
#include "model/report.h"

/* A row below a frame explains the frame's growth, and a callee its caller's, from this part on. */
#define GROWTH_EXPLAINED 0.8

struct growth {
  uint32_t name;    /* the lowest frame that explains it */
  uint32_t from;    /* the candidate it was found from, or the name itself */
  double points;    /* growth of the frames in nodes together, as a scaled share */
  double explained; /* part of the candidate's growth that they are; over 1 when others below it shrank */
  uint32_t *nodes;  /* frames of that name, none below another */
  size_t n;
  enum verdict verdict; /* of its row: set between growth_lowest and growth_settle */
};
VEC_OF(growth_vec, struct growth);

struct growth_search {
  const struct profile_shares *shares;
  const uint32_t *candidates; /* names of functions that grew */
  size_t candidates_n;
  double explained;           /* part of a growth that one callee must be to be gone down to */
  double floor;               /* no frame whose function has a smaller scaled head total explains anything */
};

/* From each candidate the search goes down while one callee explains its growth (and that callee, as a function, did grow as
 * much: work that only moved there explains nothing). A function found more than once stays with its largest growth.
 * Ascending by points, then by name. */
struct growth_vec growth_lowest(struct arena *a, const struct growth_search *search);

/* One cause, one row. found: those that would have a row. self: by name, the verdict of a row about its self share, or
 * VERDICT_PASS for none.
 * - A frame that is its own doing, a function whose self share grew as much, has the row about its self share alone.
 * - A frame at least half of which is growth is a cause: rows below it that are no worse are its consequences, and go.
 * - Another frame goes when rows below it explain its growth together.
 * Returns what is left of found, ascending; rows that go are set to VERDICT_PASS in self. */
struct growth_vec growth_settle(struct arena *a, const struct profile_shares *s, const struct growth_vec *found, enum verdict *self);

#endif
