#include "analysis/evaluate.h"
#include "cli/command.h"
#include "cli/load.h"
#include "emit/json.h"
#include "emit/summary.h"
#include "view/flame_svg.h"
#include "view/page.h"

static struct str or_else(const char *given, struct str other) {
  return given ? str_of(given) : other;
}

static void name_report(struct report *r, const struct options *o, const struct perfdoc *doc) {
  r->service = or_else(o->value[OPT_SERVICE], doc->service);
  struct str title = r->service.n ? arena_printf(r->arena, STR_FMT ": performance report", STR_ARG(r->service))
                                  : STR("Performance report");
  r->title = or_else(o->value[OPT_TITLE], title);
}

static void print_summary(const struct report *r, const char *page) {
  struct buf b = BUF_INIT;
  emit_summary(&b, r);
  if (page) buf_printf(&b, "%s\n", page);
  fwrite(b.p, 1, b.n, stdout);
  buf_free(&b);
}

static int write_page(const struct report *r, const struct options *o, const char *path) {
  struct view_options view = {.templates = o->value[OPT_TEMPLATES], .min_width = o->min_width, .max_frames = o->max_frames};
  struct arena scratch = ARENA_INIT;
  struct buf page = BUF_INIT;
  view_page(&scratch, r, &view, &page);
  int status = write_output(path, buf_view(&page));
  buf_free(&page);
  arena_free(&scratch);
  return status;
}

static int write_json(const struct report *r, const struct options *o) {
  struct buf json = BUF_INIT;
  emit_json(&json, r, o->given[OPT_MIN_WIDTH] ? o->min_width : FLAME_MIN_SHARE);
  int status = write_output(o->value[OPT_JSON], buf_view(&json));
  buf_free(&json);
  return status;
}

static int write_all(const struct report *r, const struct options *o) {
  const char *page = o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "report.html";
  bool page_on_stdout = strcmp(page, "-") == 0;
  if (o->given[OPT_JSON] && write_json(r, o) != STATUS_OK) return STATUS_SYSTEM;
  if (!o->given[OPT_NO_PAGE] && write_page(r, o, page) != STATUS_OK) return STATUS_SYSTEM;
  bool json_on_stdout = o->given[OPT_JSON] && strcmp(o->value[OPT_JSON], "-") == 0;
  if (!o->given[OPT_QUIET] && !page_on_stdout && !json_on_stdout) print_summary(r, o->given[OPT_NO_PAGE] ? NULL : page);
  return STATUS_OK;
}

int cmd_report(const struct options *o) {
  struct arena arena = ARENA_INIT;
  struct diags diags;
  struct load load;
  struct report report = {0};
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  load_report(&load);
  report.input_list = load.list;
  evaluate(&report, &arena, &diags, &load.inputs, &o->judge);
  name_report(&report, o, &load.doc);
  diag_finish(&diags);
  print_diags(&diags, o);
  int status = write_all(&report, o);
  if (status == STATUS_OK) status = report.exit_status;
  arena_free(&arena);
  return status;
}
