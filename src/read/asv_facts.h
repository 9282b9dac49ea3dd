/* What asv's benchmarks.json says of its benchmarks. */
#ifndef PERFPAGE_READ_ASV_FACTS_H
#define PERFPAGE_READ_ASV_FACTS_H

#include "read/bench_sink.h"

struct json_object;

struct asv_fact {
  enum side side;
  struct str type, unit; /* as written: "time", "seconds" */
  struct str_vec params; /* their names */
};

struct asv_facts {
  struct asv_fact_vec { struct asv_fact *at; size_t n, cap; } list;
  struct strmap of; /* by side and benchmark, the place in list plus one */
};

/* Adds those of one file; two files of a side that give one benchmark different units are diagnosed, the first holds. */
void asv_facts_add(struct asv_facts *f, struct bench_sink *s, struct json_object *root);
/* Of that side, else of the other: NULL when neither knows the benchmark. Until the next is added. */
const struct asv_fact *asv_facts_find(struct asv_facts *f, struct arena *a, enum side side, struct str benchmark);

/* The unit and direction of a metric, from its fact or, where that is NULL, from how asv names benchmarks: "mod.Suite.time_it". */
void asv_set_unit(struct arena *a, struct bench_metric *m, const struct asv_fact *fact);

#endif
