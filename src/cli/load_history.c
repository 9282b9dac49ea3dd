/* The history of a report: MODEL.md section 1. Text of many runs is read as a stream; every other file, and every folder, is one run. */
#include "base/threads.h"
#include "cli/load_parts.h"
#include "cli/load_waiting.h"
#include "read/figures_history.h"
#include "read/history_text.h"
#include "read/sniff.h"

bool load_history_passes(struct load *l, const struct input *in) {
  struct pos pos = {in->name, 0, 0};
  if (!l->in_history) {
    if (in->kind != INPUT_FIGURES_HISTORY) return false;
    diag_add(l->diags, DIAG_FORMAT_UNKNOWN, pos, "holds the results of many runs: it is a history, to be given with --history or in history/");
    return true;
  }
  switch (input_kind_class(in->kind)) {
  case CLASS_NONE: return false;
  case CLASS_BENCH:
    if (in->kind != INPUT_FIGURES_HISTORY) return false;
    diag_add(l->diags, DIAG_FORMAT_UNKNOWN, pos, "holds runs of its own: it belongs beside the folders of runs, not in one");
    return true;
  case CLASS_PROFILE:
  case CLASS_FIGURES:
  case CLASS_DOCUMENT:
    diag_add(l->diags, DIAG_HISTORY_PASSED, pos, "is passed over: the history is made of benchmark results, not of %s", input_kind_words(in->kind));
    return true;
  }
  return false;
}

/* ---- one run ---- */

/* Whatever the readers of results find goes to the history's table for a while. */
static void swap_tables(struct load *l) {
  struct bench_table aside = l->bench;
  l->bench = l->history.table;
  l->history.table = aside;
  l->in_history = !l->in_history;
}

/* What waits of base and head while a run is read, whose own files must not wait with them. */
struct aside {
  struct bench_file_vec waiting;
  struct u32_vec inputs;
};

static struct aside begin_run(struct load *l, struct str id) {
  struct aside aside = {l->waiting, l->waiting_inputs};
  l->waiting = (struct bench_file_vec){0};
  l->waiting_inputs = (struct u32_vec){0};
  l->run_id = id;
  swap_tables(l);
  l->bench.date[SIDE_HEAD] = (struct date){.known = false};
  l->bench.commit[SIDE_HEAD] = STR_NONE;
  return aside;
}

/* The run is dated by what its results say. */
static bool end_run(struct load *l, struct str name, struct aside aside) {
  load_read_waiting(l);
  l->waiting = aside.waiting;
  l->waiting_inputs = aside.inputs;
  swap_tables(l);
  const struct bench_table *t = &l->history.table;
  const struct history_run run = {.id = l->run_id, .commit = t->commit[SIDE_HEAD], .date = t->date[SIDE_HEAD], .pos = {name, 0, 0}};
  l->run_id = STR_NONE;
  return history_take_run(&l->history, &run);
}

static void read_folder_run(struct load *l, const char *dir, struct str name) {
  size_t before = l->list.n;
  struct aside aside = begin_run(l, str_base_name(name));
  load_folder(l, SIDE_HEAD, dir, name);
  if (end_run(l, name, aside)) return;
  if (l->list.n > before) diag_add(l->diags, DIAG_RUN_EMPTY, (struct pos){name, 0, 0}, "the folder of this run holds no benchmark result");
  else diag_add(l->diags, DIAG_RUN_EMPTY, (struct pos){name, 0, 0}, "the folder of this run is empty");
}

static void read_file_run(struct load *l, const struct source *s, uint32_t index) {
  struct aside aside = begin_run(l, history_run_name(s->name));
  load_read_source(l, s, SIDE_HEAD, index);
  (void)end_run(l, s->name, aside);
}

/* ---- a file of runs ---- */

/* A large text is hashed and parsed at once. */
struct work {
  struct load *load;
  struct source *source; /* own of each */
  struct tally tally;
  struct arena arena;    /* of the hashing alone: the other has the load's */
  bool hashes;
};

static void run_work(void *item) {
  struct work *w = item;
  if (!w->hashes) {
    w->tally = history_text_read(&w->load->history, w->load->diags, w->source);
    return;
  }
  struct diags unheard; /* what is wrong with the file is said by its reader */
  diag_init(&unheard, &w->arena);
  (void)source_hash_partial(&unheard, w->source);
}

static struct tally read_text(struct load *l, struct source *s, struct input *in) {
  if (!s->partial) return history_text_read(&l->history, l->diags, s);
  struct source hashed = *s;
  struct work work[2] = {{.load = l, .source = s}, {.load = l, .source = &hashed, .hashes = true}};
  threads_run(run_work, work, sizeof *work, 2);
  arena_free(&work[1].arena);
  memcpy(in->sha256, hashed.sha256, sizeof in->sha256);
  return work[0].tally;
}

static bool open_history(struct load *l, const char *path, struct source *s) {
  if (!source_open(l->arena, l->diags, path, true, s)) return false;
  return !s->partial || (s->stream == NULL && sniff_is_go_bench(s->text)) || source_complete(l->arena, l->diags, s);
}

static bool holds_runs(enum input_kind kind) {
  return kind == INPUT_GO_BENCH || kind == INPUT_FIGURES_HISTORY;
}

/* The first job of a history finds none: it is no fault, but who meant another file is to know. */
static void say_no_run(struct load *l, struct str name) {
  diag_add(l->diags, DIAG_HISTORY_EMPTY, (struct pos){name, 0, 0}, "there is no run in this history yet");
}

