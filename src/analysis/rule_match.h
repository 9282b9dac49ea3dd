/* Which rules of the document's gate table hold for which rows (MODEL.md section 2). */
#ifndef PERFPAGE_ANALYSIS_RULE_MATCH_H
#define PERFPAGE_ANALYSIS_RULE_MATCH_H

#include "model/benchrule.h"

/* How a rule fared over all the rows it was held against. */
enum rule_use {
  RULE_UNUSED,   /* it spoke of no row */
  RULE_SHADOWED, /* a more specific rule was always preferred */
  RULE_HOLDS,
};

struct rule_match {
  const struct gate_rule_vec *rules;
  struct bench_rule *globs;  /* one a rule */
  enum rule_use *use;        /* one a rule */
  uint32_t *shadow;          /* RULE_SHADOWED: the rule that was preferred, the first time */
  bool *met;                 /* whether each rule's name or glob matched a benchmark at all, whatever the unit */
  bool *names;               /* whether each rule matches the benchmark last asked about, whatever the unit */
  const struct bench_id *last;
};

/* A row may be under one rule of each sort: a relative one (change against base) and an absolute one (bound on head). They are
 * different questions, so neither hides the other. INDEX_NONE: no such rule. */
struct rule_pick {
  uint32_t relative, absolute;
};

/* Rules that could not be read, or that declare nothing, match no row. */
void rule_match_init(struct rule_match *m, struct arena *a, const struct gate_rule_vec *rules);
void rule_match_clear(struct rule_match *m);

/* The most specific rule of either sort that speaks of the row's metric: most literal characters, then fewest wildcards, then
 * first. Rows of one benchmark asked about in a row are matched once. The row must stay until the next call. */
struct rule_pick rule_match_row(struct rule_match *m, const struct bench_row *row);

/* Whether a rule that matches the benchmark's name speaks of this metric of it. */
bool rule_speaks_of(const struct gate_rule *rule, const struct bench_row *row);

#endif
