/* What is left of a file's name without its endings. */
#ifndef PERFPAGE_READ_STEM_H
#define PERFPAGE_READ_STEM_H

#include "base/str.h"

/* Each takes something off the end of s; false when it is not there, or nothing would be left. */
bool stem_strip(struct str *s, struct str ending);
bool stem_strip_number(struct str *s); /* ".12" */

#endif
