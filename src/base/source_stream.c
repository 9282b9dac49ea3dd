#include "base/source_stream.h"

#include "base/source.h"
#include "base/source_hash.h"
#include "base/source_unzip.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A block stays in the second cache between being read and being parsed. */
enum { BLOCK = 256 * 1024 };

static struct pos about(const struct source_stream *s) {
  return (struct pos){s->name, 0, 0};
}

/* ---- opening ---- */

static void begin(struct source_stream *s, struct arena *a, struct diags *d, struct str name) {
  *s = (struct source_stream){
      .arena = a, .name = name, .diags = d, .fd = -1, .whole = true, .limit = UINT64_MAX, .left = UINT64_MAX};
}

static bool refuse(struct source_stream *s, enum diag_id id, const char *why) {
  diag_add(s->diags, id, about(s), "%s", why);
  source_stream_close(s);
  return false;
}

bool source_stream_open(struct source_stream *s, struct arena *a, struct diags *d, const char *path, struct str name) {
  begin(s, a, d, name);
  bool standard = strcmp(path, "-") == 0;
  struct stat st;
  s->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (s->fd < 0 || fstat(s->fd, &st) != 0) {
    bool missing = errno == ENOENT || errno == ENOTDIR;
    return refuse(s, missing ? DIAG_FILE_MISSING : DIAG_FILE_UNREADABLE, missing ? "no such file" : strerror(errno));
  }
  if (S_ISDIR(st.st_mode)) return refuse(s, DIAG_FILE_UNREADABLE, "is a folder, not a file");
  /* Devices are refused because some have no end. */
  if (S_ISBLK(st.st_mode) || (S_ISCHR(st.st_mode) && !standard && !isatty(s->fd)))
    return refuse(s, DIAG_FILE_UNREADABLE, "is a device, not a file");
  s->device = (uint64_t)st.st_dev;
  s->inode = (uint64_t)st.st_ino;
  s->is_file = S_ISREG(st.st_mode) && !standard;
  s->size = S_ISREG(st.st_mode) && st.st_size > 0 ? (uint64_t)st.st_size : 0;
  if (s->is_file && s->size > 0) s->left = s->size; /* what is appended meanwhile is another run's */
  return true;
}

void source_stream_memory(struct source_stream *s, struct arena *a, struct diags *d, struct str bytes, struct str name) {
  begin(s, a, d, name);
  s->memory = bytes;
}

void source_stream_text(struct source_stream *s, struct arena *a, struct diags *d, struct str text, struct str name) {
  begin(s, a, d, name);
  memcpy(&s->buf, &text.p, sizeof s->buf); /* not written to: nothing more is read */
  s->n = s->cap = text.n;
  s->bytes = text.n;
  s->begun = s->ended = true;
}

void source_stream_close(struct source_stream *s) {
  if (s->unzip) source_unzip_free(s->unzip);
  if (s->fd >= 0 && s->fd != STDIN_FILENO) (void)close(s->fd);
  s->unzip = NULL;
  s->fd = -1;
}

/* ---- bytes as they stand on disk ---- */

/* At most room bytes; 0 at the end, and after an error. */
static size_t read_raw(struct source_stream *s, char *to, size_t room) {
  ssize_t got = 0;
  if (room > s->left) room = (size_t)s->left;
  if (s->fd >= 0 && room > 0) {
    do got = read(s->fd, to, room);
    while (got < 0 && errno == EINTR);
  } else if (room > 0) {
    got = (ssize_t)(s->memory.n < room ? s->memory.n : room);
    if (got > 0) memcpy(to, s->memory.p, (size_t)got);
    s->memory = str_slice(s->memory, (size_t)got, s->memory.n);
  }
  const char *problem = got < 0 ? strerror(errno) : got == 0 && s->left > 0 && s->left != UINT64_MAX ? "was cut short while it was read: ends" : NULL;
  if (problem) {
    diag_add(s->diags, DIAG_FILE_UNREADABLE, about(s), "%s after %llu bytes", problem, (unsigned long long)s->bytes);
    s->whole = false;
  }
  if (got <= 0) {
    s->left = 0;
    return 0;
  }
  if (s->hash) source_hash_add(s->hash, (struct str){to, (size_t)got});
  s->bytes += (uint64_t)got;
  if (s->left != UINT64_MAX) s->left -= (uint64_t)got;
  return (size_t)got;
}

uint64_t source_stream_line_at(struct source_stream *s, uint64_t offset) {
  char block[4096];
  if (offset == 0) return 0;
  for (uint64_t at = offset - 1; at < s->size;) {
    ssize_t got = pread(s->fd, block, sizeof block, (off_t)at);
    if (got <= 0) break;
    const char *end = memchr(block, '\n', (size_t)got);
    if (end) return at + (uint64_t)(end - block) + 1;
    at += (uint64_t)got;
  }
  return s->size;
}

void source_stream_range(struct source_stream *s, uint64_t from, uint64_t to) {
  (void)lseek(s->fd, (off_t)from, SEEK_SET); /* it is a regular file */
  s->left = to - from;
  s->passed = from;
  s->begun = from > 0; /* neither a byte order mark nor gzip begins in the middle */
}

/* ---- text ---- */

