/* Growable arrays that live in an arena. VEC_OF(name, T) declares struct name { T *at; size_t n, cap; }; zeroed is empty. */
#ifndef PERFPAGE_BASE_VEC_H
#define PERFPAGE_BASE_VEC_H

#include "base/arena.h"

#define VEC_OF(name, T)                                                                                                \
  struct name {                                                                                                        \
    T *at;                                                                                                             \
    size_t n, cap;                                                                                                     \
  }

/* Appends a zeroed element and yields a pointer to it; pointers into the vector are void after a push. */
#define VEC_PUSH(a, v)                                                                                                 \
  ((v)->n == (v)->cap ? (void)((v)->at = vec_grow((a), (v)->at, &(v)->cap, sizeof *(v)->at)) : (void)0,                \
   (v)->n++, memset(&(v)->at[(v)->n - 1], 0, sizeof *(v)->at), &(v)->at[(v)->n - 1])

#define VEC_EACH(T, it, v) for (T *it = (v)->at, *it##_end = it ? it + (v)->n : it; it != it##_end; it++)

void *vec_grow(struct arena *a, void *at, size_t *cap, size_t size);

VEC_OF(str_vec, struct str);
VEC_OF(f64_vec, double);

/* Sorts in place with a stable merge sort (the libc's qsort is not stable, and determinism is a rule). */
void vec_sort(struct arena *scratch, void *at, size_t n, size_t size, int (*cmp)(const void *, const void *));
void f64_sort(double *at, size_t n); /* ascending, no NaN */

#endif
