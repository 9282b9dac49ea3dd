#include "cli/bench_plan.h"
#include "cli/command.h"
#include "cli/load_waiting.h"
#include "emit/bench_table.h"

/* One of the results, and where its files stand in the list of inputs. */
struct result {
  struct named_path path;
  bool is_labelled;
  size_t from, to;
};

struct bench_run {
  const struct options *o;
  struct arena arena;
  struct diags diags;
  struct load load;
  struct bench_plan plan;
  struct bench_operand_vec operands; /* as many as results, unless the run is plain */
  struct result *results;
  size_t n;
  struct bench_grid grid;
  struct columns columns;
  bool plain;
};

/* ---- names ---- */

/* The length of the folders that all paths begin with. */
static size_t common_folders(const struct bench_run *run) {
  struct str first = str_of(run->results[0].path.path);
  size_t n = first.n;
  for (size_t i = 1; i < run->n; i++) {
    struct str path = str_of(run->results[i].path.path);
    size_t end = 0;
    for (size_t k = 0; k < path.n && k < n && path.p[k] == first.p[k]; k++)
      if (path.p[k] == '/') end = k + 1;
    n = end == path.n || end == first.n ? 0 : end;
  }
  return n;
}

static bool shares_base_name(const struct bench_run *run, size_t i) {
  struct str name = str_base_name(str_of(run->results[i].path.path));
  for (size_t k = 0; k < run->n; k++)
    if (k != i && str_eq(name, str_base_name(str_of(run->results[k].path.path)))) return true;
  return false;
}

/* Columns are named by label, else by file; files of one name also by the folders that differ. */
static void name_results(struct bench_run *run) {
  size_t common = common_folders(run);
  for (size_t i = 0; i < run->n; i++) {
    struct result *r = &run->results[i];
    struct str path = str_of(r->path.path);
    if (r->path.label.n > 0) continue;
    r->path.by_path = true;
    r->path.label = shares_base_name(run, i) ? str_slice(path, common, path.n) : str_base_name(path);
  }
}

/* What is still called the same is numbered. */
static void number_results(struct bench_run *run) {
  struct str *names = ARENA_ARRAY(&run->arena, struct str, run->n);
  for (size_t i = 0; i < run->n; i++) names[i] = run->results[i].path.label;
  for (size_t i = 0; i < run->n; i++) {
    size_t before = 0, alike = 0;
    for (size_t k = 0; k < run->n; k++) {
      alike += str_eq(names[k], names[i]);
      before += k < i && str_eq(names[k], names[i]);
    }
    if (alike == 1) continue;
    run->results[i].path.label = arena_printf(&run->arena, STR_FMT "#%zu", STR_ARG(names[i]), before);
    if (before == 1 && run->results[i].is_labelled)
      diag_add(&run->diags, DIAG_SAME_LABEL, (struct pos){str_of(run->results[i].path.path), 0, 0},
               "two results have the label \"" STR_FMT "\": their columns are numbered", STR_ARG(names[i]));
  }
}

/* ---- reading ---- */

static void load_results(struct bench_run *run) {
  struct load *l = &run->load;
  bench_plan_splits(&run->plan, &l->bench);
  for (size_t i = 0; i < run->n; i++) {
    struct result *r = &run->results[i];
    enum side side = i == 0 ? SIDE_BASE : SIDE_HEAD;
    struct bench_table before = l->bench;
    if (i > 0 && !run->plain) bench_table_follow(&l->bench, &before);
    l->operand = (uint32_t)i;
    r->from = l->list.n;
    load_path(l, side, r->path);
    if (!run->plain) load_read_waiting(l); /* they belong to this result's table, not to the last one's */
    r->to = l->list.n;
    *VEC_PUSH(&run->arena, &run->operands) = (struct bench_operand){l->bench, side, r->path.label};
  }
  /* Every result is asked whether it holds one, when the first does. */
  for (size_t i = 0; i < run->n && !run->plain; i++) {
    const struct bench_operand *o = &run->operands.at[i];
    uint64_t results = o->table.results[o->side], *all = &l->bench.results[o->side];
    if (i < 2 || results < *all) *all = results;
  }
  load_finish(l);
}

static bool same_run(const struct bench_run *run, const struct result *a, const struct result *b) {
  const struct input_vec *list = &run->load.list;
  for (size_t i = a->from; i < a->to; i++) {
    for (size_t k = b->from; k < b->to; k++)
      if (list->at[i].records && strcmp(list->at[i].sha256, list->at[k].sha256) == 0) return true;
  }
  return false;
}

/* ---- columns ---- */

