/* The verdict in a few lines, for whoever looks at the log of a build; names are filtered for a terminal. */
#ifndef PERFPAGE_EMIT_SUMMARY_H
#define PERFPAGE_EMIT_SUMMARY_H

#include "base/buf.h"
#include "model/report.h"

/* The verdict with its headline, the reasons, some gates without data and why, and a count of what fails, warns or lacks data
 * beyond those. */
void emit_summary(struct buf *out, const struct report *r);

/* A line for each reason, with the function that most likely explains it. */
void emit_reasons(struct buf *out, const struct report *r);

#endif
