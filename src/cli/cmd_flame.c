#include "cli/command.h"
#include "cli/load.h"
#include "emit/flame_tsv.h"
#include "view/flame_svg.h"

static struct flame_options drawing_of(const struct options *o) {
  struct flame_options f = {.min_width = o->given[OPT_MIN_WIDTH] && o->min_width <= 0 ? -1 : o->min_width,
                            .max_frames = o->max_frames,
                            .width = o->width,
                            .title = str_of(o->value[OPT_TITLE]),
                            .count_name = str_of(o->value[OPT_COUNT_NAME]),
                            .reverse = o->given[OPT_REVERSE],
                            .inverted = o->given[OPT_INVERTED],
                            .negate = o->given[OPT_NEGATE],
                            .no_normalize = o->given[OPT_NO_NORMALIZE]};
  if (o->given[OPT_COLORS])
    f.colours = strcmp(o->value[OPT_COLORS], "owner") == 0 ? FLAME_COLOURS_OWNER : FLAME_COLOURS_CHANGE;
  return f;
}

static void draw(struct arena *a, const struct profile *p, const struct options *o, struct buf *out) {
  if (o->given[OPT_FORMAT] && strcmp(o->value[OPT_FORMAT], "tsv") == 0) {
    struct profile listed = *p;
    if (o->given[OPT_REVERSE]) calltree_reverse(&p->tree, &listed.tree, a);
    emit_flame_tsv(out, &listed, o->min_width);
    return;
  }
  struct flame_options f = drawing_of(o);
  struct out svg;
  out_init(&svg, OUT_XML);
  flame_write_alone(&svg, a, p, &f);
  buf_str(out, out_finish(&svg));
  out_free(&svg);
}

/* The profile to draw: the first of the operand's. Several kinds in one call would need a choice nobody made. */
static const struct profile *chosen(const struct load *l) {
  const struct profile_vec *all = &l->inputs.profiles;
  if (all->n > 1)
    fprintf(stderr, "perfpage: warning: %lu profiles were read; drawing the first, %.*s\n", (unsigned long)all->n,
            STR_ARG(all->at[0].key));
  return all->n ? &all->at[0] : NULL;
}

int cmd_flame(const struct options *o) {
  struct arena arena = ARENA_INIT;
  struct diags diags;
  struct load load;
  struct buf out = BUF_INIT;
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  load_path(&load, SIDE_HEAD, (struct named_path){STR_NONE, o->operands.at[0].p});
  VEC_EACH(const struct named_path, base, &o->side[SIDE_BASE]) load_path(&load, SIDE_BASE, *base);
  load_finish(&load);
  diag_finish(&diags);
  print_diags(&diags, o);
  const struct profile *p = chosen(&load);
  int status = STATUS_INPUT;
  if (p) {
    draw(&arena, p, o, &out);
    status = write_output(o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "-", buf_view(&out));
    if (status == STATUS_OK && load.inputs.bad) status = STATUS_INPUT;
  } else if (diags.list.n == 0) {
    fprintf(stderr, "perfpage: %s: holds no profile\n", o->operands.at[0].p);
  }
  buf_free(&out);
  arena_free(&arena);
  return status;
}
