#include "view/findings.h"

#include "analysis/profdiff_hotspot.h"
#include "view/parts.h"

enum { WAIVED_NAMED = 3 }; /* gates that a waiver excuses, beside its row */
enum { ABOUT_MAX = 160 }; /* bytes of what the document says that a frame or a row of a table repeats */

static const struct finding *finding_at(const struct view *v, uint32_t i) {
  return &v->report->findings.at[i];
}

static struct str id_of(const struct view *v, uint32_t finding) {
  return arena_printf(v->arena, "k-%u", finding + 1);
}

/* ---- in the document ---- */

static struct str target_of(const struct view *v, const struct finding *f) {
  if (f->bench != INDEX_NONE) return view_bench_link(v, &v->report->benches.at[f->bench]);
  if (f->profile != INDEX_NONE && f->function != INDEX_NONE) return view_function_id(v->arena, v->report, f->profile, f->function);
  return STR_NONE;
}

/* A hotspot's function, a tuning entry's benchmark: the cell it stands in names it already. */
static bool is_all_its_row_names(const struct finding *f) {
  bool hotspot = f->kind == FINDING_HOTSPOT || f->kind == FINDING_HOTSPOT_COLD || f->kind == FINDING_HOTSPOT_ABSENT;
  return hotspot || f->kind == FINDING_TUNING_GONE || (f->kind == FINDING_TUNING && f->bench != INDEX_NONE);
}

void view_finding(struct out *o, const struct view *v, uint32_t finding) {
  const struct finding *f = finding_at(v, finding);
  struct str target = target_of(v, f);
  bool asks = finding_diag(f->kind) != DIAG_ID_MAX;
  out_open(o, TAG_SPAN);
  out_class(o, LIT("fd"));
  out_attr_id(o, ATTR_ID, id_of(v, finding));
  out_text(o, STR(" "));
  if (asks) part_tag_word(o, VERDICT_WARN, finding_word(f->kind));
  else part_text(o, finding_word(f->kind));
  part_text(o, asks ? " " : ": ");
  if (is_all_its_row_names(f)) {
    part_name_link(o, target, f->text);
  } else {
    part_code_link(o, target, f->subject);
    part_text(o, " ");
    out_text(o, f->text);
  }
  out_close(o, TAG_SPAN);
}

static void waiver_mark(struct out *o, enum verdict shape, const char *word) {
  out_open(o, TAG_SPAN);
  out_class(o, LIT("fd"));
  out_text(o, STR(" "));
  part_tag_word(o, shape, word);
}

void view_waiver(struct out *o, const struct view *v, uint32_t waiver) {
  const struct waiver_result *w = &v->report->waivers[waiver];
  if (w->in_force && w->used_by.n > 0) {
    waiver_mark(o, VERDICT_WAIVED, "In force");
    part_text(o, " excuses ");
    for (size_t i = 0; i < w->used_by.n && i < WAIVED_NAMED; i++) {
      const struct gate *g = &v->report->gates.at[w->used_by.at[i]];
      if (i > 0) part_text(o, ", ");
      part_name_link(o, view_gate_link(v, g), g->subject);
    }
    if (w->used_by.n > WAIVED_NAMED) out_textf(o, " and %lu more", (unsigned long)(w->used_by.n - WAIVED_NAMED));
  } else if (w->in_force) {
    waiver_mark(o, VERDICT_WARN, "Excuses nothing");
    part_text(o, " in force, and no gate of that name fails");
  } else {
    waiver_mark(o, VERDICT_WARN, w->expired ? "Expired" : "Does not apply");
    part_text(o, " ");
    out_name(o, w->expired ? STR("what it excused counts again") : w->problem);
  }
  out_close(o, TAG_SPAN);
}

/* ---- by function ---- */

static bool is_hotspot(const struct finding *f) {
  return f->kind == FINDING_HOTSPOT || f->kind == FINDING_HOTSPOT_COLD;
}

const struct known *view_known(const struct view *v, uint32_t profile) {
  const struct profile_result *result = &v->report->profiles.at[profile];
  const struct calltree *t = &v->report->in->profiles.at[result->profile].tree;
  struct known *known = ARENA_ARRAY(v->arena, struct known, t->names_n);
  for (uint32_t i = 0; i < t->names_n; i++) known[i] = (struct known){INDEX_NONE, INDEX_NONE};
  for (uint32_t k = 0; k < v->report->findings.n; k++) {
    const struct finding *f = finding_at(v, k);
    bool anti = f->kind == FINDING_ANTI_FOUND;
    if (!anti && !is_hotspot(f)) continue; /* of whatever profile its shares are: the name is known in all of them */
    for (uint32_t i = 1; i < t->names_n; i++) {
      uint32_t *at = anti ? &known[i].anti : &known[i].hotspot;
      if (*at == INDEX_NONE && profdiff_names_frame(f->subject, t->names[i])) *at = k;
    }
  }
  return known;
}

static struct str shortened(struct arena *a, struct str s) {
  size_t n = ABOUT_MAX;
  if (s.n <= n) return s;
  while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
  return arena_printf(a, STR_FMT "\xe2\x80\xa6", STR_ARG(str_slice(s, 0, n)));
}

