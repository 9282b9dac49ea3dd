#include "read/history_text.h"

#include "read/gobench_parts.h"
#include "read/stem.h"

static bool has_results(const struct gobench *g) {
  return g->tally.records > g->run.results;
}

static struct str date_text(struct arena *a, struct date d) {
  struct buf b = BUF_INIT;
  date_put_iso(&b, d);
  return buf_take(&b, a);
}

/* What the open run is called, said or not. */
static struct str id_of(struct gobench *g, const struct gobench_run *run) {
  struct arena *a = g->table->arena;
  if (run->id.n) return run->id;
  if (run->commit.n) return history_short_commit(run->commit);
  return run->date.known ? date_text(a, run->date) : history_run_name(g->file);
}

/* ---- places ---- */

static bool is_ahead(const struct gobench *g) {
  return g->ahead.any && g->ahead.results == g->tally.records;
}

static void note_setting(struct gobench *g, struct str key, struct str value) {
  if (value.n == 0 || is_ahead(g) || str_starts(key, STR("perfpage-"))) return;
  g->ahead = (struct gobench_ahead){g->at, g->filled, g->tally.records, true};
  if (g->run.begun || has_results(g)) return;
  g->run.from = g->at;
  g->run.begun = true;
}

static void note_place(struct gobench *g) {
  bool results = has_results(g);
  uint64_t to = results && is_ahead(g) ? g->ahead.filled : g->filled;
  *VEC_PUSH(g->table->arena, &g->places->runs) = (struct history_place){id_of(g, &g->run), g->run.from, to, g->run.id.n > 0, g->run.date.known, !results};
}

void history_text_fact(struct gobench *g, const struct unit_fact *fact) {
  *VEC_PUSH(g->table->arena, &g->places->units) = (struct history_said){*fact, g->at, g->line_no};
}

/* ---- runs ---- */

/* Ends the open run, whose configuration is still in force. */
static void take_run(struct gobench *g) {
  g->run.commit = gobench_setting_of(g, STR("commit"));
  g->run.date = g->date;
  if (g->places) {
    note_place(g);
    return;
  }
  const struct history_run run = {.id = id_of(g, &g->run), .commit = g->run.commit, .date = g->run.date, .pos = g->run.pos};
  if (!history_take_run(g->history, &run)) {
    diag_add(g->diags, DIAG_RUN_EMPTY, g->run.pos, "the run \"" STR_FMT "\" has no result", STR_ARG(run.id));
    return;
  }
  g->runs++;
  g->unnamed += g->run.id.n == 0;
}

static void open_run(struct gobench *g) {
  uint64_t from = has_results(g) ? g->ahead.from : g->at;
  if (has_results(g) || g->run.id.n) take_run(g);
  g->run = (struct gobench_run){.pos = {g->file, g->line_no, 0}, .results = g->tally.records, .from = from, .begun = true};
}

void history_text_setting(struct gobench *g, struct str key, struct str value) {
  note_setting(g, key, value);
  bool names = str_eq(key, STR("run"));
  bool opens = names || str_eq(key, STR("commit")) || str_eq(key, STR("date"));
  if (!opens || value.n == 0) return;
  if (names ? has_results(g) || g->run.id.n > 0 : has_results(g) && !str_eq(value, gobench_setting_of(g, key))) open_run(g);
  if (!names) return;
  g->run.id = arena_dup(g->table->arena, value);
  gobench_forget_older(g);
}

/* The only run of a text that names none goes by its file, as other files do. */
static void name_by_file(struct gobench *g) {
  if (g->runs != 1 || g->unnamed != 1) return;
  struct history_run_vec *runs = &g->history->runs;
  runs->at[runs->n - 1].id = arena_dup(g->history->arena, history_run_name(g->file));
}

struct tally history_text_read(struct history *h, struct diags *d, const struct source *s) {
  struct gobench *g = gobench_begin(&h->table, d, s->name, SIDE_HEAD);
  g->history = h;
  g->run.pos = (struct pos){s->name, 1, 0};
  gobench_source(g, s);
  if (has_results(g) || g->run.id.n) take_run(g);
  name_by_file(g);
  return gobench_end(g);
}

struct gobench *history_places_begin(struct arena *a, struct str file) {
  struct history *h = ARENA_NEW(a, struct history);
  struct diags *unheard = ARENA_NEW(a, struct diags);
  history_init(h, a);
  diag_init(unheard, a);
  struct gobench *g = gobench_begin(&h->table, unheard, file, SIDE_HEAD);
  g->history = h;
  g->places = ARENA_NEW(a, struct history_places);
  return g;
}

struct history_places *history_places_end(struct gobench *g) {
  struct history_places *p = g->places;
  if (has_results(g) || g->run.id.n) take_run(g);
  VEC_EACH(const struct gobench_setting, s, &g->config) {
    if (s->results >= g->tally.records && !str_eq(s->pair.key, STR("run"))) *VEC_PUSH(g->table->arena, &p->ahead) = s->pair.key;
  }
  p->bytes = g->at;
  p->broke_off = g->broke_off;
  return p;
}

struct str history_run_name(struct str file) {
  struct str s = str_base_name(file);
  (void)stem_strip(&s, STR(".gz"));
  size_t dot = str_rfind_char(s, '.');
  bool ends = dot != STR_NPOS && dot > 0 && dot + 1 < s.n && char_is_alpha(s.p[dot + 1]);
  return ends ? str_slice(s, 0, dot) : s;
}

struct str history_short_commit(struct str commit) {
  if (commit.n != 40 && commit.n != 64) return commit;
  for (size_t i = 0; i < commit.n; i++) {
    char c = char_lower(commit.p[i]);
    if (!char_is_digit(c) && !(c >= 'a' && c <= 'f')) return commit;
  }
  return str_slice(commit, 0, 12);
}
