#include "base/escape.h"
#include "cli/command.h"
#include "cli/git.h"
#include "cli/history_file.h"
#include "cli/load.h"
#include "emit/history_text.h"
#include "read/history_text.h"

/* DIR/head when there is one, else what was given. */
static const char *results_of(struct arena *a, const char *operand) {
  const char *head = arena_printf(a, "%s/head", operand).p;
  return source_stat(operand) == SOURCE_DIR && source_stat(head) == SOURCE_DIR ? head : operand;
}

static const char *folder_of(struct arena *a, const char *path) {
  if (source_stat(path) == SOURCE_DIR) return path;
  struct str s = str_of(path);
  size_t slash = str_rfind_char(s, '/');
  if (slash == STR_NPOS) return ".";
  return slash == 0 ? "/" : arena_cstr(a, str_slice(s, 0, slash));
}

/* What the first result says of its run. */
static struct str said_of_run(const struct bench_table *t) {
  VEC_EACH(const struct bench_row, row, &t->rows) {
    struct str run = bench_config_get(t, row->side[SIDE_HEAD].config, STR("run"));
    if (run.n) return run;
  }
  return STR_NONE;
}

static struct str text_of(struct arena *a, struct date d) {
  struct buf b = BUF_INIT;
  date_put_iso(&b, d);
  return str_slice(buf_take(&b, a), 0, d.day_only ? 10 : STR_NPOS);
}

/* What the command line says, else what the results say, else git. False when nothing gives the run a name. */
static bool describe(struct arena *a, const struct options *o, const struct bench_table *t, struct history_block *block) {
  struct str hash;
  struct date date;
  block->commit = str_trim(o->given[OPT_COMMIT] ? str_of(o->value[OPT_COMMIT]) : t->commit[SIDE_HEAD]);
  block->date = o->given[OPT_DATE] ? o->date : t->date[SIDE_HEAD];
  bool asks = block->commit.n == 0 || !block->date.known;
  if (asks && git_commit_of(a, folder_of(a, o->operands.at[0].p), block->commit, &hash, &date)) {
    if (block->commit.n == 0) block->commit = hash;
    if (!block->date.known) block->date = date;
  }
  block->run = str_trim(o->given[OPT_RUN] ? str_of(o->value[OPT_RUN]) : said_of_run(t));
  if (block->run.n == 0) block->run = history_short_commit(block->commit);
  if (block->run.n == 0 && block->date.known) block->run = text_of(a, block->date);
  return block->run.n > 0;
}

static void say(FILE *to, struct buf *line) {
  struct buf b = BUF_INIT;
  escape_term(&b, buf_view(line));
  buf_char(&b, '\n');
  (void)fwrite(b.p, 1, b.n, to);
  buf_free(&b);
  buf_free(line);
}

static void print_line(const struct options *o, const struct history_block *b, bool replaced) {
  if (o->given[OPT_QUIET]) return;
  struct buf line = BUF_INIT;
  buf_printf(&line, "%s: %s run " STR_FMT ": %u benchmark%s, %llu sample%s", o->history.at[0].p, replaced ? "replaced" : "added", STR_ARG(b->run),
             b->benchmarks, b->benchmarks == 1 ? "" : "s", (unsigned long long)b->samples, b->samples == 1 ? "" : "s");
  say(stdout, &line);
}

/* The history has no dates either, else the run would have been refused. */
static void warn_of_date(struct load *l, const struct options *o, const struct history_block *b) {
  struct diags late;
  diag_init(&late, l->arena);
  diag_add(&late, DIAG_DATE_UNKNOWN, (struct pos){str_of(o->history.at[0].p), 0, 0},
           "the run \"" STR_FMT "\" has no date, so the order of the names will be the order of the runs; --date says when it was measured", STR_ARG(b->run));
  diag_finish(&late);
  print_diags(&late, o);
}

static int refuse(const struct options *o, int status, const char *why) {
  struct buf line = BUF_INIT;
  buf_printf(&line, "perfpage: %s: %s; nothing is recorded", o->operands.at[0].p, why);
  say(stderr, &line);
  return status;
}

/* Whatever says them, each becomes a line of the history: nothing in it may open another one. NULL when both can be. */
static const char *fault_of_head(struct arena *a, const struct history_block *b) {
  bool run = history_is_value(b->commit);
  if (run && history_is_value(b->run)) return NULL;
  struct str s = str_slice(run ? b->run : b->commit, 0, 80);
  const char *what = run ? "run" : "commit";
  return arena_printf(a, "the %s \"" STR_FMT "\" is no text of one line: --%s says it", what, STR_ARG(s), what).p;
}

/* What lies beside the results. What no reader knows is an error already. */
static void say_of_others(struct load *l) {
  VEC_EACH(const struct input, in, &l->list) {
    enum input_class class = input_kind_class(in->kind);
    if (class == CLASS_NONE || class == CLASS_BENCH) continue;
    diag_add(l->diags, DIAG_HISTORY_PASSED, (struct pos){in->name, 0, 0}, "is not recorded: a history is made of benchmark results, not of %s",
             input_kind_words(in->kind));
  }
}

static int record(struct load *l, const struct options *o) {
  struct history_block block = {.run = STR_NONE};
  struct buf text = BUF_INIT;
  bool named = describe(l->arena, o, &l->bench, &block);
  const char *fault = fault_of_head(l->arena, &block);
  if (named && !fault) emit_history_block(&text, &l->bench, l->diags, &block);
  say_of_others(l);
  diag_finish(l->diags);
  print_diags(l->diags, o);
  int status = STATUS_OK;
  if (l->inputs.bad) status = refuse(o, STATUS_INPUT, "an input is bad");
  else if (l->bench.results[SIDE_HEAD] == 0) status = refuse(o, STATUS_INPUT, "there is no benchmark result");
  else if (!named) status = refuse(o, STATUS_USAGE, "the run has neither commit nor date to be called by: --run names it");
  else if (fault) status = refuse(o, STATUS_INPUT, fault);
  else if (block.samples == 0) status = refuse(o, STATUS_INPUT, "there is no benchmark result");
  struct history_entry entry = {.run = block.run, .block = buf_view(&text), .dated = block.date.known, .replace = o->given[OPT_REPLACE]};
  if (status == STATUS_OK) {
    entry.facts = emit_history_facts(l->arena, &l->bench);
    status = history_file_add(o->history.at[0].p, &entry);
  }
  if (status == STATUS_OK && !block.date.known) warn_of_date(l, o, &block);
  if (status == STATUS_OK) print_line(o, &block, entry.replaced);
  buf_free(&text);
  return status;
}

int cmd_record(const struct options *o) {
  struct arena arena = ARENA_INIT;
  struct diags diags;
  struct load load;
  diag_init(&diags, &arena);
  load_init(&load, &arena, &diags, o);
  load_path(&load, SIDE_HEAD, (struct named_path){.path = results_of(&arena, o->operands.at[0].p)});
  load_finish(&load);
  int status = load_would_overwrite(&load, o->history.at[0].p) ? STATUS_USAGE : record(&load, o);
  arena_free(&arena);
  return status;
}
