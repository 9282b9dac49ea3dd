#include "base/source.h"

#include "base/source_unzip.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum source_kind source_stat(const char *path) {
  struct stat st;
  if (stat(path, &st) != 0) return errno == ENOENT || errno == ENOTDIR ? SOURCE_ABSENT : SOURCE_OTHER;
  if (S_ISDIR(st.st_mode)) return SOURCE_DIR;
  return S_ISREG(st.st_mode) ? SOURCE_FILE : SOURCE_OTHER;
}

bool source_is_same(const char *path, const struct source *s) {
  struct stat st;
  if (strcmp(path, "-") == 0 || stat(path, &st) != 0 || !S_ISREG(st.st_mode)) return false;
  return (uint64_t)st.st_dev == s->device && (uint64_t)st.st_ino == s->inode;
}

bool source_is_one(const char *path, const char *other) {
  struct stat x, y;
  return stat(path, &x) == 0 && stat(other, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

bool source_is_drained(const char *path, const struct source *s) {
  struct stat st;
  bool known = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) == 0 : stat(path, &st) == 0;
  if (!known || S_ISREG(st.st_mode)) return false;
  return (uint64_t)st.st_dev == s->device && (uint64_t)st.st_ino == s->inode;
}

bool source_is_there(const char *path) {
  struct stat st;
  return lstat(path, &st) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

static void describe(const struct source_stream *in, struct source *out) {
  out->device = in->device;
  out->inode = in->inode;
  out->gzip = in->gzip;
}

/* Reads to the end. False when nothing could be had. */
static bool finish(struct source_stream *in, struct source *out) {
  out->text = source_stream_rest(in);
  out->bytes = in->bytes;
  out->whole = in->whole;
  out->partial = false;
  describe(in, out);
  bool unreadable = !in->whole && in->bytes == 0, unsound = in->gzip && !in->unzip->sound;
  if (in->hash) source_stream_digest(in, out->sha256);
  source_stream_close(in);
  return !unreadable && !unsound;
}

bool source_load(struct arena *a, struct diags *d, const char *path, struct str name, struct source *out) {
  struct source_stream in;
  *out = (struct source){.name = name};
  if (!source_stream_open(&in, a, d, path, name)) return false;
  in.limit = SOURCE_LIMIT;
  source_stream_hash(&in);
  return finish(&in, out);
}

enum { SOURCE_TINY = 128 * 1024 };

bool source_open(struct arena *a, struct diags *d, const char *path, bool hashed, struct source *out) {
  struct arena scratch = ARENA_INIT;
  struct source_stream *in = ARENA_NEW(a, struct source_stream);
  *out = (struct source){.name = out->name};
  if (!source_stream_open(in, a, d, path, out->name)) return false;
  /* What is kept stays where it was read, cut to its size; what is tiny, or not kept, is not worth a buffer of its own. */
  if (in->is_file && (in->size < SOURCE_TINY || in->size > SOURCE_SMALL)) in->arena = &scratch;
  if (hashed) source_stream_hash(in);
  struct str text = source_stream_peek(in, SOURCE_SMALL + 1);
  bool ok = true;
  if (source_stream_is_at_end(in)) {
    ok = finish(in, out);
    if (in->arena == &scratch) out->text = arena_dup(a, out->text);
  } else {
    describe(in, out);
    out->partial = out->whole = true;
    out->bytes = in->size;
    out->path = arena_cstr(a, str_of(path));
    out->text = arena_dup(a, str_slice(text, 0, SOURCE_SMALL / 4));
    if (in->is_file) source_stream_close(in);
    else out->stream = in;
  }
  arena_free(&scratch);
  return ok;
}

bool source_again(struct source_stream *in, struct arena *a, struct diags *d, const struct source *s) {
  if (s->stream) {
    *in = *s->stream; /* what was looked at is still there to be read */
    return true;
  }
  if (!s->partial) {
    source_stream_text(in, a, d, s->text, s->name);
    return true;
  }
  if (!source_stream_open(in, a, d, s->path, s->name)) return false;
  if (in->device == s->device && in->inode == s->inode) {
    if (s->bytes > 0) in->size = in->left = s->bytes; /* as it was first met: no more, and what has gone since is missed */
    return true;
  }
  diag_add(d, DIAG_FILE_UNREADABLE, (struct pos){s->name, 0, 0}, "another file has taken its place while it was read");
  source_stream_close(in);
  return false;
}

bool source_complete(struct arena *a, struct diags *d, struct source *s) {
  struct source_stream in;
  if (!s->partial) return true;
  if (!source_again(&in, a, d, s)) return false;
  in.limit = SOURCE_LIMIT;
  if (s->stream == NULL) source_stream_hash(&in); /* else it was asked for in time, or not */
  s->stream = NULL; /* read to its end: from now on there is only the text */
  return finish(&in, s);
}

bool source_hash_partial(struct diags *d, struct source *s) {
  struct arena scratch = ARENA_INIT;
  struct source_stream in;
  bool ok = source_again(&in, &scratch, d, s);
  if (ok) {
    source_stream_hash(&in);
    while (source_stream_skip(&in)) continue;
    s->bytes = in.bytes;
    source_stream_digest(&in, s->sha256);
    source_stream_close(&in);
  }
  arena_free(&scratch);
  return ok;
}

/* ---- positions ---- */

struct pos source_pos(const struct source *s, uint32_t line, uint32_t col) {
  return (struct pos){s->name, line, col};
}
