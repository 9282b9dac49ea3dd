/* Documents nobody writes on purpose: no slip may switch a gate off in silence, nothing may crash or take long. */
#include "check.h"

#include "read/perfdoc.h"

#include <dirent.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#define SLOWER 20
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOWER 20
#endif
#endif
#ifndef SLOWER
#define SLOWER 1
#endif

struct reading {
  size_t declared, problems, diags;
};

static double cpu_seconds(void) {
  struct timespec t;
  assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t), 0);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Walks all blocks, as deep as they go: at most 64. */
static size_t depth_of(const struct block *b, size_t depth) {
  assert_true(depth <= 80);
  size_t deepest = depth;
  for (const struct block *c = b->first; c != NULL; c = c->next) {
    size_t d = depth_of(c, depth + 1);
    deepest = d > deepest ? d : deepest;
  }
  return deepest;
}

#define COUNT(vec, T)                                                                                                  \
  VEC_EACH(const struct T, it, vec) {                                                                                  \
    got.declared += !it->unbounded;                                                                                    \
    got.problems += it->decl.problem.n > 0;                                                                            \
  }

static struct reading read_text(struct str text) {
  struct arena a = ARENA_INIT;
  struct diags d;
  struct perfdoc doc;
  diag_init(&d, &a);
  struct source s = {.name = STR("P"), .text = text, .whole = true};
  perfdoc_read(&a, &d, &s, &doc);
  (void)depth_of(doc.root, 0);
  struct reading got = {doc.canary.n, doc.unreadable.n, d.list.n};
  COUNT(&doc.slos, slo)
  COUNT(&doc.components, component)
  COUNT(&doc.routes, route_budget)
  COUNT(&doc.rules, gate_rule)
  VEC_EACH(const struct diag, it, &d.list) assert_true(it->pos.line > 0 && it->message.n > 0);
  arena_free(&a);
  return got;
}

/* ---- one slip anywhere in the good file ---- */

enum slip { SLIP_DELETE, SLIP_LETTER, SLIP_DOUBLE, SLIP_SWAP, SLIP_BYTE, SLIP_BLANK, SLIP_MAX };

static size_t slip_at(char *to, const char *from, size_t n, size_t at, enum slip slip) {
  memcpy(to, from, n);
  switch (slip) {
  case SLIP_DELETE: memmove(to + at, to + at + 1, n - at - 1); return n - 1;
  case SLIP_LETTER: to[at] = 'x'; return n;
  case SLIP_DOUBLE: memmove(to + at + 1, from + at, n - at); return n + 1;
  case SLIP_SWAP:
    to[at] = from[at + 1];
    to[at + 1] = from[at];
    return n;
  case SLIP_BYTE: to[at] = '\xFF'; return n;
  case SLIP_BLANK: to[at] = ' '; return n;
  case SLIP_MAX: break;
  }
  return n;
}

/* Fewer declarations than without the slip, and no gate that fails in their place: then something must have been said. */
static void one_slip(void **state) {
  const enum slip *slip = *state;
  size_t n;
  const char *good = check_file("tests/vectors/perfdoc/PERFORMANCE.md", &n);
  char *text = malloc(n + 1);
  assert_non_null(text);
  struct reading want = read_text((struct str){good, n});
  assert_int_equal(want.problems + want.diags, 0);
  const char *lists = strstr(good, "## Known hotspots");
  assert_non_null(lists);
  size_t step = *slip == SLIP_DELETE || *slip == SLIP_LETTER ? 1 : 3;
  for (size_t at = (size_t)*slip; good + at < lists; at += step) {
    struct reading got = read_text((struct str){text, slip_at(text, good, n, at, *slip)});
    if (got.declared < want.declared && got.problems + got.diags == 0) fail_msg("slip at byte %zu: %zu declarations of %zu", at, got.declared, want.declared);
  }
  free(text);
}

/* ---- structures ---- */

struct hostile {
  const char *name, *lead, *repeat, *tail; /* "%zu" in repeat counts up */
  size_t times;
  double seconds;
};

