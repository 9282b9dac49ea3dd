#include "emit/history_text.h"

#include "base/num.h"
#include "emit/history_value.h"
#include "model/bench_limits.h"

#include <assert.h>
#include <math.h>

/* The metrics of one benchmark that came under one configuration, with samples or all without. A figure with an interval
 * stands alone. */
struct group {
  uint32_t config_order; /* of first appearance */
  uint32_t config;
  bool figures;
  struct bench_id id; /* of the first of them */
  struct u32_list { uint32_t *at; size_t n, cap; } rows;
};
VEC_OF(group_vec, struct group);

struct writer {
  struct arena arena;
  struct buf *out;
  const struct bench_table *table;
  struct diags *diags;
  struct group_vec groups;
  /* In force at the end of what is written. */
  struct config_vec config;
  uint32_t config_index; /* which it is, once configured */
  bool configured;
  struct str suite, true_name, interval;
  bool figures;
};

static const struct f64_vec *values_of(const struct bench_row *row) {
  const struct bench_side *s = &row->side[SIDE_HEAD];
  return s->samples.n > 0 || s->figures == NULL ? &s->samples : &s->figures->centres;
}

/* What is known of a figure beside its value; NULL when nothing is. */
static const struct bench_figures *stated(const struct bench_row *row) {
  const struct bench_side *s = &row->side[SIDE_HEAD];
  if (s->samples.n > 0 || s->figures == NULL) return NULL;
  return isnan(s->figures->lo) && isnan(s->figures->hi) && s->figures->n == 0 ? NULL : s->figures;
}

/* ---- names and units ---- */

/* One line, without blanks at its ends. */
static struct str one_line(struct arena *a, struct str s) {
  s = str_trim(s);
  if (str_find_char(s, '\n') == STR_NPOS) return s;
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < s.n; i++) buf_char(&b, s.p[i] == '\n' ? ' ' : s.p[i]);
  return buf_take(&b, a);
}

static bool has_space(struct str s) {
  for (size_t i = 0; i < s.n;)
    if (utf8_is_space(utf8_next(s, &i))) return true;
  return false;
}

/* A name that would end early, or begin the parts too early. */
static bool needs_true_name(struct str name) {
  return has_space(name) || str_find_char(name, '/') != STR_NPOS;
}

/* Without white space, and where slashes begin parts, without them. */
static void put_word(struct buf *b, struct str s, bool slashes) {
  for (size_t i = 0; i < s.n;) {
    size_t from = i;
    uint32_t cp = utf8_next(s, &i);
    if (utf8_is_space(cp)) buf_char(b, '_');
    else if (cp == '/' && !slashes) buf_cstr(b, "\xe2\x81\x84");
    else buf_str(b, str_slice(s, from, i));
  }
}

static bool ends_like_procs(struct str s) {
  size_t n = s.n;
  while (n > 0 && char_is_digit(s.p[n - 1])) n--;
  return n < s.n && n > 0 && s.p[n - 1] == '-';
}

static struct str full_name(struct arena *a, const struct bench_id *id) {
  struct buf b = BUF_INIT;
  put_word(&b, id->name, false);
  put_word(&b, id->params, true);
  if (id->procs || ends_like_procs(buf_view(&b))) buf_printf(&b, "-%lld", (long long)id->procs);
  return buf_take(&b, a);
}

static struct str unit_word(struct arena *a, struct str unit) {
  struct buf b = BUF_INIT;
  if (unit.n == 0) buf_char(&b, '?');
  put_word(&b, unit, true);
  return buf_take(&b, a);
}

/* The name as it stands in no result line. */
static struct str true_name(struct arena *a, const struct bench_id *id) {
  if (!needs_true_name(id->name)) return STR_NONE;
  struct str name = one_line(a, id->name);
  return name.n <= BENCH_VALUE_BYTES ? name : STR_NONE;
}

/* What the reader makes rows of. */
static struct str recorded_id(struct arena *a, const struct bench_id *id) {
  struct str suite = one_line(a, id->suite), name = true_name(a, id), full = full_name(a, id), unit = unit_word(a, id->unit);
  return arena_printf(a, STR_FMT "\n" STR_FMT "\n" STR_FMT "\n" STR_FMT, STR_ARG(suite), STR_ARG(name), STR_ARG(full), STR_ARG(unit));
}

