#include "read/perfdoc_reader.h"

/* The first pattern that matches names the section: the particular before the general. */
static const struct {
  enum grammar heading;
  enum section_kind kind;
} kinds[] = {
    {GRAMMAR_H_WAIVER, SECTION_WAIVER},       {GRAMMAR_H_SETTINGS, SECTION_SETTINGS},   {GRAMMAR_H_ANTI, SECTION_ANTI},
    {GRAMMAR_H_TUNING, SECTION_TUNING},       {GRAMMAR_H_RUNBOOK, SECTION_RUNBOOK},     {GRAMMAR_H_HOTSPOT, SECTION_HOTSPOT},
    {GRAMMAR_H_PGO, SECTION_PGO},             {GRAMMAR_H_CANARY, SECTION_CANARY},       {GRAMMAR_H_ALERT, SECTION_ALERT},
    {GRAMMAR_H_BASELINE, SECTION_BASELINE},   {GRAMMAR_H_GATE, SECTION_GATE},           {GRAMMAR_H_ROUTE, SECTION_ROUTE},
    {GRAMMAR_H_COMPONENT, SECTION_COMPONENT}, {GRAMMAR_H_SLO, SECTION_SLO},             {GRAMMAR_H_ERRBUDGET, SECTION_ERROR_BUDGET},
    {GRAMMAR_H_CAPACITY, SECTION_CAPACITY},   {GRAMMAR_H_KPI, SECTION_KPI},             {GRAMMAR_H_COST, SECTION_COST},
    {GRAMMAR_H_SPRINT, SECTION_SPRINT},
};

enum section_kind section_of_heading(struct str text) {
  if (text.n > GRAMMAR_CELL_MAX) return SECTION_NONE;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (grammar_find(kinds[i].heading, text, 0, NULL) == PATTERN_YES) return kinds[i].kind;
  return SECTION_NONE;
}

enum section_kind section_of_name(struct str name) {
  for (enum section_kind k = SECTION_SLO; k < SECTION_MAX; k++)
    if (str_eq_nocase(name, str_of(section_name(k)))) return k;
  return SECTION_MAX;
}

/* Insertions, deletions, replacements and swaps of neighbours that lead from a to b, as far as there is at most one. */
static bool one_slip_apart(struct str a, struct str b) {
  size_t same = 0, tail = 0;
  while (same < a.n && same < b.n && char_lower(a.p[same]) == char_lower(b.p[same])) same++;
  while (tail < a.n - same && tail < b.n - same && char_lower(a.p[a.n - 1 - tail]) == char_lower(b.p[b.n - 1 - tail])) tail++;
  size_t da = a.n - same - tail, db = b.n - same - tail;
  if (da <= 1 && db <= 1) return true;
  return da == 2 && db == 2 && char_lower(a.p[same]) == char_lower(b.p[same + 1]) && char_lower(a.p[same + 1]) == char_lower(b.p[same]);
}

enum section_kind section_meant(struct str text, const char **meant) {
  static const struct {
    const char *title;
    enum section_kind kind;
  } titles[] = {
      {"Settings", SECTION_SETTINGS},          {"Canary", SECTION_CANARY},           {"Waivers", SECTION_WAIVER},
      {"Budgets", SECTION_COMPONENT},          {"CI gate", SECTION_GATE},            {"Performance gates", SECTION_GATE},
      {"Component budgets", SECTION_COMPONENT}, {"Route budgets", SECTION_ROUTE},    {"Service level objectives", SECTION_SLO},
      {"Performance targets", SECTION_SLO},    {"Known hotspots", SECTION_HOTSPOT},
  };
  size_t from = 0;
  while (from < text.n && !char_is_alpha(text.p[from])) from++;
  text = str_slice(text, from, text.n);
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
    if (!one_slip_apart(text, str_of(titles[i].title))) continue;
    *meant = titles[i].title;
    return titles[i].kind;
  }
  return SECTION_NONE;
}

bool section_declares(enum section_kind k) {
  switch (k) {
  case SECTION_SLO:
  case SECTION_COMPONENT:
  case SECTION_ROUTE:
  case SECTION_GATE:
  case SECTION_CANARY:
  case SECTION_SETTINGS: return true;
  case SECTION_NONE:
  case SECTION_ERROR_BUDGET: /* its tables are policy: "below 25 % left: freeze" */
  case SECTION_PGO:
  case SECTION_HOTSPOT:
  case SECTION_TUNING:
  case SECTION_ANTI:
  case SECTION_RUNBOOK:
  case SECTION_BASELINE:
  case SECTION_ALERT:
  case SECTION_COST:
  case SECTION_CAPACITY:
  case SECTION_KPI:
  case SECTION_WAIVER:
  case SECTION_SPRINT:
  case SECTION_IGNORED:
  case SECTION_MAX: break;
  }
  return false;
}

void outline_init(struct outline *o) {
  *o = (struct outline){.pending = SECTION_MAX};
}

/* The nearest heading that was recognised; "ignore" holds for all below it that no other directive claims. */
enum section_kind outline_section(const struct outline *o) {
  enum section_kind found = SECTION_NONE;
  for (size_t level = o->level + 1; level-- > 0;) {
    if (o->said[level] && (found == SECTION_NONE || o->kind[level] == SECTION_IGNORED)) return o->kind[level];
    if (found == SECTION_NONE) found = o->kind[level];
  }
  return found;
}

static void say(struct outline *o, enum section_kind kind) {
  o->kind[o->level] = kind;
  o->said[o->level] = true;
}

void outline_directive(struct outline *o, enum section_kind kind) {
  if (o->after_heading) say(o, kind);
  else o->pending = kind;
}

void outline_block(struct outline *o) {
  if (o->pending != SECTION_MAX) say(o, o->pending);
  o->pending = SECTION_MAX;
  o->after_heading = false;
}

void outline_heading(struct outline *o, size_t level, enum section_kind kind) {
  for (size_t i = level; i < HEADING_LEVELS; i++) {
    o->kind[i] = SECTION_NONE;
    o->said[i] = false;
  }
  o->level = level;
  o->kind[level] = kind;
  if (o->pending != SECTION_MAX) say(o, o->pending);
  o->pending = SECTION_MAX;
  o->after_heading = true;
}
