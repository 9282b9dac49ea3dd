#include "read/time_unit.h"

#include <math.h>

double scaled(double v, struct scale s) {
  return v * s.times / s.by;
}

struct scale scale_inverse(struct scale s) {
  return (struct scale){s.by, s.times};
}

struct named_time {
  struct str word;
  struct scale seconds;
};

#define NAMED(word, times, by) {{(word), sizeof(word) - 1}, {(times), (by)}}

static const struct named_time times[] = {
    NAMED("ps", 1, 1e12),
    NAMED("ns", 1, 1e9),          NAMED("nsec", 1, 1e9),         NAMED("nanosecond", 1, 1e9),  NAMED("nanoseconds", 1, 1e9),
    NAMED("us", 1, 1e6),          NAMED("\xc2\xb5s", 1, 1e6),    NAMED("\xce\xbcs", 1, 1e6),
    NAMED("usec", 1, 1e6),        NAMED("microsecond", 1, 1e6),  NAMED("microseconds", 1, 1e6),
    NAMED("ms", 1, 1e3),          NAMED("msec", 1, 1e3),         NAMED("millisecond", 1, 1e3), NAMED("milliseconds", 1, 1e3),
    NAMED("s", 1, 1),             NAMED("sec", 1, 1),            NAMED("secs", 1, 1),          NAMED("second", 1, 1),         NAMED("seconds", 1, 1),
    NAMED("min", 60, 1),          NAMED("minute", 60, 1),        NAMED("minutes", 60, 1),
    NAMED("hr", 3600, 1),         NAMED("hour", 3600, 1),        NAMED("hours", 3600, 1),
    NAMED("day", 86400, 1),       NAMED("days", 86400, 1),
};

static const struct named_time letters[] = {NAMED("m", 60, 1), NAMED("h", 3600, 1)};

static bool find(const struct named_time *list, size_t n, struct str word, struct scale *seconds) {
  for (size_t i = 0; i < n; i++) {
    /* "MS" is no millisecond: short ones are as written. */
    bool same = word.n > 3 ? str_eq_nocase(word, list[i].word) : str_eq(word, list[i].word);
    if (!same) continue;
    *seconds = list[i].seconds;
    return true;
  }
  return false;
}

bool time_unit_of(struct str word, struct scale *seconds) {
  return find(times, sizeof times / sizeof *times, word, seconds);
}

double time_seconds(double v, struct str word) {
  struct scale seconds;
  bool known = time_unit_of(word, &seconds) || find(letters, sizeof letters / sizeof *letters, word, &seconds);
  return known ? scaled(v, seconds) : (double)NAN;
}