/* ---- what belongs together ---- */

static struct group *group_of(struct writer *w, struct strmap *groups, struct strmap *configs, uint32_t number_of_row) {
  const struct bench_row *row = &w->table->rows.at[number_of_row];
  const struct bench_side *s = &row->side[SIDE_HEAD];
  const struct bench_id *id = &row->id;
  struct arena *a = &w->arena;
  bool figures = s->samples.n == 0;
  struct str config = arena_printf(a, "%u", s->config);
  uint32_t alone = stated(row) ? number_of_row + 1 : 0;
  struct str key = arena_printf(a, "%u %d " STR_FMT " %zu " STR_FMT " %zu " STR_FMT " %lld " STR_FMT, alone, figures, STR_ARG(config), id->suite.n, STR_ARG(id->suite),
                                id->name.n, STR_ARG(id->name), (long long)id->procs, STR_ARG(id->params));
  uint32_t *order = strmap_at(a, configs, config);
  if (*order == 0) *order = (uint32_t)configs->n;
  uint32_t config_order = *order;
  uint32_t *number = strmap_at(a, groups, key);
  if (*number == 0) {
    *VEC_PUSH(a, &w->groups) = (struct group){.config_order = config_order, .config = s->config, .figures = figures, .id = *id};
    *number = (uint32_t)w->groups.n;
  }
  return &w->groups.at[*number - 1];
}

/* Figures stand behind samples, so that the lines around them are written once. */
static int by_config(const void *a, const void *b) {
  const struct group *x = a, *y = b;
  if (x->config_order != y->config_order) return x->config_order < y->config_order ? -1 : 1;
  return (int)x->figures - (int)y->figures;
}

/* What keeps a row out of the history; NULL when nothing does. */
static const char *why_no_row(struct writer *w, struct strmap *taken, const struct bench_id *id) {
  if (id->unit.n > BENCH_UNIT_BYTES || id->suite.n > BENCH_VALUE_BYTES || full_name(&w->arena, id).n >= BENCH_NAME_BYTES)
    return "a name, suite or unit that is too long to be recorded: its metric is left out";
  if ((*strmap_at(&w->arena, taken, recorded_id(&w->arena, id)))++ == 0) return NULL;
  return "a name or unit that would read like another one without its white space: its metric is left out";
}

static void make_groups(struct writer *w) {
  struct strmap groups = {0}, configs = {0}, taken = {0};
  for (uint32_t i = 0; i < w->table->rows.n; i++) {
    const struct bench_row *row = &w->table->rows.at[i];
    if (values_of(row)->n == 0) continue;
    const char *why = why_no_row(w, &taken, &row->id);
    if (why) diag_add(w->diags, DIAG_RECORD_LEFT_OUT, row->side[SIDE_HEAD].pos, "%s", why);
    else *VEC_PUSH(&w->arena, &group_of(w, &groups, &configs, i)->rows) = i;
  }
  vec_sort(&w->arena, w->groups.at, w->groups.n, sizeof *w->groups.at, by_config);
}

/* ---- configuration ---- */

bool history_is_value(struct str s) {
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = utf8_next(s, &i);
    if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 || cp == 0x2029) return false;
  }
  return s.n <= BENCH_VALUE_BYTES && str_trim(s).n == s.n;
}

static void put_setting(struct writer *w, struct str key, struct str value) {
  buf_str(w->out, key);
  buf_char(w->out, ':');
  if (value.n) buf_char(w->out, ' ');
  buf_str(w->out, value);
  buf_char(w->out, '\n');
}

/* A key of another format in the letters that a key may have. "panic:" opens another kind of line. */
static struct str key_of(struct arena *a, struct str key) {
  struct buf b = BUF_INIT;
  if (key.n == 0 || !char_is_alpha(key.p[0]) || str_eq(key, STR("panic"))) buf_cstr(&b, "x-");
  for (size_t i = 0; i < key.n;) {
    size_t from = i;
    uint32_t cp = utf8_next(key, &i);
    if (utf8_is_space(cp) || cp == ':') buf_char(&b, '-');
    else if (i == from + 1) buf_char(&b, char_lower(key.p[from]));
    else buf_str(&b, str_slice(key, from, i));
  }
  return buf_take(&b, a);
}

