/* Settings that differ between the two sides of a comparison: each difference once, with the number of its rows. */
#ifndef PERFPAGE_VIEW_BENCH_CONFIG_H
#define PERFPAGE_VIEW_BENCH_CONFIG_H

#include "model/report.h"

struct config_note {
  struct config_diff diff;
  uint32_t rows;
  bool is_machine; /* cpu, goos, goarch: speed does not compare across it */
};
VEC_OF(config_note_vec, struct config_note);

/* In order of first appearance; at most 100 different ones, *more counts the rest. Lives in a. */
struct config_note_vec bench_config_notes(struct arena *a, const struct report *r, uint32_t *more);

#endif
