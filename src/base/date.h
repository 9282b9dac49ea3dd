/* Points in time as seconds since 1970-01-01T00:00:00Z, without the clock and without the locale. */
#ifndef PERFPAGE_BASE_DATE_H
#define PERFPAGE_BASE_DATE_H

#include "base/buf.h"

struct date {
  int64_t s; /* Unix seconds */
  bool known;
  bool day_only; /* written as a day: s is its first second, UTC */
};

/* "2026-11-20", "2026-11-20T13:45:00Z", "2026-11-20 13:45:00 +0100", "2026-11-20T13:45:00.25+01:00". Whole text or false. */
bool date_parse(struct str text, struct date *out);
bool date_parse_unix(struct str text, struct date *out); /* digits: SOURCE_DATE_EPOCH */
void date_put_iso(struct buf *b, struct date d);   /* 2026-11-20T13:45:00Z */
void date_put_human(struct buf *b, struct date d); /* 20 Nov 2026 13:45 UTC; 20 Nov 2026 when day_only */
/* Days since 1970-01-01 of a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
int64_t date_days(int64_t year, unsigned month, unsigned day);

#endif
