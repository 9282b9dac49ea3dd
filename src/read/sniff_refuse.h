/* Formats that are recognised in order to be refused with a sentence. */
#ifndef PERFPAGE_READ_SNIFF_REFUSE_H
#define PERFPAGE_READ_SNIFF_REFUSE_H

#include "base/source.h"

/* By a signature at the start, or by what the first lines say. NULL when none is recognised. */
const char *sniff_refusal_of_bytes(struct str text); /* binary formats and encodings: before anything else is tried */
const char *sniff_refusal_of_text(struct str text);  /* text formats */

#endif
