/* pprof profiles, profile.proto of https://github.com/google/pprof (proto/profile.proto), unzipped.
 *
 * A profile for each sample type that is asked for, by default for the file's default type (the last one when it names none)
 * and for alloc_space; the default type comes first. Frames are functions by name, else by system name; an inlined line is a frame of its own; a location
 * without lines is "[binary]" by its mapping's file, else its address, else "[unknown]". Zero values add no stack.
 *
 * Sample events (profile_events): the samples/count type where there is one; else, for the type that the period is of, value
 * by period; for heap sizes, objects times the chance 1 - exp(-size/period) of each to be sampled, which is how Go scales
 * them up (runtime/pprof, protomem.go). Others are not known: contentions, which Go scales by a rate it does not write, and
 * counts of all there is, of goroutines.
 *
 * What is wrong is diagnosed by its number and its byte in the unzipped file, left out, and the rest read on. Memory
 * follows the size of the file, never a number written in it. */
#ifndef PERFPAGE_READ_PPROF_H
#define PERFPAGE_READ_PPROF_H

#include "read/profile_part.h"
#include "read/tally.h"

struct tally pprof_read(struct arena *a, struct diags *d, const struct source *s, enum side side, struct profile_request *types,
                        struct profile_vec *parts);

/* Whether bytes open like one. */
bool pprof_is(struct str text);

#endif