static void add_column(struct bench_run *run, struct str label) {
  *VEC_PUSH(&run->arena, &run->columns.labels) = label;
}

/* Two results as they are: their table has both sides already. */
static void plain_columns(struct bench_run *run) {
  for (size_t i = 0; i < run->n; i++) add_column(run, run->results[i].path.label);
  struct column_pair *p = VEC_PUSH(&run->arena, &run->columns.pairs);
  p->in = run->load.inputs;
  p->inputs = run->load.list;
}

/* The result that is a column; NULL when columns are something else. */
static const struct result *result_of(const struct bench_run *run, const struct bench_column *column) {
  if (run->plan.cols.n != 1 || run->plan.cols.at[0].key.kind != BENCH_KEY_FILE) return NULL;
  for (size_t i = 0; i < run->n; i++)
    if (str_eq(run->results[i].path.label, column->values[0].text)) return &run->results[i];
  return NULL;
}

static void add_inputs(struct bench_run *run, struct input_vec *to, const struct result *of) {
  for (size_t i = of->from; i < of->to; i++) *VEC_PUSH(&run->arena, to) = run->load.list.at[i];
}

static void add_pair(struct bench_run *run, struct bench_pair *pair, size_t head) {
  struct column_pair *p = VEC_PUSH(&run->arena, &run->columns.pairs);
  const struct result *a = result_of(run, &run->grid.columns.at[0]), *b = head ? result_of(run, &run->grid.columns.at[head]) : a;
  p->in = run->load.inputs;
  p->in.bench = &pair->table;
  p->places = pair->places;
  p->in.label[SIDE_BASE] = run->columns.labels.at[0];
  p->in.label[SIDE_HEAD] = head ? run->columns.labels.at[head] : STR("head");
  p->in.has_role[SIDE_BASE] = true;
  p->in.has_role[SIDE_HEAD] = head > 0;
  p->in.same_run = head && a && b && same_run(run, a, b);
  if (a && b && run->n > 2) {
    add_inputs(run, &p->inputs, a);
    if (head) add_inputs(run, &p->inputs, b);
  } else {
    p->inputs = run->load.list;
  }
  if (run->n == 2 && a && b) return;
  /* Profiles and measurements have two sides, not columns. */
  p->in.profiles = (struct profile_vec){0};
  p->in.metrics = (struct metrics){0};
}

/* Makes the grid. A file that contradicts another one there is bad, as when both are read into one table. */
static void make_grid(struct bench_run *run) {
  size_t before = run->diags.list.n;
  bench_grid_make(&run->grid, &run->arena, &run->plan, &run->operands, &run->diags);
  for (size_t i = before; i < run->diags.list.n; i++) {
    VEC_EACH(struct input, in, &run->load.list) in->bad = in->bad || str_eq(in->name, run->diags.list.at[i].pos.file);
    run->load.inputs.bad = true;
  }
}

static void grid_columns(struct bench_run *run) {
  struct columns *c = &run->columns;
  size_t fields = run->plan.cols.n, n;
  make_grid(run);
  n = run->grid.columns.n;
  struct str *heads = ARENA_ARRAY(&run->arena, struct str, n * fields);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < fields; k++) heads[i * fields + k] = run->grid.columns.at[i].values[k].text;
    add_column(run, arena_join(&run->arena, heads + i * fields, fields, STR(" ")));
  }
  c->heads = heads;
  c->heads_n = fields;
  for (size_t i = 0; i < run->grid.pairs.n; i++) add_pair(run, &run->grid.pairs.at[i], n > 1 ? i + 1 : 0);
}

static void bad(struct bench_run *run, enum diag_id id, const char *option, const char *what) {
  diag_add(&run->diags, id, (struct pos){STR_NONE, 0, 0}, "%s: %s", option, what);
  run->load.inputs.bad = true;
  VEC_EACH(struct column_pair, p, &run->columns.pairs) p->in.bad = true;
}

/* Whether there is something to compare that is no benchmark. */
static bool has_profiles(const struct bench_run *run) {
  const struct column_pair_vec *pairs = &run->columns.pairs;
  return pairs->n > 0 && pairs->at[0].in.profiles.n + pairs->at[0].in.metrics.list.n > 0;
}

