/* Configuration and Unit lines of Go benchmark text. */
#include "base/unit.h"
#include "read/gobench_parts.h"

#include <math.h>

/* ---- configuration lines ---- */

static void set_date(struct gobench *g, struct str value) {
  g->date = (struct date){.known = false};
  if (value.n == 0 || date_parse(value, &g->date)) return;
  diag_add(g->diags, DIAG_DATE_UNKNOWN, gobench_pos(g, value.p),
           "the date \"" STR_FMT "\" cannot be read; write 2026-11-20 or 2026-11-20T13:45:00Z", STR_ARG(value));
}

/* The last pair takes the place of the deleted one. */
static void delete_setting(struct gobench *g, uint32_t place) {
  struct arena *a = g->table->arena;
  struct gobench_setting last = g->config.at[--g->config.n];
  *strmap_at(a, &g->config_of, g->config.at[place - 1].pair.key) = 0;
  if (place - 1 == g->config.n) return;
  g->config.at[place - 1] = last;
  *strmap_at(a, &g->config_of, last.pair.key) = place;
}

/* Rows go by the suite, by the true name, and by what the configuration adds to them. */
static void set_context(struct gobench *g, struct str *part, struct str value) {
  struct arena *a = g->table->arena;
  if (str_eq(*part, value)) return;
  *part = arena_dup(a, value);
  struct str key = arena_printf(a, "%zu:%zu:" STR_FMT STR_FMT STR_FMT, g->suite.n, g->true_name.n, STR_ARG(g->suite), STR_ARG(g->true_name),
                                STR_ARG(g->split));
  uint32_t *number = strmap_at(a, &g->context_of, key);
  if (*number == 0) *number = (uint32_t)g->context_of.n;
  g->context = *number;
}

/* "-" is what nobody said. */
static bool read_bound(struct str *rest, double *out) {
  struct str field;
  *out = (double)NAN;
  if (!gobench_field(rest, &field)) return false;
  return str_eq(field, STR("-")) || (gobench_number(field, out) == NUM_OK && !isnan(*out));
}

/* LO HI N */
void gobench_set_interval(struct gobench *g, struct str value) {
  struct gobench_interval i = {(double)NAN, (double)NAN, 0};
  struct str rest = value, count;
  bool good = value.n == 0 || (read_bound(&rest, &i.lo) && read_bound(&rest, &i.hi) && gobench_field(&rest, &count) &&
                               (str_eq(count, STR("-")) || num_parse_u64(count, &i.n)) && !gobench_field(&rest, &count) && !(i.lo > i.hi));
  if (good) {
    g->interval = i;
    return;
  }
  g->interval = (struct gobench_interval){(double)NAN, (double)NAN, 0};
  diag_add(g->diags, DIAG_BENCH_DATA, gobench_pos(g, value.p), "an interval that cannot be read: its lower and upper end and a count, each may be -");
}

/* Keys that mean something here. True: the key is perfpage's own, and no part of the configuration. */
static bool take_known_key(struct gobench *g, struct str key, struct str value) {
  if (str_eq(key, STR("date"))) set_date(g, value);
  else if (str_eq(key, STR("pkg"))) set_context(g, &g->suite, value);
  else if (str_eq(key, STR("perfpage-name"))) set_context(g, &g->true_name, value);
  else if (str_eq(key, STR("perfpage-interval"))) gobench_set_interval(g, value);
  else if (str_eq(key, STR("perfpage-no-samples"))) g->figures = str_eq(value, STR("yes"));
  return str_starts(key, STR("perfpage-"));
}

/* Whether rows or columns were asked for that are those of a run each. */
static bool tells_runs_apart(const struct gobench *g) {
  VEC_EACH(const struct str, key, &g->table->split_by) {
    if (bench_names_run(*key)) return true;
  }
  return false;
}

/* A history given as one result would be compared as if all of its runs were one. */
static void mind_runs(struct gobench *g, struct str key, struct str value) {
  if (str_eq(key, STR("commit"))) g->commit_pos = gobench_pos(g, g->line.p);
  if (g->tally.records == 0 || g->runs > 0 || !str_eq(key, STR("run")) || tells_runs_apart(g)) return;
  struct str open = gobench_setting_of(g, key);
  if (open.n == 0 || value.n == 0 || str_eq(open, value)) return;
  g->runs++;
  diag_add(g->diags, DIAG_BENCH_NOTE, gobench_pos(g, g->line.p),
           "another run begins, and its results are taken together with those of \"" STR_FMT "\": a history belongs in history/", STR_ARG(open));
}

