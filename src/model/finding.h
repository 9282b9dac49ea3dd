/* What the document knows, held against what was measured: known hotspots, anti-patterns, tuning history, baselines
 * (PERFORMANCE-MD.md section 6), and what benchmarks, profiles and metrics together say of the service (FLAME.md section 7).
 * None of it is a gate. */
#ifndef PERFPAGE_MODEL_FINDING_H
#define PERFPAGE_MODEL_FINDING_H

#include "base/diag.h"
#include "model/side.h"

/* X(ENUM, "json", "Word", diagnostic): those with a diagnostic ask for attention; DIAG_ID_MAX for none. */
#define FINDING_TABLE(X)                                                                                               \
  X(FINDING_HOTSPOT, "hotspot", "Hot", DIAG_ID_MAX)                                                                    \
  X(FINDING_HOTSPOT_COLD, "hotspot-cold", "No longer hot", DIAG_HOTSPOT_COLD)                                          \
  X(FINDING_HOTSPOT_ABSENT, "hotspot-absent", "Not in the profile", DIAG_HOTSPOT_ABSENT)                               \
  X(FINDING_ANTI_FOUND, "anti-pattern-found", "Found", DIAG_ANTI_FOUND)                                                \
  X(FINDING_ANTI_CLEAR, "anti-pattern-clear", "Not in the profile", DIAG_ID_MAX)                                       \
  X(FINDING_TUNING, "tuning", "Now", DIAG_ID_MAX)                                                                      \
  X(FINDING_TUNING_GONE, "tuning-gone", "Gone", DIAG_TUNING_GONE)                                                      \
  X(FINDING_BASELINE_OLD, "baseline-old", "Old", DIAG_BASELINE_OLD)

enum finding_kind {
#define X(id, json, word, diag) id,
  FINDING_TABLE(X)
#undef X
      FINDING_MAX
};
const char *finding_json(enum finding_kind k);
const char *finding_word(enum finding_kind k);
enum diag_id finding_diag(enum finding_kind k); /* DIAG_ID_MAX: it asks for no attention */

struct finding {
  enum finding_kind kind;
  struct pos pos;     /* of the row or item of the document */
  struct str subject; /* the function, symbol or benchmark as the document names it */
  struct str about;   /* what the document says of it; may be empty */
  struct str under;   /* an anti-pattern's place: only frames with one above them that it names; empty: anywhere */
  struct str text;    /* what was measured, as a person reads it */
  uint32_t profile, function; /* into report.profiles and its functions, or INDEX_NONE */
  uint32_t bench;     /* into report.benches, or INDEX_NONE */
  bool has[SIDE_MAX]; /* shares below are of that side; each of its own total */
  double self[SIDE_MAX], total[SIDE_MAX];
};
VEC_OF(finding_vec, struct finding);

/* What a benchmark's change means for the service, by Amdahl's law: analysis/predict.h. */
struct prediction {
  uint32_t bench;             /* into report.benches; these ascend */
  struct str function;        /* as the document ties it to the benchmark */
  struct pos source;          /* of that rule or hotspot */
  uint32_t profile, index;    /* into report.profiles and its functions: the hottest frame of that name */
  double share, share_lo, share_hi; /* of base samples with the function on their stack */
  double change, change_lo, change_hi; /* of the benchmark's time */
  double predicted, lo, hi;   /* change of the service's time on that resource; fraction */
  bool bounded;               /* lo and hi mean something */
  bool has_head;              /* the function's share in head is known */
  double share_expected, share_head; /* its share in head, as predicted and as measured */
  uint32_t fellows;           /* other benchmarks tied to the same function: their predictions are not added up */
  struct str formula;         /* with the numbers filled in */
};
VEC_OF(prediction_vec, struct prediction);

/* Latency and the CPU profile tell different stories: analysis/disagree.h. */
struct disagreement {
  bool metric_moved; /* the percentile moved and the profile did not; else the reverse, and the figures are of the percentile that
                        changed most */
  struct str route;
  double quantile, base, head, change; /* seconds; fraction */
  uint32_t profile;  /* into report.profiles */
  double moved;      /* share of the samples that lie in other functions */
  double chance, margin; /* what sampling alone would show: analysis/profile_drift.h */
  bool has_noise;    /* chance and margin are known */
  struct str text;
};
VEC_OF(disagreement_vec, struct disagreement);

#endif
