#include "read/criterion_tree.h"

#include "base/buf.h"
#include "read/criterion.h"
#include "read/json.h"

#define NO_FILE SIZE_MAX

/* What lies in one folder. */
struct run {
  enum side side;
  struct str folder; /* of its files, as shown */
  struct str given;  /* the folder or file it was given by, as shown */
  size_t file[CRITERION_PART_MAX]; /* into files, or NO_FILE */
  bool passed_over;
};
VEC_OF(run_vec, struct run);

struct tree {
  struct bench_table *table;
  struct diags *diags;
  struct bench_file_vec *files;
  struct run_vec runs;
  struct strmap last_run; /* by side and folder: the last run that lies there, plus one */
  struct strmap names;    /* by side and last part of a folder: 1 where a run lies in such a one */
  struct strmap met;      /* of bench_files_again */
};

static struct str folder_of(struct str path) {
  size_t slash = str_rfind_char(path, '/');
  return slash == STR_NPOS ? STR_NONE : str_slice(path, 0, slash);
}

static uint32_t *at_side(struct tree *t, struct strmap *map, enum side side, struct str text) {
  return strmap_at(t->table->arena, map, arena_printf(t->table->arena, "%d " STR_FMT, (int)side, STR_ARG(text)));
}

/* ---- which files are one run ---- */

/* Two folders may go by one name, where absolute paths are shortened: what is there already begins another run. */
static struct run *run_for(struct tree *t, const struct bench_file *f, enum criterion_part part) {
  struct str folder = folder_of(f->source->name);
  uint32_t *last = at_side(t, &t->last_run, f->side, folder);
  if (*last && t->runs.at[*last - 1].file[part] == NO_FILE) return &t->runs.at[*last - 1];
  struct run *r = VEC_PUSH(t->table->arena, &t->runs);
  *last = (uint32_t)t->runs.n;
  r->side = f->side;
  r->folder = folder;
  *at_side(t, &t->names, f->side, str_base_name(folder)) = 1;
  r->given = str_slice(f->source->name, 0, f->source->name.n - f->place.n);
  for (size_t i = 0; i < CRITERION_PART_MAX; i++) r->file[i] = NO_FILE;
  return r;
}

static void sort_into_runs(struct tree *t) {
  for (size_t i = 0; i < t->files->n; i++) {
    struct bench_file *f = &t->files->at[i];
    enum criterion_part part;
    if (f->kind != INPUT_CRITERION) continue;
    if (criterion_part_of(f->source->text, &part)) {
      run_for(t, f, part)->file[part] = i;
      continue;
    }
    struct bench_sink sink;
    bench_sink_init(&sink, t->table, t->diags, f->source, f->side);
    criterion_wrong_part(&sink);
    f->tally = sink.tally;
  }
}

/* ---- which run of a benchmark is read ---- */

static struct str name_of(const struct run *r) {
  return str_base_name(r->folder);
}

static struct str wanted_of(const struct tree *t, const struct run *r) {
  for (size_t i = 0; i < CRITERION_PART_MAX; i++)
    if (r->file[i] != NO_FILE) return t->files->at[r->file[i]].run;
  return STR_NONE;
}

static bool lies_beside(struct tree *t, const struct run *r, struct str name) {
  struct str folder = folder_of(r->folder);
  struct str path = folder.n ? arena_printf(t->table->arena, STR_FMT "/" STR_FMT, STR_ARG(folder), STR_ARG(name)) : name;
  return *at_side(t, &t->last_run, r->side, path) != 0;
}

static void choose(struct tree *t) {
  bool named[SIDE_MAX] = {false}, has_new[SIDE_MAX] = {false};
  VEC_EACH(const struct run, r, &t->runs) {
    struct str wanted = wanted_of(t, r);
    has_new[r->side] = has_new[r->side] || str_eq(name_of(r), STR("new"));
    /* A name that no run has is a label like any other. */
    named[r->side] = named[r->side] || (wanted.n > 0 && *at_side(t, &t->names, r->side, wanted) != 0);
  }
  VEC_EACH(struct run, r, &t->runs) {
    struct str name = name_of(r);
    if (named[r->side]) r->passed_over = !str_eq(name, wanted_of(t, r));
    else if (lies_beside(t, r, STR("new"))) r->passed_over = !str_eq(name, STR("new"));
    else if (lies_beside(t, r, STR("base"))) r->passed_over = has_new[r->side] || !str_eq(name, STR("base")); /* others have a run: it was not run again */
  }
}

/* ---- what is said of the others ---- */

enum { NAMES_SHOWN = 5 };

static void put_name(struct arena *a, struct str_vec *names, struct str name) {
  VEC_EACH(const struct str, it, names) {
    if (str_eq(*it, name)) return;
  }
  *VEC_PUSH(a, names) = name;
}