static void lose(struct source_stream *s, enum diag_id id, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static void lose(struct source_stream *s, enum diag_id id, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  struct str message = arena_vprintf(s->arena, fmt, ap);
  va_end(ap);
  diag_add(s->diags, id, about(s), STR_FMT, STR_ARG(message));
  s->whole = false;
  s->ended = true;
}

/* Room for a block behind what is there. */
static char *make_room(struct source_stream *s) {
  if (s->from > 0 && s->cap - s->n < BLOCK) {
    memmove(s->buf, s->buf + s->from, s->n - s->from);
    s->passed += s->from;
    s->n -= s->from;
    s->from = 0;
  }
  if (s->cap - s->n < BLOCK) {
    size_t cap = s->cap ? s->cap * 2 : 2 * BLOCK;
    s->buf = arena_grow(s->arena, s->buf, s->cap, cap);
    s->cap = cap;
  }
  return s->buf + s->n;
}

static void fill_plain(struct source_stream *s) {
  char *to = make_room(s);
  size_t got = read_raw(s, to, BLOCK);
  s->n += got;
  s->ended = got == 0;
}

/* The next block of gzip data. False at their end. */
static bool feed(struct source_stream *s) {
  struct source_unzip *u = s->unzip;
  u->in = (struct str){s->raw, read_raw(s, s->raw, BLOCK)};
  if (u->in.n > 0) return true;
  if (u->inside) lose(s, DIAG_GZIP, "gzip data end in the middle of member %u", u->member);
  s->ended = true;
  return false;
}

static void fill_unzipped(struct source_stream *s) {
  struct source_unzip *u = s->unzip;
  char *to = make_room(s);
  size_t made = 0;
  enum unzip_status status;
  do status = source_unzip_run(u, to, BLOCK, &made);
  while (made == 0 && status == UNZIP_HUNGRY && feed(s));
  s->n += made;
  if (status == UNZIP_DAMAGED) lose(s, DIAG_GZIP, "gzip data are damaged in member %u: %s", u->member, u->problem);
  if (status == UNZIP_FOREIGN) lose(s, DIAG_GZIP, "what follows gzip member %u is not gzip", u->member);
  uint64_t text = s->passed + s->n;
  if (text > SOURCE_RATIO_FLOOR && text / SOURCE_RATIO > s->bytes)
    lose(s, DIAG_TOO_LARGE, "unzips to more than %d times its size; read up to there", SOURCE_RATIO);
}

/* The first bytes tell whether it is gzip: then they are input, not text. */
static void begin_text(struct source_stream *s) {
  s->begun = true;
  while (s->n < 2 && !s->ended) fill_plain(s);
  s->gzip = s->n >= 2 && (unsigned char)s->buf[0] == 0x1F && (unsigned char)s->buf[1] == 0x8B;
  if (s->gzip) {
    s->raw = s->buf;
    s->unzip = source_unzip_new(s->arena);
    s->unzip->in = (struct str){s->raw, s->n};
    s->buf = NULL;
    s->n = s->cap = 0;
    s->ended = false;
  }
  while (s->n < 3 && !s->ended) s->gzip ? fill_unzipped(s) : fill_plain(s);
  if (s->passed == 0 && str_starts((struct str){s->buf, s->n}, STR("\xEF\xBB\xBF"))) s->from = 3;
}

static void fill(struct source_stream *s) {
  if (!s->begun) begin_text(s);
  else if (s->gzip) fill_unzipped(s);
  else fill_plain(s);
  if (s->passed + s->n <= s->limit) return;
  s->n = (size_t)(s->limit - s->passed);
  lose(s, DIAG_TOO_LARGE, "holds more than %llu bytes, the limit; read up to there", (unsigned long long)s->limit);
}

struct str source_stream_peek(struct source_stream *s, size_t least) {
  while (s->n - s->from < least && !s->ended) fill(s);
  return s->n > s->from ? (struct str){s->buf + s->from, s->n - s->from} : STR_NONE;
}

bool source_stream_is_at_end(const struct source_stream *s) {
  return s->ended;
}

bool source_stream_lines(struct source_stream *s, struct str *lines) {
  size_t seen = 0; /* behind from: no line ends there */
  for (;;) {
    size_t to = s->n;
    while (to > s->from + seen && s->buf[to - 1] != '\n') to--;
    if (to == s->from + seen && !s->ended) { /* not one whole line yet */
      seen = s->n - s->from;
      fill(s);
      continue;
    }
    if (to == s->from + seen) to = s->n; /* the last line lacks its end */
    if (to == s->from) return false;
    *lines = (struct str){s->buf + s->from, to - s->from};
    s->from = to;
    return true;
  }
}

struct str source_stream_rest(struct source_stream *s) {
  (void)source_stream_peek(s, SIZE_MAX);
  if (s->cap > s->n && s->n >= BLOCK / 2) { /* the rest of the buffer is given back */
    s->buf = arena_grow(s->arena, s->buf, s->cap, s->n);
    s->cap = s->n;
  }
  struct str rest = source_stream_peek(s, 0);
  s->from = s->n;
  return rest;
}

void source_stream_hash(struct source_stream *s) {
  s->hash = source_hash_begin(s->arena);
}

void source_stream_digest(struct source_stream *s, char *hex) {
  source_hash_end(s->hash, hex);
}

bool source_stream_skip(struct source_stream *s) {
  if (s->raw == NULL) s->raw = arena_alloc_raw(s->arena, BLOCK);
  return read_raw(s, s->raw, BLOCK) > 0;
}
