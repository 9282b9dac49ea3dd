#include "cli/load_parts.h"

#include "base/source.h"
#include "cli/load_units.h"
#include "cli/load_waiting.h"
#include "cli/refine.h"
#include "cli/slip.h"
#include "read/bench_formats.h"
#include "read/cpuprofile.h"
#include "read/criterion_tree.h"
#include "read/folded.h"
#include "read/gobench.h"
#include "read/measure_csv.h"
#include "read/perfdoc.h"
#include "read/perf_script.h"
#include "read/pprof.h"
#include "read/profile_join.h"
#include "read/sniff.h"
#include "read/speedscope.h"

/* "cpu,alloc_space", or "all". */
static void want_types(struct load *l, const char *list) {
  struct str rest = str_of(list), name;
  l->types.all = str_eq(rest, STR("all"));
  while (!l->types.all && str_cut(&rest, ',', &name))
    if (name.n) *VEC_PUSH(l->arena, &l->types.wanted) = name;
}

void load_init(struct load *l, struct arena *a, struct diags *d, const struct options *o) {
  *l = (struct load){.arena = a, .diags = d, .options = o};
  bench_table_init(&l->bench, a);
  l->inputs.doc = &l->doc;
  l->inputs.bench = &l->bench;
  history_init(&l->history, a);
  l->inputs.history = &l->history;
  l->inputs.label[SIDE_BASE] = STR("base");
  l->inputs.label[SIDE_HEAD] = STR("head");
  l->types.annotate = o->given[OPT_ANNOTATE];
  if (o->given[OPT_SAMPLE_TYPE]) want_types(l, o->value[OPT_SAMPLE_TYPE]);
}

static enum input_role role_of(const struct load *l, enum side side) {
  if (l->in_history) return ROLE_HISTORY;
  return side == SIDE_HEAD ? ROLE_HEAD : ROLE_BASE;
}

/* The name of an input for people: as typed. What a page or a comparison says of an input holds no absolute path, which would
 * tell of the machine and change it from one checkout to the next: there its role stands in for the folders. */
struct str load_shown_name(struct load *l, const char *path, enum input_role role) {
  struct str s = str_of(path);
  while (str_starts(s, STR("./"))) s = str_slice(s, 2, s.n);
  bool only_messages = l->options->command == CMD_FLAME || l->options->command == CMD_FOLD || l->options->command == CMD_RECORD;
  if (only_messages || s.n == 0 || s.p[0] != '/') return arena_dup(l->arena, s);
  s = str_base_name(s);
  if (role == ROLE_DOCUMENT) return arena_dup(l->arena, s);
  return arena_printf(l->arena, "%s/" STR_FMT, input_role_name(role), STR_ARG(s));
}

struct input *load_add_input(struct load *l, struct str name, enum input_role role) {
  struct input *in = VEC_PUSH(l->arena, &l->list);
  in->name = name;
  in->role = role;
  return in;
}

/* A named input that could not even be opened; it was diagnosed. */
void load_bad_input(struct load *l, struct str name, enum input_role role) {
  load_add_input(l, name, role)->bad = true;
  l->inputs.bad = true;
}

void load_take_source(struct load *l, struct input *in, const struct source *s) {
  *VEC_PUSH(l->arena, &l->sources) = (struct source){.device = s->device, .inode = s->inode};
  in->bytes = s->bytes;
  memcpy(in->sha256, s->sha256, sizeof in->sha256);
}

/* The kinds by the names that report.json gives them, and two that are shorter. */
enum input_kind load_kind_named(struct str name) {
  if (str_eq(name, STR("diff"))) return INPUT_FOLDED_DIFF;
  if (str_eq(name, STR("csv"))) return INPUT_MEASURE_CSV;
  for (enum input_kind k = INPUT_UNKNOWN + 1; k < INPUT_KIND_MAX; k++)
    if (input_kind_class(k) != CLASS_DOCUMENT && str_eq(name, str_of(input_kind_json(k)))) return k;
  return INPUT_UNKNOWN;
}

static enum input_kind forced_kind(const struct options *o) {
  return o->given[OPT_INPUT_FORMAT] ? load_kind_named(str_of(o->value[OPT_INPUT_FORMAT])) : INPUT_UNKNOWN;
}