/* The lines at the head of a block, and those that follow from names, are written apart. */
static bool is_written_apart(struct str key) {
  return str_eq(key, STR("run")) || str_eq(key, STR("commit")) || str_eq(key, STR("date")) || str_eq(key, STR("pkg")) || str_starts(key, STR("perfpage-"));
}

static struct str value_in(const struct config_vec *v, struct str key) {
  VEC_EACH(const struct config_pair, p, v) {
    if (str_eq(p->key, key)) return p->value;
  }
  return STR_NONE;
}

/* What keeps a setting out of the history; NULL when nothing does. An empty value is none. */
static const char *why_left_out(const struct config_vec *v, const struct config_pair *kept, const struct config_pair *said) {
  if (kept->key.n > BENCH_VALUE_BYTES || kept->value.n > BENCH_VALUE_BYTES) return "is too long to be recorded";
  if (is_written_apart(kept->key) && str_eq(kept->key, said->key) && !str_starts(said->key, STR("perfpage-"))) return NULL;
  if (is_written_apart(kept->key)) return "has a key that the history has a use of its own for, and is not recorded";
  if (value_in(v, kept->key).n) return "has a key that reads like another one, and is not recorded";
  return NULL;
}

static void say_setting(struct writer *w, struct pos pos, struct str key, const char *what) {
  diag_add(w->diags, DIAG_RECORD_CHANGED, pos, "the setting \"" STR_FMT "\" %s", STR_ARG(str_slice(key, 0, 80)), what);
}

static struct config_vec config_of(struct writer *w, uint32_t index, struct pos pos) {
  struct config_vec v = {0};
  if (index >= w->table->configs.n) return v;
  VEC_EACH(const struct config_pair, p, &w->table->configs.at[index].pairs) {
    struct config_pair kept = {key_of(&w->arena, p->key), one_line(&w->arena, p->value)};
    const char *why = kept.value.n ? why_left_out(&v, &kept, p) : NULL;
    if (why) say_setting(w, pos, p->key, why);
    if (why || is_written_apart(kept.key) || kept.value.n == 0) continue;
    if (!str_eq(kept.value, p->value)) say_setting(w, pos, p->key, "is recorded as one line, without blanks at its ends");
    *VEC_PUSH(&w->arena, &v) = kept;
  }
  return v;
}

/* Groups of one configuration stand together. */
static void put_config(struct writer *w, const struct group *g) {
  if (w->configured && w->config_index == g->config) return;
  struct config_vec next = config_of(w, g->config, w->table->rows.at[g->rows.at[0]].side[SIDE_HEAD].pos);
  VEC_EACH(const struct config_pair, p, &w->config) {
    if (value_in(&next, p->key).n == 0) put_setting(w, p->key, STR_NONE);
  }
  VEC_EACH(const struct config_pair, p, &next) {
    if (!str_eq(value_in(&w->config, p->key), p->value)) put_setting(w, p->key, p->value);
  }
  w->config = next;
  w->config_index = g->config;
  w->configured = true;
}

static void put_own(struct writer *w, struct str key, struct str *now, struct str next) {
  if (!str_eq(*now, next)) put_setting(w, key, next);
  *now = next;
}

static void put_figures(struct writer *w, bool figures) {
  if (w->figures != figures) put_setting(w, STR("perfpage-no-samples"), figures ? STR("yes") : STR_NONE);
  w->figures = figures;
}

static void say_changes(struct writer *w, const struct group *g) {
  struct pos pos = w->table->rows.at[g->rows.at[0]].side[SIDE_HEAD].pos;
  bool name = needs_true_name(g->id.name) && !str_eq(true_name(&w->arena, &g->id), g->id.name);
  if (name || has_space(g->id.params) || !str_eq(one_line(&w->arena, g->id.suite), g->id.suite))
    diag_add(w->diags, DIAG_RECORD_CHANGED, pos, "the name \"" STR_FMT STR_FMT "\" is recorded without some of its white space", STR_ARG(g->id.name),
             STR_ARG(g->id.params));
  VEC_EACH(const uint32_t, i, &g->rows) {
    struct str unit = w->table->rows.at[*i].id.unit, word = unit_word(&w->arena, unit);
    if (!str_eq(unit, word))
      diag_add(w->diags, DIAG_RECORD_CHANGED, pos, "the unit \"" STR_FMT "\" is recorded as \"" STR_FMT "\"", STR_ARG(unit), STR_ARG(word));
  }
}

