#include "base/source_sink.h"
#include "cli/command.h"
#include "cli/load.h"
#include "cli/refine.h"
#include "emit/folded_text.h"

#include <errno.h>

static void to_sink(void *sink, struct str bytes) {
  source_sink_put(sink, bytes);
}

/* Whatever else was given would be missing from the sum in silence. */
static void refuse_others(struct load *l) {
  VEC_EACH(const struct input, in, &l->list) {
    if (in->bad || input_kind_class(in->kind) == CLASS_PROFILE) continue;
    bool known = in->kind != INPUT_UNKNOWN;
    diag_add(l->diags, DIAG_FILE_EMPTY, (struct pos){in->name, 0, 0}, "holds no profile%s%s", known ? ": read as " : "",
             known ? input_kind_words(in->kind) : "");
    l->inputs.bad = true;
  }
}

static bool has_file(const struct profile *p, struct str file) {
  VEC_EACH(const struct str, it, &p->files[SIDE_HEAD]) {
    if (str_eq(*it, file)) return true;
  }
  return false;
}

static bool is_unknown(const struct profile *p) {
  return !p->typed && str_eq(p->unit, STR("unknown"));
}

/* What counts something else cannot be added to it. Other sample types of the same files are left out by choice. */
static const struct profile *summed(struct load *l) {
  const struct profile *first = NULL;
  VEC_EACH(const struct profile, p, &l->inputs.profiles) {
    if (p->tree.events[SIDE_BASE] + p->tree.events[SIDE_HEAD] == 0) continue; /* it was said that the file holds none */
    if (first == NULL) {
      first = p;
      continue;
    }
    struct str file = p->files[SIDE_HEAD].n ? p->files[SIDE_HEAD].at[0] : STR_NONE;
    bool chosen = has_file(first, file), unknown = is_unknown(p) || is_unknown(first);
    diag_add(l->diags, chosen ? DIAG_PROFILE_CHOICE : DIAG_PROFILE_ALONE, (struct pos){file, 0, 0},
             "\"" STR_FMT "\" (" STR_FMT ") cannot be added to \"" STR_FMT "\" (" STR_FMT "), and is left out%s", STR_ARG(p->key), STR_ARG(p->unit),
             STR_ARG(first->key), STR_ARG(first->unit), chosen ? "; --sample-type chooses" : unknown ? "; --count-name says what stacks count" : "");
    l->inputs.bad = l->inputs.bad || !chosen;
  }
  return first && refine_has_left(first) ? first : NULL;
}

/* The comment that folded_read takes a unit from: one line, whatever a profile calls it. */
static void put_unit(struct source_sink *sink, struct str unit) {
  struct str piece;
  source_sink_put(sink, STR("# unit:"));
  while (str_cut(&unit, '\n', &piece)) {
    source_sink_put(sink, STR(" "));
    source_sink_put(sink, piece);
  }
  source_sink_put(sink, STR("\n"));
}

static int write_folded(const struct profile *p, const char *path) {
  struct source_sink sink;
  source_sink_open(&sink, path);
  if (p->unit_said || (p->typed && !str_eq(p->unit, STR("unknown")))) put_unit(&sink, p->unit);
  emit_folded(profile_drawn(p), p->has[SIDE_BASE], to_sink, &sink);
  int error = source_sink_close(&sink, true);
  if (error == 0) return STATUS_OK;
  fprintf(stderr, "perfpage: %s: cannot be written: %s\n", path, strerror(error));
  return STATUS_SYSTEM;
}

int cmd_fold(const struct options *o) {
  struct arena arena = ARENA_INIT;
  struct diags diags;
  struct load load;
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  VEC_EACH(const struct str, path, &o->operands) load_path(&load, SIDE_HEAD, (struct named_path){.path = path->p});
  load_finish(&load);
  refuse_others(&load);
  const struct profile *p = summed(&load);
  diag_finish(&diags);
  print_diags(&diags, o);
  int status = STATUS_INPUT;
  if (p) {
    const char *path = o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "-";
    status = load_would_overwrite(&load, path) ? STATUS_USAGE : write_folded(p, path);
    if (status == STATUS_OK && load.inputs.bad) status = STATUS_INPUT;
  }
  arena_free(&arena);
  return status;
}