static struct hostile documents[] = {
    {"100k gate rows", "## CI gate\n\n| Benchmark | Allowed delta |\n|---|---|\n", "| `BenchmarkX_%zu` | < 2%% slower |\n", "", 100000, 2},
    {"20k route rows", "## Route budgets\n\n| Route | Budget at p99 |\n|---|---|\n", "| GET /a/%zu/{id} | 5 ms |\n", "", 20000, 1},
    {"20k component rows", "## Budget\n\n| Component | Budget |\n|---|---|\n", "| part %zu | 5 ms |\n", "", 20000, 1},
    {"20k SLO rows", "## SLOs\n\n| SLI | Target |\n|---|---|\n", "| p99 of GET /a/%zu | < 5 ms |\n", "", 20000, 1},
    {"20k rows of text", "", "| a | b |\n|---|---|\n", "", 10000, 1},
    {"5k sentences in a line", "## SLOs\n\n", "p99 of POST /checkout < 300 ms over 28 days. ", "", 5000, 1},
    {"50k code spans", "## SLOs\n\n", "`a`. ", "\n", 50000, 2},
    {"40k entities", "## SLOs\n\n", "&amp;`x`", "\n", 20000, 1},
    {"50k quotes deep", "", "> ", "a\n", 50000, 1},
    {"50k quotes around a table", "", ">", "| a | b |\n", 50000, 1},
    {"50k open brackets", "## SLOs\n\n", "[", "](x)\n", 50000, 1},
    {"50k open stars", "## SLOs\n\n", "*a **a ", "\n", 25000, 1},
    {"20k lists deep", "", "- ", "a\n", 20000, 1},
    {"200k columns", "## CI gate\n\n", "|", "\n|---|---|\n| a | b |\n", 200000, 2},
    {"50k comments", "", "<!-- a -->\n", "\n## SLOs\n", 50000, 1},
    {"100k open comments", "## SLOs\n\n", "<!--", "\n", 100000, 1},
    {"5k headings", "", "## SLOs\n\n", "", 5000, 1},
    {"20k directives", "", "<!-- perfpage: slo -->\n\n", "", 20000, 1},
    {"one word of 1 MB", "## SLOs\n\n", "aaaaaaaa", "\n", 125000, 1},
    {"bytes that are not UTF-8", "## SLOs\n\n", "p99 \xFF < 3 \xE2\x89 ms\n", "", 2000, 1},
    {"NUL bytes", "## SLOs\n\n", "p99 of /x < 3%c ms. ", "\n", 2000, 1},
    {"carriage returns", "## SLOs\r\r", "p99 of /x < 3 ms\r\r", "", 2000, 1},
    {"tabs", "## SLOs\n\n", "-\tp99 of /x < 3\tms, 99%%\tof the time\n", "", 2000, 1},
    {"link definitions", "## SLOs\n\n", "[a%zu]: /x\n\n", "| `a` | b |\n|-|-|\n", 10000, 1},
};

static struct str build(const struct hostile *h) {
  struct buf b = BUF_INIT;
  buf_cstr(&b, h->lead);
  for (size_t i = 0; i < h->times; i++) {
    const char *p = h->repeat;
    for (; *p != '\0'; p++) {
      if (strncmp(p, "%zu", 3) == 0) {
        buf_u64(&b, i);
        p += 2;
      } else if (strncmp(p, "%c", 2) == 0) {
        buf_char(&b, '\0');
        p++;
      } else {
        buf_char(&b, *p);
        p += strncmp(p, "%%", 2) == 0;
      }
    }
  }
  buf_cstr(&b, h->tail);
  return (struct str){b.p, b.n};
}

static void structure(void **state) {
  const struct hostile *h = *state;
  struct str text = build(h);
  double limit = h->seconds * SLOWER, best = 1e9;
  for (int i = 0; i < 3 && best > limit / 2; i++) { /* the best of three: other work shares this machine's caches */
    double begin = cpu_seconds();
    (void)read_text(text);
    double took = cpu_seconds() - begin;
    best = took < best ? took : best;
  }
  if (best > limit) fail_msg("took %.2f s", best);
  struct buf owner = {(char *)(uintptr_t)text.p, text.n, text.n};
  buf_free(&owner);
}

/* ---- real documents ---- */

static void corpus(void **state) {
  (void)state;
  const char *dir = check_shared("corpus/perfdoc");
  DIR *d = opendir(dir);
  assert_non_null(d);
  size_t files = 0;
  for (struct dirent *e; (e = readdir(d)) != NULL;) {
    if (strstr(e->d_name, ".md") == NULL) continue;
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
    size_t n;
    const char *p = check_file(path, &n);
    double begin = cpu_seconds();
    struct reading got = read_text((struct str){p, n});
    assert_true(cpu_seconds() - begin < 0.25 * SLOWER);
    bool speaks_of_slos = strstr(p, "## SLO") != NULL;
    if (speaks_of_slos && got.declared + got.problems == 0) fail_msg("%s: nothing of its SLOs was read", e->d_name);
    files++;
  }
  (void)closedir(d);
  assert_true(files > 20);
}

int main(void) {
  static enum slip slips[SLIP_MAX];
  static const char *const names[SLIP_MAX] = {"deleted", "a letter instead", "doubled", "swapped", "not UTF-8", "a blank instead"};
  for (int i = 0; i < SLIP_MAX; i++) {
    char name[64];
    slips[i] = (enum slip)i;
    (void)snprintf(name, sizeof name, "one slip anywhere: %s", names[i]);
    check_test_state(name, one_slip, &slips[i]);
  }
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) check_test_state(documents[i].name, structure, &documents[i]);
  check_test("real documents", corpus);
  return check_run("perfdoc_hostile");
}
