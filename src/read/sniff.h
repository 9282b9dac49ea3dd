/* What a file is, told by its content and never by its extension; only PERFORMANCE.md is known by its name. */
#ifndef PERFPAGE_READ_SNIFF_H
#define PERFPAGE_READ_SNIFF_H

#include "base/source.h"
#include "model/report.h"

/* INPUT_UNKNOWN comes with a diagnostic: [format-refused] for a format that is recognised and not read (the message says how
 * to convert it), [file-empty] for a file with nothing but comments and blanks, else [format-unknown]. Folded stacks are
 * INPUT_FOLDED; whether they are a difference depends on what else is given: folded_columns_of. */
enum input_kind sniff(struct diags *d, const struct source *s);
/* Whether a text that begins so is folded stacks beyond doubt; says nothing. */
bool sniff_is_stacks(struct str beginning);
/* The same of Go benchmark text. */
bool sniff_is_go_bench(struct str beginning);
/* For what is known by its name: false, with a diagnostic, when it is no text in UTF-8. */
bool sniff_is_text(struct diags *d, const struct source *s);

#endif