static struct str about(const struct view *v, const char *what, const struct finding *f) {
  struct str said = shortened(v->arena, f->about);
  return said.n ? arena_printf(v->arena, "%s: " STR_FMT, what, STR_ARG(said)) : str_of(what);
}

/* Of a function that several anti-patterns speak of, or one in several places, frames are marked wherever one of them holds. */
static struct flame_note anti_note(const struct view *v, uint32_t first, struct str name) {
  struct flame_note note = {FLAME_MARK_ANTI, about(v, "Anti-pattern", finding_at(v, first)), {0}};
  for (uint32_t k = first; k < v->report->findings.n; k++) {
    const struct finding *f = finding_at(v, k);
    if (f->kind != FINDING_ANTI_FOUND || !profdiff_names_frame(f->subject, name)) continue;
    if (f->under.n == 0) return (struct flame_note){FLAME_MARK_ANTI, about(v, "Anti-pattern", f), {0}};
    *VEC_PUSH(v->arena, &note.under) = f->under;
  }
  return note;
}

const struct flame_note *view_known_frames(const struct view *v, uint32_t profile) {
  const struct profile *p = &v->report->in->profiles.at[v->report->profiles.at[profile].profile];
  const struct calltree *drawn = profile_drawn(p);
  const struct known *known = view_known(v, profile);
  struct flame_note *notes = ARENA_ARRAY(v->arena, struct flame_note, drawn->names_n);
  for (uint32_t i = 1; i < drawn->names_n && i < p->tree.names_n; i++) {
    if (!str_eq(drawn->names[i], p->tree.names[i])) continue;
    if (known[i].anti != INDEX_NONE) {
      notes[i] = anti_note(v, known[i].anti, drawn->names[i]);
    } else if (known[i].hotspot != INDEX_NONE) {
      notes[i] = (struct flame_note){FLAME_MARK_HOTSPOT, about(v, "Known hotspot", finding_at(v, known[i].hotspot)), {0}};
    }
  }
  return notes;
}

static void put_badge(struct out *o, const struct view *v, uint32_t finding, const char *word) {
  out_text(o, STR(" "));
  out_open(o, TAG_A);
  out_class(o, LIT("badge"));
  out_href_id(o, v->document_whole ? id_of(v, finding) : view_section_name(VIEW_DOCUMENT));
  part_text(o, word);
  out_close(o, TAG_A);
}

static void put_about(struct out *o, const struct view *v, uint32_t finding) {
  const struct finding *f = finding_at(v, finding);
  if (f->about.n == 0) return;
  out_text(o, STR(" ")); /* seen without styles alone */
  out_open(o, TAG_SPAN);
  out_class(o, LIT("sub"));
  out_name(o, shortened(v->arena, f->about));
  out_close(o, TAG_SPAN);
}

void view_known_badges(struct out *o, const struct view *v, const struct known *k) {
  if (k->hotspot != INDEX_NONE) put_badge(o, v, k->hotspot, "known hotspot");
  if (k->anti != INDEX_NONE) put_badge(o, v, k->anti, "anti-pattern");
  if (k->hotspot != INDEX_NONE) put_about(o, v, k->hotspot);
  if (k->anti != INDEX_NONE) put_about(o, v, k->anti);
}

/* ---- the legend ---- */

static void put_outline(struct out *o, enum flame_mark mark, const char *words) {
  out_open(o, TAG_SPAN);
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, 12);
  out_attr_u(o, ATTR_HEIGHT, 12);
  out_viewbox(o, 0, 0, 12, 12);
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
  out_open(o, TAG_RECT);
  out_class(o, out_lit_of(flame_mark_class(mark)));
  out_attr_u(o, ATTR_X, 1);
  out_attr_u(o, ATTR_Y, 1);
  out_attr_u(o, ATTR_WIDTH, 10);
  out_attr_u(o, ATTR_HEIGHT, 10);
  out_attr_lit(o, ATTR_FILL, LIT("none"));
  out_attr_lit(o, ATTR_STROKE, out_lit_of(flame_mark_stroke(mark)));
  out_attr_u(o, ATTR_STROKE_WIDTH, 2);
  out_close(o, TAG_RECT);
  out_close(o, TAG_SVG);
  part_text(o, words);
  out_close(o, TAG_SPAN);
  out_text(o, STR(" "));
}

void view_known_legend(struct out *o, const struct flame_graph *g) {
  bool hotspot = false, anti = false;
  for (uint32_t i = 0; g->notes && i < g->tree->names_n; i++) {
    hotspot = hotspot || g->notes[i].mark == FLAME_MARK_HOTSPOT;
    anti = anti || g->notes[i].mark == FLAME_MARK_ANTI;
  }
  if (!hotspot && !anti) return;
  out_open(o, TAG_P);
  out_class(o, LIT("fl-lg"));
  out_open(o, TAG_SPAN);
  part_text(o, "Outline: PERFORMANCE.md speaks of it:");
  out_close(o, TAG_SPAN);
  out_text(o, STR(" "));
  if (hotspot) put_outline(o, FLAME_MARK_HOTSPOT, "known hotspot");
  if (anti) put_outline(o, FLAME_MARK_ANTI, "anti-pattern");
  out_close(o, TAG_P);
}
