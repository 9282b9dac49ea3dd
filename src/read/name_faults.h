/* Function names that hold what a name should not: counted while a tree is filled, and said once a file. */
#ifndef PERFPAGE_READ_NAME_FAULTS_H
#define PERFPAGE_READ_NAME_FAULTS_H

#include "base/diag.h"

/* Names that are not UTF-8, names with control characters, and the lines where the first of them stand; 0: in no line. */
struct name_faults {
  uint32_t bad_utf8, control;
  uint32_t bad_utf8_line, control_line;
};
/* line: where the name stands, 0 for formats without lines. */
void name_faults_look(struct name_faults *f, struct str name, uint32_t line);
void name_faults_say(const struct name_faults *f, struct diags *d, struct str file);

#endif
