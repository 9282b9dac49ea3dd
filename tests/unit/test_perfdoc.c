/* PERFORMANCE.md as a whole: the good file says nothing, the bad one says exactly what is expected of it. */
#include "check.h"

#include "model/benchrule.h"
#include "read/gobench.h"
#include "read/perfdoc.h"

#include <stdio.h>

#define DIR "tests/vectors/perfdoc/"

static struct arena arena;
static struct diags diags;
static struct perfdoc doc;

static void read_text(struct str text, const char *name) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  struct source *s = ARENA_NEW(&arena, struct source);
  *s = (struct source){.name = str_of(name), .text = text, .whole = true};
  perfdoc_read(&arena, &diags, s, &doc);
}

static struct str file_text(const char *path) {
  size_t n;
  const char *p = check_file(path, &n);
  return (struct str){p, n};
}

static void lint(const char *name) {
  char path[96];
  (void)snprintf(path, sizeof path, DIR "%s", name);
  read_text(file_text(path), name);
  struct bench_table table;
  bench_table_init(&table, &arena);
  struct source bench = {.name = STR("bench.txt"), .text = file_text(DIR "bench.txt"), .whole = true};
  (void)gobench_read(&table, &diags, &bench, SIDE_HEAD);
  bench_rule_lint(&diags, &doc, &table);
  diag_finish(&diags);
}

/* Line i of what was said, as diag_print writes it. */
static struct str said(size_t i) {
  if (i >= diags.list.n) return STR("nothing");
  const struct diag *d = &diags.list.at[i];
  return arena_printf(&arena, STR_FMT ":%u:%u: %s: " STR_FMT " [%s]", STR_ARG(d->pos.file), d->pos.line, d->pos.col,
                      diag_level_name(diag_level_of(d->id)), STR_ARG(d->message), diag_slug(d->id));
}

/* The contract of the vector: file, line, column, level and slug of a line. Its words are the golden files'. */
static const char *place_and_kind(struct str line) {
  size_t level = str_find(line, STR(": ")), slug = str_rfind_char(line, '[');
  if (level == STR_NPOS || slug == STR_NPOS) return arena_cstr(&arena, line);
  size_t words = level + 2 + str_find(str_slice(line, level + 2, line.n), STR(": "));
  return arena_cstr(&arena, arena_printf(&arena, STR_FMT ": " STR_FMT, STR_ARG(str_slice(line, 0, words)),
                                         STR_ARG(str_slice(line, slug, line.n))));
}

static void bad_line(void **state) {
  const struct check_row *r = *state;
  lint("PERFORMANCE.bad.md");
  assert_string_equal(place_and_kind(said(r->line - 1)), place_and_kind(str_of(check_at(r, 0))));
}

static void bad_count(void **state) {
  (void)state;
  lint("PERFORMANCE.bad.md");
  struct str want = file_text(DIR "PERFORMANCE.bad.expected"), line;
  size_t n = 0;
  while (str_next_line(&want, &line)) n++;
  assert_int_equal(diags.list.n, n);
}

static void good(void **state) {
  (void)state;
  read_text(file_text(DIR "PERFORMANCE.md"), "PERFORMANCE.md");
  diag_finish(&diags);
  if (diags.list.n > 0) fail_msg(STR_FMT, STR_ARG(said(0)));
  assert_int_equal(doc.unreadable.n, 0);
}

int main(void) {
  check_lines(DIR "PERFORMANCE.bad.expected", bad_line);
  check_test("the bad file: nothing more", bad_count);
  check_test("the good file", good);
  return check_run("perfdoc");
}
