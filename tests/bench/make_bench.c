/* Makes benchmark results as `go test -bench . -benchmem -count N` writes them, the same bytes for the same arguments.
 *
 *   make_bench results BENCHMARKS SAMPLES SEED SIDE       SIDE 0: base, 1: head (one benchmark in a hundred is 5 % slower there)
 *   make_bench history BENCHMARKS RUNS SAMPLES SEED       runs that open with commit:, date: and run: lines; time alone
 *
 * Times are log-uniform from 5 ns to 5 ms, with noise of 1 to 2 % and an occasional slow run, printed with Go's digits, so that ties are as
 * frequent as in real files. B/op jumps between two size classes now and then, allocs/op does not vary. In a history a tenth of the benchmarks
 * takes a step somewhere, and a tenth drifts. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint64_t next(void) { /* xorshift64*, Vigna 2016 */
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return state * 2685821657736338717u;
}

static double uniform(void) {
  return (double)(next() >> 11) / 9007199254740992.0;
}

static double normal(void) { /* the sum of twelve, less six */
  double s = -6;
  for (int i = 0; i < 12; i++) s += uniform();
  return s;
}

/* The digits of testing.BenchmarkResult.String. */
static void put_ns(double ns) {
  if (ns >= 999.95) printf("%10.0f ns/op", ns);
  else if (ns >= 99.995) printf("%12.1f ns/op", ns);
  else if (ns >= 9.9995) printf("%13.2f ns/op", ns);
  else printf("%14.3f ns/op", ns);
}

struct kind {
  double ns, cv;
  long bytes, allocs;
};

/* What a benchmark is like depends on its number alone. */
static struct kind kind_of(uint64_t seed, long i) {
  state = seed * 7919 + (uint64_t)i * 104729 + 88172645463325252u;
  for (int k = 0; k < 4; k++) next();
  struct kind b;
  b.ns = 5 * exp(uniform() * log(1e6));
  b.cv = 0.01 + 0.01 * uniform();
  b.allocs = (long)(uniform() * uniform() * 60);
  b.bytes = b.allocs * (16 + (long)(uniform() * 40) * 8);
  return b;
}

static double sample(const struct kind *b, double factor) {
  double slow = uniform() < 0.02 ? 1 + 0.1 * uniform() : 1;
  return b->ns * factor * slow * (1 + b->cv * normal());
}

static void results(long benchmarks, int samples, uint64_t seed, int side) {
  printf("goos: linux\ngoarch: amd64\npkg: example.com/many\ncpu: Example CPU @ 2.00GHz\n");
  for (long i = 0; i < benchmarks; i++) {
    struct kind b = kind_of(seed, i);
    double factor = side && i % 100 == 0 ? 1.05 : 1;
    if (side) next();
    for (int k = 0; k < samples; k++) {
      double ns = sample(&b, factor);
      long bytes = b.bytes + (uniform() < 0.1 && b.allocs ? 16 : 0);
      printf("BenchmarkThing%05ld/size=%ld-8 \t%8ld\t", i, i % 7, (long)(1e9 / ns) + 1);
      put_ns(ns);
      printf("\t%8ld B/op\t%8ld allocs/op\n", bytes, b.allocs);
    }
  }
}

/* How much slower benchmark i is at run k of n than at first. */
static double past(long i, int k, int n) {
  if (i % 10 == 3) return k >= n / 3 + (int)(i % 50) ? 1.08 : 1;
  if (i % 10 == 7) return 1 + 0.10 * k / n;
  return 1;
}

static void history(long benchmarks, int runs, int samples, uint64_t seed) {
  for (int k = 0; k < runs; k++) {
    printf("run: r%d\ncommit: %07x\ndate: %d-%02d-%02dT12:00:00Z\n", k + 1, 0xabc0000 + k, 2024 + k / 336, k / 28 % 12 + 1, k % 28 + 1);
    printf("goos: linux\ngoarch: amd64\npkg: example.com/many\ncpu: Example CPU @ 2.00GHz\n");
    for (long i = 0; i < benchmarks; i++) {
      struct kind b = kind_of(seed, i);
      state += (uint64_t)k * 2862933555777941757u;
      double factor = past(i, k, runs) * (1 + 0.005 * normal());
      for (int j = 0; j < samples; j++) {
        double ns = sample(&b, factor);
        printf("BenchmarkSomewhatLongerName%05ld/size=%ld/kind=plain-8 \t%8ld\t", i, i % 7, (long)(1e9 / ns) + 1);
        put_ns(ns);
        putchar('\n');
      }
    }
  }
}

int main(int argc, char **argv) {
  if (argc == 6 && strcmp(argv[1], "results") == 0) results(atol(argv[2]), atoi(argv[3]), strtoull(argv[4], NULL, 10), atoi(argv[5]));
  else if (argc == 6 && strcmp(argv[1], "history") == 0) history(atol(argv[2]), atoi(argv[3]), atoi(argv[4]), strtoull(argv[5], NULL, 10));
  else {
    fprintf(stderr, "usage: make_bench results BENCHMARKS SAMPLES SEED SIDE | history BENCHMARKS RUNS SAMPLES SEED\n");
    return 2;
  }
  return fflush(stdout) == 0 ? 0 : 1;
}