static void read_file(struct load *l, const char *path, struct str name, bool is_all) {
  struct source s = {.name = name};
  uint32_t index = (uint32_t)l->list.n;
  if (load_is_drained(l, path, name) || !open_history(l, path, &s)) {
    load_bad_input(l, name, ROLE_HISTORY);
    return;
  }
  struct input *in = load_add_input(l, name, ROLE_HISTORY);
  load_take_source(l, in, &s);
  if (is_all && s.whole && !s.gzip && str_trim(s.text).n == 0) {
    in->kind = INPUT_GO_BENCH;
    say_no_run(l, name);
    return;
  }
  in->kind = s.partial ? INPUT_GO_BENCH : sniff(l->diags, &s);
  if (!holds_runs(in->kind)) {
    read_file_run(l, &s, index);
    return;
  }
  if (load_is_given_twice(l, in, &s)) return;
  struct tally tally = in->kind == INPUT_GO_BENCH ? read_text(l, &s, in) : figures_history_read(&l->history, l->diags, &s);
  in->records = tally.records;
  in->skipped = tally.skipped;
}

/* ---- a folder ---- */

static int by_name(const void *a, const void *b) {
  return history_name_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void read_entry(struct load *l, const char *dir, struct str name, struct str entry) {
  bool folder = str_ends(entry, STR("/"));
  entry.n -= folder;
  struct str path = arena_printf(l->arena, "%s/" STR_FMT, dir, STR_ARG(entry));
  struct str shown = arena_printf(l->arena, STR_FMT "/" STR_FMT, STR_ARG(name), STR_ARG(entry));
  if (folder) read_folder_run(l, path.p, shown);
  else if (load_is_file(l, path.p, shown)) read_file(l, path.p, shown, false);
  else load_bad_input(l, shown, ROLE_HISTORY);
}

void load_history(struct load *l, const char *path, struct str name) {
  if (source_stat(path) != SOURCE_DIR) {
    read_file(l, path, name, true);
    return;
  }
  struct str_vec entries = {0};
  if (!source_entries(l->arena, path, &entries)) {
    diag_add(l->diags, DIAG_FILE_UNREADABLE, (struct pos){name, 0, 0}, "the folder cannot be read");
    load_bad_input(l, name, ROLE_HISTORY);
    return;
  }
  if (entries.n == 0 && l->options->history.n > 0) say_no_run(l, name); /* of DIR/history it is no more than an absent role */
  vec_sort(l->arena, entries.at, entries.n, sizeof *entries.at, by_name);
  VEC_EACH(const struct str, entry, &entries) read_entry(l, path, name, *entry);
}

/* ---- all of them ---- */

static void say_of_names(struct load *l) {
  struct strmap met = {0};
  const struct history_run_vec *runs = &l->history.runs;
  for (uint32_t i = 0; i < runs->n; i++) {
    const struct history_run *run = &runs->at[i];
    uint32_t *first = strmap_at(l->arena, &met, run->id);
    if (*first == 0) {
      *first = i + 1;
      continue;
    }
    diag_add(l->diags, DIAG_RUN_TWICE, run->pos, "another run is called \"" STR_FMT "\" too; both are kept", STR_ARG(run->id));
  }
}

enum { NAMES_MOST = 10 };

/* "a", "b" and 3 more. */
static struct str names_of(struct load *l, const struct history_run_vec *runs) {
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < runs->n && i < NAMES_MOST; i++) {
    const char *between = i == 0 ? "" : i + 1 == runs->n ? " and " : ", ";
    buf_printf(&b, "%s\"" STR_FMT "\"", between, STR_ARG(runs->at[i].id));
  }
  if (runs->n > NAMES_MOST) buf_printf(&b, " and %zu more", runs->n - NAMES_MOST);
  return buf_take(&b, l->arena);
}

/* One note, however many: a day's runs recorded by the day are common. */
static void say_of_equal_dates(struct load *l) {
  const struct history_run_vec *runs = &l->history.runs;
  size_t alike = 0, first = 0;
  for (size_t i = 0; i < runs->n; i++) {
    bool before = i > 0 && runs->at[i - 1].date.s == runs->at[i].date.s, behind = i + 1 < runs->n && runs->at[i + 1].date.s == runs->at[i].date.s;
    if (!before && !behind) continue;
    if (alike++ == 0) first = i;
  }
  if (alike == 0) return;
  diag_add(l->diags, DIAG_DATE_SAME, runs->at[first].pos, "%zu of %zu runs of the history have a date in common with another (\"" STR_FMT "\" is one): the order of reading decides",
           alike, runs->n, STR_ARG(runs->at[first].id));
}

static void say_of_dates(struct load *l) {
  const struct history *h = &l->history;
  if (h->by_name) {
    diag_add(l->diags, DIAG_DATE_UNKNOWN, h->runs.at[0].pos, "no run of the history says a date (\"" STR_FMT "\" is one): they stand in the order of their names",
             STR_ARG(h->runs.at[0].id));
    return;
  }
  say_of_equal_dates(l);
  if (h->aside.n == 0) return;
  struct str names = names_of(l, &h->aside);
  diag_add(l->diags, DIAG_DATE_UNKNOWN, h->aside.at[0].pos, "%zu of %zu runs of the history %s no date and %s put aside, in no trend: " STR_FMT, h->aside.n,
           h->aside.n + h->runs.n, h->aside.n == 1 ? "says" : "say", h->aside.n == 1 ? "is" : "are", STR_ARG(names));
}

void load_history_finish(struct load *l) {
  history_finish(&l->history);
  say_of_names(l);
  say_of_dates(l);
}
