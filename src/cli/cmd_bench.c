#include "analysis/evaluate.h"
#include "cli/command.h"
#include "cli/load.h"
#include "emit/bench_table.h"
#include "emit/json.h"

/* The length of the folders that both paths begin with. */
static size_t common_folders(struct str a, struct str b) {
  size_t n = 0;
  for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
    if (a.p[i] == '/') n = i + 1;
  return n == a.n || n == b.n ? 0 : n;
}

/* Columns are named by label, else by file; files of one name also by the folders that differ. */
static void name_sides(const struct options *o, struct named_path *sides) {
  for (int side = SIDE_BASE; side < SIDE_MAX; side++) sides[side] = options_named_path(o->operands.at[side].p);
  struct str old = str_of(sides[SIDE_BASE].path), new = str_of(sides[SIDE_HEAD].path);
  bool same_name = str_eq(str_base_name(old), str_base_name(new));
  size_t common = common_folders(old, new);
  for (int side = SIDE_BASE; side < SIDE_MAX; side++) {
    struct str path = str_of(sides[side].path);
    if (sides[side].label.n > 0) continue;
    sides[side].by_path = true;
    sides[side].label = same_name ? str_slice(path, common, path.n) : str_base_name(path);
  }
}

static void put_table(struct buf *out, const struct report *r, const struct options *o) {
  const char *format = o->given[OPT_FORMAT] ? o->value[OPT_FORMAT] : "text";
  if (strcmp(format, "csv") == 0) {
    emit_bench_csv(out, r);
  } else if (strcmp(format, "json") == 0) {
    emit_json(out, r, 0);
  } else {
    bool to_stdout = !o->given[OPT_OUTPUT] || strcmp(o->value[OPT_OUTPUT], "-") == 0;
    emit_bench_text(out, r, to_stdout && colour_wanted());
    if (!o->given[OPT_QUIET]) emit_bench_verdict(out, r);
  }
}

int cmd_bench(const struct options *o) {
  struct arena arena = ARENA_INIT;
  struct diags diags;
  struct load load;
  struct report report = {0};
  struct named_path sides[SIDE_MAX];
  struct buf out = BUF_INIT;
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  name_sides(o, sides);
  for (int side = SIDE_BASE; side < SIDE_MAX; side++) load_path(&load, (enum side)side, sides[side]);
  load_finish(&load);
  report.input_list = load.list;
  evaluate(&report, &arena, &diags, &load.inputs, &o->judge);
  diag_finish(&diags);
  print_diags(&diags, o);
  put_table(&out, &report, o);
  const char *path = o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "-";
  int status = load_would_overwrite(&load, path) ? STATUS_USAGE : write_output(path, buf_view(&out));
  if (status == STATUS_OK) status = report.exit_status;
  buf_free(&out);
  arena_free(&arena);
  return status;
}