static void say_passed_over(struct tree *t, const struct run *first) {
  struct str_vec names = {0};
  size_t n = 0;
  VEC_EACH(const struct run, r, &t->runs) {
    if (!r->passed_over || r->side != first->side || !str_eq(r->given, first->given)) continue;
    if (n == 0 && r != first) return; /* said already */
    n++;
    put_name(t->table->arena, &names, name_of(r));
  }
  size_t shown = names.n < NAMES_SHOWN ? names.n : NAMES_SHOWN;
  struct str list = arena_join(t->table->arena, names.at, shown, STR(", "));
  struct str given = first->given;
  if (str_ends(given, STR("/"))) given.n--;
  diag_add(t->diags, DIAG_COMPANION, (struct pos){given, 0, 0},
           "Criterion kept earlier runs beside the ones that are read: %zu folder%s (" STR_FMT "%s) %s passed over", n,
           n == 1 ? "" : "s", STR_ARG(list), shown < names.n ? ", ..." : "", n == 1 ? "is" : "are");
}

/* ---- reading ---- */

static bool is_given_twice(struct tree *t, const struct run *r) {
  size_t i = r->file[CRITERION_SAMPLE] != NO_FILE ? r->file[CRITERION_SAMPLE] : r->file[CRITERION_ESTIMATES];
  return i != NO_FILE && bench_files_again(&t->met, t->table->arena, t->diags, t->files, i);
}

/* The folder of the benchmark below what was given: two levels up from a file. */
static struct str benchmark_folder(const struct tree *t, const struct run *r) {
  for (size_t i = 0; i < CRITERION_PART_MAX; i++) {
    if (r->file[i] == NO_FILE) continue;
    struct str folder = folder_of(folder_of(t->files->at[r->file[i]].place));
    if (folder.n) return folder;
  }
  return STR("unnamed");
}

static void open_part(struct tree *t, const struct bench_file *f, struct criterion_file *part) {
  bench_sink_init(&part->sink, t->table, t->diags, f->source, f->side);
  part->root = json_input_open(t->diags, f->source, DIAG_BENCH_DATA);
  part->there = true;
}

static void read_one(struct tree *t, const struct run *r) {
  struct criterion_run run = {.folder = benchmark_folder(t, r)};
  size_t before = diag_count(t->diags, DIAG_ERROR), records = 0;
  for (size_t i = 0; i < CRITERION_PART_MAX; i++)
    if (r->file[i] != NO_FILE) open_part(t, &t->files->at[r->file[i]], &run.part[i]);
  criterion_read_run(&run);
  const struct bench_sink *first = NULL;
  for (size_t i = 0; i < CRITERION_PART_MAX; i++) {
    if (r->file[i] == NO_FILE) continue;
    struct bench_file *f = &t->files->at[r->file[i]];
    f->tally = run.part[i].sink.tally;
    f->aside = f->tally.records == 0;
    records += f->tally.records;
    if (first == NULL) first = &run.part[i].sink;
    json_input_close(run.part[i].root);
  }
  if (first && records == 0 && diag_count(t->diags, DIAG_ERROR) == before)
    diag_add(t->diags, DIAG_FILE_EMPTY, bench_sink_pos(first), "this run holds no measurement");
}

void criterion_tree_read(struct bench_table *table, struct diags *d, struct bench_file_vec *files) {
  struct tree t = {.table = table, .diags = d, .files = files};
  sort_into_runs(&t);
  choose(&t);
  VEC_EACH(const struct run, r, &t.runs) {
    if (!r->passed_over && !is_given_twice(&t, r)) {
      read_one(&t, r);
      continue;
    }
    if (r->passed_over) say_passed_over(&t, r);
    for (size_t i = 0; i < CRITERION_PART_MAX; i++)
      if (r->file[i] != NO_FILE) files->at[r->file[i]].aside = true;
  }
}

static bool is_picture_or_page(struct str path) {
  static const struct str ends[] = {{".html", 5}, {".svg", 4}, {".css", 4}, {".js", 3}, {".png", 4}};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (str_ends(path, ends[i])) return true;
  return false;
}

bool criterion_tree_companion(struct str path, struct str *root) {
  struct str name = str_base_name(path);
  *root = str_slice(path, 0, path.n - name.n);
  if (str_eq(name, STR("tukey.json")) || str_eq(name, STR("raw.csv"))) return true;
  if (!is_picture_or_page(name)) return false;
  for (struct str folder = *root; folder.n; folder = str_slice(folder, 0, folder.n - 1 - str_base_name(str_slice(folder, 0, folder.n - 1)).n)) {
    struct str last = str_base_name(str_slice(folder, 0, folder.n - 1));
    if (!str_eq(last, STR("report"))) continue;
    *root = str_slice(folder, 0, folder.n - 1 - last.n);
    return true;
  }
  return false;
}
