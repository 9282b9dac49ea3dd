/* Amdahl's law: what speeding up a part does to the whole. G. M. Amdahl, Validity of the single processor approach to achieving
 * large scale computing capabilities, AFIPS 1967. */
#ifndef PERFPAGE_ANALYSIS_AMDAHL_H
#define PERFPAGE_ANALYSIS_AMDAHL_H

/* How many times faster the whole is when a share p of it, 0..1, gets s times faster: 1 / ((1 - p) + p / s). */
double amdahl_speedup(double p, double s);

/* The same as a change of the whole's time when the part's time changes by `change` (-0.5: it takes half as long):
 * ((1 - p) + p (1 + change)) / 1 - 1 = p * change. The part's time may also grow. */
double amdahl_change(double p, double change);

#endif