/* Profiles wait until every file is known: which of them pair up depends on all. */
static void defer_profile(struct load *l, const struct source *s, enum side side, uint32_t input) {
  struct folded_file *f = VEC_PUSH(l->arena, &l->folded);
  struct source *kept = ARENA_NEW(l->arena, struct source);
  *kept = *s;
  f->source = kept;
  f->side = side;
  f->columns = l->list.at[input].kind == INPUT_FOLDED_DIFF ? FOLDED_DIFFERENCE : FOLDED_PLAIN;
  f->count_name = str_of(l->options->value[OPT_COUNT_NAME]);
  f->jobs = l->options->jobs;
  if (l->options->command == CMD_FOLD) f->key = STR("folded"); /* all files add up */
  *VEC_PUSH(l->arena, &l->folded_inputs) = input;
}

void load_read_source(struct load *l, const struct source *s, enum side side, uint32_t index) {
  struct input *in = &l->list.at[index];
  struct tally tally = {0, 0};
  if (load_history_passes(l, in) || (l->options->command == CMD_RECORD && input_kind_class(in->kind) != CLASS_BENCH)) return;
  if (bench_files_wait(in->kind)) {
    load_wait(l, s, side, index);
    return;
  }
  switch (in->kind) {
  case INPUT_GO_BENCH: tally = gobench_read(&l->bench, l->diags, s, side); break;
  case INPUT_MEASURE_CSV: tally = measure_csv_read(&l->inputs.metrics, l->arena, l->diags, s, side); break;
  case INPUT_FOLDED:
  case INPUT_FOLDED_DIFF: defer_profile(l, s, side, index); return;
  case INPUT_PPROF: tally = pprof_read(l->arena, l->diags, s, side, &l->types, &l->parts); break;
  case INPUT_PERF_SCRIPT: tally = perf_script_read(l->arena, l->diags, s, side, &l->types, &l->parts); break;
  case INPUT_SPEEDSCOPE: tally = speedscope_read(l->arena, l->diags, s, side, &l->parts); break;
  case INPUT_CPUPROFILE: tally = cpuprofile_read(l->arena, l->diags, s, side, &l->parts); break;
  case INPUT_PERFDOC:
    diag_add(l->diags, DIAG_FORMAT_UNKNOWN, (struct pos){s->name, 0, 0},
             "not read as a result: the document belongs beside base/ and head/, or is given with --perf");
    return;
  case INPUT_GOOGLE_BENCH:
  case INPUT_HYPERFINE:
  case INPUT_PYTEST:
  case INPUT_JMH:
  case INPUT_NANOBENCH:
  case INPUT_CRITERION:
  case INPUT_DOTNET_JSON:
  case INPUT_DOTNET_XML:
  case INPUT_CATCH2:
  case INPUT_LIBTEST:
  case INPUT_K6:
  case INPUT_VEGETA:
  case INPUT_WRK:
  case INPUT_PERF_STAT:
  case INPUT_FIGURES_JSON:
  case INPUT_FIGURES_HISTORY:
  case INPUT_BMF:
  case INPUT_ASV: tally = bench_formats_read(&l->bench, l->diags, s, side, in->kind); break;
  case INPUT_UNKNOWN:
  case INPUT_KIND_MAX: return;
  }
  in->records = tally.records;
  in->skipped = tally.skipped;
}

static uint32_t *by_content(struct load *l, enum input_role role, const char *content) {
  unsigned operand = role == ROLE_BASE ? 0 : l->operand;
  return strmap_at(l->arena, &l->contents, arena_printf(l->arena, "%s %u " STR_FMT " %s", input_role_name(role), operand, STR_ARG(l->run_id), content));
}

/* The same bytes once more in the same role would count every sample twice. Where a large file is not hashed it is at least
 * not the same file. */
bool load_is_given_twice(struct load *l, struct input *in, const struct source *s) {
  bool hashed = in->sha256[0] != '\0';
  uint32_t *first = by_content(l, in->role, hashed ? in->sha256 : arena_printf(l->arena, "%llu %llu", (unsigned long long)s->device, (unsigned long long)s->inode).p);
  if (in->bytes == 0) return false;
  if (*first == 0) {
    *first = (uint32_t)l->list.n;
    return false;
  }
  const struct input *other = &l->list.at[*first - 1];
  if (bench_files_wait(other->kind)) return false; /* the name of a benchmark, or a run that its tool copied */
  in->kind = other->kind;
  diag_add(l->diags, DIAG_SAME_FILE, (struct pos){in->name, 0, 0}, "holds the same bytes as " STR_FMT ", and is not read again", STR_ARG(other->name));
  return true;
}

