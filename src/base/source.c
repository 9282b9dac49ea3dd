#include "base/source.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <sys/stat.h>
#include <unistd.h>
#define ZLIB_CONST
#include <zlib.h>

enum { READ_STEP = 256 * 1024, INFLATE_STEP = 256 * 1024 };

/* ---- hashes ---- */

static void sha256(struct str bytes, uint8_t out[SHA256_DIGEST_LENGTH]) {
  SHA2_CTX ctx;
  SHA256Init(&ctx);
  if (bytes.n) SHA256Update(&ctx, (const uint8_t *)bytes.p, bytes.n);
  SHA256Final(out, &ctx);
}

void source_sha256_hex(struct str bytes, char out[SOURCE_HASH_HEX + 1]) {
  uint8_t hash[SHA256_DIGEST_LENGTH];
  sha256(bytes, hash);
  for (size_t i = 0; i < sizeof hash; i++) {
    out[2 * i] = "0123456789abcdef"[hash[i] >> 4];
    out[2 * i + 1] = "0123456789abcdef"[hash[i] & 15];
  }
  out[SOURCE_HASH_HEX] = '\0';
}

void source_sha256_base64(struct str bytes, char out[SOURCE_HASH_BASE64 + 1]) {
  static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint8_t hash[SHA256_DIGEST_LENGTH + 1];
  sha256(bytes, hash);
  hash[SHA256_DIGEST_LENGTH] = 0; /* 32 bytes are 10 groups of three and two bytes more */
  size_t at = 0;
  for (size_t i = 0; i < SHA256_DIGEST_LENGTH; i += 3) {
    uint32_t group = (uint32_t)hash[i] << 16 | (uint32_t)hash[i + 1] << 8 | hash[i + 2];
    for (int shift = 18; shift >= 0; shift -= 6) out[at++] = digit[group >> shift & 63];
  }
  out[at - 1] = '=';
  out[at] = '\0';
}

/* ---- gzip ---- */

struct unzip {
  z_stream z;
  struct arena *arena;
  char *text;
  size_t n, cap;
  uint64_t limit;
  struct str zipped;
};

static struct pos about(struct str name) {
  return (struct pos){name, 0, 0};
}

static bool unzip_over(const struct unzip *u) {
  if (u->n > u->limit) return true;
  return u->n > SOURCE_RATIO_FLOOR && u->n / SOURCE_RATIO > u->zipped.n;
}

/* Runs one member to its end. Z_STREAM_END, Z_BUF_ERROR when the bytes give out, Z_MEM_ERROR over a limit, Z_DATA_ERROR. */
static int unzip_member(struct unzip *u) {
  for (;;) {
    if (u->cap - u->n < INFLATE_STEP) {
      size_t cap = u->cap * 2 > INFLATE_STEP * 4 ? u->cap * 2 : INFLATE_STEP * 4;
      u->text = arena_grow(u->arena, u->text, u->cap, cap);
      u->cap = cap;
    }
    size_t done = (size_t)((const char *)u->z.next_in - u->zipped.p);
    size_t left = u->zipped.n - done;
    u->z.avail_in = left < UINT32_MAX ? (uInt)left : UINT32_MAX;
    u->z.avail_out = INFLATE_STEP;
    u->z.next_out = (Bytef *)u->text + u->n;
    int status = inflate(&u->z, Z_NO_FLUSH);
    u->n += INFLATE_STEP - u->z.avail_out;
    if (unzip_over(u)) return Z_MEM_ERROR;
    if (status == Z_NEED_DICT) return Z_DATA_ERROR;
    if (status != Z_OK) return status;
  }
}

static bool is_gzip(struct str s) {
  return s.n >= 2 && (unsigned char)s.p[0] == 0x1F && (unsigned char)s.p[1] == 0x8B;
}

/* False, with a diagnostic, when it was cut short; *begun says whether there is anything to show for it. */
static bool unzip_all(struct unzip *u, struct diags *d, struct str name, bool *begun) {
  *begun = false;
  for (int member = 1;; member++) {
    int status = unzip_member(u);
    size_t done = (size_t)((const char *)u->z.next_in - u->zipped.p);
    struct str rest = str_slice(u->zipped, done, u->zipped.n);
    *begun = *begun || u->n > 0 || status == Z_STREAM_END || status == Z_MEM_ERROR;
    switch (status) {
    case Z_STREAM_END: break;
    case Z_MEM_ERROR:
      diag_add(d, DIAG_TOO_LARGE, about(name), "unzips to more than %s; read up to there",
               u->n > u->limit ? "the limit of 4 GiB" : "300 times its size");
      return false;
    case Z_BUF_ERROR:
      diag_add(d, DIAG_GZIP, about(name), "gzip data end in the middle of member %d", member);
      return false;
    default:
      diag_add(d, DIAG_GZIP, about(name), "gzip data are damaged in member %d: %s", member,
               u->z.msg ? u->z.msg : "not a deflate stream");
      return false;
    }
    /* Tapes and block devices pad with zeros after the last member. */
    while (rest.n > 0 && rest.p[0] == '\0') rest = str_slice(rest, 1, rest.n);
    if (rest.n == 0) return true;
    if (!is_gzip(rest)) {
      diag_add(d, DIAG_GZIP, about(name), "%zu bytes after gzip member %d are not gzip", rest.n, member);
      return false;
    }
    u->z.next_in = (const Bytef *)rest.p;
    (void)inflateReset(&u->z);
  }
}

