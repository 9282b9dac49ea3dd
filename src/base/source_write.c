/* Output files: whole or not at all. */
#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
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

static int write_in_place(const char *path, struct str bytes) {
  int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return errno;
  int failed = write_all(fd, bytes);
  if (close(fd) != 0 && failed == 0) failed = errno;
  return failed;
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

static int write_and_rename(const char *path, const struct stat *old, struct str bytes) {
  char temporary[PATH_MAX];
  int fd = open_temporary(path, temporary);
  if (fd < 0) return errno;
  int failed = old != NULL && fchmod(fd, old->st_mode & 0777) != 0 ? errno : 0;
  if (failed == 0) failed = write_all(fd, bytes);
  if (failed == 0) failed = sync_fd(fd);
  if (close(fd) != 0 && failed == 0) failed = errno;
  if (failed == 0 && rename(temporary, path) != 0) failed = errno;
  if (failed == 0) {
    sync_folder(path);
  } else {
    (void)unlink(temporary);
  }
  return failed;
}

/* Replaces path by what it leads to while it is a symbolic link: a link stays a link. 0 or the errno. */
static int follow_links(const char *path, char real[PATH_MAX]) {
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

static int write_to(const char *path, struct str bytes) {
  struct stat st;
  char real[PATH_MAX];
  bool exists = stat(path, &st) == 0;
  if (!exists && errno != ENOENT) return errno;
  if (exists && S_ISDIR(st.st_mode)) return EISDIR;
  if (exists && !S_ISREG(st.st_mode)) return write_in_place(path, bytes);
  int failed = follow_links(path, real);
  return failed ? failed : write_and_rename(real, exists ? &st : NULL, bytes);
}

int source_write(const char *path, struct str bytes) {
  if (strcmp(path, "-") == 0) return write_all(STDOUT_FILENO, bytes);
  /* Over a file size limit the signal would end the program and leave the temporary file. */
  struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
  bool ignored = sigaction(SIGXFSZ, &ignore, &old) == 0;
  int failed = write_to(path, bytes);
  if (ignored) (void)sigaction(SIGXFSZ, &old, NULL);
  return failed;
}