static bool is_result(enum input_kind kind) {
  enum input_class class = input_kind_class(kind);
  return class == CLASS_BENCH || (class == CLASS_PROFILE && kind != INPUT_FOLDED_DIFF);
}

/* Of several files with the same bytes the one that is a result stands for them: a tool may have kept copies of its runs. */
static void find_results(struct load *l) {
  VEC_EACH(const uint32_t, i, &l->waited_inputs) {
    const struct input *in = &l->list.at[*i];
    if (!in->aside && in->sha256[0] != '\0') *by_content(l, in->role, in->sha256) = *i + 1;
  }
}

/* No two runs take the same time to the last digit. */
static void find_same_run(struct load *l) {
  find_results(l);
  VEC_EACH(const struct input, in, &l->list) {
    if (in->role != ROLE_HEAD || in->bytes == 0 || in->sha256[0] == '\0' || in->aside || !is_result(in->kind)) continue;
    uint32_t base = *by_content(l, ROLE_BASE, in->sha256);
    if (base == 0 || l->list.at[base - 1].aside) continue;
    l->inputs.same_run = true;
    diag_add(l->diags, DIAG_SAME_FILE, (struct pos){in->name, 0, 0}, "holds the same bytes as " STR_FMT ": was one run given as both?",
             STR_ARG(l->list.at[base - 1].name));
  }
}

/* Large files of stacks and of Go benchmark text are not kept in memory. What a report says of its inputs, it says with their hash. */
static bool open_input(struct load *l, const char *path, struct source *s, enum input_kind forced) {
  bool hashed = l->options->command == CMD_REPORT || l->options->command == CMD_BENCH || l->options->command == CMD_RECORD;
  if (!source_open(l->arena, l->diags, path, hashed, s)) return false;
  if (!s->partial) return true;
  bool streams = forced == INPUT_UNKNOWN ? sniff_is_stacks(s->text) || sniff_is_go_bench(s->text)
                                        : forced == INPUT_FOLDED || forced == INPUT_FOLDED_DIFF || forced == INPUT_GO_BENCH;
  if (!streams || (hashed && s->stream)) return source_complete(l->arena, l->diags, s);
  return !hashed || source_hash_partial(l->diags, s);
}

/* Two readers of standard input, or of one pipe, would get a part of it each. */
bool load_is_drained(struct load *l, const char *path, struct str name) {
  bool standard = strcmp(path, "-") == 0, drained = standard && l->standard_taken;
  if (!standard && source_stat(path) != SOURCE_OTHER) return false;
  l->standard_taken |= standard;
  VEC_EACH(const struct source, s, &l->sources) drained = drained || source_is_drained(path, s);
  if (drained) diag_add(l->diags, DIAG_FILE_UNREADABLE, (struct pos){name, 0, 0}, "was given twice, and can be read only once");
  return drained;
}

static void load_file(struct load *l, enum side side, const char *path, struct str name) {
  struct source s = {.name = name};
  uint32_t index = (uint32_t)l->list.n;
  enum input_kind forced = l->in_history ? INPUT_UNKNOWN : forced_kind(l->options);
  if (load_is_drained(l, path, name) || !open_input(l, path, &s, forced)) {
    load_bad_input(l, name, role_of(l, side));
    return;
  }
  struct input *in = load_add_input(l, name, role_of(l, side));
  load_take_source(l, in, &s);
  if (l->options->command != CMD_FOLD && load_is_given_twice(l, in, &s)) return;
  in->kind = forced == INPUT_UNKNOWN ? sniff(l->diags, &s) : forced;
  load_read_source(l, &s, side, index);
}

/* What lies in a folder was not named one by one: a pipe there has no writer to wait for, and a device may have no end. */
bool load_is_file(struct load *l, const char *path, struct str name) {
  if (source_stat(path) != SOURCE_OTHER) return true;
  diag_add(l->diags, DIAG_FILE_UNREADABLE, (struct pos){name, 0, 0}, "is no regular file, or a link that leads to none");
  return false;
}

bool load_would_overwrite(const struct load *l, const char *path) {
  VEC_EACH(const struct source, s, &l->sources) {
    if (!source_is_same(path, s)) continue;
    fprintf(stderr, "perfpage: %s: is an input, and is not written over\n", path);
    return true;
  }
  return false;
}

