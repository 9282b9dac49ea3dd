#include "read/perfdoc_reader.h"

#include "base/num.h"
#include "base/source.h"
#include "model/linkurl.h"

/* Settings: Key | Value. Each reader gets the value as written and says whether it could use it. */

static bool word_of(struct str v, const char *const *words, size_t n, size_t *which) {
  for (size_t i = 0; i < n; i++) {
    if (!str_eq_nocase(v, str_of(words[i]))) continue;
    *which = i;
    return true;
  }
  return false;
}

static bool set_missing(struct settings *s, struct str v) {
  static const char *const words[] = {"fail", "warn", "ignore"};
  static const enum missing_policy policies[] = {MISSING_FAIL, MISSING_WARN, MISSING_IGNORE};
  size_t i;
  if (!word_of(v, words, 3, &i)) return false;
  s->missing = policies[i];
  return true;
}

static bool set_correction(struct settings *s, struct str v) {
  static const char *const words[] = {"holm", "bh", "benjamini-hochberg", "none"};
  static const enum correction corrections[] = {CORRECTION_HOLM, CORRECTION_BH, CORRECTION_BH, CORRECTION_NONE};
  size_t i;
  if (!word_of(v, words, 4, &i)) return false;
  s->correction = corrections[i];
  return true;
}

static bool set_base(struct settings *s, struct str v) {
  static const char *const words[] = {"required", "optional"};
  size_t i;
  if (!word_of(v, words, 2, &i)) return false;
  s->base_optional = i == 1;
  return true;
}

static bool set_mismatch(struct settings *s, struct str v) {
  static const char *const words[] = {"warn", "judge"};
  size_t i;
  if (!word_of(v, words, 2, &i)) return false;
  s->judge_machine_mismatch = i == 1;
  return true;
}

static bool set_offsets(struct settings *s, struct str v) {
  static const char *const words[] = {"no", "yes", "false", "true"};
  size_t i;
  if (!word_of(v, words, 4, &i)) return false;
  s->offsets_allowed = i % 2 == 1;
  return true;
}

static bool set_slice(struct settings *s, struct str v) {
  return duration_of(v, &s->slice_s) && s->slice_s > 0;
}

static bool set_refresh(struct settings *s, struct str v) {
  struct window w;
  if (!window_in(v, &w) && !duration_of(v, &w.length_s)) return false;
  s->baseline_refresh_s = w.length_s;
  return true;
}

static bool set_alpha(struct settings *s, struct str v) {
  struct quantity q;
  double alpha;
  if (quantity_parse(v, &q) == QUANTITY_OK && q.dim == DIM_SHARE) alpha = q.value;
  else if (!num_parse_decimal(v, &alpha)) return false;
  if (!(alpha > 0 && alpha < 1)) return false;
  s->alpha = alpha;
  return true;
}

static bool set_regress(struct settings *s, struct str v) {
  struct quantity q;
  bool none = str_eq_nocase(v, STR("none"));
  if (!none && (quantity_parse(v, &q) != QUANTITY_OK || q.dim != DIM_SHARE)) return false;
  s->has_max_regress = true;
  s->max_regress = none ? -1 : q.value;
  return true;
}

static bool set_zone(struct settings *s, struct str v) {
  for (size_t i = 0; i < v.n; i++)
    if (!char_is_alnum(v.p[i]) && (v.p[i] == '\0' || strchr("/_+-", v.p[i]) == NULL)) return false;
  if (v.n == 0 || v.p[0] == '/') return false;
  s->time_zone = v;
  return true;
}

static bool set_trace(struct settings *s, struct str v) {
  bool usable = link_url_problem(LINK_TRACE, v) == NULL;
  if (usable) s->trace_url = v;
  return usable;
}

static bool set_commit(struct settings *s, struct str v) {
  bool usable = link_url_problem(LINK_COMMIT, v) == NULL;
  if (usable) s->commit_url = v;
  return usable;
}

/* "req/op, score": words with commas between them. */
static bool are_units(struct str v) {
  struct str unit;
  bool any = false;
  while (str_cut(&v, ',', &unit)) {
    unit = str_trim(unit);
    for (size_t i = 0; i < unit.n; i++)
      if (char_is_space(unit.p[i])) return false;
    if (unit.n == 0 || unit.n > 256) return false;
    any = true;
  }
  return any;
}

static bool set_lower(struct settings *s, struct str v) {
  if (are_units(v)) s->lower_units = v;
  return s->lower_units.n > 0;
}

static bool set_higher(struct settings *s, struct str v) {
  if (are_units(v)) s->higher_units = v;
  return s->higher_units.n > 0;
}

