/* The two sides of a comparison. */
#ifndef PERFPAGE_MODEL_SIDE_H
#define PERFPAGE_MODEL_SIDE_H

enum side { SIDE_BASE, SIDE_HEAD, SIDE_MAX };

#endif
