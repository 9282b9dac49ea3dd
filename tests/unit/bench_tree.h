/* For the tests of readers whose results are several files: a tree of texts in, the rows of bench_read.h out. */
#ifndef PERFPAGE_TESTS_BENCH_TREE_H
#define PERFPAGE_TESTS_BENCH_TREE_H

#include "bench_read.h"

#include "read/bench_files.h"

enum { TREE_FILES = 8 };

struct tree_file {
  const char *path, *text;
};

struct tree_row {
  const char *what;
  struct tree_file files[TREE_FILES]; /* below "head/" */
  const char *run;                    /* asked for by name, or NULL */
  const char *rows, *diags;           /* diags NULL: none; "/path/below/head slug: message, ..." */
  const char *aside;                  /* "010": which files are no result themselves */
};

/* "path slug: message, ..." */
static inline const char *tree_diags(struct bench_read *r) {
  struct buf b = BUF_INIT;
  diag_finish(&r->diags);
  VEC_EACH(const struct diag, it, &r->diags.list)
    buf_printf(&b, "%s" STR_FMT " %s: " STR_FMT, b.n ? ", " : "", STR_ARG(it->pos.file), diag_slug(it->id), STR_ARG(it->message));
  return buf_take(&b, &r->arena).p;
}

static inline void tree_add(struct bench_read *r, struct bench_file_vec *files, const struct tree_file *file, const char *run) {
  struct source *s = ARENA_NEW(&r->arena, struct source);
  struct str text = str_of(file->text);
  *s = (struct source){.name = arena_printf(&r->arena, "head/%s", file->path), .text = text, .bytes = text.n, .whole = true};
  (void)snprintf(s->sha256, sizeof s->sha256, "%016llx", (unsigned long long)str_hash(text));
  struct bench_file *f = VEC_PUSH(&r->arena, files);
  *f = (struct bench_file){.source = s, .side = SIDE_HEAD, .place = str_slice(s->name, 5, s->name.n), .run = str_of(run)};
  f->kind = bench_formats_sniff(s);
  if (!bench_files_wait(f->kind)) fail_msg("%s is not one of several files", file->path);
}

static inline void tree_check(void **state) {
  const struct tree_row *row = *state;
  struct bench_read r = {.arena = ARENA_INIT};
  struct bench_file_vec files = {0};
  diag_init(&r.diags, &r.arena);
  bench_table_init(&r.table, &r.arena);
  for (size_t i = 0; i < TREE_FILES && row->files[i].path; i++) tree_add(&r, &files, &row->files[i], row->run);
  bench_files_read(&r.table, &r.diags, &files);
  bench_table_finish(&r.table);
  assert_string_equal(bench_read_rows(&r), row->rows);
  assert_string_equal(tree_diags(&r), row->diags ? row->diags : "");
  char aside[TREE_FILES + 1] = "";
  for (size_t i = 0; i < files.n; i++) aside[i] = files.at[i].aside ? '1' : '0';
  assert_string_equal(aside, row->aside);
  bench_read_free(&r);
}

#endif
