/* Links to traces and commits: an address with {trace_id} or {commit} in it, given by whoever writes the document or the command
 * line. What is put into it comes from a profile or a history, which others wrote: it can neither leave its place in the path or
 * query nor change where the link leads. */
#ifndef PERFPAGE_MODEL_LINKURL_H
#define PERFPAGE_MODEL_LINKURL_H

#include "base/buf.h"

/* X(ENUM, "the place") */
#define LINK_URL_TABLE(X)                                                                                              \
  X(LINK_TRACE, "{trace_id}")                                                                                          \
  X(LINK_COMMIT, "{commit}")

enum link_url {
#define X(id, place) id,
  LINK_URL_TABLE(X)
#undef X
      LINK_URL_MAX
};

/* What is wrong with a template, or NULL: it is an address with http or https and a host, without a user, blanks, quotes and
 * control characters, with the place at least once behind the host and no other brace. */
const char *link_url_problem(enum link_url of, struct str url);

/* Appends the address of one trace or commit; every byte of the id but letters, digits and - . _ ~ is percent-encoded. */
void link_url_put(struct buf *b, enum link_url of, struct str url, struct str id);

#endif