/* So would one that tells its runs by their commits alone. */
static void mind_commits(struct gobench *g) {
  struct str commit = gobench_setting_of(g, STR("commit"));
  if (g->history || commit.n == 0) return;
  if (g->commit.n == 0) g->commit = commit;
  if (g->runs > 0 || str_eq(g->commit, commit) || tells_runs_apart(g)) return;
  g->runs++;
  diag_add(g->diags, DIAG_BENCH_NOTE, g->commit_pos,
           "another commit begins, and its results are taken together with those of \"" STR_FMT "\": a history belongs in history/", STR_ARG(g->commit));
}

static void set_setting(struct gobench *g, struct str key, struct str value) {
  if (g->history) history_text_setting(g, key, value);
  else mind_runs(g, key, value);
  if (take_known_key(g, key, value)) return;
  struct arena *a = g->table->arena;
  uint32_t place = *strmap_at(a, &g->config_of, key);
  if (place && str_eq(g->config.at[place - 1].pair.value, value)) {
    g->config.at[place - 1].results = g->tally.records;
    return;
  }
  g->config_changed = true;
  if (value.n == 0) {
    if (place) delete_setting(g, place);
    return;
  }
  if (place == 0) {
    if (g->config.n >= BENCH_KEYS) {
      diag_add(g->diags, DIAG_TEXT_IGNORED, gobench_pos(g, g->line.p), "more than %d configuration keys at once: this one is not read", BENCH_KEYS);
      return;
    }
    VEC_PUSH(a, &g->config)->pair.key = arena_dup(a, key);
    *strmap_at(a, &g->config_of, key) = place = (uint32_t)g->config.n;
  }
  g->config.at[place - 1].pair.value = arena_dup(a, value);
  g->config.at[place - 1].results = g->tally.records;
}

struct str gobench_setting_of(struct gobench *g, struct str key) {
  uint32_t place = *strmap_at(g->table->arena, &g->config_of, key);
  return place ? g->config.at[place - 1].pair.value : STR_NONE;
}

void gobench_forget_older(struct gobench *g) {
  set_context(g, &g->true_name, STR_NONE);
  gobench_set_interval(g, STR_NONE);
  g->figures = false;
  for (uint32_t i = 0; i < g->config.n;) {
    const struct gobench_setting *s = &g->config.at[i];
    if (s->results >= g->tally.records) {
      i++;
      continue;
    }
    g->config_changed = true;
    (void)take_known_key(g, s->pair.key, STR_NONE);
    delete_setting(g, i + 1);
  }
}

/* key: value, where the key opens with a lower-case letter and holds neither blank nor capital. A value needs a blank
 * between it and the colon; "key:" alone deletes. */
bool gobench_config_line(struct gobench *g) {
  struct str line = g->line;
  if (line.n == 0 || !char_is_lower(line.p[0])) return false;
  size_t colon = str_find_char(line, ':');
  if (colon == STR_NPOS) return false;
  struct str key = str_slice(line, 0, colon), value = str_slice(line, colon + 1, line.n);
  for (size_t i = 0; i < key.n;) {
    uint32_t cp = utf8_next(key, &i);
    if (utf8_is_space(cp) || (cp < 0x80 && char_is_upper((char)cp))) return false;
  }
  if (value.n > 0 && !char_is_blank(value.p[0])) return false;
  value = str_trim(value);
  if (key.n <= BENCH_VALUE_BYTES && value.n <= BENCH_VALUE_BYTES) set_setting(g, key, value);
  else diag_add(g->diags, DIAG_TEXT_IGNORED, gobench_pos(g, line.p), "a configuration line of more than %d bytes is not read", BENCH_VALUE_BYTES);
  return true;
}

/* The newest date wins, and the commit that stands with it; without dates, the last commit. */
void gobench_take_date(struct gobench *g) {
  if (!g->date_changed) return;
  g->date_changed = false;
  mind_commits(g);
  struct bench_table *t = g->table;
  struct date *newest = &t->date[g->side];
  struct str commit = bench_config_get(t, g->config_index, STR("commit"));
  if (newest->known && (!g->date.known || g->date.s < newest->s)) return;
  if (g->date.known) *newest = g->date;
  if (commit.n) t->commit[g->side] = commit;
}

