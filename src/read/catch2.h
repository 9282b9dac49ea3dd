/* What Catch2's XML reporter writes of BENCHMARKs, versions 2 and 3: a mean with its interval, no samples. docs/formats.md says what is taken. */
#ifndef PERFPAGE_READ_CATCH2_H
#define PERFPAGE_READ_CATCH2_H

#include "read/bench_sink.h"
#include "read/xml.h"

bool catch2_is(struct str root, struct str text);
void catch2_read(struct bench_sink *s, const struct xml_element *root);

#endif
