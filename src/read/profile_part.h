/* What readers of profiles share. Each yields profiles of one file and one side whose trees are not finished; profile_join puts
 * them together. */
#ifndef PERFPAGE_READ_PROFILE_PART_H
#define PERFPAGE_READ_PROFILE_PART_H

#include "base/source.h"
#include "model/calltree.h"
#include "read/name_faults.h"

/* What is asked of the readers: which sample types of a file with several, and how frames are named. */
struct profile_request {
  bool annotate; /* perf script: frames of the kernel end in _[k], compiled ones in _[j], inlined ones in _[i] */
  bool all;
  struct str_vec wanted; /* "cpu", "cpu/ns" or, for "cycles:u", "cycles"; empty and not all: what each format draws by default */
  struct str_vec met;    /* of wanted, those that a file had */
  struct str_vec seen;   /* all that the files had, in the order met */
  struct strmap seen_at;
};
/* Whether to read a type; by_default says what holds when nobody asked for any. */
bool profile_request_takes(struct arena *a, struct profile_request *t, struct str type, struct str unit, bool by_default);

/* A new profile of s at the end of parts, with an empty tree. */
struct profile *profile_part_add(struct arena *a, struct profile_vec *parts, const struct source *s, enum side side);
/* The key of a file that does not name what it sampled: its stem without endings like .gz, .json, .cpuprofile and .N. */
struct str profile_part_stem(struct arena *a, struct str file_name);
/* A unit as a file writes it, "milliseconds", as ours, "ns" or "bytes", and what counts are to be multiplied with. Units that
 * are neither times nor sizes stay as they are. */
struct str profile_part_unit(struct str written, uint64_t *factor);

/* Sums per trace, of one profile. */
struct trace_sums {
  struct strmap index; /* by id: place in list plus one */
  struct trace_sum_vec {
    struct trace_sum { struct profile_trace trace; uint64_t heaviest; } *at;
    size_t n, cap;
  } list;
};
/* id is not empty; leaf is where the sample's stack ends. */
void trace_sums_add(struct arena *a, struct trace_sums *t, const struct profile_trace *sample);
/* The PROFILE_TRACES_MAX heaviest go to p->traces, the heaviest first, equal ones by id. */
void trace_sums_end(struct arena *a, struct trace_sums *t, struct profile *p);

#endif
