/* Which benchmarks a name or glob of the document speaks of (MODEL.md section 2): tried against `Benchmark` + name, name, and
 * suite.name, each with its params; `*` crosses '/'. Without a wildcard it covers the benchmark of that name and all its
 * sub-benchmarks. */
#ifndef PERFPAGE_MODEL_BENCHRULE_H
#define PERFPAGE_MODEL_BENCHRULE_H

#include "base/pattern.h"
#include "model/bench.h"
#include "model/perfdoc.h"

struct bench_rule {
  struct str glob;
  struct pattern *pattern; /* NULL: glob is a plain name */
  bool limited;            /* some name was too involved to match: nobody knows whether it covers that one */
  size_t literals, wildcards;    /* the most specific rule holds: most literals, then fewest wildcards, then first */
};

/* A glob that cannot be compiled is taken literally. Blanks stand for themselves: commands and test cases have them in their names. */
struct bench_rule bench_rule_of(struct arena *a, struct str glob);
void bench_rule_clear(struct bench_rule *r); /* the pattern lies outside the arena */
/* False, and r->limited set, when the pattern hit its limit. */
bool bench_rule_matches(struct bench_rule *r, const struct bench_id *id);
/* Less than 0 when a is the more specific one, 0 when neither is. */
int bench_rule_cmp(const struct bench_rule *a, const struct bench_rule *b);

/* Warns of every gate rule whose name or glob matches none of the benchmarks. */
void bench_rule_lint(struct diags *d, const struct perfdoc *doc, const struct bench_table *t);

#endif
