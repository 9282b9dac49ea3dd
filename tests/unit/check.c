/* Compiled with PERFPAGE_ALLOW_LIBC: the tests read numbers with the C library, so that ours is held against another. */
#include "check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every block stays reachable from here until the program ends, so that the leak checker has nothing to say. */
struct block {
  struct block *next;
};
static struct block *blocks;

static struct CMUnitTest *tests;
static size_t n_tests, cap_tests;

static void *keep(size_t size) {
  struct block *b = calloc(1, sizeof *b + size);
  if (!b) abort();
  b->next = blocks;
  blocks = b;
  return b + 1;
}

static char *keep_text(const char *s, size_t n) {
  char *p = keep(n + 1);
  memcpy(p, s, n);
  return p;
}

static const char *below(const char *folder, const char *path) {
  size_t n = strlen(folder);
  char *p = keep(n + 1 + strlen(path) + 1);
  memcpy(p, folder, n);
  p[n] = '/';
  memcpy(p + n + 1, path, strlen(path));
  return p;
}

static const char *rooted(const char *path) {
  const char *root = getenv("PERFPAGE_ROOT");
  return root && path[0] != '/' ? below(root, path) : path;
}

static char *slurp(const char *path, size_t *len) {
  FILE *f = fopen(rooted(path), "rb");
  if (!f) return NULL;
  size_t cap = 1 << 16, n = 0, got;
  char *p = keep(cap + 1);
  while ((got = fread(p + n, 1, cap - n, f)) > 0) {
    n += got;
    if (n < cap) continue;
    char *q = keep(cap * 2 + 1);
    memcpy(q, p, n);
    p = q;
    cap *= 2;
  }
  bool bad = ferror(f) != 0;
  fclose(f);
  if (bad) return NULL;
  p[n] = '\0';
  if (len) *len = n;
  return p;
}

const char *check_file(const char *path, size_t *len) {
  char *p = slurp(path, len);
  if (!p) fail_msg("cannot read %s", path);
  return p;
}

void check_test_state(const char *name, CMUnitTestFunction fn, void *state) {
  if (n_tests == cap_tests) {
    size_t cap = cap_tests ? cap_tests * 2 : 64;
    struct CMUnitTest *t = keep(cap * sizeof *t);
    if (n_tests) memcpy(t, tests, n_tests * sizeof *t);
    tests = t;
    cap_tests = cap;
  }
  /* The name is printed on a result line of its own: nothing in it may look like the end of one. */
  char *copy = keep_text(name, strlen(name));
  for (char *c = copy; *c; c++) {
    if ((unsigned char)*c < ' ' || *c == '#') *c = '?';
  }
  tests[n_tests++] = (struct CMUnitTest){.name = copy, .test_func = fn, .initial_state = state};
}

void check_test(const char *name, CMUnitTestFunction fn) {
  check_test_state(name, fn, NULL);
}

static const char *const *split(char *line, size_t *n) {
  *n = 1;
  for (const char *c = line; *c; c++) *n += *c == '\t';
  const char **f = keep(*n * sizeof *f);
  size_t i = 0;
  f[i++] = line;
  for (char *c = line; *c; c++) {
    if (*c != '\t') continue;
    *c = '\0';
    f[i++] = c + 1;
  }
  return f;
}

static void no_rows(void **state) {
  fail_msg("%s: absent, unreadable or without a row", (const char *)*state);
}

static void add_row(const struct check_row *proto, char *line, CMUnitTestFunction fn) {
  struct check_row *r = keep(sizeof *r);
  *r = *proto;
  r->f = split(line, &r->n);
  char name[160];
  const char *base = strrchr(r->file, '/');
  snprintf(name, sizeof name, "%s:%zu %.60s", base ? base + 1 : r->file, r->line, r->f[0]);
  check_test_state(name, fn, r);
}

static void add_file(const char *path, CMUnitTestFunction fn, bool has_head) {
  char *at = slurp(path, NULL);
  struct check_row r = {.file = keep_text(path, strlen(path))};
  size_t before = n_tests;
  while (at && *at) {
    char *end = strchr(at, '\n');
    char *next = end ? end + 1 : at + strlen(at);
    if (end) *end = '\0';
    r.line++;
    bool hash = at[0] == '#' && at[1] == ' ';
    if (!has_head || !(at[0] == '\0' || (hash && !strchr(at, '\t')))) {
      if (has_head && !r.head) {
        r.head = split(hash ? at + 2 : at, &r.n_head);
      } else {
        add_row(&r, at, fn);
      }
    }
    at = next;
  }
  if (n_tests == before) check_test_state(path, no_rows, keep_text(path, strlen(path)));
}

