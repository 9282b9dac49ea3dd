#include "base/vec.h"

void *vec_grow(struct arena *a, void *at, size_t *cap, size_t size) {
  size_t more = *cap ? *cap * 2 : 8;
  if (more > SIZE_MAX / size) die_system("out of memory");
  void *p = arena_grow(a, at, *cap * size, more * size);
  *cap = more;
  return p;
}

/* Merges the sorted runs [lo, mid) and [mid, hi) of from into to. */
static void merge_runs(const char *from, char *to, const size_t at[3], size_t size,
                       int (*cmp)(const void *, const void *)) {
  size_t i = at[0], j = at[1];
  for (size_t k = at[0]; k < at[2]; k++) {
    bool left = i < at[1] && (j >= at[2] || cmp(from + i * size, from + j * size) <= 0);
    memcpy(to + k * size, from + (left ? i : j) * size, size);
    if (left) i++;
    else j++;
  }
}

void vec_sort(struct arena *scratch, void *at, size_t n, size_t size, int (*cmp)(const void *, const void *)) {
  if (n < 2) return;
  struct arena_mark mark = arena_mark(scratch);
  char *from = at;
  char *to = arena_alloc_raw(scratch, n * size);
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t lo = 0; lo < n; lo += 2 * width) {
      size_t mid = lo + width < n ? lo + width : n;
      size_t hi = mid + width < n ? mid + width : n;
      merge_runs(from, to, (const size_t[3]){lo, mid, hi}, size, cmp);
    }
    char *swap = from;
    from = to;
    to = swap;
  }
  if (from != (char *)at) memcpy(at, from, n * size);
  arena_release(scratch, mark);
}

static void sift_down(double *at, size_t root, size_t n) {
  for (;;) {
    size_t child = 2 * root + 1;
    if (child >= n) return;
    if (child + 1 < n && at[child] < at[child + 1]) child++;
    if (at[root] >= at[child]) return;
    double swap = at[root];
    at[root] = at[child];
    at[child] = swap;
    root = child;
  }
}

void f64_sort(double *at, size_t n) {
  if (n <= 32) {
    for (size_t i = 1; i < n; i++) {
      double v = at[i];
      size_t j = i;
      for (; j > 0 && at[j - 1] > v; j--) at[j] = at[j - 1];
      at[j] = v;
    }
    return;
  }
  for (size_t i = n / 2; i > 0; i--) sift_down(at, i - 1, n);
  for (size_t i = n - 1; i > 0; i--) {
    double swap = at[0];
    at[0] = at[i];
    at[i] = swap;
    sift_down(at, 0, i);
  }
}
