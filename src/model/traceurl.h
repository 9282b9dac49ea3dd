/* Links to traces: an address with {trace_id} in it, given by whoever writes the document or the command line. What is put into it
 * comes from a profile, which others wrote: it can neither leave its place in the path or query nor change where the link leads. */
#ifndef PERFPAGE_MODEL_TRACEURL_H
#define PERFPAGE_MODEL_TRACEURL_H

#include "base/buf.h"

/* What is wrong with a template, or NULL: it is an address with http or https and a host, without a user, blanks, quotes and
 * control characters, with {trace_id} at least once behind the host and no other brace. */
const char *trace_url_problem(struct str url);

/* Appends the address of one trace; every byte of the id but letters, digits and - . _ ~ is percent-encoded. */
void trace_url_put(struct buf *b, struct str url, struct str id);

#endif
