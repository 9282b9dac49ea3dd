#include "cli/history_file.h"

#include "base/escape.h"
#include "base/source.h"
#include "base/source_sink.h"
#include "cli/options.h"
#include "read/gobench.h"

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

static void look_at_run(struct scan *s, struct str value) {
  leave_run(s);
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

static void look_at(struct scan *s, struct str line, uint64_t next) {
  struct str text = str_trim_end(line);
  if (str_starts(text, STR("Benchmark")) || ends_something(text)) {
    s->end_of_results = next;
    s->first = UINT64_MAX;
    return;
  }
  if (text.n > 0 && s->first == UINT64_MAX) s->first = s->at;
  if (str_starts(text, STR("Unit "))) look_at_unit(s, line);
  else if (str_starts(text, STR("run: "))) look_at_run(s, str_slice(text, 5, text.n));
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

/* Reads the old file. STATUS_OK, or what speaks against the entry. */
static int scan_file(struct scan *s, const char *path) {
  struct source_stream in;
  struct str lines;
  if (!source_stream_open(&in, &s->arena, &s->diags, path, str_of(path))) return STATUS_INPUT;
  while (source_stream_lines(&in, &lines) && !in.gzip) look_at_lines(s, lines);
  bool gzip = in.gzip, whole = in.whole;
  uint64_t mark = in.bytes - s->at; /* of a byte order mark */
  source_stream_close(&in);
  if (gzip) return complain(path, STATUS_INPUT, "is compressed: it is read as a history, but not added to; gunzip it first");
  if (!whole) return STATUS_INPUT;
  leave_run(s);
  s->from += mark;
  s->to += mark;
  const char *run = arena_cstr(&s->arena, s->entry->run);
  if (s->found > 0 && !s->entry->replace) return complain(path, STATUS_USAGE, "has a run \"%s\" already; --replace puts this one in its place", run);
  if (s->found > 1) return complain(path, STATUS_INPUT, "has %u runs \"%s\": which of them is to be replaced?", s->found, run);
  if (s->diags.list.n == 0) return STATUS_OK;
  return complain(path, STATUS_INPUT, "contradicts the results in what it says of a unit: " STR_FMT, STR_ARG(s->diags.list.at[0].message));
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

int history_file_add(const char *path, struct history_entry *entry) {
  struct arena a = ARENA_INIT;
  char file[PATH_MAX]; /* one lock, whatever link leads there */
  int failed = source_sink_target(path, file);
  int status = failed ? complain(path, STATUS_SYSTEM, "cannot be written: %s", strerror(failed)) : add_locked(&a, file, entry);
  arena_free(&a);
  return status;
}
