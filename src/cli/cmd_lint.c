#include "base/source.h"
#include "cli/command.h"
#include "cli/load.h"
#include "emit/json.h"
#include "model/benchrule.h"
#include "read/perfdoc.h"

/* --verbose: what each kind of declaration came to, and the sections nobody evaluates. */
static void say_taken(struct diags *d, struct str file, const struct perfdoc *doc) {
  struct taken {
    const char *what;
    size_t n;
  } taken[] = {{"objectives", doc->slos.n},         {"components", doc->components.n}, {"route budgets", doc->routes.n},
               {"benchmark rules", doc->rules.n},   {"canary stages", doc->canary.n},  {"hotspots", doc->hotspots.n},
               {"anti-patterns", doc->antis.n},     {"tuning entries", doc->tuning.n}, {"runbooks", doc->runbooks.n},
               {"waivers", doc->waivers.n}};
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
    buf_printf(&b, "%s%lu %s", i ? ", " : "", (unsigned long)taken[i].n, taken[i].what);
  diag_add(d, DIAG_TAKEN, (struct pos){file, 0, 0}, STR_FMT, STR_ARG(buf_view(&b)));
  buf_free(&b);
  for (const struct block *at = doc->root ? doc->root->first : NULL; at; at = at->next) {
    if (at->kind == BLOCK_HEADING && (at->section == SECTION_NONE || at->section == SECTION_IGNORED))
      diag_add(d, DIAG_TEXT_IGNORED, at->pos, "text only: nothing below this heading is evaluated");
  }
}

/* Reads one document. False when it could not be read at all. */
static bool lint_file(struct arena *a, struct diags *d, const struct options *o, const char *path,
                      const struct bench_table *bench) {
  struct source source;
  struct perfdoc doc = {0};
  if (!source_load(a, d, path, str_of(path), &source)) return false;
  perfdoc_read(a, d, &source, &doc);
  if (o->given[OPT_COMPLETE]) perfdoc_lint_complete(d, &doc);
  if (bench) bench_rule_lint(d, &doc, bench);
  if (o->given[OPT_VERBOSE]) say_taken(d, source.name, &doc);
  return source.whole;
}

static int print_found(struct diags *d, const struct options *o) {
  if (!o->given[OPT_FORMAT] || strcmp(o->value[OPT_FORMAT], "text") == 0) {
    diag_print(d, stdout);
    return STATUS_OK;
  }
  struct buf json = BUF_INIT;
  emit_json_diagnostics(&json, d);
  int status = write_output("-", buf_view(&json));
  buf_free(&json);
  return status;
}

int cmd_lint(const struct options *o) {
  struct arena arena = ARENA_INIT;
  struct diags diags;
  struct load load;
  bool readable = true, with_head = o->side[SIDE_HEAD].n > 0;
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  VEC_EACH(const struct named_path, head, &o->side[SIDE_HEAD]) load_path(&load, SIDE_HEAD, *head);
  load_finish(&load);
  VEC_EACH(const struct str, path, &o->operands)
    readable = lint_file(&arena, &diags, o, path->p, with_head ? &load.bench : NULL) && readable;
  diag_finish(&diags);
  int status = print_found(&diags, o);
  if (status == STATUS_OK && diag_worst(&diags) == DIAG_ERROR) status = STATUS_FAIL;
  if (status != STATUS_SYSTEM && (!readable || load.inputs.bad)) status = STATUS_INPUT;
  arena_free(&arena);
  return status;
}
