/* The header: may it merge, and if not, why. */
#include "view/verdict.h"

#include "view/parts.h"
#include "view/tiles.h"

#include <math.h>

const char *verdict_badge(const struct report *r) {
  if (r->no_base_yet && r->verdict == VERDICT_NO_DATA) return "No base yet";
  return verdict_word(r->verdict);
}

static void badge(struct out *o, void *context) {
  const struct view *v = context;
  out_open(o, TAG_P);
  out_class(o, LIT("vbadge"));
  part_icon(o, v->report->verdict, 34);
  part_text(o, verdict_badge(v->report));
  out_close(o, TAG_P);
}

static void title(struct out *o, void *context) {
  const struct report *r = ((const struct view *)context)->report;
  if (r->title.n) {
    out_name(o, r->title);
    return;
  }
  if (r->service.n) out_name(o, r->service);
  part_text(o, r->service.n ? " \xc2\xb7 performance report" : "Performance report");
}

static void headline(struct out *o, void *context) {
  out_text(o, ((const struct view *)context)->report->headline);
}

/* The least and the most samples that a compared row has on one side, behind a date or without one. */
static void runs(struct out *o, const struct report *r) {
  uint32_t least = UINT32_MAX, most = 0;
  VEC_EACH(const struct bench_result, b, &r->benches) {
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      if (!b->has[s] || b->side[s].figure) continue;
      if (b->side[s].n < least) least = b->side[s].n;
      if (b->side[s].n > most) most = b->side[s].n;
    }
  }
  if (most == 0) return;
  if (r->now.known) part_text(o, " \xc2\xb7 ");
  if (least == most) out_textf(o, "%u run%s a side", most, most == 1 ? "" : "s");
  else out_textf(o, "%u to %u runs a side", least, most);
}

/* The first configuration of head that names a machine; base's where there is no head. */
static struct str machine_key(const struct report *r, enum side side, struct str key) {
  VEC_EACH(const struct bench_row, row, &r->in->bench->rows) {
    if (!bench_side_has(&row->side[side]) || row->side[side].config == BENCH_NO_CONFIG) continue;
    struct str value = bench_config_get(r->in->bench, row->side[side].config, key);
    if (value.n) return value;
  }
  return STR_NONE;
}

static void machine(struct out *o, const struct report *r) {
  enum side side = r->in->has_role[SIDE_HEAD] ? SIDE_HEAD : SIDE_BASE;
  struct str goos = machine_key(r, side, STR("goos")), goarch = machine_key(r, side, STR("goarch")), cpu = machine_key(r, side, STR("cpu"));
  if (goos.n == 0 && cpu.n == 0) return;
  out_open(o, TAG_DIV);
  if (goos.n) out_name(o, goos);
  if (goos.n && goarch.n) part_text(o, "/");
  if (goarch.n) out_name(o, goarch);
  if (goos.n && cpu.n) part_text(o, " \xc2\xb7 ");
  if (cpu.n) out_name(o, cpu);
  out_close(o, TAG_DIV);
}

static void meta(struct out *o, void *context) {
  const struct report *r = ((const struct view *)context)->report;
  out_open(o, TAG_DIV);
  part_sides(o, r);
  out_close(o, TAG_DIV);
  out_open(o, TAG_DIV);
  if (r->now.known) part_date(o, r->now);
  runs(o, r);
  out_close(o, TAG_DIV);
  machine(o, r);
}

static void cause(struct out *o, const struct view *v, const struct cause *c) {
  if (!c->known) return;
  out_open(o, TAG_P);
  out_class(o, LIT("cause"));
  part_text(o, "Likely cause: new time in ");
  bool has_row = c->profile < v->report->profiles.n && c->index < v->report->profiles.at[c->profile].functions.n;
  part_code_link(o, has_row ? view_function_id(v->arena, v->report, c->profile, c->index) : STR_NONE, c->function);
  part_text(o, ", ");
  part_points(o, c->points);
  part_text(o, " of the profile.");
  out_close(o, TAG_P);
}

static void reason(struct out *o, const struct view *v, const struct reason *why) {
  const struct gate *g = &v->report->gates.at[why->gate];
  struct str evidence = view_evidence_link(v, g);
  out_open(o, TAG_LI);
  part_tag(o, g->verdict);
  out_open(o, TAG_DIV);
  out_open(o, TAG_P);
  /* The subject opens the sentence: it is the link, and the figures stay plain text. */
  bool named = g->subject.n && str_starts(why->text, g->subject);
  part_name_link(o, evidence.n ? evidence : view_gate_link(v, g), named ? g->subject : why->text);
  if (named) out_name(o, str_slice(why->text, g->subject.n, why->text.n));
  out_close(o, TAG_P);
  cause(o, v, &why->cause);
  out_close(o, TAG_DIV);
  out_close(o, TAG_LI);
}

static void reasons(struct out *o, void *context) {
  const struct view *v = context;
  const struct report *r = v->report;
  if (r->reasons_n == 0) return;
  out_open(o, TAG_UL);
  out_class(o, LIT("why"));
  for (uint32_t i = 0; i < r->reasons_n; i++) reason(o, v, &r->reasons[i]);
  out_close(o, TAG_UL);
}

static void tile(struct out *o, const struct tile *t) {
  out_open(o, TAG_DIV);
  out_class(o, LIT("tile"));
  out_open(o, TAG_DT);
  out_text(o, t->label);
  out_close(o, TAG_DT);
  out_open(o, TAG_DD);
  switch (t->tone) {
  case TONE_PLAIN: out_class(o, LIT("fig")); break;
  case TONE_WORSE: out_class(o, LIT("fig up")); break;
  case TONE_BETTER: out_class(o, LIT("fig dn")); break;
  case TONE_NONE: out_class(o, LIT("fig nil")); break;
  }
  out_text(o, t->figure);
  out_close(o, TAG_DD);
  out_open(o, TAG_DD);
  if (t->detail_is_name) out_name(o, t->detail);
  else out_text(o, t->detail);
  part_meter(o, t->meter, t->tone);
  out_close(o, TAG_DD);
  out_close(o, TAG_DIV);
}

static void tiles(struct out *o, void *context) {
  struct tile all[TILE_N];
  tiles_of(context, all);
  for (size_t i = 0; i < TILE_N; i++) tile(o, &all[i]);
}

void view_verdict(struct out *o, const struct view *v) {
  static const struct template_slot slots[] = {{"badge", badge}, {"title", title},     {"headline", headline},
                                               {"meta", meta},   {"reasons", reasons}, {"tiles", tiles}};
  char class[48];
  struct view context = *v;
  (void)snprintf(class, sizeof class, "verdict %s%s", verdict_json(v->report->verdict),
                 v->report->options.for_whom == FOR_ONBOARDING ? " small" : "");
  out_open(o, TAG_HEADER);
  out_class(o, out_lit_of(class));
  part_template(o, v, "section-verdict.html", slots, sizeof slots / sizeof *slots, &context);
  out_close(o, TAG_HEADER);
}
