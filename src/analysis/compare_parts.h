/* What the parts of the comparison share. */
#ifndef PERFPAGE_ANALYSIS_COMPARE_PARTS_H
#define PERFPAGE_ANALYSIS_COMPARE_PARTS_H

#include "analysis/compare_verdict.h"
#include "analysis/rule_match.h"

/* Rows of the implicit rule that need no gate of their own share one. */
enum bucket { BUCKET_NONE, BUCKET_PASS, BUCKET_MACHINE, BUCKET_CANNOT_DECIDE, BUCKET_NO_BASE, BUCKET_MAX };

/* What is known of a row beside its result. */
struct compare_row {
  enum better better;     /* the unit's, or what "slower" says of a time or a throughput */
  bool is_time;           /* a time or a throughput */
  bool declared_exact;    /* by a Unit line */
  bool infinite;          /* a sample is not finite: never judged */
  bool machine_differs;
  bool name_is_shared;    /* another row has this name and unit: the subject needs suite and -N */
  double min[SIDE_MAX], max[SIDE_MAX]; /* of the samples */
  struct rule_pick pick;
  enum bucket bucket;
};

struct compare {
  struct report *r;
  const struct bench_table *t;
  struct compare_row *rows; /* as many as r->benches */
  struct rule_match match;
  bool has[SIDE_MAX];       /* the side has a sample at all */
  uint32_t bucket_rows[BUCKET_MAX];
};

/* 95 %: what every interval is, whatever alpha is, where nobody asked for another. */
#define COMPARE_CONFIDENCE 0.95

/* compare_pair.c: fills r->benches with a result for each row, the sides of different GOMAXPROCS put together, with notes and
 * configuration differences, and c->rows. */
void compare_pair(struct compare *c);
/* compare_measure.c: centres, change, intervals, p of every result. */
void compare_measure(struct compare *c);
/* compare_gate.c: the gates of rows and of rules; families and corrected p must stand. */
void compare_gates(struct compare *c);
/* compare_geomean.c */
void compare_geomeans(struct compare *c);

/* compare_say.c: text lives in the report's arena. */
struct str compare_say_subject(const struct compare *c, uint32_t bench);
struct str compare_say_rule(struct arena *a, const struct gate_rule *rule, struct str unit);
struct str compare_say_implicit(struct arena *a, double allowed);
struct str compare_say_measured(const struct compare *c, uint32_t bench, const struct gate_rule *rule);
struct str compare_say_head(const struct compare *c, uint32_t bench, double lo, double hi);
struct str compare_say_why(const struct compare *c, uint32_t bench, const struct tested *t, enum verdict_why why);
struct str compare_say_formula(const struct compare *c, uint32_t bench);
struct str compare_say_machine(const struct compare *c, uint32_t bench);

#endif