bool source_gunzip(struct arena *a, struct diags *d, struct str zipped, uint64_t limit, struct source *out) {
  struct unzip u = {.arena = a, .limit = limit, .zipped = zipped};
  if (inflateInit2(&u.z, 15 + 16) != Z_OK) die_system("out of memory");
  u.z.next_in = (const Bytef *)zipped.p;
  bool begun;
  out->whole = unzip_all(&u, d, out->name, &begun);
  (void)inflateEnd(&u.z);
  out->text = begun ? (struct str){u.text, u.n < limit ? u.n : (size_t)limit} : STR_NONE;
  return begun;
}

/* ---- files ---- */

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

bool source_is_there(const char *path) {
  struct stat st;
  return lstat(path, &st) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* A descriptor, or -1 with a diagnostic. Devices are refused because some have no end. */
static int open_input(struct diags *d, const char *path, struct source *out, size_t *size) {
  struct str name = out->name;
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  struct stat st;
  if (fd < 0 || fstat(fd, &st) != 0) {
    bool missing = errno == ENOENT || errno == ENOTDIR;
    diag_add(d, missing ? DIAG_FILE_MISSING : DIAG_FILE_UNREADABLE, about(name), "%s",
             missing ? "no such file" : strerror(errno));
    if (fd >= 0 && !standard) (void)close(fd);
    return -1;
  }
  const char *refused = S_ISDIR(st.st_mode) ? "is a folder" : S_ISBLK(st.st_mode) ? "is a device" : NULL;
  if (S_ISCHR(st.st_mode) && !standard && !isatty(fd)) refused = "is a device";
  if (refused != NULL) {
    diag_add(d, DIAG_FILE_UNREADABLE, about(name), "%s, not a file", refused);
    if (!standard) (void)close(fd);
    return -1;
  }
  out->device = (uint64_t)st.st_dev;
  out->inode = (uint64_t)st.st_ino;
  *size = S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
  return fd;
}

/* Reads to the end, to an error, or to the limit; *whole and the diagnostic say which. */
static struct str read_all(struct arena *a, struct diags *d, int fd, struct str name, size_t size, bool *whole) {
  size_t cap = size + 1 > READ_STEP ? size + 1 : READ_STEP; /* one byte more sees the end without growing */
  char *p = arena_alloc_raw(a, cap);
  size_t n = 0;
  *whole = false;
  for (;;) {
    if (n == cap) {
      p = arena_grow(a, p, cap, cap * 2);
      cap *= 2;
    }
    ssize_t got = read(fd, p + n, cap - n < (1u << 30) ? cap - n : (1u << 30));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      diag_add(d, DIAG_FILE_UNREADABLE, about(name), "%s after %zu bytes", strerror(errno), n);
      break;
    }
    if (got == 0) {
      *whole = true;
      break;
    }
    n += (size_t)got;
    if (n > SOURCE_LIMIT) {
      diag_add(d, DIAG_TOO_LARGE, about(name), "is larger than the limit of 4 GiB; read up to there");
      n = (size_t)SOURCE_LIMIT;
      break;
    }
  }
  return (struct str){p, n};
}

bool source_load(struct arena *a, struct diags *d, const char *path, struct str name, struct source *out) {
  *out = (struct source){.name = name};
  size_t size = 0;
  int fd = open_input(d, path, out, &size);
  if (fd < 0) return false;
  struct str raw = read_all(a, d, fd, name, size, &out->whole);
  if (fd != STDIN_FILENO) (void)close(fd);
  if (raw.n == 0 && !out->whole) return false;
  out->bytes = raw.n;
  source_sha256_hex(raw, out->sha256);
  out->gzip = is_gzip(raw);
  out->text = raw;
  if (out->gzip) {
    bool read_whole = out->whole;
    if (!source_gunzip(a, d, raw, SOURCE_LIMIT, out)) return false;
    out->whole = out->whole && read_whole;
  }
  if (str_starts(out->text, STR("\xEF\xBB\xBF"))) out->text = str_slice(out->text, 3, out->text.n);
  return true;
}

/* ---- positions ---- */

struct pos source_pos(const struct source *s, uint32_t line, uint32_t col) {
  return (struct pos){s->name, line, col};
}
