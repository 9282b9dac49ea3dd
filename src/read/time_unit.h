/* Units of time as tools and people write them: one table for all readers. */
#ifndef PERFPAGE_READ_TIME_UNIT_H
#define PERFPAGE_READ_TIME_UNIT_H

#include "base/str.h"

/* v * times / by. Divided where a unit is a fraction: 3 / 1e3 is the double nearest to 0.003, 3 * 1e-3 is not. */
struct scale {
  double times, by;
};
#define SCALE_ONE ((struct scale){1, 1})
double scaled(double v, struct scale s);
struct scale scale_inverse(struct scale s); /* of what is so much per unit */

/* To seconds, from "ns", "us", "ms", "s" and what else they are called ("\xc2\xb5s", "sec", "minutes"); false for other words. Letters that
 * mean other things too, "m" and "h", are none. */
bool time_unit_of(struct str word, struct scale *seconds);
/* v of a unit of time, in seconds, where nothing but a time stands before such a word: "m" and "h" too. NaN when it is none. */
double time_seconds(double v, struct str word);

#endif
