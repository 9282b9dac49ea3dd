/* Output files: whole or not at all. */
#include "base/source_sink.h"

#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int write_all(int fd, struct str bytes) {
  while (bytes.n > 0) {
    ssize_t n = write(fd, bytes.p, bytes.n < (1u << 30) ? bytes.n : (1u << 30));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    bytes = str_slice(bytes, (size_t)n, bytes.n);
  }
  return 0;
}

/* The folder of path with its slash, nothing when there is none, and tail. False when that is too long. */
static bool beside(const char *path, const char *tail, char out[PATH_MAX]) {
  const char *slash = strrchr(path, '/');
  size_t dir = slash ? (size_t)(slash - path + 1) : 0, n = strlen(tail);
  if (dir + n >= PATH_MAX) return false;
  memcpy(out, path, dir);
  memcpy(out + dir, tail, n + 1);
  return true;
}

/* A name of its own, not made from the target's, which may be as long as a name can be. */
static int open_temporary(const char *path, char temporary[PATH_MAX]) {
  for (int attempt = 0; attempt < 100; attempt++) {
    char name[64];
    (void)snprintf(name, sizeof name, ".perfpage-%ld-%d.tmp", (long)getpid(), attempt);
    if (!beside(path, name, temporary)) {
      errno = ENAMETOOLONG;
      return -1;
    }
    int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

/* A file system that cannot sync says EINVAL; the data are then as safe there as they can be. */
static int sync_fd(int fd) {
  return fsync(fd) != 0 && errno != EINVAL ? errno : 0;
}

static void sync_folder(const char *path) {
  char dir[PATH_MAX];
  int fd = beside(path, ".", dir) ? open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  if (fd < 0) return;
  (void)fsync(fd);
  (void)close(fd);
}

int source_sink_target(const char *path, char real[PATH_MAX]) {
  char to[PATH_MAX], next[PATH_MAX];
  if (strlen(path) >= PATH_MAX) return ENAMETOOLONG;
  memcpy(real, path, strlen(path) + 1);
  for (int i = 0; i < 40; i++) {
    ssize_t n = readlink(real, to, sizeof to - 1);
    if (n < 0) return errno == EINVAL || errno == ENOENT ? 0 : errno; /* no link, or nothing there yet */
    to[n] = '\0';
    if (!beside(to[0] == '/' ? "" : real, to, next)) return ENAMETOOLONG;
    memcpy(real, next, sizeof next);
  }
  return ELOOP;
}

/* ---- piece by piece ---- */

static void fail(struct source_sink *k, int error) {
  if (k->failed == 0) k->failed = error;
}

static void open_beside(struct source_sink *k, const char *path, const struct stat *old) {
  fail(k, source_sink_target(path, k->path));
  if (k->failed) return;
  k->fd = open_temporary(k->path, k->temporary);
  if (k->fd < 0) {
    k->temporary[0] = '\0';
    fail(k, errno);
  } else if (old && fchmod(k->fd, old->st_mode & 0777) != 0) {
    fail(k, errno);
  }
}

void source_sink_open(struct source_sink *k, const char *path) {
  struct stat st;
  k->fd = -1;
  k->failed = 0;
  k->temporary[0] = '\0';
  k->standard = strcmp(path, "-") == 0;
  /* Over a file size limit the signal would end the program and leave the temporary file. */
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  k->ignored = sigaction(SIGXFSZ, &ignore, &k->old) == 0;
  if (k->standard) {
    k->fd = STDOUT_FILENO;
    return;
  }
  bool exists = stat(path, &st) == 0;
  if (!exists && errno != ENOENT) {
    fail(k, errno);
    return;
  }
  if (exists && S_ISDIR(st.st_mode)) fail(k, EISDIR);
  else if (!exists || S_ISREG(st.st_mode)) open_beside(k, path, exists ? &st : NULL);
  else k->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (k->fd < 0) fail(k, errno);
}

void source_sink_put(struct source_sink *k, struct str bytes) {
  if (k->failed == 0) fail(k, write_all(k->fd, bytes));
}

int source_sink_close(struct source_sink *k, bool keep) {
  bool beside_it = k->temporary[0] != '\0';
  if (beside_it && keep && k->failed == 0) fail(k, sync_fd(k->fd));
  if (k->fd >= 0 && !k->standard && close(k->fd) != 0) fail(k, errno);
  bool renamed = beside_it && keep && k->failed == 0 && rename(k->temporary, k->path) == 0;
  if (beside_it && keep && k->failed == 0 && !renamed) fail(k, errno);
  if (renamed) sync_folder(k->path);
  else if (beside_it) (void)unlink(k->temporary);
  if (k->ignored) (void)sigaction(SIGXFSZ, &k->old, NULL);
  return k->failed;
}

int source_write(const char *path, struct str bytes) {
  struct source_sink sink;
  source_sink_open(&sink, path);
  source_sink_put(&sink, bytes);
  return source_sink_close(&sink, true);
}