/* ---- results ---- */

/* One unit for the values and their interval. */
static struct history_unit unit_of(struct writer *w, const struct bench_row *row) {
  struct f64_vec all = {0};
  const struct bench_figures *f = stated(row);
  const struct f64_vec *v = values_of(row);
  if (f == NULL) return history_unit_for(&w->arena, unit_word(&w->arena, row->id.unit), v);
  VEC_EACH(const double, it, v) *VEC_PUSH(&w->arena, &all) = *it;
  if (!isnan(f->lo)) *VEC_PUSH(&w->arena, &all) = f->lo;
  if (!isnan(f->hi)) *VEC_PUSH(&w->arena, &all) = f->hi;
  return history_unit_for(&w->arena, unit_word(&w->arena, row->id.unit), &all);
}

static void put_bound(struct buf *b, double v, const struct history_unit *u) {
  if (isnan(v)) buf_char(b, '-');
  else history_put_value(b, v, u);
  buf_char(b, ' ');
}

/* LO HI N of a figure that stands alone. */
static struct str interval_of(struct writer *w, const struct group *g) {
  const struct bench_row *row = &w->table->rows.at[g->rows.at[0]];
  const struct bench_figures *f = stated(row);
  if (f == NULL) return STR_NONE;
  struct history_unit unit = unit_of(w, row);
  struct buf b = BUF_INIT;
  put_bound(&b, f->lo, &unit);
  put_bound(&b, f->hi, &unit);
  if (f->n) buf_u64(&b, f->n);
  else buf_char(&b, '-');
  return buf_take(&b, &w->arena);
}

static void put_group(struct writer *w, const struct group *g, struct history_block *block) {
  struct str name = full_name(&w->arena, &g->id);
  struct history_unit *units = ARENA_ARRAY(&w->arena, struct history_unit, g->rows.n);
  size_t most = 0;
  for (size_t i = 0; i < g->rows.n; i++) {
    const struct bench_row *row = &w->table->rows.at[g->rows.at[i]];
    const struct f64_vec *v = values_of(row);
    units[i] = unit_of(w, row);
    most = v->n > most ? v->n : most;
    block->samples += v->n;
  }
  for (size_t k = 0; k < most; k++) {
    buf_cstr(w->out, "Benchmark");
    buf_str(w->out, name);
    buf_cstr(w->out, " 1");
    for (size_t i = 0; i < g->rows.n; i++) {
      const struct f64_vec *v = values_of(&w->table->rows.at[g->rows.at[i]]);
      if (k >= v->n) continue;
      buf_char(w->out, ' ');
      history_put_value(w->out, v->at[k], &units[i]);
      buf_char(w->out, ' ');
      buf_str(w->out, units[i].raw);
    }
    buf_char(w->out, '\n');
  }
  block->benchmarks++;
}

static void put_head(struct writer *w, const struct history_block *block) {
  assert(block->run.n > 0 && history_is_value(block->run) && history_is_value(block->commit));
  if (block->commit.n) put_setting(w, STR("commit"), block->commit);
  if (block->date.known) {
    struct buf date = BUF_INIT;
    date_put_iso(&date, block->date);
    put_setting(w, STR("date"), str_slice(buf_view(&date), 0, block->date.day_only ? 10 : date.n));
    buf_free(&date);
  }
  put_setting(w, STR("run"), block->run);
}

/* ---- what is known of units ---- */

/* What the rows of a unit have in common. */
struct unit_sum {
  struct str unit;
  enum better better; /* of the first */
  bool directed;      /* all have that */
  bool exact, any_exact;
  struct pos pos; /* of the first */
};
VEC_OF(unit_sum_vec, struct unit_sum);

