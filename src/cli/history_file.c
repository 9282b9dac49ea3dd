#include "cli/history_file.h"

#include "base/source.h"
#include "base/source_sink.h"
#include "cli/options.h"
#include "read/gobench.h"
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
  va_list ap;
  va_start(ap, fmt);
  fprintf(stderr, "perfpage: %s: ", path);
  vfprintf(stderr, fmt, ap);
  fputc('\n', stderr);
  va_end(ap);
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
  struct gobench *units;   /* reads Unit lines behind those of the entry */
  struct bench_table table;
  uint64_t at;             /* of the line, in bytes of text */
  uint64_t end_of_results; /* behind the last result line, or the line that ends figures */
  uint64_t first;          /* the first line behind it that is not blank; UINT64_MAX */
  bool inside;             /* of the run that goes by the entry's id */
  uint32_t found;          /* how many times */
  uint64_t from, to;       /* of that run */
  uint64_t known, other;   /* lines that a history is made of, and lines of anything else */
  bool dates;              /* a date stands above the results to come, */
  uint64_t date_at;        /* here */
  bool dated;              /* of the results that stay, some have a date */
  bool ended;              /* the last line has its end */
};

/* What the entry takes the place of has no say in units. */
static void look_at_unit(struct scan *s, struct str line) {
  if (!s->inside || !s->entry->replace) gobench_lines(s->units, line);
}

static void leave_run(struct scan *s) {
  if (s->inside) s->to = s->end_of_results;
  s->inside = false;
}

/* A run forgets what was set above the last result. */
static void look_at_run(struct scan *s, struct str value) {
  leave_run(s);
  s->dates = s->dates && s->date_at >= s->end_of_results;
  if (str_eq(str_trim(value), s->entry->run)) {
    s->from = s->first < s->at ? s->first : s->at;
    s->end_of_results = s->at;
    s->inside = true;
    s->found++;
  }
  s->first = UINT64_MAX;
}

/* Both the line that ends figures and the one that ends a true name. */
static bool ends_something(struct str line) {
  return str_starts(line, STR("perfpage-")) && str_ends(line, STR(":"));
}

