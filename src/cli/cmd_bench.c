#include "analysis/evaluate.h"
#include "cli/command.h"
#include "cli/load.h"
#include "emit/bench_table.h"
#include "emit/json.h"

static void put_table(struct buf *out, const struct report *r, const struct options *o) {
  const char *format = o->given[OPT_FORMAT] ? o->value[OPT_FORMAT] : "text";
  bool to_terminal = !o->given[OPT_OUTPUT] && colour_wanted();
  if (strcmp(format, "csv") == 0) emit_bench_csv(out, r);
  else if (strcmp(format, "json") == 0) emit_json_benches(out, r);
  else emit_bench_text(out, r, to_terminal);
}

int cmd_bench(const struct options *o) {
  struct arena arena = ARENA_INIT;
  struct diags diags;
  struct load load;
  struct report report = {0};
  struct buf out = BUF_INIT;
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  for (int side = SIDE_BASE; side < SIDE_MAX; side++) {
    const char *path = o->operands.at[side].p;
    load_path(&load, (enum side)side, (struct named_path){str_base_name(str_of(path)), path});
  }
  load_finish(&load);
  report.input_list = load.list;
  evaluate(&report, &arena, &diags, &load.inputs, &o->judge);
  diag_finish(&diags);
  diag_print(&diags, stderr);
  put_table(&out, &report, o);
  int status = write_output(o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "-", buf_view(&out));
  if (status == STATUS_OK) status = report.exit_status;
  buf_free(&out);
  arena_free(&arena);
  return status;
}