static struct unit_sum_vec sum_units(struct arena *a, const struct bench_table *t) {
  struct unit_sum_vec sums = {0};
  struct strmap number_of = {0};
  VEC_EACH(const struct bench_row, row, &t->rows) {
    if (row->id.unit.n > BENCH_UNIT_BYTES || values_of(row)->n == 0) continue;
    struct str word = unit_word(a, row->id.unit);
    uint32_t *number = strmap_at(a, &number_of, word);
    if (*number == 0) {
      *VEC_PUSH(a, &sums) = (struct unit_sum){word, row->better, true, true, false, row->side[SIDE_HEAD].pos};
      *number = (uint32_t)sums.n;
    }
    struct unit_sum *sum = &sums.at[*number - 1];
    sum->directed = sum->directed && row->better == sum->better;
    sum->exact = sum->exact && row->exact;
    sum->any_exact = sum->any_exact || row->exact;
  }
  return sums;
}

/* What goes beyond what the unit says by itself. */
static struct unit_fact_vec facts_of(struct arena *a, const struct unit_sum_vec *sums) {
  struct unit_fact_vec facts = {0};
  VEC_EACH(const struct unit_sum, sum, sums) {
    bool directed = sum->directed && sum->better != BETTER_UNKNOWN && sum->better != bench_unit_better(sum->unit);
    if (!directed && !sum->exact) continue;
    *VEC_PUSH(a, &facts) = (struct unit_fact){.unit = sum->unit, .better = sum->better, .better_set = directed, .exact = sum->exact, .assume_set = sum->exact};
  }
  return facts;
}

struct unit_fact_vec emit_history_facts(struct arena *a, const struct bench_table *t) {
  struct unit_sum_vec sums = sum_units(a, t);
  return facts_of(a, &sums);
}

/* A Unit line speaks of all benchmarks at once. */
static void say_of_units(struct writer *w, const struct unit_sum_vec *sums) {
  VEC_EACH(const struct unit_sum, sum, sums) {
    if (!sum->directed)
      diag_add(w->diags, DIAG_RECORD_CHANGED, sum->pos, "what is better in the unit \"" STR_FMT "\" differs between benchmarks, and is not recorded",
               STR_ARG(sum->unit));
    if (sum->any_exact && !sum->exact)
      diag_add(w->diags, DIAG_RECORD_CHANGED, sum->pos, "in the unit \"" STR_FMT "\" not all benchmarks are exact, and it is not recorded which are",
               STR_ARG(sum->unit));
  }
}

static void put_facts(struct writer *w) {
  struct unit_sum_vec sums = sum_units(&w->arena, w->table);
  struct unit_fact_vec facts = facts_of(&w->arena, &sums);
  say_of_units(w, &sums);
  VEC_EACH(const struct unit_fact, f, &facts) {
    buf_cstr(w->out, "Unit ");
    buf_str(w->out, f->unit);
    if (f->better_set) buf_cstr(w->out, f->better == BETTER_HIGHER ? " better=higher" : " better=lower");
    if (f->assume_set) buf_cstr(w->out, f->exact ? " assume=exact" : " assume=nothing");
    buf_char(w->out, '\n');
  }
}

void emit_history_block(struct buf *out, const struct bench_table *t, struct diags *d, struct history_block *block) {
  struct writer w = {.arena = ARENA_INIT, .out = out, .table = t, .diags = d};
  make_groups(&w);
  put_head(&w, block);
  put_facts(&w);
  VEC_EACH(const struct group, g, &w.groups) {
    say_changes(&w, g);
    put_figures(&w, g->figures);
    put_config(&w, g);
    put_own(&w, STR("pkg"), &w.suite, one_line(&w.arena, g->id.suite));
    put_own(&w, STR("perfpage-name"), &w.true_name, true_name(&w.arena, &g->id));
    put_own(&w, STR("perfpage-interval"), &w.interval, interval_of(&w, g));
    put_group(&w, g, block);
  }
  put_own(&w, STR("perfpage-interval"), &w.interval, STR_NONE);
  put_own(&w, STR("perfpage-name"), &w.true_name, STR_NONE);
  put_figures(&w, false);
  arena_free(&w.arena);
}

