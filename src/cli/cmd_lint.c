#include "base/source.h"
#include "cli/command.h"
#include "cli/load.h"
#include "emit/json.h"
#include "model/benchrule.h"
#include "read/perfdoc.h"

/* Declarations of one kind: their structs begin with struct decl. */
struct declared {
  const char *one, *many;
  const void *at;
  size_t n, size;
};

static size_t count_between(const struct declared *d, uint32_t from, uint32_t to) {
  size_t n = 0;
  for (size_t i = 0; i < d->n; i++) {
    const struct decl *decl = (const struct decl *)(const void *)((const char *)d->at + i * d->size);
    n += decl->pos.line >= from && decl->pos.line < to;
  }
  return n;
}

#define DECLARED(one, many, vec) {one, many, (vec).at, (vec).n, sizeof *(vec).at}

/* What stands between two lines: "3 objectives, 1 waiver", or nothing. */
static void put_taken(struct buf *b, const struct perfdoc *doc, uint32_t from, uint32_t to) {
  const struct declared kinds[] = {DECLARED("objective", "objectives", doc->slos),
                                   DECLARED("component", "components", doc->components),
                                   DECLARED("route budget", "route budgets", doc->routes),
                                   DECLARED("benchmark rule", "benchmark rules", doc->rules),
                                   DECLARED("canary stage", "canary stages", doc->canary),
                                   DECLARED("PGO rule", "PGO rules", doc->pgo),
                                   DECLARED("hotspot", "hotspots", doc->hotspots),
                                   DECLARED("anti-pattern", "anti-patterns", doc->antis),
                                   DECLARED("tuning entry", "tuning entries", doc->tuning),
                                   DECLARED("runbook", "runbooks", doc->runbooks),
                                   DECLARED("waiver", "waivers", doc->waivers),
                                   {"profile gate", "profile gates", &doc->profile_gate, 1, sizeof doc->profile_gate}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t n = count_between(&kinds[i], from, to);
    if (n) buf_printf(b, "%s%lu %s", b->n ? ", " : "", (unsigned long)n, n == 1 ? kinds[i].one : kinds[i].many);
  }
}

static const struct block *next_heading(const struct block *at) {
  while (at && at->kind != BLOCK_HEADING) at = at->next;
  return at;
}

/* --verbose: what was taken from below each heading, and what was read as text. */
static void say_taken(struct diags *d, const struct perfdoc *doc) {
  struct buf b = BUF_INIT;
  for (const struct block *at = next_heading(doc->root ? doc->root->first : NULL), *next; at; at = next) {
    next = next_heading(at->next);
    bool is_title = at->level == 1 && at == next_heading(doc->root->first);
    bool evaluated = at->section != SECTION_NONE && at->section != SECTION_IGNORED;
    buf_clear(&b);
    put_taken(&b, doc, at->pos.line, next ? next->pos.line : UINT32_MAX);
    if (is_title && !evaluated && doc->service.n)
      diag_add(d, DIAG_TAKEN, at->pos, "the service is \"" STR_FMT "\"", STR_ARG(doc->service));
    else if (evaluated || b.n)
      diag_add(d, DIAG_TAKEN, at->pos, "section %s%s" STR_FMT, section_name(at->section), b.n ? ": " : "", STR_ARG(buf_view(&b)));
    else diag_add(d, DIAG_TEXT_IGNORED, at->pos, "text only: nothing below this heading is evaluated");
  }
  VEC_EACH(const struct decl, it, &doc->text_only) diag_add(d, DIAG_TEXT_IGNORED, it->pos, "read as text: it declares nothing");
  buf_free(&b);
}

struct found {
  bool errors;     /* in a document that could be read */
  bool unreadable; /* a document, or an input of head */
};

static void lint_file(struct arena *a, struct diags *d, const struct options *o, struct str path, const struct bench_table *head,
                      struct found *found) {
  struct source source;
  struct perfdoc doc = {0};
  if (!source_load(a, d, path.p, path, &source) || !load_is_document(d, &source)) {
    found->unreadable = true;
    return;
  }
  size_t before = diag_count(d, DIAG_ERROR);
  perfdoc_read(a, d, &source, &doc);
  if (o->given[OPT_COMPLETE]) perfdoc_lint_complete(d, &doc);
  if (head) bench_rule_lint(d, &doc, head);
  if (o->given[OPT_VERBOSE]) say_taken(d, &doc);
  found->errors = found->errors || diag_count(d, DIAG_ERROR) > before;
  found->unreadable = found->unreadable || !source.whole;
}

static int print_found(const struct diags *d, const struct options *o) {
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
  struct found found = {false, false};
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  VEC_EACH(const struct named_path, head, &o->side[SIDE_HEAD]) load_path(&load, SIDE_HEAD, *head);
  load_finish(&load);
  found.unreadable = load.inputs.bad;
  /* Without a result every rule would be unmatched, which says nothing of the rules. */
  const struct bench_table *head = load.bench.results[SIDE_HEAD] ? &load.bench : NULL;
  VEC_EACH(const struct str, path, &o->operands) lint_file(&arena, &diags, o, *path, head, &found);
  diag_finish(&diags);
  struct diags shown = diag_at_least(&diags, o->given[OPT_QUIET] ? DIAG_ERROR : DIAG_NOTE);
  int status = print_found(&shown, o);
  if (status == STATUS_OK) status = found.errors ? STATUS_FAIL : found.unreadable ? STATUS_INPUT : STATUS_OK;
  arena_free(&arena);
  return status;
}
