/* The parser of folded stacks, a function over chunks of whole lines, so that a file need not be in memory at once. */
#ifndef PERFPAGE_READ_FOLDED_PARSE_H
#define PERFPAGE_READ_FOLDED_PARSE_H

#include "base/diag.h"
#include "model/calltree.h"
#include "read/folded.h"
#include "read/folded_walk.h"
#include "read/name_faults.h"

struct folded_parser {
  struct calltree *tree;
  struct diags *diags;
  struct str file;      /* name for diagnostics */
  enum folded_columns columns;
  enum side side;       /* of FOLDED_PLAIN */
  struct str unit;      /* of a "# unit:" comment before the first stack, in the tree's arena */
  uint64_t gcd;         /* of all counts that are not 0; as first written, so meaningless with fractions */
  uint64_t sum[SIDE_MAX]; /* of all counts as written, cut off at 2^64 - 1 */
  struct name_faults faults; /* of new names */
  struct tally tally;
  uint32_t line_no;
  const char *line;     /* private from here on: the line being read */
  struct folded_walk walk;
};

void folded_parser_init(struct folded_parser *p, struct calltree *tree, struct diags *d, struct str file);
/* chunk ends with a line end, or is the last one. Views into it are not kept. */
void folded_parse(struct folded_parser *p, struct str chunk);
/* What another parser counted of a later piece of the same file, without anything to report, is counted here too. */
void folded_parser_join(struct folded_parser *p, const struct folded_parser *other);
/* Reports what is counted over the whole file: names, an empty file. */
void folded_parser_end(struct folded_parser *p);

/* The last word of line, without the blanks around it, which are taken off line as well. False when line has no word. */
bool folded_last_word(struct str *line, struct str *word);
/* A comment or an empty line. */
bool folded_is_remark(struct str line);
/* "# unit: X": X. False for other lines. */
bool folded_unit_comment(struct str line, struct str *unit);

/* A count as mantissa and number of digits behind the point, without trailing zeros. */
enum { FOLDED_DECIMALS_MAX = 18 };
enum folded_count_status { FOLDED_COUNT_OK, FOLDED_COUNT_SYNTAX, FOLDED_COUNT_RANGE };
struct folded_count {
  uint64_t mantissa;
  unsigned decimals;
};
enum folded_count_status folded_parse_count(struct str s, struct folded_count *out);

#endif
