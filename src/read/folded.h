/* Folded stacks, "a;b;c 12": FLAME.md section 2, a superset of what the reference tools accept.
 *
 *   line    = [stack] blank count | stack blank count blank count (a difference: base, head) | "# " comment | nothing
 *   count   = ["+"] (digits ["." digits] | "." digits), what stands after the last blank; fractions are kept exactly
 *   stack   = frame *(";" frame), without the blanks at its two ends; an empty frame is "(empty)", an empty stack the root
 *
 * A ';' before a blank inside [ ] does not split ("[u8; 8]"). "# unit: X" before the first stack names what is counted. */
#ifndef PERFPAGE_READ_FOLDED_H
#define PERFPAGE_READ_FOLDED_H

#include "base/source.h"
#include "model/calltree.h"
#include "read/tally.h"

enum folded_columns {
  FOLDED_PLAIN,      /* one count */
  FOLDED_DIFFERENCE, /* two: base and head */
};

/* How a file is read that nobody said how to read: as a difference when it is named *.diff.folded (before .gz), or when no
 * other base or head is given (alone) and every line has two whole numbers, with two different stacks at least. */
enum folded_columns folded_columns_of(const struct source *s, bool alone);

struct folded_file {
  const struct source *source;
  enum side side;              /* of a plain file */
  enum folded_columns columns;
  struct str count_name;       /* --count-name, or empty */
  struct str key;              /* of its profile, whatever the file is called; empty: the stem */
  unsigned jobs;               /* threads for a large file, which change nothing but the time it takes; 0: one */
  struct tally tally;          /* filled in */
};

/* Reads files into as few profiles as MODEL.md section 5 says: files of one key (the stem) add up, and are the two sides of
 * one profile; when each side has just one profile of a kind, these are paired whatever their names. Profiles come in the
 * order of their first file, each with its unit and a finished tree, and are appended to out. Diagnosed: lines without a
 * usable count, counts and sums beyond 64 bits, a file without a stack, names that are not UTF-8 or hold control
 * characters (kept as they are), a difference, units that contradict each other. */
void folded_read(struct arena *a, struct diags *d, struct folded_file *files, size_t n, struct profile_vec *out);

/* "dir/cpu.2.folded.gz" gives "cpu". A view. */
struct str folded_key(struct str file_name);

#endif
