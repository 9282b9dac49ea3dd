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
  r->title = str_of(o->value[OPT_TITLE]);
}

static void print_summary(const struct report *r, const char *page) {
  struct buf b = BUF_INIT;
  emit_summary(&b, r);
  if (page) buf_printf(&b, "%s\n", page);
  fwrite(b.p, 1, b.n, stdout);
  buf_free(&b);
}

static void render(struct arena *a, const struct report *r, const struct options *o, const char *templates, struct buf *page) {
  struct view_options view = {.templates = templates, .min_width = drawn_share(o), .max_frames = o->max_frames};
  view.reverse = o->given[OPT_REVERSE];
  view.inverted = o->given[OPT_INVERTED];
  view.negate = o->given[OPT_NEGATE];
  view.no_normalize = o->given[OPT_NO_NORMALIZE];
  view.change_of_self = o->given[OPT_CHANGE] && strcmp(o->value[OPT_CHANGE], "self") == 0;
  if (o->given[OPT_COLORS]) (void)flame_colours_named(str_of(o->value[OPT_COLORS]), &view.colours);
  view_page(a, r, &view, page);
}

/* The templates to draw with. What is wrong with those given comes out when they are used, and that must be before diagnostics
 * are printed and listed on the page; then the built-in ones stand in for all of them, and the run cannot end well. */
static const char *usable_templates(struct report *r, const struct options *o) {
  const char *given = o->value[OPT_TEMPLATES];
  if (given == NULL || o->given[OPT_NO_PAGE]) return NULL;
  size_t before = diag_count(r->diags, DIAG_ERROR);
  struct buf trial = BUF_INIT;
  render(r->arena, r, o, given, &trial); /* diagnostics name files in that arena */
  buf_free(&trial);
  if (diag_count(r->diags, DIAG_ERROR) == before) return given;
  if (r->exit_status == STATUS_OK) r->exit_status = STATUS_INPUT;
  return NULL;
}

static int write_page(const struct report *r, const struct options *o, const char *templates, const char *path) {
  struct arena scratch = ARENA_INIT;
  struct buf page = BUF_INIT;
  render(&scratch, r, o, templates, &page);
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

static int write_all(const struct report *r, const struct options *o, const char *templates) {
  const char *page = o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "report.html";
  bool page_on_stdout = strcmp(page, "-") == 0;
  if (o->given[OPT_JSON] && write_json(r, o) != STATUS_OK) return STATUS_SYSTEM;
  if (!o->given[OPT_NO_PAGE] && write_page(r, o, templates, page) != STATUS_OK) return STATUS_SYSTEM;
  bool json_on_stdout = o->given[OPT_JSON] && strcmp(o->value[OPT_JSON], "-") == 0;
  if (!o->given[OPT_QUIET] && !page_on_stdout && !json_on_stdout) print_summary(r, o->given[OPT_NO_PAGE] ? NULL : page);
  return STATUS_OK;
}

static bool would_overwrite(const struct load *l, const struct options *o) {
  const char *page = o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "report.html";
  return (!o->given[OPT_NO_PAGE] && load_would_overwrite(l, page)) || (o->given[OPT_JSON] && load_would_overwrite(l, o->value[OPT_JSON]));
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
  const char *templates = usable_templates(&report, o);
  diag_finish(&diags);
  print_diags(&diags, o);
  int status = would_overwrite(&load, o) ? STATUS_USAGE : write_all(&report, o, templates);
  if (status == STATUS_OK) status = report.exit_status;
  arena_free(&arena);
  return status;
}