/* What was asked for, and is not in the results. */
static void check_grid(struct bench_run *run) {
  const struct bench_grid *g = &run->grid;
  size_t rows = 0;
  VEC_EACH(const struct bench_pair, p, &g->pairs) rows += p->table.rows.n;
  if (g->absent.p) bad(run, DIAG_FILTER_EMPTY, g->absent_of, arena_printf(&run->arena, "no result has " STR_FMT, STR_ARG(g->absent)).p);
  if (rows == 0 && g->left_out > 0)
    bad(run, DIAG_FILTER_EMPTY, run->plan.filter ? "--filter" : "--row and --col", "no result is left");
  if (rows == 0 && g->left_out == 0 && !run->load.inputs.bad && !has_profiles(run)) bad(run, DIAG_BENCH_NONE, "bench", "the results hold no benchmark");
  if (rows > 0 && run->n > 1 && run->columns.labels.n == 1)
    bad(run, DIAG_FILTER_EMPTY, "--col", "all results stand in one column, so that nothing is compared");
  if (g->too_many) bad(run, DIAG_TOO_LARGE, "--col", "more than 64 columns: the rest is not shown");
  if (run->columns.labels.n < 2 && (run->columns.sort == COLUMN_SORT_DELTA || run->columns.sort == COLUMN_SORT_P))
    diag_add(&run->diags, DIAG_SETTING_UNUSED, (struct pos){STR_NONE, 0, 0},
             "--sort: delta and p are those of a comparison, and there is none: rows stand as they come");
  if (run->plan.filter && bench_filter_limited(run->plan.filter)) /* what it hid may be what got worse */
    bad(run, DIAG_PARSER_LIMIT, "--filter", "matching took too long on some values, which count as not matching");
  bool profiles = run->load.inputs.profiles.n > 0 || run->load.inputs.metrics.list.n > 0;
  if (profiles && run->columns.pairs.n && !has_profiles(run))
    diag_add(&run->diags, DIAG_ROLE_UNREAD, (struct pos){STR_NONE, 0, 0}, "profiles and measurements are compared between two results, each a column; here they are not");
}

/* ---- output ---- */

static void put_table(struct buf *out, const struct bench_run *run) {
  const struct options *o = run->o;
  const struct columns *c = &run->columns;
  const char *format = o->given[OPT_FORMAT] ? o->value[OPT_FORMAT] : "text";
  if (strcmp(format, "csv") == 0) {
    emit_bench_csv(out, c);
  } else if (strcmp(format, "json") == 0) {
    emit_bench_json(out, c);
  } else if (strcmp(format, "md") == 0) {
    emit_bench_md(out, c);
    if (!o->given[OPT_QUIET]) emit_bench_md_verdict(out, c);
  } else {
    bool to_stdout = !o->given[OPT_OUTPUT] || strcmp(o->value[OPT_OUTPUT], "-") == 0;
    emit_bench_text(out, c, to_stdout && colour_wanted());
    if (!o->given[OPT_QUIET]) emit_bench_verdict(out, c);
  }
}

static int write_table(const struct bench_run *run) {
  struct buf out = BUF_INIT;
  put_table(&out, run);
  const char *path = run->o->given[OPT_OUTPUT] ? run->o->value[OPT_OUTPUT] : "-";
  int status = load_would_overwrite(&run->load, path) ? STATUS_USAGE : write_output(path, buf_view(&out));
  buf_free(&out);
  return status == STATUS_OK ? run->columns.exit_status : status;
}

static int compare(struct bench_run *run) {
  name_results(run);
  number_results(run);
  load_results(run);
  if (run->plain) plain_columns(run);
  else grid_columns(run);
  if (run->plain) {
    run->columns.heads = run->columns.labels.at;
    run->columns.heads_n = 1;
  } else {
    check_grid(run);
  }
  /* By a key that is not there all results would be one, and their table and verdict those of a question nobody asked. */
  bool askew = !run->plain && run->grid.absent.p;
  if (!askew) columns_judge(&run->columns, &run->arena, &run->diags, &run->o->judge);
  diag_finish(&run->diags);
  print_diags(&run->diags, run->o);
  return askew ? STATUS_INPUT : write_table(run);
}

int cmd_bench(const struct options *o) {
  struct bench_run run = {.o = o, .n = o->operands.n, .plain = bench_plan_is_plain(o)};
  int status = STATUS_USAGE;
  diag_init(&run.diags, &run.arena);
  load_init(&run.load, &run.arena, &run.diags, o);
  run.results = ARENA_ARRAY(&run.arena, struct result, run.n);
  for (size_t i = 0; i < run.n; i++) {
    run.results[i].path = options_named_path(o->operands.at[i].p);
    run.results[i].is_labelled = run.results[i].path.label.n > 0;
  }
  if (bench_plan_read(&run.arena, o, &run.plan, &run.columns)) status = compare(&run);
  bench_plan_free(&run.plan);
  arena_free(&run.arena);
  return status;
}