uint32_t gobench_config(struct gobench *g) {
  if (!g->config_changed) return g->config_index;
  struct config_vec pairs = {0};
  struct arena scratch = ARENA_INIT;
  VEC_EACH(const struct gobench_setting, s, &g->config) *VEC_PUSH(&scratch, &pairs) = s->pair;
  g->config_changed = false;
  g->config_index = pairs.n ? bench_table_config(g->table, &pairs) : BENCH_NO_CONFIG;
  arena_free(&scratch);
  set_context(g, &g->split, bench_table_split(g->table, g->config_index));
  g->date_changed = true;
  return g->config_index;
}

/* ---- Unit lines ---- */

uint32_t gobench_unit_number(struct gobench *g, struct str raw) {
  struct arena *a = g->table->arena;
  uint32_t *place = strmap_at(a, &g->unit_of, raw);
  if (*place == 0) {
    double factor = 1;
    struct str kept = arena_dup(a, raw), tidied = unit_tidy(a, kept, &factor);
    *VEC_PUSH(a, &g->units) = (struct gobench_unit){kept, tidied, factor, false};
    *place = (uint32_t)g->units.n;
  }
  return *place - 1;
}

bool gobench_unit_is(const struct gobench *g, const struct gobench_known *k, struct str raw) {
  return str_eq(g->units.at[k->unit].raw, raw);
}

static void unit_problem(struct gobench *g, struct str at, const char *what) {
  diag_add(g->diags, DIAG_BENCH_UNIT, gobench_pos(g, at.p), "%s: \"" STR_FMT "\"", what, STR_ARG(at));
  if (g->unended) g->broke_off = g->line_no;
}

static void unit_fact(struct gobench *g, struct str unit, struct str word) {
  size_t eq = str_find_char(word, '=');
  struct str key = str_slice(word, 0, eq), value = eq == STR_NPOS ? STR_NONE : str_slice(word, eq + 1, word.n);
  struct unit_fact fact = {.unit = unit};
  if (eq == STR_NPOS || key.n == 0) {
    unit_problem(g, word, "expected key=value in a Unit line");
    return;
  }
  if (str_eq(key, STR("better"))) {
    fact.better_set = true;
    fact.better = str_eq(value, STR("higher")) ? BETTER_HIGHER : str_eq(value, STR("lower")) ? BETTER_LOWER : BETTER_UNKNOWN;
    if (fact.better == BETTER_UNKNOWN) {
      unit_problem(g, word, "better is higher or lower");
      return;
    }
    enum better known = bench_unit_better(unit);
    if (known == BETTER_UNKNOWN && bench_unit_is_time(unit)) known = BETTER_LOWER;
    if (known != BETTER_UNKNOWN && fact.better != known) { /* a regression would read as a win */
      unit_problem(g, word, "nobody is better off with a larger time, size or count, or a smaller rate: the direction of this unit stays");
      return;
    }
  } else if (str_eq(key, STR("assume"))) {
    fact.assume_set = true;
    fact.exact = str_eq(value, STR("exact"));
    if (!fact.exact && !str_eq(value, STR("nothing"))) {
      unit_problem(g, word, "assume is exact or nothing");
      return;
    }
  } else {
    diag_add(g->diags, DIAG_TEXT_IGNORED, gobench_pos(g, word.p), "\"" STR_FMT "\" of a Unit line means nothing here", STR_ARG(key));
    return;
  }
  if (g->places) history_text_fact(g, &fact);
  else if (!bench_table_unit(g->table, &fact)) unit_problem(g, word, "contradicts what an earlier Unit line says of this unit");
}

/* Unit <unit> key=value... */
bool gobench_unit_line(struct gobench *g) {
  struct str rest = g->line, word, raw;
  if (!str_starts(rest, STR("Unit")) || !gobench_field(&rest, &word) || !str_eq(word, STR("Unit"))) return false;
  if (!gobench_field(&rest, &raw)) {
    diag_add(g->diags, DIAG_BENCH_UNIT, gobench_pos(g, g->line.p + g->line.n), "a Unit line without a unit");
    return true;
  }
  uint32_t number = gobench_unit_number(g, raw);
  while (gobench_field(&rest, &word)) unit_fact(g, g->units.at[number].tidied, word);
  return true;
}
