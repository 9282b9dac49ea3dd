/* Writes folded stacks for tests/run-bench: deterministic, shaped like real profiles.
 *
 *   make_folded merged   LINES BYTES SEED    sorted, every stack once, about BYTES a line and two new tree nodes a line
 *   make_folded unmerged LINES BYTES SEED    as a profiler writes them: few stacks often, most once in a while, count 1
 *
 * Stacks are walks of a call tree in depth-first order: a stack drops a few frames of the one before and takes a few new
 * ones, so that about 0.9 of a sorted line stands in the line before it. Names are Go-like, 20,000 of them. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES = 20000, DEPTH_MIN = 10, DEPTH_MAX = 80, NAME_MAX_BYTES = 96, STACKS = 20000 };

static uint64_t state;

/* xorshift64*: the same on every machine. */
static uint64_t next(void) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return state * 0x2545F4914F6CDD1Du;
}

static uint32_t below(uint32_t n) {
  return (uint32_t)((next() >> 32) * n >> 32);
}

static char names[NAMES][NAME_MAX_BYTES];
static uint16_t name_len[NAMES];

static int by_bytes(const void *a, const void *b) {
  return strcmp(a, b);
}

static void make_names(void) {
  static const char *const roots[] = {"github.com/acme/checkout/internal/", "github.com/acme/catalog/pkg/", "net/http.", "runtime.",
                                      "encoding/json.", "google.golang.org/grpc/internal/", "database/sql.", "compress/flate."};
  static const char *const words[] = {"order", "price", "cart", "stock", "route", "parse", "encode", "decode",
                                      "write", "read", "flush", "match", "index", "scan", "merge", "plan"};
  for (uint32_t i = 0; i < NAMES; i++) {
    const char *a = words[below(16)], *b = words[below(16)], *c = words[below(16)];
    snprintf(names[i], sizeof names[i], "%s%s.(*%s%sType).%s%05u", roots[below(8)], a, b, below(2) ? "Table" : "", c, i);
  }
  qsort(names, NAMES, sizeof *names, by_bytes);
  for (uint32_t i = 0; i < NAMES; i++) name_len[i] = (uint16_t)strlen(names[i]);
}

struct walk {
  uint32_t frame[DEPTH_MAX];
  unsigned depth;
  unsigned target; /* depth on average */
  bool begun;
};

/* The next stack in the order of bytes: of the frames kept, the lowest gives way to a later sibling. */
static void step(struct walk *w) {
  unsigned pop = 1;
  while (pop < w->depth && below(100) < 50) pop++;
  if (below(4000) == 0) pop = w->depth > 4 ? w->depth - 2 : pop; /* another request, another handler */
  uint32_t at = 0;
  if (!w->begun) {
    w->begun = true;
    w->depth = 0;
  } else {
    w->depth -= pop;
    at = w->frame[w->depth] + 1 + below(40);
    while (at >= NAMES && w->depth > 0) at = w->frame[--w->depth] + 1 + below(40);
    if (at >= NAMES) exit(3); /* the tree is used up: more lines than names allow */
  }
  unsigned more = w->depth + 1 < w->target ? (w->target - w->depth) / 2 + 1 : 1;
  unsigned want = w->depth + 1 + below(2 * more);
  if (below(2000) == 0) want += below(DEPTH_MAX);
  if (want < DEPTH_MIN) want = DEPTH_MIN;
  if (want > DEPTH_MAX) want = DEPTH_MAX;
  w->frame[w->depth++] = at;
  for (; w->depth < want; w->depth++) w->frame[w->depth] = below(w->depth < 4 ? 64 : NAMES / 8); /* room for later siblings */
}

static void put(const struct walk *w, uint32_t count) {
  static char line[DEPTH_MAX * (NAME_MAX_BYTES + 1) + 16];
  size_t n = 0;
  for (unsigned i = 0; i < w->depth; i++) {
    memcpy(line + n, names[w->frame[i]], name_len[w->frame[i]]);
    n += name_len[w->frame[i]];
    line[n++] = ';';
  }
  n--;
  n += (size_t)snprintf(line + n, 16, " %u\n", count);
  fwrite(line, 1, n, stdout);
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  bool merged = strcmp(argv[1], "merged") == 0;
  uint32_t lines = (uint32_t)strtoul(argv[2], NULL, 10);
  unsigned bytes = (unsigned)strtoul(argv[3], NULL, 10);
  state = strtoull(argv[4], NULL, 10) * 0x9E3779B97F4A7C15u + 1;
  static char buffer[1 << 20];
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  make_names();
  struct walk w = {.target = bytes / 48};
  if (merged) {
    for (uint32_t i = 0; i < lines; i++) {
      step(&w);
      put(&w, 1 + below(50));
    }
  } else {
    static struct walk stacks[STACKS];
    for (uint32_t i = 0; i < STACKS; i++) {
      step(&w);
      stacks[i] = w;
    }
    for (uint32_t i = STACKS - 1; i > 0; i--) { /* hot ones lie anywhere in the tree */
      uint32_t k = below(i + 1);
      struct walk t = stacks[i];
      stacks[i] = stacks[k];
      stacks[k] = t;
    }
    for (uint32_t i = 0; i < lines; i++) {
      double u = (double)(next() >> 11) / 9007199254740992.0;
      put(&stacks[(uint32_t)(u * u * u * STACKS)], 1);
    }
  }
  return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
