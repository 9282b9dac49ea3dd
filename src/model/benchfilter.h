/* --filter: which benchmark results are looked at, as Go's benchstat says it.
 *
 *     expression = all {"OR" all}          all   = match {["AND"] match}
 *     match      = "(" expression ")" | "-" match | "*" | key ":" value | key ":" "(" value {"OR" value} ")"
 *     key        = word                    value = word | "/" regular expression "/"
 *
 * Words with blanks or signs stand in double quotes. Keys: benchkey.h, but for .config. */
#ifndef PERFPAGE_MODEL_BENCHFILTER_H
#define PERFPAGE_MODEL_BENCHFILTER_H

#include "model/benchkey.h"
#include "model/benchlex.h"

struct bench_filter;

/* NULL, with *fault, when the text is no filter. */
struct bench_filter *bench_filter_parse(struct arena *a, struct str text, struct bench_fault *fault);
/* Whether the filter lets a row of one side through. .unit: what the unit is tidied to and what it may have been before. */
bool bench_filter_takes(struct bench_filter *f, const struct bench_seen *seen, struct arena *scratch);
/* The configuration keys it names, which rows must be kept apart by. */
const struct str_vec *bench_filter_keys(const struct bench_filter *f);
bool bench_filter_names_file(const struct bench_filter *f);
/* How often a regular expression took too long and counted as not matching. */
uint64_t bench_filter_limited(const struct bench_filter *f);
void bench_filter_free(struct bench_filter *f); /* what is not in the arena; f may be NULL */

#endif