static void load_of_folder(struct load *l, enum side side, const char *dir, struct str prefix, struct str file) {
  struct str path = arena_printf(l->arena, "%s/" STR_FMT, dir, STR_ARG(file));
  struct str name = arena_printf(l->arena, STR_FMT "/" STR_FMT, STR_ARG(prefix), STR_ARG(file));
  l->folder = prefix;
  if (load_is_file(l, path.p, name)) load_file(l, side, path.p, name);
  else load_bad_input(l, name, role_of(l, side));
  l->folder = STR_NONE;
}

/* What a tool writes beside its results is told by its name and by the results: they come first. */
static void load_files(struct load *l, enum side side, const char *dir, struct str prefix, const struct str_vec *files) {
  size_t first = l->waiting.n, companions = 0;
  struct str root;
  VEC_EACH(const struct str, file, files)
    if (!criterion_tree_companion(*file, &root)) load_of_folder(l, side, dir, prefix, *file);
  VEC_EACH(const struct str, file, files) {
    if (!criterion_tree_companion(*file, &root)) continue;
    bool companion = load_is_companion(l, first, arena_printf(l->arena, STR_FMT "/" STR_FMT, STR_ARG(prefix), STR_ARG(*file)));
    companions += companion;
    if (!companion) load_of_folder(l, side, dir, prefix, *file);
  }
  if (companions == 0) return;
  diag_add(l->diags, DIAG_COMPANION, (struct pos){prefix, 0, 0},
           "%zu file%s that Criterion wrote beside its runs, reports and the same figures once more, %s not read",
           companions, companions == 1 ? "" : "s", companions == 1 ? "is" : "are");
}

/* Every file of a folder; names are shown relative to prefix. */
void load_folder(struct load *l, enum side side, const char *dir, struct str prefix) {
  struct str_vec files = {0};
  if (!source_list(l->arena, dir, true, &files)) {
    diag_add(l->diags, DIAG_FILE_UNREADABLE, (struct pos){prefix, 0, 0}, "the folder cannot be read");
    load_bad_input(l, prefix, role_of(l, side));
    return;
  }
  load_files(l, side, dir, prefix, &files);
}

void load_path(struct load *l, enum side side, struct named_path path) {
  struct str name = load_shown_name(l, path.path, role_of(l, side));
  if (path.label.n) l->inputs.label[side] = path.label;
  l->inputs.has_role[side] = true;
  l->run = path.by_path ? STR_NONE : path.label;
  if (source_stat(path.path) == SOURCE_DIR) {
    size_t before = l->list.n;
    load_folder(l, side, path.path, name);
    if (l->list.n == before) {
      diag_add(l->diags, DIAG_FILE_EMPTY, (struct pos){name, 0, 0}, "the folder holds no file");
      load_bad_input(l, name, role_of(l, side));
    }
  } else {
    load_file(l, side, path.path, name);
  }
}

bool load_is_document(struct diags *d, const struct source *doc) {
  if (str_trim(doc->text).n > 0) return sniff_is_text(d, doc);
  diag_add(d, DIAG_FILE_EMPTY, (struct pos){doc->name, 0, 0}, "this document is empty: it holds no rule");
  return false;
}

static void load_document(struct load *l, const char *path, struct str name) {
  if (!source_load(l->arena, l->diags, path, name, &l->doc_source)) {
    load_bad_input(l, name, ROLE_DOCUMENT);
    return;
  }
  struct input *in = load_add_input(l, name, ROLE_DOCUMENT);
  load_take_source(l, in, &l->doc_source);
  in->kind = INPUT_PERFDOC;
  in->bad = !load_is_document(l->diags, &l->doc_source);
  in->records = !in->bad;
  if (!in->bad) perfdoc_read(l->arena, l->diags, &l->doc_source, &l->doc);
}

static const char *in_dir(struct load *l, const char *dir, const char *name) {
  return arena_printf(l->arena, "%s/%s", dir, name).p;
}

