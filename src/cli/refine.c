#include "cli/refine.h"

#include "base/demangle.h"

static bool has_samples(const struct calltree *t) {
  return calltree_total(t, SIDE_BASE) > 0 || calltree_total(t, SIDE_HEAD) > 0;
}

bool refine_has_left(const struct profile *p) {
  return p->drawn == NULL || has_samples(p->drawn) || !has_samples(&p->tree);
}

static struct pos pos_of(const struct profile *p) {
  enum side s = p->files[SIDE_HEAD].n ? SIDE_HEAD : SIDE_BASE;
  return (struct pos){p->files[s].n ? p->files[s].at[0] : p->key, 0, 0};
}

static void filter(struct arena *a, struct diags *d, const struct options *o, struct profile *p) {
  struct calltree *left = ARENA_NEW(a, struct calltree);
  p->focus = str_of(o->value[OPT_FOCUS]);
  p->ignore = str_of(o->value[OPT_IGNORE]);
  uint32_t limited = calltree_filter(&p->tree, left, a, &o->filter);
  p->drawn = left;
  if (limited > 0)
    diag_add(d, DIAG_PARSER_LIMIT, pos_of(p), "matching took too long on %u function names, which count as not matching", limited);
}

/* The expressions, as the subject of a sentence and its verb. */
static struct str asked(struct arena *a, const struct profile *p) {
  if (p->ignore.n == 0) return arena_printf(a, "--focus \"" STR_FMT "\" leaves", STR_ARG(p->focus));
  if (p->focus.n == 0) return arena_printf(a, "--ignore \"" STR_FMT "\" leaves", STR_ARG(p->ignore));
  return arena_printf(a, "--focus \"" STR_FMT "\" and --ignore \"" STR_FMT "\" together leave", STR_ARG(p->focus), STR_ARG(p->ignore));
}

static void demangle_names(struct arena *a, struct profile *p) {
  struct calltree renamed;
  struct arena scratch = ARENA_INIT;
  uint32_t *node_of = ARENA_ARRAY(&scratch, uint32_t, p->tree.n);
  if (calltree_rename(&p->tree, &renamed, a, demangle, node_of) > 0) {
    VEC_EACH(struct profile_trace, t, &p->traces) t->node = node_of[t->node];
    p->tree = renamed;
  }
  arena_free(&scratch);
}

void refine_profiles(struct arena *a, struct diags *d, const struct options *o, struct inputs *in) {
  if (o->given[OPT_DEMANGLE]) {
    VEC_EACH(struct profile, p, &in->profiles) demangle_names(a, p);
  }
  if (in->profiles.n == 0 || !(o->filter.focus || o->filter.ignore)) return;
  bool left = false;
  VEC_EACH(struct profile, p, &in->profiles) {
    filter(a, d, o, p);
    left = left || refine_has_left(p);
  }
  if (left) return;
  const struct profile *p = &in->profiles.at[0];
  diag_add(d, DIAG_FILTER_EMPTY, pos_of(p), "nothing is left%s: " STR_FMT " out every stack", o->command == CMD_FOLD ? "" : " to draw",
           STR_ARG(asked(a, p)));
  in->bad = true;
}
