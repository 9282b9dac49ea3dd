#include "analysis/profdiff_say.h"

#include "analysis/say.h"
#include "base/num.h"

#include <math.h>

/* A limit as it was written: 10, 2.5. */
static struct str plain(struct arena *a, double fraction) {
  struct buf b = BUF_INIT;
  num_put_fixed(&b, fraction * 100, 2);
  struct str s = str_trim_end(buf_view(&b));
  while (s.n > 1 && s.p[s.n - 1] == '0') s.n--;
  if (s.n > 1 && s.p[s.n - 1] == '.') s.n--;
  struct str out = arena_dup(a, s);
  buf_free(&b);
  return out;
}

struct str profdiff_say_rule_new(struct arena *a, const struct profile_gate *g) {
  return arena_printf(a, "no new function above " STR_FMT "\xc2\xa0%% that is not a known hotspot", STR_ARG(plain(a, g->new_self)));
}

/* Only the limits that were named: one that was not is infinite. */
struct str profdiff_say_rule(struct arena *a, const struct profile_gate *g) {
  struct str points = STR_NONE, relative = STR_NONE;
  if (isfinite(g->absolute)) points = arena_printf(a, STR_FMT " points", STR_ARG(plain(a, g->absolute)));
  if (isfinite(g->relative))
    relative = arena_printf(a, STR_FMT "\xc2\xa0%% of at least " STR_FMT "\xc2\xa0%%", STR_ARG(plain(a, g->relative)),
                            STR_ARG(plain(a, g->floor)));
  if (points.n == 0 && relative.n == 0) return profdiff_say_rule_new(a, g);
  return arena_printf(a, "share grows by at most " STR_FMT "%s" STR_FMT, STR_ARG(points), points.n && relative.n ? ", or " : "",
                      STR_ARG(relative));
}

struct str profdiff_say_points(struct arena *a, double share) {
  struct buf b = BUF_INIT;
  num_put_fixed(&b, share * 100, share < 0.001 && share > -0.001 ? 2 : 1);
  struct str s = arena_printf(a, "%s" STR_FMT "\xc2\xa0points", b.n && b.p[0] != '-' && share > 0 ? "+" : "", STR_ARG(buf_view(&b)));
  buf_free(&b);
  return s;
}

struct str profdiff_say_measured(struct arena *a, const struct profile_growth_said *s) {
  struct str points = profdiff_say_points(a, s->scaled - s->base);
  struct str base = say_percent(a, s->base, 1), head = say_percent(a, s->head, 1);
  struct str noise = STR_NONE;
  if (s->has_noise)
    noise = arena_printf(a, ", 95\xc2\xa0%% interval " STR_FMT " to " STR_FMT, STR_ARG(profdiff_say_points(a, s->lo)),
                         STR_ARG(profdiff_say_points(a, s->hi)));
  struct str scaled = say_percent(a, s->scaled, 1), on_scale = STR_NONE;
  if (!str_eq(scaled, head)) on_scale = arena_printf(a, ", scaled " STR_FMT, STR_ARG(scaled));
  return arena_printf(a, STR_FMT " (%s " STR_FMT " \xe2\x86\x92 " STR_FMT STR_FMT STR_FMT ")", STR_ARG(points), s->what, STR_ARG(base),
                      STR_ARG(head), STR_ARG(on_scale), STR_ARG(noise));
}

struct str profdiff_say_formula(struct arena *a, const struct profile_growth_said *s) {
  struct buf scale = BUF_INIT;
  num_put_fixed(&scale, s->scale, 3);
  struct str base = say_percent(a, s->base, 2), head = say_percent(a, s->head, 2), scaled = say_percent(a, s->scaled, 2);
  struct str out = arena_printf(a, "head " STR_FMT " / common scale " STR_FMT " = " STR_FMT "; " STR_FMT " - base " STR_FMT " = " STR_FMT, STR_ARG(head),
                                STR_ARG(buf_view(&scale)), STR_ARG(scaled), STR_ARG(scaled), STR_ARG(base), STR_ARG(profdiff_say_points(a, s->scaled - s->base)));
  buf_free(&scale);
  return out;
}

struct str profdiff_say_note(struct arena *a, const struct profile *p) {
  if (!p->has[SIDE_BASE] || !p->has[SIDE_HEAD]) return STR_NONE;
  if (!profile_has_events(p))
    return arena_printf(a, "the unit is " STR_FMT " (" STR_FMT "), so the number of sampled events is not known: no intervals, and its gate warns at most",
                        STR_ARG(p->unit), STR_ARG(p->unit_source));
  bool one = p->files[SIDE_BASE].n <= 1 && p->files[SIDE_HEAD].n <= 1;
  return one ? STR("one profile a side: the intervals hold the noise of sampling, not the variation between runs")
             : STR("profiles of a side are added up: the intervals hold the noise of sampling, not the variation between runs");
}
