#include "cli/history_file.h"

#include "base/escape.h"
#include "base/source.h"
#include "base/source_sink.h"
#include "cli/options.h"
#include "read/gobench.h"
#include "read/history_text.h"
#include "read/sniff.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int complain(const char *path, int status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static int complain(const char *path, int status, const char *fmt, ...) {
  struct arena a = ARENA_INIT;
  struct buf line = BUF_INIT;
  va_list ap;
  va_start(ap, fmt);
  escape_term(&line, arena_printf(&a, "perfpage: %s: ", path));
  escape_term(&line, arena_vprintf(&a, fmt, ap));
  va_end(ap);
  buf_char(&line, '\n');
  (void)fwrite(line.p, 1, line.n, stderr);
  buf_free(&line);
  arena_free(&a);
  return status;
}

/* ---- the lock ---- */

struct lock {
  const char *path;
  int fd;
};

/* Whoever held the lock may have taken the file away since it was opened: then the lock is on nothing. */
static bool is_there_still(const struct lock *k) {
  struct stat here, there;
  return fstat(k->fd, &here) == 0 && stat(k->path, &there) == 0 && here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

/* Takes the lock, or fails with the errno: EWOULDBLOCK while another has it. */
static int try_lock(struct lock *k) {
  k->fd = open(k->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (k->fd < 0 && errno == EACCES) k->fd = open(k->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW); /* another user's: it can be locked all the same */
  if (k->fd < 0) return errno;
  int failed = flock(k->fd, LOCK_EX | LOCK_NB) != 0 ? errno : 0;
  if (failed == 0 && is_there_still(k)) return 0;
  (void)close(k->fd);
  k->fd = -1;
  return failed && failed != EINTR ? failed : EWOULDBLOCK;
}

/* Hidden from who reads the folder as a history. */
static const char *lock_path(struct arena *a, struct str path) {
  struct str name = str_base_name(path);
  return arena_printf(a, STR_FMT "." STR_FMT ".lock", STR_ARG(str_slice(path, 0, path.n - name.n)), STR_ARG(name)).p;
}

static int take_lock(struct lock *k) {
  const struct timespec pause = {.tv_nsec = 20000000};
  int failed = try_lock(k);
  for (long waited = 0; failed == EWOULDBLOCK && waited < HISTORY_WAIT_S * 50L; waited++) {
    (void)nanosleep(&pause, NULL);
    failed = try_lock(k);
  }
  return failed;
}

static void drop_lock(struct lock *k) {
  if (k->fd < 0) return;
  (void)unlink(k->path);
  (void)close(k->fd);
}

/* ---- what is there already ---- */

struct scan {
  struct history_entry *entry;
  struct arena arena;
  struct diags diags;
  const struct history_places *there; /* as report sees it */
  const struct history_place *old;    /* the run that the entry takes the place of; NULL */
  uint64_t mark;                      /* bytes of a byte order mark, which stand before the text */
  uint64_t known, other;              /* lines that a history is made of, and lines of anything else */
};

/* "key: value", "Unit ...", results, and what go test prints around them. */
static bool is_known(struct str text) {
  static const struct str marks[] = {{"Benchmark", 9}, {"Unit ", 5}, {"PASS", 4}, {"FAIL", 4}, {"ok  \t", 5}, {"?   \t", 5}, {"=== ", 4}, {"--- ", 4}, {"testing: ", 9}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (str_starts(text, marks[i])) return true;
  size_t colon = str_find_char(text, ':');
  return colon != STR_NPOS && char_is_lower(text.p[0]) && str_find_char(str_slice(text, 0, colon), ' ') == STR_NPOS;
}

static void count_lines(struct scan *s, struct str lines) {
  struct str line;
  while (str_next_line(&lines, &line)) {
    line = str_trim_end(line);
    if (line.n > 0) *(is_known(line) ? &s->known : &s->other) += 1;
  }
}

/* Whatever is appended to another text would be lost in it, and the text with it. */
static int refuse_other_text(struct arena *a, const char *path) {
  struct source s = {.name = str_of(path)};
  struct diags unheard;
  diag_init(&unheard, a);
  if (!source_open(a, &unheard, path, false, &s)) return complain(path, STATUS_INPUT, STR_FMT, STR_ARG(unheard.list.at[0].message));
  if (s.gzip) return complain(path, STATUS_INPUT, "is compressed: it is read as a history, but not added to; gunzip it first");
  if (!s.partial && str_trim(s.text).n == 0) return STATUS_OK;
  enum input_kind kind = s.partial && sniff_is_go_bench(s.text) ? INPUT_GO_BENCH : s.partial ? INPUT_UNKNOWN : sniff(&unheard, &s);
  if (kind == INPUT_GO_BENCH) return STATUS_OK;
  return complain(path, STATUS_INPUT, "is no history that a run could be appended to: it holds %s, not Go benchmark text; name another file, which need not exist",
                  kind == INPUT_UNKNOWN ? "something else" : input_kind_words(kind));
}

/* Among runs with dates one without has no place. */
static int mind_dates(const struct scan *s, const char *path) {
  if (s->entry->dated) return STATUS_OK;
  VEC_EACH(const struct history_place, run, &s->there->runs) {
    if (!run->dated || run == s->old) continue;
    return complain(path, STATUS_INPUT, "has runs with dates, and the run \"" STR_FMT "\" has none to stand among them by; --date says when it was measured",
                    STR_ARG(s->entry->run));
  }
  return STATUS_OK;
}

/* A run that goes by the name of its file does so as long as it is the only one. */
static bool goes_by(const struct scan *s, const struct history_place *run, struct str file, struct str id) {
  return str_eq(run->id, id) || (s->there->runs.n == 1 && !run->named && str_eq(history_run_name(file), id));
}

/* Finds the run that goes by the entry's id. */
static int find_run(struct scan *s, const char *path) {
  uint32_t found = 0;
  VEC_EACH(const struct history_place, run, &s->there->runs) {
    if (!goes_by(s, run, str_of(path), s->entry->run)) continue;
    s->old = run;
    found++;
  }
  const char *id = arena_cstr(&s->arena, s->entry->run);
  if (found > 0 && !s->entry->replace) return complain(path, STATUS_USAGE, "has a run \"%s\" already; --replace puts this one in its place", id);
  if (found > 1) return complain(path, STATUS_INPUT, "has %u runs \"%s\": which of them is to be replaced?", found, id);
  return STATUS_OK;
}

/* Configuration goes on from one run to the next unless a run: line stands between them. */
static int mind_neighbours(const struct scan *s, const char *path) {
  const struct history_place_vec *runs = &s->there->runs;
  if (s->old == NULL) return STATUS_OK;
  bool follows = s->old > runs->at && s->old[-1].empty, is_last = s->old + 1 == runs->at + runs->n;
  if (follows) return complain(path, STATUS_INPUT, "the run before that one has no result: remove it first, its configuration would go on");
  if (is_last || (s->old[1].named && !s->old->empty)) return STATUS_OK;
  return complain(path, STATUS_INPUT, "the run \"" STR_FMT "\" goes on with the configuration of the one to be replaced: give it a run: line of its own",
                  STR_ARG(s->old[1].id));
}

static bool contradict(const struct unit_fact *a, const struct unit_fact *b) {
  if (!str_eq(a->unit, b->unit)) return false;
  return (a->better_set && b->better_set && a->better != b->better) || (a->assume_set && b->assume_set && a->exact != b->exact);
}

/* What the entry takes the place of has no say in units. */
static int mind_units(struct scan *s, const char *path) {
  struct strmap own = {0};
  const struct unit_fact_vec *facts = &s->entry->facts;
  for (uint32_t i = 0; i < facts->n; i++) *strmap_at(&s->arena, &own, facts->at[i].unit) = i + 1;
  VEC_EACH(const struct history_said, said, &s->there->units) {
    if (s->old && said->at >= s->old->from && said->at < s->old->to) continue;
    uint32_t number = *strmap_at(&s->arena, &own, said->fact.unit);
    if (number == 0 || !contradict(&said->fact, &facts->at[number - 1])) continue;
    return complain(path, STATUS_INPUT, "line %u contradicts the results in what it says of the unit \"" STR_FMT "\"", said->line, STR_ARG(said->fact.unit));
  }
  return STATUS_OK;
}

/* STATUS_OK, or what speaks against the entry. */
static int judge(struct scan *s, const char *path) {
  uint32_t line = s->there->broke_off;
  if (line) return complain(path, STATUS_INPUT, "line %u broke off; mend or remove it", line);
  if (s->other > s->known)
    return complain(path, STATUS_INPUT, "is no history that a run could be appended to: most of its lines are no Go benchmark text; name another file, which need not exist");
  int status = find_run(s, path);
  if (status == STATUS_OK) status = mind_dates(s, path);
  if (status == STATUS_OK) status = mind_neighbours(s, path);
  return status == STATUS_OK ? mind_units(s, path) : status;
}

static bool is_same_file(const struct stat *a, const struct stat *b) {
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Other programs know nothing of the lock: what one has written since the file was opened would be lost. */
static bool is_untouched(const char *path, int old, const struct stat *was) {
  struct stat there;
  if (old < 0) return lstat(path, &there) != 0;
  return stat(path, &there) == 0 && is_same_file(&there, was);
}

/* Reads the old file. */
static int scan_file(struct scan *s, const char *path) {
  struct source_stream in;
  struct str lines;
  int refused = refuse_other_text(&s->arena, path);
  if (refused) return refused;
  if (!source_stream_open(&in, &s->arena, &s->diags, path, str_of(path))) return STATUS_INPUT;
  struct gobench *reader = history_places_begin(&s->arena, str_of(path));
  while (source_stream_lines(&in, &lines)) {
    gobench_lines(reader, lines);
    count_lines(s, lines);
  }
  bool whole = in.whole;
  s->there = history_places_end(reader);
  s->mark = in.bytes - s->there->bytes;
  source_stream_close(&in);
  return whole ? judge(s, path) : STATUS_INPUT;
}

/* ---- writing ---- */

/* The bytes from..to of the old file. */
static bool copy(struct source_sink *sink, int old, uint64_t from, uint64_t to) {
  static char block[256 * 1024];
  if (lseek(old, (off_t)from, SEEK_SET) < 0) return false;
  while (from < to) {
    size_t want = to - from < sizeof block ? (size_t)(to - from) : sizeof block;
    ssize_t got = read(old, block, want);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      if (got == 0) errno = EIO; /* it was longer a moment ago */
      return false;
    }
    source_sink_put(sink, (struct str){block, (size_t)got});
    from += (uint64_t)got;
  }
  return true;
}

/* The last byte of the old file. */
static bool is_ended(int old, uint64_t size) {
  char last = '\n';
  return size == 0 || (pread(old, &last, 1, (off_t)size - 1) == 1 && last == '\n');
}

/* Between the old text and a run at its end. What the old text sets for a run to come is not this one's. */
static void put_joint(struct source_sink *sink, const struct scan *s, bool ended) {
  if (!ended) source_sink_put(sink, STR("\n"));
  source_sink_put(sink, STR("\n"));
  if (s->there == NULL) return;
  VEC_EACH(const struct str, key, &s->there->ahead) {
    source_sink_put(sink, *key);
    source_sink_put(sink, STR(":\n"));
  }
}

/* The old text before and behind what is new. */
static int write_file(const struct scan *s, const char *path, int old, const struct stat *was) {
  struct source_sink sink;
  uint64_t size = (uint64_t)was->st_size;
  uint64_t from = s->old ? s->old->from + s->mark : size, to = s->old ? s->old->to + s->mark : size;
  source_sink_open(&sink, path);
  bool copied = old < 0 || copy(&sink, old, 0, from);
  int failed = copied ? 0 : errno;
  if (!s->old && size > 0) put_joint(&sink, s, is_ended(old, size));
  source_sink_put(&sink, s->entry->block);
  if (copied && old >= 0 && !copy(&sink, old, to, size)) {
    copied = false;
    failed = errno;
  }
  if (copied && sink.fd >= 0) (void)fsync(sink.fd); /* which takes its time; closing does it again, and says what fails */
  bool untouched = is_untouched(path, old, was);
  int closed = source_sink_close(&sink, copied && untouched);
  if (!untouched) return complain(path, STATUS_SYSTEM, "was changed by another program in the meantime; nothing is recorded");
  failed = failed ? failed : closed;
  return failed ? complain(path, STATUS_SYSTEM, "cannot be written: %s", strerror(failed)) : STATUS_OK;
}

static int add(const char *path, struct history_entry *e) {
  struct scan s = {.entry = e, .arena = ARENA_INIT};
  struct stat st = {.st_size = 0};
  int old = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK), status = STATUS_OK;
  if (old < 0 && errno != ENOENT) return complain(path, STATUS_SYSTEM, "cannot be read: %s", strerror(errno));
  diag_init(&s.diags, &s.arena);
  if (old >= 0 && (fstat(old, &st) != 0 || !S_ISREG(st.st_mode))) status = complain(path, STATUS_USAGE, "is no file that a run could be appended to");
  if (old >= 0 && status == STATUS_OK && st.st_size > 0) {
    status = scan_file(&s, path);
    diag_print(&s.diags, stderr);
  }
  if (status == STATUS_OK) status = write_file(&s, path, old, &st);
  e->replaced = s.old != NULL;
  if (old >= 0) (void)close(old);
  arena_free(&s.arena);
  return status;
}

static int add_locked(struct arena *a, const char *file, struct history_entry *entry) {
  struct lock lock = {lock_path(a, str_of(file)), -1};
  int failed = take_lock(&lock), status = STATUS_SYSTEM;
  if (failed == EWOULDBLOCK)
    (void)complain(file, status, "another process has held the lock %s for %d seconds; nothing is recorded", lock.path, HISTORY_WAIT_S);
  else if (failed) (void)complain(file, status, "the lock %s cannot be taken: %s", lock.path, strerror(failed));
  else status = add(file, entry);
  drop_lock(&lock);
  return status;
}

/* The folder is the user's to make: a slip in a path would hide the history. */
static int find_folder(struct arena *a, const char *path, const char *file) {
  struct str s = str_of(file);
  size_t slash = str_rfind_char(s, '/');
  if (slash == STR_NPOS || slash == 0) return STATUS_OK;
  const char *folder = arena_cstr(a, str_slice(s, 0, slash));
  if (source_stat(folder) != SOURCE_ABSENT) return STATUS_OK;
  return complain(path, STATUS_SYSTEM, "the folder %s does not exist; make it first: mkdir -p %s", folder, folder);
}

int history_file_add(const char *path, struct history_entry *entry) {
  struct arena a = ARENA_INIT;
  char file[PATH_MAX]; /* one lock, whatever link leads there */
  if (strcmp(path, "-") == 0) return complain(path, STATUS_USAGE, "is standard output, which no run can be appended to; ./- is a file");
  if (str_ends(str_of(path), STR(".gz")))
    return complain(path, STATUS_INPUT, "a run is appended as plain text, which a name in .gz would hide; give a name without .gz");
  int failed = source_sink_target(path, file);
  int status = failed ? complain(path, STATUS_SYSTEM, "cannot be written: %s", strerror(failed)) : find_folder(&a, path, file);
  if (status == STATUS_OK) status = add_locked(&a, file, entry);
  arena_free(&a);
  return status;
}