/* A folder of DIR: absent or empty it is an absent role, not an error. */
static void load_role(struct load *l, const char *dir, const char *name, enum side side) {
  const char *path = in_dir(l, dir, name);
  if (l->options->side[side].n || !source_is_there(path)) return;
  size_t before = l->list.n;
  if (source_stat(path) != SOURCE_DIR) {
    diag_add(l->diags, DIAG_FILE_UNREADABLE, (struct pos){str_of(name), 0, 0}, "not a folder that can be read; results belong in %s/", name);
    load_bad_input(l, str_of(name), role_of(l, side));
    return;
  }
  load_folder(l, side, path, str_of(name));
  l->inputs.has_role[side] = l->list.n > before;
}

/* What options name is read, wherever it lies. */
static struct str_vec named_inputs(struct load *l) {
  const struct options *o = l->options;
  struct str_vec v = {0};
  if (o->given[OPT_PERF]) *VEC_PUSH(l->arena, &v) = str_of(o->value[OPT_PERF]);
  for (int side = SIDE_BASE; side < SIDE_MAX; side++) {
    VEC_EACH(const struct named_path, path, &o->side[side]) *VEC_PUSH(l->arena, &v) = str_of(path->path);
  }
  VEC_EACH(const struct str, path, &o->history) *VEC_PUSH(l->arena, &v) = *path;
  return v;
}

static void load_dir(struct load *l, const char *dir) {
  if (source_stat(dir) != SOURCE_DIR) {
    struct str name = load_shown_name(l, dir, ROLE_DOCUMENT);
    diag_add(l->diags, DIAG_FILE_MISSING, (struct pos){name, 0, 0}, "no such folder");
    load_bad_input(l, name, ROLE_HEAD);
    return;
  }
  const char *doc = in_dir(l, dir, "PERFORMANCE.md");
  if (!l->options->given[OPT_PERF] && source_is_there(doc)) {
    struct str name = STR("PERFORMANCE.md");
    if (load_is_file(l, doc, name)) load_document(l, doc, name);
    else load_bad_input(l, name, ROLE_DOCUMENT);
  }
  load_role(l, dir, "base", SIDE_BASE);
  l->head_is_there = source_is_there(in_dir(l, dir, "head"));
  load_role(l, dir, "head", SIDE_HEAD);
  const char *history = in_dir(l, dir, "history");
  if (l->options->history.n == 0 && source_is_there(history)) load_history(l, history, STR("history"));
  struct str_vec named = named_inputs(l);
  struct str other = slip_warn(l->arena, l->diags, dir, &named);
  if (other.n == 0 || l->doc.present || l->inputs.bad) return;
  diag_add(l->diags, DIAG_FILE_MISSING, (struct pos){STR("PERFORMANCE.md"), 0, 0}, "there is no such file, but a \"" STR_FMT "\", which is not read", STR_ARG(other));
  load_bad_input(l, STR("PERFORMANCE.md"), ROLE_DOCUMENT);
}

void load_report(struct load *l) {
  const struct options *o = l->options;
  if (o->given[OPT_PERF]) load_document(l, o->value[OPT_PERF], load_shown_name(l, o->value[OPT_PERF], ROLE_DOCUMENT));
  if (o->operands.n) load_dir(l, o->operands.at[0].p);
  for (int side = SIDE_BASE; side < SIDE_MAX; side++) {
    VEC_EACH(const struct named_path, path, &o->side[side]) load_path(l, (enum side)side, *path);
  }
  VEC_EACH(const struct str, path, &o->history) load_history(l, path->p, load_shown_name(l, path->p, ROLE_HISTORY));
  load_finish(l);
}

/* Whether another base or head was given beside a file: then its two columns are no difference. */
static bool is_alone(const struct load *l) {
  return l->folded.n == 1 && !(l->inputs.has_role[SIDE_BASE] && l->inputs.has_role[SIDE_HEAD]);
}

/* fold adds up whatever counts the same: what goes by the name of its file goes by the first sample type of its unit, or by the
 * first name where there is none. */
static void share_keys(struct profile_vec *profiles) {
  VEC_EACH(struct profile, p, profiles) {
    const struct profile *like = p;
    VEC_EACH(const struct profile, q, profiles) {
      if (!str_eq(q->unit, p->unit)) continue;
      if (q->typed > like->typed || (q->typed == like->typed && q < like)) like = q;
    }
    if (p->typed) continue;
    p->key = like->key;
    p->unit_is_events = like->unit_is_events;
  }
}

