/* Several pieces of work at once. */
#ifndef PERFPAGE_BASE_THREADS_H
#define PERFPAGE_BASE_THREADS_H

#include <stddef.h>

enum { THREADS_MAX = 64 };

/* Calls work for each of n elements of that size at items, each in a thread of its own as far as the system gives any, the first
 * in this one, and returns when all are done. Elements share nothing that one of them writes to. n is at most THREADS_MAX. */
void threads_run(void (*work)(void *item), void *items, size_t size, size_t n);

#endif
