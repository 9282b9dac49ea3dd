/* Which of several profiles speaks of what. */
#ifndef PERFPAGE_ANALYSIS_PROFILE_PICK_H
#define PERFPAGE_ANALYSIS_PROFILE_PICK_H

#include "model/report.h"

/* The profile of CPU time, by index into report.profiles: its key names the CPU, else the first that counts neither bytes nor
 * objects nor waiting. INDEX_NONE when there is none. */
uint32_t profile_pick_cpu(const struct report *r);

/* The function of that name in report.profiles[profile], or INDEX_NONE; name is an index into its tree's names. */
uint32_t profile_function_of(const struct report *r, uint32_t profile, uint32_t name);

#endif