static void read_profiles(struct load *l) {
  bool alone = is_alone(l);
  for (size_t i = 0; i < l->folded.n; i++) {
    struct folded_file *f = &l->folded.at[i];
    if (f->columns == FOLDED_PLAIN && !l->options->given[OPT_INPUT_FORMAT]) f->columns = folded_columns_of(f->source, alone);
    if (f->columns == FOLDED_DIFFERENCE) {
      l->list.at[l->folded_inputs.at[i]].kind = INPUT_FOLDED_DIFF;
      l->inputs.has_role[SIDE_BASE] = l->inputs.has_role[SIDE_HEAD] = true;
    }
  }
  folded_read(l->arena, l->diags, l->folded.at, l->folded.n, &l->inputs.profiles);
  for (size_t i = 0; i < l->folded.n; i++) {
    struct input *in = &l->list.at[l->folded_inputs.at[i]];
    in->records = l->folded.at[i].tally.records;
    in->skipped = l->folded.at[i].tally.skipped;
  }
  VEC_EACH(const struct profile, p, &l->inputs.profiles) (void)profile_request_takes(l->arena, &l->types, p->key, p->unit, true);
  VEC_EACH(const struct profile, part, &l->parts) *VEC_PUSH(l->arena, &l->inputs.profiles) = *part;
  if (l->options->command == CMD_FOLD) share_keys(&l->inputs.profiles);
  if (l->parts.n) profile_join(l->arena, l->diags, &l->inputs.profiles);
}

/* A sample type that was asked for by name and is nowhere. */
static void check_types(struct load *l) {
  if (l->types.met.n == l->types.wanted.n) return;
  struct str there = arena_join(l->arena, l->types.seen.at, l->types.seen.n, STR(", "));
  VEC_EACH(const struct str, want, &l->types.wanted) {
    bool met = false;
    VEC_EACH(const struct str, it, &l->types.met) met = met || str_eq(*it, *want);
    if (met) continue;
    diag_add(l->diags, DIAG_SAMPLE_TYPE, (struct pos){STR_NONE, 0, 0}, "--sample-type: no profile has \"" STR_FMT "\"; there is " STR_FMT,
             STR_ARG(*want), STR_ARG(there.n ? there : STR("no profile")));
    l->inputs.bad = true;
  }
}

/* A file with an error of its own is bad, whatever could be read of it; the document's errors are gates instead. */
static void mark_bad(struct load *l) {
  struct strmap faulty = {0};
  VEC_EACH(const struct diag, d, &l->diags->list) {
    if (diag_level_of(d->id) == DIAG_ERROR) *strmap_at(l->arena, &faulty, d->pos.file) = 1;
  }
  VEC_EACH(struct input, in, &l->list) {
    if (in->role == ROLE_DOCUMENT) in->bad = in->bad || !l->doc_source.whole;
    else in->bad = in->bad || *strmap_at(l->arena, &faulty, in->name);
    l->inputs.bad = l->inputs.bad || in->bad;
  }
}

/* Without a head, absolute rules are held against the newest run of the history. */
static void take_newest_run(struct load *l) {
  /* A base, or a place where a head should have been, says that there was to be one. */
  bool expected = l->inputs.has_role[SIDE_HEAD] || l->inputs.has_role[SIDE_BASE] || l->head_is_there;
  const struct history_run *run = expected ? NULL : history_newest_as_head(&l->history, &l->bench);
  if (run == NULL) return;
  l->inputs.has_role[SIDE_HEAD] = l->inputs.head_is_history = true;
  l->inputs.label[SIDE_HEAD] = arena_printf(l->arena, "newest of the history: " STR_FMT, STR_ARG(run->id));
}

void load_finish(struct load *l) {
  load_read_waiting(l);
  find_same_run(l);
  read_profiles(l);
  check_types(l);
  refine_profiles(l->arena, l->diags, l->options, &l->inputs);
  load_settle_units(l);
  bench_table_finish(&l->bench);
  load_history_finish(l);
  bool compares = l->options->command != CMD_FLAME && l->options->command != CMD_FOLD; /* a folder may hold both: a flame graph asks for no benchmark */
  if (compares && l->bench.results[SIDE_BASE] > 0 && l->bench.results[SIDE_HEAD] == 0 && l->inputs.has_role[SIDE_HEAD]) {
    diag_add(l->diags, DIAG_BENCH_NONE, (struct pos){STR("head"), 0, 0}, "head has no benchmark while base has some");
    l->inputs.bad = true;
  }
  take_newest_run(l);
  mark_bad(l);
}
