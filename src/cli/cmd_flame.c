#include "base/source.h"
#include "cli/command.h"
#include "cli/load.h"
#include "cli/refine.h"
#include "emit/flame_tsv.h"
#include "view/flame_svg.h"

static struct flame_options drawing_of(const struct options *o) {
  struct flame_options f = {.min_width = drawn_share(o),
                            .max_frames = o->max_frames,
                            .width = o->width,
                            .title = str_of(o->value[OPT_TITLE]),
                            .count_name = str_of(o->value[OPT_COUNT_NAME]),
                            .reverse = o->given[OPT_REVERSE],
                            .inverted = o->given[OPT_INVERTED],
                            .by_self = o->given[OPT_CHANGE] && strcmp(o->value[OPT_CHANGE], "self") == 0,
                            .negate = o->given[OPT_NEGATE],
                            .no_normalize = o->given[OPT_NO_NORMALIZE]};
  if (o->given[OPT_COLORS]) (void)flame_colours_named(str_of(o->value[OPT_COLORS]), &f.colours);
  return f;
}

static void draw(struct arena *a, const struct profile *p, const struct options *o, struct buf *out) {
  if (o->given[OPT_FORMAT] && strcmp(o->value[OPT_FORMAT], "tsv") == 0) {
    struct profile listed = *p;
    listed.tree = *profile_drawn(p);
    if (o->given[OPT_REVERSE]) calltree_reverse(profile_drawn(p), &listed.tree, a);
    emit_flame_tsv(out, &listed, o->min_width);
    return;
  }
  struct flame_options f = drawing_of(o);
  if (f.title.n == 0 && str_eq(p->key, STR("-"))) f.title = STR("standard input");
  struct out svg;
  out_init(&svg, OUT_XML);
  flame_write_alone(&svg, a, p, &f);
  *out = out_take(&svg);
  out_free(&svg);
}

/* "\"alloc\", \"cpu\" and 3 more": the profiles of a side. */
static struct str listed(struct arena *a, const struct inputs *in, enum side side) {
  enum { NAMED = 4 };
  struct buf b = BUF_INIT;
  size_t n = 0;
  VEC_EACH(const struct profile, p, &in->profiles) {
    if (!p->has[side] || n++ >= NAMED) continue;
    buf_printf(&b, "%s\"" STR_FMT "\"", n > 1 ? ", " : "", STR_ARG(p->key));
  }
  if (n > NAMED) buf_printf(&b, " and %zu more", n - NAMED);
  return buf_take(&b, a);
}

/* What helps when the sides count different things because one does not say what. */
static const char *other_counts(const struct load *l, const struct profile *drawn) {
  bool unknown = !drawn->typed, same = false;
  VEC_EACH(const struct profile, p, &l->inputs.profiles) {
    if (!p->has[SIDE_BASE]) continue;
    unknown = unknown || !p->typed;
    same = same || str_eq(p->unit, drawn->unit);
  }
  return unknown && !same ? "; they count different things, and --count-name says what stacks count" : "";
}

/* The first profile of FILE's is drawn; one that the filters leave something of goes before one that they empty, and one that
 * --base has something for before one it has not. */
static int rank_of(const struct profile *p, bool base_wanted) {
  return 2 * refine_has_left(p) + (base_wanted && p->has[SIDE_BASE]);
}

/* Unless it was said already why: then it was no profile that was asked for or could be read. */
static void say_none(struct load *l, struct pos pos) {
  const struct input *of = NULL;
  bool told = l->types.met.n < l->types.wanted.n;
  VEC_EACH(const struct input, in, &l->list) {
    if (in->role != ROLE_HEAD) continue;
    told = told || in->bad;
    of = in;
  }
  if (told) return;
  bool known = of && of->kind != INPUT_UNKNOWN && source_stat(l->options->operands.at[0].p) != SOURCE_DIR;
  diag_add(l->diags, DIAG_FILE_EMPTY, pos, "holds no profile%s%s", known ? ": read as " : "", known ? input_kind_words(of->kind) : "");
}

static const struct profile *chosen(struct load *l) {
  const struct options *o = l->options;
  const struct profile *drawn = NULL, *first = NULL;
  struct pos pos = {o->operands.at[0], 0, 0};
  bool base_wanted = o->side[SIDE_BASE].n > 0;
  size_t n = 0;
  VEC_EACH(const struct profile, p, &l->inputs.profiles) {
    if (!p->has[SIDE_HEAD]) continue;
    if (n++ == 0) first = p;
    if (drawn == NULL || rank_of(p, base_wanted) > rank_of(drawn, base_wanted)) drawn = p;
  }
  if (drawn == NULL) {
    say_none(l, pos);
    return NULL;
  }
  if (n > 1) {
    struct str names = listed(l->arena, &l->inputs, SIDE_HEAD);
    diag_add(l->diags, DIAG_PROFILE_CHOICE, pos, "%zu profiles were read (" STR_FMT "); drawing %s\"" STR_FMT "\"%s", n, STR_ARG(names),
             drawn == first ? "the first, " : "", STR_ARG(drawn->key), drawn->typed ? "; --sample-type chooses" : "");
  }
  if (base_wanted && !drawn->has[SIDE_BASE]) {
    struct str names = listed(l->arena, &l->inputs, SIDE_BASE);
    diag_add(l->diags, DIAG_PROFILE_ALONE, pos, "no profile of --base%s" STR_FMT "%s goes with \"" STR_FMT "\": drawn without a base%s",
             names.n ? " (" : "", STR_ARG(names), names.n ? ")" : "", STR_ARG(drawn->key), names.n ? other_counts(l, drawn) : "");
    l->inputs.bad = true;
  }
  return refine_has_left(drawn) ? drawn : NULL; /* then it was said that nothing is left */
}

/* A picture says it itself, a list has no place for it. */
static void tell_cut(struct load *l, const struct profile *p) {
  uint32_t cut = l->options->given[OPT_REVERSE] ? calltree_reverse_depth(profile_drawn(p)) : 0;
  if (cut > 0)
    diag_add(l->diags, DIAG_STACKS_CUT, (struct pos){l->options->operands.at[0], 0, 0},
             "so many deep stacks are not turned round whole: they are cut at %u frames from their leaf", (unsigned)cut);
}

int cmd_flame(const struct options *o) {
  struct arena arena = ARENA_INIT;
  struct diags diags;
  struct load load;
  struct buf out = BUF_INIT;
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  load_path(&load, SIDE_HEAD, (struct named_path){.path = o->operands.at[0].p});
  VEC_EACH(const struct named_path, base, &o->side[SIDE_BASE]) load_path(&load, SIDE_BASE, *base);
  load_finish(&load);
  const struct profile *p = chosen(&load);
  if (p) tell_cut(&load, p);
  diag_finish(&diags);
  print_diags(&diags, o);
  int status = STATUS_INPUT;
  if (p) {
    draw(&arena, p, o, &out);
    const char *path = o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "-";
    status = load_would_overwrite(&load, path) ? STATUS_USAGE : write_output(path, buf_view(&out));
    if (status == STATUS_OK && load.inputs.bad) status = STATUS_INPUT;
  }
  buf_free(&out);
  arena_free(&arena);
  return status;
}