/* A zone is read from the files of the system; one that is not installed counts as UTC. */
static void report_zone(struct reader *r, struct pos pos, struct str zone) {
  struct arena_mark mark = arena_mark(r->arena);
  bool known = str_eq(zone, STR("UTC")) || str_find(zone, STR("..")) != STR_NPOS
                   ? str_eq(zone, STR("UTC"))
                   : source_stat(arena_printf(r->arena, "/usr/share/zoneinfo/" STR_FMT, STR_ARG(zone)).p) == SOURCE_FILE;
  arena_release(r->arena, mark);
  if (!known) diag_add(r->diags, DIAG_ZONE, pos, "there is no time zone \"" STR_FMT "\" on this system; UTC is taken", STR_ARG(zone));
}

static const struct {
  const char *key, *expected;
  bool (*set)(struct settings *, struct str);
  bool unused; /* nothing looks at it yet */
} keys[] = {
    {"missing", "fail, warn or ignore", set_missing, false},
    {"base", "required or optional", set_base, false},
    {"machine mismatch", "warn or judge", set_mismatch, false},
    {"correction", "holm, bh or none", set_correction, false},
    {"alpha", "a number between 0 and 1", set_alpha, false},
    {"max regress", "a percentage or none", set_regress, false},
    {"slice length", "a duration, e.g. 1 min", set_slice, false},
    {"baseline refresh", "a duration, e.g. 28 d", set_refresh, false},
    {"time zone", "the name of a zone, e.g. Europe/Vienna", set_zone, true},
    {"trace url", "an address with http or https and {trace_id} behind its host", set_trace, false},
    {"commit url", "an address with http or https and {commit} behind its host", set_commit, false},
    {"lower is better", "units with commas between them, e.g. req/op, score", set_lower, false},
    {"higher is better", "units with commas between them, e.g. req/op, score", set_higher, false},
    {"off-sets allowed", "yes or no", set_offsets, false},
    {"offsets allowed", "yes or no", set_offsets, false},
};

/* "missing: ignore" as text. */
static bool sets_something(struct str line) {
  while (line.n > 0 && !char_is_alpha(line.p[0])) line = str_slice(line, 1, line.n);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (!str_starts_nocase(line, str_of(keys[i].key))) continue;
    struct str rest = str_trim(str_slice(line, strlen(keys[i].key), line.n));
    if (str_starts(rest, STR(":")) || str_starts(rest, STR("="))) return true;
  }
  return false;
}

void report_setting_in_text(struct reader *r, struct str text, struct pos pos) {
  struct str line;
  while (str_next_line(&text, &line)) {
    if (!sets_something(line)) continue;
    declare_unreadable(r, pos, str_trim(line), DIAG_RULE_UNREADABLE, "settings are read from a table; write | Key | Value |");
    return;
  }
}

static void read_setting(struct reader *r, const struct row *row, const struct cell *key, const struct cell *value, struct strmap *seen) {
  struct decl d = row_decl(r, row);
  if (key->flat.text.n == 0 && value->flat.text.n == 0) return;
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (!str_eq_nocase(key->flat.text, str_of(keys[i].key))) continue;
    uint32_t before = seen_before(r, seen, str_of(keys[i].key), row->pos.line);
    if (before > 0) {
      declare_unreadable(r, row->pos, d.text, DIAG_RULE_UNREADABLE, "setting \"%s\" already stands at line %u; which is meant?", keys[i].key, before);
      return;
    }
    if (value->block != NULL && keys[i].set(&r->doc->settings, value->flat.text)) {
      if (keys[i].set == set_refresh) r->doc->settings.baseline_refresh_pos = row->pos;
      if (keys[i].set == set_lower || keys[i].set == set_higher) r->doc->settings.better_pos = row->pos;
      if (keys[i].set == set_zone) report_zone(r, flat_pos(r, &value->flat, value->flat.text), value->flat.text);
      if (keys[i].unused) diag_add(r->diags, DIAG_SETTING_UNUSED, row->pos, "%s: read, not used by this version", keys[i].key);
      return;
    }
    struct pos pos = value->block == NULL ? row->pos : flat_pos(r, &value->flat, value->flat.text);
    declare_unreadable(r, pos, d.text, DIAG_RULE_UNREADABLE, "%s: expected %s, found \"" STR_FMT "\"", keys[i].key, keys[i].expected, STR_ARG(value->flat.text));
    return;
  }
  declare_unreadable(r, row->pos, d.text, DIAG_RULE_UNREADABLE, "there is no setting \"" STR_FMT "\"", STR_ARG(key->flat.text));
}

bool read_settings_table(struct reader *r, const struct table *t) {
  int key = table_column(t, GRAMMAR_C_KEY), value = table_column(t, GRAMMAR_C_VALUE);
  if ((key == NO_COLUMN || value == NO_COLUMN) && r->section == SECTION_SETTINGS && t->header.n == 2) {
    key = 0;
    value = 1;
  }
  if (key == NO_COLUMN || value == NO_COLUMN) return false;
  struct strmap seen = {0};
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) read_setting(r, &row, row_cell(&row, key), row_cell(&row, value), &seen);
  return true;
}