void check_table(const char *path, CMUnitTestFunction fn) {
  add_file(path, fn, true);
}

void check_lines(const char *path, CMUnitTestFunction fn) {
  add_file(path, fn, false);
}

const char *check_at(const struct check_row *r, size_t i) {
  if (i >= r->n) fail_msg("%s:%zu: only %zu fields", r->file, r->line, r->n);
  return r->f[i];
}

const char *check_field(const struct check_row *r, const char *column) {
  for (size_t i = 0; i < r->n_head; i++) {
    if (strcmp(r->head[i], column) == 0) return check_at(r, i);
  }
  fail_msg("%s: no column %s", r->file, column);
  return "";
}

double check_num(const char *field) {
  char *end;
  double v = strtod(field, &end);
  if (end == field || *end) fail_msg("not a number: %s", field);
  return v;
}

static size_t put_code_point(char *out, unsigned long c) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = n - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)(lead[n] | c);
  return n;
}

/* One escape at s, just behind its backslash. Returns how many bytes of s it took. */
static size_t unescape_one(const char *s, char *out, size_t *n) {
  char *end;
  if (s[0] == 'x') {
    char hex[3] = {s[1], s[1] ? s[2] : '\0', '\0'};
    out[(*n)++] = (char)strtoul(hex, &end, 16);
    if (end != hex + 2) fail_msg("bad escape \\%s", s);
    return 3;
  }
  if (s[0] == 'u' && s[1] == '{') {
    *n += put_code_point(out + *n, strtoul(s + 2, &end, 16));
    if (*end != '}') fail_msg("bad escape \\%s", s);
    return (size_t)(end + 1 - s);
  }
  if (strncmp(s, "rep{", 4) == 0 && s[4] && s[5] == ',') {
    unsigned long times = strtoul(s + 6, &end, 10);
    if (*end != '}') fail_msg("bad escape \\%s", s);
    memset(out + *n, s[4], times);
    *n += times;
    return (size_t)(end + 1 - s);
  }
  static const char from[] = "\\tnr", to[] = "\\\t\n\r";
  const char *p = *s ? strchr(from, *s) : NULL;
  if (!p) fail_msg("bad escape \\%s", s);
  out[(*n)++] = to[p ? p - from : 0];
  return 1;
}

const char *check_unescape(const char *field, size_t *len) {
  size_t cap = strlen(field) + 1, n = 0;
  for (const char *c = strstr(field, "\\rep{"); c; c = strstr(c + 1, "\\rep{")) {
    if (c[5] && c[6] == ',') cap += strtoul(c + 7, NULL, 10);
  }
  char *out = keep(cap + 1);
  for (const char *c = field; *c;) {
    if (*c == '\\') {
      c++;
      c += unescape_one(c, out, &n);
    } else {
      out[n++] = *c++;
    }
  }
  if (len) *len = n;
  return out;
}

const char *check_shared(const char *path) {
  const char *shared = getenv("PERFPAGE_SHARED");
  if (!shared) shared = rooted("../shared");
  const char *p = below(shared, path);
  if (access(p, R_OK) == 0) return p;
  const char *must = getenv("PERFPAGE_REQUIRE_SHARED");
  if (must && strcmp(must, "1") == 0) fail_msg("%s: absent, and PERFPAGE_REQUIRE_SHARED=1", path);
  skip();
  return p;
}

bool check_close(double got, double want, double rel) {
  if (isnan(got) || isnan(want)) return isnan(got) && isnan(want);
  if (isinf(got) || isinf(want)) return isinf(got) && isinf(want) && signbit(got) == signbit(want);
  return fabs(got - want) <= rel * fmax(fabs(got), fabs(want));
}

void check_double_at(double got, double want, double rel, const char *what, const char *file, int line) {
  if (check_close(got, want, rel)) return;
  print_error("%s = %.17g, not %.17g (within %g)\n", what, got, want, rel);
  _fail(file, line);
}

static void no_tests(void **state) {
  (void)state;
  fail_msg("the program has no test");
}

int check_run(const char *group) {
  if (!n_tests) check_test("no test", no_tests);
  return _cmocka_run_group_tests(group, tests, n_tests, NULL, NULL) ? 1 : 0;
}
