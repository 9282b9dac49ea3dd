/* What became of an input: for the page's list of inputs. */
#ifndef PERFPAGE_READ_TALLY_H
#define PERFPAGE_READ_TALLY_H

#include <stdint.h>

struct tally {
  uint64_t records; /* results, stacks or rows taken over */
  uint64_t skipped; /* lines that should have been one and were diagnosed */
};

#endif