/* "key: value", "Unit ...", and what go test prints around results. */
static bool is_known(struct str text) {
  static const struct str marks[] = {{"Unit ", 5}, {"PASS", 4}, {"FAIL", 4}, {"ok  \t", 5}, {"?   \t", 5}, {"=== ", 4}, {"--- ", 4}, {"testing: ", 9}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (str_starts(text, marks[i])) return true;
  size_t colon = str_find_char(text, ':');
  return colon != STR_NPOS && char_is_lower(text.p[0]) && str_find_char(str_slice(text, 0, colon), ' ') == STR_NPOS;
}

static void look_at_date(struct scan *s, struct str value) {
  struct date date;
  s->dates = date_parse(str_trim(value), &date);
  s->date_at = s->at;
}

static void look_at_result(struct scan *s, uint64_t next) {
  s->end_of_results = next;
  s->first = UINT64_MAX;
  s->known++;
  s->dated = s->dated || (s->dates && !(s->inside && s->entry->replace));
}

static void look_at(struct scan *s, struct str line, uint64_t next) {
  struct str text = str_trim_end(line);
  if (str_starts(text, STR("Benchmark")) || ends_something(text)) {
    look_at_result(s, next);
    return;
  }
  if (text.n > 0 && is_known(text)) s->known++;
  else if (text.n > 0) s->other++;
  if (text.n > 0 && s->first == UINT64_MAX) s->first = s->at;
  if (str_starts(text, STR("Unit "))) look_at_unit(s, line);
  else if (str_starts(text, STR("run: "))) look_at_run(s, str_slice(text, 5, text.n));
  else if (str_starts(text, STR("date:"))) look_at_date(s, str_slice(text, 5, text.n));
}

static void look_at_lines(struct scan *s, struct str lines) {
  while (lines.n > 0) {
    size_t end = str_find_char(lines, '\n');
    size_t n = end == STR_NPOS ? lines.n : end + 1;
    s->ended = end != STR_NPOS;
    look_at(s, str_slice(lines, 0, n), s->at + n);
    s->at += n;
    lines = str_slice(lines, n, lines.n);
  }
}

static void begin_scan(struct scan *s, struct history_entry *e, const char *path) {
  *s = (struct scan){.entry = e, .arena = ARENA_INIT, .first = UINT64_MAX, .ended = true};
  diag_init(&s->diags, &s->arena);
  bench_table_init(&s->table, &s->arena);
  VEC_EACH(const struct unit_fact, f, &e->facts) (void)bench_table_unit(&s->table, f);
  s->units = gobench_begin(&s->table, &s->diags, str_of(path), SIDE_HEAD);
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

/* What the lines of the old file say against the entry. */
static int weigh(struct scan *s, const char *path) {
  const char *run = arena_cstr(&s->arena, s->entry->run);
  if (s->other > s->known)
    return complain(path, STATUS_INPUT, "is no history that a run could be appended to: most of its lines are no Go benchmark text; name another file, which need not exist");
  if (s->found > 0 && !s->entry->replace) return complain(path, STATUS_USAGE, "has a run \"%s\" already; --replace puts this one in its place", run);
  if (s->found > 1) return complain(path, STATUS_INPUT, "has %u runs \"%s\": which of them is to be replaced?", s->found, run);
  if (s->dated && !s->entry->dated)
    return complain(path, STATUS_INPUT, "has runs with dates, and the run \"%s\" has none to stand among them by; --date says when it was measured", run);
  if (s->diags.list.n == 0) return STATUS_OK;
  return complain(path, STATUS_INPUT, "contradicts the results in what it says of a unit: " STR_FMT, STR_ARG(s->diags.list.at[0].message));
}

/* Reads the old file. STATUS_OK, or what speaks against the entry. */
static int scan_file(struct scan *s, const char *path) {
  struct source_stream in;
  struct str lines;
  int refused = refuse_other_text(&s->arena, path);
  if (refused) return refused;
  if (!source_stream_open(&in, &s->arena, &s->diags, path, str_of(path))) return STATUS_INPUT;
  while (source_stream_lines(&in, &lines)) look_at_lines(s, lines);
  bool whole = in.whole;
  uint64_t mark = in.bytes - s->at; /* of a byte order mark */
  source_stream_close(&in);
  if (!whole) return STATUS_INPUT;
  leave_run(s);
  s->from += mark;
  s->to += mark;
  return weigh(s, path);
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

/* The old text before and behind what is new. */
static int write_file(const struct scan *s, const char *path, int old, uint64_t size) {
  struct source_sink sink;
  bool replaces = s->found > 0;
  uint64_t from = replaces ? s->from : size, to = replaces ? s->to : size;
  source_sink_open(&sink, path);
  bool copied = old < 0 || copy(&sink, old, 0, from);
  int failed = copied ? 0 : errno;
  if (!s->ended && !replaces) source_sink_put(&sink, STR("\n"));
  if (from > 0 && !replaces) source_sink_put(&sink, STR("\n"));
  source_sink_put(&sink, s->entry->block);
  if (copied && old >= 0 && !copy(&sink, old, to, size)) {
    copied = false;
    failed = errno;
  }
  int closed = source_sink_close(&sink, copied);
  failed = failed ? failed : closed;
  return failed ? complain(path, STATUS_SYSTEM, "cannot be written: %s", strerror(failed)) : STATUS_OK;
}

static int add(const char *path, struct history_entry *e) {
  struct scan s;
  struct stat st = {.st_size = 0};
  int old = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), status = STATUS_OK;
  if (old < 0 && errno != ENOENT) return complain(path, STATUS_SYSTEM, "cannot be read: %s", strerror(errno));
  begin_scan(&s, e, path);
  if (old >= 0 && (fstat(old, &st) != 0 || !S_ISREG(st.st_mode))) status = complain(path, STATUS_USAGE, "is no file that a run could be appended to");
  if (old >= 0 && status == STATUS_OK && st.st_size > 0) {
    status = scan_file(&s, path);
    diag_print(&s.diags, stderr);
  }
  if (status == STATUS_OK) status = write_file(&s, path, old, (uint64_t)st.st_size);
  e->replaced = s.found > 0;
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
  if (str_ends(str_of(path), STR(".gz")))
    return complain(path, STATUS_INPUT, "a run is appended as plain text, which a name in .gz would hide; give a name without .gz");
  int failed = source_sink_target(path, file);
  int status = failed ? complain(path, STATUS_SYSTEM, "cannot be written: %s", strerror(failed)) : find_folder(&a, path, file);
  if (status == STATUS_OK) status = add_locked(&a, file, entry);
  arena_free(&a);
  return status;
}
